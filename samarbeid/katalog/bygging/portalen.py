"""Søkeindeksen over alt portalen viser uten innlogging: bygges på nytt når referansedata er endret."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from kommuner.models import OffentligPart
from samarbeid.katalog.bygging import rader as katalograder
from samarbeid.katalog.bygging.rader import navneord
from samarbeid.katalog.indeks.alt import PORTALEN
from samarbeid.models import Artikkel, Dokumentmal, Eksempel, Ordforklaring, Stottested
from veier.dokument.blokker import som_tekst
from veier.dokument.markdown import les
from veier.referanse.modell import Referanserad
from veier.referanse.oversettelse import hent, oversettelser
from veier.sok.indeksering import Indekstekst, erstatt_samling, husk_reglene, laer_synonymene, reglene_er_nye
from veier.sok.models import Indeksversjon
from veier.taksonomi.models import (
    Referanseversjon,
    Samarbeidsmodell,
    Tema,
    Tilskuddsordning,
)
from veier.tekst import i_rekke

LENGSTE_OMTALE = 200
LAS = 8_142_019
# Filene som sier hva som er søkbart.
REGLENE = (__file__, katalograder.__file__)


@transaction.atomic
def bygg_sokeindeks() -> int:
    """Bygger indeksen helt på nytt i én transaksjon. Gir antallet dokumenter."""
    with connection.cursor() as peker:
        peker.execute("SELECT pg_advisory_xact_lock(%s)", [LAS])  # jobben og en innlasting kan bygge samtidig
    nummer = Referanseversjon.objects.values_list("nummer", flat=True).get()
    innslag = {**_virksomheter(), **_kunnskap()}
    erstatt_samling(PORTALEN, innslag)
    laer_synonymene()
    husk_reglene(PORTALEN, *REGLENE)
    Indeksversjon.objects.update_or_create(samling=PORTALEN, defaults={"nummer": nummer})
    return len(innslag)


def er_foreldet() -> bool:
    """Er referansedata eller reglene endret etter at indeksen ble bygd?"""
    if reglene_er_nye(PORTALEN, *REGLENE):
        return True
    nummer = Referanseversjon.objects.values_list("nummer", flat=True).first()
    return nummer is None or not Indeksversjon.objects.filter(samling=PORTALEN, nummer=nummer).exists()


def _virksomheter() -> dict[str, Indekstekst]:
    """En kommune har stedets navn som sine egne; de andre har dem som emner, for de arbeider der."""
    ord_ = navneord()
    ut = {}
    for part in OffentligPart.objects.synlige().select_related("omrade").prefetch_related("dekker"):
        navn = [part.navn, part.organisasjonsnummer or ""]
        emne = [str(part.get_type_display())]
        if part.omrade and part.type == OffentligPart.Type.KOMMUNE:
            navn.append(ord_.get(f"sted:{part.omrade.kode}", ""))
        else:
            emne += [ord_.get(f"sted:{omrade.kode}", "") for omrade in part.dekker.all()]
        # Typen oversettes når den vises.
        vist = {"navn": part.navn, "type": part.type}
        ut[f"virksomhet:{part.slug}"] = Indekstekst(_samle(navn), _samle(emne), vist=vist)
    return ut


def _samle(deler: Iterable[str]) -> str:
    return " . ".join(d for d in deler if d)


def _innslag(
    rad: Referanserad, navn: str, omtale: str, *deler: str, emne: str = "", temaer: Iterable[str] = ()
) -> Indekstekst:
    """Navnet på hvert språk, emnene, og teksten."""
    tittel, kort = getattr(rad, navn), getattr(rad, omtale)
    vist = {"navn": tittel, "omtale": kort[:LENGSTE_OMTALE]}
    navnene = [tittel]
    for oversatt in oversettelser(type(rad)):
        if oversatt.felt in {navn, omtale} and (tekst := hent(rad, oversatt.navn)):
            hva = "navn" if oversatt.felt == navn else "omtale"
            vist[f"{hva}_{oversatt.sprak.kode}"] = str(tekst)[:LENGSTE_OMTALE]
            navnene += [tekst] * (oversatt.felt == navn)
    return Indekstekst(_samle(navnene), emne, i_rekke((kort, *deler)), vist, tuple(temaer))


def _kunnskap() -> dict[str, Indekstekst]:
    temaer = {t.slug: " ".join(t.paa_alle("navn")) for t in Tema.objects.synlige()}

    def emner(slugger: list[str]) -> list[str]:
        return [temaer[slug] for slug in slugger if slug in temaer]

    ord_ = navneord()
    ut = {}
    for m in Samarbeidsmodell.objects.synlige():
        ut[f"modell:{m.slug}"] = _innslag(
            m, "navn", "kort", m.passer_nar, m.hvem_bestemmer, emne="samarbeidsmodell"
        )
    for e in Eksempel.objects.synlige():
        merket = [*(f"malgruppe:{m}" for m in e.malgrupper), *(f"sted:{kode}" for kode in e.omrader)]
        navnene = [ord_.get(merke, "") for merke in merket]
        emne = _samle(("eksempel", e.entreprenor, e.offentlig, *emner(e.temaer), *navnene))
        ut[f"eksempel:{e.slug}"] = _innslag(
            e,
            "navn",
            "behov",
            e.modell_omtale,
            e.ide_fra,
            e.forste_kontakt,
            e.effekt,
            emne=emne,
            temaer=e.temaer,
        )
    for tema in Tema.objects.synlige():
        ut[f"tema:{tema.slug}"] = _innslag(tema, "navn", "kort", emne="tema")
    for t in Tilskuddsordning.objects.synlige():
        emne = _samle(("tilskudd støtte søknad", t.forvalter, *emner(t.temaer)))
        ut[f"tilskudd:{t.slug}"] = _innslag(t, "navn", "kort", t.hvem_kan_soke, emne=emne, temaer=t.temaer)
    for a in Artikkel.objects.synlige():
        ut[f"{a.hylle}:{a.slug}"] = _innslag(a, "tittel", "ingress", som_tekst(les(a.tekst)))
    for o in Ordforklaring.objects.synlige():
        ut[f"ord:{o.slug}"] = _innslag(o, "ord", "forklaring", *o.former, o.andre_sier)
    for d in Dokumentmal.objects.synlige():
        ut[f"mal:{d.slug}"] = _innslag(d, "navn", "kort", emne="mal dokument")
    for s in Stottested.objects.synlige():
        ut[f"sted:{s.slug}"] = _innslag(s, "navn", "hva", s.nar)
    return ut
