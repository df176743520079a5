"""Meldinger til redaksjonen."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from samarbeid.models import Henvendelse, Henvendelsessvar
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse

OPPBEVARING = timedelta(days=365)
DOBBELTKLIKK = timedelta(minutes=10)


@transaction.atomic
def send_henvendelse(
    *, emne: str, tekst: str, om_side: str = "", navn: str = "", epost: str = "", malform: str = "nb"
) -> Henvendelse:
    """Lagrer meldingen i redaksjonens kø, og gir den en referanse avsenderen kan vise til. Har hun oppgitt e-post, får hun
    den også der. Brevet har ikke teksten: adressen kan være en annens.

    Sendes den samme meldingen to ganger på kort tid, er det et dobbeltklikk: begge får den første. Låsen gjør at
    det også gjelder to forespørsler i samme øyeblikk.
    """
    innhold = {"emne": emne, "tekst": tekst, "om_side": om_side, "navn": navn, "epost": epost}
    with connection.cursor() as peker:
        peker.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 20171))", [json.dumps(innhold)])
    nylig = timezone.now() - DOBBELTKLIKK
    if sendt := Henvendelse.objects.filter(**innhold, sendt_tid__gte=nylig).order_by("pk").first():
        return sendt
    henvendelse = Henvendelse.objects.create(**innhold, malform=malform)
    logg_hendelse("henvendelse_sendt", emne=emne, referanse=henvendelse.referanse)
    if epost:
        send_brev(
            "henvendelse_mottatt",
            nokkel=henvendelse.referanse,
            til=epost,
            malform=malform,
            referanse=henvendelse.referanse,
            sendt=f"{timezone.localtime(henvendelse.sendt_tid):%d.%m.%Y}",
        )
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


def antall_svar(henvendelse: Henvendelse) -> int:
    return henvendelse.svarene.filter(slag=Henvendelsessvar.Slag.SVAR).count()


@transaction.atomic
def svar_pa_henvendelse(
    henvendelse: Henvendelse, *, tekst: str, sett: str, av: Bruker, ferdig: bool = False, kopi: bool = False
) -> Henvendelsessvar:
    """Sender svaret på e-post, og tar vare på det. ``kopi``: redaktøren får det samme brevet. ``sett`` er hvor mange svar
    som var sendt da hun åpnet siden: to som svarer samtidig, eller en som trykker to ganger, sender ikke to brev.

    Hever Domenefeil når avsenderen ikke har oppgitt noen adresse, og når et svar er sendt imens.
    """
    rad = Henvendelse.objects.select_for_update().get(pk=henvendelse.pk)
    if not rad.epost:
        raise Domenefeil("Avsenderen har ikke oppgitt e-post, så du kan ikke svare. Skriv et notat i stedet.")
    if str(antall_svar(rad)) != sett:
        raise Domenefeil("Et svar er sendt etter at du åpnet siden. Les det før du svarer igjen.")
    svar = Henvendelsessvar.objects.create(
        henvendelse=rad, slag=Henvendelsessvar.Slag.SVAR, tekst=tekst, av=av
    )
    for til in [rad.epost, *([av.epost] if kopi else [])]:
        send_brev(
            "henvendelse_svar",
            nokkel=str(svar.pk),
            til=til,
            malform=rad.malform,
            side=("kontakt", []),
            referanse=rad.referanse,
            sendt=f"{timezone.localtime(rad.sendt_tid):%d.%m.%Y}",
            svaret=tekst,
        )
    sett_status(rad, status=Henvendelse.Status.FERDIG if ferdig else Henvendelse.Status.I_ARBEID)
    logg_hendelse("henvendelse_besvart", av=av.offentlig_id, referanse=rad.referanse)
    return svar


@transaction.atomic
def noter(henvendelse: Henvendelse, *, tekst: str, av: Bruker) -> Henvendelsessvar:
    """Et notat til dem som ser på meldingen etterpå."""
    logg_hendelse("henvendelse_notat", av=av.offentlig_id, referanse=henvendelse.referanse)
    return Henvendelsessvar.objects.create(
        henvendelse=henvendelse, slag=Henvendelsessvar.Slag.NOTAT, tekst=tekst, av=av
    )


@transaction.atomic
def slett_gamle_henvendelser() -> int:
    """Sletter meldinger tolv måneder etter at de er ferdige. Gir antallet."""
    gamle = Henvendelse.objects.filter(ferdig_tid__lte=timezone.now() - OPPBEVARING)
    antall, _per_tabell = gamle.delete()
    if antall:
        logg_hendelse("henvendelser_slettet", antall=antall)
    return antall
