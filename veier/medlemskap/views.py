"""Sidene om hvem som er med i en organisasjon. De samme for begge sider; ``slagkode`` kommer fra adressen."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil, for_mange
from veier.grense import over_grensen
from veier.konto.bekreftelse import nylig_bekreftet, til_bekreftelse
from veier.lenker import privat, trygg_neste
from veier.medlemskap.adgang import for_medlem
from veier.medlemskap.forms import Foresporselskjema, Invitasjonsskjema, Rolleskjema, Svarskjema
from veier.medlemskap.handlinger import foresporsler, invitasjoner
from veier.medlemskap.handlinger.invitasjoner import samme_adresse
from veier.medlemskap.handlinger.medlemmer import endre_rolle, fjern_medlem, velg_hatt
from veier.medlemskap.models import Foresporsel, Medlemskap, Medlemsrolle, Organisasjon
from veier.medlemskap.slag import Slag, alle_slag
from veier.medlemskap.tilganger import har_administrator, hvorfor_ikke_skrive_til_fremmede, medlemskap_i

INVITASJONER_PER_TIME = 30
_HUSKET = "invitasjon_husket"  # det som ble skrevet, mens personen bekrefter seg


def _bekreft_for_administrator(
    request: HttpRequest, slag: Slag, organisasjon: Organisasjon
) -> HttpResponse | None:
    """Å gjøre noen til administrator krever at personen nylig har bekreftet seg, uansett hvordan det skjer.

    Gir veien dit, og tilbake til siden der valget står; None når hun har gjort det.
    """
    if nylig_bekreftet(request):
        return None
    messages.info(request, _("Bekreft at det er deg, og gjør valget en gang til."))
    return til_bekreftelse(request, neste=reverse(f"{slag.kode}_medlemmer", args=[organisasjon.slug]))


@require_safe
@for_medlem()
def medlemmer(
    request: HttpRequest, *, slag: Slag, organisasjon: Organisasjon, medlemskap: Medlemskap
) -> HttpResponse:
    """Hvem som er med, hvem som er invitert, og hvem som venter på svar."""
    husket = request.session.get(_HUSKET) if medlemskap.er_administrator else None
    skjema = Invitasjonsskjema(initial=husket[1] if husket and husket[0] == organisasjon.slug else None)
    return _vis(request, slag, organisasjon, medlemskap, skjema)


@require_POST
@for_medlem(administrator=True)
def inviter(
    request: Innlogget, *, slag: Slag, organisasjon: Organisasjon, medlemskap: Medlemskap
) -> HttpResponse:
    skjema = Invitasjonsskjema(request.POST)
    if skjema.is_valid():
        if skjema.cleaned_data["rolle"] == Medlemsrolle.ADMINISTRATOR and (
            bekreft := _bekreft_for_administrator(request, slag, organisasjon)
        ):
            request.session[_HUSKET] = [organisasjon.slug, skjema.cleaned_data]
            return bekreft
        request.session.pop(_HUSKET, None)
        if vent := over_grensen(request, navn="inviter", antall=INVITASJONER_PER_TIME, sekunder=3600):
            return for_mange(request, vent_sekunder=vent)
        try:
            invitasjoner.inviter(organisasjon, **skjema.cleaned_data, av=request.user)
        except Domenefeil as feil:
            skjema.add_error("epost", str(feil))
        else:
            messages.success(
                request,
                _("Invitasjonen er sendt til %(epost)s. Den virker i 14 dager.")
                % {"epost": skjema.cleaned_data["epost"]},
            )
            return redirect(f"{slag.kode}_medlemmer", organisasjon.slug)
    return _vis(request, slag, organisasjon, medlemskap, skjema)


@require_POST
@for_medlem(administrator=True)
def trekk(
    request: Innlogget, *, slag: Slag, organisasjon: Organisasjon, medlemskap: Medlemskap, ref: str
) -> HttpResponse:
    invitasjon = get_object_or_404(slag.invitasjon, organisasjon=organisasjon, ref=ref)
    invitasjoner.trekk_invitasjon(invitasjon, av=request.user)
    messages.success(request, _("Invitasjonen er trukket tilbake. Lenken virker ikke lenger."))
    return redirect(f"{slag.kode}_medlemmer", organisasjon.slug)


@require_POST
@for_medlem(administrator=True)
def rolle(
    request: Innlogget, *, slag: Slag, organisasjon: Organisasjon, medlemskap: Medlemskap, ref: str
) -> HttpResponse:
    """Endrer rollen til et medlem."""
    medlem = get_object_or_404(slag.medlemskap, organisasjon=organisasjon, ref=ref)
    if bekreft := _bekreft_for_administrator(request, slag, organisasjon):
        return bekreft
    skjema = Rolleskjema(request.POST)
    if not skjema.is_valid():
        messages.error(request, _("Velg en av rollene."))
    else:
        try:
            endre_rolle(medlem, rolle=skjema.cleaned_data["rolle"], av=request.user)
            messages.success(request, _("Rollen er endret."))
        except Domenefeil as feil:
            messages.error(request, str(feil))
    return redirect(f"{slag.kode}_medlemmer", organisasjon.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@for_medlem()
def fjern(
    request: Innlogget, *, slag: Slag, organisasjon: Organisasjon, medlemskap: Medlemskap, ref: str
) -> HttpResponse:
    """Tar et medlem ut, eller lar personen selv gå. Siden spør først."""
    medlem = get_object_or_404(
        slag.medlemskap.objects.select_related("bruker"), organisasjon=organisasjon, ref=ref
    )
    selv = medlem.bruker_id == request.user.pk
    if not selv and not medlemskap.er_administrator:
        raise Http404
    feil = ""
    if request.method == "POST":
        try:
            fjern_medlem(medlem, av=request.user)
        except Domenefeil as unntak:
            feil = str(unntak)
        else:
            if selv:
                messages.success(
                    request, _("Du er ikke lenger med i %(navn)s.") % {"navn": organisasjon.navn}
                )
                return redirect("min_side")
            messages.success(request, _("%(navn)s er ikke lenger med.") % {"navn": medlem.bruker})
            return redirect(f"{slag.kode}_medlemmer", organisasjon.slug)
    sammenheng = {
        "organisasjon": organisasjon,
        "medlem": medlem,
        "selv": selv,
        "feilmelding": feil,
        "tilbake": f"{slag.kode}_medlemmer",
    }
    return render(request, "medlemskap/fjern.html", sammenheng, status=422 if feil else 200)


@require_POST
@for_medlem(administrator=True)
def svar(
    request: Innlogget, *, slag: Slag, organisasjon: Organisasjon, medlemskap: Medlemskap, ref: str
) -> HttpResponse:
    """Svarer på en forespørsel."""
    foresporsel = get_object_or_404(slag.foresporsel, organisasjon=organisasjon, ref=ref)
    skjema = Svarskjema(request.POST)
    if not skjema.is_valid():
        messages.error(request, _("Velg om svaret er ja eller nei."))
    else:
        ja = skjema.cleaned_data["svar"] == "ja"
        blir_administrator = ja and foresporsel.rolle == Medlemsrolle.ADMINISTRATOR
        if blir_administrator and (bekreft := _bekreft_for_administrator(request, slag, organisasjon)):
            return bekreft
        try:
            foresporsler.svar_pa_foresporsel(
                foresporsel, ja=ja, av=request.user, begrunnelse=skjema.cleaned_data["begrunnelse"]
            )
            messages.success(request, _("Svaret er sendt."))
        except Domenefeil as feil:
            messages.error(request, str(feil))
    return redirect(f"{slag.kode}_medlemmer", organisasjon.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def bli_med(request: Innlogget, *, slagkode: str, slug: str) -> HttpResponse:
    """«Be om å bli med»."""
    slag = alle_slag()[slagkode]
    organisasjon = get_object_or_404(slag.apne(), slug=slug)
    if medlemskap_i(request.user, organisasjon):
        return redirect(f"{slag.kode}_medlemmer", slug)
    skjema = Foresporselskjema(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        foresporsler.be_om_a_bli_med(organisasjon, bruker=request.user, **skjema.cleaned_data)
        messages.success(request, _("Forespørselen er sendt. Du får svar på e-post."))
        return redirect("min_side")
    venter = (
        slag.foresporsel.hos(organisasjon)
        .filter(bruker=request.user, status=Foresporsel.Status.VENTER)
        .first()
    )
    sammenheng = {
        "organisasjon": organisasjon,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "venter": venter,
    }
    return render(request, "medlemskap/bli_med.html", sammenheng, status=422 if skjema.errors else 200)


@require_POST
def trekk_foresporsel(request: Innlogget, *, slagkode: str, ref: str) -> HttpResponse:
    """Personen trekker sin egen forespørsel."""
    foresporsel = get_object_or_404(alle_slag()[slagkode].foresporsel, bruker=request.user, ref=ref)
    foresporsler.trekk_foresporsel(foresporsel, av=request.user)
    messages.success(request, _("Forespørselen er trukket."))
    return redirect("min_side")


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def invitasjon(request: Innlogget, *, slagkode: str, nokkel: str) -> HttpResponse:
    """Invitasjonen fra e-posten. Den som ikke er logget inn, ser hva det gjelder og veien videre."""
    funnet = invitasjoner.finn_invitasjon(alle_slag()[slagkode], nokkel)
    if funnet is None:
        raise Http404
    feil = invitasjoner.hvorfor_ikke_godta(funnet, bruker=request.user)
    if request.method == "POST" and request.user.is_authenticated and not feil:
        try:
            invitasjoner.godta_invitasjon(funnet, bruker=request.user)
        except Domenefeil as unntak:
            feil = str(unntak)
        else:
            messages.success(request, _("Du er nå med i %(navn)s.") % {"navn": funnet.organisasjon.navn})
            return redirect("min_side")
    annen = funnet.kan_brukes and request.user.is_authenticated and not samme_adresse(request.user, funnet)
    sammenheng = {"invitasjon": funnet, "feilmelding": feil, "annen_adresse": annen}
    # Den som er logget inn med en annen adresse, får se hva hun kan gjøre; det er ikke noe galt med lenken.
    status = 422 if feil and (request.method == "POST" or not annen) else 200
    return render(request, "medlemskap/invitasjon.html", sammenheng, status=status)


@require_POST
def hatt(request: Innlogget) -> HttpResponse:
    """Velger hvem personen handler for, og går tilbake dit de var."""
    try:
        velg_hatt(request.user, kode=request.POST.get("hatt", ""))
    except Domenefeil as feil:
        messages.error(request, str(feil))
    return HttpResponseRedirect(trygg_neste(request) or reverse("min_side"))


def _vis(
    request: HttpRequest,
    slag: Slag,
    organisasjon: Organisasjon,
    medlemskap: Medlemskap,
    skjema: Invitasjonsskjema,
) -> HttpResponse:
    filter_ = {"organisasjon": organisasjon}
    sammenheng = {
        "organisasjon": organisasjon,
        "slag": slag.kode,
        "medlemskap": medlemskap,
        "medlemmer": slag.medlemskap.objects.filter(**filter_).select_related("bruker"),
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        # Hos en entreprenør er den første alltid administrator; i en virksomhet må hun godkjennes.
        "uten_administrator": slag.kode == "offentlig" and not har_administrator(organisasjon),
        "adresser": {
            navn: f"{slag.kode}_{navn}" for navn in ("inviter", "trekk", "medlemsrolle", "fjern", "svar")
        },
    }
    if medlemskap.er_administrator:
        sammenheng["ikke_inviter"] = hvorfor_ikke_skrive_til_fremmede(organisasjon)
        ubrukte = slag.invitasjon.objects.filter(**filter_, brukt_tid=None, trukket_tid=None)
        sammenheng["invitasjoner"] = list(ubrukte)
        venter = slag.foresporsel.objects.filter(**filter_, status=Foresporsel.Status.VENTER)
        # Er ikke organisasjonen bekreftet, svarer redaksjonen.
        sammenheng["foresporsler"] = (
            [] if sammenheng["ikke_inviter"] else list(venter.select_related("bruker"))
        )
    return render(request, "medlemskap/medlemmer.html", sammenheng, status=422 if skjema.errors else 200)
