"""Zip-filen. De samme radene gir de samme bytene, når som helst og på hvilken maskin som helst."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils.formats import date_format
from django.utils.translation import override

from samarbeid.samtaler.arkiv.innhold import STO_UNDER, Arkivinnlegg, Arkivsamtale
from samarbeid.samtaler.arkiv.noark import lag_xml
from veier.dokument.blokker import Blokk, Dokument, h, liste, p
from veier.typer import Verdi

LESMEG = """Uttrekk av en samtale i Veier til samarbeid

samtale.pdf          hele samtalen, til å lese (PDF/A-2a og PDF/UA-1)
samtale.json         det samme, til maskiner
arkivstruktur.xml    det samme, med navnene fra Noark 5
innlegg/             teksten i hvert innlegg
vedlegg/             filene, slik de kom
sjekksummer.sha256   SHA-256 av alt over (sha256sum -c sjekksummer.sha256)

Det noen har merket som forretningshemmelighet, er ikke med. Det står hvor det er, og vises på siden til samtalen.
Portalen er ikke et arkiv. Virksomheten avgjør hva som skal journalføres.
"""


class Vedleggsfeil(Exception):
    """Et vedlegg i lageret er ikke det raden sier."""


def skriv(samtale: Arkivsamtale, til: BinaryIO, *, hent: Callable[[str], bytes], lag_pdf: Callable[[Dokument], bytes]) -> None:  # fmt: skip
    """Skriver zip-filen. ``hent`` gir bytene til en fil i lageret. Hever Vedleggsfeil."""
    with override("nb"):
        deler = _tekstene(samtale)
        deler["samtale.pdf"] = lag_pdf(_dokument(samtale))
    summer = {sti: (_sum(innhold), len(innhold)) for sti, innhold in deler.items()}
    summer |= {v.sti: (v.sha256, v.bytes) for i in samtale.innlegg for v in i.vedlegg if v.sti}
    deler["arkivstruktur.xml"] = lag_xml(samtale, summer)
    deler["LESMEG.txt"] = LESMEG.encode()
    summer |= {sti: (_sum(deler[sti]), len(deler[sti])) for sti in ("arkivstruktur.xml", "LESMEG.txt")}
    deler["sjekksummer.sha256"] = "".join(f"{summer[s][0]}  {s}\n" for s in sorted(summer)).encode()
    with ZipFile(til, "w") as zip_:
        for sti in sorted(deler):
            zip_.writestr(_info(sti, samtale.sist), deler[sti], ZIP_DEFLATED, 9)
        for fil in [v for i in samtale.innlegg for v in i.vedlegg if v.sti]:
            innhold = hent(fil.lager)
            if _sum(innhold) != fil.sha256:
                raise Vedleggsfeil(fil.sti)
            zip_.writestr(_info(fil.sti, samtale.sist), innhold, ZIP_STORED)


def _sum(innhold: bytes) -> str:
    return hashlib.sha256(innhold).hexdigest()


def _info(sti: str, tid: datetime) -> ZipInfo:
    """Uten spor av maskinen: tiden er det siste innlegget, og rettene er alltid de samme."""
    info = ZipInfo(sti, (tid.year, tid.month, tid.day, tid.hour, tid.minute, tid.second // 2 * 2))
    info.create_system, info.external_attr = 3, 0o644 << 16
    return info


def _tekstene(samtale: Arkivsamtale) -> dict[str, bytes]:
    deler = {i.sti: (i.hele_teksten + "\n").encode() for i in samtale.innlegg}
    data: dict[str, Verdi] = asdict(samtale)
    for innlegg in data["innlegg"]:
        for fil in innlegg["vedlegg"]:
            del fil["lager"]
    deler["samtale.json"] = json.dumps(
        data, ensure_ascii=False, indent=1, default=datetime.isoformat
    ).encode()
    return deler


def _dokument(samtale: Arkivsamtale) -> Dokument:
    fakta = [
        f"Referanse: {samtale.referanse}",
        f"Fra: {_med_nummer(samtale.entreprenor, samtale.organisasjonsnummer)}",
        f"Til: {_med_nummer(samtale.virksomhet, samtale.virksomhetsnummer)}",
        f"Gjelder: {samtale.gjelder}" if samtale.gjelder else "",
        f"Tilstand: {samtale.tilstand}",
        f"Anskaffelsen: {samtale.anskaffelse}{f' ({samtale.kunngjort})' if samtale.kunngjort else ''}",
    ]
    blokker: list[Blokk] = [liste([f for f in fakta if f])]
    blokker += [p(f"{date_format(a.tid, 'j. F Y H.i')}: {a}", stil="hjelp") for a in samtale.apninger]
    for innlegg in samtale.innlegg:
        blokker += _blokkene(innlegg)
    return Dokument(
        tittel=samtale.emne,
        malform="nb",
        filnavn="samtale",
        blokker=tuple(blokker),
        dato=samtale.sist.date(),
        bunntekst=f"Veier til samarbeid · {samtale.referanse}",
    )


def _blokkene(innlegg: Arkivinnlegg) -> list[Blokk]:
    hvem = " · ".join(d for d in dict.fromkeys((innlegg.hvem, innlegg.adresse)) if d)
    ut: list[Blokk] = [
        h(2, f"{innlegg.nr}. {innlegg.fra}"),
        p(f"{innlegg.slag} {date_format(innlegg.tid, 'j. F Y H.i')}{f' · {hvem}' if hvem else ''}", stil="hjelp"),
    ]  # fmt: skip
    ut += [p(avsnitt) for avsnitt in innlegg.tekst.split("\n") if avsnitt.strip()]
    if innlegg.sitat:
        ut.append(p(STO_UNDER, stil="hjelp"))
        ut += [p(avsnitt, stil="sitat") for avsnitt in innlegg.sitat.split("\n") if avsnitt.strip()]
    ut += [p(merknad, stil="hjelp") for merknad in innlegg.merknader]
    if innlegg.vedlegg:
        ut.append(p("Vedlegg:"))
        ut.append(liste([f"{v.navn}: {v.sti or 'ikke med, filen ble stanset'} (SHA-256 {v.sha256})" for v in innlegg.vedlegg]))  # fmt: skip
    return ut


def _med_nummer(navn: str, nummer: str) -> str:
    return f"{navn} ({nummer})" if nummer else navn
