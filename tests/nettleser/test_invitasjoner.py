"""En invitasjon fra den ene siden til den andre: virksomheten inviterer dem som passer, en spør, en vil ikke bli invitert."""

from __future__ import annotations

import re

import pytest

from tests.nettleser.conftest import TELLER
from tests.nettleser.test_prov import _klikk

pytestmark = [
    pytest.mark.grundig,
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.xdist_group("nettleser"),
]

LAG = """
import json
from datetime import timedelta
from django.utils import timezone
from kommuner.models import Behov, OffentligPart
from samarbeid.behovstreff.handlinger import beregn_behov
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
part = OffentligPart.objects.get(slug="trondheim-kommune")
felt = dict(temaer=["demens"], malgrupper=["sykehjemsbeboere-og-demens"], steder=["5001"])
folk = {{}}
for navn in ("Anne", "Berit"):
    folk[navn] = lag_bruker(f"{{navn.lower()}}{nr}@eksempel.no", navn=navn)
    lag_entreprenor(f"{{navn}} inviteres {nr}", folk[navn], publisert_tid=timezone.now(), **felt)
innhold.oppdater_katalogen()
behov = []
for nummer in ("forste", "andre"):
    behov.append(Behov.objects.create(
        part=part, slug=f"{{nummer}}-{nr}", tittel=f"Lange dager {{nummer}} {nr}",
        arbeidsnavn=f"Lange dager {{nummer}} {nr}", tilstand="apent",
        problem="Personer med demens på sykehjem har lange dager.", tema=felt["temaer"], malgruppe=felt["malgrupper"],
        omrader=["5001"], publisert_tid=timezone.now(), frist=timezone.localdate() + timedelta(days=20)))
    beregn_behov(behov[-1].pk)
ut = {{}}
for navn, rolle in (("ola", "administrator"), ("kari", "medlem")):
    hun = lag_bruker(f"{{navn}}-inviterer{nr}@trondheim.kommune.no", navn=navn.title())
    legg_til_medlem(part, bruker=hun, rolle=rolle, av=hun, grunn="prøve")
    velg_hatt(hun, kode="offentlig:trondheim-kommune")
    ut[navn] = logg_inn(hun).cookies["okt"].value
print(json.dumps(ut | {{"anne": logg_inn(folk["Anne"]).cookies["okt"].value}}))
"""
TELEFON = {"java_script_enabled": False, "viewport": {"width": 390, "height": 800}}


def _treff(nr, nummer="forste"):
    return f"/offentlige/trondheim-kommune/behov/{nummer}-{nr}/treff/"


def _i_hoveddelen(side):
    return side.get_by_role("main").inner_text()


def _vent_pa_treffene(side, nr):
    """Arbeideren kan ha tatt katalogen imens: da regner den treffene litt etterpå."""
    for nummer in ("andre", "forste"):
        for _forsok in range(60):
            side.goto(_treff(nr, nummer))
            if all(f"{navn} inviteres {nr}" in _i_hoveddelen(side) for navn in ("Anne", "Berit")):
                break
            side.wait_for_timeout(500)
        else:
            raise AssertionError(f"ingen treff på det {nummer} behovet")


def test_virksomheten_inviterer_en_spor_og_en_sier_nei(kjor, fane, postkasse):
    nr = next(TELLER)
    okter = kjor(LAG.format(nr=nr))
    ola, kari, anne, berit = fane(okter["ola"]), fane(okter["kari"]), fane(okter["anne"], **TELEFON), fane()

    # En som er med, ser hvem som passer, og hvem som kan invitere.
    _vent_pa_treffene(kari, nr)
    assert "En administrator inviterer" in _i_hoveddelen(kari)
    assert kari.get_by_role("link", name="Inviter alle som passer").count() == 0

    # Administratoren ser over, og sender.
    ola.goto(_treff(nr))
    _klikk(ola, ola.get_by_role("link", name="Inviter alle som passer"))
    se_over = _i_hoveddelen(ola)
    assert f"Anne inviteres {nr}" in se_over and f"Berit inviteres {nr}" in se_over
    assert "kan ikke trekkes tilbake" in se_over
    _klikk(ola, ola.get_by_role("button", name="Send invitasjonene"))
    assert "er invitert." in ola.get_by_role("status").first.inner_text()

    # Den ene åpner lenken i brevet, og spør: det er slik hun sier at hun er med.
    brev = postkasse.tekst(f"anne{nr}@eksempel.no", rf"(?s).*Lange dager forste {nr}.*")
    anne.goto(re.search(r"http://\S+/behov/[\w-]+/spor/", brev)[0])
    anne.locator('[name="tekst"]').fill("Kan beboerne være med ut?")
    _klikk(anne, anne.locator("main form button[type=submit]").first)
    assert "Spørsmålet er stilt." in anne.get_by_role("status").first.inner_text()

    # Den andre vil ikke inviteres, uten å logge inn. Å åpne lenken gjør ingenting.
    brev = postkasse.tekst(f"berit{nr}@eksempel.no", rf"(?s).*Lange dager forste {nr}.*")
    nei = re.search(r"http://\S+/invitasjoner/av/[^\s>)]+", brev)[0]
    berit.goto(nei)
    berit.goto(nei)
    assert "kan bli invitert" in _i_hoveddelen(berit)
    _klikk(berit, berit.get_by_role("button", name="Ikke inviter oss"))
    assert "blir ikke invitert" in _i_hoveddelen(berit)

    # Virksomheten ser begge deler: spørsmålet som venter, og at en ikke vil inviteres til det neste.
    ola.goto("/min-side/")
    assert f"1 spørsmål til «Lange dager forste {nr}»" in _i_hoveddelen(ola)
    ola.goto(_treff(nr))
    assert "på samme måte" in _i_hoveddelen(ola) and "Invitert" in _i_hoveddelen(ola)
    ola.goto(_treff(nr, "andre"))
    _klikk(ola, ola.get_by_role("link", name="Inviter alle som passer"))
    neste = _i_hoveddelen(ola)
    assert f"Anne inviteres {nr}" in neste and f"Berit inviteres {nr}" not in neste
    assert "vil inviteres" in neste
