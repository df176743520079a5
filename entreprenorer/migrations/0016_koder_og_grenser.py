"""Kodene og grensene holdes av databasen også. Rader som er feil, nevnes én for én før noe endres."""

from django.conf import settings
from django.db import migrations, models

from veier.database.skranker_migrering import LeggTilSkranke


class Migration(migrations.Migration):

    dependencies = [
        ('entreprenorer', '0015_kostnadsslag'),
        ('kommuner', '0016_koder_og_grenser'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='ide',
            name='effektdokumentasjon',
            field=models.CharField(blank=True, choices=[('ingen', 'Ikke målt'), ('egne_tall', 'Målt av oss selv'), ('ekstern', 'Målt av andre på oppdrag'), ('forskning', 'Uavhengig forskning')], max_length=12, verbose_name='hva dere vet om virkningen'),
        ),
        migrations.AlterField(
            model_name='ide',
            name='finnes_fra_for',
            field=models.CharField(blank=True, choices=[('ja', 'Ja, andre tilbyr noe lignende'), ('nei', 'Nei, dette er nytt'), ('vet_ikke', 'Vet ikke')], max_length=10, verbose_name='finnes noe lignende'),
        ),
        migrations.AlterField(
            model_name='ide',
            name='hvem_sparer',
            field=models.CharField(blank=True, choices=[('samme_virksomhet', 'Den virksomheten som betaler'), ('annen_offentlig', 'En annen del av det offentlige'), ('stat', 'Staten'), ('ingen', 'Ingen sparer penger'), ('vet_ikke', 'Vet ikke')], max_length=20, verbose_name='hvem får mindre utgifter'),
        ),
        migrations.AlterField(
            model_name='ide',
            name='kostnadsslag',
            field=models.CharField(blank=True, choices=[('ett_kjop', 'Ett kjøp, eller en prøve som tar slutt'), ('eksisterende_ordning', 'Penger fra en ordning som finnes'), ('ny_fast_kostnad', 'En ny kostnad hvert år framover'), ('vet_ikke', 'Vet ikke')], max_length=20, verbose_name='hva slags penger det er'),
        ),
        migrations.AlterField(
            model_name='ide',
            name='modenhet',
            field=models.CharField(blank=True, choices=[('ide', 'Idé'), ('prototype', 'Første utgave'), ('testet', 'Prøvd hos én eller to'), ('drift', 'I bruk hos flere'), ('skalering', 'Klar for å spres')], max_length=10, verbose_name='hvor langt dere er kommet'),
        ),
        migrations.AlterField(
            model_name='ide',
            name='organisasjonsform',
            field=models.CharField(blank=True, choices=[('AS', 'Aksjeselskap'), ('IDEELT_AS', 'Ideelt aksjeselskap'), ('STI', 'Stiftelse'), ('FLI', 'Forening, lag eller innretning'), ('SA', 'Samvirkeforetak'), ('ENK', 'Enkeltpersonforetak'), ('IKKE_REGISTRERT', 'Ikke registrert ennå'), ('ANNET', 'Annen organisasjonsform')], max_length=15, verbose_name='organisasjonsform'),
        ),
        migrations.AlterField(
            model_name='ide',
            name='situasjon',
            field=models.CharField(blank=True, choices=[('i_skole', 'Går på skolen'), ('sluttet_i_skole', 'Har sluttet på skolen'), ('utenfor_alt', 'Verken i skole, opplæring eller arbeid'), ('i_jobb', 'Er i arbeid'), ('vet_ikke', 'Vet ikke')], max_length=20, verbose_name='hva de unge gjør i dag'),
        ),
        migrations.AlterField(
            model_name='ide',
            name='styres_av',
            field=models.CharField(blank=True, choices=[('oss', 'Vi selv'), ('det_offentlige', 'Det offentlige'), ('vet_ikke', 'Vet ikke')], max_length=15, verbose_name='hvem bestemmer innholdet'),
        ),
        migrations.AlterField(
            model_name='ide',
            name='tjenestetype',
            field=models.CharField(blank=True, choices=[('helse_sosial', 'Helse- og sosialtjeneste'), ('opplaering', 'Opplæring og kurs'), ('arbeid', 'Arbeid og arbeidstrening'), ('fritid', 'Fritid og kultur'), ('produkt', 'Produkt'), ('digital', 'Digital løsning'), ('kunnskap', 'Kunnskap og råd'), ('nettverk', 'Nettverk og møteplass'), ('annet', 'Noe annet')], max_length=15, verbose_name='slags tilbud'),
        ),
        migrations.AlterField(
            model_name='ideevent',
            name='effektdokumentasjon',
            field=models.CharField(blank=True, choices=[('ingen', 'Ikke målt'), ('egne_tall', 'Målt av oss selv'), ('ekstern', 'Målt av andre på oppdrag'), ('forskning', 'Uavhengig forskning')], max_length=12, verbose_name='hva dere vet om virkningen'),
        ),
        migrations.AlterField(
            model_name='ideevent',
            name='finnes_fra_for',
            field=models.CharField(blank=True, choices=[('ja', 'Ja, andre tilbyr noe lignende'), ('nei', 'Nei, dette er nytt'), ('vet_ikke', 'Vet ikke')], max_length=10, verbose_name='finnes noe lignende'),
        ),
        migrations.AlterField(
            model_name='ideevent',
            name='hvem_sparer',
            field=models.CharField(blank=True, choices=[('samme_virksomhet', 'Den virksomheten som betaler'), ('annen_offentlig', 'En annen del av det offentlige'), ('stat', 'Staten'), ('ingen', 'Ingen sparer penger'), ('vet_ikke', 'Vet ikke')], max_length=20, verbose_name='hvem får mindre utgifter'),
        ),
        migrations.AlterField(
            model_name='ideevent',
            name='kostnadsslag',
            field=models.CharField(blank=True, choices=[('ett_kjop', 'Ett kjøp, eller en prøve som tar slutt'), ('eksisterende_ordning', 'Penger fra en ordning som finnes'), ('ny_fast_kostnad', 'En ny kostnad hvert år framover'), ('vet_ikke', 'Vet ikke')], max_length=20, verbose_name='hva slags penger det er'),
        ),
        migrations.AlterField(
            model_name='ideevent',
            name='modenhet',
            field=models.CharField(blank=True, choices=[('ide', 'Idé'), ('prototype', 'Første utgave'), ('testet', 'Prøvd hos én eller to'), ('drift', 'I bruk hos flere'), ('skalering', 'Klar for å spres')], max_length=10, verbose_name='hvor langt dere er kommet'),
        ),
        migrations.AlterField(
            model_name='ideevent',
            name='organisasjonsform',
            field=models.CharField(blank=True, choices=[('AS', 'Aksjeselskap'), ('IDEELT_AS', 'Ideelt aksjeselskap'), ('STI', 'Stiftelse'), ('FLI', 'Forening, lag eller innretning'), ('SA', 'Samvirkeforetak'), ('ENK', 'Enkeltpersonforetak'), ('IKKE_REGISTRERT', 'Ikke registrert ennå'), ('ANNET', 'Annen organisasjonsform')], max_length=15, verbose_name='organisasjonsform'),
        ),
        migrations.AlterField(
            model_name='ideevent',
            name='situasjon',
            field=models.CharField(blank=True, choices=[('i_skole', 'Går på skolen'), ('sluttet_i_skole', 'Har sluttet på skolen'), ('utenfor_alt', 'Verken i skole, opplæring eller arbeid'), ('i_jobb', 'Er i arbeid'), ('vet_ikke', 'Vet ikke')], max_length=20, verbose_name='hva de unge gjør i dag'),
        ),
        migrations.AlterField(
            model_name='ideevent',
            name='styres_av',
            field=models.CharField(blank=True, choices=[('oss', 'Vi selv'), ('det_offentlige', 'Det offentlige'), ('vet_ikke', 'Vet ikke')], max_length=15, verbose_name='hvem bestemmer innholdet'),
        ),
        migrations.AlterField(
            model_name='ideevent',
            name='tjenestetype',
            field=models.CharField(blank=True, choices=[('helse_sosial', 'Helse- og sosialtjeneste'), ('opplaering', 'Opplæring og kurs'), ('arbeid', 'Arbeid og arbeidstrening'), ('fritid', 'Fritid og kultur'), ('produkt', 'Produkt'), ('digital', 'Digital løsning'), ('kunnskap', 'Kunnskap og råd'), ('nettverk', 'Nettverk og møteplass'), ('annet', 'Noe annet')], max_length=15, verbose_name='slags tilbud'),
        ),
        LeggTilSkranke(
            model_name='entreprenor',
            constraint=models.CheckConstraint(condition=models.Q(('organisasjonsform__in', ['AS', 'IDEELT_AS', 'STI', 'FLI', 'SA', 'ENK', 'IKKE_REGISTRERT', 'ANNET', ''])), name='entreprenorer_entreprenor_organisasjonsform_kode', violation_error_code='organisasjonsform', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='entreprenor',
            constraint=models.CheckConstraint(condition=models.Q(('registerkontroll__in', ['ingen', 'hentet', 'venter'])), name='entreprenorer_entreprenor_registerkontroll_kode', violation_error_code='registerkontroll', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='entreprenor',
            constraint=models.CheckConstraint(condition=models.Q(('bekreftelse__in', ['apne_kilder', 'venter', 'bekreftet', 'avslatt'])), name='entreprenorer_entreprenor_bekreftelse_kode', violation_error_code='bekreftelse', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='entreprenor',
            constraint=models.CheckConstraint(condition=models.Q(('modenhet__in', ['ide', 'prototype', 'testet', 'drift', 'skalering', ''])), name='entreprenorer_entreprenor_modenhet_kode', violation_error_code='modenhet', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='entreprenor',
            constraint=models.CheckConstraint(condition=models.Q(('utbytte__in', ['ja', 'nei', ''])), name='entreprenorer_entreprenor_utbytte_kode', violation_error_code='utbytte', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='foresporsel',
            constraint=models.CheckConstraint(condition=models.Q(('rolle__in', ['administrator', 'medlem'])), name='entreprenorer_foresporsel_rolle_kode', violation_error_code='rolle', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='foresporsel',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['venter', 'godtatt', 'avslatt', 'trukket'])), name='entreprenorer_foresporsel_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('alder_fra__isnull', True), ('alder_til__isnull', True), ('alder_fra__lte', models.F('alder_til')), _connector='OR'), name='ide_alder_fra_til', violation_error_code='alder_til', violation_error_message='«Alder til» må være minst like høy som «alder fra».'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('alder_fra__isnull', True), ('alder_fra__range', (0, 120)), _connector='OR'), name='ide_alder_fra_mulig', violation_error_code='alder_fra', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('alder_til__isnull', True), ('alder_til__range', (0, 120)), _connector='OR'), name='ide_alder_til_mulig', violation_error_code='alder_til', violation_error_message='Tallet må være fra 0 til 120.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('arlig_belop__isnull', True), ('arlig_belop__range', (0, 1000000000000)), _connector='OR'), name='ide_arlig_belop', violation_error_code='arlig_belop', violation_error_message='Tallet må være fra 0 til 1000000000000.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('varighet_ar__isnull', True), ('varighet_ar__range', (0, 100)), _connector='OR'), name='ide_varighet_ar', violation_error_code='varighet_ar', violation_error_message='Tallet må være fra 0 til 100.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('situasjon__in', ['i_skole', 'sluttet_i_skole', 'utenfor_alt', 'i_jobb', 'vet_ikke', ''])), name='entreprenorer_ide_situasjon_kode', violation_error_code='situasjon', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('modenhet__in', ['ide', 'prototype', 'testet', 'drift', 'skalering', ''])), name='entreprenorer_ide_modenhet_kode', violation_error_code='modenhet', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('finnes_fra_for__in', ['ja', 'nei', 'vet_ikke', ''])), name='entreprenorer_ide_finnes_fra_for_kode', violation_error_code='finnes_fra_for', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('tjenestetype__in', ['helse_sosial', 'opplaering', 'arbeid', 'fritid', 'produkt', 'digital', 'kunnskap', 'nettverk', 'annet', ''])), name='entreprenorer_ide_tjenestetype_kode', violation_error_code='tjenestetype', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('styres_av__in', ['oss', 'det_offentlige', 'vet_ikke', ''])), name='entreprenorer_ide_styres_av_kode', violation_error_code='styres_av', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('kostnadsslag__in', ['ett_kjop', 'eksisterende_ordning', 'ny_fast_kostnad', 'vet_ikke', ''])), name='entreprenorer_ide_kostnadsslag_kode', violation_error_code='kostnadsslag', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('hvem_sparer__in', ['samme_virksomhet', 'annen_offentlig', 'stat', 'ingen', 'vet_ikke', ''])), name='entreprenorer_ide_hvem_sparer_kode', violation_error_code='hvem_sparer', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('effektdokumentasjon__in', ['ingen', 'egne_tall', 'ekstern', 'forskning', ''])), name='entreprenorer_ide_effektdokumentasjon_kode', violation_error_code='effektdokumentasjon', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('organisasjonsform__in', ['AS', 'IDEELT_AS', 'STI', 'FLI', 'SA', 'ENK', 'IKKE_REGISTRERT', 'ANNET', ''])), name='entreprenorer_ide_organisasjonsform_kode', violation_error_code='organisasjonsform', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='ide',
            constraint=models.CheckConstraint(condition=models.Q(('synlighet__in', ['bare_oss', 'valgte', 'offentlige', 'alle'])), name='entreprenorer_ide_synlighet_kode', violation_error_code='synlighet', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='ideutgave',
            constraint=models.CheckConstraint(condition=models.Q(('hva__in', ['sendt_inn', 'trukket', 'sendt_tilbake', 'publisert', 'tatt_ned'])), name='entreprenorer_ideutgave_hva_kode', violation_error_code='hva', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='ideutgave',
            constraint=models.CheckConstraint(condition=models.Q(('grunn__in', ['feil', 'personer', 'rettigheter', 'utenfor', 'bedt', 'annet', ''])), name='entreprenorer_ideutgave_grunn_kode', violation_error_code='grunn', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='ideversjon',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['under_arbeid', 'sendt_inn', 'sendt_tilbake'])), name='entreprenorer_ideversjon_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='invitasjon',
            constraint=models.CheckConstraint(condition=models.Q(('rolle__in', ['administrator', 'medlem'])), name='entreprenorer_invitasjon_rolle_kode', violation_error_code='rolle', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='medlemskap',
            constraint=models.CheckConstraint(condition=models.Q(('rolle__in', ['administrator', 'medlem'])), name='entreprenorer_medlemskap_rolle_kode', violation_error_code='rolle', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='profilutgave',
            constraint=models.CheckConstraint(condition=models.Q(('hva__in', ['sendt_inn', 'trukket', 'sendt_tilbake', 'publisert', 'tatt_ned'])), name='entreprenorer_profilutgave_hva_kode', violation_error_code='hva', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='profilutgave',
            constraint=models.CheckConstraint(condition=models.Q(('grunn__in', ['feil', 'personer', 'rettigheter', 'utenfor', 'bedt', 'annet', ''])), name='entreprenorer_profilutgave_grunn_kode', violation_error_code='grunn', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='profilversjon',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['under_arbeid', 'sendt_inn', 'sendt_tilbake'])), name='entreprenorer_profilversjon_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='referanse',
            constraint=models.CheckConstraint(condition=models.Q(('fra_ar__isnull', True), ('til_ar__isnull', True), ('fra_ar__lte', models.F('til_ar')), _connector='OR'), name='referanse_fra_til', violation_error_code='til_ar', violation_error_message='«Til år» kan ikke være før «fra år».'),
        ),
        LeggTilSkranke(
            model_name='referanse',
            constraint=models.CheckConstraint(condition=models.Q(('fra_ar__isnull', True), ('fra_ar__range', (1900, 2100)), _connector='OR'), name='referanse_fra_ar', violation_error_code='fra_ar', violation_error_message='Tallet må være fra 1900 til 2100.'),
        ),
        LeggTilSkranke(
            model_name='referanse',
            constraint=models.CheckConstraint(condition=models.Q(('til_ar__isnull', True), ('til_ar__range', (1900, 2100)), _connector='OR'), name='referanse_til_ar', violation_error_code='til_ar', violation_error_message='Tallet må være fra 1900 til 2100.'),
        ),
        LeggTilSkranke(
            model_name='referanse',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['venter', 'bekreftet', 'avvist'])), name='entreprenorer_referanse_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='referansesvar',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['epost', 'redaksjon', 'godtatt', 'avvist'])), name='entreprenorer_referansesvar_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='virkning',
            constraint=models.CheckConstraint(condition=models.Q(('hvem_malte__in', ['selv', 'oppdrag', 'uavhengig', ''])), name='entreprenorer_virkning_hvem_malte_kode', violation_error_code='hvem_malte', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='virkning',
            constraint=models.CheckConstraint(condition=models.Q(('hvordan__in', ['fortelling', 'for_etter', 'gruppe', 'tilfeldig', ''])), name='entreprenorer_virkning_hvordan_kode', violation_error_code='hvordan', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='virkning',
            constraint=models.CheckConstraint(condition=models.Q(('regnet__in', ['brutto', 'netto', ''])), name='entreprenorer_virkning_regnet_kode', violation_error_code='regnet', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='virkningutgave',
            constraint=models.CheckConstraint(condition=models.Q(('hva__in', ['sendt_inn', 'trukket', 'sendt_tilbake', 'publisert', 'tatt_ned'])), name='entreprenorer_virkningutgave_hva_kode', violation_error_code='hva', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='virkningutgave',
            constraint=models.CheckConstraint(condition=models.Q(('grunn__in', ['feil', 'personer', 'rettigheter', 'utenfor', 'bedt', 'annet', ''])), name='entreprenorer_virkningutgave_grunn_kode', violation_error_code='grunn', violation_error_message='Velg en av verdiene i listen.'),
        ),
        LeggTilSkranke(
            model_name='virkningversjon',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['under_arbeid', 'sendt_inn', 'sendt_tilbake'])), name='entreprenorer_virkningversjon_status_kode', violation_error_code='status', violation_error_message='Velg en av verdiene i listen.'),
        ),
    ]
