"""Saken dokumentene er om: hvem som har den, hvem som bestemmer, formen, og hva den koster."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samarbeid.matching.beslutning import trapp
from samarbeid.matching.den_som_spor import egen_virksomhet, er_hos
from samarbeid.matching.forklaring import Forklarer, stor
from samarbeid.matching.regler.kostnad import kan_brukes_paa
from samarbeid.matching.regler.terskler import Terskler, er_saerlig
from samarbeid.matching.typer import (
    Ideprofil,
    Kunnskap,
    Offentligsvar,
    Partprofil,
    Svar,
    Vei,
    Vurdering,
)
from samarbeid.svar.former import SOKNADER, TILSKUDD, UTEN_KJOP, om_virksomheten, styreform_pa
from samarbeid.svar.veivisning import navnet_pa
from samarbeid.svar.visninger import Modellvisning, Svarvisning
from veier.malform import BOKMAL, Reserve, aktiv_malform
from veier.taksonomi.models import Samarbeidsmodell

# Tiltalen i modelltekstene → det som kan stå i en sak.
_PARTENE = {
    "nb": (("Dere", "Partene"), ("dere", "de")),
    "nn": (("De", "Partane"), ("de", "dei")),
}


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
    egen: Partprofil | None = None  # virksomheten den som spør, arbeider i

    @property
    def slug(self) -> str:
        return self.vurdering.slug if self.vurdering else ""

    @property
    def form(self) -> str:
        """Navnet på formen uten det som står i parentes: «Lite kjøp»."""
        return self.navn_pa(self.modell).partition(" (")[0] if self.modell else ""

    def navn_pa(self, modell: Samarbeidsmodell) -> str:
        return om_virksomheten(modell.vist.navn, modell, self._form_for_tekst)

    def om_virksomheten(self, tekst: str, modell: Samarbeidsmodell) -> str:
        """Modellens tekst om kommunen, sagt om virksomheten saken er i. Den sier «partene» der modellen sier «dere»."""
        tekst = om_virksomheten(tekst, modell, self._form_for_tekst)
        for tiltale, partene in _PARTENE.get(BOKMAL if isinstance(tekst, Reserve) else aktiv_malform(), ()):
            tekst = re.sub(rf"\b{tiltale}\b", partene, tekst)
        return tekst

    @property
    def _form_for_tekst(self) -> str:
        """Styreformen tekstene sies om. En bydel er en bydel også når byrådet avgjør saken, som for skolene."""
        return "bydel" if self.part and self.part.type == "bydel" else styreform_pa(self.vei, self.egen)

    @property
    def vei(self) -> Vei | None:
        """Veien i virksomheten til den som spør. Har hun ikke sagt hvor hun er, er det den første."""
        egen, veier = self.egen, self.motorsvar.veier
        if egen is None:
            return veier[0] if veier else None
        return next((vei for vei in veier if er_hos(vei, egen, self.kunnskap)), None)

    @property
    def part(self) -> Partprofil | None:
        return self.egen or (self.vei.part if self.vei else None)

    @property
    def niva(self) -> str:
        if self.vei:
            return self.vei.niva
        return self.egen.nivaer[0] if self.egen and self.egen.nivaer else ""

    @property
    def virksomhet(self) -> str:
        return navnet_pa(self.part) if self.part else ""

    @property
    def bestemmer(self) -> Mapping[str, Any]:
        """Rollen, trinnet og vilkårene motoren fant; tom når ingen er kjent."""
        besluttere = self.vei.beslutter if self.vei else ()
        return besluttere[0].grunn.detaljer if besluttere else {}

    @property
    def styreform(self) -> str:
        kjent = self.egen.styreform if self.egen and not self.vei else ""
        return str(self.bestemmer.get("styreform", kjent))

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
        navn = self.forklarer.rollenavn(d["rolle"], self.styreform) if d else ""
        return stor(navn.removesuffix(" i fylkeskommunen"))  # saken er fylkeskommunens egen

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
        return self.motorsvar.tolkning.ide.samlet

    @property
    def periode(self) -> str:
        return self.motorsvar.tolkning.ide.periode

    @property
    def summen(self) -> str:
        """Summen slik den regnes mot beløpsgrensene: «1 600 000 kroner på fire år»."""
        return self.forklarer.summen_av(self.motorsvar.tolkning.ide)

    @property
    def terskler(self) -> Terskler:
        return Terskler(self.kunnskap.terskler, self.kunnskap.i_dag)

    def kan_velge(self, form: str) -> bool:
        """Om formen er et alternativ for virksomheten saken er i. Har den ansvaret, har motoren alt vurdert det."""
        return self.egen is None or self.vei is not None or kan_bruke(self.egen, form, self.kunnskap)

    @property
    def er_saerlig(self) -> bool:
        """Om tjenesten har sin egen EØS-terskel."""
        return er_saerlig(self.slug, self.motorsvar.tolkning.ide.tjenestetype)

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
    """Saken om formen svaret råder til. Har en annen virksomhet ansvaret, er det den beste formen ens egen kan bruke."""
    egen = egen_virksomhet(offentlig, kunnskap)
    annens = egen is not None and not any(er_hos(vei, egen, kunnskap) for vei in motorsvar.veier)
    valgt = _egen_form(visning, egen, kunnskap) if egen and annens else visning.formen(motorsvar)
    modell = valgt.modell if valgt else None
    vurdering = next((v for v in motorsvar.modeller if modell and v.slug == modell.slug), None)
    return Sak(ide, offentlig, motorsvar, visning, kunnskap, forklarer, vurdering, modell, egen)


def _egen_form(visning: Svarvisning, egen: Partprofil, kunnskap: Kunnskap) -> Modellvisning | None:
    return next((m for m in visning.modeller if kan_bruke(egen, m.modell.slug, kunnskap)), None)


def kan_bruke(egen: Partprofil, form: str, kunnskap: Kunnskap) -> bool:
    """Om formen er for nivået virksomheten er på."""
    return any(m.slug == form and kan_brukes_paa(m, egen.nivaer) for m in kunnskap.modeller)
