"""Det en person har bedt om uten konto, med den samme adressen: det som blir borte når kontoen slettes."""

from __future__ import annotations

from samarbeid.models import Henvendelse, Varselmottaker
from veier.brukere.models import Bruker
from veier.personvern.spor import Gjemt, adressene


class Adressespor:
    """Varslene til adressen, og navnet og adressen på meldingene redaksjonen er ferdig med.

    Ingen andre enn redaksjonen ser dem, og hun kan angre i sju dager: de står til fristen er ute. Den hun venter på svar på,
    har adressen til det er gitt. Et eksempel hun har meldt inn, og svar på et, har sin egen frist: redaksjonen må vite at
    ingen publiserer sin egen sak (``samarbeid.partene.oyne``).
    """

    navn = "adresse"

    def gjem(self, bruker: Bruker) -> Gjemt:
        return []

    def legg_tilbake(self, gjemt: Gjemt) -> None:
        """Ingenting er gjemt."""

    def slett(self, bruker: Bruker) -> None:
        adresser = adressene(bruker)
        Varselmottaker.objects.filter(epost__in=adresser).delete()
        ferdige = Henvendelse.objects.filter(epost__in=adresser, status=Henvendelse.Status.FERDIG)
        ferdige.update(navn="", epost="")
