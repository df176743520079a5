"""Min side sier hva som snart går ut hos virksomheten: kontaktene, og dagene i behovene."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kommuner.handlinger.egenkontakt import lagre_kontakt
from kommuner.models import Behov, Egenkontakt, OffentligPart, Rolle
from tests.verden import lag_bruker, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt

pytestmark = pytest.mark.django_db


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


def _med(part, epost, rolle):
    bruker = lag_bruker(epost, navn=epost.split("@")[0].title())
    legg_til_medlem(part, bruker=bruker, rolle=rolle, av=bruker, grunn="test")
    velg_hatt(bruker, kode=f"offentlig:{part.slug}")
    return bruker


@pytest.fixture
def ola(part):
    return _med(part, "ola@trondheim.kommune.no", "administrator")


@pytest.fixture
def kontakten(part, ola):
    rad = lagre_kontakt(
        part, Rolle.objects.get(slug="rektor"), verdier={"tittel": "Rektor på Byåsen"}, av=ola
    )
    lagre_kontakt(part, None, verdier={"telefon": "72540000"}, av=ola)
    return rad


def _gammel(rad, dager):
    Egenkontakt.objects.filter(pk=rad.pk).update(kontrollert=timezone.localdate() - timedelta(days=dager))


@pytest.mark.parametrize(("dager", "vises"), [(334, False), (335, True), (364, True), (400, True)])
def test_kontakter_som_utloper_innen_30_dager_star_der(kontakten, ola, dager, vises):
    _gammel(kontakten, dager)
    side = logg_inn(ola).get("/min-side/").text
    assert ("Rektor på Byåsen" in side) == vises == ("Går snart ut" in side)


def test_det_som_er_gatt_ut_far_ingen_frist_som_er_passert(kontakten, part, ola):
    """«Må bekreftes innen 23. november» sto der fem dager etter, og navnet var alt skjult."""
    _gammel(kontakten, 370)
    klient = logg_inn(ola)
    side = klient.get("/min-side/").text
    assert "1 kontakt er ikke bekreftet på tolv måneder" in side and "må bekreftes innen" not in side
    felles = Egenkontakt.objects.get(part=part, rolle=None)
    _gammel(felles, 350)
    side = klient.get("/min-side/").text
    assert "1 kontakt er ikke bekreftet på tolv måneder" in side and "1 kontakt må bekreftes innen" in side
    stemmer = klient.get(reverse("offentlig_kontakter_stemmer", args=[part.slug])).text
    assert ("Gikk ut" in stemmer, "Gjelder til" in stemmer) == (True, True)


def test_stemmer_er_en_knapp_der_og_gjelder_det_hun_sa(kontakten, part, ola):
    _gammel(kontakten, 350)
    klient = logg_inn(ola)
    [k] = klient.get("/min-side/").context["kontaktene"]
    sti = reverse("offentlig_kontakter_stemmer", args=[part.slug])
    Egenkontakt.objects.filter(part=part, rolle=None).update(telefon="99999999")  # en kollega rettet imens
    klient.post(sti, {"sett": k.sett})
    kontakten.refresh_from_db()
    assert kontakten.kontrollert < timezone.localdate()
    [k] = klient.get("/min-side/").context["kontaktene"]
    klient.post(sti, {"sett": k.sett})
    kontakten.refresh_from_db()
    assert kontakten.kontrollert == timezone.localdate()
    assert "Går snart ut" not in klient.get("/min-side/").text


def test_bare_den_som_administrerer_ser_kontaktene(kontakten, part):
    _gammel(kontakten, 350)
    medlem = _med(part, "kari@trondheim.kommune.no", "medlem")
    assert "Går snart ut" not in logg_inn(medlem).get("/min-side/").text


def _behov(part, slug, **felt):
    return Behov.objects.create(
        part=part,
        slug=slug,
        tittel=slug.title(),
        publisert_tid=timezone.now(),
        **{"tilstand": "apent", **felt},
    )


def test_fristene_i_behovene_star_i_rekkefolge_og_bare_de_som_kommer(part):
    medlem = _med(part, "kari@trondheim.kommune.no", "medlem")
    i_dag = timezone.localdate()
    _behov(part, "sent", frist=i_dag + timedelta(days=31))
    _behov(part, "ute", frist=i_dag - timedelta(days=1))
    _behov(part, "kunngjort", frist=i_dag + timedelta(days=2), tilstand="kunngjort", doffin="1")
    _behov(part, "snart", frist=i_dag + timedelta(days=30))
    _behov(part, "straks", frist=i_dag, beslutningsdato=i_dag + timedelta(days=4))
    dager = logg_inn(medlem).get("/min-side/").context["dagene"]
    assert [(d.behov.slug, d.er_frist) for d in dager] == [
        ("straks", True), ("straks", False), ("snart", True),
    ]  # fmt: skip
    annen = _med(OffentligPart.objects.get(slug="bergen-kommune"), "b@bergen.kommune.no", "medlem")
    assert logg_inn(annen).get("/min-side/").context["dagene"] == []
