"""Dagene partene må huske: når en pilot skal være avgjort, og når en forventning skal tas opp igjen."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from samarbeid.models import Forventning, Pilot
from samarbeid.samarbeidene.handlinger.brev import minn_om
from veier.epost.trygg import trygt_navn

# En sak til folkevalgte må skrives, og rådene høres, før den kan avgjøres.
FOR_AVGJORELSEN, FOR_FORVENTNINGEN = timedelta(days=30), timedelta(days=7)


def minn_om_frister(i_dag: date | None = None) -> int:
    """Minner begge sider om dagene som nærmer seg, én gang for hver dag. Gir antallet brev."""
    na = i_dag or timezone.localdate()
    med = ("samarbeid__entreprenor", "samarbeid__part")
    piloter = Pilot.objects.i_gang().filter(beslutningsdato__range=(na, na + FOR_AVGJORELSEN))
    sendt = sum(
        minn_om(p.samarbeid, p.beslutningsdato, nokkel=f"pilot:{p.nr}", lag_setning=partial(_avgjores, p))
        for p in piloter.select_related(*med)
        if p.beslutningsdato
    )
    forventninger = Forventning.objects.filter(
        ferdig_tid=None, samarbeid__ferdig_tid=None, tas_opp__range=(na, na + FOR_FORVENTNINGEN)
    )
    return sendt + sum(
        minn_om(f.samarbeid, f.tas_opp, nokkel=f"forventning:{f.nr}", lag_setning=_tas_opp)
        for f in forventninger.select_related(*med)
        if f.tas_opp
    )


def _avgjores(pilot: Pilot) -> str:
    return _("Da skal det være avgjort hva som skjer etter piloten. Det avgjøres av %(rolle)s.") % {
        "rolle": trygt_navn(pilot.beslutter_rolle)
    }


def _tas_opp() -> str:
    return _("Da har dere avtalt å ta opp igjen noe dere venter av hverandre.")
