"""Hva en handling legger igjen: hendelsene i loggen og brevene, for alt som skjer i verdenen de andre prøvene bruker.

``data/sporene.txt`` har én linje for hver. En hendelse som ikke lenger logges, et brev som blir borte, går til en annen, eller
ikke lenger er hemmelig, vises som en forskjell. ``VEIER_SKRIV_SVARENE=1 pytest tests/test_spor_av_handlinger.py`` skriver den på nytt.
"""

import os
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from entreprenorer.handlinger.referanser import be_om_referanse, svar_med_lenke, trekk_referanse
from kommuner.handlinger import egenkontakt
from kommuner.handlinger.medlemskap import be_om_administratorkode
from kommuner.handlinger.personspor import Rollespor
from kommuner.models import Egenkontakt, Kontaktpunkt, OffentligPart, Rolle
from kommuner.tilganger import er_offentlig_adresse, er_samme_domene, har_adresse_hos, virksomhet_for
from samarbeid.henvendelser.handlinger import noter, sett_status, slett_gamle_henvendelser
from samarbeid.henvendelser.handlinger import send_henvendelse as send
from tests import innhold
from tests.conftest import ROT
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, lag_verden
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger import nedtaking
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Medlemsrolle
from veier.personvern.handlinger.brevspor import _i_epost
from veier.sikkerhetskopi.handlinger import behold

pytestmark = pytest.mark.django_db
FIL = ROT / "tests/data/sporene.txt"
_REFERANSE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")  # ny hver gang
ADMIN, MEDLEM = Medlemsrolle.ADMINISTRATOR, Medlemsrolle.MEDLEM


def _sporene():
    for h in Hendelse.objects.order_by("pk"):
        detaljer = " ".join(f"{navn}={_kort(verdi)}" for navn, verdi in sorted(h.detaljer.items()))
        hvem = "noen" if h.av else "ingen"
        yield f"hendelse {h.kode} {h.gjelder_type or '–'} av {hvem} {detaljer}".strip()
    for b in Utsending.objects.order_by("pk"):
        merker = f"{' hemmelig' if b.hemmelig else ''}{' med frist' if b.utloper_tid else ''}"
        yield f"brev {b.mal} til {b.til}{merker}: {_REFERANSE.sub('…', b.emne)}"


def _kort(verdi):
    """Nøkler og numre er nye hver gang; det andre er det ikke."""
    tekst = str(verdi)
    return tekst if tekst.isalpha() or "_" in tekst else type(verdi).__name__


def test_verdenen_legger_igjen_de_samme_sporene():
    lag_verden()
    naa = sorted(set(_sporene()))
    if os.environ.get("VEIER_SKRIV_SVARENE"):
        FIL.write_text("\n".join([*naa, ""]), encoding="utf-8")
    for_ = FIL.read_text(encoding="utf-8").splitlines()
    assert [f"borte: {s}" for s in for_ if s not in naa] + [f"ny: {s}" for s in naa if s not in for_] == []


@pytest.fixture
def trondheim():
    part = OffentligPart.objects.get(slug="trondheim-kommune")
    Kontaktpunkt.objects.update_or_create(
        part=part,
        slag=Kontaktpunkt.Slag.POSTMOTTAK,
        defaults={
            "verdi": "post@trondheim.kommune.no",
            "kilde": "https://x.example",
            "sist_kontrollert": timezone.localdate(),
        },
    )
    return part


@pytest.fixture
def ola(trondheim):
    ola = lag_bruker("ola@trondheim.kommune.no", navn="Ola")
    legg_til_medlem(trondheim, bruker=ola, rolle=ADMIN, av=ola, grunn="test")
    return ola


@pytest.fixture
def org():
    eva = lag_bruker("eva@eksempel.no", navn="Eva")
    return innhold.publisert_profil(lag_entreprenor("Kofferten", eva), av=eva, redaktor=lag_redaktor())


def _siste(mal):
    return Utsending.objects.filter(mal=mal).latest("pk")


def test_lenken_i_brevet_om_en_referanse_er_hemmelig_og_virker_en_gang(org, trondheim):
    felt = {"part": trondheim, "enhet": "", "hva": "To kofferter", "fra_ar": 2021, "til_ar": 2022}
    eva = org.medlemskap.get().bruker
    rad = be_om_referanse(org, **felt, av=eva)
    brev = _siste("referanse_bedt")
    assert (brev.hemmelig, brev.til, rad.videresendes) == (True, "post@trondheim.kommune.no", False)
    with pytest.raises(Domenefeil, match="før"):
        be_om_referanse(org, **{**felt, "hva": "to KOFFERTER"}, av=eva)
    trekk_referanse(rad, av=eva)
    with pytest.raises(Domenefeil, match="alt svart"):
        svar_med_lenke("x", bekreft=True, navn="Siri", stilling="Leder")
    assert Hendelse.objects.filter(kode="referanse_trukket", av=eva.offentlig_id).count() == 1


def test_fem_referanser_i_doegnet_og_ikke_seks(org, trondheim):
    eva = org.medlemskap.get().bruker

    def be(nr):
        return be_om_referanse(
            org, part=trondheim, enhet="", hva=f"Nr. {nr}", fra_ar=2021, til_ar=None, av=eva
        )

    rader = [be(nr) for nr in range(5)]
    with pytest.raises(Domenefeil, match="høyst fem"):
        be(5)
    type(rader[0]).objects.filter(pk=rader[0].pk).update(
        bedt_tid=timezone.now() - timedelta(days=1, minutes=1)
    )
    be(6)


def test_koden_til_postmottaket_er_hemmelig(trondheim):
    kari = lag_bruker("kari@trondheim.kommune.no")
    with pytest.raises(Domenefeil, match="være med"):
        be_om_administratorkode(trondheim, bruker=kari)
    legg_til_medlem(trondheim, bruker=kari, rolle=MEDLEM, av=kari, grunn="domene")
    be_om_administratorkode(trondheim, bruker=kari)
    brev = Utsending.objects.get(til="post@trondheim.kommune.no")
    assert brev.hemmelig is True


def test_en_administrator_som_legges_til_en_gang_til_er_det_fortsatt(org):
    eva = org.medlemskap.get().bruker
    assert legg_til_medlem(org, bruker=eva, rolle=MEDLEM, av=None, grunn="test").er_administrator
    per = lag_bruker("per@eksempel.no")
    assert not legg_til_medlem(org, bruker=per, rolle=MEDLEM, av=None, grunn="test").er_administrator
    assert legg_til_medlem(org, bruker=per, rolle=ADMIN, av=None, grunn="test").er_administrator
    per.refresh_from_db()
    assert per.hatt == ""


def test_bare_et_nytt_navn_tar_bort_at_navnet_er_fjernet(trondheim, ola):
    rolle = Rolle.objects.get(slug="leder-sykehjem")
    rad = egenkontakt.lagre_kontakt(trondheim, rolle, verdier={"navn": "Siri", "telefon": "11"}, av=ola)
    Egenkontakt.objects.filter(pk=rad.pk).update(navn="", navn_fjernet_tid=timezone.now())
    rad = egenkontakt.lagre_kontakt(trondheim, rolle, verdier={"telefon": "22"}, av=ola)
    assert rad.navn_fjernet_tid is not None
    rad = egenkontakt.lagre_kontakt(trondheim, rolle, verdier={"navn": "Per"}, av=ola)
    assert rad.navn_fjernet_tid is None
    assert egenkontakt.lagre_kontakt(trondheim, rolle, verdier={"navn": "", "telefon": None}, av=ola) is None


def test_virksomhetens_egen_adresse_staar_naar_personen_blir_borte(trondheim, ola):
    """Postmottaket står ved siden av navnet hennes, men er ikke hennes."""
    felles = {"navn": "Ola", "epost": "post@trondheim.kommune.no", "telefon": "72 54 00 00"}
    egenkontakt.lagre_kontakt(trondheim, None, verdier=felles, av=ola)
    rolle = Rolle.objects.get(slug="leder-sykehjem")
    egenkontakt.lagre_kontakt(trondheim, rolle, verdier={**felles, "epost": ola.epost}, av=ola)
    gjemt = Rollespor().gjem(ola)
    igjen = {r.rolle_id: (r.navn, r.epost, r.telefon) for r in Egenkontakt.objects.filter(part=trondheim)}
    assert igjen == {None: ("", felles["epost"], felles["telefon"]), rolle.pk: ("", "", "")}
    Rollespor().legg_tilbake(gjemt)
    assert set(Egenkontakt.objects.filter(part=trondheim).values_list("navn", flat=True)) == {"Ola"}


def test_et_sendt_brev_mister_bare_emnet_naar_navnet_staar_der():
    felt = {"mal": "x", "tekst": "Hei Eva Eier", "status": "sendt"}
    for nokkel, emne in (("a", "Eva Eier spør"), ("b", "Et spørsmål")):
        Utsending.objects.create(**felt, nokkel=nokkel, til="per@eksempel.no", emne=emne)
    Utsending.objects.create(
        **felt | {"status": "venter"}, nokkel="c", til="per@eksempel.no", emne="Til Eva Eier"
    )
    _i_epost(["eva@eksempel.no", "Eva Eier"], {"eva@eksempel.no"})
    a, b, c = Utsending.objects.filter(nokkel__in="abc").order_by("nokkel")
    assert "Eva" not in a.emne
    assert (b.emne, a.tekst, b.tekst) == ("Et spørsmål", "", "")
    assert (c.emne, c.tekst, c.hemmelig) == ("Til Eva Eier", "Hei Eva Eier", True)


def test_redaksjonen_faar_bare_vite_om_det_som_var_ute(org):
    eva = org.medlemskap.get().bruker
    Utsending.objects.all().delete()
    nedtaking.ta_ned_selv(org, grunn="  Feil tall.  ", av=eva)
    brev = Utsending.objects.get()
    assert "Feil tall." in brev.tekst
    ny = lag_entreprenor("Aldri ute", lag_bruker("ny@eksempel.no"))
    nedtaking.ta_ned_selv(ny, grunn="", av=ny.medlemskap.get().bruker)
    assert Utsending.objects.count() == 1


def test_en_henvendelse_er_ferdig_fra_den_er_det(org):
    redaktor = lag_redaktor("r2@eksempel.no")
    rad = send(emne="annet", tekst="Hei", epost="per@eksempel.no")
    assert send(emne="annet", tekst="Hei", epost="per@eksempel.no") == rad
    rad.sendt_tid = timezone.now() - timedelta(minutes=11)
    rad.save(update_fields=["sendt_tid"])
    assert send(emne="annet", tekst="Hei", epost="per@eksempel.no") != rad
    assert sett_status(rad, status="ferdig").ferdig_tid is not None
    assert sett_status(rad, status="i_arbeid").ferdig_tid is None
    assert noter(rad, tekst="Ring", av=redaktor).slag == "notat"
    koder = (
        Hendelse.objects.filter(kode__startswith="henvendelse").order_by("pk").values_list("kode", flat=True)
    )
    assert list(koder) == [*["henvendelse_sendt"] * 2, *["henvendelse_status"] * 2, "henvendelse_notat"]


@pytest.mark.parametrize(("dager", "slettes"), [(364, 0), (366, 1), (None, 0)])
def test_en_henvendelse_slettes_et_aar_etter_at_den_er_ferdig(dager, slettes):
    rad = send(emne="annet", tekst="Hei")
    rad.ferdig_tid = None if dager is None else timezone.now() - timedelta(days=dager)
    rad.save(update_fields=["ferdig_tid"])
    assert slett_gamle_henvendelser() == slettes
    assert type(rad).objects.filter(pk=rad.pk).exists() is not bool(slettes)
    assert Hendelse.objects.filter(kode="henvendelser_slettet").count() == slettes


def test_adressen_sier_hvem_man_er_hos(trondheim, ola):
    assert er_offentlig_adresse("kari@TRONDHEIM.kommune.no")
    assert er_offentlig_adresse("kari@skole.trondheim.kommune.no")
    assert not er_offentlig_adresse("kari@eksempel.no")
    assert not er_offentlig_adresse("trondheim.kommune.no@eksempel.no")
    assert har_adresse_hos(ola, trondheim)
    assert not har_adresse_hos(lag_bruker("per@falsktrondheim.kommune.no"), trondheim)
    assert er_samme_domene("a@x.no", "b@under.x.no")
    assert er_samme_domene("a@under.x.no", "b@X.no")
    assert not er_samme_domene("a@x.no", "b@yx.no")
    assert virksomhet_for("bsa.trondheim.kommune.no") == trondheim
    assert virksomhet_for("kommune.no") is None


@pytest.mark.parametrize(("antall", "igjen"), [(0, 3), (1, 1), (2, 2), (3, 3), (9, 3)])
def test_de_eldste_kopiene_slettes_og_ingen_andres_filer(antall, igjen, tmp_path):
    from veier.sikkerhetskopi.handlinger import ENDELSE, FORSTE

    kopier = [tmp_path / f"{FORSTE}2026010{n}{ENDELSE}" for n in (1, 2, 3)]
    for fil in (*kopier, tmp_path / f"{FORSTE}min{ENDELSE}", tmp_path / "annet.tar"):
        fil.touch()
    slettet = behold(tmp_path, antall)
    assert slettet == kopier[: 3 - igjen]
    assert [k for k in kopier if k.exists()] == kopier[3 - igjen :]
    assert len(list(tmp_path.iterdir())) == 2 + igjen
