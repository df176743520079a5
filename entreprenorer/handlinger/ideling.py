"""Lenken et utkast var delt med, lever videre når ideen er tatt med inn."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from entreprenorer.models import Ide, Idedeling, Ideutkast
from veier.brukere.models import Bruker
from veier.fletting import Rasvar
from veier.hendelser.handlinger import logg_hendelse


def behold_deling(utkast: Ideutkast, ide: Ide) -> Idedeling | None:
    """Er utkastet delt, viser lenken ideen slik den var da den ble tatt med. Kalles før utkastet slettes."""
    if utkast.delt_avtrykk is None:
        return None
    return Idedeling.objects.create(
        ide=ide, avtrykk=utkast.delt_avtrykk, svar=utkast.svar, vist_fra_tid=timezone.now()
    )


@transaction.atomic
def forny_deling(deling: Idedeling, *, svar: dict[str, Rasvar], av: Bruker) -> Idedeling:
    """Lenken viser ``svar`` (steg → felt → verdier) fra nå av. Eierens valg, hver gang."""
    rad = Idedeling.objects.select_for_update(of=("self",)).select_related("ide").get(pk=deling.pk)
    rad.svar, rad.vist_fra_tid = svar, timezone.now()
    rad.save(update_fields=["svar", "vist_fra_tid"])
    logg_hendelse("ide_deling_fornyet", av=av.offentlig_id, gjelder=rad.ide)
    return rad


@transaction.atomic
def trekk_deling(deling: Idedeling, *, av: Bruker) -> None:
    """Lenken gir 404 fra nå av."""
    logg_hendelse("ide_deling_trukket", av=av.offentlig_id, gjelder=deling.ide)
    Idedeling.objects.filter(pk=deling.pk).delete()
