"""Det som må kunne leses igjen, men ikke av den som har en kopi av databasen: kryptert med portalens nøkkel.

Fernet (AES-128 i CBC med HMAC-SHA256) med en liste av nøkler. Den første brukes til alt nytt; de andre kan lese det
gamle til ``manage.py bytt_nokkel`` har skrevet det om.

Det bare den som har en lenke, skal lese, krypteres i stedet med nøkkelen i lenken (``krypter_med``): da er heller ikke
portalens nøkkel nok, og den kan byttes uten at noe skrives om.
"""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

from veier.miljo import fernetnokkel

MERKE = "k1:"


class Forseglet(models.TextField):
    """Tekst som er kryptert med portalens nøkkel. ``manage.py bytt_nokkel`` finner feltene selv."""


class KanIkkeLeses(Exception):
    """Teksten er ikke kryptert, er endret, eller er kryptert med en nøkkel portalen ikke har lenger."""


def krypter(tekst: str) -> str:
    return MERKE + _nokler().encrypt(tekst.encode()).decode()


def dekrypter(kryptert: str) -> str:
    """Teksten. Hever KanIkkeLeses; noe som ikke er kryptert, er ikke skrevet av portalen og godtas ikke."""
    try:
        return _nokler().decrypt(_innmat(kryptert)).decode()
    except InvalidToken:
        raise KanIkkeLeses("Ingen av nøklene i VEIER_KRYPTONOKLER kan lese dette.") from None


def krypter_om(kryptert: str) -> str:
    """Den samme teksten med den nyeste nøkkelen."""
    try:
        return MERKE + _nokler().rotate(_innmat(kryptert)).decode()
    except InvalidToken:
        raise KanIkkeLeses("Ingen av nøklene i VEIER_KRYPTONOKLER kan lese dette.") from None


def bruker_nyeste(kryptert: str) -> bool:
    """Om teksten kan leses med den nyeste nøkkelen alene."""
    try:
        Fernet(fernetnokkel(settings.KRYPTONOKLER[0])).decrypt(_innmat(kryptert))
    except (InvalidToken, KanIkkeLeses):
        return False
    return True


def krypter_med(nokkel: str, tekst: str) -> str:
    """Krypterer for den som har ``nokkel``: 128 tilfeldige biter eller mer, som ikke står i databasen."""
    return MERKE + Fernet(fernetnokkel(nokkel)).encrypt(tekst.encode()).decode()


def dekrypter_med(nokkel: str, kryptert: str) -> str:
    try:
        return Fernet(fernetnokkel(nokkel)).decrypt(_innmat(kryptert)).decode()
    except InvalidToken:
        raise KanIkkeLeses("Nøkkelen i lenken kan ikke lese dette.") from None


def _innmat(kryptert: str) -> bytes:
    if not kryptert.startswith(MERKE):
        raise KanIkkeLeses("Dette er ikke kryptert.")
    return kryptert.removeprefix(MERKE).encode()


def _nokler() -> MultiFernet:
    return MultiFernet([Fernet(fernetnokkel(nokkel)) for nokkel in settings.KRYPTONOKLER])
