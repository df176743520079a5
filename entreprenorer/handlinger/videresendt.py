"""Referanser der vi ikke kjenner postmottaket: entreprenøren sender lenken videre selv.

Hun har lenken, og kunne svart seg selv. Derfor gjelder svaret først når den som svarer, har vist at hun hører til
virksomheten: med en lenke til adressen sin på virksomhetens domene, eller ved at redaksjonen godtar det.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entreprenorer.handlinger.referanser import _svar
from entreprenorer.models import Entreprenor, Referanse, Referansesvar
from entreprenorer.models.referanse import LENKEN_VARER
from kommuner.tilganger import har_adresse_hos
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.lenker import avtrykk
from veier.medlemskap.tilganger import er_part
from veier.sprak import virksomhetens

BEKREFTES_INNEN = timedelta(days=7)
HOYST_SVAR = 5  # per referanse i døgnet: lenken er i andres hender


@transaction.atomic
def lag_lenke(referanse: Referanse, *, av: Bruker) -> str:
    """Nøkkelen i en ny lenke. Den forrige slutter å virke. Hever Domenefeil når det er svart."""
    rad = Referanse.objects.select_for_update(of=("self",)).get(pk=referanse.pk)
    if rad.status != Referanse.Status.VENTER or not rad.videresendes:
        raise Domenefeil(_("Noen har alt svart, eller så er spørsmålet sendt til postmottaket."))
    nokkel = secrets.token_urlsafe(32)
    rad.avtrykk, rad.utloper_tid = avtrykk(nokkel), timezone.now() + LENKEN_VARER
    rad.save(update_fields=["avtrykk", "utloper_tid"])
    logg_hendelse("referanse_lenke_laget", av=av.offentlig_id, gjelder=rad.entreprenor)
    return nokkel


@transaction.atomic
def svar_videresendt(nokkel: str, *, bekreft: bool, navn: str, stilling: str, epost: str) -> Referansesvar:
    """Tar imot svaret. Det gjelder ikke ennå. Hever Domenefeil når lenken ikke kan brukes."""
    rad = (
        Referanse.objects.select_for_update(of=("self",))
        .select_related("entreprenor", "part")
        .filter(avtrykk=avtrykk(nokkel), videresendes=True)
        .first()
    )
    if rad is None or not rad.kan_svares_med_lenke:
        raise Domenefeil(_("Lenken er brukt eller for gammel. Be entreprenøren om en ny."))
    if rad.svarene.filter(sendt_tid__gte=timezone.now() - timedelta(days=1)).count() >= HOYST_SVAR:
        raise Domenefeil(_("Det er svart mange ganger i dag. Prøv igjen i morgen."))
    # Den som selv er med hos entreprenøren, kan ha en slik adresse også. Da ser redaksjonen på svaret.
    hos = har_adresse_hos(Bruker(epost=epost.lower()), rad.part) and not _er_med(epost, rad.entreprenor)
    hemmelig = secrets.token_urlsafe(32)
    svar = Referansesvar.objects.create(
        referanse=rad,
        bekreft=bekreft,
        navn=navn,
        stilling=stilling,
        epost=epost.lower(),
        status=Referansesvar.Status.VENTER_EPOST if hos else Referansesvar.Status.VENTER_REDAKSJON,
        avtrykk=avtrykk(hemmelig) if hos else None,
        utloper_tid=timezone.now() + BEKREFTES_INNEN if hos else None,
    )
    if hos:
        send_brev(
            "referanse_bekreft",
            nokkel=f"referansesvar:{svar.pk}",
            til=svar.epost,
            malform=virksomhetens(rad.part.malform).kode,
            side=("referanse_bekreft", [hemmelig]),
            hemmelig=True,
            entreprenor=rad.entreprenor.navn,
            virksomhet=rad.part.navn,
        )
    logg_hendelse("referanse_svar_mottatt", gjelder=rad.entreprenor, part=rad.part.slug, status=svar.status)
    return svar


def finn_svar(nokkel: str) -> Referansesvar | None:
    """Svaret lenken i e-posten gjelder, når den fortsatt kan brukes."""
    return (
        Referansesvar.objects.select_related("referanse__entreprenor", "referanse__part")
        .filter(
            avtrykk=avtrykk(nokkel),
            status=Referansesvar.Status.VENTER_EPOST,
            utloper_tid__gt=timezone.now(),
        )
        .first()
    )


def er_brukt(nokkel: str) -> bool:
    """Om svaret lenken i e-posten gjaldt, alt er godtatt."""
    return Referansesvar.objects.filter(avtrykk=avtrykk(nokkel), status=Referansesvar.Status.GODTATT).exists()


@transaction.atomic
def godta_svar(svar: Referansesvar, *, av: Bruker | None = None) -> Referanse:
    """Svaret gjelder: adressen er bekreftet, eller redaksjonen (``av``) har godtatt det. Lenkene er brukt opp."""
    rad = Referansesvar.objects.select_for_update(of=("self",)).get(pk=svar.pk)
    venter = {Referansesvar.Status.VENTER_EPOST, Referansesvar.Status.VENTER_REDAKSJON}
    if rad.status not in venter:
        raise Domenefeil(_("Svaret er alt behandlet."))
    if av and er_part(av, rad.referanse.entreprenor):
        raise Domenefeil(_("Du er med i organisasjonen. En annen i redaksjonen må svare."))
    referanse = _svar(
        {"pk": rad.referanse_id},
        bekreft=rad.bekreft,
        navn=rad.navn,
        stilling=rad.stilling,
        av=None,
        som_medlem=False,
        har_bevis=True,
    )
    rad.status, rad.utloper_tid = Referansesvar.Status.GODTATT, None  # avtrykket står: hun kan trykke igjen
    rad.save(update_fields=["status", "utloper_tid"])
    if av:
        logg_hendelse("referanse_svar_godtatt", av=av.offentlig_id, gjelder=referanse.entreprenor)
    return referanse


def _er_med(epost: str, entreprenor: Entreprenor) -> bool:
    medlemmer = entreprenor.medlemskap.filter(
        models.Q(bruker__epost=epost.lower()) | models.Q(bruker__emailaddress__email=epost.lower())
    )
    return medlemmer.exists()


@transaction.atomic
def avvis_svar(svar: Referansesvar, *, av: Bruker) -> None:
    """Redaksjonen finner ikke at den som svarte, hører til virksomheten. Referansen venter fortsatt."""
    rad = Referansesvar.objects.select_for_update(of=("self",)).select_related("referanse").get(pk=svar.pk)
    rad.status, rad.avtrykk = Referansesvar.Status.AVVIST, None
    rad.save(update_fields=["status", "avtrykk"])
    logg_hendelse("referanse_svar_avvist", av=av.offentlig_id, gjelder=rad.referanse.entreprenor)


@transaction.atomic
def rydd_referansesvar() -> int:
    """Sletter svar som ikke er godtatt innen 30 dager, og adressen i dem som er det, etter sju. Gir antallet."""
    na = timezone.now()
    godtatt = Referansesvar.objects.filter(status=Referansesvar.Status.GODTATT)
    uten = godtatt.filter(sendt_tid__lte=na - BEKREFTES_INNEN).exclude(epost="").update(epost="")
    gamle = Referansesvar.objects.exclude(status=Referansesvar.Status.GODTATT)
    slettet, _per_tabell = gamle.filter(sendt_tid__lte=na - LENKEN_VARER).delete()
    return uten + slettet
