"""Å gi alle det én har fått vite. Når det kan bli konkurranse, skal ingen leverandør vite mer enn andre.

Kilden er forskrift om offentlige anskaffelser § 12-2: dialog før konkurransen må ikke gi noen en urimelig fordel.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samarbeid.models import Fortalt, Innlegg, Samtale, Samtaleside
from samarbeid.samtaler.handlinger.trad import Aktor, er_inhabil
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.tilganger import er_medlem

NAAR = (Samtale.Anskaffelse.PLANLEGGES, Samtale.Anskaffelse.KUNNGJORT)
# Der virksomheten sier noe med egne ord. Den første meldingen er med når det er den som begynte samtalen.
SAGT = (Innlegg.Slag.MELDING, Innlegg.Slag.SVAR, Innlegg.Slag.AVSLAG, Innlegg.Slag.MOTE)
HOYST_I_DOGNET = 20


def kan_fortelle_alle(samtale: Samtale, side: str) -> bool:
    """Virksomheten kan det fra konkurransen planlegges, og til den er avgjort."""
    return side == Samtaleside.OFFENTLIG and samtale.konkurransen in NAAR


def det_som_er_fortalt(samtale: Samtale) -> list[Innlegg]:
    """Det virksomheten har skrevet og gitt til leverandøren, og møtene de har hatt, i rekkefølge, med filene og det skjermede."""
    sagt = Q(side=Samtaleside.OFFENTLIG, slag__in=SAGT) | Q(slag=Innlegg.Slag.REFERAT)
    rader = samtale.innlegg.filter(sagt).select_related("av", "skjermet").prefetch_related("vedlegg")
    return list(rader.order_by("nr"))


def forslag_til_tekst(innlegg: list[Innlegg]) -> str:
    """Virksomhetens egne ord, samlet, og hvilke filer den ga. Det leverandøren skrev om møtene, er ikke med: det er hennes."""
    egne = [i for i in innlegg if i.side == Samtaleside.OFFENTLIG]
    deler = [i.tekst for i in egne if i.slag != Innlegg.Slag.MOTE]
    if filene := [v.navn for i in egne for v in i.vedlegg.all()]:
        deler.append(
            _("Vi ga også dette, og dere får det når dere spør oss: %(filer)s.")
            % {"filer": ", ".join(filene)}
        )
    return "\n\n".join(deler)


@transaction.atomic
def fortell_alle(samtale: Samtale, *, tittel: str, tekst: str, sendenokkel: uuid.UUID, av: Aktor) -> Fortalt:
    """Publiserer det på virksomhetens side. Det samme skjemaet to ganger gir det første. Hever Domenefeil."""
    rader = Samtale.objects.select_for_update(of=("self",)).select_related("part", "entreprenor")
    laast = rader.get(pk=samtale.pk)
    if gjort := Fortalt.objects.filter(sendenokkel=sendenokkel).first():
        return gjort
    if av.av is None or not er_medlem(av.av, laast.part):
        raise Domenefeil(_("Du er ikke med i organisasjonen lenger."))
    if not kan_fortelle_alle(laast, av.side) or er_inhabil(laast, av):
        raise Domenefeil(_("Det går ikke nå. Les samtalen på nytt, og se hva dere kan gjøre."))
    siden = timezone.now() - timedelta(days=1)
    if laast.part.fortalt.filter(publisert_tid__gte=siden).count() >= HOYST_I_DOGNET:
        raise Domenefeil(_("Dere har publisert mye det siste døgnet. Vent til i morgen."))
    rad = Fortalt.objects.create(
        part=laast.part,
        samtale=laast,
        tittel=tittel,
        tekst=tekst,
        av=av.av,
        sendenokkel=sendenokkel,
        oppdiktet=laast.entreprenor.oppdiktet,
    )
    logg_hendelse("samtale_fortalt", av=av.av.offentlig_id, gjelder=laast.part, referanse=laast.referanse)
    return rad


@transaction.atomic
def ta_ned(samtale: Samtale, pk: int, *, av: Aktor) -> None:
    """Tar bort det samtalen ga alle. Hever Domenefeil."""
    if av.av is None or av.side != Samtaleside.OFFENTLIG or not er_medlem(av.av, samtale.part):
        raise Domenefeil(_("Du er ikke med i organisasjonen lenger."))
    if er_inhabil(samtale, av):
        raise Domenefeil(_("Du har sagt at du kan være inhabil. En kollega har tatt over."))
    if samtale.fortalt.ute().filter(pk=pk).update(tatt_ned_tid=timezone.now()):
        logg_hendelse(
            "samtale_fortalt_tatt_ned",
            av=av.av.offentlig_id,
            gjelder=samtale.part,
            referanse=samtale.referanse,
        )
