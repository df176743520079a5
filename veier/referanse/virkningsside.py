"""Det redaktøren ser før en endring gjelder: hvem som får et annet svar, og om en annen i redaksjonen må godkjenne den."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from veier.dokument.ark import Arkfeil, Plan
from veier.felter import Fritekst
from veier.referanse import endring, regneark, virkning
from veier.referanse.modell import Referanserad
from veier.referanse.skjema import ENDRE
from veier.sprak import SPRAK, Sprak
from veier.typer import Sammenheng

if TYPE_CHECKING:
    from veier.referanse.redaksjon import ReferanseAdmin

LAGRE = ("_save", "_continue", "_addanother")  # knappene i Djangos skjema
SETT = "_virkning"  # merket til virkningen redaktøren har sett
FORHANDSVIS = {f"_se_{s.kode}": s for s in SPRAK}  # knappene som viser siden slik den blir
HVORFOR = "_hvorfor"  # det hun skriver til den som skal godkjenne
LENGST_HVORFOR = 1000
FORESLATT = "Forslaget er sendt. Det gjelder når en annen i redaksjonen har godkjent det."


class ViserVirkning(admin.ModelAdmin):
    """Med ``virker`` lagres det som gir en av de kjente sakene et annet svar, først når redaktøren har sett
    hvilke og bekreftet. Skjemaet avviser det som er sendt med ENDRE, så hun kan skrive om igjen.

    Med ``andre_oyne`` blir det hun bekrefter, et forslag: raden er som den var til en annen har godkjent det. Det gjelder
    reglene. En tekst som ikke gir noen et annet svar, lagres med en gang (``ma_godkjennes``).
    """

    virker = False
    andre_oyne = False
    forhandsvises = True  # når raden har en egen side

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Sammenheng | None = None,
    ) -> HttpResponse:
        vis = partial(super().changeform_view, request, object_id, form_url)
        if request.method == "POST":
            gjor = partial(vis, extra_context)
            sprak = next((s for knapp, s in self.forhandsvisninger().items() if knapp in request.POST), None)
            return self.slik_det_blir(request, gjor, sprak) if sprak else self.utfor(request, object_id, gjor)
        rad = self.get_object(request, object_id) if object_id and self.andre_oyne else None
        venter = endring.mottaker().ventende(rad) if rad else ()
        return vis(
            {**(extra_context or {}), "forslag_venter": venter, "forhandsvisninger": self.forhandsvisninger()}
        )

    def utfor(
        self, request: HttpRequest, object_id: str | None, gjor: Callable[[], HttpResponse]
    ) -> HttpResponse:
        """Gjør det, og angrer det når redaktøren ikke har sett virkningen, eller når en annen må godkjenne det."""
        if not (self.virker or self.andre_oyne):
            return gjor()
        for_ = virkning.hent_stand()
        with transaction.atomic():
            var, sto = self._var(request, object_id)
            lagret: list[models.Model] = []
            request.lagret_her = lagret  # type: ignore[attr-defined]  # fylles av ``noter_lagret``
            svar = gjor()
            forslag = self._finn(request, lagret, sto, var)
            if not lagret or (self.andre_oyne and forslag is None):
                return svar
            funnet = virkning.sammenlign(for_, virkning.hent_stand())
            sett = request.POST.get(SETT) == virkning.merke(funnet)
            if forslag and not self.ma_godkjennes([forslag], funnet):
                return svar
            if forslag is None and (sett or not any(v.ulike for v in funnet)):
                for v in () if sett else funnet:
                    self.message_user(request, f"Ingen av {v.navn} får et annet svar.")
                return svar
            transaction.set_rollback(True)
        list(messages.get_messages(request))  # ingenting er lagret, så det sies heller ikke
        feil = ""
        if forslag and sett:
            try:
                return self._foresla(request, [forslag], funnet)
            except ValidationError as hindring:
                feil = hindring.messages[0]
        return self._vis_virkning(request, funnet, feil)

    def ma_godkjennes(
        self, endringer: Iterable[endring.Endring], funnet: Iterable[virkning.Virkning]
    ) -> bool:
        """Må en annen se på det? Ikke når det bare er tekster i rader som finnes, og alle svarene er de samme."""
        if not self.andre_oyne:
            return False
        tekster = all(endring.er_bare_tekst(self.model, ett) for ett in endringer)
        return not tekster or any(v.ulike or v.flere for v in funnet)

    def forhandsvisninger(self) -> Mapping[str, Sprak]:
        """Knappen → språket siden vises på. Ingen når raden ikke har en egen side."""
        return FORHANDSVIS if self.forhandsvises and hasattr(self.model, "get_absolute_url") else {}

    def slik_det_blir(
        self, request: HttpRequest, gjor: Callable[[], HttpResponse], sprak: Sprak
    ) -> HttpResponse:
        """Siden leserne ville fått med det som er skrevet. Ingenting lagres."""
        from veier.referanse.visning import slik_den_er

        with transaction.atomic():
            lagret: list[models.Model] = []
            request.lagret_her = lagret  # type: ignore[attr-defined]  # fylles av ``noter_lagret``
            svar = gjor()
            siden = slik_den_er(cast(Referanserad, lagret[-1]), sprak.kode) if lagret else None
            transaction.set_rollback(True)
        if not lagret:
            return svar  # skjemaet, med feilene
        list(messages.get_messages(request))
        return HttpResponse(
            siden.content
            if isinstance(siden, HttpResponse)
            else "Raden er skjult, så leserne har ingen side om den."
        )

    def noter_lagret(self, request: HttpRequest, rad: models.Model) -> None:
        """Kalles når siden lagrer en rad, uansett hva den svarer etterpå."""
        getattr(request, "lagret_her", []).append(rad)

    def lagre_plan(self, request: HttpRequest, plan: Plan[regneark.Linje]) -> HttpResponse:
        """Det filen endrer, lagret eller foreslått. Hever Arkfeil når det hun skrev til den andre, ikke går."""
        side = cast("ReferanseAdmin", self)
        funnet = virkning.prov(partial(regneark.lagre, side, request, plan)) if self.andre_oyne else []
        list(messages.get_messages(request))
        if not self.ma_godkjennes(endring.fra_plan(plan), funnet):
            regneark.lagre(side, request, plan)
            antall = regneark.antall(plan)
            om_nye = f" Nye rader: {antall['nye']}." if antall["nye"] else ""
            self.message_user(request, f"Lagret. Rader som er endret: {antall['endres']}.{om_nye}")
            return redirect(self._adresse("changelist"))
        try:
            return self._foresla(request, endring.fra_plan(plan), funnet)
        except ValidationError as hindring:
            raise Arkfeil(hindring.messages[0]) from hindring

    def foresla(self, request: HttpRequest, rad: models.Model, gjor: Callable[[], models.Model]) -> str:
        """Det ``gjor`` ville gjort med en rad som finnes, som et forslag. Gir adressen til det."""
        side, for_ = cast("ReferanseAdmin", self), virkning.hent_stand()
        var, sto = str(rad), endring.cellene(side, request, rad.pk)
        with transaction.atomic():
            forslag = endring.finn(side, request, gjor(), sto, var)
            funnet = virkning.sammenlign(for_, virkning.hent_stand())
            transaction.set_rollback(True)
        return endring.mottaker().send(request, self.model, [forslag], funnet, "")

    def _var(self, request: HttpRequest, object_id: str | None) -> tuple[str, dict[str, str]]:
        """(det raden het, cellene) før noe lagres; tomme for en ny rad."""
        rad = self.get_object(request, object_id) if object_id and self.andre_oyne else None
        return (str(rad), endring.cellene(cast("ReferanseAdmin", self), request, rad.pk)) if rad else ("", {})

    def _finn(
        self, request: HttpRequest, lagret: list[models.Model], sto: dict[str, str], var: str
    ) -> endring.Endring | None:
        """Det som ble lagret, som et forslag. None når ingenting ble annerledes, og når ingen andre må godkjenne det."""
        if not (self.andre_oyne and lagret):
            return None
        forslag = endring.finn(cast("ReferanseAdmin", self), request, lagret[-1], sto, var)
        return forslag if forslag.blir else None

    def _foresla(
        self, request: HttpRequest, endringer: list[endring.Endring], funnet: list[virkning.Virkning]
    ) -> HttpResponse:
        hvorfor = Fritekst(required=False, max_length=LENGST_HVORFOR).clean(request.POST.get(HVORFOR, ""))
        adresse = endring.mottaker().send(request, self.model, endringer, funnet, hvorfor)
        messages.success(request, FORESLATT)
        return redirect(self._adresse("add") if "_addanother" in request.POST else adresse)

    def _vis_virkning(
        self, request: HttpRequest, funnet: list[virkning.Virkning], feil: str = ""
    ) -> HttpResponse:
        """Siden redaktøren bekrefter på, med alt hun skrev."""
        knapper = {*LAGRE, SETT, ENDRE, HVORFOR, "csrfmiddlewaretoken"}
        lagre = next((navn for navn in LAGRE if navn in request.POST), LAGRE[0])
        skrevet = [
            (navn, verdi)
            for navn, verdier in request.POST.lists()
            if navn not in knapper
            for verdi in verdier
        ]
        sammenheng = {
            **self.admin_site.each_context(request), "title": "Se hva endringen gjør", "opts": self.opts, "virkningene": funnet,
            "noe_ulikt": any(v.ulike for v in funnet), "merke": virkning.merke(funnet), "skrevet": skrevet, "lagre": lagre,
            "sett": SETT, "endre": ENDRE, "er_skjema": not request.path.endswith("/history/"), "andre_oyne": self.andre_oyne,
            "hvorfor": HVORFOR, "skrevet_hvorfor": request.POST.get(HVORFOR, ""), "feil": feil, "messages": [],
        }  # fmt: skip
        return render(request, "redaksjon/virkning.html", sammenheng, status=422 if feil else 200)

    def _adresse(self, del_: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{del_}")
