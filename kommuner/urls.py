"""Adressene på den offentlige siden som bare gjelder den."""

from django.urls import path

from kommuner import kontaktfil, sider, views
from veier.medlemskap.urls import adresser

OFFENTLIG = {"slagkode": "offentlig"}
KONTAKTER = "offentlige/<slug:slug>/kontakter/"
urlpatterns = [
    path(KONTAKTER, sider.kontakter, OFFENTLIG, name="offentlig_kontakter"),
    path(f"{KONTAKTER}felles/", sider.felles, OFFENTLIG, name="offentlig_kontakt_felles"),
    path(f"{KONTAKTER}stemmer/", sider.stemmer, OFFENTLIG, name="offentlig_kontakter_stemmer"),
    path(f"{KONTAKTER}tabell.csv", kontaktfil.last_ned, OFFENTLIG, name="offentlig_kontakter_csv"),
    path(f"{KONTAKTER}fra-fil/", kontaktfil.fra_fil, OFFENTLIG, name="offentlig_kontakter_fra_fil"),
    path(f"{KONTAKTER}angre/", kontaktfil.angre, OFFENTLIG, name="offentlig_kontakter_angre"),
    path(f"{KONTAKTER}rolle/<slug:rolle>/", sider.rolle, OFFENTLIG, name="offentlig_kontakt_rolle"),
    path("offentlige/kontaktnavn/<uuid:ref>/", sider.fjern_navn, name="kontaktnavn_fjern"),
    # Står før de felles adressene: en adresse på virksomhetens domene er nok til å bli med.
    path("offentlige/<slug:slug>/bli-med/", views.bli_med, name="offentlig_bli_med"),
    path("offentlige/<slug:slug>/administrator/", views.administrator, name="offentlig_administrator"),
    *(m for m in adresser("offentlig", "offentlige/<slug:slug>/") if m.name != "offentlig_bli_med"),
]
