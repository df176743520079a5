"""Koder og lenker i meldinger som er sendt eller gitt opp, slettes, og kan ikke komme tilbake."""

from django.db import migrations, models


def tom(apps, schema_editor):
    utsendinger = apps.get_model("epost", "Utsending").objects.filter(hemmelig=True)
    utsendinger.exclude(status="venter").update(tekst="", html="")


class Migration(migrations.Migration):
    dependencies = [("epost", "0002_hemmelig")]

    operations = [
        migrations.RunPython(tom, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="utsending",
            constraint=models.CheckConstraint(
                condition=models.Q(("hemmelig", False), ("status", "venter"), _connector="OR")
                | models.Q(html="", tekst=""),
                name="utsending_hemmelig_er_tom",
            ),
        ),
    ]
