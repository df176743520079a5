"""Beløpsgrensene: den nyeste vedtatte med kjent dato gjelder; et forslag vises bare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from samarbeid.matching.typer import Terskel

FORELDET = timedelta(days=365)
# Modellene der loven og del I gjelder helt opp til EØS-terskelen for helse- og sosialtjenester.
SAERLIGE_TJENESTER = frozenset({"helse-og-sosialtjenester", "reservert-ideelle"})


def er_saerlig(modell: str, tjenestetype: str | None) -> bool:
    """Helse- og sosialtjenester og særlige tjenester, som har sin egen EØS-terskel og ingen nasjonal."""
    return modell in SAERLIGE_TJENESTER or tjenestetype == "helse_sosial"


@dataclass(frozen=True, slots=True)
class Terskler:
    """Grensene slik de er på en dag."""

    rader: tuple[Terskel, ...]
    i_dag: date

    def gjeldende(self, slug: str) -> Terskel | None:
        """Den nyeste vedtatte raden som har begynt å gjelde. Den brukes også når perioden er ute."""
        begynt = [
            t
            for t in self.rader
            if t.slug == slug and t.vedtatt and t.gyldig_fra and t.gyldig_fra <= self.i_dag
        ]
        return max(begynt, key=lambda t: t.gyldig_fra or date.min) if begynt else None

    def foreslatt(self, slug: str) -> Terskel | None:
        return next((t for t in self.rader if t.slug == slug and not t.vedtatt), None)

    def grense(self, navn: str) -> int | None:
        """Kronebeløpet for «innslagspunkt» eller «50000»; None når grensen er åpen."""
        if not navn:
            return None
        if navn.isdigit():
            return int(navn)
        terskel = self.gjeldende(navn)
        return terskel.verdi if terskel else None

    def kunngjores_over(self, *, saerlig: bool) -> int | None:
        """Summen et kjøp må kunngjøres over; under den gjelder bare loven og del I (anskaffelsesforskriften § 5-1)."""
        return self.grense("eos-saerlige" if saerlig else "nasjonal")

    def usikker_sone(self, total: int, navn: Iterable[str]) -> bool:
        """Om beløpet ligger mellom dagens grense og en som er foreslått."""
        for slug in navn:
            na, ny = self.gjeldende(slug), self.foreslatt(slug)
            if na and ny and min(na.verdi, ny.verdi) < total <= max(na.verdi, ny.verdi):
                return True
        return False

    def advarsel(self, terskel: Terskel) -> str:
        """«utlopt», «foreldet» eller tom: om siden må si at tallet bør kontrolleres."""
        if terskel.gyldig_til and terskel.gyldig_til < self.i_dag:
            return "utlopt"
        if self.i_dag - terskel.sist_kontrollert > FORELDET:
            return "foreldet"
        return ""
