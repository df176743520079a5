"""Pulten: det som venter, er foreldet, har feilet og er meldt inn, med alder, hvem som har det, og hvor det gjøres."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from entreprenorer.models import Entreprenor, Foresporsel, Profilversjon, Referanse, Referansesvar
from kommuner.models import Foresporsel as Offentligforesporsel
from kommuner.models import Kontaktpunkt, OffentligPart, Registerkontakt
from samarbeid.henvendelser.handlinger import send_henvendelse
from samarbeid.models import Ansvar, Eksempel, Eksempelversjon, Henvendelse, Henvendelsessvar, Lenke, Samtale
from samarbeid.redaksjon.foreldet import det_som_er_foreldet
from samarbeid.redaksjon.handlinger import slett_glemte
from samarbeid.redaksjon.koer import Post, alder_i_ord
from tests.skjema import les_skjema
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.sok.models import TomtSok
from veier.taksonomi.models import Samarbeidsmodell, Terskelverdi, Tilskuddsordning

pytestmark = pytest.mark.django_db
PULTEN = "/redaksjon/"


@pytest.fixture
def rita():
    return lag_redaktor("rita@eksempel.no")


def _fyll(antall):
    """``antall`` i hver kø."""
    na, gammel = timezone.now(), date(2020, 1, 1)
    parter = list(OffentligPart.objects.synlige().order_by("pk")[:antall])
    for nr in range(antall):
        bruker = lag_bruker(f"b{nr}@eksempel.no")
        profil = Entreprenor.objects.create(
            navn=f"Ny {nr}", slug=f"ny-{nr}", bekreftelse="venter", registerkontroll="venter"
        )
        Profilversjon.objects.create(objekt=profil, status="sendt_inn", innsendt_tid=na)
        Foresporsel.objects.create(organisasjon=profil, bruker=bruker, til_redaksjonen_tid=na)
        Offentligforesporsel.objects.create(organisasjon=parter[nr], bruker=bruker, til_redaksjonen_tid=na)
        referanse = Referanse.objects.create(entreprenor=profil, part=parter[nr], hva="x", fra_ar=2020)
        Referansesvar.objects.create(
            referanse=referanse, bekreft=True, navn="Ola", stilling="x", epost="o@x.no", status="redaksjon"
        )
        Henvendelse.objects.create(emne="annet", tekst=f"Melding {nr}")
        Henvendelse.objects.create(emne="feil", tekst=f"Feil {nr}", om_side="/om/")
        Utsending.objects.create(
            nokkel=f"n{nr}", til="x@x.no", emne=f"Brev {nr}", status="gitt_opp", avsluttet_tid=na
        )
        Lenke.objects.create(
            adresse=f"https://{nr}.example/", tabell="samarbeid.eksempel", rad=1, navn="x", ganger=2,
            utfall="borte", kode=404, feilet_siden=na,
        )  # fmt: skip
        TomtSok.objects.create(uttrykk=f"ord {nr}", antall=3, sist_dato=na.date())
        Registerkontakt.objects.update_or_create(
            part=parter[nr], defaults={"hentet_tid": na - timedelta(days=9)}
        )
        with connection.cursor() as peker:
            peker.execute(
                "WITH j AS (INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('default', %s, 'failed')"
                " RETURNING id) INSERT INTO procrastinate_events (job_id, type, at) SELECT id, 'failed', now() FROM j",
                [f"jobb.{nr}"],
            )
    for sak in Eksempel.objects.synlige()[:antall]:
        Eksempelversjon.objects.create(objekt=sak, svar={"behov": "Noe."}, nummer=1)
    for modell, felt in (
        (Eksempel, {"sist_kontrollert": gammel}), (Kontaktpunkt, {"sist_kontrollert": gammel}),
        (Samarbeidsmodell, {"sist_kontrollert": gammel}), (Terskelverdi, {"gyldig_fra": date(2019, 1, 1), "gyldig_til": gammel}),
    ):  # fmt: skip
        numre = list(modell.objects.synlige().order_by("pk").values_list("pk", flat=True)[:antall])
        modell.objects.filter(pk__in=numre).update(**felt)
    Tilskuddsordning.objects.update(sett_arstall=2020)


KOER = {
    "melding", "sak", "profil", "organisasjon", "medlem_entreprenor", "medlem_offentlig", "referansesvar", "feil",
    "terskel", "tilskudd", "saksstatus", "kontakt", "modell", "lenke", "epost", "jobb", "register", "registerkontakt",
}  # fmt: skip


def test_pulten_har_alt_og_like_mange_sporringer_med_en_og_tretti(rita):
    klient = logg_inn(rita)
    klient.get(PULTEN)
    tom = klient.get(PULTEN)
    assert "Ingenting venter på svar." in tom.text
    _fyll(30)
    with CaptureQueriesContext(connection) as mange:
        full = klient.get(PULTEN)
    koer = {ko.slag: ko for del_ in full.context["deler"] for ko in del_.koer}
    assert set(koer) == KOER
    for ko in koer.values():
        assert len(ko.poster) == min(5, ko.antall)
        assert all(p.adresse or ko.slag == "jobb" for p in ko.poster), ko.slag
        assert f'id="ko-{ko.slag}"' in full.text
    # Med mye i køene er delen først en oversikt; med lite står alt åpent.
    assert [del_.navn for del_ in full.context["deler"] if del_.apen] == ["feil"]
    assert full.text.count('<details class="ds-details pultko"') == len(koer)
    assert {ko.antall for slag, ko in koer.items() if slag not in {"tilskudd", "terskel", "kontakt"}} == {30}
    assert len(full.content) < 120_000
    Henvendelse.objects.exclude(pk=Henvendelse.objects.filter(emne="annet").first().pk).delete()
    Utsending.objects.exclude(nokkel="n1").delete()
    with CaptureQueriesContext(connection) as fa:
        klient.get(PULTEN)
    assert abs(len(mange) - len(fa)) <= 1  # ingen har tatt noe er ett spørsmål, uansett
    assert len(mange) <= 33


def test_bare_redaktorer_med_to_trinn(rita, client):
    assert client.get(PULTEN).status_code == 302
    assert logg_inn(lag_bruker("nina@eksempel.no")).get(PULTEN).status_code == 404
    uten = lag_bruker("uten@eksempel.no", is_staff=True)
    assert logg_inn(uten).get(PULTEN)["Location"].startswith("/admin/login/?next=")
    assert logg_inn(uten).get(PULTEN, follow=True).redirect_chain[-1][0].startswith("/konto/")
    assert logg_inn(rita).get(PULTEN).status_code == 200


def test_en_kan_ta_noe_en_annen_ser_det_og_kan_ta_over(rita):
    melding = send_henvendelse(emne="annet", tekst="Hvor er dere?")
    anne = lag_redaktor("anne@eksempel.no")
    hva = {"slag": "melding", "nokkel": str(melding.pk)}
    assert logg_inn(rita).post("/redaksjon/ta/", hva)["Location"] == "/redaksjon/#ko-melding"
    assert "Du har den." in logg_inn(rita).get(PULTEN).text
    hos_anne = logg_inn(anne).get(PULTEN).text
    assert f"{rita} har den." in hos_anne and "Ta over" in hos_anne
    logg_inn(anne).post("/redaksjon/ta/", {**hva, "slipp": "1"})  # en annens blir stående
    assert Ansvar.objects.get().redaktor == rita
    logg_inn(anne).post("/redaksjon/ta/", hva)
    assert Ansvar.objects.get().redaktor == anne
    logg_inn(anne).post("/redaksjon/ta/", {**hva, "slipp": "1"})
    assert not Ansvar.objects.exists()
    for galt in ({}, {"slag": "x" * 31, "nokkel": "1"}, {"slag": "melding", "nokkel": "1" * 65}):
        assert logg_inn(anne).post("/redaksjon/ta/", galt).status_code == 404


def test_det_som_er_glemt_i_et_halvt_ar_slettes(rita):
    gammel, ny = (Ansvar.objects.create(slag="melding", nokkel=n, redaktor=rita) for n in "12")
    for rad, siden in ((gammel, timedelta(days=180, minutes=1)), (ny, timedelta(days=179, hours=23))):
        Ansvar.objects.filter(pk=rad.pk).update(tatt_tid=timezone.now() - siden)
    assert (slett_glemte(), Ansvar.objects.get()) == (1, ny)


def test_det_som_stemmer_fortsatt_er_ett_trykk(rita):
    modell = Samarbeidsmodell.objects.synlige().first()
    Samarbeidsmodell.objects.filter(pk=modell.pk).update(sist_kontrollert="2020-01-01")
    klient, adresse = logg_inn(rita), f"/redaksjon/kontrollert/modell/{modell.pk}/"
    assert adresse in klient.get(PULTEN).text
    assert "er kontrollert i dag" in klient.post(adresse, follow=True).text
    modell.refresh_from_db()
    assert modell.sist_kontrollert == timezone.localdate()
    hendelse = Hendelse.objects.get(kode="kontrollert")
    assert (hendelse.av, hendelse.gjelder_type) == (rita.offentlig_id, "taksonomi.samarbeidsmodell")
    assert klient.post(f"/redaksjon/kontrollert/tilskudd/{modell.pk}/").status_code == 404
    rita.groups.clear()
    assert klient.post(adresse).status_code == 403


# ── Meldingene ──


def test_en_innmeldt_sak_blir_begynnelsen_pa_et_eksempel(rita):
    melding = send_henvendelse(emne="eksempel", tekst="Vi prøvde noe i Skien.")
    klient = logg_inn(rita)
    lenke = f"/admin/samarbeid/eksempel/add/?melding={melding.referanse}"
    assert lenke in klient.get(reverse("redaksjon_melding", args=[melding.referanse])).text
    assert les_skjema(klient.get(lenke).text)["behov"] == ["Vi prøvde noe i Skien."]


def _svar(klient, melding, **felt):
    return klient.post(reverse("redaksjon_melding", args=[melding.referanse]), felt, follow=True)


def test_svaret_gar_pa_e_post_med_kopi_og_star_i_historikken(rita):
    melding = send_henvendelse(
        emne="feil", tekst="Grensen er gammel.", epost="kari@eksempel.no", malform="nn"
    )
    klient = logg_inn(rita)
    tekst = "Takk.\n\nNå er den rettet, se https://eksempel.example/."
    svar = _svar(
        klient, melding, svar="1", sett="0", **{"svar-tekst": tekst, "svar-ferdig": "on", "svar-kopi": "on"}
    )
    brev = Utsending.objects.filter(mal="henvendelse_svar")
    assert set(brev.values_list("til", flat=True)) == {"kari@eksempel.no", rita.epost}
    forste = brev.get(til="kari@eksempel.no")
    assert forste.emne == f"Svar på meldinga di: {melding.referanse}"
    assert "Takk.\n\nNå er den rettet, se https://eksempel.example/." in forste.tekst
    assert "<p>Takk.</p>" in "".join(forste.html.split("\n"))
    melding.refresh_from_db()
    assert melding.status == "ferdig" and melding.ferdig_tid
    assert "Nå er den rettet" in svar.text
    assert "Grensen er gammel" not in klient.get(PULTEN).text
    _svar(klient, melding, status="i_arbeid")
    assert "Grensen er gammel" in klient.get(PULTEN).text


def test_to_svar_sendes_bare_nar_det_forste_er_lest(rita):
    """En som trykker to ganger, og to redaktører med siden åpen samtidig."""
    melding = send_henvendelse(emne="annet", tekst="Hei.", epost="kari@eksempel.no")
    klient = logg_inn(rita)
    side = reverse("redaksjon_melding", args=[melding.referanse])
    felt = {"svar": "1", "sett": les_skjema(klient.get(side).text)["sett"][0], "svar-tekst": "Takk for det."}
    assert klient.post(side, felt).status_code == 302
    igjen = klient.post(side, felt | {"svar-tekst": "Takk for det, en gang til."})
    assert (igjen.status_code, "Et svar er sendt etter at" in igjen.text) == (422, True)
    assert "Takk for det, en gang til." in igjen.text
    assert Utsending.objects.filter(mal="henvendelse_svar").count() == 1
    assert klient.post(side, felt | {"sett": les_skjema(igjen.text)["sett"][0]}).status_code == 302
    assert Utsending.objects.filter(mal="henvendelse_svar").count() == 2


def test_et_notat_gar_ikke_ut_og_uten_adresse_kan_ingen_svare(rita):
    melding = send_henvendelse(emne="annet", tekst="Hei.")
    klient = logg_inn(rita)
    assert (
        "har ikke oppgitt e-post" in klient.get(reverse("redaksjon_melding", args=[melding.referanse])).text
    )
    assert "så du kan ikke svare" in _svar(klient, melding, svar="1", **{"svar-tekst": "Hei."}).text
    _svar(klient, melding, noter="1", **{"notat-tekst": "Ringte."})
    assert list(Henvendelsessvar.objects.values_list("slag", "tekst", "av")) == [
        ("notat", "Ringte.", rita.pk)
    ]
    assert not Utsending.objects.exists()
    tomt = _svar(klient, melding, noter="1", **{"notat-tekst": " "})
    assert (tomt.status_code, "Skriv notatet." in tomt.text) == (422, True)
    assert klient.get(reverse("redaksjon_melding", args=["AAAA-AAAA"])).status_code == 404
    assert _svar(klient, melding, status="tull").status_code == 404


@pytest.mark.parametrize(
    "side", ["javascript:alert(1)", "//ond.example/", "/\\ond.example", "https://ond.example"]
)
def test_siden_avsenderen_skrev_blir_bare_lenke_i_portalen(rita, side):
    melding = send_henvendelse(emne="feil", tekst="Se her.", om_side=side)
    assert (
        f'href="{side}"'
        not in logg_inn(rita).get(reverse("redaksjon_melding", args=[melding.referanse])).text
    )


def test_kvitteringen_gar_til_den_som_skrev_uten_det_hun_skrev(client):
    client.post(reverse("kontakt"), {"emne": "annet", "tekst": "Kjøp billig.", "epost": "kari@eksempel.no"})
    brev = Utsending.objects.get()
    assert (brev.mal, brev.til) == ("henvendelse_mottatt", "kari@eksempel.no")
    assert Henvendelse.objects.get().referanse in brev.emne
    assert "billig" not in brev.tekst


def test_en_postkasse_far_ikke_flere_kvitteringer_enn_grensen_og_meldingen_kommer_likevel(client):
    for nr in range(8):
        client.post(reverse("kontakt"), {"emne": "annet", "tekst": f"Nr {nr}", "epost": "kari@eksempel.no"})
    assert (Henvendelse.objects.count(), Utsending.objects.count()) == (8, 5)


def test_et_brev_som_er_gitt_opp_sendes_pa_nytt(rita):
    brev = Utsending.objects.create(
        nokkel="n", til="x@x.no", emne="Brev", status="gitt_opp", avsluttet_tid=timezone.now()
    )
    hemmelig = Utsending.objects.create(
        nokkel="m", til="x@x.no", emne="Kode", status="gitt_opp", hemmelig=True, avsluttet_tid=timezone.now()
    )
    klient = logg_inn(rita)
    assert "Kode" not in klient.get(PULTEN).text
    assert "sendes på nytt" in klient.post(f"/redaksjon/epost/{brev.pk}/igjen/", follow=True).text
    brev.refresh_from_db()
    assert brev.status == "venter"
    assert klient.post(f"/redaksjon/epost/{hemmelig.pk}/igjen/").status_code == 404


@pytest.mark.parametrize(
    ("dager", "ord_"),
    [
        (-1, "i dag"),
        (0, "i dag"),
        (1, "1 dag"),
        (59, "59 dager"),
        (60, "2 måneder"),
        (729, "24 måneder"),
        (800, "2 år"),
    ],
)
def test_alderen_i_ord(dager, ord_):
    assert alder_i_ord(timezone.localdate() - timedelta(days=dager)) == ord_
    # Klokken på veggen: en dag med sommertid er også en dag.
    assert alder_i_ord(timezone.localtime() - timedelta(days=dager)) == ord_


# ── Noe er feil her ──


@pytest.mark.parametrize(
    ("sti", "side"),
    [
        ("/modeller/pilotavtale/", "/modeller/pilotavtale/"),
        ("/nn/om/", "/nn/om/"),
        ("/finnes-ikke/?x=1", "/finnes-ikke/"),
        ("/prov/" + "n" * 22 + "/", "/prov/…/"),
        ("/kontakt/sendt/hemmelig:kvittering/", "/kontakt/sendt/…/"),
    ],
)
def test_hver_side_har_noe_er_feil_her_med_siden_og_uten_nokler(client, sti, side):
    malform = "/nn" if sti.startswith("/nn/") else ""
    lenke = f"{malform}/kontakt/?{urlencode({'emne': 'feil', 'side': side})}"
    assert f'href="{escape(lenke)}"' in client.get(sti).text
    skjema = client.get(lenke).text
    assert f'value="{side}"' in skjema and re.search(r'value="feil"[^>]*checked', skjema)


def test_virksomhetene_mange_spor_etter_star_der_til_noen_er_med(rita):
    firma = Entreprenor.objects.create(navn="Firma", slug="firma")
    mest, mindre, ute, fa = OffentligPart.objects.synlige().filter(medlemskap=None).order_by("pk")[:4]
    for part, antall in ((mest, 4), (mindre, 3), (ute, 3), (fa, 2)):
        for _nr in range(antall):
            Samtale.objects.create(
                entreprenor=firma, part=part, emne="Hei", til="post@x.no", purr_fra=timezone.localdate()
            )
    Samtale.objects.filter(part=ute).update(startet_tid=timezone.now() - timedelta(days=200))
    ko = {ko.slag: ko for ko in det_som_er_foreldet()}["mest_spurt"]
    assert [post.navn for post in ko.poster] == [mest.navn, mindre.navn]
    assert ko.poster[0].merknad == ko.poster[0].om.rstrip(".") == "4 samtaler det siste halvåret"
    assert Post("1", "E-post", timezone.localdate(), merknad="Den er lest.").om == "I dag. Den er lest."
    assert Post("1", "Terskel", None, merknad="gjaldt til 31.12.2025").om == "Gjaldt til 31.12.2025."
    assert escape(mest.navn) in logg_inn(rita).get(PULTEN).text
    legg_til_medlem(mest, bruker=rita, rolle="medlem", av=rita, grunn="test")
    assert {ko.slag: ko.antall for ko in det_som_er_foreldet()}["mest_spurt"] == 1
