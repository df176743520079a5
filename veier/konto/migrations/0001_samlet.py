import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from veier.database.skranker import EN_ADRESSE


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('konto', '0001_kontoer'),
        ('konto', '0002_krypter_to_trinn'),
        ('konto', '0003_adressene_i_en_form'),
        ('konto', '0004_stengt'),
        ('konto', '0005_nodkode'),
        ('konto', '0006_okter_til_avtrykk'),
        ('konto', '0007_lengre_sprakkode'),
    ]

    dependencies = [
        ('account', '0009_emailaddress_unique_primary_email'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Adressebytte',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gammel', models.EmailField(max_length=254, verbose_name='gammel adresse')),
                ('ny', models.EmailField(max_length=254, verbose_name='ny adresse')),
                ('avtrykk', models.CharField(max_length=64, unique=True, verbose_name='avtrykk')),
                ('bedt_tid', models.DateTimeField(auto_now_add=True, verbose_name='bedt om')),
                ('gjort_tid', models.DateTimeField(blank=True, null=True, verbose_name='gjort')),
                ('stoppet_tid', models.DateTimeField(blank=True, null=True, verbose_name='stoppet')),
                ('stengt', models.BooleanField(default=False, verbose_name='kontoen ble stengt')),
                ('bruker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adressebytter', to=settings.AUTH_USER_MODEL, verbose_name='bruker')),
            ],
            options={
                'verbose_name': 'adressebytte',
                'verbose_name_plural': 'adressebytter',
                'ordering': ['-bedt_tid', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Nodkode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('avtrykk', models.CharField(max_length=64, verbose_name='avtrykk')),
                ('utloper_tid', models.DateTimeField(verbose_name='virker til')),
                ('bruker', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='nodkode', to=settings.AUTH_USER_MODEL, verbose_name='bruker')),
            ],
            options={
                'verbose_name': 'nødkode',
                'verbose_name_plural': 'nødkoder',
            },
        ),
        migrations.CreateModel(
            name='Tekstvisning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('navn', models.SlugField(max_length=60, verbose_name='tekst')),
                ('versjon', models.DateField(verbose_name='versjon')),
                ('malform', models.CharField(max_length=8, verbose_name='målform')),
                ('tekst', models.TextField(verbose_name='teksten som ble vist')),
                ('vist_tid', models.DateTimeField(auto_now_add=True, verbose_name='vist')),
                ('bruker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tekstvisninger', to=settings.AUTH_USER_MODEL, verbose_name='bruker')),
            ],
            options={
                'verbose_name': 'vist informasjonstekst',
                'verbose_name_plural': 'viste informasjonstekster',
                'ordering': ['vist_tid'],
            },
        ),
        # allauths adresser har den samme formen som våre: en skranke i databasen, for modellen er ikke vår.
        migrations.RunSQL(
            "ALTER TABLE account_emailaddress ADD CONSTRAINT konto_adresse_i_en_form"
            f" CHECK (email = lower(email) AND email ~ '{EN_ADRESSE}')",
            "ALTER TABLE account_emailaddress DROP CONSTRAINT konto_adresse_i_en_form",
        ),
    ]
