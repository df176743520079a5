"""Hvor mange utgaver av det samme som beholdes."""

from __future__ import annotations

from django.db.models import Q

from veier.gjennomgang.models import Utgave, Versjon

# Det eieren gjør alene, og kan gjøre om igjen så ofte hun vil.
EIERENS = (Utgave.Hva.SENDT_INN, Utgave.Hva.TRUKKET)
HOYST_UBESVARTE = 20


def rydd_ubesvarte(rad: Versjon, hva: str) -> None:
    """Gjør plass til en ny utgave av det eieren gjør alene. Objektet er låst.

    Ubesvart er det som er skrevet etter redaksjonens siste svar. Sendes det samme inn igjen, erstatter det forrige
    «sendt inn» og «trukket»; ellers beholdes de siste. Det redaksjonen har svart på, og svarene, røres aldri, og
    hendelsesloggen har alle gangene.
    """
    utgaver = rad.utgaver().om(rad.objekt)
    svar = utgaver.exclude(hva__in=EIERENS).order_by("tid", "pk").last()
    etter = utgaver.filter(Q(tid__gt=svar.tid) | Q(tid=svar.tid, pk__gt=svar.pk)) if svar else utgaver
    ubesvarte = list(etter.order_by("-tid", "-pk"))
    bort = ubesvarte[HOYST_UBESVARTE - 1 :]
    if hva == Utgave.Hva.SENDT_INN:
        bort += [utgave for utgave in ubesvarte[:2] if utgave.svar == rad.innhold()]
    if bort:
        utgaver.filter(pk__in=[utgave.pk for utgave in bort]).delete()
