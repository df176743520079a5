from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("epost", "0005_adressenokler"),
    ]

    operations = [
        migrations.AddField(
            model_name="utsending",
            name="ikke_for",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="sendes ikke før"),
        ),
    ]
