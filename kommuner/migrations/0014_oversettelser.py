"""Tekstene på nynorsk flyttes fra en kolonne hver til «oversettelser», og ingen tekst går tapt."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from veier.referanse.migrering import flytt, med_historikk


FELT = {
    "kommuner_rolle": ("navn", "kan", "kan_ikke", "sporr_etter"),
    "kommuner_offentligpart": ("merknad",),
    "kommuner_beslutningsvei": ("grunn", "merknad"),
    "kommuner_arshjul": ("hva", "gjor"),
}


class Migration(migrations.Migration):

    dependencies = [
        ('kommuner', '0013_fylkesrad_og_forvalter'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='arshjul',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='arshjul',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='beslutningsvei',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='beslutningsvei',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='offentligpart',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='offentligpart',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='rolle',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='rolle',
            name='update_update',
        ),
        migrations.AddField(
            model_name='arshjul',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='arshjulevent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='beslutningsvei',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='beslutningsveievent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='offentligpart',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='offentligpartevent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='rolle',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='rolleevent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        flytt(med_historikk(FELT)),
        # Med en standardverdi kan kolonnene komme tilbake når migreringen angres.
        migrations.AlterField(
            model_name='rolle',
            name='navn_nn',
            field=models.CharField(default='', max_length=120, verbose_name='navn på nynorsk'),
        ),
        migrations.AlterField(
            model_name='rolleevent',
            name='navn_nn',
            field=models.CharField(default='', max_length=120, verbose_name='navn på nynorsk'),
        ),
        migrations.RemoveField(
            model_name='arshjul',
            name='gjor_nn',
        ),
        migrations.RemoveField(
            model_name='arshjul',
            name='hva_nn',
        ),
        migrations.RemoveField(
            model_name='arshjulevent',
            name='gjor_nn',
        ),
        migrations.RemoveField(
            model_name='arshjulevent',
            name='hva_nn',
        ),
        migrations.RemoveField(
            model_name='beslutningsvei',
            name='grunn_nn',
        ),
        migrations.RemoveField(
            model_name='beslutningsvei',
            name='merknad_nn',
        ),
        migrations.RemoveField(
            model_name='beslutningsveievent',
            name='grunn_nn',
        ),
        migrations.RemoveField(
            model_name='beslutningsveievent',
            name='merknad_nn',
        ),
        migrations.RemoveField(
            model_name='offentligpart',
            name='merknad_nn',
        ),
        migrations.RemoveField(
            model_name='offentligpartevent',
            name='merknad_nn',
        ),
        migrations.RemoveField(
            model_name='rolle',
            name='kan_ikke_nn',
        ),
        migrations.RemoveField(
            model_name='rolle',
            name='kan_nn',
        ),
        migrations.RemoveField(
            model_name='rolle',
            name='navn_nn',
        ),
        migrations.RemoveField(
            model_name='rolle',
            name='sporr_etter_nn',
        ),
        migrations.RemoveField(
            model_name='rolleevent',
            name='kan_ikke_nn',
        ),
        migrations.RemoveField(
            model_name='rolleevent',
            name='kan_nn',
        ),
        migrations.RemoveField(
            model_name='rolleevent',
            name='navn_nn',
        ),
        migrations.RemoveField(
            model_name='rolleevent',
            name='sporr_etter_nn',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='arshjul',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommuner_arshjulevent" ("er_vindu", "gjor", "hva", "id", "kilde", "lastet", "maned_fra", "maned_til", "niva", "nokkel", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult") VALUES (NEW."er_vindu", NEW."gjor", NEW."hva", NEW."id", NEW."kilde", NEW."lastet", NEW."maned_fra", NEW."maned_til", NEW."niva", NEW."nokkel", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skjult"); RETURN NULL;', hash='3c2a28d145f849db22f878f2e51c9cf0f9edf69d', operation='INSERT', pgid='pgtrigger_insert_insert_32833', table='kommuner_arshjul', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='arshjul',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kommuner_arshjulevent" ("er_vindu", "gjor", "hva", "id", "kilde", "lastet", "maned_fra", "maned_til", "niva", "nokkel", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult") VALUES (NEW."er_vindu", NEW."gjor", NEW."hva", NEW."id", NEW."kilde", NEW."lastet", NEW."maned_fra", NEW."maned_til", NEW."niva", NEW."nokkel", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skjult"); RETURN NULL;', hash='27bc0899be4121b0a36b33d178c9adb33d7f4342', operation='UPDATE', pgid='pgtrigger_update_update_57ede', table='kommuner_arshjul', when='AFTER')),
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
            model_name='offentligpart',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommuner_offentligpartevent" ("epostdomene", "id", "lastet", "malform", "merknad", "navn", "nettsted", "nivaer", "omrade_id", "organisasjonsnummer", "overordnet_id", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "slug", "styreform", "temaer", "type") VALUES (NEW."epostdomene", NEW."id", NEW."lastet", NEW."malform", NEW."merknad", NEW."navn", NEW."nettsted", NEW."nivaer", NEW."omrade_id", NEW."organisasjonsnummer", NEW."overordnet_id", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skjult", NEW."slug", NEW."styreform", NEW."temaer", NEW."type"); RETURN NULL;', hash='ce34036ad7425623b878e8edda36801eb250f9eb', operation='INSERT', pgid='pgtrigger_insert_insert_b594d', table='kommuner_offentligpart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offentligpart',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kommuner_offentligpartevent" ("epostdomene", "id", "lastet", "malform", "merknad", "navn", "nettsted", "nivaer", "omrade_id", "organisasjonsnummer", "overordnet_id", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "slug", "styreform", "temaer", "type") VALUES (NEW."epostdomene", NEW."id", NEW."lastet", NEW."malform", NEW."merknad", NEW."navn", NEW."nettsted", NEW."nivaer", NEW."omrade_id", NEW."organisasjonsnummer", NEW."overordnet_id", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skjult", NEW."slug", NEW."styreform", NEW."temaer", NEW."type"); RETURN NULL;', hash='e67385dddfafa8d82d6c7a1eb9cadabeba7a68eb', operation='UPDATE', pgid='pgtrigger_update_update_eaaab', table='kommuner_offentligpart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolle',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommuner_rolleevent" ("id", "kan", "kan_ikke", "lastet", "navn", "nivaer", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "slag", "slug", "sporr_etter") VALUES (NEW."id", NEW."kan", NEW."kan_ikke", NEW."lastet", NEW."navn", NEW."nivaer", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skjult", NEW."slag", NEW."slug", NEW."sporr_etter"); RETURN NULL;', hash='5eee37c0f51629c2f2dd610712b82cefafde9f73', operation='INSERT', pgid='pgtrigger_insert_insert_04ee9', table='kommuner_rolle', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolle',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kommuner_rolleevent" ("id", "kan", "kan_ikke", "lastet", "navn", "nivaer", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "slag", "slug", "sporr_etter") VALUES (NEW."id", NEW."kan", NEW."kan_ikke", NEW."lastet", NEW."navn", NEW."nivaer", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skjult", NEW."slag", NEW."slug", NEW."sporr_etter"); RETURN NULL;', hash='c64d780dc0c8b2db9f5ae05afcdd1ccd515f9d08', operation='UPDATE', pgid='pgtrigger_update_update_d2b2b', table='kommuner_rolle', when='AFTER')),
        ),
    ]
