"""Brev til alle i redaksjonen om noe som står i køen eller har skjedd."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import override

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal


def skriv_til_redaksjonen(mal: str, *, nokkel: str, side: Callable[[], str], **verdier: str) -> None:
    """Ett brev til hver, på målformen hun har valgt. ``side`` gir stien til siden brevet handler om.

    Den samme nøkkelen gir aldri to brev til den samme.
    """
    for redaktor in Bruker.objects.redaktorer():
        with override(redaktor.malform):
            lenke = settings.ADRESSE + side()
            send_mal(
                mal,
                nokkel=nokkel,
                til=redaktor.epost,
                malform=redaktor.malform,
                verdier={**verdier, "lenke": lenke},
            )
