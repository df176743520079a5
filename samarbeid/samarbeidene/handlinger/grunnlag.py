"""Det hver handling i et samarbeid gjør likt: låser, ser etter om den er gjort før, om den er lov, og om noen kom imellom."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samarbeid.models import Samarbeid, Samtale, Samtaleside, Skritt
from samarbeid.models.samtaler.konkurranse import KONKURRANSEN_VARER
from samarbeid.samarbeidene.handlinger.brev import si_fra
from samarbeid.samarbeidene.tilstander import REGLER, Handling, Stadium, kan
from samarbeid.samtaler.handlinger import trad
from samarbeid.samtaler.handlinger.konkurransen import stengt
from samarbeid.samtaler.handlinger.trad import er_inhabil
from veier.brukere.models import Bruker
from veier.feil import Domenefeil, EndretImens, FeilIFelt
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.tilganger import er_medlem

HOYST_I_DOGNET = 200


@dataclass(frozen=True, slots=True)
class Aktor:
    """Den som gjør noe, og siden hun gjør det for. ``leder``: for entreprenøren, eller virksomheten som leder."""

    side: str
    av: Bruker
    leder: bool = True


@dataclass(frozen=True, slots=True)
class Innsending:
    """``sett`` er nummeret på det siste skrittet på siden da hun begynte å skrive."""

    sett: int
    sendenokkel: uuid.UUID


@dataclass(frozen=True, slots=True)
class Gjort:
    """Det handlingen ble til: det som skal stå i skrittet. ``stadium`` er det samarbeidet er på etterpå, når det byttes."""

    tekst: str = ""
    stadium: Stadium | None = None
    beslutter: str = ""
    rolle: str = ""
    besluttet_dato: date | None = None


@transaction.atomic
def utfor(
    samarbeid: Samarbeid,
    handling: Handling,
    inn: Innsending,
    *,
    av: Aktor,
    gjor: Callable[[Samarbeid], Gjort],
) -> Skritt:
    """Utfører handlingen på den låste raden, og sier fra til den andre siden. Det samme skjemaet to ganger gir det første skrittet.

    Hever Domenefeil når det ikke går nå, EndretImens når noen kom imellom, og det ``gjor`` hever.
    """
    rad = _laas(samarbeid)
    if gjort_for := rad.skritt.filter(sendenokkel=inn.sendenokkel).first():
        return gjort_for
    if not kan(rad.stadium, handling, av.side, kunngjort=er_kunngjort(rad), leder=av.leder):
        raise _hvorfor_ikke(rad, handling)
    if inn.sett != rad.versjon:
        raise EndretImens(_("Noen har gjort noe her etter at du åpnet siden. Les det før du sender."))
    _er_med(rad, av)
    _ikke_for_mange(rad, av)
    return skriv_skritt(
        rad, Skritt.Slag(handling), inn, av=av, gjort=gjor(rad), til=REGLER[handling].til, med_brev=True
    )


def _hvorfor_ikke(rad: Samarbeid, handling: Handling) -> Domenefeil:
    if rad.samtale and er_kunngjort(rad) and REGLER[handling].stengt_av_konkurranse:
        return stengt(rad.samtale)
    return Domenefeil(_("Det går ikke nå. Les samarbeidet på nytt, og se hva dere kan gjøre."))


def _laas(samarbeid: Samarbeid) -> Samarbeid:
    """Samtalen først, slik den som foreslår et samarbeid gjør: der kunngjøres konkurransen, og ingen gjør det imens."""
    samtale = Samtale.objects.select_for_update(of=("self",), no_key=True)
    list(samtale.filter(samarbeid=samarbeid.pk).values_list("pk"))
    rader = Samarbeid.objects.select_for_update(of=("self",)).select_related("entreprenor", "part")
    return rader.get(pk=samarbeid.pk)


@transaction.atomic(savepoint=False)
def skriv_skritt(
    rad: Samarbeid,
    slag: Skritt.Slag,
    inn: Innsending,
    *,
    av: Aktor,
    gjort: Gjort,
    til: Stadium | None = None,
    med_brev: bool,
) -> Skritt:
    """Skrittet med det neste nummeret, og samarbeidet slik det er etterpå. Kalles med raden låst."""
    stadium = gjort.stadium or til
    rad.versjon += 1
    rad.endret_tid = timezone.now()
    if stadium:
        rad.stadium = stadium
        rad.ferdig_tid = rad.endret_tid if stadium == Stadium.AVSLUTTET else None
    rad.save()
    skritt = Skritt.objects.create(
        samarbeid=rad,
        nr=rad.versjon,
        slag=slag,
        side=av.side,
        av=av.av,
        til=stadium or "",
        beslutter=gjort.beslutter,
        rolle=gjort.rolle,
        besluttet_dato=gjort.besluttet_dato,
        tekst=gjort.tekst,
        sendenokkel=inn.sendenokkel,
    )
    if med_brev:
        si_fra(rad, skritt)
    logg_hendelse(
        f"samarbeid_{slag.value.replace('-', '_')}",
        av=av.av.offentlig_id,
        gjelder=rad.entreprenor,
        referanse=rad.referanse,
    )
    return skritt


def er_kunngjort(samarbeid: Samarbeid) -> bool:
    """Virksomheten har kunngjort en konkurranse om det samtalen handler om, og den kan ennå være i gang."""
    samtale = samarbeid.samtale
    if samtale is None or not samtale.er_kunngjort:
        return False
    slutt = samtale.ferdig_tid
    return samtale.behovet_er_kunngjort or slutt is None or slutt > timezone.now() - KONKURRANSEN_VARER


def ingen_fritekst(samarbeid: Samarbeid, **skrevet: str) -> None:
    """Hever FeilIFelt for det første feltet noe er skrevet i, mens konkurransen er kunngjort."""
    felt = next((navn for navn, tekst in skrevet.items() if tekst), None)
    if felt and er_kunngjort(samarbeid):
        raise FeilIFelt(felt, _("Konkurransen er kunngjort, så ingen skriver fritt her. La feltet stå tomt."))


def er_inhabil_i(samarbeid: Samarbeid, av: Aktor) -> bool:
    """Hun meldte det i samtalen samarbeidet kom av. Da skriver hun ikke inn noe, og avgjør ingenting (forvaltningsloven § 6)."""
    samtale = samarbeid.samtale
    return samtale is not None and er_inhabil(samtale, trad.Aktor(av.side, av=av.av))


def _er_med(rad: Samarbeid, av: Aktor) -> None:
    """Den som er tatt ut av organisasjonen mens hun skrev, gjør ikke noe mer i den."""
    if av.leder:
        med = er_medlem(av.av, rad.entreprenor if av.side == Samtaleside.ENTREPRENOR else rad.part)
    else:
        med = rad.medeiere.filter(ja_tid__isnull=False, part__medlemskap__bruker=av.av).exists()
    if not med:
        raise Domenefeil(_("Du er ikke med i organisasjonen lenger."))
    if er_inhabil_i(rad, av):
        raise Domenefeil(_("Du har sagt at du kan være inhabil. En kollega har tatt over."))


def _ikke_for_mange(rad: Samarbeid, av: Aktor) -> None:
    i_dag = rad.skritt.filter(side=av.side, tid__gte=timezone.now() - timedelta(days=1))
    if i_dag.count() >= HOYST_I_DOGNET:
        raise Domenefeil(_("Dere har gjort mye her det siste døgnet. Vent til i morgen."))
