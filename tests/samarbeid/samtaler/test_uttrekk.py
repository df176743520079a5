"""Uttrekket til arkivet: hele samtalen, likt hver gang, og lesbart for både folk og maskiner."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from lxml import etree
from pypdf import PdfReader

from samarbeid.models import Innpost, Samtale, Uttrekk, Vedlegg
from samarbeid.samtaler.arkiv.noark import ROM
from samarbeid.samtaler.arkiv.pakke import Vedleggsfeil
from samarbeid.samtaler.handlinger.apne import apne_for_redaksjonen
from samarbeid.samtaler.handlinger.trad import Aktor, Onske, gjor
from samarbeid.samtaler.handlinger.uttrekk import (
    JOBB,
    VenterPaKontroll,
    lag_uttrekk,
    rydd_uttrekk,
    slett_gamle_uttrekk,
)
from samarbeid.samtaler.handlinger.vedlegg import legg_ved
from tests import filer
from veier.hendelser.models import Hendelse
from veier.jobber import venter_i_koen
from veier.vedlegg.kontroll import Vedleggsfil

pytestmark = pytest.mark.django_db
MOTTAKER = "/samtale/" + "m" * 43 + "/"


@pytest.fixture
def samtale(verden):
    Vedlegg.objects.all().delete()
    Uttrekk.objects.all().delete()
    samtale = Samtale.objects.get()
    samtale.innlegg.update(tekst="Første linje 👍.\n\nAndre <linje> & mer.")
    legg_ved([Vedleggsfil("Søknad på æøå.pdf", "pdf", filer.pdf())], innlegg=samtale.innlegg.get())
    return samtale


@pytest.fixture
def eier(verden):
    return verden.klient("eier")


def _lag(klient, sti):
    """Bestiller, kjører jobben og laster ned."""
    assert klient.post(f"{sti}arkiv/").status_code == 302
    rad = Uttrekk.objects.get()
    lag_uttrekk(rad.pk)
    svar = klient.get(f"{sti}arkiv/{rad.ref}/")
    return svar, b"".join(svar.streaming_content)


def test_fra_knappen_til_filen(eier, samtale):
    sti = samtale.get_absolute_url()
    assert "Lag uttrekket" in eier.get(f"{sti}arkiv/").text
    for _gang in range(2):  # et dobbelttrykk er det samme uttrekket
        assert eier.post(f"{sti}arkiv/")["Location"] == f"{sti}arkiv/"
    rad = Uttrekk.objects.get()
    assert venter_i_koen(JOBB, "uttrekk") == {rad.pk}
    side = eier.get(f"{sti}arkiv/").text
    assert "straks klart" in side and 'http-equiv="refresh"' in side
    assert eier.get(f"{sti}arkiv/{rad.ref}/").status_code == 404
    assert lag_uttrekk(rad.pk) is True and lag_uttrekk(rad.pk) is False
    side = eier.get(f"{sti}arkiv/").text
    assert f"{sti}arkiv/{rad.ref}/" in side and 'http-equiv="refresh"' not in side
    svar = eier.get(f"{sti}arkiv/{rad.ref}/")
    assert svar["Content-Disposition"] == f'attachment; filename="samtale-{samtale.referanse}-1.zip"'
    assert "no-store" in svar["Cache-Control"]
    rad.refresh_from_db()
    assert rad.sha256 in side and hashlib.sha256(b"".join(svar.streaming_content)).hexdigest() == rad.sha256
    assert Hendelse.objects.filter(kode="samtale_uttrekk").count() == 2


def test_virksomheten_kan_lage_det_med_lenken_og_andre_ikke(verden, samtale):
    svar, zip_ = _lag(Client(), MOTTAKER)
    assert svar.status_code == 200 and zip_.startswith(b"PK")
    hendelse = Hendelse.objects.get(kode="samtale_uttrekk")
    assert (hendelse.av, hendelse.detaljer["side"]) == (None, "offentlig")
    rad = Uttrekk.objects.get()
    fremmed = verden.klient("annen_entreprenor")
    for sti in (f"arkiv/{rad.ref}/", "arkiv/"):
        assert fremmed.get(f"{samtale.get_absolute_url()}{sti}").status_code == 404
    assert fremmed.post(f"{samtale.get_absolute_url()}arkiv/").status_code == 404


def test_alt_er_med_og_summene_stemmer(eier, samtale):
    _svar, innhold = _lag(eier, samtale.get_absolute_url())
    with ZipFile(BytesIO(innhold)) as zip_:
        navnene = zip_.namelist()
        assert zip_.testzip() is None
        assert "vedlegg/001-1-soknad-pa-aeoa.pdf" in navnene
        assert zip_.read("vedlegg/001-1-soknad-pa-aeoa.pdf") == filer.pdf()
        assert zip_.read("innlegg/001.txt").decode() == "Første linje 👍.\n\nAndre <linje> & mer.\n"
        summer = dict(
            linje.split("  ")[::-1] for linje in zip_.read("sjekksummer.sha256").decode().splitlines()
        )
        assert set(summer) == set(navnene) - {"sjekksummer.sha256"}
        assert all(hashlib.sha256(zip_.read(n)).hexdigest() == s for n, s in summer.items())
        data = json.loads(zip_.read("samtale.json"))
        assert data["referanse"] == samtale.referanse and data["innlegg"][0]["tekst"].startswith("Første")
        assert data["innlegg"][0]["vedlegg"][0]["navn"] == "Søknad på æøå.pdf"
        assert "lager" not in str(data)
        _kontroller_xml(zip_.read("arkivstruktur.xml"), samtale, summer)


def _kontroller_xml(xml, samtale, summer):
    rot = etree.fromstring(xml)
    finn = lambda sti: [e.text for e in rot.findall(sti, {"n": ROM})]  # noqa: E731
    assert rot.tag == f"{{{ROM}}}mappe"
    assert finn("n:mappeID") == [samtale.referanse]
    assert finn("n:registrering/n:journalposttype") == ["Inngående dokument"]
    objekt = "n:registrering/n:dokumentbeskrivelse/n:dokumentobjekt/n:"
    stier = finn(f"{objekt}referanseDokumentfil")
    assert stier == ["innlegg/001.txt", "vedlegg/001-1-soknad-pa-aeoa.pdf"]
    assert finn(f"{objekt}sjekksum") == [summer[s] for s in stier]
    assert finn(f"{objekt}filstoerrelse")[1] == str(len(filer.pdf()))


@pytest.mark.parametrize(
    ("annen", "bekreftet", "sies"),
    [
        (False, False, "kunne ikke bekrefte"),
        (True, None, "ikke er på virksomhetens domene"),
        (False, True, ""),
    ],
)
def test_arkivet_far_vite_at_en_avsender_ikke_er_bekreftet(eier, samtale, annen, bekreftet, sies):
    gjor(
        samtale,
        Onske("svar", 1, uuid.uuid4(), tekst="Ja."),
        av=Aktor("offentlig", navn="Kari", epost="kari@t.no"),
    )
    Innpost.objects.create(
        samtale=samtale, innlegg=samtale.innlegg.get(nr=2), avtrykk="a", slag="svar", tilstand="lagt_inn",
        fra="kari@t.no", annen_adresse=annen, bekreftet=bekreftet,
    )  # fmt: skip
    _svar, innhold = _lag(eier, samtale.get_absolute_url())
    with ZipFile(BytesIO(innhold)) as zip_:
        forste, siste = json.loads(zip_.read("samtale.json"))["innlegg"]
        pdf = " ".join(
            "".join(s.extract_text() for s in PdfReader(BytesIO(zip_.read("samtale.pdf"))).pages).split()
        )
        xml = zip_.read("arkivstruktur.xml").decode()
    assert (forste["tvil"], sies in siste["tvil"], bool(siste["tvil"])) == ("", True, bool(sies))
    assert (siste["tvil"] in pdf, siste["tvil"] in xml) == (True, True)


def test_to_ganger_gir_de_samme_bytene(eier, samtale):
    _svar, forste = _lag(eier, samtale.get_absolute_url())
    Uttrekk.objects.all().delete()
    Samtale.objects.update(kontakttvil="retur")  # det som ikke er innhold, betyr ingenting
    _svar, andre = _lag(eier, samtale.get_absolute_url())
    assert forste == andre


def test_det_som_skrives_etter_bestillingen_er_med_eller_ikke_men_aldri_halvt(eier, samtale):
    """Jobben går etter at virksomheten har takket nei: tilstanden og innleggene er fra det samme øyeblikket."""
    sti = samtale.get_absolute_url()
    eier.post(f"{sti}arkiv/")
    gammel = Uttrekk.objects.get()
    onske = Onske("avvis", samtale.siste_nr, uuid.uuid4(), tekst="Vi har en avtale.")
    gjor(samtale, onske, av=Aktor("offentlig", navn="Kari", epost=samtale.til))
    Vedlegg.objects.update(tilstand="venter")
    with pytest.raises(VenterPaKontroll):
        lag_uttrekk(gammel.pk)
    Vedlegg.objects.update(tilstand="klar")
    assert lag_uttrekk(gammel.pk) is True
    forst = b"".join(eier.get(f"{sti}arkiv/{gammel.ref}/").streaming_content)
    with ZipFile(BytesIO(forst)) as zip_:
        data = json.loads(zip_.read("samtale.json"))
    assert (data["tilstand"], len(data["innlegg"])) == ("Takket nei", 2)
    assert f"arkiv/{gammel.ref}/" in eier.get(f"{sti}arkiv/").text
    Uttrekk.objects.all().delete()
    assert _lag(eier, sti)[1] == forst
    # Bestilt både før og etter: det er én fil.
    gammel = Uttrekk.objects.create(samtale=samtale, nr=1, side="offentlig")
    assert lag_uttrekk(gammel.pk) is False
    [igjen] = Uttrekk.objects.all()
    assert (igjen.nr, bool(igjen.ferdig_tid)) == (2, True)


def test_redaksjonens_apning_er_med_og_det_gamle_uttrekket_borte(verden, eier, samtale):
    sti = samtale.get_absolute_url()
    _lag(eier, sti)
    grunn = "Virksomheten har meldt fra om hets i samtalen."
    rita = verden.folk["redaktor"]
    apne_for_redaksjonen(samtale, grunn=grunn, sendenokkel=uuid.uuid4(), av=rita)
    assert not Uttrekk.objects.exists() and "Lag uttrekket" in eier.get(f"{sti}arkiv/").text
    _svar, innhold = _lag(eier, sti)
    with ZipFile(BytesIO(innhold)) as zip_:
        assert [a["grunn"] for a in json.loads(zip_.read("samtale.json"))["apninger"]] == [grunn]
        rot = etree.fromstring(zip_.read("arkivstruktur.xml"))
        merknad = rot.find("n:merknad/n:merknadstekst", {"n": ROM}).text
        pdf = "".join(side.extract_text() for side in PdfReader(BytesIO(zip_.read("samtale.pdf"))).pages)
        assert grunn in merknad and grunn in " ".join(pdf.split())
        alt = b"".join(zip_.read(n) for n in zip_.namelist() if not n.endswith(".pdf")).decode()
    assert rita.epost not in alt + pdf and str(rita) not in alt + pdf


def test_det_som_sto_under_i_e_posten_og_filene_som_ikke_er_med_staar_i_uttrekket(eier, samtale):
    svar = Onske("svar", samtale.siste_nr, uuid.uuid4(), tekst="Enig med henne under.")
    innlegg = gjor(samtale, svar, av=Aktor("offentlig", navn="Kari", epost=samtale.til))
    felt = {
        "slag": "svar",
        "tilstand": "lagt_inn",
        "fra": samtale.til,
        "innlegg": innlegg,
        "samtale": samtale,
    }
    Innpost.objects.create(
        avtrykk="s" * 64, sitat="Fra: Leder\n\nJa til kofferter.", utelatt=["a.exe (farlig)"], **felt
    )
    _svar, innhold = _lag(eier, samtale.get_absolute_url())
    with ZipFile(BytesIO(innhold)) as zip_:
        siste = json.loads(zip_.read("samtale.json"))["innlegg"][-1]
        assert siste["sitat"] == "Fra: Leder\n\nJa til kofferter."
        assert (
            zip_.read("innlegg/002.txt")
            .decode()
            .endswith(
                "Enig med henne under.\n\nDette sto under i e-posten:\nFra: Leder\n\nJa til kofferter.\n"
            )
        )
        pdf = "".join(s.extract_text() for s in PdfReader(BytesIO(zip_.read("samtale.pdf"))).pages)
        assert "Ja til kofferter." in pdf and "Filer i e-posten som ikke er med: a.exe (farlig)" in " ".join(
            pdf.split()
        )
        assert "a.exe (farlig)" in zip_.read("arkivstruktur.xml").decode()


def test_pdf_en_sier_hvor_tegn_skriften_mangler_star(eier, samtale):
    _svar, innhold = _lag(eier, samtale.get_absolute_url())
    with ZipFile(BytesIO(innhold)) as zip_:
        pdf = PdfReader(BytesIO(zip_.read("samtale.pdf")))
    tekst = "".join(side.extract_text() for side in pdf.pages)
    assert samtale.referanse in tekst and "Andre <linje> & mer." in tekst
    assert "de andre filene i uttrekket" in " ".join(tekst.split())


def test_et_vedlegg_som_ikke_er_kontrollert_ma_vente(eier, samtale):
    Vedlegg.objects.update(tilstand="venter")
    side = eier.post(f"{samtale.get_absolute_url()}arkiv/", follow=True).text
    assert "Et vedlegg kontrolleres ennå" in side and not Uttrekk.objects.exists()


def test_en_fil_som_er_endret_i_lageret_blir_aldri_et_uttrekk(eier, samtale):
    rad = Vedlegg.objects.get()
    default_storage.delete(rad.fil)
    from django.core.files.base import ContentFile

    default_storage.save(rad.fil, ContentFile(b"noe annet"))
    eier.post(f"{samtale.get_absolute_url()}arkiv/")
    with pytest.raises(Vedleggsfeil):
        lag_uttrekk(Uttrekk.objects.get().pk)
    assert Uttrekk.objects.get().ferdig_tid is None


def test_stanset_vedlegg_er_nevnt_men_ikke_med(eier, samtale):
    Vedlegg.objects.update(tilstand="stanset", fil="")
    _svar, innhold = _lag(eier, samtale.get_absolute_url())
    with ZipFile(BytesIO(innhold)) as zip_:
        assert not [n for n in zip_.namelist() if n.startswith("vedlegg/")]
        assert json.loads(zip_.read("samtale.json"))["innlegg"][0]["vedlegg"][0]["sti"] == ""


def test_borte_etter_en_uke(eier, samtale):
    rydd_uttrekk(eldre_enn=timedelta(0))  # det prøvene over lot ligge
    _lag(eier, samtale.get_absolute_url())
    fil = Uttrekk.objects.get().fil
    assert slett_gamle_uttrekk() == 0 and rydd_uttrekk(eldre_enn=timedelta(0)) == 0
    Uttrekk.objects.update(bestilt_tid=timezone.now() - timedelta(days=8))
    assert slett_gamle_uttrekk() == 1
    assert rydd_uttrekk(eldre_enn=timedelta(0)) == 1 and not default_storage.exists(fil)
