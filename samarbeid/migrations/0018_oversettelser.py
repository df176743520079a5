"""Tekstene på nynorsk flyttes fra en kolonne hver til «oversettelser», og ingen tekst går tapt."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from veier.referanse.migrering import flytt, med_historikk


FELT = {
    "samarbeid_dokumentmal": ("navn", "kort", "tekst"),
}


class Migration(migrations.Migration):

    dependencies = [
        ('samarbeid', '0017_numre_for_hver_tabell'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='artikkel',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='artikkel',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dokumentmal',
            name='ny_tekstversjon',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dokumentmal',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dokumentmal',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='eksempel',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='eksempel',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='ordforklaring',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='ordforklaring',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='stottested',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='stottested',
            name='update_update',
        ),
        migrations.AddField(
            model_name='artikkel',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='artikkelevent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='dokumentmal',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='dokumentmalevent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='eksempel',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='eksempelevent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='ordforklaring',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='ordforklaringevent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='stottested',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='stottestedevent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        flytt(med_historikk(FELT)),
        # Med en standardverdi kan kolonnene komme tilbake når migreringen angres.
        migrations.AlterField(
            model_name='dokumentmal',
            name='navn_nn',
            field=models.CharField(default='', max_length=120, verbose_name='navn på nynorsk'),
        ),
        migrations.AlterField(
            model_name='dokumentmalevent',
            name='navn_nn',
            field=models.CharField(default='', max_length=120, verbose_name='navn på nynorsk'),
        ),
        migrations.RemoveField(
            model_name='dokumentmal',
            name='kort_nn',
        ),
        migrations.RemoveField(
            model_name='dokumentmal',
            name='navn_nn',
        ),
        migrations.RemoveField(
            model_name='dokumentmal',
            name='tekst_nn',
        ),
        migrations.RemoveField(
            model_name='dokumentmalevent',
            name='kort_nn',
        ),
        migrations.RemoveField(
            model_name='dokumentmalevent',
            name='navn_nn',
        ),
        migrations.RemoveField(
            model_name='dokumentmalevent',
            name='tekst_nn',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='artikkel',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "samarbeid_artikkelevent" ("hylle", "id", "ingress", "kilder", "lastet", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rekkefolge", "side", "sist_kontrollert", "skjult", "slug", "tekst", "tittel") VALUES (NEW."hylle", NEW."id", NEW."ingress", NEW."kilder", NEW."lastet", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rekkefolge", NEW."side", NEW."sist_kontrollert", NEW."skjult", NEW."slug", NEW."tekst", NEW."tittel"); RETURN NULL;', hash='49c43e0ef92610c04f475befd0b0375c7e254cd3', operation='INSERT', pgid='pgtrigger_insert_insert_a6192', table='samarbeid_artikkel', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='artikkel',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "samarbeid_artikkelevent" ("hylle", "id", "ingress", "kilder", "lastet", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rekkefolge", "side", "sist_kontrollert", "skjult", "slug", "tekst", "tittel") VALUES (NEW."hylle", NEW."id", NEW."ingress", NEW."kilder", NEW."lastet", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rekkefolge", NEW."side", NEW."sist_kontrollert", NEW."skjult", NEW."slug", NEW."tekst", NEW."tittel"); RETURN NULL;', hash='ccfe035d9f1ad69e20212b3a8762a623ad85e7e4', operation='UPDATE', pgid='pgtrigger_update_update_0985a', table='samarbeid_artikkel', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dokumentmal',
            trigger=pgtrigger.compiler.Trigger(name='ny_tekstversjon', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."tekst" IS DISTINCT FROM (NEW."tekst") OR OLD."oversettelser" IS DISTINCT FROM (NEW."oversettelser"))', func='NEW.versjon = OLD.versjon + 1; NEW.endret = CURRENT_DATE; RETURN NEW;', hash='b5ecd6cb49c37a504aac2e9c19e934e63aefbbdf', operation='UPDATE', pgid='pgtrigger_ny_tekstversjon_92cb1', table='samarbeid_dokumentmal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dokumentmal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "samarbeid_dokumentmalevent" ("endret", "id", "kort", "lastet", "navn", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rekkefolge", "side", "skjult", "slug", "tekst", "versjon") VALUES (NEW."endret", NEW."id", NEW."kort", NEW."lastet", NEW."navn", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rekkefolge", NEW."side", NEW."skjult", NEW."slug", NEW."tekst", NEW."versjon"); RETURN NULL;', hash='0dce69697ece328172cb21715702d13a92f06a87', operation='INSERT', pgid='pgtrigger_insert_insert_7f71e', table='samarbeid_dokumentmal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dokumentmal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "samarbeid_dokumentmalevent" ("endret", "id", "kort", "lastet", "navn", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rekkefolge", "side", "skjult", "slug", "tekst", "versjon") VALUES (NEW."endret", NEW."id", NEW."kort", NEW."lastet", NEW."navn", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rekkefolge", NEW."side", NEW."skjult", NEW."slug", NEW."tekst", NEW."versjon"); RETURN NULL;', hash='717fd5115f01b214c767cdf73a40127d6264f2ca', operation='UPDATE', pgid='pgtrigger_update_update_7bba9', table='samarbeid_dokumentmal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eksempel',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "samarbeid_eksempelevent" ("apnet_for_andre", "arstall", "behov", "belop", "beslutter", "det_offentliges_bidrag", "effekt", "effekt_antall", "effekt_betalt_av", "effekt_hevdet_av", "effekt_kilde", "effekt_malt_av", "effekt_periode", "effekt_sammenlignet", "effekt_sparte", "entreprenor", "forankring", "forste_kontakt", "gjenkjennelig", "gjort_annerledes", "hindringer", "id", "kilder", "kort_omtalt", "lastet", "malgrupper", "merknad", "modell_omtale", "modeller", "navn", "nivaer", "offentlig", "omrader", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profiler", "publisert_av_id", "publisert_tid", "sist_kontrollert", "skjult", "skrevet_av_id", "skrevet_tid", "slug", "status", "status_i_dag", "suksessmal", "temaer") VALUES (NEW."apnet_for_andre", NEW."arstall", NEW."behov", NEW."belop", NEW."beslutter", NEW."det_offentliges_bidrag", NEW."effekt", NEW."effekt_antall", NEW."effekt_betalt_av", NEW."effekt_hevdet_av", NEW."effekt_kilde", NEW."effekt_malt_av", NEW."effekt_periode", NEW."effekt_sammenlignet", NEW."effekt_sparte", NEW."entreprenor", NEW."forankring", NEW."forste_kontakt", NEW."gjenkjennelig", NEW."gjort_annerledes", NEW."hindringer", NEW."id", NEW."kilder", NEW."kort_omtalt", NEW."lastet", NEW."malgrupper", NEW."merknad", NEW."modell_omtale", NEW."modeller", NEW."navn", NEW."nivaer", NEW."offentlig", NEW."omrader", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."profiler", NEW."publisert_av_id", NEW."publisert_tid", NEW."sist_kontrollert", NEW."skjult", NEW."skrevet_av_id", NEW."skrevet_tid", NEW."slug", NEW."status", NEW."status_i_dag", NEW."suksessmal", NEW."temaer"); RETURN NULL;', hash='5e1c467e293a62982446e602827a93138cffbccd', operation='INSERT', pgid='pgtrigger_insert_insert_c9a24', table='samarbeid_eksempel', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eksempel',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "samarbeid_eksempelevent" ("apnet_for_andre", "arstall", "behov", "belop", "beslutter", "det_offentliges_bidrag", "effekt", "effekt_antall", "effekt_betalt_av", "effekt_hevdet_av", "effekt_kilde", "effekt_malt_av", "effekt_periode", "effekt_sammenlignet", "effekt_sparte", "entreprenor", "forankring", "forste_kontakt", "gjenkjennelig", "gjort_annerledes", "hindringer", "id", "kilder", "kort_omtalt", "lastet", "malgrupper", "merknad", "modell_omtale", "modeller", "navn", "nivaer", "offentlig", "omrader", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profiler", "publisert_av_id", "publisert_tid", "sist_kontrollert", "skjult", "skrevet_av_id", "skrevet_tid", "slug", "status", "status_i_dag", "suksessmal", "temaer") VALUES (NEW."apnet_for_andre", NEW."arstall", NEW."behov", NEW."belop", NEW."beslutter", NEW."det_offentliges_bidrag", NEW."effekt", NEW."effekt_antall", NEW."effekt_betalt_av", NEW."effekt_hevdet_av", NEW."effekt_kilde", NEW."effekt_malt_av", NEW."effekt_periode", NEW."effekt_sammenlignet", NEW."effekt_sparte", NEW."entreprenor", NEW."forankring", NEW."forste_kontakt", NEW."gjenkjennelig", NEW."gjort_annerledes", NEW."hindringer", NEW."id", NEW."kilder", NEW."kort_omtalt", NEW."lastet", NEW."malgrupper", NEW."merknad", NEW."modell_omtale", NEW."modeller", NEW."navn", NEW."nivaer", NEW."offentlig", NEW."omrader", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."profiler", NEW."publisert_av_id", NEW."publisert_tid", NEW."sist_kontrollert", NEW."skjult", NEW."skrevet_av_id", NEW."skrevet_tid", NEW."slug", NEW."status", NEW."status_i_dag", NEW."suksessmal", NEW."temaer"); RETURN NULL;', hash='079b8fcfba6b1025e9135b1673660a4a212ffa8d', operation='UPDATE', pgid='pgtrigger_update_update_c582d', table='samarbeid_eksempel', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ordforklaring',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "samarbeid_ordforklaringevent" ("andre_sier", "brukes_av", "forklaring", "former", "id", "lastet", "ord", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "slug") VALUES (NEW."andre_sier", NEW."brukes_av", NEW."forklaring", NEW."former", NEW."id", NEW."lastet", NEW."ord", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skjult", NEW."slug"); RETURN NULL;', hash='51db7b20dcf2f0baa7cb8d1e0d4744de690a9ab9', operation='INSERT', pgid='pgtrigger_insert_insert_21bb2', table='samarbeid_ordforklaring', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ordforklaring',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "samarbeid_ordforklaringevent" ("andre_sier", "brukes_av", "forklaring", "former", "id", "lastet", "ord", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skjult", "slug") VALUES (NEW."andre_sier", NEW."brukes_av", NEW."forklaring", NEW."former", NEW."id", NEW."lastet", NEW."ord", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skjult", NEW."slug"); RETURN NULL;', hash='a11b0e30e1b703076c10f5a03a58d6dd69194619', operation='UPDATE', pgid='pgtrigger_update_update_21395', table='samarbeid_ordforklaring', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stottested',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "samarbeid_stottestedevent" ("hva", "id", "lastet", "lenke", "nar", "navn", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rekkefolge", "side", "sist_kontrollert", "skjult", "slug") VALUES (NEW."hva", NEW."id", NEW."lastet", NEW."lenke", NEW."nar", NEW."navn", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rekkefolge", NEW."side", NEW."sist_kontrollert", NEW."skjult", NEW."slug"); RETURN NULL;', hash='7a5940d6f5dbb07ba6daa20dd0554a50a4929a56', operation='INSERT', pgid='pgtrigger_insert_insert_d6154', table='samarbeid_stottested', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stottested',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "samarbeid_stottestedevent" ("hva", "id", "lastet", "lenke", "nar", "navn", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rekkefolge", "side", "sist_kontrollert", "skjult", "slug") VALUES (NEW."hva", NEW."id", NEW."lastet", NEW."lenke", NEW."nar", NEW."navn", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rekkefolge", NEW."side", NEW."sist_kontrollert", NEW."skjult", NEW."slug"); RETURN NULL;', hash='6325074147449856c7463bacfd117fa6fba649f8', operation='UPDATE', pgid='pgtrigger_update_update_fd063', table='samarbeid_stottested', when='AFTER')),
        ),
    ]
