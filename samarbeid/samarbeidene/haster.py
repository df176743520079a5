"""Det som haster i samarbeidene, for den som er logget inn: dager som er gått eller nærmer seg, og det noen venter på.

Det samme antallet spørringer uansett hvor mange samarbeid hun har.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samarbeid.models import Enighet, Forventning, Medeier, Pilot, Samarbeid, Samtaleside
from samarbeid.models.samarbeid import andre
from samarbeid.samarbeidene.handlinger.grunnlag import er_kunngjort
from samarbeid.samarbeidene.handlinger.pilot import maneder
from samarbeid.samarbeidene.pilotkrav import mangler
from samarbeid.samarbeidene.tilstander import FOR_PILOTEN, Handling, Stadium
from veier.brukere.models import Bruker

VISES, FOR_AVGJORELSEN, FOR_STEGET = 7, timedelta(days=30), timedelta(days=7)


@dataclass(frozen=True, slots=True, order=True)
class Haster:
    """``dag`` er den det gjelder, og det de sorteres etter; noe som ikke har en dag, har dagen det begynte å vente."""

    dag: date
    tekst: str
    adresse: str
    hvor: str


@dataclass(frozen=True, slots=True)
class _Leser:
    """Siden hun er på i ett samarbeid, og om hun svarer for virksomheten som leder."""

    side: str
    leder: bool


def det_som_haster(bruker: Bruker, *, egne: set[int], ledet: set[int]) -> tuple[list[Haster], int]:
    """(de viktigste først, hvor mange som ikke vises). ``egne`` og ``ledet``: entreprenørene og virksomhetene hun er med i."""
    i_dag = timezone.localdate()
    rader = [h for s in _samarbeidene(bruker) for h in _i_ett(s, _leseren(s, egne, ledet), i_dag)]
    rader += [
        Haster(
            timezone.localtime(s.endret_tid).date(),
            _("Svar på om dere vil være med"),
            reverse("samarbeid_spurt", args=[s.medeier]),  # type: ignore[attr-defined]  # satt av spørringen
            s.tittel,
        )
        for s in (Samarbeid.objects.spurt(bruker) if ledet else ())
    ]
    rader.sort()
    return rader[:VISES], max(0, len(rader) - VISES)


def _samarbeidene(bruker: Bruker) -> Iterable[Samarbeid]:
    """De åpne, og de avsluttede der den andre siden har sagt ja til et eksempel."""
    venter = Q(enighet__hva=Enighet.Hva.EKSEMPEL, eksempel=None)
    piloter = Pilot.objects.order_by("-nr").prefetch_related("indikatorer__tallene")
    return (
        Samarbeid.objects.for_bruker(bruker)
        .filter(~Q(stadium=Stadium.AVSLUTTET) | venter)
        .distinct()
        .select_related("entreprenor", "part", "samtale__behov")
        .prefetch_related(
            Prefetch("piloter", piloter),
            Prefetch("forventninger", Forventning.objects.filter(ferdig_tid=None)),
            Prefetch("medeiere", Medeier.objects.filter(godtatt_tid=None).select_related("part")),
            "enighet",
        )
    )


def _leseren(samarbeid: Samarbeid, egne: set[int], ledet: set[int]) -> _Leser:
    if samarbeid.entreprenor_id in egne:
        return _Leser(Samtaleside.ENTREPRENOR, leder=True)
    return _Leser(Samtaleside.OFFENTLIG, leder=samarbeid.part_id in ledet)


def _i_ett(s: Samarbeid, leser: _Leser, i_dag: date) -> Iterable[Haster]:
    pilot = next(iter(s.piloter.all()), None)
    apent = s.stadium not in {Stadium.FORESLATT, Stadium.AVSLUTTET}
    if pilot and pilot.er_i_gang and apent:
        yield from _avgjorelsen(s, pilot, i_dag)
        yield from _tallene(s, pilot, i_dag)
    if apent:
        yield from _neste_steg(s, leser, i_dag)
        yield from _forventningene(s, leser, i_dag)
    if leser.leder:
        yield from _svarene(s, pilot, leser)


def _avgjorelsen(s: Samarbeid, pilot: Pilot, i_dag: date) -> Iterable[Haster]:
    dag = pilot.beslutningsdato
    if dag is None or dag - i_dag > FOR_AVGJORELSEN:
        return
    mal = (
        _("Piloten skulle vært avgjort %(dato)s av %(rolle)s")
        if dag < i_dag
        else _("Piloten skal være avgjort %(dato)s av %(rolle)s")
    )
    tekst = mal % {"dato": _dato(dag), "rolle": pilot.beslutter_rolle}
    yield Haster(dag, tekst, f"{s.get_absolute_url()}#pilot", s.tittel)


def _tallene(s: Samarbeid, pilot: Pilot, i_dag: date) -> Iterable[Haster]:
    """Månedene som er over, og der et av tallene mangler. Måneden vi er i, mangler ikke ennå."""
    ferdige = [m for m in maneder(pilot, i_dag) if m < i_dag.replace(day=1)]
    skrevet = [{t.maned for t in i.tallene.all()} for i in pilot.indikatorer.all()]
    uten = [m for m in ferdige if any(m not in tall for tall in skrevet)]
    if not uten:
        return
    eldst = uten[-1]
    tekst = ngettext(
        "Skriv tallene for %(maned)s", "Skriv tallene fra %(maned)s og utover: %(antall)s måneder", len(uten)
    ) % {"maned": date_format(eldst, "F Y").lower(), "antall": len(uten)}
    adresse = reverse("samarbeid_handling", args=[s.referanse, Handling.TALL.value])
    yield Haster(i_dag.replace(day=1), tekst, f"{adresse}?maned={eldst.isoformat()}", s.tittel)


def _neste_steg(s: Samarbeid, leser: _Leser, i_dag: date) -> Iterable[Haster]:
    """Det hun skal gjøre innen en uke, og det den andre siden skulle gjort."""
    dag = s.neste_dato
    if dag is None:
        return
    verdier = {"steg": s.neste_steg, "dato": _dato(dag), "navn": s.navnet_til(s.neste_side)}
    if s.neste_side != leser.side:
        if dag < i_dag:
            tekst = _("%(navn)s skulle gjort dette innen %(dato)s: %(steg)s") % verdier
            yield Haster(dag, tekst, s.get_absolute_url(), s.tittel)
    elif dag - i_dag <= FOR_STEGET:
        mal = _("Skulle vært gjort %(dato)s: %(steg)s") if dag < i_dag else _("Innen %(dato)s: %(steg)s")
        yield Haster(dag, mal % verdier, s.get_absolute_url(), s.tittel)


def _forventningene(s: Samarbeid, leser: _Leser, i_dag: date) -> Iterable[Haster]:
    for f in s.forventninger.all():
        adresse = f"{s.get_absolute_url()}#forventninger"
        if f.tas_opp and f.tas_opp <= i_dag and not er_kunngjort(s):
            yield Haster(f.tas_opp, _("Ta opp igjen det dere venter av hverandre"), adresse, s.tittel)
        elif f.side != leser.side and f.enig_tid is None and f.tas_opp:
            tekst = _("Si om dere er enige i det %(navn)s venter") % {"navn": s.navnet_til(f.side)}
            yield Haster(f.tas_opp, tekst, adresse, s.tittel)


def _svarene(s: Samarbeid, pilot: Pilot | None, leser: _Leser) -> Iterable[Haster]:
    """Det den andre siden venter på et svar på."""
    siden = timezone.localtime(s.endret_tid).date()
    motpart = s.navnet_til(andre(leser.side))
    if s.stadium == Stadium.FORESLATT and s.foreslatt_av != leser.side:
        tekst = _("%(navn)s venter på om dere vil samarbeide") % {"navn": motpart}
        yield Haster(siden, tekst, s.get_absolute_url(), s.tittel)
    enige = {(e.hva, e.side) for e in s.enighet.all()}
    if _planen_venter(s, pilot, leser, enige):
        tekst = _("%(navn)s venter på ja til planen for piloten") % {"navn": motpart}
        yield Haster(siden, tekst, f"{s.get_absolute_url()}#pilot", s.tittel)
    eksempel = Enighet.Hva.EKSEMPEL
    if (
        s.eksempel_id is None
        and (eksempel, andre(leser.side)) in enige
        and (eksempel, leser.side) not in enige
    ):
        adresse = reverse("samarbeid_handling", args=[s.referanse, Handling.EKSEMPEL.value])
        tekst = _("%(navn)s spør om samarbeidet kan bli et eksempel") % {"navn": motpart}
        yield Haster(siden, tekst, adresse, s.tittel)
    if s.stadium == Stadium.AVSLUTTET:
        return
    for m in s.medeiere.all():
        if m.spurt_av != leser.side:
            adresse = reverse(
                "samarbeid_handling_del", args=[s.referanse, Handling.MEDEIER_SVAR.value, str(m.pk)]
            )
            tekst = _("Si om det er greit at %(navn)s blir med") % {"navn": m.part.navn}
            yield Haster(siden, tekst, adresse, s.tittel)


def _planen_venter(s: Samarbeid, pilot: Pilot | None, leser: _Leser, enige: set[tuple[str, str]]) -> bool:
    """Planen er ferdig, og virksomheten kan ikke starte før entreprenøren har sagt ja."""
    if pilot is None or pilot.startet_tid or s.stadium not in FOR_PILOTEN:
        return False
    if leser.side != Samtaleside.ENTREPRENOR or (Enighet.Hva.PLAN, leser.side) in enige:
        return False
    return not mangler(pilot, list(pilot.indikatorer.all()))


def _dato(dag: date) -> str:
    return str(date_format(dag, "j. F Y"))
