"""Sikkerhetsloggen: hvem som slapp inn, hvem som ikke gjorde det, og hvem som fikk mer å si.

Loggeren «veier.sikkerhet» skriver én linje JSON til stderr. Den står utenfor databasen, så den som har tatt
databasen, kan ikke rette i den, og fremmede kan ikke fylle den. Det redaksjonen skal se, står i hendelsesloggen;
hendelsene som gjelder sikkerhet, kommer hit av seg selv når de er lagret (``folg_hendelse``).

Ingen linje har en adresse, en sti eller en nøkkel. Avsenderen og en adresse noen skrev, står som et avtrykk: en
HMAC med en nøkkel som byttes hver uke. Samme avtrykk betyr samme avsender den uken; mer kan ikke leses ut av det.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import uuid

from allauth.core import context
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from veier.grense import klientadresse

_logger = logging.getLogger("veier.sikkerhet")

# Hendelsene som også er sikkerhet, på starten av koden.
GJELDER_SIKKERHET = (
    "administratorkode_",
    "eksport_",
    "entreprenor_avslatt",
    "entreprenor_bekreftet",
    "entreprenor_overtatt",
    "entreprenor_registrert",
    "foresporsel_",
    "invitasjon_",
    "konto_",
    "medlem",
    "oppbevaring_stanset",
    "redaksjon_",
    "rolle_",
    "sletting_",
    "tatt_ned",
    "utvalg_delt",
    "versjon_publisert",
)
# En adresse eller en sti; en tilfeldig nøkkel (lang, med store og små bokstaver); en sum i heksadesimal.
_RISIKABELT = re.compile(r"[@/\\?#]|(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{20,}|[0-9a-f]{32,}")


def noter(hva: str, *, request: HttpRequest | None = None, bruker: object = None, **felt: object) -> None:
    """Skriver én linje. ``hva`` er en kort kode, ``felt`` er tall, koder og ``avtrykk`` – aldri det noen skrev.

    Uten ``request`` brukes den forespørselen som pågår; i en jobb er det ingen. Hever aldri noe.
    """
    request = request or context.request
    if bruker is None and request is not None:
        bruker = getattr(request, "user", None)
    linje: dict[str, object] = {"hva": hva}
    if hvem := _hvem(bruker):
        linje["hvem"] = hvem
    if request is not None:
        linje["avsender"] = avtrykk(klientadresse(request))
    linje |= {navn: _trygg(verdi) for navn, verdi in felt.items()}
    _logger.info("sikkerhet", extra={"felt": linje})


def folg_hendelse(kode: str, *, av: uuid.UUID | None, gjelder_id: str) -> None:
    """Hendelsen kommer i sikkerhetsloggen når det den forteller om, er lagret."""
    if not kode.startswith(GJELDER_SIKKERHET):
        return
    request = context.request
    felt = {"gjelder": gjelder_id} if gjelder_id else {}
    transaction.on_commit(lambda: noter(kode, request=request, bruker=av, **felt), robust=True)


def avtrykk(verdi: str) -> str:
    """Et avtrykk av en adresse: likt hele uken, umulig å regne tilbake uten nøkkelen."""
    ar, uke, _dag = timezone.now().isocalendar()
    nokkel = hashlib.sha256(f"sikkerhetslogg:{ar}:{uke}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(nokkel, verdi.strip().casefold().encode(), "sha256").hexdigest()[:16]


def _hvem(bruker: object) -> str:
    """Personens tilfeldige id, den samme som i hendelsesloggen."""
    if isinstance(bruker, uuid.UUID):
        return str(bruker)
    return str(getattr(bruker, "offentlig_id", "") or "")


def _trygg(verdi: object) -> object:
    """Det som kan være en adresse, en sti eller en nøkkel, skrives ikke, uansett hvem som sendte det hit."""
    if verdi is None or isinstance(verdi, bool | int | float):
        return verdi
    if isinstance(verdi, list | tuple):
        return [_trygg(del_) for del_ in verdi]
    tekst = str(verdi)
    if _er_uuid(tekst):
        return tekst
    return "(utelatt)" if len(tekst) > 200 or _RISIKABELT.search(tekst) else tekst


def _er_uuid(tekst: str) -> bool:
    try:
        return str(uuid.UUID(tekst)) == tekst
    except ValueError:
        return False
