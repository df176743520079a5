"""To redaktører i den samme raden: den siste lagringen tar aldri bort det den første skrev, uten at noen har valgt det.

Skjemaet har med et avtrykk av hvert felt slik det sto da siden ble åpnet. Er et felt endret siden, og redaktøren ikke
har rørt det, står det den andre skrev. Har begge endret det, lagres ingenting: redaktøren får vite hvem som endret
hva, beholder det hun har skrevet, og velger.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property

from veier.konto import historikk
from veier.konto.redaksjon.side import navn_i_valg
from veier.referanse import oversettelse
from veier.typer import Json, Nokkelord, Sideblanding, Verdi, Verdier

SETT, DERES = "_sett", "_deres"
FOR_GAMMEL = "Vi vet ikke hvordan raden så ut da du åpnet siden. Se over det du har skrevet, og lagre igjen."


class Kollisjon(NamedTuple):
    """Et felt begge har endret."""

    navn: str
    ledetekst: str
    hvem: str
    nar: str
    star: list[str]


if TYPE_CHECKING:
    _Skjema = forms.ModelForm[models.Model]
else:
    _Skjema = object


class Samskjema(_Skjema):
    """Blandes inn foran skjemaet til en rad som finnes."""

    kollisjoner: tuple[Kollisjon, ...] = ()

    def __init__(self, *args: Nokkelord, **valg: Nokkelord) -> None:
        super().__init__(*args, **valg)
        self.andres: set[str] = set()  # felt der det en annen har skrevet, blir stående
        self._sett_for: dict[str, str] = {}

    @property
    def sett_na(self) -> str:
        """Avtrykkene som følger med skjemaet: det redaktøren har sett, og for en kollisjon det hun ser nå."""
        if self.instance._state.adding:
            return ""
        vist = {k.navn for k in self.kollisjoner}
        star = {navn: self._avtrykk_na(navn) for navn in self.fields}
        return json.dumps(star | {n: a for n, a in self._sett_for.items() if n in star and n not in vist})

    @cached_property
    def changed_data(self) -> list[str]:
        return [navn for navn in super().changed_data if navn not in self.andres]

    def _clean_form(self) -> None:
        if not self.instance._state.adding:
            self._sammenlign()
        super()._clean_form()  # type: ignore[misc]  # Djangos eget, uten type

    def _sammenlign(self) -> None:
        """Finner feltene som er endret siden siden ble åpnet."""
        sett = _les_sett(self.data.get(SETT, ""))
        if sett is None:
            self.add_error(None, FOR_GAMMEL)
            return
        self._sett_for = sett
        valgt = set(self.data.getlist(DERES)) if hasattr(self.data, "getlist") else set()
        kollisjoner = []
        # Resten er valg, ikke noe som står i raden.
        kolonner = {felt.name for felt in self.instance._meta.get_fields()}
        kolonner |= {o.navn for o in oversettelse.oversettelser(type(self.instance))}
        for navn in filter(kolonner.__contains__, self.fields):
            na = self._avtrykk_na(navn)
            if navn not in self.cleaned_data or (sett.get(navn, na) == na and navn not in valgt):
                continue
            mitt = avtrykk(self.cleaned_data[navn])
            if navn in valgt or mitt == sett.get(navn):
                self._behold_andres(navn)
            elif mitt != na:
                kollisjoner.append(self._kollisjon(navn))
        self.kollisjoner = tuple(kollisjoner)
        for kollisjon in kollisjoner:
            tekst = f"{kollisjon.hvem} endret dette {kollisjon.nar}, mens du skrev. Velg øverst på siden."
            self.add_error(kollisjon.navn, tekst)

    def _behold_andres(self, navn: str) -> None:
        self.andres.add(navn)
        self.__dict__.pop("changed_data", None)
        self.cleaned_data[navn] = self._star(navn)

    def _star(self, navn: str) -> Verdi:
        """Verdien raden har nå, slik skjemaet ville gitt den."""
        felt = self.fields[navn]
        if isinstance(felt, forms.ModelMultipleChoiceField):
            return list(getattr(self.instance, navn).all())
        if isinstance(felt, forms.ModelChoiceField):
            return getattr(self.instance, navn)
        return self.get_initial_for_field(felt, navn)

    def _avtrykk_na(self, navn: str) -> str:
        return avtrykk(self.get_initial_for_field(self.fields[navn], navn))

    def _kollisjon(self, navn: str) -> Kollisjon:
        hvem, tid = hvem_endret(self.instance, navn)
        modellfelt = oversettelse.modellfelt(type(self.instance), navn)
        verdi = self._star(navn)
        star = (
            [str(v) for v in verdi]
            if modellfelt.many_to_many
            else historikk.i_ord(modellfelt, getattr(verdi, "pk", verdi))
        )
        ledetekst = str(self.fields[navn].label or navn)
        return Kollisjon(navn, ledetekst[:1].upper() + ledetekst[1:], hvem, _nar(tid), star)


class Samskriving(Sideblanding):
    """Blandes inn foran hver ModelAdmin."""

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **valg: Nokkelord
    ) -> type[forms.ModelForm[models.Model]]:
        klasse = super().get_form(request, obj, change=change, **valg)
        return type(klasse.__name__, (Samskjema, klasse), {"__module__": klasse.__module__})

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **valg: Nokkelord
    ) -> forms.Field | None:
        """To rader som heter det samme, skal kunne skilles der de velges."""
        felt = super().formfield_for_dbfield(db_field, request, **valg)
        if isinstance(felt, forms.ModelChoiceField):
            felt.label_from_instance = navn_i_valg  # type: ignore[assignment]  # byttes på feltet, ikke i klassen
        return felt

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> models.Model | None:
        """Raden som skal lagres, låses: den som lagrer samtidig, venter og får se hva som ble endret."""
        objekt = super().get_object(request, object_id, from_field)
        if objekt is None or request.method != "POST" or not connection.in_atomic_block:
            return objekt
        type(objekt)._base_manager.select_for_update(of=("self",)).filter(pk=objekt.pk).first()
        return super().get_object(request, object_id, from_field)

    def construct_change_message(
        self, request: HttpRequest, form: forms.Form, formsets: Iterable[forms.BaseFormSet], add: bool = False
    ) -> list[dict[str, Verdier]]:
        """Det en annen har skrevet i felt redaktøren ikke rørte, er med. Hun får vite det."""
        if andres := getattr(form, "andres", None):
            navn = ", ".join(f"«{form.fields[n].label}»" for n in sorted(andres))
            self.message_user(
                request, f"En annen har endret {navn} mens du skrev. Det står slik den andre skrev det."
            )
        return super().construct_change_message(request, form, formsets, add)


def avtrykk(verdi: object) -> str:
    """Det samme for det som sto i skjemaet, og det skjemaet ga tilbake urørt."""
    tekst = json.dumps(_enkel(verdi), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(tekst.encode()).hexdigest()[:16]


def _enkel(verdi: object) -> Json:
    if verdi is None:
        return ""
    if isinstance(verdi, models.Model):
        return str(verdi.pk)
    if isinstance(verdi, models.QuerySet) or (
        isinstance(verdi, list) and verdi and isinstance(verdi[0], models.Model)
    ):
        return [*sorted(str(rad.pk) for rad in verdi)] or ""
    if isinstance(verdi, list | tuple):
        return [enkel for enkel in map(_enkel, verdi) if enkel] or ""
    if isinstance(verdi, dict):
        return {str(nokkel): _enkel(del_) for nokkel, del_ in verdi.items()} or ""
    return str(verdi).replace("\r\n", "\n").strip()


def _les_sett(tekst: str) -> dict[str, str] | None:
    try:
        sett = json.loads(tekst)
    except ValueError:
        return None
    if not isinstance(sett, dict) or not all(isinstance(a, str) for a in sett.values()):
        return None
    return sett


def hvem_endret(rad: models.Model, navn: str) -> tuple[str, datetime | None]:
    """Hvem som sist endret feltet, og når; «En annen» når det ikke var en redaktør."""
    if (i_utkastet := getattr(rad, "skrevet_i_utkastet", None)) and (svar := i_utkastet(navn)):
        hvem, tid = svar
        return str(hvem or "En annen"), tid
    if hasattr(rad, "events"):
        versjoner = list(rad.events.select_related("pgh_context").order_by("-pgh_id")[:30])
        for ny, gammel in itertools.pairwise(versjoner):
            if oversettelse.har(ny, navn) and oversettelse.hent(ny, navn) != oversettelse.hent(gammel, navn):
                return historikk.navnene([ny]).get(ny.pgh_id) or "En annen", ny.pgh_created_at
    linje = (
        LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(rad), object_id=str(rad.pk))
        .select_related("user")
        .order_by("-action_time")
        .first()
    )
    return (str(linje.user), linje.action_time) if linje else ("En annen", None)


def _nar(tid: datetime | None) -> str:
    return date_format(timezone.localtime(tid), r"j. F \k\l. H.i") if tid else "nettopp"
