"""Tekstene på nynorsk flyttes fra en kolonne hver til «oversettelser», og ingen tekst går tapt."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from veier.referanse.migrering import flytt, med_historikk


FELT = {
    "taksonomi_tema": ("navn", "kort"),
    "taksonomi_malgruppe": ("navn",),
    "taksonomi_samarbeidsmodell": ("navn", "kort", "passer_nar", "passer_ikke_nar", "hvem_bestemmer", "belop", "anskaffelsesregler", "varighet", "forutsetninger", "steg", "risiko"),
    "taksonomi_terskelverdi": ("navn", "merknad"),
    "taksonomi_tilskuddsordning": ("kort", "hvem_kan_soke", "ma_prioritere", "dekker_ikke", "vindu"),
}


class Migration(migrations.Migration):

    dependencies = [
        ('taksonomi', '0008_kostnadsslag'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='malgruppe',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='malgruppe',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='samarbeidsmodell',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='samarbeidsmodell',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='tema',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='tema',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='terskelverdi',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='terskelverdi',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='tilskuddsordning',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='tilskuddsordning',
            name='update_update',
        ),
        migrations.AddField(
            model_name='malgruppe',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='malgruppeevent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='samarbeidsmodell',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='samarbeidsmodellevent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='tema',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='temaevent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='terskelverdi',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='terskelverdievent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='tilskuddsordning',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        migrations.AddField(
            model_name='tilskuddsordningevent',
            name='oversettelser',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='oversettelser'),
        ),
        flytt(med_historikk(FELT)),
        # Med en standardverdi kan kolonnene komme tilbake når migreringen angres.
        migrations.AlterField(
            model_name='tema',
            name='navn_nn',
            field=models.CharField(default='', max_length=80, verbose_name='navn på nynorsk'),
        ),
        migrations.AlterField(
            model_name='temaevent',
            name='navn_nn',
            field=models.CharField(default='', max_length=80, verbose_name='navn på nynorsk'),
        ),
        migrations.AlterField(
            model_name='malgruppe',
            name='navn_nn',
            field=models.CharField(default='', max_length=80, verbose_name='navn på nynorsk'),
        ),
        migrations.AlterField(
            model_name='malgruppeevent',
            name='navn_nn',
            field=models.CharField(default='', max_length=80, verbose_name='navn på nynorsk'),
        ),
        migrations.AlterField(
            model_name='samarbeidsmodell',
            name='navn_nn',
            field=models.CharField(default='', max_length=100, verbose_name='navn på nynorsk'),
        ),
        migrations.AlterField(
            model_name='samarbeidsmodellevent',
            name='navn_nn',
            field=models.CharField(default='', max_length=100, verbose_name='navn på nynorsk'),
        ),
        migrations.RemoveField(
            model_name='malgruppe',
            name='navn_nn',
        ),
        migrations.RemoveField(
            model_name='malgruppeevent',
            name='navn_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodell',
            name='anskaffelsesregler_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodell',
            name='belop_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodell',
            name='forutsetninger_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodell',
            name='hvem_bestemmer_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodell',
            name='kort_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodell',
            name='navn_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodell',
            name='passer_ikke_nar_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodell',
            name='passer_nar_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodell',
            name='risiko_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodell',
            name='steg_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodell',
            name='varighet_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodellevent',
            name='anskaffelsesregler_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodellevent',
            name='belop_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodellevent',
            name='forutsetninger_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodellevent',
            name='hvem_bestemmer_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodellevent',
            name='kort_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodellevent',
            name='navn_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodellevent',
            name='passer_ikke_nar_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodellevent',
            name='passer_nar_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodellevent',
            name='risiko_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodellevent',
            name='steg_nn',
        ),
        migrations.RemoveField(
            model_name='samarbeidsmodellevent',
            name='varighet_nn',
        ),
        migrations.RemoveField(
            model_name='tema',
            name='kort_nn',
        ),
        migrations.RemoveField(
            model_name='tema',
            name='navn_nn',
        ),
        migrations.RemoveField(
            model_name='temaevent',
            name='kort_nn',
        ),
        migrations.RemoveField(
            model_name='temaevent',
            name='navn_nn',
        ),
        migrations.RemoveField(
            model_name='terskelverdi',
            name='merknad_nn',
        ),
        migrations.RemoveField(
            model_name='terskelverdi',
            name='navn_nn',
        ),
        migrations.RemoveField(
            model_name='terskelverdievent',
            name='merknad_nn',
        ),
        migrations.RemoveField(
            model_name='terskelverdievent',
            name='navn_nn',
        ),
        migrations.RemoveField(
            model_name='tilskuddsordning',
            name='dekker_ikke_nn',
        ),
        migrations.RemoveField(
            model_name='tilskuddsordning',
            name='hvem_kan_soke_nn',
        ),
        migrations.RemoveField(
            model_name='tilskuddsordning',
            name='kort_nn',
        ),
        migrations.RemoveField(
            model_name='tilskuddsordning',
            name='ma_prioritere_nn',
        ),
        migrations.RemoveField(
            model_name='tilskuddsordning',
            name='vindu_nn',
        ),
        migrations.RemoveField(
            model_name='tilskuddsordningevent',
            name='dekker_ikke_nn',
        ),
        migrations.RemoveField(
            model_name='tilskuddsordningevent',
            name='hvem_kan_soke_nn',
        ),
        migrations.RemoveField(
            model_name='tilskuddsordningevent',
            name='kort_nn',
        ),
        migrations.RemoveField(
            model_name='tilskuddsordningevent',
            name='ma_prioritere_nn',
        ),
        migrations.RemoveField(
            model_name='tilskuddsordningevent',
            name='vindu_nn',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='malgruppe',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "taksonomi_malgruppeevent" ("alder_fra", "alder_til", "id", "lastet", "navn", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rekkefolge", "skjult", "slug", "tema") VALUES (NEW."alder_fra", NEW."alder_til", NEW."id", NEW."lastet", NEW."navn", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rekkefolge", NEW."skjult", NEW."slug", NEW."tema"); RETURN NULL;', hash='5a7fc43c39c9681ade19acbd6aaf3b0ebd3ff964', operation='INSERT', pgid='pgtrigger_insert_insert_4d43a', table='taksonomi_malgruppe', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='malgruppe',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "taksonomi_malgruppeevent" ("alder_fra", "alder_til", "id", "lastet", "navn", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rekkefolge", "skjult", "slug", "tema") VALUES (NEW."alder_fra", NEW."alder_til", NEW."id", NEW."lastet", NEW."navn", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rekkefolge", NEW."skjult", NEW."slug", NEW."tema"); RETURN NULL;', hash='b1f96535e29d6007dbbbfc9de792207a21ee0221', operation='UPDATE', pgid='pgtrigger_update_update_233aa', table='taksonomi_malgruppe', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='samarbeidsmodell',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "taksonomi_samarbeidsmodellevent" ("anskaffelsesregler", "belop", "beslutter_liten", "beslutter_middels", "beslutter_stor", "effekt_ja", "finnes_ja", "forutsetninger", "gjelder_mennesker", "gruppe", "hindrer", "hvem_bestemmer", "id", "kilder", "kort", "krever", "lastet", "modenhet_delvis", "modenhet_ja", "navn", "nivaer_ja", "nummer", "onskeord", "organisasjonsform_ja", "oversettelser", "passer_ikke_nar", "passer_nar", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "risiko", "sist_kontrollert", "skjult", "slug", "sparer_ja", "steg", "styres_ja", "tema_ja", "tjenestetype_ja", "utbytte_ja", "vanlighet", "varighet", "varighet_ja", "verdi_fra", "verdi_til") VALUES (NEW."anskaffelsesregler", NEW."belop", NEW."beslutter_liten", NEW."beslutter_middels", NEW."beslutter_stor", NEW."effekt_ja", NEW."finnes_ja", NEW."forutsetninger", NEW."gjelder_mennesker", NEW."gruppe", NEW."hindrer", NEW."hvem_bestemmer", NEW."id", NEW."kilder", NEW."kort", NEW."krever", NEW."lastet", NEW."modenhet_delvis", NEW."modenhet_ja", NEW."navn", NEW."nivaer_ja", NEW."nummer", NEW."onskeord", NEW."organisasjonsform_ja", NEW."oversettelser", NEW."passer_ikke_nar", NEW."passer_nar", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."risiko", NEW."sist_kontrollert", NEW."skjult", NEW."slug", NEW."sparer_ja", NEW."steg", NEW."styres_ja", NEW."tema_ja", NEW."tjenestetype_ja", NEW."utbytte_ja", NEW."vanlighet", NEW."varighet", NEW."varighet_ja", NEW."verdi_fra", NEW."verdi_til"); RETURN NULL;', hash='a360ab770ff7087550328cc833805b82e23ef419', operation='INSERT', pgid='pgtrigger_insert_insert_77cc7', table='taksonomi_samarbeidsmodell', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='samarbeidsmodell',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "taksonomi_samarbeidsmodellevent" ("anskaffelsesregler", "belop", "beslutter_liten", "beslutter_middels", "beslutter_stor", "effekt_ja", "finnes_ja", "forutsetninger", "gjelder_mennesker", "gruppe", "hindrer", "hvem_bestemmer", "id", "kilder", "kort", "krever", "lastet", "modenhet_delvis", "modenhet_ja", "navn", "nivaer_ja", "nummer", "onskeord", "organisasjonsform_ja", "oversettelser", "passer_ikke_nar", "passer_nar", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "risiko", "sist_kontrollert", "skjult", "slug", "sparer_ja", "steg", "styres_ja", "tema_ja", "tjenestetype_ja", "utbytte_ja", "vanlighet", "varighet", "varighet_ja", "verdi_fra", "verdi_til") VALUES (NEW."anskaffelsesregler", NEW."belop", NEW."beslutter_liten", NEW."beslutter_middels", NEW."beslutter_stor", NEW."effekt_ja", NEW."finnes_ja", NEW."forutsetninger", NEW."gjelder_mennesker", NEW."gruppe", NEW."hindrer", NEW."hvem_bestemmer", NEW."id", NEW."kilder", NEW."kort", NEW."krever", NEW."lastet", NEW."modenhet_delvis", NEW."modenhet_ja", NEW."navn", NEW."nivaer_ja", NEW."nummer", NEW."onskeord", NEW."organisasjonsform_ja", NEW."oversettelser", NEW."passer_ikke_nar", NEW."passer_nar", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."risiko", NEW."sist_kontrollert", NEW."skjult", NEW."slug", NEW."sparer_ja", NEW."steg", NEW."styres_ja", NEW."tema_ja", NEW."tjenestetype_ja", NEW."utbytte_ja", NEW."vanlighet", NEW."varighet", NEW."varighet_ja", NEW."verdi_fra", NEW."verdi_til"); RETURN NULL;', hash='bf50f23137f34899c256600514441b60dedcd37c', operation='UPDATE', pgid='pgtrigger_update_update_d9919', table='taksonomi_samarbeidsmodell', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tema',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "taksonomi_temaevent" ("alder_fra", "alder_til", "id", "kort", "lastet", "naer", "navn", "nivaer", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rekkefolge", "sektor", "skjult", "slug") VALUES (NEW."alder_fra", NEW."alder_til", NEW."id", NEW."kort", NEW."lastet", NEW."naer", NEW."navn", NEW."nivaer", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rekkefolge", NEW."sektor", NEW."skjult", NEW."slug"); RETURN NULL;', hash='c0445f72ee9c74352069bb33ae30b13ce1326157', operation='INSERT', pgid='pgtrigger_insert_insert_7dda7', table='taksonomi_tema', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tema',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "taksonomi_temaevent" ("alder_fra", "alder_til", "id", "kort", "lastet", "naer", "navn", "nivaer", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rekkefolge", "sektor", "skjult", "slug") VALUES (NEW."alder_fra", NEW."alder_til", NEW."id", NEW."kort", NEW."lastet", NEW."naer", NEW."navn", NEW."nivaer", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rekkefolge", NEW."sektor", NEW."skjult", NEW."slug"); RETURN NULL;', hash='a4003b0ac138c34a154ee8d58eb952a8257f3927', operation='UPDATE', pgid='pgtrigger_update_update_52d7d', table='taksonomi_tema', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='terskelverdi',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "taksonomi_terskelverdievent" ("gyldig_fra", "gyldig_til", "id", "kilde", "lastet", "merknad", "navn", "nokkel", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sist_kontrollert", "skjult", "slug", "status", "verdi") VALUES (NEW."gyldig_fra", NEW."gyldig_til", NEW."id", NEW."kilde", NEW."lastet", NEW."merknad", NEW."navn", NEW."nokkel", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sist_kontrollert", NEW."skjult", NEW."slug", NEW."status", NEW."verdi"); RETURN NULL;', hash='6b3038163698e8546e256bf94f9250adf22be5cd', operation='INSERT', pgid='pgtrigger_insert_insert_a9b7b', table='taksonomi_terskelverdi', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='terskelverdi',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "taksonomi_terskelverdievent" ("gyldig_fra", "gyldig_til", "id", "kilde", "lastet", "merknad", "navn", "nokkel", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sist_kontrollert", "skjult", "slug", "status", "verdi") VALUES (NEW."gyldig_fra", NEW."gyldig_til", NEW."id", NEW."kilde", NEW."lastet", NEW."merknad", NEW."navn", NEW."nokkel", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sist_kontrollert", NEW."skjult", NEW."slug", NEW."status", NEW."verdi"); RETURN NULL;', hash='1605581196010df0ac08c98a96d6b227200d7792', operation='UPDATE', pgid='pgtrigger_update_update_1ada4', table='taksonomi_terskelverdi', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tilskuddsordning',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "taksonomi_tilskuddsordningevent" ("alder_fra", "alder_til", "dekker_ikke", "forvalter", "fristmaneder", "hvem_kan_soke", "i_frivillighetsregisteret", "id", "ikke_organisasjonsformer", "ikke_tjenestetyper", "kilde", "kort", "lastet", "lenke", "ma_prioritere", "malgrupper", "modenhet", "navn", "omrader", "organisasjonsformer", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sett_arstall", "sist_kontrollert", "skjult", "slug", "soker", "temaer", "uten_utbytte", "vindu") VALUES (NEW."alder_fra", NEW."alder_til", NEW."dekker_ikke", NEW."forvalter", NEW."fristmaneder", NEW."hvem_kan_soke", NEW."i_frivillighetsregisteret", NEW."id", NEW."ikke_organisasjonsformer", NEW."ikke_tjenestetyper", NEW."kilde", NEW."kort", NEW."lastet", NEW."lenke", NEW."ma_prioritere", NEW."malgrupper", NEW."modenhet", NEW."navn", NEW."omrader", NEW."organisasjonsformer", NEW."oversettelser", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sett_arstall", NEW."sist_kontrollert", NEW."skjult", NEW."slug", NEW."soker", NEW."temaer", NEW."uten_utbytte", NEW."vindu"); RETURN NULL;', hash='1cf2eb8be3401e451f8da0127b56d3203a7f0e9d', operation='INSERT', pgid='pgtrigger_insert_insert_6d9db', table='taksonomi_tilskuddsordning', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tilskuddsordning',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "taksonomi_tilskuddsordningevent" ("alder_fra", "alder_til", "dekker_ikke", "forvalter", "fristmaneder", "hvem_kan_soke", "i_frivillighetsregisteret", "id", "ikke_organisasjonsformer", "ikke_tjenestetyper", "kilde", "kort", "lastet", "lenke", "ma_prioritere", "malgrupper", "modenhet", "navn", "omrader", "organisasjonsformer", "oversettelser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sett_arstall", "sist_kontrollert", "skjult", "slug", "soker", "temaer", "uten_utbytte", "vindu") VALUES (NEW."alder_fra", NEW."alder_til", NEW."dekker_ikke", NEW."forvalter", NEW."fristmaneder", NEW."hvem_kan_soke", NEW."i_frivillighetsregisteret", NEW."id", NEW."ikke_organisasjonsformer", NEW."ikke_tjenestetyper", NEW."kilde", NEW."kort", NEW."lastet", NEW."lenke", NEW."ma_prioritere", NEW."malgrupper", NEW."modenhet", NEW."navn", NEW."omrader", NEW."organisasjonsformer", NEW."oversettelser", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sett_arstall", NEW."sist_kontrollert", NEW."skjult", NEW."slug", NEW."soker", NEW."temaer", NEW."uten_utbytte", NEW."vindu"); RETURN NULL;', hash='1b1154abc307ff19d0f7f502bb13dce4fb0a01f2', operation='UPDATE', pgid='pgtrigger_update_update_ec5d3', table='taksonomi_tilskuddsordning', when='AFTER')),
        ),
    ]
