"""Det en entreprenør eier: grenser, navn, og at ingenting lages to ganger."""

from __future__ import annotations

import pytest

from entreprenorer.handlinger import eid
from entreprenorer.models import Ide, Ideutgave, Ideutkast, Ideversjon, Virkning
from entreprenorer.models.ide import IDEFELT
from samarbeid.svar.forms.prov import STEG
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger import eiet
from veier.gjennomgang.handlinger.skriving import forkast, gjenopprett, lagre
from veier.hendelser.models import Hendelse
from veier.utkast.handlinger import lagre_steg, start_utkast

pytestmark = pytest.mark.django_db


@pytest.fixture
def eier():
    return lag_bruker("eva@eksempel.no")


@pytest.fixture
def org(eier):
    return lag_entreprenor("Kofferten", eier)


def test_like_navn_far_hver_sin_slug_og_et_navn_uten_bokstaver_far_en_likevel(org, eier):
    for navn in ("Åpen dør", "Åpen dør", "Åpen dør", "!!!", ""):
        eiet.opprett(Ide, org, svar={"tittel": [navn]}, av=eier)
    assert sorted(Ide.objects.values_list("slug", flat=True)) == [
        "apen-dor",
        "apen-dor-2",
        "apen-dor-3",
        "ide",
        "uten-navn",
    ]


def test_for_mange_ma_vaere_en_feil(org, eier, monkeypatch):
    monkeypatch.setattr(eiet, "HOYST", 1)
    eiet.opprett(Ide, org, svar={"tittel": ["A"]}, av=eier)
    eiet.opprett(Virkning, org, svar={"pastand": ["A"]}, av=eier)
    with pytest.raises(Domenefeil, match="Dere har 1 fra før"):
        eiet.opprett(Ide, org, svar={"tittel": ["B"]}, av=eier)


def test_en_lagring_uten_endring_lager_ikke_noe(org, eier):
    org = innhold.publisert_profil(org, av=eier, redaktor=(redaktor := lag_redaktor()))
    ide = innhold.publisert_ide(org, av=eier, redaktor=redaktor)
    assert lagre(ide, Ideversjon, svar={"tittel": innhold.IDE["tittel"]}, sett={}, av=eier).versjon is None
    assert not hasattr(Ide.objects.get(pk=ide.pk), "versjon")


def test_to_som_tar_med_samme_ide_lager_en(org, eier):
    utkast = start_utkast(Ideutkast, steg="ideen", svar={"tittel": ["Prøvd"], "problem": ["P"]})
    eid.overta_utkast(utkast, org, av=eier)
    with pytest.raises(Domenefeil, match="alt tatt med"):
        eid.overta_utkast(utkast, org, av=eier)
    assert Ide.objects.count() == 1


def test_sletting_tar_med_de_gamle_utgavene_i_databasen(org, eier):
    ide = innhold.lag_ide(org, av=eier)
    eiet.arkiver(ide, av=eier)
    spor = Ide.pgh_event_model.objects.filter(pgh_obj=ide.pk)
    assert spor.exists()
    eiet.slett(ide, av=eier)
    assert not spor.exists()
    # Loggen sier at den er slettet, ikke hva som sto der.
    assert Hendelse.objects.get(kode="ide_slettet").gjelder_id == "kofferten/minnekoffert-pa-sykehjem"


def test_det_som_er_lest_feil_folger_ideen_inn_og_over_i_kopien(org, eier):
    """Hjelpefeltene og rettelsene er ikke svar: de står ikke i utkastet."""
    utkast = start_utkast(
        Ideutkast, steg="ideen", svar={"tittel": ["Prøvd"], "problem": ["Demens i Haugesund"]}
    )
    lagre_steg(utkast, steg="sted", svar={"omrader": ["5001"], "sok": ["Tr"], "naboer": ["on"]})
    lagre_steg(utkast, steg="lest", svar={"ikke_lest": ["tema:demens", "arlig_belop"]})
    ide = eid.overta_utkast(utkast, org, av=eier)
    assert set(ide.versjon.svar) == {"tittel", "problem", "omrader"}
    assert Ide.objects.get(pk=ide.pk).ikke_lest == ["tema:demens", "arlig_belop"]
    assert eiet.dupliser(ide, av=eier).ikke_lest == ["tema:demens", "arlig_belop"]


def test_hvert_sporsmal_i_prov_ideen_er_et_felt_i_ideen():
    assert {felt for steg in STEG for felt in steg.feltene} == set(IDEFELT)


def test_det_som_legges_i_arkivet_venter_ikke_hos_redaksjonen(org, eier):
    ide = innhold.lag_ide(org, av=eier, synlighet="alle")
    innhold.send_inn("ide", ide, av=eier)
    eiet.arkiver(ide, av=eier)
    versjon = Ideversjon.objects.get(objekt=ide)
    assert (versjon.status, versjon.innsendt_tid) == ("under_arbeid", None)
    assert list(Ideutgave.objects.order_by("pk").values_list("hva", flat=True)) == ["sendt_inn", "trukket"]
    eiet.hent_fram(ide, av=eier)
    assert Ideversjon.objects.get(objekt=ide).status == "under_arbeid"


def test_arbeidsnavnet_folger_det_som_star_ogsa_nar_noe_kastes_eller_hentes_tilbake(org, eier):
    org = innhold.publisert_profil(org, av=eier, redaktor=(redaktor := lag_redaktor()))
    ide = innhold.publisert_ide(org, av=eier, redaktor=redaktor, tittel=["Først"])
    eldste = Ideutgave.objects.filter(objekt=ide, hva="publisert").get()

    def navnet():
        return Ide.objects.get(pk=ide.pk).arbeidsnavn

    versjon = innhold.skriv("ide", ide, {"tittel": ["Nytt navn"]}, av=eier)
    assert navnet() == "Nytt navn"
    forkast(versjon, av=eier)
    assert navnet() == "Først"
    innhold.skriv("ide", Ide.objects.get(pk=ide.pk), {"tittel": ["Siden"]}, av=eier)
    gjenopprett(Ideutgave.objects.get(pk=eldste.pk), Ideversjon, av=eier)
    assert navnet() == "Først"
