"""Et behov fra den ene siden til den andre: virksomheten skriver det, entreprenøren får vite om det, spør, og svaret ser alle."""

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
from kommuner.models import OffentligPart
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
eva, ola = lag_bruker("eva{nr}@eksempel.no", navn="Eva Eier"), lag_bruker("ola{nr}@trondheim.kommune.no", navn="Ola Offentlig")
rita = lag_redaktor("rita{nr}@eksempel.no")
org = innhold.publisert_profil(lag_entreprenor("Minnebehov {nr}", eva), av=eva, redaktor=rita)
part = OffentligPart.objects.get(slug="trondheim-kommune")
legg_til_medlem(part, bruker=ola, rolle="administrator", av=ola, grunn="prøve")
velg_hatt(eva, kode="entreprenor:" + org.slug)
velg_hatt(ola, kode="offentlig:trondheim-kommune")
okt = lambda b: logg_inn(b).cookies["okt"].value
print(json.dumps({{"eva": okt(eva), "ola": okt(ola), "rita": okt(rita), "org": org.slug}}))
"""
VARSLE = """
import json
from samarbeid.varsler.kjoring import sett_klare_i_ko
print(json.dumps(sett_klare_i_ko()))
"""
TELEFON = {"java_script_enabled": False, "viewport": {"width": 390, "height": 800}}


def _neste(side, navn="Neste"):
    _klikk(side, side.get_by_role("button", name=navn, exact=True))


def _skriv(ola, nr):
    """Virksomheten skriver behovet og sender det inn, på telefon og uten JavaScript. Gir slugen."""
    ola.goto("/offentlige/trondheim-kommune/ny-behov/")
    ola.locator('[name="tittel"]').fill(f"Lange dager {nr}")
    _klikk(ola, ola.locator("main form button[type=submit]").first)
    if ola.locator('[name="problem"]').count() == 0:
        _klikk(ola, ola.get_by_role("link", name="Problemet", exact=True))
    ola.locator('[name="problem"]').fill("Personer med demens på sykehjem har lange dager.")
    ola.locator('[name="bedre"]').fill("At beboerne har noe å se fram til.")
    _neste(ola)
    ola.get_by_label("Demens", exact=True).check()
    for _steg in ("tema", "hvem"):
        _neste(ola)
    if ola.locator('[name="omrader"][value="5001"]').count():
        ola.locator('[name="omrader"][value="5001"]').first.check()
    else:
        ola.locator('[name="sok"]').fill("Trondheim")
    for _steg in ("sted", "eieren", "penger", "beslutning"):
        _neste(ola)
    ola.locator('[name="dialog"]').first.check()
    ola.locator('[name="svaradresse"]').fill(f"behov{nr}@trondheim.kommune.no")
    _neste(ola, "Lagre og se over")
    _neste(ola, "Send til gjennomgang")
    ola.get_by_text("Sendt til gjennomgang.").wait_for()
    return re.search(r"/behov/([\w-]+)/arbeid/", ola.url)[1]


def test_virksomheten_skriver_og_entreprenoren_far_vite_det_og_spor(kjor, fane, postkasse):
    nr = next(TELLER)
    folk = kjor(LAG.format(nr=nr))
    ola, eva = fane(folk["ola"], **TELEFON), fane(folk["eva"])
    eva.goto("/varsler/ny/behov/?tema=demens")
    eva.locator('[name="hyppighet"][value="straks"]').check()
    _klikk(eva, eva.locator("main form button[type=submit]").first)
    slug = _skriv(ola, nr)
    # En redaktør publiserer.
    rita = fane(folk["rita"])
    rita.goto(f"/admin/kommuner/behovversjon/vurder/trondheim-kommune/{slug}/")
    rita.get_by_role("button", name="Publiser", exact=True).click()
    rita.get_by_text(re.compile("publisert")).first.wait_for()
    # Entreprenøren får vite det, og spør.
    kjor(VARSLE)
    brevet = postkasse.tekst(f"eva{nr}@eksempel.no", rf"(?s).*Lange dager {nr}.*")
    eva.goto(re.search(r"http://\S+/behov/[\w-]+/", brevet)[0])
    assert f"Lange dager {nr}" in eva.locator("h1").inner_text()
    _klikk(eva, eva.get_by_role("link", name="Still et spørsmål").first)
    eva.locator('[name="tekst"]').fill("Hvor mange avdelinger gjelder det?")
    _klikk(eva, eva.locator("main form button[type=submit]").first)
    # Virksomheten ser hvem som passer, svarer, og svaret står der alle ser det.
    _se_treffene(ola, eva, folk["org"], nr, slug)
    ola.goto("/min-side/")
    _klikk(ola, ola.get_by_role("link", name=re.compile(f"1 spørsmål til «Lange dager {nr}»")))
    _klikk(ola, ola.get_by_role("link", name=re.compile("Svar")).first)
    ola.locator('main [name="svar"]').fill("Det gjelder fire avdelinger.")
    _klikk(ola, ola.locator('main button[name="publiser"]'))
    fremmed = fane(**TELEFON)
    for side in (fremmed, eva):
        side.goto(re.search(r"http://\S+/behov/[\w-]+/", brevet)[0])
        teksten = side.get_by_role("main").inner_text()
        assert "Hvor mange avdelinger gjelder det?" in teksten and "Det gjelder fire avdelinger." in teksten
        assert "Eva Eier" not in teksten  # den som spurte, står ikke


def _se_treffene(ola, eva, org, nr, slug):
    """Arbeideren har regnet dem, og begge ser grunnene i sine ord."""
    for _forsok in range(60):
        eva.goto(f"/entreprenorer/{org}/behov/")
        if f"Lange dager {nr}" in (deres := eva.get_by_role("main").inner_text()):
            break
        eva.wait_for_timeout(500)
    assert f"Lange dager {nr}" in deres and "Dere arbeider med" in deres
    ola.goto(f"/offentlige/trondheim-kommune/behov/{slug}/treff/")
    vart = ola.get_by_role("main").inner_text()
    assert f"Minnebehov {nr}" in vart and "De arbeider med" in vart
