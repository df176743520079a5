"""Svaret gjort klart for siden: setninger, navn, kontakt og hva som mangler – uten spørring i malen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from kommuner.egenkontakt import med_rolle
from kommuner.models import OffentligPart
from samarbeid.matching.belopsgrenser import for_modell
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.typer import DELVIS, JA, NEI, Grunn, Kunnskap, Svar, Vurdering
from samarbeid.models import Eksempel
from samarbeid.svar.lesevisning import lag_lesevisning
from samarbeid.svar.veivisning import lag_vei
from samarbeid.svar.visninger import (
    Eksempelvisning,
    Mangel,
    Modellvisning,
    Svarvisning,
    Tilskuddvisning,
)
from veier.husk import Husk
from veier.taksonomi.models import Samarbeidsmodell, Tilskuddsordning
from veier.taksonomi.utgave import HUSKES

HOYST_DELVIS, HOYST_NEI, HOYST_TILSKUDD, HOYST_TILSKUDD_NEI = 6, 5, 6, 4
HOYST_GRUNNER, HOYST_BIDRAG = 5, 3
SAGT_EN_GANG = "mangler_kostnadsslag"  # gjelder nesten alle modellene, og står øverst i svaret


def uten_adresse(_felt: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Rader:
    """Radene svarene viser, husket så lenge kunnskapen er den samme. De er felles, og endres aldri."""

    modeller: dict[str, Samarbeidsmodell]
    ordninger: dict[str, Tilskuddsordning]
    saker: dict[str, Eksempel]


_husket: Husk[Rader] = Husk(HUSKES, glemmes=False)


def hent_rader(kunnskap: Kunnskap) -> Rader:
    return _husket.hent(
        kunnskap.utgave,
        lambda: Rader(
            {m.slug: m for m in Samarbeidsmodell.objects.synlige()},
            {t.slug: t for t in Tilskuddsordning.objects.synlige()},
            {e.slug: e for e in Eksempel.objects.filter(slug__in=[e.slug for e in kunnskap.eksempler])},
        ),
    )


def lag_visning(
    svar: Svar,
    kunnskap: Kunnskap,
    *,
    steg_for: Callable[[str], str] = uten_adresse,
    side: str = "entreprenor",
) -> Svarvisning:
    """Setter sammen visningen med to spørsmål til databasen, uansett hvor langt svaret er.

    ``steg_for`` gir adressen der et felt kan besvares; ``side`` er hvem setningene er for.
    """
    forklarer = Forklarer(kunnskap, gettext, side=side)
    rader = hent_rader(kunnskap)
    modeller, ordninger, saker = rader.modeller, rader.ordninger, rader.saker
    parter = {
        p.slug: p
        for p in OffentligPart.objects.filter(slug__in=[vei.part.slug for vei in svar.veier if vei.part])
        .select_related("registerkontakt")
        .prefetch_related("kontaktpunkter", med_rolle())
    }

    def visning(v: Vurdering) -> Modellvisning:
        return Modellvisning(
            modell=modeller[v.slug],
            passer=v.passer,
            ord=forklarer.ord("passer", v.passer),
            poeng=v.poeng,
            grunner=tuple(forklarer.setning(g) for g in v.grunner[:HOYST_GRUNNER]),
            mot=tuple(forklarer.setning(g) for g in v.mot[:HOYST_GRUNNER]),
            mangler=_mangler([g for g in v.mangler if g.kode != SAGT_EN_GANG], forklarer, steg_for),
            ville_passet=tuple(dict.fromkeys(forklarer.setning(g) for g in v.ville_passet)),
            terskler=tuple(for_modell(modeller[v.slug], kunnskap)),
        )

    def tilskudd(v: Vurdering) -> Tilskuddvisning:
        return Tilskuddvisning(
            ordninger[v.slug],
            v.passer,
            v.status,
            forklarer.ord("tilskuddsstatus", v.status),
            tuple(forklarer.setning(g) for g in v.grunner),
            tuple(forklarer.setning(g) for g in v.mot),
            _mangler(v.mangler, forklarer, steg_for),
        )

    t = svar.tolkning
    modellene = {passer: [v for v in svar.modeller if v.passer == passer] for passer in (JA, DELVIS, NEI)}
    aktuelle = [v for v in svar.tilskudd if v.passer != NEI and _felles_tema(v)]
    naere_nei = [v for v in svar.tilskudd if v.passer == NEI and _naer(v)]
    return Svarvisning(
        tittel=svar.ide.tittel,
        lest=lag_lesevisning(t, kunnskap, forklarer, steg_for),
        veier=tuple(lag_vei(vei, parter, kunnskap, forklarer) for vei in svar.veier),
        bidrag=tuple(forklarer.setning(b.grunn) for b in svar.bidrag[:HOYST_BIDRAG]),
        modeller_ja=tuple(visning(v) for v in modellene[JA]),
        modeller_delvis=tuple(visning(v) for v in modellene[DELVIS][:HOYST_DELVIS]),
        modeller_nei=tuple(visning(v) for v in modellene[NEI][:HOYST_NEI]),
        tilskudd=tuple(tilskudd(v) for v in aktuelle[:HOYST_TILSKUDD]),
        flere_tilskudd=max(0, len(aktuelle) - HOYST_TILSKUDD),
        tilskudd_nei=tuple(tilskudd(v) for v in naere_nei[:HOYST_TILSKUDD_NEI]),
        eksempler=tuple(
            Eksempelvisning(saker[v.slug], tuple(forklarer.setning(g) for g in v.grunner))
            for v in svar.eksempler
        ),
        mangler=_mangler(svar.mangler, forklarer, steg_for),
        med_mennesker=any(modeller[v.slug].gjelder_mennesker for v in svar.modeller[:3]),
        frivillig_forst=bool(
            {"ensomhet-eldre", "aktivitet-pa-sykehjem", "frivillighet-og-samskaping"} & set(t.temaslugger)
        ),
    )


def _naer(v: Vurdering) -> bool:
    """En ordning er verdt å forklare når det ikke er temaet som stopper."""
    return not any(g.kode == "tilskudd_annet_tema" for g in v.mot) and _felles_tema(v)


def _felles_tema(v: Vurdering) -> bool:
    """Ordningen gjelder temaet. En ordning for hele landet uten et felles tema er ikke verdt plassen."""
    return any(g.kode == "tilskudd_tema" for g in v.grunner)


def _mangler(
    grunner: Iterable[Grunn], forklarer: Forklarer, steg_for: Callable[[str], str]
) -> tuple[Mangel, ...]:
    return tuple(Mangel(forklarer.setning(g), steg_for(g.detaljer.get("felt", ""))) for g in grunner)
