"""En publisert sak endres, sammenlignes, hentes tilbake og tas ned, av to redaktører i hver sin nettleser."""

from __future__ import annotations

import pytest

from tests.nettleser.conftest import TELLER, logg_inn_fane
from tests.nettleser.test_saken_skrives import Hender

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.grundig,
    pytest.mark.xdist_group("nettleser"),
]

LAG = """
import json
from django.urls import reverse
from django.utils import timezone
from samarbeid.models import Eksempel
from samarbeid.oppslag.saker.handlinger import lagre_eksempel, publiser_eksempel
from tests.verden import lag_redaktor, logg_inn

skriver, leser = lag_redaktor("skriver-l{nr}@eksempel.no"), lag_redaktor("leser-l{nr}@eksempel.no")
sak = Eksempel(
    slug="lever-{nr}", navn="Saken som lever {nr}", offentlig="Sogndal kommune", entreprenor="Turvenn AS", nivaer=["kommune"],
    omrader=["4640"], temaer=["demens"], arstall="2022–2024", sist_kontrollert=timezone.localdate(), gjenkjennelig="nei",
    status_i_dag="i vanlig drift", kilder=["https://www.sogndal.kommune.no/turvenner"], behov="Eldre gikk aldri ut.",
    hindringer="Turnusen passet ikke.",
)
lagre_eksempel(sak, av=skriver)
publiser_eksempel(sak, av=leser)
sak = Eksempel.objects.get(slug="lever-{nr}")
print(json.dumps({{
    "skriver": logg_inn(skriver).cookies["okt"].value, "leser": logg_inn(leser).cookies["okt"].value,
    "ute": sak.get_absolute_url(), "skjema": reverse("admin:samarbeid_eksempel_change", args=[sak.pk]),
    "utgaver": reverse("admin:eksempel_utgaver", args=[sak.pk]),
}}))
"""
FOR, ETTER = "Eldre gikk aldri ut.", "Eldre kom seg ikke ut alene."


def _handling(fane, skjema, lenke, **felt):
    """Åpner saken, følger lenken, fyller ut og bekrefter."""
    fane.goto(skjema)
    fane.get_by_role("link", name=lenke, exact=True).click()
    fane.wait_for_load_state()
    for navn, verdi in felt.items():
        sted = fane.locator(f"#id_{navn}")
        (sted.select_option if sted.evaluate("e => e.tagName") == "SELECT" else sted.fill)(verdi)
    fane.locator(".submit-row input[type=submit]").click()
    fane.wait_for_load_state()


def test_en_sak_endres_sammenlignes_hentes_tilbake_og_tas_ned(side, fane, kjor):
    sak = kjor(LAG.format(nr=next(TELLER)))
    skriver, leser, folk = side, fane(sak["leser"]), fane()
    logg_inn_fane(side.context, sak["skriver"])

    def leseren():
        svar = folk.goto(sak["ute"])
        return svar.status, folk.locator("main").inner_text()

    # Endres: utkastet står ved siden av, og leserne ser det gamle.
    hun = Hender(skriver)
    skriver.goto(sak["skjema"])
    hun.skriv("behov", ETTER)
    hun.klikk(skriver.get_by_role("button", name="Lagre og fortsett å redigere"))
    skriver.get_by_text("et utkast som venter ved siden av").wait_for()
    assert FOR in leseren()[1] and ETTER not in leseren()[1]
    # Publiseres av den andre.
    _handling(leser, sak["skjema"], "Publiser")
    assert ETTER in leseren()[1]
    # Sammenlignes, og den forrige hentes tilbake.
    leser.goto(sak["utgaver"])
    assert FOR in leser.locator(".utgaver").inner_text() and ETTER in leser.locator(".utgaver").inner_text()
    leser.locator("summary", has_text="Hent tilbake").click()
    leser.get_by_role("button", name="Ja, hent den tilbake").click()
    leser.wait_for_load_state()
    assert ETTER in leseren()[1], "siden leserne ser, endres ikke før en annen publiserer"
    _handling(skriver, sak["skjema"], "Publiser")
    assert FOR in leseren()[1] and ETTER not in leseren()[1]
    # Tas ned: uten grunn går det ikke, og med grunn får leserne vite hvorfor.
    _handling(skriver, sak["skjema"], "Ta ned", forklaring="Tallet var feil.", grunn="feil")
    status, tekst = leseren()
    assert (status, FOR in tekst) == (410, False), (status, tekst)
    assert "tatt ned" in tekst
