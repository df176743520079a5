"""De som var registrert før bekreftelsen kom: åpne når registeret hadde svart, ellers venter de på redaksjonen."""

from django.db import migrations


def bekreft(apps, skjemaendrer):
    Entreprenor = apps.get_model("entreprenorer", "Entreprenor")
    med_folk = Entreprenor.objects.filter(medlemskap__isnull=False)
    numre = list(med_folk.values_list("pk", flat=True))
    Entreprenor.objects.filter(pk__in=numre).update(bekreftelse="bekreftet")
    Entreprenor.objects.filter(pk__in=numre, registerkontroll="venter").update(bekreftelse="venter")


class Migration(migrations.Migration):
    dependencies = [("entreprenorer", "0008_bekreftelse")]
    operations = [migrations.RunPython(bekreft, migrations.RunPython.noop)]
