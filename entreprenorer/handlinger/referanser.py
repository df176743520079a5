"""Referanser: entreprenøren sier, virksomheten bekrefter."""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor, Referanse
from entreprenorer.models.referanse import LENKEN_VARER
from kommuner.models import Medlemskap, OffentligPart
from kommuner.tilganger import postmottak_som_svarer_for
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.lenker import avtrykk
from veier.sprak import virksomhetens

HOYST_I_DOGNET = 5
HOYST = 50


@transaction.atomic
def be_om_referanse(
    entreprenor: Entreprenor,
    *,
    part: OffentligPart,
    enhet: str,
    hva: str,
    fra_ar: int,
    til_ar: int | None,
    av: Bruker,
) -> Referanse:
    """Lager referansen, og sender lenken til virksomhetens postmottak når vi kjenner det med kilde, og det er på
    virksomhetens eget domene.

    Medlemmer av virksomheten får den på Min side uansett. Hever Domenefeil når profilen ikke er publisert (ingen
    virksomhet skal få post fra noen redaksjonen ikke har sett), når det er for mange, eller når den samme alt venter.
    """
    laast = Entreprenor.objects.select_for_update(of=("self",)).get(pk=entreprenor.pk)
    _krev_at_de_kan_be(laast, part, hva, fra_ar)
    adresse = postmottak_som_svarer_for(part, av)
    nokkel = secrets.token_urlsafe(32)
    referanse = Referanse.objects.create(
        entreprenor=entreprenor,
        part=part,
        enhet=enhet,
        hva=hva,
        fra_ar=fra_ar,
        til_ar=til_ar,
        bedt_av=av,
        sendt_til=adresse,
        videresendes=not adresse,
        avtrykk=avtrykk(nokkel) if adresse else None,
        utloper_tid=timezone.now() + LENKEN_VARER if adresse else None,
    )
    if adresse:
        _send_lenken(referanse, nokkel)
    logg_hendelse("referanse_bedt", av=av.offentlig_id, gjelder=entreprenor, part=part.slug)
    return referanse


def _krev_at_de_kan_be(entreprenor: Entreprenor, part: OffentligPart, hva: str, fra_ar: int) -> None:
    if not entreprenor.er_bekreftet:
        raise Domenefeil(_("Dere kan be om referanser når organisasjonen er bekreftet."))
    if not entreprenor.vises:
        raise Domenefeil(_("Profilen må være publisert, så virksomheten vet hvem dere er."))
    mine = Referanse.objects.filter(entreprenor=entreprenor)
    if mine.filter(part=part, hva__iexact=hva, fra_ar=fra_ar).exists():
        raise Domenefeil(_("Dere har bedt om denne referansen før."))
    siste_dogn = timezone.now() - timedelta(days=1)
    if mine.count() >= HOYST or mine.filter(bedt_tid__gte=siste_dogn).count() >= HOYST_I_DOGNET:
        raise Domenefeil(_("Dere kan be om høyst fem referanser i døgnet, så ingen får for mye post."))


def _send_lenken(referanse: Referanse, nokkel: str) -> None:
    part = referanse.part
    send_brev(
        "referanse_bedt",
        nokkel=f"referanse:{referanse.ref}",
        til=referanse.sendt_til,
        malform=virksomhetens(part.malform).kode,
        side=("referanse_svar_lenke", [nokkel]),
        hemmelig=True,
        entreprenor=referanse.entreprenor.navn,
        virksomhet=part.navn,
        enhet=referanse.enhet or part.navn,
        hva=referanse.hva,
        tidsrom=referanse.tidsrom,
    )


def svar_med_lenke(nokkel: str, *, bekreft: bool, navn: str, stilling: str) -> Referanse:
    """Svaret fra den som fikk lenken i virksomhetens postmottak. Lenken virker én gang."""
    return _svar(
        {"avtrykk": avtrykk(nokkel)}, bekreft=bekreft, navn=navn, stilling=stilling, av=None, som_medlem=False
    )


def svar_som_medlem(ref: uuid.UUID, *, bekreft: bool, stilling: str, av: Bruker) -> Referanse:
    """Svaret fra et medlem av virksomheten. Hever Domenefeil når personen ikke er med der."""
    return _svar({"ref": ref}, bekreft=bekreft, navn=str(av), stilling=stilling, av=av, som_medlem=True)


@transaction.atomic
def trekk_referanse(referanse: Referanse, *, av: Bruker) -> None:
    """Entreprenøren tar den bort. Lenken virker ikke lenger."""
    logg_hendelse("referanse_trukket", av=av.offentlig_id, gjelder=referanse.entreprenor)
    Referanse.objects.filter(pk=referanse.pk).delete()


@transaction.atomic
def _svar(
    hvem: dict[str, object],
    *,
    bekreft: bool,
    navn: str,
    stilling: str,
    av: Bruker | None,
    som_medlem: bool,
    har_bevis: bool = False,
) -> Referanse:
    rad = (
        Referanse.objects.select_for_update(of=("self",))
        .select_related("entreprenor", "part", "bedt_av")
        .filter(**hvem)
        .first()
    )
    if rad is None or rad.status != Referanse.Status.VENTER:
        raise Domenefeil(_("Noen har alt svart, eller så er spørsmålet trukket."))
    _krev_at_den_kan_svare(rad, av=av, som_medlem=som_medlem, har_bevis=har_bevis)
    rad.status = Referanse.Status.BEKREFTET if bekreft else Referanse.Status.AVVIST
    rad.svart_navn, rad.svart_stilling = navn, stilling
    rad.svart_som_medlem, rad.svart_tid = som_medlem, timezone.now()
    rad.utloper_tid = None  # avtrykket står, så den som har lenken, får vite at det er svart
    rad.save()
    if rad.bedt_av:
        send_brev(
            "referanse_svart",
            nokkel=f"referanse_svar:{rad.ref}",
            til=rad.bedt_av.epost,
            malform=rad.bedt_av.malform,
            side=("referanser", [rad.entreprenor.slug]),
            virksomhet=rad.part.navn,
            svar=_("bekreftet") if bekreft else _("ikke kjent igjen"),
        )
    logg_hendelse(
        "referanse_svart",
        av=av.offentlig_id if av else None,
        gjelder=rad.entreprenor,
        part=rad.part.slug,
        svar=str(rad.status),
    )
    return rad


def _krev_at_den_kan_svare(rad: Referanse, *, av: Bruker | None, som_medlem: bool, har_bevis: bool) -> None:
    if som_medlem and not Medlemskap.objects.filter(organisasjon=rad.part, bruker=av).exists():
        raise Domenefeil(_("Bare de som er med i virksomheten, kan svare."))
    if av and rad.entreprenor.medlemskap.filter(bruker=av).exists():
        raise Domenefeil(_("Du er med hos entreprenøren. En annen i virksomheten må svare."))
    if not som_medlem and not har_bevis and (rad.videresendes or not rad.kan_svares_med_lenke):
        raise Domenefeil(_("Lenken er for gammel. Be entreprenøren om å spørre på nytt."))
