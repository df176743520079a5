"""Søkeindeksen over alt portalen viser uten innlogging: bygges på nytt når referansedata er endret."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction

from kommuner.models import OffentligPart
from samarbeid.models import Artikkel, Dokumentmal, Eksempel, Ordforklaring, Stottested
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


@transaction.atomic
def bygg_sokeindeks() -> int:
    """Bygger indeksen helt på nytt i én transaksjon. Gir antallet dokumenter."""
    nummer = Referanseversjon.objects.values_list("nummer", flat=True).get()
    dokumenter = {**_virksomheter(), **_kunnskap()}
    erstatt_samling(SAMLING, dokumenter)
    Indeksversjon.objects.update_or_create(samling=SAMLING, defaults={"nummer": nummer})
    return len(dokumenter)


def er_foreldet() -> bool:
    """Er referansedata endret etter at indeksen ble bygd?"""
    nummer = Referanseversjon.objects.values_list("nummer", flat=True).first()
    return not Indeksversjon.objects.filter(samling=SAMLING, nummer=nummer).exists()


def _virksomheter() -> dict[str, str]:
    tidligere: dict[int, list[str]] = defaultdict(list)
    for gammelt in TidligereOmrade.objects.synlige():
        tidligere[gammelt.omrade_id] += [gammelt.navn, gammelt.nummer]
    ut = {}
    for part in OffentligPart.objects.synlige().select_related("omrade"):
        ord_ = [part.navn, part.navn, part.get_type_display(), part.organisasjonsnummer or ""]
        if part.omrade and part.type == OffentligPart.Type.KOMMUNE:
            ord_ += [part.omrade.kode, *part.omrade.andre_navn, *tidligere[part.omrade.pk]]
        ut[f"virksomhet:{part.slug}"] = " . ".join(o for o in ord_ if o)
    return ut


def _kunnskap() -> dict[str, str]:
    """Tittelen står to ganger, så et treff i den veier mer enn et treff i teksten."""
    temaer = {t.slug: f"{t.navn} {t.navn_nn}" for t in Tema.objects.synlige()}

    def doc(navn: str, *deler: str) -> str:
        return " . ".join((navn, navn, *(d for d in deler if d)))

    ut = {}
    for m in Samarbeidsmodell.objects.synlige():
        ut[f"modell:{m.slug}"] = doc(
            m.navn, m.navn_nn, "samarbeidsmodell", m.kort, m.passer_nar, m.hvem_bestemmer
        )
    for e in Eksempel.objects.synlige():
        navn = [temaer[s] for s in e.temaer if s in temaer]
        ut[f"eksempel:{e.slug}"] = doc(
            e.navn, "eksempel", e.entreprenor, e.offentlig, *navn, e.behov, e.forste_kontakt, e.effekt
        )
    for t in Tilskuddsordning.objects.synlige():
        navn = [temaer[s] for s in t.temaer if s in temaer]
        ut[f"tilskudd:{t.slug}"] = doc(
            t.navn, "tilskudd støtte søknad", t.forvalter, t.kort, t.hvem_kan_soke, *navn
        )
    for a in Artikkel.objects.synlige():
        ut[f"artikkel:{a.slug}"] = doc(a.tittel, a.ingress, a.tekst)
    for o in Ordforklaring.objects.synlige():
        ut[f"ord:{o.slug}"] = doc(o.ord, *o.former, o.forklaring, o.andre_sier)
    for d in Dokumentmal.objects.synlige():
        ut[f"mal:{d.slug}"] = doc(d.navn, d.navn_nn, "mal dokument", d.kort)
    for s in Stottested.objects.synlige():
        ut[f"sted:{s.slug}"] = doc(s.navn, s.hva, s.nar)
    return ut
