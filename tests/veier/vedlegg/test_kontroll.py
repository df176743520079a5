"""Hva som slipper inn som vedlegg: innholdet avgjør, aldri navnet eller det nettleseren påstår."""

from __future__ import annotations

import resource
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf.generic import NameObject, TextStringObject

from tests import filer
from veier.vedlegg import filhode, kontroll
from veier.vedlegg.granskning import gransk
from veier.vedlegg.grunner import DOCX, PDF, Grunn
from veier.vedlegg.kontroll import STORST, Avvist, kontroller, rent_navn
from veier.vedlegg.tur import Opptatt

RELS = '<Relationship Id="r9" Type="http://x/relationships/%s" Target="%s" TargetMode="External"/></Relationships>'


def _med_lenke(slag, til="http://ond.example/x"):
    def endre(navn, innhold):
        if navn == "word/_rels/document.xml.rels":
            return innhold.replace(b"</Relationships>", (RELS % (slag, til)).encode())
        return innhold

    return endre


def _bytt(del_, fra, til):
    return lambda navn, innhold: innhold.replace(fra, til) if navn == del_ else innhold


def _annotasjon(skriver):
    skriver.add_uri(0, "https://veier.example/", (0, 0, 10, 10))


def _i_bytene(hvordan):
    return filer.pdf().replace(b"startxref", b"9 0 obj <</S " + hvordan + b">> endobj\nstartxref")


def test_gode_filer_slipper_inn_med_navnet_og_summen():
    fil = kontroller("Notat.PDF", filer.pdf(_annotasjon))
    assert (fil.navn, fil.slag) == ("Notat.PDF", PDF)
    assert len(fil.sha256) == 64
    fil = kontroller("brev.pdf", filer.docx())
    assert (fil.navn, fil.slag) == ("brev.pdf.docx", DOCX)


@pytest.mark.parametrize(
    ("slag", "innhold", "grunn"),
    [
        (DOCX, lambda: filer.docx(endre=_med_lenke("hyperlink")), None),
        (DOCX, lambda: filer.docx(mer={"word/embeddings/tall.xlsx": b"PK"}), None),
        (DOCX, lambda: filer.docx(mer={"word/vbaProject.bin": b"x"}), Grunn.MAKRO),
        (DOCX, lambda: filer.docx(mer={"WORD\\VBAPROJECT.BIN": b"x"}), Grunn.MAKRO),
        (
            DOCX,
            lambda: filer.docx(
                endre=_bytt(
                    "[Content_Types].xml",
                    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    b"vnd.ms-word.document.macroEnabled.main+xml",
                )
            ),
            Grunn.MAKRO,
        ),
        (
            DOCX,
            lambda: filer.docx(
                endre=_bytt("[Content_Types].xml", b"wordprocessingml", b"presentationml")
            ),
            Grunn.SLAGET,
        ),
        (DOCX, lambda: filer.docx(endre=_med_lenke("attachedTemplate")), Grunn.KJORER),
        (DOCX, lambda: filer.docx(endre=_med_lenke("vbaProject")), Grunn.MAKRO),
        (DOCX, lambda: filer.docx(mer={"word/embeddings/oleObject1.bin": b"x"}), Grunn.ANDRE_FILER),
        (DOCX, lambda: filer.docx(mer={"word/activeX/activeX1.xml": b"<x/>"}), Grunn.KJORER),
        (DOCX, lambda: filer.docx(mer={"WORD/document.xml": b"<x/>"}), Grunn.SKADET),
        (
            DOCX,
            lambda: filer.docx(endre=_bytt("[Content_Types].xml", b"<Types", b"<!DOCTYPE x><Types")),
            Grunn.SKADET,
        ),
        (DOCX, lambda: filer.docx("Gjelder 17054026641."), Grunn.PERSONNUMMER),
        (DOCX, lambda: filer.docx()[:-400], Grunn.SKADET),
        (PDF, lambda: filer.pdf(filer.handling("/GoTo")), None),
        (PDF, lambda: filer.pdf(filer.handling("/JavaScript", JS="app.alert(1)")), Grunn.KJORER),
        (PDF, lambda: filer.pdf(filer.handling("/JavaScript", JS="app.alert(1)"), pakket=True), Grunn.KJORER),
        (PDF, lambda: filer.pdf(filer.handling("/GoTo"), pakket=True), None),
        (PDF, lambda: filer.pdf(filer.handling("/Launch", F="cmd.exe"), pakket=True), Grunn.KJORER),
        (PDF, lambda: filer.pdf(filer.handling("/SubmitForm", F="http://ond.example/")), Grunn.KJORER),
        (PDF, lambda: _i_bytene(b"/J#61va#53cript /JS (x)"), Grunn.KJORER),
        (PDF, lambda: _i_bytene(b"/#4C#61unch"), Grunn.KJORER),
        (PDF, lambda: _i_bytene(b"/Launchpad"), None),
        (PDF, lambda: filer.pdf(lambda s: s.add_attachment("a.exe", b"MZ")), Grunn.ANDRE_FILER),
        (PDF, lambda: filer.pdf(passord="hemmelig"), Grunn.KRYPTERT),
        (PDF, lambda: filer.pdf(lambda s: s._root_object.__setitem__(NameObject("/AA"), TextStringObject("x"))), None),
        (PDF, lambda: filer.pdf()[:300], Grunn.SKADET),
        (PDF, lambda: b"%PDF-1.7\nikke en PDF", Grunn.SKADET),
    ],
)  # fmt: skip
def test_granskningen(slag, innhold, grunn):
    assert gransk(slag, innhold()) == grunn


@pytest.mark.parametrize(
    ("navn", "innhold", "grunn"),
    [
        ("tom.pdf", b"", Grunn.TOM),
        ("bilde.pdf", b"\x89PNG\r\n\x1a\n" + b"x" * 50, Grunn.SLAGET),
        ("side.pdf", b"<html>%PDF-1.7", Grunn.SLAGET),
        ("låst.docx", filhode.OLE + "EncryptedPackage".encode("utf-16-le"), Grunn.KRYPTERT),
        ("gammel.doc", filhode.OLE + b"x", Grunn.SLAGET),
        ("17054026641.pdf", filer.pdf(), Grunn.PERSONNUMMER),
    ],
)
def test_det_som_avvises_for_granskningen_har_en_setning(navn, innhold, grunn):
    with pytest.raises(Avvist, match="kan ikke legges ved: den ") as feil:
        kontroller(navn, innhold)
    assert feil.value.grunn == grunn


def test_bibliotekene_som_leser_filer_er_bare_i_prosessen_som_gransker():
    """Seks MB i hver nettprosess for noe den aldri selv skal gjøre."""
    kode = "import sys, veier.vedlegg.kontroll; print(*sorted({'pypdf', 'lxml'} & set(sys.modules)))"
    ut = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, check=True, timeout=60)
    assert ut.stdout.split() == []


def test_ti_mb_er_grensen_ogsa_naar_resten_er_kastet():
    with pytest.raises(Avvist) as feil:
        kontroller("stor.pdf", filer.pdf(), storrelse=STORST + 1)
    assert feil.value.grunn == Grunn.FOR_STOR


def test_en_bombe_pakkes_ikke_ut_i_portalens_minne():
    """400 MB nuller i en del: prosessen som gransker, har ikke plass til den, og maskinen merker det ikke."""
    ut = BytesIO()
    with ZipFile(BytesIO(filer.docx())) as fra, ZipFile(ut, "w", 8) as til:
        for navn in fra.namelist():
            til.writestr(navn, fra.read(navn) if navn != "word/document.xml" else b"\0" * 100_000_000)
    for_ = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Avvist) as feil:
        kontroller("bombe.docx", ut.getvalue())
    assert feil.value.grunn == Grunn.SKADET
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - for_ < 120_000


def test_granskningen_som_ikke_far_regne_ferdig_sier_at_maskinen_er_opptatt(monkeypatch):
    """Regnetiden har sin egen grense; går fristen ut før den, er det ikke filen det er noe galt med."""

    def henger(*_a, timeout, **_v):
        raise subprocess.TimeoutExpired("x", timeout)

    monkeypatch.setattr(kontroll.subprocess, "run", henger)
    with pytest.raises(Opptatt):
        kontroller("x.pdf", filer.pdf())


@pytest.mark.parametrize(
    ("skrevet", "vist"),
    [
        ("C:\\Users\\kari\\Notat.docx", "Notat.docx"),
        ("../../etc/passwd", "passwd"),
        (".htaccess", "htaccess"),
        ('a"b\r\nSet-Cookie: x.pdf', "a'b Set-Cookie: x.pdf"),
        ("fak\u202etxt.pdf", "faktxt.pdf"),
        ("", "vedlegg"),
        ("a" * 200 + ".pdf", "a" * 96 + ".pdf"),
        ("æøå og mer.pdf", "æøå og mer.pdf"),
    ],
)
def test_navnet_renses(skrevet, vist):
    assert rent_navn(skrevet) == vist
