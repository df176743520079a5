"""Kodene og grensene holdes av databasen også. Rader som er feil, nevnes én for én før noe endres."""

from django.db import migrations, models

from veier.database.skranker_migrering import LeggTilSkranke


class Migration(migrations.Migration):

    dependencies = [
        ('epost', '0006_opptatt_til'),
    ]

    operations = [
        LeggTilSkranke(
            model_name='utsending',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['venter', 'sendt', 'gitt_opp', 'for_gammel'])), name='epost_utsending_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
    ]
