from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("samarbeid", "0032_fortalt_oppdiktet"),
    ]

    operations = [
        migrations.AddField(
            model_name="behovsinvitasjon",
            name="fikk_brev",
            field=models.BooleanField(default=True, editable=False, verbose_name="fikk brev"),
        ),
    ]
