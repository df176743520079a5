"""Samtalen som XML med navnene fra Noark 5 (arkivstruktur, versjon 5), så et sakssystem kjenner dem igjen.

Det er ikke et arkivuttrekk: det har én mappe, uten arkivdel og klassifikasjon, som virksomheten selv bestemmer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from samarbeid.samtaler.arkiv.innhold import Arkivinnlegg, Arkivsamtale

ROM = "http://www.arkivverket.no/standarder/noark5/arkivstruktur"
SYSTEM = "Veier til samarbeid"
FORMATER = {"pdf": "PDF", "docx": "DOCX", "txt": "Ren tekst (UTF-8)"}


@dataclass(frozen=True, slots=True)
class _Dokument:
    """Et dokument i en registrering."""

    tittel: str
    rolle: str
    format: str
    sti: str
    sum: str
    bytes: int


def lag_xml(samtale: Arkivsamtale, summer: dict[str, tuple[str, int]]) -> bytes:
    """``summer``: stien i uttrekket → (SHA-256, antall byte)."""
    mappe = etree.Element(f"{{{ROM}}}mappe", nsmap={None: ROM})
    _felt(
        mappe,
        systemID=samtale.id,
        mappeID=samtale.referanse,
        tittel=samtale.emne,
        opprettetDato=_tid(samtale.startet),
        opprettetAv=SYSTEM,
    )
    for nr, navn in ((1, samtale.entreprenor), (2, samtale.virksomhet)):
        part = etree.SubElement(mappe, f"{{{ROM}}}part")
        nummer = samtale.organisasjonsnummer if nr == 1 else samtale.virksomhetsnummer
        _felt(part, partID=nummer or str(nr), partNavn=navn, partRolle="Avsender" if nr == 1 else "Mottaker")
    for apning in samtale.apninger:
        _merknad(mappe, str(apning), apning.tid)
    for innlegg in samtale.innlegg:
        mappe.append(_registrering(innlegg, summer))
    return etree.tostring(mappe, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _registrering(innlegg: Arkivinnlegg, summer: dict[str, tuple[str, int]]) -> etree._Element:
    ut = etree.Element(f"{{{ROM}}}registrering")
    _felt(
        ut, systemID=innlegg.id, opprettetDato=_tid(innlegg.tid), opprettetAv=SYSTEM, registreringsID=str(innlegg.nr)
    )  # fmt: skip
    dokumenter = [_Dokument(innlegg.slag, "Hoveddokument", "txt", innlegg.sti, *summer[innlegg.sti])]
    dokumenter += [
        _Dokument(v.navn, "Vedlegg", v.slag, v.sti, *summer[v.sti]) for v in innlegg.vedlegg if v.sti
    ]
    for nr, dokument in enumerate(dokumenter, start=1):
        ut.append(_beskrivelse(innlegg, nr, dokument))
    _felt(ut, tittel=innlegg.slag)
    for merknad in innlegg.merknader:
        _merknad(ut, merknad, innlegg.tid)
    for rolle, navn in (("Avsender", innlegg.fra), ("Mottaker", innlegg.til)):
        part = etree.SubElement(ut, f"{{{ROM}}}korrespondansepart")
        _felt(part, korrespondanseparttype=rolle, korrespondansepartNavn=navn)
        if rolle == "Avsender":
            _felt(part, kontaktperson=innlegg.hvem, epostadresse=innlegg.adresse)
    _felt(
        ut,
        journalposttype="Inngående dokument" if innlegg.inngaende else "Utgående dokument",
        dokumentetsDato=innlegg.tid.date().isoformat(),
    )
    return ut


def _beskrivelse(innlegg: Arkivinnlegg, nr: int, dokument: _Dokument) -> etree._Element:
    ut = etree.Element(f"{{{ROM}}}dokumentbeskrivelse")
    _felt(
        ut,
        dokumentstatus="Dokumentet er ferdigstilt",
        tittel=dokument.tittel,
        opprettetDato=_tid(innlegg.tid),
        opprettetAv=SYSTEM,
        tilknyttetRegistreringSom=dokument.rolle,
        dokumentnummer=str(nr),
    )
    objekt = etree.SubElement(ut, f"{{{ROM}}}dokumentobjekt")
    _felt(
        objekt,
        versjonsnummer="1",
        variantformat="Produksjonsformat",
        format=FORMATER[dokument.format],
        opprettetDato=_tid(innlegg.tid),
        opprettetAv=SYSTEM,
        referanseDokumentfil=dokument.sti,
        sjekksum=dokument.sum,
        sjekksumAlgoritme="SHA-256",
        filstoerrelse=str(dokument.bytes),
    )
    return ut


def _merknad(under: etree._Element, tekst: str, tid: datetime) -> None:
    merknad = etree.SubElement(under, f"{{{ROM}}}merknad")
    _felt(merknad, merknadstekst=tekst, merknadsdato=_tid(tid), merknadRegistrertAv=SYSTEM)


def _felt(under: etree._Element, **felt: str) -> None:
    """Ett element for hvert felt som har noe i seg, i rekkefølge."""
    for navn, verdi in felt.items():
        if verdi:
            etree.SubElement(under, f"{{{ROM}}}{navn}").text = verdi


def _tid(tid: datetime) -> str:
    return tid.isoformat(timespec="seconds")
