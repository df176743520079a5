"""Nettlesere spør etter /favicon.ico selv om siden sier hvor ikonet er. De ledes dit."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
@cache_control(public=True, max_age=86_400)
def ikon(request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(static("veier/merke.svg"))
