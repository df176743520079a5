"""Portalens krypteringsnøkkel byttes uten at noen merker det."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils import timezone

from veier.hendelser.handlinger import logg_hendelse
from veier.kryptering import Forseglet, KanIkkeLeses, bruker_nyeste, dekrypter, krypter_om
from veier.typer import Verdier

# Det allauth krypterer, etter slaget. En passnøkkel er offentlig; portalen har aldri den hemmelige delen.
KRYPTERT = {Authenticator.Type.TOTP: ("secret",), Authenticator.Type.RECOVERY_CODES: ("seed",)}


@transaction.atomic
def krypter_alt_om() -> int:
    """Skriver alt om med den nyeste nøkkelen. Gir antallet. Hever KanIkkeLeses, og da er ingenting endret."""
    antall = 0
    for rad in Authenticator.objects.select_for_update().filter(type__in=KRYPTERT).order_by("pk"):
        ny: Verdier = {felt: krypter_om(rad.data[felt]) for felt in KRYPTERT[rad.type] if felt in rad.data}
        if "migrated_codes" in rad.data:
            ny["migrated_codes"] = [krypter_om(kode) for kode in rad.data["migrated_codes"]]
        rad.data = {**rad.data, **ny}
        rad.save(update_fields=["data"])
        antall += 1
    for modell, felt in _forseglede():
        rader = modell._default_manager.select_for_update().exclude(**{felt: ""}).order_by("pk")
        for pk, kryptert in rader.values_list("pk", felt):
            antall += modell._default_manager.filter(pk=pk).update(**{felt: krypter_om(kryptert)})
    logg_hendelse("konto_nokkel_byttet", antall=antall)
    return antall


def krypter_okter_om() -> int:
    """Øktene som er i bruk, med den nyeste nøkkelen. Gir antallet.

    En økt som skrives imens, er skrevet med den nyeste av den som skrev. En ingen nøkkel kan lese, er alt over for
    den som hadde den, og blir liggende til den går ut.
    """
    antall = 0
    okter = Session.objects.filter(expire_date__gt=timezone.now())
    for okt in okter.iterator(chunk_size=500):
        try:
            if bruker_nyeste(okt.session_data):
                continue
            ny = krypter_om(okt.session_data)
        except KanIkkeLeses:
            continue
        som_lest = Session.objects.filter(session_key=okt.session_key, session_data=okt.session_data)
        antall += som_lest.update(session_data=ny)
    return antall


def stilling() -> dict[str, int]:
    """Hvor mange som bruker den nyeste nøkkelen, en eldre, og ingen portalen har. Øktene er ikke med."""
    svar = {"nyeste": 0, "eldre": 0, "uleselig": 0}
    for rad in Authenticator.objects.filter(type__in=KRYPTERT):
        for felt in KRYPTERT[rad.type]:
            svar[_stilling(str(rad.data.get(felt, "")))] += 1
    for modell, felt in _forseglede():
        for kryptert in modell._default_manager.exclude(**{felt: ""}).values_list(felt, flat=True):
            svar[_stilling(kryptert)] += 1
    return svar


def _forseglede() -> Iterator[tuple[type[models.Model], str]]:
    for modell in apps.get_models():
        for felt in modell._meta.concrete_fields:
            if isinstance(felt, Forseglet):
                yield modell, felt.name


def _stilling(kryptert: str) -> str:
    try:
        dekrypter(kryptert)
    except KanIkkeLeses:
        return "uleselig"
    return "nyeste" if bruker_nyeste(kryptert) else "eldre"
