"""Oppdiktede samarbeid på hvert stadium, skritt for skritt etter den samme tabellen som de virkelige. Ingen får e-post om dem."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.management.demodata import EIER, hent_bruker
from samarbeid.management.demosamtaler import VIRKSOMHETER
from samarbeid.models import (
    Forventning,
    Hindring,
    Indikator,
    Manedstall,
    Pilot,
    Samarbeid,
    Samarbeidsavtale,
    Samtaleside,
    Skritt,
)
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor, Gjort, Innsending, skriv_skritt
from samarbeid.samarbeidene.handlinger.pilot import maneder
from samarbeid.samarbeidene.tilstander import Stadium
from veier.brukere.models import Bruker
from veier.taksonomi.ordforrad import Rolleslag

Slag = Skritt.Slag
EVA, OLA = Samtaleside.ENTREPRENOR, Samtaleside.OFFENTLIG


@dataclass(frozen=True, slots=True)
class Ledd:
    """Ett skritt: hva, hvem, og hvor det fører. ``rolle`` er den som bestemte det."""

    slag: Skritt.Slag
    side: str
    til: Stadium | None = None
    rolle: tuple[str, str] = ("", "")
    tekst: str = ""


ENHET = (Rolleslag.ENHET.value, "leder for avdelingen")
SEKTOR = (Rolleslag.SEKTOR.value, "kommunalsjef for helse og velferd")
POLITISK = (Rolleslag.POLITISK.value, "kommunestyret")
BEGYNT = (Ledd(Slag.FORESLATT, EVA), Ledd(Slag.JA, OLA, Stadium.SAMTALE))
GJENNOMGATT = (*BEGYNT, Ledd(Slag.STADIUM, EVA, Stadium.GJENNOMGANG), Ledd(Slag.FORVENTNING, OLA))
PROVES = (
    *GJENNOMGATT,
    Ledd(Slag.PLAN, EVA),
    Ledd(Slag.PLAN_JA, EVA),
    Ledd(Slag.START, OLA, Stadium.PILOT, ENHET),
    Ledd(Slag.TALL, EVA),
)
BLE_BEDRE = "Tallene ble bedre, og de ansatte vil fortsette."
VIDERE = (
    *PROVES,
    Ledd(Slag.LARDOM, EVA),
    Ledd(Slag.LARDOM, OLA),
    Ledd(Slag.AVGJOR, OLA, Stadium.AVTALE, SEKTOR, BLE_BEDRE),
)
# Stadiet → veien dit.
FORLOP: Mapping[Stadium, tuple[Ledd, ...]] = {
    Stadium.FORESLATT: (Ledd(Slag.FORESLATT, EVA),),
    Stadium.SAMTALE: BEGYNT,
    Stadium.GJENNOMGANG: GJENNOMGATT,
    Stadium.PILOT: PROVES,
    Stadium.VURDERING: (*PROVES, Ledd(Slag.STADIUM, OLA, Stadium.VURDERING)),
    Stadium.AVTALE: VIDERE,
    Stadium.DRIFT: (*VIDERE, Ledd(Slag.AVTALE, OLA), Ledd(Slag.STADIUM, OLA, Stadium.DRIFT, POLITISK)),
    Stadium.AVSLUTTET: (
        *PROVES,
        Ledd(Slag.LARDOM, OLA),
        Ledd(Slag.AVGJOR, OLA, Stadium.AVSLUTTET, SEKTOR, "Det ble ikke satt av penger i budsjettet."),
    ),
}
AVGJORELSER = {Stadium.AVTALE: Pilot.Avgjorelse.VIDERE, Stadium.AVSLUTTET: Pilot.Avgjorelse.STOPP}
# Tallet, enheten, hvordan det var før, målet, og hva det øker med i måneden.
TALLENE = (
    ("Deltakere som kommer hver uke", "personer", 4, 12, 2),
    ("Deltakere som sier at de har noen å snakke med", "av ti", 3, 7, 1),
    ("Timer de ansatte bruker", "timer i uken", 0, 6, 1),
)


@transaction.atomic
def lag_demosamarbeid() -> int:
    """Ett samarbeid på hvert stadium, hos hver sin oppdiktede entreprenør som ikke har noen. Gir antallet nye.

    De fjernes sammen med entreprenørene.
    """
    eier = hent_bruker(EIER, "Oppdiktet eier")
    oppdiktede = Entreprenor.objects.filter(oppdiktet=True).order_by("pk")[: len(FORLOP)]
    nye = 0
    for nr, (entreprenor, stadium) in enumerate(zip(oppdiktede, FORLOP, strict=False)):
        if not entreprenor.samarbeid.exists():
            part = OffentligPart.objects.get(slug=VIRKSOMHETER[nr % len(VIRKSOMHETER)])
            _lag(entreprenor, part, stadium, eier)
            nye += 1
    return nye


def _lag(entreprenor: Entreprenor, part: OffentligPart, stadium: Stadium, eier: Bruker) -> None:
    rad = Samarbeid.objects.create(
        entreprenor=entreprenor,
        part=part,
        samtale=entreprenor.samtaler.filter(part=part, samarbeid=None).first(),
        tittel=f"{entreprenor.kort[:100]} (oppdiktet)",
        foreslatt_av=EVA,
        begynt_tid=None if stadium == Stadium.FORESLATT else timezone.now(),
        ansvarlig_entreprenor=eier,
    )
    i_dag = timezone.localdate()
    for ledd in FORLOP[stadium]:
        _skriv_innholdet(rad, ledd, i_dag, for_sent=stadium == Stadium.VURDERING)
        beslutter, rolle = ledd.rolle
        gjort = Gjort(ledd.tekst, ledd.til, beslutter, rolle, i_dag if rolle else None)
        aktor = Aktor(ledd.side, eier)
        skriv_skritt(
            rad, ledd.slag, Innsending(rad.versjon, uuid.uuid4()), av=aktor, gjort=gjort, med_brev=False
        )
    if stadium in {Stadium.SAMTALE, Stadium.GJENNOMGANG, Stadium.AVTALE}:
        rad.neste_steg, rad.neste_side = "Avtal et møte med avdelingen.", OLA
        rad.neste_dato = i_dag + timedelta(days=5)
        rad.save(update_fields=["neste_steg", "neste_side", "neste_dato"])
    if stadium == Stadium.AVSLUTTET:
        _lag_hindringer(rad, eier)


def _skriv_innholdet(rad: Samarbeid, ledd: Ledd, i_dag: date, *, for_sent: bool) -> None:
    """Radene skrittet handler om."""
    pilot = rad.piloter.first()
    if ledd.slag == Slag.FORVENTNING:
        tekst = "Vi svarer hverandre innen en uke."
        Forventning.objects.create(
            samarbeid=rad, nr=1, tekst=tekst, side=ledd.side, tas_opp=i_dag + timedelta(days=40)
        )
    elif ledd.slag == Slag.PLAN:
        _lag_plan(rad, i_dag, for_sent=for_sent)
    elif ledd.slag == Slag.AVTALE:
        Samarbeidsavtale.objects.create(
            samarbeid=rad, nr=1, slag=Samarbeidsavtale.Slag.DRIFT, verdi=600_000, fra_dato=i_dag,
            til_dato=i_dag + timedelta(days=730), underskrevet=i_dag,
        )  # fmt: skip
    elif pilot is not None:
        _skriv_om_piloten(pilot, ledd, i_dag)


def _skriv_om_piloten(pilot: Pilot, ledd: Ledd, i_dag: date) -> None:
    if ledd.slag == Slag.START:
        pilot.startet_tid = timezone.now()
    elif ledd.slag == Slag.LARDOM and ledd.side == EVA:
        pilot.lardom_entreprenor = "Morgenen passet best, og vi trengte en fast kontakt."
    elif ledd.slag == Slag.LARDOM:
        pilot.lardom_offentlig = "Vi burde fortalt det til de tillitsvalgte før vi begynte."
    elif ledd.slag == Slag.AVGJOR and ledd.til is not None:
        pilot.avgjorelse, pilot.avgjort_tid = AVGJORELSER[ledd.til], timezone.now()
    elif ledd.slag == Slag.TALL:
        _lag_tallene(pilot, i_dag)
    pilot.save()


def _lag_plan(rad: Samarbeid, i_dag: date, *, for_sent: bool) -> None:
    """Planen. ``for_sent`` gjør at dagen for avgjørelsen er gått."""
    pilot = Pilot.objects.create(
        samarbeid=rad, nr=1, hypotese="Flere kommer hver uke, og færre er ensomme (oppdiktet).",
        innsats_entreprenor="To personer, én dag i uken.", innsats_offentlig="En kontaktperson, to timer i uken.",
        med_mennesker=True, pris=80_000, personvern=Pilot.Personvern.AVKLART,
        personvern_hvordan="Virksomheten har behandlingsansvaret. Databehandleravtalen er skrevet.",
        start_dato=i_dag - timedelta(days=120), slutt_dato=i_dag + timedelta(days=10),
        videre="Behovet lyses ut.", stopp="Kontaktpersonen tar seg av deltakerne.",
        beslutningsdato=i_dag + timedelta(days=-3 if for_sent else 20), beslutter=Rolleslag.SEKTOR,
        beslutter_rolle="kommunalsjef for helse og velferd", beslutter_vet=True,
    )  # fmt: skip
    for nr, (navn, enhet, for_, mal, _okning) in enumerate(TALLENE, 1):
        Indikator.objects.create(
            pilot=pilot, nr=nr, navn=navn, enhet=enhet, for_verdi=Decimal(for_), mal=Decimal(mal), maler="Kontaktpersonen"
        )  # fmt: skip


def _lag_tallene(pilot: Pilot, i_dag: date) -> None:
    """Tallene for månedene som er over; den siste mangler, så siden minner om den."""
    for indikator, (_navn, _enhet, for_, _mal, okning) in zip(pilot.indikatorer.all(), TALLENE, strict=True):
        for antall, maned in enumerate(maneder(pilot, i_dag)[:1:-1], 1):
            verdi = Decimal(for_ + okning * antall)
            Manedstall.objects.create(indikator=indikator, maned=maned, verdi=verdi)


def _lag_hindringer(rad: Samarbeid, eier: Bruker) -> None:
    for side, slag, ord_, vises in (
        (EVA, ["okonomi", "forankring"], "Budsjettet var vedtatt før tallene kom.", True),
        (OLA, ["kapasitet"], "Kontaktpersonen sluttet.", False),
    ):
        Hindring.objects.create(samarbeid=rad, side=side, slag=slag, ord=ord_, vises=vises, av=eier)
