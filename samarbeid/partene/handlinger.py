"""Å spørre en part om en sak, og svaret. Nøkkelen i lenken står bare i brevet, eller på skjermen én gang."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samarbeid.models import Eksempel, Sakspart
from samarbeid.models.innmelding import INNMELDINGEN_VARER, LENKEN_VARER
from samarbeid.partene.oyne import redaktoren
from samarbeid.partene.regler import tekstmerke
from veier.brukere.models import Bruker, Leser
from veier.deling import lag_nokkel
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.lenker import avtrykk

DOBBELTTRYKK = timedelta(minutes=2)
FLEST = 20  # lenker som virker samtidig, til én sak
BREV = {
    Sakspart.Part.OFFENTLIG: "part_bedt",
    Sakspart.Part.ENTREPRENOR: "part_bedt",
    Sakspart.Part.TILSVAR: "part_tilsvar",
    Sakspart.Part.LESER: "part_leser",
}


@transaction.atomic
def spor(sak: Eksempel, *, part: str, virksomhet: str, epost: str, malform: str, av: Bruker) -> str:
    """Lager lenken, og sender den når det er en adresse. Gir lenken når det ikke er det: den vises bare denne ene gangen.

    Den forrige lenken til den samme parten slutter å virke. Hever Domenefeil når det er for mange, og ForMangeEposter.
    """
    rad = Eksempel.objects.select_for_update(of=("self",)).get(pk=sak.pk)
    like = rad.partene.filter(part=part, virksomhet=virksomhet, epost=epost, avtrykk__isnull=False)
    if epost and like.filter(spurt_tid__gt=timezone.now() - DOBBELTTRYKK).exists():
        return ""  # det samme skjemaet en gang til: brevet er sendt, og lenken i det skal virke
    if rad.partene.filter(avtrykk__isnull=False, utloper_tid__gt=timezone.now()).count() >= FLEST:
        raise Domenefeil("Saken har tjue lenker som virker. Trekk noen av dem tilbake først.")
    rad.partene.filter(part=part, virksomhet=virksomhet).update(avtrykk=None)
    nokkel = lag_nokkel()
    Sakspart.objects.create(
        eksempel=rad, part=part, virksomhet=virksomhet, epost=epost, avtrykk=avtrykk(nokkel),
        utloper_tid=timezone.now() + LENKEN_VARER, spurt_av=av,
    )  # fmt: skip
    if epost:
        send_brev(
            BREV[Sakspart.Part(part)],
            nokkel=avtrykk(nokkel)[:32],
            til=epost,
            malform=malform,
            side=("sakspart", [nokkel]),
            hemmelig=True,
            hva=sak.navn,
            virksomhet=virksomhet,
        )
    logg_hendelse("sakspart_spurt", av=av.offentlig_id, gjelder=rad, part=part)
    return "" if epost else settings.ADRESSE + reverse("sakspart", args=[nokkel])


def finn(nokkel: str) -> Sakspart | None:
    """Den lenken gjelder; None når den er trukket tilbake eller for gammel."""
    part: Sakspart | None = (
        Sakspart.objects.select_related("eksempel")
        .filter(avtrykk=avtrykk(nokkel), utloper_tid__gt=timezone.now())
        .first()
    )
    return part


@transaction.atomic
def svar(
    part: Sakspart,
    *,
    svar: str,
    rolle: str,
    kommentar: str,
    sett: str,
    sak: Eksempel,
    av: Leser | None = None,
) -> Sakspart:
    """Svaret fra den som fikk lenken. ``sett`` er merket på teksten hun så, og ``sak`` saken slik den er nå.

    Hever Domenefeil når noen alt har svart, og når saken er endret siden hun åpnet siden.
    """
    rad = Sakspart.objects.select_for_update().get(pk=part.pk)
    if not rad.kan_svare or not rad.lenken_virker:
        raise Domenefeil(_("Noen har alt svart, eller så er spørsmålet trukket tilbake."))
    if sett != tekstmerke(sak):
        raise Domenefeil(_("Teksten er endret etter at du åpnet siden. Les den igjen før du svarer."))
    rad.svar, rad.rolle, rad.kommentar = svar, rolle, kommentar
    rad.svart_tid, rad.tekstmerke, rad.svart_av = timezone.now(), sett, redaktoren(av)
    rad.behandlet_tid = timezone.now() if svar == Sakspart.Svar.STEMMER else None
    rad.save()
    logg_hendelse("sakspart_svarte", gjelder=sak, part=rad.part, svar=svar)
    return rad


def glem_adressene() -> int:
    """Adressene til dem som ble spurt for et år siden. Gir antallet; det de svarte, står."""
    gamle = Sakspart.objects.exclude(epost="").filter(spurt_tid__lte=timezone.now() - INNMELDINGEN_VARER)
    return gamle.update(epost="")


@transaction.atomic
def trekk_lenken(part: Sakspart, *, av: Bruker) -> None:
    """Lenken gir 404 fra nå av. Det som er svart, står."""
    Sakspart.objects.filter(pk=part.pk).update(avtrykk=None)
    logg_hendelse("sakspart_trukket", av=av.offentlig_id, gjelder=part.eksempel)


@transaction.atomic
def behandle(part: Sakspart, *, av: Bruker) -> None:
    """Redaksjonen har lest svaret. Et tilsvar vises for leserne fra nå av."""
    rad = Sakspart.objects.select_for_update().get(pk=part.pk)
    if rad.svart_tid is None or rad.behandlet_tid is not None:
        return
    rad.behandlet_tid = timezone.now()
    rad.save(update_fields=["behandlet_tid"])
    logg_hendelse("sakspart_behandlet", av=av.offentlig_id, gjelder=rad.eksempel)
