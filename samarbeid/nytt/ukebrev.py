"""Brevet én gang i uken: det som er nytt og passer, og dagene som kommer. Uten noe av det går det ikke noe brev."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.kalender.dagene import Kalenderen
from samarbeid.nytt.passer import Nyhet, nyheter
from veier.brukere.models import Bruker
from veier.dokument.blokker import Avsnitt, Bit, Blokk, Innhold, Liste
from veier.epost.avmelding import er_avmeldt, lenke_for
from veier.epost.brevslag import UKEBREVET
from veier.epost.handlinger import send_mal
from veier.epost.trygg import trygg_tekst, trygt_navn
from veier.hendelser.handlinger import logg_hendelse
from veier.hendelser.models import Hendelse
from veier.jobber import sett_i_ko
from veier.medlemskap.hatter import hatter
from veier.medlemskap.models import Organisasjon
from veier.medlemskap.slag import alle_slag
from veier.virkedager import NORGE, er_virkedag

JOBB, SATT = "samarbeid.ukebrev", "ukebrev_satt_i_ko"
KOMMER = timedelta(days=14)
HOYST_DAGER = 5


@transaction.atomic
def sett_ukens_brev_i_ko(i_dag: date | None = None) -> int:
    """Én jobb for hver som er med i noe, den første virkedagen i uken, eller den første etter når ingenting gikk den dagen.

    Alle settes i køen, eller ingen. Gir hvor mange; null når ukens er satt i køen før.
    """
    dagen = i_dag or timezone.localdate()
    mandag = mandagen(dagen)
    if not er_virkedag(dagen) or Hendelse.objects.filter(kode=SATT, gjelder_id=str(mandag)).exists():
        return 0
    med = Q()
    for slag in alle_slag().values():
        med |= Q(pk__in=slag.medlemskap.objects.values("bruker"))
    numre = Bruker.objects.filter(med, is_active=True).order_by("pk").values_list("pk", flat=True)
    for pk in numre:
        sett_i_ko(JOBB, bruker=pk, mandag=mandag.isoformat())
    logg_hendelse(SATT, gjelder_id=str(mandag), antall=len(numre))
    return len(numre)


@transaction.atomic
def send_ukens_brev(bruker: int, mandag: date) -> bool:
    """Brevet for uken før ``mandag``. Uken er en del av nøkkelen: den samme jobben to ganger gir ett brev."""
    person = Bruker.objects.filter(pk=bruker, is_active=True).first()
    if person is None or er_avmeldt(person.epost, UKEBREVET):
        return False
    with override(person.malform):
        organisasjoner = [h.organisasjon for h in hatter(person)]
        blokker = [*_nytt(person, organisasjoner, mandag), *_dagene(person, organisasjoner)]
        if not blokker:
            return False
        verdier: dict[str, str | Innhold] = {
            "nytt": Innhold(tuple(blokker)),
            "lenke": settings.ADRESSE + reverse("min_side"),
            "stopplenke": lenke_for(person.epost, UKEBREVET),
        }
    utsending = send_mal(
        "ukebrev",
        nokkel=f"{person.offentlig_id}:{mandag:%G-%V}",
        til=person.epost,
        malform=person.malform,
        verdier=verdier,
        hemmelig=True,  # dagene har det partene skrev i samarbeidet, og redaksjonen skal ikke lese det i utsendingene
    )
    return utsending is not None


def mandagen(dag: date) -> date:
    return dag - timedelta(days=dag.weekday())


def _nytt(person: Bruker, organisasjoner: Sequence[Organisasjon], mandag: date) -> list[Blokk]:
    """Uken før mandagen, så ingenting fortelles to ganger og ingenting faller mellom to brev."""
    slutt = datetime.combine(mandag, time(), tzinfo=NORGE)
    periode = (datetime.combine(mandag - timedelta(days=7), time(), tzinfo=NORGE), slutt)
    entreprenorer = [o for o in organisasjoner if isinstance(o, Entreprenor)]
    virksomheter = [o for o in organisasjoner if isinstance(o, OffentligPart)]
    ut: list[Blokk] = []
    for navn, nye in nyheter(entreprenorer, virksomheter, person, periode):
        ut += [Avsnitt((Bit(_("Nytt som passer %(navn)s:") % {"navn": trygt_navn(navn)}),)), _liste(nye)]
    return ut


def _liste(nye: Iterable[Nyhet]) -> Liste:
    punkter = []
    for n in nye:
        om = [trygt_navn(n.hvem)] if n.hvem else []
        om += [_("Oppdiktet")] if n.oppdiktet else []
        om += [trygg_tekst(grunn).rstrip(".") for grunn in n.grunner]
        navnet = Bit(trygt_navn(n.navn), lenke=settings.ADRESSE + n.adresse)
        punkter.append((navnet, Bit(f": {'. '.join(om)}.")) if om else (navnet,))
    return Liste(tuple(punkter))


def _dagene(person: Bruker, organisasjoner: Sequence[Organisasjon]) -> list[Blokk]:
    i_dag = timezone.localdate()
    kalenderen = Kalenderen(person, i_dag, lambda sti: settings.ADRESSE + sti)
    kommer = [o for o in kalenderen.oppforinger(organisasjoner) if i_dag <= o.dag <= i_dag + KOMMER][
        :HOYST_DAGER
    ]
    if not kommer:
        return []
    punkter = tuple(
        (Bit(f"{date_format(o.dag, 'j. F')}: "), Bit(trygt_navn(o.tittel), lenke=o.adresse)) for o in kommer
    )
    return [Avsnitt((Bit(_("Dagene som kommer:")),)), Liste(punkter)]
