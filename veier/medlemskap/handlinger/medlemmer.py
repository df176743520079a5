"""Å legge til, endre og ta ut et medlem, og å velge hatt.

Hver handling låser organisasjonens rad først: to administratorer som går samtidig, kan ikke begge være den
nest siste.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.handlinger.felles import laas, rollenavn
from veier.medlemskap.hatter import hattekode
from veier.medlemskap.models import Foresporsel, Medlemskap, Medlemsrolle, Organisasjon
from veier.medlemskap.slag import alle_slag, slag_til
from veier.medlemskap.tilganger import er_administrator


@transaction.atomic
def legg_til_medlem(
    organisasjon: Organisasjon, *, bruker: Bruker, rolle: str, av: Bruker | None, grunn: str
) -> Medlemskap:
    """Gjør brukeren til medlem, eller løfter rollen.

    Den som selv blir med, handler for organisasjonen fra nå. Når en annen legger personen til, velger
    personen hatten selv: den skifter aldri bak ryggen på noen.
    """
    laas(organisasjon)
    slag = slag_til(organisasjon)
    medlemskap, ny = slag.medlemskap.objects.get_or_create(
        **{"organisasjon": organisasjon}, bruker=bruker, defaults={"rolle": rolle}
    )
    if not ny and rolle == Medlemsrolle.ADMINISTRATOR and not medlemskap.er_administrator:
        medlemskap.rolle = rolle
        medlemskap.save(update_fields=["rolle"])
    slag.foresporsel.hos(organisasjon).filter(bruker=bruker, status=Foresporsel.Status.VENTER).update(
        status=Foresporsel.Status.GODTATT, besvart_tid=timezone.now()
    )
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
    """Den som blir vanlig medlem, mister også invitasjonene hun har sendt, og de som venter på henne.

    Hever Domenefeil når ``av`` ikke lenger er administrator, og når den siste administratoren ville blitt borte.
    """
    rad = _laast(medlemskap)
    krev_administrator(av, medlemskap.organisasjon)
    if rad is None:
        raise Domenefeil(_("Personen er ikke lenger med."))
    if rad.rolle == rolle:
        return rad
    if rolle != Medlemsrolle.ADMINISTRATOR:
        _krev_en_administrator_til(rad)
        trekk_alle_invitasjoner(rad)
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

    Invitasjoner personen har sendt eller fått, og forespørsler som venter, faller bort. Er hun alt ute, gjøres
    ingenting. Hever Domenefeil når ``av`` ikke lenger er administrator, og når den siste ville blitt borte.
    """
    rad = _laast(medlemskap)
    if medlemskap.bruker_id != av.pk:
        krev_administrator(av, medlemskap.organisasjon)
    if rad is None:
        return
    _krev_en_administrator_til(rad)
    ta_ut(rad, av=av)
    if rad.bruker_id != av.pk:
        send_brev(
            "medlem_fjernet",
            nokkel=str(rad.ref),
            til=rad.bruker.epost,
            malform=rad.bruker.malform,
            organisasjon=rad.organisasjon.navn,
        )


@transaction.atomic(savepoint=False)
def ta_ut(medlemskap: Medlemskap, *, av: Bruker) -> None:
    """Det som alltid følger med når noen ikke lenger er med. Organisasjonen skal være låst."""
    bruker, organisasjon = medlemskap.bruker, medlemskap.organisasjon
    Bruker.objects.filter(pk=bruker.pk, hatt=hattekode(medlemskap)).update(hatt="")
    trekk_alle_invitasjoner(medlemskap)
    slag_til(organisasjon).foresporsel.hos(organisasjon).filter(
        bruker=bruker, status=Foresporsel.Status.VENTER
    ).update(status=Foresporsel.Status.TRUKKET, besvart_tid=timezone.now())
    medlemskap.delete()
    logg_hendelse("medlem_fjernet", av=av.offentlig_id, gjelder=organisasjon, medlem=str(bruker.offentlig_id))


def trekk_alle_invitasjoner(medlemskap: Medlemskap) -> int:
    """Trekker dem personen har sendt, og dem som venter på adressene hennes. Gir antallet."""
    bruker, organisasjon = medlemskap.bruker, medlemskap.organisasjon
    adresser = {bruker.epost, *EmailAddress.objects.filter(user=bruker).values_list("email", flat=True)}
    return (
        slag_til(organisasjon)
        .invitasjon.hos(organisasjon)
        .filter(brukt_tid=None, trukket_tid=None)
        .filter(models.Q(invitert_av=bruker) | models.Q(epost__in={a.lower() for a in adresser}))
        .update(trukket_tid=timezone.now())
    )


def trekk_sendte(bruker: Bruker, siden: datetime | None) -> int:
    """Når kontoen er tatt tilbake fra en annen: invitasjonene hun kan ha sendt, virker ikke lenger. Gir antallet."""
    antall = 0
    for slag in alle_slag().values():
        sendte = slag.invitasjon.objects.filter(invitert_av=bruker, brukt_tid=None, trukket_tid=None)
        if siden is not None:
            sendte = sendte.filter(sendt_tid__gte=siden)
        antall += sendte.update(trukket_tid=timezone.now())
    return antall


def krev_administrator(bruker: Bruker, organisasjon: Organisasjon) -> None:
    """Spurt på nytt under låsen: den som er tatt ut mens siden sto åpen, får ikke gjort det siste."""
    if not er_administrator(bruker, organisasjon):
        raise Domenefeil(_("Du er ikke lenger administrator for %(navn)s.") % {"navn": organisasjon.navn})


def _laast(medlemskap: Medlemskap) -> Medlemskap | None:
    laas(medlemskap.organisasjon)
    rader = type(medlemskap).objects.select_related("bruker", "organisasjon")  # type: ignore[misc]  # feltet står i arvingen
    return rader.filter(pk=medlemskap.pk).first()


def administratorer(organisasjon: Organisasjon) -> list[Bruker]:
    """De som administrerer organisasjonen og kan logge inn."""
    medlemskap = (
        slag_til(organisasjon)
        .medlemskap.hos(organisasjon)
        .filter(rolle=Medlemsrolle.ADMINISTRATOR, bruker__is_active=True)
    )
    return [m.bruker for m in medlemskap.select_related("bruker")]


def som_far_brev(organisasjon: Organisasjon) -> list[Bruker]:
    """De som får beskjed om det organisasjonen er med i: administratorene, eller alle som er med når ingen administrerer lenger."""
    if administrerer := administratorer(organisasjon):
        return administrerer
    alle = slag_til(organisasjon).medlemskap.hos(organisasjon).filter(bruker__is_active=True)
    return [m.bruker for m in alle.select_related("bruker")]


def velg_hatt(bruker: Bruker, *, kode: str) -> Bruker:
    """Velger hvem personen handler for; tom kode er «deg selv». Hever Domenefeil når de ikke er med der."""
    slagkode, _skille, slug = kode.partition(":")
    if kode:
        slag = alle_slag().get(slagkode)
        if (
            slag is None
            or not slag.medlemskap.objects.filter(Q(organisasjon__slug=slug), bruker=bruker).exists()
        ):
            raise Domenefeil(_("Du er ikke med i den organisasjonen."))
    bruker.hatt = kode
    bruker.save(update_fields=["hatt"])
    return bruker


def _krev_en_administrator_til(medlemskap: Medlemskap) -> None:
    andre = (
        type(medlemskap)
        .hos(medlemskap.organisasjon)
        .filter(rolle=Medlemsrolle.ADMINISTRATOR, bruker__is_active=True)
        .exclude(pk=medlemskap.pk)
    )
    if medlemskap.er_administrator and not andre.exists():
        raise Domenefeil(
            _("%(navn)s må ha en administrator. Gjør en annen til administrator først.")
            % {"navn": medlemskap.organisasjon.navn}
        )
