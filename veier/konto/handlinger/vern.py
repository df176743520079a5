"""Å ta bort alt som kan brukes til å komme inn på en konto."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from veier.brukere.models import Bruker


@transaction.atomic(savepoint=False)
def ta_bort_innganger(bruker: Bruker, *, siden: datetime | None = None) -> bool:
    """Passordet slettes, alle økter avsluttes, og kodeapper, passnøkler, gjenopprettingskoder og innlogginger
    hos det offentlige tas bort. Med ``siden`` beholdes de som er eldre.

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
