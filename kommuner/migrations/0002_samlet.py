import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
import veier.database.plass
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('kommuner', '0002_initial'),
        ('kommuner', '0003_nynorsk_og_veiviser'),
        ('kommuner', '0004_medlemmer'),
        ('kommuner', '0005_faner'),
        ('kommuner', '0006_rene_felt'),
        ('kommuner', '0007_norsk_rekkefolge'),
        ('kommuner', '0008_gyldige_koder'),
        ('kommuner', '0009_avtrykk_av_nokler'),
        ('kommuner', '0010_nokler_til_avtrykk'),
        ('kommuner', '0011_numre_for_hver_tabell'),
        ('kommuner', '0012_hoyst_sa_store_svar'),
        ('kommuner', '0013_fylkesrad_og_forvalter'),
        ('kommuner', '0014_oversettelser'),
        ('kommuner', '0015_budsjettar_per_styreform'),
        ('kommuner', '0016_koder_og_grenser'),
    ]

    dependencies = [
        ('kommuner', '0001_samlet'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('taksonomi', '0001_samlet'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='beslutningsvei',
            name='tema',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='veier', to='taksonomi.tema', verbose_name='tema'),
        ),
        migrations.AddField(
            model_name='beslutningsveievent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='beslutningsveievent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kommuner.beslutningsvei'),
        ),
        migrations.AddField(
            model_name='beslutningsveievent',
            name='tema',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='taksonomi.tema', verbose_name='tema'),
        ),
        migrations.AddField(
            model_name='foresporsel',
            name='bruker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bruker'),
        ),
        migrations.AddField(
            model_name='invitasjon',
            name='invitert_av',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invitert av'),
        ),
        migrations.AddField(
            model_name='kontaktpunktevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='kontaktpunktevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kommuner.kontaktpunkt'),
        ),
        migrations.AddField(
            model_name='medlemskap',
            name='bruker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bruker'),
        ),
        migrations.AddField(
            model_name='offentligpart',
            name='dekker',
            field=models.ManyToManyField(blank=True, related_name='+', to='taksonomi.omrade', verbose_name='dekker'),
        ),
        migrations.AddField(
            model_name='offentligpart',
            name='omrade',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taksonomi.omrade', verbose_name='område'),
        ),
        migrations.AddField(
            model_name='offentligpart',
            name='overordnet',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deler', to='kommuner.offentligpart', verbose_name='hører til'),
        ),
        migrations.AddField(
            model_name='medlemskap',
            name='organisasjon',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='medlemskap', to='kommuner.offentligpart', verbose_name='virksomhet'),
        ),
        migrations.AddField(
            model_name='kontaktpunktevent',
            name='part',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kommuner.offentligpart', verbose_name='virksomhet'),
        ),
        migrations.AddField(
            model_name='kontaktpunkt',
            name='part',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kontaktpunkter', to='kommuner.offentligpart', verbose_name='virksomhet'),
        ),
        migrations.AddField(
            model_name='invitasjon',
            name='organisasjon',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitasjoner', to='kommuner.offentligpart', verbose_name='virksomhet'),
        ),
        migrations.AddField(
            model_name='foresporsel',
            name='organisasjon',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='foresporsler', to='kommuner.offentligpart', verbose_name='virksomhet'),
        ),
        migrations.AddField(
            model_name='administratorkode',
            name='organisasjon',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommuner.offentligpart', verbose_name='virksomhet'),
        ),
        migrations.AddField(
            model_name='offentligpartevent',
            name='omrade',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='taksonomi.omrade', verbose_name='område'),
        ),
        migrations.AddField(
            model_name='offentligpartevent',
            name='overordnet',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kommuner.offentligpart', verbose_name='hører til'),
        ),
        migrations.AddField(
            model_name='offentligpartevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='offentligpartevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kommuner.offentligpart'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolle',
            trigger=pgtrigger.compiler.Trigger(name='ny_versjon', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE ny bigint;', func="ny := nextval(pg_get_serial_sequence('taksonomi_referanseversjon', 'id')); UPDATE taksonomi_referanseversjon SET nummer = ny, tabeller = tabeller || jsonb_build_object(TG_TABLE_NAME, ny); RETURN NULL;", hash='1a579c1c6ad5685c57871473dceb516f9918b284', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_ny_versjon_c1869', table='kommuner_rolle', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolle',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommuner_rolleevent" ("id", "kan", "kan_ikke", "lastet", "navn", "nivaer", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "slag", "slug", "sporr_etter") VALUES (NEW."id", NEW."kan", NEW."kan_ikke", NEW."lastet", NEW."navn", NEW."nivaer", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skjult", NEW."slag", NEW."slug", NEW."sporr_etter"); RETURN NULL;', hash='5eee37c0f51629c2f2dd610712b82cefafde9f73', operation='INSERT', pgid='pgtrigger_insert_insert_04ee9', table='kommuner_rolle', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolle',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kommuner_rolleevent" ("id", "kan", "kan_ikke", "lastet", "navn", "nivaer", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "slag", "slug", "sporr_etter") VALUES (NEW."id", NEW."kan", NEW."kan_ikke", NEW."lastet", NEW."navn", NEW."nivaer", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skjult", NEW."slag", NEW."slug", NEW."sporr_etter"); RETURN NULL;', hash='c64d780dc0c8b2db9f5ae05afcdd1ccd515f9d08', operation='UPDATE', pgid='pgtrigger_update_update_d2b2b', table='kommuner_rolle', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolle',
            trigger=pgtrigger.compiler.Trigger(name='gyldige_koder', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE feil text;', func="SELECT k INTO feil FROM (SELECT unnest(NEW.nivaer)) v(k) WHERE k IS NULL OR NOT (k IN ('kommune', 'fylkeskommune', 'nav', 'stat')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_rolle.nivaer i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT NEW.slag) v(k) WHERE k IS NULL OR NOT (k IN ('politisk', 'topp', 'sektor', 'enhet', 'koordinator', 'forvalter', 'innkjop')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_rolle.slag i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nRETURN NULL;", hash='55bed68d4a1bfbdbe6c64f649355afb43fd03411', operation='INSERT OR UPDATE OF "nivaer", "slag"', pgid='pgtrigger_gyldige_koder_a945c', table='kommuner_rolle', when='AFTER')),
        ),
        migrations.AddField(
            model_name='rolleevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='rolleevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kommuner.rolle'),
        ),
        migrations.AddConstraint(
            model_name='veiviserutkast',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(veier.database.plass.Oktetter('svar'), 40000), name='veiviserutkast_svar_hoyst'),
        ),
        migrations.AddConstraint(
            model_name='beslutningsvei',
            constraint=models.CheckConstraint(condition=models.Q(('alder_fra__isnull', True), ('alder_til__isnull', True), ('alder_fra__lte', models.F('alder_til')), _connector='OR'), name='beslutningsvei_alder_fra_til', violation_error_code='alder_til', violation_error_message='«Alder til» må være minst like høy som «alder fra».'),
        ),
        migrations.AddConstraint(
            model_name='beslutningsvei',
            constraint=models.CheckConstraint(condition=models.Q(('alder_fra__isnull', True), ('alder_fra__range', (0, 120)), _connector='OR'), name='beslutningsvei_alder_fra_mulig', violation_error_code='alder_fra', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        migrations.AddConstraint(
            model_name='beslutningsvei',
            constraint=models.CheckConstraint(condition=models.Q(('alder_til__isnull', True), ('alder_til__range', (0, 120)), _connector='OR'), name='beslutningsvei_alder_til_mulig', violation_error_code='alder_til', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        migrations.AddConstraint(
            model_name='beslutningsvei',
            constraint=models.CheckConstraint(condition=models.Q(('rang__isnull', True), ('rang__range', (1, 20)), _connector='OR'), name='beslutningsvei_rang', violation_error_code='rang', violation_error_message='Tallet må være fra 1 til 20.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='beslutningsvei',
            trigger=pgtrigger.compiler.Trigger(name='ny_versjon', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE ny bigint;', func="ny := nextval(pg_get_serial_sequence('taksonomi_referanseversjon', 'id')); UPDATE taksonomi_referanseversjon SET nummer = ny, tabeller = tabeller || jsonb_build_object(TG_TABLE_NAME, ny); RETURN NULL;", hash='2a88c75de46ffcf60b2df95b972f19e58c3e51a0', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_ny_versjon_8a645', table='kommuner_beslutningsvei', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='beslutningsvei',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommuner_beslutningsveievent" ("alder_fra", "alder_til", "beslutter", "dorapnere", "forste", "grunn", "id", "kilde", "lastet", "malgrupper", "merknad", "niva", "nokkel", "ord", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rang", "sektor", "situasjoner", "skjult", "tema_id") VALUES (NEW."alder_fra", NEW."alder_til", NEW."beslutter", NEW."dorapnere", NEW."forste", NEW."grunn", NEW."id", NEW."kilde", NEW."lastet", NEW."malgrupper", NEW."merknad", NEW."niva", NEW."nokkel", NEW."ord", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rang", NEW."sektor", NEW."situasjoner", NEW."skjult", NEW."tema_id"); RETURN NULL;', hash='820e7c3eb96ea1fcd1ad8d6f7f76c613bedb2e3d', operation='INSERT', pgid='pgtrigger_insert_insert_48c9a', table='kommuner_beslutningsvei', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='beslutningsvei',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kommuner_beslutningsveievent" ("alder_fra", "alder_til", "beslutter", "dorapnere", "forste", "grunn", "id", "kilde", "lastet", "malgrupper", "merknad", "niva", "nokkel", "ord", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rang", "sektor", "situasjoner", "skjult", "tema_id") VALUES (NEW."alder_fra", NEW."alder_til", NEW."beslutter", NEW."dorapnere", NEW."forste", NEW."grunn", NEW."id", NEW."kilde", NEW."lastet", NEW."malgrupper", NEW."merknad", NEW."niva", NEW."nokkel", NEW."ord", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rang", NEW."sektor", NEW."situasjoner", NEW."skjult", NEW."tema_id"); RETURN NULL;', hash='a2fe99ddba32c4a54290eec4e6db77a646261e7f', operation='UPDATE', pgid='pgtrigger_update_update_2b010', table='kommuner_beslutningsvei', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='beslutningsvei',
            trigger=pgtrigger.compiler.Trigger(name='gyldige_koder', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE feil text;', func="SELECT k INTO feil FROM (SELECT NEW.niva) v(k) WHERE k IS NULL OR NOT (k IN ('kommune', 'fylkeskommune', 'nav', 'stat')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_beslutningsvei.niva i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.situasjoner)) v(k) WHERE k IS NULL OR NOT (k IN ('i_skole', 'sluttet_i_skole', 'utenfor_alt', 'i_jobb', 'vet_ikke')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_beslutningsvei.situasjoner i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.malgrupper)) v(k) WHERE k IS NULL OR NOT (EXISTS (SELECT 1 FROM taksonomi_malgruppe t WHERE t.slug = k)) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_beslutningsvei.malgrupper i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.forste)) v(k) WHERE k IS NULL OR NOT (EXISTS (SELECT 1 FROM kommuner_rolle t WHERE t.slug = k)) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_beslutningsvei.forste i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.dorapnere)) v(k) WHERE k IS NULL OR NOT (EXISTS (SELECT 1 FROM kommuner_rolle t WHERE t.slug = k)) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_beslutningsvei.dorapnere i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT NEW.sektor) v(k) WHERE k IS NULL OR NOT (k IN ('oppvekst', 'helse', 'samfunn', 'arbeid')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_beslutningsvei.sektor i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.beslutter)) v(k) WHERE k IS NULL OR NOT (EXISTS (SELECT 1 FROM kommuner_rolle t WHERE t.slug = k)) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_beslutningsvei.beslutter i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nRETURN NULL;", hash='97128eb423e27b31f5327e7a0e19582690a47eec', operation='INSERT OR UPDATE OF "niva", "situasjoner", "malgrupper", "forste", "dorapnere", "sektor", "beslutter"', pgid='pgtrigger_gyldige_koder_ac6d2', table='kommuner_beslutningsvei', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='offentligpart',
            constraint=models.CheckConstraint(condition=models.Q(('navn__regex', '[\\u0001-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u115f\\u1160\\u2000-\\u200b\\u2028-\\u202f\\u205f-\\u206f\\u3000\\u3164\\ufeff\\uffa0\\ufff9-\\ufffc]'), _negated=True), name='offentlig_navn_uten_usynlige'),
        ),
        migrations.AddConstraint(
            model_name='offentligpart',
            constraint=models.CheckConstraint(condition=models.Q(('organisasjonsnummer__isnull', True), ('organisasjonsnummer__regex', '^[0-9]{9}$'), _connector='OR'), name='offentlig_orgnr_ni_sifre'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offentligpart',
            trigger=pgtrigger.compiler.Trigger(name='ny_versjon', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE ny bigint;', func="ny := nextval(pg_get_serial_sequence('taksonomi_referanseversjon', 'id')); UPDATE taksonomi_referanseversjon SET nummer = ny, tabeller = tabeller || jsonb_build_object(TG_TABLE_NAME, ny); RETURN NULL;", hash='7f9518148dfbcfefb3e28718173b572593e95b4c', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_ny_versjon_2e378', table='kommuner_offentligpart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offentligpart',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommuner_offentligpartevent" ("epostdomene", "id", "lastet", "malform", "merknad", "navn", "nettsted", "nivaer", "omrade_id", "organisasjonsnummer", "overordnet_id", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "slug", "styreform", "temaer", "type") VALUES (NEW."epostdomene", NEW."id", NEW."lastet", NEW."malform", NEW."merknad", NEW."navn", NEW."nettsted", NEW."nivaer", NEW."omrade_id", NEW."organisasjonsnummer", NEW."overordnet_id", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skjult", NEW."slug", NEW."styreform", NEW."temaer", NEW."type"); RETURN NULL;', hash='ce34036ad7425623b878e8edda36801eb250f9eb', operation='INSERT', pgid='pgtrigger_insert_insert_b594d', table='kommuner_offentligpart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offentligpart',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kommuner_offentligpartevent" ("epostdomene", "id", "lastet", "malform", "merknad", "navn", "nettsted", "nivaer", "omrade_id", "organisasjonsnummer", "overordnet_id", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "slug", "styreform", "temaer", "type") VALUES (NEW."epostdomene", NEW."id", NEW."lastet", NEW."malform", NEW."merknad", NEW."navn", NEW."nettsted", NEW."nivaer", NEW."omrade_id", NEW."organisasjonsnummer", NEW."overordnet_id", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skjult", NEW."slug", NEW."styreform", NEW."temaer", NEW."type"); RETURN NULL;', hash='e67385dddfafa8d82d6c7a1eb9cadabeba7a68eb', operation='UPDATE', pgid='pgtrigger_update_update_eaaab', table='kommuner_offentligpart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offentligpart',
            trigger=pgtrigger.compiler.Trigger(name='gyldige_koder', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE feil text;', func="SELECT k INTO feil FROM (SELECT NEW.type) v(k) WHERE k IS NULL OR NOT (k IN ('kommune', 'fylkeskommune', 'bydel', 'nav_kontor', 'nav_region', 'departement', 'direktorat', 'statsforvalter', 'bufetat', 'etat')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_offentligpart.type i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.nivaer)) v(k) WHERE k IS NULL OR NOT (k IN ('kommune', 'fylkeskommune', 'nav', 'stat')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_offentligpart.nivaer i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT NEW.styreform) v(k) WHERE k IS NULL OR NOT (k IN ('formannskap', 'byrad', 'bydel', 'fylkesutvalg', 'fylkesrad', 'annen')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_offentligpart.styreform i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT unnest(NEW.temaer)) v(k) WHERE k IS NULL OR NOT (EXISTS (SELECT 1 FROM taksonomi_tema t WHERE t.slug = k)) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_offentligpart.temaer i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nSELECT k INTO feil FROM (SELECT NEW.malform WHERE NEW.malform <> '') v(k) WHERE k IS NULL OR NOT (k IN ('bokmål', 'nynorsk', 'nøytral')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_offentligpart.malform i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nRETURN NULL;", hash='713c3ad29e909d1bf99c971ac6b3f86282f111d7', operation='INSERT OR UPDATE OF "type", "nivaer", "styreform", "temaer", "malform"', pgid='pgtrigger_gyldige_koder_c6e10', table='kommuner_offentligpart', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='medlemskap',
            constraint=models.UniqueConstraint(fields=('organisasjon', 'bruker'), name='kommuner_medlem_en_gang'),
        ),
        migrations.AddConstraint(
            model_name='medlemskap',
            constraint=models.CheckConstraint(condition=models.Q(('rolle__in', ['administrator', 'medlem'])), name='kommuner_medlemskap_rolle_kode', violation_error_code='rolle', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='kontaktpunkt',
            constraint=models.UniqueConstraint(fields=('part', 'slag', 'verdi'), name='kontaktpunkt_en_gang'),
        ),
        migrations.AddConstraint(
            model_name='kontaktpunkt',
            constraint=models.CheckConstraint(condition=models.Q(('kilde', ''), _negated=True), name='kontaktpunkt_har_kilde'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kontaktpunkt',
            trigger=pgtrigger.compiler.Trigger(name='ny_versjon', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE ny bigint;', func="ny := nextval(pg_get_serial_sequence('taksonomi_referanseversjon', 'id')); UPDATE taksonomi_referanseversjon SET nummer = ny, tabeller = tabeller || jsonb_build_object(TG_TABLE_NAME, ny); RETURN NULL;", hash='0d4dfaba4740027e91fe08eff9a89d81da9355d3', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_ny_versjon_470cd', table='kommuner_kontaktpunkt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kontaktpunkt',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommuner_kontaktpunktevent" ("id", "kilde", "lastet", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sist_kontrollert", "skjult", "slag", "verdi") VALUES (NEW."id", NEW."kilde", NEW."lastet", NEW."part_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sist_kontrollert", NEW."skjult", NEW."slag", NEW."verdi"); RETURN NULL;', hash='09aeac7f8df9a528ae2993621a8eb06738d63638', operation='INSERT', pgid='pgtrigger_insert_insert_65f43', table='kommuner_kontaktpunkt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kontaktpunkt',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kommuner_kontaktpunktevent" ("id", "kilde", "lastet", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sist_kontrollert", "skjult", "slag", "verdi") VALUES (NEW."id", NEW."kilde", NEW."lastet", NEW."part_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sist_kontrollert", NEW."skjult", NEW."slag", NEW."verdi"); RETURN NULL;', hash='e01476c69d679057357e9b9647217dd448494eee', operation='UPDATE', pgid='pgtrigger_update_update_a86ea', table='kommuner_kontaktpunkt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kontaktpunkt',
            trigger=pgtrigger.compiler.Trigger(name='gyldige_koder', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE feil text;', func="SELECT k INTO feil FROM (SELECT NEW.slag) v(k) WHERE k IS NULL OR NOT (k IN ('postmottak', 'sentralbord', 'delegering', 'organisasjonskart', 'moteplan', 'budsjett', 'innkjop', 'entreprenorer')) LIMIT 1;\nIF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'kommuner_kontaktpunkt.slag i rad ' || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;\nRETURN NULL;", hash='ce8c066e07713aa072bff0df1f40343b27a0af22', operation='INSERT OR UPDATE OF "slag"', pgid='pgtrigger_gyldige_koder_5ca0d', table='kommuner_kontaktpunkt', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='invitasjon',
            constraint=models.CheckConstraint(condition=models.Q(('epost', ''), models.Q(('epost__regex', '^[\\u0021-\\u003f\\u0041-\\u007e]+@[a-z0-9.-]+$'), ('epost', django.db.models.functions.text.Lower('epost'))), _connector='OR'), name='offentlig_invitasjon_epost_i_en_form'),
        ),
        migrations.AddConstraint(
            model_name='invitasjon',
            constraint=models.CheckConstraint(condition=models.Q(('rolle__in', ['administrator', 'medlem'])), name='kommuner_invitasjon_rolle_kode', violation_error_code='rolle', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='foresporsel',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'venter')), fields=('organisasjon', 'bruker'), name='kommuner_foresporsel_en_om_gangen'),
        ),
        migrations.AddConstraint(
            model_name='foresporsel',
            constraint=models.CheckConstraint(condition=models.Q(('rolle__in', ['administrator', 'medlem'])), name='kommuner_foresporsel_rolle_kode', violation_error_code='rolle', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='foresporsel',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['venter', 'godtatt', 'avslatt', 'trukket'])), name='kommuner_foresporsel_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='administratorkode',
            constraint=models.UniqueConstraint(fields=('organisasjon', 'bruker'), name='administratorkode_en'),
        ),
    ]
