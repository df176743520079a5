"""Redaktører på nøyaktig samme tid, i hver sin tråd med sin forbindelse: ingenting blir borte uten at noen får vite det."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samarbeid.models import Artikkel, Eksempel, Eksempelutgave, Eksempelversjon
from samarbeid.oppslag.saker.handlinger import (
    lagre_eksempel,
    med_utkast,
    planlegg,
    publiser_planlagte,
    utkastet,
)
from tests import innhold
from tests.skjema import les_skjema
from tests.traader import samtidig
from tests.verden import lag_redaktor, logg_inn
from veier.grense.models import Teller
from veier.referanse.endring import Endring
from veier.regelforslag.handlinger import foresla
from veier.taksonomi.models import Samarbeidsmodell

pytestmark = [
    pytest.mark.usefixtures("egen_database", "faa_kjente_ideer"),
    pytest.mark.xdist_group("egen"),
    pytest.mark.grundig,
]
GANGER = 4
NEDTATT = {"grunn": "feil", "forklaring": "Tallet er feil."}


@pytest.fixture
def folk():
    """Tre redaktører, den første har skrevet."""
    na = timezone.now().strftime("%H%M%S%f")
    return [lag_redaktor(f"{navn}{na}@eksempel.no") for navn in ("skriver", "kari", "ola")]


@pytest.fixture
def sak():
    Eksempelversjon.objects.all().delete()
    Eksempel.objects.filter(slug="jodacare-i-trondheim").update(
        effekt="", gjenkjennelig="nei", bilder=[], publisert_tid=timezone.now(), skjult=False
    )
    return Eksempel.objects.get(slug="jodacare-i-trondheim")


def _klient(bruker) -> Client:
    klient = logg_inn(bruker)
    klient.raise_request_exception = False  # en feil i serveren skal være et svar, slik den er for folk
    return klient


def _skriv(sak, av, tekst):
    sak = med_utkast(Eksempel.objects.get(pk=sak.pk))
    sak.behov = tekst
    lagre_eksempel(sak, av=av)


def _bilde(nr):
    return SimpleUploadedFile(f"{nr}.png", innhold.bilde(60 + nr, 40), "image/png")


def _trykk(bruker, sak, hva, **data):
    sett = v.merke if (v := utkastet(sak)) else ""
    klient, side = _klient(bruker), reverse("admin:eksempel_handling", args=[sak.pk, hva])
    return lambda: klient.post(side, {"sett": sett, **data})


def _utgaver(sak, hva):
    return Eksempelutgave.objects.filter(objekt=sak, hva=hva).count()


def test_teksten_og_bildene_i_en_sak_lagres_av_hver_sin_redaktor(sak, folk):
    """Skjemaet med teksten har ikke bildene; siden med bildene har ikke teksten. Begge skriver i det samme utkastet."""
    _skriver, kari, ola = folk
    side = reverse("admin:samarbeid_eksempel_change", args=[sak.pk])
    bilder = reverse("admin:eksempel_bilder", args=[sak.pk])
    for nr in range(GANGER):
        Teller.objects.all().delete()
        a, b = _klient(kari), _klient(ola)
        skrevet = les_skjema(a.get(side).text, "eksempel_form") | {"behov": [f"Karis tekst {nr}."]}
        om = {"alt": f"Bilde {nr}", "opphav": "Oss", "rett": "eget", "personer": "ingen", "bilde": _bilde(nr)}
        svar = samtidig(
            [lambda k=a, s=skrevet: k.post(side, s), lambda k=b, o=om: k.post(bilder, o)],
        )
        assert [s.status_code for s in svar] == [302, 302], nr
        na = med_utkast(Eksempel.objects.get(pk=sak.pk))
        assert (na.behov, [b["alt"] for b in na.bilder]) == (
            f"Karis tekst {nr}.",
            [f"Bilde {n}" for n in range(nr + 1)],
        )


def test_to_som_publiserer_det_samme_publiserer_en_gang_og_begge_far_vite_det(sak, folk):
    skriver, kari, ola = folk
    _skriv(sak, skriver, "Noe nytt.")
    for_ = _utgaver(sak, "publisert")
    svar = samtidig([_trykk(en, sak, "publiser") for en in (kari, ola)])
    assert sorted(s.status_code for s in svar) == [302, 422]
    assert "endret av en annen" in next(s for s in svar if s.status_code == 422).text
    assert (Eksempel.objects.get(pk=sak.pk).behov, _utgaver(sak, "publisert")) == ("Noe nytt.", for_ + 1)


def test_en_publiserer_og_en_skriver(sak, folk):
    """Enten er det hun skrev, i utkastet, eller så er det ute sammen med resten. Aldri borte."""
    skriver, kari, ola = folk
    side = reverse("admin:samarbeid_eksempel_change", args=[sak.pk])
    for nr in range(GANGER):
        Teller.objects.all().delete()
        _skriv(sak, skriver, f"Tekst {nr}.")
        klient = _klient(ola)
        skrevet = les_skjema(klient.get(side).text, "eksempel_form") | {"offentlig": [f"Kommune {nr}"]}
        svar = samtidig([_trykk(kari, sak, "publiser"), lambda k=klient, s=skrevet: k.post(side, s)])
        assert svar[0].status_code in {302, 422}, nr
        assert svar[1].status_code in {200, 302}, nr
        na = med_utkast(Eksempel.objects.get(pk=sak.pk))
        assert na.behov == f"Tekst {nr}."
        assert (na.offentlig == f"Kommune {nr}") is (svar[1].status_code == 302)
        if svar[1].status_code == 200:
            assert f"Kommune {nr}" in svar[1].text


def test_en_tar_ned_og_en_publiserer(sak, folk):
    """Rekkefølgen avgjør, begge får et svar, og historikken har begge."""
    skriver, kari, ola = folk
    for nr in range(GANGER):
        Eksempel.objects.filter(pk=sak.pk).update(publisert_tid=timezone.now())
        _skriv(sak, skriver, f"Tekst {nr}.")
        for_ = _utgaver(sak, "publisert"), _utgaver(sak, "tatt_ned")
        svar = samtidig([_trykk(kari, sak, "trekk", **NEDTATT), _trykk(ola, sak, "publiser")])
        assert svar[0].status_code == 302, svar[0].text[:2000]
        assert svar[1].status_code in {302, 422}
        publisert = svar[1].status_code == 302
        assert _utgaver(sak, "publisert") == for_[0] + publisert
        assert _utgaver(sak, "tatt_ned") == for_[1] + 1
        # Det som ble skrevet, finnes uansett hvem som kom først.
        assert med_utkast(Eksempel.objects.get(pk=sak.pk)).behov == f"Tekst {nr}."


def test_to_som_tar_ned_det_samme(sak, folk):
    _skriver, kari, ola = folk
    for_ = _utgaver(sak, "tatt_ned")
    svar = samtidig([_trykk(en, sak, "trekk", **NEDTATT) for en in (kari, ola)])
    assert {s.status_code for s in svar} <= {302, 422}
    assert (Eksempel.objects.get(pk=sak.pk).er_publisert, _utgaver(sak, "tatt_ned")) == (False, for_ + 1)


def test_den_planlagte_publiseringen_mot_en_som_tar_ned(sak, folk):
    """Er saken tatt ned først, publiseres den ikke av jobben; er den publisert først, er den tatt ned etterpå."""
    skriver, kari, ola = folk
    for nr in range(GANGER):
        Eksempel.objects.filter(pk=sak.pk).update(publisert_tid=timezone.now())
        _skriv(sak, skriver, f"Planlagt {nr}.")
        planlegg(sak, tid=timezone.now() + timedelta(hours=1), av=ola)
        Eksempelversjon.objects.filter(objekt=sak).update(planlagt_tid=timezone.now() - timedelta(seconds=1))
        svar, _antall = samtidig([_trykk(kari, sak, "trekk", **NEDTATT), publiser_planlagte])
        publiser_planlagte()  # neste minutt
        na = Eksempel.objects.get(pk=sak.pk)
        assert (svar.status_code, na.er_publisert) == (302, False), nr
        assert med_utkast(na).behov == f"Planlagt {nr}."


@pytest.mark.usefixtures("en_redaktor_er_nok")
@pytest.mark.parametrize(
    ("modell", "slug", "felt"),
    [(Artikkel, "kjop-eller-tilskudd", "ingress"), (Samarbeidsmodell, "pilotavtale", "risiko")],
    ids=["veiledning", "modell"],
)
def test_to_som_lagrer_det_samme_feltet_i_en_veiledning_og_en_modell(folk, modell, slug, felt):
    _skriver, kari, ola = folk
    rad, navn = modell.objects.get(slug=slug), modell._meta.model_name
    side = reverse(f"admin:{modell._meta.app_label}_{navn}_change", args=[rad.pk])
    for nr in range(GANGER):
        Teller.objects.all().delete()

        def lagrer(bruker, tekst):
            klient = _klient(bruker)
            data = les_skjema(klient.get(side).text, f"{navn}_form") | {felt: [tekst]}
            return lambda: klient.post(side, data)

        tekster = [f"Karis {nr}.", f"Olas {nr}."]
        svar = samtidig([lagrer(en, t) for en, t in zip((kari, ola), tekster, strict=True)])
        koder = [s.status_code for s in svar]
        assert sorted(koder) == [200, 302], koder
        rad.refresh_from_db()
        assert getattr(rad, felt) == tekster[koder.index(302)]
        taperen = svar[koder.index(200)].text
        assert all(tekst in taperen for tekst in tekster)


def test_to_som_svarer_pa_det_samme_forslaget_svarer_en_gang(folk):
    """Én godkjenner og én avslår i det samme øyeblikket: bare det ene svaret gjelder, og raden følger det."""
    skriver, kari, ola = folk
    for nr in range(GANGER):
        Teller.objects.all().delete()
        rad = Samarbeidsmodell.objects.get(slug="pilotavtale")
        nytt = f"Forslag {nr}, {skriver.epost}."
        forslag = foresla(
            Samarbeidsmodell,
            [Endring(rad.pk, rad.navn, {"risiko": rad.risiko}, {"risiko": nytt})],
            [],
            hvorfor="",
            av=skriver,
        )
        side = reverse("regelforslag", args=[forslag.pk])
        valg = [(_klient(kari), {"godkjenn": "1"}), (_klient(ola), {"avsla": "1", "grunn": "Nei."})]
        svar = samtidig([
            lambda k=klient, d={"sett": forslag.merke, **data}, s=side: k.post(s, d) for klient, data in valg
        ])  # fmt: skip
        assert sorted(s.status_code for s in svar) == [302, 422], nr
        forslag.refresh_from_db()
        assert forslag.status == ("godkjent" if svar[0].status_code == 302 else "avslatt")
        assert (Samarbeidsmodell.objects.get(pk=rad.pk).risiko == nytt) is (forslag.status == "godkjent")
