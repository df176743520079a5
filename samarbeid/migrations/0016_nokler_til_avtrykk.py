"""Nøklene til delte utvalg blir avtrykk, og krypteres så eieren ser lenken igjen. Begge veier; lenkene virker som før."""

from django.db import migrations

from veier.kryptering import dekrypter, krypter
from veier.lenker import avtrykk


def til_avtrykk(apps, schema_editor):
    delte = apps.get_model("samarbeid", "Utvalg").objects.filter(delt_avtrykk__isnull=False)
    for rad in delte.filter(forseglet_delenokkel="").order_by("pk"):
        nokkel = rad.delt_avtrykk
        rad.delt_avtrykk, rad.forseglet_delenokkel = avtrykk(nokkel), krypter(nokkel)
        rad.save(update_fields=["delt_avtrykk", "forseglet_delenokkel"])


def tilbake(apps, schema_editor):
    delte = apps.get_model("samarbeid", "Utvalg").objects.filter(delt_avtrykk__isnull=False)
    for rad in delte.exclude(forseglet_delenokkel="").order_by("pk"):
        rad.delt_avtrykk, rad.forseglet_delenokkel = dekrypter(rad.forseglet_delenokkel), ""
        rad.save(update_fields=["delt_avtrykk", "forseglet_delenokkel"])


class Migration(migrations.Migration):
    dependencies = [("samarbeid", "0015_avtrykk_av_nokler")]

    operations = [migrations.RunPython(til_avtrykk, tilbake)]
