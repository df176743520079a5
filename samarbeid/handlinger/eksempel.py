"""Veien fra utkast til publisert sak, med to par øyne."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from samarbeid.models import Eksempel
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse


@transaction.atomic
def lagre_eksempel(eksempel: Eksempel, *, av: Bruker) -> Eksempel:
    """Lagrer det redaktøren skrev. En publisert sak som endres, er et utkast til en annen har sett den."""
    var_publisert = Eksempel.objects.filter(pk=eksempel.pk, status=Eksempel.Status.PUBLISERT).exists()
    eksempel.status, eksempel.skrevet_av, eksempel.skrevet_tid = Eksempel.Status.UTKAST, av, timezone.now()
    eksempel.save()
    logg_hendelse("eksempel_skrevet", av=av.offentlig_id, gjelder=eksempel, var_publisert=var_publisert)
    return eksempel


@transaction.atomic
def publiser_eksempel(eksempel: Eksempel, *, av: Bruker) -> Eksempel:
    """Publiserer. Hever Domenefeil når den samme skrev, og når saken mangler kilde."""
    rad = Eksempel.objects.select_for_update(of=("self",)).get(pk=eksempel.pk)
    if rad.status == Eksempel.Status.PUBLISERT:
        return rad
    if rad.skrevet_av_id == av.pk:
        raise Domenefeil(f"«{rad.navn}» må publiseres av en annen enn den som skrev.")
    if not rad.kilder:
        raise Domenefeil(f"«{rad.navn}» har ingen kilde.")
    rad.status, rad.publisert_av, rad.publisert_tid = Eksempel.Status.PUBLISERT, av, timezone.now()
    rad.save(update_fields=["status", "publisert_av", "publisert_tid"])
    logg_hendelse("eksempel_publisert", av=av.offentlig_id, gjelder=rad)
    return rad


@transaction.atomic
def trekk_eksempel(eksempel: Eksempel, *, av: Bruker) -> Eksempel:
    """Tar saken ned. Den kan publiseres igjen av en annen enn den som skrev."""
    rad = Eksempel.objects.select_for_update(of=("self",)).get(pk=eksempel.pk)
    if rad.status == Eksempel.Status.PUBLISERT:
        rad.status = Eksempel.Status.UTKAST
        rad.save(update_fields=["status"])
        logg_hendelse("eksempel_trukket", av=av.offentlig_id, gjelder=rad)
    return rad
