"""En kunngjort konkurranse stenger alle veier til å skrive fritt om den: de andre samtalene, nye, og samarbeidet."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from kommuner.doffin import les_nummeret
from kommuner.models import Behov
from samarbeid.innpost.handlinger import Konvolutt, ta_imot
from samarbeid.models import Samtale
from samarbeid.samarbeidene.handlinger import deler, gang, pilot, start
from samarbeid.samtaler.handlinger import trad
from samarbeid.samtaler.handlinger.start import lag_mottaker, start_samtale
from samarbeid.samtaler.handlinger.start_offentlig import start_fra_virksomheten
from samarbeid.samtaler.handlinger.trad import Onske
from samarbeid.samtaler.innlegg import innleggene
from samarbeid.samtaler.svaradresse import svaradressen
from samarbeid.samtaler.tilstander import Handling, neste_i
from tests.samarbeid.samarbeidene.felles import HVA, adresse, aktorer, begynt, dag, fyll, inn, startet
from veier.feil import Domenefeil, FeilIFelt

pytestmark = pytest.mark.django_db
DOFFIN = "2026-123456"


@pytest.fixture
def v(verden):
    return verden


@pytest.fixture
def samtale(v):
    """Samtalen, om et behov virksomheten har ute."""
    samtale = Samtale.objects.get()
    samtale.behov = Behov.objects.filter(part=samtale.part).first()
    samtale.save()
    return samtale


def _kunngjor(**felt):
    Samtale.objects.update(anskaffelse="kunngjort", doffin=DOFFIN, **felt)


def _kunngjor_behovet(samtale):
    Behov.objects.filter(pk=samtale.behov_id).update(tilstand="kunngjort", doffin=DOFFIN)
    samtale.behov.refresh_from_db()


def _start(v, samtale, **byttet):
    mottaker = lag_mottaker(samtale.part, byttet.get("behov", samtale.behov), samtale.ide)
    felt = {
        "emne": "Kofferter",
        "rolle": "",
        "til": samtale.til,
        "tekst": "Hei",
        "noe_annet": byttet.get("noe_annet", False),
    }
    return start_samtale(samtale.entreprenor, mottaker, **felt, sendenokkel=uuid.uuid4(), av=v.folk["eier"])


def test_en_konkurranse_om_behovet_stenger_samtalen_om_det_uten_at_noen_sier_det_i_den(v, samtale):
    assert neste_i(samtale, Handling.SVAR, "offentlig") == "besvart"
    _kunngjor_behovet(samtale)
    lov = {h for h in Handling for side in ("entreprenor", "offentlig") if neste_i(samtale, h, side)}
    assert lov == {Handling.VIDERESEND, Handling.INHABIL, Handling.AVSLUTT}
    onske = trad.Onske("svar", samtale.siste_nr, uuid.uuid4(), tekst="Et råd på siden.")
    with pytest.raises(Domenefeil, match=DOFFIN):
        trad.gjor(samtale, onske, av=trad.Aktor("offentlig", av=v.folk["offentlig"]))
    for rolle in ("eier", "offentlig"):
        side = v.klient(rolle).get(samtale.get_absolute_url()).text
        assert (
            f"Den er kunngjort her: {DOFFIN}." in side and f"https://www.doffin.no/notices/{DOFFIN}" in side
        )
        assert f"{samtale.get_absolute_url()}svar/" not in side


def test_avlyses_den_er_samtalen_apen_som_for(samtale):
    _kunngjor_behovet(samtale)
    samtale.behov.tilstand = "planlegges"
    assert neste_i(samtale, Handling.SVAR, "offentlig") == "besvart"
    assert (samtale.er_kunngjort, samtale.kunngjort_her) == (False, "")


def test_e_post_om_et_kunngjort_behov_holdes(samtale, settings):
    settings.SVARDOMENE = "svar.example"
    _kunngjor_behovet(samtale)
    raa = f"From: kari@trondheim.kommune.no\nTo: {svaradressen(samtale)}\nMessage-ID: <1@x>\n\nEt råd.\n"
    rad = ta_imot(raa.encode(), Konvolutt([svaradressen(samtale)]))
    assert (rad.tilstand, rad.grunn, rad.innlegg) == ("holdt", "kunngjort", None)


@pytest.mark.parametrize("dager", [None, 179])
def test_en_ny_samtale_om_det_samme_er_ingen_vei_rundt(v, samtale, dager):
    ferdig = (
        {} if dager is None else {"tilstand": "avsluttet", "ferdig_tid": timezone.now() - timedelta(dager)}
    )
    _kunngjor(siste_fra_offentlig=1, startet_tid=timezone.now() - timedelta(days=190), **ferdig)
    with pytest.raises(Domenefeil, match=f"kunngjort \\({DOFFIN}\\)"):
        _start(v, samtale)


def test_en_samtale_om_noe_annet_og_om_det_samme_etterpaa_gaar(v, samtale):
    _kunngjor(siste_fra_offentlig=1)
    assert _start(v, samtale, behov=None, noe_annet=True)
    tid = timezone.now() - timedelta(days=181)
    Samtale.objects.filter(pk=samtale.pk).update(tilstand="avsluttet", ferdig_tid=tid)
    assert _start(v, samtale)


def test_virksomheten_begynner_heller_ikke_en_ny(v, samtale):
    _kunngjor()
    felt = {"emne": "x", "tekst": "Hei", "anskaffelse": "apen"}
    with pytest.raises(Domenefeil, match=samtale.referanse):
        start_fra_virksomheten(samtale.part, samtale.entreprenor, **felt, sendenokkel=uuid.uuid4(), av=v.folk["offentlig"])  # fmt: skip
    Samtale.objects.update(tilstand="avsluttet", ferdig_tid=timezone.now())
    with pytest.raises(FeilIFelt, match="Kryss av"):
        start_fra_virksomheten(
            samtale.part, samtale.entreprenor, **felt, sendenokkel=uuid.uuid4(), av=v.folk["offentlig"]
        )
    ny = start_fra_virksomheten(
        samtale.part,
        samtale.entreprenor,
        **felt,
        noe_annet=True,
        sendenokkel=uuid.uuid4(),
        av=v.folk["offentlig"],
    )
    assert DOFFIN in ny.innlegg.get().tekst


def test_i_samarbeidet_skriver_ingen_fritt_heller(v):
    rad = begynt(v)
    eva, ola = aktorer(v)
    deler.skriv_forventning(rad, inn(rad), tekst="Svar fort.", tas_opp=timezone.localdate() + timedelta(9), av=eva)  # fmt: skip
    _kunngjor()
    neste = {
        "neste_steg": "x",
        "neste_dato": timezone.localdate(),
        "neste_side": "offentlig",
        "ansvarlig": None,
    }
    forsok = (
        lambda: deler.skriv_forventning(rad, inn(rad), tekst="x", tas_opp=timezone.localdate() + timedelta(9), av=eva),
        lambda: deler.ta_opp(rad, inn(rad), nr=1, notat="Prisen kan ned.", tas_opp=None, av=eva),
        lambda: gang.skriv_neste(rad, inn(rad), **neste, av=eva),
        lambda: pilot.lagre_plan(rad, inn(rad), {"hypotese": HVA["hypotese"]}, av=eva),
        lambda: pilot.skriv_lardom(rad, inn(rad), tekst="x", av=eva),
    )  # fmt: skip
    for ett in forsok:
        with pytest.raises(Domenefeil, match=f"kunngjort \\({DOFFIN}\\)"):
            ett()
    with pytest.raises(FeilIFelt, match="ingen skriver fritt"):
        gang.endre_stadium(rad, inn(rad), til="gjennomgang", tekst="Et råd.", av=ola)
    assert gang.endre_stadium(rad, inn(rad), til="gjennomgang", av=ola)
    side = v.klient("eier").get(rad.get_absolute_url()).text
    assert "skrive fritt her" in side
    for slag in ("forventning", "neste", "plan"):
        assert adresse(rad, slag) not in side
    assert adresse(rad, "ta-opp", "1") not in side and adresse(rad, "enig", "1") not in side
    ola_ser = v.klient("offentlig").get(rad.get_absolute_url()).text
    assert adresse(rad, "enig", "1") in ola_ser and adresse(rad, "ta-opp", "1") not in ola_ser


def test_et_nei_til_samarbeidet_har_ingen_tekst_mens_konkurransen_er_kunngjort(v):
    rad = begynt(v)
    rad.__class__.objects.filter(pk=rad.pk).update(stadium="foreslatt", begynt_tid=None)
    _kunngjor()
    with pytest.raises(FeilIFelt):
        start.si_nei(rad, inn(rad), tekst="Gå ned i pris.", av=aktorer(v)[1])
    assert start.si_nei(rad, inn(rad), tekst="", av=aktorer(v)[1])


def test_tallene_og_det_som_avgjores_skrives_inn_likevel(v):
    rad = startet(v)
    _kunngjor()
    maned = timezone.localdate().replace(day=1).isoformat()
    assert fyll(v.klient("eier"), rad, "tall", maned=maned, verdi_1="4").status_code in {200, 302}
    bestemt = {"avgjorelse": "stopp", "beslutter": "sektor", "besluttet_dato": dag(0)}
    svar = fyll(v.klient("offentlig"), rad, "avgjor", begrunnelse="Den vinner.", **bestemt)
    assert svar.status_code == 422 and "Den vinner." in svar.text
    assert fyll(v.klient("offentlig"), rad, "avgjor", **bestemt).status_code == 302


def test_en_samtale_avsluttet_for_lenge_siden_stenger_ikke_samarbeidet(v):
    rad = begynt(v)
    _kunngjor(tilstand="avsluttet", ferdig_tid=timezone.now() - timedelta(days=181))
    assert fyll(v.klient("eier"), rad, "forventning", tekst="Svar fort.", tas_opp=dag(9)).status_code == 302


@pytest.mark.parametrize(
    ("skrevet", "nummeret"),
    [
        ("2026-123456", "2026-123456"),
        (" Doffin 2026-123456 ", "2026-123456"),
        ("Doffin nr. 2026-123456", "2026-123456"),
        ("https://www.doffin.no/notices/2026-123456", "2026-123456"),
        ("https://doffin.no/nb/notices/2026-123456/?lang=nb#dokumenter", "2026-123456"),
        ("https://ted.europa.eu/no/notice/-/detail/123456-2026", "123456-2026"),
        ("", ""),
    ],
)
def test_nummeret_leses_av_det_folk_limer_inn(skrevet, nummeret):
    assert les_nummeret(skrevet) == nummeret


@pytest.mark.parametrize(
    "skrevet",
    [
        "Gå ned ti prosent, da vinner dere",
        "2026-1 gå ned",
        "٢٠٢٦-١٢٣٤٥",
        "https://doffin.no.example.org/2026-1",
        "Doffin",
        "1",
    ],
)
def test_fri_tekst_er_ikke_et_nummer(skrevet):
    with pytest.raises(FeilIFelt, match="bare nummeret") as feil:
        les_nummeret(skrevet)
    assert feil.value.felt == "doffin"


def _stilling(samtale, **felt):
    onske = Onske("anskaffelse", samtale.siste_nr, uuid.uuid4(), **felt)
    innlegg = trad.gjor(samtale, onske, av=trad.Aktor("offentlig", navn="Kari", epost=samtale.til))
    samtale.refresh_from_db()
    return innlegg


def test_bare_nummeret_er_med_i_samtalen_og_bare_nar_den_kunngjores(v, samtale):
    with pytest.raises(FeilIFelt, match="bare nummeret"):
        _stilling(samtale, anskaffelse="kunngjort", doffin="Gå ned ti prosent, da vinner dere")
    assert "hemmelig" not in _stilling(samtale, anskaffelse="planlegges", doffin="hemmelig").tekst
    kunngjort = _stilling(samtale, anskaffelse="kunngjort", doffin=f"Doffin {DOFFIN}")
    assert kunngjort.tekst.endswith(f": {DOFFIN}") and kunngjort.navn == "Kari"  # den var åpen da hun skrev
    assert "hemmelig" not in _stilling(samtale, anskaffelse="avsluttet", doffin="hemmelig").tekst
    assert samtale.doffin == DOFFIN


def test_navnet_er_ingen_vei_til_fri_tekst_mens_konkurransen_er_kunngjort(v, samtale):
    _kunngjor()
    samtale.refresh_from_db()
    til = f"ny@{samtale.til.partition('@')[2]}"
    onske = Onske("videresend", samtale.siste_nr, uuid.uuid4(), epost=til)
    innlegg = trad.gjor(
        samtale, onske, av=trad.Aktor("offentlig", navn="Gå ned ti prosent", epost=samtale.til)
    )
    assert (innlegg.navn, innlegg.hvem) == ("", samtale.til)
    assert (
        innlegg.tekst == f"…@{samtale.til.partition('@')[2]}"
    )  # det foran krøllalfaen kan være hva som helst
    (vist,) = innleggene(samtale, "entreprenor", fra=innlegg.nr, til=innlegg.nr)
    assert vist.hode.endswith(f" · {samtale.til}")


def test_virksomheten_begynner_ikke_pa_nytt_nar_det_er_behovet_som_er_kunngjort(v, samtale):
    _kunngjor_behovet(samtale)
    with pytest.raises(Domenefeil, match="kunngjort"):
        felt = {"emne": "x", "tekst": "Hei", "anskaffelse": "apen"}
        start_fra_virksomheten(samtale.part, samtale.entreprenor, **felt, sendenokkel=uuid.uuid4(), av=v.folk["offentlig"])  # fmt: skip


def test_heller_ikke_entreprenoren(v, samtale):
    mottaker = lag_mottaker(samtale.part, samtale.behov, samtale.ide)
    _kunngjor_behovet(samtale)
    Samtale.objects.update(tilstand="avsluttet", ferdig_tid=timezone.now())
    felt = {"emne": "Kofferter", "rolle": "", "til": samtale.til, "tekst": "Hei"}
    with pytest.raises(Domenefeil, match=DOFFIN):
        start_samtale(samtale.entreprenor, mottaker, **felt, sendenokkel=uuid.uuid4(), av=v.folk["eier"])
