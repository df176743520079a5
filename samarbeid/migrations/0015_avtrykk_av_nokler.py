"""Kolonnene skal ha avtrykket av nøkkelen. 0016 gjør om det som står der."""

from django.db import migrations, models

from veier.kryptering import Forseglet


class Migration(migrations.Migration):
    dependencies = [("samarbeid", "0014_utkast_ved_siden_av_saken")]

    operations = [
        migrations.RenameField("utvalg", "delenokkel", "delt_avtrykk"),
        migrations.AlterField(
            "utvalg",
            "delt_avtrykk",
            models.CharField(
                "avtrykk av delenøkkelen", max_length=64, unique=True, null=True, blank=True, editable=False
            ),
        ),
        migrations.AddField(
            "utvalg",
            "forseglet_delenokkel",
            Forseglet("forseglet delenøkkel", blank=True, editable=False, default=""),
            preserve_default=False,
        ),
    ]
