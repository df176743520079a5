"""Koden som viser at den som har lenken, leser postkassen den ble sendt til."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from samarbeid.models import Mottakerlenke
from samarbeid.samtaler.lenker import er_bekreftet, prov_kode, send_kode
from veier.feil import FeilIFelt


def mangler_kode(request: HttpRequest, lenke: Mottakerlenke, kode: str) -> bool:
    """Sant når en kode nettopp er sendt, og må skrives inn først. Hever FeilIFelt når den som er skrevet, er feil."""
    if er_bekreftet(request, lenke):
        return False
    if not kode:
        send_kode(lenke)
        return True
    if not prov_kode(request, lenke, kode):
        raise FeilIFelt(
            "kode", _("Koden er feil eller for gammel. Prøv igjen, eller la feltet stå tomt for å få en ny.")
        )
    return False
