"""Redaktøren mister ingenting: et skjema som lagres uendret, endrer ingenting, og en feil kode kommer aldri inn."""

import os

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, models, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samarbeid.models import Eksempel
from tests.skjema import les_skjema
from tests.verden import lag_redaktor, logg_inn
from veier.hendelser.models import Hendelse
from veier.referanse.felt import Linjer
from veier.referanse.koder import UgyldigeKoder, kodefelt, krev_gyldige, til_migrering
from veier.referanse.modell import Referanserad
from veier.referanse.redaksjon import ReferanseAdmin
from veier.referanse.virkningsside import SETT
from veier.taksonomi.models import Referanseversjon, Samarbeidsmodell, Synonym, Tema
from veier.taksonomi.referanse import FILER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("faa_kjente_ideer", "en_redaktor_er_nok")]
GRUNDIG = bool(os.environ.get("VEIER_GRUNDIG"))
MODELLER = sorted(
    (m for m, a in admin.site._registry.items() if isinstance(a, ReferanseAdmin)),
    key=lambda m: m._meta.label,
)
FNR = "01010110013"
RADER = [m for m in apps.get_models() if issubclass(m, Referanserad) and not m._meta.abstract]


def test_hver_tabell_redaksjonen_retter_har_historikk():
    assert [m._meta.label for m in MODELLER if not hasattr(m, "pgh_event_model")] == []
    assert len(MODELLER) > 10


@pytest.fixture
def redaktor():
    return logg_inn(lag_redaktor())


def _side(rad):
    return reverse(f"admin:{rad._meta.app_label}_{rad._meta.model_name}_change", args=[rad.pk])


def _innholdet(modell):
    """Hver rad og hver versjon i historikken, slik de står i databasen."""
    tabeller = [modell._meta.db_table, modell.pgh_event_model._meta.db_table]
    tabeller += [f.m2m_db_table() for f in modell._meta.many_to_many]
    with connection.cursor() as peker:
        return [
            peker.execute(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {t} t").fetchone()
            for t in tabeller
        ]


def _utvalg(modell):
    """Alle radene i den grundige kjøringen; ellers de lengste, for der er det mest å ødelegge."""
    rader = modell.objects.order_by("pk")
    if GRUNDIG:
        return list(rader)
    with connection.cursor() as peker:
        peker.execute(f"SELECT id FROM {modell._meta.db_table} t ORDER BY length(t::text) DESC LIMIT 3")
        lengste = [pk for (pk,) in peker.fetchall()]
    return list(rader.filter(pk__in=lengste))


@pytest.mark.parametrize("modell", MODELLER, ids=lambda m: m._meta.model_name)
def test_skjemaet_lagret_uendret_endrer_ingenting(redaktor, modell):
    for_ = (_innholdet(modell), Referanseversjon.objects.get().nummer, Hendelse.objects.count())
    for rad in _utvalg(modell):
        side = redaktor.get(_side(rad)).text
        data = les_skjema(side, f"{modell._meta.model_name}_form")
        svar = redaktor.post(_side(rad), data)
        assert svar.status_code == 302, (rad, svar.context["adminform"].form.errors)
    assert (_innholdet(modell), Referanseversjon.objects.get().nummer, Hendelse.objects.count()) == for_
    assert not LogEntry.objects.exists()
    assert modell.objects.count() > 0


@pytest.mark.parametrize("modell", MODELLER, ids=lambda m: m._meta.model_name)
def test_bare_feltet_som_er_endret_blir_skrevet(redaktor, modell):
    """Alle de andre feltene er tegn for tegn som før."""
    rad = modell.objects.filter(skjult=False).order_by("pk").first()
    spor = RequestFactory().get("/")
    spor.user = AnonymousUser()
    felt = next(
        f for f in ("merknad", "kort", "navn", "kilde", "uttrykk", "ingress", "forklaring", "hva", "administrasjonssenter", "verdi",
                  "gjelder")
        if any(f == x.name and type(x).__name__ in {"TextField", "CharField"} for x in modell._meta.fields)
        and f not in admin.site._registry[modell].get_readonly_fields(spor, rad)
    ) if modell._meta.model_name != "synonymgruppe" else "smalere"  # fmt: skip
    data = les_skjema(redaktor.get(_side(rad)).text, f"{modell._meta.model_name}_form")
    data[felt] = [data[felt][0] + ("\r\nnoe nytt" if felt == "smalere" else " x")]
    gammel = {f.attname: getattr(rad, f.attname) for f in modell._meta.concrete_fields}
    svar = redaktor.post(_side(rad), data)
    if svar.status_code == 200 and "virkning" in svar.context:  # hun har sett hva det gjør
        svar = redaktor.post(_side(rad), data | {SETT: svar.context["merke"]})
    assert svar.status_code == 302, svar.context["adminform"].form.errors
    rad.refresh_from_db()
    endret = {n for n, v in gammel.items() if getattr(rad, n) != v}
    # En sak som er ute, endres ikke: det som er skrevet, venter ved siden av.
    assert endret | set(getattr(getattr(rad, "versjon", None), "svar", {})) == {felt}


def test_en_endret_risiko_lar_stegene_vaere(redaktor):
    """Det som skjedde: tre steg med komma i ble til mange, da bare «Risiko» ble endret."""
    modell = Samarbeidsmodell.objects.get(slug="pilotavtale")
    steg = modell.steg
    assert any("," in ett for ett in steg)
    data = les_skjema(redaktor.get(_side(modell)).text, "samarbeidsmodell_form")
    redaktor.post(_side(modell), data | {"risiko": ["Noe annet kan gå galt."]})
    modell.refresh_from_db()
    assert (modell.steg, modell.risiko) == (steg, "Noe annet kan gå galt.")


@pytest.mark.parametrize("modell", RADER, ids=lambda m: m._meta.model_name)
def test_ingen_liste_blir_skrevet_med_komma(modell):
    """Hver liste i en referansetabell er en liste som lager sitt eget skjemafelt."""
    for felt in modell._meta.fields:
        if hasattr(felt, "base_field"):
            assert isinstance(felt, Linjer), felt


KODER = [(m, f) for m in RADER for f, _koder in kodefelt(m)]


@pytest.mark.parametrize(
    ("modell", "felt"), KODER, ids=lambda v: getattr(v, "name", None) or v._meta.model_name
)
def test_databasen_avviser_en_kode_som_ikke_finnes(modell, felt):
    """Også når raden endres uten modellen eller skjemaet."""
    verdi = ["tull"] if hasattr(felt, "base_field") else "tull"
    pk = modell.objects.order_by("pk").values_list("pk", flat=True)[0]
    if getattr(felt, "base_field", felt).max_length < 4:
        verdi = ["x"] if isinstance(verdi, list) else "x"
    with pytest.raises(IntegrityError), transaction.atomic():
        modell.objects.filter(pk=pk).update(**{felt.name: verdi})


@pytest.mark.parametrize(
    "modell",
    sorted(
        {m for m, f in KODER if m in admin.site._registry and f.name != "status" and f.editable},
        key=lambda m: m._meta.model_name,
    ),
    ids=lambda v: v._meta.model_name,
)
def test_skjemaet_avviser_en_kode_som_ikke_finnes(redaktor, modell):
    """Feil i alle kodefeltene på en gang: hvert felt sier det selv."""
    rad = modell.objects.order_by("pk").first()
    data = les_skjema(redaktor.get(_side(rad)).text, f"{modell._meta.model_name}_form")
    feltene = [f.name for m, f in KODER if m is modell and f.name != "status" and f.editable]
    data |= {navn: ["tull"] for navn in feltene}
    svar = redaktor.post(_side(rad), data)
    assert svar.status_code == 200
    feilene = svar.context["adminform"].form.errors
    for navn in feltene:
        (feil,) = feilene[navn]
        assert "tull" in feil


def test_alle_kodefelt_er_funnet():
    """Et felt som het noe med koder, og ikke står her, ville sluppet unna de to testene over."""
    antall = {m._meta.model_name: len(kodefelt(m)) for m in RADER}
    assert sum(antall.values()) >= 55
    for modell in RADER:
        for felt in modell._meta.fields:
            if isinstance(felt, models.CharField) and felt.choices:
                assert felt in [f for f, _k in kodefelt(modell)]


@pytest.mark.parametrize(
    ("modell", "slug", "endring", "felt"),
    [
        (Tema, "demens", {"alder_fra": ["90"], "alder_til": ["3"]}, "alder_til"),
        (Samarbeidsmodell, "pilotavtale", {"sist_kontrollert": ["2099-01-01"]}, "sist_kontrollert"),
        (Samarbeidsmodell, "pilotavtale", {"kort": ["Se [siden](/finnes-ikke/)."]}, "kort"),
        (Samarbeidsmodell, "pilotavtale", {"kort": ["Se [siden](/modeller/finnes-ikke/)."]}, "kort"),
        (Samarbeidsmodell, "pilotavtale", {"kort": ["Se [siden](/nn/modeller/finnes-ikke/)."]}, "kort"),
        (Samarbeidsmodell, "pilotavtale", {"kort": ["Se htp://eksempel.no/side"]}, "kort"),
        (Samarbeidsmodell, "pilotavtale", {"kort": ["Se [her](javascript:alert)"]}, "kort"),
        (Samarbeidsmodell, "pilotavtale", {"kort": ["a" * 30_000]}, "kort"),
        (Samarbeidsmodell, "pilotavtale", {"steg": ["Gjør noe.\r\n" + "b" * 500]}, "steg"),
        (Samarbeidsmodell, "pilotavtale", {"verdi_fra": ["mye"]}, "verdi_fra"),
    ],
)
def test_feilen_star_ved_feltet(redaktor, modell, slug, endring, felt):
    rad = modell.objects.get(slug=slug)
    data = les_skjema(redaktor.get(_side(rad)).text, f"{modell._meta.model_name}_form") | endring
    svar = redaktor.post(_side(rad), data)
    assert svar.status_code == 200
    assert set(svar.context["adminform"].form.errors) == {felt}
    assert modell.objects.filter(pk=rad.pk).values().get() == modell.objects.filter(slug=slug).values().get()


@pytest.mark.parametrize(
    "lenke", ["/modeller/pilotavtale/", "/nn/modeller/", "https://lovdata.no/lov", "mailto:a@b.no"]
)
def test_en_lenke_som_virker_godtas(redaktor, lenke):
    rad = Samarbeidsmodell.objects.get(slug="pilotavtale")
    data = les_skjema(redaktor.get(_side(rad)).text, "samarbeidsmodell_form")
    assert redaktor.post(_side(rad), data | {"kort": [f"Se [siden]({lenke})."]}).status_code == 302


def test_en_kode_som_alt_er_feil_vises_og_ma_rettes(redaktor):
    """Raden kan ha blitt feil før kontrollen fantes: koden skal stå der, ikke bli borte i stillhet."""
    rad = Synonym.objects.first()
    with connection.cursor() as peker:
        peker.execute("ALTER TABLE taksonomi_synonym DISABLE TRIGGER USER")
        peker.execute("UPDATE taksonomi_synonym SET gjelder = 'tema:tull' WHERE id = %s", [rad.pk])
        peker.execute("ALTER TABLE taksonomi_synonym ENABLE TRIGGER USER")
    side = redaktor.get(_side(rad)).text
    assert "«tema:tull» finnes ikke lenger" in side
    data = les_skjema(side, "synonym_form")
    assert data["gjelder"] == ["tema:tull"]


def test_en_rad_som_skjules_tar_ikke_ned_motoren():
    """Rollene og temaene det vises til overalt: det som viste til dem, leses som om det ikke sto der."""
    from kommuner.models import Beslutningsvei, Rolle
    from samarbeid.matching.profiler import hent_kunnskap

    vei = Beslutningsvei.objects.filter(tema__slug="demens").first()
    Rolle.objects.filter(slug__in=vei.forste).update(skjult=True)
    Tema.objects.filter(slug="rus").update(skjult=True)
    kunnskap = hent_kunnskap()
    brukt = {
        r for veier in kunnskap.veier.values() for v in veier for r in (*v.forste, *v.dorapnere, *v.beslutter)
    }
    assert brukt <= set(kunnskap.roller)
    assert set(kunnskap.veier) <= set(kunnskap.temaer)
    assert {m.tema for m in kunnskap.malgrupper.values()} <= {"", *kunnskap.temaer}
    assert "rus" not in {n for t in kunnskap.temaer.values() for n in t.naer}


def test_redaksjonen_er_pa_norsk(redaktor):
    """Det Django selv skriver på et skjema med feil, og på en liste med filtre."""
    rad = Tema.objects.get(slug="demens")
    data = les_skjema(redaktor.get(_side(rad)).text, "tema_form") | {"navn": [""], "kort": [""]}
    sider = (
        redaktor.post(_side(rad), data).text
        + redaktor.get(reverse("admin:taksonomi_synonym_changelist")).text
    )
    assert "Rett feilene under." in sider
    for engelsk in (
        "Please correct",
        "Show counts",
        "Skip to main",
        "Toggle theme",
        "Breadcrumbs",
        "Start typing",
    ):
        assert engelsk not in sider


def test_historikken_sier_hvem_og_sammenligner_to_versjoner_i_ord(redaktor):
    rad = Tema.objects.get(slug="demens")
    data = les_skjema(redaktor.get(_side(rad)).text, "tema_form")
    redaktor.post(_side(rad), data | {"kort": ["Første endring."], "naer": ["rus"]})
    data = les_skjema(redaktor.get(_side(rad)).text, "tema_form")
    redaktor.post(_side(rad), data | {"kort": ["Andre endring."], "naer": ["rus"]})
    historikk = reverse("admin:taksonomi_tema_history", args=[rad.pk])
    side = redaktor.get(historikk).text
    assert side.count("Endret av Rita Redaktør") == 2
    assert "Endret av portalen selv" in side
    assert "['" not in side
    forste, _midt, siste = rad.events.order_by("pgh_id").values_list("pgh_id", flat=True)
    svar = redaktor.get(historikk, {"fra": str(forste), "til": str(siste)})
    felt = {navn: (for_, etter) for navn, for_, etter in svar.context["sammenligning"]["endringer"]}
    assert felt["Kort forklart"] == ([rad.kort], ["Andre endring."])
    assert felt["Nære temaer"][1] == [str(Tema.objects.get(slug="rus"))]
    assert redaktor.get(historikk, {"fra": "x", "til": "9" * 30}).status_code == 200


def test_navnet_i_koen_forer_til_gjennomgangen():
    """Ikke til svarene slik de er lagret."""
    from tests import innhold
    from tests.verden import lag_bruker, lag_entreprenor

    eier = lag_bruker("eier@eksempel.no")
    org = lag_entreprenor("Drift", eier)
    versjon = innhold.skriv("profil", org, {"kort": ["Noe."]}, av=eier)
    type(versjon).objects.filter(pk=versjon.pk).update(status="sendt_inn")
    side = reverse("admin:entreprenorer_profilversjon_change", args=[versjon.pk])
    svar = logg_inn(lag_redaktor()).get(side)
    assert svar["Location"] == reverse("admin:profilversjon_vurder", args=[org.slug])


BESLUTTERFELT = ("beslutter_liten", "beslutter_middels", "beslutter_stor")


@pytest.mark.parametrize("felt", BESLUTTERFELT)
@pytest.mark.parametrize("verdi", [[], ["innkjop"]], ids=["ingen", "innkjop"])
def test_en_modell_har_alltid_en_som_kan_bestemme(redaktor, felt, verdi):
    """Innkjøp leder prosessen. Uten en beslutter kunne ingen få svar."""
    rad = Samarbeidsmodell.objects.get(slug="pilotavtale")
    with pytest.raises(IntegrityError), transaction.atomic():
        Samarbeidsmodell.objects.filter(pk=rad.pk).update(**{felt: verdi})
    data = les_skjema(redaktor.get(_side(rad)).text, "samarbeidsmodell_form")
    assert "innkjop" not in redaktor.get(_side(rad)).text
    svar = redaktor.post(_side(rad), data | {felt: verdi})
    assert svar.status_code == 200
    assert list(svar.context["adminform"].form.errors) == [felt]


def test_filen_med_modeller_ma_ha_dem_ogsa():
    [fil] = [fil for fil in FILER if fil.modell is Samarbeidsmodell]
    assert {k.navn for k in fil.kolonner if k.paakrevd} >= set(BESLUTTERFELT)


def test_rollene_reglene_nevner_kan_skjules_uten_at_svaret_blir_borte(client):
    """Ett svar og en lagret grunn som nevner rollen, etter at den er skjult."""
    from entreprenorer.models import Ideutkast
    from kommuner.models import Rolle
    from samarbeid.matching.profiler import hent_kunnskap
    from samarbeid.models import Treff
    from samarbeid.svar.treffvisning import grunnsetninger
    from veier.utkast.handlinger import start_utkast

    svar = {
        "tittel": ["Sykkel"],
        "problem": ["Kor for folk som stammer på sykehjem. Kommunen kjøper. Trondheim."],
    }
    utkast = start_utkast(Ideutkast, steg="ideen", svar=svar)
    treff = Treff(grunner=[{"kode": "enhet_nevnt", "detaljer": {"rolle": "leder-sykehjem"}}])
    assert len(grunnsetninger(treff, hent_kunnskap(), side="offentlig")) == 1
    Rolle.objects.exclude(slug__in=["ordforer", "rektor"]).update(skjult=True)
    assert client.get(reverse("veien_videre", args=[utkast.nokkel])).status_code == 200
    assert client.get(reverse("offentlig", args=["trondheim-kommune"])).status_code == 200
    assert grunnsetninger(treff, hent_kunnskap(), side="offentlig") == ()


def test_migreringen_nevner_en_modell_der_innkjop_bestemmer():
    """Raden kan ha blitt lagret før koden ble tatt ut av listen: da sies det hvilken, og ingenting er endret."""
    kontroller = krev_gyldige(til_migrering([Samarbeidsmodell]))
    kontroller(None, connection.schema_editor())
    pk = Samarbeidsmodell.objects.get(slug="pilotavtale").pk
    with connection.cursor() as peker:
        peker.execute("ALTER TABLE taksonomi_samarbeidsmodell DISABLE TRIGGER USER")
        peker.execute(
            "UPDATE taksonomi_samarbeidsmodell SET beslutter_stor = '{topp,innkjop}' WHERE id = %s", [pk]
        )
        peker.execute("ALTER TABLE taksonomi_samarbeidsmodell ENABLE TRIGGER USER")
    with pytest.raises(UgyldigeKoder, match=f"rad {pk}: beslutter_stor har «innkjop»"):
        kontroller(None, connection.schema_editor())


def test_en_lenke_med_mange_tall_er_ikke_et_fodselsnummer(redaktor):
    """Adressen til en artikkel kan ha elleve tall som går opp. De er ikke skrevet om noen."""
    modell = Samarbeidsmodell.objects.get(slug="pilotavtale")
    for linje, lagres in ((f"https://avisen.no/sak/{FNR}", True), (f"Ring {FNR}", False)):
        data = les_skjema(redaktor.get(_side(modell)).text, "samarbeidsmodell_form")
        svar = redaktor.post(_side(modell), data | {"steg": [linje]})
        sett = svar.context["merke"] if "merke" in (svar.context or {}) else ""
        assert (
            redaktor.post(_side(modell), data | {"steg": [linje], SETT: sett}).status_code == 302
        ) is lagres


@pytest.mark.parametrize("verdi", ["tull", "9" * 30, "-1", "1'"])
@pytest.mark.parametrize(
    ("modell", "felt"),
    [
        (modell, felt)
        for modell, side in admin.site._registry.items()
        for felt in getattr(side, "autocomplete_fields", ())
    ],
    ids=str,
)
def test_et_oppslag_med_et_galt_valg_er_en_feil_ved_feltet(redaktor, modell, felt, verdi):
    svar = redaktor.post(
        reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_add"), {felt: [verdi]}
    )
    assert svar.status_code == 200
    assert felt in svar.context["adminform"].errors


def test_en_rad_ingen_kan_endre_lases_ikke(redaktor):
    """I drift kan portalens rolle ikke låse hendelsesloggen; da ble det en 500."""
    rad = Hendelse.objects.create(kode="prøve")
    with CaptureQueriesContext(connection) as sporringer:
        svar = redaktor.post(reverse("admin:hendelser_hendelse_change", args=[rad.pk]), {"kode": "x"})
    assert svar.status_code == 403
    assert not [s for s in sporringer if "hendelser_hendelse" in s["sql"] and "FOR UPDATE" in s["sql"]]


@pytest.mark.parametrize(
    "skrevet", [f"Hun er {FNR}.", "Hun er 01.01.01 – 10013", "nr ０１０１０１１００１３", f"[Kari]({FNR})"]
)
@pytest.mark.parametrize(
    ("modell", "felt"),
    [(Tema, "kort"), (Eksempel, "behov"), (Eksempel, "behov_nn"), (Samarbeidsmodell, "risiko")],
)
def test_et_fodselsnummer_kommer_aldri_inn_i_redaksjonens_tekster(redaktor, modell, felt, skrevet):
    rad = modell.objects.first()
    side = _side(rad)
    data = les_skjema(redaktor.get(side).text, f"{modell._meta.model_name}_form")
    assert felt in data, sorted(data)
    svar = redaktor.post(side, data | {felt: [skrevet]})
    assert "fødselsnummer" in str(svar.context["adminform"].errors[felt])
