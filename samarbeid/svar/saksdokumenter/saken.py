"""Saken dokumentene er om: hvem som har den, hvem som bestemmer, formen, og hva den koster."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samarbeid.matching.beslutning import trapp
from samarbeid.matching.forklaring import Forklarer, stor
from samarbeid.matching.regler.terskler import Terskler
from samarbeid.matching.typer import (
    Ideprofil,
    Kunnskap,
    Offentligsvar,
    Partprofil,
    Svar,
    Vurdering,
    samlet_belop,
)
from samarbeid.svar.visninger import Svarvisning
from veier.taksonomi.models import Samarbeidsmodell

# Formene etter hva virksomheten gjør med dem. En form som ikke står her, er et kjøp.
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


@dataclass(frozen=True, slots=True)
class Sak:
    """Det dokumentene fylles ut av. Beløp er hele kroner uten merverdiavgift."""

    ide: Ideprofil
    offentlig: Offentligsvar
    motorsvar: Svar
    visning: Svarvisning
    kunnskap: Kunnskap
    forklarer: Forklarer
    vurdering: Vurdering | None  # formen saken er om
    modell: Samarbeidsmodell | None

    @property
    def slug(self) -> str:
        return self.vurdering.slug if self.vurdering else ""

    @property
    def form(self) -> str:
        """Navnet på formen uten det som står i parentes: «Lite kjøp»."""
        return str(self.modell.vist.navn).partition(" (")[0] if self.modell else ""

    def om_virksomheten(self, tekst: str) -> str:
        """Modellens tekst om kommunen, sagt om en fylkeskommune eller en statlig virksomhet."""
        navn = {"fylkeskommune": _("fylkeskommunen"), "stat": _("virksomheten")}.get(self.niva)
        if navn is None:
            return tekst
        return re.sub(r"\bkommunen\b", navn, re.sub(r"\bKommunen\b", stor(navn), tekst))

    @property
    def part(self) -> Partprofil | None:
        return self.motorsvar.veier[0].part if self.motorsvar.veier else None

    @property
    def niva(self) -> str:
        return self.motorsvar.veier[0].niva if self.motorsvar.veier else ""

    @property
    def virksomhet(self) -> str:
        return self.part.navn if self.part else ""

    @property
    def bestemmer(self) -> Mapping[str, Any]:
        """Rollen, trinnet og vilkårene motoren fant; tom når ingen er kjent."""
        besluttere = self.motorsvar.veier[0].beslutter if self.motorsvar.veier else ()
        return besluttere[0].grunn.detaljer if besluttere else {}

    @property
    def styreform(self) -> str:
        return str(self.bestemmer.get("styreform", ""))

    @property
    def trinn(self) -> str:
        return str(self.bestemmer.get("trinn", ""))

    @property
    def er_politisk(self) -> bool:
        """De folkevalgte, eller et byråd eller fylkesråd, avgjør saken."""
        rad = self.bestemmer.get("rolle") in {"byrad", "fylkesrad"}
        return rad or self.trinn in {trapp.POLITISK, trapp.UTVALG}

    @property
    def beslutter(self) -> str:
        """«Kommunestyret»; tom når det ikke er kjent."""
        d = self.bestemmer
        return stor(self.forklarer.rollenavn(d["rolle"], self.styreform)) if d else ""

    @property
    def topp(self) -> str:
        """Den øverste lederen under de folkevalgte; tom når hun bestemmer selv, eller det ikke er kjent."""
        if not self.er_politisk:
            return ""
        rolle, _trinn = trapp.rolle_pa(self.styreform, trapp.TOPP, "", self.kunnskap.roller)
        lik = rolle == self.bestemmer.get("rolle")
        return "" if lik or not rolle else self.forklarer.rollenavn(rolle, self.styreform)

    @property
    def arlig(self) -> int | None:
        return self.motorsvar.tolkning.ide.arlig_belop

    @property
    def varighet(self) -> float | None:
        return self.motorsvar.tolkning.ide.varighet_ar

    @property
    def total(self) -> int | None:
        return samlet_belop(self.arlig, self.varighet)

    @property
    def terskler(self) -> Terskler:
        return Terskler(self.kunnskap.terskler, self.kunnskap.i_dag)

    @property
    def er_kjop(self) -> bool:
        return bool(self.slug) and self.slug not in TILSKUDD | SOKNADER | UTEN_KJOP


def lag_sak(
    ide: Ideprofil,
    offentlig: Offentligsvar,
    motorsvar: Svar,
    visning: Svarvisning,
    kunnskap: Kunnskap,
    forklarer: Forklarer,
) -> Sak:
    """Saken om formen den som bestemmer, er regnet ut for; ellers den som passer best."""
    besluttere = motorsvar.veier[0].beslutter if motorsvar.veier else ()
    slug = besluttere[0].grunn.detaljer["modell"] if besluttere else ""
    forst = visning.modeller_forst
    valgt = next((m for m in forst if m.modell.slug == slug), forst[0] if forst else None)
    modell = valgt.modell if valgt else None
    vurdering = next((v for v in motorsvar.modeller if modell and v.slug == modell.slug), None)
    return Sak(ide, offentlig, motorsvar, visning, kunnskap, forklarer, vurdering, modell)
