"""Adressene for innsyn og sletting."""

from django.urls import path

from veier.personvern import views

urlpatterns = [
    path("konto/data/", views.personvern, name="personvern"),
    path("konto/data/bestill/", views.bestill, name="personvern_bestill"),
    path("konto/data/<uuid:ref>/", views.hent, name="personvern_hent"),
    path("konto/slett/", views.slett, name="personvern_slett"),
    path("konto/slett/angre/", views.angre, name="personvern_angre"),
]
