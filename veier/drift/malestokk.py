"""To målestokker for script/ytelse, og antallet spørringer. Finnes bare når VEIER_YTELSE er satt."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from veier.foresporsel import Videre
from veier.taksonomi.models import Omrade


@login_not_required
def tom(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


@login_not_required
def liste(request: HttpRequest) -> HttpResponse:
    """Én indeksert spørring på 20 rader i portalens egen ramme."""
    return render(request, "malestokk.html", {"rader": Omrade.objects.order_by("kode")[:20]})


def tell_sporringer(svar: Videre) -> Videre:
    """Mellomvare: antallet spørringer i hodet X-Sporringer."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        antall = 0

        def tell(kjor: Callable[..., object], *argumenter: object) -> object:
            nonlocal antall
            antall += 1
            return kjor(*argumenter)

        with connection.execute_wrapper(tell):
            response = svar(request)
        response["X-Sporringer"] = str(antall)
        return response

    return mellomvare
