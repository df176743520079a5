"""Sidene der kontaktene til en virksomhet hentes inn fra en fil, og der filen lastes ned."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kommuner import kontaktark
from kommuner.handlinger import kontaktimport as handlinger
from kommuner.kontaktark import Kontaktlinje
from kommuner.models import OffentligPart
from veier.brukere.innlogget import Innlogget
from veier.dokument import ark
from veier.feil import Domenefeil
from veier.medlemskap.adgang import for_medlem
from veier.medlemskap.models import Medlemskap
from veier.medlemskap.slag import Slag

# Knappene: alt, når ingen linje er feil; eller bare dem som er riktige.
LAGRE, DE_RIKTIGE = "lagre", "lagre_riktige"


@require_safe
@never_cache
@for_medlem(administrator=True)
def last_ned(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap
) -> HttpResponse:
    """Alle rollene, med det som står nå."""
    return ark.som_csv(kontaktark.skriv(organisasjon), navn=f"kontakter-{organisasjon.slug}")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_medlem(administrator=True)
def fra_fil(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap
) -> HttpResponse:
    """Viser hva filen ville endret. Lagrer når hun har sett det samme: alt, eller de riktige når hun velger det."""
    plan, feil, tekst = None, "", ""
    if request.method == "POST":
        try:
            tekst = ark.innholdet(request)
            vil_lagre = LAGRE in request.POST or DE_RIKTIGE in request.POST
            with transaction.atomic():
                plan = kontaktark.les(organisasjon, tekst, laas=vil_lagre)
                if vil_lagre and _kan_lagres(request, plan):
                    return _hent_inn(request, organisasjon, plan)
            if vil_lagre and _er_lagret(request, plan):
                messages.info(request, _("Linjene som er riktige, er lagret fra før."))
                return redirect("offentlig_kontakter", organisasjon.slug)
            if vil_lagre:
                feil = _("Noe er endret siden du så på dette. Se over en gang til.")
        except (ark.Arkfeil, Domenefeil) as hindring:
            feil = str(hindring)
    sammenheng = {"part": organisasjon, "plan": plan, "tekst": tekst, "feil": feil}
    kode = 422 if feil or (plan and plan.har_feil) else 200
    return render(request, "kommuner/kontakter_fra_fil.html", sammenheng, status=kode)


@require_POST
@never_cache
@for_medlem(administrator=True)
def angre(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap
) -> HttpResponse:
    """Knappen på siden med kontaktene."""
    try:
        antall = handlinger.angre(organisasjon, av=request.user)
    except Domenefeil as feil:
        messages.error(request, str(feil))
    else:
        if antall:
            messages.success(request, _("Angret. Det står slik det sto før filen ble hentet inn."))
        else:
            messages.info(request, _("Det er ingenting å angre."))
    return redirect("offentlig_kontakter", organisasjon.slug)


def _kan_lagres(request: Innlogget, plan: ark.Plan[Kontaktlinje]) -> bool:
    """Hun har sett akkurat dette, og enten er alt riktig, eller så har hun valgt å ta det som er det."""
    sett = request.POST.get("merke") == plan.merke
    return sett and bool(plan.endres) and (DE_RIKTIGE in request.POST or not plan.har_feil)


def _er_lagret(request: Innlogget, plan: ark.Plan[Kontaktlinje]) -> bool:
    """Knappen er trykket to ganger: det hun ville lagre, står alt."""
    return bool(plan.uendret) and not plan.endres and (DE_RIKTIGE in request.POST or not plan.har_feil)


def _hent_inn(request: Innlogget, part: OffentligPart, plan: ark.Plan[Kontaktlinje]) -> HttpResponse:
    linjer = [(linje.rolle, linje.verdier or {}) for linje in plan.endres]
    handlinger.hent_inn(part, linjer, av=request.user)
    melding = ngettext(
        "%(antall)d linje er hentet inn, og kontrollert i dag.",
        "%(antall)d linjer er hentet inn, og kontrollert i dag.",
        len(linjer),
    )
    messages.success(request, melding % {"antall": len(linjer)})
    return redirect("offentlig_kontakter", part.slug)
