"""Det den offentlige siden tar med seg: et notat til lederen, og en sjekkliste."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samarbeid.matching.forklaring import kroner
from samarbeid.matching.typer import Ideprofil, Offentligsvar
from samarbeid.svar.neste_steg import Melding
from samarbeid.svar.visninger import Svarvisning
from veier.taksonomi.ordforrad import JaNei


@dataclass(frozen=True, slots=True)
class Sjekkpunkt:
    """Noe som må være gjort; ``gjort`` er None når det ikke er besvart."""

    tekst: str
    gjort: bool | None
    gjelder: str = "alle"  # alle | kjop | prove


def lag_notat(*, ide: Ideprofil, offentlig: Offentligsvar, svar: Svarvisning) -> Melding:
    """Et kort notat til ens egen leder, å kopiere eller åpne i e-post."""
    forste = svar.modeller[0] if svar.modeller else None
    avsnitt = [
        _("Hei,"),
        _("vi har et behov som jeg mener vi bør gjøre noe med: %(tittel)s.") % {"tittel": ide.tittel},
        ide.problem,
    ]
    if forste:
        avsnitt.append(
            _("En måte å samarbeide på som kan passe, er «%(modell)s». %(grunner)s")
            % {"modell": forste.modell.vist.navn, "grunner": " ".join(forste.grunner[:3])}
        )
        avsnitt.append(
            _("Dette bestemmes vanligvis slik: %(hvem)s") % {"hvem": forste.modell.vist.hvem_bestemmer}
        )
    avsnitt.append(_penger(ide, offentlig))
    apne = [punkt.tekst for punkt in sjekkliste(offentlig) if not punkt.gjort]
    if apne:
        avsnitt.append(_("Før vi begynner, må vi ha gjort dette:") + "\n" + "\n".join(f"– {t}" for t in apne))
    avsnitt += [
        _("Kan vi sette av 20 minutter til å snakke om det?"),
        _("Vennlig hilsen"),
    ]
    return Melding(
        til=_("lederen din"),
        emne=_("Behov: %(tittel)s") % {"tittel": ide.tittel},
        tekst="\n\n".join(a for a in avsnitt if a),
    )


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
