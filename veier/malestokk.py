"""To målestokker for script/ytelse. Adressene finnes bare når VEIER_YTELSE er satt."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from veier.taksonomi.models import Omrade


@login_not_required
def tom(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


@login_not_required
def liste(request: HttpRequest) -> HttpResponse:
    """Én indeksert spørring på 20 rader i portalens egen ramme."""
    return render(request, "malestokk.html", {"rader": Omrade.objects.order_by("kode")[:20]})
