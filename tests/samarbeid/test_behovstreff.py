"""Treffene på behovene: regnet og lagret når noe er endret på en av sidene, med grunnene, og gjennomgangen om natten."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pyroaring import BitMap

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov, OffentligPart
from samarbeid.behovstreff import handlinger, regning
from samarbeid.behovstreff.handlinger import beregn_behov, beregn_entreprenor, beregn_ide
from samarbeid.jobber import begynn_behovstreff, sveip_behovstreff
from samarbeid.katalog.bygging import neste
from samarbeid.models import Behovsoppfolging, Behovstreff, Katalogendring, Katalograd, Treffsveip
from samarbeid.samtaler.handlinger.start import lag_mottaker, start_samtale
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.taksonomi.models import Tema

pytestmark = pytest.mark.django_db
LUKKET = {"tilstand": "lukket", "utfall": "samarbeid", "utfall_grunn": "Ingen penger."}
DEMENS, SYKEHJEM = ["demens"], ["sykehjemsbeboere-og-demens"]


@pytest.fixture(autouse=True)
def bare_egne(db):
    """Uten de virkelige entreprenørene i katalogen: de passer også."""
    numre = list(Katalograd.objects.values_list("pk", flat=True))
    Katalograd.objects.all().delete()
    Katalogendring.objects.bulk_create(Katalogendring(rad=nr) for nr in numre)


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


def _behov(part, tittel="Lange dager", **felt):
    felt = {
        "problem": "Personer med demens på sykehjem har lange dager.", "tema": DEMENS, "malgruppe": SYKEHJEM,
        "omrader": ["5001"], "publisert_tid": timezone.now(), "tilstand": "apent", **felt,
    }  # fmt: skip
    return Behov.objects.create(part=part, slug=tittel.lower().replace(" ", "-"), tittel=tittel, **felt)


def _firma(slug, **felt):
    felt = {
        "temaer": DEMENS,
        "malgrupper": SYKEHJEM,
        "steder": ["5001"],
        "publisert_tid": timezone.now(),
    } | felt
    return Entreprenor.objects.create(slug=slug, navn=f"Firma {slug}", **felt)


def _ide(firma, tittel="Kofferter", **felt):
    felt = {
        "tema": DEMENS,
        "malgruppe": SYKEHJEM,
        "synlighet": "alle",
        "publisert_tid": timezone.now(),
    } | felt
    return Ide.objects.create(
        entreprenor=firma, slug=tittel.lower().replace(" ", "-"), arbeidsnavn=tittel, tittel=tittel,
        problem="Personer med demens har lange dager på sykehjem.", losning="En koffert.", **felt,
    )  # fmt: skip


def _rader(**hvor):
    rader = Behovstreff.objects.filter(**hvor).select_related("entreprenor", "ide")
    return {(t.entreprenor.slug, t.ide and t.ide.slug): t.passer for t in rader}


def _jobber(navn):
    return [j.args for j in ProcrastinateJob.objects.filter(task_name=navn, status="todo").order_by("id")]


def test_profiler_og_ideer_lagres_med_grunnene_og_de_like_under_med_det_som_er_imot(part):
    _ide(_firma("her"))
    _firma("borte", steder=["4601"])
    _firma("annet", temaer=["gjeld-og-okonomi"], kort="Råd om gjeld.")
    innhold.oppdater_katalogen()
    behov = _behov(part)
    assert beregn_behov(behov.pk) == 3
    assert _rader() == {("her", None): "ja", ("her", "kofferter"): "ja", ("borte", None): "nei"}
    beste = Behovstreff.objects.get(entreprenor__slug="her", ide=None)
    assert {"p_tema", "p_malgruppe", "e_sted"} <= {g["kode"] for g in beste.grunner}
    assert [g["kode"] for g in Behovstreff.objects.get(passer="nei").mot] == ["p_annet_sted"]


def test_det_som_fortsatt_gjelder_beholder_dagen_og_det_andre_blir_borte(part):
    firma = _firma("her")
    innhold.oppdater_katalogen()
    behov = _behov(part)
    beregn_behov(behov.pk)
    i_fjor = timezone.now() - timedelta(days=400)
    Behovstreff.objects.update(forst_sett_tid=i_fjor)
    _firma("nytt")
    innhold.oppdater_katalogen()
    beregn_behov(behov.pk)
    assert Behovstreff.objects.get(entreprenor=firma).forst_sett_tid == i_fjor
    assert _rader() == {("her", None): "ja", ("nytt", None): "ja"}
    for felt in (
        LUKKET,
        {"tilstand": "apent", "frist": timezone.localdate() - timedelta(days=1)},
    ):
        Behov.objects.update(**felt)
        assert (beregn_behov(behov.pk), Behovstreff.objects.count()) == (0, 0)


def test_en_ide_er_bare_med_der_virksomheten_kan_se_den(part):
    firma = _firma("her")
    valgt = _ide(firma, "Valgt", synlighet="valgte")
    valgt.vist_til.set([part])
    _ide(firma, "Hemmelig", synlighet="bare_oss")
    _ide(firma, "Andre", synlighet="valgte").vist_til.set([OffentligPart.objects.get(slug="bergen-kommune")])
    _ide(firma, "Etat", synlighet="offentlige")
    innhold.oppdater_katalogen()
    behov = _behov(part)
    beregn_behov(behov.pk)
    ventet = {("her", None): "ja", ("her", "valgt"): "ja", ("her", "etat"): "ja"}
    assert _rader() == ventet
    # Fra den andre siden: det samme.
    Behovstreff.objects.all().delete()
    beregn_entreprenor(firma.pk)
    for ide in Ide.objects.all():
        beregn_ide(ide.pk)
    assert _rader() == ventet


def test_uten_tema_eller_sted_blir_det_fa(part, monkeypatch):
    monkeypatch.setattr(regning, "LAGRES_FORSIKTIG", 2)
    for nr in range(4):
        _firma(f"firma-{nr}")
    innhold.oppdater_katalogen()
    uten_sted, uten_alt = (
        _behov(part, omrader=[]),
        _behov(part, "Uten noe", problem="", tema=[], omrader=["5001"]),
    )
    assert beregn_behov(uten_sted.pk) == 2
    assert beregn_behov(uten_alt.pk) == 0  # bare stedet, eller bare målgruppen, er ikke et treff


def test_det_blir_fa_ogsa_nar_det_er_entreprenorene_som_endres(part, monkeypatch):
    monkeypatch.setattr(regning, "LAGRES_FORSIKTIG", 2)
    firmaene = [_firma(f"firma-{nr}") for nr in range(4)]
    ideene = [_ide(firma, f"Idé {nr}", omrader=["5001"]) for nr, firma in enumerate(firmaene)]
    innhold.oppdater_katalogen()
    uten_sted = _behov(part, omrader=[])
    for firma, ide in zip(firmaene, ideene, strict=True):
        beregn_entreprenor(firma.pk)
        beregn_ide(ide.pk)
        assert uten_sted.treffene.filter(ide=None).count() == 2
        assert uten_sted.treffene.exclude(ide=None).count() == 2


def test_den_som_er_langt_under_den_beste_blir_ikke_med_ved_a_endre_profilen(part):
    _firma("beste")
    svak = _firma("svak", malgrupper=[], steder=["NO"], temaer=[*DEMENS, "rus", "integrering", "parorende"])
    innhold.oppdater_katalogen()
    behov = _behov(part)
    beregn_behov(behov.pk)
    ventet = set(behov.treffene.values_list("entreprenor", flat=True))
    assert svak.pk not in ventet
    beregn_entreprenor(svak.pk)
    assert set(behov.treffene.values_list("entreprenor", flat=True)) == ventet


def test_endringer_pa_hver_side_setter_i_ko_det_som_skal_regnes_om(part):
    firma = _firma("her")
    ide, behov = _ide(firma), _behov(part)
    innhold.oppdater_katalogen()
    assert _jobber("samarbeid.treff_for_behov") == [{"behov": behov.pk}]
    assert {"entreprenor": firma.pk} in _jobber("samarbeid.treff_for_entreprenor")
    assert _jobber("samarbeid.treff_for_ide") == [{"ide": ide.pk}]
    behov.problem = "Noe annet."
    behov.save()
    innhold.oppdater_katalogen()
    assert _jobber("samarbeid.treff_for_behov") == [{"behov": behov.pk}]  # den som venter, leser det nye


def test_er_alt_endret_tar_gjennomgangen_det(part, monkeypatch):
    monkeypatch.setattr(neste, "FLEST", 1)
    _behov(part), _behov(part, "Et til")
    innhold.oppdater_katalogen()
    assert _jobber("samarbeid.treff_for_behov") == []
    assert _jobber(neste.FOR_MANGE_ENDRET) == [{}]


def test_er_mye_endret_mens_gjennomgangen_gaar_begynner_den_forfra(part, monkeypatch):
    """Også når den holder på med den første bunken: det den regner nå, er regnet uten dem som kom til."""
    monkeypatch.setattr(handlinger, "I_GANGEN", 2)
    monkeypatch.setattr(handlinger, "SEKUNDER", 0)
    for nr in range(3):
        _behov(part, f"Behov {nr}")
    innhold.oppdater_katalogen()
    sveip = handlinger.begynn_sveip()
    forste = list(handlinger._behovene(0)[:2])
    handlinger.begynn_sveip(paa_nytt=True)
    # Den som alt venter, kan ha lest den gamle: da stanser den, og uten en til ble resten stående til natten.
    assert len(_jobber(handlinger.SVEIP)) == 2
    handlinger._etter_bunken(sveip, forste)  # bunken som alt var lest
    assert Treffsveip.objects.get().ferdige == 0
    assert [handlinger.sveip_videre() for _gang in range(3)] == [2, 1, 0]
    ferdig = Treffsveip.objects.get()
    assert (ferdig.ferdige, ferdig.alle, ferdig.ferdig_tid is not None) == (3, 3, True)
    handlinger.begynn_sveip(paa_nytt=True)
    assert Treffsveip.objects.count() == 2


def test_hoyst_tolv_sporringer_for_et_behov(part):
    for nr in range(3):
        _ide(_firma(f"firma-{nr}"))
    innhold.oppdater_katalogen()
    behov = _behov(part)
    beregn_behov(behov.pk)
    with CaptureQueriesContext(
        connection,
    ) as sporringer:
        assert beregn_behov(behov.pk) == 6
    lagringspunkter = [s for s in sporringer if "SAVEPOINT" in s["sql"]]
    assert len(sporringer) - len(lagringspunkter) <= 12, [s["sql"][:90] for s in sporringer]


class TestGjennomgangen:
    @pytest.fixture(autouse=True)
    def noen(self, part, monkeypatch):
        monkeypatch.setattr(handlinger, "I_GANGEN", 2)
        monkeypatch.setattr(handlinger, "SEKUNDER", 0)  # én bunke i hver jobb
        _firma("her")
        innhold.oppdater_katalogen()
        for nr in range(5):
            _behov(part, f"Behov {nr}")
        _behov(part, "Lukket", **LUKKET)

    def _kjor(self, ganger=20):
        """Jobbene i køen, én etter én."""
        kjort = 0
        while kjort < ganger and (
            jobb := ProcrastinateJob.objects.filter(task_name=handlinger.SVEIP).first()
        ):
            with connection.cursor() as peker:
                peker.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [jobb.id])
            sveip_behovstreff()
            kjort += 1
        return kjort

    def test_den_gar_gjennom_alle_og_rydder_etter_de_lukkede(self, part):
        lukket = Behov.objects.get(tilstand="lukket")
        firma = Entreprenor.objects.get(slug="her")
        Behovstreff.objects.create(
            behov=lukket,
            entreprenor=firma,
            poeng=1,
            passer="ja",
            regelversjon="1",
            beregnet_tid=timezone.now(),
        )
        assert begynn_behovstreff(0) == 5
        assert self._kjor() == 4  # 2 + 2 + 1, og én som ser at det er slutt
        sveip = Treffsveip.objects.get()
        assert (sveip.ferdige, sveip.alle, bool(sveip.ferdig_tid)) == (5, 5, True)
        assert Behovstreff.objects.count() == 5 and not Behovstreff.objects.filter(behov=lukket).exists()

    def test_en_jobb_tar_alle_bunkene_den_rekker_og_stanser_mellom_dem(self, monkeypatch):
        monkeypatch.setattr(handlinger, "SEKUNDER", 60)
        begynn_behovstreff(0)
        assert sveip_behovstreff() == 5
        assert Treffsveip.objects.get().ferdig_tid
        begynn_behovstreff(0)
        ekte = handlinger.beregn_behov

        def stanser(pk, **valg):
            handlinger.stans_sveip(av=rita)
            return ekte(pk, **valg)

        rita = lag_redaktor()
        monkeypatch.setattr(handlinger, "beregn_behov", stanser)
        assert sveip_behovstreff() == 2, "bunken den holdt på med, og ikke flere"
        assert Treffsveip.objects.get(ferdig_tid=None).ferdige == 2

    def test_hver_endring_ber_om_den_og_hoyst_en_jobb_venter(self):
        i_ko = ProcrastinateJob.objects.filter(task_name=handlinger.SVEIP, status="todo")
        for _endring in range(3):
            begynn_behovstreff(0)
            assert i_ko.count() == 1
        assert self._kjor(1) == 1
        begynn_behovstreff(0)
        assert i_ko.count() == 1
        self._kjor()
        assert (i_ko.count(), Treffsveip.objects.get().ferdige) == (0, 5)

    def test_endres_referansedataene_midt_i_tas_de_ferdige_om_igjen(self):
        begynn_behovstreff(0)
        assert self._kjor(1) == 1
        ferdige = sorted(Behovstreff.objects.values_list("behov", flat=True))
        assert len(ferdige) == 2
        Tema.objects.filter(slug="demens").update(
            navn="Demens og hukommelse"
        )  # de to er regnet med det gamle
        Behovstreff.objects.filter(behov__in=ferdige).update(poeng=1)
        self._kjor()
        sveip = Treffsveip.objects.get()
        assert (sveip.ferdige, sveip.alle, bool(sveip.ferdig_tid)) == (5, 5, True)
        assert Behovstreff.objects.count() == 5 and not Behovstreff.objects.filter(poeng=1).exists()

    def test_det_treffene_ikke_regnes_av_gir_ikke_en_ny_runde(self):
        begynn_behovstreff(0)
        self._kjor(1)
        OffentligPart.objects.filter(slug="trondheim-kommune").update(merknad="Ny merknad.")
        assert self._kjor() == 3  # 2 + 1, og én som ser at det er slutt

    def test_endres_de_mens_den_siste_bunken_gar_er_den_ikke_ferdig(self):
        begynn_behovstreff(0)
        assert self._kjor(3) == 3
        Tema.objects.filter(slug="demens").update(navn="Demens og hukommelse")
        self._kjor(1)
        assert (Treffsveip.objects.get().ferdige, Treffsveip.objects.get().ferdig_tid) == (2, None)

    def test_det_star_hvem_i_redaksjonen_som_satte_den_i_gang(self):
        rita = lag_redaktor()
        for _trykk in range(2):
            logg_inn(rita).post(reverse("redaksjon_treffene"), {"begynn": "1"})
        begynt = Hendelse.objects.get(kode="treffsveip_begynt")
        assert begynt.av == rita.offentlig_id

    def test_den_stanses_og_fortsetter_der_den_slapp(self):
        rita = lag_redaktor()
        begynn_behovstreff(0)
        self._kjor(1)
        assert handlinger.stans_sveip(av=rita) and not handlinger.stans_sveip(av=rita)
        assert self._kjor() == 1  # den som sto i køen, gjør ingenting
        begynn_behovstreff(0)  # heller ikke natten setter den i gang igjen
        assert (self._kjor(), Treffsveip.objects.get().ferdige) == (0, 2)
        assert handlinger.fortsett_sveip(av=rita) and not handlinger.fortsett_sveip(av=rita)
        self._kjor()
        assert Treffsveip.objects.get().ferdige == 5
        koder = (
            Hendelse.objects.filter(kode__startswith="treffsveip_")
            .order_by("pk")
            .values_list("kode", flat=True)
        )
        assert list(koder) == ["treffsveip_stanset", "treffsveip_fortsatt"]

    def test_blir_den_drept_midt_i_en_bunke_gjores_den_om_igjen(self, monkeypatch):
        begynn_behovstreff(0)
        ekte, regnet = handlinger.beregn_behov, []

        def dor(pk, **valg):
            regnet.append(pk)
            if len(regnet) == 2:
                raise SystemExit
            return ekte(pk, **valg)

        monkeypatch.setattr(handlinger, "beregn_behov", dor)
        with pytest.raises(SystemExit):
            sveip_behovstreff()
        assert Treffsveip.objects.get().ferdige == 0
        begynn_behovstreff(0)
        self._kjor()
        assert (Treffsveip.objects.get().ferdige, Behovstreff.objects.count()) == (5, 5)

    def test_to_jobber_med_den_samme_bunken_teller_den_en_gang(self):
        begynn_behovstreff(0)
        sveip = Treffsveip.objects.get()
        numre = list(Behov.objects.order_by("pk").values_list("pk", flat=True)[:2])
        for _gang in range(2):
            handlinger._etter_bunken(sveip, numre)
        assert Treffsveip.objects.get().ferdige == 2


def test_begge_sider_ser_grunnene_i_sine_ord_og_hva_som_ville_endret_det(part):
    ola = lag_bruker("ola@eksempel.no", navn="Ola")
    eva = lag_bruker("eva@eksempel.no", navn="Eva")
    legg_til_medlem(part, bruker=ola, rolle="medlem", av=ola, grunn="test")
    velg_hatt(ola, kode=f"offentlig:{part.slug}")
    her = lag_entreprenor(
        "Her", eva, temaer=DEMENS, malgrupper=SYKEHJEM, steder=["5001"], publisert_tid=timezone.now()
    )
    velg_hatt(eva, kode="entreprenor:her")
    _firma("borte", steder=["4601"])
    innhold.oppdater_katalogen()
    behov, i_bergen = _behov(part), _behov(part, "I Bergen", omrader=["4601"])
    for b in (behov, i_bergen):
        beregn_behov(b.pk)
    side = logg_inn(ola).get(reverse("behov_treff", args=[part.slug, behov.slug])).text
    for ventet in ("De dekker Trondheim.", "Hvorfor ikke disse?", "Det står ikke at de dekker Trondheim."):
        assert ventet in side
    assert "Spør om de kan komme til Trondheim." in side
    deres = logg_inn(eva).get(reverse("behov_for_oss", args=[her.slug])).text
    for ventet in (
        "Dere dekker Trondheim.",
        "Det står ikke at dere dekker Bergen.",
        "Kan dere komme til Bergen",
    ):
        assert ventet in deres
    Behov.objects.filter(pk=behov.pk).update(**LUKKET)
    assert "Lange dager" not in logg_inn(eva).get(reverse("behov_for_oss", args=[her.slug])).text


def test_en_ide_som_ikke_lenger_vises_for_leseren_er_ikke_med(part):
    ola = lag_bruker("ola@eksempel.no", navn="Ola")
    legg_til_medlem(part, bruker=ola, rolle="medlem", av=ola, grunn="test")
    velg_hatt(ola, kode=f"offentlig:{part.slug}")
    _ide(_firma("her"), "Skjulte kofferter")
    innhold.oppdater_katalogen()
    behov = _behov(part)
    beregn_behov(behov.pk)
    sti = reverse("behov_treff", args=[part.slug, behov.slug])
    assert "Skjulte kofferter" in logg_inn(ola).get(sti).text
    Ide.objects.update(synlighet="bare_oss")  # jobben er ikke kjørt ennå
    assert "Skjulte kofferter" not in logg_inn(ola).get(sti).text


def test_grunnene_beholdes_slik_de_var_da_entreprenoren_tok_kontakt(part):
    eva = lag_bruker("eva@eksempel.no", navn="Eva")
    her = lag_entreprenor("Her", eva, temaer=DEMENS, malgrupper=SYKEHJEM, steder=["5001"],
        publisert_tid=timezone.now(), organisasjonsnummer="314001001")  # fmt: skip
    innhold.oppdater_katalogen()
    behov = _behov(part, svaradresse="behov@trondheim.kommune.no")
    beregn_behov(behov.pk)
    grunner = Behovstreff.objects.get().grunner
    start_samtale(
        her, lag_mottaker(part, behov=behov), emne="Kofferter", rolle="", til="behov@trondheim.kommune.no",
        tekst="Hei", sendenokkel=uuid.uuid4(), av=eva,
    )  # fmt: skip
    Behov.objects.update(tema=["gjeld-og-okonomi"], problem="Gjeld.", tittel="Gjeld")
    beregn_behov(behov.pk)
    rad = Behovsoppfolging.objects.get()
    assert (rad.grunner, rad.hva, rad.av, rad.passer) == (grunner, "tok_kontakt", eva, "ja")
    assert not Behovstreff.objects.filter(passer="ja").exists()


def test_i_en_stor_katalog_blir_det_de_samme_nar_ordene_er_de_samme(part, monkeypatch):
    from samarbeid.katalog.indeks import likeste

    _ide(_firma("her", kort="Lange dager for personer med demens på sykehjem."))
    _firma("borte", steder=["4601"])
    innhold.oppdater_katalogen()
    behov = _behov(part)
    beregn_behov(behov.pk)
    ventet = _rader()
    monkeypatch.setattr(likeste, "STOR", -1)
    beregn_behov(behov.pk)
    assert _rader() == ventet
    ord_ = [
        g["detaljer"]["ord"]
        for g in Behovstreff.objects.get(ide__slug="kofferter").grunner
        if g["kode"] == "p_ord"
    ]
    assert ord_ and "sykehjem" in ord_[0]


def test_utvalget_er_de_med_temaet_og_de_sjeldneste_ordene_og_aldri_for_mange(monkeypatch):
    from samarbeid.katalog.indeks import likeste

    monkeypatch.setattr(likeste, "REGNES_PA", 10)
    alle = BitMap(range(100))
    sjeldent, vanlig = likeste._Ordet(None, BitMap([3, 50, 97])), likeste._Ordet(None, alle)
    ut = likeste.utvalget([vanlig, sjeldent], alle, BitMap([90, 97]))
    assert len(ut) == 10 and {3, 50, 90, 97} <= set(ut)
    assert max(ut) > 60  # resten er jevnt fordelt, ikke bare dem som har vært med lengst


def test_siden_skiller_dem_som_passer_godt_fra_dem_som_kan_passe_og_sier_hva_som_mangler(part):
    ola = lag_bruker("ola@eksempel.no", navn="Ola")
    legg_til_medlem(part, bruker=ola, rolle="medlem", av=ola, grunn="test")
    velg_hatt(ola, kode=f"offentlig:{part.slug}")
    _firma("godt")
    _firma("kanskje", malgrupper=[])
    innhold.oppdater_katalogen()
    behov = _behov(part)

    def side():
        beregn_behov(behov.pk)
        return logg_inn(ola).get(reverse("behov_treff", args=[part.slug, behov.slug])).text

    hel = side()
    rekken = [
        hel.index(ord_) for ord_ in (">Passer godt</h2>", "Firma godt", ">Kan passe</h2>", "Firma kanskje")
    ]
    assert rekken == sorted(rekken)
    assert "Behovet mangler" not in hel
    Behov.objects.update(malgruppe=[])
    uten = side()
    assert "Behovet mangler målgruppe." in uten and "kan ingen stå som «Passer godt»" in uten
    assert ">Passer godt</h2>" not in uten and "Firma godt" in uten
    Behov.objects.update(tema=[], omrader=[])
    assert "Behovet mangler tema, målgruppe og sted." in side()
