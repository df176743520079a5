"""Adressene på entreprenørens side som bare gjelder den."""

from django.urls import path

from entreprenorer import views
from veier.medlemskap.urls import adresser

urlpatterns = [
    path("entreprenorer/registrer/", views.registrer, name="entreprenor_registrer"),
    path("entreprenorer/<slug:slug>/overta/", views.overta, name="entreprenor_overta"),
    *adresser("entreprenor", "entreprenorer/<slug:slug>/"),
]
