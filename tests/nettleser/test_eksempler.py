"""Sidene om et eksempel: for leseren, for parten som er spurt, og for redaktøren – i en ekte nettleser, på to bredder."""

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
from datetime import timedelta
from django.urls import reverse
from django.utils import timezone
from samarbeid.models import Eksempel, Sakspart, Varselmottaker
from samarbeid.models.pastand import Pastand
from samarbeid.oppslag.saker import bilder
from samarbeid.oppslag.saker.handlinger import lagre_eksempel, med_utkast, publiser_eksempel, trekk_eksempel
from samarbeid.varsler import handlinger as varsler
from tests.innhold import bilde
from tests.verden import lag_redaktor, logg_inn
from veier.lenker import avtrykk

skriver, leser = lag_redaktor("skriver{nr}@eksempel.no"), lag_redaktor("leser{nr}@eksempel.no")

def lag(slug):
    sak = Eksempel(
        slug=slug, navn="Turvenner i Sogndal", offentlig="Sogndal kommune", entreprenor="Turvenn AS",
        nivaer=["kommune"], omrader=["4640"], temaer=["demens"], arstall="2022–2024",
        sist_kontrollert=timezone.localdate(), status_i_dag="i vanlig drift", gjenkjennelig="nei",
        kilder=["https://www.sogndal.kommune.no/turvenner"], behov="Eldre hadde ingen å gå tur med.",
        hindringer="Turnusen passet ikke.", effekt="De gikk mer tur.", effekt_hevdet_av="kommunen",
        flere_pastander=[
            Pastand(
                pastand="23 av 25 gikk tur hver uke.", hevdet_av="Turvenn AS", antall="23 av 25", periode="2023",
                sammenlignet="ikke sammenlignet", malt_av="Turvenn AS", betalt_av="Turvenn AS", kilde="Årsmeldingen, side 4",
                motbevis="Det var en tørr sommer.",
            ),
            Pastand(
                pastand="Kommunen sparte 100 000 kroner.", hevdet_av="kommunen", antall="ikke oppgitt", periode="2023",
                sammenlignet="året før", malt_av="kommunen", betalt_av="kommunen", kilde="Regnskapet", sparte="kommunen",
            ),
        ],
    )
    lagre_eksempel(sak, av=skriver)
    publiser_eksempel(sak, av=leser)
    return Eksempel.objects.get(pk=sak.pk)

ute, nede, utkast = lag("tur-ute-{nr}"), lag("tur-nede-{nr}"), lag("tur-utkast-{nr}")
trekk_eksempel(nede, grunn="feil", forklaring="Tallet var feil.", av=leser)
utkast.behov = "Eldre gikk aldri ut."
lagre_eksempel(utkast, av=skriver)
om = {{"alt": "Eldre på tur", "opphav": "Sogndal kommune", "rett": "eget", "personer": "ingen"}}
bilder.legg_til(utkast, bilde(300, 200), om, av=skriver)
bilder.legg_til(ute, bilde(300, 200), om, av=skriver)
publiser_eksempel(ute, av=leser)
bildet = med_utkast(Eksempel.objects.get(pk=utkast.pk)).bilder[0].filnavn
varer = timezone.now() + timedelta(days=60)
for nr, part in enumerate(("offentlig", "tilsvar")):
    Sakspart.objects.create(
        eksempel=ute, part=part, virksomhet="Sogndal kommune", avtrykk=avtrykk(f"{{nr}}{nr}".ljust(22, "p")), utloper_tid=varer
    )
mottaker = varsler.bekreft(varsler.lag_kode(varsler.Onske("behov", "", "daglig", "kari{nr}@eksempel.no"))).mottaker
admin = reverse("admin:samarbeid_eksempel_change", args=[utkast.pk])
handling = lambda hva, sak=utkast: reverse("admin:eksempel_handling", args=[sak.pk, hva])
print(json.dumps({{
    "okt": logg_inn(leser).cookies["okt"].value,
    "åpne": [
        ute.get_absolute_url(), "/nn" + ute.get_absolute_url(), nede.get_absolute_url(),
        *(reverse("sakspart", args=[f"{{nr}}{nr}".ljust(22, "p")]) for nr in range(2)),
        reverse("varslene_uten_konto", args=[mottaker.nokkel]),
        reverse("varsel_av", args=[varsler.stoppnokkel(mottaker.abonnementer.get())]),
        "/varsler/ny/behov/", "/varsler/sendt/", "/varsler/stoppet/", "/eksempler/meld-inn/", "/eksempler/meld-inn/krav/",
    ],
    "redaksjonen": [
        admin, reverse("admin:samarbeid_eksempel_add"), reverse("redaksjon_parter", args=[utkast.pk]),
        reverse("admin:eksempel_vis", args=[utkast.pk]),
        reverse("admin:eksempel_bilder", args=[utkast.pk]),
        reverse("admin:eksempel_ett_bilde", args=[utkast.pk, bildet]),
        reverse("admin:eksempel_utgaver", args=[utkast.pk]) + "?fra=ute&til=utkast",
        *map(handling, ("publiser", "planlegg", "send", "tilbake", "forkast", "trekk")),
    ],
    "svar": reverse("sakspart", args=[f"0{nr}".ljust(22, "p")]),
    "planlegg": handling("planlegg"),
    "parter": reverse("redaksjon_parter", args=[utkast.pk]),
    "skjema": admin,
}}))
"""


def _se(side, sti, uu):
    """Det som er galt på siden, på begge breddene."""
    side.goto(sti)
    galt = []
    for bredde in (390, 1280):
        side.set_viewport_size({"width": bredde, "height": 900})
        galt += [(sti, bredde, funn) for funn in uu(stilark=False)]
        if side.evaluate("document.documentElement.scrollWidth") > bredde:
            galt.append((sti, bredde, "siden må dras sidelengs"))
    return galt


def _send_tomt(side, knapp):
    side.get_by_role("button", name=knapp).click()
    side.wait_for_load_state()


def test_sidene_om_et_eksempel_er_tilgjengelige(side, kjor, uu):
    sider = kjor(LAG.format(nr=next(TELLER)))
    galt = [funn for sti in sider["åpne"] for funn in _se(side, sti, uu)]
    side.goto(sider["svar"])
    _send_tomt(side, "Send svaret")
    galt += [("svaret, tomt", funn) for funn in uu(stilark=False)]

    logg_inn_fane(side.context, sider["okt"])
    galt += [funn for sti in sider["redaksjonen"] for funn in _se(side, sti, uu)]
    for sti, knapp in (("planlegg", "Publiser senere"), ("parter", "Send lenken"), ("skjema", "Lagre")):
        side.goto(sider[sti])
        side.locator("form").last.evaluate("skjema => (skjema.noValidate = true)")
        if sti == "skjema":
            side.locator("#id_navn").fill("")
            side.locator("#id_flere_pastander-0-pastand").fill("")
        side.get_by_role("button", name=knapp, exact=True).first.click()
        side.wait_for_load_state()
        galt += [(f"{sti}, feil", funn) for funn in uu(stilark=False)]
    assert galt == [], "\n".join(map(str, galt))
