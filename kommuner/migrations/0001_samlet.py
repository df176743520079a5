import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
import veier.database.rekkefolge
import veier.medlemskap.models
import veier.referanse.felt
import veier.utkast.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('kommuner', '0001_initial'),
    ]

    dependencies = [
        ('taksonomi', '0001_samlet'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ArshjulEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('lastet', models.JSONField(default=dict, editable=False, verbose_name='sist lastet')),
                ('skjult', models.BooleanField(default=False, verbose_name='skjult')),
                ('oversettelser', models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser')),
                ('nokkel', models.SlugField(db_index=False, max_length=60, verbose_name='nøkkel')),
                ('niva', models.CharField(choices=[('kommune', 'Kommune'), ('fylkeskommune', 'Fylkeskommune'), ('nav', 'Nav'), ('stat', 'Stat')], max_length=15, verbose_name='nivå')),
                ('styreform', models.CharField(blank=True, choices=[('formannskap', 'Formannskap'), ('byrad', 'Byråd'), ('bydel', 'Bydelsutvalg'), ('fylkesutvalg', 'Fylkesutvalg'), ('fylkesrad', 'Fylkesråd'), ('annen', 'Annen')], max_length=12, verbose_name='bare der styreformen er')),
                ('maned_fra', models.PositiveSmallIntegerField(verbose_name='fra måned')),
                ('maned_til', models.PositiveSmallIntegerField(verbose_name='til måned')),
                ('hva', models.TextField(verbose_name='hva skjer')),
                ('gjor', models.TextField(verbose_name='hva du kan gjøre')),
                ('er_vindu', models.BooleanField(default=False, verbose_name='et vindu for nye ideer')),
                ('kilde', models.URLField(blank=True, max_length=300, verbose_name='kilde')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Beslutningsvei',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lastet', models.JSONField(default=dict, editable=False, verbose_name='sist lastet')),
                ('skjult', models.BooleanField(default=False, verbose_name='skjult')),
                ('oversettelser', models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser')),
                ('nokkel', models.SlugField(max_length=100, unique=True, verbose_name='nøkkel')),
                ('niva', models.CharField(choices=[('kommune', 'Kommune'), ('fylkeskommune', 'Fylkeskommune'), ('nav', 'Nav'), ('stat', 'Stat')], max_length=15, verbose_name='nivå')),
                ('rang', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('alder_fra', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(120)], verbose_name='alder fra')),
                ('alder_til', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(120)], verbose_name='alder til')),
                ('situasjoner', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='situasjoner')),
                ('malgrupper', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='målgrupper')),
                ('ord', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='ord i teksten')),
                ('forste', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None, verbose_name='første samtale')),
                ('dorapnere', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='kan åpne døren')),
                ('sektor', models.CharField(choices=[('oppvekst', 'Oppvekst og utdanning'), ('helse', 'Helse og velferd'), ('samfunn', 'Samfunn, kultur og næring'), ('arbeid', 'Arbeid og inntekt')], max_length=10, verbose_name='sektor')),
                ('beslutter', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='beslutter når den er en annen enn vanlig')),
                ('grunn', models.TextField(verbose_name='grunn')),
                ('merknad', models.TextField(blank=True, verbose_name='merknad')),
                ('kilde', models.CharField(max_length=300, verbose_name='kilde')),
            ],
            options={
                'verbose_name': 'beslutningsvei',
                'verbose_name_plural': 'beslutningsveier',
                'ordering': ['tema', 'rang'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BeslutningsveiEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('lastet', models.JSONField(default=dict, editable=False, verbose_name='sist lastet')),
                ('skjult', models.BooleanField(default=False, verbose_name='skjult')),
                ('oversettelser', models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser')),
                ('nokkel', models.SlugField(db_index=False, max_length=100, verbose_name='nøkkel')),
                ('niva', models.CharField(choices=[('kommune', 'Kommune'), ('fylkeskommune', 'Fylkeskommune'), ('nav', 'Nav'), ('stat', 'Stat')], max_length=15, verbose_name='nivå')),
                ('rang', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('alder_fra', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(120)], verbose_name='alder fra')),
                ('alder_til', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(120)], verbose_name='alder til')),
                ('situasjoner', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='situasjoner')),
                ('malgrupper', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='målgrupper')),
                ('ord', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='ord i teksten')),
                ('forste', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None, verbose_name='første samtale')),
                ('dorapnere', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='kan åpne døren')),
                ('sektor', models.CharField(choices=[('oppvekst', 'Oppvekst og utdanning'), ('helse', 'Helse og velferd'), ('samfunn', 'Samfunn, kultur og næring'), ('arbeid', 'Arbeid og inntekt')], max_length=10, verbose_name='sektor')),
                ('beslutter', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='beslutter når den er en annen enn vanlig')),
                ('grunn', models.TextField(verbose_name='grunn')),
                ('merknad', models.TextField(blank=True, verbose_name='merknad')),
                ('kilde', models.CharField(max_length=300, verbose_name='kilde')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Foresporsel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('rolle', models.CharField(choices=[('administrator', 'Administrator'), ('medlem', 'Medlem')], default='medlem', max_length=15, verbose_name='rolle')),
                ('melding', models.TextField(blank=True, verbose_name='melding')),
                ('status', models.CharField(choices=[('venter', 'Venter på svar'), ('godtatt', 'Godtatt'), ('avslatt', 'Avslått'), ('trukket', 'Trukket')], default='venter', max_length=10, verbose_name='status')),
                ('begrunnelse', models.TextField(blank=True, verbose_name='begrunnelse')),
                ('bedt_tid', models.DateTimeField(auto_now_add=True, verbose_name='bedt om')),
                ('til_redaksjonen_tid', models.DateTimeField(blank=True, null=True, verbose_name='sendt til redaksjonen')),
                ('besvart_tid', models.DateTimeField(blank=True, null=True, verbose_name='besvart')),
            ],
            options={
                'verbose_name': 'forespørsel til virksomhet',
                'verbose_name_plural': 'forespørsler til virksomheter',
                'ordering': ['bedt_tid', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Invitasjon',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('epost', models.EmailField(max_length=254, verbose_name='e-post')),
                ('rolle', models.CharField(choices=[('administrator', 'Administrator'), ('medlem', 'Medlem')], max_length=15, verbose_name='rolle')),
                ('avtrykk', models.CharField(max_length=64, unique=True, verbose_name='avtrykk')),
                ('sendt_tid', models.DateTimeField(auto_now_add=True, verbose_name='sendt')),
                ('utloper_tid', models.DateTimeField(default=veier.medlemskap.models.om_fjorten_dager, verbose_name='virker til')),
                ('brukt_tid', models.DateTimeField(blank=True, null=True, verbose_name='brukt')),
                ('trukket_tid', models.DateTimeField(blank=True, null=True, verbose_name='trukket')),
            ],
            options={
                'verbose_name': 'invitasjon til virksomhet',
                'verbose_name_plural': 'invitasjoner til virksomheter',
                'ordering': ['-sendt_tid', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Kontaktpunkt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lastet', models.JSONField(default=dict, editable=False, verbose_name='sist lastet')),
                ('skjult', models.BooleanField(default=False, verbose_name='skjult')),
                ('slag', models.CharField(choices=[('postmottak', 'Postmottak'), ('sentralbord', 'Sentralbord'), ('delegering', 'Delegeringsreglement'), ('organisasjonskart', 'Organisasjonskart'), ('moteplan', 'Møteplan'), ('budsjett', 'Budsjett og årshjul'), ('innkjop', 'Innkjøp og innkjøpssamarbeid'), ('entreprenorer', 'Side for sosiale entreprenører')], max_length=20, verbose_name='slag')),
                ('verdi', models.CharField(max_length=300, verbose_name='adresse eller lenke')),
                ('kilde', models.URLField(max_length=300, verbose_name='kilde')),
                ('sist_kontrollert', models.DateField(validators=[veier.referanse.felt.ikke_fram_i_tid], verbose_name='sist kontrollert')),
            ],
            options={
                'verbose_name': 'kontaktpunkt',
                'verbose_name_plural': 'kontaktpunkter',
                'ordering': ['part', 'slag'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='KontaktpunktEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('lastet', models.JSONField(default=dict, editable=False, verbose_name='sist lastet')),
                ('skjult', models.BooleanField(default=False, verbose_name='skjult')),
                ('slag', models.CharField(choices=[('postmottak', 'Postmottak'), ('sentralbord', 'Sentralbord'), ('delegering', 'Delegeringsreglement'), ('organisasjonskart', 'Organisasjonskart'), ('moteplan', 'Møteplan'), ('budsjett', 'Budsjett og årshjul'), ('innkjop', 'Innkjøp og innkjøpssamarbeid'), ('entreprenorer', 'Side for sosiale entreprenører')], max_length=20, verbose_name='slag')),
                ('verdi', models.CharField(max_length=300, verbose_name='adresse eller lenke')),
                ('kilde', models.URLField(max_length=300, verbose_name='kilde')),
                ('sist_kontrollert', models.DateField(validators=[veier.referanse.felt.ikke_fram_i_tid], verbose_name='sist kontrollert')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Medlemskap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('rolle', models.CharField(choices=[('administrator', 'Administrator'), ('medlem', 'Medlem')], default='medlem', max_length=15, verbose_name='rolle')),
                ('fra_tid', models.DateTimeField(auto_now_add=True, verbose_name='med fra')),
            ],
            options={
                'verbose_name': 'ansatt i offentlig virksomhet',
                'verbose_name_plural': 'ansatte i offentlige virksomheter',
                'ordering': ['fra_tid', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OffentligPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lastet', models.JSONField(default=dict, editable=False, verbose_name='sist lastet')),
                ('skjult', models.BooleanField(default=False, verbose_name='skjult')),
                ('oversettelser', models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='slug')),
                ('navn', models.CharField(max_length=150, verbose_name='navn')),
                ('type', models.CharField(choices=[('kommune', 'Kommune'), ('fylkeskommune', 'Fylkeskommune'), ('bydel', 'Bydel'), ('nav_kontor', 'Nav-kontor'), ('nav_region', 'Nav i fylket'), ('departement', 'Departement'), ('direktorat', 'Direktorat'), ('statsforvalter', 'Statsforvalter'), ('bufetat', 'Bufetat-region'), ('etat', 'Statlig virksomhet')], max_length=15, verbose_name='type')),
                ('nivaer', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('kommune', 'Kommune'), ('fylkeskommune', 'Fylkeskommune'), ('nav', 'Nav'), ('stat', 'Stat')], max_length=15), size=None, verbose_name='nivåer')),
                ('styreform', models.CharField(choices=[('formannskap', 'Formannskap'), ('byrad', 'Byråd'), ('bydel', 'Bydelsutvalg'), ('fylkesutvalg', 'Fylkesutvalg'), ('fylkesrad', 'Fylkesråd'), ('annen', 'Annen')], max_length=12, verbose_name='styreform')),
                ('organisasjonsnummer', models.CharField(blank=True, max_length=9, null=True, unique=True, verbose_name='organisasjonsnummer')),
                ('temaer', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='temaer virksomheten har ansvar for (stat)')),
                ('nettsted', models.CharField(blank=True, max_length=150, verbose_name='nettsted')),
                ('epostdomene', models.CharField(blank=True, max_length=100, verbose_name='e-postdomene')),
                ('malform', models.CharField(blank=True, max_length=10, verbose_name='målform')),
                ('merknad', models.TextField(blank=True, verbose_name='merknad')),
            ],
            options={
                'verbose_name': 'offentlig virksomhet',
                'verbose_name_plural': 'offentlige virksomheter',
                'ordering': [veier.database.rekkefolge.Norsk('navn'), 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OffentligPartEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('lastet', models.JSONField(default=dict, editable=False, verbose_name='sist lastet')),
                ('skjult', models.BooleanField(default=False, verbose_name='skjult')),
                ('oversettelser', models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser')),
                ('slug', models.SlugField(db_index=False, max_length=100, verbose_name='slug')),
                ('navn', models.CharField(max_length=150, verbose_name='navn')),
                ('type', models.CharField(choices=[('kommune', 'Kommune'), ('fylkeskommune', 'Fylkeskommune'), ('bydel', 'Bydel'), ('nav_kontor', 'Nav-kontor'), ('nav_region', 'Nav i fylket'), ('departement', 'Departement'), ('direktorat', 'Direktorat'), ('statsforvalter', 'Statsforvalter'), ('bufetat', 'Bufetat-region'), ('etat', 'Statlig virksomhet')], max_length=15, verbose_name='type')),
                ('nivaer', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('kommune', 'Kommune'), ('fylkeskommune', 'Fylkeskommune'), ('nav', 'Nav'), ('stat', 'Stat')], max_length=15), size=None, verbose_name='nivåer')),
                ('styreform', models.CharField(choices=[('formannskap', 'Formannskap'), ('byrad', 'Byråd'), ('bydel', 'Bydelsutvalg'), ('fylkesutvalg', 'Fylkesutvalg'), ('fylkesrad', 'Fylkesråd'), ('annen', 'Annen')], max_length=12, verbose_name='styreform')),
                ('organisasjonsnummer', models.CharField(blank=True, max_length=9, null=True, verbose_name='organisasjonsnummer')),
                ('temaer', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='temaer virksomheten har ansvar for (stat)')),
                ('nettsted', models.CharField(blank=True, max_length=150, verbose_name='nettsted')),
                ('epostdomene', models.CharField(blank=True, max_length=100, verbose_name='e-postdomene')),
                ('malform', models.CharField(blank=True, max_length=10, verbose_name='målform')),
                ('merknad', models.TextField(blank=True, verbose_name='merknad')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Rolle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lastet', models.JSONField(default=dict, editable=False, verbose_name='sist lastet')),
                ('skjult', models.BooleanField(default=False, verbose_name='skjult')),
                ('oversettelser', models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('navn', models.CharField(max_length=120, verbose_name='navn')),
                ('nivaer', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('kommune', 'Kommune'), ('fylkeskommune', 'Fylkeskommune'), ('nav', 'Nav'), ('stat', 'Stat')], max_length=15), size=None, verbose_name='nivåer')),
                ('slag', models.CharField(choices=[('politisk', 'Folkevalgt'), ('topp', 'Øverste leder'), ('sektor', 'Leder for en sektor'), ('enhet', 'Leder for en enhet med eget budsjett'), ('koordinator', 'Koordinator eller rådgiver uten eget budsjett'), ('forvalter', 'Forvalter av en tilskuddsordning'), ('innkjop', 'Innkjøp')], max_length=12, verbose_name='slag')),
                ('kan', models.TextField(verbose_name='kan vanligvis')),
                ('kan_ikke', models.TextField(blank=True, verbose_name='kan vanligvis ikke')),
                ('sporr_etter', models.CharField(max_length=150, verbose_name='spør sentralbordet etter')),
            ],
            options={
                'verbose_name': 'rolle',
                'verbose_name_plural': 'roller',
                'ordering': ['slug'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RolleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('lastet', models.JSONField(default=dict, editable=False, verbose_name='sist lastet')),
                ('skjult', models.BooleanField(default=False, verbose_name='skjult')),
                ('oversettelser', models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser')),
                ('slug', models.SlugField(db_index=False, max_length=80, verbose_name='slug')),
                ('navn', models.CharField(max_length=120, verbose_name='navn')),
                ('nivaer', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('kommune', 'Kommune'), ('fylkeskommune', 'Fylkeskommune'), ('nav', 'Nav'), ('stat', 'Stat')], max_length=15), size=None, verbose_name='nivåer')),
                ('slag', models.CharField(choices=[('politisk', 'Folkevalgt'), ('topp', 'Øverste leder'), ('sektor', 'Leder for en sektor'), ('enhet', 'Leder for en enhet med eget budsjett'), ('koordinator', 'Koordinator eller rådgiver uten eget budsjett'), ('forvalter', 'Forvalter av en tilskuddsordning'), ('innkjop', 'Innkjøp')], max_length=12, verbose_name='slag')),
                ('kan', models.TextField(verbose_name='kan vanligvis')),
                ('kan_ikke', models.TextField(blank=True, verbose_name='kan vanligvis ikke')),
                ('sporr_etter', models.CharField(max_length=150, verbose_name='spør sentralbordet etter')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Veiviserutkast',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('delt_avtrykk', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True, verbose_name='avtrykk av delenøkkelen')),
                ('forseglet_delenokkel', models.TextField(blank=True, editable=False, verbose_name='forseglet delenøkkel')),
                ('avtrykk', models.CharField(editable=False, max_length=64, unique=True, verbose_name='avtrykk av eierens nøkkel')),
                ('svar', models.JSONField(default=dict, verbose_name='svar')),
                ('faner', models.JSONField(blank=True, default=dict, editable=False, verbose_name='faner')),
                ('opprettet_tid', models.DateTimeField(auto_now_add=True, verbose_name='opprettet')),
                ('endret_tid', models.DateTimeField(auto_now=True, verbose_name='endret')),
                ('utloper_tid', models.DateTimeField(db_index=True, default=veier.utkast.models.om_levetiden, verbose_name='slettes')),
            ],
            options={
                'verbose_name': 'veiviserutkast',
                'verbose_name_plural': 'veiviserutkast',
            },
        ),
        migrations.CreateModel(
            name='Administratorkode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('avtrykk', models.CharField(max_length=64, verbose_name='avtrykk')),
                ('sendt_til', models.EmailField(max_length=254, verbose_name='sendt til')),
                ('sendt_tid', models.DateTimeField(auto_now_add=True, verbose_name='sendt')),
                ('utloper_tid', models.DateTimeField(verbose_name='virker til')),
                ('forsok', models.PositiveSmallIntegerField(default=0, verbose_name='forsøk')),
                ('bruker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bruker')),
            ],
            options={
                'verbose_name': 'administratorkode',
                'verbose_name_plural': 'administratorkoder',
                'ordering': ['-sendt_tid'],
            },
        ),
        migrations.CreateModel(
            name='Arshjul',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lastet', models.JSONField(default=dict, editable=False, verbose_name='sist lastet')),
                ('skjult', models.BooleanField(default=False, verbose_name='skjult')),
                ('oversettelser', models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser')),
                ('nokkel', models.SlugField(max_length=60, unique=True, verbose_name='nøkkel')),
                ('niva', models.CharField(choices=[('kommune', 'Kommune'), ('fylkeskommune', 'Fylkeskommune'), ('nav', 'Nav'), ('stat', 'Stat')], max_length=15, verbose_name='nivå')),
                ('styreform', models.CharField(blank=True, choices=[('formannskap', 'Formannskap'), ('byrad', 'Byråd'), ('bydel', 'Bydelsutvalg'), ('fylkesutvalg', 'Fylkesutvalg'), ('fylkesrad', 'Fylkesråd'), ('annen', 'Annen')], max_length=12, verbose_name='bare der styreformen er')),
                ('maned_fra', models.PositiveSmallIntegerField(verbose_name='fra måned')),
                ('maned_til', models.PositiveSmallIntegerField(verbose_name='til måned')),
                ('hva', models.TextField(verbose_name='hva skjer')),
                ('gjor', models.TextField(verbose_name='hva du kan gjøre')),
                ('er_vindu', models.BooleanField(default=False, verbose_name='et vindu for nye ideer')),
                ('kilde', models.URLField(blank=True, max_length=300, verbose_name='kilde')),
            ],
            options={
                'verbose_name': 'måned i budsjettåret',
                'verbose_name_plural': 'budsjettåret',
                'ordering': ['niva', 'maned_fra'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('maned_fra__range', (1, 12)), ('maned_til__range', (1, 12))), name='arshjul_maneder', violation_error_message='Månedene er tall fra 1 til 12.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='arshjul',
            trigger=pgtrigger.compiler.Trigger(name='ny_versjon', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE ny bigint;', func="ny := nextval(pg_get_serial_sequence('taksonomi_referanseversjon', 'id')); UPDATE taksonomi_referanseversjon SET nummer = ny, tabeller = tabeller || jsonb_build_object(TG_TABLE_NAME, ny); RETURN NULL;", hash='9cb933780fd07618583997d41aba41160a44a7af', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_ny_versjon_a367a', table='kommuner_arshjul', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='arshjul',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommuner_arshjulevent" ("er_vindu", "gjor", "hva", "id", "kilde", "lastet", "maned_fra", "maned_til", "niva", "nokkel", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "styreform") VALUES (NEW."er_vindu", NEW."gjor", NEW."hva", NEW."id", NEW."kilde", NEW."lastet", NEW."maned_fra", NEW."maned_til", NEW."niva", NEW."nokkel", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skjult", NEW."styreform"); RETURN NULL;', hash='f7613421538e9ae580d39733779854e5dac19b13', operation='INSERT', pgid='pgtrigger_insert_insert_32833', table='kommuner_arshjul', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='arshjul',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kommuner_arshjulevent" ("er_vindu", "gjor", "hva", "id", "kilde", "lastet", "maned_fra", "maned_til", "niva", "nokkel", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "styreform") VALUES (NEW."er_vindu", NEW."gjor", NEW."hva", NEW."id", NEW."kilde", NEW."lastet", NEW."maned_fra", NEW."maned_til", NEW."niva", NEW."nokkel", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skjult", NEW."styreform"); RETURN NULL;', hash='c36a83ec1cf8afbbeb74a8a5ec53ef6a6504f399', operation='UPDATE', pgid='pgtrigger_update_update_57ede', table='kommuner_arshjul', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='arshjul',
            trigger=pgtrigger.compiler.Trigger(name='gyldige_koder', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE feil text;', func="SELECT k INTO feil FROM (SELECT NEW.niva) v(k) WHERE k IS NULL OR NOT (k IN ('kommune', 'fylkeskommune', 'nav', 'stat')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_arshjul.niva i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT NEW.styreform WHERE NEW.styreform <> '') v(k) WHERE k IS NULL OR NOT (k IN ('formannskap', 'byrad', 'bydel', 'fylkesutvalg', 'fylkesrad', 'annen')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_arshjul.styreform i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nRETURN NULL;", hash='af1f8331a5ffdaface10e0d39472bffdcf847fa8', operation='INSERT OR UPDATE OF "niva", "styreform"', pgid='pgtrigger_gyldige_koder_b0ffd', table='kommuner_arshjul', when='AFTER')),
        ),
        migrations.AddField(
            model_name='arshjulevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='arshjulevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kommuner.arshjul'),
        ),
    ]
