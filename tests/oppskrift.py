"""Veien for slaget i docs/oppskrifter.md, kjørt av test_oppskrifter.py i en prosess der appen finnes."""

from __future__ import annotations

import io
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402 – etter django.setup
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from tilbud.models import Tilbud  # noqa: E402

from tests import innhold  # noqa: E402
from tests.skjemaer import skjulte  # noqa: E402
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn  # noqa: E402


def krev(sant: object, *hva: object) -> None:
    if not sant:
        sys.exit(f"Oppskriften holder ikke: {hva}")


def ga_veien() -> None:
    call_command("makemigrations", "tilbud", stdout=io.StringIO())
    call_command("migrate", stdout=io.StringIO())
    eier, redaktor = lag_bruker("eva@eksempel.no"), lag_redaktor()
    org = innhold.publisert_profil(lag_entreprenor("Kofferten", eier), av=eier, redaktor=redaktor)
    klient, redaksjonen, leser = logg_inn(eier), logg_inn(redaktor), logg_inn(None)

    side = klient.post(reverse("tilbud_ny", args=[org.slug]), {"navn": "Koffert på besøk"})
    tilbud = Tilbud.objects.get()
    deler = tilbud.adressedeler
    krev(side.url == reverse("tilbud_steg", args=[*deler, 1]), side)
    print("skrevet")

    mangler = klient.post(reverse("tilbud_send", args=deler))
    krev(mangler.status_code == 422 and "Skriv hva den som kjøper, får." in mangler.text, mangler.text)
    print("mangler")

    for nummer, svar in ((1, {"navn": "Koffert på besøk", "omtale": "Én dag."}), (2, {"pris": "12 000"})):
        steg = reverse("tilbud_steg", args=[*deler, nummer])
        lagret = klient.post(steg, {**skjulte(klient.get(steg)), **svar})
        krev(lagret.status_code == 302, lagret.status_code)
    oversikt = klient.get(reverse("tilbud", args=deler))
    krev(klient.post(reverse("tilbud_send", args=deler), skjulte(oversikt)).status_code == 302)
    krev(tilbud.versjon.status == "sendt_inn", tilbud.versjon.status)
    krev("Koffert på besøk" in redaksjonen.get(reverse("admin:tilbud_tilbudversjon_changelist")).text)
    print("sendt")

    krev(leser.get(tilbud.get_absolute_url()).status_code == 404)
    krev("12" in redaksjonen.get(reverse("admin:tilbudversjon_vis", args=deler)).text)
    vurder = reverse("admin:tilbudversjon_vurder", args=deler)
    redaksjonen.post(vurder, {**skjulte(redaksjonen.get(vurder)), "publiser": "1"})
    krev("Én dag." in leser.get(tilbud.get_absolute_url()).text)
    krev("Koffert på besøk" in klient.get(reverse("min_side")).text)
    print("publisert")

    klient.post(reverse("tilbud_ta_ned", args=deler), {"grunn": ""})
    krev(leser.get(tilbud.get_absolute_url()).status_code == 404)
    print("tatt_ned")


setup_test_environment()
ga_veien()
