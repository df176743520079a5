"""En innmelding som er fylt ut, og veien den går."""

import html
import re

from django.core.cache import cache
from django.urls import reverse

from samarbeid.innmelding.forms import STEG
from samarbeid.models import Innmelding
from tests.skjemaer import skjulte
from veier.epost.models import Utsending
from veier.utkast.handlinger import start_fylt

SVAR = {
    "saken": {"tittel": ["Turvenner i Sogndal"], "rolle": ["offentlig"], "behov": ["Eldre hadde ingen å gå tur med."]},
    "partene": {
        "offentlig": ["Sogndal kommune, heimetenesta"], "entreprenor": ["Turvenn AS"], "nivaer": ["kommune"],
        "arstall": ["2022–2024"],
    },
    "sted": {"omrader": ["4640"], "sok": [""]},
    "tema": {"tema": ["demens"]},
    "skjedde": {
        "beslutter": ["Virksomhetslederen."], "modell_omtale": ["Et halvt års forsøk med skriftlig avtale."],
        "forste_kontakt": [""], "forankring": [""], "belop": [""], "det_offentliges_bidrag": [""],
    },
    "virkning": {"effekt": ["De gikk mer tur."], "effekt_hevdet_av": ["kommunen"], "hindringer": ["Turnusen passet ikke."]},
    "kilder": {"kilder": ["https://www.sogndal.kommune.no/turvenner"], "gjenkjennelig": ["nei"]},
    "avsender": {"navn": ["Åse Nes"], "virksomhet": ["Sogndal kommune, rådgiver"], "epost": ["ase@sogndal.kommune.no"]},
}  # fmt: skip


def fyll_ut(**endret) -> Innmelding:
    """``endret`` er felt → verdi, «» for et felt som er tomt."""
    svar = {steg: dict(felt) for steg, felt in SVAR.items()}
    for felt, verdi in endret.items():
        for stegets in svar.values():
            if felt in stegets:
                stegets[felt] = [verdi]
    return start_fylt(Innmelding, svar)


def lenken(mal: str) -> str:
    """Stien i lenken i det siste brevet av slaget."""
    brev = Utsending.objects.filter(mal=mal).latest("pk")
    return re.search(r"https?://[^/\s]+(/\S+)", brev.tekst)[1]


def bekreft(client, *, foran=lambda: None):
    """Åpner lenken og trykker på knappen. ``foran`` gjøres imens."""
    sti = lenken("innmelding_bekreft")
    felt = skjulte(client.get(sti))
    foran()
    return client.post(sti, felt)


def meld_inn(client, **endret) -> Innmelding:
    """Hele veien: send, åpne lenken, bekreft. Med nøkkelen hun har i e-posten."""
    cache.clear()
    innmelding = fyll_ut(**endret)
    client.post(reverse("innmelding", args=[innmelding.nokkel]))
    svar = bekreft(client)
    assert svar.status_code == 302, svar.text
    nokkel = svar["Location"].rstrip("/").rpartition("/")[2]
    return Innmelding.objects.for_eier(nokkel)


def rett(client, innmelding, *, steg="saken", **felt):
    """Endrer steget slik en nettleser gjør."""
    sti = reverse("meld_inn_steg", args=[innmelding.nokkel, [s.kode for s in STEG].index(steg) + 1])
    sett = re.search(r'id="sett" value="([^"]*)"', client.get(sti).text)
    data = {f: v[0] for f, v in SVAR[steg].items()} | felt | {"handling": "svar"}
    return client.post(sti, data | {"sett": html.unescape(sett[1]) if sett else "{}"})
