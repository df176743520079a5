"""Det katalogen viser, teller og finner: radene og søketekstene slik de skal være nå. Skrives bare når noe er endret."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.utils import translation

from entreprenorer.models import Entreprenor, Referanse, Virkning
from samarbeid.katalog.indeks.innhold import Innhold
from samarbeid.katalog.indeks.sok import ORDLISTE
from samarbeid.katalog.indeks.typer import LANDET, stedsmerker
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Kunnskap
from samarbeid.models import Eksempel, Katalogendring, Katalograd, Katalogtekst
from samarbeid.models.katalog import Listet
from veier.sok.grupper import hent_rekkene
from veier.sok.indeksering import Indekstekst, laer_ord, samlet_tekst
from veier.sok.models import Soketekst
from veier.sok.tolkning import vektor
from veier.taksonomi.models import Malgruppe, Omrade, Tema, TidligereOmrade
from veier.taksonomi.ordforrad import Effekt
from veier.taksonomi.utgave import Del, hent_utgave
from veier.tekst import i_rekke, sorteringsnokkel

INGEN_RAD = 0
TEKSTFELT = (
    *("kort", "hva", "for_hvem", "trekk_behov", "trekk_losning", "trekk_medvirkning", "trekk_drift"),
    *("trekk_tvers", "formal"),
)
VEKT_AV_BEVIS = tuple(Effekt.values)


@dataclass(frozen=True, slots=True)
class Rad:
    """En rad slik den skal være: merkene, det listen viser, og det som er søkbart."""

    slug: str
    navn: str
    merker: tuple[str, ...]
    vist: Listet
    dokument: Indekstekst


@dataclass(frozen=True, slots=True)
class Samarbeid:
    """Det en entreprenør har gjort sammen med det offentlige: nivåene, modellene, og kodene for stedene."""

    nivaer: set[str] = field(default_factory=set)
    modeller: set[str] = field(default_factory=set)
    steder: set[str] = field(default_factory=set)


# ── Entreprenørene ──


def lag_rader(numre: Iterable[int]) -> dict[int, Rad]:
    """Radene slik de skal være nå. Den som ikke er åpen for alle, har ingen."""
    with translation.override("nb"):
        kunnskap = hent_kunnskap()
    profiler = list(Entreprenor.objects.apne().filter(pk__in=numre))
    bevis = _bevis([p.pk for p in profiler])
    samarbeid = _samarbeid(profiler)
    ord_ = navneord()
    return {p.pk: _rad(p, kunnskap, bevis.get(p.pk, "ingen"), samarbeid[p.pk], ord_) for p in profiler}


def skriv_rader(numre: Iterable[int]) -> None:
    """Gjør radene lik det de skal være. Bare det som er endret, får et nummer."""
    numre = set(numre)
    rader = lag_rader(numre)
    gamle = {r.pk: (r.slug, r.navn, r.merker, r.vist) for r in Katalograd.objects.filter(pk__in=numre)}
    tekster = dict(Katalogtekst.objects.filter(pk__in=numre).values_list("pk", "tekst"))
    nye = {pk: (r.slug, r.navn, list(r.merker), dict(r.vist)) for pk, r in rader.items()}
    endret = {
        pk
        for pk, rad in rader.items()
        if gamle.get(pk) != nye[pk] or tekster.get(pk) != samlet_tekst(rad.dokument)
    }
    borte = (set(gamle) | set(tekster)) - set(rader)
    Katalogtekst.objects.filter(pk__in=borte).delete()
    Katalograd.objects.filter(pk__in=borte).delete()
    Katalograd.objects.bulk_create(
        [
            Katalograd(
                pk=pk, sortering=sorteringsnokkel(navn)[:220], slug=slug, navn=navn, merker=merker, vist=vist
            )
            for pk, (slug, navn, merker, vist) in nye.items()
            if pk in endret
        ],
        update_conflicts=True,
        unique_fields=["entreprenor"],
        update_fields=["slug", "navn", "sortering", "merker", "vist"],
    )
    _skriv_tekster(Katalogtekst, {pk: (rad.dokument, "") for pk, rad in rader.items()})
    laer_ord(ORDLISTE, (samlet_tekst(rad.dokument) for rad in rader.values()))
    Katalogendring.objects.bulk_create([Katalogendring(rad=pk) for pk in sorted(endret | borte)])


def _skriv_tekster(modell: type[Soketekst], dokumenter: Mapping[int, tuple[Indekstekst, str]]) -> int:
    """Nummer → (dokumentet, merkene i vektoren). Det som er likt fra før, skrives ikke. Gir hvor mange som ble det."""
    meta = modell._meta
    rekker = hent_rekkene()
    tekster = [
        (
            f"{vektor(navn=d.navn, emne=d.emne, tekst=d.tekst, temaer=d.temaer, rekker=rekker)} {merker}",
            samlet_tekst(d),
        )
        for d, merker in dokumenter.values()
    ]
    nokkel = connection.ops.quote_name(str(meta.pk.column))
    with connection.cursor() as peker:
        peker.execute(
            f"INSERT INTO {meta.db_table} AS t ({nokkel}, vektor, tekst)"  # noqa: S608 – navn fra modellen
            " SELECT nr, vektor, tekst FROM unnest(%s::bigint[], %s::text[]::tsvector[], %s::text[])"
            " ny(nr, vektor, tekst)"
            f" ON CONFLICT ({nokkel}) DO UPDATE SET vektor = excluded.vektor, tekst = excluded.tekst"
            " WHERE (t.vektor, t.tekst) IS DISTINCT FROM (excluded.vektor, excluded.tekst)",
            [list(dokumenter), [vektoren for vektoren, _t in tekster], [tekst for _v, tekst in tekster]],
        )
        return peker.rowcount


def _rad(
    p: Entreprenor,
    kunnskap: Kunnskap,
    bevis: str,
    samarbeid: Samarbeid,
    ord_: Mapping[str, str],
) -> Rad:
    temaer = [t for t in p.temaer if t in kunnskap.temaer]
    malgrupper = [m for m in p.malgrupper if m in kunnskap.malgrupper]
    steder = [LANDET] if p.hele_landet else [s for s in p.steder if s in kunnskap.omrader]
    dokument = Indekstekst(
        " . ".join(d for d in (p.navn, p.organisasjonsnummer) if d),
        " . ".join(d for d in _emneord(p, temaer, malgrupper, steder, ord_) if d),
        i_rekke([getattr(p, felt) for felt in TEKSTFELT]),
        temaer=tuple(temaer),
    )
    merker = {
        *(f"tema:{t}" for t in temaer),
        *(f"malgruppe:{m}" for m in malgrupper),
        *stedsmerker(steder, kunnskap.omrader),
        *([f"modenhet:{p.modenhet}"] if p.modenhet else []),
        *([f"form:{p.organisasjonsform}"] if p.organisasjonsform else []),
        f"evidens:{bevis}",
        *(f"har:{niva}" for niva in samarbeid.nivaer),
        *(f"modell:{m}" for m in samarbeid.modeller),
        *(f"hos:{kode}" for kode in samarbeid.steder),
        f"skrevet:{'virksomheten' if p.er_publisert else 'redaksjonen'}",
    }
    vist = _vist(p, temaer, malgrupper, steder, bevis, samarbeid)
    return Rad(p.slug, p.navn, tuple(sorted(merker)), vist, dokument)


def _emneord(
    p: Entreprenor,
    temaer: Sequence[str],
    malgrupper: Sequence[str],
    steder: Sequence[str],
    ord_: Mapping[str, str],
) -> list[str]:
    """Ordene for det som er valgt, og stedet. Tomme ord er med."""
    emne = [ord_[f"tema:{t}"] for t in temaer] + [ord_[f"malgruppe:{m}"] for m in malgrupper]
    emne += [ord_[f"sted:{s}"] for s in steder if s != LANDET]
    return [*emne, p.poststed, ord_.get(f"sted:{p.kommunenummer}", "")]


def _vist(
    p: Entreprenor,
    temaer: list[str],
    malgrupper: list[str],
    steder: list[str],
    bevis: str,
    samarbeid: Samarbeid,
) -> Listet:
    return {
        "kort": p.kort,
        "temaer": temaer,
        "malgrupper": malgrupper,
        "steder": steder,
        "modenhet": p.modenhet,
        "form": p.organisasjonsform,
        "evidens": bevis,
        "har": sorted(samarbeid.nivaer),
        "modeller": sorted(samarbeid.modeller),
        "hos": sorted(samarbeid.steder),
        "orgnr": (p.organisasjonsnummer or "") if p.har_bekreftet_nummer else "",
        "poststed": p.poststed,
        "kommune": p.kommunenummer,
        "nettsted": p.nettsted,
        "logo": p.logoadresse,
        "oppdiktet": p.oppdiktet,
        "skrevet": p.er_publisert,
        "kilde_ar": p.kilde_ar,
    }


def _bevis(numre: Sequence[int]) -> dict[int, str]:
    """Entreprenør → det sterkeste de har vist, målt med kodene motoren bruker."""
    ut: dict[int, str] = {}
    virkninger = Virkning.objects.publisert().filter(entreprenor__in=numre)
    for entreprenor, hvordan, hvem in virkninger.values_list("entreprenor", "hvordan", "hvem_malte"):
        styrke = _styrke(hvordan, hvem)
        ut[entreprenor] = max(ut.get(entreprenor, "ingen"), styrke, key=VEKT_AV_BEVIS.index)
    return ut


def _styrke(hvordan: str, hvem: str) -> str:
    if hvordan in {"", "fortelling"}:
        return "ingen"
    if hvem == Virkning.HvemMalte.UAVHENGIG and hvordan in {"gruppe", "tilfeldig"}:
        return "forskning"
    if hvem in {Virkning.HvemMalte.UAVHENGIG, Virkning.HvemMalte.OPPDRAG}:
        return "ekstern"
    return "egne_tall"


def _samarbeid(profiler: Sequence[Entreprenor]) -> dict[int, Samarbeid]:
    """Hvem de har samarbeidet med, og hvordan: bekreftede referanser, og saker med kilde."""
    ut: dict[int, Samarbeid] = defaultdict(Samarbeid)
    bekreftet = Referanse.objects.filter(
        entreprenor__in=[p.pk for p in profiler], status=Referanse.Status.BEKREFTET, skjult=False
    )
    for entreprenor, nivaer, sted in bekreftet.values_list(
        "entreprenor", "part__nivaer", "part__omrade__kode"
    ):
        ut[entreprenor].nivaer.update(nivaer)
        ut[entreprenor].steder.update([sted] if sted else [])
    numre = {p.slug: p.pk for p in profiler}
    for sak in Eksempel.objects.synlige().filter(profiler__overlap=list(numre)):
        for slug in sak.profiler:
            if slug in numre:
                ut[numre[slug]].nivaer.update(sak.nivaer)
                ut[numre[slug]].modeller.update(sak.modeller)
                ut[numre[slug]].steder.update(sak.omrader)
    return ut


def navneord() -> dict[str, str]:
    """Merke → navnene som skal være søkbare: begge målformer, gamle og samiske navn, og nummeret."""
    return _navneord.hent(hent_utgave())


def _les_navneord() -> dict[str, str]:
    ut = {f"tema:{t.slug}": " . ".join(t.paa_alle("navn")) for t in Tema.objects.synlige()}
    ut |= {f"malgruppe:{m.slug}": " . ".join(m.paa_alle("navn")) for m in Malgruppe.objects.synlige()}
    tidligere: dict[str, list[str]] = defaultdict(list)
    for gammelt in TidligereOmrade.objects.synlige().select_related("omrade"):
        tidligere[gammelt.omrade.kode] += [gammelt.navn, gammelt.nummer]
    for omrade in Omrade.objects.synlige():
        kode = omrade.kode
        navn = dict.fromkeys([omrade.navn, *omrade.andre_navn, kode, *tidligere[kode]])
        ut[f"sted:{kode}"] = " . ".join(navn)
    return ut


_navneord = Del(_les_navneord, Tema, Malgruppe, Omrade, TidligereOmrade)


# ── Det de har skrevet ──


def skriv_innhold(innhold: Innhold, numre: Iterable[int]) -> None:
    """Gjør radene og søketekstene av ett slag lik det de skal være."""
    numre = set(numre)
    if innhold.rader:
        innhold.rader(numre)
    innslag = innhold.lag(numre, navneord())
    borte, _per_tabell = innhold.tekster._default_manager.filter(pk__in=numre - set(innslag)).delete()
    skrevet = _skriv_tekster(innhold.tekster, {pk: (e.tekst, e.i_vektoren) for pk, e in innslag.items()})
    if skrevet or borte:
        # Ingen rad i katalogen, men et nytt nummer: det som er husket av søk, er gammelt.
        Katalogendring.objects.create(rad=INGEN_RAD)
    laer_ord(innhold.ordliste, (samlet_tekst(e.tekst) for e in innslag.values() if e.apen))
