"""Det som gjelder hver forespørsel: mellomvarene, økten og hodene på svaret."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Resten av kjeden, sett fra en mellomvare.
Videre = Callable[[HttpRequest], HttpResponse]
