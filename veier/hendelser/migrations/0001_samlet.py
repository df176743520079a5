import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('hendelser', '0001_initial'),
        ('hendelser', '0002_lengre_gjelder_id'),
        ('hendelser', '0003_lengre_kjennetegn'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Hendelse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tid', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='tid')),
                ('kode', models.SlugField(max_length=60, verbose_name='kode')),
                ('av', models.UUIDField(blank=True, null=True, verbose_name='av')),
                ('gjelder_type', models.CharField(blank=True, max_length=60, verbose_name='gjelder')),
                ('gjelder_id', models.CharField(blank=True, max_length=200, verbose_name='gjelder id')),
                ('detaljer', models.JSONField(blank=True, default=dict, verbose_name='detaljer')),
            ],
            options={
                'verbose_name': 'hendelse',
                'verbose_name_plural': 'hendelser',
                'ordering': ['-tid', '-pk'],
                'indexes': [models.Index(fields=['gjelder_type', 'gjelder_id'], name='hendelse_gjelder')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hendelse',
            trigger=pgtrigger.compiler.Trigger(name='bare_legg_til', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='94e9d96bd61acb484c7107ee4cf1bead57a0e96e', operation='UPDATE OR DELETE', pgid='pgtrigger_bare_legg_til_dc9a7', table='hendelser_hendelse', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hendelse',
            trigger=pgtrigger.compiler.Trigger(name='aldri_tom', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'hendelsesloggen kan ikke tømmes';", hash='ca766b62117c56e3a937675eb4cd6992ad75f300', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_aldri_tom_3197c', table='hendelser_hendelse', when='BEFORE')),
        ),
    ]
