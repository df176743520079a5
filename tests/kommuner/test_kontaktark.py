"""Kontaktene fra en fil: hva den ville endret vises først, feil står ved linjen, og alt kan angres i et døgn."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from kommuner.handlinger import egenkontakt, kontaktimport
from kommuner.handlinger.personspor import Rollespor
from kommuner.jobber import glem_kontaktimport
from kommuner.models import Egenkontakt, Kontaktimport, OffentligPart, Rolle
from kommuner.models.egenkontakt import KAN_ANGRES
from kommuner.roller import roller_hos
from tests.skjema import les_skjema
from tests.verden import lag_bruker, logg_inn
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db
SYKEHJEM, SKOLE = "leder-sykehjem", "rektor"


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


@pytest.fixture
def ola(part):
    bruker = lag_bruker("ola@trondheim.kommune.no", navn="Ola Offentlig")
    legg_til_medlem(part, bruker=bruker, rolle=Medlemsrolle.ADMINISTRATOR, av=bruker, grunn="test")
    velg_hatt(bruker, kode=f"offentlig:{part.slug}")
    return bruker


@pytest.fixture
def klient(ola):
    return logg_inn(ola)


def _sti(part, navn="fra_fil"):
    return reverse(f"offentlig_kontakter_{navn}", args=[part.slug])


def _rolle(slug):
    return Rolle.objects.get(slug=slug)


def _ned(klient, part):
    tekst = klient.get(_sti(part, "csv")).content.decode("utf-8-sig")
    return {rad["rolle"]: rad for rad in csv.DictReader(io.StringIO(tekst, newline=""), delimiter=";")}


def _opp(klient, part, *rader, tegnsett="utf-8-sig"):
    ut = io.StringIO(newline="")
    skriv = csv.DictWriter(ut, list(rader[0]), delimiter=";")
    skriv.writeheader()
    skriv.writerows(rader)
    fil = SimpleUploadedFile("x.csv", ut.getvalue().encode(tegnsett))
    return klient.post(_sti(part), {"fil": fil})


def _trykk(klient, part, svar, knapp):
    """Knappen under planen, slik en nettleser sender den."""
    assert f'name="{knapp}"' in svar.text
    data = les_skjema(svar.text[svar.text.index('name="merke"') - 400 :])
    return klient.post(_sti(part), {**data, knapp: "1"})


def _feil(svar):
    return {linje.nummer: " ".join(linje.feil) for linje in svar.context["plan"].linjer if linje.feil}


def test_filen_har_alle_rollene_og_rett_inn_igjen_endrer_den_ingenting(klient, part, ola):
    egenkontakt.lagre_kontakt(
        part,
        _rolle(SYKEHJEM),
        verdier={"telefon": "+47 911 22 333", "belop": 100_000, "navn": "Kari"},
        av=ola,
    )
    rader = _ned(klient, part)
    assert list(rader) == ["felles", *(r.slug for r in roller_hos(part))]
    assert (rader[SYKEHJEM]["belop"], rader[SYKEHJEM]["navn_ok"]) == ("100000", "ja")
    assert rader[SYKEHJEM]["telefon"].startswith("'+47")  # et regneark ville regnet den ut
    plan = _opp(klient, part, *rader.values()).context["plan"]
    assert (plan.linjer, plan.uendret) == ([], len(rader))


def test_det_filen_endrer_vises_forst_og_lagres_med_spor(klient, part):
    svar = _opp(
        klient,
        part,
        {"rolle": "felles", "telefon": "911 22 333", "tittel": "", "enhet": ""},
        {"rolle": _rolle(SYKEHJEM).navn.upper(), "telefon": "", "tittel": "Virksomhetsleder", "enhet": "Øya"},
        {"rolle": SKOLE, "telefon": "", "tittel": "", "enhet": ""},
    )
    assert svar.status_code == 200 and "Linjer som blir endret: 2. Linjer som er som før: 1." in svar.text
    assert "Virksomhetsleder" in svar.text and not Egenkontakt.objects.exists()
    assert _trykk(klient, part, svar, "lagre").url == reverse("offentlig_kontakter", args=[part.slug])
    rader = {k.rolle and k.rolle.slug: k for k in Egenkontakt.objects.all()}
    assert set(rader) == {None, SYKEHJEM}
    assert (rader[SYKEHJEM].tittel, rader[SYKEHJEM].enhet) == ("Virksomhetsleder", "Øya")
    assert rader[None].kontrollert == timezone.localdate()
    spor = Hendelse.objects.filter(kode__in=("kontakter_hentet_inn", "kontakt_skrevet"))
    assert sorted(spor.values_list("kode", flat=True)) == ["kontakt_skrevet"] * 2 + ["kontakter_hentet_inn"]
    assert "Virksomhetsleder" in klient.get(part.get_absolute_url()).text


def test_belopet_vises_med_mellomrom_for_det_lagres(klient, part, ola):
    egenkontakt.lagre_kontakt(part, _rolle(SYKEHJEM), verdier={"belop": 50_000}, av=ola)
    svar = _opp(klient, part, {"rolle": SYKEHJEM, "belop": "1 200 000"})
    tekst = svar.text.replace("\u00a0", " ")
    assert "<del>50 000 kroner</del>" in tekst and "<ins>1 200 000 kroner</ins>" in tekst


def test_kolonner_som_mangler_rores_ikke(klient, part, ola):
    verdier = {"telefon": "911 22 333", "navn": "Kari Nordmann"}
    egenkontakt.lagre_kontakt(part, _rolle(SYKEHJEM), verdier=verdier, av=ola)
    _trykk(klient, part, _opp(klient, part, {"rolle": SYKEHJEM, "tittel": "Leder"}), "lagre")
    rad = Egenkontakt.objects.get()
    assert (rad.tittel, rad.telefon, rad.navn) == ("Leder", "911 22 333", "Kari Nordmann")


def _med_feil(klient, part):
    rad = dict.fromkeys(("tittel", "epost", "belop", "navn", "navn_ok", "delegering"), "")
    return _opp(
        klient,
        part,
        {"rolle": "ordforer-i-tromso", **rad, "tittel": "Ukjent"},
        {"rolle": SYKEHJEM, **rad, "epost": "ikke en adresse", "belop": "mye"},
        {"rolle": "felles", **rad, "belop": "100"},
        {"rolle": SYKEHJEM, **rad, "tittel": "Igjen"},
        {"rolle": SKOLE, **rad, "tittel": "Rektor hos oss"},
        {"rolle": "kommunedirektor", **rad, "navn": "Kari Nordmann"},
    )


def test_feil_star_ved_linjen_og_ingenting_lagres(klient, part):
    svar = _med_feil(klient, part)
    feil = _feil(svar)
    assert svar.status_code == 422 and set(feil) == {2, 3, 4, 5, 7}
    assert (
        "finnes ikke hos dere" in feil[2] and "Kolonnen «epost»" in feil[3] and "Kolonnen «belop»" in feil[3]
    )
    assert "på linjen til en rolle" in feil[4] and "to ganger" in feil[5] and "skriv «ja»" in feil[7]
    assert 'name="lagre"' not in svar.text
    # Knappen finnes ikke, men noen kan sende det likevel.
    data = {"innhold": svar.context["tekst"], "merke": svar.context["plan"].merke, "lagre": "1"}
    assert klient.post(_sti(part), data).status_code == 422
    assert not Egenkontakt.objects.exists() and not Kontaktimport.objects.exists()


def test_en_maned_som_ikke_er_et_navn_sies_slik_den_rettes_i_filen(klient, part):
    svar = _opp(klient, part, {"rolle": "felles", "maned_vedtak": "des."})
    assert _feil(svar)[2] == "Kolonnen «maned_vedtak»: Skriv navnet på måneden, for eksempel mars."


def test_hun_kan_velge_a_ta_bare_de_riktige_linjene(klient, part):
    svar = _trykk(klient, part, _med_feil(klient, part), "lagre_riktige")
    assert svar.status_code == 302
    assert [(k.rolle.slug, k.tittel) for k in Egenkontakt.objects.all()] == [(SKOLE, "Rektor hos oss")]


def test_en_lenke_eller_frist_pa_en_rolle_er_feil(klient, part):
    svar = _opp(klient, part, {"rolle": SYKEHJEM, "frister": "1. september", "tittel": ""})
    assert "på linjen «felles»" in _feil(svar)[2]


def test_er_ingen_linje_riktig_loves_ikke_knappen(klient, part):
    svar = _opp(klient, part, {"rolle": SKOLE, "epost": "ikke en adresse"})
    assert "velg den på nytt." in svar.text and "linjene som er riktige" not in svar.text


def test_et_navn_personen_har_tatt_bort_kommer_ikke_tilbake_fra_en_gammel_fil(klient, part, ola):
    rad = egenkontakt.lagre_kontakt(part, _rolle(SYKEHJEM), verdier={"navn": "Kari Nordmann"}, av=ola)
    gammel = _ned(klient, part)[SYKEHJEM]
    egenkontakt.fjern_navn(rad, epost="kari@eksempel.no", malform="nb")
    svar = _opp(klient, part, gammel)
    assert "tok bort navnet sitt" in _feil(svar)[2] and 'name="lagre' not in svar.text


def test_et_nytt_navn_trenger_sitt_eget_kryss(klient, part, ola):
    egenkontakt.lagre_kontakt(part, _rolle(SYKEHJEM), verdier={"navn": "Kari Nordmann"}, av=ola)
    uten = _opp(klient, part, {"rolle": SYKEHJEM, "navn": "Per Hansen"})
    assert "Spør personen først" in _feil(uten)[2]
    _trykk(
        klient, part, _opp(klient, part, {"rolle": SYKEHJEM, "navn": "Per Hansen", "navn_ok": "ja"}), "lagre"
    )
    assert Egenkontakt.objects.get().navn == "Per Hansen"


@pytest.mark.parametrize(
    ("innhold", "setning"),
    [
        ("tittel;enhet\na;b", "«rolle» må være en av dem"), ("rolle;tull\nfelles;x", "Kolonnen «tull» finnes ikke"),
        ("rolle;tittel\nfelles;a;b", "Linje 2 har 3 celler"), ('rolle;tittel\nfelles;"a', "kan ikke leses som CSV"),
    ],
)  # fmt: skip
def test_en_fil_som_er_feil_bygd_forklares(klient, part, innhold, setning):
    svar = klient.post(_sti(part), {"fil": SimpleUploadedFile("x.csv", innhold.encode())})
    assert (svar.status_code, setning in svar.text) == (422, True)


def test_er_noe_endret_siden_hun_sa_pa_det_vises_det_pa_nytt(klient, part, ola):
    svar = _opp(klient, part, {"rolle": SYKEHJEM, "tittel": "Fra filen"})
    egenkontakt.lagre_kontakt(part, _rolle(SYKEHJEM), verdier={"tittel": "En annen skrev"}, av=ola)
    igjen = _trykk(klient, part, svar, "lagre")
    assert igjen.status_code == 422 and "En annen skrev" in igjen.text
    assert Egenkontakt.objects.get().tittel == "En annen skrev"
    assert _trykk(klient, part, igjen, "lagre").status_code == 302
    assert Egenkontakt.objects.get().tittel == "Fra filen"


@pytest.mark.parametrize("knapp", ["lagre", "lagre_riktige"])
def test_et_dobbelttrykk_er_ett(klient, part, knapp):
    svar = (
        _med_feil(klient, part)
        if knapp == "lagre_riktige"
        else _opp(klient, part, {"rolle": SKOLE, "tittel": "Rektor hos oss"})
    )
    for _gang in range(2):
        igjen = _trykk(klient, part, svar, knapp)
        assert igjen.url == reverse("offentlig_kontakter", args=[part.slug])
    assert Egenkontakt.objects.get().tittel == "Rektor hos oss"
    assert Hendelse.objects.filter(kode="kontakter_hentet_inn").count() == 1
    assert "lagret fra før" in klient.get(igjen.url).text
    assert (
        "Angret" in klient.post(_sti(part, "angre"), follow=True).text
    )  # det som sto før filen, er ikke glemt
    assert not Egenkontakt.objects.exists()


class TestAngre:
    @pytest.fixture
    def hentet(self, part, ola):
        """En rad som sto fra i fjor, skrevet om av filen, og en som er ny."""
        egenkontakt.lagre_kontakt(part, _rolle(SYKEHJEM), verdier={"tittel": "Før", "navn": "Kari"}, av=ola)
        Egenkontakt.objects.update(kontrollert=timezone.localdate() - timedelta(days=200))
        linjer = [(_rolle(SYKEHJEM), {"tittel": "Etter", "navn": ""}), (None, {"telefon": "911 22 333"})]
        return kontaktimport.hent_inn(part, linjer, av=ola)

    def test_det_som_sto_legges_tilbake_med_datoen(self, klient, part, hentet):
        ref = Egenkontakt.objects.get(rolle__slug=SYKEHJEM).ref
        assert "Angre det filen gjorde" in klient.get(reverse("offentlig_kontakter", args=[part.slug])).text
        svar = klient.post(_sti(part, "angre"), follow=True)
        assert "Angret." in svar.text and "Angre det filen gjorde" not in svar.text
        rad = Egenkontakt.objects.get()
        assert (rad.tittel, rad.navn, rad.ref) == ("Før", "Kari", ref)
        assert rad.kontrollert == timezone.localdate() - timedelta(days=200)
        assert Hendelse.objects.filter(kode="kontakter_angret", detaljer__antall=2).count() == 1
        assert "ingenting å angre" in klient.post(_sti(part, "angre"), follow=True).text

    def test_er_noe_skrevet_etterpa_angres_ingenting(self, klient, part, ola, hentet):
        egenkontakt.lagre_kontakt(part, None, verdier={"telefon": "999 88 777"}, av=ola)
        assert "skrevet om" in klient.post(_sti(part, "angre"), follow=True).text
        assert sorted(Egenkontakt.objects.values_list("tittel", "telefon")) == [
            ("", "999 88 777"),
            ("Etter", ""),
        ]

    def test_det_andre_skriver_om_en_annen_rolle_hindrer_ikke(self, part, ola, hentet):
        egenkontakt.lagre_kontakt(part, _rolle(SKOLE), verdier={"tittel": "Rektor"}, av=ola)
        assert kontaktimport.angre(part, av=ola) == 2
        assert sorted(Egenkontakt.objects.values_list("tittel", flat=True)) == ["Før", "Rektor"]

    def test_etter_et_dogn_er_det_glemt(self, part, ola, hentet):
        Kontaktimport.objects.update(tid=timezone.now() - KAN_ANGRES)
        assert kontaktimport.angre(part, av=ola) == 0
        assert (glem_kontaktimport(0), Kontaktimport.objects.count()) == (1, 0)

    def test_det_siste_er_det_som_kan_angres(self, part, ola, hentet):
        ny = kontaktimport.hent_inn(part, [(_rolle(SKOLE), {"tittel": "Rektor"})], av=ola)
        assert list(Kontaktimport.objects.all()) == [ny]
        assert kontaktimport.angre(part, av=ola) == 1
        assert Egenkontakt.objects.get(rolle__slug=SYKEHJEM).tittel == "Etter"

    def test_et_navn_som_er_tatt_bort_settes_ikke_tilbake(self, part, ola, hentet):
        rad = egenkontakt.lagre_kontakt(part, _rolle(SKOLE), verdier={"navn": "Per"}, av=ola)
        egenkontakt.fjern_navn(rad, epost="per@eksempel.no", malform="nb")
        assert kontaktimport.angre(part, av=ola) == 0

    def test_den_som_sletter_kontoen_star_ikke_igjen(self, part, hentet):
        Kontaktimport.objects.update(gammelt=[{"rolle": "", "felt": {"epost": "Kari@Eksempel.no"}}])
        Rollespor().gjem(lag_bruker("kari@eksempel.no"))
        assert not Kontaktimport.objects.exists()

    def test_bare_en_administrator(self, part, hentet):
        for handling in (kontaktimport.angre, lambda p, av: kontaktimport.hent_inn(p, [], av=av)):
            with pytest.raises(Domenefeil, match="Bare en administrator"):
                handling(part, av=lag_bruker(f"{id(handling)}@eksempel.no"))
