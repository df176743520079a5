"""Lenkene i referansedataene finnes, spørres noen om gangen, og meldes på pulten når de har vært døde flere netter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from samarbeid.models import Eksempel, Lenke
from samarbeid.redaksjon import lenker
from tests.verden import lag_redaktor, logg_inn
from veier.klienter.lenkesjekk import Svar, Utfall
from veier.taksonomi.models import Terskelverdi

pytestmark = pytest.mark.django_db
LEVER, BORTE, NEDE = Svar(Utfall.LEVER, 200), Svar(Utfall.BORTE, 404), Svar(Utfall.SVARER_IKKE)


def _lag(*adresser):
    return [
        Lenke.objects.create(adresse=a, tabell="taksonomi.terskelverdi", rad=1, navn="En grense")
        for a in adresser
    ]


def _dager_siden(antall):
    Lenke.objects.update(sjekket_tid=timezone.now() - timedelta(days=antall))


def test_lenkene_er_de_som_star_i_radene_leserne_ser(django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        antall = lenker.oppdater_lenkene()
    grense, sak = (
        Terskelverdi.objects.synlige().first(),
        Eksempel.objects.synlige().exclude(kilder=[]).first(),
    )
    assert antall == Lenke.objects.count() > 300
    assert Lenke.objects.filter(adresse=grense.kilde).exists()
    assert Lenke.objects.filter(adresse__in=sak.kilder).exists()
    Terskelverdi.objects.filter(kilde=grense.kilde).update(kilde="https://ny.example/side.")
    Lenke.objects.filter(adresse__in=sak.kilder).update(ganger=3)
    lenker.oppdater_lenkene()
    ny = Lenke.objects.get(adresse="https://ny.example/side")
    assert (ny.tabell, ny.utfall) == ("taksonomi.terskelverdi", "")
    assert Lenke.objects.filter(adresse__in=sak.kilder, ganger=3).exists()  # det vi vet, blir stående


def test_en_lenke_en_fremmed_har_skrevet_sporres_det_ikke_etter():
    """En innmeldt sak er et utkast i redaksjonen til noen har sett på den. Ellers valgte en fremmed hva portalen henter."""
    sak = Eksempel.objects.synlige().exclude(kilder=[]).first()
    egen = "https://fremmed.example/hent-meg"
    lagd = Eksempel.objects.create(
        slug="innmeldt", navn="Innmeldt", offentlig="Oslo kommune", behov=f"Se {egen}-her.", kilder=[egen],
        meldt_inn_av="offentlig", sist_kontrollert=timezone.localdate(),
    )  # fmt: skip
    Eksempel.objects.filter(pk=sak.pk).update(kilder=["https://nedtatt.example/"], nedtatt_tid=timezone.now())
    lenker.oppdater_lenkene()
    assert not Lenke.objects.filter(adresse__contains="fremmed.example").exists()
    assert not Lenke.objects.filter(adresse__contains="nedtatt.example").exists()
    Eksempel.objects.filter(pk=lagd.pk).update(publisert_tid=timezone.now())
    lenker.oppdater_lenkene()
    assert Lenke.objects.filter(adresse=egen).exists()


def test_en_natt_er_ikke_nok_og_den_som_svarer_er_frisk(client):
    _lag("https://a.example/")
    for ventet in (1, 2):
        lenker.sjekk_lenker(lambda _a: BORTE, pause=0)
        assert Lenke.objects.get().ganger == ventet
        assert lenker.dode().count() == (ventet >= 2)
        assert lenker.sjekk_lenker(lambda _a: BORTE, pause=0) == 0  # samme natt: ikke igjen
        _dager_siden(1)
    pulten = logg_inn(lag_redaktor()).get("/redaksjon/").text
    assert "https://a.example/" in pulten and "En grense" in pulten
    lenker.sjekk_lenker(lambda _a: LEVER, pause=0)
    friskt = Lenke.objects.get()
    assert (friskt.ganger, friskt.feilet_siden, friskt.kode) == (0, None, 200)
    _dager_siden(6)
    assert lenker.sjekk_lenker(lambda _a: LEVER, pause=0) == 0
    _dager_siden(8)
    assert lenker.sjekk_lenker(lambda _a: LEVER, pause=0) == 1


def test_den_som_ikke_vil_svare_en_maskin_er_ikke_dod():
    _lag("https://a.example/")
    lenker.sjekk_lenker(lambda _a: Svar(Utfall.UVISST, 403), pause=0)
    assert Lenke.objects.get().ganger == 0


def test_svarer_ingen_er_det_var_egen_forbindelse():
    _lag(*(f"https://{nr}.example/" for nr in range(6)))
    assert lenker.sjekk_lenker(lambda _a: NEDE, pause=0) == 0
    assert not Lenke.objects.exclude(sjekket_tid=None).exists()
    assert lenker.sjekk_lenker(lambda a: LEVER if "3." in a else NEDE, pause=0) == 6


def test_en_bunke_har_en_grense_og_hver_tjener_spores_hoflig(monkeypatch):
    _lag(*(f"https://stor.example/{nr}" for nr in range(50)), *(f"https://{nr}.example/" for nr in range(50)))
    pauser, spurt = [], []
    monkeypatch.setattr(lenker.time, "sleep", pauser.append)

    def spor(adresse):
        spurt.append(adresse)
        return LEVER

    assert lenker.sjekk_lenker(spor) == lenker.BUNKE
    assert sum("stor.example" in a for a in spurt) == lenker.HOS_HVER
    assert len(pauser) == lenker.HOS_HVER - 1 and all(0 < p <= lenker.PAUSE for p in pauser)
    assert lenker.sjekk_lenker(spor) == 16  # resten av de små, og tre til hos den store
    assert len(set(spurt)) == len(spurt)
