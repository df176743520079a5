"""Uttrekket til arkivet: bestilt av en av sidene, laget av en jobb, og borte etter en uke."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samarbeid.models import Samtale, Uttrekk, Vedlegg
from samarbeid.samtaler.arkiv.innhold import les
from samarbeid.samtaler.arkiv.pakke import skriv
from samarbeid.samtaler.handlinger.trad import Aktor
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.jobber import sett_i_ko
from veier.typer import Verdier
from veier.vedlegg import lager

MAPPE = "arkiv"
JOBB = "samarbeid.lag_uttrekk"
OPPBEVARES = timedelta(days=7)


class VenterPaKontroll(Exception):
    """Et vedlegg som er kommet etter bestillingen, er ikke kontrollert ennå. Jobben prøver igjen."""


@transaction.atomic
def bestill_uttrekk(samtale: Samtale, *, av: Aktor) -> Uttrekk:
    """Setter en jobb i gang. Er uttrekket av samtalen slik den er nå laget, eller på vei, er det dette.

    Hever Domenefeil når et vedlegg ikke er kontrollert ennå: da hadde det ikke vært med.
    """
    laast = Samtale.objects.select_for_update(of=("self",)).select_related("entreprenor").get(pk=samtale.pk)
    if Vedlegg.objects.venter().filter(innlegg__samtale=laast).exists():
        raise Domenefeil(_("Et vedlegg kontrolleres ennå. Prøv igjen om litt, så blir det med."))
    uttrekk, nytt = Uttrekk.objects.get_or_create(
        samtale=laast, nr=laast.siste_nr, defaults={"side": av.side}
    )
    if nytt:
        sett_i_ko(JOBB, uttrekk=uttrekk.pk)
    logg_hendelse(
        "samtale_uttrekk",
        av=av.av.offentlig_id if av.av else None,
        gjelder=laast.entreprenor,
        referanse=laast.referanse,
        side=av.side,
    )
    return uttrekk


def lag_uttrekk(pk: int) -> bool:
    """Lager filen av samtalen slik den er når jobben går. Er det skrevet mer imens, er det med, og raden sier det.

    Tåler å kjøre om igjen; drept midt i blir det en fil uten rad, som ryddes om natten.

    Hever VenterPaKontroll, Opptatt, FullDisk og Vedleggsfeil.
    """
    from veier.dokument.pdf import lag_pdf

    rader = Uttrekk.objects.select_related("samtale__entreprenor", "samtale__part", "samtale__behov")
    rad = rader.filter(pk=pk, ferdig_tid=None).first()
    if rad is None:
        return False
    nr = rad.samtale.siste_nr
    if rad.samtale.uttrekk.filter(nr=nr).exclude(pk=pk).exists():
        return _overtatt(rad)
    if Vedlegg.objects.venter().filter(innlegg__samtale=rad.samtale).exists():
        raise VenterPaKontroll
    with tempfile.TemporaryFile() as fil:
        skriv(les(rad.samtale), fil, hent=_hent, lag_pdf=lambda d: lag_pdf(d, arkiv=True))
        fil.seek(0)
        sum_, storrelse = hashlib.file_digest(fil, "sha256").hexdigest(), fil.tell()
        fil.seek(0)
        navn = lager.skriv(MAPPE, fil, endelse="zip")
    felt = {"nr": nr, "ferdig_tid": timezone.now(), "fil": navn, "sha256": sum_, "bytes": storrelse}
    return _lagre(rad, felt)


@transaction.atomic
def _lagre(rad: Uttrekk, felt: Verdier) -> bool:
    """Usant når en annen jobb ble ferdig først, eller raden er borte fordi samtalen er åpnet imens."""
    Samtale.objects.select_for_update(of=("self",)).filter(pk=rad.samtale_id).first()
    if Uttrekk.objects.filter(samtale=rad.samtale_id, nr=felt["nr"]).exclude(pk=rad.pk).exists():
        return _overtatt(rad)
    return bool(Uttrekk.objects.filter(pk=rad.pk, ferdig_tid=None).update(**felt))


def _overtatt(rad: Uttrekk) -> bool:
    """Bestilt på nytt etter det nye: den andre jobben lager det, og denne raden skal ikke bli stående uferdig."""
    Uttrekk.objects.filter(pk=rad.pk, ferdig_tid=None).delete()
    return False


def siste_uttrekk(samtale: Samtale) -> Uttrekk | None:
    """Uttrekket av samtalen slik den er nå."""
    return samtale.uttrekk.filter(nr=samtale.siste_nr).first()


def slett_gamle_uttrekk() -> int:
    """Sletter dem som er en uke gamle. Gir antallet radene som gikk; filene er borte den samme natten."""
    gamle = Uttrekk.objects.filter(bestilt_tid__lte=timezone.now() - OPPBEVARES)
    antall = gamle.count()
    gamle.delete()
    return antall


def rydd_uttrekk(*, eldre_enn: timedelta = lager.ETT_DOGN) -> int:
    """Sletter filene ingen rad viser til. Gir antallet."""
    i_bruk = set(Uttrekk.objects.exclude(fil="").values_list("fil", flat=True))
    return lager.rydd(MAPPE, i_bruk, eldre_enn=eldre_enn)


def _hent(navn: str) -> bytes:
    with default_storage.open(navn) as fil:
        innhold: bytes = fil.read()
    return innhold
