"""Spørsmålene til et behov: hvem som ser hva når, fristen, grensene, og to som svarer samtidig."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kommuner.handlinger import sporsmal as handlinger
from kommuner.handlinger.behov import sett_tilstand
from kommuner.models import Behovssporsmal, OffentligPart
from tests import innhold
from tests.verden import lag_bruker, lag_redaktor
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Medlemsrolle
from veier.personvern.handlinger.innsyn import samle
from veier.personvern.handlinger.sletting import slett_konto

pytestmark = pytest.mark.django_db


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


def _ansatt(part, navn, rolle):
    bruker = lag_bruker(f"{navn}@trondheim.kommune.no", navn=navn.title())
    legg_til_medlem(part, bruker=bruker, rolle=rolle, av=bruker, grunn="test")
    return bruker


@pytest.fixture
def ola(part):
    return _ansatt(part, "ola", Medlemsrolle.ADMINISTRATOR)


@pytest.fixture
def mari(part):
    return _ansatt(part, "mari", Medlemsrolle.MEDLEM)


@pytest.fixture
def eva():
    return lag_bruker("eva@eksempel.no", navn="Eva Entreprenør")


@pytest.fixture
def behov(part, ola):
    return innhold.publisert_behov(part, av=ola, redaktor=lag_redaktor())


def _spor(behov, tekst="Hvor mange gjelder det?", **hvem):
    return handlinger.still_sporsmal(behov, tekst=tekst, malform="nb", **hvem)


def _publiser(sporsmal, ola, svar="Om lag hundre.", sett="0"):
    return handlinger.publiser_svar(sporsmal, svar=svar, sett=sett, av=ola)


def test_den_som_spurte_star_ingen_steder_virksomheten_eller_loggen_ser(behov, ola, eva):
    sporsmal = _spor(behov, av=eva)
    [brev] = Utsending.objects.filter(mal="sporsmal_stilt")
    assert (brev.til, str(sporsmal.ref) in brev.tekst) == (ola.epost, True)
    _publiser(sporsmal, ola)
    sagt = brev.tekst + brev.emne + str(list(Hendelse.objects.values_list("av", "gjelder_id", "detaljer")))
    for spor in ("eva@eksempel.no", "Eva Entreprenør", str(eva.offentlig_id)):
        assert spor not in sagt
    # Heller ikke det portalen har lagret om den som svarte, sier hvem som spurte.
    assert "eva@eksempel.no" not in str(samle(ola))
    assert "Hvor mange gjelder det?" in str(samle(eva))


def test_den_som_spurte_far_ikke_utkastet_av_det_portalen_har_lagret_om_henne(behov, ola, eva):
    handlinger.lagre_svar(_spor(behov, av=eva), svar="Trolig hundre.", sett="0", av=ola)
    hennes = str(samle(eva))
    assert ("Trolig hundre." in hennes, "Ola" in hennes, "Hvor mange" in hennes) == (False, False, True)
    assert "Trolig hundre." in str(samle(ola))


def test_en_fremmed_far_ikke_portalen_til_a_sende_lenken_sin_til_virksomheten(behov):
    tekst = "Logg inn på https://svindel.example/nå.\nRing 912 34 567. Hvor mange gjelder det?"
    _spor(behov, tekst, epost="nora@eksempel.no", kode="k" * 64)
    brev = Utsending.objects.get(mal="sporsmal_stilt")
    assert "Hvor mange gjelder det?" in brev.tekst
    for ut in (brev.tekst, brev.html):
        assert not [del_ for del_ in ("svindel.example", "912 34") if del_ in ut]
    assert Behovssporsmal.objects.get().tekst == tekst


def test_svaret_gar_til_den_som_spurte_og_adressen_uten_konto_glemmes(behov, ola, eva):
    med, uten = _spor(behov, av=eva), _spor(behov, "Når?", epost="nora@eksempel.no", kode="k" * 64)
    assert (med.epost, uten.epost) == ("", "nora@eksempel.no")
    for rad in (med, uten):
        _publiser(rad, ola)
    brev = {b.til: b for b in Utsending.objects.filter(mal="sporsmal_besvart")}
    assert set(brev) == {"eva@eksempel.no", "nora@eksempel.no"}
    assert all(b.hemmelig and "Om lag hundre." in b.tekst for b in brev.values())
    # Teksten slettes når brevet er sendt. Emnet står, og sier ikke hvem som spurte om hva.
    assert not any(del_ in b.emne for b in brev.values() for del_ in (behov.tittel, behov.part.navn))
    assert all(f"/behov/{behov.slug}/sporsmal/" in b.tekst for b in brev.values())
    uten.refresh_from_db()
    assert uten.epost == ""


def test_adressen_glemmes_etter_et_ar_uten_svar(behov):
    ny, gammel = (_spor(behov, t, epost="nora@eksempel.no", kode=t) for t in ("Ny?", "Gammel?"))
    Behovssporsmal.objects.filter(pk=gammel.pk).update(stilt_tid=timezone.now() - timedelta(days=366))
    assert handlinger.glem_adresser() == 1
    assert list(Behovssporsmal.objects.exclude(epost="")) == [ny]


# Fristen er en dag i Norge. Klokken i UTC, dagen i Norge, og om det kan spørres når fristen er 28. mars eller 25. oktober.
KLOKKER = [
    (date(2027, 3, 27), datetime(2027, 3, 27, 22, 59, 59, tzinfo=UTC), True),  # 23.59.59 før sommertid
    (
        date(2027, 3, 27),
        datetime(2027, 3, 27, 23, 0, 0, tzinfo=UTC),
        False,
    ),  # midnatt, natten klokken stilles fram
    (date(2027, 3, 28), datetime(2027, 3, 28, 21, 59, 59, tzinfo=UTC), True),  # døgnet med 23 timer
    (date(2027, 3, 28), datetime(2027, 3, 28, 22, 0, 0, tzinfo=UTC), False),
    (date(2027, 10, 31), datetime(2027, 10, 31, 22, 59, 59, tzinfo=UTC), True),  # døgnet med 25 timer
    (date(2027, 10, 31), datetime(2027, 10, 31, 23, 0, 0, tzinfo=UTC), False),
    (date(2027, 10, 30), datetime(2027, 10, 30, 21, 59, 59, tzinfo=UTC), True),
    (date(2027, 10, 30), datetime(2027, 10, 30, 22, 0, 0, tzinfo=UTC), False),
]


@pytest.mark.parametrize(("frist", "klokken", "apent"), KLOKKER)
def test_fristen_gar_ut_ved_midnatt_norsk_tid_ogsa_nar_klokken_stilles(
    frist, klokken, apent, behov, eva, monkeypatch
):
    behov.frist = frist
    behov.save()
    monkeypatch.setattr("django.utils.timezone.now", lambda: klokken)
    if apent:
        assert _spor(behov, av=eva).venter
    else:
        with pytest.raises(Domenefeil, match=f"gikk ut {frist.day}. "):
            _spor(behov, av=eva)


def test_det_som_er_spurt_i_tide_kan_besvares_etter_fristen(behov, ola, eva):
    sporsmal = _spor(behov, av=eva)
    behov.frist = timezone.localdate() - timedelta(days=1)
    behov.save()
    assert _publiser(sporsmal, ola).besvart_tid


@pytest.mark.parametrize(
    ("til", "ekstra", "melding"),
    [
        ("kunngjort", {"doffin": "2026-123456"}, r"Doffin \(2026-123456\)"),
        ("lukket", {"utfall": "trukket", "grunn": "Pengene ble borte."}, "lukket"),
    ],
)
def test_en_kunngjort_eller_lukket_tar_ikke_imot_flere(til, ekstra, melding, behov, ola, eva):
    stilt = _spor(behov, "Før?", av=eva)
    sett_tilstand(behov, til=til, sett="apent", av=ola, **ekstra)
    with pytest.raises(Domenefeil, match=melding):
        _spor(behov, av=eva)
    if til == "kunngjort":
        with pytest.raises(Domenefeil, match="konkurransen på Doffin"):
            _publiser(stilt, ola)
    else:
        assert _publiser(stilt, ola).besvart_tid


def test_den_samme_lenken_og_et_dobbeltklikk_er_ett_sporsmal(behov, eva):
    forste = _spor(behov, epost="nora@eksempel.no", kode="k" * 64)
    assert _spor(behov, "Noe annet?", epost="nora@eksempel.no", kode="k" * 64) == forste
    assert _spor(behov, av=eva) == _spor(behov, av=eva)
    assert Behovssporsmal.objects.count() == 2


def test_en_kan_ikke_fylle_koen_og_alle_til_sammen_heller_ikke(behov, eva, monkeypatch):
    for nr in range(handlinger.VENTER_FRA_EN):
        _spor(behov, f"Spørsmål {nr}?", av=eva)
    with pytest.raises(Domenefeil, match="Vent til de er besvart"):
        _spor(behov, "Ett til?", av=eva)
    monkeypatch.setattr(handlinger, "VENTER_I_ALT", handlinger.VENTER_FRA_EN)
    with pytest.raises(Domenefeil, match="svært mange"):
        _spor(behov, "Enda ett?", av=lag_bruker("mona@eksempel.no"))


def test_en_fremmed_med_mange_adresser_stenger_ingen_med_konto_ute(behov, eva, monkeypatch):
    monkeypatch.setattr(handlinger, "VENTER_I_ALT", 2)
    for nr in range(2):
        _spor(behov, "Hva med det?", epost=f"f{nr}@eksempel.no", kode=f"k{nr}")
    with pytest.raises(Domenefeil, match="svært mange"):
        _spor(behov, "Hva med det?", epost="f3@eksempel.no", kode="k3")
    assert _spor(behov, "Hva med det?", av=eva).pk


def test_to_som_svarer_skriver_ikke_over_hverandre(behov, ola, mari, eva):
    sporsmal = _spor(behov, av=eva)
    handlinger.lagre_svar(sporsmal, svar="Maris utkast.", sett="0", av=mari)
    for handling in (handlinger.lagre_svar, handlinger.publiser_svar):
        with pytest.raises(Domenefeil, match="etter at du åpnet siden"):
            handling(sporsmal, svar="Olas.", sett="0", av=ola)
    publisert = _publiser(sporsmal, ola, svar="Sammen.", sett="1")
    rettet = _publiser(sporsmal, ola, svar="Rettet.", sett="2")
    assert (rettet.besvart_tid, rettet.rettet_tid is not None) == (publisert.besvart_tid, True)
    assert Utsending.objects.filter(mal="sporsmal_besvart").count() == 1


def test_bare_de_som_er_med_skriver_og_bare_en_administrator_publiserer_og_tar_bort(behov, mari, eva, ola):
    sporsmal = _spor(behov, av=eva)
    with pytest.raises(Domenefeil, match="som er med"):
        handlinger.lagre_svar(sporsmal, svar="x", sett="0", av=eva)
    with pytest.raises(Domenefeil, match="administrator"):
        _publiser(sporsmal, mari)
    with pytest.raises(Domenefeil, match="administrator"):
        handlinger.fjern_sporsmal(sporsmal, grunn="Nei.", sett="0", av=mari)
    _publiser(sporsmal, ola)
    with pytest.raises(Domenefeil, match="rettelse"):
        handlinger.lagre_svar(sporsmal, svar="x", sett="1", av=mari)


def test_det_som_tas_bort_er_tomt_og_den_som_spurte_far_grunnen(behov, ola, eva):
    sporsmal = _spor(behov, "Hva med Per i Storgata?", av=eva)
    _publiser(sporsmal, ola, svar="Per har det fint.")
    borte = handlinger.fjern_sporsmal(sporsmal, grunn="Det gjaldt en person.", sett="1", av=ola)
    assert (borte.tekst, borte.svar) == ("", "")
    brev = Utsending.objects.get(mal="sporsmal_fjernet")
    assert (brev.til, "Det gjaldt en person." in brev.tekst) == (eva.epost, True)
    with pytest.raises(Domenefeil, match="alt tatt bort"):
        _publiser(sporsmal, ola, sett="1")


def test_kontoen_slettes_og_sporsmalet_star_uten_navn(behov, eva):
    sporsmal = _spor(behov, av=eva)
    slett_konto(eva.pk)
    sporsmal.refresh_from_db()
    assert (sporsmal.spor_av, sporsmal.epost, sporsmal.venter) == (None, "", True)


@pytest.mark.parametrize("verdier", [{"besvart_tid": timezone.now()}, {"fjernet_tid": timezone.now()}])
def test_databasen_passer_pa_svaret_og_grunnen(verdier, behov, eva):
    sporsmal = _spor(behov, av=eva)
    with pytest.raises(IntegrityError), transaction.atomic():
        Behovssporsmal.objects.filter(pk=sporsmal.pk).update(**verdier)
