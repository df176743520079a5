"""Å be om å bli med, og å svare: administratorene først, redaksjonen når ingen svarer."""

from __future__ import annotations

from typing import TypeVar

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.epost.redaksjonen import skriv_til_redaksjonen
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.konto.adresser import er_samme_person
from veier.medlemskap.handlinger.felles import laas, rollenavn
from veier.medlemskap.handlinger.medlemmer import administratorer, krev_administrator, legg_til_medlem
from veier.medlemskap.models import SVARFRIST, Foresporsel, Medlemsrolle, Organisasjon
from veier.medlemskap.slag import alle_slag, slag_til
from veier.medlemskap.tilganger import har_administrator, hvorfor_ikke_skrive_til_fremmede, medlemskap_i

F = TypeVar("F", bound=Foresporsel)


@transaction.atomic
def be_om_a_bli_med(
    organisasjon: Organisasjon,
    *,
    bruker: Bruker,
    melding: str,
    rolle: str = Medlemsrolle.MEDLEM,
    til_redaksjonen: str = "",
) -> Foresporsel:
    """Sender forespørselen til administratorene, eller rett til redaksjonen når det ikke er noen.

    ``til_redaksjonen`` er grunnen til at redaksjonen skal svare selv om det er noen, for eksempel fordi de ikke er
    bekreftet. Har personen en forespørsel som venter, gis den.
    """
    laas(organisasjon)
    slag = slag_til(organisasjon)
    if medlemskap_i(bruker, organisasjon) is not None:
        raise Domenefeil(_("Du er allerede med i %(navn)s.") % {"navn": organisasjon.navn})
    foresporsel, ny = slag.foresporsel.objects.get_or_create(
        **{"organisasjon": organisasjon},
        bruker=bruker,
        status=Foresporsel.Status.VENTER,
        defaults={"melding": melding, "rolle": rolle},
    )
    if not ny:
        return foresporsel
    logg_hendelse("foresporsel_sendt", av=bruker.offentlig_id, gjelder=organisasjon, rolle=rolle)
    if not har_administrator(organisasjon):
        til_redaksjonen = til_redaksjonen or _("Ingen administrerer organisasjonen ennå.")
    if til_redaksjonen:
        return send_til_redaksjonen(foresporsel, grunn=til_redaksjonen)
    for administrator in administratorer(organisasjon):
        send_brev(
            "foresporsel_ny",
            nokkel=str(foresporsel.ref),
            til=administrator.epost,
            malform=administrator.malform,
            side=(f"{slag.kode}_medlemmer", [organisasjon.slug]),
            hvem=str(bruker),
            epost=bruker.epost,
            organisasjon=organisasjon.navn,
            melding=melding or "–",
        )
    return foresporsel


@transaction.atomic
def send_til_redaksjonen(foresporsel: F, *, grunn: str) -> F:
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
    skriv_til_redaksjonen(
        "foresporsel_redaksjon",
        nokkel=str(rad.ref),
        side=lambda: reverse(f"admin:{rad._meta.app_label}_{rad._meta.model_name}_changelist"),
        hvem=str(rad.bruker),
        epost=rad.bruker.epost,
        organisasjon=rad.organisasjon.navn,
        grunn=grunn,
    )
    logg_hendelse("foresporsel_til_redaksjonen", gjelder=rad.organisasjon)
    return rad


@transaction.atomic
def svar_pa_foresporsel(foresporsel: F, *, ja: bool, av: Bruker, rolle: str = "", begrunnelse: str = "") -> F:
    """Godtar eller avslår. Et avslag må ha en begrunnelse; ellers heves Domenefeil. Et svar gis bare én gang.

    Administratorene svarer; redaksjonen svarer på det som er sendt dit. Andre får Domenefeil, også den som var
    administrator da siden ble åpnet.
    """
    laas(foresporsel.organisasjon)
    rad = (
        type(foresporsel)
        .objects.select_for_update(of=("self",))
        .select_related("bruker", "organisasjon")
        .get(pk=foresporsel.pk)
    )
    if rad.status != Foresporsel.Status.VENTER:
        return rad
    _krev_at_den_kan_svare(rad, av)
    if not ja and not begrunnelse.strip():
        raise Domenefeil(_("Skriv en begrunnelse. Den går til den som spurte."))
    rad.status = Foresporsel.Status.GODTATT if ja else Foresporsel.Status.AVSLATT
    rad.begrunnelse, rad.besvart_tid = begrunnelse, timezone.now()
    rad.save(update_fields=["status", "begrunnelse", "besvart_tid"])
    if ja:
        _godta(rad, rolle or rad.rolle, av)
    else:
        _avsla(rad, av)
    return rad


def _krev_at_den_kan_svare(rad: Foresporsel, av: Bruker) -> None:
    if er_samme_person(av, rad.bruker):
        raise Domenefeil(_("Du kan ikke svare på din egen forespørsel."))
    if av.is_staff and rad.til_redaksjonen_tid:
        return
    krev_administrator(av, rad.organisasjon)
    if hvorfor_ikke_skrive_til_fremmede(rad.organisasjon):
        raise Domenefeil(_("Redaksjonen svarer på denne. Organisasjonen er ikke bekreftet."))


def _godta(rad: Foresporsel, rolle: str, av: Bruker) -> None:
    medlemskap = legg_til_medlem(rad.organisasjon, bruker=rad.bruker, rolle=rolle, av=av, grunn="foresporsel")
    send_brev(
        "foresporsel_godtatt",
        nokkel=str(rad.ref),
        til=rad.bruker.epost,
        malform=rad.bruker.malform,
        side=("min_side", []),
        organisasjon=rad.organisasjon.navn,
        rolle=rollenavn(medlemskap.rolle),
    )


def _avsla(rad: Foresporsel, av: Bruker) -> None:
    send_brev(
        "foresporsel_avslatt",
        nokkel=str(rad.ref),
        til=rad.bruker.epost,
        malform=rad.bruker.malform,
        organisasjon=rad.organisasjon.navn,
        begrunnelse=rad.begrunnelse,
    )
    logg_hendelse("foresporsel_avslatt", av=av.offentlig_id, gjelder=rad.organisasjon)


@transaction.atomic
def trekk_foresporsel(foresporsel: F, *, av: Bruker) -> F:
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
