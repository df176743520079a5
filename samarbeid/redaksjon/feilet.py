"""Det som ikke gikk: e-post, jobber og registeret. Og det folk lette etter uten å finne."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Entreprenor
from kommuner.models import Registerkontakt
from samarbeid.redaksjon.koer import VISES, Ko, Post, lag_ko, listen, skjemaet
from veier.epost.models import Utsending
from veier.sok.models import TomtSok

NYLIG = timedelta(days=14)
# Hver virksomhet hentes hver natt; etter en uke er det noe galt.
REGISTERET_VARER = timedelta(days=7)
# Det bare én har lett etter, kan være hva som helst, også et navn.
SOKT_AV_FLERE = 2
FLEST_SOK = 15

_JOBBER = """
SELECT j.task_name, count(*), min(e.at), sum(count(*)) OVER ()
FROM procrastinate_jobs j JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'failed'
WHERE j.status = 'failed' AND e.at > %s
GROUP BY 1 ORDER BY 3 LIMIT %s
"""


def det_som_feilet(*, administrator: bool) -> Iterator[Ko]:
    """``administrator`` ser jobbene og de hemmelige brevene i tabellene; en redaktør ser at de er der."""
    yield _epost(administrator)
    yield _jobber(administrator)
    yield from _registeret()


def _epost(administrator: bool) -> Ko:
    gitt_opp = Utsending.objects.filter(
        status=Utsending.Status.GITT_OPP, avsluttet_tid__gte=timezone.now() - NYLIG
    )
    if not administrator:
        gitt_opp = gitt_opp.filter(hemmelig=False)

    def post(brev: Utsending) -> Post:
        return Post(
            str(brev.pk), brev.emne, brev.avsluttet_tid,
            skjemaet(brev), brev.siste_feil[:120],
            knapp="" if brev.hemmelig else reverse("redaksjon_epost_igjen", args=[brev.pk]), knappetekst="Prøv igjen",
        )  # fmt: skip

    return lag_ko(
        gitt_opp, "avsluttet_tid", post, slag="epost", navn="E-post som ikke kom fram", gjor="Se brevet",
        alle=listen(Utsending, status__exact="gitt_opp"),
    )  # fmt: skip


def _jobber(administrator: bool) -> Ko:
    adresse = reverse("admin:procrastinate_procrastinatejob_changelist") if administrator else ""
    with connection.cursor() as peker:
        peker.execute(_JOBBER, [timezone.now() - NYLIG, VISES])
        rader = peker.fetchall()
    poster = [
        Post(navn, f"{navn}: {antall}", forste, adresse, "" if administrator else "En administrator ser hvorfor.")
        for navn, antall, forste, _alle in rader
    ]  # fmt: skip
    return Ko(
        "jobb", "Jobber som har gitt opp", int(rader[0][3]) if rader else 0, poster, "Se jobbene", adresse
    )


def _registeret() -> Iterator[Ko]:
    def entreprenor(rad: Entreprenor) -> Post:
        adresse = skjemaet(rad)
        return Post(str(rad.pk), rad.navn, rad.opprettet_tid, adresse, rad.organisasjonsnummer or "")

    yield lag_ko(
        Entreprenor.objects.filter(registerkontroll=Entreprenor.Kontroll.VENTER), "opprettet_tid", entreprenor,
        slag="register", navn="Numre registeret ikke har svart om", gjor="Se på organisasjonen",
        alle=listen(Entreprenor, registerkontroll__exact="venter"),
    )  # fmt: skip

    def virksomhet(rad: Registerkontakt) -> Post:
        adresse = skjemaet(rad)
        return Post(str(rad.pk), rad.part.navn, rad.hentet_tid, adresse)

    yield lag_ko(
        Registerkontakt.objects.filter(
            hentet_tid__lt=timezone.now() - REGISTERET_VARER, part__skjult=False
        ).select_related("part"),
        "hentet_tid", virksomhet, slag="registerkontakt", navn="Virksomheter registeret ikke har svart om på en uke",
        gjor="Se på den", alle=listen(Registerkontakt),
    )  # fmt: skip


def lett_etter() -> list[TomtSok]:
    """Det flere har lett etter uten at portalen hadde det, oftest først. Bare ordene; ingen vet hvem."""
    nye = TomtSok.objects.filter(status=TomtSok.Status.NYTT, antall__gte=SOKT_AV_FLERE)
    return list(nye.order_by("-antall", "uttrykk")[:FLEST_SOK])
