"""Sletting av en konto, med sju dager til å angre."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal
from veier.epost.models import Utsending
from veier.hendelser.handlinger import logg_hendelse
from veier.konto.handlinger.adressebytte import kan_fortsatt_stoppes
from veier.konto.handlinger.vern import avslutt_okter
from veier.medlemskap.slag import alle_slag
from veier.medlemskap.tilganger import har_administrator
from veier.personvern.models import Slettebestilling


@transaction.atomic
def bestill_sletting(bruker: Bruker) -> Slettebestilling:
    """Kontoen slettes om sju dager. Er det bestilt fra før, gjelder den første datoen."""
    bestilling, ny = Slettebestilling.objects.get_or_create(bruker=bruker)
    if ny:
        with override(bruker.malform):
            verdier = {
                "dato": date_format(timezone.localtime(bestilling.utfores_tid), "j. F Y"),
                "lenke": settings.ADRESSE + reverse("personvern"),
            }
        send_mal(
            "sletting_bestilt",
            nokkel=f"{bruker.offentlig_id}:{bestilling.pk}",
            til=bruker.epost,
            malform=bruker.malform,
            verdier=verdier,
        )
        logg_hendelse("sletting_bestilt", av=bruker.offentlig_id)
    return bestilling


@transaction.atomic
def angre_sletting(bruker: Bruker) -> bool:
    """Stopper slettingen. Gir False når det ikke er noen."""
    antall, _per_tabell = Slettebestilling.objects.filter(bruker=bruker).delete()
    if antall:
        logg_hendelse("sletting_angret", av=bruker.offentlig_id)
    return bool(antall)


def slett_bestilte() -> int:
    """Sletter kontoene der angrefristen er ute. Hver i sin transaksjon. Gir antallet."""
    forfalte = Slettebestilling.objects.filter(utfores_tid__lte=timezone.now()).values_list(
        "bruker", flat=True
    )
    return sum(slett_konto(pk, forfalt=True) for pk in list(forfalte))


@transaction.atomic
def slett_konto(pk: int, *, forfalt: bool = False) -> bool:
    """Sletter kontoen og det som bare gjelder personen.

    Det andre trenger, blir stående uten navn: hendelsesloggen kjenner bare en tilfeldig id, og invitasjoner
    personen sendte, mister avsenderen. En organisasjon som mister den siste administratoren, beholdes uten
    eier, og redaksjonen får vite det. ``forfalt``: la være hvis personen har angret i mellomtiden, og vent når et
    bytte av adresse ennå kan stoppes: det kan være en tyv som bestilte slettingen.
    """
    bruker = Bruker.objects.select_for_update().filter(pk=pk).first()
    if bruker is None:
        return False
    if (
        forfalt
        and not Slettebestilling.objects.filter(bruker=bruker, utfores_tid__lte=timezone.now()).exists()
    ):
        return False
    if forfalt and kan_fortsatt_stoppes(bruker):
        return False
    organisasjoner = _organisasjoner(bruker)
    epost, malform, offentlig_id = bruker.epost, bruker.malform, bruker.offentlig_id
    avslutt_okter(bruker)
    Utsending.objects.filter(til=epost).exclude(status=Utsending.Status.VENTER).delete()
    bruker.delete()
    for organisasjon in organisasjoner:
        if not har_administrator(organisasjon):
            _uten_folk(organisasjon)
    logg_hendelse("konto_slettet", av=offentlig_id)
    send_mal("konto_slettet", nokkel=str(offentlig_id), til=epost, malform=malform, verdier={})
    return True


def _organisasjoner(bruker: Bruker) -> list[Any]:
    """Organisasjonene personen administrerer."""
    return [
        m.organisasjon
        for slag in alle_slag().values()
        for m in slag.medlemskap.objects.filter(bruker=bruker).select_related("organisasjon")
        if m.er_administrator
    ]


def _uten_folk(organisasjon: Any) -> None:
    for redaktor in Bruker.objects.redaktorer():
        with override(redaktor.malform):
            lenke = settings.ADRESSE + organisasjon.get_absolute_url()
        send_mal(
            "organisasjon_uten_folk",
            nokkel=f"{organisasjon._meta.label_lower}:{organisasjon.slug}:{timezone.localdate()}",
            til=redaktor.epost,
            malform=redaktor.malform,
            verdier={"organisasjon": organisasjon.navn, "lenke": lenke},
        )
    logg_hendelse("organisasjon_uten_administrator", gjelder=organisasjon)
