"""E-post inn: de femti brevene i tests/data/epost, det som holdes tilbake, og det som aldri skal skje."""

from __future__ import annotations

import csv
import io
import re
import sys
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samarbeid.innpost import skuffen
from samarbeid.innpost.handlinger import Konvolutt, ta_imot
from samarbeid.innpost.tekst import del_opp, fra_html, uten_nokler
from samarbeid.models import Innlegg, Innpost, Mottakerlenke, Samtale, Svaradresse, Vedlegg
from samarbeid.samtaler.handlinger.brev import send_til_mottakeren
from samarbeid.samtaler.handlinger.rydding import slett_gamle_samtaler
from samarbeid.samtaler.svaradresse import svaradressen
from tests import filer
from tests.verden import logg_inn
from veier.epost.models import Utsending
from veier.epost.sending import _lag_melding
from veier.hendelser.models import Hendelse
from veier.personvern.handlinger.sletting import angre_sletting, bestill_sletting

pytestmark = pytest.mark.django_db
MAPPE = Path(__file__).resolve().parents[2] / "data" / "epost"
FASIT = list(csv.DictReader((MAPPE / "fasit.csv").read_text("utf-8").splitlines(), delimiter=";"))
LENKE = "https://veier.example/samtale/" + "Ab3-_" * 8 + "xyz/"


@pytest.fixture(autouse=True)
def _domenet(settings):
    settings.SVARDOMENE = "svar.veier.example"


@pytest.fixture
def v(verden):
    return verden


@pytest.fixture
def samtale(v):
    Vedlegg.objects.all().delete()
    return Samtale.objects.get()


@pytest.fixture
def adresse(samtale):
    return svaradressen(samtale)


def _fyll(raa, samtale, adresse):
    eva = samtale.innlegg.first().av.epost
    lenke = samtale.lenker.first()
    for merke, verdi in {
        "@@SVAR@@": adresse,
        "@@REF@@": samtale.referanse,
        "@@ID@@": lenke.melding_id,
        "@@LENKE@@": LENKE,
        "@@LENKEKODET@@": quote(LENKE, safe=""),
        "@@EVA@@": eva,
    }.items():
        raa = raa.replace(merke.encode(), verdi.encode())
    return raa


def _raa(tekst="Ja, gjerne.", *, fra="kari@trondheim.kommune.no", til="", nr=1, **hoder):
    linjer = [f"From: {fra}", f"To: {til}", "Subject: SV: Melding", f"Message-ID: <{nr}@post.example>"]
    linjer += [f"{navn.replace('_', '-')}: {verdi}" for navn, verdi in hoder.items()]
    return ("\r\n".join(linjer) + "\r\n\r\n" + tekst).encode()


def _send(adresse, tekst="Ja, gjerne.", **valg):
    konvolutt = Konvolutt([adresse], valg.pop("konvolutt_fra", None))
    return ta_imot(_raa(tekst, til=adresse, **valg), konvolutt)


# ── De femti brevene ──


def test_det_er_minst_femti_brev_og_alle_har_en_fasit():
    assert len(FASIT) >= 50
    assert {rad["fil"] for rad in FASIT} == {fil.name for fil in MAPPE.glob("*.eml")}


def test_hvert_brev_blir_det_det_er(samtale, adresse):
    feil = []
    for rad in FASIT:
        Innpost.objects.all().delete()
        samtale.innlegg.exclude(nr=1).delete()
        Samtale.objects.update(tilstand="sendt", siste_fra_offentlig=0, kontakttvil="")
        raa = _fyll((MAPPE / rad["fil"]).read_bytes(), samtale, adresse)
        post = ta_imot(raa, Konvolutt([adresse] if rad["konvolutt"] == "ja" else []))
        innlegg = samtale.innlegg.filter(nr=2).first()
        tekst = innlegg.tekst if innlegg else post.tekst
        ble = {
            "slag": str(post.slag),
            "tilstand": str(post.tilstand),
            "grunn": str(post.grunn),
            "annen": "ja" if post.annen_adresse else "nei",
            "tekst": tekst.split("\n")[0],
            "sitat": "ja" if post.sitat else "nei",
        }
        skal = {navn: rad[navn] for navn in ble}
        if ble != skal:
            feil.append((rad["fil"], {n: (ble[n], skal[n]) for n in ble if ble[n] != skal[n]}))
        if rad["ikke"] and rad["ikke"] in tekst:
            feil.append((rad["fil"], f"«{rad['ikke']}» står i svaret"))
        alt = post.emne + tekst + post.sitat
        if "Ab3-_" in alt or adresse.split("@")[0] in alt:
            feil.append((rad["fil"], "en nøkkel står igjen"))
        assert (innlegg is not None) == (rad["tilstand"] == "lagt_inn"), rad["fil"]
    assert not feil


def _med_vedlegg(tekst, *filene):
    """Kroppen og hodene til en e-post med filer: (navn, innhold)."""
    epost = EmailMessage()
    epost.set_content(tekst)
    for navn, innhold in filene:
        epost.add_attachment(innhold, maintype="application", subtype="octet-stream", filename=navn)
    hoder, _skille, kropp = bytes(epost).decode().partition("\n\n")
    felt = dict(linje.split(": ", 1) for linje in hoder.replace("\n ", " ").splitlines())
    return kropp.replace("\n", "\r\n"), {"Content_Type": felt["Content-Type"], "MIME_Version": "1.0"}


def test_vedlegget_i_brevet_blir_med_i_samtalen(v, samtale, adresse):
    post = ta_imot(_fyll((MAPPE / "27-pdf-vedlegg.eml").read_bytes(), samtale, adresse), Konvolutt([adresse]))
    rad = Vedlegg.objects.get()
    assert (rad.navn, rad.innlegg, rad.innpost) == ("Svar pa henvendelse.pdf", post.innlegg, None)
    side = v.klient("eier").get(samtale.get_absolute_url()).text
    assert f"vedlegg/{rad.ref}/" in side and "portalen ikke tar med" not in side


def test_det_som_ikke_tas_med_sies_det_fra_om_og_hvorfor(v, samtale, adresse):
    kropp, hoder = _med_vedlegg(
        "Se vedlagt.", ("a.exe", b"MZ"), ("b.docx", filer.docx()), ("c.pdf", b"%PDF-")
    )
    post = _send(adresse, kropp, **hoder)
    assert post.utelatt == [
        "a.exe (den er verken PDF eller DOCX)",
        "c.pdf (den er skadet, eller laget slik at den ikke kan kontrolleres)",
    ]
    assert [rad.navn for rad in post.innlegg.vedlegg.all()] == ["b.docx"]
    side = v.klient("eier").get(samtale.get_absolute_url()).text
    assert "vedlegg portalen ikke tar med: a.exe (den er verken" in " ".join(side.split())


def test_et_brev_med_bare_et_vedlegg_er_et_svar(samtale, adresse):
    kropp, hoder = _med_vedlegg("", ("Brev.pdf", filer.pdf()))
    post = _send(adresse, kropp, **hoder)
    assert (post.tilstand, post.innlegg.tekst) == ("lagt_inn", "Svaret står i vedlegget.")


def test_flere_enn_fem_vedlegg_er_for_mye(samtale, adresse):
    kropp, hoder = _med_vedlegg("Ja.", *[(f"{n}.pdf", filer.pdf()) for n in range(6)])
    post = _send(adresse, kropp, **hoder)
    assert post.innlegg.vedlegg.count() == 5
    assert post.utelatt == ["5.pdf (det er for mye i én melding)"]


def test_vedleggene_venter_med_brevet_og_folger_det_dit_det_legges(v, samtale, adresse):
    kropp, hoder = _med_vedlegg("Ja.", ("Brev.pdf", filer.pdf()))
    post = ta_imot(_raa(kropp, **hoder), Konvolutt())
    rad = Vedlegg.objects.get()
    assert (post.tilstand, rad.innpost, rad.innlegg) == ("venter", post, None)
    sti = f"{samtale.get_absolute_url()}vedlegg/{rad.ref}/"
    assert v.klient("eier").get(sti).status_code == 404
    redaktor = v.klient("redaktor")
    siden = reverse("redaksjon_innpost", args=[post.pk])
    assert "Brev.pdf" not in redaktor.get(siden).text
    assert "Brev.pdf" in redaktor.post(siden, {"apne": "1", "apne-grunn": "Må vite hvem."}).text
    skuffen.knytt(post, referanse=samtale.referanse, av=v.folk["redaktor"])
    rad.refresh_from_db()
    assert rad.innpost is None and rad.innlegg == Innlegg.objects.get(nr=2)
    assert v.klient("eier").get(sti).status_code == 200


def test_lagt_bort_er_vedlegget_borte_med_en_gang(v, samtale, django_capture_on_commit_callbacks):
    kropp, hoder = _med_vedlegg("Ja.", ("Brev.pdf", filer.pdf()))
    post = ta_imot(_raa(kropp, **hoder), Konvolutt())
    fil = Vedlegg.objects.get().fil
    assert default_storage.exists(fil)
    with django_capture_on_commit_callbacks(execute=True):
        skuffen.legg_bort(post, av=v.folk["redaktor"])
    assert not Vedlegg.objects.exists() and not default_storage.exists(fil)


def test_full_disk_lagrer_ingenting_og_tjeneren_prover_igjen(samtale, adresse, monkeypatch, full_disk):
    kropp, hoder = _med_vedlegg("Ja.", ("Brev.pdf", filer.pdf()))
    raa = _raa(kropp, til=adresse, **hoder)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raa)))
    with pytest.raises(SystemExit) as slutt:
        call_command("ta_imot_epost", til=[adresse], stderr=io.StringIO())
    assert slutt.value.code == 75
    assert not samtale.innpost.exists() and samtale.innlegg.count() == 1


@pytest.mark.parametrize(
    ("hode", "utelatt"),
    [
        ("Content-Disposition: inline", []),
        ("Content-Disposition: attachment; filename=skann.png", ["skann.png (den er verken PDF eller DOCX)"]),
    ],
)
def test_en_logo_i_signaturen_er_ikke_et_vedlegg(adresse, hode, utelatt):
    grense = "--x\r\n"
    deler = (
        f"{grense}Content-Type: text/plain\r\n\r\nJa.\r\n{grense}Content-Type: image/png; name=logo.png\r\n"
    )
    deler += f"Content-ID: <logo>\r\n{hode}\r\n\r\nx\r\n--x--\r\n"
    post = _send(adresse, deler, MIME_Version="1.0", Content_Type="multipart/related; boundary=x")
    assert (post.tilstand, post.utelatt) == ("lagt_inn", utelatt)


# ── Adressen ──


def test_brevet_har_svaradressen_og_databasen_bare_avtrykket(samtale, settings):
    Utsending.objects.all().delete()
    send_til_mottakeren(samtale, samtale.innlegg.first())
    brev = Utsending.objects.get(mal="samtale_til_mottaker")
    foran = brev.svar_til.split("@")[0]
    assert re.fullmatch(r"svar-[a-z2-7]{26}@svar\.veier\.example", brev.svar_til)
    assert brev.svar_til in brev.tekst and "kommer ikke fram" not in brev.tekst
    sendt = _lag_melding(brev).message()
    assert sendt["Reply-To"] == brev.svar_til and sendt["From"] == settings.DEFAULT_FROM_EMAIL
    assert _lag_melding(brev).from_email == brev.svar_til  # returene
    brev.avslutt(Utsending.Status.SENDT)
    brev.save()
    assert brev.svar_til == ""
    assert foran[5:] not in str(list(Svaradresse.objects.values()))
    assert samtale.lenker.order_by("-pk").first().melding_id == brev.melding_id


def test_uten_domene_er_alt_som_for(samtale, settings):
    settings.SVARDOMENE = ""
    Utsending.objects.all().delete()
    Svaradresse.objects.all().delete()
    send_til_mottakeren(samtale, samtale.innlegg.first())
    brev = Utsending.objects.get(mal="samtale_til_mottaker")
    assert brev.svar_til == "" and "kommer ikke fram" in brev.tekst
    assert "Reply-To" not in _lag_melding(brev).message()
    assert not Svaradresse.objects.exists()


def test_adressen_er_den_samme_hver_gang_og_gjelder_etter_et_nokkelbytte(samtale, adresse, settings):
    assert svaradressen(samtale) == adresse
    settings.SECRET_KEY = "en helt annen nøkkel " * 3
    ny = svaradressen(samtale)
    assert ny != adresse
    assert _send(adresse).samtale == _send(ny, nr=2).samtale == samtale


# ── Hvem som tros ──


@pytest.mark.parametrize(
    ("kontroll", "tilstand"),
    [("mx.veier.example; dmarc=pass", "lagt_inn"), ("mx.veier.example; dmarc=fail", "venter"), ("ond.example; dmarc=pass", "venter"),
        ("mx.veier.example; spf=pass", "venter")],
)  # fmt: skip
def test_referansen_er_nok_bare_naar_mottaket_har_kontrollert_avsenderen(
    samtale, settings, kontroll, tilstand
):
    settings.EPOSTKONTROLL = "mx.veier.example"
    raa = _raa(References=samtale.lenker.get().melding_id or "<x@y>", Authentication_Results=kontroll)
    raa = raa.replace(b"SV: Melding", f"SV: {samtale.referanse}".encode())
    assert ta_imot(raa, Konvolutt()).tilstand == tilstand


def test_en_som_skriver_kontrollen_selv_blir_ikke_trodd(samtale, settings):
    settings.EPOSTKONTROLL = "mx.veier.example"
    raa = _raa().replace(b"SV: Melding", f"SV: {samtale.referanse}".encode())
    egen = b"Authentication-Results: mx.veier.example; dmarc=fail\r\nAuthentication-Results: mx.veier.example; dmarc=pass\r\n"
    assert ta_imot(egen + raa, Konvolutt()).tilstand == "venter"


FRA = "kari@trondheim.kommune.no"


@pytest.mark.parametrize(
    ("kontroll", "merket"),
    [
        ("mx.veier.example; dmarc=pass", False),
        ("mx.veier.example; dmarc=fail; spf=pass smtp.mailfrom=kari@trondheim.kommune.no", True),
        ("mx.veier.example; none", True),
        ("", True),
        ("ond.example; dmarc=pass", True),
        ("mx.veier.example; spf=pass", True),
        ("mx.veier.example; dmarc=none; spf=pass smtp.mailfrom=ond.example", True),
        ("mx.veier.example; dkim=pass header.d=ond.example (dkim=pass header.d=trondheim.kommune.no)", True),
        ("mx.veier.example; dmarc=none; spf=fail; dkim=pass header.d=trondheim.kommune.no", False),
        ("mx.veier.example; dkim=fail header.d=trondheim.kommune.no; spf=pass smtp.mailfrom=bounce@post.trondheim.kommune.no", False),
        ("mx.veier.example; dkim=pass header.i=@kommune.no.ond.example", True),
    ],
)  # fmt: skip
def test_en_avsender_ingen_har_bekreftet_tas_imot_og_merkes(v, samtale, adresse, settings, kontroll, merket):
    settings.EPOSTKONTROLL = "mx.veier.example"
    hoder = {"Authentication_Results": kontroll} if kontroll else {}
    post = _send(adresse, fra=FRA, **hoder)
    assert (post.tilstand, post.annen_adresse, post.bekreftet) == ("lagt_inn", False, not merket)
    side = v.klient("eier").get(samtale.get_absolute_url()).text
    assert ("Kan ikke bekreftes" in side, "Fra en annen adresse" in side) == (merket, False)


def test_uten_en_tjener_som_kontrollerer_er_ingen_merket(v, samtale, adresse):
    post = _send(adresse, fra=FRA, Authentication_Results="mx.veier.example; dmarc=fail")
    assert post.bekreftet is None
    assert "Kan ikke bekreftes" not in v.klient("eier").get(samtale.get_absolute_url()).text


def test_en_ubekreftet_avsender_tar_ikke_bort_tvilen_om_adressen(samtale, adresse, settings):
    settings.EPOSTKONTROLL = "mx.veier.example"
    Samtale.objects.update(kontakttvil="retur")
    _send(adresse, fra=FRA)
    samtale.refresh_from_db()
    assert samtale.kontakttvil == "retur"
    _send(adresse, fra=FRA, nr=2, Authentication_Results="mx.veier.example; dmarc=pass")
    samtale.refresh_from_db()
    assert samtale.kontakttvil == ""


# ── Det som er for langt ──


def _langt(tegn, slutt=""):
    linje = "Vi har lest det dere skrev, og har noen spørsmål om hvordan dere vil gjøre det hos oss.\n"
    return (linje * (tegn // len(linje) + 1))[: tegn - len(slutt)] + slutt


def test_en_tekst_som_er_for_lang_er_med_i_sin_helhet_som_vedlegg(v, samtale, adresse):
    hele = _langt(70_000, slutt="Til slutt: budsjettet er 80 000 kroner.")
    post = _send(adresse, hele)
    innlegg = post.innlegg
    fil = innlegg.vedlegg.get()
    assert (post.tilstand, fil.navn, fil.slag, fil.klar) == ("lagt_inn", "Hele e-posten.txt", "txt", True)
    assert "budsjettet" not in innlegg.tekst and innlegg.tekst.endswith(
        f"Alt står i vedlegget «{fil.navn}».]"
    )
    svar = v.klient("eier").get(f"{samtale.get_absolute_url()}vedlegg/{fil.ref}/")
    assert svar["Content-Type"] == "text/plain; charset=utf-8" and "attachment" in svar["Content-Disposition"]
    assert b"".join(svar.streaming_content).decode() == hele


def test_et_sitat_som_er_for_langt_sier_hvor_det_er_kuttet(samtale, adresse):
    under = "\n".join(f"> {linje}" for linje in _langt(70_000).splitlines())
    post = _send(adresse, f"Ja, gjerne.\n\nDen 27. nov. 2026 kl. 10.00 skrev Eva:\n{under}")
    assert post.innlegg.tekst == "Ja, gjerne." and post.sitat.endswith("[Resten er ikke tatt med.]")
    assert not post.innlegg.vedlegg.exists()


def test_et_nummer_i_det_som_er_kuttet_slipper_ikke_inn(v, samtale, adresse):
    post = _send(adresse, _langt(70_000, slutt="Ring 01019000083."))
    assert post.innlegg.tekst.endswith("[Resten er ikke tatt med.]") and not post.innlegg.vedlegg.exists()
    side = v.klient("eier").get(samtale.get_absolute_url()).text
    assert "Hele e-posten.txt (den har noe som ligner et fødselsnummer)" in side and "01019000083" not in side


@pytest.mark.parametrize("type_", ["plain", "html"])
def test_det_ingen_skriver_holdes_og_siden_sier_hvorfor(v, samtale, adresse, type_):
    raa = _raa(_langt(1_000_100), til=adresse, Content_Type=f"text/{type_}; charset=utf-8")
    post = ta_imot(raa, Konvolutt([adresse]))
    assert (post.tilstand, post.grunn) == ("holdt", "for_stor")
    assert "for stor til å leses" in v.klient("offentlig").get(samtale.get_absolute_url()).text


# ── Det som ikke legges inn ──


@pytest.mark.parametrize(
    ("endring", "grunn"),
    [({"anskaffelse": "kunngjort", "doffin": "2026-1"}, "kunngjort"), ({"tilstand": "avsluttet", "ferdig_tid": timezone.now()}, "ferdig")],
)  # fmt: skip
def test_last_trad_tar_vare_pa_brevet_og_sier_hvorfor_pa_siden(v, samtale, adresse, endring, grunn):
    Samtale.objects.update(**endring)
    Utsending.objects.all().delete()
    post = _send(adresse, "Vi vil gjerne ha dere.")
    assert (post.tilstand, post.grunn, post.tekst) == ("holdt", grunn, "Vi vil gjerne ha dere.")
    assert samtale.innlegg.count() == 1 and not Utsending.objects.exists() and not mail.outbox
    siden = Client().get(reverse("mottaker", args=["m" * 43])).content.decode()
    assert "ikke lagt inn" in siden and str(post.get_grunn_display()) in siden
    evas = v.klient("eier").get(samtale.get_absolute_url()).content.decode()
    assert "ikke lagt inn" not in evas and "Vi vil gjerne ha dere." not in evas


@pytest.mark.parametrize(("hoder", "slag"), [({"Auto_Submitted": "auto-replied"}, "fravar"), ({}, "retur")])
def test_automatisk_svar_og_retur_gir_tvil_og_aldri_et_svar(v, samtale, adresse, hoder, slag):
    Utsending.objects.all().delete()
    fra = "MAILER-DAEMON@mx.example" if slag == "retur" else "kari@trondheim.kommune.no"
    emne = b"Undelivered mail" if slag == "retur" else b"Ute"
    for nr in (1, 2):
        post = ta_imot(
            _raa("Borte.", fra=fra, til=adresse, nr=nr, **hoder).replace(b"SV: Melding", emne),
            Konvolutt([adresse], ""),
        )
    samtale.refresh_from_db()
    assert (post.slag, post.tilstand, samtale.kontakttvil, samtale.tilstand) == (
        slag,
        "notert",
        slag,
        "sendt",
    )
    til = set(Utsending.objects.values_list("til", flat=True))
    assert til == ({samtale.innlegg.first().av.epost} if slag == "retur" else set())
    assert Utsending.objects.count() == len(til)
    siden = v.klient("eier").get(samtale.get_absolute_url()).content.decode()
    assert str(Samtale.Kontakttvil(slag).label) in siden
    _send(adresse, nr=3)
    samtale.refresh_from_db()
    assert samtale.kontakttvil == "" and samtale.tilstand == "besvart"


def test_det_samme_brevet_to_ganger_er_ett_innlegg_og_ett_varsel(samtale, adresse):
    Utsending.objects.all().delete()
    assert _send(adresse).pk == _send(adresse).pk
    assert samtale.innlegg.count() == 2
    assert Utsending.objects.filter(mal="samtale_nytt").count() == 1 == Utsending.objects.count()
    assert (
        _send(adresse, fra="annen@trondheim.kommune.no").innlegg.nr == 3
    )  # et stjålet Message-ID stanser ingen


def test_feiler_databasen_midt_i_er_ingenting_lagret_og_tjeneren_prover_igjen(samtale, adresse, monkeypatch):
    def feil(*_argumenter, **_valg):
        raise DatabaseError

    monkeypatch.setattr("samarbeid.innpost.handlinger.logg_hendelse", feil)
    monkeypatch.setattr(sys, "stdin", type("Inn", (), {"buffer": io.BytesIO(_raa(til=adresse))}))
    with pytest.raises(SystemExit) as slutt:
        call_command("ta_imot_epost", til=[adresse])
    assert slutt.value.code == 75
    assert samtale.innlegg.count() == 1 and not samtale.innpost.exists()
    monkeypatch.undo()
    assert _send(adresse).tilstand == "lagt_inn"


def test_kommandoen_leser_standard_inn(samtale, adresse, monkeypatch):
    monkeypatch.setattr(sys, "stdin", type("Inn", (), {"buffer": io.BytesIO(_raa(til="noen@annet.example"))}))
    call_command("ta_imot_epost", til=[adresse], fra="<kari@trondheim.kommune.no>")
    assert samtale.innlegg.get(nr=2).tekst == "Ja, gjerne."


@pytest.mark.parametrize(
    "raa",
    [
        b"X" * (10 * 1024 * 1024 + 1),
        b"A: b\r\n" * 2000 + b"\r\n",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(90)),
        b"".join(b"Content-Type: message/rfc822\r\n\r\n" for _n in range(90)),
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 500,
    ],
)
def test_det_som_er_for_stort_leses_ikke_men_er_tatt_imot(samtale, adresse, raa):
    post = ta_imot(_raa(til=adresse).split(b"\r\n\r\n")[0] + b"\r\n" + raa, Konvolutt([adresse]))
    assert (post.tilstand, post.grunn) == ("holdt", "for_stor")
    assert samtale.innlegg.count() == 1


@pytest.mark.parametrize(
    "raa",
    [
        b"", b"\r\n", b"\x00\xff" * 50, b"From: =?utf-8?b?////?=\r\n\r\nhei",
        b"From: \x80@\xff\r\nSubject: =?x?q?=C3?=\r\nContent-Type: ;;;charset==\r\n\r\n\x00hei",
        b"From: a@b.no\r\nContent-Type: text/plain; charset=\"utf-8\xff\"\r\nContent-Transfer-Encoding: base64\r\n\r\n=====",
        b"Content-Type: multipart/mixed\r\n\r\nhei", b"From: (((((((((((\r\nTo: <<<<>>>>,,,;:@\r\n\r\nhei",
        b"Message-ID: <" + b"a" * 5000 + b">\r\n\r\nhei", b"Subject: " + b"\xf0\x9f\x98\x80" * 200 + b"\r\n\r\nhei",
        b"Content-Disposition: attachment; filename*=utf-8''%ff%00\r\n\r\nhei", b"Subject: a\x00b\r\n\r\nhei",
    ],
)  # fmt: skip
def test_odelagte_brev_feller_ingenting(samtale, raa):
    assert ta_imot(raa, Konvolutt()).tilstand == "venter"


def test_en_lokke_blir_ikke_til_flere_enn_taket(samtale, adresse, monkeypatch):
    monkeypatch.setattr("samarbeid.innpost.handlinger.HOYST_I_TRADEN", 3)
    svar = [_send(adresse, nr=nr, Auto_Submitted="auto-replied") for nr in range(5)]
    assert [s is None for s in svar] == [False, False, False, True, True]
    assert Innpost.objects.filter(samtale=samtale).count() == 3


def test_et_svar_etter_mange_automatiske_mister_ikke_vedlegget(samtale, adresse, monkeypatch):
    monkeypatch.setattr("samarbeid.innpost.handlinger.HOYST_I_TRADEN", 2)
    for nr in range(2):
        _send(adresse, nr=nr, Auto_Submitted="auto-replied")
    kropp, hoder = _med_vedlegg("Se vedlagt.", ("brev.pdf", filer.pdf()))
    post = _send(adresse, kropp, nr=9, **hoder)
    assert post.tilstand == "lagt_inn" and [v.navn for v in post.innlegg.vedlegg.all()] == ["brev.pdf"]
    assert _send(adresse, nr=10, Auto_Submitted="auto-replied") is None


def test_hvert_vedlegg_over_taket_er_nevnt(samtale, adresse):
    kropp, hoder = _med_vedlegg("Se vedlagt.", *((f"{nr}.pdf", filer.pdf()) for nr in range(13)))
    post = _send(adresse, kropp, **hoder)
    assert post.innlegg.vedlegg.count() == 5 and len(post.utelatt) == 8
    assert post.utelatt[-1] == "12.pdf (det er for mye i én melding)"


@pytest.mark.parametrize(
    ("emne", "merket", "fil", "slag"),
    [
        ("Svar på henvendelse", "auto-generated", "Svarbrev.pdf", "svar"),
        ("Svar på henvendelse", "auto-replied", "Svarbrev.pdf", "fravar"),
        ("Svar på henvendelse", "auto-generated", "logo.png", "fravar"),
        ("Kvittering for mottatt henvendelse", "auto-generated", "Kvittering.pdf", "kvittering"),
        ("Automatisk svar", "auto-generated", "Plan.pdf", "fravar"),
    ],
)
def test_svarbrevet_et_sakssystem_sender_er_et_svar(samtale, adresse, emne, merket, fil, slag):
    kropp, hoder = _med_vedlegg("Se brevet.", (fil, filer.pdf()))
    raa = _raa(kropp, til=adresse, **hoder, Auto_Submitted=merket)
    post = ta_imot(raa.replace(b"Subject: SV: Melding", f"Subject: {emne}".encode()), Konvolutt([adresse]))
    assert post.slag == slag
    assert Vedlegg.objects.filter(innlegg__samtale=samtale).count() == (slag == "svar")


# ── Redaksjonen ──


def test_redaktoren_ser_bare_domenet_til_hun_har_sagt_hvorfor(v, samtale):
    Innpost.objects.all().delete()
    post = ta_imot(
        _raa("Det hemmelige svaret.", fra="Kari Hemmelig <kari@trondheim.kommune.no>"), Konvolutt()
    )
    rita = v.klient("redaktor")
    sti = reverse("redaksjon_innpost", args=[post.pk])
    for siden in (
        rita.get(reverse("redaksjon_innposten")),
        rita.get(sti),
        rita.get(reverse("redaksjonen")),
        rita.post(sti, {"apne": "1"}),
    ):
        tekst = siden.content.decode()
        assert "trondheim.kommune.no" in tekst and "hemmelig" not in tekst.lower()
    assert not Hendelse.objects.filter(kode="innpost_apnet").exists()
    apnet = rita.post(sti, {"apne": "1", "apne-grunn": "Kommunen ringte om den."}).content.decode()
    assert "Det hemmelige svaret." in apnet
    assert Hendelse.objects.get(kode="innpost_apnet").detaljer["grunn"] == "Kommunen ringte om den."
    feil = rita.post(sti, {"knytt": "1", "knytt-referanse": "AAAA-AAAA"})
    assert feil.status_code == 422 and "Ingen samtale har den referansen" in feil.content.decode()
    assert rita.post(sti, {"knytt": "1", "knytt-referanse": samtale.referanse.lower()}).status_code == 302
    innlegg = Innlegg.objects.get(nr=2)
    assert innlegg.tekst == "Det hemmelige svaret." and innlegg.side == "offentlig"
    assert rita.get(sti).status_code == 404


@pytest.mark.parametrize("skjema", [{"legg_bort": "1"}, {"apne": "1", "apne-grunn": "Kommunen ringte."}])
def test_a_lese_og_legge_bort_krever_de_to_trinnene_paa_nytt(v, skjema):
    post = ta_imot(_raa("Det hemmelige svaret."), Konvolutt())
    rita, sti = logg_inn(v.folk["redaktor"], bekreftet=False), reverse("redaksjon_innpost", args=[post.pk])
    svar = rita.post(sti, skjema)
    assert svar.status_code == 302 and svar["Location"].startswith(reverse("mfa_reauthenticate"))
    post.refresh_from_db()
    assert post.tilstand == Innpost.Tilstand.VENTER and "hemmelige" in post.tekst
    assert not Hendelse.objects.filter(kode="innpost_apnet").exists()


def test_lagt_bort_er_teksten_borte_og_gammelt_slettes(v, samtale):
    Innpost.objects.all().delete()
    post = ta_imot(_raa("Reklame."), Konvolutt())
    v.klient("redaktor").post(reverse("redaksjon_innpost", args=[post.pk]), {"legg_bort": "1"})
    post.refresh_from_db()
    assert (post.tilstand, post.tekst) == ("lagt_bort", "")
    Innpost.objects.update(mottatt_tid=timezone.now() - timedelta(days=91))
    assert skuffen.slett_gammel_innpost() == 1 and not Innpost.objects.exists()


# ── Personvern ──


def test_innpost_gar_med_samtalen_etter_to_ar_og_med_kontoen(v, samtale, adresse):
    ola = v.folk["offentlig"]
    post = _send(adresse, fra=f"Ola <{ola.epost}>")
    bestill_sletting(ola)
    post.refresh_from_db()
    assert (post.fra, post.navn) == ("", "")
    angre_sletting(ola)
    post.refresh_from_db()
    assert post.fra == ola.epost
    Samtale.objects.update(endret_tid=timezone.now() - timedelta(days=731))
    slett_gamle_samtaler()
    assert not Innpost.objects.filter(samtale__isnull=False).exists() and not Svaradresse.objects.exists()


# ── Teksten ──


def test_nokler_brutt_over_linjer_og_pakket_inn_blir_borte():
    delt = "> se https://veier.example/samtale/" + "a" * 30 + "=\n> " + "b" * 13 + "/ nå"
    assert "bbb" not in uten_nokler(delt) and "aaa" not in uten_nokler(delt)
    assert "abcd" not in uten_nokler("svar-" + "abcd" * 6 + "ab%40svar.veier.example")
    assert (
        uten_nokler("Vi hadde en samtale/et møte om svar-fristen.")
        == "Vi hadde en samtale/et møte om svar-fristen."
    )


def test_html_gir_linjene_leseren_sa():
    html = "<head><style>x</style></head><p>Hei&nbsp;Eva,</p><p>Ja.<br>Ring.</p><script>ond()</script><ul><li>en</li></ul><!-- c -->"
    assert fra_html(html) == "Hei Eva,\n\nJa.\nRing.\n\n- en"


@pytest.mark.grundig
@pytest.mark.parametrize(
    "tegn",
    ["From: x\n", "Den ", "> ", "\n", "> \n", "skrev ", "Fra:\n\n", "- a\n", "_", "samtale/", "svar-a\n"],
)
def test_ingen_tekst_tar_lang_tid(tegn):
    import time

    start = time.process_time()
    uten_nokler("".join(del_opp((tegn * 60_000)[:60_000])))
    assert time.process_time() - start < 5


def test_mottakerlenken_til_et_gammelt_brev_uten_id_gir_ikke_treff(samtale):
    Mottakerlenke.objects.update(melding_id="")
    assert ta_imot(_raa(In_Reply_To="<>"), Konvolutt()).grunn == "ukjent"
