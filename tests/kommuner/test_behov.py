"""Hvor et behov står: hva som kan følge etter hva, hvem som sier det, og det databasen passer på."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kommuner.handlinger.behov import sett_tilstand
from kommuner.models import OVERGANGER, Behov, OffentligPart
from tests import innhold
from tests.verden import lag_bruker, lag_redaktor
from veier.feil import Domenefeil, FeilIFelt
from veier.gjennomgang.handlinger import eiet
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Medlemsrolle
from veier.taksonomi.ordforrad import Behovstilstand

pytestmark = pytest.mark.django_db

# Det hver tilstand trenger for å nås.
TIL = {
    "apent": {},
    "planlegges": {},
    "kunngjort": {"doffin": "2026-123456"},
    "lukket": {"utfall": "samarbeid", "grunn": "To av dem som svarte, prøver det."},
}


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


@pytest.fixture
def ola(part):
    ola = lag_bruker("ola@trondheim.kommune.no", navn="Ola")
    legg_til_medlem(part, bruker=ola, rolle=Medlemsrolle.ADMINISTRATOR, av=ola, grunn="test")
    return ola


@pytest.fixture
def behov(part, ola):
    return innhold.publisert_behov(part, av=ola, redaktor=lag_redaktor())


def _gaa(behov, til, ola):
    behov.refresh_from_db()
    return sett_tilstand(behov, til=til, sett=behov.tilstand, av=ola, **TIL[til])


def test_tabellen_har_alle_tilstandene():
    assert set(OVERGANGER) == set(Behovstilstand.values) == set(TIL)


@pytest.mark.parametrize("fra", Behovstilstand.values)
def test_hver_tilstand_gar_dit_tabellen_sier_og_ingen_andre_steder(fra, behov, ola):
    if fra != "apent":
        _gaa(behov, fra, ola)
    behov.refresh_from_db()
    for til in Behovstilstand.values:
        punkt = transaction.savepoint()
        if til in OVERGANGER[fra]:
            assert _gaa(behov, til, ola).tilstand == til
        else:
            with pytest.raises(Domenefeil, match="ikke an å gå dit"):
                _gaa(behov, til, ola)
        transaction.savepoint_rollback(punkt)


def test_referansen_star_nar_konkurransen_er_ferdig_men_ikke_nar_den_er_avlyst(behov, ola):
    assert _gaa(behov, "kunngjort", ola).doffin == "2026-123456"
    assert _gaa(behov, "planlegges", ola).doffin == ""
    _gaa(behov, "kunngjort", ola)
    lukket = _gaa(behov, "lukket", ola)
    assert (lukket.doffin, lukket.utfall) == ("2026-123456", "samarbeid")
    apnet = _gaa(behov, "apent", ola)
    assert (apnet.doffin, apnet.utfall, apnet.utfall_grunn) == ("", "", "")
    koder = [h.detaljer["til"] for h in Hendelse.objects.filter(kode="behov_tilstand").order_by("pk")]
    assert koder == ["kunngjort", "planlegges", "kunngjort", "lukket", "apent"]


def test_en_referanse_som_er_skrevet_ved_siden_av_noe_annet_star_ikke_pa_et_apent_behov(behov, ola):
    _gaa(behov, "planlegges", ola)
    apnet = sett_tilstand(behov, til="apent", sett="planlegges", av=ola, doffin="2026-123456")
    assert (apnet.tilstand, apnet.doffin) == ("apent", "")


@pytest.mark.parametrize(
    ("til", "ekstra", "melding"),
    [
        ("kunngjort", {"doffin": "  "}, "referansen på Doffin"),
        ("lukket", {"utfall": "samarbeid", "grunn": " "}, "hvordan det endte"),
        ("lukket", {"utfall": "noe", "grunn": "x"}, "hvordan det endte"),
    ],
)
def test_det_som_ma_sies_ma_sies(til, ekstra, melding, behov, ola):
    with pytest.raises(Domenefeil, match=melding):
        sett_tilstand(behov, til=til, sett="apent", av=ola, **ekstra)


def test_to_som_trykker_gjor_det_en_gang(behov, ola):
    sett_tilstand(behov, til="planlegges", sett="apent", av=ola)
    with pytest.raises(Domenefeil, match="etter at du åpnet siden"):
        sett_tilstand(behov, til="planlegges", sett="apent", av=ola)


def test_bare_en_administrator_og_bare_det_som_er_publisert(behov, part, ola):
    mari = lag_bruker("mari@trondheim.kommune.no")
    legg_til_medlem(part, bruker=mari, rolle=Medlemsrolle.MEDLEM, av=ola, grunn="test")
    with pytest.raises(Domenefeil, match="Bare en administrator"):
        sett_tilstand(behov, til="planlegges", sett="apent", av=mari)
    with pytest.raises(Domenefeil, match="ikke publisert"):
        sett_tilstand(innhold.lag_behov(part, av=ola), til="planlegges", sett="apent", av=ola)


@pytest.mark.parametrize(
    "verdier", [{"tilstand": "kunngjort"}, {"tilstand": "lukket"}, {"tilstand": "lukket", "utfall": "kjop"}]
)
def test_databasen_passer_pa_det_samme(verdier, behov):
    with pytest.raises(IntegrityError), transaction.atomic():
        Behov.objects.filter(pk=behov.pk).update(**verdier)


def test_endret_tid_settes_uansett_hvordan_raden_endres(behov):
    behov.refresh_from_db()
    for_ = behov.endret_tid
    Behov.objects.filter(pk=behov.pk).update(omfang="ti")
    behov.refresh_from_db()
    assert behov.endret_tid > for_


def test_adressen_sier_ikke_om_andre_bruker_navnet(part, ola):
    bergen = OffentligPart.objects.get(slug="bergen-kommune")
    innhold.lag_behov(bergen, av=ola)
    forste, andre = innhold.lag_behov(part, av=ola), innhold.lag_behov(part, av=ola)
    assert forste.slug == "eldre-som-spiser-alene-trondheim-kommune"
    assert andre.slug == "eldre-som-spiser-alene-trondheim-kommune-2"


def test_kopien_er_under_arbeid_hos_den_samme(behov, part, ola):
    kopi = eiet.dupliser(behov, av=ola)
    assert (kopi.part, kopi.er_publisert, kopi.arbeidsnavn) == (part, False, "Eldre som spiser alene (kopi)")


@pytest.mark.parametrize(
    ("i_dag", "tar"),
    [(date(2026, 12, 31), True), (date(2027, 1, 1), False)],
    ids=["siste dag", "dagen etter"],
)
def test_fristen_er_med_hele_den_siste_dagen(i_dag, tar, behov, monkeypatch):
    monkeypatch.setattr("kommuner.models.behov.timezone.localdate", lambda: i_dag)
    behov.refresh_from_db()
    behov.frist = date(2026, 12, 31)
    assert behov.tar_sporsmal is tar
    behov.tilstand = "kunngjort"
    assert behov.tar_sporsmal is False


def test_bare_nummeret_tas_imot_om_hvor_behovet_er_kunngjort(behov, ola):
    behov = _gaa(behov, "planlegges", ola)
    with pytest.raises(FeilIFelt, match="bare nummeret"):
        sett_tilstand(
            behov, til="kunngjort", sett=behov.tilstand, av=ola, doffin="Ring Ola, så får dere vite mer"
        )
