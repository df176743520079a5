"""Profilen: den eneste hver organisasjon har én av, og den de andre hviler på."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entreprenorer.models import Entreprenor, Profilversjon
from samarbeid.models import Treff
from samarbeid.publisering.flyter.flyt import Skriveflyt
from samarbeid.publisering.forms import profil
from samarbeid.publisering.krav import Krav, krav_til_profilen
from samarbeid.publisering.profilvisning import profilsammenheng
from veier.brukere.models import Leser
from veier.fletting import Rasvar
from veier.gjennomgang.models import Versjon
from veier.medlemskap.models import Organisasjon
from veier.medlemskap.tilganger import er_administrator
from veier.steg.kontroll import Kontroll
from veier.typer import Verdier


class Profilflyt(Skriveflyt[Entreprenor]):
    """Objektet er selv organisasjonen."""

    navn = "profil"
    modell = Entreprenor
    versjon = Profilversjon
    steg = profil.STEG
    onsker = profil.ONSKER
    overskrift = gettext_lazy("Profilen")
    ord = {"ta_ned": gettext_lazy("Ta ned profilen")}
    andre = ("logo",)
    mal = "entreprenorer/entreprenor.html"
    oversiktsmal = "skriving/profil_oversikt.html"
    nar_tatt_ned = (
        gettext_lazy(
            "Organisasjonen står ikke lenger i katalogen, i søket, i sammenligningen eller i filene."
        ),
        gettext_lazy(
            "Ideene, virkningene og referansene deres blir borte sammen med profilen, og kommer tilbake med den."
        ),
    )
    sti = "profil/"
    egne_sider: ClassVar[dict[str, str]] = {"logo": "samarbeid.publisering.sider.eide.logoside"}

    def kolonner(self, verdier_: Verdier) -> Verdier:
        return profil.kolonner(verdier_)

    def sammenheng(self, objekt: Entreprenor, request: HttpRequest) -> dict[str, object]:
        return profilsammenheng(objekt, request)

    def brodsmuler(self, objekt: Entreprenor) -> list[tuple[object, str]]:
        return [(objekt.navn, objekt.get_absolute_url()), (self.overskrift, "")]

    def hent(self, eier: Organisasjon, slug: str) -> Entreprenor:
        return cast(Entreprenor, eier)

    def rader(self, eiere: Collection[Organisasjon]) -> QuerySet[Entreprenor]:
        return Entreprenor.objects.filter(pk__in=[e.pk for e in eiere])

    def krav(self, objekt: Entreprenor) -> list[Krav]:
        return krav_til_profilen(objekt) if objekt.er_tatt_ned else []

    def kan_tas_ned_av(self, bruker: Leser, objekt: Entreprenor) -> bool:
        return er_administrator(bruker, objekt)

    def nar_nede(self, objekt: Entreprenor) -> None:
        Treff.objects.filter(ide__entreprenor=objekt).delete()

    def bilde(self, versjon: Versjon) -> str:
        if not any(logo := versjon.svar.get("logo", [])[-1:]):
            return ""
        profil = cast(Profilversjon, versjon).objekt
        profil.logo = logo[0]
        return str(profil.logoadresse)

    def feltverdi(self, kontroll: Kontroll, felt: str, svar: Rasvar) -> str:
        if felt == "logo":
            return _("Et bilde") if any(svar.get(felt, [])) else ""
        return super().feltverdi(kontroll, felt, svar)


PROFIL = Profilflyt()
