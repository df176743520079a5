"""Gruppen «Redaktører»: hva en redaktør kan endre, slått opp i redaksjonens egne sider."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

NAVN = "Redaktører"
# Det en redaktør ikke rører: kontoer, jobbene og det Django selv trenger.
UTENFOR = {"auth", "brukere", "account", "mfa", "procrastinate", "socialaccount", "usersessions", "sessions"}


def redaktorgruppen() -> Group:
    """Gruppen, med rett til å se, legge til og endre alt redaksjonen har sider for. Sletting er ikke med."""
    from django.contrib import admin

    gruppe, _ny = Group.objects.get_or_create(name=NAVN)
    modeller = [m for m in admin.site._registry if m._meta.app_label not in UTENFOR]
    typer = ContentType.objects.get_for_models(*modeller).values()
    rettigheter = Permission.objects.filter(content_type__in=list(typer)).exclude(
        codename__startswith="delete_"
    )
    gruppe.permissions.set(rettigheter)
    return gruppe
