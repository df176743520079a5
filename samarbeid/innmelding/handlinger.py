"""Fra et utkast uten konto til en sak i redaksjonens kø. Adressen bekreftes først; etter det kan saken rettes og trekkes."""

from __future__ import annotations

import json
from typing import cast

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from samarbeid.henvendelser.handlinger import send_henvendelse
from samarbeid.innmelding.forms import STEG
from samarbeid.innmelding.saken import fyll, ledig_slug, merk
from samarbeid.models import Eksempel, Eksempelversjon, Henvendelse, Innmelding
from samarbeid.partene.oyne import redaktoren
from veier.brukere.models import Leser
from veier.deling import lag_nokkel
from veier.epost.handlinger import send_brev
from veier.epost.redaksjonen import skriv_til_redaksjonen
from veier.feil import Domenefeil
from veier.fletting import avtrykk as merke
from veier.hendelser.handlinger import logg_hendelse
from veier.lenker import avtrykk
from veier.malform import aktiv_malform
from veier.steg.verdier import skrevet
from veier.typer import Verdier
from veier.utkast.handlinger import laas_utkast, slett_utkast

LAS = 8_142_020  # nøkkelen til låsen adressen til en ny sak velges under


def finn_bekreftelsen(kode: str) -> Innmelding | None:
    """Innmeldingen lenken i e-posten gjelder; None når lenken er brukt, byttet ut eller for gammel."""
    innmelding: Innmelding | None = (
        Innmelding.objects.levende()
        .filter(bekreft_avtrykk=avtrykk(kode), bekreft_utloper_tid__gt=timezone.now())
        .first()
    )
    return innmelding


def svarmerke(innmelding: Innmelding) -> str:
    """Det samme så lenge det samme er skrevet."""
    return merke([json.dumps(innmelding.svar, sort_keys=True)])


@transaction.atomic
def be_om_bekreftelse(innmelding: Innmelding, *, epost: str, tittel: str) -> None:
    """Sender lenken som bekrefter adressen. Ingenting er meldt inn før hun har åpnet den. Hever ForMangeEposter."""
    rad = _laas(innmelding)
    if rad.sendt_tid:
        raise Domenefeil(_("Eksempelet er meldt inn. Du kan rette det."))
    kode = lag_nokkel()
    rad.sett_bekreftelse(kode)
    rad.epost, rad.malform = epost, aktiv_malform()
    rad.save(update_fields=["bekreft_avtrykk", "bekreft_utloper_tid", "epost", "malform"])
    send_brev(
        "innmelding_bekreft",
        nokkel=avtrykk(kode)[:32],
        til=epost,
        malform=rad.malform,
        side=("innmelding_bekreft", [kode]),
        hemmelig=True,
        hva=tittel,
    )


@transaction.atomic
def send_inn(kode: str, verdier: Verdier, *, sett: str, av: Leser | None = None) -> Innmelding:
    """Legger saken i redaksjonens kø. ``kode`` blir eierens nøkkel: bare den som har e-posten, kan rette nå.

    ``sett`` er merket på det hun leste, og ``verdier`` det samme: den som fylte ut, kan ha skrevet noe annet imens, i hennes
    navn. Hever Domenefeil da, når lenken er brukt eller for gammel, og når den ble sendt til en annen adresse enn den som
    står nå.
    """
    funnet = finn_bekreftelsen(kode)
    rad = funnet and Innmelding.objects.select_for_update().filter(pk=funnet.pk, sendt_tid=None).first()
    if rad is None:
        raise Domenefeil(_("Lenken er brukt eller for gammel."))
    if sett != svarmerke(rad):
        raise Domenefeil(
            _("Noe er endret etter at du åpnet siden. Les det som står nå, før du sender det inn.")
        )
    if verdier["epost"] != rad.epost:  # den som fylte ut, har byttet adresse etter at lenken ble sendt
        raise Domenefeil(_("E-postadressen er byttet etter at lenken ble sendt. Be om en ny lenke."))
    rad.eksempel = _lag_sak(verdier)
    merk(rad, verdier)
    rad.sett_nokkel(kode)
    rad.bekreft_avtrykk = rad.bekreft_utloper_tid = None
    rad.sendt_tid, rad.sendt_svar, rad.sendt_av = timezone.now(), rad.svar, redaktoren(av)
    rad.forleng()
    rad.save()
    send_brev(
        "innmelding_mottatt",
        nokkel=rad.referanse,
        til=rad.epost,
        malform=rad.malform,
        side=("innmelding", [kode]),
        hemmelig=True,
        hva=rad.eksempel.navn,
        referanse=rad.referanse,
    )
    skriv_til_redaksjonen(
        "innmelding_ny",
        nokkel=rad.referanse,
        side=lambda: reverse("admin:samarbeid_eksempel_change", args=[rad.eksempel_id]),
        navn=rad.eksempel.navn,
    )
    logg_hendelse("eksempel_meldt_inn", gjelder=rad.eksempel, rolle=rad.rolle)
    return rad


@transaction.atomic
def meld_inn_fra_partene(verdier: Verdier, *, referanse: str) -> Eksempel:
    """Legger et utkast i redaksjonens kø når begge parter i et samarbeid har sagt ja til det. De spørres igjen før noe publiseres."""
    sak = _lag_sak(verdier)
    skriv_til_redaksjonen(
        "innmelding_ny",
        nokkel=referanse,
        side=lambda: reverse("admin:samarbeid_eksempel_change", args=[sak.pk]),
        navn=sak.navn,
    )
    logg_hendelse("eksempel_meldt_inn", gjelder=sak, rolle=verdier["rolle"])
    return sak


@transaction.atomic
def send_rettelsen(innmelding: Innmelding, verdier: Verdier) -> bool:
    """Retter saken. Har redaksjonen skrevet i den, får den en melding om hva som er annerledes, i stedet. Sant: saken er rettet.

    Hever Domenefeil når saken er publisert, eller ingenting er annerledes.
    """
    rad = _laas(innmelding)
    if rad.eksempel is None or not rad.er_rettet:
        raise Domenefeil(_("Ingenting er annerledes enn det du sendte."))
    sak = Eksempel.objects.select_for_update(of=("self",)).get(pk=rad.eksempel.pk)
    if sak.er_publisert:
        raise Domenefeil(_("Eksempelet er publisert. Skriv til redaksjonen hvis noe er feil."))
    urort = _urort(sak)
    if urort is not None:
        fyll(sak, verdier).save()
        urort.nummer += 1
        urort.save(update_fields=["nummer", "endret_tid"])
        logg_hendelse("innmelding_rettet", gjelder=sak)
    else:
        _meld_fra(rad, sak, _det_rettede(rad))
    merk(rad, {**verdier, "epost": rad.epost})  # adressen er bekreftet, og byttes ikke her
    rad.sendt_svar = rad.svar
    rad.forleng()
    rad.save()
    return urort is not None


@transaction.atomic
def trekk(innmelding: Innmelding) -> None:
    """Sletter innmeldingen. En sak redaksjonen ikke har rørt, blir borte med den; ellers får redaksjonen vite det."""
    rad = _laas(innmelding)
    if rad.eksempel is not None:
        sak = Eksempel.objects.select_for_update(of=("self",)).get(pk=rad.eksempel.pk)
        if not sak.er_publisert and _urort(sak) is not None:
            logg_hendelse("innmelding_trukket", gjelder=sak)
            sak.delete()
            return
        _meld_fra(rad, sak, "Den som meldte inn saken, har trukket det hun skrev.")
    slett_utkast(rad)


def forleng(innmelding: Innmelding) -> None:
    """Etter en lagring: det som er sendt, står et år etter at det ble sendt."""
    if innmelding.sendt_tid:
        innmelding.forleng()
        innmelding.save(update_fields=["utloper_tid"])


def _laas(innmelding: Innmelding) -> Innmelding:
    return cast(Innmelding, laas_utkast(innmelding))


def _lag_sak(verdier: Verdier) -> Eksempel:
    with connection.cursor() as peker:
        peker.execute(
            "SELECT pg_advisory_xact_lock(%s)", [LAS]
        )  # to med samme navn skal ikke få samme adresse
    sak = fyll(Eksempel(slug=ledig_slug(verdier["tittel"])), verdier)
    sak.save()
    Eksempelversjon.objects.create(objekt=sak, nummer=1)
    return sak


def _urort(sak: Eksempel) -> Eksempelversjon | None:
    """Utkastet, når ingen i redaksjonen har skrevet i det og ingen part er spurt om det."""
    versjon: Eksempelversjon | None = Eksempelversjon.objects.filter(objekt=sak, endret_av=None).first()
    return None if sak.partene.exists() else versjon


def _meld_fra(rad: Innmelding, sak: Eksempel, tekst: str) -> None:
    adresse = reverse("admin:samarbeid_eksempel_change", args=[sak.pk])
    send_henvendelse(
        emne=Henvendelse.Emne.EKSEMPEL, tekst=f"«{sak.navn}» ({rad.referanse}). {tekst}"[:8000], om_side=adresse,
        navn=rad.navn, epost=rad.epost, malform=rad.malform,
    )  # fmt: skip


def _det_rettede(rad: Innmelding) -> str:
    """Hvert svar som er annerledes, på bokmål: redaksjonen leser det."""
    linjer = ["Den som meldte inn saken, har rettet dette:"]
    with override("nb"):
        for steg in STEG:
            svar, sendt = rad.svar.get(steg.kode, {}), rad.sendt_svar.get(steg.kode, {})
            linjer += [
                f"{steg.skjema.ledetekst(felt)}\n{skrevet(felt, svar) or '(tomt)'}"
                for felt in steg.feltene
                if svar.get(felt) != sendt.get(felt)
            ]
    return "\n\n".join(linjer)
