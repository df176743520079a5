"""Kodene og grensene holdes av databasen også. Rader som er feil, nevnes én for én før noe endres."""

from django.db import migrations, models

from veier.database.skranker_migrering import LeggTilSkranke


class Migration(migrations.Migration):

    dependencies = [
        ('sok', '0010_numre_for_hver_tabell'),
    ]

    operations = [
        LeggTilSkranke(
            model_name='tomtsok',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['nytt', 'synonym', 'latt_vaere'])), name='sok_tomtsok_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
    ]
