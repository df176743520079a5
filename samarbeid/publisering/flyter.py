"""Det profilen, ideene og virkningene har felles når de skrives: stegene, kontrollen og adressene."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entreprenorer.handlinger import eid
from entreprenorer.models import (
    Entreprenor,
    Ide,
    Ideversjon,
    Profilversjon,
    Virkning,
    Virkningversjon,
)
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.publisering.forms import ide, profil, virkning
from veier.brukere.models import Bruker
from veier.fletting import Rasvar
from veier.gjennomgang.handlinger.skriving import Lagring, lagre, svar_na
from veier.gjennomgang.models import Versjon
from veier.steg.kontroll import Kontroll, Onske, kontroller
from veier.steg.skjema import Stegrekke, steg_for_felt


@dataclass(frozen=True, slots=True)
class Skriveflyt:
    """Én slags ting som skrives, gjennomgås og publiseres.

    Adressene er ``<navn>`` (oversikten) og ``<navn>_steg``, ``_vis``, ``_send``, ``_trekk``, ``_forkast``,
    ``_historikk`` og ``_gjenopprett``.
    """

    navn: str
    modell: type[models.Model]
    versjon: type[Versjon]
    steg: Stegrekke
    onsker: Sequence[Onske]
    kolonner: Callable[[dict[str, Any]], dict[str, Any]]
    overskrift: Any
    ord: dict[str, Any]
    andre: tuple[str, ...] = ()  # felt som fylles ut på egne sider

    @property
    def listenavn(self) -> str:
        return f"{self.navn}_liste"

    @property
    def dupliseringsnavn(self) -> str:
        return f"{self.navn}_dupliser"

    @property
    def arkivnavn(self) -> str:
        return f"{self.navn}_arkiver"

    def hent(self, entreprenor: Entreprenor, slug: str) -> Any:
        """Objektet hos entreprenøren, eller 404."""
        if self.modell is Entreprenor:
            return entreprenor
        rad = (
            self.modell._default_manager.select_related("entreprenor")
            .filter(entreprenor=entreprenor, slug=slug)
            .first()
        )
        if rad is None:
            raise Http404
        return rad

    def adresse(self, del_: str, objekt: Any, *mer: object) -> str:
        """Adressen til en del av flyten; tom ``del_`` er oversikten."""
        navn = f"{self.navn}_{del_}" if del_ else self.versjon.eierside
        return reverse(navn, args=[*objekt.adressedeler, *mer])

    def lagre(
        self, objekt: Any, *, svar: Rasvar, sett: dict[str, str], av: Bruker, fane: str = ""
    ) -> Lagring:
        if self.modell is Entreprenor:
            return lagre(objekt, self.versjon, svar=svar, sett=sett, av=av, fane=fane)
        lagring: Lagring = eid.skriv(objekt, svar=svar, sett=sett, av=av, fane=fane)
        return lagring

    def kontroller(self, svar: Rasvar) -> Kontroll:
        """Svarene lest med de samme skjemaene som de ble skrevet i."""
        return kontroller(self.steg, svar, hent_kunnskap(), self.onsker, self.andre)

    def med_utkast(self, objekt: Any) -> tuple[Any, Versjon | None, Kontroll]:
        """(objektet slik det blir når utkastet publiseres, utkastet, kontrollen). Ingenting lagres."""
        versjon, svar = svar_na(objekt, self.versjon)
        kontroll = self.kontroller(svar)
        ny = self.modell._default_manager.get(pk=objekt.pk)
        if versjon:
            self.versjon(objekt=ny).kopier(self.kolonner(kontroll.verdier))
        return ny, versjon, kontroll

    def ledetekst(self, felt: str) -> str:
        """Spørsmålet feltet svarer på."""
        for steg in self.steg:
            if felt in steg.skjema.base_fields:
                return steg.skjema.ledetekst(felt)
        return str(self.modell._meta.get_field(felt).verbose_name).capitalize()

    def plass(self, felt: str) -> int:
        """Hvor i rekken av spørsmål feltet står. Felt med egen side kommer til slutt."""
        rekke = [f for steg in self.steg for f in steg.feltene]
        return rekke.index(felt) if felt in rekke else len(rekke)

    def stegnummer(self, felt: str) -> int:
        """Steget feltet står i, fra 1; 0 for felt med egen side."""
        return steg_for_felt(self.steg).get(felt, 0)


PROFIL = Skriveflyt(
    navn="profil",
    modell=Entreprenor,
    versjon=Profilversjon,
    steg=profil.STEG,
    onsker=profil.ONSKER,
    kolonner=profil.kolonner,
    overskrift=_("Profilen"),
    ord={},
    andre=("logo",),
)
IDE = Skriveflyt(
    navn="ide",
    modell=Ide,
    versjon=Ideversjon,
    steg=ide.STEG,
    onsker=ide.ONSKER,
    kolonner=ide.kolonner,
    overskrift=_("Ideen"),
    ord={
        "liste": _("Ideene deres"),
        "ny": _("Registrer en idé"),
        "ingress": _(
            "Begynn med et navn. Du kan skrive litt om gangen, og ingen andre ser ideen før du velger det."
        ),
        "tomt": _(
            "Dere har ikke registrert noen ideer ennå. "
            "En idé finner selv virksomhetene, rollene, samarbeidsformene og tilskuddene som passer."
        ),
        "slett": _("Slette ideen for godt?"),
    },
)
VIRKNING = Skriveflyt(
    navn="virkning",
    modell=Virkning,
    versjon=Virkningversjon,
    steg=virkning.STEG,
    onsker=virkning.ONSKER,
    kolonner=virkning.kolonner,
    overskrift=_("Virkningen"),
    ord={
        "liste": _("Virkningene deres"),
        "ny": _("Legg til en virkning"),
        "ingress": _(
            "Skriv hva som skjedde. Etterpå spør vi hvordan dere vet det, så leseren kan vurdere det selv."
        ),
        "tomt": _(
            "Dere har ikke skrevet om noen virkning ennå. En historie er også noe, så lenge den er merket som det."
        ),
        "slett": _("Slette virkningen for godt?"),
    },
)
FLYTER: dict[str, Skriveflyt] = {flyt.navn: flyt for flyt in (PROFIL, IDE, VIRKNING)}
