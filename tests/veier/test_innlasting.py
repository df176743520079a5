import dataclasses
import io

import pytest
from django.core.management import CommandError, call_command

from samarbeid.management.commands.last_referanse import FILER
from veier.referanse.innlasting import Innlastingsfeil, last
from veier.sok.models import Synonymgruppe
from veier.taksonomi.models import Omrade, Referanseversjon, Tema

TEMAFIL = next(f for f in FILER if f.modell is Tema)


# Temaene, og filene de viser til.
TIL_TEMAENE = FILER[: FILER.index(TEMAFIL) + 1]


def _med(tmp_path, endre, filer=TIL_TEMAENE):
    """Filene, med én endret kopi av temafilen."""
    kopi = tmp_path / TEMAFIL.sti.name
    kopi.write_text(endre(TEMAFIL.sti.read_text(encoding="utf-8")), encoding="utf-8")
    return [dataclasses.replace(f, sti=kopi) if f is TEMAFIL else f for f in filer]


@pytest.mark.django_db
def test_andre_gang_endrer_ingenting():
    for rapport in last(FILER):
        assert (rapport.nye, rapport.endret, rapport.skjult, rapport.redaktorens) == (0, 0, 0, 0)


@pytest.mark.django_db
def test_endring_i_filen_kommer_inn_der_redaktoren_ikke_har_rort(tmp_path):
    filer = _med(tmp_path, lambda t: t.replace("demens,Demens,", "demens,Demenssykdom,"))
    rapport = next(r for r in last(filer) if r.tabell == "temaer")
    assert rapport.endret == 1
    assert Tema.objects.get(slug="demens").navn == "Demenssykdom"


@pytest.mark.django_db
def test_redaktorens_endring_blir_staende_og_konflikten_meldes(tmp_path):
    Tema.objects.filter(slug="demens").update(navn="Redaktørens navn")
    last(TIL_TEMAENE)
    assert Tema.objects.get(slug="demens").navn == "Redaktørens navn"
    filer = _med(tmp_path, lambda t: t.replace("demens,Demens,", "demens,Filens navn,"))
    rapport = next(r for r in last(filer) if r.tabell == "temaer")
    assert Tema.objects.get(slug="demens").navn == "Redaktørens navn"
    assert len(rapport.konflikter) == 1
    assert "navn" in rapport.konflikter[0]


@pytest.mark.django_db
def test_rad_som_er_borte_fra_filen_skjules_og_kommer_tilbake(tmp_path):
    uten = _med(
        tmp_path, lambda t: "\n".join(x for x in t.splitlines() if not x.startswith("rus,")) + "\n", FILER
    )
    with pytest.raises(Innlastingsfeil):
        last(uten)  # andre filer viser til temaet: da avvises alt
    Tema.objects.create(
        slug="redaktorens-eget",
        navn="Eget",
        oversettelser={"nn": {"navn": "Eige"}},
        kort="k",
        nivaer=["kommune"],
        sektor="helse",
        rekkefolge=99,
    )
    last(TIL_TEMAENE)
    assert not Tema.objects.get(slug="redaktorens-eget").skjult
    ekstra = (
        TEMAFIL.sti.read_text(encoding="utf-8")
        .splitlines()[-1]
        .replace("lokalt-naeringsliv-og-sosialt-foretak", "nytt-tema")
    )
    med = _med(tmp_path, lambda t: t + ekstra + "\n")
    last(med)
    last(TIL_TEMAENE)
    assert Tema.objects.get(slug="nytt-tema").skjult
    last(med)
    assert not Tema.objects.get(slug="nytt-tema").skjult


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("endre", "linje", "grunn"),
    [
        (lambda t: t.replace("demens,Demens", "rus,Demens"), "temaer.csv:28:", "samme nøkkel"),
        (lambda t: t.replace("slug,navn,", "slug,namn,"), "temaer.csv:1:", "kolonner"),
        (lambda t: t + 'x,"uavsluttet', "temaer.csv:", "CSV"),
        (lambda t: t.splitlines()[0] + "\n", "temaer.csv:1:", "ingen rader"),
        (lambda t: t.replace(",helse,", ",sykdom,"), "temaer.csv:", "sykdom"),
    ],
)
def test_en_fil_som_er_feil_bygd_eller_mange_feil_avviser_alt(tmp_path, endre, linje, grunn):
    versjon = Referanseversjon.objects.get().nummer
    with pytest.raises(Innlastingsfeil) as feil:
        last(_med(tmp_path, endre))
    assert any(f.startswith(linje) and grunn in f for f in feil.value.feil), feil.value.feil
    assert Referanseversjon.objects.get().nummer == versjon


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("endre", "linje", "grunn"),
    [
        (
            lambda t: t.replace(",kommune;stat,oppvekst,0,25,", ",kommune;stat,oppvekst,null,25,"),
            "temaer.csv:8:",
            "alder_fra",
        ),
        (lambda t: t.replace("rus,Rus,Rus", "rus,,Rus"), "temaer.csv:14:", "navn mangler"),
        (
            lambda t: t.replace("kommune;stat;nav,helse,13", "kommune;pave,helse,13"),
            "temaer.csv:14:",
            "pave",
        ),
        (lambda t: t.replace("rus,Rus,Rus", f"rus,Rus,{'a' * 30_000}"), "temaer.csv:14:", "navn_nn"),
    ],
)
def test_en_rad_som_er_feil_hoppes_over_og_resten_lastes(tmp_path, endre, linje, grunn):
    """Raden som er feil, blir stående som den var; en annen endring i den samme filen kommer inn."""
    gammel = Tema.objects.filter(slug="rus").values().get()
    filer = _med(tmp_path, lambda t: endre(t).replace("demens,Demens,", "demens,Demenssykdom,"))
    rapport = next(r for r in last(filer) if r.tabell == "temaer")
    assert rapport.hoppet_over
    assert all(f.startswith(linje) and grunn in f for f in rapport.hoppet_over), rapport.hoppet_over
    assert Tema.objects.get(slug="demens").navn == "Demenssykdom"
    assert Tema.objects.filter(slug="rus").values().get() == gammel


@pytest.mark.django_db
def test_en_gruppe_uten_uttrykk_hoppes_over(tmp_path):
    fil = next(f for f in FILER if f.modell is Synonymgruppe)
    linjer = fil.sti.read_text(encoding="utf-8").splitlines()
    kopi = tmp_path / fil.sti.name
    kopi.write_text("\n".join([*linjer, "tom-gruppe" + "," * linjer[0].count(",")]) + "\n", encoding="utf-8")
    med = [dataclasses.replace(f, sti=kopi) if f is fil else f for f in FILER]
    rapport = next(r for r in last(med) if r.tabell == "synonymgrupper")
    [feil] = rapport.hoppet_over
    assert f"{fil.sti.name}:{len(linjer) + 1}: uttrykk mangler" in feil
    assert not Synonymgruppe.objects.filter(nokkel="tom-gruppe").exists()


@pytest.mark.django_db
def test_kommandoen_sier_hva_som_er_hoppet_over_med_kode_3(tmp_path):
    kopi = tmp_path / TEMAFIL.sti.name
    kopi.write_text(
        TEMAFIL.sti.read_text(encoding="utf-8").replace("rus,Rus,Rus", "rus,,Rus"), encoding="utf-8"
    )
    ut = io.StringIO()
    with pytest.raises(CommandError, match="hoppet over") as feil:
        call_command("last_referanse", fra=tmp_path, stderr=ut)
    assert feil.value.returncode == 3
    assert ut.getvalue() == "hoppet over: temaer.csv:14: navn mangler\n"


@pytest.mark.django_db
def test_en_tekst_som_ikke_kan_indekseres_stanser_ikke_de_andre(caplog, monkeypatch):
    from veier.sok import indeksering
    from veier.sok.models import Sokedokument

    ekte = indeksering.vektor

    def vektor(**deler):
        if deler["navn"] == "Umulig":
            raise RecursionError
        return ekte(**deler)

    monkeypatch.setattr(indeksering, "vektor", vektor)
    dokumenter = {"god": indeksering.Indekstekst("Godt navn"), "umulig": indeksering.Indekstekst("Umulig")}
    indeksering.erstatt_samling("prove", dokumenter)
    assert list(Sokedokument.objects.filter(samling="prove").values_list("nokkel", flat=True)) == ["god"]
    assert "«umulig» i samlingen prove" in caplog.text


@pytest.mark.django_db
def test_kommandoen_skriver_feilene_og_laster_ingenting(tmp_path):
    (tmp_path / "roller.csv").write_text("slug\nx\n", encoding="utf-8")
    ut = io.StringIO()
    with pytest.raises(CommandError, match="Ingenting er lastet"):
        call_command("last_referanse", fra=tmp_path, stderr=ut)
    assert ut.getvalue().startswith("roller.csv:1:")


@pytest.mark.django_db
def test_versjonen_oker_ogsa_nar_rader_endres_utenom_modellen():
    versjon = Referanseversjon.objects.get().nummer
    Omrade.objects.filter(kode="0301").update(innbyggere=1)
    assert Referanseversjon.objects.get().nummer > versjon


@pytest.mark.django_db
def test_angret_endring_gjenbruker_aldri_versjonen():
    from django.db import transaction

    from samarbeid.matching.profiler import hent_kunnskap

    class Angre(Exception):
        pass

    with pytest.raises(Angre), transaction.atomic():
        Omrade.objects.filter(kode="0301").update(navn="Angret")
        angret = Referanseversjon.objects.get().nummer
        assert hent_kunnskap().omrader["0301"].navn == "Angret"
        raise Angre
    assert hent_kunnskap().omrader["0301"].navn == "Oslo"
    Omrade.objects.filter(kode="0301").update(navn="Ny")
    assert Referanseversjon.objects.get().nummer > angret
    assert hent_kunnskap().omrader["0301"].navn == "Ny"


@pytest.mark.django_db
def test_historikken_skrives_av_databasen():
    from django.apps import apps

    Tema.objects.filter(slug="rus").update(kort="Nytt")
    hendelser = apps.get_model("taksonomi", "TemaEvent").objects.filter(slug="rus", kort="Nytt")
    assert hendelser.count() == 1
