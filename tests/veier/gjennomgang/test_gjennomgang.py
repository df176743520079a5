"""Å skrive, sende inn og bli publisert: enkeltregler, og alt i tilfeldig rekkefølge mot en enkel modell."""

from __future__ import annotations

import copy
import os

import pytest
from django.db import transaction
from hypothesis import settings as hypotese
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from entreprenorer.models import Entreprenor, Profilutgave, Profilversjon
from entreprenorer.models.entreprenor import PROFILFELT
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger import skriving, vurdering
from veier.gjennomgang.handlinger.utgaver import HOYST_UBESVARTE
from veier.hendelser.models import Hendelse

pytestmark = pytest.mark.django_db


@pytest.fixture
def eier():
    return lag_bruker("eier@eksempel.no", navn="Eli Eier")


@pytest.fixture
def org(eier):
    return lag_entreprenor("Drift", eier)


@pytest.fixture
def redaktor():
    return lag_redaktor()


def _verdier(**skrevet):
    tomt = {felt: Entreprenor._meta.get_field(felt).get_default() for felt in PROFILFELT}
    return {**tomt, **skrevet}


def _lagre(org, av, sett, **svar):
    """Lagrer som den som så feltene slik de står i ``sett`` (felt → tekst)."""
    return skriving.lagre(
        org,
        Profilversjon,
        svar={felt: [tekst] for felt, tekst in svar.items()},
        sett={felt: skriving.avtrykk([tekst]) for felt, tekst in sett.items()},
        av=av,
    )


def _na(org):
    return {felt: (verdier or [""])[0] for felt, verdier in skriving.svar_na(org, Profilversjon)[1].items()}


def _skriv(org, eier, **svar):
    versjon = _lagre(org, eier, _na(org), **svar).versjon
    return versjon or Profilversjon(objekt=org)


def _send_inn(org, eier, **svar):
    versjon = _skriv(org, eier, **svar)
    return vurdering.send_inn(versjon, sett=versjon.merke, av=eier)


class TestSkriving:
    def test_andre_felt_beholdes_og_samme_lagring_teller_en_gang(self, org, eier):
        _skriv(org, eier, kort="A")
        andre = _skriv(org, eier, hva="B")
        assert (andre.svar, andre.nummer) == ({"kort": ["A"], "hva": ["B"]}, 2)
        assert _lagre(org, eier, {}, kort="A").versjon.nummer == 2

    def test_uten_endring_lages_ingen_versjon(self, org, eier):
        assert _lagre(org, eier, {}, kort="", hva="") == skriving.Lagring(None)
        assert not Profilversjon.objects.exists()

    def test_to_som_endrer_hvert_sitt_felt_kan_begge_lagre(self, org, eier):
        kollega = lag_bruker("kollega@eksempel.no", navn="Kari Kollega")
        _skriv(org, eier, kort="A", hva="B")
        sett = {"kort": "A", "hva": "B"}
        _lagre(org, kollega, sett, kort="A2", hva="B")
        # Eli har ikke rørt «kort»; siden hennes viser det gamle, og det skal ikke skrives tilbake.
        ny = _lagre(org, eier, sett, kort="A", hva="B2")
        assert (ny.versjon.svar, ny.kollisjoner) == ({"kort": ["A2"], "hva": ["B2"]}, ())

    def test_den_som_lagrer_sist_i_samme_felt_far_vite_hvem_som_var_for(self, org, eier):
        kollega = lag_bruker("kollega@eksempel.no", navn="Kari Kollega")
        _skriv(org, eier, kort="A")
        _lagre(org, kollega, {"kort": "A"}, kort="Karis")
        lagring = _lagre(org, eier, {"kort": "A"}, kort="Elis", hva="Uten kollisjon")
        assert (lagring.kollisjoner, lagring.hvem(eier)) == (("kort",), "Kari Kollega")
        assert Profilversjon.objects.get().svar == {"kort": ["Karis"], "hva": ["Uten kollisjon"]}

    def test_bare_kollisjon_lagrer_ingenting(self, org, eier):
        kollega = lag_bruker("kollega@eksempel.no", navn="Kari Kollega")
        _lagre(org, kollega, {}, kort="Karis")
        lagring = _lagre(org, eier, {}, kort="Elis")
        assert (lagring.kollisjoner, lagring.hvem(eier), lagring.versjon.nummer) == (
            ("kort",),
            "Kari Kollega",
            1,
        )
        Profilversjon.objects.update(endret_av=None)
        assert _lagre(org, eier, {}, kort="Elis").hvem(eier) == "En annen"
        assert _lagre(org, eier, {"kort": "Karis"}, kort="Elis").versjon.svar == {"kort": ["Elis"]}

    def test_det_som_er_sendt_inn_kan_ikke_endres_eller_forkastes(self, org, eier):
        versjon = _send_inn(org, eier, kort="A")
        with pytest.raises(Domenefeil, match="Trekk det tilbake før du endrer"):
            _skriv(org, eier, kort="B")
        with pytest.raises(Domenefeil, match="Trekk det tilbake før du forkaster"):
            skriving.forkast(versjon, av=eier)

    def test_forkastet_er_borte_og_det_gamle_vinduet_forklares(self, org, eier):
        versjon = _skriv(org, eier, kort="A")
        skriving.forkast(versjon, av=eier)
        assert not Profilversjon.objects.exists()
        with pytest.raises(Domenefeil, match="forkastet i mellomtiden"):
            skriving.forkast(versjon, av=eier)


class TestVurdering:
    def test_hele_veien_til_publisert_og_en_ny_versjon_begynner_der(self, org, eier, redaktor):
        versjon = _send_inn(org, eier, kort="Vi gir jobb")
        vurdering.publiser(versjon, sett=versjon.merke, verdier=_verdier(kort="Vi gir jobb"), av=redaktor)
        org.refresh_from_db()
        assert (org.kort, org.er_publisert, Profilversjon.objects.count()) == ("Vi gir jobb", True, 0)
        assert skriving.svar_na(org, Profilversjon) == (None, {"kort": ["Vi gir jobb"]})
        sendt = {
            u.nokkel.split(":")[0]: u.til for u in Utsending.objects.filter(nokkel__startswith="versjon")
        }
        assert sendt == {
            "versjon_til_gjennomgang": redaktor.epost,
            "versjon_mottatt": eier.epost,
            "versjon_publisert": eier.epost,
        }
        koder = list(
            Hendelse.objects.filter(kode__startswith="versjon").order_by("pk").values_list("kode", flat=True)
        )
        assert koder == ["versjon_startet", "versjon_sendt_inn", "versjon_publisert"]

    def test_det_publiserte_star_mens_endringen_venter_og_sendes_tilbake(self, org, eier, redaktor):
        versjon = _send_inn(org, eier, kort="Gammel")
        vurdering.publiser(versjon, sett=versjon.merke, verdier=_verdier(kort="Gammel"), av=redaktor)
        versjon = _send_inn(org, eier, kort="Ny")
        tilbake = vurdering.send_tilbake(
            versjon, sett=versjon.merke, kommentarer={"kort": " Skriv hvem ", "hva": " "}, av=redaktor
        )
        org.refresh_from_db()
        assert (org.kort, tilbake.status, tilbake.kommentarer) == (
            "Gammel",
            "sendt_tilbake",
            {"kort": "Skriv hvem"},
        )
        assert (
            Utsending.objects.filter(til=eier.epost, nokkel__startswith="versjon_sendt_tilbake").count() == 1
        )
        igjen = _send_inn(org, eier, kort="Nyere")
        assert (igjen.status, igjen.kommentarer) == ("sendt_inn", {})

    def test_tilbake_uten_kommentar_gar_ikke(self, org, eier, redaktor):
        versjon = _send_inn(org, eier, kort="A")
        with pytest.raises(Domenefeil, match="Skriv hva som må endres"):
            vurdering.send_tilbake(versjon, sett=versjon.merke, kommentarer={"kort": " "}, av=redaktor)

    def test_den_som_er_med_kan_ikke_vurdere_egen_organisasjon(self, org, eier):
        versjon = _send_inn(org, eier, kort="A")
        with pytest.raises(Domenefeil, match="Du er med i organisasjonen"):
            vurdering.publiser(versjon, sett=versjon.merke, verdier=_verdier(kort="A"), av=eier)

    def test_redaktoren_svarer_bare_pa_det_hun_sa(self, org, eier, redaktor):
        versjon = _send_inn(org, eier, kort="A")
        vurdering.trekk(versjon, av=eier)
        assert vurdering.trekk(versjon, av=eier).status == "under_arbeid"
        with pytest.raises(Domenefeil, match="venter ikke på svar lenger"):
            vurdering.publiser(versjon, sett=versjon.merke, verdier=_verdier(), av=redaktor)
        ny = _send_inn(org, eier, kort="B")
        with pytest.raises(Domenefeil, match="endret etter at du åpnet"):
            vurdering.publiser(ny, sett=versjon.merke, verdier=_verdier(kort="A"), av=redaktor)

    def test_et_nytt_utkast_er_et_annet_enn_det_hun_sa_ogsa_etter_like_mange_lagringer(
        self, org, eier, redaktor
    ):
        sett = _send_inn(org, eier, kort="Trygg").merke
        versjon = vurdering.trekk(Profilversjon.objects.get(), av=eier)
        skriving.forkast(versjon, av=eier)
        usett = _send_inn(org, eier, kort="Usett")
        assert usett.nummer == versjon.nummer
        for svar in (
            lambda: vurdering.publiser(usett, sett=sett, verdier=_verdier(kort="Usett"), av=redaktor),
            lambda: vurdering.send_tilbake(usett, sett=sett, kommentarer={"": "Nei"}, av=redaktor),
        ):
            with pytest.raises(Domenefeil, match="endret etter at du åpnet"):
                svar()
        org.refresh_from_db()
        assert (org.kort, org.publisert_tid) == ("", None)

    def test_a_sende_inn_to_ganger_er_en_innsending(self, org, eier, redaktor):
        versjon = _send_inn(org, eier, kort="A")
        vurdering.send_inn(versjon, sett=versjon.merke, av=eier)
        assert Profilutgave.objects.filter(hva="sendt_inn").count() == 1
        assert Utsending.objects.filter(nokkel__startswith="versjon_mottatt").count() == 1

    def test_uten_den_som_sendte_inn_gar_svaret_ingen_steder(self, org, eier, redaktor):
        for svar in ("tilbake", "publiser"):
            versjon = _send_inn(org, eier, kort=svar)
            Profilversjon.objects.update(innsendt_av=None)
            if svar == "tilbake":
                vurdering.send_tilbake(versjon, sett=versjon.merke, kommentarer={"": "Nei"}, av=redaktor)
            else:
                vurdering.publiser(versjon, sett=versjon.merke, verdier=_verdier(), av=redaktor)
        assert not Utsending.objects.filter(nokkel__regex="versjon_(sendt_tilbake|publisert)").exists()

    def test_tatt_ned_og_gjenopprettet(self, org, eier, redaktor):
        versjon = _send_inn(org, eier, kort="Først", hva="Mer")
        vurdering.publiser(versjon, sett=versjon.merke, verdier=_verdier(kort="Først"), av=redaktor)
        assert (
            vurdering.ta_ned(org, av=redaktor, grunn="feil", forklaring="Tallet er feil.").publisert_tid
            is None
        )
        assert (
            vurdering.ta_ned(org, av=redaktor, grunn="feil", forklaring="Tallet er feil.").publisert_tid
            is None
        )
        assert Hendelse.objects.filter(kode="tatt_ned").count() == 1
        _skriv(org, eier, kort="Så", om="Nytt")
        gammel = Profilutgave.objects.filter(hva="publisert").get()
        rad = skriving.gjenopprett(gammel, Profilversjon, av=eier).versjon
        assert rad.svar == {"kort": ["Først"], "hva": ["Mer"], "om": []}

    def test_median_ventetid(self, org, eier, redaktor):
        assert vurdering.median_ventetid(Profilutgave) is None
        versjon = _send_inn(org, eier, kort="A")
        vurdering.publiser(versjon, sett=versjon.merke, verdier=_verdier(), av=redaktor)
        assert 0 < vurdering.median_ventetid(Profilutgave).total_seconds() < 60


def test_forskjell_er_bare_det_som_er_ulikt():
    gammel = {"kort": ["A"], "temaer": ["x", "y"], "borte": ["1"], "tomt": [""]}
    ny = {"kort": ["B"], "temaer": ["x", "y"], "tomt": [], "nytt": ["2"]}
    assert skriving.forskjell(gammel, ny) == {
        "kort": (["A"], ["B"]),
        "nytt": ([], ["2"]),
        "borte": (["1"], []),
    }


def test_grunnlaget_krever_at_arvingen_sier_hva_som_publiseres():
    from veier.gjennomgang.models import Versjon

    with pytest.raises(NotImplementedError):
        Versjon.kopier(None, {})
    with pytest.raises(NotImplementedError):
        Versjon.utgaver()


class Gjennomgangen(RuleBasedStateMachine):
    """Alle handlinger i tilfeldig rekkefølge, mot en modell på fire linjer: publisert, kladd, status, nummer."""

    tekster = st.sampled_from(["", "a", "b", "c"])

    @initialize()
    def start(self):
        self.sperre = transaction.atomic()
        self.sperre.__enter__()
        self.eier, self.redaktor = lag_bruker("eier@eksempel.no"), lag_redaktor()
        self.org = lag_entreprenor("Drift", self.eier)
        self.publisert, self.kladd, self.status, self.kommentar = None, None, None, None
        self.sist = {}

    def teardown(self):
        if hasattr(self, "sperre"):
            transaction.set_rollback(True)
            self.sperre.__exit__(None, None, None)

    def _versjon(self):
        return Profilversjon.objects.get(objekt=self.org)

    @rule(felt=st.sampled_from(["kort", "hva"]), tekst=tekster, sett=tekster)
    def skriv(self, felt, tekst, sett):
        """``sett`` er det personen så: bare når det er det som står, blir en endring lagret."""
        if self.status == "sendt_inn":
            with pytest.raises(Domenefeil):
                _lagre(self.org, self.eier, {felt: sett}, **{felt: tekst})
            return
        star = (self.sist if self.kladd is None else self.kladd).get(felt, [""])[0]
        lagring = _lagre(self.org, self.eier, {felt: sett}, **{felt: tekst})
        rort = tekst not in (sett, star)
        assert lagring.kollisjoner == ((felt,) if rort and sett != star else ())
        if rort and sett == star:
            if self.kladd is None:
                self.kladd, self.status, self.kommentar = copy.deepcopy(self.sist), "under_arbeid", {}
            self.kladd[felt] = [tekst]

    @precondition(lambda self: self.kladd is not None)
    @rule()
    def send_inn(self):
        versjon = self._versjon()
        vurdering.send_inn(versjon, sett=versjon.merke, av=self.eier)
        if self.status != "sendt_inn":
            self.status, self.kommentar = "sendt_inn", {}

    @precondition(lambda self: self.kladd is not None)
    @rule()
    def trekk(self):
        vurdering.trekk(self._versjon(), av=self.eier)
        if self.status == "sendt_inn":
            self.status = "under_arbeid"

    @precondition(lambda self: self.kladd is not None)
    @rule()
    def forkast(self):
        if self.status == "sendt_inn":
            with pytest.raises(Domenefeil):
                skriving.forkast(self._versjon(), av=self.eier)
        else:
            skriving.forkast(self._versjon(), av=self.eier)
            self.kladd = self.status = self.kommentar = None

    @precondition(lambda self: self.kladd is not None)
    @rule(kommentar=tekster)
    def send_tilbake(self, kommentar):
        versjon = self._versjon()
        if self.status != "sendt_inn" or not kommentar:
            with pytest.raises(Domenefeil):
                vurdering.send_tilbake(
                    versjon, sett=versjon.merke, kommentarer={"kort": kommentar}, av=self.redaktor
                )
        else:
            vurdering.send_tilbake(
                versjon, sett=versjon.merke, kommentarer={"kort": kommentar}, av=self.redaktor
            )
            self.status, self.kommentar = "sendt_tilbake", {"kort": kommentar}

    @precondition(lambda self: self.kladd is not None)
    @rule(av_eier=st.booleans())
    def publiser(self, av_eier):
        versjon = self._versjon()
        verdier = _verdier(**{f: v[0] for f, v in versjon.svar.items()})
        if self.status != "sendt_inn" or av_eier:
            with pytest.raises(Domenefeil):
                vurdering.publiser(
                    versjon,
                    sett=versjon.merke,
                    verdier=verdier,
                    av=self.eier if av_eier else self.redaktor,
                )
        else:
            vurdering.publiser(versjon, sett=versjon.merke, verdier=verdier, av=self.redaktor)
            self.publisert = self.sist = copy.deepcopy(self.kladd)
            self.kladd = self.status = self.kommentar = None

    @rule()
    def ta_ned(self):
        vurdering.ta_ned(self.org, av=self.redaktor, grunn="feil", forklaring="Tallet er feil.")
        self.publisert = None

    @invariant()
    def databasen_er_som_modellen(self):
        if not hasattr(self, "org"):
            return
        org = Entreprenor.objects.get(pk=self.org.pk)
        assert org.er_publisert == (self.publisert is not None)
        if self.publisert is not None:
            for felt in ("kort", "hva"):
                assert getattr(org, felt) == (self.publisert.get(felt) or [""])[0]
        rad = Profilversjon.objects.filter(objekt=org).first()
        assert (
            (rad.svar, rad.status, rad.kommentarer) == (self.kladd, self.status, self.kommentar)
            if rad
            else self.kladd is None
        )


Gjennomgangen.TestCase.settings = hypotese(
    max_examples=200 if os.environ.get("VEIER_GRUNDIG") else 25, stateful_step_count=20, deadline=None
)


def test_gjennomgangen_i_tilfeldig_rekkefolge():
    Gjennomgangen.TestCase("runTest").runTest()


# ── Utgavene ──


def _send(org, eier):
    versjon = Profilversjon.objects.get(objekt=org)
    return vurdering.send_inn(versjon, sett=versjon.merke, av=eier)


def _utgaver(org):
    return list(org.profilutgaver.order_by("tid", "pk").values_list("hva", "svar__kort"))


def test_det_samme_sendt_og_trukket_mange_ganger_er_ett_par(org, eier):
    _skriv(org, eier, kort="A")
    for _gang in range(5):
        vurdering.trekk(_send(org, eier), av=eier)
    assert _utgaver(org) == [("sendt_inn", ["A"]), ("trukket", ["A"])]
    assert Hendelse.objects.filter(kode="versjon_sendt_inn").count() == 5
    _skriv(org, eier, kort="B")
    _send(org, eier)
    assert _utgaver(org) == [("sendt_inn", ["A"]), ("trukket", ["A"]), ("sendt_inn", ["B"])]


def test_hoyst_tjue_ubesvarte_og_det_redaksjonen_har_svart_pa_star(org, eier, redaktor):
    _skriv(org, eier, kort="Først")
    rad = _send(org, eier)
    vurdering.send_tilbake(rad, sett=rad.merke, kommentarer={"": "Mer."}, av=redaktor)
    for nr in range(15):
        _skriv(org, eier, kort=f"{nr}")
        vurdering.trekk(_send(org, eier), av=eier)
    utgaver = _utgaver(org)
    assert utgaver[:2] == [("sendt_inn", ["Først"]), ("sendt_tilbake", ["Først"])]
    assert len(utgaver) == 2 + HOYST_UBESVARTE
    assert utgaver[-2:] == [("sendt_inn", ["14"]), ("trukket", ["14"])]
    rad = _send(org, eier)
    vurdering.publiser(rad, sett=rad.merke, verdier=_verdier(kort="14"), av=redaktor)
    assert [hva for hva, _kort in _utgaver(org)][-2:] == ["sendt_inn", "publisert"]
