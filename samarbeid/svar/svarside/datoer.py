"""Setningene om når: det som pågår, det neste vinduet, og en søknadsfrist."""

from __future__ import annotations

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from samarbeid.matching.forklaring import stor
from samarbeid.svar.neste_steg import Frist, Tidspunkt


def na(t: Tidspunkt, hva: str) -> str:
    return _("Nå, ut %(maned)s: %(hva)s") % {"maned": MONTHS[t.ledd.maned_til], "hva": hva}


def neste(t: Tidspunkt, hva: str) -> str:
    fra, til = str(MONTHS[t.ledd.maned_fra]), str(MONTHS[t.ledd.maned_til])
    nar = fra if fra == til else f"{fra}–{til}"
    return f"{stor(nar)}: {hva}"


def frist(f: Frist) -> str:
    return _("Fristen for %(ordning)s er i %(maned)s.") % {
        "ordning": f.ordning.navn,
        "maned": MONTHS[f.maned],
    }
