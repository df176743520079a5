"""To som melder inn et eksempel med samme navn i samme øyeblikk."""

import pytest

from samarbeid.innmelding import handlinger
from samarbeid.innmelding.views import _kontroller
from samarbeid.models import Eksempel, Innmelding
from tests.samarbeid.innmelding.felles import fyll_ut
from tests.traader import samtidig

pytestmark = [pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]


def test_samme_navn_i_samme_oyeblikk_gir_hver_sin_adresse():
    koder = {f"{nr}" * 22: fyll_ut(epost=f"kari{nr}@eksempel.no") for nr in range(4)}
    for kode, innmelding in koder.items():
        innmelding.sett_bekreftelse(kode)
        innmelding.epost = innmelding.svar["avsender"]["epost"][0]
        innmelding.save()
    verdier = {kode: _kontroller(innmelding).verdier for kode, innmelding in koder.items()}
    merker = {kode: handlinger.svarmerke(innmelding) for kode, innmelding in koder.items()}
    samtidig(
        [
            lambda kode=kode, sett=sett: handlinger.send_inn(kode, verdier[kode], sett=sett)
            for kode, sett in merker.items()
        ]
    )
    saker = Eksempel.objects.filter(innmelding__in=Innmelding.objects.all())
    assert sorted(saker.values_list("slug", flat=True)) == [
        "turvenner-i-sogndal", "turvenner-i-sogndal-2", "turvenner-i-sogndal-3", "turvenner-i-sogndal-4",
    ]  # fmt: skip


def test_en_sak_far_aldri_adressen_til_en_annen_side():
    assert handlinger.ledig_slug("Part") == "part-2"
    assert handlinger.ledig_slug("Meld inn!") == "meld-inn-2"
