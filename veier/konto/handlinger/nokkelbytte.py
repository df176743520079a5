"""Nøkkelen til kodeappene byttes uten at noen må koble til appen på nytt."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from veier.hendelser.handlinger import logg_hendelse
from veier.kryptering import KanIkkeLeses, bruker_nyeste, dekrypter, krypter_om

# Det allauth krypterer, etter slaget. En passnøkkel er offentlig; portalen har aldri den hemmelige delen.
KRYPTERT = {Authenticator.Type.TOTP: ("secret",), Authenticator.Type.RECOVERY_CODES: ("seed",)}


@transaction.atomic
def krypter_alt_om() -> int:
    """Skriver alt om med den nyeste nøkkelen. Gir antallet. Hever KanIkkeLeses, og da er ingenting endret."""
    antall = 0
    for rad in Authenticator.objects.select_for_update().filter(type__in=KRYPTERT).order_by("pk"):
        ny = {felt: krypter_om(rad.data[felt]) for felt in KRYPTERT[rad.type] if felt in rad.data}
        if "migrated_codes" in rad.data:
            ny["migrated_codes"] = [krypter_om(kode) for kode in rad.data["migrated_codes"]]
        rad.data = {**rad.data, **ny}
        rad.save(update_fields=["data"])
        antall += 1
    logg_hendelse("konto_nokkel_byttet", antall=antall)
    return antall


def stilling() -> dict[str, int]:
    """Hvor mange som bruker den nyeste nøkkelen, en eldre, og ingen portalen har."""
    svar = {"nyeste": 0, "eldre": 0, "uleselig": 0}
    for rad in Authenticator.objects.filter(type__in=KRYPTERT):
        for felt in KRYPTERT[rad.type]:
            svar[_stilling(str(rad.data.get(felt, "")))] += 1
    return svar


def _stilling(kryptert: str) -> str:
    try:
        dekrypter(kryptert)
    except KanIkkeLeses:
        return "uleselig"
    return "nyeste" if bruker_nyeste(kryptert) else "eldre"
