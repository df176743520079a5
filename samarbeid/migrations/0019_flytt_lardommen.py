"""Det som er skrevet til nå, får den siden som skrev det sist."""

from django.db import migrations


def flytt(apps, _skjema):
    skritt = apps.get_model("samarbeid", "Skritt").objects.filter(slag="lardom").order_by("-nr")
    for pilot in apps.get_model("samarbeid", "Pilot").objects.exclude(lardom=""):
        sist = skritt.filter(samarbeid=pilot.samarbeid_id).first()
        felt = "lardom_offentlig" if sist and sist.side == "offentlig" else "lardom_entreprenor"
        setattr(pilot, felt, pilot.lardom)
        pilot.save(update_fields=[felt])


def flytt_tilbake(apps, _skjema):
    for pilot in apps.get_model("samarbeid", "Pilot").objects.all():
        pilot.lardom = "\n\n".join(t for t in (pilot.lardom_entreprenor, pilot.lardom_offentlig) if t)
        pilot.save(update_fields=["lardom"])


class Migration(migrations.Migration):
    dependencies = [("samarbeid", "0018_lardom_per_side")]

    operations = [migrations.RunPython(flytt, flytt_tilbake)]
