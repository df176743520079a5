"""Ingen måte å endre en rad på lar katalogen stå gammel igjen."""

from __future__ import annotations

import re

import pytest
from django.contrib.admin.sites import site
from django.core.management import call_command
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from entreprenorer import synlighet
from entreprenorer.handlinger.referanser import be_om_referanse, svar_som_medlem
from entreprenorer.models import Entreprenor, Ide, Referanse, Virkning
from kommuner.models import OffentligPart
from samarbeid.katalog.bygging import behovsrader, portalen, rader
from samarbeid.katalog.bygging.koen import bygg_katalogen, reglene, rydd_endringer, se_etter, ta_koen
from samarbeid.katalog.bygging.rader import lag_rader, navneord
from samarbeid.katalog.indeks.register import hent_register
from samarbeid.katalog.indeks.sok import finn
from samarbeid.katalog.indeks.typer import Katalogsok
from samarbeid.models import Eksempel, Idetekst, Katalogendring, Katalogko, Katalograd, Katalogtekst
from samarbeid.publisering import behovsok, idesok
from samarbeid.publisering.idesok import IDESOK
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Medlemsrolle
from veier.sok.indeksering import regelnummer, reglene_er_nye, samlet_tekst
from veier.sok.models import Indeksversjon
from veier.taksonomi.models import Malgruppe, Omrade, Tema, TidligereOmrade

pytestmark = pytest.mark.django_db


@pytest.fixture
def folk():
    eier, redaktor = lag_bruker("eva@eksempel.no"), lag_redaktor()
    org = innhold.publisert_profil(lag_entreprenor("Kofferten", eier), av=eier, redaktor=redaktor)
    part = OffentligPart.objects.get(slug="trondheim-kommune")
    ansatt = lag_bruker("ola@eksempel.no")
    legg_til_medlem(part, bruker=ansatt, rolle=Medlemsrolle.MEDLEM, av=ansatt, grunn="test")
    ref = be_om_referanse(org, part=part, enhet="", hva="Prøvde", fra_ar=2020, til_ar=None, av=eier)
    folk = {"eier": eier, "redaktor": redaktor, "org": org, "part": part, "ansatt": ansatt, "ref": ref}
    folk["ide"] = innhold.publisert_ide(org, av=eier, redaktor=redaktor)
    folk["virkning"] = innhold.publisert_virkning(org, av=eier, redaktor=redaktor)
    innhold.oppdater_katalogen()
    with connection.cursor() as peker:
        peker.execute("DELETE FROM procrastinate_jobs")
    return folk


def _slik_det_er():
    rader = {
        r.pk: (r.slug, r.navn, tuple(r.merker), r.vist, r.soketekst.tekst)
        for r in Katalograd.objects.select_related("soketekst")
    }
    ideer = {i.pk: (i.tekst, i.vektor) for i in Idetekst.objects.all()}
    return rader, ideer


def _slik_det_skal_vaere():
    rader = lag_rader(Entreprenor.objects.values_list("pk", flat=True))
    innslag = IDESOK.lag(Ide.objects.values_list("pk", flat=True), navneord())
    return (
        {pk: (r.slug, r.navn, r.merker, dict(r.vist), samlet_tekst(r.dokument)) for pk, r in rader.items()},
        {pk: (samlet_tekst(i.tekst), i.i_vektoren) for pk, i in innslag.items()},
    )


def _er_lik():
    rader, ideer = _slik_det_er()
    skal_rader, skal_ideer = _slik_det_skal_vaere()
    assert rader == skal_rader
    assert {pk: tekst for pk, (tekst, _v) in ideer.items()} == {pk: t for pk, (t, _m) in skal_ideer.items()}
    for pk, (_tekst, merker) in skal_ideer.items():
        assert all(merke in ideer[pk][1] for merke in merker.split())
        assert len(re.findall(r"'[sop]/", ideer[pk][1])) == len(merker.split())


def _rediger_i_admin(folk):
    """Redaksjonen skjuler en profil på endringssiden."""
    request = RequestFactory().post("/")
    request.user = folk["redaktor"]
    folk["org"].skjult = True
    site._registry[Entreprenor].save_model(request, folk["org"], form=None, change=True)


def _sql(sporring):
    def kjor(folk):
        with connection.cursor() as peker:
            peker.execute(sporring, {"org": folk["org"].pk, "ide": folk["ide"].pk})

    return kjor


def _ny_sak(folk):
    sak = Eksempel.objects.filter(skjult=False).first()
    Eksempel.objects.filter(pk=sak.pk).update(profiler=["kofferten"])


MATER = {
    "queryset_update": lambda f: Entreprenor.objects.filter(pk=f["org"].pk).update(kort="Noe helt annet"),
    "save": lambda f: _lagre(f["org"], navn="Nytt navn"),
    "bulk_update": lambda f: Entreprenor.objects.bulk_update([_endret(f["org"], temaer=["rus"])], ["temaer"]),
    "sql": _sql("UPDATE entreprenorer_entreprenor SET hele_landet = true WHERE id = %(org)s"),
    "admin": _rediger_i_admin,
    "oppløst i registeret": lambda f: Entreprenor.objects.filter(pk=f["org"].pk).update(opplost_tid="2026-01-01"),
    "ny entreprenør": lambda f: lag_entreprenor("En til", f["eier"]),
    "slettet": lambda f: Virkning.objects.filter(pk=f["virkning"].pk).delete(),
    "virkning målt av andre": lambda f: Virkning.objects.update(hvem_malte="uavhengig", hvordan="gruppe"),
    "virkning arkivert": lambda f: Virkning.objects.update(arkivert_tid="2026-01-01T00:00Z"),
    "referanse bekreftet": lambda f: svar_som_medlem(f["ref"].ref, bekreft=True, stilling="Leder", av=f["ansatt"]),
    "referanse med sql": _sql("UPDATE entreprenorer_referanse SET status = 'bekreftet' WHERE entreprenor_id = %(org)s"),
    "ny sak om dem": _ny_sak,
    "ide endret": lambda f: Ide.objects.filter(pk=f["ide"].pk).update(losning="En helt ny løsning"),
    "ide arkivert": lambda f: Ide.objects.filter(pk=f["ide"].pk).update(arkivert_tid="2026-01-01T00:00Z"),
    "ide vist til ingen": lambda f: Ide.objects.filter(pk=f["ide"].pk).update(synlighet="bare_oss"),
    "ide vist til én": lambda f: (Ide.objects.filter(pk=f["ide"].pk).update(synlighet="valgte"), f["ide"].vist_til.add(f["part"])),
    "eieren skjult": lambda f: Entreprenor.objects.filter(pk=f["org"].pk).update(skjult=True),
    "tema får nytt navn": lambda f: Tema.objects.filter(slug="demens").update(navn="Kognitiv svikt"),
    "målgruppe får nytt navn": lambda f: Malgruppe.objects.filter(slug="sykehjemsbeboere-og-demens").update(navn="De eldste"),
    "kommune får nytt navn": lambda f: Omrade.objects.filter(kode="5001").update(navn="Nidaros"),
    "et gammelt navn til": lambda f: TidligereOmrade.objects.create(
        nummer="9998", navn="Kaupangen", gyldig_til="1930-01-01", omrade=Omrade.objects.get(kode="5001")
    ),
}  # fmt: skip


def _endret(objekt, **felt):
    for navn, verdi in felt.items():
        setattr(objekt, navn, verdi)
    return objekt


def _lagre(objekt, **felt):
    _endret(objekt, **felt).save()


@pytest.mark.parametrize("mate", MATER)
def test_hver_mate_a_endre_pa_kommer_med(mate, folk):
    for_ = _slik_det_er()
    MATER[mate](folk)
    assert Katalogko.objects.exists()
    with connection.cursor() as peker:
        peker.execute(
            "SELECT task_name, lock FROM procrastinate_jobs WHERE task_name LIKE 'samarbeid.oppdater_kat%'"
        )
        assert ("samarbeid.oppdater_katalogen", "katalogen") in peker.fetchall()
    innhold.oppdater_katalogen()
    _er_lik()
    assert _slik_det_er() != for_, "endringen skulle synes i katalogen"


def test_nivaet_til_en_virksomhet_endrer_dem_som_har_samarbeidet_med_den(folk):
    svar_som_medlem(folk["ref"].ref, bekreft=True, stilling="Leder", av=folk["ansatt"])
    innhold.oppdater_katalogen()
    assert "har:kommune" in Katalograd.objects.get(slug="kofferten").merker
    OffentligPart.objects.filter(pk=folk["part"].pk).update(nivaer=["stat"])
    innhold.oppdater_katalogen()
    assert "har:stat" in Katalograd.objects.get(slug="kofferten").merker
    _er_lik()


def test_det_siste_leddet_tar_med_seg_raden(folk):
    """Slettes entreprenøren, er raden, teksten og ideene borte, og de andre prosessene får vite det."""
    pk = folk["org"].pk
    register = hent_register()
    assert pk in register.alle
    Referanse.objects.all().delete()
    Entreprenor.objects.filter(pk=pk).delete()
    innhold.oppdater_katalogen()
    assert not Katalograd.objects.filter(pk=pk).exists()
    assert not Katalogtekst.objects.filter(pk=pk).exists()
    assert not Idetekst.objects.exists()
    assert pk not in hent_register().alle
    assert pk in register.alle  # en forespørsel som er i gang, beholder det den begynte med


def test_en_endring_som_ikke_endrer_noe_gir_ingen_jobb(folk):
    Entreprenor.objects.filter(pk=folk["org"].pk).update(navn="Kofferten")
    Tema.objects.update(skjult=False)
    assert not Katalogko.objects.exists()


def test_en_angret_endring_gir_ingen_jobb(folk):
    with transaction.atomic():
        Entreprenor.objects.filter(pk=folk["org"].pk).update(navn="Noe annet")
        transaction.set_rollback(True)
    assert not Katalogko.objects.exists()


def test_hver_tabell_indeksen_leser_har_en_trigger(folk, kunnskap):
    """Legger noen til en kilde, må den også sette katalogen i kø."""
    with CaptureQueriesContext(connection) as sporringer:
        lag_rader([folk["org"].pk])
        IDESOK.lag([folk["ide"].pk], navneord())
    lest = {t for s in sporringer for t in re.findall(r'(?:FROM|JOIN) "(\w+)"', s["sql"])}
    with connection.cursor() as peker:
        peker.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'katalogen'")
        med_trigger = {tabell for (tabell,) in peker.fetchall()}
    # Kunnskapen (koder som finnes) leses også; av den brukes bare temaer, målgrupper og steder.
    bare_kunnskap = {
        "taksonomi_referanseversjon", "taksonomi_synonym", "taksonomi_samarbeidsmodell", "taksonomi_terskelverdi",
        "taksonomi_tilskuddsordning", "taksonomi_tekstsignal", "kommuner_rolle", "kommuner_beslutningsvei",
        "kommuner_offentligpart_dekker",
    }  # fmt: skip
    assert lest - bare_kunnskap <= med_trigger, lest - med_trigger
    assert {"entreprenorer_entreprenor", "entreprenorer_virkning", "samarbeid_eksempel"} <= lest


def test_bygg_katalogen_retter_det_noen_har_odelagt_og_sier_hvor_langt_den_er(folk, capsys):
    Katalograd.objects.filter(slug="kofferten").update(merker=[], navn="Feil")
    Idetekst.objects.all().delete()
    Katalogtekst.objects.all().update(tekst="")
    call_command("bygg_katalogen")
    _er_lik()
    assert "100 %" in capsys.readouterr().out
    nummer = Katalogendring.objects.count()
    bygg_katalogen()
    assert Katalogendring.objects.count() == nummer, "det som er likt, får ikke et nytt nummer"


def test_koen_tas_i_bunker_og_det_nyeste_forst(folk, monkeypatch):
    from samarbeid.katalog.bygging import koen as katalog

    monkeypatch.setattr(katalog, "I_GANGEN", 2)
    Entreprenor.objects.exclude(pk=folk["org"].pk).update(kort="Gammel endring")
    Entreprenor.objects.filter(pk=folk["org"].pk).update(kort="Ny endring")
    igjen = ta_koen()
    assert igjen > 0
    assert Katalograd.objects.get(pk=folk["org"].pk).vist["kort"] == "Ny endring"
    innhold.oppdater_katalogen()
    _er_lik()


def test_gamle_endringer_glemmes_men_numrene_fortsetter(folk, kunnskap):
    hent_register()
    siste = Katalogendring.objects.latest("nummer").nummer
    Katalogendring.objects.update(tid="2020-01-01T00:00Z")
    assert rydd_endringer() > 0
    assert list(Katalogendring.objects.values_list("nummer", flat=True)) == [siste]
    Entreprenor.objects.filter(pk=folk["org"].pk).update(temaer=["rus"])
    innhold.oppdater_katalogen()
    assert folk["org"].pk in finn(Katalogsok(tema=("rus",)), kunnskap).rader(0, 100)
    assert folk["org"].pk not in finn(Katalogsok(tema=("demens",)), kunnskap).rader(0, 100)


def test_et_register_som_har_sovet_lenge_leser_alt_pa_nytt(folk, kunnskap):
    """Endringene det trenger, er glemt: det må ikke tro at ingenting har skjedd."""
    hent_register()
    Entreprenor.objects.filter(pk=folk["org"].pk).update(temaer=["rus"])
    innhold.oppdater_katalogen()
    Entreprenor.objects.filter(pk=folk["org"].pk).update(kort="Enda nyere")
    innhold.oppdater_katalogen()
    siste = Katalogendring.objects.latest("nummer").nummer
    Katalogendring.objects.exclude(nummer=siste).delete()
    assert folk["org"].pk in finn(Katalogsok(tema=("rus",)), kunnskap).rader(0, 1000)


def test_nye_regler_for_sok_gjor_alle_tekstene_om(folk):
    se_etter()
    Katalogtekst.objects.filter(pk=folk["org"].pk).update(vektor="'gammel':1")
    assert not Katalogko.objects.exists()
    Indeksversjon.objects.filter(samling="katalog:regler").update(nummer=1)
    igjen = se_etter()
    while igjen:
        igjen = ta_koen()
    assert "demens" in Katalogtekst.objects.get(pk=folk["org"].pk).vektor
    assert not reglene_er_nye("katalog", *reglene())


def _ventelister():
    with connection.cursor() as peker:
        peker.execute(
            "SELECT relname, 'fastupdate=on' = ANY(reloptions) FROM pg_class WHERE relname IN"
            " ('katalogtekst_vektor', 'idetekst_vektor') ORDER BY 1"
        )
        return dict(peker.fetchall())


def test_indeksene_har_venteliste_bare_mens_katalogen_bygges(folk, monkeypatch):
    imens = []
    bygg_katalogen(lambda ferdig, alle: imens.append(_ventelister()))
    assert imens[0] == {"katalogtekst_vektor": True, "idetekst_vektor": True}
    assert _ventelister() == {"katalogtekst_vektor": False, "idetekst_vektor": False}

    def drept(ferdig, alle):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bygg_katalogen(drept)
    assert not any(_ventelister().values())
    # Etter kill -9 står den på, til natten.
    with connection.cursor() as peker:
        peker.execute("ALTER INDEX idetekst_vektor SET (fastupdate = on)")
    rydd_endringer()
    assert not any(_ventelister().values())


def test_en_bygging_som_blir_drept_tar_ingen_ord_fra_soket(folk):
    from veier.sok.models import Sokeord

    bygg_katalogen()
    ordene = sorted(Sokeord.objects.values_list("samling", "ord"))
    assert any(ord_ == "demens" for _samling, ord_ in ordene)
    for dod in range(3):

        def drept(ferdig, alle, dod=dod):
            drept.gang = getattr(drept, "gang", -1) + 1
            if drept.gang == dod:
                raise KeyboardInterrupt

        try:
            bygg_katalogen(drept)
        except KeyboardInterrupt:
            assert sorted(Sokeord.objects.values_list("samling", "ord")) == ordene
            _er_lik()
    # Et ord ingen bruker lenger, går ut når hele byggingen er ferdig.
    Sokeord.objects.create(samling=ordene[0][0], ord="utgattord")
    bygg_katalogen()
    assert sorted(Sokeord.objects.values_list("samling", "ord")) == ordene


def test_hver_fil_som_sier_hva_som_er_sokbart_eller_hvem_som_finner_det_er_med_i_reglene(tmp_path):
    filene = {rader.__file__, idesok.__file__, behovsok.__file__, behovsrader.__file__, synlighet.__file__}
    assert set(reglene()) == filene
    assert set(portalen.REGLENE) == {portalen.__file__, rader.__file__}
    en, to, annen = tmp_path / "en.py", tmp_path / "to.py", tmp_path / "annen.py"
    for fil, tekst in ((en, "a"), (to, "b"), (annen, "c")):
        fil.write_text(tekst)
    numrene = {
        regelnummer(),
        regelnummer(str(en)),
        regelnummer(str(en), str(to)),
        regelnummer(str(en), str(annen)),
    }
    assert len(numrene) == 4


def test_etter_navn_er_hver_side_et_stykke_av_den_samme_rekken(kunnskap):
    """Den siste halvdelen leses bakfra: ingen rad kommer to ganger, mangler eller bytter plass."""
    eier, redaktor = lag_bruker("eva@eksempel.no"), lag_redaktor()
    for navn in ("Lind", "Bok", "Eik", "Alm", "Osp"):
        innhold.publisert_profil(lag_entreprenor(navn, eier), av=eier, redaktor=redaktor)
    innhold.oppdater_katalogen()
    svar = finn(Katalogsok(), kunnskap)
    alle = list(Katalograd.objects.order_by("sortering", "entreprenor_id").values_list("pk", flat=True))
    assert len(alle) == svar.antall >= 5
    for antall in (1, 2, 3, 20):
        sidene = [svar.rader(fra, antall) for fra in range(0, len(alle), antall)]
        assert [rad for side in sidene for rad in side] == alle
    assert svar.rader(len(alle), 5) == svar.rader(len(alle) + 7, 5) == []
