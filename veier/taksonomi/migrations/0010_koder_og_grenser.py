"""Kodene og grensene holdes av databasen også. Rader som er feil, nevnes én for én før noe endres."""

from django.db import migrations, models

from veier.database.skranker_migrering import LeggTilSkranke


class Migration(migrations.Migration):

    dependencies = [
        ('taksonomi', '0009_oversettelser'),
    ]

    operations = [
        LeggTilSkranke(
            model_name='malgruppe',
            constraint=models.CheckConstraint(condition=models.Q(('alder_fra__isnull', True), ('alder_fra__range', (0, 120)), _connector='OR'), name='malgruppe_alder_fra_mulig', violation_error_code='alder_fra', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        LeggTilSkranke(
            model_name='malgruppe',
            constraint=models.CheckConstraint(condition=models.Q(('alder_til__isnull', True), ('alder_til__range', (0, 120)), _connector='OR'), name='malgruppe_alder_til_mulig', violation_error_code='alder_til', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        LeggTilSkranke(
            model_name='omrade',
            constraint=models.CheckConstraint(condition=models.Q(('sentralitet__isnull', True), ('sentralitet__range', (1, 6)), _connector='OR'), name='omrade_sentralitet', violation_error_code='sentralitet', violation_error_message='Tallet må være fra 1 til 6.'),
        ),
        LeggTilSkranke(
            model_name='omrade',
            constraint=models.CheckConstraint(condition=models.Q(('breddegrad__isnull', True), ('breddegrad__range', (57, 82)), _connector='OR'), name='omrade_breddegrad', violation_error_code='breddegrad', violation_error_message='Tallet må være fra 57 til 82.'),
        ),
        LeggTilSkranke(
            model_name='omrade',
            constraint=models.CheckConstraint(condition=models.Q(('lengdegrad__isnull', True), ('lengdegrad__range', (4, 35)), _connector='OR'), name='omrade_lengdegrad', violation_error_code='lengdegrad', violation_error_message='Tallet må være fra 4 til 35.'),
        ),
        LeggTilSkranke(
            model_name='omrade',
            constraint=models.CheckConstraint(condition=models.Q(('innbyggere_arstall__isnull', True), ('innbyggere_arstall__range', (2000, 2100)), _connector='OR'), name='omrade_arstall', violation_error_code='innbyggere_arstall', violation_error_message='Tallet må være fra 2000 til 2100.'),
        ),
        LeggTilSkranke(
            model_name='samarbeidsmodell',
            constraint=models.CheckConstraint(condition=models.Q(('vanlighet__isnull', True), ('vanlighet__range', (0, 100)), _connector='OR'), name='samarbeidsmodell_vanlighet', violation_error_code='vanlighet', violation_error_message='Tallet må være fra 0 til 100.'),
        ),
        LeggTilSkranke(
            model_name='tema',
            constraint=models.CheckConstraint(condition=models.Q(('alder_fra__isnull', True), ('alder_fra__range', (0, 120)), _connector='OR'), name='tema_alder_fra_mulig', violation_error_code='alder_fra', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        LeggTilSkranke(
            model_name='tema',
            constraint=models.CheckConstraint(condition=models.Q(('alder_til__isnull', True), ('alder_til__range', (0, 120)), _connector='OR'), name='tema_alder_til_mulig', violation_error_code='alder_til', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        LeggTilSkranke(
            model_name='terskelverdi',
            constraint=models.CheckConstraint(condition=models.Q(('verdi__isnull', True), ('verdi__range', (1, 1000000000000)), _connector='OR'), name='terskelverdi_verdi', violation_error_code='verdi', violation_error_message='Tallet må være fra 1 til 1000000000000.'),
        ),
        LeggTilSkranke(
            model_name='tilskuddsordning',
            constraint=models.CheckConstraint(condition=models.Q(('alder_fra__isnull', True), ('alder_fra__range', (0, 120)), _connector='OR'), name='tilskuddsordning_alder_fra_mulig', violation_error_code='alder_fra', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        LeggTilSkranke(
            model_name='tilskuddsordning',
            constraint=models.CheckConstraint(condition=models.Q(('alder_til__isnull', True), ('alder_til__range', (0, 120)), _connector='OR'), name='tilskuddsordning_alder_til_mulig', violation_error_code='alder_til', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        LeggTilSkranke(
            model_name='tilskuddsordning',
            constraint=models.CheckConstraint(condition=models.Q(('sett_arstall__isnull', True), ('sett_arstall__range', (2000, 2100)), _connector='OR'), name='tilskuddsordning_arstall', violation_error_code='sett_arstall', violation_error_message='Tallet må være fra 2000 til 2100.'),
        ),
        LeggTilSkranke(
            model_name='tilskuddsordning',
            constraint=models.CheckConstraint(condition=models.Q(('fristmaneder__contained_by', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])), name='tilskuddsordning_fristmaneder', violation_error_code='fristmaneder', violation_error_message='Månedene er tall fra 1 til 12.'),
        ),
    ]
