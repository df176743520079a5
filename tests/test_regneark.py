"""En tabell ut som regneark og inn igjen: uendret endrer ingenting, det som endres vises først, og feil står ved linjen."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kommuner.models import Kontaktpunkt
from samarbeid.models import Eksempel, Eksempelversjon, Ordforklaring
from tests.skjema import les_skjema
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.dokument import ark
from veier.hendelser.models import Hendelse
from veier.referanse.redaksjon import ReferanseAdmin
from veier.taksonomi.models import Samarbeidsmodell, Synonym, Tema

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("faa_kjente_ideer", "en_redaktor_er_nok")]
TABELLER = sorted(
    (m for m, a in admin.site._registry.items() if isinstance(a, ReferanseAdmin)), key=lambda m: m._meta.label
)


@pytest.fixture
def klient():
    return logg_inn(lag_redaktor())


def _adresse(modell, hva):
    return reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_{hva}")


def _ned(klient, modell):
    tekst = klient.get(_adresse(modell, "csv")).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(tekst, newline=""), delimiter=";"))


def _fil(rader, tegnsett="utf-8-sig", skille=";"):
    ut = io.StringIO(newline="")
    skriv = csv.DictWriter(ut, list(rader[0]), delimiter=skille)
    skriv.writeheader()
    skriv.writerows(rader)
    return SimpleUploadedFile("x.csv", ut.getvalue().encode(tegnsett))


def _opp(klient, modell, rader, **valg):
    return klient.post(_adresse(modell, "fra_fil"), {"fil": _fil(rader, **valg)})


def _lagre(klient, modell, svar):
    """Knappen på siden, slik en nettleser sender den: linjeskift blir to tegn."""
    data = les_skjema(svar.text)
    assert data["innhold"] and data["merke"]
    return klient.post(_adresse(modell, "fra_fil"), {**data, "lagre": "Lagre endringene"})


@pytest.mark.parametrize("modell", TABELLER, ids=lambda m: m._meta.model_name)
def test_ut_og_rett_inn_igjen_endrer_ingenting(klient, modell):
    rader = _ned(klient, modell)[-40:]  # de korte tabellene er med hele
    plan = _opp(klient, modell, rader).context["plan"]
    assert (plan.linjer, plan.uendret) == ([], len(rader))


def test_den_storste_tabellen_gar_hel_ut_og_inn_og_en_stor_endring_deles_opp(klient, monkeypatch):
    rader = _ned(klient, Synonym)
    assert len(rader) == Synonym.objects.count() > 3000
    plan = _opp(klient, Synonym, rader).context["plan"]
    assert (plan.linjer, plan.uendret) == ([], len(rader))
    monkeypatch.setattr("veier.referanse.regneark.FLEST_ENDRET", 2)
    nye = [rader[0] | {"id": "", "uttrykk": f"zzqq {nr}"} for nr in range(3)]
    assert _opp(klient, Synonym, nye[:2]).status_code == 200
    svar = _opp(klient, Synonym, nye)
    assert (svar.status_code, "ville endret over 2 rader. Del den opp" in svar.text) == (422, True)


def test_det_som_endres_vises_forst_og_lagres_med_spor(klient):
    rader = _ned(klient, Ordforklaring)[:2]
    rader[0]["forklaring"], rader[0]["former"] = "Ny forklaring.", "ordet\nordene"
    svar = _opp(klient, Ordforklaring, rader)
    assert svar.status_code == 200 and "Rader som blir endret: 1. Rader som er som før: 1." in svar.text
    assert (
        "Ny forklaring." in svar.text
        and not Ordforklaring.objects.filter(forklaring="Ny forklaring.").exists()
    )
    assert _lagre(klient, Ordforklaring, svar).status_code == 302
    rad = Ordforklaring.objects.get(pk=rader[0]["id"])
    assert (rad.forklaring, rad.former) == ("Ny forklaring.", ["ordet", "ordene"])
    assert Hendelse.objects.filter(kode="redaksjon_endret", gjelder_id=rad.slug).exists()


def test_kolonnene_som_mangler_rores_ikke_og_komma_gar_ogsa(klient):
    tema = Tema.objects.synlige().first()
    svar = _opp(klient, Tema, [{"id": str(tema.pk), "kort": "Nytt, med komma."}], skille=",")
    assert [len(linje.endringer) for linje in svar.context["plan"].linjer] == [1]
    _lagre(klient, Tema, svar)
    ny = Tema.objects.get(pk=tema.pk)
    assert (ny.kort, ny.navn, ny.nivaer, ny.naer) == ("Nytt, med komma.", tema.navn, tema.nivaer, tema.naer)


def test_feil_star_ved_linjen_og_ingenting_lagres(klient):
    rader = _ned(klient, Synonym)[:4]
    rader[0]["gjelder"] = "tema:finnes-ikke"
    rader[1]["styrke"], rader[1]["skjult"] = "kjempesterk", "kanskje"
    rader[2]["uttrykk"] = "helt riktig"
    rader[3]["id"] = "99999999"
    svar = _opp(klient, Synonym, rader)
    feil = {linje.nummer: " ".join(linje.feil) for linje in svar.context["plan"].linjer if linje.feil}
    assert svar.status_code == 422 and set(feil) == {2, 3, 5}
    assert "finnes ikke" in feil[2] and "«ja» eller «nei»" in feil[3] and "99999999" in feil[5]
    assert "Lagre endringene" not in svar.text
    assert not Synonym.objects.filter(uttrykk="helt riktig").exists()


@pytest.mark.parametrize(
    ("innhold", "setning"),
    [
        ("", "Den første linjen må ha navnene"), ("navn;kort\na;b", "«id» må være en av dem"),
        ("id;tull\n1;x", "Kolonnen «tull» finnes ikke"), ("id;kort\n1;a;b", "Linje 2 har 3 celler"),
        ('id;kort\n1;"a', "kan ikke leses som CSV"), ("id;kort\n" + "1;a\n" * 10001, "over 10000 rader. Del den opp"),
        ("id;kort;kort\n1;a;b", "hver én gang"),
    ],
)  # fmt: skip
def test_en_fil_som_er_feil_bygd_forklares(klient, innhold, setning):
    svar = klient.post(
        _adresse(Tema, "fra_fil"), {"fil": SimpleUploadedFile("x.csv", innhold.encode() or b"\n")}
    )
    assert (svar.status_code, setning in svar.text) == (422, True)


def test_ingen_fil_feil_tegnsett_og_for_stor(klient):
    side = _adresse(Tema, "fra_fil")
    assert "Velg en fil." in klient.post(side).text
    assert "CSV UTF-8" in _opp(klient, Tema, [{"id": "1", "kort": "æøå"}], tegnsett="latin-1").text
    stor = SimpleUploadedFile("x.csv", b"id;kort\n" + b"a" * ark.STORST)
    assert "for stor" in klient.post(side, {"fil": stor}).text


def test_en_linje_uten_id_er_en_ny_rad_med_sporene(klient):
    mal = _ned(klient, Tema)[0]
    ny = mal | {
        "id": "",
        "slug": "zzqq-tema",
        "navn": "Zzqq",
        "navn_nn": "Zzqq på nynorsk",
        "kort": "Kort om det.",
    }
    svar = _opp(klient, Tema, [mal, ny])
    assert svar.status_code == 200, svar.text
    assert "Rader som blir endret: 0. Nye rader: 1. Rader som er som før: 1." in svar.text
    assert "ny rad: Zzqq" in svar.text and not Tema.objects.filter(slug="zzqq-tema").exists()
    assert _lagre(klient, Tema, svar).status_code == 302
    rad = Tema.objects.get(slug="zzqq-tema")
    assert (rad.navn, rad.paa("navn", "nn"), rad.lastet, rad.skjult) == ("Zzqq", "Zzqq på nynorsk", {}, False)
    assert (rad.nivaer, rad.events.count()) == (Tema.objects.get(pk=mal["id"]).nivaer, 1)
    assert Hendelse.objects.filter(kode="redaksjon_lagt_til", gjelder_id="zzqq-tema").exists()


def test_en_ny_rad_med_feil_sier_det_ved_linjen_og_ingenting_lagres(klient):
    mal = _ned(klient, Tema)[0] | {"nivaer": "kommune", "naer": ""}  # én linje i filen for hver rad
    rader = [
        mal | {"id": "", "slug": "zzqq", "navn": "", "navn_nn": "Zzqq"},
        mal | {"id": "", "slug": mal["slug"], "navn": "Finnes"},
        dict.fromkeys(mal, "") | {"skjult": "nei"},
        mal | {"id": "", "slug": "zzqq-to", "navn": "To"},
        mal | {"id": "", "slug": "zzqq-to", "navn": "To igjen"},
        mal | {"slug": "et-annet"},
    ]
    svar = _opp(klient, Tema, rader)
    feil = {linje.nummer: " ".join(linje.feil) for linje in svar.context["plan"].linjer if linje.feil}
    assert (svar.status_code, set(feil)) == (422, {2, 3, 4, 6, 7})
    assert "Navn" in feil[2] and "finnes" in feil[3] and "ingenting i seg" in feil[4]
    assert "Det samme står på linje 5." in feil[6] and "Kan ikke endres" in feil[7]
    assert not Tema.objects.filter(slug__startswith="zzqq").exists()


def test_to_rader_som_ville_blitt_like_er_en_feil_og_ikke_et_krasj(klient):
    to = list(Synonym.objects.filter(gjelder="tema:demens", skjult=False).order_by("pk")[:2])
    svar = _opp(klient, Synonym, [{"id": str(rad.pk), "uttrykk": "zzqqxx"} for rad in to])
    assert svar.status_code == 422 and "Det samme står på linje 2." in svar.text


def test_den_samme_raden_to_ganger_er_en_feil(klient):
    rad = _ned(klient, Tema)[0]
    svar = _opp(klient, Tema, [rad, rad])
    assert "er med to ganger" in svar.text


def test_er_noe_endret_siden_forhandsvisningen_vises_den_pa_nytt(klient):
    rad = _ned(klient, Tema)[0]
    svar = _opp(klient, Tema, [rad | {"kort": "Fra filen."}])
    Tema.objects.filter(pk=rad["id"]).update(kort="Skrevet av en annen.")
    igjen = _lagre(klient, Tema, svar)
    assert igjen.status_code == 422 and "Skrevet av en annen." in igjen.text
    assert Tema.objects.get(pk=rad["id"]).kort == "Skrevet av en annen."
    assert _lagre(klient, Tema, igjen).status_code == 302
    assert Tema.objects.get(pk=rad["id"]).kort == "Fra filen."


def test_en_celle_som_ligner_en_formel_gar_ut_som_tekst_og_inn_igjen(klient):
    tema = Tema.objects.synlige().first()
    Tema.objects.filter(pk=tema.pk).update(kort="=HYPERLINK(1)")
    rad = next(r for r in _ned(klient, Tema) if r["id"] == str(tema.pk))
    assert rad["kort"] == "'=HYPERLINK(1)"
    assert _opp(klient, Tema, [rad]).context["plan"].uendret == 1


def test_en_publisert_sak_blir_et_utkast_og_ikke_en_ny_side(klient, client):
    sak = Eksempel.objects.synlige().first()
    svar = _opp(klient, Eksempel, [{"id": str(sak.pk), "behov": "Skrevet i et regneark."}])
    _lagre(klient, Eksempel, svar)
    assert Eksempelversjon.objects.get(objekt=sak).svar == {"behov": "Skrevet i et regneark."}
    assert "Skrevet i et regneark." not in client.get(sak.get_absolute_url()).text
    rad = next(r for r in _ned(klient, Eksempel) if r["id"] == str(sak.pk))
    assert rad["behov"] == "Skrevet i et regneark."  # filen er slik skjemaet er


def test_bare_den_som_kan_endre_kommer_til(klient):
    assert logg_inn(lag_bruker("nina@eksempel.no")).get(_adresse(Tema, "csv")).status_code == 302
    uten = lag_redaktor("uten@eksempel.no")
    uten.groups.clear()
    assert logg_inn(uten).get(_adresse(Tema, "csv")).status_code == 403
    assert logg_inn(uten).get(_adresse(Tema, "fra_fil")).status_code == 403
    lister = klient.get(reverse("admin:taksonomi_tema_changelist")).text
    assert _adresse(Tema, "csv") in lister and _adresse(Tema, "fra_fil") in lister


@pytest.mark.parametrize(
    "modell", [Kontaktpunkt, Samarbeidsmodell, Eksempel], ids=lambda m: m._meta.model_name
)
def test_utskriften_har_like_mange_sporringer_uansett_hvor_lang_tabellen_er(
    klient, modell, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60 if modell is not Eksempel else 60 + modell.objects.count()):
        klient.get(_adresse(modell, "csv"))
