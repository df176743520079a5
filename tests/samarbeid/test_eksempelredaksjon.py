"""En sak fra kilde til publisert side, med to par øyne, historikk og spor."""

import pytest
from django.urls import reverse

from samarbeid.handlinger.eksempel import publiser_eksempel, trekk_eksempel
from samarbeid.models import Eksempel
from tests.verden import lag_redaktor, logg_inn
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse

pytestmark = pytest.mark.django_db
LISTE = "admin:samarbeid_eksempel_changelist"
SAK = {
    "slug": "ny-sak", "navn": "Ny sak", "offentlig": "Oslo kommune", "behov": "Noen trenger noe.",
    "status_i_dag": "ikke kontrollert", "kilder": "https://eksempel.example/kilde", "sist_kontrollert": "2026-11-23",
    "omrader": "0301", "nivaer": "kommune", "temaer": "demens", "malgrupper": "", "modeller": "pilotavtale", "profiler": "",
}  # fmt: skip


@pytest.fixture
def skriver():
    return lag_redaktor("skriver@eksempel.no")


@pytest.fixture
def leser():
    return lag_redaktor("leser@eksempel.no")


def _lag_sak(skriver):
    side = reverse("admin:samarbeid_eksempel_add")
    svar = logg_inn(skriver).post(side, SAK)
    assert svar.status_code == 302, svar.context["adminform"].errors
    return Eksempel.objects.get(slug="ny-sak")


def _handling(bruker, sak, navn):
    return logg_inn(bruker).post(reverse(LISTE), {"action": navn, "_selected_action": [sak.pk]}, follow=True)


def test_fra_kilde_til_publisert_side(skriver, leser, client):
    sak = _lag_sak(skriver)
    assert (sak.status, sak.skrevet_av) == ("utkast", skriver)
    assert client.get(reverse("eksempel", args=["ny-sak"])).status_code == 404
    assert "Noen trenger noe." in logg_inn(leser).get(reverse("admin:eksempel_vis", args=[sak.pk])).text
    assert "må publiseres av en annen" in _handling(skriver, sak, "publiser").text
    assert client.get(reverse("eksempel", args=["ny-sak"])).status_code == 404
    _handling(leser, sak, "publiser")
    assert "Noen trenger noe." in client.get(reverse("eksempel", args=["ny-sak"])).text
    _handling(leser, sak, "trekk")
    assert client.get(reverse("eksempel", args=["ny-sak"])).status_code == 404
    koder = list(Hendelse.objects.filter(gjelder_id="ny-sak").order_by("pk").values_list("kode", flat=True))
    assert koder == ["eksempel_skrevet", "redaksjon_lagt_til", "eksempel_publisert", "eksempel_trukket"]


def test_en_publisert_sak_som_endres_ma_ses_pa_igjen(skriver, leser, client):
    sak = _lag_sak(skriver)
    publiser_eksempel(sak, av=leser)
    logg_inn(leser).post(
        reverse("admin:samarbeid_eksempel_change", args=[sak.pk]), {**SAK, "behov": "Noe annet."}
    )
    sak.refresh_from_db()
    assert (sak.status, sak.skrevet_av, sak.behov) == ("utkast", leser, "Noe annet.")
    with pytest.raises(Domenefeil, match="en annen enn den som skrev"):
        publiser_eksempel(sak, av=leser)
    assert publiser_eksempel(sak, av=skriver).status == "publisert"
    assert publiser_eksempel(sak, av=skriver).publisert_av == skriver


def test_en_sak_uten_kilde_kan_ikke_publiseres(skriver, leser):
    sak = _lag_sak(skriver)
    Eksempel.objects.filter(pk=sak.pk).update(kilder=[])
    with pytest.raises(Domenefeil, match="ingen kilde"):
        publiser_eksempel(sak, av=leser)
    assert trekk_eksempel(sak, av=leser).status == "utkast"


def test_historikken_viser_endringen_og_kan_hentes_tilbake(skriver, leser):
    sak = _lag_sak(skriver)
    klient = logg_inn(leser)
    klient.post(reverse("admin:samarbeid_eksempel_change", args=[sak.pk]), {**SAK, "behov": "Noe annet."})
    historikk = reverse("admin:samarbeid_eksempel_history", args=[sak.pk])
    side = klient.get(historikk).text
    assert "Noen trenger noe." in side
    assert "Noe annet." in side
    eldste = sak.events.order_by("pgh_id").first()
    klient.post(historikk, {"versjon": eldste.pgh_id})
    sak.refresh_from_db()
    assert (sak.behov, sak.status) == ("Noen trenger noe.", "utkast")
    assert Hendelse.objects.filter(kode="redaksjon_gjenopprettet").count() == 1
    assert klient.post(historikk, {"versjon": 0}).status_code == 404


def test_historikken_til_noe_uten_versjoner_er_djangos_egen(leser):
    from samarbeid.handlinger.henvendelse import send_henvendelse

    henvendelse = send_henvendelse(emne="annet", tekst="Hei")
    side = reverse("admin:samarbeid_henvendelse_history", args=[henvendelse.pk])
    assert logg_inn(leser).get(side).status_code == 200


def test_motoren_bruker_bare_publiserte_saker(skriver):
    from samarbeid.matching.profiler import les_kunnskap

    _lag_sak(skriver)
    assert "ny-sak" not in {e.slug for e in les_kunnskap().eksempler}
