"""Å ta bort alt som kan brukes til å komme inn på en konto."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from veier.brukere.models import Bruker

# Kontoen, og fra når; None er alt. Gir hvor mange den tok bort.
TaBort: TypeAlias = Callable[[Bruker, datetime | None], int]
_andre: list[TaBort] = []


def meld_inngang(ta_bort: TaBort) -> None:
    """Noe en app over denne lar den som har kontoen, lage, og som virker uten å logge inn på den igjen."""
    _andre.append(ta_bort)


@transaction.atomic(savepoint=False)
def ta_bort_innganger(bruker: Bruker, *, siden: datetime | None = None) -> bool:
    """Passordet slettes, alle økter avsluttes, og kodeapper, passnøkler, gjenopprettingskoder og innlogginger
    hos det offentlige tas bort, og det appene har meldt. Med ``siden`` beholdes det som er eldre.

    Koder som er sendt og innlogginger som er halvferdige, gjelder heller ikke lenger, i noen økt. Gir True når
    det var et passord, en sikring eller en innlogging der.
    """
    sikringer = Authenticator.objects.filter(user=bruker)
    innlogginger = SocialAccount.objects.filter(user=bruker)
    if siden is not None:
        sikringer = sikringer.filter(created_at__gte=siden)
        innlogginger = innlogginger.filter(date_joined__gte=siden)
    hadde_passord = bruker.has_usable_password()
    antall = sikringer.delete()[0] + innlogginger.delete()[0]
    for ta_bort in _andre:
        ta_bort(bruker, siden)
    # Også uten passord: et nytt, ubrukelig passord gjør hver økt ugyldig, også de som ikke står i listen.
    bruker.set_unusable_password()
    bruker.pagaende_fra_tid = timezone.now()
    bruker.save(update_fields=["password", "pagaende_fra_tid"])
    avslutt_okter(bruker)
    return hadde_passord or bool(antall)


def avslutt_okter(bruker: Bruker) -> None:
    """Logger brukeren ut overalt."""
    for okt in UserSession.objects.filter(user=bruker):
        okt.end()
