"""Den samme målestokken i Python og i PostgreSQL, og en skranke som holder uansett vei inn."""

import json

import pytest
from django.db import IntegrityError, connection, transaction

from entreprenorer.models import Ideutkast, Ideversjon, Profilversjon, Virkningversjon
from kommuner.models import Veiviserutkast
from tests.verden import lag_bruker, lag_entreprenor
from veier.database.plass import ForStort, storrelse
from veier.gjennomgang import models as gjennomgang
from veier.gjennomgang.handlinger import skriving
from veier.utkast.handlinger import lagre_steg, start_utkast
from veier.utkast.models import STORST

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "svar",
    [
        {},
        {"a": {"b": []}},
        {"a": {"b": ["x", "y"], "c": [""]}, "z": {}},
        {"å": {"b": ['blåbær\n\t"sitat" \\ / 🙂 \u0001 \u007f \u2028 ሴ']}},
    ],
)
def test_storrelsen_er_den_postgresql_maler(svar):
    with connection.cursor() as peker:
        peker.execute("SELECT octet_length(%s::jsonb::text)", [json.dumps(svar)])
        assert peker.fetchone()[0] == storrelse(svar)


@pytest.mark.parametrize("modell", [Ideutkast, Veiviserutkast])
def test_hele_utkastet_har_en_grense_og_det_som_sto_star(modell):
    utkast = start_utkast(modell, steg="en", svar={"problem": ["æ" * 15_000]})
    with pytest.raises(ForStort, match=r"omtrent 16 sider\. Kort ned med omtrent 1100 tegn"):
        lagre_steg(utkast, steg="to", svar={"losning": ["a" * 11_000]})
    with pytest.raises(ForStort):
        start_utkast(modell, steg="en", svar={"problem": ["a" * STORST]})
    assert list(modell.objects.values_list("svar", flat=True)) == [{"en": {"problem": ["æ" * 15_000]}}]
    lagre_steg(utkast, steg="to", svar={"losning": ["a" * 9_000]})


@pytest.mark.parametrize("modell", [Ideutkast, Veiviserutkast])
def test_databasen_nekter_uansett_vei_inn(modell):
    start_utkast(modell, steg="en", svar={})
    with pytest.raises(IntegrityError, match="svar_hoyst"), transaction.atomic():
        modell.objects.update(svar={"a": "b" * STORST})


@pytest.mark.parametrize("modell", [Ideversjon, Profilversjon, Virkningversjon])
def test_versjonene_har_den_samme_skranken(modell):
    navn = {s.name for s in modell._meta.constraints}
    with connection.cursor() as peker:
        i_databasen = set(connection.introspection.get_constraints(peker, modell._meta.db_table))
    assert {n for n in navn if n.endswith("svar_hoyst")} & i_databasen


def test_en_versjon_som_er_for_stor_lagres_ikke():
    eier = lag_bruker("eier@eksempel.no")
    org = lag_entreprenor("Drift", eier)
    with pytest.raises(ForStort):
        skriving.lagre(org, Profilversjon, svar={"hva": ["a" * gjennomgang.STORST]}, sett={}, av=eier)
    assert not Profilversjon.objects.exists()
