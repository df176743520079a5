"""De oppdiktede entreprenørene: gjennom handlingene, merket, og borte igjen med én kommando."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from entreprenorer.models import Entreprenor, Ide, Virkning
from kommuner.models import Behov
from samarbeid.management.demobehov import les_demobehov
from samarbeid.management.demodata import EIER, les_demo
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import (
    Behovsinvitasjon,
    Fortalt,
    Inhabilitet,
    Invitasjonsrunde,
    Mote,
    Samarbeid,
    Samtale,
    Skjermet,
    Vedlegg,
)
from tests import innhold
from tests.verden import lag_redaktor, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.vedlegg.kontroll import kontroller

pytestmark = pytest.mark.django_db


def test_seksti_med_alle_temaer_og_mange_steder(kunnskap):
    rader = les_demo()
    assert len(rader) == len({r["navn"] for r in rader}) == 60
    assert {r["tema"] for r in rader} == set(hent_kunnskap().temaer)
    assert {r["malgruppe"] for r in rader} == set(hent_kunnskap().malgrupper)
    assert len({r["steder"].split(",")[0] for r in rader}) >= 20


def test_forti_behov_om_alle_temaene_hos_virksomheter_som_finnes(kunnskap):
    rader = les_demobehov()
    assert len(rader) == len({r["tittel"] for r in rader}) == 40
    assert {r["tema"] for r in rader} == set(hent_kunnskap().temaer)
    assert {r["malgruppe"] for r in rader} <= set(hent_kunnskap().malgrupper)
    assert {r["virksomhet"] for r in rader} <= {p.slug for p in hent_kunnskap().parter}


def test_laget_merket_uten_epost_og_fjernet_igjen(capsys):
    lag_redaktor()
    for_ = Entreprenor.objects.count()
    call_command("lag_demodata", antall=8)
    assert "8 oppdiktede entreprenører er lagt inn" in capsys.readouterr().out
    demo = Entreprenor.objects.filter(oppdiktet=True)
    assert all(e.er_publisert for e in demo)
    assert (demo.count(), Ide.objects.count(), Behov.objects.publisert().filter(oppdiktet=True).count()) == (
        8,
        8,
        8,
    )
    assert Virkning.objects.count() >= 1
    assert set(Samtale.objects.values_list("tilstand", flat=True)) == set(Samtale.Tilstand)
    assert sorted(m.valgt is not None for m in Mote.objects.all()) == [False, True]
    assert Skjermet.objects.count() == Inhabilitet.objects.count() == 1
    assert set(Samarbeid.objects.values_list("stadium", flat=True)) == set(Samarbeid.Stadium)
    assert all("(oppdiktet)" in s.tittel and s.versjon == s.skritt.count() for s in Samarbeid.objects.all())
    matene = {r.mate: r for r in Invitasjonsrunde.objects.all()}
    assert set(matene) == set(Invitasjonsrunde.Mate) and all(r.antall for r in matene.values())
    assert all(i.grunner for i in Behovsinvitasjon.objects.all())
    assert [f.oppdiktet for f in Fortalt.objects.all()] == [True]
    assert not Utsending.objects.exists()
    filer = list(Vedlegg.objects.order_by("pk"))
    assert [f.navn for f in filer] == ["Oppdiktet plan.pdf", "Oppdiktet svarbrev.docx"]
    for fil in filer:  # de slipper gjennom den samme døren som noens egne
        with default_storage.open(fil.fil) as lagret:
            assert kontroller(fil.navn, lagret.read()).sha256 == fil.sha256
    anonym = logg_inn(None)
    side = anonym.get(demo[0].get_absolute_url()).content.decode()
    assert "Oppdiktet eksempel." in side
    assert "noindex" in side
    innhold.oppdater_katalogen()
    assert "Oppdiktet" in anonym.get("/entreprenorer/?skrevet=virksomheten").content.decode()
    call_command("lag_demodata", antall=9)
    assert "1 oppdiktede" in capsys.readouterr().out
    call_command("lag_demodata", fjern=True)
    assert "9 oppdiktede entreprenører er fjernet" in capsys.readouterr().out
    assert not any(m.objects.exists() for m in (Behov, Samarbeid, Fortalt))
    assert (Entreprenor.objects.count(), Bruker.objects.filter(epost=EIER).exists()) == (for_, False)


def test_i_drift_ma_man_mene_det(settings):
    settings.I_DRIFT = True
    with pytest.raises(CommandError, match="Legg til --likevel"):
        call_command("lag_demodata")
    with pytest.raises(CommandError, match="minst 1"):
        call_command("lag_demodata", antall=0, likevel=True)
