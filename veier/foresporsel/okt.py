"""Økten i databasen. Den får skrives også når forespørselen bare leser.

Kapselen i nettleseren har øktens nøkkel. Databasen har avtrykket av den, og det som ligger i økten, kryptert: den som har
en kopi av databasen, kommer ikke inn i noen økt og leser ingen. Alt på tjeneren – også listen over øktene en person har –
kjenner økten på avtrykket; bare ``SessionMiddleware`` her ser nøkkelen.
"""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, UpdateError
from django.contrib.sessions.backends.db import SessionStore as Databaseokt
from django.contrib.sessions.middleware import SessionMiddleware as Djangos
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, get_random_string

from veier.database.lesing import skriver
from veier.foresporsel import Videre
from veier.kryptering import KanIkkeLeses, dekrypter, krypter
from veier.lenker import avtrykk
from veier.typer import Verdier


class Oktid(str):
    """Øktens avtrykk, slik det står i databasen, for den som kom med nøkkelen. Nøkkelen følger med, men skrives aldri."""

    __slots__ = ("nokkel",)
    nokkel: str

    @classmethod
    def for_nokkel(cls, nokkel: str) -> Oktid:
        # 160 av avtrykkets 256 biter: kolonnen i Djangos tabell er 40 tegn.
        oktid = cls(avtrykk(nokkel)[:40])
        oktid.nokkel = nokkel
        return oktid


class SessionStore(Databaseokt):
    """``session_key`` er avtrykket, aldri nøkkelen."""

    # Raden er signert med en nøkkel i SECRET_KEY_FALLBACKS, og dør med den om den ikke signeres på nytt.
    signert_med_eldre = False

    def save(self, must_create: bool = False) -> None:
        """Hever feilen databasen ga: Django sier ellers at økten er slettet (400), også når databasen er borte."""
        with skriver("økten"):
            try:
                super().save(must_create)
            except UpdateError as feil:
                arsak = feil.__context__
                if arsak is None or arsak.__cause__ is None:  # ingen rad å endre: den er slettet imens
                    raise
                raise arsak from arsak.__cause__

    def delete(self, session_key: str | None = None) -> None:
        with skriver("økten"):
            super().delete(session_key)

    def encode(self, session_dict: Verdier) -> str:
        return krypter(super().encode(session_dict))

    def decode(self, session_data: bytes | str) -> Verdier:
        """En økt portalen ikke lenger har nøkkelen til, er tom: personen må logge inn igjen."""
        try:
            signert = dekrypter(str(session_data))
        except KanIkkeLeses:
            return {}
        self.signert_med_eldre = bool(settings.SECRET_KEY_FALLBACKS) and not self._er_signert_na(signert)
        return super().decode(signert)

    def _er_signert_na(self, signert: str) -> bool:
        try:
            signing.TimestampSigner(salt=self.key_salt, fallback_keys=[]).unsign(signert)
        except signing.BadSignature:
            return False
        return True

    # ``create`` prøver på nytt om avtrykket mot formodning er i bruk.
    def _get_new_session_key(self) -> Oktid:
        return Oktid.for_nokkel(get_random_string(32, VALID_KEY_CHARS))

    async def _aget_new_session_key(self) -> Oktid:
        return self._get_new_session_key()


def signer_okten_om(svar: Videre) -> Videre:
    """Mens SECRET_KEY byttes: den som er inne, er det fortsatt, i den samme økten.

    Django ville gitt økten en ny nøkkel. Den som har to faner åpne, eller en side som lagrer av seg selv, kommer da med den
    gamle kapselen til en økt som ikke finnes, og listen over øktene viser en som er borte.
    """

    def mellomvare(request: HttpRequest) -> HttpResponse:
        if settings.SECRET_KEY_FALLBACKS and settings.SESSION_COOKIE_NAME in request.COOKIES:
            _signer_om(cast(SessionStore, request.session))
        return svar(request)

    return mellomvare


def _signer_om(okt: SessionStore) -> None:
    brukt = okt.accessed
    hvem, sum_ = okt.get(SESSION_KEY), okt.get(HASH_SESSION_KEY, "")
    if not okt.signert_med_eldre:
        okt.accessed = brukt  # sidene som er like for alle, er det fortsatt
        return
    okt.modified = True
    bruker = get_user_model().objects.filter(pk=hvem).first() if hvem else None
    eldre = bruker.get_session_auth_fallback_hash() if bruker else ()
    if bruker and any(constant_time_compare(sum_, en) for en in eldre):
        okt[HASH_SESSION_KEY] = bruker.get_session_auth_hash()


class SessionMiddleware(Djangos):
    """Gjør nøkkelen i kapselen om til avtrykket, og setter kapselen med nøkkelen."""

    def process_request(self, request: HttpRequest) -> None:
        nokkel = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        request.session = self.SessionStore(Oktid.for_nokkel(nokkel) if nokkel else None)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response = super().process_response(request, response)
        kapsel = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if kapsel is not None and kapsel.value:
            response.cookies[settings.SESSION_COOKIE_NAME] = cast(Oktid, request.session.session_key).nokkel
        return response
