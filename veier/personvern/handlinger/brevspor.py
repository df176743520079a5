"""Spor etter en konto som slettes, i det som er sendt eller skrevet ut til andre.

Mottakeren har e-posten sin; portalens kopi av den er bare til for å svare på «kom den fram?», og trenger ikke teksten.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import cast

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.template.backends.django import Template
from django.template.loader import get_template

from veier.brukere.models import Bruker
from veier.epost import maler
from veier.epost.models import Utsending
from veier.jobber import sett_i_ko
from veier.konto.models import Redaktorinvitasjon
from veier.medlemskap.slag import alle_slag
from veier.personvern.models import Eksport
from veier.personvern.spor import noen_av

SLETTET = "(slettet)"
# Et kortere navn står i for mye som ikke gjelder personen.
KORTESTE_NAVN = 3


@transaction.atomic(savepoint=False)
def slett_sporene(bruker: Bruker, adresser: set[str], *, eksportjobb: str) -> None:
    """Kalles i transaksjonen som sletter kontoen, etter at den er slettet. ``adresser`` er dem hun hadde og har hatt."""
    sokt = [*sorted(adresser), *([bruker.navn] if _kjennetegner(bruker.navn) else [])]
    _i_epost(sokt, adresser)
    _i_invitasjoner(adresser)
    _i_eksporter(sokt, eksportjobb)


def _kjennetegner(navn: str) -> bool:
    """Navnet er langt nok, og ikke noe portalens egne brev alltid sier.

    Den som kaller seg «e-post» eller «https», skulle ellers ta med seg teksten i alle andres brev når hun går.
    """
    return len(navn) >= KORTESTE_NAVN and not _star_i(_portalens_ord(), [navn])


@cache
def _portalens_ord() -> str:
    """Alt portalen selv skriver i brev og i filene med egne data."""
    brev = [maler.kilde(mal, malform) for mal in maler.navn() for malform, _navn in settings.LANGUAGES]
    felt = [str(f.verbose_name) for m in apps.get_models() for f in m._meta.concrete_fields]
    felt += [
        str(navn) for m in apps.get_models() for navn in (m._meta.verbose_name, m._meta.verbose_name_plural)
    ]
    ramme = [
        cast(Template, get_template(mal)).template.source
        for mal in ("epost/melding.html", "personvern/innsyn.html")
    ]
    return "\n".join([*brev, *felt, *ramme, settings.ADRESSE])


def _monster(verdi: str) -> str:
    """Hele ord, likt for PostgreSQL og Python: «Eva» står ikke i «relevant»."""
    return rf"(?<!\w){re.escape(verdi)}(?!\w)"


def _star_i(tekst: str, sokt: Iterable[str]) -> bool:
    return any(re.search(_monster(s), tekst, re.IGNORECASE) for s in sokt)


def _i_epost(sokt: list[str], adresser: set[str]) -> None:
    """Det som er sendt, mister teksten. Det som venter, sendes, og mister den da."""
    nevner = _noen(("tekst", "html", "emne"), sokt)
    for rad in Utsending.objects.filter(nevner).exclude(noen_av("til", adresser)):
        if rad.status == Utsending.Status.VENTER:
            rad.hemmelig = True
        else:
            rad.tekst = rad.html = ""
            if _star_i(rad.emne, sokt):
                rad.emne = SLETTET
        rad.save(update_fields=["hemmelig", "tekst", "html", "emne"])


def _noen(felter: Iterable[str], sokt: Iterable[str]) -> models.Q:
    ut = models.Q()
    for felt in felter:
        for verdi in sokt:
            ut |= models.Q(**{f"{felt}__iregex": _monster(verdi)})
    return ut


def _i_invitasjoner(adresser: set[str]) -> None:
    """Invitasjoner til adressene: de er brukt, eller gjelder en som ikke lenger vil være her."""
    for slag in alle_slag().values():
        slag.invitasjon.objects.filter(noen_av("epost", adresser)).delete()
    Redaktorinvitasjon.objects.filter(noen_av("epost", adresser)).delete()


def _i_eksporter(sokt: list[str], jobb: str) -> None:
    """Andres filer som nevner personen, lages på nytt uten."""
    for eksport in Eksport.objects.exclude(innhold=None):
        if _nevner(bytes(eksport.innhold or b""), sokt):
            eksport.innhold = eksport.ferdig_tid = None
            eksport.save(update_fields=["innhold", "ferdig_tid"])
            sett_i_ko(jobb, eksport=eksport.pk)


def _nevner(innhold: bytes, sokt: list[str]) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(innhold)) as fil:
            tekst = "\n".join(fil.read(navn).decode(errors="replace") for navn in fil.namelist())
    except zipfile.BadZipFile:
        return True
    return _star_i(tekst, sokt)


def foreldede(grense: datetime) -> models.QuerySet[Utsending]:
    """Den siste beskjeden til kontoer som er slettet: adressen skal ikke leve lenger enn den må."""
    ferdige = Utsending.objects.exclude(status=Utsending.Status.VENTER)
    return ferdige.filter(mal="konto_slettet", opprettet_tid__lte=grense)
