"""Forsiden og siden om kildene."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def forside(request: HttpRequest) -> HttpResponse:
    """Døren inn: «Jeg har en idé»."""
    return render(request, "sider/forside.html")


@login_not_required
@require_safe
def kilder(request: HttpRequest) -> HttpResponse:
    """Hvor opplysningene kommer fra, og lisensene."""
    return render(request, "sider/kilder.html")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Ingenting bak en nøkkel skal i en søkemotor."""
    return HttpResponse(
        "User-agent: *\nDisallow: /prov/delt/\nDisallow: /admin/\n", content_type="text/plain"
    )
