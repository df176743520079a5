"""Piloten: planen, starten, tallene, sjekklisten, og avgjørelsen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samarbeid.models import Enighet, Indikator, Manedstall, Pilot, Samarbeid, Samtaleside, Sjekkpunkt, Skritt
from samarbeid.samarbeidene.handlinger.beslutningen import Beslutning, begrunn, krev_beslutning, uten_fritekst
from samarbeid.samarbeidene.handlinger.grunnlag import (
    Aktor,
    Gjort,
    Innsending,
    er_kunngjort,
    ingen_fritekst,
    utfor,
)
from samarbeid.samarbeidene.pilotkrav import mangler
from samarbeid.samarbeidene.tilstander import AVGJORELSER, Handling, avgjorelser
from veier.feil import Domenefeil, FeilIFelt
from veier.typer import Verdi

# Det som blir med når en pilot prøves på nytt: alt i planen unntatt tiden og den som skal avgjøre.
TAS_MED = (
    "hypotese", "innsats_entreprenor", "innsats_offentlig", "med_mennesker", "pris", "personvern", "personvern_hvordan",
    "videre", "stopp",
)  # fmt: skip
INDIKATORFELT = ("navn", "enhet", "for_verdi", "mal", "maler")


def siste_pilot(samarbeid: Samarbeid) -> Pilot | None:
    """Piloten som planlegges, er i gang, eller sist ble avgjort."""
    return samarbeid.piloter.order_by("-nr").first()


def siste_startede(samarbeid: Samarbeid) -> Pilot | None:
    """Den siste piloten som er startet, også når en ny planlegges."""
    return samarbeid.piloter.filter(startet_tid__isnull=False).order_by("-nr").first()


def lagre_plan(samarbeid: Samarbeid, inn: Innsending, verdier: Mapping[str, Verdi], *, av: Aktor) -> Skritt:
    """Lagrer en del av planen. Et ja til planen slik den var før, gjelder ikke lenger."""

    def gjor(rad: Samarbeid) -> Gjort:
        pilot = _plan(rad)
        for felt, verdi in verdier.items():
            setattr(pilot, felt, verdi)
        pilot.save()
        _ny_enighet(rad)
        return Gjort()

    return utfor(samarbeid, Handling.PLAN, inn, av=av, gjor=gjor)


def lagre_indikatorer(
    samarbeid: Samarbeid, inn: Innsending, indikatorer: Mapping[int, Mapping[str, Verdi]], *, av: Aktor
) -> Skritt:
    """Lagrer tallene piloten skal følge, etter nummer. Et nummer uten navn er ikke med."""

    def gjor(rad: Samarbeid) -> Gjort:
        pilot = _plan(rad)
        for nr, felt in indikatorer.items():
            if felt["navn"]:
                Indikator.objects.update_or_create(pilot=pilot, nr=nr, defaults=felt)
            else:
                Indikator.objects.filter(pilot=pilot, nr=nr).delete()
        _ny_enighet(rad)
        return Gjort()

    return utfor(samarbeid, Handling.PLAN, inn, av=av, gjor=gjor)


def si_ja_til_planen(samarbeid: Samarbeid, inn: Innsending, *, av: Aktor) -> Skritt:
    """Siden er enig i planen slik den står. Hever Domenefeil når noe mangler i den."""

    def gjor(rad: Samarbeid) -> Gjort:
        _hel_plan(rad)
        Enighet.objects.get_or_create(
            samarbeid=rad, hva=Enighet.Hva.PLAN, side=av.side, defaults={"av": av.av}
        )
        return Gjort()

    return utfor(samarbeid, Handling.PLAN_JA, inn, av=av, gjor=gjor)


def start_pilot(
    samarbeid: Samarbeid,
    inn: Innsending,
    *,
    beslutter: str,
    rolle: str,
    besluttet_dato: date | None,
    av: Aktor,
) -> Skritt:
    """Virksomheten starter piloten, med hvem som bestemte det. Hever Domenefeil når noe mangler, eller entreprenøren ikke er enig."""

    def gjor(rad: Samarbeid) -> Gjort:
        pilot = _hel_plan(rad)
        if not rad.enighet.filter(hva=Enighet.Hva.PLAN, side=Samtaleside.ENTREPRENOR).exists():
            raise Domenefeil(_("Entreprenøren må si ja til planen først."))
        if pilot.beslutningsdato is not None and pilot.beslutningsdato <= timezone.localdate():
            raise Domenefeil(_("Dagen for avgjørelsen er alt gått. Sett en ny i planen."))
        krev_beslutning(beslutter, rolle, besluttet_dato)
        pilot.startet_tid = timezone.now()
        pilot.save(update_fields=["startet_tid"])
        return Gjort(beslutter=beslutter, rolle=rolle, besluttet_dato=besluttet_dato)

    return utfor(samarbeid, Handling.START, inn, av=av, gjor=gjor)


def lagre_sjekkliste(
    samarbeid: Samarbeid, inn: Innsending, punkter: Mapping[str, str], *, av: Aktor
) -> Skritt:
    """Lagrer sjekklisten: koden → statusen."""

    def gjor(rad: Samarbeid) -> Gjort:
        siste = siste_pilot(rad)
        # Den som er avgjort, står som den var; punktene er om den neste.
        pilot = siste if siste and siste.avgjort_tid is None else _plan(rad)
        for kode, status in punkter.items():
            Sjekkpunkt.objects.update_or_create(pilot=pilot, kode=kode, defaults={"status": status})
        return Gjort()

    return utfor(samarbeid, Handling.SJEKKLISTE, inn, av=av, gjor=gjor)


def lagre_tall(
    samarbeid: Samarbeid, inn: Innsending, maned: date, verdier: Mapping[int, Decimal | None], *, av: Aktor
) -> Skritt:
    """Tallene for en måned, etter indikatorens nummer. Det som står tomt, blir stående som det var. Hever Domenefeil og FeilIFelt."""

    def gjor(rad: Samarbeid) -> Gjort:
        pilot = siste_pilot(rad)
        if pilot is None or pilot.startet_tid is None:
            raise Domenefeil(_("Piloten er ikke startet ennå."))
        if maned not in maneder(pilot):
            raise FeilIFelt("maned", _("Velg en måned fra piloten begynte, og ikke i framtiden."))
        skrevet = {nr: verdi for nr, verdi in verdier.items() if verdi is not None}
        if not skrevet:
            raise Domenefeil(_("Skriv minst ett tall."))
        for indikator in pilot.indikatorer.filter(nr__in=skrevet):
            felt = {"verdi": skrevet[indikator.nr], "av": av.av, "tid": timezone.now()}
            Manedstall.objects.update_or_create(indikator=indikator, maned=maned, defaults=felt)
        return Gjort(tekst=date_format(maned, "F Y"))

    return utfor(samarbeid, Handling.TALL, inn, av=av, gjor=gjor)


def maneder(pilot: Pilot, i_dag: date | None = None) -> list[date]:
    """Månedene det kan skrives tall for, den siste først: fra piloten begynte, til og med denne."""
    na = (i_dag or timezone.localdate()).replace(day=1)
    begynte = pilot.start_dato or (timezone.localtime(pilot.startet_tid).date() if pilot.startet_tid else na)
    maned, ut = min(begynte.replace(day=1), na), []
    while maned <= na:
        ut.append(maned)
        maned = date(maned.year + maned.month // 12, maned.month % 12 + 1, 1)
    return ut[::-1]


def skriv_lardom(samarbeid: Samarbeid, inn: Innsending, *, tekst: str, av: Aktor) -> Skritt:
    """Det siden har lært av den siste piloten som ble startet. Hver side skriver sitt. Hever Domenefeil."""

    def gjor(rad: Samarbeid) -> Gjort:
        pilot = siste_startede(rad)
        if pilot is None:
            raise Domenefeil(_("Det er ingen pilot å skrive om."))
        felt = "lardom_entreprenor" if av.side == Samtaleside.ENTREPRENOR else "lardom_offentlig"
        setattr(pilot, felt, tekst)
        pilot.save(update_fields=[felt])
        return Gjort()

    return utfor(samarbeid, Handling.LARDOM, inn, av=av, gjor=gjor)


def avgjor(
    samarbeid: Samarbeid, inn: Innsending, *, avgjorelse: str, bestemt: Beslutning, tekst: str = "", av: Aktor
) -> Skritt:
    """Det som er bestemt etter piloten, av hvem, og hvorfor. Samarbeidet går dit avgjørelsen sier.

    Er det en annen enn planen sa, må det stå hvorfor. Mens konkurransen er kunngjort, skrives ingenting fritt. Hever FeilIFelt.
    """

    def gjor(rad: Samarbeid) -> Gjort:
        pilot = siste_pilot(rad)
        if pilot is None or not pilot.er_i_gang:
            raise Domenefeil(_("Det er ingen pilot som venter på en avgjørelse."))
        kunngjort = er_kunngjort(rad)
        if avgjorelse not in avgjorelser(kunngjort=kunngjort):
            raise FeilIFelt(
                "avgjorelse",
                _("Konkurransen er kunngjort, så veien til en avtale går gjennom den. Velg noe annet."),
            )
        ingen_fritekst(rad, begrunnelse=tekst, rolle=bestemt.rolle, avvik=bestemt.avvik)
        b, hvorfor = uten_fritekst(pilot, bestemt) if kunngjort else (bestemt, tekst)
        krev_beslutning(b.beslutter, b.rolle, b.dato)
        if not kunngjort:
            hvorfor = begrunn(pilot, b, tekst)
        pilot.avgjorelse, pilot.avgjort_tid = avgjorelse, timezone.now()
        pilot.save(update_fields=["avgjorelse", "avgjort_tid"])
        if avgjorelse == Pilot.Avgjorelse.STOPP:
            rad.neste_steg, rad.neste_dato, rad.neste_side = "", None, ""
        return Gjort(hvorfor, AVGJORELSER[avgjorelse], b.beslutter, b.rolle, b.dato)

    return utfor(samarbeid, Handling.AVGJOR, inn, av=av, gjor=gjor)


def indikatorene(pilot: Pilot | None) -> Sequence[Indikator]:
    return list(pilot.indikatorer.all()) if pilot else []


def _hel_plan(rad: Samarbeid) -> Pilot:
    """Planen, når ingenting mangler. Hever Domenefeil."""
    pilot = siste_pilot(rad)
    if pilot is None or pilot.startet_tid or mangler(pilot, indikatorene(pilot)):
        raise Domenefeil(_("Planen er ikke ferdig. Fyll ut det som mangler først."))
    return pilot


def _plan(rad: Samarbeid) -> Pilot:
    """Piloten som planlegges. Er den forrige avgjort, begynner en ny med det samme innholdet."""
    forrige = siste_pilot(rad)
    if forrige is not None and forrige.startet_tid is None:
        return forrige
    ny = Pilot(samarbeid=rad, nr=(forrige.nr if forrige else 0) + 1)
    if forrige is not None:
        for felt in TAS_MED:
            setattr(ny, felt, getattr(forrige, felt))
    ny.save()
    for rad_ in indikatorene(forrige):
        Indikator.objects.create(
            pilot=ny, nr=rad_.nr, **{felt: getattr(rad_, felt) for felt in INDIKATORFELT}
        )
    return ny


def _ny_enighet(rad: Samarbeid) -> None:
    Enighet.objects.filter(samarbeid=rad, hva=Enighet.Hva.PLAN).delete()
