"""Det siden kan gjøre i en samtale, bak hver sin side: skjemaet, koden når den trengs, og utførelsen."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samarbeid.models import Mottakerlenke, Samtale
from samarbeid.samtaler.forms import SENDEKNAPPER, SKJEMAER, Anskaffelsesskjema
from samarbeid.samtaler.forms.grunnlag import Handlingsskjema
from samarbeid.samtaler.forms.moter import Motetidskjema
from samarbeid.samtaler.handlinger.konkurransen import kunngjorte, nevn
from samarbeid.samtaler.handlinger.moter import apent_forslag
from samarbeid.samtaler.handlinger.trad import Aktor, Onske, er_inhabil, gjor
from samarbeid.samtaler.innlegg import Vist, innleggene
from samarbeid.samtaler.lenker import er_bekreftet
from samarbeid.samtaler.sider.kode import mangler_kode
from samarbeid.samtaler.tilstander import REGLER, Handling, neste_i
from samarbeid.samtaler.visning import handlingene, purretekst
from veier.epost.grenser import ForMangeEposter
from veier.feil import Domenefeil, FeilIFelt


@dataclass(frozen=True, slots=True)
class Sted:
    """Hvor det skjer: samtalen, hvem som gjør det, siden hun kom fra, og lenken når hun ikke har konto."""

    samtale: Samtale
    aktor: Aktor
    tilbake: str
    lenke: Mottakerlenke | None = None


def utfor(request: HttpRequest, sted: Sted, handling: str) -> HttpResponse:
    """Skjemaet, og det det gjør. En handling som ikke går nå, har ingen side; sendes den likevel, sier siden det."""
    inhabil = er_inhabil(sted.samtale, sted.aktor)
    lov = {kode for kode, _navn in handlingene(sted.samtale, sted.aktor.side, inhabil=inhabil)}
    if handling not in Handling.values or (request.method != "POST" and handling not in lov):
        raise Http404
    skjema = _skjema(request, sted, handling)
    if request.method == "POST" and skjema.is_valid():
        try:
            if not _trenger_kode(request, sted, skjema, handling):
                return _gjor(request, sted, skjema, handling)
        except ForMangeEposter:
            raise  # siden sier hvor lenge hun må vente, og tar vare på det hun skrev
        except FeilIFelt as feil:
            skjema.add_error(feil.felt, str(feil))
        except Domenefeil as feil:
            skjema.add_error(None, str(feil))
        else:
            return _vis(request, sted, skjema, handling, kode_sendt_til=sted.aktor.epost)
    return _vis(request, sted, skjema, handling)


def _vis(
    request: HttpRequest,
    sted: Sted,
    skjema: Handlingsskjema,
    handling: str,
    *,
    kode_sendt_til: str = "",
) -> HttpResponse:
    nye = _det_nye(sted, skjema) if skjema.errors else []
    # Samtalen gjelder noe annet enn konkurransen, ellers var den stengt.
    om_noe_annet = REGLER[handling].fritekst and not sted.samtale.er_kunngjort
    ute = kunngjorte(sted.samtale.part, sted.samtale.entreprenor) if om_noe_annet else ()
    sammenheng = {
        "samtale": sted.samtale,
        "side": sted.aktor.side,
        "handling": handling,
        "knapp": str(Handling(handling).label),
        "uten_navn": sted.lenke.epost if sted.lenke and "navn" not in skjema.fields else "",
        "sendeknapp": str(SENDEKNAPPER[handling]),
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "tilbake": sted.tilbake,
        "kode_sendt_til": kode_sendt_til,
        "nye": nye,
        "ute": nevn(ute),
        "hadde_filer": bool(request.FILES),
        "kan_legge_ved": "vedlegg" in SKJEMAER[handling].base_fields and "vedlegg" not in skjema.fields,
    }
    return render(request, "samtaler/handling.html", sammenheng, status=422 if skjema.errors else 200)


def _det_nye(sted: Sted, skjema: Handlingsskjema) -> list[Vist]:
    """Det som er skrevet etter at hun åpnet siden, også når det gjorde at hennes ikke går lenger.

    Siden viser det, så neste gang hun sender, har hun sett det.
    """
    if (sett := skjema.cleaned_data.get("sett")) is None:
        return []
    sted.samtale.refresh_from_db()
    skjema.bytt("sett", sted.samtale.siste_nr)
    return innleggene(sted.samtale, sted.aktor.side, fra=sett + 1, til=sted.samtale.siste_nr)


def _skjema(request: HttpRequest, sted: Sted, handling: str) -> Handlingsskjema:
    start: dict[str, object] = {"sett": sted.samtale.siste_nr}
    if handling == Handling.PURR:
        start["tekst"] = purretekst(sted.samtale)
    data, filer = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    med_navn = sted.lenke is not None and not sted.samtale.er_kunngjort
    skjema = SKJEMAER[handling](data, filer, initial=start, med_navn=med_navn)
    if isinstance(skjema, Anskaffelsesskjema):
        skjema.for_stillingen(sted.samtale.anskaffelse)
    if isinstance(skjema, Motetidskjema):
        skjema.for_motet(apent_forslag(sted.samtale))
    if sted.lenke and "kode" in request.POST:
        skjema.krev_kode()
    elif sted.lenke and not er_bekreftet(request, sted.lenke):
        skjema.uten_vedlegg()
    return skjema


def _trenger_kode(request: HttpRequest, sted: Sted, skjema: Handlingsskjema, handling: str) -> bool:
    """Sant når en kode nettopp er sendt, og må skrives inn først. Hever FeilIFelt når den som er skrevet, er feil.

    Å sende videre krever ingen: kollegaen har ikke postkassen, og meldingen går bare til en adresse i virksomheten.
    """
    if sted.lenke is None or handling == Handling.VIDERESEND or er_bekreftet(request, sted.lenke):
        return False
    if neste_i(sted.samtale, handling, sted.aktor.side) is None:
        return False  # handlingen sier selv at det ikke går; ingen skal få en kode til ingenting
    mangler = mangler_kode(request, sted.lenke, skjema.cleaned_data.get("kode", ""))
    if mangler:
        skjema.krev_kode()
    return mangler


def _gjor(request: HttpRequest, sted: Sted, skjema: Handlingsskjema, handling: str) -> HttpResponse:
    data = dict(skjema.cleaned_data)
    data.pop("kode", None)
    navn = data.pop("navn", "")
    aktor = Aktor(sted.aktor.side, sted.aktor.av, navn, sted.aktor.epost)
    gjor(sted.samtale, Onske(handling=handling, **data), av=aktor)
    messages.success(request, _kvittering(handling))
    return redirect(sted.tilbake)


def _kvittering(handling: str) -> str:
    return {
        Handling.SVAR: _("Svaret er sendt."),
        Handling.SKRIV: _("Meldingen er sendt."),
        Handling.PURR: _("Purringen er sendt."),
        Handling.VIDERESEND: _("Meldingen er sendt videre, og entreprenøren får vite det."),
        Handling.MOTE: _("Forslaget er sendt."),
        Handling.MOTETID: _("Tiden er valgt, og den andre siden får vite det."),
        Handling.REFERAT: _("Møtet er skrevet ned, og den andre siden får vite det."),
        Handling.INHABIL: _("Saken er gitt videre."),
        Handling.AVVIS: _("Svaret er sendt. Samtalen er avsluttet."),
        Handling.ANSKAFFELSE: _("Det er skrevet ned, og entreprenøren får vite det."),
        Handling.AVSLUTT: _("Samtalen er avsluttet."),
    }[Handling(handling)]
