"""«Meld inn et eksempel»: stegene, siden der det ses over, bekreftelsen av adressen, og kvitteringen."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samarbeid.innmelding import handlinger
from samarbeid.innmelding.forms import ONSKER, STEG
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Innmelding
from veier.epost.grenser import ForMangeEposter
from veier.feil import Domenefeil
from veier.fletting import Rasvar
from veier.lenker import privat
from veier.steg import sider
from veier.steg.kontroll import Kontroll, kontroller
from veier.steg.lager import Lagret
from veier.steg.oversikt import det_som_gjenstar, stegene
from veier.steg.skjema import Steg, steg_for_felt
from veier.steg.verdier import av_kontroll
from veier.typer import Sammenheng
from veier.utkast import okt
from veier.utkast import sider as utkastsider
from veier.utkast.flyt import Utkastflyt
from veier.utkast.lager import Utkastlager

FLYT = Utkastflyt(
    navn="meld_inn",
    svarside="innmelding",
    delside="innmelding",
    modell=Innmelding,
    steg=STEG,
    oktnokkel="innmeldinger",
    ord={
        "mangler": gettext_lazy("Fortell litt om eksempelet først."),
        "ingress": gettext_lazy(
            "Fortell om et samarbeid som har skjedd, også når det ikke gikk. Du trenger ingen konto. Redaksjonen og "
            "begge parter ser på det før det publiseres."
        ),
        "ferdig": gettext_lazy("Se over"),
        "slett": gettext_lazy("Slett eksempelet"),
        "slettet": gettext_lazy("Eksempelet er slettet."),
        "behold": gettext_lazy("Behold eksempelet"),
    },
)
STENGT = gettext_lazy("Eksempelet er publisert. Skriv til redaksjonen hvis noe er feil.")


class Innmeldingslager(Utkastlager):
    """Et publisert eksempel rettes av redaksjonen."""

    mal = "innmelding/steg.html"

    @property
    def sperre(self) -> str:  # type: ignore[override]  # grunnlaget har aldri noen
        innmelding = self.utkast
        return str(STENGT) if isinstance(innmelding, Innmelding) and not innmelding.kan_rettes else ""

    def lagre(self, steg: Steg, svar: Rasvar, *, sett: dict[str, str], fane: str) -> Lagret:
        lagret = super().lagre(steg, svar, sett=sett, fane=fane)
        handlinger.forleng(cast(Innmelding, self.utkast))
        return lagret


@login_not_required
@require_safe
def kriterier(request: HttpRequest) -> HttpResponse:
    """Hva som skal til for at et eksempel publiseres."""
    return render(request, "innmelding/kriterier.html", {"ma": [o for o in ONSKER if o.paakrevd]})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meld_inn(request: HttpRequest) -> HttpResponse:
    """Det første spørsmålet."""
    utkast = okt.paabegynt(request, FLYT) if request.method == "POST" else None
    lager = Innmeldingslager(request, FLYT, utkast)
    return sider.ett_steg(request, lager, 1, kunnskap=hent_kunnskap())


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def steg(request: HttpRequest, nokkel: str, nummer: int) -> HttpResponse:
    """Ett steg i noe som er begynt på, eller som rettes."""
    lager = Innmeldingslager(request, FLYT, _hent(nokkel))
    if request.method == "POST" and lager.sperre:
        messages.info(request, lager.sperre)
        return redirect(lager.sluttadresse())
    return sider.ett_steg(request, lager, nummer, kunnskap=hent_kunnskap())


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def se_over(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Alt som er skrevet, og knappen som sender det. Er det sendt, er siden kvitteringen."""
    innmelding = _hent(nokkel)
    kontroll = _kontroller(innmelding)
    if request.method == "POST" and kontroll.kan_publiseres:
        try:
            messages.success(request, _send(innmelding, kontroll))
        except ForMangeEposter:
            raise  # siden sier hvor lenge hun må vente
        except Domenefeil as feil:
            messages.error(request, str(feil))
        return redirect("innmelding", nokkel)
    sammenheng = _sammenheng(request, innmelding, kontroll)
    return render(
        request, "innmelding/se_over.html", sammenheng, status=422 if request.method == "POST" else 200
    )


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def bekreft(request: HttpRequest, kode: str) -> HttpResponse:
    """Fra e-posten: hun ser det som er skrevet, og sender det med en knapp."""
    innmelding = handlinger.finn_bekreftelsen(kode)
    if innmelding is None:
        raise Http404
    kontroll = _kontroller(innmelding)
    if request.method == "POST" and kontroll.kan_publiseres:
        try:
            handlinger.send_inn(kode, kontroll.verdier, sett=request.POST.get("sett", ""), av=request.user)
        except Domenefeil as feil:
            messages.error(request, str(feil))
            return redirect("innmelding_bekreft", kode)
        messages.success(request, _("Takk. Eksempelet er sendt til redaksjonen."))
        return redirect("innmelding", kode)
    sammenheng = {
        **_svarene(innmelding, kontroll),
        "sett": handlinger.svarmerke(innmelding),
        "kan_sendes": kontroll.kan_publiseres,
    }
    return render(request, "innmelding/bekreft.html", sammenheng)


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def slett(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Spør først, trekker så."""
    innmelding = _hent(nokkel)
    if request.method == "POST":
        handlinger.trekk(innmelding)
        okt.glem(request, FLYT, nokkel)
        messages.success(request, FLYT.ord["slettet"])
        return redirect(FLYT.navn)
    return utkastsider.sletting(request, FLYT, nokkel)


def _hent(nokkel: str) -> Innmelding:
    return cast(Innmelding, utkastsider.hent(FLYT, nokkel))


def _kontroller(innmelding: Innmelding) -> Kontroll:
    svar = {felt: verdier for steg in innmelding.svar.values() for felt, verdier in steg.items()}
    return kontroller(STEG, svar, hent_kunnskap(), ONSKER)


def _send(innmelding: Innmelding, kontroll: Kontroll) -> str:
    """Gjør det knappen sier, og gir setningen om det."""
    verdier = kontroll.verdier
    if innmelding.sendt_tid is None:
        handlinger.be_om_bekreftelse(innmelding, epost=verdier["epost"], tittel=verdier["tittel"])
        return _("Vi har sendt en e-post til %(epost)s. Åpne lenken i den, så sender du inn derfra.") % {
            "epost": verdier["epost"]
        }  # fmt: skip
    if handlinger.send_rettelsen(innmelding, verdier):
        return _("Rettelsen er sendt.")
    return _("Redaksjonen arbeider med eksempelet, og har fått beskjed om det du rettet.")


def _sammenheng(request: HttpRequest, innmelding: Innmelding, kontroll: Kontroll) -> Sammenheng:
    lager = Innmeldingslager(request, FLYT, innmelding)
    rekke = steg_for_felt(STEG)
    gjenstar = det_som_gjenstar(
        kontroll,
        {},
        ledetekst=lambda felt: STEG[rekke[felt] - 1].skjema.ledetekst(felt),
        adresse=lambda felt: lager.stegadresse(rekke[felt]),
    )
    return {
        "innmelding": innmelding,
        "stegene": stegene(lager, kontroll),
        "slettadresse": FLYT.adresse("slett", innmelding.nokkel),
        "innsending": request.method == "POST",
        "kan_sendes": kontroll.kan_publiseres,
        **gjenstar,
        **_svarene(innmelding, kontroll),
    }


def _svarene(innmelding: Innmelding, kontroll: Kontroll) -> Sammenheng:
    """Det som er skrevet, steg for steg, slik et menneske leser det."""
    deler = []
    for nr, steg in enumerate(STEG, 1):
        svar = innmelding.svar.get(steg.kode, {})
        rader = [(steg.skjema.ledetekst(felt), av_kontroll(kontroll, felt, svar)) for felt in steg.feltene]
        if fylte := [rad for rad in rader if rad[1]]:
            deler.append({"nummer": nr, "tittel": steg.tittel, "rader": fylte})
    return {"deler": deler, "tittel": FLYT.tittel(innmelding), "epost": kontroll.verdier.get("epost", "")}
