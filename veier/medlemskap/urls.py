"""Adressene om medlemskap, laget for hvert slag organisasjon."""

from __future__ import annotations

from django.urls import URLPattern, path

from veier.medlemskap import views


def adresser(slagkode: str, prefiks: str) -> list[URLPattern]:
    """``prefiks`` er stien til organisasjonen: «entreprenorer/<slug:slug>/»."""
    slag = {"slagkode": slagkode}
    samling = prefiks.partition("<")[0]
    return [
        path(f"{prefiks}medlemmer/", views.medlemmer, slag, name=f"{slagkode}_medlemmer"),
        path(f"{prefiks}medlemmer/inviter/", views.inviter, slag, name=f"{slagkode}_inviter"),
        path(
            f"{prefiks}medlemmer/invitasjoner/<uuid:ref>/trekk/", views.trekk, slag, name=f"{slagkode}_trekk"
        ),
        path(f"{prefiks}medlemmer/foresporsler/<uuid:ref>/", views.svar, slag, name=f"{slagkode}_svar"),
        path(f"{prefiks}medlemmer/<uuid:ref>/rolle/", views.rolle, slag, name=f"{slagkode}_medlemsrolle"),
        path(f"{prefiks}medlemmer/<uuid:ref>/fjern/", views.fjern, slag, name=f"{slagkode}_fjern"),
        path(f"{prefiks}bli-med/", views.bli_med, slag, name=f"{slagkode}_bli_med"),
        path(
            f"{samling}foresporsler/<uuid:ref>/trekk/",
            views.trekk_foresporsel,
            slag,
            name=f"{slagkode}_trekk_foresporsel",
        ),
        path(f"{samling}invitasjon/<str:nokkel>/", views.invitasjon, slag, name=f"{slagkode}_invitasjon"),
    ]
