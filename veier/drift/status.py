"""Tallene i /helse/drift/, og setningene som sier hva som gjør driften nedsatt."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from veier.epost import tilstand as epost
from veier.jobber import tilstand as jobber

MINST_LEDIG_MB = 500


@dataclass(frozen=True)
class Driftsstatus:
    jobber: jobber.Jobbtilstand
    epost: epost.Eposttilstand
    ledig_plass_mb: int | None

    def grunner(self) -> Iterator[str]:
        """Setningene som sier hva som er galt. Ingen betyr at alt er i orden."""
        taus = self.jobber.arbeider_sist_sett_sekunder
        if taus is None:
            yield "Ingen arbeider er startet: jobber og e-post står stille."
        elif taus > jobber.TAUS_SEKUNDER:
            yield "Arbeideren gir ikke livstegn: jobber og e-post står stille."
        if self.jobber.eldste_sekunder > jobber.GAMMEL_SEKUNDER:
            yield "En jobb har ventet for lenge."
        if self.jobber.avbrutt:
            yield "Jobber står i gang hos en arbeider som er borte."
        if self.jobber.proves_igjen:
            yield "En jobb er forsøkt mange ganger uten å lykkes. Se loggen."
        if self.jobber.feilet:
            yield "Jobber er gitt opp etter feil det siste døgnet. Se jobbene i redaksjonen."
        yield from self.epost.grunner()
        if self.ledig_plass_mb is not None and self.ledig_plass_mb < MINST_LEDIG_MB:
            yield "Disken er snart full."

    def som_svar(self) -> dict[str, object]:
        grunner = list(self.grunner())
        return {
            "status": "nedsatt" if grunner else "oppe",
            "grunner": grunner,
            "merknader": list(self.epost.merknader()),
            "arbeider_sist_sett_sekunder": self.jobber.arbeider_sist_sett_sekunder,
            "jobber_som_venter": self.jobber.venter,
            "eldste_jobb_sekunder": self.jobber.eldste_sekunder,
            "jobber_avbrutt": self.jobber.avbrutt,
            "jobber_som_feilet": self.jobber.feilet,
            "jobber_forsokt_mange_ganger": self.jobber.proves_igjen,
            "epost_som_venter": self.epost.venter,
            "eldste_epost_sekunder": self.epost.eldste_sekunder,
            "epost_feilet_og_venter": self.epost.feilet_og_venter,
            "epost_hos_mottakeren": self.epost.hos_mottakeren,
            "epost_gitt_opp": self.epost.gitt_opp,
            "epost_for_gamle": self.epost.for_gamle,
            "ledig_plass_mb": self.ledig_plass_mb,
        }


def les_driftsstatus() -> Driftsstatus:
    """Leser tallene nå. Hever DatabaseError når databasen ikke svarer."""
    return Driftsstatus(jobber.tilstand(), epost.tilstand(), _ledig_plass())


def _ledig_plass() -> int | None:
    """Det minste av det som er ledig der dataene og bildene ligger."""
    ledig = []
    for mappe in (settings.DATAMAPPE, Path(settings.MEDIA_ROOT)):
        try:
            ledig.append(shutil.disk_usage(mappe).free // 1024**2)
        except OSError:
            continue
    return min(ledig, default=None)
