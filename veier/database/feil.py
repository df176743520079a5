"""Hva slags databasefeil det er: databasen er borte, to sperret hverandre, eller noe er galt hos oss."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
from django.db import InterfaceError, OperationalError, ProgrammingError

# https://www.postgresql.org/docs/current/errcodes-appendix.html
# 08: forbindelsen brøt. 57P01–57P03 og 57P05: tjeneren stopper, starter eller har lagt på. 53300: ingen ledig plass.
_BORTE = {"57P01", "57P02", "57P03", "57P05", "53300"}
_BORTE_KLASSE = "08"
_SPERRET = {"40P01", "40001"}
# 57014: tjeneren avbrøt spørringen, fordi fristen gikk ut eller den som drifter, ba om det.
_AVBRUTT = "57014"
# 55P03: ventet på en lås til fristen gikk ut. 53: disken, minnet eller plassene er brukt opp; det rettes på tjeneren.
_OPPTATT, _FULL_KLASSE = "55P03", "53"
# Django husker at forbindelsen falt midt i en transaksjon, og sier det slik neste gang noen spør.
_FALT_I_TRANSAKSJON = "Cannot open a new connection in an atomic block."


def er_borte(feil: BaseException) -> bool:
    """Kan det ikke kobles til databasen, eller falt forbindelsen? Ser også bak feilene til jobbiblioteket."""
    return any(_ett_ledd_er_borte(ledd) for ledd in _kjede(feil))


def er_sperret(feil: BaseException) -> bool:
    """To transaksjoner sperret hverandre, og denne ble valgt bort. Den som bare leser, kan prøve igjen."""
    return any(isinstance(ledd, psycopg.Error) and ledd.sqlstate in _SPERRET for ledd in _kjede(feil))


def er_avbrutt(feil: BaseException) -> bool:
    """Databasen er der, men rakk ikke svaret eller ble bedt om å slippe det. Ingenting er skrevet."""
    return any(isinstance(ledd, psycopg.Error) and ledd.sqlstate == _AVBRUTT for ledd in _kjede(feil))


def gar_over(feil: BaseException) -> bool:
    """Feilen ligger i øyeblikket, ikke i det vi ba om: det samme kan lykkes senere uten at noe hos oss er endret."""
    return er_borte(feil) or any(
        isinstance(ledd, psycopg.Error)
        and (ledd.sqlstate in _SPERRET | {_OPPTATT} or (ledd.sqlstate or "").startswith(_FULL_KLASSE))
        for ledd in _kjede(feil)
    )


def er_driftsfeil(feil: BaseException) -> bool:
    """Sier databasen at det var driften, ikke dataene eller spørringen? Den kan ta feil: en frist kan være for kort."""
    slag = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
    return any(isinstance(ledd, slag) for ledd in _kjede(feil))


def _ett_ledd_er_borte(feil: BaseException) -> bool:
    if isinstance(feil, psycopg.Error):
        if feil.sqlstate:
            return feil.sqlstate in _BORTE or feil.sqlstate.startswith(_BORTE_KLASSE)
        return isinstance(feil, psycopg.OperationalError) or "connection is closed" in str(feil)
    if isinstance(feil, ProgrammingError):
        return str(feil) == _FALT_I_TRANSAKSJON
    # Djangos egen innpakning: årsaken er neste ledd og avgjør selv. Uten årsak finnes ingen forbindelse.
    return isinstance(feil, OperationalError | InterfaceError) and not isinstance(
        feil.__cause__, psycopg.Error
    )


def _kjede(feil: BaseException) -> Iterator[BaseException]:
    sett: set[int] = set()
    neste: BaseException | None = feil
    while neste is not None and id(neste) not in sett:
        sett.add(id(neste))
        yield neste
        neste = neste.__cause__ or (None if neste.__suppress_context__ else neste.__context__)
