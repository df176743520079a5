"""Bildene i en sak: rettighetene, alternativ tekst, utkastet ved siden av det som er ute, og samtykket som trekkes."""

import time
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from samarbeid.models import Eksempel, Eksempelutgave, Eksempelversjon
from samarbeid.models.eksempel import innholdet
from samarbeid.models.sak.bilde import MAPPE
from samarbeid.oppslag.saker import bilder
from samarbeid.oppslag.saker.handlinger import med_utkast, publiser_eksempel, utkastet
from samarbeid.partene.regler import tekstmerke
from tests import innhold
from tests.verden import lag_redaktor, logg_inn
from veier.feil import Domenefeil

pytestmark = pytest.mark.django_db
OM = {"alt": "To eldre ved et bord", "opphav": "Trondheim kommune", "rett": "eget", "personer": "ingen"}


@pytest.fixture
def skriver():
    return lag_redaktor("skriver@eksempel.no")


@pytest.fixture
def leser():
    return lag_redaktor("leser@eksempel.no")


@pytest.fixture
def sak(skriver):
    Eksempel.objects.filter(slug="jodacare-i-trondheim").update(gjenkjennelig="nei")
    return Eksempel.objects.get(slug="jodacare-i-trondheim")


def _fil(bytene=None, navn="bilde.jpg"):
    return SimpleUploadedFile(navn, bytene or innhold.bilde(300, 200), "image/jpeg")


def _last_opp(bruker, sak, **data):
    side = reverse("admin:eksempel_bilder", args=[sak.pk])
    return logg_inn(bruker).post(side, {**OM, "bilde": _fil(), **data}, follow=True)


def _bildene(sak):
    return med_utkast(Eksempel.objects.get(pk=sak.pk)).bilder


def _publiser(sak, leser):
    publiser_eksempel(sak, av=leser, sett=utkastet(sak).merke)


def test_fra_opplasting_til_leseren(client, sak, skriver, leser):
    svar = _last_opp(skriver, sak)
    assert "Bildet er lagt til." in svar.text
    (bilde,) = _bildene(sak)
    side = reverse("eksempel", args=[sak.slug])
    assert bilde["alt"] not in client.get(side).text
    ute, utkast = (bilde.adresse(sak.slug, ute=ute) for ute in (True, False))
    assert client.get(ute).status_code == 404
    forhandsvist = logg_inn(leser).get(reverse("admin:eksempel_vis", args=[sak.pk])).text
    assert f'alt="{bilde["alt"]}"' in forhandsvist
    under_arbeid = client.get(utkast)
    assert (under_arbeid.status_code, under_arbeid["Cache-Control"]) == (200, "private, no-store")
    _publiser(sak, leser)
    tekst = client.get(side).text
    assert f'<img src="{ute}" alt="To eldre ved et bord" lang="nb" width="300" height="200"' in tekst
    assert "Foto: Trondheim kommune" in tekst
    assert client.get(ute)["Content-Type"] == "image/webp"


def test_en_sak_som_er_skjult_eller_tatt_ned_viser_ikke_bildet(client, sak, skriver, leser):
    _last_opp(skriver, sak)
    _publiser(sak, leser)
    adresse = _bildene(sak)[0].adresse(sak.slug, ute=True)
    assert client.get(adresse).status_code == 200
    for felt in ({"skjult": True}, {"skjult": False, "publisert_tid": None}):
        Eksempel.objects.filter(pk=sak.pk).update(**felt)
        assert client.get(adresse).status_code == 404, felt


def test_adressen_til_et_utkast_virker_et_dogn_og_bare_for_det_bildet(client, sak, skriver, monkeypatch):
    _last_opp(skriver, sak)
    _last_opp(skriver, sak, alt="En koffert")
    en, to = (b.adresse(sak.slug, ute=False) for b in _bildene(sak))
    assert client.get(f"{urlsplit(to).path}?{urlsplit(en).query}").status_code == 404
    assert client.get(en).status_code == 200
    i_morgen = time.time() + 25 * 3600
    monkeypatch.setattr("django.core.signing.time.time", lambda: i_morgen)
    assert client.get(en).status_code == 404


def test_bildet_er_laget_pa_nytt(sak, skriver):
    ut, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "Hemmelig kamera"
    Image.new("RGB", (3000, 1500)).save(ut, "JPEG", exif=exif)
    _last_opp(skriver, sak, bilde=_fil(ut.getvalue()))
    (bilde,) = _bildene(sak)
    assert (bilde["bredde"], bilde["hoyde"]) == ("1200", "600")
    with default_storage.open(bilde["fil"]) as fil:
        lagret = fil.read()
    assert b"Hemmelig" not in lagret
    with Image.open(BytesIO(lagret)) as apnet:
        assert (apnet.format, apnet.size, dict(apnet.getexif())) == ("WEBP", (1200, 600), {})


@pytest.mark.parametrize(
    ("data", "felt", "setning"),
    [
        ({"alt": " "}, "alt", ""),
        ({"opphav": ""}, "opphav", ""),
        ({"rett": ""}, "rett", ""),
        ({"rett": "nettet"}, "rett", ""),
        ({"rett": "lisens"}, "lisens", "Skriv hvilken lisens bildet har."),
        ({"personer": ""}, "personer", ""),
        ({"personer": "ja"}, "personer", ""),
        ({"personer": "samtykke"}, "samtykke", "Skriv hvor samtykkene ligger."),
        ({"bilde": ""}, "bilde", "Velg et bilde."),
        ({"bilde": "pdf"}, "bilde", "ikke lese filen som et bilde"),
        ({"bilde": "stor"}, "bilde", "høyst 8 MB"),
    ],
)  # fmt: skip
def test_det_som_mangler_sies_ved_feltet_og_ingenting_lagres(sak, skriver, data, felt, setning):
    filer = {"pdf": _fil(b"%PDF-1.7"), "stor": _fil(innhold.bilde(300, 200) + b"\0" * bilder.STORSTE_FIL)}
    data = {k: filer.get(v, v) for k, v in data.items()}
    svar = _last_opp(skriver, sak, tekst="Det jeg skrev", **data)
    assert svar.status_code == 422
    assert setning in " ".join(svar.context["skjema"].errors[felt])
    assert "Det jeg skrev" in svar.text
    assert not _bildene(sak)


def test_rettes_og_tas_ut_av_utkastet(client, sak, skriver, leser):
    _last_opp(skriver, sak)
    _publiser(sak, leser)
    (bilde,) = _bildene(sak)
    side, klient = reverse("admin:eksempel_ett_bilde", args=[sak.pk, bilde.filnavn]), logg_inn(skriver)
    assert (
        klient.post(side, {**OM, "alt": "Tre eldre", "alt_nn": "Tre eldre folk", "personer": ""}).status_code
        == 422
    )
    klient.post(side, {**OM, "alt": "Tre eldre", "alt_nn": "Tre eldre folk"})
    leserside = reverse("eksempel", args=[sak.slug])
    assert "To eldre" in client.get(leserside).text
    _publiser(sak, leser)
    assert 'alt="Tre eldre" lang="nb"' in client.get(leserside).text
    assert 'alt="Tre eldre folk" lang="nn"' in client.get(f"/nn{leserside}").text
    klient.post(side, {"ta_bort": "1"})
    assert "Tre eldre" in client.get(leserside).text
    _publiser(sak, leser)
    assert "Tre eldre" not in client.get(leserside).text
    assert default_storage.exists(bilde["fil"])  # kan hentes tilbake
    assert klient.get(side).status_code == 404


def test_trukket_samtykke_sletter_bildet_overalt(
    client, sak, skriver, leser, django_capture_on_commit_callbacks
):
    _last_opp(skriver, sak, personer="samtykke", samtykke="Sak 2026/17")
    _publiser(sak, leser)
    (bilde,) = _bildene(sak)
    _last_opp(skriver, sak, alt="En koffert")
    with django_capture_on_commit_callbacks(execute=True):
        logg_inn(skriver).post(
            reverse("admin:eksempel_ett_bilde", args=[sak.pk, bilde.filnavn]), {"_slett": "1"}
        )
    assert [b["alt"] for b in _bildene(sak)] == ["En koffert"]
    assert client.get(bilde.adresse(sak.slug, ute=True)).status_code == 404
    assert client.get(bilde.adresse(sak.slug, ute=False)).status_code == 404
    assert not default_storage.exists(bilde["fil"])
    for rader in (Eksempelversjon.objects, Eksempelutgave.objects):
        assert not rader.filter(svar__bilder__contains=[{"fil": bilde["fil"]}]).exists()
    assert not sak.lagringer.filter(bilder__contains=[{"fil": bilde["fil"]}]).exists()
    assert sak.lagringer.count() >= 2


def test_a_slette_overalt_krever_de_to_trinnene_paa_nytt(sak, skriver):
    _last_opp(skriver, sak)
    side = reverse("admin:eksempel_ett_bilde", args=[sak.pk, _bildene(sak)[0].filnavn])
    svar = logg_inn(skriver, bekreftet=False).post(side, {"_slett": "1"})
    assert svar["Location"].startswith(reverse("mfa_reauthenticate"))
    assert len(_bildene(sak)) == 1


def test_hoyst_seks_og_ryddingen_tar_bare_det_ingen_viser_til(sak, skriver):
    for _nr in range(bilder.FLEST):
        bilder.legg_til(sak, innhold.bilde(64, 64), OM, av=skriver)
    with pytest.raises(Domenefeil, match="høyst 6 bilder"):
        bilder.legg_til(sak, innhold.bilde(64, 64), OM, av=skriver)
    lagret = set(default_storage.listdir(MAPPE)[1])
    assert bilder.rydd_bilder() == 0  # den sjuende er for ny
    assert bilder.rydd_bilder(eldre_enn=timedelta(0)) >= 1
    assert {f"{MAPPE}/{fil}" for fil in set(default_storage.listdir(MAPPE)[1]) & lagret} == {
        b["fil"] for b in _bildene(sak)
    }
    assert all(default_storage.exists(b["fil"]) for b in _bildene(sak))


def test_bare_redaksjonen_kommer_til_sidene(client, sak, skriver):
    _last_opp(skriver, sak)
    sider = [
        reverse("admin:eksempel_bilder", args=[sak.pk]),
        reverse("admin:eksempel_ett_bilde", args=[sak.pk, _bildene(sak)[0].filnavn]),
        reverse("admin:eksempel_utgaver", args=[sak.pk]),
    ]
    for side in sider:
        assert client.get(side).status_code == 302, side
        assert logg_inn(skriver).get(side).status_code == 200, side


def test_en_sak_uten_bilder_har_det_samme_merket_som_for_bildene_fantes(sak, skriver):
    """Ellers ville hver part som har svart, se ut til å ha svart på en annen tekst."""
    for_ = tekstmerke(sak)
    sak.bilder = [{"fil": "saksbilder/x.webp", "alt": "Noe"}]
    assert tekstmerke(sak) != for_
    sak.bilder = []
    assert tekstmerke(sak) == for_


class TestUtgavene:
    def test_utkastet_mot_det_som_er_ute_og_mot_en_eldre(self, sak, skriver, leser):
        from samarbeid.oppslag.saker import utgavene
        from samarbeid.oppslag.saker.handlinger import lagre_eksempel

        forste = sak.behov
        for tekst in ("Den andre teksten.", "Den tredje teksten."):
            ny = med_utkast(Eksempel.objects.get(pk=sak.pk))
            ny.behov = tekst
            lagre_eksempel(ny, av=skriver)
            if tekst.startswith("Den andre"):
                _publiser(sak, leser)
        alle = {v.kode: v for v in utgavene.utgavene(sak)}
        assert utgavene.forskjellen(alle["ute"], alle["utkast"]) == [
            ("Behovet", ["Den andre teksten."], ["Den tredje teksten."])
        ]
        eldst = next(v for v in reversed(alle.values()) if v.kode.startswith("h"))
        assert ("Behovet", [forste], ["Den tredje teksten."]) in utgavene.forskjellen(eldst, alle["utkast"])
        side = reverse("admin:eksempel_utgaver", args=[sak.pk])
        vist = logg_inn(leser).get(side, {"fra": eldst.kode, "til": "utkast"}).text
        assert "Den tredje teksten." in vist
        logg_inn(leser).post(side, {"utgave": eldst.kode})
        assert med_utkast(Eksempel.objects.get(pk=sak.pk)).behov == forste
        assert Eksempel.objects.get(pk=sak.pk).behov == "Den andre teksten."
        # Det hun skrev over, står i historikken.
        assert any(v.innhold["behov"] == "Den tredje teksten." for v in utgavene.utgavene(sak))

    def test_siden_begynner_med_den_siste_endringen_og_har_hver_utgave_en_gang(self, sak, skriver, leser):
        from samarbeid.oppslag.saker import utgavene
        from samarbeid.oppslag.saker.handlinger import lagre_eksempel

        forste, redaktor = sak.behov, logg_inn(leser)
        side = reverse("admin:eksempel_utgaver", args=[sak.pk])
        ny = med_utkast(Eksempel.objects.get(pk=sak.pk))
        ny.behov = "Den andre teksten."
        lagre_eksempel(ny, av=skriver)
        assert [redaktor.get(side).context[navn].navn.partition(",")[0] for navn in ("fra", "til")] == [
            "Det som er ute nå",
            "Utkastet",
        ]
        _publiser(sak, leser)
        vist = redaktor.get(side).context
        assert (vist["fra"].innhold["behov"], vist["til"].kode) == (forste, "ute")
        assert vist["fra"].kan_hentes, "den forrige kan hentes tilbake uten å lete etter den"
        lagringer = [v.innhold for v in utgavene.utgavene(sak) if v.kode.startswith("h")]
        alle = [v.innhold for v in utgavene.utgavene(sak)]
        assert [alle.count(innhold) for innhold in lagringer] == [1] * len(lagringer)

    @pytest.mark.parametrize("kode", ["", "ute", "utkast", "u0", "h999999999999", "h", "x"])
    def test_en_utgave_som_ikke_kan_hentes(self, sak, skriver, kode):
        side = reverse("admin:eksempel_utgaver", args=[sak.pk])
        svar = logg_inn(skriver).post(side, {"utgave": kode}, follow=True)
        assert "Utgaven finnes ikke lenger." in svar.text
        assert logg_inn(skriver).get(side, {"fra": kode, "til": kode}).status_code == 200
        assert utkastet(sak) is None

    def test_en_utgave_fra_for_bildene_tar_dem_bort_nar_den_hentes(self, sak, skriver, leser):
        gammel = Eksempelutgave.objects.create(
            objekt=sak,
            hva="publisert",
            av=leser,
            svar={k: v for k, v in innholdet(sak).items() if k != "bilder"},
        )
        _last_opp(skriver, sak)
        side = reverse("admin:eksempel_utgaver", args=[sak.pk])
        assert (
            "To eldre ved et bord"
            in logg_inn(skriver).get(side, {"fra": f"u{gammel.pk}", "til": "utkast"}).text
        )
        logg_inn(skriver).post(side, {"utgave": f"u{gammel.pk}"})
        assert _bildene(sak) == []
