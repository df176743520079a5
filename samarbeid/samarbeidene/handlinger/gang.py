"""Veien videre i et samarbeid: stadiet, neste steg, og slutten."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from samarbeid.models import Hindring, Samarbeid, Samtaleside, Skritt
from samarbeid.samarbeidene.handlinger.beslutningen import krev_beslutning
from samarbeid.samarbeidene.handlinger.grunnlag import (
    Aktor,
    Gjort,
    Innsending,
    er_kunngjort,
    ingen_fritekst,
    utfor,
)
from samarbeid.samarbeidene.tilstander import BESLUTTES, STIEN, Handling, Stadium, neste_stadier
from veier.brukere.models import Bruker
from veier.feil import FeilIFelt


def endre_stadium(
    samarbeid: Samarbeid,
    inn: Innsending,
    *,
    til: str,
    beslutter: str = "",
    rolle: str = "",
    besluttet_dato: date | None = None,
    tekst: str = "",
    av: Aktor,
) -> Skritt:
    """Flytter samarbeidet. En avtale og drift må noen ha bestemt. Hever FeilIFelt og det ``utfor`` hever."""

    def gjor(rad: Samarbeid) -> Gjort:
        ingen_fritekst(rad, begrunnelse=tekst, rolle=rolle)
        if til not in neste_stadier(rad.stadium, av.side, kunngjort=er_kunngjort(rad)):
            raise FeilIFelt("til", _("Velg stadiet dere går til."))
        if til in BESLUTTES and STIEN.index(Stadium(til)) > STIEN.index(Stadium(rad.stadium)):
            krev_beslutning(beslutter, rolle, besluttet_dato)
        if til == Stadium.DRIFT and not rad.avtaler.exists():
            raise FeilIFelt("til", _("Skriv inn avtalen først, så er det klart hva som gjelder."))
        return Gjort(tekst, Stadium(til), beslutter, rolle, besluttet_dato)

    return utfor(samarbeid, Handling.STADIUM, inn, av=av, gjor=gjor)


def skriv_neste(
    samarbeid: Samarbeid,
    inn: Innsending,
    *,
    neste_steg: str,
    neste_dato: date,
    neste_side: str,
    ansvarlig: Bruker | None,
    av: Aktor,
) -> Skritt:
    """Det neste som skal skje, hvem som gjør det, og når. ``ansvarlig`` er den som har ansvaret på egen side."""

    def gjor(rad: Samarbeid) -> Gjort:
        rad.neste_steg, rad.neste_dato, rad.neste_side = neste_steg, neste_dato, neste_side
        if av.side == Samtaleside.ENTREPRENOR:
            rad.ansvarlig_entreprenor = ansvarlig
        else:
            rad.ansvarlig_offentlig = ansvarlig
        return Gjort(tekst=neste_steg)

    return utfor(samarbeid, Handling.NESTE, inn, av=av, gjor=gjor)


def avslutt(
    samarbeid: Samarbeid, inn: Innsending, *, slag: list[str], ord_: str, vises: bool = False, av: Aktor
) -> Skritt:
    """Avslutter, og tar vare på hva siden mener stoppet det. Den andre siden kan skrive sitt etterpå. Hever FeilIFelt."""

    def gjor(rad: Samarbeid) -> Gjort:
        rad.neste_steg, rad.neste_dato, rad.neste_side = "", None, ""
        _lagre_hindring(rad, slag, ord_, vises=vises, av=av)
        return Gjort()

    return utfor(samarbeid, Handling.AVSLUTT, inn, av=av, gjor=gjor)


def skriv_hindringer(
    samarbeid: Samarbeid, inn: Innsending, *, slag: list[str], ord_: str, vises: bool = False, av: Aktor
) -> Skritt:
    """Det siden mener stoppet samarbeidet. Kan rettes så lenge samarbeidet står. Hever FeilIFelt."""

    def gjor(rad: Samarbeid) -> Gjort:
        _lagre_hindring(rad, slag, ord_, vises=vises, av=av)
        return Gjort()

    return utfor(samarbeid, Handling.HINDRINGER, inn, av=av, gjor=gjor)


def _lagre_hindring(rad: Samarbeid, slag: list[str], ord_: str, *, vises: bool, av: Aktor) -> None:
    if er_kunngjort(rad):
        vises = _vises_fra_for(rad, ord_, vises=vises, av=av)
    verdier = {"slag": slag, "ord": ord_, "vises": vises, "av": av.av, "tid": timezone.now()}
    if slag or ord_:
        Hindring.objects.update_or_create(samarbeid=rad, side=av.side, defaults=verdier)
    else:
        Hindring.objects.filter(samarbeid=rad, side=av.side).delete()


def _vises_fra_for(rad: Samarbeid, ord_: str, *, vises: bool, av: Aktor) -> bool:
    """Om den andre siden kan lese det mens konkurransen er kunngjort: bare ordene hun alt kunne lese."""
    if vises:
        raise FeilIFelt(
            "vises",
            _(
                "Konkurransen er kunngjort. Det dere skriver, kan den andre siden lese når den er over: del det da."
            ),
        )
    return Hindring.objects.filter(samarbeid=rad, side=av.side, vises=True, ord=ord_).exists()
