"""E-post som kommer som et kall fra en e-posttjeneste, for den som ikke har en egen e-posttjener.

django-anymail kontrollerer hvem som kaller, og leser formen tjenesten bruker. Resten er det samme som for ``ta_imot_epost``.
"""

from __future__ import annotations

import json
import logging
from base64 import b64decode

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.inbound import AnymailInboundMessage
from anymail.signals import AnymailInboundEvent
from anymail.webhooks.base import AnymailBaseWebhookView
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
_UFORSTAELIG = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


class Postal(PostalInboundWebhookView):
    """Postal (egen drift). E-posten tas byte for byte: den er ikke alltid UTF-8."""

    def parse_events(self, request: HttpRequest) -> list[AnymailInboundEvent]:
        kall = json.loads(request.body)
        raa = b64decode(kall["message"], validate=True)
        melding = AnymailInboundMessage.parse_raw_mime_bytes(raa)
        melding.envelope_sender, melding.envelope_recipient = kall.get("mail_from"), kall["rcpt_to"]
        return [AnymailInboundEvent(event_type="inbound", esp_event={"raa": raa}, message=melding)]


# Navnet i VEIER_EPOSTMOTTAK → den som leser kallene.
TJENESTER: dict[str, type[AnymailBaseWebhookView]] = {
    "postal": Postal,
    "postmark": PostmarkInboundWebhookView,
}


@csrf_exempt
@login_not_required
def mottak(request: HttpRequest) -> HttpResponse:
    """Svarer 200 når e-posten er lagret eller kastet, 503 når tjenesten skal prøve igjen, og ellers hva som er galt."""
    if not settings.EPOSTMOTTAK:
        raise Http404
    if request.method not in {"POST", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "POST, HEAD"})
    leser = TJENESTER[settings.EPOSTMOTTAK]()
    if request.method == "HEAD":
        return HttpResponse()
    request._body = request.read(MEST + 1)  # Djangos egen grense er for skjemaer
    if len(request._body) > MEST:
        return HttpResponse(status=413)
    try:
        leser.run_validators(request)
        hendelser = leser.parse_events(request)
    except AnymailWebhookValidationFailure:
        return HttpResponse(status=403)
    except _UFORSTAELIG as feil:
        _logger.warning("et kall om e-post kunne ikke leses", extra={"felt": {"feil": type(feil).__name__}})
        return HttpResponse(status=400)
    try:
        for hendelse in hendelser:
            _ta_imot(hendelse)
    except (DatabaseError, Opptatt, FullDisk) as feil:
        _logger.warning("e-post kunne ikke lagres nå", extra={"felt": {"feil": type(feil).__name__}})
        return HttpResponse(status=503, headers={"Retry-After": str(PROV_IGJEN_SEKUNDER)})
    return HttpResponse()


def _ta_imot(hendelse: AnymailInboundEvent) -> None:
    melding = hendelse.message
    raa = hendelse.esp_event.get("raa") or melding.as_bytes()
    til, fra = melding.envelope_recipient, melding.envelope_sender
    ta_imot(raa, Konvolutt([til] if til else [], fra if fra is None else fra.strip().strip("<>")))
