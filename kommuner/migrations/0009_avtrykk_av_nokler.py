"""Kolonnene skal ha avtrykket av nøkkelen. 0010 gjør om det som står der."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kommuner", "0008_gyldige_koder")]

    operations = [
        migrations.RenameField("veiviserutkast", "nokkel", "avtrykk"),
        migrations.AlterField(
            "veiviserutkast",
            "avtrykk",
            models.CharField("avtrykk av eierens nøkkel", max_length=64, unique=True, editable=False),
        ),
        migrations.RenameField("veiviserutkast", "delenokkel", "delt_avtrykk"),
        migrations.AlterField(
            "veiviserutkast",
            "delt_avtrykk",
            models.CharField(
                "avtrykk av delenøkkelen", max_length=64, unique=True, null=True, blank=True, editable=False
            ),
        ),
        migrations.AddField(
            "veiviserutkast",
            "forseglet_delenokkel",
            models.TextField("forseglet delenøkkel", blank=True, editable=False, default=""),
            preserve_default=False,
        ),
    ]
