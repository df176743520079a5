"""En kode fra kodeappen og en gjenopprettingskode virker én gang, også når hurtiglageret er fullt, og i to prosesser."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conftest import ROT
from tests.tjenere import i_drift

pytestmark = pytest.mark.django_db


_LAG = """
import json
from tests.verden import lag_redaktor
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
bruker = lag_redaktor()
print(json.dumps([bruker.pk, RecoveryCodes.activate(bruker).get_unused_codes()[0]]))
"""
_PROV = """
import json, sys, time
from concurrent.futures import ThreadPoolExecutor
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import connections

def prov(slag, kode):
    try:
        return Authenticator.objects.get(user_id={pk}, type=slag).wrap().validate_code(kode)
    finally:
        connections.close_all()

app = Authenticator.objects.get(user_id={pk}, type="totp")
kode = format_hotp_value(hotp_value(decrypt(app.data["secret"]), int(time.time()) // 30))
with ThreadPoolExecutor(4) as mange:
    totp = list(mange.map(lambda _nr: prov("totp", kode), range(8)))
    gjenoppretting = list(mange.map(lambda _nr: prov("recovery_codes", "{kode}"), range(8)))
print(json.dumps([kode, totp, gjenoppretting]))
"""


_FYLL = """
import json, time
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from tests.verden import lag_redaktor

bruker = lag_redaktor()
RecoveryCodes.activate(bruker)

def rad(slag):
    return Authenticator.objects.get(user=bruker, type=slag).wrap()

class klokke:  # halvminuttet byttes ikke midt i prøven
    time = staticmethod(lambda naa=time.time(): naa)

auth.time = klokke
hemmelig = decrypt(rad("totp").instance.data["secret"])
kode = auth.format_hotp_value(auth.hotp_value(hemmelig, int(klokke.time()) // 30))
forste, andre = rad("recovery_codes").get_unused_codes()[:2]
svar = [rad("totp").validate_code(kode), rad("recovery_codes").validate_code(forste)]
for nr in range(500):
    cache.set(f"fyll-{nr}", nr, 3600)
svar += [rad("totp").validate_code(kode), rad("recovery_codes").validate_code(forste)]
svar += [rad("recovery_codes").validate_code(andre), len(rad("recovery_codes").get_unused_codes())]
svar += [sum(cache.get(f"fyll-{nr}") == nr for nr in range(500))]
print(json.dumps(svar))
"""


@pytest.mark.grundig
def test_en_kode_er_brukt_ogsa_nar_fem_hundre_andre_nokler_kommer_etterpa():
    with i_drift("fullt") as drift:
        assert drift.kjor(_FYLL) == [True, True, False, False, True, 8, 500]


@pytest.mark.grundig
def test_to_prosesser_samtidig_slipper_bare_en_gang():
    with i_drift("engang") as drift:
        pk, gjenoppretting = drift.kjor(_LAG)

        def kjor(_nr: int) -> list:
            ut = subprocess.run(
                [sys.executable, "manage.py", "shell", "--no-imports", "-c", _PROV.format(pk=pk, kode=gjenoppretting)],
                cwd=ROT, env=drift.miljo, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert ut.returncode == 0, ut.stderr
            return json.loads(ut.stdout.splitlines()[-1])

        with ThreadPoolExecutor(2) as begge:
            svar = list(begge.map(kjor, range(2)))
    per_kode: dict[str, int] = {}
    for kode, totp, _g in svar:  # koden er en annen når et halvt minutt gikk imellom
        per_kode[kode] = per_kode.get(kode, 0) + sum(totp)
    assert set(per_kode.values()) == {1}
    assert sum(sum(g) for _k, _t, g in svar) == 1
