"""Det sidene over katalogene har felles: valg med antall, brikker, søket i ord, og hjelp når ingenting treffer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kommuner.models import OffentligPart
from samarbeid.katalog.forms import AVSTANDER, Grunnfilter, sporring
from samarbeid.katalog.indeks.steder import ligner_pa, stedsnavn
from samarbeid.katalog.indeks.svar import Sokesvar
from samarbeid.katalog.indeks.typer import LANDET, Sok, er_fylke, er_kommune
from samarbeid.katalog.sider.sokemeldinger import meldinger
from samarbeid.katalog.sider.varselveien import varseladresse
from veier.medlemskap.hatter import handler_for
from veier.tekst import sorteringsnokkel


@dataclass(frozen=True, slots=True)
class Valg:
    """Ett valg i en gruppe, og hvor mange det gir sammen med resten av søket."""

    kode: str
    navn: str
    antall: int
    valgt: bool


@dataclass(frozen=True, slots=True)
class Valggruppe:
    felt: str
    navn: str
    valg: tuple[Valg, ...]
    apen: bool


@dataclass(frozen=True, slots=True)
class Brikke:
    """Noe det er valgt på, og søket uten det."""

    navn: str
    adresse: str


@dataclass(frozen=True, slots=True)
class Utvei:
    """Noe å prøve når ingen treffes: hva det er, hvor mange det gir, og søket."""

    navn: str
    antall: int
    adresse: str


class Treffliste:
    """Treffene slik Paginator vil ha dem: lengden, og radene i et utsnitt."""

    def __init__(self, svar: Sokesvar) -> None:
        self.svar = svar

    def __len__(self) -> int:
        return self.svar.antall

    def __getitem__(self, utsnitt: slice) -> list[int]:
        return self.svar.rader(utsnitt.start, utsnitt.stop - utsnitt.start)


def bla(svar: Sokesvar, request: HttpRequest, per_side: int) -> Page:
    """Siden det spørres etter. Et nummer som ikke finnes, gir den nærmeste."""
    return Paginator(cast(Sequence[int], Treffliste(svar)), per_side).get_page(request.GET.get("side"))


def adresse(valgt: Grunnfilter, side: int = 1) -> str:
    """Resten av adressen for dette søket og denne siden."""
    deler = [f"side={side}" if side > 1 else "", valgt.sporring]
    return "&".join(d for d in deler if d)


def grunnsammenheng(
    valgt: Grunnfilter, svar: Sokesvar, side: Page, antallsord: Callable[[int], str]
) -> dict[str, object]:
    """Det malene for alle katalogene trenger."""
    sok = valgt.sok
    return {
        "sok": sok,
        "side": side,
        "antall": svar.antall,
        "antallet": antallsord(svar.antall).removesuffix("."),
        "grupper": valggrupper(valgt, svar),
        "fylker": stedsvalg(valgt, svar),
        "avstander": [(km, km == sok.innen) for km in AVSTANDER] if any(map(er_kommune, sok.sted)) else [],
        "som_navn": [(kode, valgt.navn("som", kode)) for kode in sok.som],
        "brikker": list(brikker(valgt)),
        "setning": setning(valgt, antallsord(svar.antall)),
        "tittel": tittel(valgt),
        "uklare": uklare_steder(valgt),
        "stedsord": valgt.stedsord if valgt.stedet_er_uklart else "",
        "likeord": valgt.likeord if valgt.kommunen_er_uklar else "",
        "meldinger": list(meldinger(svar.hvordan, sok.q, lambda q: f"?{sporring(replace(sok, q=q))}")),
        "nevner": _nevner(sok, svar),
        "godt": svar.antall_godt,
        "hjelp": list(hjelp(valgt, svar)) if not svar.antall else [],
        "varsel": varseladresse(valgt.varselliste, sporring(replace(sok, nevner=False)))
        if valgt.varselliste and not sok.uforstatt
        else "",
        "uten_uklare": f"?{sporring(sok)}" if sok.uforstatt else "",
        "sporring": f"&{valgt.sporring}" if valgt.sporring else "",
        "filsporring": f"?{valgt.sporring}" if valgt.sporring else "",
    }


def _nevner(sok: Sok, svar: Sokesvar) -> Utvei | None:
    """Søket med, eller uten, dem som bare nevner noe av det."""
    if not svar.nevner:
        return None
    navn = _("Vis bare dem som treffer godt") if sok.nevner else _("Vis også dem som bare nevner det")
    return Utvei(navn, svar.nevner, f"?{sporring(replace(sok, nevner=not sok.nevner))}")


@dataclass(frozen=True, slots=True)
class Uklart:
    """Et sted skrevet med ord som ikke er ett sted: feltet, ordet, og søkene det kan ha ment.

    ``finnes`` er False når ingen steder heter det, og søkene bare er for det som ligner.
    """

    felt: str
    ord: str
    mulige: tuple[Brikke, ...]
    finnes: bool


def uklare_steder(valgt: Grunnfilter) -> list[Uklart]:
    """Stedene leseren må velge mellom, eller skrive på nytt."""
    kandidater = (
        ("kommune", valgt.stedet_er_uklart, valgt.stedsord, valgt.mulige_steder, "sted"),
        ("likekommune", valgt.kommunen_er_uklar, valgt.likeord, valgt.mulige_like, "som"),
    )
    ut = []
    for felt, uklart, ord_, mulige, valgfelt in kandidater:
        if uklart:
            finnes = bool(mulige)
            forslag = mulige or ligner_pa(ord_, valgt.kunnskap)
            if valgfelt == "som":
                forslag = tuple(kode for kode in forslag if er_kommune(kode))
            fra_for = getattr(valgt.sok, valgfelt) if valgfelt == "sted" else ()
            sokene = tuple(
                Brikke(
                    stedsnavn(kode, valgt.kunnskap), f"?{sporring(valgt.sok.med(valgfelt, *fra_for, kode))}"
                )
                for kode in forslag
            )
            ut.append(Uklart(felt, ord_, sokene, finnes))
    return ut


# ── Det søket er, i ord ──


def setning(valgt: Grunnfilter, antall: str) -> str:
    """Søket som setninger som kan leses opp."""
    deler = [antall]
    for felt in valgt.sok.felt():
        if felt == "q":
            if valgt.sok.q:
                deler.append(_("Ord: %(ord)s.") % {"ord": valgt.sok.q})
        elif koder := getattr(valgt.sok, felt):
            navn = _(" eller ").join(valgt.navn(felt, k) for k in koder)
            deler.append(f"{valgt.ledetekst(felt)}: {navn}.")
    if valgt.sok.innen:
        deler.append(_("Innen %(km)d kilometer.") % {"km": valgt.sok.innen})
    return " ".join(deler)


def tittel(valgt: Grunnfilter) -> str:
    """Det viktigste i søket, kort nok til en fane."""
    sok = valgt.sok
    deler = [f"«{sok.q}»"] if sok.q else []
    deler += [valgt.navn(felt, k) for felt in sok.felt()[1:5] for k in getattr(sok, felt)[:2]]
    return ", ".join(deler[:4])


def brikker(valgt: Grunnfilter) -> Iterable[Brikke]:
    """Hvert valg, og søket uten det."""
    sok = valgt.sok
    for felt in sok.felt():
        if felt == "q":
            if sok.q:
                yield Brikke(f"«{sok.q}»", f"?{sporring(sok.uten('q'))}")
            continue
        for kode in getattr(sok, felt):
            navn = valgt.navn(felt, kode)
            if felt == "som":
                navn = f"{valgt.ledetekst(felt)} {navn}"
            yield Brikke(navn, f"?{sporring(sok.uten(felt, kode))}")


# ── Valgene ──


def valggrupper(valgt: Grunnfilter, svar: Sokesvar) -> list[Valggruppe]:
    """Gruppene det kan velges i, med de valgene som gir noe."""
    grupper = []
    for felt in valgt.sok.VALGFELT:
        koder = getattr(valgt.sok, felt)
        valg = tuple(
            Valg(kode, str(navn), antall, kode in koder)
            for kode, navn in valgt.valg(felt).items()
            if (antall := svar.teller.get(f"{felt}:{kode}", 0)) or kode in koder
        )
        # Det som er valgt, står øverst: en lang gruppe ruller.
        valg = tuple(sorted(valg, key=lambda v: not v.valgt))
        if valg:
            grupper.append(Valggruppe(felt, valgt.ledetekst(felt), valg, bool(koder)))
    return grupper


def stedsvalg(valgt: Grunnfilter, svar: Sokesvar) -> list[Valg]:
    """Landet og fylkene; under et valgt fylke, og det fylket en valgt kommune ligger i, også kommunene."""
    steder = svar.steder
    valgte = valgt.sok.sted
    apne = {k if er_fylke(k) else steder[k].overordnet for k in valgte if k != LANDET}
    koder = [LANDET] if LANDET in steder else []
    fylker = sorted((o for o in steder.values() if o.type == "fylke"), key=lambda o: sorteringsnokkel(o.navn))
    for fylke in fylker:
        koder.append(fylke.kode)
        if fylke.kode in apne:
            kommuner = (o for o in steder.values() if o.overordnet == fylke.kode)
            koder += [o.kode for o in sorted(kommuner, key=lambda o: sorteringsnokkel(o.navn))]
    return [
        Valg(kode, valgt.navn("sted", kode), antall, kode in valgte)
        for kode in koder
        if (antall := svar.antall_i(kode)) or kode in valgte
    ]


# ── Ingen treff ──


def hjelp(valgt: Grunnfilter, svar: Sokesvar) -> Iterable[Utvei]:
    """Søket uten ett av feltene, det som gir flest først; så et større sted."""
    sok = valgt.sok
    felt = [f for f in sok.felt() if getattr(sok, f)]
    utveier = [
        Utvei(
            _("Uten «%(valg)s»") % {"valg": _valgene(valgt, f)},
            svar.antall_uten(f),
            f"?{sporring(sok.uten(f))}",
        )
        for f in felt
    ]
    if not any(u.antall for u in utveier):  # det er flere enn ett valg som må bort
        utveier = [
            Utvei(
                _("Bare «%(valg)s»") % {"valg": _valgene(valgt, f)}, len(svar.valgt.get(f, ())), _bare(sok, f)
            )
            for f in felt
        ]
    yield from sorted((u for u in utveier if u.antall), key=lambda u: -u.antall)
    for kode in sok.sted:
        fylke = svar.steder[kode].overordnet if er_kommune(kode) else None
        if fylke and (antall := svar.antall_i(fylke)):
            yield Utvei(
                _("I hele %(fylke)s") % {"fylke": stedsnavn(fylke, valgt.kunnskap)},
                antall,
                f"?{sporring(sok.uten('sted').med('sted', fylke))}",
            )


def _valgene(valgt: Grunnfilter, felt: str) -> str:
    verdi = getattr(valgt.sok, felt)
    return verdi if felt == "q" else ", ".join(valgt.navn(felt, kode) for kode in verdi)


def _bare(sok: Sok, felt: str) -> str:
    return f"?{sporring(type(sok)(**{felt: getattr(sok, felt)}))}"


# ── Steder i ord ──


def egen_kommune(request: HttpRequest) -> OffentligPart | None:
    """Virksomheten den innloggede handler for, når den hører til et sted."""
    part = cast(OffentligPart | None, handler_for(request.user, "offentlig"))
    return part if part and part.omrade else None
