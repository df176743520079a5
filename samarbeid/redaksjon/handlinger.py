"""Å ta noe i en kø på pulten, og å gi det fra seg."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kommuner.models import Kontaktpunkt
from samarbeid.models import Ansvar
from veier.brukere.models import Bruker
from veier.hendelser.handlinger import logg_hendelse
from veier.taksonomi.models import Samarbeidsmodell

Kontrollert = Kontaktpunkt | Samarbeidsmodell
# Køene der det kan være nok å se etter. En sak og et tilskudd har mer å ta stilling til.
KONTROLLERES: dict[str, type[Kontrollert]] = {"kontakt": Kontaktpunkt, "modell": Samarbeidsmodell}

# Det som er tatt og glemt, eller som det er lenge siden noen var ferdig med.
GLEMT = timedelta(days=180)


@transaction.atomic
def ta(slag: str, nokkel: str, *, av: Bruker) -> Ansvar:
    """Redaktøren har den nå. Hadde en annen den, er den overtatt."""
    rad, _ny = Ansvar.objects.update_or_create(slag=slag, nokkel=nokkel, defaults={"redaktor": av})
    logg_hendelse("ansvar_tatt", av=av.offentlig_id, slag=slag, nokkel=nokkel)
    return rad


@transaction.atomic
def slipp(slag: str, nokkel: str, *, av: Bruker) -> None:
    """Redaktøren har den ikke lenger. En annens blir stående."""
    if Ansvar.objects.filter(slag=slag, nokkel=nokkel, redaktor=av).delete()[0]:
        logg_hendelse("ansvar_sluppet", av=av.offentlig_id, slag=slag, nokkel=nokkel)


@transaction.atomic
def noter_kontrollert(modell: type[Kontrollert], pk: int, *, av: Bruker) -> Kontrollert:
    """Redaktøren har sett etter i dag, og alt stemmer. Hever DoesNotExist når raden ikke finnes."""
    rad = modell._default_manager.select_for_update().get(pk=pk)
    rad.sist_kontrollert = timezone.localdate()
    rad.save(update_fields=["sist_kontrollert"])
    logg_hendelse("kontrollert", av=av.offentlig_id, gjelder=rad, gjelder_id=str(pk))
    return rad


def eiere(radene: Iterable[tuple[str, str]], leser: Bruker) -> dict[tuple[str, str], tuple[str, bool]]:
    """(kø, nøkkel) → (navnet på den som har den, er det ``leser``). Én spørring."""
    sok = Q(pk=None)
    for slag, nokkel in radene:
        sok |= Q(slag=slag, nokkel=nokkel)
    tatt = Ansvar.objects.filter(sok).select_related("redaktor")
    return {(a.slag, a.nokkel): (str(a.redaktor), a.redaktor_id == leser.pk) for a in tatt}


def slett_glemte() -> int:
    """Sletter det ingen har rørt på et halvt år. Gir antallet."""
    return Ansvar.objects.filter(tatt_tid__lt=timezone.now() - GLEMT).delete()[0]
