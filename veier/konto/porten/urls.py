"""Adressene til ID-porten. Uten målform: de er registrert hos utstederen og kan ikke variere."""

from allauth.socialaccount import views as sosial
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.urls import path

from veier.konto.bekreftelse import bekreft_forst
from veier.konto.porten import views

urlpatterns = [
    path("porten/<slug:provider_id>/", views.til_porten, name="porten_login"),
    path("porten/<slug:provider_id>/tilbake/", transaction.atomic(views.fra_porten), name="porten_callback"),
    path("porten-avbrutt/", sosial.login_cancelled, name="socialaccount_login_cancelled"),
    path("porten-feil/", login_not_required(sosial.login_error), name="socialaccount_login_error"),
    path("porten-ny-konto/", transaction.atomic(sosial.signup), name="socialaccount_signup"),
    path(
        "konto/porten/",
        transaction.atomic(bekreft_forst(sosial.connections)),
        name="socialaccount_connections",
    ),
]
