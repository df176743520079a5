"""Blokkene → WordprocessingML, skrevet som tekst og lest én gang.

Biblioteket setter inn ett element om gangen og leter hver gang etter plassen det skal stå på; for et langt svar tok det fire
ganger så lang tid som resten av filen. Rekkefølgen av egenskapene er skjemaets (ECMA-376 del 1, 17.3.1.26 og 17.3.2.28).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls

from veier.dokument.blokker import (
    Avsnitt,
    Bit,
    Biter,
    Blokk,
    Dokument,
    Figur,
    Figurer,
    Liste,
    Overskrift,
    Tabell,
)

VEI = "0B5C63"
DUS = "4A5A5F"
# Tegn XML 1.0 ikke tillater (kontrolltegn og halve surrogater).
_ULOVLIGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BRUDD = re.compile(r"(\r\n|[\n\r\t])")
_SLAG = {"fet": "<w:b/>", "kursiv": "<w:i/>", "felt": '<w:highlight w:val="yellow"/>'}
_LENKE = f'<w:color w:val="{VEI}"/><w:u w:val="single"/>'
_HJELP = f'<w:color w:val="{DUS}"/><w:sz w:val="18"/>'
_INNRYKK = '<w:ind w:left="340" w:hanging="340"/>'  # 0,6 cm


def ren(tekst: str) -> str:
    """Teksten uten tegnene XML ikke tillater."""
    return _ULOVLIGE.sub("", tekst)


@dataclass(frozen=True, slots=True)
class Kropp:
    """``lenkemerke`` gir adressens merke i filen, ``ny_nummerering`` en liste som begynner på 1, ``bredde`` er i tjuendedels punkt.

    ``bilde`` legger tegningen i filen, og gir (merket, bredden, høyden) i EMU.
    """

    lenkemerke: Callable[[str], str]
    ny_nummerering: Callable[[], int]
    stiler: Mapping[str, str]
    bredde: int
    bilde: Callable[[Figur], tuple[str, int, int]]

    def skriv(self, dokument: Dokument) -> str:
        """Kroppen som XML. Barna av roten er avsnittene og tabellene."""
        deler = [self._avsnitt((Bit(dokument.tittel),), "Heading 1")]
        for blokk in dokument.blokker:
            deler += self._blokk(blokk)
        return f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{''.join(deler)}</w:body>"

    def _blokk(self, blokk: Blokk) -> Iterable[str]:
        if isinstance(blokk, Overskrift):
            yield self._avsnitt(blokk.biter, f"Heading {blokk.niva}")
        elif isinstance(blokk, Avsnitt):
            dus = blokk.stil == "hjelp"
            yield self._avsnitt(blokk.biter, "Quote" if blokk.stil == "sitat" else "", dus=dus)
        elif isinstance(blokk, Liste):
            yield from self._liste(blokk)
        elif isinstance(blokk, Tabell):
            yield self._tabell(blokk)
        elif isinstance(blokk, Figurer):
            for nr, figur in enumerate(blokk.figurer, 1):
                yield self._figur(nr, figur)

    def _avsnitt(self, biter: Biter, stil: str = "", *, mer: str = "", dus: bool = False) -> str:
        """Et avsnitt. Tom stil er vanlig brødtekst; ``mer`` er egenskaper etter stilen."""
        egenskaper = (f"<w:pStyle w:val={quoteattr(self.stiler[stil])}/>" if stil else "") + mer
        return f"<w:p>{_i('w:pPr', egenskaper)}{''.join(self._bit(bit, dus) for bit in biter)}</w:p>"

    def _bit(self, bit: Bit, dus: bool) -> str:
        if bit.ekstern:
            merke = quoteattr(self.lenkemerke(bit.lenke))
            return f"<w:hyperlink r:id={merke}>{_lop(bit.tekst, _LENKE)}</w:hyperlink>"
        tekst = f"[{bit.tekst}]" if bit.slag == "felt" else bit.tekst
        slag = _SLAG.get(bit.slag, "")
        # Fargen og størrelsen står etter fet og kursiv, og før utheving.
        return _lop(tekst, (_HJELP + slag if bit.slag == "felt" else slag + _HJELP) if dus else slag)

    def _figur(self, nr: int, figur: Figur) -> str:
        """Et avsnitt med tegningen i linjen. ``descr`` er det skjermleseren leser."""
        merke, bredde, hoyde = self.bilde(figur)
        mal = f'cx="{bredde}" cy="{hoyde}"'
        navn = f'id="{nr}" name="Figur {nr}" descr={quoteattr(ren(figur.alt))}'
        return (
            f'<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {mal}/><wp:docPr {navn}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f"<pic:nvPicPr><pic:cNvPr {navn}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{merke}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {mal}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )

    def _liste(self, blokk: Liste) -> Iterable[str]:
        if blokk.slag == "kryss":
            return [self._avsnitt((Bit("☐ "), *punkt), mer=_INNRYKK) for punkt in blokk.punkter]
        if blokk.slag != "nummer":
            return [self._avsnitt(punkt, "List Bullet") for punkt in blokk.punkter]
        if not blokk.punkter:
            return []
        nummer = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.ny_nummerering()}"/></w:numPr>'
        return [self._avsnitt(punkt, "List Number", mer=nummer) for punkt in blokk.punkter]

    def _tabell(self, blokk: Tabell) -> str:
        antall = len(blokk.hode)
        bredder = [self.bredde // antall] * antall
        hode = [tuple(Bit(b.tekst, "fet", b.lenke) for b in biter) for biter in blokk.hode]
        spalter = "".join(f'<w:gridCol w:w="{b}"/>' for b in bredder)
        rader = [self._rad(hode, bredder, "<w:trPr><w:tblHeader/></w:trPr>")]
        rader += [self._rad(rad, bredder) for rad in blokk.rader]
        return (
            f"<w:tbl><w:tblPr><w:tblStyle w:val={quoteattr(self.stiler['Table Grid'])}/>"
            '<w:tblW w:type="auto" w:w="0"/><w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" '
            'w:noHBand="0" w:noVBand="1" w:val="04A0"/></w:tblPr>'
            f"<w:tblGrid>{spalter}</w:tblGrid>{''.join(rader)}</w:tbl>"
        )

    def _rad(self, celler: Iterable[Biter], bredder: list[int], egenskaper: str = "") -> str:
        """En rad. Mangler det celler, er de tomme; er det for mange, faller de ut."""
        fylt = [*celler, *((),) * len(bredder)]
        innhold = "".join(
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{bredde}"/></w:tcPr>{self._avsnitt(biter)}</w:tc>'
            for bredde, biter in zip(bredder, fylt, strict=False)
        )
        return f"<w:tr>{egenskaper}{innhold}</w:tr>"


def _i(navn: str, innhold: str) -> str:
    return f"<{navn}>{innhold}</{navn}>" if innhold else ""


def _lop(tekst: str, egenskaper: str) -> str:
    """Et løp tekst. Linjeskift og tabulator er egne elementer."""
    deler = "".join(map(_tegn, _BRUDD.split(ren(tekst))))
    return f"<w:r>{_i('w:rPr', egenskaper)}{deler}</w:r>"


def _tegn(bit: str) -> str:
    if bit == "\t":
        return "<w:tab/>"
    if _BRUDD.fullmatch(bit):
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{escape(bit)}</w:t>' if bit else ""
