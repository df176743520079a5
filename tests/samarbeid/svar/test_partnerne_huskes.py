"""Svaret på hvem som kan møte et behov huskes, men aldri for et annet behov enn det som er spurt."""

import pytest

from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Ideprofil, Offentligsvar
from samarbeid.svar import partnere

pytestmark = pytest.mark.django_db
TEKST = "Vi har noen få med demens som trenger noe å gjøre om dagen."


def _finn(kunnskap, **valgt):
    ide = Ideprofil("Noe å gjøre", TEKST, "", omrader=("3411",), **valgt)
    return partnere.finn_partnere(vurder(ide, kunnskap, offentlig=Offentligsvar()), kunnskap)


def test_det_samme_temaet_valgt_er_et_annet_spoersmaal_enn_lest(kunnskap):
    lest, valgt = _finn(kunnskap), _finn(kunnskap, tema=("demens",))
    partnere._husket.glem()
    assert valgt == _finn(kunnskap, tema=("demens",))
    partnere._husket.glem()
    assert lest == _finn(kunnskap)
    assert lest != valgt and valgt.beste
