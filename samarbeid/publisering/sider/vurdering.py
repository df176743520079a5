"""Redaksjonens side for det som er sendt inn: slik det blir, hva som er endret, og et svar per felt."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from samarbeid.publisering.flyter import Skriveflyt
from samarbeid.publisering.sider.skriving import endringer_mellom
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger import vurdering
from veier.gjennomgang.handlinger.skriving import sist_publisert
from veier.gjennomgang.models import Versjon
from veier.medlemskap.tilganger import er_part
from veier.steg.kontroll import Kontroll
from veier.typer import Sammenheng

FORAN = "kommentar-"
MANGLER = "Noe som kreves, mangler. Send det tilbake med en kommentar."
SKREVNE = "Kommentarene når ikke fram når du publiserer. Send det tilbake, eller ta dem bort først."


def vurder(
    request: Innlogget, flyt: Skriveflyt, versjon: Versjon, koen: str, ramme: Sammenheng
) -> HttpResponse:
    """Publiser, eller send tilbake med kommentarer. ``ramme`` er det redaksjonens egen ramme trenger."""
    kontroll = flyt.kontroller(versjon.svar)
    kommentarer = {
        navn.removeprefix(FORAN): str(verdi)[:2000]
        for navn, verdi in request.POST.items()
        if navn.startswith(FORAN)
    }
    feil = ""
    if request.method == "POST":
        try:
            _utfor(request, flyt, versjon, kontroll, kommentarer)
        except Domenefeil as hindring:
            feil = str(hindring)
        else:
            return redirect(koen)
    eier = versjon.objekt.eier
    gammel = sist_publisert(versjon.objekt, flyt.versjon)
    sammenheng = {
        **ramme,
        "title": f"Vurder {versjon.objekt}",
        "versjon": versjon,
        "objekt": versjon.objekt,
        "forste": not gammel,
        "rader": [
            {**e, "kommentar": kommentarer.get(e["felt"], "")}
            for e in endringer_mellom(flyt, gammel, versjon.svar)
        ],
        "generell": kommentarer.get("", ""),
        "mangler": [o.mangler for o in kontroll.mangler if o.paakrevd],
        "feil": feil,
        # En offentlig virksomhet og redaksjonen selv har ingen bekreftelse å vente på.
        "ubekreftet": not getattr(eier, "er_bekreftet", True),
        "egen": eier is not None and er_part(request.user, eier),
        "logo": flyt.bilde(versjon),
        "koen": koen,
    }
    return render(request, "redaksjon/vurder.html", sammenheng, status=422 if feil else 200)


def _utfor(
    request: Innlogget,
    flyt: Skriveflyt,
    versjon: Versjon,
    kontroll: Kontroll,
    kommentarer: dict[str, str],
) -> None:
    """Det redaktøren valgte. Hever Domenefeil når det ikke kan gjøres."""
    sett = request.POST.get("sett", "")
    if "publiser" not in request.POST:
        vurdering.send_tilbake(versjon, sett=sett, kommentarer=kommentarer, av=request.user)
        messages.success(request, f"{versjon.objekt} er sendt tilbake med kommentarene.")
        return
    if not kontroll.kan_publiseres:
        raise Domenefeil(MANGLER)
    if any(k.strip() for k in kommentarer.values()):
        raise Domenefeil(SKREVNE)
    vurdering.publiser(versjon, sett=sett, verdier=flyt.kolonner(kontroll.verdier), av=request.user)
    messages.success(request, f"{versjon.objekt} er publisert.")


def slik_det_blir(request: HttpRequest, flyt: Skriveflyt, versjon: Versjon, tilbake: str) -> HttpResponse:
    """Den publiserte siden slik den blir."""
    ny, _versjon, _kontroll = flyt.med_utkast(versjon.objekt)
    sammenheng = flyt.forhandsvisning(ny, request)
    sammenheng |= {"tilbake": tilbake, "versjon": versjon}
    return HttpResponse(render_to_string(flyt.mal, sammenheng, request))
