"""Siden der en redaktør ser hva en endring gjør, før den lagres."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from veier.referanse import virkning
from veier.referanse.skjema import ENDRE

LAGRE = ("_save", "_continue", "_addanother")  # knappene i Djangos skjema
SETT = "_virkning"  # merket til virkningen redaktøren har sett


class ViserVirkning(admin.ModelAdmin):
    """Med ``virker`` lagres det som gir en av de kjente sakene et annet svar, først når redaktøren har sett
    hvilke og bekreftet. Skjemaet avviser det som er sendt med ENDRE, så hun kan skrive om igjen."""

    virker = False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        def vis() -> HttpResponse:
            return super(ViserVirkning, self).changeform_view(request, object_id, form_url, extra_context)

        if request.method != "POST" or not self.virker:
            return vis()
        for_ = virkning.hent_stand()
        with transaction.atomic():
            svar = vis()
            if svar.status_code != HTTPStatus.FOUND:
                return svar
            funnet = virkning.sammenlign(for_, virkning.hent_stand())
            if request.POST.get(SETT) == virkning.merke(funnet):
                return svar
            if not any(v.ulike for v in funnet):
                for v in funnet:
                    self.message_user(request, f"Ingen av {v.navn} får et annet svar.")
                return svar
            transaction.set_rollback(True)
        return self._vis_virkning(request, funnet)

    def _vis_virkning(self, request: HttpRequest, funnet: list[virkning.Virkning]) -> HttpResponse:
        """Siden redaktøren bekrefter på, med alt hun skrev. Ingenting er lagret, og det står ingen melding om det."""
        list(messages.get_messages(request))
        lagre = next((navn for navn in LAGRE if navn in request.POST), LAGRE[0])
        skrevet = [
            (navn, verdi)
            for navn, verdier in request.POST.lists()
            if navn not in {"csrfmiddlewaretoken", SETT, ENDRE, *LAGRE}
            for verdi in verdier
        ]
        sammenheng = {
            **self.admin_site.each_context(request), "title": "Se hva endringen gjør", "opts": self.opts, "virkningene": funnet,
            "merke": virkning.merke(funnet), "skrevet": skrevet, "lagre": lagre, "sett": SETT, "endre": ENDRE, "messages": [],
        }  # fmt: skip
        return render(request, "redaksjon/virkning.html", sammenheng)
