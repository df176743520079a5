"""Lenkene i referansedataene: hvilke som finnes, og hvilke som er døde. Spørres om natten, noen om gangen."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from entreprenorer.models import Entreprenor
from samarbeid.models import Lenke
from veier.klienter.lenkesjekk import LENGSTE_ADRESSE, Svar, Utfall, sjekk
from veier.referanse.lenker import lenker_i
from veier.referanse.modell import Referanserad

SPORRES_IGJEN = timedelta(days=7)
# En som har feilet, spørres igjen natten etter; én natt er for lite til å si at noe er dødt.
FEIL_SPORRES_IGJEN = timedelta(hours=20)
DOD_ETTER = 2
BUNKE, HOS_HVER = 40, 3
BUNKEN_VARER = 240.0  # sekunder
PAUSE = 2.0  # sekunder mellom to spørsmål til den samme tjeneren
FEIL = {Utfall.BORTE, Utfall.SVARER_IKKE, Utfall.ULOVLIG}


def lenkene() -> Iterator[tuple[str, models.Model]]:
    """(adresse, raden den står i) for alt leserne ser av referansedata, og profilene redaksjonen har skrevet.

    Det ingen leser ser, er ikke med: i et utkast kan en fremmed ha skrevet adressene.
    """
    for modell in apps.get_models():
        if issubclass(modell, Referanserad) and (felt := _felt(modell)):
            for rad in modell._default_manager.synlige().select_related().order_by("pk"):
                yield from _i_raden(rad, felt)
    for profil in Entreprenor.objects.apne().order_by("pk"):
        yield from _i_raden(profil, ["kilder"])


@transaction.atomic
def oppdater_lenkene() -> int:
    """Tar med nye lenker, og glemmer dem som ikke står noe sted lenger. Gir antallet som finnes."""
    funnet: dict[str, models.Model] = {}
    for adresse, rad in lenkene():
        funnet.setdefault(adresse, rad)
    nye = [
        Lenke(adresse=adresse, tabell=rad._meta.label_lower, rad=rad.pk, navn=str(rad)[:200])
        for adresse, rad in funnet.items()
    ]
    Lenke.objects.exclude(adresse__in=funnet).delete()
    Lenke.objects.bulk_create(
        nye,
        update_conflicts=True,
        unique_fields=["adresse"],
        update_fields=["tabell", "rad", "navn"],
        batch_size=500,
    )
    return len(funnet)


def sjekk_lenker(spor: Callable[[str], Svar] = sjekk, *, pause: float = PAUSE) -> int:
    """Spør etter dem som har ventet lengst, noen få hos hver. Gir antallet som ble spurt.

    Svarer ingen av mange, er det vår egen forbindelse som er borte, og da er ingenting lært.
    """
    slutt = time.monotonic() + BUNKEN_VARER
    sist: dict[str, float] = {}
    svar: list[tuple[Lenke, Svar]] = []
    for lenke in _neste():
        tjener = urlsplit(lenke.adresse).netloc.lower()
        if time.monotonic() >= slutt:
            break
        if tjener in sist:
            time.sleep(max(0.0, sist[tjener] + pause - time.monotonic()))
        svar.append((lenke, spor(lenke.adresse)))
        sist[tjener] = time.monotonic()
    if len(svar) >= 5 and not any(s.kode for _lenke, s in svar):
        return 0
    for lenke, ett in svar:
        _lagre(lenke, ett)
    return len(svar)


def dode() -> models.QuerySet[Lenke]:
    """De som har feilet flere netter på rad."""
    return Lenke.objects.filter(ganger__gte=DOD_ETTER)


def _neste() -> list[Lenke]:
    na = timezone.now()
    moden = (
        Q(sjekket_tid=None)
        | Q(sjekket_tid__lt=na - SPORRES_IGJEN)
        | Q(ganger__gt=0, sjekket_tid__lt=na - FEIL_SPORRES_IGJEN)
    )
    ut: list[Lenke] = []
    hos: Counter[str] = Counter()
    for lenke in Lenke.objects.filter(moden).order_by(F("sjekket_tid").asc(nulls_first=True), "pk")[
        : BUNKE * 20
    ]:
        tjener = urlsplit(lenke.adresse).netloc.lower()
        if hos[tjener] < HOS_HVER:
            hos[tjener] += 1
            ut.append(lenke)
        if len(ut) == BUNKE:
            break
    return ut


def _lagre(lenke: Lenke, svar: Svar) -> None:
    na, feilet = timezone.now(), svar.utfall in FEIL
    Lenke.objects.filter(pk=lenke.pk).update(
        utfall=svar.utfall.value,
        kode=svar.kode,
        ganger=min(lenke.ganger + 1, 999) if feilet else 0,
        feilet_siden=(lenke.feilet_siden or na) if feilet else None,
        sjekket_tid=na,
    )


def _felt(modell: type[models.Model]) -> list[str]:
    """Feltene som kan ha en lenke: lenkene selv, tekstene, og listen over kilder."""
    return [
        f.name
        for f in modell._meta.concrete_fields
        if isinstance(f, models.URLField | models.TextField)
        or (isinstance(f, ArrayField) and f.name == "kilder")
    ]


def _i_raden(rad: models.Model, felt: list[str]) -> Iterator[tuple[str, models.Model]]:
    for navn in felt:
        verdi = getattr(rad, navn)
        for tekst in verdi if isinstance(verdi, list) else [verdi]:
            for adresse in lenker_i(tekst or ""):
                if adresse.startswith(("http://", "https://")) and len(adresse) <= LENGSTE_ADRESSE:
                    yield adresse, rad
