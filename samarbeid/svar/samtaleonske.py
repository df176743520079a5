"""Ønsket om en samtale, fra den som fikk en delelenke til den som har ideen. Ingenting lagres før adressen er bekreftet.

Det hun skrev, ligger kryptert i lenken hun får på e-post. Når hun åpner den og trykker «Send», går meldingen til
entreprenøren (``samarbeid.samtaler.handlinger.fra_delingen``).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from entreprenorer.models import Idedeling
from veier import lenkeinnhold
from veier.lenker import avtrykk
from veier.medlemskap.handlinger.medlemmer import administratorer

SLAG = "samtale"


@dataclass(frozen=True, slots=True)
class Samtaleonske:
    """``nokkel`` er delelenken hun fikk."""

    nokkel: str
    navn: str
    virksomhet: str
    epost: str
    melding: str


def finn_deling(nokkel: str) -> Idedeling | None:
    """Den delte ideen, når den vises og noen kan få en melding om den."""
    deling = Idedeling.objects.select_related("ide__entreprenor").filter(avtrykk=avtrykk(nokkel)).first()
    if deling is None or not deling.vises or not administratorer(deling.ide.entreprenor):
        return None
    return deling


def tittelen(deling: Idedeling) -> str:
    """Navnet på ideen slik leseren ser det. Ideen selv har ikke noe navn før den er publisert."""
    skrevet = [svar["tittel"] for svar in deling.svar.values() if svar.get("tittel")]
    return str(skrevet[0][0] if skrevet else deling.ide.tittel)


@transaction.atomic
def be_om_bekreftelse(onske: Samtaleonske, deling: Idedeling) -> None:
    """Sender henne lenken som bekrefter adressen. Hever ForMangeEposter, og Domenefeil når meldingen ikke får plass i den."""
    lenkeinnhold.be_om_bekreftelse(
        "samtale_bekreft",
        "samtale_bekreft",
        lag_kode(onske),
        til=onske.epost,
        hva=tittelen(deling),
        for_langt=_("Meldingen er for lang til å sendes. Skriv den kortere."),
    )


def lag_kode(onske: Samtaleonske) -> str:
    """Ønsket kryptert, til lenken i e-posten."""
    return lenkeinnhold.lag_kode(SLAG, asdict(onske))


def les_kode(kode: str) -> Samtaleonske | None:
    """Ønsket i lenken; None når lenken er endret eller eldre enn sju dager."""
    innhold = lenkeinnhold.les_kode(SLAG, kode)
    return Samtaleonske(**innhold) if innhold else None
