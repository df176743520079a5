"""Enhetsregisteret (Brønnøysundregistrene, NLOD): hvem et organisasjonsnummer tilhører, og om enheten lever.

Kilde: https://data.brreg.no/enhetsregisteret/api/dokumentasjon. En slettet enhet svarer 200 med
``slettedato``, ikke 410; 410 betyr fjernet fra åpne data. Et nummer som ikke er en hovedenhet, kan være
en underenhet.
"""

from __future__ import annotations

import contextlib
import ssl
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

import httpx
from django.conf import settings
from stdnum.no import orgnr as nummerregel

from veier.klienter import KlientFeil
from veier.tekst import rens

VERSJON = "application/vnd.brreg.enhetsregisteret.enhet.v2+json;charset=UTF-8"
# Den som venter på siden, venter aldri lenger enn dette: navneoppslag, forbindelse, svar og nye forsøk til sammen.
FRIST = 2.0
TIDSGRENSE = httpx.Timeout(1.5, connect=1.0)
PAUSER = (0.1, 0.3)  # sekunder før andre og tredje forsøk
SAMTIDIGE = 4
STORSTE_SVAR = 1_000_000  # byte
# Koder fra registeret → kodene portalen bruker. Resten er «ANNET».
FORMER = {"AS": "AS", "STI": "STI", "FLI": "FLI", "SA": "SA", "ENK": "ENK"}
_SMAORD = {"og", "i", "på", "for", "av", "til", "med", "ved"}
_FORKORTELSER = {"AS", "ASA", "SA", "STI", "ENK", "ANS", "DA", "NUF", "KF", "FKF", "IKS", "SF", "BA"}


class Utfall(StrEnum):
    """Hva registeret sa."""

    FUNNET = "funnet"
    SLETTET = "slettet"
    FINNES_IKKE = "finnes_ikke"
    FJERNET = "fjernet"


@dataclass(frozen=True, slots=True)
class Enhet:
    """En enhet slik registeret beskriver den. Tomme felt betyr at registeret ikke sier noe."""

    organisasjonsnummer: str
    navn: str
    organisasjonsform: str  # registerets kode, for eksempel «AS»
    adresse: tuple[str, ...] = ()
    postnummer: str = ""
    poststed: str = ""
    kommunenummer: str = ""
    formal: tuple[str, ...] = ()
    hjemmeside: str = ""
    telefon: str = ""
    epost: str = ""
    malform: str = ""
    i_frivillighetsregisteret: bool = False
    konkurs: bool = False
    under_avvikling: bool = False
    slettet: date | None = None
    er_underenhet: bool = False

    @property
    def form(self) -> str:
        """Organisasjonsformen med portalens koder."""
        return FORMER.get(self.organisasjonsform, "ANNET")

    @property
    def kan_registreres(self) -> bool:
        """En enhet som er slettet, konkurs eller under avvikling, kan ikke få en profil."""
        return not (self.slettet or self.konkurs or self.under_avvikling or self.er_underenhet)


@dataclass(frozen=True, slots=True)
class Oppslag:
    utfall: Utfall
    enhet: Enhet | None = None


def hent_enhet(organisasjonsnummer: str) -> Oppslag:
    """Slår opp nummeret (ni sifre, mellomrom tåles).

    Hever ValueError når nummeret ikke kan være et organisasjonsnummer, og KlientFeil når registeret
    ikke svarer innen fristen eller svarer noe uforståelig.

    Oppslaget går i en egen tråd: et navneoppslag og et svar som drypper, kan ikke avbrytes i den som venter.
    """
    nummer = nummerregel.compact(organisasjonsnummer)
    if not nummerregel.is_valid(nummer):
        raise ValueError(f"«{organisasjonsnummer}» er ikke et gyldig organisasjonsnummer")
    frist = time.monotonic() + FRIST
    klient = httpx.Client(
        base_url=settings.ENHETSREGISTERET_URL,
        timeout=TIDSGRENSE,
        headers={"Accept": VERSJON},
        verify=_sertifikater(),
    )
    arbeid = _trader().submit(_spor, klient, nummer, frist)
    try:
        svar, underenhet = arbeid.result(timeout=max(0, frist - time.monotonic()))
    except FutureTimeout:
        arbeid.cancel()
        raise KlientFeil("Enhetsregisteret svarte ikke innen fristen") from None
    finally:
        with contextlib.suppress(RuntimeError):  # noe kan ennå være på vei; forbindelsen brytes
            klient.close()
    if svar.status_code == 404:
        return Oppslag(Utfall.FINNES_IKKE)
    if svar.status_code == 410:
        return Oppslag(Utfall.FJERNET)
    if svar.status_code != 200:
        raise KlientFeil(f"Enhetsregisteret svarte {svar.status_code}")
    enhet = _les(_json(svar), nummer, er_underenhet=underenhet)
    return Oppslag(Utfall.SLETTET if enhet.slettet else Utfall.FUNNET, enhet)


@cache
def _sertifikater() -> ssl.SSLContext:
    """Leses én gang: å lese dem for hvert oppslag tok lenger tid enn selve oppslaget."""
    return httpx.create_ssl_context()


@cache
def _trader() -> ThreadPoolExecutor:
    """Trådene oppslagene går i. Henger alle, når de neste fristen uten å holde flere."""
    return ThreadPoolExecutor(SAMTIDIGE, thread_name_prefix="enhetsregisteret")


def _spor(klient: httpx.Client, nummer: str, frist: float) -> tuple[httpx.Response, bool]:
    """Svaret, og om det er en underenhet."""
    svar = _hent(klient, f"enheter/{nummer}", frist)
    if svar.status_code != 404:
        return svar, False
    return _hent(klient, f"underenheter/{nummer}", frist), True


def _hent(klient: httpx.Client, sti: str, frist: float) -> httpx.Response:
    """Ett svar; nye forsøk ved tidsavbrudd, brutt forbindelse og 5xx så lenge det er tid."""
    feil = ""
    for pause in (*PAUSER, None):
        try:
            svar = _les_svar(klient, sti, frist)
        except httpx.HTTPError as unntak:
            feil = type(unntak).__name__
        else:
            if svar.status_code < 500:
                return svar
            feil = f"status {svar.status_code}"
        if pause is None or time.monotonic() + pause >= frist:
            break
        time.sleep(pause)
    raise KlientFeil(f"Enhetsregisteret svarte ikke ({feil})")


def _les_svar(klient: httpx.Client, sti: str, frist: float) -> httpx.Response:
    """Leser bit for bit, og slutter når fristen er ute eller svaret er for stort."""
    innhold = b""
    with klient.stream("GET", sti) as svar:
        for bit in svar.iter_bytes():
            innhold += bit
            if len(innhold) > STORSTE_SVAR:
                break
            if time.monotonic() >= frist:
                raise httpx.ReadTimeout("fristen er ute")
    return httpx.Response(svar.status_code, content=innhold)


def _json(svar: httpx.Response) -> Mapping[str, object]:
    if len(svar.content) > STORSTE_SVAR:
        raise KlientFeil("Enhetsregisteret svarte med for mye data")
    try:
        data = svar.json()
    except ValueError:
        raise KlientFeil("Enhetsregisteret svarte med noe som ikke er JSON") from None
    if not isinstance(data, dict):
        raise KlientFeil("Enhetsregisteret svarte med en annen form enn ventet")
    return data


def _del(data: Mapping[str, object], *navn: str) -> Mapping[str, object]:
    """Den første av delene som finnes; tom når ingen gjør det."""
    funnet = next((data[n] for n in navn if data.get(n)), {})
    if not isinstance(funnet, dict):
        raise TypeError(f"«{'», «'.join(navn)}» er ikke et objekt")
    return funnet


def _les(data: Mapping[str, object], nummer: str, *, er_underenhet: bool) -> Enhet:
    if data.get("organisasjonsnummer") != nummer or not isinstance(data.get("navn"), str):
        raise KlientFeil("Enhetsregisteret svarte om en annen enhet enn den vi spurte om")
    try:
        adresse = _del(data, "forretningsadresse", "beliggenhetsadresse", "postadresse")
        form = _del(data, "organisasjonsform")
        slettet = date.fromisoformat(str(data["slettedato"])) if data.get("slettedato") else None
        return Enhet(
            organisasjonsnummer=nummer,
            navn=pent_navn(rens(str(data["navn"]), linjer=False)),
            organisasjonsform=str(form.get("kode", "")),
            adresse=_linjer(adresse.get("adresse")),
            postnummer=str(adresse.get("postnummer") or ""),
            poststed=pent_navn(str(adresse.get("poststed") or "")),
            kommunenummer=str(adresse.get("kommunenummer") or ""),
            formal=_linjer(data.get("vedtektsfestetFormaal") or data.get("aktivitet")),
            hjemmeside=str(data.get("hjemmeside") or ""),
            telefon=str(data.get("telefon") or ""),
            epost=str(data.get("epostadresse") or ""),
            malform=str(data.get("maalform") or "").lower(),
            i_frivillighetsregisteret=data.get("registrertIFrivillighetsregisteret") is True,
            konkurs=data.get("konkurs") is True or bool(data.get("konkursdato")),
            under_avvikling=any(
                data.get(felt) is True
                for felt in ("underAvvikling", "underTvangsavviklingEllerTvangsopplosning")
            ),
            slettet=slettet,
            er_underenhet=er_underenhet,
        )
    except (TypeError, ValueError, AttributeError) as unntak:
        raise KlientFeil(f"Enhetsregisteret svarte med en annen form enn ventet ({unntak})") from None


def _linjer(verdi: object) -> tuple[str, ...]:
    if not verdi:
        return ()
    if not isinstance(verdi, list | str):
        raise TypeError(f"{type(verdi).__name__} er ikke linjer")
    return tuple(str(linje).strip() for linje in verdi if str(linje or "").strip())


def pent_navn(navn: str) -> str:
    """Registeret skriver med store bokstaver: «EKSEMPEL OG SØNN AS» → «Eksempel og Sønn AS»."""
    if not navn.isupper():
        return navn
    ord_ = navn.split()
    ut = [
        o if o in _FORKORTELSER else o.lower() if i and o.lower() in _SMAORD else o.title()
        for i, o in enumerate(ord_)
    ]
    return " ".join(ut)
