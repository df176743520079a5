"""Modellveiviseren med Djangos testklient: stegene, svaret, notatet, saksframlegget og delingen."""

import io

import docx
import pytest
from django.urls import reverse

from entreprenorer.models import Ideutkast
from kommuner.models import Veiviserutkast
from samarbeid.models import Dokumentmal
from samarbeid.svar.forms.veiviser import STEG
from tests.skjemaer import skjulte
from veier.utkast.handlinger import del_utkast, lagre_steg, start_utkast

pytestmark = pytest.mark.django_db
BEHOV = {
    "tittel": "Eldre som spiser alene",
    "problem": "Hjemmeboende eldre er ensomme og spiser lite.",
    "losning": "",
}


@pytest.fixture
def utkast():
    utkast = start_utkast(Veiviserutkast, steg="behovet", svar={k: [v] for k, v in BEHOV.items()})
    lagre_steg(utkast, steg="sted", svar={"omrader": ["5001"], "sok": [""]})
    return lagre_steg(
        utkast, steg="pengene", svar={"penger": ["noe"], "arlig_belop": ["90 000"], "varighet_ar": ["1"]}
    ).utkast


def _svar(client, utkast, navn="veiviser_svar", foran=""):
    return client.get(foran + reverse(navn, args=[utkast.nokkel])).content.decode()


def _docx(client, adresse):
    svar = client.get(adresse)
    assert svar["Content-Type"].startswith("application/vnd.openxmlformats")
    assert svar["Content-Disposition"].endswith('.docx"')
    return [a.text for a in docx.Document(io.BytesIO(svar.content)).paragraphs]


def test_forste_lagring_lager_et_behov_og_ikke_en_ide(client):
    svar = client.post(reverse("veiviser"), BEHOV)
    [nokkel] = client.session["behov"]
    assert Veiviserutkast.objects.for_eier(nokkel) == Veiviserutkast.objects.get()
    assert svar["Location"] == reverse("veiviser_steg", args=[nokkel, 2])
    assert Ideutkast.objects.count() == 0


def test_problemet_ma_fylles_ut_og_det_skrevne_star(client):
    svar = client.post(reverse("veiviser"), {"tittel": "Et navn", "problem": ""})
    assert svar.status_code == 422
    assert "Skriv litt om problemet" in svar.content.decode()
    assert 'value="Et navn"' in svar.content.decode()


def test_alle_stegene_kan_vises_og_hoppes_over(client, utkast):
    for nr in range(1, len(STEG) + 1):
        adresse = reverse("veiviser_steg", args=[utkast.nokkel, nr])
        assert client.get(adresse).status_code == 200
        if nr > 1:
            assert client.post(adresse, {}).status_code == 302


def test_stegene_spor_om_behovet_og_foreslar_stedet_virksomheten_er_i(client):
    skrevet = {**BEHOV, "virksomhet": "Trondheim kommune", "rolle": "radgiver"}
    utkast = start_utkast(Veiviserutkast, steg="behovet", svar={k: [v] for k, v in skrevet.items()})
    sidene = [
        client.get(reverse("veiviser_steg", args=[utkast.nokkel, nr]))
        .text.partition("<main")[2]
        .partition("<footer")[0]
        for nr in range(2, len(STEG) + 1)
    ]
    assert "Hva handler behovet om?" in sidene[0] and not any("ideen" in side for side in sidene)
    assert 'value="5001" id="omrade-5001" checked' in sidene[2]
    lagre_steg(utkast, steg="sted", svar={"omrader": ["4601"], "sok": [""]})
    valgt = client.get(reverse("veiviser_steg", args=[utkast.nokkel, 4])).text
    assert 'value="4601" id="omrade-4601" checked' in valgt and 'id="omrade-5001"' not in valgt


def test_svaret_har_modeller_notat_sjekkliste_og_vei(client, utkast):
    lagre_steg(
        utkast, steg="ansvaret", svar={"eier": ["flere"], "innkjop": ["nei"], "personvernombud": ["ja"]}
    )
    tekst = _svar(client, utkast)
    for ventet in (
        "Måter å samarbeide på",
        "Velg denne formen",
        "Et notat til lederen din",
        "Hvem som kan gjøre det",
        "saksframlegg.docx",
        "Trondheim kommune",
        "Det som er i budsjettet, kan være nok til å prøve noe lite.",
    ):
        assert ventet in tekst
    assert tekst.count("sjekk-gjort") == 1
    assert tekst.count("sjekk-mangler") == 2
    assert tekst.count("sjekk-ukjent") == 3


def test_notatet_sier_behovet_modellen_pengene_og_det_som_gjenstar(client, utkast):
    tekst = _svar(client, utkast)
    notat = tekst.split('id="melding"')[1].split("</textarea>")[0]
    for ventet in (
        "Eldre som spiser alene",
        "Hjemmeboende eldre er ensomme",
        "90\u00a0000\u00a0kroner i året",
        "noe penger i årets budsjett, men ikke nok",
        "– Innkjøp er spurt",
    ):
        assert ventet in notat
    assert 'href="mailto:?subject=Behov%3A%20Eldre' in tekst


def test_notatet_har_formen_og_beslutteren_svaret_rader_til(client, utkast):
    """Også når en form en annen virksomhet bruker, passer best, og den øverste raden i tabellen er den samme."""
    lagre_steg(utkast, steg="tema", svar={"tema": ["arbeidsinkludering"]})
    lagre_steg(utkast, steg="pengene", svar={"arlig_belop": ["900000"], "varighet_ar": ["2"]})
    svar = client.get(reverse("veiviser_svar", args=[utkast.nokkel]))
    linjer = {linje.slag: linje for linje in svar.context["s"].linjer}
    rad, notat = svar.context["s"].rader[0], svar.context["notat"].tekst
    assert linjer["be_om"].svar.startswith(rad.modell.navn)
    assert f"«{rad.modell.navn}»" in notat
    assert linjer["hvem"].svar in notat
    assert "spør flere" not in notat  # over nasjonal terskelverdi er det ikke nok
    assert "Et så stort kjøp skal som regel kunngjøres" in svar.content.decode()


# Merkene etter en bokstav telles ikke når et utdrag lages, og tar hver seg seks tegn i adressen.
@pytest.mark.parametrize("bit", ["ÆØÅ ", "a😀", "q\u0323\u0301"])
def test_lenken_til_e_post_er_kort_nok_for_windows_uansett_hva_som_er_skrevet(client, utkast, bit):
    tittel, problem = (bit * 120)[:120], (bit * 4000)[:4000]
    lagre_steg(utkast, steg="behovet", svar={"tittel": [tittel], "problem": [problem], "losning": [""]})
    notat = client.get(reverse("veiviser_svar", args=[utkast.nokkel])).context["notat"]
    assert len(notat.adresse) <= 2000
    assert "– Innkjøp er spurt" in notat.tekst


@pytest.mark.parametrize("foran", ["", "/nn"])
@pytest.mark.parametrize(
    "temaer",
    [
        ["utenforskap-unge", "kriminalitetsforebygging", "digitalt-utenforskap"],
        ["utenforskap-unge", "negativ-sosial-kontroll", "kvinner-med-innvandrerbakgrunn"],
    ],
)
def test_det_lengste_svaret_pa_et_behov_er_under_45_kb(client, utkast, temaer, foran):
    koder = ["5001", "5031", "5035", "0301", "4601", "1103", "1804", "5501", "3301", "3201"]
    problem = "Hjemmeboende eldre er ensomme og spiser lite. " * 80
    lagre_steg(utkast, steg="behovet", svar={**{k: [v] for k, v in BEHOV.items()}, "problem": [problem]})
    lagre_steg(utkast, steg="tema", svar={"tema": temaer})
    lagre_steg(utkast, steg="sted", svar={"omrader": koder, "sok": [""]})
    lagre_steg(utkast, steg="pengene", svar={"arlig_belop": ["900000"], "varighet_ar": ["2"]})
    svar = client.get(foran + reverse("veiviser_svar", args=[utkast.nokkel]))
    assert len(svar.content) <= 45_000


def test_saksframlegget_er_fylt_ut_av_svaret_og_resten_er_merket(client, utkast):
    avsnitt = _docx(client, reverse("veiviser_sak", args=[utkast.nokkel, "saksframlegg", "docx"]))
    tekst = "\n".join(avsnitt)
    assert avsnitt[0] == "Saksframlegg: Eldre som spiser alene"
    assert "Hjemmeboende eldre er ensomme og spiser lite." in tekst
    assert "Rammen er 90\u00a0000\u00a0kroner uten merverdiavgift." in tekst
    assert "kroner kroner" not in tekst
    assert "[Fyll inn: saksbehandlerens samlede vurdering]" in tekst
    assert "[Fyll inn: beløp, eller «ingen»]" not in tekst


def test_saksframlegget_finnes_pa_nynorsk_og_som_pdf(client, utkast):
    avsnitt = _docx(client, "/nn" + reverse("veiviser_sak", args=[utkast.nokkel, "saksframlegg", "docx"]))
    assert "Framlegg til vedtak" in avsnitt
    pdf = client.get(reverse("veiviser_sak", args=[utkast.nokkel, "saksframlegg", "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    assert pdf["X-Robots-Tag"] == "noindex, nofollow"


def test_dokumentet_er_pa_malformen_til_virksomheten_den_som_spor_arbeider_i(client, utkast):
    """Sogndal skriver nynorsk, også når saken gjelder Trondheim og siden leses på bokmål."""
    adresse = reverse("veiviser_sak", args=[utkast.nokkel, "saksframlegg", "docx"])
    assert "Forslag til vedtak" in _docx(client, adresse)
    skrevet = {**{k: [v] for k, v in BEHOV.items()}, "virksomhet": ["Sogndal kommune"], "rolle": [""]}
    lagre_steg(utkast, steg="behovet", svar=skrevet)
    assert "Framlegg til vedtak" in _docx(client, adresse)


def test_mer_svar_endrer_svaret_og_grunnen_forsvinner_med_svaret(client, utkast):
    lagre_steg(utkast, steg="markedet", svar={"avtale": ["ja"]})
    grunn = "Det finnes en avtale om dette fra før"
    assert grunn in _svar(client, utkast)
    lagre_steg(utkast, steg="markedet", svar={"avtale": ["nei"]})
    assert grunn not in _svar(client, utkast)


def test_delt_behov_kan_leses_men_ikke_endres(client, utkast):
    delt = del_utkast(utkast)
    tekst = client.get(reverse("veiviser_delt", args=[delt.delenokkel])).content.decode()
    assert "Eldre som spiser alene" in tekst
    assert delt.nokkel not in tekst
    assert "Svar på det" not in tekst
    assert _docx(client, reverse("veiviser_delt_sak", args=[delt.delenokkel, "saksframlegg", "docx"]))
    for navn in ("veiviser_svar", "veiviser_slett"):
        assert client.get(reverse(navn, args=[delt.delenokkel])).status_code == 404
    assert client.post(reverse("veiviser_steg", args=[delt.delenokkel, 1]), BEHOV).status_code == 404
    client.post(reverse("veiviser_del", args=[utkast.nokkel]), {"handling": "stopp"})
    assert client.get(reverse("veiviser_delt", args=[delt.delenokkel])).status_code == 404


def test_en_ides_nokkel_er_ikke_et_behovs_nokkel(client, utkast):
    ide = start_utkast(Ideutkast, steg="ideen", svar={"tittel": ["A"], "problem": ["B"]})
    assert client.get(reverse("veiviser_svar", args=[ide.nokkel])).status_code == 404
    assert client.get(reverse("veien_videre", args=[utkast.nokkel])).status_code == 404


def test_behov_uten_tekst_leder_tilbake(client):
    tomt = start_utkast(Veiviserutkast, steg="tema", svar={"tema": ["rus"]})
    svar = client.get(reverse("veiviser_svar", args=[tomt.nokkel]))
    assert svar["Location"] == reverse("veiviser_steg", args=[tomt.nokkel, 1])
    delt = del_utkast(tomt)
    assert client.get(reverse("veiviser_delt", args=[delt.delenokkel])).status_code == 404
    assert client.get(reverse("veiviser_sak", args=[tomt.nokkel, "saksframlegg", "pdf"])).status_code == 404


def test_skjult_saksframlegg_er_404(client, utkast):
    Dokumentmal.objects.filter(slug="saksframlegg").update(skjult=True)
    assert (
        client.get(reverse("veiviser_sak", args=[utkast.nokkel, "saksframlegg", "docx"])).status_code == 404
    )


def test_sletting_spor_forst(client, utkast):
    adresse = reverse("veiviser_slett", args=[utkast.nokkel])
    assert "Slette «Eldre som spiser alene»?" in client.get(adresse).content.decode()
    assert client.post(adresse)["Location"] == reverse("veiviser")
    assert Veiviserutkast.objects.count() == 0


def test_dokumentet_skrives_pa_malformen_til_virksomheten(client):
    utkast = start_utkast(Veiviserutkast, steg="behovet", svar={k: [v] for k, v in BEHOV.items()})
    lagre_steg(utkast, steg="sted", svar={"omrader": ["4640"], "sok": [""]})  # Sogndal bruker nynorsk
    avsnitt = _docx(client, reverse("veiviser_sak", args=[utkast.nokkel, "saksframlegg", "docx"]))
    assert "Framlegg til vedtak" in avsnitt


def test_en_mal_svaret_ikke_fyller_er_404(client, utkast):
    for slug in ("sjekkliste-for-pilot", "finnes-ikke"):
        assert client.get(reverse("veiviser_sak", args=[utkast.nokkel, slug, "docx"])).status_code == 404


def test_svaret_har_hoyst_seks_overskrifter_a_apne(client, utkast):
    assert _svar(client, utkast).count('<details class="ds-details seksjon') <= 6


def test_stedet_som_er_tatt_bort_kommer_ikke_tilbake(client):
    """Virksomhetens sted er krysset av til noen har svart, og et tomt svar er også et svar."""
    utkast = start_utkast(
        Veiviserutkast,
        steg="behovet",
        svar={k: [v] for k, v in BEHOV.items()} | {"virksomhet": ["Skien kommune"]},
    )
    adresse = reverse("veiviser_steg", args=[utkast.nokkel, [s.kode for s in STEG].index("sted") + 1])
    svar = client.get(adresse)
    krysset = 'value="4003" id="omrade-4003" checked'
    assert krysset in " ".join(svar.text.split())
    client.post(adresse, {**skjulte(svar), "sok": "", "handling": "neste"})
    assert krysset not in " ".join(client.get(adresse).text.split())
    utkast = Veiviserutkast.objects.get()
    assert utkast.svar["sted"]["omrader"] == []


def test_temaet_som_er_valgt_gjelder_i_stedet_for_det_teksten_peker_pa(client, utkast):
    lagre_steg(
        utkast,
        steg="behovet",
        svar={"tittel": ["Ute"], "problem": ["Ungdom henger ute og naboer ringer politiet."]},
    )
    assert "forebygging av kriminalitet;" in _partnerne(_svar(client, utkast))
    lagre_steg(utkast, steg="tema", svar={"tema": ["psykisk-helse-unge"]})
    rettet = _partnerne(_svar(client, utkast))
    assert "psykisk helse blant unge;" in rettet
    assert "kriminalitet" not in rettet


def test_et_behov_ingen_arbeider_med_far_ingen_fordi_ett_ord_er_det_samme(client, utkast):
    lagre_steg(
        utkast,
        steg="behovet",
        svar={"tittel": ["Hull i veien"], "problem": ["Asfalten på kommuneveien er full av hull."]},
    )
    assert "Vi vet ikke hva behovet handler om ennå" in _partnerne(_svar(client, utkast))


def test_svaret_skiller_dem_som_passer_godt_fra_dem_som_kan_passe(client, utkast):
    demens = {
        "tittel": ["Demens"],
        "problem": ["Personer med demens på sykehjem har lange dager, og trenger aktivitet."],
    }
    lagre_steg(utkast, steg="behovet", svar=demens)
    lagre_steg(utkast, steg="tema", svar={"tema": ["demens"]})
    lagre_steg(utkast, steg="sted", svar={"omrader": ["5001"]})
    assert "Passer godt" in _partnerne(_svar(client, utkast))
    lagre_steg(utkast, steg="sted", svar={"omrader": []})
    uten_sted = _partnerne(_svar(client, utkast))
    assert "Behovet mangler sted." in uten_sted
    assert "Temaet, målgruppen og stedet passer." not in uten_sted
    assert "Kan passe" in uten_sted


def _partnerne(tekst):
    return tekst[tekst.index('id="partnere"') :].partition("</details>")[0]
