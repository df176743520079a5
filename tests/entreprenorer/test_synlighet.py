"""Hvem som ser en idé: bare dem eieren har valgt, og aldri en annen entreprenør ved et uhell."""

from __future__ import annotations

import itertools

import pytest

from entreprenorer.handlinger import eid
from entreprenorer.models import Entreprenor, Ide
from kommuner.models import OffentligPart
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.gjennomgang.handlinger import eiet
from veier.gjennomgang.handlinger.vurdering import ta_ned
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db
SYNLIGHETER = ("bare_oss", "valgte", "offentlige", "alle")


def _offentlig(epost, slug, *, hatt=True):
    bruker = lag_bruker(epost)
    part = OffentligPart.objects.get(slug=slug)
    legg_til_medlem(part, bruker=bruker, rolle=Medlemsrolle.MEDLEM, av=bruker, grunn="test")
    velg_hatt(bruker, kode=f"offentlig:{slug}" if hatt else "")
    bruker.refresh_from_db()
    return bruker


@pytest.fixture
def verden():
    eier, redaktor = lag_bruker("eva@eksempel.no"), lag_redaktor()
    org = lag_entreprenor("Kofferten", eier)
    org = innhold.publisert_profil(org, av=eier, redaktor=redaktor)
    konkurrent = lag_bruker("konk@eksempel.no")
    lag_entreprenor("Konkurrenten", konkurrent)
    begge = _offentlig("begge@eksempel.no", "trondheim-kommune", hatt=False)
    legg_til_medlem(
        Entreprenor.objects.get(slug="konkurrenten"),
        bruker=begge,
        rolle=Medlemsrolle.MEDLEM,
        av=begge,
        grunn="test",
    )
    folk = {
        "anonym": None,
        "eier": eier,
        "konkurrent": konkurrent,
        "trondheim": _offentlig("t@eksempel.no", "trondheim-kommune"),
        "bergen": _offentlig("b@eksempel.no", "bergen-kommune"),
        "uten_hatt": _offentlig("u@eksempel.no", "trondheim-kommune", hatt=False),
        "begge": begge,
        "redaktor": redaktor,
    }
    return org, folk, redaktor


FASIT = {
    "bare_oss": {"eier"},
    "valgte": {"eier", "trondheim"},
    "offentlige": {"eier", "trondheim", "bergen"},
    "alle": {"anonym", "eier", "konkurrent", "trondheim", "bergen", "uten_hatt", "begge", "redaktor"},
}


def _ser(ide, folk, *, borte=404):
    """Rollene som får siden. Alle andre får 404, som om den ikke fantes – eller 410, når alle kunne lese den før."""
    svar = {rolle: logg_inn(bruker).get(ide.get_absolute_url()).status_code for rolle, bruker in folk.items()}
    assert set(svar.values()) <= {200, borte}
    return {rolle for rolle, status in svar.items() if status == 200}


def _nevner(ide, folk):
    """Rollene som ser navnet på ideen på profilen eller i en liste."""
    ut = set()
    for rolle, bruker in folk.items():
        k = logg_inn(bruker)
        sider = [k.get("/entreprenorer/kofferten/"), k.get("/entreprenorer/")]
        if bruker and bruker.hatt.startswith("offentlig:"):
            sider.append(k.get(f"/offentlige/{bruker.hatt.partition(':')[2]}/ideer/"))
        if any(ide.arbeidsnavn in s.content.decode() for s in sider):
            ut.add(rolle)
    return ut


@pytest.mark.parametrize("synlighet", SYNLIGHETER)
def test_bare_de_eieren_har_valgt_ser_den(verden, synlighet):
    org, folk, redaktor = verden
    ide = innhold.publisert_ide(org, av=folk["eier"], redaktor=redaktor)
    trondheim = OffentligPart.objects.get(slug="trondheim-kommune")
    eid.sett_synlighet(ide, synlighet=synlighet, vist_til=[trondheim], av=folk["eier"])
    assert _ser(ide, folk) == FASIT[synlighet]
    assert _nevner(ide, folk) == FASIT[synlighet]


def test_et_utkast_ser_ingen_andre_uansett_synlighet(verden):
    org, folk, _redaktor = verden
    ide = innhold.lag_ide(org, av=folk["eier"], synlighet="alle")
    assert _ser(ide, folk) == set()  # eieren ser den på arbeidssiden, ikke på den publiserte
    assert _nevner(ide, folk) == set()


@pytest.mark.parametrize("hva", ["arkivert", "tatt_ned", "skjult", "opplost"])
def test_det_som_er_tatt_bort_er_borte_for_alle(verden, hva):
    org, folk, redaktor = verden
    ide = innhold.publisert_ide(org, av=folk["eier"], redaktor=redaktor)
    if hva == "arkivert":
        eiet.arkiver(ide, av=folk["eier"])
    elif hva == "tatt_ned":
        ta_ned(ide, av=redaktor, grunn="feil", forklaring="Tallet er feil.")
    elif hva == "skjult":
        Entreprenor.objects.update(skjult=True)
    else:
        Entreprenor.objects.update(opplost_tid="2026-01-01")
    assert _ser(ide, folk, borte=410 if hva == "arkivert" else 404) - {"eier"} == set()


def test_slugen_roper_ikke_at_andre_har_en_ide_med_samme_navn(verden):
    org, folk, _redaktor = verden
    innhold.lag_ide(org, av=folk["eier"])
    annen = innhold.lag_ide(Entreprenor.objects.get(slug="konkurrenten"), av=folk["konkurrent"])
    assert annen.slug == "minnekoffert-pa-sykehjem"


def test_den_som_ser_er_den_samme_i_spoerringen_og_paa_siden(verden):
    """Alle par av synlighet og rolle på en gang, i én spørring per rolle."""
    org, folk, redaktor = verden
    trondheim = OffentligPart.objects.get(slug="trondheim-kommune")
    ideer = {
        synlighet: innhold.publisert_ide(
            org, av=folk["eier"], redaktor=redaktor, synlighet="alle", tittel=[f"Idé {synlighet}"]
        )
        for synlighet in SYNLIGHETER
    }
    for synlighet, ide in ideer.items():
        eid.sett_synlighet(ide, synlighet=synlighet, vist_til=[trondheim], av=folk["eier"])
    from django.contrib.auth.models import AnonymousUser

    for (rolle, bruker), synlighet in itertools.product(folk.items(), SYNLIGHETER):
        synlige = Ide.objects.synlig_for(bruker or AnonymousUser())
        assert synlige.filter(pk=ideer[synlighet].pk).exists() == (rolle in FASIT[synlighet])


def test_virksomheten_ser_hvorfor_og_egne_ideer_er_ikke_med(verden, monkeypatch):
    from samarbeid.publisering.treff import beregn_treff

    org, folk, redaktor = verden
    ide = innhold.publisert_ide(org, av=folk["eier"], redaktor=redaktor, synlighet="offentlige")
    beregn_treff(ide.pk)
    k = logg_inn(folk["trondheim"])
    side = k.get("/offentlige/trondheim-kommune/ideer/").content.decode()
    assert "Hvorfor den kan passe hos dere" in side
    assert "Hvorfor den kan passe i Trondheim kommune" in k.get(ide.get_absolute_url()).content.decode()
    bergen = logg_inn(folk["bergen"])
    assert "Hvorfor den kan passe" not in bergen.get(ide.get_absolute_url()).content.decode()
    assert bergen.get("/offentlige/trondheim-kommune/ideer/").status_code == 404
    legg_til_medlem(org, bruker=folk["trondheim"], rolle=Medlemsrolle.MEDLEM, av=folk["eier"], grunn="test")
    assert (
        "Ingen ideer er vist til dere ennå" in k.get("/offentlige/trondheim-kommune/ideer/").content.decode()
    )
