"""Spørsmål og svar om et behov, slik alle ser dem, og å stille et. Uten konto bekreftes adressen først."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kommuner.handlinger.sporsmal import hvorfor_ikke_sporre, still_sporsmal
from kommuner.models import Behov
from samarbeid.behov.forms import Sporsmalsskjema, SporsmalUtenKonto
from veier import lenkeinnhold
from veier.brukere.models import Bruker
from veier.epost.grenser import ForMangeEposter
from veier.feil import Domenefeil, for_mange
from veier.foresporsel.mellomlager import for_alle
from veier.grense import avsender
from veier.grense.sider import SPORSMAL
from veier.lenker import avtrykk, privat
from veier.malform import aktiv_malform

PER_SIDE = 10
SLAG = "sporsmal"


@login_not_required
@require_safe
@for_alle()
def sporsmalene(request: HttpRequest, slug: str) -> HttpResponse:
    """Alle spørsmålene og svarene. De står også når virksomheten har tatt ned behovet: de som spurte, skal finne svarene."""
    rader = Behov.objects.publisert() | Behov.objects.tatt_ned()
    behov = get_object_or_404(rader.select_related("part"), slug=slug)
    side = Paginator(behov.sporsmalene.offentlige(), PER_SIDE).get_page(request.GET.get("side"))
    if not side.paginator.count and behov.er_tatt_ned:
        raise Http404
    return render(request, "behov/sporsmalene.html", {"behov": behov, "part": behov.part, "side": side})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def spor(request: HttpRequest, slug: str) -> HttpResponse:
    """Skjemaet. Går det ikke an å spørre nå, sier siden hvorfor, og tar ikke imot noe."""
    behov = get_object_or_404(Behov.objects.publisert().select_related("part"), slug=slug)
    innlogget = request.user.is_authenticated
    skjema = (Sporsmalsskjema if innlogget else SporsmalUtenKonto)(
        request.POST if request.method == "POST" else None
    )
    stengt = hvorfor_ikke_sporre(behov)
    if request.method == "POST" and not stengt and skjema.is_valid():
        if innlogget and (vent := _for_mange_herfra(request, behov)):
            return for_mange(request, vent_sekunder=vent)
        try:
            messages.success(request, _still(request, behov, **skjema.cleaned_data))
        except ForMangeEposter:
            raise  # siden sier hvor lenge hun må vente
        except Domenefeil as feil:
            skjema.add_error("tekst", str(feil))  # det skrevne står
        else:
            return redirect(behov)
    sammenheng = {
        "behov": behov,
        "skjema": skjema,
        "stengt": stengt,
        "feil": skjema.feilliste() if skjema.is_bound and not stengt else [],
    }
    return render(request, "behov/spor.html", sammenheng, status=422 if skjema.is_bound else 200)


def _for_mange_herfra(request: HttpRequest, behov: Behov) -> int:
    """Sekundene å vente; 0 når det er lov. Nye adresser er lette å skaffe, nye steder er det ikke."""
    return SPORSMAL.bruk(f"{avsender(request)} {behov.pk}")


def _still(request: HttpRequest, behov: Behov, *, tekst: str, epost: str = "") -> str:
    """Stiller spørsmålet, eller ber om bekreftelse først. Gir det hun får vite."""
    if isinstance(request.user, Bruker):
        still_sporsmal(behov, tekst=tekst, malform=request.user.malform, av=request.user)
        return _("Spørsmålet er stilt. Du får svaret på e-post samtidig som alle andre kan lese det.")
    lenkeinnhold.be_om_bekreftelse(
        "sporsmal_bekreft",
        "behov_spor_bekreft",
        lenkeinnhold.lag_kode(SLAG, {"behov": behov.slug, "tekst": tekst, "epost": epost}),
        til=epost,
        hva=behov.tittel,
        for_langt=_("Spørsmålet er for langt til å sendes. Skriv det kortere."),
    )
    setning = _(
        "Vi har sendt en e-post til %(epost)s. Spørsmålet er ikke stilt før du har åpnet lenken i den."
    )
    return setning % {"epost": epost}


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def bekreft(request: HttpRequest, kode: str) -> HttpResponse:
    """Fra e-posten: hun ser hva hun skrev, og stiller det med en knapp."""
    skrevet = lenkeinnhold.les_kode(SLAG, kode)
    if skrevet is None:
        raise Http404
    behov = get_object_or_404(Behov.objects.publisert().select_related("part"), slug=skrevet["behov"])
    stilt = behov.sporsmalene.filter(kode=avtrykk(kode)).exists()
    stengt, feil = "" if stilt else hvorfor_ikke_sporre(behov), ""
    if request.method == "POST" and not stengt:
        if not stilt and (vent := _for_mange_herfra(request, behov)):
            return for_mange(request, vent_sekunder=vent)
        try:
            still_sporsmal(
                behov,
                tekst=skrevet["tekst"],
                epost=skrevet["epost"],
                malform=aktiv_malform(),
                kode=avtrykk(kode),
            )
        except Domenefeil as uenig:
            feil = str(uenig)
        else:
            messages.success(
                request,
                _("Spørsmålet er stilt. Du får svaret på e-post samtidig som alle andre kan lese det."),
            )
            return redirect(behov)
    sammenheng = {"behov": behov, "skrevet": skrevet, "stilt": stilt, "stengt": stengt, "feil": feil}
    return render(
        request, "behov/spor_bekreft.html", sammenheng, status=422 if request.method == "POST" else 200
    )
