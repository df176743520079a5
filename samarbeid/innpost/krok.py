"""E-post som kommer som et kall fra en e-posttjeneste, for den som ikke har en egen e-posttjener.

django-anymail kontrollerer hvem som kaller. E-posten tas byte for byte og leses av det samme som for ``ta_imot_epost``: det
anymail gjør den om til, er ikke vernet mot lange hoder, og er ikke alltid det som ble sendt.
"""

from __future__ import annotations

import json
import logging
from base64 import b64decode
from typing import Any, TypeAlias
from urllib.parse import unquote

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.webhooks.postal import PostalInboundWebhookView
from anymail.webhooks.postmark import PostmarkInboundWebhookView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from samarbeid.innpost.handlinger import Konvolutt, ta_imot
from samarbeid.innpost.melding import STORST
from veier.vedlegg.lager import FullDisk
from veier.vedlegg.tur import Opptatt

_logger = logging.getLogger("samarbeid.innpost")
# En e-post på 30 MB er 41 MB i base64, og feltene rundt den.
MEST = STORST * 4 // 3 + 2 * 1024 * 1024
PROV_IGJEN_SEKUNDER = 60
Kall: TypeAlias = dict[str, Any]  # tjenestens JSON
_UFORSTAELIG = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


class Postal(PostalInboundWebhookView):
    """Postal (egen drift). Kallet er signert."""

    hode = "X-Postal-Signature"

    def les(self, kall: Kall) -> tuple[bytes, Konvolutt]:
        return b64decode(kall["message"], validate=True), _konvolutt(kall["rcpt_to"], kall.get("mail_from"))


class Postmark(PostmarkInboundWebhookView):
    """Postmark, med «Include raw email content». Kallet har brukernavn og passord."""

    hode = "Authorization"

    def les(self, kall: Kall) -> tuple[bytes, Konvolutt]:
        forst: Kall = next(iter(kall.get("Headers") or []), {})
        fra = unquote(forst["Value"]) if str(forst.get("Name", "")).lower() == "return-path" else None
        return kall["RawEmail"].encode("utf-8", "surrogatepass"), _konvolutt(kall["OriginalRecipient"], fra)


# Navnet i VEIER_EPOSTMOTTAK → den som leser kallene.
TJENESTER: dict[str, type[Postal | Postmark]] = {"postal": Postal, "postmark": Postmark}


@csrf_exempt
@login_not_required
def mottak(request: HttpRequest) -> HttpResponse:
    """Svarer 200 når e-posten er lagret eller kastet, 503 når tjenesten skal prøve igjen, og ellers hva som er galt."""
    if not settings.EPOSTMOTTAK:
        raise Http404
    if request.method not in {"POST", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "POST, HEAD"})
    if request.method == "HEAD":
        return HttpResponse()
    leser = TJENESTER[settings.EPOSTMOTTAK]()
    if leser.hode not in request.headers:
        return HttpResponse(status=403)
    request._body = request.read(MEST + 1)  # Djangos egen grense er for skjemaer
    if len(request._body) > MEST:
        return HttpResponse(status=413)
    try:
        leser.run_validators(request)
        raa, konvolutt = leser.les(json.loads(request._body))
    except AnymailWebhookValidationFailure:
        return HttpResponse(status=403)
    except _UFORSTAELIG as feil:
        _logger.warning("et kall om e-post kunne ikke leses", extra={"felt": {"feil": type(feil).__name__}})
        return HttpResponse(status=400)
    try:
        ta_imot(raa, konvolutt)
    except (DatabaseError, Opptatt, FullDisk) as feil:
        _logger.warning("e-post kunne ikke lagres nå", extra={"felt": {"feil": type(feil).__name__}})
        return HttpResponse(status=503, headers={"Retry-After": str(PROV_IGJEN_SEKUNDER)})
    return HttpResponse()


def _konvolutt(til: str, fra: str | None) -> Konvolutt:
    return Konvolutt([til], fra if fra is None else fra.strip().strip("<>"))
