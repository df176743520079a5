"""Adressene på den offentlige siden som bare gjelder den."""

from django.urls import path

from kommuner import views
from veier.medlemskap.urls import adresser

urlpatterns = [
    # Står før de felles adressene: en adresse på virksomhetens domene er nok til å bli med.
    path("offentlige/<slug:slug>/bli-med/", views.bli_med, name="offentlig_bli_med"),
    path("offentlige/<slug:slug>/administrator/", views.administrator, name="offentlig_administrator"),
    *(m for m in adresser("offentlig", "offentlige/<slug:slug>/") if m.name != "offentlig_bli_med"),
]
