"""Søkeindeksen over alt portalen viser uten innlogging: bygges på nytt når referansedata er endret."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from kommuner.models import OffentligPart
from samarbeid.models import Artikkel, Dokumentmal, Eksempel, Ordforklaring, Stottested
from veier.referanse.modell import Referanserad
from veier.sok.models import Indeksversjon
from veier.sok.sporring import erstatt_samling
from veier.taksonomi.models import (
    Referanseversjon,
    Samarbeidsmodell,
    Tema,
    TidligereOmrade,
    Tilskuddsordning,
)

SAMLING = "portal"
LENGSTE_OMTALE = 200


@dataclass(frozen=True, slots=True)
class Innslag:
    """Det som er søkbart, og det trefflisten viser på hver målform."""

    sokbart: str
    vist: dict[str, str]


@transaction.atomic
def bygg_sokeindeks() -> int:
    """Bygger indeksen helt på nytt i én transaksjon. Gir antallet dokumenter."""
    nummer = Referanseversjon.objects.values_list("nummer", flat=True).get()
    innslag = {**_virksomheter(), **_kunnskap()}
    erstatt_samling(
        SAMLING,
        {nokkel: ett.sokbart for nokkel, ett in innslag.items()},
        {nokkel: ett.vist for nokkel, ett in innslag.items()},
    )
    Indeksversjon.objects.update_or_create(samling=SAMLING, defaults={"nummer": nummer})
    return len(innslag)


def er_foreldet() -> bool:
    """Er referansedata endret etter at indeksen ble bygd?"""
    nummer = Referanseversjon.objects.values_list("nummer", flat=True).first()
    return not Indeksversjon.objects.filter(samling=SAMLING, nummer=nummer).exists()


def _virksomheter() -> dict[str, Innslag]:
    tidligere: dict[int, list[str]] = defaultdict(list)
    for gammelt in TidligereOmrade.objects.synlige():
        tidligere[gammelt.omrade_id] += [gammelt.navn, gammelt.nummer]
    ut = {}
    for part in OffentligPart.objects.synlige().select_related("omrade"):
        slag = str(part.get_type_display())
        ord_ = [part.navn, part.navn, slag, part.organisasjonsnummer or ""]
        if part.omrade and part.type == OffentligPart.Type.KOMMUNE:
            ord_ += [part.omrade.kode, *part.omrade.andre_navn, *tidligere[part.omrade.pk]]
        # Typen oversettes når den vises.
        ut[f"virksomhet:{part.slug}"] = Innslag(_samle(ord_), {"navn": part.navn, "type": part.type})
    return ut


def _samle(deler: Iterable[str]) -> str:
    return " . ".join(d for d in deler if d)


def _innslag(rad: Referanserad, navn: str, omtale: str, *deler: str) -> Innslag:
    """Tittelen er søkbar to ganger, så et treff i den veier mer enn et treff i teksten."""
    tittel, kort = getattr(rad, navn), getattr(rad, omtale)
    vist = {"navn": tittel, "omtale": kort[:LENGSTE_OMTALE]}
    for felt, kode in ((navn, "navn_nn"), (omtale, "omtale_nn")):
        if nynorsk := getattr(rad, f"{felt}_nn", ""):
            vist[kode] = nynorsk[:LENGSTE_OMTALE]
    return Innslag(_samle((tittel, tittel, vist.get("navn_nn", ""), kort, *deler)), vist)


def _kunnskap() -> dict[str, Innslag]:
    temaer = {t.slug: f"{t.navn} {t.navn_nn}" for t in Tema.objects.synlige()}

    def emner(slugger: list[str]) -> list[str]:
        return [temaer[slug] for slug in slugger if slug in temaer]

    ut = {}
    for m in Samarbeidsmodell.objects.synlige():
        ut[f"modell:{m.slug}"] = _innslag(
            m, "navn", "kort", "samarbeidsmodell", m.passer_nar, m.hvem_bestemmer
        )
    for e in Eksempel.objects.synlige():
        deler = ("eksempel", e.entreprenor, e.offentlig, *emner(e.temaer), e.forste_kontakt, e.effekt)
        ut[f"eksempel:{e.slug}"] = _innslag(e, "navn", "behov", *deler)
    for t in Tilskuddsordning.objects.synlige():
        deler = ("tilskudd støtte søknad", t.forvalter, t.hvem_kan_soke, *emner(t.temaer))
        ut[f"tilskudd:{t.slug}"] = _innslag(t, "navn", "kort", *deler)
    for a in Artikkel.objects.synlige():
        ut[f"{a.hylle}:{a.slug}"] = _innslag(a, "tittel", "ingress", a.tekst)
    for o in Ordforklaring.objects.synlige():
        ut[f"ord:{o.slug}"] = _innslag(o, "ord", "forklaring", *o.former, o.andre_sier)
    for d in Dokumentmal.objects.synlige():
        ut[f"mal:{d.slug}"] = _innslag(d, "navn", "kort", "mal dokument")
    for s in Stottested.objects.synlige():
        ut[f"sted:{s.slug}"] = _innslag(s, "navn", "hva", s.nar)
    return ut
