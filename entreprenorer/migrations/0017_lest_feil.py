"""Det eieren sa var lest feil da ideen ble prøvd, følger ideen."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('entreprenorer', '0016_koder_og_grenser'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='ide',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='ide',
            name='update_update',
        ),
        migrations.AddField(
            model_name='ide',
            name='ikke_lest',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=400), blank=True, default=list, size=None, verbose_name='lest feil'),
        ),
        migrations.AddField(
            model_name='ideevent',
            name='ikke_lest',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=400), blank=True, default=list, size=None, verbose_name='lest feil'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ide',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entreprenorer_ideevent" ("alder_fra", "alder_til", "arbeidsnavn", "arkivert_tid", "arlig_belop", "effektdokumentasjon", "entreprenor_id", "finnes_fra_for", "frivillighetsregisteret", "hvem_sparer", "id", "ikke_lest", "kostnadsslag", "losning", "malgruppe", "modenhet", "nedtatt_tid", "omrader", "opprettet_av_id", "opprettet_tid", "organisasjonsform", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "publisert_tid", "situasjon", "slug", "styres_av", "synlighet", "tema", "tittel", "tjenestetype", "utbytte", "varighet_ar") VALUES (NEW."alder_fra", NEW."alder_til", NEW."arbeidsnavn", NEW."arkivert_tid", NEW."arlig_belop", NEW."effektdokumentasjon", NEW."entreprenor_id", NEW."finnes_fra_for", NEW."frivillighetsregisteret", NEW."hvem_sparer", NEW."id", NEW."ikke_lest", NEW."kostnadsslag", NEW."losning", NEW."malgruppe", NEW."modenhet", NEW."nedtatt_tid", NEW."omrader", NEW."opprettet_av_id", NEW."opprettet_tid", NEW."organisasjonsform", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."problem", NEW."publisert_tid", NEW."situasjon", NEW."slug", NEW."styres_av", NEW."synlighet", NEW."tema", NEW."tittel", NEW."tjenestetype", NEW."utbytte", NEW."varighet_ar"); RETURN NULL;', hash='6d13d55a5c7da19455f0d60cf69fedd8ce232cad', operation='INSERT', pgid='pgtrigger_insert_insert_38a69', table='entreprenorer_ide', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ide',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "entreprenorer_ideevent" ("alder_fra", "alder_til", "arbeidsnavn", "arkivert_tid", "arlig_belop", "effektdokumentasjon", "entreprenor_id", "finnes_fra_for", "frivillighetsregisteret", "hvem_sparer", "id", "ikke_lest", "kostnadsslag", "losning", "malgruppe", "modenhet", "nedtatt_tid", "omrader", "opprettet_av_id", "opprettet_tid", "organisasjonsform", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "publisert_tid", "situasjon", "slug", "styres_av", "synlighet", "tema", "tittel", "tjenestetype", "utbytte", "varighet_ar") VALUES (NEW."alder_fra", NEW."alder_til", NEW."arbeidsnavn", NEW."arkivert_tid", NEW."arlig_belop", NEW."effektdokumentasjon", NEW."entreprenor_id", NEW."finnes_fra_for", NEW."frivillighetsregisteret", NEW."hvem_sparer", NEW."id", NEW."ikke_lest", NEW."kostnadsslag", NEW."losning", NEW."malgruppe", NEW."modenhet", NEW."nedtatt_tid", NEW."omrader", NEW."opprettet_av_id", NEW."opprettet_tid", NEW."organisasjonsform", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."problem", NEW."publisert_tid", NEW."situasjon", NEW."slug", NEW."styres_av", NEW."synlighet", NEW."tema", NEW."tittel", NEW."tjenestetype", NEW."utbytte", NEW."varighet_ar"); RETURN NULL;', hash='f7969948222211deaf9b5c4a33b1dca6eed23769', operation='UPDATE', pgid='pgtrigger_update_update_13141', table='entreprenorer_ide', when='AFTER')),
        ),
    ]
