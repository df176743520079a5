"""Utkastene: hvilke som passer nå, og dokumentet. Malene er ``Dokumentmal``, som redaksjonen retter, og som har versjoner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samarbeid.models import Dokumentmal, Pilot, Samarbeid
from samarbeid.samarbeidene.avtaler.fyll import FYLLES
from samarbeid.samarbeidene.avtaler.kjent import Kjent
from samarbeid.samarbeidene.avtaler.underskrift import etter_utfyllingen, for_dere_skriver_under
from samarbeid.samarbeidene.tilstander import ETTER, FOR_PILOTEN
from samarbeid.svar.dokumenter import maldokument
from samarbeid.svar.saksdokumenter.filer import dokumentsprak
from veier.dokument.blokker import (
    Avsnitt,
    Biter,
    Blokk,
    Dokument,
    Liste,
    Overskrift,
    Tabell,
    liste,
    med_felt,
    rein,
)
from veier.tekst import lag_slug
from veier.typer import Setning

# Når hver av dem brukes.
BRUK: Mapping[str, Setning] = {
    "intensjonsavtale": gettext_lazy("Før dere vet om dere skal prøve noe. Ingen kjøper noe."),
    "pilotavtale": gettext_lazy("Når dere skal prøve. Planen for piloten fyller det ut."),
    "driftsavtale": gettext_lazy("Når virksomheten skal kjøpe det fast."),
    "partnerskapsavtale": gettext_lazy("Når entreprenøren er ideell, målet er felles, og begge bidrar."),
    "tilskuddsbrev": gettext_lazy("Når virksomheten støtter det entreprenøren gjør, og ikke styrer innholdet."),
    "databehandleravtale": gettext_lazy("Når entreprenøren behandler personopplysninger for virksomheten."),
    "effektkontrakt": gettext_lazy("Når virksomheten skal betale etter hva som er oppnådd."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Utkast:
    """Et utkast på siden. ``apne`` er det ingen har skrevet, ``punkter`` det som må være klart før underskrift."""

    slug: str
    navn: str
    bruk: Setning
    apne: tuple[str, ...]
    punkter: tuple[str, ...]


def passer_na(k: Kjent) -> list[str]:
    """Slugene til avtalene som hører til stadiet, den viktigste først."""
    stadium, pilot = Samarbeid.Stadium(k.samarbeid.stadium), k.pilot
    if stadium in FOR_PILOTEN:
        ut = ["pilotavtale", "intensjonsavtale"] if pilot.hypotese else ["intensjonsavtale", "pilotavtale"]
    elif stadium in ETTER:
        ut = ["driftsavtale", "tilskuddsbrev", "partnerskapsavtale", "effektkontrakt"]
    else:
        ut = ["pilotavtale"]
    if pilot.personvern == Pilot.Personvern.AVKLART:
        ut.append("databehandleravtale")
    return ut


def lag_utkast(k: Kjent, mal: Dokumentmal, *, med_summen: bool) -> Utkast:
    dokument = _fylt(k, mal)
    apne = apne_felt(dokument.blokker)
    punkter = for_dere_skriver_under(k, mal.slug, apne=len(apne), med_summen=med_summen)
    return Utkast(mal.slug, mal.vist.navn, BRUK[mal.slug], tuple(dict.fromkeys(apne)), tuple(punkter))


def lag_dokument(k: Kjent, mal: Dokumentmal, *, med_summen: bool) -> Dokument:
    """Utkastet på virksomhetens målform, med en liste til slutt om det som må være klart før underskrift."""
    with translation.override(dokumentsprak(k.samarbeid.part.malform)):
        dokument = _fylt(k, mal)
        apne = len(apne_felt(dokument.blokker))
        punkter = for_dere_skriver_under(k, mal.slug, apne=apne, med_summen=med_summen)
        tittel = _("Før dere skriver under (ta dette bort etterpå)")
        punkter.append(etter_utfyllingen())
        slutten = (
            Overskrift(2, rein(tittel), lag_slug(tittel)),
            liste([med_felt(punkt) for punkt in punkter], "kryss"),
        )
        bunntekst = _("Utkast. %(mal)s") % {"mal": dokument.bunntekst}
        return replace(dokument, blokker=(*dokument.blokker, *slutten), bunntekst=bunntekst)


def apne_felt(blokker: tuple[Blokk, ...]) -> list[str]:
    """Det som skal fylles ut, i rekkefølge: «dato», «rolle»."""
    return [bit.tekst.partition(": ")[2] or bit.tekst for bit in _bitene(blokker) if bit.slag == "felt"]


def _bitene(blokker: tuple[Blokk, ...]) -> Biter:
    ut: list[Biter] = []
    for blokk in blokker:
        if isinstance(blokk, Overskrift | Avsnitt):
            ut.append(blokk.biter)
        elif isinstance(blokk, Liste):
            ut += blokk.punkter
        elif isinstance(blokk, Tabell):
            ut += [celle for rad in (blokk.hode, *blokk.rader) for celle in rad]
    return tuple(bit for biter in ut for bit in biter)


def _fylt(k: Kjent, mal: Dokumentmal) -> Dokument:
    return maldokument(mal, FYLLES[mal.slug](k), tittel=k.samarbeid.tittel)
