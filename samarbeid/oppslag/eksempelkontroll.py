"""Det som må være på plass før en sak kan publiseres, og det redaktøren bør tenke over."""

from __future__ import annotations

import re

from samarbeid.models import Eksempel
from samarbeid.partene import regler

# Et tall, en andel, eller en påstand om mer, mindre eller spart: da må leseren kunne vurdere den.
_MALT = re.compile(
    r"\d|prosent|\bhalvert|\bdoblet|\bfirdoblet|\bflere\b|\bfærre\b|\bspar(?:t|te|er)\b|\breduser|\bøkt?\b|\bmillion",
    re.I,
)
_SPART = re.compile(r"\bspar(?:t|te|er|ing)|\bmillion|\bkroner\b|\bkostnad|\butgift", re.I)
# «Ikke oppgitt» er et svar: da vet leseren at kilden tier.
_N_AV_N = re.compile(r"\d+\s*(?:av|/|of)\s*\d+|ikke oppgitt|ikke kjent", re.I)

OM_TALLET = (
    ("effekt_antall", "hvor mange av hvor mange (for eksempel «23 av 25», eller «ikke oppgitt»)"),
    ("effekt_sammenlignet", "hva det er sammenlignet med"),
    ("effekt_malt_av", "hvem som målte"),
    ("effekt_betalt_av", "hvem som betalte for målingen"),
    ("effekt_periode", "hvilken periode tallet gjelder"),
    ("effekt_kilde", "hvor tallet står"),
)


def mangler_for_publisering(sak: Eksempel) -> list[str]:
    """Én setning for hver ting som må rettes. Tom når saken kan publiseres."""
    ut = []
    if not sak.kilder and not sak.meldt_inn_av:
        ut.append(f"«{sak.navn}» har ingen kilde.")
    if not sak.nivaer:
        ut.append("Velg minst ett nivå.")
    if not sak.gjenkjennelig:
        ut.append("Svar på om noen kan kjenne seg igjen i saken.")
    elif sak.gjenkjennelig == Eksempel.Gjenkjennelig.JA:
        ut.append("Noen kan kjenne seg igjen uten å ha sagt ja. Skriv om, eller spør dem først.")
    return ut + _om_virkningen(sak) + regler.mangler(sak)


def _om_virkningen(sak: Eksempel) -> list[str]:
    if not sak.effekt:
        return []
    ut = [] if sak.effekt_hevdet_av else ["Skriv hvem som hevder virkningen."]
    if not _MALT.search(sak.effekt):
        return ut
    tomme = [hva for felt, hva in OM_TALLET if not getattr(sak, felt)]
    if _SPART.search(sak.effekt) and not sak.effekt_sparte:
        tomme.append("hvem sine utgifter som ble mindre")
    if tomme:
        ut.append(f"Virkningen sier hvor mye. Skriv {', '.join(tomme)}.")
    if sak.effekt_antall and not _N_AV_N.search(sak.effekt_antall):
        ut.append("Skriv antallet som «23 av 25», eller «ikke oppgitt».")
    return ut


def advarsler(sak: Eksempel) -> list[str]:
    """Det som ikke hindrer publisering, men som en kollega bør se på."""
    ut = []
    if not sak.hindringer and not sak.gjort_annerledes:
        ut.append("Saken sier ikke noe om det som var vanskelig. Står det noe i kilden?")
    if not sak.forste_kontakt and not sak.beslutter:
        ut.append("Saken sier ikke hvordan det begynte, eller hvem som bestemte.")
    return ut + regler.advarsler(sak)
