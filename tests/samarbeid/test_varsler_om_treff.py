"""Varslene om det som passer et behov, en profil eller en idé: de lagrede treffene, de samme som på siden og i filen."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov, OffentligPart
from samarbeid import jobber
from samarbeid.behovstreff.handlinger import beregn_behov
from samarbeid.models import Abonnement, Behovstreff, Katalogendring, Katalograd
from samarbeid.varsler import handlinger, kjoring
from tests import innhold
from tests.verden import lag_bruker, logg_inn
from veier.epost.models import Utsending
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem

pytestmark = pytest.mark.django_db
PASSER = {"tema": ["demens"], "malgruppe": ["sykehjemsbeboere-og-demens"], "omrader": ["5001"]}
# Temaet og stedet er det samme, målgruppen en annen: et søk på temaet finner det, men det passer ikke.
PASSER_IKKE = PASSER | {"malgruppe": ["ungdom"]}


class Verden:
    """Et behov med en ansatt, og en entreprenør med en idé og en som er med."""

    def __init__(self) -> None:
        numre = list(Katalograd.objects.values_list("pk", flat=True))  # de virkelige er ikke med
        Katalograd.objects.all().delete()
        Katalogendring.objects.bulk_create(Katalogendring(rad=nr) for nr in numre)
        self.part = OffentligPart.objects.get(slug="trondheim-kommune")
        self.ansatt = lag_bruker("ansatt@trondheim.kommune.no")
        legg_til_medlem(self.part, bruker=self.ansatt, rolle="medlem", av=self.ansatt, grunn="test")
        self.firma = self.nytt_firma("firma")
        self.eier = lag_bruker("eier@eksempel.no")
        legg_til_medlem(self.firma, bruker=self.eier, rolle="medlem", av=self.eier, grunn="test")
        self.ide = self.ny_ide(self.firma, "koffert")

    def nytt_behov(self, slug: str, **felt) -> Behov:
        verdier = {
            "tittel": f"Behov {slug}", "problem": "Personer med demens på sykehjem har lange dager.", "slug": slug,
            "publisert_tid": timezone.now(), "arbeidsnavn": slug, **PASSER, **felt,
        }  # fmt: skip
        rad = Behov.objects.create(part=self.part, **verdier)
        innhold.oppdater_katalogen()
        return rad

    def nytt_firma(self, slug: str) -> Entreprenor:
        rad = Entreprenor.objects.create(
            slug=slug, navn=f"Firma {slug}", kort="Kofferter til sykehjem for personer med demens.", temaer=["demens"],
            steder=["5001"], malgrupper=PASSER["malgruppe"], publisert_tid=timezone.now(),
        )  # fmt: skip
        innhold.oppdater_katalogen()
        return rad

    def ny_ide(self, firma: Entreprenor, slug: str) -> Ide:
        tekst = "Kofferter til personer med demens på sykehjem."
        rad = Ide.objects.create(
            entreprenor=firma, slug=slug, tittel=f"Idé {slug}", arbeidsnavn=slug, problem=tekst, synlighet="alle",
            publisert_tid=timezone.now(), **PASSER,
        )  # fmt: skip
        innhold.oppdater_katalogen()
        return rad

    def behov_varsel(self, behov: Behov, hyppighet="straks"):
        return handlinger.lagre_for_konto(
            self.ansatt, liste="kan-svare", sporring=f"behov={behov.slug}", hyppighet=hyppighet
        )

    def oss_varsel(self, ide: Ide | None = None, hyppighet="straks"):
        sporring = f"ide={ide.slug}&profil=firma" if ide else "profil=firma"
        return handlinger.lagre_for_konto(
            self.eier, liste="passer-oss", sporring=sporring, hyppighet=hyppighet
        )


@pytest.fixture
def klokke(monkeypatch):
    def still(*tid):
        na = datetime(*tid, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: na)

    still(2026, 11, 25, 12)  # en onsdag: også postkasser hos det offentlige får brev
    return still


@pytest.fixture
def verden(klokke):
    return Verden()


JOBBENE = {
    "samarbeid.treff_for_behov": jobber.treff_for_behov,
    "samarbeid.treff_for_entreprenor": jobber.treff_for_entreprenor,
    "samarbeid.treff_for_ide": jobber.treff_for_ide,
    "samarbeid.varsle_om_treff": jobber.varsle_om_treff,
    "samarbeid.varsle": jobber.varsle,
}


def _kjor_jobbene() -> None:
    """Det arbeideren gjør til køen er tom."""
    while jobbene := list(
        ProcrastinateJob.objects.filter(task_name__in=JOBBENE, status="todo").order_by("id")
    ):
        for jobb in jobbene:
            JOBBENE[jobb.task_name](**jobb.args)
        _glem(jobbene)


def _glem(jobbene=None):
    from django.db import connection

    with connection.cursor() as peker:
        numre = [j.pk for j in jobbene or ProcrastinateJob.objects.all()]
        peker.execute("DELETE FROM procrastinate_jobs WHERE id = ANY(%s)", [numre])


def _brevene() -> list[Utsending]:
    return list(Utsending.objects.filter(mal="varsel_treff").order_by("pk"))


def _lenkene(tekst: str) -> set[str]:
    # De som er funnet, står i listen; resten av lenkene er til sidene.
    punkter = tekst.partition("\n- ")[2].partition("\n\n")[0]
    return {urlsplit(a).path for a in re.findall(r"https?://\S+", punkter)}


def _pa_siden(side: str) -> set[str]:
    over = side.partition("Hvorfor ikke disse?")[0]
    return set(re.findall(r'<h3[^>]*><a href="(/(?:behov|entreprenorer)/[\w/-]+)"', over))


def _i_filen(svar) -> set[str]:
    linjer = list(csv.reader(io.StringIO(b"".join(svar).decode("utf-8-sig")), delimiter=";"))
    return {urlsplit(linje[-1]).path for linje in linjer[1:]}


def test_det_samme_pa_siden_i_filen_og_i_varselet(verden):
    """Også det som ikke vises: det et søk på temaet finner, men som ikke passer, er ikke i noen av dem."""
    behov = verden.nytt_behov("ett")
    verden.nytt_behov("annet", **PASSER_IKKE)
    verden.behov_varsel(behov)
    verden.oss_varsel()
    verden.oss_varsel(verden.ide)
    Abonnement.objects.update(fortalt=handlinger.BitMap().serialize())
    _kjor_jobbene()
    ansatt, eier = logg_inn(verden.ansatt), logg_inn(verden.eier)
    sidene = {
        "kan svare": (ansatt, reverse("behov_treff", args=behov.adressedeler)),
        "profilen": (eier, reverse("behov_for_oss", args=["firma"])),
        "ideen": (eier, reverse("behov_for_oss", args=["firma"]) + "?ide=koffert"),
    }
    ventet = {
        "kan svare": {verden.firma.get_absolute_url(), verden.ide.get_absolute_url()},
        "profilen": {behov.get_absolute_url()},
        "ideen": {behov.get_absolute_url()},
    }
    for hva, (klient, sti) in sidene.items():
        side = klient.get(sti).text
        assert _pa_siden(side) == ventet[hva], hva
        fil = re.search(r'href="([^"]+liste\.csv[^"]*)"', side)[1]
        assert _i_filen(klient.get(fil)) == ventet[hva], hva
        assert 'href="/varsler/ny/' in side, hva
    brevene = _brevene()
    assert [_lenkene(b.tekst) for b in brevene] == list(ventet.values())
    assert [b.emne for b in brevene] == ["2 nye kan svare", "1 nytt behov passer", "1 nytt behov passer"]
    # De samme grunnene som på siden.
    for grunn in re.findall(
        r"<li>([^<]+)</li>", eier.get(sidene["ideen"][1]).text.partition("Passer godt")[2]
    )[:2]:
        assert grunn.rstrip(".") in brevene[2].tekst


def test_hvert_treff_fortelles_en_gang_med_en_gang(verden):
    verden.oss_varsel()
    _kjor_jobbene()
    assert _brevene() == []
    behov = verden.nytt_behov("ett")
    _kjor_jobbene()
    assert [_lenkene(b.tekst) for b in _brevene()] == [{behov.get_absolute_url()}]
    for _gang in range(2):
        Behov.objects.filter(pk=behov.pk).update(problem="Demens og lange dager på sykehjem.")
        innhold.oppdater_katalogen()
        kjoring.sett_klare_i_ko()
        _kjor_jobbene()
    assert len(_brevene()) == 1


def test_det_som_publiseres_mens_det_letes_fortelles_av_den_neste_jobben(verden, monkeypatch):
    """Treffet regnes etter at katalogen er lest: utgaven alene ville ikke sagt fra om det."""
    behov = verden.nytt_behov("ett")
    beregn_behov(behov.pk)
    verden.behov_varsel(behov)
    _kjor_jobbene()
    ekte, imens = kjoring.apne_treff, []

    def alle(rad, uten):
        funnet = ekte(rad, uten=uten)
        if not imens:
            imens.append(verden.nytt_firma("to"))
            beregn_behov(behov.pk)
        return funnet

    monkeypatch.setattr(kjoring, "apne_treff", alle)
    Abonnement.objects.update(utgave="")
    kjoring.sett_klare_i_ko()
    _kjor_jobbene()
    assert [_lenkene(b.tekst) for b in _brevene()] == [{"/entreprenorer/to/"}]


@pytest.mark.parametrize(
    "endring",
    [
        {"tilstand": "lukket", "utfall": "samarbeid", "utfall_grunn": "Ingen penger."},
        {"tilstand": "kunngjort", "doffin": "2026-123456"},
        {"nedtatt_tid": datetime(2026, 1, 6, tzinfo=UTC)},
        {"frist": date(2026, 11, 24)},
        PASSER_IKKE,
    ],
    ids=["lukket", "kunngjort", "trukket", "frist", "passer ikke"],
)
def test_det_som_ikke_star_pa_siden_varsles_aldri(verden, endring):
    """Heller ikke når treffet er lagret, og jobbene ikke har gått siden."""
    verden.oss_varsel()
    behov = verden.nytt_behov("ett")
    beregn_behov(behov.pk)
    assert Behovstreff.objects.filter(behov=behov).exists()
    Behov.objects.filter(pk=behov.pk).update(**endring)
    if endring is PASSER_IKKE:
        beregn_behov(behov.pk)
    Abonnement.objects.update(utgave="")
    assert behov.get_absolute_url() not in _pa_siden(
        logg_inn(verden.eier).get(reverse("behov_for_oss", args=["firma"])).text
    )
    assert sum(kjoring.varsle(pk) for pk in Abonnement.objects.values_list("pk", flat=True)) == 0
    assert _brevene() == []


def test_bare_den_som_er_med_kan_be_om_det_og_far_det(verden, client):
    behov = verden.nytt_behov("ett")
    beregn_behov(behov.pk)
    stiene = (
        "/varsler/ny/kan-svare/?behov=ett", "/varsler/ny/passer-oss/?profil=firma",
        "/varsler/ny/passer-oss/?ide=koffert&profil=firma", "/varsler/ny/passer-oss/?profil=finnes-ikke",
        "/varsler/ny/passer-oss/?profil=firma&ide=finnes-ikke", "/varsler/ny/kan-svare/",
    )  # fmt: skip
    ser = [
        [k.get(sti).status_code for sti in stiene]
        for k in (client, logg_inn(verden.ansatt), logg_inn(verden.eier))
    ]
    assert ser == [[404] * 6, [200, 404, 404, 404, 404, 404], [404, 200, 200, 404, 404, 404]]
    svar = logg_inn(verden.eier).post(stiene[2], {"hyppighet": "straks"}, follow=True)
    assert "Behov som passer ideen «Idé koffert»." in svar.text
    rad = Abonnement.objects.get()
    verden.firma.medlemskap.all().delete()
    assert "Noe du ikke er med i lenger." in logg_inn(verden.eier).get("/varsler/").text
    Abonnement.objects.update(utgave="", fortalt=handlinger.BitMap().serialize())
    assert kjoring.varsle(rad.pk) == 0
    assert not Abonnement.objects.exists()
    assert _brevene() == []


def test_postkasser_hos_det_offentlige_venter_til_en_virkedag(verden, klokke):
    behov = verden.nytt_behov("ett")
    beregn_behov(behov.pk)
    verden.behov_varsel(behov)
    klokke(2026, 11, 28, 12)  # lørdag
    verden.nytt_firma("to")
    _kjor_jobbene()
    assert _brevene() == []
    klokke(2026, 11, 30, 6, 1)
    kjoring.sett_klare_i_ko()
    _kjor_jobbene()
    assert [_lenkene(b.tekst) for b in _brevene()] == [{"/entreprenorer/to/"}]


def test_en_endring_i_katalogen_ser_etter_varslene_med_en_gang(verden):
    """Et lagret søk med «med en gang» venter ikke på klokken: jobben som skriver katalogen, setter det i køen."""
    handlinger.lagre_for_konto(verden.eier, liste="entreprenorer", sporring="tema=demens", hyppighet="straks")
    _glem()
    Entreprenor.objects.create(
        slug="ny", navn="Ny AS", kort="Kofferter", temaer=["demens"], publisert_tid=timezone.now()
    )
    assert jobber.oppdater_katalogen() == 0
    assert ProcrastinateJob.objects.filter(task_name="samarbeid.varsle", status="todo").count() == 1
    _kjor_jobbene()
    assert Utsending.objects.filter(mal="varsel_nytt").count() == 1


def _i_koen() -> list[int]:
    rader = ProcrastinateJob.objects.filter(task_name="samarbeid.varsle_om_treff", status="todo")
    return [rad.args["behov"] for rad in rader]


def test_behov_ingen_vil_ha_varsel_om_med_en_gang_setter_ingen_jobb_i_koen(verden):
    """En gjennomgang av tusen behov skal ikke sette tusen jobber i køen når det er ingen de skal fortelle det til."""
    behov, annet = (
        verden.nytt_behov("ett"),
        verden.nytt_behov("annet", tema=["frafall"], malgruppe=["ungdom"]),
    )
    verden.behov_varsel(annet)
    verden.behov_varsel(behov, hyppighet="daglig")
    verden.oss_varsel(hyppighet="ukentlig")
    handlinger.lagre_for_konto(verden.eier, liste="behov", sporring="behov=ett", hyppighet="straks")
    _glem()
    assert beregn_behov(behov.pk) == 2
    assert _i_koen() == []


@pytest.mark.parametrize("hvem", ["behovet", "profilen", "ideen"])
def test_vil_en_vite_det_med_en_gang_er_det_en_jobb(verden, hvem):
    behov = verden.nytt_behov("ett")
    {
        "behovet": lambda: verden.behov_varsel(behov),
        "profilen": verden.oss_varsel,
        "ideen": lambda: verden.oss_varsel(verden.ide),
    }[hvem]()
    _glem()
    beregn_behov(behov.pk)
    assert _i_koen() == [behov.pk]
    _glem()
    Behovstreff.objects.update(passer="nei")
    assert _i_koen() == []
    Behovstreff.objects.update(passer="ja")
    assert _i_koen() == [behov.pk]


@pytest.mark.parametrize("lagret", ["nytt", "oftere"])
def test_treff_som_lagres_i_det_samme_som_varselet_fortelles(verden, monkeypatch, lagret):
    """Treffet så ikke varselet, og den som lagret det, så ikke treffet: minuttet etter er begge der."""
    behov = verden.nytt_behov("ett")
    if lagret == "oftere":
        rad = verden.behov_varsel(behov, hyppighet="ukentlig")
        Abonnement.objects.update(utgave=kjoring.utgaven())
    beregn_behov(behov.pk)
    if lagret == "oftere":
        handlinger.endre_hyppighet(rad, "straks")
    else:
        with monkeypatch.context() as imens:
            imens.setattr(handlinger, "apne_treff", lambda rad, uten: handlinger.BitMap())
            verden.behov_varsel(behov)
    _glem()
    kjoring.sett_klare_i_ko()
    _kjor_jobbene()
    assert [_lenkene(b.tekst) for b in _brevene()] == [
        {verden.firma.get_absolute_url(), verden.ide.get_absolute_url()}
    ]
