from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('epost', '0001_utsending'),
        ('epost', '0002_hemmelig'),
        ('epost', '0003_hemmelig_er_tom'),
        ('epost', '0004_koder_og_avmelding'),
        ('epost', '0005_avsluttet_tid'),
        ('epost', '0006_opptatt_til'),
        ('epost', '0007_koder_og_grenser'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Avmelding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('avtrykk', models.CharField(max_length=64, verbose_name='avtrykk')),
                ('varsel', models.CharField(max_length=20, verbose_name='varsel')),
                ('tid', models.DateTimeField(auto_now_add=True, verbose_name='tid')),
            ],
            options={
                'verbose_name': 'avmelding',
                'verbose_name_plural': 'avmeldinger',
                'constraints': [models.UniqueConstraint(fields=('avtrykk', 'varsel'), name='avmelding_en_gang')],
            },
        ),
        migrations.CreateModel(
            name='Utsending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mal', models.CharField(blank=True, max_length=60, verbose_name='mal')),
                ('nokkel', models.CharField(max_length=200, unique=True, verbose_name='nøkkel')),
                ('til', models.EmailField(max_length=254, verbose_name='til')),
                ('emne', models.CharField(max_length=200, verbose_name='emne')),
                ('tekst', models.TextField(verbose_name='tekst')),
                ('html', models.TextField(blank=True, verbose_name='HTML')),
                ('hemmelig', models.BooleanField(default=False, verbose_name='har en kode eller en lenke som gir tilgang')),
                ('melding_id', models.CharField(max_length=200, verbose_name='Message-ID')),
                ('status', models.CharField(choices=[('venter', 'Venter'), ('sendt', 'Sendt'), ('gitt_opp', 'Gitt opp'), ('for_gammel', 'For gammel')], default='venter', max_length=10, verbose_name='status')),
                ('forsok', models.PositiveSmallIntegerField(default=0, verbose_name='forsøk')),
                ('siste_feil', models.CharField(blank=True, max_length=300, verbose_name='siste feil')),
                ('opprettet_tid', models.DateTimeField(auto_now_add=True, verbose_name='opprettet')),
                ('sendt_tid', models.DateTimeField(blank=True, null=True, verbose_name='sendt')),
                ('avsluttet_tid', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='avsluttet')),
                ('opptatt_til', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='sendes nå, til')),
                ('utloper_tid', models.DateTimeField(blank=True, null=True, verbose_name='sendes ikke etter')),
            ],
            options={
                'verbose_name': 'utsending',
                'verbose_name_plural': 'utsendinger',
                'ordering': ['-opprettet_tid'],
                'indexes': [models.Index(fields=['status', 'opprettet_tid'], name='utsending_status')],
                'constraints': [models.CheckConstraint(condition=models.Q(('hemmelig', False), ('status', 'venter'), models.Q(('html', ''), ('tekst', '')), _connector='OR'), name='utsending_hemmelig_er_tom'), models.CheckConstraint(condition=models.Q(('status__in', ['venter', 'sendt', 'gitt_opp', 'for_gammel'])), name='epost_utsending_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.')],
            },
        ),
    ]
