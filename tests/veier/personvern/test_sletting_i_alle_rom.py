"""Når fristen er ute: en person som har vært overalt, også med en adresse hun hadde før, finnes ingen steder."""

from __future__ import annotations

import io
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.files.storage import default_storage
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone

from kommuner.handlinger.personspor import SVAR
from kommuner.models import Behov, Behovssporsmal, Behovutgave, Behovversjon
from samarbeid.models import Henvendelse, Innlegg, Innpost, Mottakerlenke, Samtale, Uttrekk, Varselmottaker
from samarbeid.samtaler.handlinger.trad import Aktor, Onske, gjor
from samarbeid.samtaler.handlinger.uttrekk import lag_uttrekk
from samarbeid.varsler import handlinger as varsler
from tests.skjema import lagre_i_redaksjonen
from tests.verden import ROLLER, lag_bruker, logg_inn
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse
from veier.konto.models import Adressebytte
from veier.konto.redaksjon.spor import i_loggen
from veier.personvern.handlinger.innsyn import samle
from veier.personvern.handlinger.sletting import angre_sletting, bestill_sletting, slett_konto

pytestmark = pytest.mark.django_db
FOR, NA, NAVN = "siri.gammel@trondheim.kommune.no", "siri.ny@trondheim.kommune.no", "Siri Sporløs"

# Felt med en adresse: hvem som tar den bort, eller hvorfor den står.
TAS_BORT = {
    "brukere.bruker.epost": "kontoen", "account.emailaddress.email": "kontoen", "konto.adressebytte.gammel": "kontoen",
    "konto.adressebytte.ny": "kontoen", "epost.utsending.til": "brevspor",
    "entreprenorer.invitasjon.epost": "brevspor", "kommuner.invitasjon.epost": "brevspor",
    "konto.redaktorinvitasjon.epost": "brevspor",
    "entreprenorer.entreprenor.kontaktepost": "kontakt", "entreprenorer.referansesvar.epost": "svar",
    "kommuner.egenkontakt.epost": "rollekontakt", "kommuner.behov.svaradresse": "behov",
    "kommuner.behovssporsmal.epost": "behov", "samarbeid.innlegg.epost": "samtale", "samarbeid.innpost.fra": "samtale",
    "samarbeid.mottakerlenke.epost": "samtale", "samarbeid.inhabilitet.epost": "samtale",
    "samarbeid.henvendelse.epost": "adresse",
    "samarbeid.varselmottaker.epost": "adresse",
}  # fmt: skip
STAR = {
    "samarbeid.samtale.til": "går tilbake til den som hadde den; er hun den eneste, går svarene dit",
    "samarbeid.innmelding.epost": "egen frist, og vernet mot å publisere sin egen sak",
    "samarbeid.sakspart.epost": "egen frist, og vernet mot å publisere sin egen sak",
    "entreprenorer.referanse.sendt_til": "virksomhetens postmottak",
    "kommuner.administratorkode.sendt_til": "virksomhetens postmottak",
}


def test_hver_adresse_i_modellene_er_tenkt_pa():
    felt = {
        f"{m._meta.label_lower}.{f.name}"
        for m in apps.get_models()
        if not hasattr(m, "pgh_tracked_model")
        for f in m._meta.concrete_fields
        if isinstance(f, models.EmailField)
    }
    assert felt == set(TAS_BORT) | set(STAR)


def _finnes(*ordene):
    """(tabell, kolonne) for hvert ord i hver tekst i databasen."""
    ut = set()
    with connection.cursor() as peker:
        peker.execute(
            "SELECT c.table_name, c.column_name FROM information_schema.columns c"
            " JOIN pg_tables p ON p.tablename = c.table_name WHERE p.schemaname = 'public'"
            " AND c.data_type IN ('text', 'character varying', 'jsonb', 'ARRAY')"
        )
        for tabell, kolonne in peker.fetchall():
            sql = f'SELECT EXISTS (SELECT FROM "{tabell}" WHERE "{kolonne}"::text ILIKE ANY(%s))'
            peker.execute(sql, [[f"%{ord_}%" for ord_ in ordene]])
            if peker.fetchone()[0]:
                ut.add((tabell, kolonne))
    return ut


@pytest.fixture
def siri(verden):
    siri = lag_bruker(NA, navn=NAVN)
    Adressebytte.objects.create(
        bruker=siri,
        gammel=FOR,
        ny=NA,
        avtrykk="a" * 64,
        gjort_tid=timezone.now() - timezone.timedelta(days=9),
    )
    return siri


def _overalt(verden, siri, epost):
    behov = Behov.objects.filter(oppdiktet=False).first()
    behov.svaradresse = epost
    behov.save()
    type(behov.versjon).objects.filter(objekt=behov).update(
        svar={**behov.versjon.svar, "svaradresse": [epost]}
    )
    behov.utgaver.update(svar={"svaradresse": [epost]})
    Behovssporsmal.objects.create(behov=behov, tekst="Når starter det?", epost=epost)
    Henvendelse.objects.create(
        emne="annet", tekst="Hei", navn=NAVN, epost=epost, status="ferdig", ferdig_tid=timezone.now()
    )
    varsler.bekreft(varsler.lag_kode(varsler.Onske("behov", "", "daglig", epost)))
    Utsending.objects.create(
        nokkel=f"x{len(epost)}", til=epost, emne="Hei", tekst="Hei", melding_id="<x@y>", status="sendt"
    )
    Utsending.objects.create(
        nokkel=f"y{len(epost)}",
        til="annen@eksempel.no",
        emne=f"Fra {NAVN}",
        tekst=f"Skriv til {epost}.",
        melding_id="<z@y>",
        status="sendt",
    )


def _i_samtalen(verden, siri):
    samtale = Samtale.objects.first()
    verden.folk["eier"].navn = NAVN  # bare navnet under
    offentlig = Aktor("offentlig", navn=NAVN, epost=FOR)
    gjor(samtale, Onske("svar", samtale.siste_nr, FOR_NOKKEL, tekst="Ja, gjerne."), av=offentlig)
    Innlegg.objects.create(
        samtale=samtale, nr=90, slag="melding", side="entreprenor", av=siri, sendenokkel=NOKKEL,
        tekst=f"Hei,\n\nVi vil snakke.\n\nVennlig hilsen\n{NAVN}\nMinnekoffert AS",
    )  # fmt: skip
    Innpost.objects.create(
        avtrykk="i" * 64, samtale=samtale, slag="svar", tilstand="notert", fra=FOR, navn=NAVN
    )
    Mottakerlenke.objects.create(samtale=samtale, avtrykk="l" * 64, epost=FOR, utloper_tid=timezone.now())
    Samtale.objects.filter(pk=samtale.pk).update(siste_fra_entreprenor=90)
    uttrekk = Uttrekk.objects.create(samtale=samtale, nr=90, side="offentlig")
    assert lag_uttrekk(uttrekk.pk)
    uttrekk.refresh_from_db()
    with default_storage.open(uttrekk.fil) as fil, zipfile.ZipFile(io.BytesIO(fil.read())) as zip_:
        assert NAVN in zip_.read("samtale.json").decode()
    return samtale


FOR_NOKKEL, NOKKEL = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"


def test_det_star_ingenting_igjen_av_henne_heller_ikke_av_en_adresse_hun_hadde(verden, siri):
    for epost in (FOR, NA):
        _overalt(verden, siri, epost)
    samtale = _i_samtalen(verden, siri)
    assert len(_finnes(FOR, NA, NAVN)) > 15
    assert slett_konto(siri.pk)
    assert _finnes(FOR, NAVN) == set()
    assert _finnes(NA) == {("epost_utsending", "til")}  # beskjeden om at kontoen er slettet, i tretti dager
    assert Utsending.objects.get(til=NA).mal == "konto_slettet"
    assert not Varselmottaker.objects.filter(epost__in=[FOR, NA]).exists()
    assert not Uttrekk.objects.filter(samtale=samtale, nr=90).exists()
    tekst = samtale.innlegg.get(nr=90).tekst
    assert tekst == "Hei,\n\nVi vil snakke.\n\nVennlig hilsen\nMinnekoffert AS"


def test_svaradressen_paa_et_behov_er_borte_med_en_gang_og_kommer_igjen(client, verden, siri):
    behov = Behov.objects.publisert().first()
    Behov.objects.filter(pk=behov.pk).update(svaradresse=NA)
    assert NA in client.get(behov.get_absolute_url()).content.decode()
    andre = {SVAR: ["epost", NA], "tittel": ["Uten siri"]}
    utkast, _nytt = Behovversjon.objects.update_or_create(objekt=behov, defaults={"svar": andre})
    gammel = Behovutgave.objects.filter(objekt=behov).first()
    gammel.pk, gammel.svar = utkast.pk + 1000, andre
    gammel.save(force_insert=True)
    bestill_sletting(siri)
    assert NA not in client.get(behov.get_absolute_url()).content.decode()
    assert _svaradressene(utkast, gammel) == [[], []]
    angre_sletting(siri)
    assert NA in client.get(behov.get_absolute_url()).content.decode()
    assert _svaradressene(utkast, gammel) == [[NA], [NA]]


def _svaradressene(*rader):
    return [type(rad).objects.get(pk=rad.pk).svar[SVAR] for rad in rader]


def test_en_adresse_en_annen_konto_har_naa_er_ikke_hennes_lenger(verden, siri):
    annen = lag_bruker(FOR, navn="En Annen")
    assert EmailAddress.objects.filter(user=annen, verified=True).exists()
    varsler.bekreft(varsler.lag_kode(varsler.Onske("behov", "", "daglig", FOR)))
    slett_konto(siri.pk)
    assert Varselmottaker.objects.filter(epost=FOR).exists()


def test_loggen_som_ikke_kan_endres_har_aldri_navnet_paa_den_en_rad_handler_om(verden):
    """Heller ikke når en administrator endrer kontoen hennes."""
    nina = verden.folk["innlogget"]
    klient = logg_inn(verden.folk["administrator"])
    side = reverse("admin:brukere_bruker_change", args=[nina.pk])
    svar = lagre_i_redaksjonen(klient, side, {"navn": "Nina Nyttnavn", "is_active": "on"})
    assert svar.status_code == 302
    nina.refresh_from_db()
    assert nina.navn == "Nina Nyttnavn"
    for felt in ("rad", "versjon"):
        assert "Nina" not in str(
            Hendelse.objects.filter(kode__startswith="redaksjon_").values_list(f"detaljer__{felt}")
        )
    assert not LogEntry.objects.filter(object_repr__contains="Nina").exists()
    assert Hendelse.objects.filter(kode="redaksjon_endret", detaljer__rad=str(nina.offentlig_id)).exists()


def test_ingen_rad_i_redaksjonen_gir_loggen_navnet_paa_en_person(verden):
    folk = [b for r in ROLLER if (b := verden.folk.get(r))]
    kjennetegn = [k for b in folk for k in (b.epost, b.navn) if k]
    for modell in admin.site._registry:
        for rad in modell._default_manager.all()[:20]:
            assert not [k for k in kjennetegn if k in i_loggen(rad)], modell._meta.label


def test_filen_med_egne_data_har_ingen_nokkel_heller_ikke_forseglet(verden):
    data = str(samle(verden.folk["eier"]))
    assert "lagrede søk med varsel" in data and "kalenderadresser" in data
    assert "k1:" not in data and "memory" not in data
