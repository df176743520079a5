"""Viser sidene slik de blir når en rad er lagret, uten at noe blir stående. Det som ikke kan vises, lagres ikke."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, transaction
from django.http import Http404
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import resolve, reverse
from django.utils import translation

from veier.malform import malform_i
from veier.referanse.modell import Referanserad
from veier.sprak import HOVEDSPRAK, SPRAK, forstavelse

MALFORMER = {forstavelse(s): s.paa_norsk for s in SPRAK}


@dataclass(frozen=True, slots=True)
class Feilside:
    """En side som ikke kan vises."""

    adresse: str
    malform: str
    feil: str

    @property
    def setning(self) -> str:
        return (
            f"Siden {self.adresse} kan ikke vises på {self.malform} med denne endringen ({self.feil}). "
            "Ingenting er lagret."
        )


class _Angre(Exception):
    pass


class _UtenOkt(SessionBase):
    """Økten til en leser som ikke er logget inn."""

    def exists(self, session_key: str) -> bool:
        return False

    def create(self) -> None: ...

    def save(self, must_create: bool = False) -> None: ...

    def delete(self, session_key: str | None = None) -> None: ...

    def load(self) -> dict[str, object]:
        return {}


def kontroller(rad: Referanserad, *, sider: tuple[str, ...] = ()) -> Feilside | None:
    """Lagrer, viser sidene på hver målform, og angrer lagringen."""
    funnet: list[Feilside] = []
    try:
        with transaction.atomic():
            rad_pk = rad.pk
            try:
                rad.save()
            except DatabaseError as feil:
                funnet.append(Feilside("i databasen", HOVEDSPRAK.paa_norsk, str(feil).split("\n")[0]))
                raise _Angre from feil
            adresser = [*_egen(rad), *(reverse(navn) for navn in sider)]
            funnet += [f for f in (_vis(foran, a) for a in adresser for foran in MALFORMER) if f]
            raise _Angre
    except _Angre:
        if rad_pk is None:
            rad.pk, rad._state.adding = None, True
    return funnet[0] if funnet else None


def _egen(rad: Referanserad) -> list[str]:
    if rad.skjult or not hasattr(rad, "get_absolute_url"):
        return []
    with translation.override(HOVEDSPRAK.kode):
        return [rad.get_absolute_url()]


def _vis(foran: str, adresse: str) -> Feilside | None:
    try:
        kode = status(foran + adresse)
    except Exception as feil:  # noqa: BLE001 – hva det enn er: siden kan ikke vises
        return Feilside(adresse, MALFORMER[foran], f"{type(feil).__name__}: {feil}"[:200])
    return Feilside(adresse, MALFORMER[foran], f"svar {kode}") if kode >= 400 else None


def slik_den_er(rad: Referanserad, kode: str) -> HttpResponseBase | None:
    """Siden om raden på språket, slik en leser ville fått den nå, med et banner. None når leserne ikke har en."""
    sprak = next((s for s in SPRAK if s.kode == kode), HOVEDSPRAK)
    for adresse in _egen(rad):
        try:
            svar = _svaret(forstavelse(sprak) + adresse, forhandsvises=True)
        except (Http404, PermissionDenied):
            return None
        return svar if svar.status_code < 400 else None
    return None


def status(adresse: str) -> int:
    """Svaret en leser som ikke er logget inn, får. Feil i visningen slippes gjennom."""
    try:
        return int(_svaret(adresse).status_code)
    except Http404:
        return 404
    except PermissionDenied:
        return 403


def _svaret(adresse: str, *, forhandsvises: bool = False) -> HttpResponseBase:
    sti, _, parametre = adresse.partition("?")
    malform = malform_i(sti)
    with translation.override(malform):
        request = _foresporsel(sti, parametre)
        request.forhandsvises = forhandsvises  # type: ignore[attr-defined]  # leses i base.html
        treff = resolve(sti)
        request.resolver_match = treff
        svar: HttpResponseBase = treff.func(request, *treff.args, **treff.kwargs)
        if isinstance(svar, SimpleTemplateResponse):
            svar.render()
        return svar


def _foresporsel(sti: str, parametre: str) -> WSGIRequest:
    import io

    from django.contrib.messages.storage.fallback import FallbackStorage

    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": sti,
            "QUERY_STRING": parametre,
            "SERVER_NAME": settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost",
            "SERVER_PORT": "443" if settings.I_DRIFT else "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "https" if settings.I_DRIFT else "http",
            "wsgi.input": io.BytesIO(),
        }
    )
    request.user, request.session = AnonymousUser(), _UtenOkt()
    request.htmx = False  # type: ignore[attr-defined]  # settes ellers av mellomvarene
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request
