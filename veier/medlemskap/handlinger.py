"""Alt som endrer hvem som er med i en organisasjon.

Hver handling låser organisasjonens rad først: to administratorer som går samtidig, kan ikke begge være den
nest siste.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.lenker import avtrykk
from veier.medlemskap.hatter import hattekode
from veier.medlemskap.models import SVARFRIST, Foresporsel, Invitasjon, Medlemskap, Medlemsrolle
from veier.medlemskap.slag import Slag, alle_slag, slag_til
from veier.medlemskap.tilganger import har_administrator, medlemskap_i


@transaction.atomic
def legg_til_medlem(
    organisasjon: Any, *, bruker: Bruker, rolle: str, av: Bruker | None, grunn: str
) -> Medlemskap:
    """Gjør brukeren til medlem, eller løfter rollen.

    Den som selv blir med, handler for organisasjonen fra nå. Når en annen legger personen til, velger
    personen hatten selv: den skifter aldri bak ryggen på noen.
    """
    _laas(organisasjon)
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
def inviter(organisasjon: Any, *, epost: str, rolle: str, av: Bruker) -> Invitasjon:
    """Sender en invitasjon. En ny til samme adresse erstatter den forrige.

    Hever Domenefeil når personen allerede er med.
    """
    _laas(organisasjon)
    slag = slag_til(organisasjon)
    epost = epost.lower()
    if slag.medlemskap.objects.filter(organisasjon=organisasjon, bruker__epost=epost).exists():
        raise Domenefeil(_("%(epost)s er allerede med.") % {"epost": epost})
    slag.invitasjon.objects.filter(
        organisasjon=organisasjon, epost=epost, brukt_tid=None, trukket_tid=None
    ).update(trukket_tid=timezone.now())
    nokkel = secrets.token_urlsafe(24)
    invitasjon = slag.invitasjon.objects.create(
        organisasjon=organisasjon, epost=epost, rolle=rolle, avtrykk=avtrykk(nokkel), invitert_av=av
    )
    _send(
        "invitasjon",
        nokkel=str(invitasjon.ref),
        til=epost,
        malform=av.malform,
        side=(f"{slag.kode}_invitasjon", [nokkel]),
        hemmelig=True,
        hvem=str(av),
        organisasjon=organisasjon.navn,
        rolle=_rolle(rolle),
        frist=date_format(timezone.localtime(invitasjon.utloper_tid), "j. F Y"),
    )
    logg_hendelse("invitasjon_sendt", av=av.offentlig_id, gjelder=organisasjon, rolle=rolle)
    return invitasjon


@transaction.atomic
def trekk_invitasjon(invitasjon: Invitasjon, *, av: Bruker) -> Invitasjon:
    """Lenken i e-posten slutter å virke med en gang."""
    rad = type(invitasjon).objects.select_for_update().get(pk=invitasjon.pk)
    if rad.kan_brukes:
        rad.trukket_tid = timezone.now()
        rad.save(update_fields=["trukket_tid"])
        logg_hendelse("invitasjon_trukket", av=av.offentlig_id, gjelder=rad.organisasjon)
    return rad


def finn_invitasjon(slag: Slag, nokkel: str) -> Invitasjon | None:
    """Invitasjonen nøkkelen hører til, også når den ikke lenger kan brukes."""
    return (
        slag.invitasjon.objects.select_related("organisasjon", "invitert_av")
        .filter(avtrykk=avtrykk(nokkel))
        .first()
    )


@transaction.atomic
def godta_invitasjon(invitasjon: Invitasjon, *, bruker: Bruker) -> Medlemskap:
    """Bruker invitasjonen. Hever Domenefeil når den er brukt, trukket eller for gammel."""
    rad = type(invitasjon).objects.select_for_update(of=("self",)).get(pk=invitasjon.pk)
    if not rad.kan_brukes:
        raise Domenefeil(_("Invitasjonen er brukt, trukket tilbake eller for gammel. Be om en ny."))
    rad.brukt_tid = timezone.now()
    rad.save(update_fields=["brukt_tid"])
    medlemskap = legg_til_medlem(
        rad.organisasjon, bruker=bruker, rolle=rad.rolle, av=bruker, grunn="invitasjon"
    )
    if rad.invitert_av:
        _send(
            "invitasjon_godtatt",
            nokkel=str(rad.ref),
            til=rad.invitert_av.epost,
            malform=rad.invitert_av.malform,
            side=(f"{medlemskap.slagkode}_medlemmer", [rad.organisasjon.slug]),
            hvem=str(bruker),
            epost=rad.epost,
            organisasjon=rad.organisasjon.navn,
            rolle=_rolle(medlemskap.rolle),
        )
    return medlemskap


@transaction.atomic
def endre_rolle(medlemskap: Medlemskap, *, rolle: str, av: Bruker) -> Medlemskap:
    """Hever Domenefeil når den siste administratoren ville blitt borte."""
    _laas(medlemskap.organisasjon)
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
        _send(
            "rolle_endret",
            nokkel=f"{rad.ref}:{secrets.token_hex(4)}",
            til=rad.bruker.epost,
            malform=rad.bruker.malform,
            side=("min_side", []),
            organisasjon=rad.organisasjon.navn,
            rolle=_rolle(rolle),
        )
    return rad


@transaction.atomic
def fjern_medlem(medlemskap: Medlemskap, *, av: Bruker) -> None:
    """Tar et medlem ut, eller lar personen selv gå. Det organisasjonen har gjort, blir stående.

    Hever Domenefeil når den siste administratoren ville blitt borte.
    """
    _laas(medlemskap.organisasjon)
    rad = type(medlemskap).objects.select_related("bruker", "organisasjon").get(pk=medlemskap.pk)
    _krev_en_administrator_til(rad)
    Bruker.objects.filter(pk=rad.bruker_id, hatt=hattekode(rad)).update(hatt="")
    rad.delete()
    logg_hendelse(
        "medlem_fjernet", av=av.offentlig_id, gjelder=rad.organisasjon, medlem=str(rad.bruker.offentlig_id)
    )
    if rad.bruker_id != av.pk:
        _send(
            "medlem_fjernet",
            nokkel=str(rad.ref),
            til=rad.bruker.epost,
            malform=rad.bruker.malform,
            organisasjon=rad.organisasjon.navn,
        )


@transaction.atomic
def be_om_a_bli_med(
    organisasjon: Any, *, bruker: Bruker, melding: str, rolle: str = Medlemsrolle.MEDLEM
) -> Foresporsel:
    """Sender forespørselen til administratorene, eller rett til redaksjonen når det ikke er noen.

    Har personen en forespørsel som venter, gis den.
    """
    _laas(organisasjon)
    slag = slag_til(organisasjon)
    if medlemskap_i(bruker, organisasjon) is not None:
        raise Domenefeil(_("Du er allerede med i %(navn)s.") % {"navn": organisasjon.navn})
    foresporsel, ny = slag.foresporsel.objects.get_or_create(
        organisasjon=organisasjon,
        bruker=bruker,
        status=Foresporsel.Status.VENTER,
        defaults={"melding": melding, "rolle": rolle},
    )
    if not ny:
        return foresporsel
    logg_hendelse("foresporsel_sendt", av=bruker.offentlig_id, gjelder=organisasjon, rolle=rolle)
    if not har_administrator(organisasjon):
        return send_til_redaksjonen(foresporsel, grunn=_("Ingen administrerer organisasjonen ennå."))
    for administrator in administratorer(organisasjon):
        _send(
            "foresporsel_ny",
            nokkel=str(foresporsel.ref),
            til=administrator.epost,
            malform=administrator.malform,
            side=(f"{slag.kode}_medlemmer", [organisasjon.slug]),
            hvem=f"{bruker} ({bruker.epost})",
            organisasjon=organisasjon.navn,
            melding=melding or "–",
        )
    return foresporsel


@transaction.atomic
def send_til_redaksjonen(foresporsel: Foresporsel, *, grunn: str) -> Foresporsel:
    """Legger forespørselen i redaksjonens kø, én gang."""
    rad = (
        type(foresporsel)
        .objects.select_for_update(of=("self",))
        .select_related("bruker", "organisasjon")
        .get(pk=foresporsel.pk)
    )
    if rad.status != Foresporsel.Status.VENTER or rad.til_redaksjonen_tid:
        return rad
    rad.til_redaksjonen_tid = timezone.now()
    rad.save(update_fields=["til_redaksjonen_tid"])
    for redaktor in Bruker.objects.redaktorer():
        _send(
            "foresporsel_redaksjon",
            nokkel=str(rad.ref),
            til=redaktor.epost,
            malform=redaktor.malform,
            side=(f"admin:{rad._meta.app_label}_{rad._meta.model_name}_changelist", []),
            hvem=f"{rad.bruker} ({rad.bruker.epost})",
            organisasjon=rad.organisasjon.navn,
            grunn=grunn,
        )
    logg_hendelse("foresporsel_til_redaksjonen", gjelder=rad.organisasjon)
    return rad


@transaction.atomic
def svar_pa_foresporsel(
    foresporsel: Foresporsel, *, ja: bool, av: Bruker, rolle: str = "", begrunnelse: str = ""
) -> Foresporsel:
    """Godtar eller avslår. Et avslag må ha en begrunnelse; ellers heves Domenefeil. Et svar gis bare én gang."""
    rad = (
        type(foresporsel)
        .objects.select_for_update(of=("self",))
        .select_related("bruker", "organisasjon")
        .get(pk=foresporsel.pk)
    )
    if rad.status != Foresporsel.Status.VENTER:
        return rad
    if not ja and not begrunnelse.strip():
        raise Domenefeil(_("Skriv en begrunnelse. Den går til den som spurte."))
    rad.status = Foresporsel.Status.GODTATT if ja else Foresporsel.Status.AVSLATT
    rad.begrunnelse, rad.besvart_tid = begrunnelse, timezone.now()
    rad.save(update_fields=["status", "begrunnelse", "besvart_tid"])
    felles = {"nokkel": str(rad.ref), "til": rad.bruker.epost, "malform": rad.bruker.malform}
    if ja:
        medlemskap = legg_til_medlem(
            rad.organisasjon, bruker=rad.bruker, rolle=rolle or rad.rolle, av=av, grunn="foresporsel"
        )
        _send(
            "foresporsel_godtatt",
            **felles,
            side=("min_side", []),
            organisasjon=rad.organisasjon.navn,
            rolle=_rolle(medlemskap.rolle),
        )
    else:
        _send("foresporsel_avslatt", **felles, organisasjon=rad.organisasjon.navn, begrunnelse=begrunnelse)
        logg_hendelse("foresporsel_avslatt", av=av.offentlig_id, gjelder=rad.organisasjon)
    return rad


@transaction.atomic
def trekk_foresporsel(foresporsel: Foresporsel, *, av: Bruker) -> Foresporsel:
    """Personen ombestemte seg."""
    rad = type(foresporsel).objects.select_for_update(of=("self",)).get(pk=foresporsel.pk)
    if rad.status == Foresporsel.Status.VENTER:
        rad.status, rad.besvart_tid = Foresporsel.Status.TRUKKET, timezone.now()
        rad.save(update_fields=["status", "besvart_tid"])
        logg_hendelse("foresporsel_trukket", av=av.offentlig_id, gjelder=rad.organisasjon)
    return rad


def send_gamle_til_redaksjonen() -> int:
    """Forespørsler ingen har svart på innen fristen. Gir antallet."""
    antall = 0
    for slag in alle_slag().values():
        gamle = slag.foresporsel.objects.filter(
            status=Foresporsel.Status.VENTER,
            til_redaksjonen_tid=None,
            bedt_tid__lte=timezone.now() - SVARFRIST,
        )
        for foresporsel in gamle:
            send_til_redaksjonen(foresporsel, grunn=_("Ingen har svart på 14 dager."))
            antall += 1
    return antall


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


def _laas(organisasjon: models.Model) -> None:
    type(organisasjon)._default_manager.select_for_update(of=("self",)).get(pk=organisasjon.pk)


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


def administratorer(organisasjon: Any) -> list[Bruker]:
    """De som administrerer organisasjonen og kan logge inn."""
    medlemskap = slag_til(organisasjon).medlemskap.objects.filter(
        organisasjon=organisasjon, rolle=Medlemsrolle.ADMINISTRATOR, bruker__is_active=True
    )
    return [m.bruker for m in medlemskap.select_related("bruker")]


def _rolle(rolle: str) -> str:
    return str(Medlemsrolle(rolle).label).lower()


def _send(
    mal: str,
    *,
    nokkel: str,
    til: str,
    malform: str,
    side: tuple[str, list[str]] | None = None,
    hemmelig: bool = False,
    **verdier: str,
) -> None:
    with override(malform):
        if side:
            verdier["lenke"] = settings.ADRESSE + reverse(side[0], args=side[1])
        send_mal(mal, nokkel=nokkel, til=til, malform=malform, verdier=verdier, hemmelig=hemmelig)
