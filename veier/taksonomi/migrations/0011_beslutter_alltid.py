"""Hver modell har minst én som bestemmer, og det er aldri innkjøp. Rader som er feil, nevnes før noe endres."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from veier.database.skranker_migrering import LeggTilSkranke
from veier.referanse.koder import krev_gyldige

SPORRINGER = [
    (
        "taksonomi_samarbeidsmodell",
        kolonne,
        f"SELECT id, 'innkjop' FROM taksonomi_samarbeidsmodell WHERE 'innkjop' = ANY({kolonne}) ORDER BY 1",  # noqa: S608
    )
    for kolonne in ("beslutter_liten", "beslutter_middels", "beslutter_stor")
]


class Migration(migrations.Migration):

    dependencies = [
        ('taksonomi', '0010_koder_og_grenser'),
    ]

    operations = [
        migrations.RunPython(krev_gyldige(SPORRINGER), migrations.RunPython.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name='samarbeidsmodell',
            name='gyldige_koder',
        ),
        migrations.AlterField(
            model_name='samarbeidsmodell',
            name='beslutter_liten',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None, verbose_name='beslutter, lite beløp'),
        ),
        migrations.AlterField(
            model_name='samarbeidsmodell',
            name='beslutter_middels',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None, verbose_name='beslutter, middels beløp'),
        ),
        migrations.AlterField(
            model_name='samarbeidsmodell',
            name='beslutter_stor',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None, verbose_name='beslutter, stort beløp'),
        ),
        migrations.AlterField(
            model_name='samarbeidsmodellevent',
            name='beslutter_liten',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None, verbose_name='beslutter, lite beløp'),
        ),
        migrations.AlterField(
            model_name='samarbeidsmodellevent',
            name='beslutter_middels',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None, verbose_name='beslutter, middels beløp'),
        ),
        migrations.AlterField(
            model_name='samarbeidsmodellevent',
            name='beslutter_stor',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None, verbose_name='beslutter, stort beløp'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='samarbeidsmodell',
            trigger=pgtrigger.compiler.Trigger(name='gyldige_koder', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE feil text;', func="SELECT k INTO feil FROM (SELECT NEW.gruppe) v(k) WHERE k IS NULL OR NOT (k IN ('start', 'kjop', 'utvikling', 'finansiering', 'arbeid', 'dele')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.gruppe i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.modenhet_ja)) v(k) WHERE k IS NULL OR NOT (k IN ('ide', 'prototype', 'testet', 'drift', 'skalering')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.modenhet_ja i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.modenhet_delvis)) v(k) WHERE k IS NULL OR NOT (k IN ('ide', 'prototype', 'testet', 'drift', 'skalering')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.modenhet_delvis i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT NEW.verdi_fra WHERE NEW.verdi_fra <> '') v(k) WHERE k IS NULL OR NOT (EXISTS (SELECT 1 FROM taksonomi_terskelverdi t WHERE t.slug = k) OR k ~ '^[0-9]{1,12}$') LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.verdi_fra i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT NEW.verdi_til WHERE NEW.verdi_til <> '') v(k) WHERE k IS NULL OR NOT (EXISTS (SELECT 1 FROM taksonomi_terskelverdi t WHERE t.slug = k) OR k ~ '^[0-9]{1,12}$') LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.verdi_til i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.finnes_ja)) v(k) WHERE k IS NULL OR NOT (k IN ('ja', 'nei', 'vet_ikke')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.finnes_ja i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.tjenestetype_ja)) v(k) WHERE k IS NULL OR NOT (k IN ('helse_sosial', 'opplaering', 'arbeid', 'fritid', 'produkt', 'digital', 'kunnskap', 'nettverk', 'annet')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.tjenestetype_ja i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.organisasjonsform_ja)) v(k) WHERE k IS NULL OR NOT (k IN ('AS', 'IDEELT_AS', 'STI', 'FLI', 'SA', 'ENK', 'IKKE_REGISTRERT', 'ANNET')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.organisasjonsform_ja i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT NEW.utbytte_ja WHERE NEW.utbytte_ja <> '') v(k) WHERE k IS NULL OR NOT (k IN ('ja', 'nei')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.utbytte_ja i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.sparer_ja)) v(k) WHERE k IS NULL OR NOT (k IN ('samme_virksomhet', 'annen_offentlig', 'stat', 'ingen', 'vet_ikke')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.sparer_ja i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.effekt_ja)) v(k) WHERE k IS NULL OR NOT (k IN ('ingen', 'egne_tall', 'ekstern', 'forskning')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.effekt_ja i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.styres_ja)) v(k) WHERE k IS NULL OR NOT (k IN ('oss', 'det_offentlige', 'vet_ikke')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.styres_ja i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.nivaer_ja)) v(k) WHERE k IS NULL OR NOT (k IN ('kommune', 'fylkeskommune', 'nav', 'stat')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.nivaer_ja i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.tema_ja)) v(k) WHERE k IS NULL OR NOT (EXISTS (SELECT 1 FROM taksonomi_tema t WHERE t.slug = k)) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.tema_ja i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT NEW.varighet_ja WHERE NEW.varighet_ja <> '') v(k) WHERE k IS NULL OR NOT (k IN ('kort', 'lang')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.varighet_ja i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.krever)) v(k) WHERE k IS NULL OR NOT (k IN ('onske', 'modenhet', 'verdi', 'organisasjonsform', 'utbytte', 'tjenestetype', 'finnes', 'sparer', 'effekt', 'styres', 'tema', 'varighet')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.krever i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.hindrer)) v(k) WHERE k IS NULL OR NOT (k IN ('onske', 'modenhet', 'verdi', 'organisasjonsform', 'utbytte', 'tjenestetype', 'finnes', 'sparer', 'effekt', 'styres', 'tema', 'varighet')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.hindrer i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.beslutter_liten)) v(k) WHERE k IS NULL OR NOT (k IN ('enhet', 'sektor', 'topp', 'politisk', 'utvalg', 'forvalter', 'eiendom')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.beslutter_liten i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.beslutter_middels)) v(k) WHERE k IS NULL OR NOT (k IN ('enhet', 'sektor', 'topp', 'politisk', 'utvalg', 'forvalter', 'eiendom')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.beslutter_middels i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.beslutter_stor)) v(k) WHERE k IS NULL OR NOT (k IN ('enhet', 'sektor', 'topp', 'politisk', 'utvalg', 'forvalter', 'eiendom')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'taksonomi_samarbeidsmodell.beslutter_stor i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nRETURN NULL;", hash='b06afcb8a3dd1c7928f1330de5561c3acd0574d5', operation='INSERT OR UPDATE OF "gruppe", "modenhet_ja", "modenhet_delvis", "verdi_fra", "verdi_til", "finnes_ja", "tjenestetype_ja", "organisasjonsform_ja", "utbytte_ja", "sparer_ja", "effekt_ja", "styres_ja", "nivaer_ja", "tema_ja", "varighet_ja", "krever", "hindrer", "beslutter_liten", "beslutter_middels", "beslutter_stor"', pgid='pgtrigger_gyldige_koder_8f622', table='taksonomi_samarbeidsmodell', when='AFTER')),
        ),
        LeggTilSkranke(
            model_name='samarbeidsmodell',
            constraint=models.CheckConstraint(condition=models.Q(('beslutter_liten__len__gte', 1)), name='samarbeidsmodell_beslutter_liten_minst_en', violation_error_code='beslutter_liten', violation_error_message='Velg minst én.'),
        ),
        LeggTilSkranke(
            model_name='samarbeidsmodell',
            constraint=models.CheckConstraint(condition=models.Q(('beslutter_middels__len__gte', 1)), name='samarbeidsmodell_beslutter_middels_minst_en', violation_error_code='beslutter_middels', violation_error_message='Velg minst én.'),
        ),
        LeggTilSkranke(
            model_name='samarbeidsmodell',
            constraint=models.CheckConstraint(condition=models.Q(('beslutter_stor__len__gte', 1)), name='samarbeidsmodell_beslutter_stor_minst_en', violation_error_code='beslutter_stor', violation_error_message='Velg minst én.'),
        ),
    ]
