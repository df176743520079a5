"""Det uttrekket handler om, lest ut av databasen én gang. Ren data etterpå: de samme radene gir de samme bytene."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from django.utils import timezone

from samarbeid.models import Innlegg, Innpost, Samtale, Samtaleside, Skjermet, Vedlegg
from veier.tekst import lag_slug

_ROM = uuid.UUID("0d6c5ab4-6a4c-5b0a-8a5f-2f4c7d0b1e21")
LENGSTE_NAVN = 60
STO_UNDER = "Dette sto under i e-posten:"


@dataclass(frozen=True, slots=True)
class Arkivfil:
    """Et vedlegg. ``sti`` er plassen i uttrekket; tom når filen ble stanset, og ikke er med."""

    navn: str
    slag: str
    sti: str
    lager: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Arkivinnlegg:
    """Ett innlegg. ``id`` er den samme i hvert uttrekk.

    ``skjermet`` sier at en del er merket som forretningshemmelighet, og hvorfor. Teksten er ikke med, og heller ikke en sum av den:
    en kort hemmelighet, som en pris, kan gjettes av summen. Den vises bare på siden, når noen ber om det, og da står det i loggen.
    ``tvil`` er hvorfor e-posten kanskje ikke er fra virksomheten, ``sitat`` det som sto under i den, og ``utelatt`` filene i den som
    ikke er tatt med.
    """

    id: str
    nr: int
    tid: datetime
    slag: str
    fra: str
    til: str
    inngaende: bool
    hvem: str
    adresse: str
    tekst: str
    vedlegg: tuple[Arkivfil, ...]
    skjermet: str
    tvil: str
    sitat: str
    utelatt: str

    @property
    def merknader(self) -> list[str]:
        return [m for m in (self.tvil, self.skjermet, self.utelatt) if m]

    @property
    def hele_teksten(self) -> str:
        """Det som er skrevet, og det som sto under i e-posten."""
        return f"{self.tekst}\n\n{STO_UNDER}\n{self.sitat}" if self.sitat else self.tekst

    @property
    def sti(self) -> str:
        return f"innlegg/{self.nr:03}.txt"


@dataclass(frozen=True, slots=True)
class Arkivapning:
    """At redaksjonen har lest samtalen. Hvem av dem det var, leser ikke partene, og det er ikke med."""

    tid: datetime
    grunn: str

    def __str__(self) -> str:
        return f"Redaksjonen i portalen åpnet samtalen for å lese den. Grunn: {self.grunn}"


@dataclass(frozen=True, slots=True)
class Arkivsamtale:
    """Samtalen sett fra virksomheten: det entreprenøren skrev, er inngående."""

    id: str
    referanse: str
    emne: str
    entreprenor: str
    organisasjonsnummer: str
    virksomhet: str
    virksomhetsnummer: str
    gjelder: str
    tilstand: str
    anskaffelse: str
    kunngjort: str
    startet: datetime
    sist: datetime
    innlegg: tuple[Arkivinnlegg, ...]
    apninger: tuple[Arkivapning, ...]


def les(samtale: Samtale) -> Arkivsamtale:
    """Samtalen slik raden er: til og med det siste innlegget i den. Tidene er norsk tid."""
    skrevet = samtale.innlegg.filter(nr__lte=samtale.siste_nr)
    rader = skrevet.select_related("av", "skjermet", "innpost").prefetch_related("vedlegg")
    innlegg = tuple(_innlegget(samtale, rad) for rad in rader)
    return Arkivsamtale(
        id=_id(samtale.referanse),
        referanse=samtale.referanse,
        emne=samtale.emne,
        entreprenor=samtale.entreprenor.navn,
        organisasjonsnummer=samtale.entreprenor.organisasjonsnummer or "",
        virksomhet=samtale.part.navn,
        virksomhetsnummer=samtale.part.organisasjonsnummer or "",
        gjelder=samtale.behov.tittel if samtale.behov else "",
        tilstand=str(samtale.get_tilstand_display()),
        anskaffelse=str(samtale.get_anskaffelse_display()),
        kunngjort=samtale.doffin,
        startet=timezone.localtime(samtale.startet_tid),
        sist=innlegg[-1].tid,
        innlegg=innlegg,
        apninger=tuple(Arkivapning(timezone.localtime(a.tid), a.grunn) for a in samtale.apninger.all()),
    )


def _id(*deler: object) -> str:
    return str(uuid.uuid5(_ROM, ":".join(map(str, deler))))


def _innlegget(samtale: Samtale, rad: Innlegg) -> Arkivinnlegg:
    inngaende = rad.side == Samtaleside.ENTREPRENOR
    navn = (samtale.entreprenor.navn, samtale.part.navn)
    epost: Innpost | None = getattr(rad, "innpost", None)
    return Arkivinnlegg(
        id=_id(samtale.referanse, rad.nr),
        nr=rad.nr,
        tid=timezone.localtime(rad.tid),
        slag=str(rad.get_slag_display()),
        fra=navn[0] if inngaende else navn[1],
        til=navn[1] if inngaende else navn[0],
        inngaende=inngaende,
        hvem=rad.hvem,
        adresse=rad.epost,
        tekst=rad.tekst,
        vedlegg=tuple(_filen(rad.nr, fil) for fil in rad.vedlegg.all()),
        skjermet=_skjermet(getattr(rad, "skjermet", None)),
        tvil=_tvil(epost),
        sitat=epost.sitat if epost else "",
        utelatt=f"Filer i e-posten som ikke er med: {', '.join(epost.utelatt)}"
        if epost and epost.utelatt
        else "",
    )


def _skjermet(rad: Skjermet | None) -> str:
    return f"En del er merket som forretningshemmelighet, og er ikke med: {rad.grunn}" if rad else ""


def _tvil(rad: Innpost | None) -> str:
    if rad and rad.annen_adresse:
        return f"Kom på e-post fra {rad.fra or 'en ukjent adresse'}, som ikke er på virksomhetens domene."
    if rad and rad.bekreftet is False:
        return f"Kom på e-post. Det står at den er fra {rad.fra}, men e-posttjeneren kunne ikke bekrefte det."
    return ""


def _filen(nr: int, rad: Vedlegg) -> Arkivfil:
    stamme = lag_slug(PurePosixPath(rad.navn).stem)[:LENGSTE_NAVN].strip("-") or "vedlegg"
    sti = f"vedlegg/{nr:03}-{rad.nr}-{stamme}.{rad.slag}" if rad.klar else ""
    return Arkivfil(rad.navn, rad.slag, sti, rad.fil, rad.bytes, rad.sha256)
