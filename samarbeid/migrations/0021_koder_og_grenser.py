"""Kodene og grensene holdes av databasen også. Rader som er feil, nevnes én for én før noe endres."""

from django.conf import settings
from django.db import migrations, models

from veier.database.skranker_migrering import LeggTilSkranke


class Migration(migrations.Migration):

    dependencies = [
        ('entreprenorer', '0016_koder_og_grenser'),
        ('kommuner', '0016_koder_og_grenser'),
        ('samarbeid', '0020_eksempler_i_gjennomgang'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LeggTilSkranke(
            model_name='eksempelversjon',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['under_arbeid', 'sendt_inn', 'sendt_tilbake'])), name='samarbeid_eksempelversjon_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='henvendelse',
            constraint=models.CheckConstraint(condition=models.Q(('emne__in', ['behov', 'eksempel', 'feil', 'tilgjengelighet', 'personvern', 'annet'])), name='samarbeid_henvendelse_emne_kode', violation_error_code='emne', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='henvendelse',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['ny', 'i_arbeid', 'ferdig'])), name='samarbeid_henvendelse_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='katalogko',
            constraint=models.CheckConstraint(condition=models.Q(('slag__in', ['entreprenor', 'ide', 'alt', 'rekker'])), name='samarbeid_katalogko_slag_kode', violation_error_code='slag', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='oppfolging',
            constraint=models.CheckConstraint(condition=models.Q(('poeng__isnull', True), ('poeng__range', (0, 100)), _connector='OR'), name='oppfolging_poeng', violation_error_code='poeng', violation_error_message='Tallet må være fra 0 til 100.'),
        ),
        LeggTilSkranke(
            model_name='oppfolging',
            constraint=models.CheckConstraint(condition=models.Q(('slag__in', ['virksomhet', 'modell', 'tilskudd'])), name='samarbeid_oppfolging_slag_kode', violation_error_code='slag', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='oppfolging',
            constraint=models.CheckConstraint(condition=models.Q(('hva__in', ['folger_opp', 'tok_kontakt', 'ikke_aktuelt', 'angret'])), name='samarbeid_oppfolging_hva_kode', violation_error_code='hva', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='treff',
            constraint=models.CheckConstraint(condition=models.Q(('poeng__isnull', True), ('poeng__range', (0, 100)), _connector='OR'), name='treff_poeng', violation_error_code='poeng', violation_error_message='Tallet må være fra 0 til 100.'),
        ),
        LeggTilSkranke(
            model_name='treff',
            constraint=models.CheckConstraint(condition=models.Q(('slag__in', ['virksomhet', 'modell', 'tilskudd'])), name='samarbeid_treff_slag_kode', violation_error_code='slag', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='eksempelutgave',
            constraint=models.CheckConstraint(condition=models.Q(('hva__in', ['sendt_inn', 'trukket', 'sendt_tilbake', 'publisert', 'tatt_ned'])), name='samarbeid_eksempelutgave_hva_kode', violation_error_code='hva', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='eksempelutgave',
            constraint=models.CheckConstraint(condition=models.Q(('grunn__in', ['feil', 'personer', 'rettigheter', 'utenfor', 'bedt', 'annet', ''])), name='samarbeid_eksempelutgave_grunn_kode', violation_error_code='grunn', violation_error_message='Velg en av verdiene i listen.'),
        ),
    ]
