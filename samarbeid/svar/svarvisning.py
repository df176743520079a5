"""Svaret gjort klart for siden: setninger, navn, kontakt og hva som mangler – uten spørring i malen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _n

from kommuner.models import Kontaktpunkt, OffentligPart
from samarbeid.matching.belopsgrenser import Terskelvisning, for_modell
from samarbeid.matching.forklaring import Forklarer, stor
from samarbeid.matching.typer import DELVIS, JA, NEI, Grunn, Kunnskap, Svar, Vei, Vurdering
from samarbeid.models import Eksempel
from samarbeid.svar.lesevisning import Lesevisning, lag_lesevisning
from veier.taksonomi.models import Samarbeidsmodell, Tilskuddsordning

UKJENT_PART = {
    "kommune": _n("Kommunen det gjelder"),
    "fylkeskommune": _n("Fylkeskommunen det gjelder"),
    "nav": _n("Nav-kontoret det gjelder"),
    "stat": _n("Den statlige virksomheten det gjelder"),
}
HOYST_DELVIS, HOYST_NEI, HOYST_TILSKUDD, HOYST_TILSKUDD_NEI = 6, 5, 6, 4
HOYST_GRUNNER, HOYST_BIDRAG = 5, 3
SAGT_EN_GANG = "mangler_kostnadsslag"  # gjelder nesten alle modellene, og står øverst i svaret


@dataclass(frozen=True, slots=True)
class Rollevisning:
    navn: str
    grunn: str
    sporr_etter: str


@dataclass(frozen=True, slots=True)
class Stasjon:
    """Et stopp på veien: overskrift, hva det betyr, og rollene."""

    tittel: str
    forklart: str
    slag: str
    roller: tuple[Rollevisning, ...]


@dataclass(frozen=True, slots=True)
class Veivisning:
    niva: str
    navn: str
    slug: str
    grunner: tuple[str, ...]
    stasjoner: tuple[Stasjon, ...]
    merknader: tuple[str, ...]
    nettsted: str
    kontaktpunkter: tuple[Kontaktpunkt, ...]
    part_kjent: bool
    malform: str
    kilder: tuple[str, ...]  # adresser, eller hva rollene bygger på
    samme_som: str = ""  # navnet på en virksomhet lenger opp med nøyaktig de samme rollene


@dataclass(frozen=True, slots=True)
class Mangel:
    """Det som ville gjort svaret sikrere, og adressen der det kan besvares (tom for den som bare leser)."""

    tekst: str
    adresse: str


@dataclass(frozen=True, slots=True)
class Modellvisning:
    modell: Samarbeidsmodell
    passer: str
    ord: str
    poeng: int
    grunner: tuple[str, ...]  # det som taler for
    mot: tuple[str, ...]  # det som taler mot
    mangler: tuple[Mangel, ...]
    ville_passet: tuple[str, ...]
    terskler: tuple[Terskelvisning, ...]


@dataclass(frozen=True, slots=True)
class Tilskuddvisning:
    ordning: Tilskuddsordning
    passer: str
    status: str
    ord: str
    grunner: tuple[str, ...]
    mot: tuple[str, ...]
    mangler: tuple[Mangel, ...]


@dataclass(frozen=True, slots=True)
class Eksempelvisning:
    eksempel: Eksempel
    grunner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Svarvisning:
    """Alt siden «Veien videre» viser."""

    tittel: str
    lest: Lesevisning
    veier: tuple[Veivisning, ...]
    bidrag: tuple[str, ...]  # nivåene som ikke bestemmer, men kan bidra
    modeller_ja: tuple[Modellvisning, ...]
    modeller_delvis: tuple[Modellvisning, ...]
    modeller_nei: tuple[Modellvisning, ...]
    tilskudd: tuple[Tilskuddvisning, ...]
    flere_tilskudd: int
    tilskudd_nei: tuple[Tilskuddvisning, ...]
    eksempler: tuple[Eksempelvisning, ...]
    mangler: tuple[Mangel, ...]
    frivillig_forst: bool
    med_mennesker: bool

    @property
    def nynorsk_virksomhet(self) -> str:
        """Navnet på den første virksomheten på veien som bruker nynorsk, ellers tom."""
        return next((vei.navn for vei in self.veier if vei.malform == "nynorsk"), "")

    @property
    def modeller(self) -> tuple[Modellvisning, ...]:
        """Modellene som passer eller kan passe, best først."""
        return (*self.modeller_ja, *self.modeller_delvis)

    @property
    def modeller_forst(self) -> tuple[Modellvisning, ...]:
        """De som vises fullt ut: de som passer godt, eller de tre nærmeste når ingen gjør det."""
        return self.modeller_ja or self.modeller_delvis[:3]

    @property
    def modeller_ellers(self) -> tuple[Modellvisning, ...]:
        return self.modeller_delvis if self.modeller_ja else self.modeller_delvis[3:]


def _uten_adresse(_felt: str) -> str:
    return ""


def lag_visning(
    svar: Svar,
    kunnskap: Kunnskap,
    *,
    steg_for: Callable[[str], str] = _uten_adresse,
    side: str = "entreprenor",
) -> Svarvisning:
    """Setter sammen visningen med fire spørsmål til databasen, uansett hvor langt svaret er.

    ``steg_for`` gir adressen der et felt kan besvares; ``side`` er hvem setningene er for.
    """
    forklarer = Forklarer(kunnskap, gettext, side=side)
    modeller = {m.slug: m for m in Samarbeidsmodell.objects.synlige()}
    ordninger = {t.slug: t for t in Tilskuddsordning.objects.synlige()}
    saker = {e.slug: e for e in Eksempel.objects.filter(slug__in=[v.slug for v in svar.eksempler])}
    parter = {
        p.slug: p
        for p in OffentligPart.objects.filter(
            slug__in=[vei.part.slug for vei in svar.veier if vei.part]
        ).prefetch_related("kontaktpunkter")
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
        veier=_uten_gjentakelse(_vei(vei, parter, kunnskap, forklarer) for vei in svar.veier),
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


def _uten_gjentakelse(veier: Iterable[Veivisning]) -> tuple[Veivisning, ...]:
    """To kommuner med de samme rollene vises fullt ut én gang; den andre viser til den første, og sier bare hvem som
    bestemmer når det er en annen."""
    forst: dict[object, Veivisning] = {}
    ut = []
    for vei in veier:
        andre = tuple(s for s in vei.stasjoner if s.slag != "beslutter")
        lik = forst.setdefault((vei.niva, andre), vei)
        if lik is not vei:
            egne = tuple(s for s in vei.stasjoner if s not in lik.stasjoner)
            vei = replace(vei, samme_som=lik.navn, stasjoner=egne)
        ut.append(vei)
    return tuple(ut)


def _kilder(vei: Vei) -> tuple[str, ...]:
    forslag = (*vei.forste_samtale, *vei.dorapner, *vei.beslutter)
    kilder = dict.fromkeys(f.kilde for f in forslag if f.kilde)
    return tuple(k if k.startswith("http") else gettext(k) for k in kilder)


def _vei(vei: Vei, parter: dict[str, OffentligPart], kunnskap: Kunnskap, forklarer: Forklarer) -> Veivisning:
    part = parter.get(vei.part.slug) if vei.part and vei.part.slug else None
    navn = vei.part.navn if vei.part else gettext(UKJENT_PART[vei.niva])

    def roller(forslag: Any) -> tuple[Rollevisning, ...]:
        return tuple(
            Rollevisning(
                stor(forklarer.rollenavn(f.rolle, f.grunn.detaljer.get("styreform", ""))),
                forklarer.setning(f.grunn),
                kunnskap.roller[f.rolle].sporr_etter,
            )
            for f in forslag
        )

    stasjoner = (
        Stasjon(
            gettext("Første samtale"),
            gettext("Den som møter problemet og kan si om ideen treffer."),
            "forste",
            roller(vei.forste_samtale),
        ),
        Stasjon(
            gettext("Kan åpne døren"),
            gettext("Den som kjenner huset og kan koble dere videre."),
            "dor",
            roller(vei.dorapner),
        ),
        Stasjon(
            gettext("Bestemmer vanligvis"),
            gettext("Fullmaktene er lokale. Spør hvem som bestemmer hos dere."),
            "beslutter",
            roller(vei.beslutter),
        ),
    )
    return Veivisning(
        niva=forklarer.ord("niva", vei.niva),
        navn=navn,
        slug=part.slug if part else "",
        grunner=tuple(forklarer.setning(g) for g in vei.grunner),
        stasjoner=tuple(s for s in stasjoner if s.roller),
        merknader=tuple(forklarer.setning(g) for g in vei.merknader),
        nettsted=part.nettsted if part else "",
        kontaktpunkter=tuple(part.kontaktpunkter.all()) if part else (),
        part_kjent=vei.part is not None,
        malform=part.malform if part else "",
        kilder=_kilder(vei),
    )
