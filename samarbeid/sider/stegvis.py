"""Et skjema i steg uten konto: ett spørsmål om gangen, ingenting går tapt. Brukes av «Prøv ideen» og
modellveiviseren; det som skiller dem, står i ``Flyt``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from samarbeid.forms.steg import StedSteg, Steg, Stegrekke, bind, steg_for_felt
from samarbeid.katalog.steder import stedsnavn
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.regler.tolkning import tolk
from samarbeid.matching.typer import Ideprofil, Kunnskap
from samarbeid.sider.terskler import mot_terskler
from veier.feil import for_mange
from veier.grense import over_grensen
from veier.utkast.handlinger import (
    del_utkast,
    lagre_steg,
    slett_utkast,
    start_utkast,
    stopp_deling,
)
from veier.utkast.models import Utkast

HOYST_I_OKTEN = 10
NYE_PER_TIME = 60
_STYRING = {"csrfmiddlewaretoken", "handling", "autolagre", "nokkel"}


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
    return get_object_or_404(flyt.modell.objects.levende(), nokkel=nokkel)


def hent_delt(flyt: Flyt, nokkel: str) -> Utkast:
    """Et delt utkast, eller 404."""
    return get_object_or_404(flyt.modell.objects.levende(), delenokkel=nokkel)


def forste_steg(request: HttpRequest, flyt: Flyt) -> HttpResponse:
    """Det første spørsmålet. Den første lagringen lager utkastet."""
    kunnskap = hent_kunnskap()
    steg = flyt.steg[0]
    if request.method != "POST":
        return _vis(request, flyt, bind(steg, None, kunnskap=kunnskap), 1, None, kunnskap)
    if utkast := _paabegynt(request, flyt):
        return _lagre(request, flyt, utkast, 1, kunnskap)
    svar = _rasvar(request)
    skjema = bind(steg, svar, kunnskap=kunnskap)
    gyldig = skjema.is_valid()
    tomt = not any(verdi.strip() for verdier in svar.values() for verdi in verdier)
    if tomt or _har_fodselsnummer(skjema) or (not gyldig and not _er_autolagring(request)):
        if _er_autolagring(request):
            return _lagret(request, None, skjema)
        return _vis(request, flyt, skjema, 1, None, kunnskap, status=422)
    if vent := over_grensen(request, navn="nytt_utkast", antall=NYE_PER_TIME, sekunder=3600):
        return for_mange(request, vent_sekunder=vent)
    utkast = start_utkast(flyt.modell, steg=steg.kode, svar=svar)
    _husk(request, flyt, utkast)
    if _er_autolagring(request):
        return _lagret(request, utkast, skjema)
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
    if not (eier and utkast.delenokkel):
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


def _rasvar(request: HttpRequest) -> dict[str, list[str]]:
    return {
        felt: [v[:5000] for v in verdier] for felt, verdier in request.POST.lists() if felt not in _STYRING
    }


def _er_autolagring(request: HttpRequest) -> bool:
    return "autolagre" in request.POST


def _har_fodselsnummer(skjema: Steg) -> bool:
    return any(skjema.has_error(felt, "fodselsnummer") for felt in skjema.fields)


def _skjema_fra(flyt: Flyt, utkast: Utkast, nummer: int, kunnskap: Kunnskap) -> Steg:
    """Skjemaet slik det ble forlatt: det som er skrevet, uten feilmeldinger."""
    steg = flyt.steg[nummer - 1]
    svar = utkast.svar.get(steg.kode, {})
    start: dict[str, Any] = {}
    for felt, definisjon in steg.skjema.base_fields.items():
        if verdier := svar.get(felt):
            flere = getattr(definisjon.widget, "allow_multiple_selected", False)
            start[felt] = verdier if flere else verdier[-1]
    forslag = _temaforslag(flyt, utkast, kunnskap) if steg.kode == "tema" else ()
    return steg.skjema(initial=start, kunnskap=kunnskap, forslag=forslag)


def temaforslag_av(tittel: str, problem: str, losning: str, kunnskap: Kunnskap) -> tuple[str, ...]:
    """Sluggene til temaene teksten peker på."""
    return tuple(f.slug for f in tolk(Ideprofil(tittel, problem, losning), kunnskap).tema)


def _temaforslag(flyt: Flyt, utkast: Utkast, kunnskap: Kunnskap) -> tuple[str, ...]:
    kode = flyt.steg[0].kode
    ide = flyt.les_ide({kode: utkast.svar.get(kode, {})}, kunnskap)
    return temaforslag_av(ide.tittel, ide.problem, ide.losning, kunnskap)


def _lagre(request: HttpRequest, flyt: Flyt, utkast: Utkast, nummer: int, kunnskap: Kunnskap) -> HttpResponse:
    """Lagrer steget slik det er skrevet, også når noe er feil – men aldri et fødselsnummer."""
    steg, svar = flyt.steg[nummer - 1], _rasvar(request)
    valg = {"forslag": _temaforslag(flyt, utkast, kunnskap)} if steg.kode == "tema" else {}
    skjema = bind(steg, svar, kunnskap=kunnskap, **valg)
    gyldig = skjema.is_valid()
    if _har_fodselsnummer(skjema):
        if _er_autolagring(request):
            return _lagret(request, None, skjema)
        return _vis(request, flyt, skjema, nummer, utkast, kunnskap, status=422)
    if gyldig and isinstance(skjema, StedSteg):
        svar = {"omrader": skjema.cleaned_data["omrader"], "sok": [""]}
    utkast = lagre_steg(utkast, steg=steg.kode, svar=svar)
    if _er_autolagring(request):
        return _lagret(request, utkast, skjema)
    handling = request.POST.get("handling", "neste")
    if handling == "forrige":
        return redirect(flyt.adresse("steg", utkast.nokkel, max(1, nummer - 1)))
    if not gyldig:
        return _vis(request, flyt, skjema, nummer, utkast, kunnskap, status=422)
    if handling == "bli":
        return redirect(flyt.adresse("steg", utkast.nokkel, nummer))
    if handling == "svar" or nummer == len(flyt.steg):
        return redirect(flyt.svaradresse(utkast.nokkel))
    return redirect(flyt.adresse("steg", utkast.nokkel, nummer + 1))


def _lagret(request: HttpRequest, utkast: Utkast | None, skjema: Steg) -> HttpResponse:
    sammenheng = {
        "utkast": utkast,
        "fodselsnummer": _har_fodselsnummer(skjema),
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
) -> HttpResponse:
    steg = flyt.steg[nummer - 1]
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
        "feil": skjema.feilliste() if skjema.is_bound else [],
    }
    if steg.kode == "sted":
        sammenheng["steder"] = [stedsnavn(k, kunnskap) for k in kunnskap.omrader]
    if "arlig_belop" in skjema.fields:
        sammenheng |= terskelsvar(skjema, kunnskap)
    return render(request, "sider/steg.html", sammenheng, status=status)


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


def terskelsvar(skjema: Steg, kunnskap: Kunnskap) -> dict[str, Any]:
    """Samlet verdi for beløpet i skjemaet, og hvor den ligger mot grensene."""
    svar = getattr(skjema, "cleaned_data", None) or {}
    if not skjema.is_bound:
        bundet = type(skjema)({f: str(v) for f, v in skjema.initial.items()}, kunnskap=kunnskap)
        bundet.full_clean()
        svar = bundet.cleaned_data
    belop, varighet = svar.get("arlig_belop"), svar.get("varighet_ar")
    return mot_terskler(None if belop is None else round(belop * (varighet or 1)), kunnskap)


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
    return flyt.modell.objects.levende().filter(nokkel=nokkel).first()


def begynt(request: HttpRequest, flyt: Flyt) -> list[tuple[str, str]]:
    """(nøkkel, tittel) for det som er begynt i denne nettleseren."""
    nokler = request.session.get(flyt.oktnokkel, [])
    if not nokler:
        return []
    utkast = flyt.modell.objects.levende().filter(nokkel__in=nokler).order_by("-endret_tid")
    return [(u.nokkel, tittel(flyt, u)) for u in utkast]


def _fortsett(request: HttpRequest, flyt: Flyt) -> list[tuple[str, str]]:
    return [(flyt.svaradresse(nokkel), navn) for nokkel, navn in begynt(request, flyt)]
