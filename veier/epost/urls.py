"""Adressen som slår av et varsel."""

from django.urls import path

from veier.epost import views

urlpatterns = [path("epost/av/<str:nokkel>/", views.av, name="epost_av")]
