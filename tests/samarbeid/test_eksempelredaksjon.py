"""En sak fra kilde til publisert side, med to par øyne, historikk og spor."""

import pytest
from django import forms
from django.contrib import admin
from django.test import Client, RequestFactory
from django.urls import reverse

from samarbeid.models import Eksempel, Eksempelutgave, Eksempelversjon, Ordforklaring
from samarbeid.models.eksempel import innholdet
from samarbeid.oppslag.saker.handlinger import (
    Lagret,
    forkast_utkast,
    lagre_eksempel,
    med_utkast,
    publiser_eksempel,
    send_til_kollega,
    trekk_eksempel,
    utkastet,
)
from tests.skjema import lagre_i_redaksjonen, les_skjema
from tests.verden import lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger import vurdering
from veier.hendelser.models import Hendelse
from veier.referanse.oversettelse import hent, sett
from veier.referanse.skjema import Redaksjonsskjema

pytestmark = pytest.mark.django_db
SAK = {
    "slug": "ny-sak", "navn": "Ny sak", "offentlig": "Oslo kommune", "behov": "Noen trenger noe.",
    "status_i_dag": "ikke kontrollert", "kilder": "https://eksempel.example/kilde", "sist_kontrollert": "2026-11-23",
    "omrader": "0301", "nivaer": "kommune", "temaer": "demens", "malgrupper": "", "modeller": "pilotavtale", "profiler": "",
    "gjenkjennelig": "nei",
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


def _handling(bruker, sak, hva, **data):
    klient, side = logg_inn(bruker), reverse("admin:eksempel_handling", args=[sak.pk, hva])
    sett = utkast.merke if (utkast := utkastet(sak)) else ""
    return klient.post(side, {"sett": sett, **data}, follow=True)


def _endre(bruker, sak, **data):
    side = reverse("admin:samarbeid_eksempel_change", args=[sak.pk])
    return lagre_i_redaksjonen(logg_inn(bruker), side, {**SAK, **data})


def test_fra_kilde_til_publisert_side(skriver, leser, client):
    sak = _lag_sak(skriver)
    assert (sak.er_publisert, sak.versjon.endret_av) == (False, skriver)
    assert client.get(reverse("eksempel", args=["ny-sak"])).status_code == 404
    assert "Noen trenger noe." in logg_inn(leser).get(reverse("admin:eksempel_vis", args=[sak.pk])).text
    assert "må publiseres av en annen" in _handling(skriver, sak, "publiser").text
    assert client.get(reverse("eksempel", args=["ny-sak"])).status_code == 404
    _handling(leser, sak, "publiser")
    assert "Noen trenger noe." in client.get(reverse("eksempel", args=["ny-sak"])).text
    assert _handling(leser, sak, "trekk", grunn="feil", forklaring=" ").status_code == 200
    assert client.get(reverse("eksempel", args=["ny-sak"])).status_code == 200
    _handling(leser, sak, "trekk", grunn="feil", forklaring="Kilden er trukket.")
    nede = client.get(reverse("eksempel", args=["ny-sak"]))
    assert nede.status_code == 410
    assert "Noe som står der, er feil eller kan villede." in nede.text
    assert "Noen trenger noe." not in nede.text
    assert "Kilden er trukket." not in nede.text  # forklaringen er redaksjonens
    koder = list(Hendelse.objects.filter(gjelder_id="ny-sak").order_by("pk").values_list("kode", flat=True))
    assert koder == ["versjon_skrevet", "redaksjon_lagt_til", "versjon_publisert", "tatt_ned"]


def test_det_publiserte_star_mens_et_utkast_venter(skriver, leser, client):
    sak = _lag_sak(skriver)
    publiser_eksempel(sak, av=leser)
    side = reverse("eksempel", args=["ny-sak"])
    _endre(leser, sak, behov="Noe annet.", temaer="rus")
    sak.refresh_from_db()
    assert (sak.er_publisert, sak.behov, sak.temaer) == (True, "Noen trenger noe.", ["demens"])
    assert sak.versjon.svar == {"behov": "Noe annet.", "temaer": ["rus"]}
    assert "Noen trenger noe." in client.get(side).text
    skjema = logg_inn(skriver).get(reverse("admin:samarbeid_eksempel_change", args=[sak.pk])).text
    assert "Noe annet." in skjema
    vist = logg_inn(skriver).get(reverse("admin:eksempel_vis", args=[sak.pk])).text
    assert all(del_ in vist for del_ in ("Noe annet.", "Forhåndsvisning.", "Tilbake til utkastet"))
    assert "Forhåndsvisning" not in client.get(side).text
    with pytest.raises(Domenefeil, match="en annen enn den som skrev"):
        publiser_eksempel(sak, av=leser)
    assert (
        "Det som blir annerledes"
        in logg_inn(skriver).get(reverse("admin:eksempel_handling", args=[sak.pk, "publiser"])).text
    )
    _handling(skriver, sak, "publiser")
    sak = Eksempel.objects.get(pk=sak.pk)
    sist = Eksempelutgave.objects.filter(objekt=sak, hva="publisert").latest("tid")
    assert (sak.behov, sist.av, sist.svar["behov"]) == ("Noe annet.", skriver, "Noe annet.")
    assert not Eksempelversjon.objects.exists()
    assert "Noe annet." in client.get(side).text


def test_utkastet_kan_kastes_og_sendes_til_en_kollega(skriver, leser):
    sak = publiser_eksempel(_lag_sak(skriver), av=leser)
    _endre(leser, sak, behov="Noe annet.")
    _handling(leser, sak, "send", til=skriver.pk)
    brev = Utsending.objects.exclude(emne__startswith="Publisert").get(til=skriver.epost)
    assert "Ny sak" in brev.emne
    assert reverse("admin:samarbeid_eksempel_change", args=[sak.pk]) in brev.tekst
    _handling(leser, sak, "forkast")
    assert not Eksempelversjon.objects.exists()
    assert Eksempel.objects.get(pk=sak.pk).behov == "Noen trenger noe."


PASTAND = "92 % er i jobb, og kommunen sparte 4 millioner."
OM_TALLET = {
    "effekt_hevdet_av": "Selskapet selv", "effekt_antall": "23 av 25", "effekt_sammenlignet": "året før",
    "effekt_malt_av": "selskapet", "effekt_betalt_av": "selskapet", "effekt_sparte": "kommunen; staten betalte mer",
    "effekt_periode": "2024", "effekt_kilde": "Årsrapporten for 2024, side 8",
}  # fmt: skip


@pytest.mark.parametrize(
    "mangler",
    [
        "effekt_hevdet_av",
        "effekt_kilde",
        *(pytest.param(f, marks=pytest.mark.grundig) for f in list(OM_TALLET)[1:] if f != "effekt_kilde"),
    ],
)
def test_en_pastand_om_virkning_ma_kunne_vurderes(skriver, leser, mangler):
    sak = _lag_sak(skriver)
    _endre(skriver, sak, effekt=PASTAND, **OM_TALLET | {mangler: ""})
    with pytest.raises(Domenefeil, match=r"hevder virkningen|sier hvor mye"):
        publiser_eksempel(sak, av=leser)
    _endre(skriver, sak, effekt=PASTAND, **OM_TALLET)
    assert publiser_eksempel(sak, av=leser).er_publisert
    assert "23 av 25" in Client().get(reverse("eksempel", args=["ny-sak"])).text


@pytest.mark.parametrize(
    ("felt", "match"),
    [({"gjenkjennelig": ""}, "kjenne seg igjen"), ({"gjenkjennelig": "ja"}, "uten å ha sagt ja"),
     ({"effekt": PASTAND, **OM_TALLET, "effekt_antall": "mange"}, "23 av 25")],
)  # fmt: skip
def test_det_som_hindrer_publisering(skriver, leser, felt, match):
    sak = _lag_sak(skriver)
    _endre(skriver, sak, **felt)
    with pytest.raises(Domenefeil, match=match):
        publiser_eksempel(sak, av=leser)


def test_en_ukjent_kode_kommer_ikke_inn_i_saken(skriver):
    sak = _lag_sak(skriver)
    svar = _endre(skriver, sak, nivaer="kommunalt")
    assert svar.status_code == 200
    assert "nivaer" in svar.context["adminform"].form.errors


def test_en_sak_uten_kilde_kan_ikke_publiseres(skriver, leser):
    sak = _lag_sak(skriver)
    Eksempel.objects.filter(pk=sak.pk).update(kilder=[])
    with pytest.raises(Domenefeil, match="ingen kilde"):
        publiser_eksempel(sak, av=leser)
    assert not trekk_eksempel(sak, grunn="feil", forklaring="Prøve", av=leser).er_publisert


def test_historikken_viser_endringen_og_kan_hentes_tilbake(skriver, leser):
    sak = _lag_sak(skriver)
    klient = logg_inn(leser)
    side = reverse("admin:samarbeid_eksempel_change", args=[sak.pk])
    lagre_i_redaksjonen(klient, side, {**SAK, "behov": "Noe annet."})
    historikk = reverse("admin:samarbeid_eksempel_history", args=[sak.pk])
    side = klient.get(historikk).text
    assert "Noen trenger noe." in side
    assert "Noe annet." in side
    eldste = sak.events.order_by("pgh_id").first()
    klient.post(historikk, {"versjon": eldste.pgh_id})
    sak.refresh_from_db()
    assert (sak.behov, sak.er_publisert) == ("Noen trenger noe.", False)
    assert Hendelse.objects.filter(kode="redaksjon_gjenopprettet").count() == 1
    assert klient.post(historikk, {"versjon": 0}).status_code == 404


def test_historikken_til_noe_uten_versjoner_er_djangos_egen(leser):
    from samarbeid.henvendelser.handlinger import send_henvendelse

    henvendelse = send_henvendelse(emne="annet", tekst="Hei")
    side = reverse("admin:samarbeid_henvendelse_history", args=[henvendelse.pk])
    assert logg_inn(leser).get(side).status_code == 200


def test_motoren_bruker_bare_publiserte_saker(skriver):
    from samarbeid.matching.profiler import hent_kunnskap

    _lag_sak(skriver)
    assert "ny-sak" not in {e.slug for e in hent_kunnskap().eksempler}


def test_send_tilbake_sier_hva_som_ma_endres_og_sporet_star(skriver, leser):
    sak = _lag_sak(skriver)
    _handling(skriver, sak, "send", til=leser.pk)
    assert sak.versjon.status == "sendt_inn"
    _handling(leser, sak, "tilbake", kommentar="Hvem målte?")
    assert Utsending.objects.filter(til=skriver.epost, emne__contains="Noe bør endres").count() == 1
    side = logg_inn(skriver).get(reverse("admin:samarbeid_eksempel_change", args=[sak.pk])).text
    assert side.count("Hvem målte?") == 2  # over skjemaet, og i det som er gjort
    assert "Sendt til gjennomgang, av" in side
    _endre(skriver, sak, behov="Noe annet.")
    assert publiser_eksempel(sak, av=leser).behov == "Noe annet."


def test_en_kommentar_star_ved_feltet_den_gjelder(skriver, leser):
    sak = _lag_sak(skriver)
    _handling(
        leser, sak, "tilbake", felt_1="effekt_malt_av", om_1="Hvem målte?", felt_2="behov", om_2="For hvem?", felt_3="behov",
        om_3="Og når?",
    )  # fmt: skip
    assert Eksempelversjon.objects.get().kommentarer == {
        "effekt_malt_av": "Hvem målte?",
        "behov": "For hvem?\nOg når?",
    }
    side = logg_inn(skriver).get(reverse("admin:samarbeid_eksempel_change", args=[sak.pk]))
    assert '<a href="#id_effekt_malt_av">Hvem målte</a>: Hvem målte?' in side.text
    assert [felt for felt, _navn, _tekst in side.context["kommentarene"]] == ["behov", "effekt_malt_av"]


@pytest.mark.parametrize(
    ("skrevet", "feltet"),
    [
        ({}, "kommentar"),
        ({"felt_1": "behov"}, "om_1"),
        ({"om_2": "Uten felt."}, "felt_2"),
        ({"felt_1": "tull", "om_1": "x"}, "felt_1"),
    ],
)
def test_en_kommentar_uten_felt_eller_tekst_sendes_ikke(skriver, leser, skrevet, feltet):
    sak = _lag_sak(skriver)
    svar = _handling(leser, sak, "tilbake", **skrevet)
    assert feltet in svar.context["skjema"].errors
    assert Eksempelversjon.objects.get().kommentarer == {}


def test_en_ny_sak_er_aldri_publisert():
    assert not Eksempel.objects.create(
        slug="x", navn="X", offentlig="X", sist_kontrollert="2026-01-01"
    ).er_publisert
    assert not Eksempel.objects.synlige().filter(slug="x").exists()


def _brev(til, emne):
    return Utsending.objects.filter(til=til.epost, emne__contains=emne).count()


def test_den_som_skrev_far_svaret_ogsa_nar_ingen_har_sendt_saken(skriver, leser):
    sak = _lag_sak(skriver)
    svar = _handling(leser, sak, "tilbake", kommentar="Hvem målte?")
    assert f"{skriver} har fått beskjed" in svar.text
    assert _brev(skriver, "Noe bør endres") == 1
    _handling(leser, sak, "publiser")
    assert (_brev(skriver, "Publisert: Ny sak"), _brev(leser, "Publisert: Ny sak")) == (1, 0)


def test_den_som_skrev_om_far_svaret_og_ikke_den_som_sendte_det_for(skriver, leser):
    sak = _lag_sak(skriver)
    _handling(skriver, sak, "send", til=leser.pk)
    _endre(leser, sak, behov="Skrevet om av leseren.")
    assert Eksempelversjon.objects.get().innsendt_av is None
    _handling(skriver, sak, "tilbake", kommentar="Hvem målte?")
    assert (_brev(leser, "Noe bør endres"), _brev(skriver, "Noe bør endres")) == (1, 0)


def test_en_endret_oversettelse_skriver_ikke_over_de_andre(skriver, leser):
    sak = publiser_eksempel(_lag_sak(skriver), av=leser)
    sett(sak, "behov_nn", "Gamal behov.")
    sett(sak, "belop_nn", "Gamalt beløp.")
    sak.save()
    sett(sak, "behov_nn", "Nytt behov.")
    lagre_eksempel(sak, av=skriver)
    versjon = Eksempelversjon.objects.get()
    assert versjon.svar == {"behov_nn": "Nytt behov."}
    ute = Eksempel.objects.get(pk=sak.pk)
    assert (hent(ute, "behov_nn"), hent(med_utkast(ute), "behov_nn")) == ("Gamal behov.", "Nytt behov.")
    lastet = Eksempel.objects.get(pk=sak.pk)
    sett(lastet, "belop_nn", "Frå fila.")
    lastet.save()
    ny = publiser_eksempel(sak, av=leser)
    assert (hent(ny, "behov_nn"), hent(ny, "belop_nn")) == ("Nytt behov.", "Frå fila.")
    sett(ny, "behov_nn", "")
    lagre_eksempel(ny, av=skriver)
    assert hent(publiser_eksempel(ny, av=leser), "behov_nn") == ""
    assert Eksempelutgave.objects.latest("pk").svar["belop_nn"] == "Frå fila."


def test_a_skjule_en_sak_gjelder_med_en_gang_og_det_sies_og_loggfores(skriver, leser):
    sak = publiser_eksempel(_lag_sak(skriver), av=leser)
    sak.skjult = True
    assert lagre_eksempel(sak, av=leser) == Lagret(skjult=True)
    assert not Eksempelversjon.objects.exists()
    hendelse = Hendelse.objects.get(kode="eksempel_skjult")
    assert (hendelse.gjelder_id, hendelse.av) == ("ny-sak", leser.offentlig_id)
    side = reverse("admin:samarbeid_eksempel_change", args=[sak.pk])
    skjema = les_skjema(logg_inn(leser).get(side).text, "eksempel_form")
    svar = logg_inn(leser).post(side, {f: v for f, v in skjema.items() if f != "skjult"}, follow=True)
    assert "Saken vises for leserne igjen." in svar.text
    assert "Lagret som utkast" not in svar.text
    assert Hendelse.objects.filter(kode="eksempel_vist_igjen").count() == 1


def test_a_skjule_saken_rorer_ikke_utkastet_en_annen_har_sendt(skriver, leser):
    sak = publiser_eksempel(_lag_sak(skriver), av=leser)
    _endre(skriver, sak, behov="Noe annet.")
    _handling(skriver, sak, "send", til=leser.pk)
    for_ = Eksempelversjon.objects.get()
    sak = med_utkast(Eksempel.objects.get(pk=sak.pk))
    sak.skjult = True
    assert lagre_eksempel(sak, av=leser) == Lagret(skjult=True)
    etter = Eksempelversjon.objects.get()
    assert (etter.status, etter.endret_av, etter.nummer) == ("sendt_inn", skriver, for_.nummer)


def test_et_utkast_hos_en_kollega_blir_ikke_borte_uten_spor(skriver, leser):
    sak = publiser_eksempel(_lag_sak(skriver), av=leser)
    _endre(skriver, sak, behov="Noe annet.")
    _handling(skriver, sak, "send", til=leser.pk)
    assert lagre_eksempel(Eksempel.objects.get(pk=sak.pk), av=leser) == Lagret(kastet=True)
    assert not Eksempelversjon.objects.exists()
    siste = Eksempelutgave.objects.latest("pk")
    assert (siste.hva, siste.av, siste.svar["behov"]) == ("trukket", leser, "Noe annet.")
    assert Hendelse.objects.filter(kode="versjon_forkastet", gjelder_id="ny-sak").count() == 1


def test_en_sak_fra_fil_som_tas_ned_star_i_historikken_slik_den_var(leser):
    sak = Eksempel.objects.synlige().order_by("pk").first()
    assert not Eksempelutgave.objects.filter(objekt=sak).exists()
    trekk_eksempel(sak, grunn="feil", forklaring="Prøve", av=leser)
    assert Eksempelutgave.objects.get(objekt=sak).svar == innholdet(sak)


def test_den_samme_saken_sendt_flere_ganger_er_ett_par_i_historikken(skriver, leser):
    sak = _lag_sak(skriver)
    for _nr in range(3):
        send_til_kollega(sak, til=leser, av=skriver)
        vurdering.trekk(Eksempelversjon.objects.get(), av=skriver)
    assert list(sak.utgaver.order_by("pk").values_list("hva", flat=True)) == ["sendt_inn", "trukket"]


def test_det_som_publiseres_er_det_redaktoren_sa_ogsa_nar_utkastet_er_et_nytt(skriver, leser):
    sak = publiser_eksempel(_lag_sak(skriver), av=leser)
    _endre(skriver, sak, behov="Trygg tekst.")
    sett = utkastet(sak).merke
    forkast_utkast(sak, av=skriver)
    _endre(skriver, sak, behov="Usett tekst.")
    side = reverse("admin:eksempel_handling", args=[sak.pk, "publiser"])
    svar = logg_inn(leser).post(side, {"sett": sett})
    assert (svar.status_code, "endret av en annen" in svar.text) == (422, True)
    assert Eksempel.objects.get(pk=sak.pk).behov == "Noen trenger noe."


def test_en_kollegas_utkast_blir_ikke_borte_nar_en_gammel_versjon_hentes_tilbake(skriver, leser):
    sak = publiser_eksempel(_lag_sak(skriver), av=leser)
    _endre(skriver, sak, behov="Kollegaens lange arbeid.")
    historikk = reverse("admin:samarbeid_eksempel_history", args=[sak.pk])
    logg_inn(leser).post(historikk, {"versjon": sak.events.order_by("-pgh_id").first().pgh_id})
    assert utkastet(sak) is None
    assert Eksempelutgave.objects.filter(svar__behov="Kollegaens lange arbeid.").count() == 1


@pytest.mark.parametrize("nummer", ["abc", "9" * 30, "²"])
def test_historikken_til_en_rad_som_ikke_finnes_er_404(leser, nummer):
    side = reverse("admin:samarbeid_eksempel_history", args=["1"]).replace("/1/", f"/{nummer}/")
    assert logg_inn(leser).get(side).status_code == 404


def test_kollisjonen_nevner_den_som_skrev_i_utkastet(skriver, leser):
    sak = publiser_eksempel(_lag_sak(skriver), av=leser)
    side = reverse("admin:samarbeid_eksempel_change", args=[sak.pk])
    tredje = lag_redaktor("tredje@eksempel.no")
    apnet = les_skjema(logg_inn(tredje).get(side).text, "eksempel_form")
    _endre(skriver, sak, behov="Skrevet i utkastet.")
    svar = logg_inn(tredje).post(side, apnet | {"behov": ["Noe tredje."]})
    assert str(skriver) in svar.text


def test_hvert_felt_i_skjemaet_sier_hva_det_er_til(skriver):
    svar = logg_inn(skriver).get(reverse("admin:samarbeid_eksempel_add"))
    felter = svar.context["adminform"].form.fields
    assert len(felter) > 35
    assert [navn for navn, felt in felter.items() if not felt.help_text and not navn.endswith("_nn")] == []


def test_en_sak_som_bare_er_endret_pa_bokmal_gir_et_varsel(skriver):
    sak = _lag_sak(skriver)
    sett(sak, "behov_nn", "Nokon treng noko.")
    sak.save()
    side, klient = reverse("admin:samarbeid_eksempel_change", args=[sak.pk]), logg_inn(skriver)
    data = les_skjema(klient.get(side).text) | {"behov": ["Flere trenger noe."]}
    assert "«Behovet» er ikke endret på nynorsk" in klient.post(side, data, follow=True).text


@pytest.mark.parametrize(
    ("nb", "nn", "sprak"),
    [
        ("Nytt.", "Gammalt.", "nynorsk"),
        ("Gammelt.", "Nytt.", "bokmål"),
        ("Nytt.", "Nytt.", ""),
        ("Gammelt.", "Gammalt.", ""),
    ],
)
def test_varselet_sier_hvilket_sprak_som_star_igjen(nb, nn, sprak):
    class Skjema(Redaksjonsskjema):
        forklaring_nn = forms.CharField(label="Forklaring, nynorsk")

        class Meta:
            model = Ordforklaring
            fields = ["forklaring"]

    rad = Ordforklaring.objects.synlige().first()
    rad.forklaring = "Gammelt."
    sett(rad, "forklaring_nn", "Gammalt.")
    skjema = Skjema({"forklaring": nb, "forklaring_nn": nn}, instance=rad)
    assert skjema.is_valid()
    assert [f"på {sprak}." in a for a in skjema.advarsler] == ([True] if sprak else [])


def test_status_som_er_over_to_ar_er_merket_pa_siden(client):
    sak = Eksempel.objects.synlige().first()
    assert "Mye kan være annerledes" not in client.get(sak.get_absolute_url()).text
    Eksempel.objects.filter(pk=sak.pk).update(sist_kontrollert="2020-01-01")
    assert "Mye kan være annerledes" in client.get(sak.get_absolute_url()).text


@pytest.mark.parametrize(
    ("grunn", "sagt", "navngitt"),
    [("personer", "enkeltpersoner", False), ("bedt", "En av dem det gjelder, har bedt om det", True)],
)
def test_siden_til_en_sak_som_er_tatt_ned_sier_hvorfor(skriver, leser, client, grunn, sagt, navngitt):
    sak = _lag_sak(skriver)
    _handling(leser, sak, "publiser")
    trekk_eksempel(sak, grunn=grunn, forklaring="Prøve", av=leser)
    side = client.get(reverse("eksempel", args=["ny-sak"]))
    assert (side.status_code, sagt in side.text, "Ny sak" in side.text) == (410, True, navngitt)
    Eksempel.objects.filter(pk=sak.pk).update(skjult=True)
    assert client.get(reverse("eksempel", args=["ny-sak"])).status_code == 404


def test_skjemaet_har_hvert_felt_en_gang_under_overskrifter_og_navnet_forst():
    side, sporsmal = admin.site._registry[Eksempel], RequestFactory().get("/")
    sporsmal.user = lag_redaktor("oppsett@eksempel.no")
    deler = side.get_fieldsets(sporsmal)
    felter = [felt for _overskrift, innhold in deler for felt in innhold["fields"]]
    assert sorted(felter) == sorted(side.get_fields(sporsmal)) and len(felter) == len(set(felter))
    assert (felter[0], felter[-1]) == ("navn", "skjult")
    assert felter[felter.index("behov") + 1] == "behov_nn"
    assert [o for o, _innhold in deler if o is None] == [None], "bare «Skjult» er uten overskrift"
