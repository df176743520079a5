"""Kodene og grensene holdes av databasen også. Rader som er feil, nevnes én for én før noe endres."""

from django.conf import settings
from django.db import migrations, models

from veier.database.skranker_migrering import LeggTilSkranke


class Migration(migrations.Migration):

    dependencies = [
        ('kommuner', '0015_budsjettar_per_styreform'),
        ('taksonomi', '0010_koder_og_grenser'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LeggTilSkranke(
            model_name='beslutningsvei',
            constraint=models.CheckConstraint(condition=models.Q(('alder_fra__isnull', True), ('alder_fra__range', (0, 120)), _connector='OR'), name='beslutningsvei_alder_fra_mulig', violation_error_code='alder_fra', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        LeggTilSkranke(
            model_name='beslutningsvei',
            constraint=models.CheckConstraint(condition=models.Q(('alder_til__isnull', True), ('alder_til__range', (0, 120)), _connector='OR'), name='beslutningsvei_alder_til_mulig', violation_error_code='alder_til', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        LeggTilSkranke(
            model_name='beslutningsvei',
            constraint=models.CheckConstraint(condition=models.Q(('rang__isnull', True), ('rang__range', (1, 20)), _connector='OR'), name='beslutningsvei_rang', violation_error_code='rang', violation_error_message='Tallet må være fra 1 til 20.'),
        ),
        LeggTilSkranke(
            model_name='foresporsel',
            constraint=models.CheckConstraint(condition=models.Q(('rolle__in', ['administrator', 'medlem'])), name='kommuner_foresporsel_rolle_kode', violation_error_code='rolle', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='foresporsel',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['venter', 'godtatt', 'avslatt', 'trukket'])), name='kommuner_foresporsel_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='invitasjon',
            constraint=models.CheckConstraint(condition=models.Q(('rolle__in', ['administrator', 'medlem'])), name='kommuner_invitasjon_rolle_kode', violation_error_code='rolle', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='medlemskap',
            constraint=models.CheckConstraint(condition=models.Q(('rolle__in', ['administrator', 'medlem'])), name='kommuner_medlemskap_rolle_kode', violation_error_code='rolle', violation_error_message='Velg en av verdiene i listen.'),
        ),
    ]
