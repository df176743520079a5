"""To som gjør det samme samtidig, ender begge godt."""

import subprocess
import sys

import pytest

from tests.conftest import ROT
from tests.tjenere import i_drift

pytestmark = [pytest.mark.utenfra, pytest.mark.django_db, pytest.mark.xdist_group("tjener")]


@pytest.mark.grundig
def test_to_innlastinger_samtidig_ender_begge_godt():
    """Fra et sted der alt må skrives: rad for rad, indeksen og katalogen."""
    with i_drift("samtidig") as drift:
        for tabell in ("samarbeid_ordforklaring", "samarbeid_artikkel"):
            drift.sql(f"DELETE FROM {tabell}")
        drift.sql("UPDATE taksonomi_tilskuddsordning SET kort = 'endret'")
        to = [
            subprocess.Popen(
                [sys.executable, "manage.py", "last_referanse"],
                cwd=ROT, env=drift.miljo, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            )
            for _nr in range(3)
        ]  # fmt: skip
        assert [(p.communicate()[1], p.returncode) for p in to] == [("", 0)] * 3
        assert drift.sql("SELECT count(*) FROM samarbeid_artikkel")[0][0] > 10
