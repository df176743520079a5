"""Sporet etter redaksjonen: hendelser, og historikk man kan gjenopprette fra."""

from __future__ import annotations

from typing import TypeAlias, cast

import pghistory
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from pghistory.models import Event

from veier.brukere.innlogget import den_innloggede
from veier.hendelser.handlinger import logg_hendelse
from veier.konto import historikk
from veier.typer import Nokkelord, Setning, Sideblanding, Verdier

# Historikkens egne felt, og det som endres uten at innholdet gjør det.
# Det Django sier om lagringen: en tekst, eller hva som ble lagt til, endret og slettet.
Endringer: TypeAlias = str | list[dict[str, Verdier]]
UTEN = {"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "id", "lastet"}


def i_loggen(objekt: models.Model) -> str:
    """Raden slik loggen kan kjenne den for alltid. Loggen kan ikke endres, så en rad om en person har aldri navnet hennes."""
    return str(getattr(objekt, "i_loggen", objekt))


class Spor(Sideblanding):
    """Blandes inn foran en ModelAdmin."""

    # Felt som hører sammen med noe skjemaet bare viser, og som ikke har mening uten.
    hentes_ikke_tilbake: tuple[str, ...] = ()

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Endringer) -> LogEntry:
        self._spor(request, "redaksjon_lagt_til", obj)
        return _uten_navn(super().log_addition(request, obj, message), obj)

    def log_change(self, request: HttpRequest, obj: models.Model, message: Endringer) -> LogEntry | None:  # type: ignore[override]  # Django ser ikke på svaret
        """Et skjema som ble lagret uendret, er ingen endring."""
        if not message:
            request.uendret = True  # type: ignore[attr-defined]  # leses i ``message_user``
            return None
        self._spor(request, "redaksjon_endret", obj, message)
        return _uten_navn(super().log_change(request, obj, message), obj)

    def changeform_view(self, request: HttpRequest, *args: Nokkelord, **valg: Nokkelord) -> HttpResponse:
        """Historikken får vite hvem som lagret."""
        with pghistory.context(bruker=request.user.pk):
            return super().changeform_view(request, *args, **valg)

    def changelist_view(self, request: HttpRequest, *args: Nokkelord, **valg: Nokkelord) -> HttpResponse:
        with pghistory.context(bruker=request.user.pk):
            return super().changelist_view(request, *args, **valg)

    def message_user(
        self, request: HttpRequest, message: Setning, *args: Nokkelord, **valg: Nokkelord
    ) -> None:
        """«… ble endret» skal være sant."""
        if getattr(request, "uendret", False):
            message = "Ingenting var endret, og ingenting er lagret."
        super().message_user(request, message, *args, **valg)

    def _spor(self, request: HttpRequest, kode: str, obj: models.Model, message: Endringer = "") -> None:
        felt = (
            []
            if isinstance(message, str)
            else [f for del_ in message for f in del_.get("changed", {}).get("fields", [])]
        )
        logg_hendelse(
            kode,
            av=den_innloggede(request).offentlig_id,
            gjelder=obj,
            rad=i_loggen(obj),
            felt=[str(f) for f in felt],
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Hver versjon med det som ble endret, og en knapp som tar den tilbake."""
        if not hasattr(self.model, "events"):
            return super().history_view(request, object_id, extra_context)
        er_nummer = object_id.isascii() and object_id.isdecimal()
        objekt = get_object_or_404(self.model, pk=object_id if er_nummer else None)
        if not self.has_view_or_change_permission(request, objekt):
            raise PermissionDenied
        versjoner = list(objekt.events.select_related("pgh_context").order_by("-pgh_id")[:100])
        if request.method == "POST":
            if not self.has_change_permission(request, objekt):
                raise PermissionDenied
            nummer = request.POST.get("versjon", "")
            versjon = get_object_or_404(objekt.events, pgh_id=nummer if nummer.isdecimal() else 0)

            def hent() -> HttpResponse:
                self._gjenopprett(request, objekt, versjon)
                return redirect(request.path)

            with pghistory.context(bruker=request.user.pk):
                # En tabell der endringer må ses først, ser også denne.
                utfor = getattr(self, "utfor", lambda _request, _nokkel, gjor: gjor())
                return cast(HttpResponse, utfor(request, object_id, hent))
        navn = historikk.navnene(versjoner)
        rader = [
            {
                "versjon": ny,
                "hvem": navn.get(ny.pgh_id, ""),
                "endringer": historikk.endringer(gammel, ny, self.model, UTEN) if gammel else [],
                "forste": gammel is None,
            }
            for ny, gammel in zip(versjoner, [*versjoner[1:], None], strict=True)
        ]
        sammenheng = {
            **self.admin_site.each_context(request),
            "title": f"Historikk: {objekt}",
            "rader": rader,
            "sammenligning": historikk.sammenlign(versjoner, request.GET, self.model, UTEN),
            "objekt": objekt,
            "kan_endre": self.has_change_permission(request, objekt),
        }
        return render(request, "redaksjon/historikk.html", sammenheng)

    @transaction.atomic
    def _gjenopprett(self, request: HttpRequest, objekt: models.Model, versjon: Event) -> None:
        """Setter feltene tilbake og lagrer på samme måte som et skjema: reglene for lagring gjelder her også."""
        # Låst før versjonen leses: det som slettes overalt i det samme øyeblikket, kommer ikke igjen.
        type(objekt)._base_manager.select_for_update(of=("self",)).filter(pk=objekt.pk).first()
        versjon.refresh_from_db()
        # Historikken gir ingen mer enn skjemaet: det hun bare kan lese der, blir som det er.
        star = {*UTEN, *self.hentes_ikke_tilbake, *self.get_readonly_fields(request, objekt)}
        for felt in objekt._meta.concrete_fields:
            if felt.name not in star and hasattr(versjon, felt.attname):
                setattr(objekt, felt.attname, getattr(versjon, felt.attname))
        self.save_model(request, objekt, None, True)
        logg_hendelse(
            "redaksjon_gjenopprettet",
            av=den_innloggede(request).offentlig_id,
            gjelder=objekt,
            rad=i_loggen(objekt),
            versjon=versjon.pgh_id,
        )
        messages.success(request, "Versjonen er hentet tilbake.")


def _uten_navn(linje: LogEntry, objekt: models.Model) -> LogEntry:
    """Djangos egen logg over det samme."""
    if hasattr(objekt, "i_loggen"):
        linje.object_repr = i_loggen(objekt)[:200]
        linje.save(update_fields=["object_repr"])
    return linje
