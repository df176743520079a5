"""Statusen på en sak blir det de andre slagene har: tidspunktet den ble publisert, og et utkast når noe venter."""

from django.db import migrations
from django.utils import timezone


def fra_status(apps, schema_editor):
    sak, versjon = apps.get_model("samarbeid", "Eksempel"), apps.get_model("samarbeid", "Eksempelversjon")
    sak.objects.filter(status="publisert", publisert_tid=None).update(publisert_tid=timezone.now())
    for rad in sak.objects.filter(status="utkast"):
        versjon.objects.get_or_create(
            objekt_id=rad.pk, defaults={"svar": {}, "nummer": 1, "endret_av_id": rad.skrevet_av_id}
        )
    sak.objects.filter(status="utkast").exclude(publisert_tid=None).update(publisert_tid=None)


class Migration(migrations.Migration):
    dependencies = [("samarbeid", "0018_oversettelser")]
    operations = [migrations.RunPython(fra_status, migrations.RunPython.noop)]
