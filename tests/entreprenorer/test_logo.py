"""Logoen: bare punktene slipper inn, og bare filer i bruk blir liggende."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from entreprenorer.handlinger import logo
from entreprenorer.models import Entreprenor, Profilversjon
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.feil import Domenefeil
from veier.foresporsel.opplasting import MEST
from veier.medlemskap.handlinger.medlemmer import velg_hatt

pytestmark = pytest.mark.django_db
STI = "/entreprenorer/kofferten/profil/logo/"


@pytest.fixture
def eier():
    return lag_bruker("eva@eksempel.no")


@pytest.fixture
def org(eier):
    return lag_entreprenor("Kofferten", eier)


@pytest.fixture
def klient(org, eier):
    velg_hatt(eier, kode="entreprenor:kofferten")
    return logg_inn(eier)


def _lagret(org):
    return Profilversjon.objects.get(objekt=org).svar["logo"][0]


def _med_gps():
    """Et bilde fra en telefon: snudd, og med sted og navn i seg."""
    bilde = Image.new("RGB", (400, 200), (10, 200, 10))
    exif = Image.Exif()
    exif[0x0112] = 6  # skal dreies en kvart omgang
    exif[0x013B] = "Kari Nordmann"
    exif.get_ifd(0x8825)[1] = "N"
    ut = BytesIO()
    bilde.save(ut, "JPEG", exif=exif, comment=b"hemmelig")
    return ut.getvalue()


class TestRensing:
    def test_bildet_er_nytt_snudd_lite_og_uten_metadata(self, org, eier):
        logo.lagre_logo(org, _med_gps(), av=eier)
        with default_storage.open(_lagret(org)) as fil:
            innholdet = fil.read()
        assert innholdet.startswith(b"\x89PNG")
        assert b"Kari" not in innholdet
        assert b"hemmelig" not in innholdet
        bilde = Image.open(BytesIO(innholdet))
        assert (bilde.size, bilde.mode, bilde.info, len(bilde.getexif())) == ((200, 400), "RGBA", {}, 0)

    def test_store_bilder_krympes(self, org, eier):
        logo.lagre_logo(org, innhold.bilde(3000, 1000), av=eier)
        with default_storage.open(_lagret(org)) as fil:
            assert Image.open(fil).size == (640, 213)

    @pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
    def test_formatene_vi_tar_imot(self, org, eier, format_):
        logo.lagre_logo(org, innhold.bilde(format_=format_), av=eier)
        assert _lagret(org).endswith(".png")

    @pytest.mark.parametrize(
        "innholdet",
        [
            b"",
            b"ikke et bilde",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"<html><script>alert(1)</script></html>",
            b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
            b"GIF89a" + b"\x00" * 50,
            innhold.bilde()[:-60],
            innhold.bilde(format_="GIF"),
            innhold.bilde(format_="BMP"),
            innhold.bilde(format_="TIFF"),
            b"%PDF-1.7 /JS (app.alert(1))",
        ],
    )
    def test_alt_annet_avvises(self, org, eier, innholdet):
        with pytest.raises(Domenefeil, match="Vi kan ikke lese filen som et bilde"):
            logo.lagre_logo(org, innholdet, av=eier)
        assert not Profilversjon.objects.exists()

    def test_en_bombe_pakkes_ikke_ut(self, org, eier):
        """12 000 × 12 000 punkter på under 2 MB."""
        bombe = BytesIO()
        Image.new("1", (12_000, 12_000)).save(bombe, "PNG")
        assert len(bombe.getvalue()) < logo.STORSTE_FIL
        with pytest.raises(Domenefeil, match="ikke lese filen"):
            logo.lagre_logo(org, bombe.getvalue(), av=eier)

    def test_for_mange_punkter_pakkes_heller_ikke_ut(self, org, eier):
        """Under Pillows egen grense, men over vår."""
        stor = BytesIO()
        Image.new("1", (6_000, 5_000)).save(stor, "PNG")
        with pytest.raises(Domenefeil, match="ikke lese filen"):
            logo.lagre_logo(org, stor.getvalue(), av=eier)

    def test_png_med_skjult_tekst_og_hale(self, org, eier):
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", "Kari Nordmann")
        ut = BytesIO()
        Image.new("RGB", (64, 64)).save(ut, "PNG", pnginfo=info)
        logo.lagre_logo(org, ut.getvalue() + b"<script>alert(1)</script>", av=eier)
        with default_storage.open(_lagret(org)) as fil:
            rent = fil.read()
        assert b"Kari" not in rent
        assert b"script" not in rent

    def test_for_lite_og_for_stort(self, org, eier):
        with pytest.raises(Domenefeil, match="for lite"):
            logo.lagre_logo(org, innhold.bilde(20, 20), av=eier)
        with pytest.raises(Domenefeil, match="høyst 2 MB"):
            logo.lagre_logo(org, b"x" * (logo.STORSTE_FIL + 1), av=eier)


class TestSiden:
    def test_last_opp_bytt_og_fjern(self, klient, org):
        for farge in (1, 2):
            fil = SimpleUploadedFile("../../etc/logo.png", innhold.bilde(100 * farge, 100), "image/png")
            assert klient.post(STI, {"bilde": fil})["Location"] == STI
        assert 'alt="Logoen i utkastet"' in klient.get(STI).content.decode()
        assert klient.post(STI, {"fjern": "1"}).status_code == 302
        assert Profilversjon.objects.get().svar["logo"] == []
        assert 'alt="Logoen i utkastet"' not in klient.get(STI).content.decode()

    def test_uten_fil_tom_fil_og_for_stor_fil_forklares(self, klient, org):
        assert "Velg et bilde først." in klient.post(STI, {}).content.decode()
        assert (
            "Filen er tom." in klient.post(STI, {"bilde": SimpleUploadedFile("a.png", b"")}).content.decode()
        )
        stor = SimpleUploadedFile("a.png", b"x" * (MEST + 10))
        assert "høyst 2 MB" in klient.post(STI, {"bilde": stor}).content.decode()
        ikke = SimpleUploadedFile("a.png", b"<svg/>", "image/png")
        assert "ikke lese filen" in klient.post(STI, {"bilde": ikke}).content.decode()

    def test_hos_redaksjonen_kan_den_ikke_byttes(self, klient, org, eier):
        innhold.skriv("profil", org, innhold.PROFIL, av=eier)
        innhold.send_inn("profil", org, av=eier)
        svar = klient.post(STI, {"bilde": SimpleUploadedFile("a.png", innhold.bilde())})
        assert svar["Location"] == "/entreprenorer/kofferten/profil/"
        assert "logo" not in Profilversjon.objects.get().svar

    def test_for_mange_pa_en_time_stoppes(self, klient, org, monkeypatch):
        monkeypatch.setattr("samarbeid.publisering.sider.eide.LOGOER_PER_TIME", 1)
        klient.post(STI, {})
        assert klient.post(STI, {}).status_code == 429


class TestVisning:
    def test_utkastet_bare_for_dem_det_gjelder_den_publiserte_for_alle(self, klient, org, eier):
        redaktor = lag_redaktor()
        logo.lagre_logo(org, innhold.bilde(), av=eier)
        org.logo = _lagret(org)
        sti = org.logoadresse
        fremmed = lag_bruker("f@eksempel.no")
        lag_entreprenor("Annen", fremmed)
        for k, ventet in (
            (klient, 200),
            (logg_inn(redaktor), 200),
            (logg_inn(fremmed), 404),
            (logg_inn(None), 404),
        ):
            assert k.get(sti).status_code == ventet
        innhold.skriv("profil", Entreprenor.objects.get(slug="kofferten"), innhold.PROFIL, av=eier)
        innhold.publiser("profil", Entreprenor.objects.get(slug="kofferten"), av=eier, redaktor=redaktor)
        svar = logg_inn(None).get(sti)
        assert (svar.status_code, svar["Content-Type"]) == (200, "image/png")
        assert svar["Content-Disposition"] == 'inline; filename="logo.png"'
        assert svar["X-Content-Type-Options"] == "nosniff"
        assert svar["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "immutable" in svar["Cache-Control"]
        assert sti in logg_inn(None).get("/entreprenorer/kofferten/").content.decode()
        assert logg_inn(None).get("/entreprenorer/annen/logo/" + sti.rpartition("/")[2]).status_code == 404
        default_storage.delete(org.logo)
        assert logg_inn(None).get(sti).status_code == 404

    def test_en_endret_logo_i_svarene_slipper_ikke_ut_andre_filer(self, klient, org):
        for fil in ("..%2f..%2fhemmelig", "a/b", "%00", "finnes-ikke"):
            assert klient.get(f"/entreprenorer/kofferten/logo/{fil}.png").status_code in {400, 404}


def test_rydding_lar_det_som_er_i_bruk_ligge(org, eier):
    redaktor = lag_redaktor()
    logo.lagre_logo(org, innhold.bilde(), av=eier)
    publisert = _lagret(org)
    innhold.publisert_profil(org, av=eier, redaktor=redaktor)
    org.refresh_from_db()
    logo.lagre_logo(org, innhold.bilde(50, 50), av=eier)
    forlatt = _lagret(org)
    logo.lagre_logo(org, innhold.bilde(60, 60), av=eier)
    i_utkast = _lagret(org)
    assert logo.rydd_logoer() == 0  # for nye
    antall = logo.rydd_logoer(eldre_enn=timedelta(0))
    assert antall >= 1
    assert [default_storage.exists(n) for n in (publisert, forlatt, i_utkast)] == [True, False, True]


def test_rydding_uten_mappe(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert logo.rydd_logoer() == 0
