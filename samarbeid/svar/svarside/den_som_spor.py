"""Svaret sagt til den som spør: det hun kan avgjøre selv, og hvem hun tar resten med. Aldri «snakk med rektor» til en rektor."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samarbeid.matching.beslutning import trapp
from samarbeid.matching.den_som_spor import egen_virksomhet, er_hos
from samarbeid.matching.forklaring import Forklarer, rolle_i_setning
from samarbeid.matching.typer import Detaljer, Kunnskap, Offentligsvar, Svar
from samarbeid.svar import virksomhetsvalg

# Hvor høyt i trappa rollene står. De som ikke bestemmer noe selv, er lavest.
_HOYDE = {"koordinator": 0, "innkjop": 0, "forvalter": 0, "enhet": 1, "sektor": 2, "topp": 3, "politisk": 4}


@dataclass(frozen=True, slots=True)
class DenSomSpor:
    """``rolle`` er hennes, tom når hun ikke har sagt den; ``bestemmer`` rollen som avgjør på den første veien."""

    rolle: str
    slag: str
    bestemmer: str
    trinn: str
    styreform: str
    leder: str  # den som løfter saken fra henne til den som avgjør, når det er flere trinn mellom dem
    egen_vei: bool  # den første veien er i hennes egen virksomhet, eller hun har ikke sagt hvor hun er

    @property
    def kan_selv(self) -> bool:
        """Hun er den som vanligvis avgjør. En leder for en annen enhet er det når en enhetsleder er det."""
        if not (self.rolle and self.egen_vei):
            return False
        annen_leder = self.rolle == "annen-leder" and self.trinn == trapp.ENHET
        return self.rolle == self.bestemmer or annen_leder

    @property
    def er_over(self) -> bool:
        """Hun leder den som vanligvis avgjør. De folkevalgte avgjør ikke enkeltkjøp."""
        egen, andres = _HOYDE.get(self.slag, 0), _HOYDE.get(_trinnets_slag(self.trinn), 0)
        return self.egen_vei and bool(andres) and andres < egen < _HOYDE["politisk"]


def _trinnets_slag(trinn: str) -> str:
    return {trapp.EIENDOM: "enhet", trapp.UTVALG: "politisk"}.get(trinn, trinn)


def den_som_spor(svar: Svar, offentlig: Offentligsvar | None, kunnskap: Kunnskap) -> DenSomSpor:
    vei = svar.veier[0] if svar.veier else None
    d = vei.beslutter[0].grunn.detaljer if vei and vei.beslutter else {}
    rolle, virksomhet = (offentlig.rolle or "", offentlig.virksomhet or "") if offentlig else ("", "")
    slag = virksomhetsvalg.slaget(rolle, kunnskap) if rolle else ""
    egen = egen_virksomhet(offentlig, kunnskap)
    return DenSomSpor(
        rolle=rolle,
        slag=slag,
        leder=_lederen_over(rolle, slag, d, kunnskap) if d else "",
        bestemmer=str(d.get("rolle", "")),
        trinn=str(d.get("trinn", "")),
        styreform=str(d.get("styreform", "")),
        egen_vei=not virksomhet or bool(vei and egen and er_hos(vei, egen, kunnskap)),
    )


def _lederen_over(rolle: str, slag: str, d: Detaljer, kunnskap: Kunnskap) -> str:
    """En rådgiver går ikke rett til et utvalg: lederen for sektoren, og fra henne den øverste. Tom når hun kan gå rett dit."""
    trinn = trapp.TOPP if slag == "sektor" else trapp.SEKTOR
    rett_dit = {trapp.UTVALG, trapp.POLITISK, *([trapp.TOPP] if trinn == trapp.SEKTOR else [])}
    if slag in {"topp", "politisk"} or d["trinn"] not in rett_dit:
        return ""
    leder, _trinn = trapp.rolle_pa(d["styreform"], trinn, d["sektor"], kunnskap.roller)
    er_leder = leder and leder not in {rolle, d["rolle"]} and kunnskap.roller[leder].slag != "politisk"
    return leder if er_leder else ""


def gjor_dette(hun: DenSomSpor, forklarer: Forklarer) -> str:
    """Det hun gjør først; tom når hun ikke har sagt rollen, når en annen virksomhet har ansvaret, eller ingen er kjent."""
    if not (hun.rolle and hun.bestemmer and hun.egen_vei):
        return ""
    hvem = rolle_i_setning(forklarer.rollenavn(hun.bestemmer, hun.styreform))
    if hun.kan_selv:
        return _("Du kan vanligvis avgjøre dette selv. Begynn med dokumentene under «Ta med».")
    if hun.slag == "politisk":
        return _("Be om at saken blir lagt fram. Den avgjøres vanligvis av %(hvem)s.") % {"hvem": hvem}
    if hun.er_over:
        return _(
            "Dette kan vanligvis avgjøres av %(hvem)s. Du kan la %(hvem)s gjøre det, eller gjøre det selv."
        ) % {"hvem": hvem}
    if hun.slag == "topp" and _trinnets_slag(hun.trinn) == "politisk":
        return _("Legg saken fram for %(hvem)s. Saksframlegget ligger under «Ta med».") % {"hvem": hvem}
    neste = rolle_i_setning(forklarer.rollenavn(hun.leder, hun.styreform)) if hun.leder else hvem
    if hun.slag == "innkjop":
        return _("Du kan lede kjøpet, men behovet er fagets. Ta det med %(hvem)s, og ta med notatet.") % {
            "hvem": neste
        }
    if hun.leder:
        return _("Ta det med %(leder)s, som kan løfte saken, og ta med notatet.") % {"leder": neste}
    return _("Ta det med %(hvem)s, og ta med notatet.") % {"hvem": hvem}
