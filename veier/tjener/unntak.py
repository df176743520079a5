"""Statusen klienten får for det gunicorn ikke kunne lese."""

from __future__ import annotations

from gunicorn.http import errors

_STATUSER: dict[type[Exception], int] = {
    errors.LimitRequestLine: 414,
    errors.LimitRequestHeaders: 431,
    errors.ExpectationFailed: 417,
    errors.UnsupportedTransferCoding: 501,
    errors.ForbiddenProxyRequest: 403,
}


def status_for(feil: Exception) -> int:
    """500 når feilen er vår."""
    for slag, status in _STATUSER.items():
        if isinstance(feil, slag):
            return status
    return (
        400
        if isinstance(feil, errors.ParseException) and not isinstance(feil, errors.ConfigurationProblem)
        else 500
    )
