"""Utvalg delt med kollegene i en virksomhet, og hvem av dem som har snakket med hvem. Et privat utvalg blir privat."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.models import Innlegg, Samtale, Snakket, Utvalg
from samarbeid.utvalg import handlinger
from samarbeid.utvalg.handlinger import del_med_kolleger, legg_til, noter_samtale
from tests import innhold
from tests.verden import lag_bruker, logg_inn
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


def _med(part, navn, rolle=Medlemsrolle.MEDLEM):
    bruker = lag_bruker(f"{navn}@eksempel.no", navn=navn.title())
    legg_til_medlem(part, bruker=bruker, rolle=rolle, av=bruker, grunn="test")
    velg_hatt(bruker, kode=f"offentlig:{part.slug}")
    return bruker


@pytest.fixture
def ola(part):
    return _med(part, "ola")


@pytest.fixture
def kari(part):
    return _med(part, "kari")


@pytest.fixture
def minne():
    firma = Entreprenor.objects.create(slug="minne", navn="Firma minne", temaer=["demens"])
    innhold.oppdater_katalogen()
    return firma


@pytest.fixture
def mitt(minne, ola):
    utvalg = legg_til(ola, ["minne"], utvalg=None, navn="Til ledermøtet")
    utvalg.rader.update(merknad="Ring dem i mai")
    return utvalg


def _alle(part):
    return reverse("offentlig_utvalgene", args=[part.slug])


def _ett(part, utvalg, navn="utvalget"):
    return reverse(f"offentlig_{navn}", args=[part.slug, utvalg.ref])


def _snakket(part):
    return reverse("offentlig_snakket", args=[part.slug, "minne"])


def test_et_utvalg_er_privat_til_eieren_deler_det_og_igjen_etterpa(part, ola, kari, mitt):
    kollega, eier = logg_inn(kari), logg_inn(ola)
    assert "Til ledermøtet" not in kollega.get(_alle(part)).text
    assert [kollega.get(_ett(part, mitt, navn)).status_code for navn in ("utvalget", "utvalget_fil")] == [
        404,
        404,
    ]
    skrevet = {"navn": "Til ledermøtet", "kolleger": part.slug}
    assert (
        "Kollegene i Trondheim kommune kan lese"
        in eier.post(mitt.get_absolute_url(), skrevet, follow=True).text
    )
    assert "Til ledermøtet" in kollega.get(_alle(part)).text
    side = kollega.get(_ett(part, mitt)).text
    assert "Ring dem i mai" in side and "Ola har valgt ut disse" in side
    assert "Ring dem i mai" in b"".join(kollega.get(_ett(part, mitt, "utvalget_fil"))).decode()
    assert (
        kollega.get(mitt.get_absolute_url()).status_code == 404
    )  # det hun kan endre, er fortsatt bare eierens
    eier.post(mitt.get_absolute_url(), skrevet | {"kolleger": ""})
    assert kollega.get(_ett(part, mitt)).status_code == 404
    koder = ("utvalg_delt_med_kolleger", "utvalg_ikke_delt_med_kolleger")
    assert list(
        Hendelse.objects.filter(kode__in=koder).order_by("pk").values_list("kode", flat=True)
    ) == list(koder)


def test_den_som_slutter_tar_utvalget_med_seg_og_ser_ikke_kollegenes(part, ola, kari, mitt):
    del_med_kolleger(mitt, part)
    hennes = legg_til(kari, ["minne"], utvalg=None, navn="Karis")
    del_med_kolleger(hennes, part)
    part.medlemskap.filter(bruker=ola).delete()
    assert list(Utvalg.objects.delt_i(part)) == [hennes]
    assert logg_inn(kari).get(_ett(part, mitt)).status_code == 404
    assert logg_inn(ola).get(_ett(part, hennes)).status_code == 404
    assert logg_inn(ola).get(mitt.get_absolute_url()).status_code == 200


def test_en_annen_virksomhet_ser_det_ikke_og_ingen_deler_med_en_hun_ikke_er_med_i(part, ola, mitt):
    bergen = OffentligPart.objects.get(slug="bergen-kommune")
    bodil = _med(bergen, "bodil", Medlemsrolle.ADMINISTRATOR)
    del_med_kolleger(mitt, part)
    assert logg_inn(bodil).get(_ett(bergen, mitt)).status_code == 404
    with pytest.raises(Domenefeil, match="du er med i"):
        del_med_kolleger(mitt, bergen)
    logg_inn(ola).post(mitt.get_absolute_url(), {"navn": "Til ledermøtet", "kolleger": "bergen-kommune"})
    mitt.refresh_from_db()
    assert mitt.delt_med == part


def test_samtalene_i_portalen_og_telefonene_star_med_hvem_og_nar(part, ola, kari, mitt, minne):
    del_med_kolleger(mitt, part)
    samtale = Samtale.objects.create(
        entreprenor=minne,
        part=part,
        emne="Kofferter",
        til="post@trondheim.kommune.no",
        purr_fra=timezone.localdate(),
    )
    for nr, (side, av) in enumerate((("entreprenor", None), ("offentlig", kari), ("offentlig", kari)), 1):
        Innlegg.objects.create(
            samtale=samtale,
            nr=nr,
            slag="svar",
            side=side,
            tekst="Hei",
            navn="Eva",
            av=av,
            sendenokkel=uuid.uuid4(),
        )
    i_gar = timezone.localdate() - timedelta(days=1)
    svar = logg_inn(ola).post(
        _snakket(part), {"dag": i_gar.isoformat(), "om": "Møtte dem på en messe."}, follow=True
    )
    assert "Kollegene dine ser at du har snakket med Firma minne." in svar.text
    for sti in (_alle(part), _ett(part, mitt)):
        side = logg_inn(kari).get(sti).text
        assert side.count("Kari, ") == 1 and samtale.get_absolute_url() in side  # to innlegg er én samtale
        assert "Ola, " in side and "Møtte dem på en messe." in side and "Eva, " not in side
        assert side.index("Kari, ") < side.index("Ola, ")  # den siste først


def test_notatet_er_feil_i_framtiden_og_det_samme_to_ganger_er_en(part, ola, minne):
    i_dag = timezone.localdate()
    klient = logg_inn(ola)
    svar = klient.post(_snakket(part), {"dag": (i_dag + timedelta(days=1)).isoformat(), "om": "Framtid"})
    assert svar.status_code == 422 and "ikke kommet ennå" in svar.text and "Framtid" in svar.text
    assert klient.post(_snakket(part), {"dag": "tull"}).status_code == 422
    for _gang in range(2):
        klient.post(_snakket(part), {"dag": i_dag.isoformat(), "om": "Ringte"})
    assert Snakket.objects.count() == 1


def test_bare_den_som_skrev_og_en_administrator_sletter(part, ola, kari, minne):
    sjef = _med(part, "sjef", Medlemsrolle.ADMINISTRATOR)
    forste, andre = (
        noter_samtale(part, minne, dag=timezone.localdate(), om=om, av=ola) for om in ("Ringte", "Møttes")
    )
    assert 'name="slett"' not in logg_inn(kari).get(_snakket(part)).text
    logg_inn(kari).post(_snakket(part), {"slett": str(forste.ref)})
    assert Snakket.objects.count() == 2
    logg_inn(ola).post(_snakket(part), {"slett": str(forste.ref)})
    logg_inn(sjef).post(_snakket(part), {"slett": str(andre.ref)})
    assert not Snakket.objects.exists()
    assert logg_inn(ola).post(_snakket(part), {"slett": "tull"}).status_code == 302


def test_det_som_er_notert_om_en_som_er_borte_fra_katalogen_kan_slettes(part, ola, minne):
    noter_samtale(part, minne, dag=timezone.localdate(), om="Ringte", av=ola)
    Entreprenor.objects.filter(pk=minne.pk).update(skjult=True)
    innhold.oppdater_katalogen()
    klient = logg_inn(ola)
    assert "Se og slett det dere har notert" in klient.get(_alle(part)).text
    side = klient.get(_snakket(part)).text
    assert "Ringte" in side and "Noter samtalen" not in side
    assert klient.post(_snakket(part), {"dag": timezone.localdate().isoformat()}).status_code == 404
    bergen = OffentligPart.objects.get(slug="bergen-kommune")
    bodil = logg_inn(_med(bergen, "bodil"))
    assert bodil.get(reverse("offentlig_snakket", args=[bergen.slug, "minne"])).status_code == 404
    svar = klient.post(_snakket(part), {"slett": str(Snakket.objects.get().ref)}, follow=True)
    assert svar.status_code == 200 and not Snakket.objects.exists()
    assert klient.get(_snakket(part)).status_code == 404


def test_bare_de_som_er_med_skriver_og_ikke_uten_grense(part, ola, minne, monkeypatch):
    i_dag = timezone.localdate()
    with pytest.raises(Domenefeil, match="Bare de som er med"):
        noter_samtale(part, minne, dag=i_dag, om="", av=lag_bruker("fremmed@eksempel.no"))
    monkeypatch.setattr(handlinger, "HOYST_SAMTALER", 1)
    noter_samtale(part, minne, dag=i_dag, om="", av=ola)
    with pytest.raises(Domenefeil, match="skrevet mye"):
        noter_samtale(part, minne, dag=i_dag, om="En til", av=ola)


def test_like_mange_sporringer_for_en_og_tre(part, ola, minne, django_assert_max_num_queries):
    for slug in ("to", "tre"):
        Entreprenor.objects.create(slug=slug, navn=f"Firma {slug}", temaer=["demens"])
    innhold.oppdater_katalogen()
    utvalg = legg_til(ola, ["minne", "to", "tre"], utvalg=None, navn="Tre")
    del_med_kolleger(utvalg, part)
    for slug in ("minne", "to", "tre"):
        noter_samtale(part, Entreprenor.objects.get(slug=slug), dag=timezone.localdate(), om="", av=ola)
    klient = logg_inn(ola)
    for sti in (_alle(part), _ett(part, utvalg)):
        klient.get(sti)
        with django_assert_max_num_queries(14):
            assert klient.get(sti).status_code == 200


def test_dagen_star_slik_den_skrives(part, ola, minne):
    side = logg_inn(ola).get(_snakket(part)).text
    assert f'value="{timezone.localdate():%d.%m.%Y}"' in side
