"""Filene i samtalene: lagt ved i den samme transaksjonen som innlegget, kontrollert av en jobb, og borte med samtalen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from samarbeid.models import Innlegg, Innpost, Vedlegg
from veier.hendelser.handlinger import logg_hendelse
from veier.jobber import sett_i_ko, venter_i_koen
from veier.klienter import clamd
from veier.vedlegg import lager
from veier.vedlegg.kontroll import Vedleggsfil

MAPPE = "vedlegg"
JOBB = "samarbeid.kontroller_vedlegg"
GLEMT_ETTER = timedelta(minutes=15)


@transaction.atomic(savepoint=False)
def legg_ved(
    filer: Iterable[Vedleggsfil], *, innlegg: Innlegg | None = None, innpost: Innpost | None = None
) -> list[Vedlegg]:
    """Lagrer filene, og setter dem i kø til virussøk når portalen har det. Hever FullDisk; da er ingenting lagret."""
    tilstand = Vedlegg.Tilstand.VENTER if settings.CLAMD else Vedlegg.Tilstand.KLAR
    lagret: list[str] = []
    try:
        for fil in (filene := list(filer)):
            lagret.append(lager.skriv(MAPPE, fil.innhold, endelse=fil.slag))
    except lager.FullDisk:
        lager.slett(lagret)
        raise
    rader = [
        Vedlegg.objects.create(
            innlegg=innlegg,
            innpost=innpost,
            nr=nr,
            navn=fil.navn,
            slag=fil.slag,
            tilstand=tilstand,
            fil=navn,
            bytes=len(fil.innhold),
            sha256=fil.sha256,
        )
        for nr, (fil, navn) in enumerate(zip(filene, lagret, strict=True), start=1)
    ]
    if settings.CLAMD:
        for rad in rader:
            sett_i_ko(JOBB, vedlegg=rad.pk)
    return rader


def kontroller_vedlegg(pk: int) -> bool:
    """Søker gjennom filen. Er det noe i den, slettes den. Hever KlientFeil når clamd ikke svarer; da holdes den tilbake.

    Er søket slått av siden filen kom, slippes den fram, som en som kommer nå. Sant når den kan hentes.
    """
    rad = Vedlegg.objects.venter().filter(pk=pk).first()
    if rad is None:
        return False
    funnet = ""
    if settings.CLAMD:
        with default_storage.open(rad.fil) as fil:
            funnet = clamd.sok(fil, settings.CLAMD)
    return _etter_soket(rad, funnet)


@transaction.atomic
def _etter_soket(rad: Vedlegg, funnet: str) -> bool:
    if not funnet:
        return bool(Vedlegg.objects.venter().filter(pk=rad.pk).update(tilstand=Vedlegg.Tilstand.KLAR))
    if Vedlegg.objects.venter().filter(pk=rad.pk).update(tilstand=Vedlegg.Tilstand.STANSET, fil=""):
        hvor = rad.innlegg or rad.innpost
        logg_hendelse(
            "vedlegg_stanset",
            gjelder=hvor.samtale.entreprenor if hvor and hvor.samtale else None,
            funnet=funnet,
            slag=rad.slag,
        )
        _slett_naar_lagret([rad.fil])
    return False


def sett_glemte_i_ko() -> int:
    """De som har ventet lenge uten at noen er i gang: clamd har vært nede lenger enn jobben prøver. Gir antallet."""
    gamle = Vedlegg.objects.venter().filter(lagt_ved_tid__lt=timezone.now() - GLEMT_ETTER)
    glemte = sorted(set(gamle.values_list("pk", flat=True)) - venter_i_koen(JOBB, "vedlegg"))
    for pk in glemte:
        sett_i_ko(JOBB, vedlegg=pk)
    return len(glemte)


def flytt(innpost: Innpost, innlegg: Innlegg) -> None:
    """E-posten er lagt inn: filene følger med."""
    innpost.vedlegg.update(innpost=None, innlegg=innlegg)


def slett_for(innpost: Innpost) -> None:
    """E-posten er lagt bort: filene slettes med en gang den er det."""
    filer = list(innpost.vedlegg.exclude(fil="").values_list("fil", flat=True))
    innpost.vedlegg.all().delete()
    _slett_naar_lagret(filer)


def rydd_vedlegg(*, eldre_enn: timedelta = lager.ETT_DOGN) -> int:
    """Sletter filene ingen rad viser til: samtalen er slettet, eller noe ble avbrutt. Gir antallet."""
    i_bruk = set(Vedlegg.objects.exclude(fil="").values_list("fil", flat=True))
    return lager.rydd(MAPPE, i_bruk, eldre_enn=eldre_enn)


def _slett_naar_lagret(filer: list[str]) -> None:
    transaction.on_commit(partial(lager.slett, filer), robust=True)
