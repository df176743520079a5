"""Stegene i «Prøv ideen»."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields

from django.utils.translation import gettext_lazy as _

from samarbeid.matching.typer import FRITEKST, Ideprofil, Kunnskap
from samarbeid.svar.forms.felles import (
    Belopssteg,
    Beskrivelsessteg,
    HvemSteg,
    StedSteg,
    TemaSteg,
    ett,
    les_idefelter,
)
from veier.fletting import Rasvar
from veier.steg.felter import belopsfelt, fritekst, ja_nei, navnefelt, varighetsfelt
from veier.steg.skjema import Steg, Stegrekke, Stegskjema
from veier.typer import Verdier


class IdeenSteg(Beskrivelsessteg):
    tittel = navnefelt(_("Hva vil du kalle ideen?"), _("Gi ideen et navn, så finner du den igjen."))
    problem = fritekst(
        _("Hvilket problem vil dere løse?"),
        _(
            "Hvem gjelder det, og hva er vanskelig for dem? Ikke skriv om enkeltpersoner som kan kjennes igjen."
        ),
    )
    losning = fritekst(
        _("Hva vil dere gjøre?"),
        _("Skriv som du ville sagt det til en du møter. Si gjerne hva dere ønsker av det offentlige."),
    )

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        if not self.errors and not (data.get("problem") or data.get("losning")):
            self.add_error(
                "problem",
                _("Skriv litt om problemet eller om hva dere vil gjøre. Én setning er nok."),
            )
        return data


class ModenhetSteg(Stegskjema):
    modenhet = ett("modenhet", _("Hvor langt er dere kommet?"))
    finnes_fra_for = ett("finnes_fra_for", _("Finnes noe lignende fra før?"))


class TilbudSteg(Stegskjema):
    tjenestetype = ett("tjenestetype", _("Hva slags tilbud er det?"), _("Velg det som passer best."))
    styres_av = ett(
        "styres_av",
        _("Hvem bestemmer innholdet i detalj?"),
        _(
            "Vil det offentlige bestemme, er det som regel et kjøp. Bestemmer dere selv, kan det være et tilskudd."
        ),
    )


class PengerSteg(Belopssteg):
    arlig_belop = belopsfelt(
        _("Hva koster det i året, i kroner?"),
        _(
            "For én kommune eller annen oppdragsgiver, uten merverdiavgift. Skriv 0 hvis det ikke koster dem noe. "
            "Varer det under ett år, skriver du hele summen."
        ),
    )
    varighet_ar = varighetsfelt()
    kostnadsslag = ett(
        "kostnadsslag",
        _("Hva slags penger er det?"),
        _(
            "En ny kostnad hvert år må vanligvis vedtas av politikerne. Et lite kjøp kan lederen ofte bestemme selv."
        ),
    )
    hvem_sparer = ett("hvem_sparer", _("Hvem får mindre utgifter hvis det virker?"))


class VirkningSteg(Stegskjema):
    effektdokumentasjon = ett(
        "effektdokumentasjon",
        _("Hva vet dere om virkningen?"),
        _("Det er helt vanlig at den ikke er målt ennå."),
    )


class DereSteg(Stegskjema):
    organisasjonsform = ett("organisasjonsform", _("Hva slags virksomhet er dere?"))
    utbytte = ja_nei(_("Kan eierne ta ut utbytte?"))
    frivillighetsregisteret = ja_nei(_("Står dere i Frivillighetsregisteret?"))


STEG: Stegrekke = (
    Steg("ideen", _("Ideen"), IdeenSteg),
    Steg("tema", _("Tema"), TemaSteg),
    Steg("hvem", _("Hvem den er for"), HvemSteg),
    Steg("sted", _("Sted"), StedSteg),
    Steg("modenhet", _("Hvor langt dere er kommet"), ModenhetSteg),
    Steg("tilbud", _("Tilbudet"), TilbudSteg),
    Steg("penger", _("Penger og tid"), PengerSteg),
    Steg("virkning", _("Virkning"), VirkningSteg),
    Steg("dere", _("Dere"), DereSteg),
)


# Det eieren har rettet på svaret selv, ved siden av stegene.
LEST = "lest"
_LESES = frozenset(felt.name for felt in fields(Ideprofil)) - {
    *FRITEKST, "tema", "omrader", "malgruppe", "ikke_lest", "alder_til",
}  # fmt: skip


def gyldig_merke(merke: str, kunnskap: Kunnskap) -> bool:
    """Om merket er noe som kan leses: et felt, et tema («tema:demens») eller områder («omrade:1106,1149»)."""
    slag, skille, verdi = merke.partition(":")
    if slag == "tema":
        return verdi in kunnskap.temaer
    if slag == "omrade":
        return all(kode in kunnskap.omrader for kode in verdi.split(","))
    return not skille and slag in _LESES


def gyldige_merker(merker: Iterable[str], kunnskap: Kunnskap) -> tuple[str, ...]:
    """Uten dem som gjelder et tema eller et sted redaksjonen har skjult siden."""
    return tuple(merke for merke in merker if gyldig_merke(merke, kunnskap))


def les_ideprofil(svar: Mapping[str, Rasvar], kunnskap: Kunnskap) -> Ideprofil:
    """Ideen av alle stegene. Felt som ikke er gyldige, regnes som ikke besvart."""
    rettet = gyldige_merker(svar.get(LEST, {}).get("ikke_lest", []), kunnskap)
    return Ideprofil(**{"tittel": "", **les_idefelter(STEG, svar, kunnskap), "ikke_lest": rettet})
