"""Å ta med det som er skrevet uten konto: en idé til en entreprenør, et behov til en virksomhet. Ingenting skrives om igjen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entreprenorer.handlinger import eid
from kommuner.handlinger import behov
from kommuner.tilganger import virksomhet_for
from samarbeid.publisering.flyter import BEHOV, IDE, Skriveflyt
from samarbeid.publisering.forms.behov import svar_av_utkast
from samarbeid.svar import prov, veiviser
from veier.brukere.innlogget import Innlogget
from veier.brukere.models import Bruker
from veier.database.rekkefolge import Norsk
from veier.feil import Domenefeil
from veier.gjennomgang.modell import Eiet
from veier.medlemskap.handlinger.medlemmer import velg_hatt
from veier.medlemskap.models import Organisasjon
from veier.medlemskap.slag import alle_slag
from veier.typer import Setning
from veier.utkast import okt
from veier.utkast.flyt import Utkastflyt
from veier.utkast.sider import hent


@dataclass(frozen=True, slots=True)
class Overtakelse:
    """Fra utkastet til det som skrives videre hos en organisasjon. ``finn`` er siden for den som ikke er med noe sted,
    og ``foresla`` organisasjonen hun ser ut til å høre til."""

    fra: Utkastflyt
    til: Skriveflyt
    overta: Callable[..., Eiet]
    finn: str
    foresla: Callable[[Bruker], Organisasjon | None]
    tekster: Mapping[str, Setning]


IDEEN = Overtakelse(
    prov.FLYT, IDE, eid.overta_utkast, "entreprenor_registrer", lambda _bruker: None,
    {
        "tittel": _("Ta med ideen"),
        "ingress": _(
            "«%(tittel)s» blir en idé hos organisasjonen din. Alt du har svart, følger med. "
            "Lenken du selv har nå, slutter å virke."
        ),
        "delt": _(
            "Lenken du har delt med andre, virker fortsatt. Den viser ideen slik den er nå, til du fornyer den eller "
            "trekker den tilbake fra ideen."
        ),
        "sporsmal": _("Hvem hører ideen til?"),
        "velg": _("Velg organisasjonen ideen hører til."),
        "ferdig": _("Ideen er tatt med. Ingen andre ser den før du velger det."),
        "ingen": _(
            "Du er ikke med hos noen sosial entreprenør ennå. Registrer organisasjonen først, og kom så tilbake hit fra Min side."
        ),
        "finn": _("Registrer en sosial entreprenør"),
        "tilbake": _("Tilbake til ideen"),
    },
)  # fmt: skip
BEHOVET = Overtakelse(
    veiviser.FLYT, BEHOV, partial(behov.overta_utkast, som_behov=svar_av_utkast), "offentlige",
    lambda bruker: virksomhet_for(bruker.epostdomene),
    {
        "tittel": _("Ta med behovet"),
        "ingress": _(
            "«%(tittel)s» blir et behov hos virksomheten din. Det dere har svart om problemet, følger med, og dere kan "
            "skrive videre sammen. Lenken du har nå, slutter å virke: hent det dere vil ta vare på av svaret, først."
        ),
        "delt": _("Lenken du har delt med andre, slutter også å virke."),
        "sporsmal": _("Hvilken virksomhet hører behovet til?"),
        "velg": _("Velg virksomheten behovet hører til."),
        "ferdig": _("Behovet er tatt med. Ingen andre ser det før det er publisert."),
        "ingen": _(
            "Du er ikke med i noen offentlig virksomhet ennå. Finn virksomheten og bli med i den først. Behovet står på "
            "Min side i denne nettleseren så lenge."
        ),
        "finn": _("Finn virksomheten"),
        "tilbake": _("Tilbake til svaret"),
    },
)  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ta_med(request: Innlogget, nokkel: str, hva: Overtakelse) -> HttpResponse:
    """Velg organisasjonen det hører til. Den som har lenken, eier det."""
    utkast: Any = hent(hva.fra, nokkel)
    organisasjon: Any = alle_slag()[hva.til.eierslag].organisasjon
    mine = list(organisasjon.objects.filter(medlemskap__bruker=request.user).order_by(Norsk("navn")))
    feil = []
    if request.method == "POST":
        valgt = next((eier for eier in mine if eier.slug == request.POST.get("til")), None)
        if valgt is None:
            feil.append(("til", hva.tekster["velg"]))
        else:
            try:
                nytt = hva.overta(utkast, valgt, av=request.user)
            except Domenefeil as hindring:
                messages.error(request, str(hindring))
                return redirect("min_side")
            okt.glem(request, hva.fra, nokkel)
            velg_hatt(request.user, kode=f"{hva.til.eierslag}:{valgt.slug}")
            messages.success(request, hva.tekster["ferdig"])
            return redirect(hva.til.adresse("", nytt))
    sammenheng = {
        "ord": {**hva.tekster, "ingress": hva.tekster["ingress"] % {"tittel": hva.fra.tittel(utkast)}},
        "mine": mine,
        "delt": utkast.er_delt,
        "feil": feil,
        "tilbake": hva.fra.svaradresse(nokkel),
        "finn": reverse(hva.finn),
        "foreslatt": hva.foresla(request.user) if not mine else None,
        "hit": request.path,
    }
    return render(request, "skriving/ta_med.html", sammenheng, status=422 if feil else 200)
