"""Nøklene blir avtrykk. Lenkene virker som før. Kan bare gå tilbake når ingen har en lenke å miste."""

from django.db import migrations

from veier.utkast.flytting import hash_nokkel, hash_utkast, krev_tom


def til_avtrykk(apps, schema_editor):
    hash_utkast(apps.get_model("entreprenorer", "Ideutkast"))
    hash_nokkel(apps.get_model("entreprenorer", "Idedeling"))


def tilbake(apps, schema_editor):
    krev_tom(apps.get_model("entreprenorer", "Ideutkast"), apps.get_model("entreprenorer", "Idedeling"))


class Migration(migrations.Migration):
    dependencies = [("entreprenorer", "0011_avtrykk_av_nokler")]

    operations = [migrations.RunPython(til_avtrykk, tilbake)]
