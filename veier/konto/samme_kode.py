"""Én innloggingskode per nettleser og adresse i minuttet.

Fire trykk på «send kode» er fire forespørsler uten en felles økt: den finnes ikke ennå, og hver av dem lager sin egen. Koden
regnes derfor ut av skjemavernets kapsel, adressen og minuttet, med portalens nøkkel. Alle øktene venter da på den samme
koden, og brevet legges i kø én gang. En annen nettleser har en annen kapsel: det en fremmed ber om, er aldri koden eieren
får, og eieren får alltid sitt eget brev. Det samme gjelder en adresse uten konto, så antall brev sier ingenting om den.
"""

from __future__ import annotations

import time
from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from veier.epost.models import Utsending
from veier.konto.bekreftelse import KODETEGN, SAMME_KODE

_BREV = ("innloggingskode", "konto_ukjent")


def merke(request: HttpRequest, adresse: str) -> str:
    """Merket på brevet og koden. Tomt når nettleseren ikke kan kjennes igjen; da er hver kode ny."""
    kapsel = str(request.META.get("CSRF_COOKIE") or "")
    if not (kapsel and adresse):
        return ""
    regnet: dict[str, str] = request.__dict__.setdefault("_kodemerker", {})
    if adresse not in regnet:  # koden og brevet har det samme, også når minuttet skifter mellom dem
        regnet[adresse] = _gjeldende(kapsel, adresse)
    return regnet[adresse]


def _gjeldende(kapsel: str, adresse: str) -> str:
    minutt = int(time.time()) // SAMME_KODE
    forrige, dette = (_merke(kapsel, adresse, nr) for nr in (minutt - 1, minutt))
    return forrige if _er_nettopp_sendt(forrige) else dette


def kode(merket: str) -> str:
    """Åtte bokstaver med strek, som allauth lager dem. Regnet ut av merket, som ikke er nok til å finne den uten nøkkelen."""
    tall = int.from_bytes(salted_hmac("veier.konto.samme_kode.kode", merket, algorithm="sha256").digest())
    tegn = ""
    for _nr in range(8):
        tall, nr = divmod(tall, len(KODETEGN))
        tegn += KODETEGN[nr]
    return f"{tegn[:4]}-{tegn[4:]}"


def _merke(kapsel: str, adresse: str, minutt: int) -> str:
    # Tegn for tegn: to adresser som bare ligner, er to postkasser, og koden til den ene åpner aldri den andre.
    alt = f"{kapsel}\0{adresse}\0{minutt}"
    return salted_hmac("veier.konto.samme_kode.merke", alt, algorithm="sha256").hexdigest()[:32]


def _er_nettopp_sendt(merket: str) -> bool:
    """Brevet fra minuttet før ble bedt om for mindre enn et minutt siden."""
    fra = timezone.now() - timedelta(seconds=SAMME_KODE)
    brev = Q()
    for mal in _BREV:
        brev |= Q(nokkel__startswith=f"{mal}:{merket}")
    return Utsending.objects.filter(brev, opprettet_tid__gt=fra).exists()
