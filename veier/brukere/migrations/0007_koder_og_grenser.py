"""Kodene og grensene holdes av databasen også. Rader som er feil, nevnes én for én før noe endres."""

from django.db import migrations, models

from veier.database.skranker_migrering import LeggTilSkranke


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('brukere', '0006_lengre_sprakkode'),
    ]

    operations = [
        LeggTilSkranke(
            model_name='bruker',
            constraint=models.CheckConstraint(condition=models.Q(('malform__regex', '^[a-z]{2,3}$')), name='bruker_malform'),
        ),
    ]
