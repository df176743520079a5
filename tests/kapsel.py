"""Djangos testklient med portalens økter: kapselen har nøkkelen, ``SessionStore`` kjenner bare avtrykket (veier.foresporsel.okt).

Importeres av ``conftest`` og ``verden``, så hver klient i testene, også i egne prosesser, setter kapselen som portalen gjør.
"""

from __future__ import annotations

from django.conf import settings
from django.test.client import ClientMixin

from veier.foresporsel.okt import Oktid, SessionStore


def _okt(klient: ClientMixin) -> SessionStore:
    kapsel = klient.cookies.get(settings.SESSION_COOKIE_NAME)
    if kapsel:
        return SessionStore(Oktid.for_nokkel(kapsel.value))
    okt = SessionStore()
    okt.save()
    klient.cookies[settings.SESSION_COOKIE_NAME] = okt.session_key.nokkel
    return okt


_djangos = ClientMixin._set_login_cookies


def _sett_kapsel(klient: ClientMixin, request) -> None:
    _djangos(klient, request)
    kapsel = klient.cookies[settings.SESSION_COOKIE_NAME]
    kapsel.set(kapsel.key, request.session.session_key.nokkel, request.session.session_key.nokkel)


ClientMixin.session = property(_okt)
ClientMixin._set_login_cookies = _sett_kapsel
