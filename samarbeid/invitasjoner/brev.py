"""Brevet til en som er invitert: hva behovet er, hvorfor det passer henne, og hvor hun spør så alle ser svaret."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from entreprenorer.models import Entreprenor
from kommuner.models import Behov
from samarbeid.behovstreff.visning import grunnene_deres
from samarbeid.models import Behovsinvitasjon, Invitasjonsrunde
from veier.dokument.blokker import Bit, Innhold, Liste
from veier.epost.adressenokler import nokkelring
from veier.epost.handlinger import send_mal
from veier.epost.trygg import trygg_tekst, trygt_navn
from veier.medlemskap.handlinger.medlemmer import som_far_brev

STOPP = "samarbeid.invitasjoner.stopp"
ORD_AV_PROBLEMET = 60


def skriv_til(invitasjon: Behovsinvitasjon) -> bool:
    """Ett brev til hver som administrerer entreprenøren, på målformen hun har valgt. Usant når ingen av dem får det."""
    sendt = False
    stopp = settings.ADRESSE + reverse("invitasjoner_av", args=[stoppnokkel(invitasjon.entreprenor)])
    for bruker in som_far_brev(invitasjon.entreprenor):
        with override(bruker.malform):
            verdier = _verdier(invitasjon) | {"stopplenke": stopp}
            brev = send_mal(
                "behov_invitert",
                nokkel=f"{invitasjon.behov.slug}:{invitasjon.entreprenor.slug}",
                til=bruker.epost,
                malform=bruker.malform,
                verdier=verdier,
                hemmelig=True,  # lenken sier nei for entreprenøren uten innlogging
                avmelding=stopp,
            )
        sendt = sendt or brev is not None
    return sendt


def stoppnokkel(entreprenor: Entreprenor) -> str:
    """Det lenken i brevet har i seg: nok til å si nei for entreprenøren, og til ingenting annet. Den virker så lenge brevet finnes."""
    return nokkelring().signer(entreprenor.slug, salt=STOPP)


def maten(runde: Invitasjonsrunde) -> str:
    """Om de andre som passer, også er invitert."""
    if runde.mate == Invitasjonsrunde.Mate.APEN:
        return _("Alle portalen fant at passer, og som kan få brev herfra, er invitert på samme måte.")
    return _("Bare noen få er invitert. Grunnen står på siden om behovet, der alle kan lese den.")


def _verdier(invitasjon: Behovsinvitasjon) -> dict[str, str | Innhold]:
    behov = invitasjon.behov
    grunner = [*_ideen(invitasjon), *grunnene_deres(invitasjon)]
    return {
        "virksomhet": behov.part.navn,
        "hva": behov.tittel,
        "problem": Truncator(" ".join(behov.problem.split())).words(ORD_AV_PROBLEMET, truncate=" …"),
        "grunner": Innhold((Liste(tuple((Bit(trygg_tekst(g)),) for g in grunner)),)),
        "frist": _fristen(behov),
        "maten": maten(invitasjon.runde),
        "lenke": settings.ADRESSE + behov.get_absolute_url(),
        "sporlenke": settings.ADRESSE + reverse("behov_spor", args=[behov.slug]),
    }


def _ideen(invitasjon: Behovsinvitasjon) -> list[str]:
    if invitasjon.ide is None:
        return []
    return [_("Ideen «%(navn)s».") % {"navn": trygt_navn(invitasjon.ide.tittel)}]


def _fristen(behov: Behov) -> str:
    if behov.frist is None:
        return _("Virksomheten har ikke satt noen frist for spørsmål.")
    return _("Siste dag for spørsmål er %(dato)s.") % {"dato": date_format(behov.frist, "j. F Y")}
