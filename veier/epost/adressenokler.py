"""Det en adresse som ikke vil ha e-post, kjennes igjen på, så lenge portalen finnes.

``SECRET_KEY`` byttes, og den gamle tas bort. Avtrykkene her kan ikke regnes om: adressene står ingen steder. Derfor har de
egne nøkler, som aldri tas bort. De er tilfeldige, laget av migreringen, ligger i databasen forseglet med
``VEIER_KRYPTONOKLER``, og er med i sikkerhetskopien. En ny nøkkel brukes til det nye; de eldre kjenner igjen det gamle.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from dataclasses import dataclass

from django.core import signing
from django.db import transaction

from veier.epost.models import Adressenokkel
from veier.hendelser.handlinger import logg_hendelse
from veier.kryptering import KanIkkeLeses, dekrypter, krypter, krypter_om

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Nokkelring:
    """``nokler``: 32 byte hver, heksadesimalt, den nyeste først. ``uleselige``: antallet ingen krypteringsnøkkel åpner."""

    nokler: tuple[str, ...]
    uleselige: int

    def avtrykkene(self, adresse: str) -> tuple[str, ...]:
        """Avtrykkene adressen kan stå med, det nyeste først."""
        tekst = adresse.strip().lower().encode()
        return tuple(hmac.digest(bytes.fromhex(n), tekst, "sha256").hex() for n in self.nokler)

    def signer(self, innhold: object, *, salt: str) -> str:
        """Innholdet i en lenke som virker så lenge portalen finnes. Kan ingen nøkkel leses, signerer ``SECRET_KEY``."""
        return signing.dumps(innhold, key=next(iter(self.nokler), None), salt=salt)

    def les_signert(self, tekst: str, *, salt: str) -> object | None:
        """Innholdet; None når det ikke er vårt. Lenker sendt før nøklene fantes, er signert med ``SECRET_KEY``."""
        for nokkel in (*self.nokler, None):
            try:
                return signing.loads(tekst, key=nokkel, salt=salt)
            except (signing.BadSignature, ValueError):
                continue
        return None


def nokkelring() -> Nokkelring:
    nokler, uleselige = [], 0
    for forseglet in Adressenokkel.objects.order_by("-pk").values_list("forseglet", flat=True):
        try:
            nokler.append(dekrypter(forseglet))
        except KanIkkeLeses:
            uleselige += 1
    if uleselige or not nokler:
        _logger.error("Nøklene til avmeldingene kan ikke leses. Se «Nøkler» i docs/drift.md og sjekk_drift.")
    return Nokkelring(tuple(nokler), uleselige)


@transaction.atomic
def lag_ny(*, glem_uleselige: bool = False) -> int:
    """En ny nøkkel til det nye. Gir antallet som ble glemt.

    Det er slått av med en nøkkel som ikke kan leses, er slått på igjen når den glemmes.
    """
    glemte = 0
    if glem_uleselige:
        for rad in Adressenokkel.objects.select_for_update():
            if not rad.kan_leses():
                rad.delete()
                glemte += 1
    Adressenokkel.objects.create(forseglet=krypter(secrets.token_hex(32)))
    logg_hendelse("epost_adressenokkel_ny", glemt=glemte)
    return glemte


@transaction.atomic
def krypter_adressenokler_om() -> int:
    """Bare disse, med den nyeste krypteringsnøkkelen: før den gamle tas bort uten at noe annet skal kunne leses.

    Hever KanIkkeLeses, og da er ingenting endret.
    """
    rader = list(Adressenokkel.objects.select_for_update())
    for rad in rader:
        rad.forseglet = krypter_om(rad.forseglet)
        rad.save(update_fields=["forseglet"])
    return len(rader)
