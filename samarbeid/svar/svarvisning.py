"""Svaret gjort klart for siden: setninger, navn, kontakt og hva som mangler – uten spørring i malen."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from kommuner.egenkontakt import med_rolle
from kommuner.models import OffentligPart
from samarbeid.matching.belopsgrenser import for_modell
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.typer import DELVIS, JA, NEI, Grunn, Kunnskap, Svar, Tilskuddprofil, Vurdering
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

HOYST_DELVIS, HOYST_NEI, HOYST_TILSKUDD, HOYST_TILSKUDD_NEI = 6, 5, 4, 4
# Så mange år siden en ordning kan være sett sist, før den ikke er verdt plassen.
HOYST_AR_SIDEN = 4
HOYST_GRUNNER, HOYST_BIDRAG = 5, 3
FRIVILLIG_FORST = frozenset({"ensomhet-eldre", "aktivitet-pa-sykehjem", "frivillighet-og-samskaping"})
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
    styreform: str = "",
) -> Svarvisning:
    """Setter sammen visningen med to spørsmål til databasen, uansett hvor langt svaret er.

    ``steg_for`` gir adressen der et felt kan besvares; ``side`` er hvem setningene er for, og ``styreform``
    den til virksomheten modellene sies om.
    """
    forklarer = Forklarer(kunnskap, gettext, side=side, styreform=styreform)
    skriver = _Skriver(kunnskap, forklarer, hent_rader(kunnskap), steg_for, styreform)
    parter = {
        p.slug: p
        for p in OffentligPart.objects.filter(slug__in=[vei.part.slug for vei in svar.veier if vei.part])
        .select_related("registerkontakt")
        .prefetch_related("kontaktpunkter", med_rolle())
    }
    modellene = {passer: [v for v in svar.modeller if v.passer == passer] for passer in (JA, DELVIS, NEI)}
    modellene[DELVIS].sort(key=lambda v: not v.begrunnet)
    baerer = svar.tolkning.baerende
    gamle = {o.slug for o in kunnskap.tilskudd if _er_gammel(o, kunnskap.i_dag)}
    navngitt = svar.tolkning.ordninger
    gjelder = [
        v for v in svar.tilskudd if v.slug in navngitt or (_felles_tema(v, baerer) and v.slug not in gamle)
    ]
    aktuelle = [v for v in gjelder if v.passer != NEI]
    naere_nei = [v for v in gjelder if v.passer == NEI and _naer(v)]
    return Svarvisning(
        tittel=svar.ide.tittel,
        lest=lag_lesevisning(svar.tolkning, kunnskap, forklarer, steg_for),
        veier=tuple(lag_vei(vei, parter, kunnskap, forklarer) for vei in svar.veier),
        bidrag=tuple(forklarer.setning(b.grunn) for b in svar.bidrag[:HOYST_BIDRAG]),
        modeller_ja=skriver.modeller(modellene[JA]),
        modeller_delvis=skriver.modeller(modellene[DELVIS][:HOYST_DELVIS]),
        modeller_nei=skriver.modeller(
            [v for v in modellene[NEI] if _er_avgjort(v, svar.tolkning.onsker)][:HOYST_NEI]
        ),
        tilskudd=skriver.tilskudd(aktuelle[:HOYST_TILSKUDD]),
        tilskudd_nei=skriver.tilskudd(naere_nei[:HOYST_TILSKUDD_NEI]),
        eksempler=skriver.eksempler(svar.eksempler),
        mangler=skriver.mangler(svar.mangler),
        med_mennesker=skriver.gjelder_mennesker(svar.modeller[:3]),
        frivillig_forst=not FRIVILLIG_FORST.isdisjoint(svar.tolkning.temaslugger),
    )


@dataclass(frozen=True, slots=True)
class _Skriver:
    """Vurderingene som det siden viser: radene fra databasen, og setningene til den som leser."""

    kunnskap: Kunnskap
    forklarer: Forklarer
    rader: Rader
    steg_for: Callable[[str], str]
    styreform: str

    def modeller(self, vurderinger: Sequence[Vurdering]) -> tuple[Modellvisning, ...]:
        return tuple(self._modell(v) for v in vurderinger)

    def tilskudd(self, vurderinger: Sequence[Vurdering]) -> tuple[Tilskuddvisning, ...]:
        return tuple(self._ordning(v) for v in vurderinger)

    def eksempler(self, vurderinger: Sequence[Vurdering]) -> tuple[Eksempelvisning, ...]:
        return tuple(
            Eksempelvisning(self.rader.saker[v.slug], self._setninger(v.grunner)) for v in vurderinger
        )

    def mangler(self, grunner: Iterable[Grunn]) -> tuple[Mangel, ...]:
        return tuple(
            Mangel(self.forklarer.setning(g), self.steg_for(g.detaljer.get("felt", ""))) for g in grunner
        )

    def gjelder_mennesker(self, vurderinger: Sequence[Vurdering]) -> bool:
        return any(self.rader.modeller[v.slug].gjelder_mennesker for v in vurderinger)

    def _modell(self, v: Vurdering) -> Modellvisning:
        modell = self.rader.modeller[v.slug]
        # At en form som kan passe, sjelden brukes på området, er ingen fare og ikke noe som mangler.
        mot = [g for g in v.mot if v.passer == NEI or g.kode != "tema_passer_ikke"]
        return Modellvisning(
            modell=modell,
            passer=v.passer,
            ord=self.forklarer.ord("passer", v.passer),
            poeng=v.poeng,
            grunner=self._setninger(v.grunner[:HOYST_GRUNNER]),
            mot=self._setninger(mot[:HOYST_GRUNNER]),
            mangler=self.mangler([g for g in v.mangler if g.kode != SAGT_EN_GANG]),
            ville_passet=tuple(dict.fromkeys(self._setninger(v.ville_passet))),
            terskler=tuple(for_modell(modell, self.kunnskap)),
            styreform=self.styreform,
            begrunnet=v.begrunnet,
        )

    def _ordning(self, v: Vurdering) -> Tilskuddvisning:
        return Tilskuddvisning(
            self.rader.ordninger[v.slug],
            v.passer,
            v.status,
            self.forklarer.ord("tilskuddsstatus", v.status),
            # At temaet er felles, er grunnen til at ordningen står her, og sies ikke.
            self._setninger(g for g in v.grunner if g.kode != "tilskudd_tema"),
            self._setninger(v.mot),
            self.mangler(v.mangler),
            any(g.kode == "tilskudd_ukontrollert" for g in v.mot),
        )

    def _setninger(self, grunner: Iterable[Grunn]) -> tuple[str, ...]:
        return tuple(self.forklarer.setning(g) for g in grunner)


def _er_avgjort(v: Vurdering, onsker: Container[str]) -> bool:
    """Noe avgjorde at modellen ikke passer, og leseren kunne ventet å se den: en annens modell bare når det er bedt om den.

    At en form sjelden brukes på området, avgjør ikke: den kan være den første.
    """
    avgjor = [g.kode for g in v.mot if g.kode not in {"lite_taler_for", "tema_passer_ikke"}]
    return bool(avgjor) and (avgjor[0] != "niva_bruker_ikke" or v.slug in onsker)


def _er_gammel(ordning: Tilskuddprofil, i_dag: date) -> bool:
    return ordning.sett_arstall is not None and ordning.sett_arstall < i_dag.year - HOYST_AR_SIDEN


def _naer(v: Vurdering) -> bool:
    """En ordning er verdt å forklare når det ikke er temaet som stopper."""
    return not any(g.kode == "tilskudd_annet_tema" for g in v.mot)


def _felles_tema(v: Vurdering, baerer: Container[str]) -> bool:
    """Ordningen gjelder et tema ideen hviler på. En ordning for hele landet uten det er ikke verdt plassen."""
    return any(g.kode == "tilskudd_tema" and g.detaljer["tema"] in baerer for g in v.grunner)
