"""Nøklene blir avtrykk. Lenkene virker som før. Kan bare gå tilbake når ingen har en lenke å miste."""

from django.db import migrations

from veier.utkast.flytting import hash_utkast, krev_tom


def til_avtrykk(apps, schema_editor):
    hash_utkast(apps.get_model("kommuner", "Veiviserutkast"))


def tilbake(apps, schema_editor):
    krev_tom(apps.get_model("kommuner", "Veiviserutkast"))


class Migration(migrations.Migration):
    dependencies = [("kommuner", "0009_avtrykk_av_nokler")]

    operations = [migrations.RunPython(til_avtrykk, tilbake)]
