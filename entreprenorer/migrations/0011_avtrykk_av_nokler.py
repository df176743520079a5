"""Kolonnene skal ha avtrykket av nøkkelen. 0012 gjør om det som står der."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("entreprenorer", "0010_norsk_rekkefolge")]

    operations = [
        migrations.RenameField("ideutkast", "nokkel", "avtrykk"),
        migrations.AlterField(
            "ideutkast",
            "avtrykk",
            models.CharField("avtrykk av eierens nøkkel", max_length=64, unique=True, editable=False),
        ),
        migrations.RenameField("ideutkast", "delenokkel", "delt_avtrykk"),
        migrations.AlterField(
            "ideutkast",
            "delt_avtrykk",
            models.CharField(
                "avtrykk av delenøkkelen", max_length=64, unique=True, null=True, blank=True, editable=False
            ),
        ),
        migrations.AddField(
            "ideutkast",
            "forseglet_delenokkel",
            models.TextField("forseglet delenøkkel", blank=True, editable=False, default=""),
            preserve_default=False,
        ),
        migrations.RenameField("idedeling", "delenokkel", "avtrykk"),
        migrations.AlterField(
            "idedeling",
            "avtrykk",
            models.CharField("avtrykk av delenøkkelen", max_length=64, unique=True, editable=False),
        ),
    ]
