import django.db.models.functions.text
import uuid
import veier.brukere.models
import veier.sprak
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('brukere', '0001_initial'),
        ('brukere', '0002_hatt_og_malform'),
        ('brukere', '0003_inaktiv_varslet'),
        ('brukere', '0004_rene_felt'),
        ('brukere', '0005_pagaende'),
        ('brukere', '0006_lengre_sprakkode'),
        ('brukere', '0007_koder_og_grenser'),
    ]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bruker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('offentlig_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('epost', models.EmailField(max_length=254, unique=True, verbose_name='e-post')),
                ('navn', models.CharField(blank=True, max_length=150, verbose_name='navn')),
                ('is_staff', models.BooleanField(default=False, verbose_name='kan bruke redaksjonen')),
                ('is_active', models.BooleanField(default=True, verbose_name='aktiv')),
                ('malform', models.CharField(choices=veier.sprak.valg, default='nb', max_length=8, verbose_name='målform')),
                ('hatt', models.CharField(blank=True, max_length=140, verbose_name='handler for')),
                ('inaktiv_varslet_tid', models.DateTimeField(blank=True, null=True, verbose_name='varslet om sletting')),
                ('pagaende_fra_tid', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='pågående gjelder fra')),
                ('opprettet_tid', models.DateTimeField(auto_now_add=True, verbose_name='opprettet')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'bruker',
                'verbose_name_plural': 'brukere',
                'constraints': [models.CheckConstraint(condition=models.Q(('epost', django.db.models.functions.text.Lower('epost'))), name='bruker_epost_sma_bokstaver'), models.CheckConstraint(condition=models.Q(('epost', ''), models.Q(('epost__regex', '^[\\u0021-\\u003f\\u0041-\\u007e]+@[a-z0-9.-]+$'), ('epost', django.db.models.functions.text.Lower('epost'))), _connector='OR'), name='bruker_epost_i_en_form'), models.CheckConstraint(condition=models.Q(('malform__regex', '^[a-z]{2,3}$')), name='bruker_malform'), models.CheckConstraint(condition=models.Q(('navn__regex', '[\\u0001-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u115f\\u1160\\u2000-\\u200b\\u2028-\\u202f\\u205f-\\u206f\\u3000\\u3164\\ufeff\\uffa0\\ufff9-\\ufffc]'), _negated=True), name='bruker_navn_uten_usynlige')],
            },
            managers=[
                ('objects', veier.brukere.models.Brukerstyrer()),
            ],
        ),
    ]
