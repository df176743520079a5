"""Det virksomheten selv sier: hvem som skriver, at det går foran, at det eldes, og at et navn kan tas bort."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import docx
import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Ideutkast
from kommuner.egenkontakt import i_ord
from kommuner.handlinger import egenkontakt as handlinger
from kommuner.kontakt import kontaktfakta
from kommuner.models import Egenkontakt, OffentligPart, Registerkontakt, Rolle
from kommuner.models.egenkontakt import VARER
from tests.skjemaer import skjulte
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle
from veier.personvern.handlinger.innsyn import samle
from veier.personvern.handlinger.sletting import angre_sletting, bestill_sletting, slett_konto
from veier.utkast.handlinger import lagre_steg, start_utkast

pytestmark = pytest.mark.django_db


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


@pytest.fixture
def rolle():
    return Rolle.objects.get(slug="leder-sykehjem")


def _ansatt(part, navn, rolle=Medlemsrolle.ADMINISTRATOR):
    bruker = lag_bruker(f"{navn}@trondheim.kommune.no", navn=navn.title())
    legg_til_medlem(part, bruker=bruker, rolle=rolle, av=bruker, grunn="test")
    velg_hatt(bruker, kode=f"offentlig:{part.slug}")
    return bruker


@pytest.fixture
def ola(part):
    return _ansatt(part, "ola")


def _side(sti, klient=None):
    return (klient or logg_inn(None)).get(sti).text


def _send(klient, sti, skrevet):
    """Som en nettleser: det skjulte på siden følger med."""
    return klient.post(sti, {**skjulte(klient.get(sti)), **skrevet})


def _gammel(dager):
    Egenkontakt.objects.update(kontrollert=timezone.localdate() - timedelta(days=dager))


def test_det_hun_skriver_om_hele_virksomheten_gar_foran_registeret_med_dato(part, ola):
    Registerkontakt.objects.update_or_create(
        part=part,
        defaults={
            "telefon": "72 54 00 00",
            "epost": "gammel@trondheim.example",
            "hentet_tid": timezone.now(),
        },
    )
    sti = reverse("offentlig_kontakt_felles", args=[part.slug])
    svar = _send(
        logg_inn(ola),
        sti,
        {
            "telefon": "911 22 333",
            "epost": "Post@Trondheim.example",
            "delegering": "trondheim.example/reglement",
            "frister": "Innspill innen 1. september.",
        },
    )
    assert svar.url == reverse("offentlig_kontakter", args=[part.slug])
    side = _side(part.get_absolute_url())
    for ventet in (
        "911 22 333",
        "post@trondheim.example",
        "https://trondheim.example/reglement",
        "Innspill innen 1. september.",
        "virksomheten selv, kontrollert",
    ):
        assert ventet in side
    assert "72 54 00 00" not in side
    _send(logg_inn(ola), sti, {})
    assert not Egenkontakt.objects.exists()
    assert "72 54 00 00" in _side(part.get_absolute_url())


def test_det_hun_sier_om_en_rolle_star_pa_siden_og_i_svaret_fra_motoren(part, ola, rolle):
    svar = _send(
        logg_inn(ola),
        reverse("offentlig_kontakt_rolle", args=[part.slug, rolle.slug]),
        {
            "tittel": "Virksomhetsleder helse og velferd",
            "enhet": "Øya",
            "telefon": "911 22 333",
            "belop": "100 000",
            "navn": "Kari Nordmann",
            "navn_ok": "on",
        },
    )
    assert svar.status_code == 302
    utkast = start_utkast(
        Ideutkast, steg="ideen",
        svar={"tittel": ["Koffert"], "problem": ["Personer med demens på sykehjem har lange dager."], "losning": ["En koffert."]},
    )  # fmt: skip
    lagre_steg(utkast, steg="sted", svar={"omrader": ["5001"], "sok": [""]})
    for sti in (part.get_absolute_url(), reverse("veien_videre", args=[utkast.nokkel])):
        side = _side(sti)
        assert "Kommunen sier selv" in side, sti
        for ventet in (
            "Kari Nordmann, Virksomhetsleder helse og velferd, Øya.",
            "Telefon 911 22 333.",
            "100\xa0000\xa0kroner",
        ):
            assert ventet in side, (sti, ventet)
    fil = logg_inn(None).get(reverse("prov_fil", args=[utkast.nokkel, "docx"]))
    lest = "\n".join(a.text for a in docx.Document(io.BytesIO(fil.content)).paragraphs)
    assert (
        "Kommunen sier selv: Kari Nordmann, Virksomhetsleder helse og velferd, Øya. Telefon 911 22 333."
        in lest
    )


def test_et_svar_som_er_regnet_ut_viser_det_nye_neste_gang_det_apnes(part, ola, rolle):
    """Svaret huskes; det virksomheten sier, registeret, og et navn som er tatt bort, skal ses med en gang likevel."""
    utkast = start_utkast(
        Ideutkast, steg="ideen",
        svar={"tittel": ["Koffert"], "problem": ["Personer med demens på sykehjem har lange dager."], "losning": ["En koffert."]},
    )  # fmt: skip
    lagre_steg(utkast, steg="sted", svar={"omrader": ["5001"], "sok": [""]})
    sti = reverse("veien_videre", args=[utkast.nokkel])
    assert "Kommunen sier selv" not in _side(sti)
    handlinger.lagre_kontakt(part, rolle, verdier={"tittel": "Husleder", "navn": "Kari Nordmann"}, av=ola)
    assert "Kommunen sier selv: Kari Nordmann, Husleder." in _side(sti)
    handlinger.fjern_navn(Egenkontakt.objects.get(), epost="kari@eksempel.no", malform="nb")
    assert "Kommunen sier selv: Husleder." in _side(sti)
    Registerkontakt.objects.update_or_create(
        part=part, defaults={"telefon": "72 54 11 22", "hentet_tid": timezone.now()}
    )
    assert "72 54 11 22" in _side(sti)
    handlinger.lagre_kontakt(part, rolle, verdier={"tittel": "", "navn": ""}, av=ola)
    assert "Kommunen sier selv" not in _side(sti)


@pytest.mark.parametrize(
    ("navn", "epost", "sier_det"),
    [
        ("Kari Nordmann", "kari.nordmann@trondheim.kommune.no", True),
        ("Kari Nordmann", "knordmann@trondheim.kommune.no", True),
        ("Bjørn-Åge Sæther", "aage.saether@trondheim.kommune.no", True),
        ("Zoë Ó Briain", "zoe@trondheim.kommune.no", True),
        ("Kari Nordmann", "sykehjem@nordmann.kommune.no", False),
        ("Bo Li", "boligkontoret@trondheim.kommune.no", False),
        ("", "sykehjem@trondheim.kommune.no", False),
    ],
)
def test_navnet_i_adressen_star_ikke_lenger_enn_navnet(navn, epost, sier_det, part, ola, rolle):
    """En som tok bort navnet sitt, sto igjen som «kari.nordmann@»."""
    verdier = {"tittel": "Husleder", "navn": navn, "epost": epost}
    rad = handlinger.lagre_kontakt(part, rolle, verdier=verdier, av=ola)
    assert epost in i_ord(rad)
    rad.kontrollert = timezone.localdate() - VARER
    assert (epost not in i_ord(rad)) is sier_det
    handlinger.fjern_navn(rad, epost="kari@eksempel.no", malform="nb")
    rad.refresh_from_db()
    assert (rad.epost, rad.navn) == ("" if sier_det else epost, "")


@pytest.mark.parametrize(
    ("felt", "melding"),
    [
        ({"navn": "Kari Nordmann"}, "Spør personen først"),
        ({"navn": "01010012356", "navn_ok": "on"}, "fødselsnummer"),
        ({"telefon": "tull"}, "telefonnummer"),
        ({"epost": "tull"}, "e-postadresse"),
        ({"belop": "mye"}, "beløpet med tall"),
    ],
)
def test_det_som_ikke_gar_sies_og_ingenting_lagres(felt, melding, part, ola, rolle):
    svar = logg_inn(ola).post(reverse("offentlig_kontakt_rolle", args=[part.slug, rolle.slug]), felt)
    assert (svar.status_code, melding in svar.text) == (422, True)
    assert not Egenkontakt.objects.exists()


def test_bare_en_administrator_i_virksomheten_og_bare_rollene_den_har(part, ola, rolle):
    mari, bodil = _ansatt(part, "mari", Medlemsrolle.MEDLEM), lag_bruker("b@eksempel.no")
    sti = reverse("offentlig_kontakt_rolle", args=[part.slug, rolle.slug])
    for hvem in (mari, bodil, lag_redaktor("r@eksempel.no")):
        assert logg_inn(hvem).get(sti).status_code == 404
        with pytest.raises(Domenefeil):
            handlinger.lagre_kontakt(part, rolle, verdier={"tittel": "x"}, av=hvem)
        with pytest.raises(Domenefeil):
            handlinger.bekreft_kontaktene(part, av=hvem)
    assert logg_inn(ola).get(sti).status_code == 200
    feil = reverse("offentlig_kontakt_rolle", args=[part.slug, "grant-forvalter-finnes-ikke"])
    assert logg_inn(ola).get(feil).status_code == 404


def test_etter_et_ar_er_navnet_skjult_og_rollen_star(part, ola, rolle):
    handlinger.lagre_kontakt(part, rolle, verdier={"navn": "Kari Nordmann", "tittel": "Leder"}, av=ola)
    kontakt = Egenkontakt.objects.get()
    _gammel(364)
    assert "Kari Nordmann, Leder." in _side(part.get_absolute_url())
    _gammel(365)
    side = _side(part.get_absolute_url())
    assert ("Kari Nordmann" in side, "Leder." in side, "ikke bekreftet siden" in side) == (False, True, True)
    sti = reverse("kontaktnavn_fjern", args=[kontakt.ref])
    assert sti not in side
    # Den som har lenken fra før, ser heller ikke navnet der, men kan ta det bort for godt.
    assert "Kari Nordmann" not in _side(sti)
    assert logg_inn(None).post(sti, {"epost": "kari@eksempel.no"}).status_code == 302
    assert Egenkontakt.objects.get().navn == ""


# Dagen er norsk: klokken i UTC, og om raden fra året før er utløpt.
@pytest.mark.parametrize(
    ("kontrollert", "klokken", "utlopt"),
    [
        (date(2026, 3, 28), datetime(2027, 3, 27, 22, 59, tzinfo=UTC), False),
        (date(2026, 3, 28), datetime(2027, 3, 27, 23, 0, tzinfo=UTC), True),
        (date(2026, 10, 31), datetime(2027, 10, 30, 21, 59, tzinfo=UTC), False),
        (date(2026, 10, 31), datetime(2027, 10, 30, 22, 0, tzinfo=UTC), True),
    ],
)
def test_den_utloper_ved_midnatt_norsk_tid(kontrollert, klokken, utlopt, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: klokken)
    assert Egenkontakt(kontrollert=kontrollert).er_utlopt is utlopt


def test_ett_brev_tretti_dager_for_og_ikke_to_og_stemmer_gir_et_nytt_ar(part, ola, rolle):
    for r in (rolle, None):
        handlinger.lagre_kontakt(part, r, verdier={"tittel": "Leder"}, av=ola)
    _gammel(334)
    assert handlinger.varsle_om_utlop() == 0
    _gammel(335)
    assert [handlinger.varsle_om_utlop(), handlinger.varsle_om_utlop()] == [1, 0]
    brev = Utsending.objects.get(mal="kontakter_utloper")
    sti = reverse("offentlig_kontakter_stemmer", args=[part.slug])
    assert (brev.til, sti in brev.tekst) == (ola.epost, True)
    rett = reverse("offentlig_kontakter", args=[part.slug])
    assert f"Rett noe:\n{settings.ADRESSE}{rett}\n" in brev.tekst
    klient = logg_inn(ola)
    assert "Alt stemmer" in _side(sti, klient)
    assert Egenkontakt.objects.first().kontrollert != timezone.localdate()
    _send(klient, sti, {})
    assert set(Egenkontakt.objects.values_list("kontrollert", "varslet_tid")) == {
        (timezone.localdate(), None)
    }
    _gammel(336)
    assert handlinger.varsle_om_utlop() == 1


def test_uten_en_administrator_venter_brevet_til_det_er_en(part, ola, rolle):
    handlinger.lagre_kontakt(part, rolle, verdier={"tittel": "Leder"}, av=ola)
    _gammel(340)
    part.medlemskap.all().delete()
    assert handlinger.varsle_om_utlop() == 0
    per = _ansatt(part, "per")
    assert [handlinger.varsle_om_utlop(), handlinger.varsle_om_utlop()] == [1, 0]
    assert Utsending.objects.get(mal="kontakter_utloper").til == per.epost


def test_en_person_tar_bort_navnet_sitt_uten_konto_med_en_gang(part, ola, rolle):
    handlinger.lagre_kontakt(part, rolle, verdier={"navn": "Kari Nordmann", "tittel": "Leder"}, av=ola)
    sti = reverse("kontaktnavn_fjern", args=[Egenkontakt.objects.get().ref])
    klient = logg_inn(None)
    assert sti in _side(part.get_absolute_url())
    assert "Kari Nordmann" in _side(sti)
    assert klient.post(sti, {"epost": ""}).status_code == 422
    assert klient.post(sti, {"epost": "kari@eksempel.no"}).url == part.get_absolute_url()
    side = _side(part.get_absolute_url())
    assert ("Kari Nordmann" in side, "Leder." in side) == (False, True)
    assert {b.mal: b.til for b in Utsending.objects.all()} == {
        "kontaktnavn_fjernet": "kari@eksempel.no", "kontaktnavn_borte": ola.epost,
    }  # fmt: skip
    # Et dobbeltklikk er ikke en side som ikke finnes, og sender ingenting om igjen.
    for svar in (klient.get(sti), klient.post(sti, {"epost": "x@eksempel.no"})):
        assert (svar.status_code, svar.url) == (302, part.get_absolute_url())
    assert Utsending.objects.count() == 2
    skjema = _side(reverse("offentlig_kontakt_rolle", args=[part.slug, rolle.slug]), logg_inn(ola))
    assert "tok bort navnet sitt" in skjema
    Egenkontakt.objects.update(navn_fjernet_tid=None)
    assert klient.get(sti).status_code == 404


def test_et_navn_som_er_tatt_bort_imens_kommer_ikke_tilbake(part, ola, rolle):
    handlinger.lagre_kontakt(part, rolle, verdier={"navn": "Kari Nordmann", "tittel": "Leder"}, av=ola)
    klient, sti = logg_inn(ola), reverse("offentlig_kontakt_rolle", args=[part.slug, rolle.slug])
    apnet = skjulte(klient.get(sti))
    handlinger.fjern_navn(Egenkontakt.objects.get(), epost="kari@eksempel.no", malform="nb")
    skrevet = {"navn": "Kari Nordmann", "navn_ok": "on", "tittel": "Sjef"}
    svar = klient.post(sti, {**apnet, **skrevet})
    assert (svar.status_code, "etter at du åpnet siden" in svar.text) == (422, True)
    for ventet in ("tok bort navnet sitt", "Dette er lagret nå", "Leder", 'value="Sjef"'):
        assert ventet in svar.text
    assert Egenkontakt.objects.values_list("navn", "tittel").get() == ("", "Leder")
    assert klient.post(sti, {**skjulte(svar), "tittel": "Sjef"}).status_code == 302


def test_to_som_fyller_ut_det_samme_og_en_som_sier_at_noe_hun_ikke_har_sett_stemmer(part, ola, rolle):
    klient, sti = logg_inn(ola), reverse("offentlig_kontakt_rolle", args=[part.slug, rolle.slug])
    stemmer = reverse("offentlig_kontakter_stemmer", args=[part.slug])
    apnet = skjulte(klient.get(sti))
    assert klient.post(sti, {**apnet, "tittel": "Leder"}).status_code == 302
    assert "Leder" in klient.post(sti, {**apnet, "tittel": "Sjef"}).text
    lest = skjulte(klient.get(stemmer))
    handlinger.lagre_kontakt(part, rolle, verdier={"tittel": "Styrer"}, av=ola)
    _gammel(340)
    svar = klient.post(stemmer, lest, follow=True)
    assert "etter at du åpnet siden" in svar.text
    assert Egenkontakt.objects.get().kontrollert != timezone.localdate()
    assert Egenkontakt.objects.get().tittel == "Styrer"


def test_siden_og_svaret_koster_det_samme_med_mange_roller(part, ola):
    for r in Rolle.objects.filter(nivaer__contains=["kommune"])[:15]:
        handlinger.lagre_kontakt(part, r, verdier={"tittel": "Leder", "telefon": "911 22 333"}, av=ola)
    logg_inn(None).get(part.get_absolute_url())
    with CaptureQueriesContext(connection) as spurt:
        svar = logg_inn(None).get(part.get_absolute_url())
    assert len(spurt) <= 8, [q["sql"][:90] for q in spurt.captured_queries]
    assert len(svar.content) <= 60_000
    with CaptureQueriesContext(connection) as spurt:
        kontaktfakta(
            OffentligPart.objects.prefetch_related("egenkontakter", "kontaktpunkter")
            .select_related("registerkontakt")
            .get(pk=part.pk)
        )
    assert len(spurt) == 3


def test_den_som_skrev_for_lenge_siden_henter_ikke_ut_navnet_med_dataene_sine(part, ola, rolle):
    verdier = {"navn": "Kari Nordmann", "epost": "kari@trondheim.kommune.no", "tittel": "Leder"}
    handlinger.lagre_kontakt(part, rolle, verdier=verdier, av=ola)
    hennes = str(samle(ola))
    assert ("Kari" in hennes, "kari@" in hennes, "Leder" in hennes) == (False, False, True)


@pytest.mark.parametrize("verdier", [{"delegering": "https://x.no"}, {"belop": -1}])
def test_databasen_passer_pa(verdier, part, ola, rolle):
    handlinger.lagre_kontakt(part, rolle, verdier={"tittel": "Leder"}, av=ola)
    with pytest.raises(IntegrityError), transaction.atomic():
        Egenkontakt.objects.update(**verdier)


def test_kontoen_slettes_og_navnet_adressen_og_nummeret_hennes_er_borte(part, ola, rolle):
    verdier = {"navn": "Ola", "epost": ola.epost, "telefon": "911 22 333", "tittel": "Leder"}
    handlinger.lagre_kontakt(part, rolle, verdier=verdier, av=ola)
    handlinger.lagre_kontakt(part, None, verdier={"navn": "Ola", "telefon": "72 54 00 00"}, av=ola)
    bestill_sletting(ola)
    sagt = list(Egenkontakt.objects.values_list("navn", "epost", "telefon", "tittel"))
    assert sagt == [("", "", "72 54 00 00", ""), ("", "", "", "Leder")]
    angre_sletting(ola)
    assert Egenkontakt.objects.get(rolle=rolle).epost == ola.epost
    slett_konto(ola.pk)
    assert not Egenkontakt.objects.exclude(navn="", epost="").exists()
