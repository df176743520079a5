"""Det som må være på plass før en sak kan publiseres, og det redaktøren bør tenke over."""

from __future__ import annotations

import re

from samarbeid.models import Eksempel
from samarbeid.models.pastand import Pastand
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
    ("antall", "hvor mange av hvor mange (for eksempel «23 av 25», eller «ikke oppgitt»)"),
    ("sammenlignet", "hva det er sammenlignet med"),
    ("malt_av", "hvem som målte"),
    ("betalt_av", "hvem som betalte for målingen"),
    ("periode", "hvilken periode tallet gjelder"),
    ("kilde", "hvor tallet står"),
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
    """Det som mangler i hver av påstandene."""
    ut = _om_pastanden(sak.forste_pastand, "") if sak.forste_pastand else []
    for nr, pastand in enumerate(sak.flere_pastander, 1):
        ut += _om_pastanden(pastand, f"Flere påstander, nummer {nr}: ")
    return ut


def _om_pastanden(pastand: Pastand, hvilken: str) -> list[str]:
    ut = [] if pastand.get("hevdet_av") else [f"{hvilken}Skriv hvem som hevder virkningen."]
    if not _MALT.search(pastand["pastand"]):
        return ut
    tomme = [hva for del_, hva in OM_TALLET if not pastand.get(del_)]
    if _SPART.search(pastand["pastand"]) and not pastand.get("sparte"):
        tomme.append("hvem sine utgifter som ble mindre")
    if tomme:
        ut.append(f"{hvilken}Virkningen sier hvor mye. Skriv {', '.join(tomme)}.")
    if pastand.get("antall") and not _N_AV_N.search(pastand["antall"]):
        ut.append(f"{hvilken}Skriv antallet som «23 av 25», eller «ikke oppgitt».")
    return ut


def advarsler(sak: Eksempel) -> list[str]:
    """Det som ikke hindrer publisering, men som en kollega bør se på."""
    ut = []
    if not sak.hindringer and not sak.gjort_annerledes and not sak.hindringsslag:
        ut.append("Saken sier ikke noe om det som var vanskelig. Står det noe i kilden?")
    if sak.hindringer and not sak.hindringsslag:
        ut.append("Kryss av for hva slags ting som stoppet det. Uten det blir saken ikke telt riktig.")
    if not (sak.ide_fra or sak.forste_kontakt) and not sak.beslutter:
        ut.append("Saken sier ikke hvordan det begynte, eller hvem som bestemte.")
    return ut + regler.advarsler(sak)
