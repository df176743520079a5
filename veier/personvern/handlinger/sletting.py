"""Sletting av en konto, med sju dager til å angre."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal
from veier.epost.models import Utsending
from veier.epost.redaksjonen import skriv_til_redaksjonen
from veier.gjennomgang.handlinger.nedtaking import legg_ut_igjen, ta_ned_selv
from veier.gjennomgang.models import Publiserbar
from veier.hendelser.handlinger import logg_hendelse
from veier.konto.handlinger.adressebytte import kan_fortsatt_stoppes
from veier.konto.handlinger.vern import avslutt_okter
from veier.medlemskap.models import Medlemsrolle, Organisasjon
from veier.medlemskap.slag import alle_slag, slag_til
from veier.medlemskap.tilganger import har_administrator
from veier.personvern import spor
from veier.personvern.handlinger.brevspor import slett_sporene
from veier.personvern.handlinger.innsyn import JOBB as EKSPORTJOBB
from veier.personvern.models import Slettebestilling

NEDTATT = "tatt_ned"  # i det som er gjemt: en profil som ble tatt ned sammen med bestillingen


@transaction.atomic
def bestill_sletting(bruker: Bruker, *, ta_ned: Collection[str] = ()) -> Slettebestilling:
    """Kontoen slettes om sju dager. Er det bestilt fra før, gjelder den første datoen.

    Navnet, e-posten og telefonen hennes blir borte fra det andre ser, med en gang. ``ta_ned``: kodene til profilene
    hun er alene om å administrere, og som skal tas ned.
    """
    bestilling, ny = Slettebestilling.objects.get_or_create(bruker=bruker)
    if ny:
        valgt = [o for o in alene_om(bruker) if isinstance(o, Publiserbar) and kode(o) in ta_ned]
        for organisasjon in valgt:
            if not organisasjon.er_tatt_ned:
                ta_ned_selv(
                    organisasjon, av=bruker, grunn=_("Den eneste administratoren sletter kontoen sin.")
                )
                bestilling.gjemt.append({"spor": NEDTATT, "kode": kode(organisasjon)})
        bestilling.gjemt += spor.gjem_alt(bruker)
        bestilling.save(update_fields=["gjemt"])
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
    """Stopper slettingen, og legger tilbake det som ble tatt bort. Gir False når det ikke er noen."""
    bestilling = Slettebestilling.objects.select_for_update().filter(bruker=bruker).first()
    if bestilling is None:
        return False
    spor.legg_alt_tilbake(bestilling.gjemt)
    nedtatt = {rad["kode"] for rad in bestilling.gjemt if rad["spor"] == NEDTATT}
    for organisasjon in _organisasjoner(bruker):
        if kode(organisasjon) in nedtatt:
            legg_ut_igjen(cast(Publiserbar, organisasjon), av=bruker)
    bestilling.delete()
    logg_hendelse("sletting_angret", av=bruker.offentlig_id)
    return True


def alene_om(bruker: Bruker) -> list[Organisasjon]:
    """Organisasjonene der hun er den eneste administratoren."""
    return [
        o
        for o in _organisasjoner(bruker)
        if not slag_til(o)
        .medlemskap.hos(o)
        .filter(rolle=Medlemsrolle.ADMINISTRATOR, bruker__is_active=True)
        .exclude(bruker=bruker)
        .exists()
    ]


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
    adresser = spor.adressene(bruker)
    spor.gjem_alt(bruker)
    spor.slett_alt(bruker)
    avslutt_okter(bruker)
    # Også det som venter: en kode eller en invitasjon til en konto som ikke finnes, er det ingen som skal ha.
    Utsending.objects.filter(spor.noen_av("til", adresser)).delete()
    bruker.delete()
    slett_sporene(bruker, adresser, eksportjobb=EKSPORTJOBB)
    for organisasjon in organisasjoner:
        if not har_administrator(organisasjon):
            _uten_folk(organisasjon)
    logg_hendelse("konto_slettet", av=offentlig_id)
    send_mal("konto_slettet", nokkel=str(offentlig_id), til=epost, malform=malform, verdier={})
    return True


def kode(organisasjon: Organisasjon) -> str:
    return f"{slag_til(organisasjon).kode}:{organisasjon.slug}"


def _organisasjoner(bruker: Bruker) -> list[Organisasjon]:
    """Organisasjonene personen administrerer."""
    return [
        m.organisasjon
        for slag in alle_slag().values()
        for m in slag.medlemskap.objects.filter(bruker=bruker).select_related("organisasjon")  # type: ignore[misc]  # feltet står i arvingen
        if m.er_administrator
    ]


def _uten_folk(organisasjon: Organisasjon) -> None:
    skriv_til_redaksjonen(
        "organisasjon_uten_folk",
        nokkel=f"{organisasjon._meta.label_lower}:{organisasjon.slug}:{timezone.localdate()}",
        side=organisasjon.get_absolute_url,
        organisasjon=organisasjon.navn,
    )
    logg_hendelse("organisasjon_uten_administrator", gjelder=organisasjon)
