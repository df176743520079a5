"""Møtene i en samtale: forslaget, tiden som velges, og det som ble sagt. Teksten er det de andre leser, også i e-posten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samarbeid.models import Innlegg, Mote, Samtale
from veier.feil import Domenefeil, FeilIFelt

LENGST_FREM, LENGST_TILBAKE = timedelta(days=365), timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Forslag:
    """Det en side foreslår. Tidene er i stigende rekkefølge."""

    tider: Sequence[datetime]
    minutter: int
    sted: str


def apent_forslag(samtale: Samtale) -> Mote | None:
    """Det siste forslaget, når ingen har valgt en tid i det."""
    sist = Mote.objects.filter(innlegg__samtale=samtale).order_by("-innlegg__nr").first()
    return sist if sist and sist.valgt is None else None


def kontroller_forslag(forslag: Forslag | None) -> None:
    """Hever FeilIFelt når en tid er gått, eller er mer enn et år fram."""
    na = timezone.now()
    if forslag is None or not all(na < tid < na + LENGST_FREM for tid in forslag.tider):
        raise FeilIFelt("dag_1", _("Velg tider som ikke er gått, og som er innen et år."))


def kontroller_dagen(dag: date | None) -> None:
    """Hever FeilIFelt når møtet ikke har vært, eller er mer enn et år siden."""
    i_dag = timezone.localdate()
    if dag is None or not i_dag - LENGST_TILBAKE <= dag <= i_dag:
        raise FeilIFelt("dag", _("Velg dagen dere møttes, ikke mer enn et år siden."))


def velg_tid(samtale: Samtale, tid: datetime | None) -> Mote:
    """Setter tiden. Hever Domenefeil når forslaget er borte, eller ikke har den."""
    forslag = apent_forslag(samtale)
    if forslag is None or tid not in forslag.tider:
        raise Domenefeil(_("Det går ikke nå. Les samtalen på nytt, og se hva dere kan gjøre."))
    if tid < timezone.now():
        raise FeilIFelt("tid", _("Den tiden er gått. Foreslå en ny."))
    forslag.valgt = tid
    forslag.save(update_fields=["valgt"])
    return forslag


def lagre_forslag(innlegg: Innlegg, forslag: Forslag) -> Mote:
    return Mote.objects.create(
        innlegg=innlegg, tider=list(forslag.tider), minutter=forslag.minutter, sted=forslag.sted
    )


def forslagsteksten(forslag: Forslag, tekst: str) -> str:
    hode = _("Forslag til møte, %(minutter)s minutter, %(sted)s:") % {
        "minutter": forslag.minutter,
        "sted": forslag.sted,
    }
    tider = "\n".join(f"– {i_ord(tid)}" for tid in forslag.tider)
    return "\n\n".join(d for d in (tekst, f"{hode}\n{tider}") if d)


def valgteksten(mote: Mote) -> str:
    verdier = {"tid": i_ord(mote.valgt), "minutter": mote.minutter, "sted": mote.sted}
    return _("Møtet blir %(tid)s, %(minutter)s minutter, %(sted)s.") % verdier


def referatteksten(dag: date, hvem: str, tekst: str) -> str:
    hode = _("Møte %(dag)s. Med: %(hvem)s.") % {"dag": date_format(dag, "j. F Y"), "hvem": hvem.rstrip(".")}
    return f"{hode}\n\n{tekst}"


def i_ord(tid: datetime | None) -> str:
    """«tirsdag 1. desember 2026 kl. 10.00», norsk tid."""
    return date_format(timezone.localtime(tid), "l j. F Y \\k\\l. H.i").lower() if tid else ""
