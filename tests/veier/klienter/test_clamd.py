"""Virussøket mot en ekte tjener på maskinen, som snakker INSTREAM slik clamd gjør."""

from __future__ import annotations

from io import BytesIO

import pytest

from tests.clamd import kjor_clamd
from tests.tjenere import ledig_port
from veier.klienter import KlientFeil, clamd


def test_en_ren_fil_og_et_virus():
    with kjor_clamd() as tjener:
        stor = b"x" * (3 * clamd.BIT + 7)
        assert clamd.sok(BytesIO(stor), tjener.adresse) == ""
        assert clamd.sok(BytesIO(b"..EICAR.."), tjener.adresse) == "Eicar-Test-Signature"
        assert tjener.mottatt == [stor, b"..EICAR.."]


@pytest.mark.parametrize(
    "svar", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"\xff\0", b"stream: OK FOUND? ERROR\0"]
)
def test_alt_annet_er_ikke_et_ja(svar):
    with kjor_clamd(svar) as tjener, pytest.raises(KlientFeil):
        clamd.sok(BytesIO(b"x"), tjener.adresse)


def test_en_tjener_som_ikke_svarer_og_en_som_legger_paa():
    with pytest.raises(KlientFeil, match="svarte ikke"):
        clamd.sok(BytesIO(b"x"), ("127.0.0.1", ledig_port()))
    with kjor_clamd(legger_pa_etter=100) as tjener, pytest.raises(KlientFeil):
        clamd.sok(BytesIO(b"x" * 5_000_000), tjener.adresse)
