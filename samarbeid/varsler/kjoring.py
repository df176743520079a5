"""Jobben som ser etter om noe er nytt, og forteller det.

Ett abonnement er én jobb og én transaksjon: brevet i køen og det som er fortalt, lagres sammen eller ikke i det hele tatt.
Drepes jobben, er begge delene der eller ingen av dem, og neste gang fortelles bare det som mangler.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from pyroaring import BitMap

from kommuner.tilganger import ma_vente
from samarbeid.models import Abonnement
from samarbeid.varsler.handlinger import AV_TREFFENE, apne_treff, planlegg, stoppnokkel
from samarbeid.varsler.liste import Lest, Linje
from samarbeid.varsler.lister import LISTER, les_lagret
from samarbeid.varsler.treffene import som_folger
from samarbeid.varsler.utgave import utgaven
from veier.dokument.blokker import Bit, Innhold, Liste
from veier.epost.handlinger import send_mal
from veier.epost.trygg import trygg_tekst, trygt_navn
from veier.jobber import sett_i_ko, venter_i_koen

JOBB = "samarbeid.varsle"
VISES = 10


def sett_klare_i_ko() -> int:
    """Én jobb for hvert abonnement det skal ses etter noe for, så en feil bare rammer det ene. Gir hvor mange."""
    klare = set(Abonnement.objects.filter(_klare(utgaven())).values_list("pk", flat=True))
    for pk in sorted(klare - venter_i_koen(JOBB, "abonnement")):
        sett_i_ko(JOBB, abonnement=pk)
    return len(klare)


@transaction.atomic
def se_etter_treff(behov: int) -> int:
    """Behovet har fått nye treff: varslene det kan bety noe for, ser etter igjen. En jobb som holder på med ett av dem, er ferdig først."""
    rader = Abonnement.objects.filter(
        liste__in=AV_TREFFENE,
        hyppighet=Abonnement.Hyppighet.STRAKS,
        sporring__in=som_folger(behov),
    )
    return sett_klare_i_ko() if rader.update(utgave="") else 0


def _klare(utgave: str) -> Q:
    """De som er bedt om med en gang, når noe er endret; resten når tiden er inne. En konto som er stengt, får ingen."""
    na = timezone.now()
    apen = Q(bruker=None) | Q(bruker__is_active=True)
    straks = Q(hyppighet=Abonnement.Hyppighet.STRAKS) & ~Q(utgave=utgave)
    return apen & ((straks & Q(neste_tid=None)) | Q(neste_tid__lte=na))


@transaction.atomic
def varsle(pk: int) -> int:
    """Forteller om det som er nytt for ett abonnement. Gir hvor mange treff brevet sa noe om; tåler å kjøre om igjen."""
    utgave = utgaven()
    rad = (
        Abonnement.objects.select_for_update(of=("self",))
        .select_related("bruker", "mottaker")
        .filter(_klare(utgave), pk=pk)
        .first()
    )
    if rad is None:
        return 0
    with override(rad.malform):
        lest = les_lagret(rad, rad.bruker)
        if lest is None:
            rad.delete()  # hun er ikke med der lenger, eller det er slettet
            return 0
        fortalt = BitMap.deserialize(bytes(rad.fortalt))
        nye = apne_treff(rad, uten=fortalt)
        if nye and (vent_til := ma_vente(rad.til)):
            rad.neste_tid = vent_til
            rad.save(update_fields=["neste_tid"])
            return 0
        if nye:
            rad.brev += 1
            rad.fortalt = (fortalt | nye).serialize()
            _send(rad, lest, nye)
    rad.utgave = utgave
    planlegg(rad)
    rad.save(update_fields=["fortalt", "brev", "utgave", "neste_tid"])
    return len(nye)


def utsett(pk: int) -> None:
    """Det gikk galt. Det prøves igjen om et døgn: én rad som feiler, skal ikke fylle køen med jobber som feiler."""
    senere = timezone.now() + timedelta(days=1)
    Abonnement.objects.filter(pk=pk).update(neste_tid=senere)


def _send(rad: Abonnement, lest: Lest, nye: BitMap) -> None:
    liste = LISTER[rad.liste]
    punkter = tuple(_punkt(linje) for linje in liste.linjer(nye, VISES, rad.sporring, rad.bruker))
    verdier: dict[str, str | Innhold] = {
        "antall": liste.nye(len(nye)),
        "blant": str(liste.blant),
        "hva": lest.ord or _("Alt som kommer."),
        "treff": Innhold((Liste(punkter),)),
        "vises": liste.bare_noen(VISES) if len(nye) > VISES else _("Her er det som er nytt."),
        "listelenke": settings.ADRESSE + liste.adresse(rad.sporring),
        "lenke": settings.ADRESSE + styrelenke(rad),
        "stopplenke": settings.ADRESSE + reverse("varsel_av", args=[stoppnokkel(rad)]),
    }
    send_mal(
        liste.mal,
        nokkel=f"{rad.ref}:{rad.brev}",
        til=rad.til,
        malform=rad.malform,
        verdier=verdier,
        hemmelig=True,
        avmelding=str(verdier["stopplenke"]),
    )


def _punkt(linje: Linje) -> tuple[Bit, ...]:
    navnet = Bit(trygt_navn(linje.navn), lenke=settings.ADRESSE + linje.adresse)
    return (navnet, Bit(f": {trygg_tekst(linje.om)}")) if linje.om else (navnet,)


def styrelenke(rad: Abonnement) -> str:
    """Siden der hun endrer varslene sine: kontoens, eller den bak den personlige lenken."""
    if rad.mottaker is None:
        return reverse("varslene")
    nokkel = rad.mottaker.nokkel
    return (
        reverse("varslene_uten_konto", args=[nokkel])
        if nokkel
        else reverse("varsel_av", args=[stoppnokkel(rad)])
    )
