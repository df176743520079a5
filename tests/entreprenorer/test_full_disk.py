"""Er det ikke plass til filen, får den som laster opp, en setning, og ingen halv fil blir liggende."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from entreprenorer.handlinger.logo import lagre_logo
from entreprenorer.models import Profilversjon
from tests.verden import lag_bruker, lag_entreprenor
from veier.feil import Domenefeil


def _png():
    ut = BytesIO()
    Image.new("RGB", (64, 64), "red").save(ut, "PNG")
    return ut.getvalue()


@pytest.mark.django_db
def test_full_disk_er_en_setning_uten_tomme_filer(opplastet, full_disk):
    eier = lag_bruker("eier@eksempel.no")
    org = lag_entreprenor("Org", eier)
    for_ = set(Path(opplastet).rglob("*.png"))
    with pytest.raises(Domenefeil, match="ikke plass til filen"):
        lagre_logo(org, _png(), av=eier)
    assert set(Path(opplastet).rglob("*.png")) == for_
    assert not Profilversjon.objects.filter(objekt=org).exists()
