"""Meldinger til redaksjonen."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from samarbeid.models import Henvendelse
from veier.hendelser.handlinger import logg_hendelse

OPPBEVARING = timedelta(days=365)
DOBBELTKLIKK = timedelta(minutes=10)


@transaction.atomic
def send_henvendelse(
    *, emne: str, tekst: str, om_side: str = "", navn: str = "", epost: str = ""
) -> Henvendelse:
    """Lagrer meldingen i redaksjonens kø, og gir den en referanse avsenderen kan vise til.

    Sendes den samme meldingen to ganger på kort tid, er det et dobbeltklikk: begge får den første. Låsen gjør at
    det også gjelder to forespørsler i samme øyeblikk.
    """
    innhold = {"emne": emne, "tekst": tekst, "om_side": om_side, "navn": navn, "epost": epost}
    with connection.cursor() as peker:
        peker.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 20171))", [json.dumps(innhold)])
    nylig = timezone.now() - DOBBELTKLIKK
    if sendt := Henvendelse.objects.filter(**innhold, sendt_tid__gte=nylig).order_by("pk").first():
        return sendt
    henvendelse = Henvendelse.objects.create(emne=emne, tekst=tekst, om_side=om_side, navn=navn, epost=epost)
    logg_hendelse("henvendelse_sendt", emne=emne, referanse=henvendelse.referanse)
    return henvendelse


@transaction.atomic
def sett_status(henvendelse: Henvendelse, *, status: str) -> Henvendelse:
    """Flytter meldingen i køen. Fra den er ferdig, regnes oppbevaringstiden."""
    rad = Henvendelse.objects.select_for_update().get(pk=henvendelse.pk)
    rad.status = status
    rad.ferdig_tid = timezone.now() if status == Henvendelse.Status.FERDIG else None
    rad.save(update_fields=["status", "ferdig_tid"])
    logg_hendelse("henvendelse_status", referanse=rad.referanse, status=status)
    return rad


@transaction.atomic
def slett_gamle_henvendelser() -> int:
    """Sletter meldinger tolv måneder etter at de er ferdige. Gir antallet."""
    gamle = Henvendelse.objects.filter(ferdig_tid__lte=timezone.now() - OPPBEVARING)
    antall, _per_tabell = gamle.delete()
    if antall:
        logg_hendelse("henvendelser_slettet", antall=antall)
    return antall
