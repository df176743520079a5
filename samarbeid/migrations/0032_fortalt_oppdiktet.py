from __future__ import annotations

from typing import Any

from django.db import migrations, models


def merk(apps: Any, _editor: Any) -> None:
    """Det som alt er fortalt fra samtaler med oppdiktede entreprenører, får merket."""
    fortalt = apps.get_model("samarbeid", "Fortalt").objects
    fortalt.filter(samtale__entreprenor__oppdiktet=True).update(oppdiktet=True)


class Migration(migrations.Migration):
    dependencies = [
        ("samarbeid", "0031_apninger"),
    ]

    operations = [
        migrations.AddField(
            model_name="fortalt",
            name="oppdiktet",
            field=models.BooleanField(default=False, editable=False, verbose_name="oppdiktet"),
        ),
        migrations.RunPython(merk, migrations.RunPython.noop),
    ]
