"""En redaktør leser en samtale: bare med en grunn begge sider ser, bare hun, i et kvarter, og uten det som er skjermet."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samarbeid.models import Apning, Innpost, Samarbeid, Samtale, Vedlegg
from tests.samarbeid.samtaler.test_samtaler import M, _mange_innlegg
from tests.verden import logg_inn
from veier.hendelser.models import Hendelse

pytestmark = pytest.mark.django_db
APNE = "/redaksjon/samtaler/"
GRUNN = "Virksomheten har meldt fra om hets i samtalen."


@pytest.fixture
def samtale(verden):
    return Samtale.objects.get()


@pytest.fixture
def rita(verden):
    return verden.klient("redaktor")


def _felt(samtale, **felt):
    return {"referanse": samtale.referanse, "grunn": GRUNN, "sendenokkel": uuid.uuid4()} | felt


def _apne(klient, samtale, **felt):
    return klient.post(APNE, _felt(samtale, **felt) | {"apne": "1"})


def _loggen():
    return Hendelse.objects.filter(kode="samtale_apnet")


def test_hele_veien_fra_referansen_til_det_begge_sider_ser(verden, samtale, rita):
    felt = _felt(samtale, referanse=samtale.referanse.lower())
    bekreft = rita.post(APNE, felt).content.decode()
    assert "Begge sider ser" in bekreft and GRUNN in bekreft and "Kan vi få 20 minutter?" not in bekreft
    assert not Apning.objects.exists() and not _loggen().exists()
    svar = rita.post(APNE, felt | {"apne": "1"})
    assert svar["Location"] == f"{APNE}{samtale.referanse}/"
    lest = rita.get(svar["Location"]).content.decode()
    assert "Kan vi få 20 minutter?" in lest and samtale.emne in lest
    for klient, sti in (
        (verden.klient("eier"), samtale.get_absolute_url()),
        (verden.klient("offentlig"), samtale.get_absolute_url()),
        (Client(), M),
    ):
        side = klient.get(sti).content.decode()
        assert "Redaksjonen har åpnet samtalen" in side and GRUNN in side
        assert verden.folk["redaktor"].navn not in side and verden.folk["redaktor"].epost not in side


def test_ingen_har_lest_den_for_noen_har_apnet_den(verden, samtale):
    for klient, sti in ((verden.klient("eier"), samtale.get_absolute_url()), (Client(), M)):
        assert "Redaksjonen har åpnet" not in klient.get(sti).content.decode()


def test_det_skjermede_vedleggene_og_motefilen_er_ikke_med(samtale, rita):
    side = rita.get(_apne(rita, samtale)["Location"]).content.decode()
    for ikke in (
        "Oppskriften på kofferten.", "Ingen andre kan den.", "Notat.pdf", "/skjermet/", "/vedlegg/", ".ics", 'name="tekst"',
    ):  # fmt: skip
        assert ikke not in side, ikke
    for del_ in ("skjermet/1/", "mote/1.ics", "arkiv/", "svar/"):
        assert rita.get(f"{samtale.get_absolute_url()}{del_}").status_code == 404


def test_loggen_sier_hvem_hvorfor_og_hvilken_og_ingenting_om_innholdet(verden, samtale, rita):
    _apne(rita, samtale)
    rad = _loggen().get()
    assert rad.detaljer == {"referanse": samtale.referanse, "grunn": GRUNN}
    assert str(verden.folk["redaktor"].offentlig_id) in str(vars(rad))
    spor = str([vars(h) for h in Hendelse.objects.all()])
    assert "20 minutter" not in spor and samtale.emne not in spor


@pytest.mark.parametrize(
    "grunn", ["", "For kort grunn.", "x" * 19, " " * 30, "Gjelder 01010112345, som er borte."]
)
def test_uten_en_god_grunn_apnes_ingenting(samtale, rita, grunn):
    assert _apne(rita, samtale, grunn=grunn).status_code == 422
    assert not Apning.objects.exists() and not _loggen().exists()


def test_databasen_krever_ogsa_en_grunn(verden, samtale):
    with pytest.raises(IntegrityError), transaction.atomic():
        Apning.objects.create(
            samtale=samtale, av=verden.folk["redaktor"], grunn="x" * 19, sendenokkel=uuid.uuid4(),
            utloper_tid=timezone.now() + timedelta(minutes=1),
        )  # fmt: skip


@pytest.mark.parametrize("referanse", ["AAAA-AAAA", "tull", "%"])
def test_en_referanse_som_ikke_finnes_er_404(samtale, rita, referanse):
    assert rita.post(APNE, _felt(samtale, referanse=referanse)).status_code == 404
    assert _apne(rita, samtale, referanse=referanse).status_code == 404
    assert rita.get(f"{APNE}AAAA-AAAA/").status_code == 404


def test_bare_den_som_apnet_den_og_bare_den_samtalen(verden, samtale, rita):
    annen = Samtale.objects.create(
        entreprenor=samtale.entreprenor, part=samtale.part, emne="En annen", til=samtale.til, purr_fra=samtale.purr_fra
    )  # fmt: skip
    sti = _apne(rita, samtale)["Location"]
    assert rita.get(f"{APNE}{annen.referanse}/").status_code == 404
    admin = verden.klient("administrator")
    assert admin.get(sti).status_code == 404
    assert _apne(admin, samtale)["Location"] == sti and admin.get(sti).status_code == 200
    assert _loggen().count() == 2
    for rolle in ("eier", "offentlig", "innlogget"):
        assert verden.klient(rolle).get(sti).status_code == 404
        assert _apne(verden.klient(rolle), samtale).status_code == 404


def test_etter_et_kvarter_er_den_lukket_og_det_samme_skjemaet_apner_den_ikke_igjen(samtale, rita):
    felt = _felt(samtale) | {"apne": "1"}
    sti = rita.post(APNE, felt)["Location"]
    rad = Apning.objects.get()
    assert rad.utloper_tid - rad.tid == timedelta(minutes=15)
    assert rita.post(APNE, felt)["Location"] == sti  # et dobbelttrykk
    assert Apning.objects.count() == _loggen().count() == 1
    Apning.objects.update(tid=timezone.now() - timedelta(hours=1), utloper_tid=timezone.now())
    assert rita.get(sti).status_code == 404
    rita.post(APNE, felt)
    assert rita.get(sti).status_code == 404
    assert _apne(rita, samtale).status_code == 302 and rita.get(sti).status_code == 200


def test_a_apne_krever_de_to_trinnene_paa_nytt(verden, samtale):
    rita = logg_inn(verden.folk["redaktor"], bekreftet=False)
    svar = _apne(rita, samtale)
    assert svar.status_code == 302 and svar["Location"].startswith(reverse("mfa_reauthenticate"))
    assert not Apning.objects.exists() and not _loggen().exists()


def test_hun_kan_endre_for_hun_apner(samtale, rita):
    svar = rita.post(APNE, _felt(samtale) | {"endre": "1"})
    assert svar.status_code == 200 and GRUNN in svar.content.decode() and "<h1" in svar.content.decode()
    assert not Apning.objects.exists()


@pytest.mark.parametrize("antall", [1, 3])
def test_alt_en_samtale_kan_ha_leses_i_hoyst_ti_sporringer(
    verden, samtale, rita, antall, django_assert_max_num_queries
):
    """Det den har mer av, spørres det bare etter når det finnes; her finnes alt, på begge sidene av taket."""
    _mange_innlegg(samtale, verden.folk["offentlig"], 40)
    samtale.refresh_from_db()
    _apne(rita, samtale)
    for nr in range(antall):
        innlegg = samtale.innlegg.get(nr=samtale.siste_nr - nr)
        fil = {"nr": 1, "slag": "pdf", "tilstand": "klar", "fil": f"f{nr}", "bytes": 9, "sha256": "0" * 64}
        Vedlegg.objects.create(innlegg=innlegg, navn=f"Plan {nr}.pdf", **fil)
        Innpost.objects.create(
            samtale=samtale, avtrykk=f"a{nr}", slag="fravar", tilstand="notert", tekst=f"Borte {nr}."
        )
    Samarbeid.objects.create(
        samtale=samtale, entreprenor=samtale.entreprenor, part=samtale.part, tittel="Kofferter", foreslatt_av="entreprenor"
    )  # fmt: skip
    sider = [
        (verden.klient("eier"), samtale.get_absolute_url(), "Kofferter"),
        (verden.klient("offentlig"), samtale.get_absolute_url(), "Kofferter"),
        (Client(), M, "har foreslått et samarbeid"),
    ]
    for klient, sti, samarbeidet in sider:
        with django_assert_max_num_queries(10):
            side = klient.get(f"{sti}?til=99").text
        vises = [GRUNN, samarbeidet, *(f"Plan {nr}.pdf" for nr in range(antall)), *(f"Borte {nr}." for nr in range(antall))]  # fmt: skip
        assert [v for v in vises if v not in side] == []


def test_traden_koster_det_samme_og_redaktoren_kan_bla(verden, samtale, rita):
    _mange_innlegg(samtale, verden.folk["offentlig"], 75)
    sider = [(verden.klient("eier"), samtale.get_absolute_url()), (Client(), M)]
    antall = []
    for _ganger in range(3):
        antall.append([])
        for klient, sti in sider:
            with CaptureQueriesContext(connection) as sett:
                klient.get(sti)
            antall[-1].append(len(sett))
        apnet = _apne(rita, samtale)["Location"]
    # Åpningene leses bare når det er noen, og like mange spørringer for to som for én.
    assert [nr + 1 for nr in antall[0]] == antall[1] == antall[2] and max(antall[2]) <= 10, antall
    side = rita.get(apnet).content.decode()
    assert "Innlegg 46 til 75 av 75." in side and "?til=45" in side
    assert "Innlegg 16 til 45 av 75." in rita.get(f"{apnet}?til=45").content.decode()
