"""Mens konkurransen er kunngjort, får ingen skrevet noe fritt til den andre siden, uansett hvilken adresse de sender til.

Hver adresse i samtalen, i lenken uten konto og i samarbeidet får hvert tekstfelt fylt, ett om gangen og alle på én gang. Etterpå
leses alt databasen har om samtalen og samarbeidet: ordene skal ikke stå der den andre siden kan komme til dem.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from samarbeid.models import Hindring, Samarbeid, Samtale
from samarbeid.samarbeidene.handlinger import deler
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor
from samarbeid.samarbeidene.sider.register import SIDER
from samarbeid.samarbeidene.sider.side import Kontekst
from samarbeid.samarbeidene.tilstander import kan
from samarbeid.samtaler.forms import SKJEMAER
from samarbeid.samtaler.lenker import lag_lenke
from samarbeid.samtaler.tilstander import Handling
from samarbeid.sider.urls import urlpatterns
from tests import filer
from tests.samarbeid.samarbeidene.felles import aktorer, dag, inn, startet
from veier.epost.models import Utsending
from veier.felter import Belop, Dato, Desimaltall, Engangskode, Epost, Heltall, Klokkeslett
from veier.vedlegg.felt import Vedleggsfelt

pytestmark = [pytest.mark.django_db, pytest.mark.grundig]
ORDENE, STAMMEN, DOFFIN = "Gå ned ti prosent", "ti-prosent", "2026-123456"
SKREVET = re.compile(r"ti[ -]prosent", re.I)
# Adressene det ikke sendes en handling til: bare å lese, merke som lest, en kode eller en lenke til seg selv, og arkivet.
UTEN_TEKST = {
    "samtalene", "samtale_trad", "samtale_lest", "samtale_arkiv", "samtale_vedlegg", "samtale_arkivfil", "samtale_skjermet",
    "samtale_mote", "samtale_ny_lenke", "mottaker", "mottaker_mote", "mottaker_skjermet", "mottaker_lenken", "mottaker_arkiv",
    "mottaker_arkivfil", "mottaker_vedlegg", "samarbeidene", "samarbeid", "samarbeid_spurt", "samarbeid_sluttrapport",
    "samarbeid_sluttrapport_fil", "samarbeid_avtaleutkast", "samarbeid_avtaleutkast_fil",
}  # fmt: skip
# Det som går til alle på én gang, og det som begynner noe nytt: test_fortalt, test_noe_annet og, fra en delt idé,
# test_fra_delingen.
EGNE_PROVER = {"samtale_fortalt", "samtale_ny", "samtale_ny_offentlig", "samtale", "samtale_bekreft"}
PROVES = {
    "samtale_handling",
    "mottaker_handling",
    "samarbeid_handling",
    "samarbeid_handling_del",
    "samarbeid_nytt",
}


@pytest.fixture
def v(verden):
    return verden


def test_hver_adresse_er_provd_eller_kan_ikke_ha_tekst():
    navnene = {p.name for p in urlpatterns if p.name and re.match(r"(samtale|mottaker|samarbeid)", p.name)}
    assert navnene == UTEN_TEKST | EGNE_PROVER | PROVES


def _verdi(navn: str, felt: forms.Field) -> object:
    """Noe feltet godtar som ikke er tekst; None når det er et tekstfelt."""
    match felt:
        case Dato():
            return dag(0) if navn in {"besluttet_dato", "underskrevet", "dag"} else dag(9)
        case forms.MultipleChoiceField():
            return [felt.choices[0][0]]
        case forms.ChoiceField():
            return next((str(verdi) for verdi, _navn in felt.choices if verdi), "")
        case forms.BooleanField():
            return "on"
        case Klokkeslett():
            return "10.00"
        case Epost():
            return f"{STAMMEN}@trondheim.kommune.no"
        case Vedleggsfelt():
            return SimpleUploadedFile(f"{STAMMEN}.pdf", filer.pdf())
        case Engangskode():
            return ""
        case Belop() | Heltall() | Desimaltall():
            return "5"
    return None


def _innsendinger(felter: dict[str, forms.Field], faste: dict[str, object]) -> Iterator[dict[str, object]]:
    """Uten tekst, med hvert tekstfelt alene, og med alle; og alle uten noe krysset av."""
    tekst = [navn for navn, felt in felter.items() if navn not in faste and _verdi(navn, felt) is None]
    resten = {n: _verdi(n, f) for n, f in felter.items() if n not in faste and n not in tekst} | faste
    for valgte in ([], *([navn] for navn in tekst), tekst):
        yield resten | {navn: ORDENE if navn in valgte else "" for navn in tekst}
    kryss = {navn for navn, felt in felter.items() if isinstance(felt, forms.BooleanField)}
    if kryss:
        uten = {navn: verdi for navn, verdi in resten.items() if navn not in kryss}
        yield uten | dict.fromkeys(tekst, ORDENE)


def _tabellene() -> list[type[models.Model]]:
    """Alt som peker på en samtale eller et samarbeid, også det som peker på det igjen."""
    funnet: list[type[models.Model]] = [Samtale, Samarbeid]
    for tabell in funnet:
        for felt in tabell._meta.related_objects:
            if felt.related_model not in funnet and felt.related_model._meta.app_label == "samarbeid":
                funnet.append(felt.related_model)
    return funnet


TABELLENE = _tabellene()


def _alt_som_star() -> list[str]:
    """Det som står om samtalen og samarbeidet, og i brevene. Ordene en side har for seg selv, og adressen til den som har saken
    (den andre siden ser bare domenet), er ikke med."""
    ut = []
    for tabell in TABELLENE:
        tekstene = [
            f.attname for f in tabell._meta.fields if isinstance(f, models.CharField | models.TextField)
        ]
        ikke = (
            {"til", "epost", "avtrykk"} if tabell._meta.model_name in {"samtale", "mottakerlenke"} else set()
        )
        rader = (
            tabell._default_manager.filter(vises=True)
            if tabell is Hindring
            else tabell._default_manager.all()
        )
        ut += [
            f"{tabell._meta.model_name}: {verdi}"
            for rad in rader.values_list(*(t for t in tekstene if t not in ikke))
            for verdi in rad
            if verdi and SKREVET.search(str(verdi))
        ]
    til_eva = Utsending.objects.exclude(til__startswith=STAMMEN)
    return ut + [u for u in til_eva.values_list("tekst", flat=True) if SKREVET.search(u)]


def _send(klient, sti: str, data: dict[str, object]) -> int:
    """Statusen. Det som ble skrevet, er tatt bort igjen etterpå."""
    with transaction.atomic():
        status = klient.post(sti, data).status_code
        assert _alt_som_star() == [], (sti, {n: t for n, t in data.items() if SKREVET.search(str(t))})
        transaction.set_rollback(True)
    return status


@pytest.fixture
def rad(v) -> Samarbeid:
    """En pilot i gang, en forventning som venter; så er konkurransen kunngjort."""
    rad = startet(v)
    eva, _ola = aktorer(v)
    om_ni = timezone.localdate() + timedelta(days=9)
    deler.skriv_forventning(rad, inn(rad), tekst="Svar fort.", tas_opp=om_ni, av=eva)
    Samtale.objects.update(anskaffelse="kunngjort", doffin=DOFFIN)
    rad.refresh_from_db()
    return rad


def test_i_samtalen(v, rad):
    samtale = Samtale.objects.get()
    gikk = set()
    for rolle, side in (("eier", "entreprenor"), ("offentlig", "offentlig")):
        klient = v.klient(rolle)
        for handling in Handling.values:
            sti = reverse("samtale_handling", args=[samtale.referanse, handling])
            felter = SKJEMAER[handling](med_navn=False).fields
            for data in _innsendinger(felter, _faste(samtale.siste_nr) | {"anskaffelse": "avsluttet"}):
                if _send(klient, sti, data) == 302:
                    gikk.add((side, handling))
    assert gikk == {("entreprenor", "avslutt"), ("offentlig", "avslutt"), ("offentlig", "videresend"), ("offentlig", "inhabil"),
                    ("offentlig", "anskaffelse")}  # fmt: skip


def test_med_lenken_uten_konto(v, rad):
    samtale = Samtale.objects.get()
    _lenke, nokkel = lag_lenke(samtale, samtale.til)
    klient = v.klient("anonym")
    gikk = set()
    for handling in Handling.values:
        sti = reverse("mottaker_handling", args=[nokkel, handling])
        felter = SKJEMAER[handling](med_navn=True).fields
        for data in _innsendinger(felter, _faste(samtale.siste_nr)):
            if _send(klient, sti, data) == 302:
                gikk.add(handling)
    assert "videresend" in gikk and not gikk & {"svar", "mote", "referat", "avvis"}


def test_i_samarbeidet(v, rad):
    gikk = set()
    for rolle, aktor in zip(("eier", "offentlig"), aktorer(v), strict=True):
        klient = v.klient(rolle)
        for stadium in ("foreslatt", "gjennomgang", "pilot", "avtale", "avsluttet"):
            _sett(rad, stadium, aktor)
            for slag, side in SIDER.items():
                if not kan(stadium, slag, aktor.side):
                    continue  # det går ikke, kunngjort eller ikke: test_maskinen
                for del_ in sorted(side.deler(rad)):
                    sti = _sti(rad, slag, del_)
                    felter = _felter(rad, aktor, side, del_)
                    for data in _innsendinger(felter, _faste(rad.versjon)):
                        if _send(klient, sti, data) == 302:
                            gikk.add(slag)
    assert gikk >= {"nei", "stadium", "sjekkliste", "tall", "avgjor", "enig", "avslutt", "hindringer"}
    assert not gikk & {"neste", "plan", "start", "lardom", "forventning", "ta-opp", "avtale"}


def test_et_forslag_om_et_nytt_samarbeid(v, rad):
    Samarbeid.objects.update(stadium="avsluttet", ferdig_tid=timezone.now())
    samtale = Samtale.objects.get()
    data = {"tittel": ORDENE, "begrunnelse": ORDENE, **_faste(samtale.siste_nr)}
    for rolle in ("eier", "offentlig"):
        assert _send(v.klient(rolle), reverse("samarbeid_nytt", args=[samtale.referanse]), data) == 422


def _faste(sett: int) -> dict[str, object]:
    return {"sett": str(sett), "sendenokkel": str(uuid.uuid4())}


def _sett(rad: Samarbeid, stadium: str, aktor: Aktor) -> None:
    """Samarbeidet på stadiet; et forslag er fra den andre siden."""
    fra = "offentlig" if aktor.side == "entreprenor" else "entreprenor"
    ferdig = timezone.now() if stadium == "avsluttet" else None
    Samarbeid.objects.filter(pk=rad.pk).update(stadium=stadium, ferdig_tid=ferdig, foreslatt_av=fra)
    rad.refresh_from_db()


def _sti(rad: Samarbeid, slag: str, del_: str) -> str:
    navn = "samarbeid_handling_del" if del_ else "samarbeid_handling"
    return reverse(navn, args=[rad.referanse, slag, *([del_] if del_ else [])])


def _felter(rad: Samarbeid, aktor: Aktor, side, del_: str) -> dict[str, forms.Field]:
    """Feltene slik de er når ingenting er stengt."""
    foresporsel = RequestFactory().get("/")
    foresporsel.user = aktor.av
    return side.lag(Kontekst(rad, aktor, del_, foresporsel), None).fields
