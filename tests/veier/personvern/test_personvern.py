"""Innsyn, sletting med angrefrist, og oppbevaring."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Entreprenor, Ideutkast, Invitasjon, Medlemskap
from tests.verden import lag_bruker, lag_entreprenor, lag_passnokkel, lag_redaktor, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.grense.models import Teller
from veier.grense.telling import bruk, ventetid
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger.invitasjoner import inviter
from veier.personvern.handlinger.innsyn import bestill_eksport, lag_eksport, samle
from veier.personvern.handlinger.oppbevaring import ALLTID_LOV, kjor
from veier.personvern.handlinger.sletting import angre_sletting, bestill_sletting, slett_bestilte, slett_konto
from veier.personvern.models import Eksport, Slettebestilling
from veier.utkast.handlinger import start_utkast

pytestmark = pytest.mark.django_db


@pytest.fixture
def eva():
    return lag_bruker("eva@eksempel.no", navn="Eva Eier")


class TestInnsyn:
    def test_filen_har_alt_om_personen_men_ingen_koder(self, eva):
        org = lag_entreprenor("Minnekoffert", eva)
        inviter(org, epost="ny@eksempel.no", rolle="medlem", av=eva)
        passnokkel = lag_passnokkel(eva)
        klient = logg_inn(eva)
        klient.post(reverse("personvern_bestill"))
        eksport = Eksport.objects.get()
        assert lag_eksport(eksport.pk)
        assert not lag_eksport(eksport.pk)
        assert Utsending.objects.filter(til=eva.epost, nokkel__startswith="eksport_klar").count() == 1
        svar = klient.get(reverse("personvern_hent", args=[eksport.ref]))
        assert svar["Content-Type"] == "application/zip"
        fil = zipfile.ZipFile(io.BytesIO(svar.content))
        data = json.loads(fil.read("mine-data.json"))
        assert data["brukere"][0]["e-post"] == "eva@eksempel.no"
        assert data["medlemmer hos entreprenører"][0]["entreprenør"] == "Minnekoffert"
        assert data["invitasjoner til entreprenører"][0]["e-post"] == "ny@eksempel.no"
        assert data["hendelser"]
        tekst = fil.read("mine-data.json").decode() + fil.read("mine-data.html").decode()
        assert eva.password not in tekst
        assert Invitasjon.objects.get().avtrykk not in tekst
        assert str(passnokkel.data["credential"])[:40] not in tekst
        assert "<h1>Alt Veier til samarbeid har lagret om deg</h1>" in fil.read("mine-data.html").decode()

    def test_en_fersk_eksport_lages_ikke_pa_nytt(self, eva):
        assert bestill_eksport(eva) == bestill_eksport(eva)

    def test_en_annens_fil_finnes_ikke(self, eva):
        eksport = Eksport.objects.create(bruker=eva, innhold=b"PK", ferdig_tid=timezone.now())
        annen = logg_inn(lag_bruker("b@eksempel.no"))
        assert annen.get(reverse("personvern_hent", args=[eksport.ref])).status_code == 404
        uferdig = Eksport.objects.create(bruker=eva)
        assert logg_inn(eva).get(reverse("personvern_hent", args=[uferdig.ref])).status_code == 404
        assert not lag_eksport(0)

    def test_hver_tabell_som_peker_pa_en_bruker_er_med(self, eva):
        """Tabellene finnes i modellene. Denne testen holder øye med at letingen ikke blir blind for noen."""
        peker = {
            m._meta.label_lower
            for m in apps.get_models()
            for f in m._meta.concrete_fields
            if isinstance(f, models.ForeignKey) and f.related_model is Bruker
        }
        funnet = {
            r.related_model._meta.label_lower
            for r in Bruker._meta.get_fields(include_hidden=True)
            if r.auto_created and (r.one_to_many or r.one_to_one)
        }
        assert peker <= funnet
        assert {"entreprenorer.medlemskap", "kommuner.medlemskap", "konto.tekstvisning"} <= peker
        assert "brukere" in samle(eva)

    def test_andres_adresser_er_ikke_med(self):
        """En adresse i en rad som peker på henne, er hennes egen, en hun selv skrev, eller utelatt.

        En ny tabell med en adresse i må sies noe om her.
        """
        egne = {
            "account.emailaddress.user",
            "konto.adressebytte.bruker",
            "konto.redaktorinvitasjon.tatt_imot_av",
        }
        skrevet = {  # den som står i raden, har selv skrevet adressen
            "entreprenorer.invitasjon.invitert_av", "kommuner.invitasjon.invitert_av",
            "konto.redaktorinvitasjon.invitert_av",
            "entreprenorer.referanse.bedt_av", "kommuner.behov.opprettet_av",
            "kommuner.administratorkode.bruker", "samarbeid.innlegg.av", "samarbeid.innmelding.sendt_av",
        }  # fmt: skip
        ukjente = set()
        for m in apps.get_models():
            if hasattr(m, "pgh_tracked_model"):
                continue  # historikken gjentar raden
            felt, uten = m._meta.concrete_fields, getattr(m, "uten_i_innsyn", {})
            adresser = {f.name for f in felt if isinstance(f, models.EmailField)}
            pekere = {f.name for f in felt if isinstance(f, models.ForeignKey) and f.related_model is Bruker}
            ukjente |= {f"{m._meta.label_lower}.{p}" for p in pekere if adresser - uten.get(p, frozenset())}
        # den som spurte eller meldte seg inhabil uten konto, er aldri den som gjorde det med: raden har enten en adresse
        # eller en konto
        enten_eller = {"kommuner.behovssporsmal.spor_av", "samarbeid.inhabilitet.av"}
        assert ukjente - enten_eller == egne | skrevet


class TestSletting:
    def test_sju_dager_til_a_angre_og_sa_er_den_borte(self, eva):
        klient = logg_inn(eva)
        klient.post(reverse("personvern_slett"))
        bestilling = Slettebestilling.objects.get()
        assert timedelta(days=6, hours=23) < bestilling.utfores_tid - timezone.now() <= timedelta(days=7)
        assert "Kontoen din blir slettet" in klient.get(reverse("personvern")).text
        assert slett_bestilte() == 0
        klient.post(reverse("personvern_angre"))
        assert not Slettebestilling.objects.exists()
        assert not angre_sletting(eva)
        bestill_sletting(eva)
        Slettebestilling.objects.update(utfores_tid=timezone.now())
        assert slett_bestilte() == 1
        assert not Bruker.objects.filter(epost="eva@eksempel.no").exists()
        assert klient.get(reverse("konto")).status_code == 302
        assert (
            Utsending.objects.filter(til="eva@eksempel.no").latest("opprettet_tid").emne
            == "Kontoen din er slettet"
        )

    def test_a_bestille_to_ganger_flytter_ikke_datoen(self, eva):
        forste = bestill_sletting(eva)
        assert bestill_sletting(eva).utfores_tid == forste.utfores_tid
        assert Utsending.objects.filter(nokkel__startswith="sletting_bestilt").count() == 1

    def test_den_som_angrer_i_siste_liten_slettes_ikke(self, eva):
        assert not slett_konto(eva.pk, forfalt=True)
        assert not slett_konto(0)
        assert Bruker.objects.filter(pk=eva.pk).exists()

    def test_organisasjonen_og_loggen_blir_staende_og_redaksjonen_far_vite_det(self, eva, client):
        redaktor = lag_redaktor()
        org = lag_entreprenor("Minnekoffert", eva)
        inviter(org, epost="ny@eksempel.no", rolle="medlem", av=eva)
        for_sletting = Hendelse.objects.count()
        slett_konto(eva.pk)
        assert Entreprenor.objects.filter(pk=org.pk).exists()
        assert not Medlemskap.objects.exists()
        assert Invitasjon.objects.get().invitert_av is None
        assert Hendelse.objects.count() > for_sletting
        assert (
            Utsending.objects.filter(til=redaktor.epost, nokkel__startswith="organisasjon_uten_folk").count()
            == 1
        )
        assert "Overta profilen" in client.get(org.get_absolute_url()).text

    def test_med_en_administrator_til_varsles_ingen(self, eva):
        from veier.medlemskap.handlinger.medlemmer import legg_til_medlem

        redaktor = lag_redaktor()
        org = lag_entreprenor("Minnekoffert", eva)
        legg_til_medlem(org, bruker=lag_bruker("b@eksempel.no"), rolle="administrator", av=eva, grunn="test")
        slett_konto(eva.pk)
        assert not Utsending.objects.filter(til=redaktor.epost).exists()


class TestOppbevaring:
    def _inaktiv(self, epost, dager):
        bruker = lag_bruker(epost)
        Bruker.objects.filter(pk=bruker.pk).update(last_login=timezone.now() - timedelta(days=dager))
        return bruker

    def _utfall(self, start, **valg):
        return next(u for u in kjor(**valg) if u.regel.navn.startswith(start))

    def test_inaktive_varsles_en_gang_og_slettes_etterpa(self):
        gammel = self._inaktiv("gammel@eksempel.no", 731)
        self._inaktiv("nylig@eksempel.no", 100)
        assert self._utfall("varsle").antall == 1
        assert self._utfall("varsle").antall == 0
        assert self._utfall("slette kontoer").antall == 0  # varselet er for nytt
        Bruker.objects.filter(pk=gammel.pk).update(inaktiv_varslet_tid=timezone.now() - timedelta(days=29))
        assert self._utfall("slette kontoer").gjort
        assert list(Bruker.objects.values_list("epost", flat=True)) == ["nylig@eksempel.no"]

    def test_den_som_logger_inn_etter_varselet_beholder_kontoen(self):
        gammel = self._inaktiv("gammel@eksempel.no", 740)
        kjor()
        Bruker.objects.filter(pk=gammel.pk).update(
            inaktiv_varslet_tid=timezone.now() - timedelta(days=40),
            last_login=timezone.now() - timedelta(days=30),
        )
        assert self._utfall("slette kontoer").antall == 0

    def test_prov_sier_hva_den_ville_gjort_og_gjor_ingenting(self, capsys):
        utkast = start_utkast(Ideutkast, steg="ideen", svar={"tittel": ["x"]})
        Ideutkast.objects.update(utloper_tid=timezone.now())
        call_command("oppbevaring", "--prov")
        assert "ville slette idéutkast eldre enn 90 dager: 1 av 1" in capsys.readouterr().out
        assert Ideutkast.objects.filter(pk=utkast.pk).exists()
        call_command("oppbevaring")
        assert not Ideutkast.objects.exists()

    def test_for_mange_pa_en_gang_stanses_uten_flagg(self, capsys):
        Utsending.objects.bulk_create(
            Utsending(nokkel=f"n{i}", til="a@b.no", emne="e", tekst="t", melding_id="m", status="sendt")
            for i in range(ALLTID_LOV + 1)
        )
        Utsending.objects.update(opprettet_tid=timezone.now() - timedelta(days=366))
        with pytest.raises(CommandError, match="stanset"):
            call_command("oppbevaring")
        assert "krever --tillat-mange" in capsys.readouterr().out
        assert Utsending.objects.count() == ALLTID_LOV + 1
        assert Hendelse.objects.filter(kode="oppbevaring_stanset").exists()
        call_command("oppbevaring", "--tillat-mange")
        assert Utsending.objects.count() == 0

    def test_gamle_eksporter_og_besvarte_foresporsler_slettes(self, eva):
        Eksport.objects.create(bruker=eva, innhold=b"x")
        Eksport.objects.update(bestilt_tid=timezone.now() - timedelta(days=8))
        assert self._utfall("slette eksporter").gjort
        assert not Eksport.objects.exists()
        assert self._utfall("slette besvarte forespørsler (entreprenor)").antall == 0


def test_jobbene_kjorer_reglene(caplog, eva):
    from veier.personvern import jobber

    assert jobber.slett_bestilte_kontoer(0) == 0
    assert jobber.gamle_foresporsler(0) == 0
    bruk("prove", "gammel", antall=1, sekunder=60)
    Teller.objects.using("grense").update(ledig_tid=timezone.now() - timedelta(seconds=1))
    bruk("prove", "ny", antall=1, sekunder=60)
    assert jobber.oppbevaring(0) == 0
    assert Teller.objects.using("grense").count() == 1  # den gamle er borte
    assert ventetid("prove", "ny", antall=1, sekunder=60) > 0  # den nye gjelder
    assert not jobber.lag_eksport(0)


def test_sporene_i_andres_e_post_og_filer_er_borte_nar_kontoen_er_slettet(eva):
    """Ekte sletting: det andre har fått, mister teksten her; det som venter, sendes først; andres filer lages på nytt."""
    import io
    import zipfile

    from django.db import connection

    from tests.verden import lag_bruker, lag_entreprenor
    from veier.epost.sending import send
    from veier.medlemskap.handlinger.foresporsler import be_om_a_bli_med
    from veier.medlemskap.handlinger.invitasjoner import godta_invitasjon, inviter
    from veier.personvern.handlinger import innsyn

    eva.navn = "Eva Sporløs"
    eva.save(update_fields=["navn"])
    eier = lag_bruker("eier@andre.no", navn="Eier")
    org, annen = lag_entreprenor("Org", eier), lag_entreprenor("Annen", eier)
    be_om_a_bli_med(org, bruker=eva, melding="Hilsen Eva Sporløs")
    godta_invitasjon(inviter(annen, epost=eva.epost, rolle="medlem", av=eier), bruker=eva)
    sendt = Utsending.objects.get(mal="foresporsel_ny")
    assert send(sendt.pk)
    ventende = Utsending.objects.get(mal="invitasjon_godtatt")
    Eksport.objects.create(bruker=eier)
    fil = Eksport.objects.get(bruker=eier)
    assert innsyn.lag_eksport(fil.pk)

    assert slett_konto(eva.pk)
    sendt.refresh_from_db()
    assert (sendt.tekst, sendt.html) == ("", "")
    assert send(ventende.pk)
    fil.refresh_from_db()
    if fil.innhold is None:
        assert innsyn.lag_eksport(fil.pk)
        fil.refresh_from_db()
    with zipfile.ZipFile(io.BytesIO(bytes(fil.innhold))) as pakke:
        alt = b"".join(pakke.read(n) for n in pakke.namelist()).decode()
    assert "Sporløs" not in alt and eva.epost not in alt
    # Bare beskjeden om at kontoen er slettet, kjenner adressen ennå – i tretti dager.
    beskjed = Utsending.objects.get(mal="konto_slettet")
    assert send(beskjed.pk)
    Utsending.objects.filter(pk=beskjed.pk).update(opprettet_tid=timezone.now() - timedelta(days=31))
    kjor()
    rester = {}
    with connection.cursor() as peker:
        peker.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (tabell,) in peker.fetchall():
            peker.execute(
                f'SELECT count(*) FROM "{tabell}" t WHERE t::text ILIKE %s OR t::text ILIKE %s',
                ["%Sporløs%", f"%{eva.epost}%"],
            )
            if antall := peker.fetchone()[0]:
                rester[tabell] = antall
    assert rester == {}


def test_teksten_i_sendt_e_post_tommes_etter_tretti_dager(eva):
    from veier.epost.handlinger import legg_i_ko
    from veier.epost.sending import send

    gammel, fersk = (
        legg_i_ko(nokkel=n, til="x@eksempel.no", emne="Hei", tekst="Innhold") for n in ("a", "b")
    )
    assert send(gammel.pk) and send(fersk.pk)
    Utsending.objects.filter(pk=gammel.pk).update(opprettet_tid=timezone.now() - timedelta(days=31))
    kjor()
    assert [Utsending.objects.get(pk=u.pk).tekst for u in (gammel, fersk)] == ["", "Innhold"]


def test_en_fil_som_ikke_lar_seg_lese_lages_pa_nytt_nar_noen_er_slettet(eva):
    """Vi vet ikke om hun er nevnt der."""
    andres = Eksport.objects.create(
        bruker=lag_bruker("eier@andre.no"), innhold=b"ikke en zip", ferdig_tid=timezone.now()
    )
    assert slett_konto(eva.pk)
    andres.refresh_from_db()
    assert (andres.innhold, andres.ferdig_tid) == (None, None)
