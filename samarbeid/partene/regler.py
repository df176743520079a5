"""Hva svarene fra partene betyr: for publiseringen, for redaktøren og for leseren."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samarbeid.models import Eksempel, Sakspart
from samarbeid.models.eksempel import innholdet

Part, Svar = Sakspart.Part, Sakspart.Svar
SPORRES = (Part.OFFENTLIG, Part.ENTREPRENOR)


def partene_i(sak: Eksempel) -> list[Sakspart]:
    """Alle som er spurt om saken, den første først."""
    return list(Sakspart.objects.filter(eksempel=sak.pk).select_related("spurt_av"))


def tekstmerke(sak: Eksempel) -> str:
    """Det samme så lenge innholdet i saken er det samme. En sak uten bilder har merket den hadde før bildene fantes."""
    innhold = {felt: verdi for felt, verdi in innholdet(sak).items() if felt != "bilder" or verdi}
    return hashlib.sha256(json.dumps(innhold, sort_keys=True).encode()).hexdigest()


def siste(partene: Sequence[Sakspart], part: str) -> Sakspart | None:
    """Den som sist er spurt av parten: har noe vært rettet, er det den som gjelder."""
    return next((p for p in reversed(partene) if p.part == part), None)


def mangler(sak: Eksempel) -> list[str]:
    """Det partene må ha svart før saken publiseres. Gjelder saker noen har meldt inn; de andre hviler på kildene."""
    partene = partene_i(sak)
    ut = [f"{p.virksomhet} har skrevet et tilsvar. Se på det først." for p in partene if _venter_tilsvar(p)]
    ut += [
        f"{p.virksomhet} er nevnt som noe som ikke virket, og har frist til {_dato(p)} til å svare."
        for p in partene
        if p.part == Part.TILSVAR and p.kan_svare and p.lenken_virker and not p.fristen_er_ute
    ]
    if not sak.meldt_inn_av:
        return ut
    for part in SPORRES:
        if hindring := _hindrer(part, siste(partene, part)):
            ut.append(hindring)
    if not sak.kilder and not any(p.svar == Svar.STEMMER for p in partene):
        ut.append("Saken har ingen kilde, og ingen av partene har svart at den stemmer.")
    return ut


def advarsler(sak: Eksempel) -> list[str]:
    """Det en redaktør bør tenke over før saken publiseres."""
    partene, merke = partene_i(sak), tekstmerke(sak)
    ut = [
        f"Saken er endret etter at {p.virksomhet} svarte at den stemmer. Er det noe de må spørres om igjen?"
        for part in SPORRES
        if (p := siste(partene, part)) and p.svar == Svar.STEMMER and p.tekstmerke != merke
    ]
    if sak.hindringer and siste(partene, Part.TILSVAR) is None:
        ut.append("Er noen navngitt i det som stoppet? Da skal de få svare før saken publiseres.")
    return ut


@dataclass(frozen=True, slots=True)
class Tilsvar:
    virksomhet: str
    tekst: str
    dato: str


def for_leseren(sak: Eksempel) -> tuple[list[str], list[Tilsvar]]:
    """(setninger om hvem som har bekreftet, tilsvarene som vises)."""
    partene = partene_i(sak)
    setninger = []
    for part in SPORRES:
        p = siste(partene, part)
        if p is not None and p.svar == Svar.STEMMER and p.svart_tid:
            setninger.append(
                _("Bekreftet av %(hvem)s %(dato)s.") % {"hvem": p.virksomhet, "dato": _vis(p.svart_tid)}
            )
        elif p is not None and sak.meldt_inn_av:
            setninger.append(_("Ikke bekreftet av %(hvem)s.") % {"hvem": p.virksomhet})
    tilsvar = [
        Tilsvar(p.virksomhet, p.kommentar, _vis(p.svart_tid))
        for p in partene
        if p.svar == Svar.TILSVAR and p.behandlet_tid and p.svart_tid
    ]
    return setninger, tilsvar


def _hindrer(part: str, spurt: Sakspart | None) -> str:
    hvem = str(Part(part).label).lower()
    if spurt is None or (spurt.svar == Svar.VENTER and spurt.avtrykk is None):
        return f"Spør {hvem} om saken stemmer."  # en lenke som er trukket tilbake, kan ingen svare på
    if spurt.svar == Svar.RETTES:
        return f"{spurt.virksomhet} sier at noe må rettes. Rett det, og spør igjen."
    if spurt.svar == Svar.VENTER and not spurt.fristen_er_ute:
        return f"{spurt.virksomhet} har ikke svart. Etter {_dato(spurt)} kan saken publiseres som ikke bekreftet."
    return ""


def _venter_tilsvar(p: Sakspart) -> bool:
    return p.svar == Svar.TILSVAR and p.behandlet_tid is None


def _dato(p: Sakspart) -> str:
    return _vis(p.frist)


def _vis(tid: object) -> str:
    return date_format(localtime(tid), "j. F Y")  # type: ignore[arg-type]  # alltid et tidspunkt
