"""Tabellen over det som kan skje, mot en enkel modell, og mot databasen."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kommuner.models import OffentligPart
from samarbeid.models import Samtale, Samtaleside
from samarbeid.samtaler.handlinger import trad
from samarbeid.samtaler.handlinger.moter import Forslag
from samarbeid.samtaler.handlinger.start import lag_mottaker, start_samtale
from samarbeid.samtaler.handlinger.trad import Aktor, Onske, gjor
from samarbeid.samtaler.tilstander import ANSKAFFELSER, BETYR, REGLER, Handling, mulige, neste
from tests.verden import lag_verden
from veier.epost import grenser
from veier.feil import Domenefeil

pytestmark = pytest.mark.django_db
T, A = Samtale.Tilstand, Samtale.Anskaffelse
FORSLAG = Forslag((timezone.now() + timedelta(days=3),), 20, "På nett")


def test_tabellen_har_hver_handling_og_hver_stilling():
    assert set(REGLER) == set(Handling)
    assert set(ANSKAFFELSER) == set(A) == set(BETYR)
    assert {t for r in REGLER.values() for t in (*r.til, *r.til.values())} == set(T)


@pytest.mark.parametrize("tilstand", [T.AVVIST, T.AVSLUTTET])
@pytest.mark.parametrize("side", Samtaleside.values)
def test_det_som_er_ferdig_blir_ferdig(tilstand, side):
    assert mulige(Samtale(tilstand=tilstand), side) == []


@pytest.mark.parametrize("tilstand", [T.SENDT, T.VIDERESENDT, T.BESVART])
def test_naar_konkurransen_er_kunngjort_skriver_ingen_fritt(tilstand):
    samtale = Samtale(tilstand=tilstand, anskaffelse=A.KUNNGJORT)
    assert mulige(samtale, Samtaleside.ENTREPRENOR) == [Handling.AVSLUTT]
    assert mulige(samtale, Samtaleside.OFFENTLIG) == [
        Handling.VIDERESEND,
        Handling.INHABIL,
        Handling.ANSKAFFELSE,
        Handling.AVSLUTT,
    ]


def test_foer_svaret_kan_entreprenoren_bare_purre_eller_avslutte():
    assert mulige(Samtale(), Samtaleside.ENTREPRENOR) == [Handling.PURR, Handling.AVSLUTT]
    for handling in (Handling.SVAR, "start"):
        assert neste(T.SENDT, A.APEN, handling, Samtaleside.ENTREPRENOR, begynt_av="entreprenor") is None


@pytest.mark.parametrize("begynt_av", Samtaleside.values)
def test_bare_den_som_er_spurt_takker_nei(begynt_av):
    samtale = Samtale(tilstand=T.BESVART, begynt_av=begynt_av)
    kan = {side for side in Samtaleside.values if Handling.AVVIS in mulige(samtale, side)}
    assert kan == set(Samtaleside.values) - {begynt_av}


def _modell(stilling, handling, side, anskaffelse, begynt_av):
    """De samme reglene skrevet for hånd: (tilstand, anskaffelse, purringer, hvem som venter på en møtetid), eller None."""
    tilstand, na, purringer, motet = stilling
    if tilstand in {"avvist", "avsluttet"}:
        return None
    stengt = na == "kunngjort"
    if handling == "avslutt":
        return "avsluttet", na, purringer, motet
    if handling in {"mote", "motetid", "referat"}:
        apne = {"motetid": {"besvart", "videresendt"}}.get(handling, {"besvart"})
        if stengt or (tilstand not in apne and (handling, side) != ("mote", "offentlig")):
            return None
        if handling == "motetid":
            return (*stilling[:3], "") if motet not in {"", side} else None
        return ("besvart", na, purringer, side) if handling == "mote" else stilling
    if handling == "avvis":
        return None if stengt or side == begynt_av else ("avvist", na, purringer, motet)
    if side == "entreprenor":
        if stengt:
            return None
        if handling == "skriv" and tilstand == "besvart":
            return stilling
        if handling == "purr" and tilstand != "besvart" and purringer < 2:
            return tilstand, na, purringer + 1, motet
        return None
    if handling in {"videresend", "inhabil"}:
        return "videresendt", na, purringer, motet
    if handling == "anskaffelse":
        lov = na != anskaffelse and (
            anskaffelse == "apen" if na == "avsluttet" else not (stengt and anskaffelse == "apen")
        )
        return (tilstand, anskaffelse, purringer, motet) if lov else None
    return ("besvart", na, purringer, motet) if handling == "svar" and not stengt else None


@pytest.fixture
def samtale(monkeypatch):
    """En samtale som nettopp er sendt, der ventetiden før en purring ikke gjelder."""
    monkeypatch.setattr(trad, "_kan_purres", lambda s: _for_mange(s.purringer >= 2))
    monkeypatch.setattr(grenser, "tell", lambda mal, **_valg: True)
    v = lag_verden()
    egen = Samtale.objects.get().entreprenor
    oslo = OffentligPart.objects.get(slug="oslo-kommune")
    return v, lambda: start_samtale(
        egen,
        lag_mottaker(oslo),
        emne="Kofferter",
        rolle="",
        til="postmottak@oslo.kommune.no",
        tekst="Hei",
        sendenokkel=uuid.uuid4(),
        av=v.folk["eier"],
    )


def _for_mange(er_det):
    if er_det:
        raise Domenefeil("for mange")


def _snu(samtale):
    """Gjør den til en virksomheten har begynt."""
    samtale.innlegg.update(side="offentlig", av=None)
    Samtale.objects.filter(pk=samtale.pk).update(
        begynt_av="offentlig", tilstand="besvart", siste_fra_offentlig=1, siste_fra_entreprenor=0
    )


HENDELSER = st.lists(
    st.tuples(st.sampled_from(Handling.values), st.sampled_from(Samtaleside.values), st.sampled_from(A.values)),
    max_size=10,
)  # fmt: skip


def test_databasen_og_handlingene_folger_modellen(samtale):
    v, ny = samtale

    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(HENDELSER, st.sampled_from(Samtaleside.values))
    def prov(hendelser, begynt_av):
        Samtale.objects.filter(part__slug="oslo-kommune").delete()
        rad, stilling = ny(), ("sendt", "apen", 0, "")
        if begynt_av == "offentlig":
            _snu(rad)
            stilling = ("besvart", *stilling[1:])
        for handling, side, anskaffelse in hendelser:
            ventet = _modell(stilling, handling, side, anskaffelse, begynt_av)
            onske = Onske(
                handling=handling,
                sett=Samtale.objects.get(pk=rad.pk).siste_nr,
                sendenokkel=uuid.uuid4(),
                tekst="Noe" if handling in {"svar", "skriv", "purr", "avvis", "referat"} else "",
                epost="kari@oslo.kommune.no" if handling in {"videresend", "inhabil"} else "",
                forslag=FORSLAG if handling == "mote" else None,
                tid=FORSLAG.tider[0] if handling == "motetid" else None,
                dag=timezone.localdate() if handling == "referat" else None,
                hvem="daglig leder",
                anskaffelse=anskaffelse,
                doffin="2026-1" if anskaffelse == "kunngjort" else "",
            )
            aktor = Aktor(side, av=v.folk["eier"]) if side == "entreprenor" else Aktor(side, navn="Kari")
            try:
                gjor(rad, onske, av=aktor)
            except Domenefeil:
                assert ventet is None, (stilling, handling, side, anskaffelse)
            else:
                assert ventet is not None, (stilling, handling, side, anskaffelse)
                stilling = ventet
            na = Samtale.objects.get(pk=rad.pk)
            assert (na.tilstand, na.anskaffelse, na.purringer, na.mote_fra) == stilling
            assert list(na.innlegg.values_list("nr", flat=True)) == list(range(1, na.siste_nr + 1))

    prov()
