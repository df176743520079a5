"""Entreprenørene som kan møte behovet: de tre til fem beste, hvem som nesten passer, og hva man gjør når ingen gjør det."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samarbeid.katalog.forms import sporring
from samarbeid.katalog.indeks.likeste import finn_likeste
from samarbeid.katalog.indeks.likhet import kommuner_som
from samarbeid.katalog.indeks.register import Register, hent_register
from samarbeid.katalog.indeks.sok import KILDE, Katalogsvar
from samarbeid.katalog.indeks.typer import Katalogsok
from samarbeid.katalog.sider.entreprenorforslag import entreprenorprofil
from samarbeid.matching.forklaring import Forklarer, liten
from samarbeid.matching.lesing.temapeker import Temapeker, av_stammer
from samarbeid.matching.partnere import NAER_DEN_BESTE, ULIK, Ordlikhet, Partnersok, som_sies, vurder_partner
from samarbeid.matching.regler.entreprenorer import LANDET
from samarbeid.matching.typer import JA, NEI, Kunnskap, Svar, Vurdering
from samarbeid.models import Katalograd
from veier.husk import Husk
from veier.malform import aktiv_malform

HOYST, HOYST_NESTEN = 5, 2
KANDIDATER = 100  # så mange av dem som dekker stedet, og så mange av de andre, vurderes


@dataclass(frozen=True, slots=True)
class Partner:
    slug: str
    navn: str
    kort: str
    oppdiktet: bool
    grunner: tuple[str, ...]
    passer: str = NEI

    @property
    def hvorfor(self) -> str:
        """Grunnene i én setning som hører sammen med navnet: «de er for ungdom; de dekker hele landet.»"""
        return "; ".join(liten(grunn).removesuffix(".") for grunn in self.grunner) + "."


@dataclass(frozen=True, slots=True)
class Partnere:
    """``nesten`` har det som mangler i ``grunner``. ``alle`` er søket etter alle med temaet, ``sammenlign`` de beste side om
    side; tomme når det ikke er noe å vise. ``uten_tema``: behovet er ikke lest, så ingen er vurdert. ``mangler`` er det ingen
    passer godt uten: «tema og sted»."""

    beste: tuple[Partner, ...] = ()
    nesten: tuple[Partner, ...] = ()
    alle: str = ""
    sammenlign: str = ""
    uten_tema: bool = False
    mangler: str = ""

    @property
    def godt(self) -> list[Partner]:
        return [p for p in self.beste if p.passer == JA]

    @property
    def kan(self) -> list[Partner]:
        return [p for p in self.beste if p.passer != JA]


_husket: Husk[Partnere] = Husk(64)
_like: Husk[Mapping[str, tuple[str, ...]]] = Husk(400)


def finn_partnere(svar: Svar, kunnskap: Kunnskap) -> Partnere:
    """Partnerne til et behov. Like gode står i katalogens rekkefølge, som trekkes hver dag. Huskes til katalogen endres."""
    sok = lag_partnersok(svar, kunnskap)
    register = hent_register()
    tekst = f"{svar.ide.tittel}. {svar.ide.problem} {svar.ide.losning}"
    # Det teksten peker på, følger av teksten; hva av det som er valgt, gjør ikke det.
    valgt = (frozenset(sok.styrke), sok.tydelig)
    spurt = (sok.temaer, sok.malgrupper, sok.steder, sok.nivaer, valgt, tekst)
    nokkel = (spurt, register.nummer, register.ring.dag, kunnskap.utgave, aktiv_malform())
    steder = [ord_ for ord_, _koder in svar.tolkning.steder]

    def regn() -> Partnere:
        likeste = finn_likeste(
            tekst, KILDE, sok.aktuelle, steder=steder, alle=register.alle, antall=len(register.alle)
        )
        return _let(sok, likeste.ordene, register, kunnskap)

    return _husket.hent(nokkel, regn)


def vurder_partnere(
    sok: Partnersok, ordene: Mapping[int, Ordlikhet], register: Register, kunnskap: Kunnskap
) -> list[tuple[Katalograd, Vurdering]]:
    """De som kan vurderes, de beste først. Like gode står i katalogens rekkefølge, som trekkes hver dag. Ett spørsmål."""
    tema = Katalogsok(tema=tuple(sorted(sok.aktuelle)))
    steder = tuple(kode for kode in sorted(sok.steder) if kode in kunnskap.omrader)
    svar = Katalogsvar.regn(tema, register, kunnskap.omrader)
    her = Katalogsvar.regn(tema.med("sted", *steder), register, kunnskap.omrader) if steder else svar
    likest = nlargest(KANDIDATER, ordene, key=lambda nr: (ordene[nr].andel, register.ring.plassen(nr)))
    temaets = [*her.rader(0, KANDIDATER), *svar.rader(0, KANDIDATER)] if sok.aktuelle else []
    numre = list(dict.fromkeys([*temaets, *likest]))
    rader = Katalograd.objects.in_bulk(numre)
    vurdert = [
        (rader[nr], v)
        for nr in numre
        if nr in rader and (v := vurder_partner(entreprenorprofil(rader[nr]), sok, ordene.get(nr, ULIK)))
    ]
    vurdert.sort(key=lambda par: -par[1].poeng)
    minst = NAER_DEN_BESTE * max((v.poeng for _rad, v in vurdert if v.passer != NEI), default=0)
    return [(rad, v) for rad, v in vurdert if v.passer == NEI or v.poeng >= minst]


def _let(
    sok: Partnersok, ordene: Mapping[int, Ordlikhet], register: Register, kunnskap: Kunnskap
) -> Partnere:
    tema = Katalogsok(tema=tuple(sorted(sok.aktuelle)))
    vurdert = vurder_partnere(sok, ordene, register, kunnskap)
    forklarer = Forklarer(kunnskap, _, side="offentlig")
    passer = sorted((par for par in vurdert if par[1].passer != NEI), key=lambda par: par[1].passer != JA)
    beste = [_partner(rad, v, forklarer) for rad, v in passer[:HOYST]]
    nesten = [_partner(rad, v, forklarer) for rad, v in vurdert if v.passer == NEI][:HOYST_NESTEN]
    slugger = "&".join(f"e={p.slug}" for p in beste[:3])
    return Partnere(
        beste=tuple(beste),
        nesten=tuple(nesten),
        alle=f"{reverse('entreprenorer')}?{sporring(tema)}" if vurdert and sok.aktuelle else "",
        sammenlign=f"{reverse('entreprenorer_sammenlign')}?{slugger}" if len(beste) > 1 else "",
        uten_tema=not sok.aktuelle and not vurdert,
        mangler=_det_som_mangler(sok),
    )


def _det_som_mangler(sok: Partnersok) -> str:
    return ord_for_tomme((sok.temaer, _("tema")), (sok.steder, _("sted")))


def ord_for_tomme(*felt: tuple[object, str]) -> str:
    """Navnene på feltene (verdien, navnet) som er tomme: «tema, målgruppe og sted». Tom når alle har noe."""
    return get_text_list([navn for verdi, navn in felt if not verdi], _("og"))


def lag_partnersok(svar: Svar, kunnskap: Kunnskap) -> Partnersok:
    """Det som er valgt eller sagt med ord, og det teksten ellers peker på."""
    t = svar.tolkning
    temaer = tuple(forslag.slug for forslag in t.sikre_temaer)
    valgt = frozenset(forslag.slug for forslag in t.tema if forslag.kilde == "valgt")
    nivaer = frozenset(vei.niva for vei in svar.veier[:1])
    sok = partnersok(temaer, tuple(svar.ide.malgruppe), t.omrader, nivaer, kunnskap)
    return med_teksten(sok, av_stammer(t.stammer), valgt)


def med_teksten(sok: Partnersok, peker: Temapeker, valgt: frozenset[str]) -> Partnersok:
    """Søket der hvert tema teller så mye som teksten peker på det. Er noen valgt, er det dem det gjelder, og ingen tvil om det."""
    styrke = dict.fromkeys(valgt, 1.0) if valgt else peker.temaer
    return replace(
        sok, styrke=styrke, grupper=peker.grupper, tydelig=bool(valgt or (sok.temaer and peker.tydelig))
    )


def partnersok(
    temaer: tuple[str, ...],
    malgrupper: tuple[str, ...],
    omrader: Sequence[str],
    nivaer: frozenset[str],
    kunnskap: Kunnskap,
) -> Partnersok:
    """Søket for et behov, med fylkene stedene ligger i og kommunene som ligner på det første."""
    steder = tuple(kode for kode in omrader if kode in kunnskap.omrader)
    fylker = [kunnskap.omrader[kode].overordnet for kode in steder]
    like: Mapping[str, tuple[str, ...]] = {}
    if steder and kunnskap.omrader[kode := steder[0]].type == "kommune":
        like = _like.hent((kode, kunnskap.utgave), lambda: kommuner_som(kode, kunnskap.omrader))
    return Partnersok(
        temaer=temaer,
        malgrupper=malgrupper,
        steder=steder,
        fylker=tuple(f for f in fylker if f and f != LANDET),
        nivaer=nivaer,
        like=like,
    )


def _partner(rad: Katalograd, v: Vurdering, forklarer: Forklarer) -> Partner:
    return Partner(
        rad.slug,
        rad.navn,
        rad.vist["kort"],
        rad.vist["oppdiktet"],
        tuple(forklarer.setning(g) for g in som_sies(v)),
        v.passer,
    )
