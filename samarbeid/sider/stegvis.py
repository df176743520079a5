"""Et skjema i steg uten konto: ett spørsmål om gangen, ingenting går tapt. Brukes av «Prøv ideen» og
modellveiviseren; det som skiller dem, står i ``Flyt``.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from samarbeid.forms.skriving import HJELPEFELT, les_steg
from samarbeid.forms.steg import StedSteg, Steg, Stegrekke, Stegvalg, bind, steg_for_felt
from samarbeid.katalog.steder import stedsnavn
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Ideprofil, Kunnskap
from samarbeid.sider import utkastplass
from samarbeid.sider.feltverdier import ledetekst_i, verdi_av
from samarbeid.sider.stegskjema import (
    Rasvar,
    er_kuttet,
    har_fodselsnummer,
    rasvar,
    skrevet,
    temaforslag_av,
    terskelsvar,
)
from veier.feil import for_mange
from veier.fletting import avtrykk, les_sett, som_sett
from veier.plass import ForStort
from veier.utkast.handlinger import (
    Steglagring,
    del_utkast,
    lagre_steg,
    slett_utkast,
    start_utkast,
    stopp_deling,
)
from veier.utkast.models import Utkast

HOYST_I_OKTEN = 10


@dataclass(frozen=True, slots=True)
class Flyt:
    """En flyt av steg: hvor den lagres, hva adressene heter, og ordene på sidene.

    Adressene er ``<navn>``, ``<navn>_steg``, ``<navn>_del``, ``<navn>_slett`` og ``svarside``.
    """

    navn: str
    svarside: str
    delside: str
    modell: type[Utkast]
    steg: Stegrekke
    oktnokkel: str
    les_ide: Callable[[Any, Kunnskap], Ideprofil]
    ord: dict[str, Any]

    def adresse(self, del_: str, *args: object) -> str:
        return reverse(f"{self.navn}_{del_}", args=args)

    def svaradresse(self, nokkel: str) -> str:
        return reverse(self.svarside, args=[nokkel])

    def steg_for(self, nokkel: str, *, eier: bool) -> Callable[[str], str]:
        """felt → adressen til steget der eieren kan svare, eller tom."""
        rekke = steg_for_felt(self.steg) if eier else {}
        return lambda felt: self.adresse("steg", nokkel, rekke[felt]) if felt in rekke else ""

    def eieradresser(self, nokkel: str) -> dict[str, str]:
        """Det eieren kan gjøre med svaret."""
        return {
            "endre": self.adresse("steg", nokkel, 1),
            "dele": self.adresse("del", nokkel),
            "slett": self.adresse("slett", nokkel),
        }


def privat(view: Any) -> Any:
    """Siden er bare for den som har lenken: aldri i søkemotorer, aldri i et mellomlager."""

    @wraps(view)
    @login_not_required
    @never_cache
    def innpakket(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        svar: HttpResponse = view(request, *args, **kwargs)
        svar["X-Robots-Tag"] = "noindex, nofollow"
        return svar

    return innpakket


def hent(flyt: Flyt, nokkel: str) -> Utkast:
    """Eierens utkast, eller 404."""
    return _eller_404(flyt.modell.objects.levende().for_eier(nokkel))


def hent_delt(flyt: Flyt, nokkel: str) -> Utkast:
    """Et delt utkast, eller 404."""
    return _eller_404(flyt.modell.objects.levende().for_leser(nokkel))


def _eller_404(utkast: Utkast | None) -> Utkast:
    if utkast is None:
        raise Http404
    return utkast


def forste_steg(request: HttpRequest, flyt: Flyt) -> HttpResponse:
    """Det første spørsmålet. Den første lagringen lager utkastet."""
    kunnskap = hent_kunnskap()
    steg = flyt.steg[0]
    if request.method != "POST":
        return _vis(request, flyt, bind(steg, None, kunnskap=kunnskap), 1, None, kunnskap)
    if utkast := _paabegynt(request, flyt):
        return _lagre(request, flyt, utkast, 1, kunnskap)
    svar = rasvar(request, steg)
    skjema = bind(steg, skrevet(request, steg), kunnskap=kunnskap)
    gyldig = skjema.is_valid()
    tomt = not any(verdi.strip() for verdier in svar.values() for verdi in verdier)
    if tomt or har_fodselsnummer(skjema) or (not gyldig and not _er_autolagring(request)):
        if _er_autolagring(request):
            return _lagret(request, None, skjema)
        return _vis(request, flyt, skjema, 1, None, kunnskap, status=422)
    if vent := utkastplass.vent_med_nytt(request, steg=steg.kode, svar=svar):
        return for_mange(request, vent_sekunder=vent)
    try:
        utkast = start_utkast(flyt.modell, steg=steg.kode, svar=svar, fane=_fane(request))
    except ForStort as feil:
        return _for_stort(request, flyt, skjema, 1, None, kunnskap, feil=feil)
    _husk(request, flyt, utkast)
    if _er_autolagring(request):
        return _lagret(request, Steglagring(utkast), skjema, svar, kuttet=er_kuttet(request, steg))
    return redirect(flyt.adresse("steg", utkast.nokkel, 2))


def ett_steg(request: HttpRequest, flyt: Flyt, nokkel: str, nummer: int) -> HttpResponse:
    """Ett steg i noe som er begynt på."""
    utkast = hent(flyt, nokkel)
    if not 1 <= nummer <= len(flyt.steg):
        raise Http404
    kunnskap = hent_kunnskap()
    if request.method == "POST":
        return _lagre(request, flyt, utkast, nummer, kunnskap)
    return _vis(request, flyt, _skjema_fra(flyt, utkast, nummer, kunnskap), nummer, utkast, kunnskap)


def deling(request: HttpRequest, flyt: Flyt, nokkel: str) -> HttpResponse:
    """Lager eller trekker tilbake delelenken."""
    utkast = hent(flyt, nokkel)
    if request.POST.get("handling") == "stopp":
        stopp_deling(utkast)
        messages.success(request, _("Lenken virker ikke lenger."))
    else:
        del_utkast(utkast)
        messages.success(request, _("Her er lenken du kan dele. Den kan bare leses."))
    return redirect(flyt.svaradresse(nokkel) + "#del")


def sletting(request: HttpRequest, flyt: Flyt, nokkel: str) -> HttpResponse:
    """Spør først, sletter så."""
    utkast = hent(flyt, nokkel)
    if request.method == "POST":
        slett_utkast(utkast)
        glem(request, flyt, nokkel)
        messages.success(request, flyt.ord["slettet"])
        return redirect(flyt.navn)
    sammenheng = {
        "tilbake": flyt.svaradresse(nokkel),
        "tittel": tittel(flyt, utkast),
        "ord": flyt.ord,
    }
    return render(request, "sider/steg_slett.html", sammenheng)


def _delelenke(request: HttpRequest, flyt: Flyt, utkast: Utkast, *, eier: bool) -> str:
    """Hele adressen til den delte siden, når eieren ser på og den er delt."""
    if not (eier and utkast.er_delt):
        return ""
    return request.build_absolute_uri(reverse(flyt.delside, args=[utkast.delenokkel]))


def uten_svar(flyt: Flyt, utkast: Utkast, request: HttpRequest, *, eier: bool) -> HttpResponse:
    """Det er for lite til et svar: eieren sendes til første steg, andre får 404."""
    if not eier:
        raise Http404
    messages.info(request, flyt.ord["mangler"])
    return redirect(flyt.adresse("steg", utkast.nokkel, 1))


def svarsammenheng(flyt: Flyt, utkast: Utkast, request: HttpRequest, *, eier: bool) -> dict[str, Any]:
    """Det svarsidene har felles: hvem som ser på, og hva eieren kan gjøre."""
    return {
        "eier": eier,
        "ord": flyt.ord,
        "adresser": flyt.eieradresser(utkast.nokkel) if eier else None,
        "velg_tema": flyt.adresse("steg", utkast.nokkel, 2) if eier else "",
        "delelenke": _delelenke(request, flyt, utkast, eier=eier),
        "slettes": timezone.localtime(utkast.utloper_tid).date(),
    }


# ── Hjelpere ──


def _er_autolagring(request: HttpRequest) -> bool:
    return "autolagre" in request.POST


def _skjema_fra(flyt: Flyt, utkast: Utkast, nummer: int, kunnskap: Kunnskap) -> Steg:
    """Skjemaet slik det ble forlatt: det som er skrevet, uten feilmeldinger."""
    steg = flyt.steg[nummer - 1]
    svar = utkast.svar.get(steg.kode, {})
    start: dict[str, Any] = {}
    for felt, definisjon in steg.skjema.base_fields.items():
        if verdier := svar.get(felt):
            flere = getattr(definisjon.widget, "allow_multiple_selected", False)
            start[felt] = verdier if flere else verdier[-1]
    forslag = temaforslag(flyt, utkast.svar, kunnskap) if steg.kode == "tema" else ()
    return steg.skjema(initial=start, kunnskap=kunnskap, forslag=forslag)


def temaforslag(flyt: Flyt, svar: Any, kunnskap: Kunnskap) -> tuple[str, ...]:
    """Temaene det første steget peker på."""
    kode = flyt.steg[0].kode
    ide = flyt.les_ide({kode: svar.get(kode, {})}, kunnskap)
    return temaforslag_av(ide.tittel, ide.problem, ide.losning, kunnskap)


def _lagre(request: HttpRequest, flyt: Flyt, utkast: Utkast, nummer: int, kunnskap: Kunnskap) -> HttpResponse:
    """Lagrer steget slik det er skrevet, også når noe er feil – men aldri et fødselsnummer."""
    steg = flyt.steg[nummer - 1]
    svar = rasvar(request, steg)
    valg = {"forslag": temaforslag(flyt, utkast.svar, kunnskap)} if steg.kode == "tema" else {}
    skjema = bind(steg, skrevet(request, steg), kunnskap=kunnskap, **valg)
    gyldig = skjema.is_valid()
    if har_fodselsnummer(skjema):
        if _er_autolagring(request):
            return _lagret(request, None, skjema)
        return _vis(request, flyt, skjema, nummer, utkast, kunnskap, status=422)
    if gyldig and isinstance(skjema, StedSteg):
        svar |= {"omrader": skjema.cleaned_data["omrader"], "sok": [""]}
    if vent := utkastplass.vent_med_steg(request, utkast, steg=steg.kode, svar=svar):
        return for_mange(request, vent_sekunder=vent)
    try:
        lagring = lagre_steg(
            utkast,
            steg=steg.kode,
            svar=svar,
            sett=les_sett(request.POST.get("sett", "{}")),
            fane=_fane(request),
            hjelpefelt=HJELPEFELT,
        )
    except ForStort as feil:
        return _for_stort(request, flyt, skjema, nummer, utkast, kunnskap, feil=feil)
    kuttet = er_kuttet(request, steg)
    if _er_autolagring(request):
        return _lagret(request, lagring, skjema, svar, kuttet=kuttet)
    if lagring.kollisjoner:
        return _vis(request, flyt, skjema, nummer, lagring.utkast, kunnskap, status=409, kollisjon=lagring)
    if not gyldig and (kuttet or request.POST.get("handling") != "forrige"):
        return _vis(request, flyt, skjema, nummer, lagring.utkast, kunnskap, status=422)
    return _videre(request, flyt, lagring.utkast, nummer)


def _for_stort(
    request: HttpRequest,
    flyt: Flyt,
    skjema: Steg,
    nummer: int,
    utkast: Utkast | None,
    kunnskap: Kunnskap,
    *,
    feil: ForStort,
) -> HttpResponse:
    """Ingenting er lagret. Det sies ved det lengste feltet, og alt som er skrevet, står på siden."""
    if _er_autolagring(request):
        return _lagret(request, None, skjema, feil=str(feil))
    lengst = max(skjema.fields, key=lambda felt: len("".join(request.POST.getlist(felt))))
    skjema.add_error(lengst, str(feil))
    return _vis(request, flyt, skjema, nummer, utkast, kunnskap, status=422)


def _videre(request: HttpRequest, flyt: Flyt, utkast: Utkast, nummer: int) -> HttpResponse:
    handling = request.POST.get("handling", "neste")
    if handling == "forrige":
        return redirect(flyt.adresse("steg", utkast.nokkel, max(1, nummer - 1)))
    if handling == "bli":
        return redirect(flyt.adresse("steg", utkast.nokkel, nummer))
    if handling == "svar" or nummer == len(flyt.steg):
        return redirect(flyt.svaradresse(utkast.nokkel))
    return redirect(flyt.adresse("steg", utkast.nokkel, nummer + 1))


def _fane(request: HttpRequest) -> str:
    """Kjennetegnet til fanen det skrives i. Lages når siden åpnes, og følger skjemaet."""
    return request.POST.get("fane", "")[:32] or secrets.token_hex(16)


def _lagret(
    request: HttpRequest,
    lagring: Steglagring | None,
    skjema: Steg,
    svar: Rasvar | None = None,
    *,
    feil: str = "",
    kuttet: bool = False,
) -> HttpResponse:
    """Svaret på en automatisk lagring. Det som ikke ble lagret, har hun fortsatt ikke sett."""
    kollisjoner = lagring.kollisjoner if lagring else ()
    sett = les_sett(request.POST.get("sett", "{}"))
    sett |= {f: avtrykk(v) for f, v in (svar or {}).items() if f not in kollisjoner}
    sammenheng = {
        "utkast": lagring.utkast if lagring else None,
        "kollisjon": bool(kollisjoner),
        "sett": json.dumps(sett),
        "fodselsnummer": har_fodselsnummer(skjema),
        "feil": feil,
        "kuttet": kuttet,
        "tid": timezone.localtime(),
    }
    return render(request, "sider/_lagret.html", sammenheng)


def _vis(
    request: HttpRequest,
    flyt: Flyt,
    skjema: Steg,
    nummer: int,
    utkast: Utkast | None,
    kunnskap: Kunnskap,
    *,
    status: int = 200,
    kollisjon: Steglagring | None = None,
) -> HttpResponse:
    steg = flyt.steg[nummer - 1]
    star = utkast.svar.get(steg.kode, {}) if utkast else {}
    sammenheng: dict[str, Any] = {
        "skjema": skjema,
        "nummer": nummer,
        "antall": len(flyt.steg),
        "kode": steg.kode,
        "tittel": steg.tittel,
        "ord": flyt.ord,
        "utkast": utkast,
        "slettadresse": flyt.adresse("slett", utkast.nokkel) if utkast else "",
        "stegene": _stegene(flyt, utkast),
        "fortsett": _fortsett(request, flyt) if utkast is None and request.method == "GET" else [],
        "feil": skjema.feilliste() if skjema.is_bound and not kollisjon else [],
        # Det hun nå ser: det som står, og ved en kollisjon også det den andre skrev.
        "sett": som_sett(star),
        "fane": _fane(request),
        "deres": _deres(steg, kollisjon, kunnskap) if kollisjon else [],
    }
    if steg.kode == "sted":
        sammenheng["steder"] = [stedsnavn(k, kunnskap) for k in kunnskap.omrader]
    if "arlig_belop" in skjema.fields:
        sammenheng |= terskelsvar(skjema, kunnskap)
    return render(request, "sider/steg.html", sammenheng, status=status)


def _deres(steg: Stegvalg, kollisjon: Steglagring, kunnskap: Kunnskap) -> list[tuple[str, str]]:
    """(spørsmålet, det som står nå) for feltene som er endret i en annen fane."""
    svar = kollisjon.utkast.svar.get(steg.kode, {})
    skjema = les_steg(steg, svar, kunnskap)
    return [(ledetekst_i(steg, felt), verdi_av(skjema, felt, svar)) for felt in kollisjon.kollisjoner]


def _stegene(flyt: Flyt, utkast: Utkast | None) -> list[dict[str, Any]]:
    return [
        {
            "nummer": nr,
            "tittel": steg.tittel,
            "besvart": bool(utkast and utkast.svar.get(steg.kode)),
            "adresse": flyt.adresse("steg", utkast.nokkel, nr) if utkast else "",
        }
        for nr, steg in enumerate(flyt.steg, 1)
    ]


def tittel(flyt: Flyt, utkast: Utkast) -> str:
    """Navnet på det som er begynt, slik eieren har skrevet det."""
    return (utkast.svar.get(flyt.steg[0].kode, {}).get("tittel") or [""])[0] or _("Uten navn")


def _husk(request: HttpRequest, flyt: Flyt, utkast: Utkast) -> None:
    nokler = [utkast.nokkel, *request.session.get(flyt.oktnokkel, [])]
    request.session[flyt.oktnokkel] = nokler[:HOYST_I_OKTEN]
    request.session.set_expiry(timedelta(days=90))


def glem(request: HttpRequest, flyt: Flyt, nokkel: str) -> None:
    """Tar det ut av «Fortsett der du slapp»."""
    request.session[flyt.oktnokkel] = [n for n in request.session.get(flyt.oktnokkel, []) if n != nokkel]


def _paabegynt(request: HttpRequest, flyt: Flyt) -> Utkast | None:
    """Utkastet autolagringen alt har laget i denne fanen, når det hører til denne økten."""
    nokkel = request.POST.get("nokkel", "")
    if not nokkel or nokkel not in request.session.get(flyt.oktnokkel, []):
        return None
    return flyt.modell.objects.levende().for_eier(nokkel)


def begynt(request: HttpRequest, flyt: Flyt) -> list[tuple[str, str]]:
    """(nøkkel, tittel) for det som er begynt i denne nettleseren."""
    nokler = request.session.get(flyt.oktnokkel, [])
    if not nokler:
        return []
    return [(u.nokkel, tittel(flyt, u)) for u in flyt.modell.objects.levende().for_eiere(nokler)]


def _fortsett(request: HttpRequest, flyt: Flyt) -> list[tuple[str, str]]:
    return [(flyt.svaradresse(nokkel), navn) for nokkel, navn in begynt(request, flyt)]
