"""Behovet: det en offentlig virksomhet skriver. Alle som er med der, kan skrive; en administrator sender det inn."""

from __future__ import annotations

from typing import ClassVar, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommuner.handlinger.behov import eget_sted
from kommuner.models import Behov, Behovversjon, OffentligPart
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.publisering.behovsok import BEHOVSSOK
from samarbeid.publisering.behovsvisning import behovssammenheng, tilstandsvalg
from samarbeid.publisering.flyter.flyt import Skriveflyt
from samarbeid.publisering.forms import behov
from samarbeid.publisering.invitert import Runde, rundene
from samarbeid.publisering.krav import Krav
from samarbeid.publisering.losningsord import losningsord
from veier.brukere.models import Leser
from veier.fletting import Rasvar
from veier.gjennomgang.handlinger.skriving import svar_na
from veier.medlemskap.models import Organisasjon
from veier.medlemskap.tilganger import er_administrator, har_administrator
from veier.typer import Verdier


class Behovsflyt(Skriveflyt[Behov]):
    """Hvor behovet står, er ikke et svar: det settes på en egen side, og gjelder med en gang."""

    navn = "behov"
    modell = Behov
    versjon = Behovversjon
    eierslag = "offentlig"
    hos = "offentlige/<slug:slug>/"
    steg = behov.STEG
    onsker = behov.ONSKER
    overskrift = gettext_lazy("Behovet")
    mal = "behov/behov.html"
    oversiktsmal = "behov/oversikt.html"
    ny_skjema = behov.NyttBehov
    indeks = BEHOVSSOK
    samling = "behov"
    sti = "behov/<slug:del_>/arbeid/"
    egne_sider: ClassVar[dict[str, str]] = {
        "tilstand": "samarbeid.publisering.sider.behovstilstand.tilstand",
        "sporsmal": "samarbeid.publisering.sider.behovssporsmal.sporsmalene",
        "medeiere": "samarbeid.publisering.sider.behovsmedeiere.medeiere",
    }
    nar_tatt_ned = (
        gettext_lazy("Det står ikke lenger blant behovene, i søket eller på siden til virksomheten."),
    )
    ord = {
        "liste": gettext_lazy("Behovene deres"),
        "ny": gettext_lazy("Skriv et behov"),
        "ingress": gettext_lazy(
            "Begynn med et navn. Dere kan skrive litt om gangen og sammen, og ingen andre ser det før det er publisert."
        ),
        "tomt": gettext_lazy("Dere har ikke skrevet noen behov ennå. Beskriv et problem, så kan noen som arbeider med det, svare."),
        "slett": gettext_lazy("Slette behovet for godt?"),
        "ta_ned": gettext_lazy("Ta ned behovet"),
    }  # fmt: skip

    def kolonner(self, verdier_: Verdier) -> Verdier:
        return behov.kolonner(verdier_)

    def sammenheng(self, objekt: Behov, request: HttpRequest) -> dict[str, object]:
        return behovssammenheng(objekt, request)

    def forste_svar(self, eier: Organisasjon) -> Rasvar:
        return eget_sted(cast(OffentligPart, eier))

    def krav_til_eieren(self, eier: Organisasjon) -> list[Krav]:
        """En virksomhet har en side fra før."""
        return []

    def hvorfor_ikke_sende(self, bruker: Leser, objekt: Behov) -> str:
        if er_administrator(bruker, objekt.part):
            return ""
        if har_administrator(objekt.part):
            return _(
                "Bare en administrator kan publisere på vegne av virksomheten. Be en av dem sende det inn."
            )
        return _("Bare en administrator kan publisere på vegne av virksomheten, og dere har ingen ennå.")

    def kan_tas_ned_av(self, bruker: Leser, objekt: Behov) -> bool:
        return er_administrator(bruker, objekt.part)

    def mer_pa_oversikten(self, objekt: Behov) -> dict[str, object]:
        _versjon, svar = svar_na(objekt, self.versjon)
        tekster = ("".join(svar.get(felt, [])[-1:]) for felt in behov.FRITEKST)
        return {
            "lest": self._lest(objekt, svar),
            "losningsord": losningsord(*tekster),
            "tilstandsvalg": tilstandsvalg(objekt) if objekt.er_publisert else [],
            "tilstandsside": reverse("behov_tilstand", args=objekt.adressedeler),
        }

    def _lest(self, objekt: Behov, svar: Rasvar) -> list[tuple[str, str, str]]:
        """(hva det er, navnene, adressen der det bekreftes) for det teksten sier og ingen har svart på."""
        kunnskap = hent_kunnskap()
        lest = behov.les_teksten(svar, kunnskap)
        kandidater = (
            ("tema", _("Tema"), [kunnskap.temaer[slug].navn for slug in lest.temaer]),
            ("malgruppe", _("Målgruppe"), [kunnskap.malgrupper[slug].navn for slug in lest.malgrupper]),
        )
        return [
            (hva, ", ".join(navnene), self.adresse("steg", objekt, self.stegnummer(felt)))
            for felt, hva, navnene in kandidater
            if navnene and felt not in svar
        ]

    def invitasjonsrunder(self, objekt: Behov) -> list[Runde]:
        return rundene(objekt)

    def merknad(self, objekt: Behov) -> str:
        return objekt.stilling


BEHOV = Behovsflyt()
