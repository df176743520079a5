"""Det den offentlige siden tar med seg: et notat til lederen, og en sjekkliste."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samarbeid.matching.forklaring import kroner
from samarbeid.matching.typer import Ideprofil, Offentligsvar, Svar
from samarbeid.svar.neste_steg import LENGSTE_UTDRAG, Melding
from samarbeid.svar.svarside.bygging import Svarside
from samarbeid.svar.visninger import Modellvisning
from veier.taksonomi.ordforrad import JaNei

KORT_UTDRAG, FLEST_GRUNNER = 200, 3


@dataclass(frozen=True, slots=True)
class Sjekkpunkt:
    """Noe som må være gjort; ``gjort`` er None når det ikke er besvart."""

    tekst: str
    gjort: bool | None
    gjelder: str = "alle"  # alle | kjop | prove


def lag_notat(*, ide: Ideprofil, offentlig: Offentligsvar, motorsvar: Svar, s: Svarside) -> Melding:
    """Et notat til ens egen leder, å kopiere, og et kortere å åpne i e-post. Formen og den som bestemmer, er svarsidens."""
    form = s.visning.formen(motorsvar)
    hvem = next((" ".join((linje.svar, *linje.hvorfor)) for linje in s.linjer if linje.slag == "hvem"), "")
    apne = [punkt.tekst for punkt in sjekkliste(offentlig) if not punkt.gjort]
    liste = _("Før vi begynner, må vi ha gjort dette:") + "\n" + "\n".join(f"– {t}" for t in apne)

    def skriv(utdrag: int, formen: str, *, med_liste: bool) -> str:
        avsnitt = (
            _("Hei,"),
            _("vi har et behov som jeg mener vi bør gjøre noe med: %(tittel)s.") % {"tittel": ide.tittel},
            Truncator(ide.problem).chars(utdrag),
            formen,
            hvem,
            _penger(ide, offentlig),
            liste if apne and med_liste else "",
            _("Kan vi sette av 20 minutter til å snakke om det?"),
            _("Vennlig hilsen"),
        )
        return "\n\n".join(a for a in avsnitt if a)

    return Melding(
        til=_("lederen din"),
        emne=_("Behov: %(tittel)s") % {"tittel": ide.tittel},
        tekst=skriv(LENGSTE_UTDRAG, _formen(form, flest=FLEST_GRUNNER), med_liste=True),
        kort=skriv(KORT_UTDRAG, _formen(form, flest=1), med_liste=False),
    )


def _formen(m: Modellvisning | None, *, flest: int) -> str:
    if m is None:
        return ""
    verdier = {"modell": m.navn, "grunner": " ".join(m.grunner[:flest])}
    return _("En måte å samarbeide på som kan passe, er «%(modell)s». %(grunner)s") % verdier


def _penger(ide: Ideprofil, offentlig: Offentligsvar) -> str:
    deler = []
    if ide.arlig_belop:
        deler.append(_("Det kan koste om lag %(sum)s i året.") % {"sum": kroner(ide.arlig_belop)})
    status = {
        "ja": _("Det er penger til dette i årets budsjett."),
        "noe": _("Det er noe penger i årets budsjett, men ikke nok."),
        "nei": _("Det er ikke penger til dette i årets budsjett."),
    }
    deler.append(status.get(offentlig.penger or "", _("Vi må finne ut om det er penger i årets budsjett.")))
    return " ".join(deler)


def sjekkliste(offentlig: Offentligsvar) -> list[Sjekkpunkt]:
    """Det som må være på plass før noe settes i gang, og om det er gjort."""

    def gjort(verdi: str | None, ja: str = "ja") -> bool | None:
        return None if verdi in (None, "vet_ikke") else verdi == ja

    return [
        Sjekkpunkt(
            _("Én enhet eier behovet og leder arbeidet."), gjort(offentlig.eier, "en")
        ),
        Sjekkpunkt(
            _("Det er sjekket om virksomheten har en avtale om dette fra før."),
            True if offentlig.avtale in JaNei.values else None,
        ),
        Sjekkpunkt(_("Innkjøp er spurt, og verdien av hele avtalen er regnet ut."), gjort(offentlig.innkjop), "kjop"),
        Sjekkpunkt(
            _("Personvernombudet er spurt, og det er klart hvem som har ansvaret for opplysningene."),
            gjort(offentlig.personvernombud),
        ),
        Sjekkpunkt(_("Tillitsvalgte og verneombud er tatt med."), gjort(offentlig.tillitsvalgte)),
        Sjekkpunkt(_("Det er klart hva som skjer etter prøven, hvem som bestemmer det, og når."), None, "prove"),
    ]  # fmt: skip
