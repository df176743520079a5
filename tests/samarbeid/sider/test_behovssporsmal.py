"""Spørsmål og svar på siden om et behov: å spørre med og uten konto, å svare, og det alle ser samtidig."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kommuner.handlinger.sporsmal import publiser_svar, still_sporsmal
from kommuner.models import Behovssporsmal, OffentligPart
from samarbeid.publisering.nedtaking import ta_ned
from tests import innhold
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier import lenkeinnhold
from veier.epost.models import Utsending
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db
SPURT = "Hvor mange eldre gjelder det?"


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


def _ansatt(part, navn, rolle):
    bruker = lag_bruker(f"{navn}@eksempel.no", navn=navn.title())
    legg_til_medlem(part, bruker=bruker, rolle=rolle, av=bruker, grunn="test")
    velg_hatt(bruker, kode=f"offentlig:{part.slug}")
    return bruker


@pytest.fixture
def ola(part):
    return _ansatt(part, "ola", Medlemsrolle.ADMINISTRATOR)


@pytest.fixture
def eva():
    return lag_bruker("eva@eksempel.no", navn="Eva Entreprenør")


@pytest.fixture
def behov(part, ola):
    return innhold.publisert_behov(part, av=ola, redaktor=lag_redaktor())


def _side(sti, klient=None):
    return (klient or logg_inn(None)).get(sti).text


def _svarside(sporsmal):
    return reverse("behov_sporsmal_svar", args=[*sporsmal.behov.adressedeler, sporsmal.ref])


def test_fra_sporsmal_til_svar_som_alle_ser_samtidig(behov, ola, eva):
    klient = logg_inn(eva)
    assert reverse("behov_spor", args=[behov.slug]) in _side(behov.get_absolute_url())
    skjema = _side(reverse("behov_spor", args=[behov.slug]), klient)
    assert "Du trenger ikke å fortelle om ideen din." in skjema
    assert 'name="epost"' not in skjema
    svar = klient.post(reverse("behov_spor", args=[behov.slug]), {"tekst": SPURT}, follow=True)
    assert "Spørsmålet er stilt." in svar.text
    assert SPURT not in svar.text + _side(behov.get_absolute_url())
    hennes = logg_inn(ola)
    assert "1 spørsmål venter på svar" in _side(behov.get_absolute_url(), hennes)
    assert "1 spørsmål til «Eldre som spiser alene» venter på svar" in _side("/min-side/", hennes)
    liste = _side(reverse("behov_sporsmal", args=behov.adressedeler), hennes)
    sporsmal = Behovssporsmal.objects.get()
    assert SPURT in liste
    assert "Eva Entreprenør" not in liste + _side(_svarside(sporsmal), hennes)
    hennes.post(_svarside(sporsmal), {"sett": "0", "svar": "Et utkast.", "lagre": "1"})
    assert "Et utkast." not in _side(behov.get_absolute_url())
    hennes.post(_svarside(sporsmal), {"sett": "1", "svar": "Om lag hundre.", "publiser": "1"})
    for sti in (behov.get_absolute_url(), reverse("behov_sporsmalene", args=[behov.slug])):
        side = _side(sti)
        assert SPURT in side
        assert "Om lag hundre." in side
        assert "Eva Entreprenør" not in side


def test_uten_konto_er_det_ikke_spurt_for_lenken_er_apnet_og_knappen_trykket(behov):
    klient, skrevet = logg_inn(None), {"tekst": SPURT, "epost": "Nora@Eksempel.no"}
    svar = klient.post(reverse("behov_spor", args=[behov.slug]), skrevet, follow=True)
    assert "ikke stilt før du har åpnet lenken" in svar.text
    assert not Behovssporsmal.objects.exists()
    [brev] = Utsending.objects.filter(mal="sporsmal_bekreft")
    lenke = re.search(r"(/behov/spor/bekreft/\S+/)", brev.tekst)[1]
    assert SPURT in _side(lenke)
    assert not Behovssporsmal.objects.exists()
    for _gang in range(2):
        assert klient.post(lenke).status_code == 302
    rad = Behovssporsmal.objects.get()
    assert (rad.tekst, rad.epost, rad.spor_av) == (SPURT, "nora@eksempel.no", None)
    assert klient.get(lenke[:-9] + "AAAAAAAA/").status_code == 404
    kode = lenke.removesuffix("/")
    for skrevet in (f"{kode}=", f"{kode[:40]}.{kode[40:]}"):
        assert klient.post(f"{skrevet}/").status_code == 404
    assert Behovssporsmal.objects.count() == 1
    # Lenken kan åpnes igjen, også etter fristen: det som er stilt, er stilt.
    behov.frist = timezone.localdate() - timedelta(days=1)
    behov.save()
    side = _side(lenke)
    assert ("Spørsmålet er stilt." in side, "er ikke stilt" in side, "<form" in side.split("<main")[1]) == (
        True,
        False,
        False,
    )
    assert klient.post(lenke).status_code == 302


def test_ett_sted_kan_ikke_fylle_koen_med_nye_adresser(behov, eva, monkeypatch):
    fra = {"REMOTE_ADDR": "198.51.100.7"}
    for nr in range(21):
        kode = lenkeinnhold.lag_kode(
            "sporsmal", {"behov": behov.slug, "tekst": SPURT, "epost": f"f{nr}@eksempel.no"}
        )
        svar = logg_inn(None).post(reverse("behov_spor_bekreft", args=[kode]), **fra)
        assert svar.status_code == (302 if nr < 20 else 429)
    assert (
        logg_inn(eva).post(reverse("behov_spor", args=[behov.slug]), {"tekst": SPURT}, **fra).status_code
        == 429
    )
    assert logg_inn(eva).post(reverse("behov_spor", args=[behov.slug]), {"tekst": SPURT}).status_code == 302


@pytest.mark.parametrize("konto", [True, False], ids=["med konto", "fra lenken"])
def test_for_sent_sies_med_datoen_og_ingenting_er_stilt(konto, behov, eva):
    klient = logg_inn(eva if konto else None)
    sti = reverse("behov_spor", args=[behov.slug])
    if not konto:
        klient.post(sti, {"tekst": SPURT, "epost": "nora@eksempel.no"})
        brev = Utsending.objects.get(mal="sporsmal_bekreft")
        sti = re.search(r"(/behov/spor/bekreft/\S+/)", brev.tekst)[1]
    behov.frist = timezone.localdate() - timedelta(days=1)
    behov.save()
    for svar, status in ((klient.get(sti), 200), (klient.post(sti, {"tekst": SPURT}), 422)):
        assert svar.status_code == status
        assert f"Fristen for spørsmål gikk ut {behov.frist.day}. " in svar.text
        assert "<textarea" not in svar.text
    assert SPURT in svar.text
    assert not Behovssporsmal.objects.exists()


@pytest.mark.parametrize(
    ("felt", "melding"),
    [
        ({"tekst": "Gjelder det 01010012356?"}, "fødselsnummer"),
        ({"tekst": "  "}, "Skriv det du lurer på."),
        ({"tekst": "å" * 1001}, "høyst 1000 tegn"),
        ({"tekst": SPURT, "epost": "tull"}, "e-postadresse"),
        ({"tekst": SPURT, "epost": ""}, "Skriv e-postadressen din."),
        ({"tekst": "🙂" * 1000}, "for langt til å sendes"),
    ],
)
def test_det_som_ikke_gar_sies_og_det_skrevne_star(felt, melding, behov):
    svar = logg_inn(None).post(reverse("behov_spor", args=[behov.slug]), {"epost": "nora@eksempel.no"} | felt)
    assert svar.status_code == 422
    assert melding in svar.text
    assert felt["tekst"].strip() in svar.text
    assert not Utsending.objects.filter(mal="sporsmal_bekreft").exists()


def test_et_medlem_ser_sporsmalet_men_publiserer_ikke_og_andre_finner_det_ikke(behov, part, eva, ola):
    sporsmal = still_sporsmal(behov, tekst=SPURT, malform="nb", av=eva)
    mari = logg_inn(_ansatt(part, "mari", Medlemsrolle.MEDLEM))
    side = _side(_svarside(sporsmal), mari)
    assert SPURT in side
    assert 'name="publiser"' not in side + "".join(re.findall("Ta bort spørsmålet", side))
    svar = mari.post(_svarside(sporsmal), {"sett": "0", "svar": "Jeg vil.", "publiser": "1"})
    assert (svar.status_code, "Bare en administrator" in svar.text, "Jeg vil." in svar.text) == (
        422,
        True,
        True,
    )
    annet = innhold.publisert_behov(part, av=ola, redaktor=lag_redaktor("to@eksempel.no"), tittel=["Annet"])
    feil = reverse("behov_sporsmal_svar", args=[*annet.adressedeler, sporsmal.ref])
    for klient, sti in (
        (mari, feil),
        (logg_inn(eva), _svarside(sporsmal)),
        (logg_inn(lag_redaktor("r@e.no")), _svarside(sporsmal)),
    ):
        assert klient.get(sti).status_code == 404


def test_to_som_svarer_ser_det_den_andre_skrev(behov, ola, eva):
    sporsmal = still_sporsmal(behov, tekst=SPURT, malform="nb", av=eva)
    klient = logg_inn(ola)
    klient.post(_svarside(sporsmal), {"sett": "0", "svar": "Det første.", "lagre": "1"})
    svar = klient.post(_svarside(sporsmal), {"sett": "0", "svar": "Det andre.", "publiser": "1"})
    assert svar.status_code == 422
    assert "Det første." in svar.text
    assert "Det andre." in svar.text
    assert not Behovssporsmal.objects.offentlige().exists()


def test_tatt_bort_sies_pa_siden_med_grunnen(behov, ola, eva):
    sporsmal = still_sporsmal(behov, tekst="Gjelder det Per i Storgata?", malform="nb", av=eva)
    publiser_svar(sporsmal, svar="Nei.", sett="0", av=ola)
    klient = logg_inn(ola)
    assert klient.post(_svarside(sporsmal), {"sett": "1", "fjern": "1", "fjern-grunn": ""}).status_code == 422
    klient.post(_svarside(sporsmal), {"sett": "1", "fjern": "1", "fjern-grunn": "Det gjaldt en person."})
    side = _side(behov.get_absolute_url())
    assert "Det gjaldt en person." in side
    assert "Storgata" not in side
    assert klient.get(_svarside(sporsmal)).status_code == 404


def test_svarene_star_nar_behovet_er_lukket_eller_tatt_ned(behov, ola, eva):
    assert logg_inn(None).get(reverse("behov_sporsmalene", args=[behov.slug])).status_code == 200
    publiser_svar(still_sporsmal(behov, tekst=SPURT, malform="nb", av=eva), svar="Hundre.", sett="0", av=ola)
    ta_ned(behov, av=ola)
    side, liste = (
        logg_inn(None).get(behov.get_absolute_url()),
        reverse("behov_sporsmalene", args=[behov.slug]),
    )
    assert (side.status_code, liste in side.text) == (410, True)
    assert "kan fortsatt leses" in side.text and "ikke noe å lese" not in side.text
    assert "Hundre." in _side(liste)
    assert behov.problem not in _side(liste)
    assert logg_inn(eva).post(reverse("behov_spor", args=[behov.slug]), {"tekst": SPURT}).status_code == 404
    Behovssporsmal.objects.all().delete()
    assert logg_inn(None).get(liste).status_code == 404


def test_den_som_leser_far_vite_hva_hun_gjor_og_et_oppdiktet_behov_tar_ikke_imot_noe(behov, ola, eva):
    spor, kontakt = (
        reverse("behov_spor", args=[behov.slug]),
        f"/samtaler/ny/{behov.part.slug}/?behov={behov.slug}",
    )
    for hvem, ventet in ((None, True), (eva, True), (ola, False)):
        side = _side(behov.get_absolute_url(), logg_inn(hvem))
        assert (spor in side, kontakt in side) == (ventet, ventet), hvem
    behov.oppdiktet = True
    behov.save()
    side = _side(behov.get_absolute_url())
    assert (spor in side, kontakt in side) == (False, False)
    svar = logg_inn(eva).post(spor, {"tekst": SPURT})
    assert (svar.status_code, "oppdiktet" in svar.text) == (422, True)
    assert not Behovssporsmal.objects.exists()


def test_mange_svar_er_delt_pa_sider_og_koster_det_samme(behov, ola):
    naa = timezone.now()
    Behovssporsmal.objects.bulk_create(
        Behovssporsmal(behov=behov, tekst=f"Spørsmål {nr}?" + "å" * 980, svar="æ" * 3000, besvart_tid=naa)
        for nr in range(23)
    )
    for sti in (behov.get_absolute_url(), reverse("behov_sporsmalene", args=[behov.slug])):
        logg_inn(None).get(sti)
        with CaptureQueriesContext(connection) as spurt:
            svar = logg_inn(None).get(sti)
        assert len(spurt) <= 8
        assert len(svar.content) <= 100_000
    assert "Alle spørsmålene og svarene" in _side(behov.get_absolute_url())
    assert "Side 3 av 3" in _side(reverse("behov_sporsmalene", args=[behov.slug]) + "?side=99")
