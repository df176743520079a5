"""Veien fra utkast til publisert sak, med to par øyne. Det publiserte står mens et utkast venter.

En sak som aldri har vært ute, er sin egen kladd. En sak som er ute, har kladden ved siden av
(``Eksempelversjon``): bare feltene som er endret, så resten fortsatt følger kilden.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from samarbeid.models import Eksempel, Eksempelversjon
from samarbeid.oppslag.eksempelkontroll import mangler_for_publisering
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse

# Det redaksjonen styrer selv, og ikke innhold i saken.
STYRING = {
    "id", "slug", "status", "lastet", "skjult", "skrevet_av", "skrevet_tid", "publisert_av", "publisert_tid",
}  # fmt: skip
INNHOLD = tuple(f.attname for f in Eksempel._meta.concrete_fields if f.name not in STYRING)


def med_utkast(eksempel: Eksempel) -> Eksempel:
    """Saken slik den blir når utkastet publiseres. Ingenting lagres."""
    versjon = Eksempelversjon.objects.filter(objekt=eksempel.pk).first()
    if versjon:
        versjon.objekt = eksempel
        versjon.kopier(versjon.svar)
    return eksempel


def skriver(eksempel: Eksempel) -> int | None:
    """Den som skrev det som venter på å bli publisert; None når ingenting venter."""
    versjon = Eksempelversjon.objects.filter(objekt=eksempel.pk).first()
    if versjon:
        return versjon.endret_av_id
    return eksempel.skrevet_av_id if eksempel.status == Eksempel.Status.UTKAST else None


@transaction.atomic
def lagre_eksempel(eksempel: Eksempel, *, av: Bruker) -> Eksempel:
    """Lagrer det redaktøren skrev, som utkast. Siden leserne ser, endres ikke."""
    rad = Eksempel.objects.select_for_update(of=("self",)).filter(pk=eksempel.pk).first()
    ute = rad is not None and rad.status == Eksempel.Status.PUBLISERT
    if rad is not None and ute:
        svar = {felt: ny for felt in INNHOLD if (ny := _json(eksempel, felt)) != _json(rad, felt)}
        if svar:
            versjon, _ny = Eksempelversjon.objects.get_or_create(objekt=rad)
            versjon.svar, versjon.nummer, versjon.endret_av = svar, versjon.nummer + 1, av
            versjon.save()
        else:
            Eksempelversjon.objects.filter(objekt=rad).delete()
        if eksempel.skjult != rad.skjult:
            Eksempel.objects.filter(pk=rad.pk).update(skjult=eksempel.skjult)
    else:
        eksempel.status = Eksempel.Status.UTKAST
        eksempel.skrevet_av, eksempel.skrevet_tid = av, timezone.now()
        eksempel.save()
        Eksempelversjon.objects.filter(objekt=eksempel.pk).delete()
    logg_hendelse("eksempel_skrevet", av=av.offentlig_id, gjelder=eksempel, var_publisert=ute)
    return eksempel


def utgaven(eksempel: Eksempel) -> str:
    """Et kjennetegn på det som venter: endres når noen lagrer, publiserer eller kaster det."""
    versjon = Eksempelversjon.objects.filter(objekt=eksempel.pk).first()
    if versjon:
        return f"utkast-{versjon.pk}-{versjon.nummer}"
    skrevet, publisert = (t.isoformat() if t else "" for t in (eksempel.skrevet_tid, eksempel.publisert_tid))
    return f"{eksempel.status}-{skrevet}-{publisert}"


def _krev_utgaven(rad: Eksempel, sett: str | None) -> None:
    if sett is not None and sett != utgaven(rad):
        raise Domenefeil("Saken er endret av en annen etter at du åpnet siden. Se over den en gang til.")


@transaction.atomic
def publiser_eksempel(eksempel: Eksempel, *, av: Bruker, sett: str | None = None) -> Eksempel:
    """Publiserer det som venter. ``sett`` er utgaven redaktøren så.

    Hever Domenefeil når den samme skrev, når noe som kreves, mangler, og når saken er endret siden.
    """
    rad = Eksempel.objects.select_for_update(of=("self",)).get(pk=eksempel.pk)
    _krev_utgaven(rad, sett)
    versjon = Eksempelversjon.objects.filter(objekt=rad).first()
    if rad.status == Eksempel.Status.PUBLISERT and versjon is None:
        return rad
    if skriver(rad) == av.pk:
        raise Domenefeil(f"«{rad.navn}» må publiseres av en annen enn den som skrev.")
    med_utkast(rad)
    if mangler := mangler_for_publisering(rad):
        raise Domenefeil(" ".join(mangler))
    if versjon:
        rad.skrevet_av, rad.skrevet_tid = versjon.endret_av, versjon.endret_tid
        versjon.delete()
    rad.status, rad.publisert_av, rad.publisert_tid = Eksempel.Status.PUBLISERT, av, timezone.now()
    rad.save()
    logg_hendelse("eksempel_publisert", av=av.offentlig_id, gjelder=rad)
    return rad


@transaction.atomic
def trekk_eksempel(eksempel: Eksempel, *, grunn: str, av: Bruker) -> Eksempel:
    """Tar saken ned. Den kan publiseres igjen av en annen enn den som skrev. Grunnen står i hendelsesloggen."""
    if not grunn.strip():
        raise Domenefeil("Skriv hvorfor saken tas ned.")
    rad = Eksempel.objects.select_for_update(of=("self",)).get(pk=eksempel.pk)
    if rad.status == Eksempel.Status.PUBLISERT:
        rad.status = Eksempel.Status.UTKAST
        rad.save(update_fields=["status"])
        logg_hendelse("eksempel_trukket", av=av.offentlig_id, gjelder=rad, grunn=grunn.strip()[:500])
    return rad


@transaction.atomic
def forkast_utkast(eksempel: Eksempel, *, av: Bruker, sett: str | None = None) -> None:
    """Kaster det som venter. Siden leserne ser, står. Hever Domenefeil når noen har skrevet siden (``sett``)."""
    _krev_utgaven(Eksempel.objects.select_for_update(of=("self",)).get(pk=eksempel.pk), sett)
    antall, _per_tabell = Eksempelversjon.objects.filter(objekt=eksempel.pk).delete()
    if antall:
        logg_hendelse("eksempel_forkastet", av=av.offentlig_id, gjelder=eksempel)


@transaction.atomic
def send_til_kollega(eksempel: Eksempel, *, til: Bruker, av: Bruker) -> None:
    """Ber en annen redaktør se på saken."""
    if til.pk == av.pk:
        raise Domenefeil("Velg en annen enn deg selv.")
    send_brev(
        "eksempel_til_kollega",
        nokkel=f"eksempel:{eksempel.pk}:{til.pk}:{timezone.now():%Y%m%d%H%M}",
        til=til.epost,
        malform=til.malform,
        side=("admin:samarbeid_eksempel_change", [eksempel.pk]),
        navn=eksempel.navn,
        avsender=str(av),
    )
    logg_hendelse("eksempel_sendt_til_kollega", av=av.offentlig_id, gjelder=eksempel)


def _json(eksempel: Eksempel, felt: str) -> Any:
    return json.loads(json.dumps(getattr(eksempel, felt), cls=DjangoJSONEncoder))
