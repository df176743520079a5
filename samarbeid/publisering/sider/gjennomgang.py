"""Kriteriene redaksjonen bruker, og hvor lenge man vanligvis venter. Åpent for alle."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samarbeid.publisering.flyter import FLYTER
from veier.gjennomgang.handlinger.vurdering import median_ventetid


@login_not_required
@require_safe
def gjennomgang(request: HttpRequest) -> HttpResponse:
    """Hva som kreves, hva redaksjonen ikke vurderer, og hvor lenge det tar."""
    ventet = median_ventetid(*(flyt.versjon.utgaver() for flyt in FLYTER.values()))
    sammenheng = {
        "ventetid": varighet(ventet) if ventet is not None else "",
        "krav": [(flyt.overskrift, [o for o in flyt.onsker if o.paakrevd]) for flyt in FLYTER.values()],
    }
    return render(request, "sider/gjennomgang.html", sammenheng)


def varighet(tid: timedelta) -> str:
    """«under en time», «5 timer» eller «2 dager», avrundet oppover."""
    timer = -(-tid // timedelta(hours=1))
    if timer <= 1:
        return _("under en time")
    if timer < 24:
        return ngettext("%(antall)s time", "%(antall)s timer", timer) % {"antall": timer}
    dager = -(-tid // timedelta(days=1))
    return ngettext("%(antall)s dag", "%(antall)s dager", dager) % {"antall": dager}
