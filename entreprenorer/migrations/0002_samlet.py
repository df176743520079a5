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
        ('entreprenorer', '0002_entreprenor_og_medlemmer'),
        ('entreprenorer', '0003_profil_og_gjennomgang'),
        ('entreprenorer', '0004_ideer_virkninger_og_treff'),
        ('entreprenorer', '0005_fane'),
        ('entreprenorer', '0006_ned_faner_og_deling'),
        ('entreprenorer', '0007_rene_felt'),
        ('entreprenorer', '0008_bekreftelse'),
        ('entreprenorer', '0009_bekreft_de_som_finnes'),
        ('entreprenorer', '0010_norsk_rekkefolge'),
        ('entreprenorer', '0011_avtrykk_av_nokler'),
        ('entreprenorer', '0012_nokler_til_avtrykk'),
        ('entreprenorer', '0013_nedtaking_med_grunn'),
        ('entreprenorer', '0014_hoyst_sa_store_svar'),
        ('entreprenorer', '0015_kostnadsslag'),
        ('entreprenorer', '0016_koder_og_grenser'),
        ('entreprenorer', '0017_lest_feil'),
    ]

    dependencies = [
        ('entreprenorer', '0001_samlet'),
        ('kommuner', '0001_samlet'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='ide',
            name='vist_til',
            field=models.ManyToManyField(blank=True, related_name='+', to='kommuner.offentligpart', verbose_name='vist til'),
        ),
        migrations.AddField(
            model_name='idedeling',
            name='ide',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='deling', to='entreprenorer.ide', verbose_name='idé'),
        ),
        migrations.AddField(
            model_name='ideevent',
            name='entreprenor',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entreprenorer.entreprenor', verbose_name='entreprenør'),
        ),
        migrations.AddField(
            model_name='ideevent',
            name='opprettet_av',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opprettet av'),
        ),
        migrations.AddField(
            model_name='ideevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='ideevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='entreprenorer.ide'),
        ),
        migrations.AddField(
            model_name='ideutgave',
            name='av',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av'),
        ),
        migrations.AddField(
            model_name='ideutgave',
            name='objekt',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='utgaver', to='entreprenorer.ide', verbose_name='idé'),
        ),
        migrations.AddConstraint(
            model_name='ideutkast',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(veier.database.plass.Oktetter('svar'), 40000), name='ideutkast_svar_hoyst'),
        ),
        migrations.AddField(
            model_name='ideversjon',
            name='endret_av',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='endret av'),
        ),
        migrations.AddField(
            model_name='ideversjon',
            name='innsendt_av',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sendt inn av'),
        ),
        migrations.AddField(
            model_name='ideversjon',
            name='objekt',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='versjon', to='entreprenorer.ide', verbose_name='idé'),
        ),
        migrations.AddField(
            model_name='invitasjon',
            name='invitert_av',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invitert av'),
        ),
        migrations.AddField(
            model_name='invitasjon',
            name='organisasjon',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitasjoner', to='entreprenorer.entreprenor', verbose_name='entreprenør'),
        ),
        migrations.AddField(
            model_name='medlemskap',
            name='bruker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bruker'),
        ),
        migrations.AddField(
            model_name='medlemskap',
            name='organisasjon',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='medlemskap', to='entreprenorer.entreprenor', verbose_name='entreprenør'),
        ),
        migrations.AddField(
            model_name='profilutgave',
            name='av',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av'),
        ),
        migrations.AddField(
            model_name='profilutgave',
            name='objekt',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='profilutgaver', to='entreprenorer.entreprenor', verbose_name='entreprenør'),
        ),
        migrations.AddField(
            model_name='profilversjon',
            name='endret_av',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='endret av'),
        ),
        migrations.AddField(
            model_name='profilversjon',
            name='innsendt_av',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sendt inn av'),
        ),
        migrations.AddField(
            model_name='profilversjon',
            name='objekt',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='profilversjon', to='entreprenorer.entreprenor', verbose_name='entreprenør'),
        ),
        migrations.AddField(
            model_name='referanse',
            name='bedt_av',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bedt av'),
        ),
        migrations.AddField(
            model_name='referanse',
            name='entreprenor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referanser', to='entreprenorer.entreprenor', verbose_name='entreprenør'),
        ),
        migrations.AddField(
            model_name='referanse',
            name='part',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommuner.offentligpart', verbose_name='offentlig virksomhet'),
        ),
        migrations.AddField(
            model_name='referansesvar',
            name='referanse',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='svarene', to='entreprenorer.referanse', verbose_name='referanse'),
        ),
        migrations.AddField(
            model_name='registerendring',
            name='entreprenor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registerendringer', to='entreprenorer.entreprenor', verbose_name='entreprenør'),
        ),
        migrations.AddField(
            model_name='virkning',
            name='entreprenor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ser', to='entreprenorer.entreprenor', verbose_name='entreprenør'),
        ),
        migrations.AddField(
            model_name='virkning',
            name='opprettet_av',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opprettet av'),
        ),
        migrations.AddField(
            model_name='virkningevent',
            name='entreprenor',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entreprenorer.entreprenor', verbose_name='entreprenør'),
        ),
        migrations.AddField(
            model_name='virkningevent',
            name='opprettet_av',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opprettet av'),
        ),
        migrations.AddField(
            model_name='virkningevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='virkningevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='entreprenorer.virkning'),
        ),
        migrations.AddField(
            model_name='virkningutgave',
            name='av',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av'),
        ),
        migrations.AddField(
            model_name='virkningutgave',
            name='objekt',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='utgaver', to='entreprenorer.virkning', verbose_name='virkning'),
        ),
        migrations.AddField(
            model_name='virkningversjon',
            name='endret_av',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='endret av'),
        ),
        migrations.AddField(
            model_name='virkningversjon',
            name='innsendt_av',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sendt inn av'),
        ),
        migrations.AddField(
            model_name='virkningversjon',
            name='objekt',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='versjon', to='entreprenorer.virkning', verbose_name='virkning'),
        ),
        migrations.AddConstraint(
            model_name='foresporsel',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'venter')), fields=('organisasjon', 'bruker'), name='entreprenorer_foresporsel_en_om_gangen'),
        ),
        migrations.AddConstraint(
            model_name='foresporsel',
            constraint=models.CheckConstraint(condition=models.Q(('rolle__in', ['administrator', 'medlem'])), name='entreprenorer_foresporsel_rolle_kode', violation_error_code='rolle', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='foresporsel',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['venter', 'godtatt', 'avslatt', 'trukket'])), name='entreprenorer_foresporsel_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.UniqueConstraint(fields=('entreprenor', 'slug'), name='ide_slug_hos_entreprenoren'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('alder_fra__isnull', True), ('alder_til__isnull', True), ('alder_fra__lte', models.F('alder_til')), _connector='OR'), name='ide_alder_fra_til', violation_error_code='alder_til', violation_error_message='«Alder til» må være minst like høy som «alder fra».'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('alder_fra__isnull', True), ('alder_fra__range', (0, 120)), _connector='OR'), name='ide_alder_fra_mulig', violation_error_code='alder_fra', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('alder_til__isnull', True), ('alder_til__range', (0, 120)), _connector='OR'), name='ide_alder_til_mulig', violation_error_code='alder_til', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('arlig_belop__isnull', True), ('arlig_belop__range', (0, 1000000000000)), _connector='OR'), name='ide_arlig_belop', violation_error_code='arlig_belop', violation_error_message='Tallet må være fra 0 til 1000000000000.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('varighet_ar__isnull', True), ('varighet_ar__range', (0, 100)), _connector='OR'), name='ide_varighet_ar', violation_error_code='varighet_ar', violation_error_message='Tallet må være fra 0 til 100.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('situasjon__in', ['i_skole', 'sluttet_i_skole', 'utenfor_alt', 'i_jobb', 'vet_ikke', ''])), name='entreprenorer_ide_situasjon_kode', violation_error_code='situasjon', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('modenhet__in', ['ide', 'prototype', 'testet', 'drift', 'skalering', ''])), name='entreprenorer_ide_modenhet_kode', violation_error_code='modenhet', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('finnes_fra_for__in', ['ja', 'nei', 'vet_ikke', ''])), name='entreprenorer_ide_finnes_fra_for_kode', violation_error_code='finnes_fra_for', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('tjenestetype__in', ['helse_sosial', 'opplaering', 'arbeid', 'fritid', 'produkt', 'digital', 'kunnskap', 'nettverk', 'annet', ''])), name='entreprenorer_ide_tjenestetype_kode', violation_error_code='tjenestetype', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('styres_av__in', ['oss', 'det_offentlige', 'vet_ikke', ''])), name='entreprenorer_ide_styres_av_kode', violation_error_code='styres_av', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('kostnadsslag__in', ['ett_kjop', 'eksisterende_ordning', 'ny_fast_kostnad', 'vet_ikke', ''])), name='entreprenorer_ide_kostnadsslag_kode', violation_error_code='kostnadsslag', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('hvem_sparer__in', ['samme_virksomhet', 'annen_offentlig', 'stat', 'ingen', 'vet_ikke', ''])), name='entreprenorer_ide_hvem_sparer_kode', violation_error_code='hvem_sparer', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('effektdokumentasjon__in', ['ingen', 'egne_tall', 'ekstern', 'forskning', ''])), name='entreprenorer_ide_effektdokumentasjon_kode', violation_error_code='effektdokumentasjon', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('organisasjonsform__in', ['AS', 'IDEELT_AS', 'STI', 'FLI', 'SA', 'ENK', 'IKKE_REGISTRERT', 'ANNET', ''])), name='entreprenorer_ide_organisasjonsform_kode', violation_error_code='organisasjonsform', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('synlighet__in', ['bare_oss', 'valgte', 'offentlige', 'alle'])), name='entreprenorer_ide_synlighet_kode', violation_error_code='synlighet', violation_error_message='Velg en av verdiene i listen.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ide',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entreprenorer_ideevent" ("alder_fra", "alder_til", "arbeidsnavn", "arkivert_tid", "arlig_belop", "effektdokumentasjon", "entreprenor_id", "finnes_fra_for", "frivillighetsregisteret", "hvem_sparer", "id", "ikke_lest", "kostnadsslag", "losning", "malgruppe", "modenhet", "nedtatt_tid", "omrader", "opprettet_av_id", "opprettet_tid", "organisasjonsform", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "publisert_tid", "situasjon", "slug", "styres_av", "synlighet", "tema", "tittel", "tjenestetype", "utbytte", "varighet_ar") VALUES (NEW."alder_fra", NEW."alder_til", NEW."arbeidsnavn", NEW."arkivert_tid", NEW."arlig_belop", NEW."effektdokumentasjon", NEW."entreprenor_id", NEW."finnes_fra_for", NEW."frivillighetsregisteret", NEW."hvem_sparer", NEW."id", NEW."ikke_lest", NEW."kostnadsslag", NEW."losning", NEW."malgruppe", NEW."modenhet", NEW."nedtatt_tid", NEW."omrader", NEW."opprettet_av_id", NEW."opprettet_tid", NEW."organisasjonsform", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."problem", NEW."publisert_tid", NEW."situasjon", NEW."slug", NEW."styres_av", NEW."synlighet", NEW."tema", NEW."tittel", NEW."tjenestetype", NEW."utbytte", NEW."varighet_ar"); RETURN NULL;', hash='6d13d55a5c7da19455f0d60cf69fedd8ce232cad', operation='INSERT', pgid='pgtrigger_insert_insert_38a69', table='entreprenorer_ide', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ide',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "entreprenorer_ideevent" ("alder_fra", "alder_til", "arbeidsnavn", "arkivert_tid", "arlig_belop", "effektdokumentasjon", "entreprenor_id", "finnes_fra_for", "frivillighetsregisteret", "hvem_sparer", "id", "ikke_lest", "kostnadsslag", "losning", "malgruppe", "modenhet", "nedtatt_tid", "omrader", "opprettet_av_id", "opprettet_tid", "organisasjonsform", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "publisert_tid", "situasjon", "slug", "styres_av", "synlighet", "tema", "tittel", "tjenestetype", "utbytte", "varighet_ar") VALUES (NEW."alder_fra", NEW."alder_til", NEW."arbeidsnavn", NEW."arkivert_tid", NEW."arlig_belop", NEW."effektdokumentasjon", NEW."entreprenor_id", NEW."finnes_fra_for", NEW."frivillighetsregisteret", NEW."hvem_sparer", NEW."id", NEW."ikke_lest", NEW."kostnadsslag", NEW."losning", NEW."malgruppe", NEW."modenhet", NEW."nedtatt_tid", NEW."omrader", NEW."opprettet_av_id", NEW."opprettet_tid", NEW."organisasjonsform", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."problem", NEW."publisert_tid", NEW."situasjon", NEW."slug", NEW."styres_av", NEW."synlighet", NEW."tema", NEW."tittel", NEW."tjenestetype", NEW."utbytte", NEW."varighet_ar"); RETURN NULL;', hash='f7969948222211deaf9b5c4a33b1dca6eed23769', operation='UPDATE', pgid='pgtrigger_update_update_13141', table='entreprenorer_ide', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='ideutgave',
            constraint=models.CheckConstraint(condition=models.Q(('hva__in', ['sendt_inn', 'trukket', 'sendt_tilbake', 'publisert', 'tatt_ned'])), name='entreprenorer_ideutgave_hva_kode', violation_error_code='hva', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='ideutgave',
            constraint=models.CheckConstraint(condition=models.Q(('grunn__in', ['feil', 'personer', 'rettigheter', 'utenfor', 'bedt', 'annet', ''])), name='entreprenorer_ideutgave_grunn_kode', violation_error_code='grunn', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='ideversjon',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(veier.database.plass.Oktetter('svar'), 100000), name='ideversjon_svar_hoyst'),
        ),
        migrations.AddConstraint(
            model_name='ideversjon',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['under_arbeid', 'sendt_inn', 'sendt_tilbake'])), name='entreprenorer_ideversjon_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='invitasjon',
            constraint=models.CheckConstraint(condition=models.Q(('epost', ''), models.Q(('epost__regex', '^[\\u0021-\\u003f\\u0041-\\u007e]+@[a-z0-9.-]+$'), ('epost', django.db.models.functions.text.Lower('epost'))), _connector='OR'), name='entreprenor_invitasjon_epost_i_en_form'),
        ),
        migrations.AddConstraint(
            model_name='invitasjon',
            constraint=models.CheckConstraint(condition=models.Q(('rolle__in', ['administrator', 'medlem'])), name='entreprenorer_invitasjon_rolle_kode', violation_error_code='rolle', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='medlemskap',
            constraint=models.UniqueConstraint(fields=('organisasjon', 'bruker'), name='entreprenorer_medlem_en_gang'),
        ),
        migrations.AddConstraint(
            model_name='medlemskap',
            constraint=models.CheckConstraint(condition=models.Q(('rolle__in', ['administrator', 'medlem'])), name='entreprenorer_medlemskap_rolle_kode', violation_error_code='rolle', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='profilutgave',
            constraint=models.CheckConstraint(condition=models.Q(('hva__in', ['sendt_inn', 'trukket', 'sendt_tilbake', 'publisert', 'tatt_ned'])), name='entreprenorer_profilutgave_hva_kode', violation_error_code='hva', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='profilutgave',
            constraint=models.CheckConstraint(condition=models.Q(('grunn__in', ['feil', 'personer', 'rettigheter', 'utenfor', 'bedt', 'annet', ''])), name='entreprenorer_profilutgave_grunn_kode', violation_error_code='grunn', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='profilversjon',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(veier.database.plass.Oktetter('svar'), 100000), name='profilversjon_svar_hoyst'),
        ),
        migrations.AddConstraint(
            model_name='profilversjon',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['under_arbeid', 'sendt_inn', 'sendt_tilbake'])), name='entreprenorer_profilversjon_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='referanse',
            constraint=models.CheckConstraint(condition=models.Q(('fra_ar__isnull', True), ('til_ar__isnull', True), ('fra_ar__lte', models.F('til_ar')), _connector='OR'), name='referanse_fra_til', violation_error_code='til_ar', violation_error_message='«Til år» kan ikke være før «fra år».'),
        ),
        migrations.AddConstraint(
            model_name='referanse',
            constraint=models.CheckConstraint(condition=models.Q(('fra_ar__isnull', True), ('fra_ar__range', (1900, 2100)), _connector='OR'), name='referanse_fra_ar', violation_error_code='fra_ar', violation_error_message='Tallet må være fra 1900 til 2100.'),
        ),
        migrations.AddConstraint(
            model_name='referanse',
            constraint=models.CheckConstraint(condition=models.Q(('til_ar__isnull', True), ('til_ar__range', (1900, 2100)), _connector='OR'), name='referanse_til_ar', violation_error_code='til_ar', violation_error_message='Tallet må være fra 1900 til 2100.'),
        ),
        migrations.AddConstraint(
            model_name='referanse',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['venter', 'bekreftet', 'avvist'])), name='entreprenorer_referanse_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='referansesvar',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['epost', 'redaksjon', 'godtatt', 'avvist'])), name='entreprenorer_referansesvar_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='virkning',
            constraint=models.UniqueConstraint(fields=('entreprenor', 'slug'), name='virkning_slug_hos_entreprenoren'),
        ),
        migrations.AddConstraint(
            model_name='virkning',
            constraint=models.CheckConstraint(condition=models.Q(('hvem_malte__in', ['selv', 'oppdrag', 'uavhengig', ''])), name='entreprenorer_virkning_hvem_malte_kode', violation_error_code='hvem_malte', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='virkning',
            constraint=models.CheckConstraint(condition=models.Q(('hvordan__in', ['fortelling', 'for_etter', 'gruppe', 'tilfeldig', ''])), name='entreprenorer_virkning_hvordan_kode', violation_error_code='hvordan', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='virkning',
            constraint=models.CheckConstraint(condition=models.Q(('regnet__in', ['brutto', 'netto', ''])), name='entreprenorer_virkning_regnet_kode', violation_error_code='regnet', violation_error_message='Velg en av verdiene i listen.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='virkning',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entreprenorer_virkningevent" ("arbeidsnavn", "arkivert_tid", "bestilt_av", "betalt_av", "enhet", "entreprenor_id", "hvem_malte", "hvem_sparte", "hvordan", "id", "indikator", "kilde", "maalinger", "motbevis", "nedtatt_tid", "opprettet_av_id", "opprettet_tid", "pastand", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisert_tid", "regnet", "sammenlignet_med", "slug") VALUES (NEW."arbeidsnavn", NEW."arkivert_tid", NEW."bestilt_av", NEW."betalt_av", NEW."enhet", NEW."entreprenor_id", NEW."hvem_malte", NEW."hvem_sparte", NEW."hvordan", NEW."id", NEW."indikator", NEW."kilde", NEW."maalinger", NEW."motbevis", NEW."nedtatt_tid", NEW."opprettet_av_id", NEW."opprettet_tid", NEW."pastand", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."publisert_tid", NEW."regnet", NEW."sammenlignet_med", NEW."slug"); RETURN NULL;', hash='28703594c9a25c2e6707208562cb85461e3c2ea2', operation='INSERT', pgid='pgtrigger_insert_insert_36679', table='entreprenorer_virkning', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='virkning',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "entreprenorer_virkningevent" ("arbeidsnavn", "arkivert_tid", "bestilt_av", "betalt_av", "enhet", "entreprenor_id", "hvem_malte", "hvem_sparte", "hvordan", "id", "indikator", "kilde", "maalinger", "motbevis", "nedtatt_tid", "opprettet_av_id", "opprettet_tid", "pastand", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisert_tid", "regnet", "sammenlignet_med", "slug") VALUES (NEW."arbeidsnavn", NEW."arkivert_tid", NEW."bestilt_av", NEW."betalt_av", NEW."enhet", NEW."entreprenor_id", NEW."hvem_malte", NEW."hvem_sparte", NEW."hvordan", NEW."id", NEW."indikator", NEW."kilde", NEW."maalinger", NEW."motbevis", NEW."nedtatt_tid", NEW."opprettet_av_id", NEW."opprettet_tid", NEW."pastand", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publisert_tid", NEW."regnet", NEW."sammenlignet_med", NEW."slug"); RETURN NULL;', hash='fe6b79b637928907476ceb284c59bde9e48e78a4', operation='UPDATE', pgid='pgtrigger_update_update_e82c1', table='entreprenorer_virkning', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='virkningutgave',
            constraint=models.CheckConstraint(condition=models.Q(('hva__in', ['sendt_inn', 'trukket', 'sendt_tilbake', 'publisert', 'tatt_ned'])), name='entreprenorer_virkningutgave_hva_kode', violation_error_code='hva', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='virkningutgave',
            constraint=models.CheckConstraint(condition=models.Q(('grunn__in', ['feil', 'personer', 'rettigheter', 'utenfor', 'bedt', 'annet', ''])), name='entreprenorer_virkningutgave_grunn_kode', violation_error_code='grunn', violation_error_message='Velg en av verdiene i listen.'),
        ),
        migrations.AddConstraint(
            model_name='virkningversjon',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(veier.database.plass.Oktetter('svar'), 100000), name='virkningversjon_svar_hoyst'),
        ),
        migrations.AddConstraint(
            model_name='virkningversjon',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['under_arbeid', 'sendt_inn', 'sendt_tilbake'])), name='entreprenorer_virkningversjon_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
    ]
