"""Formene: hva virksomheten gjør med dem, og tekstene om dem, sagt om virksomheten som er spurt."""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext

from samarbeid.matching.beslutning.trapp import VANLIG_STYREFORM
from samarbeid.matching.den_som_spor import egen_virksomhet
from samarbeid.matching.typer import Kunnskap, Offentligsvar, Partprofil, Svar, Vei
from samarbeid.matching.virksomhetsord import sagt_om
from veier.malform import Reserve
from veier.taksonomi.models import Samarbeidsmodell

# Etter hva virksomheten gjør med dem. En form som ikke står her, er et kjøp.
PROVER = frozenset({"pilotavtale", "startoff-metodikk", "lokal-nav-avtale", "samarbeid-med-investor"})
TILSKUDD = frozenset({
    "kommunalt-tilskudd", "kommunalt-innovasjonsfond", "trepartsavtale", "nabolagsinkubator",
})  # fmt: skip
SOKNADER = frozenset({"felles-soknad", "statlig-tilskudd"})
UTEN_KJOP = frozenset({
    "felles-gjennomgang", "partnerskapsavtale", "fou-samarbeid", "lokaler-og-utstyr", "arbeidspraksis",
    "innovasjonskontrakt",
})  # fmt: skip
SMA_KJOP = frozenset(
    {"direkte-kjop", "abonnement", "sertifisering", "opplaering-til-egenregi", "medvirkning"}
)


def om_virksomheten(tekst: object, modell: Samarbeidsmodell, styreform: str) -> str:
    """Teksten om formen. En som ikke er oversatt, er fortsatt merket med det, og får ordene på sitt eget språk."""
    if isinstance(tekst, Reserve):
        return Reserve(sagt_om(tekst, styreform, modell.nivaer_ja))
    return sagt_om(cast(str, tekst), styreform, modell.nivaer_ja, gettext)


def styreform_i_svaret(svar: Svar, offentlig: Offentligsvar | None, kunnskap: Kunnskap) -> str:
    """Styreformen på den første veien, som er den svaret ber leseren gå; ellers den til virksomheten som spør."""
    return styreform_pa(svar.veier[0] if svar.veier else None, egen_virksomhet(offentlig, kunnskap))


def styreform_pa(vei: Vei | None, egen: Partprofil | None = None) -> str:
    """Den motoren regnet med på veien, ellers virksomhetens egen. Tom når ingen er kjent."""
    if vei and vei.beslutter:
        return str(vei.beslutter[0].grunn.detaljer["styreform"])
    part = vei.part if vei else egen
    niva = vei.niva if vei else part.nivaer[0] if part and part.nivaer else ""
    if niva == "stat":
        return niva
    if part and part.styreform != "annen":
        return part.styreform
    return VANLIG_STYREFORM.get(niva, "")
