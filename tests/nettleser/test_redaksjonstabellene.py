"""Hver tabell i redaksjonen: listen, skjemaet til en rad og et nytt, på skjerm og telefon, gjennom axe."""

from __future__ import annotations

import pytest

from tests.nettleser.conftest import TELLER, logg_inn_fane

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.grundig,
    pytest.mark.xdist_group("nettleser"),
]

LAG = """
import json
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse
from tests.verden import lag_redaktor, logg_inn
kari = lag_redaktor("kari-t{nr}@eksempel.no")
spor = RequestFactory().get("/")
spor.user = kari
sider = {{}}
for modell, side in admin.site._registry.items():
    navn = f"admin:{{modell._meta.app_label}}_{{modell._meta.model_name}}"
    if not side.has_view_permission(spor):
        continue
    egne = [reverse(f"{{navn}}_changelist")]
    rad = side.get_queryset(spor).first()
    if rad is not None:
        egne.append(reverse(f"{{navn}}_change", args=[rad.pk]))
    if side.has_add_permission(spor):
        egne.append(reverse(f"{{navn}}_add"))
    sider[modell._meta.label] = egne
print(json.dumps({{"okt": logg_inn(kari).cookies["okt"].value, "sider": sider}}))
"""


def test_ingen_side_i_redaksjonens_tabeller_bryter_noe(side, kjor, uu):
    lagd = kjor(LAG.format(nr=next(TELLER)))
    logg_inn_fane(side.context, lagd["okt"])
    sider = [sti for egne in lagd["sider"].values() for sti in egne]
    assert len(sider) > 40
    galt = []
    for sti in sider:
        svar = side.goto(sti)
        if svar.status != 200:
            galt.append((sti, svar.status))
        for bredde in (1280, 390):
            side.set_viewport_size({"width": bredde, "height": 900})
            galt += [(sti, bredde, funn) for funn in uu(stilark=False)]
    assert galt == []
