"""«Det du gjør nå»: en første melding, hvem man spør etter, og når på året det passer."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from kommuner.models import Arshjul
from samarbeid.matching.typer import Kunnskap, Svar

LENGSTE_UTDRAG = 400


@dataclass(frozen=True, slots=True)
class Melding:
    """En første melding å kopiere, eller å åpne i sin egen e-post."""

    til: str
    emne: str
    tekst: str

    @property
    def adresse(self) -> str:
        """mailto uten mottaker: adressen finner man hos virksomheten selv."""
        return f"mailto:?subject={quote(self.emne)}&body={quote(self.tekst)}"


@dataclass(frozen=True, slots=True)
class Tidspunkt:
    """Et ledd i budsjettåret, regnet fra i dag."""

    ledd: Arshjul
    er_na: bool
    er_neste_vindu: bool


def forste_melding(svar: Svar, kunnskap: Kunnskap) -> Melding | None:
    """Meldingen til den første rollen på den første veien. None når ingen kan navngis."""
    if not svar.veier:
        return None
    vei = svar.veier[0]
    rolle = kunnskap.roller[vei.forste_samtale[0].rolle].navn
    hvor = f", {vei.part.navn}" if vei.part else ""
    ide = svar.tolkning.ide
    avsnitt = [
        _("Hei,"),
        _("vi har en idé som heter «%(tittel)s».") % {"tittel": ide.tittel},
        Truncator(ide.problem).chars(LENGSTE_UTDRAG) if ide.problem else "",
        Truncator(ide.losning).chars(LENGSTE_UTDRAG) if ide.losning else "",
        _(
            "Kan vi få 20 minutter til å høre om dette treffer et behov hos dere? Vi vil gjerne vite hva "
            "dere alt gjør, og hva som må til for å prøve noe lite."
        ),
        _("Er det en annen vi heller bør snakke med, er vi glade for å bli vist videre."),
        _("Vennlig hilsen"),
    ]  # fmt: skip
    emne = _("Idé: %(tittel)s – kan vi ta en kort prat?") % {"tittel": ide.tittel}
    return Melding(til=rolle + hvor, emne=emne, tekst="\n\n".join(a for a in avsnitt if a))


def budsjettaret(svar: Svar) -> list[Tidspunkt]:
    """Budsjettåret til det mest ansvarlige nivået, fra denne måneden og tolv måneder fram."""
    if not svar.veier:
        return []
    maned = timezone.localdate().month
    ledd = list(Arshjul.objects.synlige().filter(niva=svar.veier[0].niva))
    ledd.sort(key=lambda a: (a.maned_til - maned) % 12)
    pagaar = [a.maned_fra <= maned <= a.maned_til for a in ledd]
    neste = next((i for i, a in enumerate(ledd) if a.er_vindu), None)
    return [Tidspunkt(a, pagaar[i], i == neste) for i, a in enumerate(ledd)]
