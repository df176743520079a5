"""Telefon, postmottak, nettsted og adresse fra Enhetsregisteret, virksomhet for virksomhet."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kommuner.models import OffentligPart, Registerkontakt
from veier import tekst
from veier.felter import Nettadresse
from veier.klienter.enhetsregisteret import Enhet, Utfall, hent_enhet

# Ordene en felles postkasse begynner med. En adresse som ser ut som et navn, kan være en persons, og vises ikke.
_FELLES = re.compile(
    r"(?:arkiv|e?-?post|firmapost|info|kontakt|kundeservice|kundesenter|mail|nav|office|sentralbord|service|servicekontor"
    r"|servicetorg|servicesenter|resepsjon|kommune|fylkeskommune|bydel)[^.@]*@"
)


def hent_registerkontakt(pk: int) -> bool:
    """Henter det registeret sier om virksomheten, og gir True når noe var endret.

    En enhet som er slettet eller borte, mister det vi hadde. Hever KlientFeil når registeret ikke svarer: da står det
    gamle, og jobben prøver igjen.
    """
    part = OffentligPart.objects.synlige().filter(pk=pk).exclude(organisasjonsnummer=None).first()
    if part is None:
        return False
    oppslag = hent_enhet(part.organisasjonsnummer or "")
    enhet = oppslag.enhet if oppslag.utfall == Utfall.FUNNET else None
    verdier = _verdier(enhet) if enhet else dict.fromkeys(("telefon", "epost", "nettsted", "adresse"), "")
    with transaction.atomic():
        rad = Registerkontakt.objects.select_for_update().filter(part=part).first()
        endret = rad is None or any(getattr(rad, felt) != verdi for felt, verdi in verdier.items())
        Registerkontakt.objects.update_or_create(
            part=part, defaults={**verdier, "hentet_tid": timezone.now()}
        )
    return endret


def _verdier(enhet: Enhet) -> dict[str, str]:
    sted = f"{enhet.postnummer} {enhet.poststed}".strip()
    return {
        "telefon": _telefon(enhet.telefon),
        "epost": _felles_epost(enhet.epost),
        "nettsted": _nettsted(enhet.hjemmeside),
        "adresse": tekst.rens(", ".join([*enhet.adresse, *([sted] if sted else [])]), linjer=False)[:300],
    }


def _telefon(skrevet: str) -> str:
    try:
        return tekst.les_telefon(skrevet)
    except tekst.Uleselig:
        return ""


def _felles_epost(skrevet: str) -> str:
    try:
        adresse = tekst.kanonisk_epost(skrevet)
    except tekst.UgyldigEpost:
        return ""
    return adresse if _FELLES.match(adresse) else ""


def _nettsted(skrevet: str) -> str:
    try:
        return str(Nettadresse(max_length=300, required=False).clean(skrevet))
    except ValidationError:
        return ""
