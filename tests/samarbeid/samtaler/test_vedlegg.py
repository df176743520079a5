"""Vedleggene i en samtale: én dør inn, aldri noe halvt, og bare for dem som kan lese samtalen."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from entreprenorer.models import Entreprenor
from samarbeid.models import Innlegg, Samtale, Vedlegg
from samarbeid.samtaler.handlinger import vedlegg as handlinger
from samarbeid.samtaler.handlinger.rydding import slett_gamle_samtaler
from samarbeid.samtaler.handlinger.vedlegg import kontroller_vedlegg, rydd_vedlegg, sett_glemte_i_ko
from tests import filer
from tests.clamd import kjor_clamd
from tests.tjenere import ledig_port
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse
from veier.jobber import venter_i_koen
from veier.klienter import KlientFeil
from veier.vedlegg.kontroll import FLEST

pytestmark = pytest.mark.django_db
MOTTAKER = "/samtale/" + "m" * 43 + "/"


@pytest.fixture
def v(verden):
    return verden


@pytest.fixture
def samtale(v):
    Vedlegg.objects.all().delete()
    return Samtale.objects.get()


def _fil(navn="Notat.pdf", innhold=None, type_="application/octet-stream"):
    return SimpleUploadedFile(navn, filer.pdf() if innhold is None else innhold, type_)


def _svar(klient, samtale, *filene, tekst="Ja.", sti=""):
    samtale.refresh_from_db()
    sti = sti or f"{samtale.get_absolute_url()}svar/"
    side = klient.get(sti).text
    nokkel = re.search(r'name="sendenokkel" value="([^"]+)"', side)[1]
    felt = {"sendenokkel": nokkel, "sett": samtale.siste_nr, "tekst": tekst, "vedlegg": list(filene)}
    return klient.post(sti, felt)


def _kode(klient, sti):
    return klient.get(sti).status_code


def _filene(opplastet):
    return sorted(Path(opplastet, "vedlegg").glob("*")) if Path(opplastet, "vedlegg").exists() else []


class TestSkjemaet:
    def test_to_filer_blir_rader_og_nedlastinger(self, v, samtale):
        svar = _svar(v.klient("offentlig"), samtale, _fil(), _fil("Avtale.docx", filer.docx()))
        assert svar.status_code == 302
        rader = list(Vedlegg.objects.all())
        assert [(r.nr, r.navn, r.slag, r.tilstand) for r in rader] == [
            (1, "Notat.pdf", "pdf", "klar"),
            (2, "Avtale.docx", "docx", "klar"),
        ]
        side = v.klient("eier").get(samtale.get_absolute_url()).text
        assert f"{samtale.get_absolute_url()}vedlegg/{rader[0].ref}/" in side
        brev = Utsending.objects.filter(mal="samtale_nytt").latest("pk")
        assert "Notat" not in brev.tekst  # varselet til entreprenøren er uten innhold

    def test_den_som_skriver_til_virksomheten_sier_hva_filene_heter(self, v, samtale):
        _svar(v.klient("offentlig"), samtale)
        svar = _svar(v.klient("eier"), samtale, _fil(), sti=f"{samtale.get_absolute_url()}skriv/")
        assert svar.status_code == 302
        brev = Utsending.objects.filter(mal="samtale_til_mottaker").latest("pk")
        assert "Vedlegg, som hentes på siden: Notat.pdf" in brev.tekst

    def test_en_fil_som_avvises_tar_ikke_med_seg_teksten(self, v, samtale, opplastet):
        klient, for_ = v.klient("offentlig"), _filene(opplastet)
        svar = _svar(
            klient,
            samtale,
            _fil("skann.png", b"\x89PNG"),
            _fil("x.docx", filer.docx(mer={"word/vbaProject.bin": b"x"})),
            tekst="Dette er et langt svar.",
        )
        side = " ".join(svar.text.split())
        assert svar.status_code == 422
        assert "«skann.png» kan ikke legges ved: den er verken PDF eller DOCX." in side
        assert "«x.docx» kan ikke legges ved: den har makroer." in side
        assert "Dette er et langt svar." in side and "må velges på nytt" in side
        assert samtale.innlegg.count() == 1 and _filene(opplastet) == for_

    def test_for_mange_og_for_store_til_sammen(self, v, samtale, monkeypatch):
        klient = v.klient("offentlig")
        svar = _svar(klient, samtale, *[_fil(f"{n}.pdf") for n in range(FLEST + 1)])
        assert svar.status_code == 422 and "høyst 5 filer" in svar.text
        monkeypatch.setattr("veier.vedlegg.felt.STORST_TIL_SAMMEN", 600)
        assert "høyst 20 MB" in _svar(klient, samtale, _fil(), _fil()).text
        assert not Vedlegg.objects.exists()

    def test_en_fil_over_ti_mb_avvises_uten_at_den_leses_ferdig(self, v, samtale):
        stor = filer.pdf() + b"\0" * (10 * 1024 * 1024)
        svar = _svar(v.klient("offentlig"), samtale, _fil("stor.pdf", stor))
        assert "«stor.pdf» kan ikke legges ved: den er større enn 10 MB." in " ".join(svar.text.split())

    def test_det_samme_skjemaet_to_ganger_gir_filen_en_gang(self, v, samtale, opplastet):
        klient, sti = v.klient("offentlig"), f"{samtale.get_absolute_url()}svar/"
        for_ = len(_filene(opplastet))
        felt = {"sendenokkel": "6f0f3c1e-6f83-4c0e-9a53-6a1d8c1f5a77", "sett": 1, "tekst": "Ja."}
        for _gang in range(2):
            assert klient.post(sti, felt | {"vedlegg": _fil()}).status_code == 302
        assert Vedlegg.objects.count() == 1 and len(_filene(opplastet)) == for_ + 1

    def test_full_disk_er_en_setning_og_ingenting_er_sendt(self, v, samtale, opplastet, full_disk):
        for_ = _filene(opplastet)
        svar = _svar(v.klient("offentlig"), samtale, _fil(), tekst="Vi kommer gjerne.")
        assert svar.status_code == 422 and "ikke plass til filen" in svar.text
        assert "Vi kommer gjerne." in svar.text
        assert samtale.innlegg.count() == 1 and not Vedlegg.objects.exists()
        assert _filene(opplastet) == for_

    def test_den_uten_konto_far_feltet_naar_koden_er_sendt(self, v, samtale):
        klient, sti = Client(), f"{MOTTAKER}svar/"
        side = klient.get(sti).text
        assert 'type="file"' not in side and "legge ved filer i neste trinn" in side
        nokkel = re.search(r'name="sendenokkel" value="([^"]+)"', side)[1]
        felt = {"sendenokkel": nokkel, "sett": 1, "navn": "Kari", "tekst": "Ja, gjerne."}
        side = klient.post(sti, felt).text
        assert 'type="file"' in side and "multipart/form-data" in side
        kode = Utsending.objects.get(mal="samtale_kode").tekst.split("Koden er ")[1][:7]
        svar = klient.post(sti, felt | {"kode": kode, "vedlegg": _fil()})
        assert svar.status_code == 302
        rad = Vedlegg.objects.get()
        assert rad.innlegg.navn == "Kari"
        assert _kode(klient, f"{MOTTAKER}vedlegg/{rad.ref}/") == 200


class TestNedlasting:
    @pytest.fixture
    def rad(self, v, samtale):
        _svar(v.klient("offentlig"), samtale, _fil("Søknad på æøå.pdf"))
        return Vedlegg.objects.get()

    def test_hodene(self, v, samtale, rad):
        svar = v.klient("eier").get(f"{samtale.get_absolute_url()}vedlegg/{rad.ref}/")
        assert b"".join(svar.streaming_content) == filer.pdf()
        assert svar["Content-Disposition"].startswith("attachment; filename*=utf-8''S%C3%B8knad")
        assert svar["Content-Type"] == "application/pdf"
        assert svar["X-Content-Type-Options"] == "nosniff"
        assert svar["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "no-store" in svar["Cache-Control"]

    def test_bare_de_som_kan_lese_samtalen(self, v, samtale, rad):
        stien = f"{samtale.get_absolute_url()}vedlegg/{rad.ref}/"
        koder = {r: _kode(v.klient(r), stien) for r in v.folk}
        ja = {"eier", "medlem", "offentlig"}
        assert koder == {r: 302 if r == "anonym" else 200 if r in ja else 404 for r in v.folk}
        assert _kode(Client(), f"/samtale/{'x' * 43}/vedlegg/{rad.ref}/") == 404
        samtale.lenker.update(trukket_tid=timezone.now())
        assert _kode(Client(), f"{MOTTAKER}vedlegg/{rad.ref}/") == 404

    def test_en_annen_samtales_fil_finnes_ikke_i_denne(self, v, samtale, rad):
        annen = Samtale.objects.create(
            entreprenor=Entreprenor.objects.get(slug="annen-as"),
            part=samtale.part,
            emne="x",
            til="a@b.no",
            purr_fra=timezone.localdate(),
        )
        assert v.klient("annen_entreprenor").get(annen.get_absolute_url()).status_code == 200
        assert _kode(v.klient("annen_entreprenor"), f"{annen.get_absolute_url()}vedlegg/{rad.ref}/") == 404  # fmt: skip

    def test_en_fil_som_er_borte_fra_lageret_er_404(self, v, samtale, rad):
        default_storage.delete(rad.fil)
        assert _kode(v.klient("eier"), f"{samtale.get_absolute_url()}vedlegg/{rad.ref}/") == 404

    def test_siden_har_like_mange_sporringer_med_mange_vedlegg(
        self, v, samtale, rad, django_assert_max_num_queries
    ):
        klient = v.klient("eier")
        innlegg = Innlegg.objects.get(nr=2)
        klient.get(samtale.get_absolute_url())
        antall = []
        for _gang in range(2):
            with django_assert_max_num_queries(30) as sporringer:
                klient.get(samtale.get_absolute_url())
            antall.append(len(sporringer))
            for nr in range(2, 30):
                Vedlegg.objects.create(
                    innlegg=innlegg, nr=nr, navn=f"{nr}.pdf", slag="pdf", tilstand="klar", fil=f"vedlegg/{nr}", bytes=1,
                    sha256="0" * 64,
                ) if _gang == 0 else None  # fmt: skip
        assert antall[0] == antall[1]


class TestVirussok:
    def test_holdes_tilbake_til_det_er_sokt(self, v, samtale, settings):
        with kjor_clamd() as tjener:
            settings.CLAMD = tjener.adresse
            _svar(v.klient("offentlig"), samtale, _fil())
            rad, eier = Vedlegg.objects.get(), v.klient("eier")
            sti = f"{samtale.get_absolute_url()}vedlegg/{rad.ref}/"
            assert _kode(eier, sti) == 404
            side = eier.get(samtale.get_absolute_url()).text
            assert "Kontrolleres for virus" in side and sti not in side
            assert venter_i_koen(handlinger.JOBB, "vedlegg") == {rad.pk}
            assert kontroller_vedlegg(rad.pk) is True
            assert tjener.mottatt == [filer.pdf()]
            assert _kode(eier, sti) == 200
            assert kontroller_vedlegg(rad.pk) is False  # jobben en gang til gjør ingenting
            assert len(tjener.mottatt) == 1

    def test_et_virus_slettes_og_sies_fra_om(
        self, v, samtale, settings, opplastet, django_capture_on_commit_callbacks
    ):
        with kjor_clamd() as tjener:
            settings.CLAMD = tjener.adresse
            _svar(
                v.klient("offentlig"),
                samtale,
                _fil(innhold=filer.pdf(lambda s: s.add_metadata({"/Title": "EICAR"}))),
            )
            rad = Vedlegg.objects.get()
            with django_capture_on_commit_callbacks(execute=True):
                assert kontroller_vedlegg(rad.pk) is False
        assert not default_storage.exists(rad.fil)
        rad.refresh_from_db()
        assert (rad.tilstand, rad.fil) == ("stanset", "")
        side = v.klient("eier").get(samtale.get_absolute_url()).text
        assert "Stanset: det ble funnet virus i filen" in side
        assert Hendelse.objects.get(kode="vedlegg_stanset").detaljer["funnet"] == "Eicar-Test-Signature"

    def test_en_tjener_som_er_nede_holder_filen_og_den_glemmes_ikke(self, v, samtale, settings):
        settings.CLAMD = ("127.0.0.1", ledig_port())
        _svar(v.klient("offentlig"), samtale, _fil())
        rad = Vedlegg.objects.get()
        with pytest.raises(KlientFeil):
            kontroller_vedlegg(rad.pk)
        rad.refresh_from_db()
        assert rad.tilstand == "venter"
        Vedlegg.objects.update(lagt_ved_tid=timezone.now() - timedelta(hours=2))
        assert sett_glemte_i_ko() == 0  # jobben står i køen
        from django.db import connection

        with connection.cursor() as peker:
            peker.execute("DELETE FROM procrastinate_jobs WHERE task_name = %s", [handlinger.JOBB])
        Vedlegg.objects.update(lagt_ved_tid=timezone.now() - timedelta(minutes=5))
        assert sett_glemte_i_ko() == 0  # for ny
        Vedlegg.objects.update(lagt_ved_tid=timezone.now() - timedelta(hours=2))
        assert sett_glemte_i_ko() == 1
        settings.CLAMD = None
        assert kontroller_vedlegg(rad.pk) is True


def test_filen_er_borte_med_samtalen_og_halve_opplastinger_ryddes(v, samtale, opplastet):
    _svar(v.klient("offentlig"), samtale, _fil())
    rad = Vedlegg.objects.get()
    halv = Path(opplastet, "vedlegg", "halv.pdf")
    halv.write_bytes(b"%PDF")
    assert rydd_vedlegg() == 0  # for nye: noen kan være midt i det
    assert rydd_vedlegg(eldre_enn=timedelta(0)) >= 1
    assert not halv.exists() and default_storage.exists(rad.fil)
    Samtale.objects.update(endret_tid=timezone.now() - timedelta(days=800))
    assert slett_gamle_samtaler() == 1
    assert not Vedlegg.objects.exists()
    assert rydd_vedlegg(eldre_enn=timedelta(0)) == 1
    assert not default_storage.exists(rad.fil)


def test_sikkerhetskopien_tar_med_vedleggene(v, samtale, tmp_path):
    from veier.sikkerhetskopi.handlinger import _bilder

    _svar(v.klient("offentlig"), samtale, _fil())
    navn = f"bilder/{Vedlegg.objects.get().fil}"
    assert _bilder(tmp_path)[navn].read_bytes() == filer.pdf()
