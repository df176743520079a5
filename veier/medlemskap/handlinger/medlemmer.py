"""Å legge til, endre og ta ut et medlem, og å velge hatt.

Hver handling låser organisasjonens rad først: to administratorer som går samtidig, kan ikke begge være den
nest siste.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.handlinger.felles import laas, rollenavn, send_brev
from veier.medlemskap.hatter import hattekode
from veier.medlemskap.models import Foresporsel, Medlemskap, Medlemsrolle
from veier.medlemskap.slag import alle_slag, slag_til


@transaction.atomic
def legg_til_medlem(
    organisasjon: Any, *, bruker: Bruker, rolle: str, av: Bruker | None, grunn: str
) -> Medlemskap:
    """Gjør brukeren til medlem, eller løfter rollen.

    Den som selv blir med, handler for organisasjonen fra nå. Når en annen legger personen til, velger
    personen hatten selv: den skifter aldri bak ryggen på noen.
    """
    laas(organisasjon)
    slag = slag_til(organisasjon)
    medlemskap, ny = slag.medlemskap.objects.get_or_create(
        organisasjon=organisasjon, bruker=bruker, defaults={"rolle": rolle}
    )
    if not ny and rolle == Medlemsrolle.ADMINISTRATOR and not medlemskap.er_administrator:
        medlemskap.rolle = rolle
        medlemskap.save(update_fields=["rolle"])
    slag.foresporsel.objects.filter(
        organisasjon=organisasjon, bruker=bruker, status=Foresporsel.Status.VENTER
    ).update(status=Foresporsel.Status.GODTATT, besvart_tid=timezone.now())
    if av is not None and av.pk == bruker.pk:
        bruker.hatt = hattekode(medlemskap)
        bruker.save(update_fields=["hatt"])
    logg_hendelse(
        "medlem_lagt_til",
        av=av.offentlig_id if av else None,
        gjelder=organisasjon,
        medlem=str(bruker.offentlig_id),
        rolle=medlemskap.rolle,
        grunn=grunn,
    )
    return medlemskap


@transaction.atomic
def endre_rolle(medlemskap: Medlemskap, *, rolle: str, av: Bruker) -> Medlemskap:
    """Hever Domenefeil når den siste administratoren ville blitt borte."""
    laas(medlemskap.organisasjon)
    rad = type(medlemskap).objects.select_related("bruker", "organisasjon").get(pk=medlemskap.pk)
    if rad.rolle == rolle:
        return rad
    if rolle != Medlemsrolle.ADMINISTRATOR:
        _krev_en_administrator_til(rad)
    rad.rolle = rolle
    rad.save(update_fields=["rolle"])
    logg_hendelse(
        "rolle_endret",
        av=av.offentlig_id,
        gjelder=rad.organisasjon,
        medlem=str(rad.bruker.offentlig_id),
        rolle=rolle,
    )
    if rad.bruker_id != av.pk:
        send_brev(
            "rolle_endret",
            nokkel=f"{rad.ref}:{secrets.token_hex(4)}",
            til=rad.bruker.epost,
            malform=rad.bruker.malform,
            side=("min_side", []),
            organisasjon=rad.organisasjon.navn,
            rolle=rollenavn(rolle),
        )
    return rad


@transaction.atomic
def fjern_medlem(medlemskap: Medlemskap, *, av: Bruker) -> None:
    """Tar et medlem ut, eller lar personen selv gå. Det organisasjonen har gjort, blir stående.

    Hever Domenefeil når den siste administratoren ville blitt borte.
    """
    laas(medlemskap.organisasjon)
    rad = type(medlemskap).objects.select_related("bruker", "organisasjon").get(pk=medlemskap.pk)
    _krev_en_administrator_til(rad)
    Bruker.objects.filter(pk=rad.bruker_id, hatt=hattekode(rad)).update(hatt="")
    rad.delete()
    logg_hendelse(
        "medlem_fjernet", av=av.offentlig_id, gjelder=rad.organisasjon, medlem=str(rad.bruker.offentlig_id)
    )
    if rad.bruker_id != av.pk:
        send_brev(
            "medlem_fjernet",
            nokkel=str(rad.ref),
            til=rad.bruker.epost,
            malform=rad.bruker.malform,
            organisasjon=rad.organisasjon.navn,
        )


def administratorer(organisasjon: Any) -> list[Bruker]:
    """De som administrerer organisasjonen og kan logge inn."""
    medlemskap = slag_til(organisasjon).medlemskap.objects.filter(
        organisasjon=organisasjon, rolle=Medlemsrolle.ADMINISTRATOR, bruker__is_active=True
    )
    return [m.bruker for m in medlemskap.select_related("bruker")]


@transaction.atomic
def velg_hatt(bruker: Bruker, *, kode: str) -> Bruker:
    """Velger hvem personen handler for; tom kode er «deg selv». Hever Domenefeil når de ikke er med der."""
    slagkode, _skille, slug = kode.partition(":")
    if kode:
        slag = alle_slag().get(slagkode)
        if (
            slag is None
            or not slag.medlemskap.objects.filter(bruker=bruker, organisasjon__slug=slug).exists()
        ):
            raise Domenefeil(_("Du er ikke med i den organisasjonen."))
    bruker.hatt = kode
    bruker.save(update_fields=["hatt"])
    return bruker


def _krev_en_administrator_til(medlemskap: Medlemskap) -> None:
    andre = (
        type(medlemskap)
        .objects.filter(
            organisasjon=medlemskap.organisasjon, rolle=Medlemsrolle.ADMINISTRATOR, bruker__is_active=True
        )
        .exclude(pk=medlemskap.pk)
    )
    if medlemskap.er_administrator and not andre.exists():
        raise Domenefeil(
            _("%(navn)s må ha en administrator. Gjør en annen til administrator først.")
            % {"navn": medlemskap.organisasjon.navn}
        )
