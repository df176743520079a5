"""Et samarbeid slik siden viser det: stien, det som mangler, og det leserens side kan gjøre nå."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from samarbeid.models import (
    Enighet,
    Forventning,
    Hindring,
    Indikator,
    Medeier,
    Pilot,
    Samarbeid,
    Samtaleside,
    Sjekkpunkt,
    Skritt,
)
from samarbeid.models.samarbeid import andre
from samarbeid.publisering.flyter import VIRKNING
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor, er_inhabil_i, er_kunngjort
from samarbeid.samarbeidene.knapper import knappene
from samarbeid.samarbeidene.pilotkrav import DELER, Mangel, apne_punkter, kan_oppsummeres, mangler
from samarbeid.samarbeidene.tilstander import BETYR, STIEN, Handling, Stadium, kan
from samarbeid.samarbeidene.verdi import Verdisum, summer
from veier.typer import Setning

VISES = 100  # så mange av de siste skrittene
# Det som gjelder én rad, og står ved den.
VED_RADEN = (Handling.ENIG, Handling.TA_OPP, Handling.MEDEIER_SVAR, Handling.VIRKNING)


@dataclass(frozen=True, slots=True)
class Sted:
    """Ett stadium på stien. ``skritt`` er det som førte dit sist; ``hvor`` er ferdig, na, forbi eller kommer."""

    navn: Setning
    hvor: str
    skritt: Skritt | None


@dataclass(frozen=True, slots=True)
class Pilotvisning:
    """Piloten, med alt siden trenger om den."""

    pilot: Pilot | None
    indikatorer: Sequence[Indikator]
    mangler: Sequence[Mangel]
    apne_punkter: Sequence[Sjekkpunkt.Kode]
    enige: frozenset[str]

    @property
    def planlegges(self) -> bool:
        return self.pilot is None or self.pilot.startet_tid is None

    @property
    def er_forfalt(self) -> bool:
        return self.pilot is not None and self.pilot.er_forfalt()

    @property
    def deler(self) -> list[tuple[str, Setning, int]]:
        """(koden, navnet, hvor mye som mangler) for hver del av planen."""
        return [(kode, navn, sum(m.del_ == kode for m in self.mangler)) for kode, navn in DELER.items()]


@dataclass(frozen=True, slots=True)
class Grunnlag:
    """Alt siden og knappene leser, hentet én gang. ``provde`` er pilotene som er startet, den siste først."""

    samarbeid: Samarbeid
    aktor: Aktor
    skritt: Sequence[Skritt]
    pilot: Pilotvisning
    forventninger: Sequence[Forventning]
    medeiere: Sequence[Medeier]
    hindringer: Sequence[Hindring]
    provde: Sequence[Pilot]
    ja_til_eksempel: Sequence[str]

    @property
    def provd(self) -> bool:
        """Noe er prøvd, også om det er avgjort og en ny pilot planlegges."""
        return bool(self.provde)

    @property
    def side(self) -> str:
        return self.aktor.side


def hent_grunnlag(samarbeid: Samarbeid, aktor: Aktor) -> Grunnlag:
    """Radene. ``samarbeid`` har parten, entreprenøren, de ansvarlige og samtalen med seg."""
    med = ("indikatorer__tallene", "indikatorer__virkning__entreprenor", "sjekkpunkter")
    piloter = list(samarbeid.piloter.prefetch_related(*med).order_by("-nr"))
    pilot = next(iter(piloter), None)
    enige = list(samarbeid.enighet.order_by("side").values_list("hva", "side"))
    indikatorer = list(pilot.indikatorer.all()) if pilot else []
    planlegges = pilot is None or pilot.startet_tid is None
    return Grunnlag(
        samarbeid,
        aktor,
        list(samarbeid.skritt.select_related("av").order_by("-nr")),
        Pilotvisning(
            pilot,
            indikatorer,
            mangler(pilot, indikatorer) if planlegges else [],
            apne_punkter(pilot),
            frozenset(side for hva, side in enige if hva == Enighet.Hva.PLAN),
        ),
        list(samarbeid.forventninger.select_related("av")),
        list(samarbeid.medeiere.select_related("part")),
        list(samarbeid.hindringer.all()),
        [p for p in piloter if p.startet_tid],
        [side for hva, side in enige if hva == Enighet.Hva.EKSEMPEL],
    )


def handlingene(g: Grunnlag) -> list[Handling]:
    """Det siden kan gjøre nå, det viktigste først. Det som gjelder én forventning eller én medeier, står ved den."""
    kan_gjores = [h for h in _lov(g) if h not in VED_RADEN and _har_noe_for_seg(h, g)]
    return sorted(kan_gjores, key=lambda h: h not in _det_som_ma_til(g))


def _det_som_ma_til(g: Grunnlag) -> tuple[Handling, ...]:
    """Det stadiet er til for: når prøven er over, eller dagen er gått, er det avgjørelsen, og så avtalen, og så driften."""
    if g.samarbeid.stadium == Stadium.VURDERING or g.pilot.er_forfalt:
        return (Handling.AVGJOR,)
    if g.samarbeid.stadium != Stadium.AVTALE:
        return ()
    return (Handling.STADIUM,) if g.samarbeid.avtaler.exists() else (Handling.AVTALE,)


def _lov(g: Grunnlag) -> list[Handling]:
    """Det tabellen lar siden gjøre nå. Den som har sagt at hun kan være inhabil, kan bare lese."""
    if er_inhabil_i(g.samarbeid, g.aktor):
        return []
    kunngjort = er_kunngjort(g.samarbeid)
    return [
        h for h in Handling if kan(g.samarbeid.stadium, h, g.side, kunngjort=kunngjort, leder=g.aktor.leder)
    ]


def _har_noe_for_seg(handling: Handling, g: Grunnlag) -> bool:
    """Tabellen sier at det kan gjøres; her er om det er noe å gjøre."""
    pilot, klar = g.pilot.pilot, not g.pilot.mangler
    i_gang = pilot is not None and pilot.er_i_gang
    startet = pilot is not None and pilot.startet_tid is not None
    krav = {
        Handling.JA: g.samarbeid.foreslatt_av != g.side,
        Handling.PLAN_JA: g.pilot.planlegges and klar and g.side not in g.pilot.enige,
        Handling.START: g.pilot.planlegges and klar and Samtaleside.ENTREPRENOR in g.pilot.enige,
        Handling.TALL: startet,
        Handling.LARDOM: g.provd,
        Handling.AVGJOR: i_gang,
        Handling.SJEKKLISTE: pilot is not None and pilot.med_mennesker is not False,
        Handling.HINDRINGER: g.samarbeid.begynt_tid is not None,
        Handling.EKSEMPEL: g.samarbeid.begynt_tid is not None and g.samarbeid.eksempel is None,
    }
    return krav.get(handling, True)


def lag_side(g: Grunnlag) -> dict[str, object]:
    """Sammenhengen til siden om samarbeidet."""
    samarbeid = g.samarbeid
    # En medeier ser ikke hva virksomheten som leder, og entreprenøren har avtalt ellers.
    rapporter = [p for p in g.provde if kan_oppsummeres(p, samarbeid)]
    handlinger = handlingene(g)
    forst, grupper = knappene(samarbeid, g.side, handlinger)
    verdi: Verdisum | None = summer(samarbeid) if samarbeid.begynt_tid and g.aktor.leder else None
    return {
        "samarbeid": samarbeid,
        "side": g.side,
        "leder": g.aktor.leder,
        "motpart": samarbeid.navnet_til(andre(g.side)),
        "uten_lesere": not (samarbeid.ferdig_tid or _har_lesere(samarbeid, andre(g.side))),
        "sti": stien(samarbeid, g.skritt),
        "betyr": BETYR[samarbeid.stadium],
        "kunngjort": er_kunngjort(samarbeid),
        "pilot": g.pilot,
        "handlinger": handlinger,
        "ved_raden": [h for h in _lov(g) if h in VED_RADEN],
        "forst": forst,
        "grupper": grupper,
        "forventninger": [f for f in g.forventninger if not f.ferdig_tid],
        "tatt_opp": [f for f in g.forventninger if f.ferdig_tid],
        "medeiere": g.medeiere,
        "egne_virksomheter": set() if g.aktor.leder else _virksomhetene(g.aktor),
        "hindringene": synlige_hindringer(g),
        "avtaler": list(samarbeid.avtaler.all()),
        "rapporter": rapporter,
        "til_profilen": til_profilen(rapporter) if g.side == Samtaleside.ENTREPRENOR else [],
        "ja_til_eksempel": [samarbeid.navnet_til(side) for side in g.ja_til_eksempel],
        "verdi": verdi,
        "skritt": g.skritt[:VISES],
        "flere_skritt": len(g.skritt) - VISES,
        "i_dag": timezone.localdate(),
    }


def _har_lesere(samarbeid: Samarbeid, side: str) -> bool:
    """Noen på siden kan logge inn: den siste kan ha gått ut eller slettet kontoen sin midt i samarbeidet. Et oppdiktet har ingen."""
    if samarbeid.entreprenor.oppdiktet:
        return True
    org = samarbeid.entreprenor if side == Samtaleside.ENTREPRENOR else samarbeid.part
    return bool(org.medlemskap.filter(bruker__is_active=True).exists())


def _virksomhetene(aktor: Aktor) -> set[int]:
    """Nøklene til virksomhetene en medeier er med i."""
    return set(Samarbeid.objects.virksomhetene(aktor.av).values_list("pk", flat=True))


def til_profilen(rapporter: Sequence[Pilot]) -> list[tuple[Indikator, str]]:
    """(tallet, adressen til virkningen det alt er blitt) for den siste piloten som er avgjort. Bare tall noen har skrevet."""
    if not rapporter:
        return []
    return [
        (i, VIRKNING.adresse("", i.virkning) if i.virkning else "")
        for i in rapporter[0].indikatorer.all()
        if i.siste
    ]


def stien(samarbeid: Samarbeid, skritt: Sequence[Skritt]) -> list[Sted]:
    """Stadiene i rekkefølge. Et det ble hoppet over, er forbi, ikke ferdig. ``skritt`` er i omvendt rekkefølge."""
    sist = {s.til: s for s in reversed(skritt) if s.til}
    na = samarbeid.stadium
    ut, hvor_uten_skritt = [], "forbi" if na in STIEN else "kommer"
    for stadium in STIEN:
        if stadium == na:
            hvor_uten_skritt = "kommer"
        hvor = "na" if stadium == na else "ferdig" if stadium in sist else hvor_uten_skritt
        ut.append(Sted(stadium.label, hvor, sist.get(stadium)))
    if na == Stadium.AVSLUTTET:
        ut = [s for s in ut if s.hvor == "ferdig"]
        ut.append(Sted(Stadium.AVSLUTTET.label, "na", sist.get(Stadium.AVSLUTTET)))
    return ut


def synlige_hindringer(g: Grunnlag) -> list[tuple[str, Hindring, bool]]:
    """(hvem, hva de skrev, om det er leserens egen side). Den andre sidens bare når de vil det."""
    return [
        (g.samarbeid.navnet_til(h.side), h, h.side == g.side and g.aktor.leder)
        for h in g.hindringer
        if (h.side == g.side and g.aktor.leder) or h.vises
    ]
