"""Hvem som kan vise at de hører til en entreprenør, uten at noen ser på det."""

from __future__ import annotations

import contextlib
import re

from entreprenorer.models import Entreprenor
from entreprenorer.querysets import APNE
from kommuner.models import OffentligPart
from veier.brukere.models import Bruker
from veier.domener import domenet_til, er_egen_side, kan_vise_hvem
from veier.taksonomi.models import Omrade, TidligereOmrade

# Ord i navnet på en del av en større organisasjon.
DELER = frozenset(
    "avd avdeling distrikt distriktslag fylkeslag fylkesforening grunnorganisasjon krets lokalforening lokallag "
    "lokalavdeling menighet region regionlag".split()
)
_ORD = re.compile(r"[^\W_]+")


def beviser(bruker: Bruker, *, navn: str, nettsted: str, entreprenor: Entreprenor | None = None) -> bool:
    """Den bekreftede adressen til personen er på domenet til nettstedet registeret oppgir, og domenet er deres alene."""
    domene = domenet_til(nettsted)
    return domene == bruker.epostdomene and er_deres_eget(
        navn=navn, nettsted=nettsted, entreprenor=entreprenor
    )


def er_deres_eget(*, navn: str, nettsted: str, entreprenor: Entreprenor | None = None) -> bool:
    """En adresse på domenet sier hvem av alle organisasjoner personen hører til.

    Et lokallag oppgir ofte nettstedet til hele organisasjonen. Da viser adressen bare at personen hører til den.
    """
    domene = domenet_til(nettsted)
    if not kan_vise_hvem(domene) or not er_egen_side(nettsted) or er_en_del(navn, domene):
        return False
    return not _brukes_av_andre(domene, unntatt=entreprenor)


def er_en_del(navn: str, domene: str) -> bool:
    """Navnet har et sted, eller et ord som «lokallag», som domenet ikke har: «Asker Røde Kors» på rodekors.no."""
    i_domenet = _sammen(domene)
    ordene = _ORD.findall(navn.casefold())
    if any(o in DELER and _sammen(o) not in i_domenet for o in ordene):
        return True
    omkring = f" {' '.join(ordene)} "
    return any(
        f" {sted} " in omkring and _sammen(sted) not in i_domenet
        for sted in (" ".join(_ORD.findall(sted.casefold())) for sted in _steder())
    )


def _steder() -> set[str]:
    """Navnene på kommuner, fylker, kommunesentre og bydeler, nå og før, hvert navn for seg («Tromsø / Romsa»)."""
    ut: set[str] = set()
    omrader = Omrade.objects.exclude(type=Omrade.Type.LAND)
    for navn, andre, senter in omrader.values_list("navn", "andre_navn", "administrasjonssenter"):
        ut |= {navn, *andre, senter}
    ut |= set(TidligereOmrade.objects.values_list("navn", flat=True))
    bydeler = OffentligPart.objects.filter(type=OffentligPart.Type.BYDEL).values_list("navn", flat=True)
    ut |= {navn.removeprefix("Bydel ") for navn in bydeler}
    return {del_ for hele in ut for del_ in re.split(r"\s[-–/]\s", hele) if len(del_) > 1}


def _sammen(tekst: str) -> str:
    bytte = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
    with contextlib.suppress(UnicodeError):
        tekst = tekst.encode("ascii").decode("idna") if "xn--" in tekst else tekst
    return "".join(_ORD.findall(tekst.casefold())).translate(bytte)


def _brukes_av_andre(domene: str, *, unntatt: Entreprenor | None) -> bool:
    """En annen bekreftet organisasjon i portalen oppgir det samme domenet, eller en offentlig virksomhet har det."""
    if OffentligPart.objects.med_domene(domene).exists():
        return True
    andre = Entreprenor.objects.filter(registrert_nettsted__icontains=domene, bekreftelse__in=APNE)
    if unntatt is not None:
        andre = andre.exclude(pk=unntatt.pk)
    return any(annen.registrert_domene == domene for annen in andre)
