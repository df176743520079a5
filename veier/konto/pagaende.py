"""Det som er halvferdig i en økt: en kode som er sendt, eller en innlogging som venter på et trinn til.

allauth legger det i økten, også når ingen er logget inn. Når kontoen får en ny eier, eller den gamle adressen
stopper et bytte, skal ingen kunne fullføre noe de begynte på før det.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps

from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY, clear_login
from allauth.account.utils import url_str_to_user_pk
from django.http import HttpRequest, HttpResponse

from veier.brukere.models import Bruker

KODER = (EMAIL_VERIFICATION_CODE_SESSION_KEY, PASSWORD_RESET_VERIFICATION_SESSION_KEY)

View = Callable[..., HttpResponse]


def uten_utgatt(view: View) -> View:
    """Rydder økten for det som ikke gjelder lenger, før visningen fortsetter på det."""

    @wraps(view)
    def innpakket(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        glem_utgatt(request)
        return view(request, *args, **kwargs)

    return innpakket


def en_om_gangen(view: View) -> View:
    """To skjemaer fra samme konto går etter hverandre: det andre ser det det første gjorde. Kalles i en transaksjon."""

    @wraps(view)
    def innpakket(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST" and isinstance(request.user, Bruker):
            _laas(request.user)
        return view(request, *args, **kwargs)

    return innpakket


def _laas(bruker: Bruker) -> None:
    """Passordet kan være satt, og kontoen slettet, mens denne ventet."""
    if Bruker.objects.select_for_update().filter(pk=bruker.pk).first():
        bruker.refresh_from_db()


def glem_utgatt(request: HttpRequest) -> None:
    """Tar bort koder og innlogginger som er eldre enn ``Bruker.pagaende_fra_tid``."""
    for nokkel in KODER:
        tilstand = request.session.get(nokkel)
        if tilstand and _er_utgatt(tilstand.get("user_id"), tilstand["at"]):
            del request.session[nokkel]
    innlogging = request.session.get(LOGIN_SESSION_KEY) or {}
    # En kode på nytt i samme innlogging har sin egen tid, men innloggingen er like gammel.
    if (pk := innlogging.get("user_pk")) and _er_utgatt(url_str_to_user_pk(pk), innlogging["initiated_at"]):
        clear_login(request)


def gjelder_fortsatt(request: HttpRequest, bruker: Bruker) -> None:
    """Det som er på gang i denne økten, er begynt av den som nettopp beviste at kontoen er deres."""
    for nokkel in KODER:
        tilstand = request.session.get(nokkel)
        if tilstand and str(tilstand.get("user_id")) == str(bruker.pk):
            request.session[nokkel] = {**tilstand, "at": time.time()}


def _er_utgatt(pk: str | int | None, begynt: float) -> bool:
    if not pk:
        return False
    tid = datetime.fromtimestamp(begynt, tz=UTC)
    return Bruker.objects.filter(pk=pk, pagaende_fra_tid__gt=tid).exists()
