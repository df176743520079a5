"""Adressene til pulten. De har ingen målform: redaksjonen skriver på bokmål."""

from django.urls import path

from samarbeid.redaksjon import folk, innpost, ord, parter, samtaler, treffene, uketall, views
from veier.regelforslag import sider as regelforslag

urlpatterns = [
    path("", views.pulten, name="redaksjonen"),
    path("ta/", views.ta, name="redaksjon_ta"),
    path("epost/<int:pk>/igjen/", views.epost_igjen, name="redaksjon_epost_igjen"),
    path("kontrollert/<slug:slag>/<int:pk>/", views.kontrollert, name="redaksjon_kontrollert"),
    path("meldinger/<str:referanse>/", views.melding, name="redaksjon_melding"),
    path("folk/", folk.folk, name="redaksjon_folk"),
    path("treffene/", treffene.treffene, name="redaksjon_treffene"),
    path("uketall/", uketall.uketall, name="redaksjon_uketall"),
    path("uketall/uketall.csv", uketall.uketall_csv, name="redaksjon_uketall_csv"),
    path("innpost/", innpost.liste, name="redaksjon_innposten"),
    path("innpost/<int:pk>/", innpost.epost, name="redaksjon_innpost"),
    path("samtaler/", samtaler.apne, name="redaksjon_samtalen_apne"),
    path("samtaler/<str:referanse>/", samtaler.les, name="redaksjon_samtalen"),
    path("ord/", ord.ordene, name="redaksjon_ordene"),
    path("forslag/", regelforslag.forslagene, name="regelforslagene"),
    path("forslag/<int:pk>/", regelforslag.forslaget, name="regelforslag"),
    path("saker/<int:pk>/parter/", parter.parter, name="redaksjon_parter"),
]
