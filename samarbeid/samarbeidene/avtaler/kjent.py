"""Det samarbeidet vet, slik det kan stå i en avtale. Det ingen har skrevet, er tomt, og blir et felt å fylle ut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samarbeid.models import Indikator, Medeier, Pilot, Samarbeid, Samarbeidsavtale, Sjekkpunkt, Skritt
from veier.templatetags.veier import desimal, kroner
from veier.typer import Setning

Kode, Status = Sjekkpunkt.Kode, Sjekkpunkt.Status


@dataclass(frozen=True, slots=True)
class Kjent:
    """Samarbeidet, den siste piloten, og den siste som bestemte noe."""

    samarbeid: Samarbeid
    pilot: Pilot
    indikatorer: Sequence[Indikator]
    status: Mapping[str, str]
    bestemt: Skritt | None
    medeiere: Sequence[Medeier]
    avtaler: Sequence[Samarbeidsavtale]

    @property
    def virksomhet(self) -> str:
        """Alle virksomhetene som er med, med organisasjonsnummer; den som leder, først."""
        partene = [self.samarbeid.part, *(m.part for m in self.medeiere)]
        return ", ".join(_med_nummer(part.navn, part.organisasjonsnummer) for part in partene)

    @property
    def entreprenor(self) -> str:
        org = self.samarbeid.entreprenor
        return _med_nummer(org.navn, org.organisasjonsnummer)

    @property
    def steder(self) -> str:
        return ", ".join([self.samarbeid.part.navn, *(m.part.navn for m in self.medeiere)])

    @property
    def pris(self) -> str:
        """Prisen for piloten; «0 kroner» når ingen betaler."""
        return "" if self.pilot.pris is None else kroner(self.pilot.pris)

    @property
    def besluttet(self) -> str:
        """Hvem som sist bestemte noe her, og når."""
        if self.bestemt is None or self.bestemt.besluttet_dato is None:
            return ""
        return f"{self.bestemt.rolle}, {dato(self.bestemt.besluttet_dato)}"

    @property
    def tallene(self) -> list[str]:
        """Hvert tall: hvordan det var, målet, og det siste."""
        return [tall_i_ord(i) for i in self.indikatorer]

    def punkt(self, kode: str, *, ja: Setning, trengs_ikke: Setning = "") -> str:
        """Det sjekklisten sier. Et åpent punkt er tomt."""
        ord_ = {
            Status.PA_PLASS: ja,
            Status.TRENGS_IKKE: trengs_ikke or _("ikke nødvendig: [Fyll inn: hvorfor]"),
        }
        return str(ord_.get(Status(self.status.get(kode, Status.APENT)), ""))


def hent_kjent(samarbeid: Samarbeid) -> Kjent:
    """Leser radene. ``samarbeid`` har partene med seg. Uten en pilot er den tom."""
    pilot = samarbeid.piloter.prefetch_related("indikatorer__tallene", "sjekkpunkter").order_by("-nr").first()
    return Kjent(
        samarbeid,
        pilot or Pilot(),
        list(pilot.indikatorer.all()) if pilot else [],
        {p.kode: p.status for p in pilot.sjekkpunkter.all()} if pilot else {},
        samarbeid.skritt.exclude(beslutter="").order_by("-nr").first(),
        [m for m in samarbeid.medeiere.select_related("part") if m.ja_tid],
        list(samarbeid.avtaler.all()),
    )


def dato(dag: date | None) -> str:
    return str(date_format(dag, "j. F Y")) if dag else ""


def tall_i_ord(i: Indikator) -> str:
    """«Netter uten uro (netter i uken): 3,5 før, målet er 5, sist 4,75 (september 2026)»."""
    deler = []
    if i.for_verdi is not None:
        deler.append(_("%(tall)s før") % {"tall": desimal(i.for_verdi)})
    if i.mal is not None:
        deler.append(_("målet er %(tall)s") % {"tall": desimal(i.mal)})
    if sist := i.siste:
        deler.append(
            _("sist %(tall)s (%(maned)s)")
            % {"tall": desimal(sist.verdi), "maned": date_format(sist.maned, "F Y").lower()}
        )
    return f"{i.navn_med_enhet}: {', '.join(deler)}" if deler else i.navn_med_enhet


def _med_nummer(navn: str, nummer: str | None) -> str:
    if not nummer:
        return _("%(navn)s (organisasjonsnummer [Fyll inn: nummer])") % {"navn": navn}
    vist = f"{nummer[:3]}\u00a0{nummer[3:6]}\u00a0{nummer[6:]}"
    return _("%(navn)s (organisasjonsnummer %(nummer)s)") % {"navn": navn, "nummer": vist}
