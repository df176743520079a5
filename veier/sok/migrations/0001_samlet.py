import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.contrib.postgres.operations import TrigramExtension



# Radnumrene som treffer hver spørring, som fire byte hver. Planleggeren tror det er billig å lese vektorene, som
# ligger utenfor tabellen, og ville lest alle; derfor er den nektet det her.
# Spørringen leses som tsquery slik den er skrevet. to_tsquery delte ordene om igjen etter egne regler: «n/økonomi» ble
# lest som en sti, «n» etterfulgt av «økonomi», og fant aldri navnet. Planleggeren nektes også primærnøkkelen, som
# leser hver vektor.
MENGDER = """
CREATE FUNCTION sok_mengder(tabell regclass, nokkel name, sporringer text[], monstre text[])
RETURNS bytea[]
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $$
DECLARE
  sporring text;
  mengde bytea;
  ut bytea[] := '{}';
BEGIN
  FOREACH sporring IN ARRAY sporringer LOOP
    EXECUTE format(
      'SELECT coalesce(string_agg(int4send(%I::int), ''''::bytea), ''''::bytea) FROM %s'
      ' WHERE vektor @@ $1::tsquery', nokkel, tabell)
      || CASE WHEN cardinality(monstre) > 0 THEN ' AND tekst ~* ALL ($2)' ELSE '' END
      INTO mengde USING sporring, monstre;
    ut := array_append(ut, mengde);
  END LOOP;
  RETURN ut;
END $$;
"""


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('sok', '0001_initial'),
        ('sok', '0002_indeksversjon'),
        ('sok', '0003_vist_i_trefflisten'),
        ('sok', '0004_foreld_indeksen'),
        ('sok', '0005_tre_soner_og_ordliste'),
        ('sok', '0006_snevrere_ord'),
        ('sok', '0007_ordlisten_uten_kladd'),
        ('sok', '0008_ordrekker'),
        ('sok', '0009_gyldige_koder'),
        ('sok', '0010_numre_for_hver_tabell'),
        ('sok', '0011_koder_og_grenser'),
    ]

    dependencies = [
        ('taksonomi', '0001_samlet'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name='Indeksversjon',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('samling', models.CharField(max_length=40, unique=True, verbose_name='samling')),
                ('nummer', models.BigIntegerField(verbose_name='utgave')),
            ],
            options={
                'verbose_name': 'indeksversjon',
                'verbose_name_plural': 'indeksversjoner',
            },
        ),
        migrations.CreateModel(
            name='Ordrekke',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stammer', models.CharField(max_length=200, unique=True, verbose_name='stammene med mellomrom, og to for et småord')),
                ('indeksert', models.BooleanField(default=False, verbose_name='står i alle radene')),
            ],
            options={
                'verbose_name': 'ordrekke',
                'verbose_name_plural': 'ordrekker',
            },
        ),
        migrations.CreateModel(
            name='Synonymgruppe',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lastet', models.JSONField(default=dict, editable=False, verbose_name='sist lastet')),
                ('skjult', models.BooleanField(default=False, verbose_name='skjult')),
                ('nokkel', models.SlugField(max_length=80, unique=True, verbose_name='nøkkel')),
                ('uttrykk', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None, verbose_name='betyr det samme')),
                ('smalere', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='snevrere ord')),
                ('tema', models.CharField(blank=True, max_length=80, verbose_name='hele temaet')),
            ],
            options={
                'verbose_name': 'synonymgruppe',
                'verbose_name_plural': 'synonymgrupper',
                'ordering': ['nokkel'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SynonymgruppeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('lastet', models.JSONField(default=dict, editable=False, verbose_name='sist lastet')),
                ('skjult', models.BooleanField(default=False, verbose_name='skjult')),
                ('nokkel', models.SlugField(db_index=False, max_length=80, verbose_name='nøkkel')),
                ('uttrykk', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None, verbose_name='betyr det samme')),
                ('smalere', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='snevrere ord')),
                ('tema', models.CharField(blank=True, max_length=80, verbose_name='hele temaet')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TomtSok',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uttrykk', models.CharField(max_length=80, unique=True, verbose_name='søkt etter')),
                ('antall', models.PositiveIntegerField(default=0, verbose_name='ganger')),
                ('sist_dato', models.DateField(verbose_name='sist')),
                ('status', models.CharField(choices=[('nytt', 'Ikke sett på'), ('synonym', 'Lagt til som synonym'), ('latt_vaere', 'Latt være')], default='nytt', max_length=10, verbose_name='status')),
            ],
            options={
                'verbose_name': 'søk uten treff',
                'verbose_name_plural': 'søk uten treff',
                'ordering': ['-antall', 'uttrykk'],
            },
        ),
        migrations.CreateModel(
            name='Sokedokument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vektor', django.contrib.postgres.search.SearchVectorField(verbose_name='vektor')),
                ('tekst', models.TextField(blank=True, verbose_name='tekst')),
                ('samling', models.CharField(max_length=40, verbose_name='samling')),
                ('nokkel', models.CharField(max_length=100, verbose_name='nøkkel')),
                ('vist', models.JSONField(blank=True, default=dict, verbose_name='det trefflisten viser')),
            ],
            options={
                'verbose_name': 'søkedokument',
                'verbose_name_plural': 'søkedokumenter',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['vektor'], name='sokedokument_vektor')],
                'constraints': [models.UniqueConstraint(fields=('samling', 'nokkel'), name='sokedokument_en_gang')],
            },
        ),
        migrations.CreateModel(
            name='Sokeord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('samling', models.CharField(max_length=40, verbose_name='samling')),
                ('ord', models.CharField(max_length=40, verbose_name='ord')),
            ],
            options={
                'verbose_name': 'søkeord',
                'verbose_name_plural': 'søkeord',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['ord'], name='sokeord_likhet', opclasses=['gin_trgm_ops'])],
                'constraints': [models.UniqueConstraint(fields=('samling', 'ord'), name='sokeord_en_gang')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='synonymgruppe',
            trigger=pgtrigger.compiler.Trigger(name='ny_versjon', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE ny bigint;', func="ny := nextval(pg_get_serial_sequence('taksonomi_referanseversjon', 'id')); UPDATE taksonomi_referanseversjon SET nummer = ny, tabeller = tabeller || jsonb_build_object(TG_TABLE_NAME, ny); RETURN NULL;", hash='62e93f6cd9796a753d45e321ea1c04c8c6899d35', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_ny_versjon_9df92', table='sok_synonymgruppe', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='synonymgruppe',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "sok_synonymgruppeevent" ("id", "lastet", "nokkel", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "smalere", "tema", "uttrykk") VALUES (NEW."id", NEW."lastet", NEW."nokkel", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skjult", NEW."smalere", NEW."tema", NEW."uttrykk"); RETURN NULL;', hash='d1628eb61fe40e3934280701913e1ad01b6bb629', operation='INSERT', pgid='pgtrigger_insert_insert_11a7a', table='sok_synonymgruppe', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='synonymgruppe',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "sok_synonymgruppeevent" ("id", "lastet", "nokkel", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "smalere", "tema", "uttrykk") VALUES (NEW."id", NEW."lastet", NEW."nokkel", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skjult", NEW."smalere", NEW."tema", NEW."uttrykk"); RETURN NULL;', hash='e310e89e240e90b3c414918f10e99db556bf5402', operation='UPDATE', pgid='pgtrigger_update_update_5115d', table='sok_synonymgruppe', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='synonymgruppe',
            trigger=pgtrigger.compiler.Trigger(name='gyldige_koder', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE feil text;', func="SELECT k INTO feil FROM (SELECT NEW.tema WHERE NEW.tema <> '') v(k) WHERE k IS NULL OR NOT (EXISTS (SELECT 1 FROM taksonomi_tema t WHERE t.slug = k)) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'sok_synonymgruppe.tema i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nRETURN NULL;", hash='8ac2ff27bb4a80b6e497b706d075ee854156fb9b', operation='INSERT OR UPDATE OF "tema"', pgid='pgtrigger_gyldige_koder_d1ee5', table='sok_synonymgruppe', when='AFTER')),
        ),
        migrations.AddField(
            model_name='synonymgruppeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='synonymgruppeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sok.synonymgruppe'),
        ),
        migrations.AddConstraint(
            model_name='tomtsok',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['nytt', 'synonym', 'latt_vaere'])), name='sok_tomtsok_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.RunSQL(MENGDER, "DROP FUNCTION sok_mengder(regclass, name, text[], text[])"),
    ]
