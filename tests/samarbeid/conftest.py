"""Det testene av samarbeid deler."""

import pytest


@pytest.fixture
def treff_med_en_gang(monkeypatch):
    """Jobben som regner treffene, kjøres med en gang i stedet for i køen."""
    from entreprenorer.models import Ide
    from samarbeid.publisering.treff import beregn_treff

    monkeypatch.setattr(Ide, "etter_endring", lambda ide: beregn_treff(ide.pk))
