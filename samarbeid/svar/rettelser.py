"""Å rette det som er lest, på svaret selv: «ja, det stemmer», «nei», «angre»."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.typer import Kunnskap
from samarbeid.svar.forms.felles import HOYST_STEDER
from samarbeid.svar.forms.prov import LEST, gyldig_merke, les_ideprofil
from veier.feil import Domenefeil, for_mange
from veier.utkast.avsenderplass import vent_med_vekst
from veier.utkast.flyt import Utkastflyt
from veier.utkast.handlinger import laas_utkast, lagre_steg
from veier.utkast.models import Utkast

HOYST_RETTELSER = 40
HANDLINGER = ("ja", "nei", "angre")


def rett_lesningen(
    request: HttpRequest, flyt: Utkastflyt, utkast: Utkast, kunnskap: Kunnskap
) -> HttpResponse:
    """Ett trykk på svaret: ``ja``, ``nei`` eller ``angre`` med merket det gjelder. Annet gir ingen endring."""
    hva = next((navn for navn in HANDLINGER if navn in request.POST), "")
    merke = request.POST.get(hva, "")[:400] if hva else ""
    if gyldig_merke(merke, kunnskap):
        try:
            with transaction.atomic():
                rad = rett(utkast, hva, merke, kunnskap)
                if vent := vent_med_vekst(request, for_=utkast.svar, naa=rad.svar):
                    transaction.set_rollback(True)
                    return for_mange(request, vent_sekunder=vent)
            messages.success(request, _("Rettet. Svaret er regnet på nytt."))
        except Domenefeil as feil:
            messages.error(request, str(feil))
    return redirect(f"{flyt.svaradresse(utkast.nokkel)}#lest")


@transaction.atomic
def rett(utkast: Utkast, hva: str, merke: str, kunnskap: Kunnskap) -> Utkast:
    """Retter én ting, i utkastet slik det står nå: to raske trykk er to rettelser. Gir utkastet. Hever ForStort."""
    rad = laas_utkast(utkast)
    if hva == "ja":
        _bekreft(rad, merke, kunnskap)
    elif hva == "nei":
        _avvis(rad, merke, kunnskap)
    else:
        _skriv_ikke_lest(rad, [m for m in _ikke_lest(rad) if m != merke])
    return laas_utkast(utkast)


def _bekreft(utkast: Utkast, merke: str, kunnskap: Kunnskap) -> None:
    """Temaet er riktig: det blir valgt, med de andre som teksten sier med ord."""
    slag, _skille, slug = merke.partition(":")
    if slag == "tema":
        t = tolk(les_ideprofil(utkast.svar, kunnskap), kunnskap)
        andre = [tema.slug for tema in t.sikre_temaer if tema.slug != slug]
        lagre_steg(utkast, steg="tema", svar={"tema": [slug, *andre]})


def _avvis(utkast: Utkast, merke: str, kunnskap: Kunnskap) -> None:
    """Det som står igjen av temaer og steder, har eieren sett og latt stå: det blir valgt.

    Er det flere steder igjen enn man kan velge, blir merket husket i stedet.
    """
    t = tolk(les_ideprofil(utkast.svar, kunnskap), kunnskap)
    slag, _skille, verdi = merke.partition(":")
    steder = [kode for kode in t.omrader if kode not in verdi.split(",")] if slag == "omrade" else []
    if slag == "tema" and (igjen := [tema.slug for tema in t.sikre_temaer if tema.slug != verdi]):
        lagre_steg(utkast, steg="tema", svar={"tema": igjen})
    elif 0 < len(steder) <= HOYST_STEDER:
        lagre_steg(utkast, steg="sted", svar={"omrader": steder})
    else:
        _skriv_ikke_lest(utkast, [*_ikke_lest(utkast), merke])


def _ikke_lest(utkast: Utkast) -> list[str]:
    return list(utkast.svar.get(LEST, {}).get("ikke_lest", []))


def _skriv_ikke_lest(utkast: Utkast, merker: list[str]) -> None:
    unike = list(dict.fromkeys(merker))[-HOYST_RETTELSER:]
    lagre_steg(utkast, steg=LEST, svar={"ikke_lest": unike})
