"""Spørringer om den offentlige siden."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models.functions import Lower

from veier.referanse.modell import Referansesporring
from veier.taksonomi.ordforrad import Behovstilstand

# Tilstandene der virksomheten kan snakke med dem som tar kontakt.
TAR_SPORSMAL = (Behovstilstand.APENT, Behovstilstand.PLANLEGGES)


class OffentligPartSporring(Referansesporring):
    """Offentlige virksomheter."""

    def apne(self) -> Self:
        """De det går an å bli med i."""
        return self.synlige()

    def med_domene(self, *domener: str, eller_nettsted: bool = False) -> Self:
        """De synlige som har et av domenene, som sitt første eller ved siden av; med ``eller_nettsted`` også dem vi ikke kjenner
        domenet til, når nettstedet er der.

        ``domener`` er med små bokstaver; det første domenet kan være skrevet med store, og de andre er alltid med små.
        """
        sett = self.synlige().annotate(forste_domene=Lower("epostdomene"))
        passer = models.Q(forste_domene__in=domener) | models.Q(andre_domener__overlap=list(domener))
        if eller_nettsted:
            for domene in domener:
                her = models.Q(nettsted__in=[domene, f"www.{domene}"]) | models.Q(
                    nettsted__startswith=f"{domene}/"
                )
                passer |= her & models.Q(epostdomene="")
        return sett.filter(passer)


class Behovssporring(models.QuerySet):
    """Behovene til virksomhetene."""

    def publisert(self) -> Self:
        """De alle kan lese, også de lukkede: publisert, ikke arkivert eller tatt ned, hos en virksomhet som ikke er skjult."""
        return self.filter(
            publisert_tid__isnull=False, arkivert_tid=None, nedtatt_tid=None, part__skjult=False
        )

    def apne(self) -> Self:
        """De publiserte som ikke er lukket."""
        return self.publisert().exclude(tilstand=Behovstilstand.LUKKET)

    def tar_sporsmal(self, i_dag: date) -> Self:
        """De publiserte det kan svares på: dialogen er åpen, og fristen er ikke gått ut (``Behov.tar_sporsmal``)."""
        return self.publisert().filter(
            models.Q(frist=None) | models.Q(frist__gte=i_dag), tilstand__in=TAR_SPORSMAL
        )

    def kan_meldes(self, i_dag: date) -> Self:
        """De åpne som ikke har en frist som er gått ut: det kan fortsatt gjøres noe med dem."""
        return self.apne().exclude(tilstand__in=TAR_SPORSMAL, frist__lt=i_dag)

    def med_antall_andre(self) -> Self:
        """Med ``antall_andre``: hvor mange andre virksomheter som har sagt at de har det samme behovet."""
        synlige = models.Q(tilslutninger__part__skjult=False)
        return self.annotate(antall_andre=models.Count("tilslutninger", filter=synlige))

    def tatt_ned(self) -> Self:
        """De alle kunne lese til virksomheten selv tok dem ned."""
        return self.filter(publisert_tid__isnull=False, part__skjult=False).exclude(
            nedtatt_tid=None, arkivert_tid=None
        )


class Sporsmalssporring(models.QuerySet):
    """Spørsmålene til et behov."""

    def offentlige(self) -> Self:
        """De alle kan lese: besvart. Også de som er tatt bort etterpå, for siden sier at de er det, og hvorfor."""
        return self.filter(besvart_tid__isnull=False)

    def venter(self) -> Self:
        """De ingen har svart på."""
        return self.filter(besvart_tid=None, fjernet_tid=None)
