"""Ett søk over alt: entreprenører, ideer leseren kan se, virksomheter, modeller, eksempler, tilskudd, veiledninger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kommuner.models import OffentligPart
from samarbeid.katalog.indeks.alt import PORTALEN, Altkilde, Alttreff, beste, finn_i_alt
from samarbeid.katalog.indeks.innhold import INNHOLD
from samarbeid.katalog.sider.sokemeldinger import meldinger
from samarbeid.katalog.sider.versjoner import katalogversjon
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Katalograd
from samarbeid.uketall.mellomvare import merk_uten_treff
from veier.brukere.models import Leser
from veier.felter import Soketekst
from veier.foresporsel.mellomlager import for_alle, ikke_husk, lest_versjon
from veier.malform import aktiv_malform
from veier.referanse.oversettelse import som_reserve
from veier.sok.handlinger import noter_tomt_sok
from veier.sok.indeksering import prosa
from veier.sok.rang.vekter import EGET_NAVN
from veier.sok.sporring import hent_vist
from veier.sok.utdrag import Merking, lag_merking, utdrag
from veier.sprak import HOVEDSPRAK
from veier.typer import Setning

VISES_PER_GRUPPE = 6
# Slagene uten en liste å søke i: her er alt de har, ellers kunne ingen nådd resten.
VISES_UTEN_LISTE = 40
LENGSTE_OMTALE = 180
SOKEFELT = Soketekst()
# Slagene som forklarer noe, den korteste forklaringen først.
FORKLARER = ("ord", "modell", "forsta", "tilskudd")


@dataclass(frozen=True, slots=True)
class Trefflinje:
    """``omtale`` er biter av teksten: (tekst, er et ord det ble søkt på)."""

    navn: str
    adresse: str
    omtale: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Gruppe:
    """Treffene av ett slag, det beste først; ``flere`` er en adresse til resten når den finnes, og ``andel`` hvor godt det beste
    svarer."""

    navn: str
    antall: int
    treff: list[Trefflinje]
    flere: str
    andel: float
    slag: str = ""


@dataclass(frozen=True, slots=True)
class Sokt:
    """Det det er søkt på, og om de som bare nevner noe av det, er med."""

    q: str
    nevner: bool

    def i_listen(self, side: str) -> str:
        """Adressen til det samme søket i listen over ett slag."""
        return f"{reverse(side)}?{urlencode({'q': self.q} | ({'nevner': 'ja'} if self.nevner else {}))}"


@login_not_required
@require_safe
@for_alle(katalogversjon)
def soking(request: HttpRequest) -> HttpResponse:
    """Søkesiden. Gruppene med det som svarer best, kommer først."""
    q = SOKEFELT.clean(request.GET.get("q"))
    nevner = request.GET.get("nevner") == "ja"
    grupper: list[Gruppe] = []
    hvordan = None
    resten = 0
    if q:
        funnet, hvordan = finn_i_alt(
            q, Altkilde.for_leser(request.user), lest_versjon(request, katalogversjon), hent_kunnskap()
        )
        kjernen = funnet.kjernen()
        resten = len(funnet) - len(kjernen)
        treff = funnet if nevner else kjernen
        sokt, merking = Sokt(q, nevner), lag_merking(hvordan.sporring)
        alle = [
            *_entreprenorer(treff, sokt, merking),
            *_innhold(treff, sokt, merking, request.user),
            *_portalen(treff, sokt, merking),
        ]
        grupper = sorted(alle, key=lambda g: -g.andel)
        if not grupper or not hvordan.noyaktig:
            noter_tomt_sok(q)
            merk_uten_treff(request)
            ikke_husk(request)
    sammenheng = {
        "q": q,
        "grupper": grupper,
        "antall": sum(g.antall for g in grupper),
        "forst": _forklaring(grupper) if hvordan else None,
        "meldinger": list(meldinger(hvordan, q, lambda ny: f"?{urlencode({'q': ny})}")),
        "resten": resten,
        "nevner": nevner,
    }
    return render(request, "sider/sok.html", sammenheng)


def _forklaring(grupper: Iterable[Gruppe]) -> Trefflinje | None:
    """Ordet, modellen eller veiledningen som heter det noen spør om: det er svaret på et spørsmål."""
    alle = [g for g in grupper if g.treff and g.slag in FORKLARER and g.andel >= EGET_NAVN]
    return max(alle, key=lambda g: (g.andel, -FORKLARER.index(g.slag))).treff[0] if alle else None


def _entreprenorer(treff: Alttreff, sokt: Sokt, merking: Merking) -> Iterable[Gruppe]:
    if not len(treff.entreprenorer):
        return
    numre = beste(treff.entreprenorer, sokt.q, VISES_PER_GRUPPE)
    rader = Katalograd.objects.select_related("soketekst").in_bulk(numre)
    viste = [
        Trefflinje(
            rad.navn,
            reverse("entreprenor", args=[rad.slug]),
            _omtale(rad.vist["kort"], prosa(rad.soketekst.tekst), merking),
        )
        for nr in numre
        if (rad := rader.get(nr))
    ]
    antall = len(treff.entreprenorer)
    flere = sokt.i_listen("entreprenorer") if antall > len(viste) else ""
    yield Gruppe(_("Sosiale entreprenører"), antall, viste, flere, treff.entreprenorer.beste)


def _innhold(treff: Alttreff, sokt: Sokt, merking: Merking, bruker: Leser) -> Iterable[Gruppe]:
    """En gruppe for hvert slag leseren ser noe av."""
    for slag, funnet in treff.innhold.items():
        if not len(funnet):
            continue
        innhold, numre = INNHOLD[slag], beste(funnet, sokt.q, VISES_PER_GRUPPE)
        rader = innhold.vis(bruker, numre)
        viste = [
            Trefflinje(rad.navn, rad.adresse, _omtale(rad.kort, rad.tekst, merking))
            for nr in numre
            if (rad := rader.get(nr))
        ]
        if viste:
            yield Gruppe(str(innhold.overskrift), len(funnet), viste, "", funnet.beste)


# slag → (gruppen, adressens navn, om raden har sin egen side eller er et anker på en felles side)
GRUPPER: dict[str, tuple[Setning, str, bool]] = {
    "virksomhet": (gettext_lazy("Offentlige virksomheter"), "offentlig", True),
    "modell": (gettext_lazy("Samarbeidsmodeller"), "modell", True),
    "eksempel": (gettext_lazy("Eksempler"), "eksempel", True),
    "tema": (gettext_lazy("Temaer"), "tema", True),
    "tilskudd": (gettext_lazy("Tilskudd"), "tilskudd_ordning", True),
    "forsta": (gettext_lazy("Veiledninger"), "artikkel", True),
    "om": (gettext_lazy("Om portalen"), "om_side", True),
    "ord": (gettext_lazy("Ord"), "ordbok", False),
    "mal": (gettext_lazy("Maler"), "mal", True),
    "sted": (gettext_lazy("Andre steder å lete"), "andre_steder", False),
}

# Slagene som har en liste med det samme søket.
LISTER = {"virksomhet": "offentlige", "eksempel": "eksempler"}


def _portalen(treff: Alttreff, sokt: Sokt, merking: Merking) -> Iterable[Gruppe]:
    per_slag: dict[str, list[str]] = defaultdict(list)
    andelene: dict[str, float] = {}
    for nokkel, andel in treff.portal.i_rekkefolge():
        slag = nokkel.split(":", 1)[0]
        per_slag[slag].append(nokkel)
        andelene.setdefault(slag, andel)
    vises = [nokkel for slag, gruppe in per_slag.items() for nokkel in gruppe[: _hoyst(slag)]]
    vist = hent_vist(PORTALEN, vises) if vises else {}
    for slag, nokler in per_slag.items():
        yield _gruppe(slag, nokler, vist, sokt, merking, andelene[slag])


def _hoyst(slag: str) -> int:
    return VISES_PER_GRUPPE if slag in LISTER else VISES_UTEN_LISTE


def _gruppe(
    slag: str,
    nokler: list[str],
    vist: dict[str, tuple[dict[str, str], str]],
    sokt: Sokt,
    merking: Merking,
    andel: float,
) -> Gruppe:
    navn, adresse, egen_side = GRUPPER[slag]
    treff = []
    for nokkel in nokler[: _hoyst(slag)]:
        innslag, tekst = vist.get(nokkel, ({}, ""))
        if "navn" not in innslag:  # en eldre indeks, mens den nye bygges
            continue
        slug = nokkel.split(":", 1)[1]
        sti = reverse(adresse, args=[slug]) if egen_side else f"{reverse(adresse)}#{slug}"
        if "type" in innslag:
            omtale = [(str(OffentligPart.Type(innslag["type"]).label), False)]
        else:
            omtale = _omtale(_paa_malformen(innslag, "omtale"), prosa(tekst), merking)
        treff.append(Trefflinje(_paa_malformen(innslag, "navn"), sti, omtale))
    flere = sokt.i_listen(LISTER[slag]) if slag in LISTER and len(nokler) > _hoyst(slag) else ""
    return Gruppe(str(navn), len(nokler), treff, flere, andel, slag)


def _omtale(kort: str, tekst: str, merking: Merking) -> list[tuple[str, bool]]:
    """Omtalen med ordene merket når de står der; ellers biten av teksten der de står; ellers omtalen."""
    i_omtalen = utdrag(kort, merking, lengde=LENGSTE_OMTALE)
    return i_omtalen or utdrag(tekst, merking, lengde=LENGSTE_OMTALE) or [(kort[:LENGSTE_OMTALE], False)]


def _paa_malformen(vist: dict[str, str], felt: str) -> str:
    malform = aktiv_malform()
    if malform == HOVEDSPRAK.kode:
        return vist[felt]
    return vist.get(f"{felt}_{malform}") or som_reserve(vist[felt])
