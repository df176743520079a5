"""Hvem som kan inviteres til et behov nå, og hvorfor ikke. Skriver ingenting."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor, Medlemskap
from kommuner.handlinger.sporsmal import hvorfor_ikke_sporre
from kommuner.models import Behov
from samarbeid.behovstreff.visning import beste_for_hver
from samarbeid.models import Behovsinvitasjon, Behovstreff, Invitasjonsnei
from veier.brukere.models import Leser
from veier.medlemskap.models import Medlemsrolle
from veier.taksonomi.ordforrad import Behovstilstand


@dataclass(frozen=True, slots=True)
class Kandidat:
    """En som passer, med motorens grunner i ord. ``treff`` er det som lagres sammen med invitasjonen."""

    entreprenor: Entreprenor
    treff: Behovstreff
    grunner: tuple[str, ...]

    @property
    def passer_godt(self) -> bool:
        return self.treff.passer == Behovstreff.Passer.JA


@dataclass(frozen=True, slots=True)
class Kandidatene:
    """``uten_konto`` er de som passer godt, men der ingen kan få brevet. ``sier_nei`` er hvor mange som ikke vil inviteres."""

    kan: tuple[Kandidat, ...]
    uten_konto: tuple[Kandidat, ...]
    invitert: int
    sier_nei: int

    @property
    def alle_som_passer(self) -> tuple[Kandidat, ...]:
        """De en åpen invitasjon går til."""
        return tuple(k for k in self.kan if k.passer_godt)


def finn_kandidater(behov: Behov, leser: Leser) -> Kandidatene:
    """De som passer, delt etter om de kan inviteres nå. Fem spørsmål."""
    alle = [Kandidat(t.entreprenor, t, grunner) for t, grunner in beste_for_hver(behov, leser)[0]]
    numre = [k.entreprenor.pk for k in alle]
    invitert = set(Behovsinvitasjon.objects.filter(behov=behov).values_list("entreprenor", flat=True))
    nei = set(Invitasjonsnei.objects.filter(entreprenor__in=numre).values_list("entreprenor", flat=True))
    har_folk = set(_administrert(numre))
    resten = [k for k in alle if k.entreprenor.pk not in invitert | nei]
    return Kandidatene(
        tuple(k for k in resten if k.entreprenor.pk in har_folk),
        tuple(k for k in resten if k.entreprenor.pk not in har_folk and k.passer_godt),
        len(invitert),
        len([nr for nr in numre if nr in nei - invitert]),
    )


def _administrert(numre: list[int]) -> list[int]:
    administratorer = Medlemskap.objects.filter(
        rolle=Medlemsrolle.ADMINISTRATOR, bruker__is_active=True, organisasjon__in=numre
    )
    return list(administratorer.values_list("organisasjon", flat=True))


def hvorfor_ikke_invitere(behov: Behov) -> str:
    """En setning om hvorfor ingen kan inviteres nå; tom når noen kan."""
    if not behov.er_publisert or behov.er_tatt_ned:
        return _("Behovet er ikke publisert. Ingen kan inviteres til noe de ikke kan lese.")
    if behov.oppdiktet:
        return _("Behovet er oppdiktet. Ingen blir invitert til å svare på det.")
    if behov.tilstand == Behovstilstand.KUNNGJORT:
        return _(
            "Konkurransen er kunngjort. Nå er det kunngjøringen på Doffin som inviterer, så alle får vite det samme."
        )
    if behov.tilstand == Behovstilstand.LUKKET:
        return _("Behovet er lukket. Åpne det igjen før dere inviterer noen.")
    if hvorfor_ikke_sporre(behov):
        return _("Fristen for spørsmål er ute. Sett en ny frist før dere inviterer noen.")
    return ""


def hvorfor_ikke_noen_fa(behov: Behov) -> str:
    """En setning om hvorfor bare noen få ikke kan inviteres nå; tom når de kan."""
    if grunn := hvorfor_ikke_invitere(behov):
        return grunn
    if behov.tilstand == Behovstilstand.PLANLEGGES:
        return _(
            "Dere planlegger en konkurranse. Da kan ikke noen få få vite om behovet først. Inviter alle som passer, på samme måte."
        )
    return ""
