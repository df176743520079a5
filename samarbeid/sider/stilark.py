"""Alle komponentene på én side, i hver tilstand. Finnes bare lokalt."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samarbeid.henvendelser.forms import KontaktSkjema
from samarbeid.matching.belopsgrenser import mot_terskler
from samarbeid.matching.motor import vurder
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Ideprofil
from samarbeid.svar.forms.prov import ModenhetSteg
from samarbeid.svar.svarside.bygging import svarside_for
from veier.dokument import markdown

TEKST = """Et avsnitt med **fet**, *kursiv* og [en lenke](https://www.ks.no).

## Overskrift

- punkt
- punkt med [felt: et felt å fylle ut]

1. først
2. så

- [ ] å krysse av

| Hva | Hvem |
|---|---|
| Pilot | Lederen |

> Et sitat eller et notat.
"""


@login_not_required
@require_safe
def stilark(request: HttpRequest) -> HttpResponse:
    """Komponentene med ekte data, og skjemaer tomme og med feil."""
    kunnskap = hent_kunnskap()
    ide = Ideprofil("Minnekoffert", "Personer med demens på sykehjem kjeder seg.", omrader=("5001",))
    svar = vurder(ide, kunnskap)
    feil = KontaktSkjema({"emne": "", "tekst": "", "epost": "feil"}, auto_id="feil_%s")
    feil.is_valid()
    sammenheng = {
        "ide": ide,
        "s": svarside_for(svar, kunnskap),
        "tomt": ModenhetSteg(kunnskap=kunnskap),
        "feilskjema": feil,
        "feil": feil.feilliste(),
        "blokker": markdown.les(TEKST),
        **mot_terskler(400_000, kunnskap),
    }
    return render(request, "sider/stilark.html", sammenheng)
