"""Møtene i en samtale, som kalenderfil og i loggen, og den som gir saken fra seg fordi hun kan være inhabil."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from samarbeid.innpost.handlinger import Konvolutt, ta_imot
from samarbeid.models import Innlegg, Mote, Samtale
from samarbeid.samtaler.handlinger.brev import hele_teksten
from samarbeid.samtaler.handlinger.personspor import Samtalespor
from samarbeid.samtaler.svaradresse import svaradressen
from tests.samarbeid.innpost.test_innpost import _raa
from tests.samarbeid.samtaler.test_samtaler import M, _brev, _mange_innlegg, _skjema, _svar
from tests.verden import lag_bruker
from veier.kalenderfil import Mote as Kalendermote
from veier.kalenderfil import lag_motefil

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def v(verden):
    Mote.objects.all().delete()
    return verden


@pytest.fixture
def samtale(v):
    samtale = Samtale.objects.get()
    _mange_innlegg(samtale, v.folk["offentlig"], 2)
    samtale.refresh_from_db()
    return samtale


def _om(dager):
    return timezone.localdate() + timedelta(days=dager)


def _tider(*rader, **mer):
    felt = {"minutter": "20", "sted": "Rådhuset, rom 3", "tekst": ""}
    for nr, (dager, klokken) in enumerate(rader, start=1):
        felt |= {f"dag_{nr}": _om(dager).strftime("%d.%m.%Y"), f"klokken_{nr}": klokken}
    return felt | mer


def _gjor(klient, samtale, slag, **felt):
    sti = f"{samtale.get_absolute_url()}{slag}/"
    return klient.post(sti, {**_skjema(klient.get(sti)), **felt})


def _forslag(v, samtale, rolle="offentlig"):
    svar = _gjor(v.klient(rolle), samtale, "mote", **_tider((8, "12.30"), (7, "10.00")))
    assert svar.status_code == 302
    return Mote.objects.get()


class TestForslaget:
    def test_tidene_star_i_rekkefolge_i_innlegget_og_i_brevet(self, v, samtale):
        mote = _forslag(v, samtale, "eier")
        ventet = [
            datetime.combine(_om(dager), time(timer, minutter), tzinfo=OSLO)
            for dager, timer, minutter in ((7, 10, 0), (8, 12, 30))
        ]
        assert mote.tider == ventet
        tekst = mote.innlegg.tekst
        assert "Forslag til møte, 20 minutter, Rådhuset, rom 3:" in tekst
        assert tekst.index("kl. 10.00") < tekst.index("kl. 12.30")
        assert "kl. 12.30" in _brev("samtale_til_mottaker", samtale.til)[-1].tekst

    def test_den_andre_siden_velger_og_bare_den(self, v, samtale):
        mote = _forslag(v, samtale)
        sti = f"{samtale.get_absolute_url()}motetid/"
        assert v.klient("offentlig").get(sti).status_code == 404
        assert "Møtet varer i 20 minutter. Sted: Rådhuset, rom 3." in v.klient("eier").get(sti).text
        valg = {"tid": mote.tider[1].isoformat()}
        svar = v.klient("offentlig").post(sti, {**_skjema(v.klient("eier").get(sti)), **valg})
        assert svar.status_code == 422
        assert _gjor(v.klient("eier"), samtale, "motetid", **valg).status_code == 302
        mote.refresh_from_db()
        assert mote.valgt == mote.tider[1]
        assert "kl. 12.30, 20 minutter, Rådhuset, rom 3." in Innlegg.objects.get(slag="motetid").tekst
        assert v.klient("eier").get(sti).status_code == 404  # valgt én gang

    def test_et_nytt_forslag_tar_over_for_det_gamle(self, v, samtale):
        gammel = _forslag(v, samtale)
        nytt = _tider((20, "09.00"))
        assert _gjor(v.klient("eier"), samtale, "mote", **nytt).status_code == 302
        assert v.klient("eier").get(f"{samtale.get_absolute_url()}motetid/").status_code == 404
        svar = _gjor(v.klient("offentlig"), samtale, "motetid", tid=gammel.tider[0].isoformat())
        assert svar.status_code == 422

    @pytest.mark.parametrize(
        ("felt", "feil"),
        [
            (_tider((-1, "10.00")), "Velg tider som ikke er gått, og som er innen et år."),
            (_tider((400, "10.00")), "Velg tider som ikke er gått, og som er innen et år."),
            (_tider((7, "")), "Skriv klokkeslettet"),
            (_tider((7, "25.00")), "Skriv klokkeslettet med tall"),
            (_tider((7, "10.00"), klokken_2="11.00"), "Skriv dagen."),
            (_tider((7, "10.00"), sted=""), "Skriv hvor møtet er."),
            (_tider((7, "10.00"), minutter="21"), "minutter"),
        ],
    )
    def test_det_som_mangler_sies_ved_feltet(self, v, samtale, felt, feil):
        svar = _gjor(v.klient("eier"), samtale, "mote", **felt)
        assert (svar.status_code, Mote.objects.count()) == (422, 0)
        assert feil in svar.text

    def test_virksomheten_kan_svare_med_et_forslag(self, v):
        samtale = Samtale.objects.get()
        assert _svar(Client(), f"{M}mote/", **_tider((7, "10.00"))).status_code == 302
        samtale.refresh_from_db()
        assert (samtale.tilstand, samtale.mote_fra) == ("besvart", "offentlig")


class TestKalenderfilen:
    def test_forslagene_er_forslag_og_motet_er_bekreftet(self, v, samtale):
        mote = _forslag(v, samtale)
        sti = f"{samtale.get_absolute_url()}mote/{mote.innlegg.nr}.ics"
        svar = v.klient("eier").get(sti)
        assert svar["Content-Type"] == "text/calendar; charset=utf-8"
        fil = svar.text.replace("\r\n ", "")
        assert fil.count("SUMMARY:Forslag til møte: Minnekoffert AS og Trondheim kommune") == 2
        assert (fil.count("STATUS:TENTATIVE"), fil.count("BEGIN:VEVENT")) == (2, 2)
        uider = re.findall(r"UID:(\S+)", fil)
        _gjor(v.klient("eier"), samtale, "motetid", tid=mote.tider[1].isoformat())
        for klient, hvor in ((v.klient("offentlig"), sti), (Client(), f"{M}mote/{mote.innlegg.nr}.ics")):
            fil = klient.get(hvor).text.replace("\r\n ", "")
            assert re.findall(r"UID:(\S+)", fil) == uider[1:]  # det samme møtet, rettet
            assert "STATUS:CONFIRMED" in fil and "SEQUENCE:1" in fil
            assert "LOCATION:Rådhuset\\, rom 3" in fil
            assert "m" * 43 not in fil  # lenken er mottakerens egen

    def test_for_andre_finnes_den_ikke(self, v, samtale):
        nr = _forslag(v, samtale).innlegg.nr
        for rolle in ("annen_entreprenor", "annen_offentlig", "redaktor"):
            assert v.klient(rolle).get(f"{samtale.get_absolute_url()}mote/{nr}.ics").status_code == 404
        assert v.klient("eier").get(f"{samtale.get_absolute_url()}mote/1.ics").status_code == 404

    def test_tiden_er_riktig_pa_begge_sider_av_sommertiden(self):
        starter = [datetime(2026, maned, 25, 10, tzinfo=OSLO) for maned in (3, 6, 11)]
        moter = [Kalendermote("k", start, 45, "t", "x", "s", "a", True) for start in starter]
        fil = lag_motefil(moter, laget=starter[0], vert="v.no")
        assert re.findall(r"DTSTART:\d{8}T(\d{6})Z", fil) == ["090000", "080000", "090000"]
        assert re.findall(r"DTEND:\d{8}T(\d{6})Z", fil) == ["094500", "084500", "094500"]


class TestReferatet:
    def test_det_star_nar_og_med_hvem(self, v, samtale):
        felt = {
            "dag": _om(-1).strftime("%d.%m.%Y"),
            "hvem": "Leder for sykehjemmet.",
            "tekst": "Vi viste kofferten.",
        }
        assert _gjor(v.klient("eier"), samtale, "referat", **felt).status_code == 302
        tekst = Innlegg.objects.get(slag="referat").tekst
        assert re.fullmatch(
            r"Møte \d+\. \w+ \d{4}\. Med: Leder for sykehjemmet\.\n\nVi viste kofferten\.", tekst
        )

    @pytest.mark.parametrize("dager", [1, -366])
    def test_motet_ma_ha_vart_og_ikke_for_lenge_siden(self, v, samtale, dager):
        felt = {"dag": _om(dager).strftime("%d.%m.%Y"), "hvem": "Leder", "tekst": "Noe."}
        svar = _gjor(v.klient("eier"), samtale, "referat", **felt)
        assert svar.status_code == 422 and "Velg dagen dere møttes" in svar.text


class TestInhabil:
    KOLLEGA = "kollega@trondheim.kommune.no"

    def test_saken_gar_til_kollegaen_og_hun_selv_svarer_ikke_mer(self, v, samtale):
        ola = v.klient("offentlig")
        skjema = _skjema(ola.get(f"{samtale.get_absolute_url()}svar/"))  # åpnet før hun sa det
        assert _gjor(ola, samtale, "inhabil", epost=self.KOLLEGA).status_code == 302
        samtale.refresh_from_db()
        assert (samtale.tilstand, samtale.til) == ("videresendt", self.KOLLEGA)
        brev = _brev("samtale_til_mottaker", self.KOLLEGA)[-1].tekst
        assert "En kollega kan være inhabil" in brev and "Kan vi få 20 minutter?" in brev
        varsel = _brev("samtale_nytt", v.folk["eier"].epost)[-1].tekst
        assert "har gitt saken til en annen hos seg" in varsel and "inhabil" not in varsel
        assert ola.get(samtale.get_absolute_url()).status_code == 200  # hun kan lese
        assert ola.get(f"{samtale.get_absolute_url()}svar/").status_code == 404
        sendt = skjema | {"tekst": "Ja.", "sett": samtale.siste_nr}
        svar = ola.post(f"{samtale.get_absolute_url()}svar/", sendt)
        assert svar.status_code == 422 and "En kollega har tatt over." in svar.text
        # Kollegaen svarer.
        lenke = re.search(r"/samtale/[\w-]{43}/", brev)[0]
        assert _svar(Client(), f"{lenke}svar/", tekst="Ja, gjerne.").status_code == 302

    def test_hun_far_ingen_knapper_og_vet_hvorfor_mens_kollegaen_har_dem(self, v, samtale):
        Samtale.objects.update(anskaffelse="planlegges")
        ola, adresse = v.klient("offentlig"), samtale.get_absolute_url()
        muligheter = ("Det du kan gjøre nå", f"{adresse}svar/", f"{adresse}fortalt/", f"{adresse}samarbeid/")
        for_ = ola.get(adresse).text
        assert all(m in for_ for m in muligheter[:3]) and "Foreslå et samarbeid" in for_
        _gjor(ola, samtale, "inhabil", epost=self.KOLLEGA)
        etter = ola.get(adresse).text
        assert not any(m in etter for m in muligheter) and "Foreslå et samarbeid" not in etter
        assert "Du kan lese samtalen, men ikke skrive i den." in etter
        for klient, sti in ((v.klient("eier"), adresse), (Client(), M)):
            side = klient.get(sti).text
            assert "Det du kan gjøre nå" in side and "inhabil, og en kollega" not in side

    def test_kollegaen_kan_slette_kontoen_sin(self, v, samtale):
        kollega = lag_bruker(self.KOLLEGA, navn="Kari Kollega")
        _gjor(v.klient("offentlig"), samtale, "inhabil", epost=self.KOLLEGA)
        gjemt = Samtalespor().gjem(kollega)
        assert Innlegg.objects.get(slag="inhabil").tekst == ""
        Samtalespor().legg_tilbake(gjemt)
        assert Innlegg.objects.get(slag="inhabil").tekst == self.KOLLEGA

    def test_et_svar_pa_epost_fra_henne_legges_ikke_inn(self, v, samtale, settings):
        settings.SVARDOMENE = "svar.veier.example"
        adresse = svaradressen(samtale)
        _gjor(v.klient("offentlig"), samtale, "inhabil", epost=self.KOLLEGA)
        ola = v.folk["offentlig"].epost
        post = ta_imot(_raa("Ja, gjerne.", fra=ola, til=adresse), Konvolutt([adresse]))
        assert (post.tilstand, post.grunn) == ("holdt", "inhabil")
        post = ta_imot(_raa("Ja, gjerne.", fra=self.KOLLEGA, til=adresse, nr=2), Konvolutt([adresse]))
        assert post.tilstand == "lagt_inn"

    def test_fra_lenken_gjelder_det_postkassen_til_noen_gir_saken_tilbake(self, v, samtale):
        til = samtale.til
        assert _svar(Client(), f"{M}inhabil/", epost=self.KOLLEGA).status_code == 302
        assert Client().get(f"{M}svar/").status_code == 404
        assert "Du kan lese samtalen, men ikke skrive i den." in Client().get(M).text
        brev = _brev("samtale_til_mottaker", self.KOLLEGA)[-1].tekst
        lenke = re.search(r"/samtale/[\w-]{43}/", brev)[0]
        felt = {**_skjema(Client().get(f"{lenke}videresend/")), "navn": "Kollega", "epost": til}
        assert Client().post(f"{lenke}videresend/", felt).status_code == 302
        assert _svar(Client(), f"{M}svar/", tekst="Ja.").status_code == 302

    def test_ikke_til_seg_selv_eller_ut_av_virksomheten(self, v, samtale):
        ola = v.klient("offentlig")
        for epost in (v.folk["offentlig"].epost, "venn@eksempel.no"):
            assert _gjor(ola, samtale, "inhabil", epost=epost).status_code == 422


def test_hele_samtalen_har_navnet_paa_den_som_skrev_hvert_innlegg(samtale):
    overskrifter = re.findall(r"^(.+), \d+\. \w+ \d{4}:\n(.+)$", hele_teksten(samtale), re.M)
    assert overskrifter == [
        ("Minnekoffert AS · Eva Eier", "Kan vi få 20 minutter?"),
        ("Trondheim kommune · Ola Offentlig", "Nr. 2."),
    ]
