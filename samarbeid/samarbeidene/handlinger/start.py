"""Fra en samtale til et samarbeid: den ene siden foreslår, den andre sier ja eller nei."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samarbeid.models import Samarbeid, Samtale, Samtaleside, Skritt
from samarbeid.samarbeidene.handlinger.grunnlag import (
    Aktor,
    Gjort,
    Innsending,
    ingen_fritekst,
    skriv_skritt,
    utfor,
)
from samarbeid.samarbeidene.tilstander import Handling
from samarbeid.samtaler.handlinger import trad
from samarbeid.samtaler.tilstander import Handling as Samtalehandling
from samarbeid.samtaler.tilstander import kan_bli_samarbeid
from veier.feil import Domenefeil


@transaction.atomic
def foresla(
    samtale: Samtale, *, tittel: str, tekst: str, sett: int, sendenokkel: uuid.UUID, av: Aktor
) -> Samarbeid:
    """Foreslår et samarbeid, og skriver det i samtalen, så den andre siden får det samme sted som resten.

    Det samme skjemaet to ganger gir det samme samarbeidet. Hever Domenefeil når samtalen ikke er besvart eller har et samarbeid,
    og det ``trad.gjor`` hever.
    """
    laast = (
        Samtale.objects.select_for_update(of=("self",))
        .select_related("entreprenor", "part")
        .get(pk=samtale.pk)
    )
    if foreslatt := Samarbeid.objects.filter(samtale=laast, skritt__sendenokkel=sendenokkel).first():
        return foreslatt
    if not kan_bli_samarbeid(laast):
        raise Domenefeil(_("Det går ikke nå. Les samtalen på nytt, og se hva dere kan gjøre."))
    onske = trad.Onske(_meldingen(av.side), sett, sendenokkel, tekst=_melding(tittel, tekst))
    trad.gjor(laast, onske, av=trad.Aktor(av.side, av=av.av))
    rad = Samarbeid(
        samtale=laast, entreprenor=laast.entreprenor, part=laast.part, tittel=tittel, foreslatt_av=av.side
    )
    _sett_ansvarlig(rad, av)
    rad.save()
    # Tråden sier fra til den som har samtalen, og til entreprenøren. De som er med i virksomheten her, får vite det av oss.
    til_virksomheten = av.side == Samtaleside.ENTREPRENOR
    inn, gjort = Innsending(0, sendenokkel), Gjort(tekst=tekst)
    skriv_skritt(rad, Skritt.Slag.FORESLATT, inn, av=av, gjort=gjort, med_brev=til_virksomheten)
    return rad


def si_ja(samarbeid: Samarbeid, inn: Innsending, *, av: Aktor) -> Skritt:
    """Den andre siden sier ja, og samarbeidet begynner. Hever det ``utfor`` hever."""

    def gjor(rad: Samarbeid) -> Gjort:
        if rad.foreslatt_av == av.side:
            raise Domenefeil(_("Det er den andre siden som må si ja."))
        rad.begynt_tid = timezone.now()
        _sett_ansvarlig(rad, av)
        return Gjort()

    return utfor(samarbeid, Handling.JA, inn, av=av, gjor=gjor)


def si_nei(samarbeid: Samarbeid, inn: Innsending, *, tekst: str = "", av: Aktor) -> Skritt:
    """Den andre siden sier nei, eller den som foreslo, trekker det. Samtalen er åpen som før."""

    def gjor(rad: Samarbeid) -> Gjort:
        ingen_fritekst(rad, begrunnelse=tekst)
        return Gjort(tekst=tekst)

    return utfor(samarbeid, Handling.NEI, inn, av=av, gjor=gjor)


def _meldingen(side: str) -> str:
    return Samtalehandling.SKRIV if side == Samtaleside.ENTREPRENOR else Samtalehandling.SVAR


def _melding(tittel: str, tekst: str) -> str:
    forst = _("Vi vil begynne et samarbeid i portalen: «%(tittel)s».") % {"tittel": tittel}
    sist = _(
        "For å si ja eller nei må du ha en konto og være med i virksomheten. Å svare her i samtalen krever ingen konto."
    )
    return "\n\n".join(d for d in (forst, tekst, sist) if d)


def _sett_ansvarlig(rad: Samarbeid, av: Aktor) -> None:
    if av.side == Samtaleside.ENTREPRENOR:
        rad.ansvarlig_entreprenor = av.av
    else:
        rad.ansvarlig_offentlig = av.av
