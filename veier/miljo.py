"""Det som står i miljøvariablene, lest og kontrollert. Alt som er feil, er én setning som stanser starten.

Ren Python: innstillingene leser herfra, og ``sjekk_drift`` spør om det samme igjen.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import math
import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

MINST_TEGN = 40  # secrets.token_urlsafe(32) er 43, secrets.token_hex(32) er 64
MINST_BITER = 128
# Ord som røper at nøkkelen er et eksempel, eller noe noen har funnet på.
KJENTE_ORD = (
    "django-insecure",
    "changeme",
    "change-me",
    "bytt-meg",
    "byttmeg",
    "hemmelig",
    "secret",
    "nokkel",
    "nøkkel",
    "passord",
    "password",
    "qwerty",
    "example",
    "eksempel",
    "tilfeldig",
    "1234567890",
    "abcdefghij",
)
LAG_EN = "Lag en ny med «python3 -c 'import secrets; print(secrets.token_urlsafe(64))'»."
HSTS_STANDARD = "31536000"
_VERT = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[?[0-9a-f:.]{2,45}\]?", re.I)
_DOMENE = r"[a-z0-9](?:[a-z0-9.-]{0,200}[a-z0-9])?"
_EPOST = r"[^@\s<>,;:\"()\[\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?"
_AVSENDER = re.compile(rf"{_EPOST}|[^<>\r\n\0]{{0,200}}<{_EPOST}>", re.I)


class Miljofeil(ValueError):
    """En variabel er feil. Meldingen er én setning, uten verdien når den er hemmelig."""


class Hsts(NamedTuple):
    sekunder: int
    underdomener: bool
    liste: bool


class Eposttjener(NamedTuple):
    vert: str
    port: int
    bruker: str
    passord: str
    ssl: bool
    starttls: bool


def krev_nokkel(navn: str, verdi: str) -> str:
    """Nøkkelen, når den er lang og tilfeldig nok. Hever Miljofeil når den er kort, kjent eller gjentar seg."""
    if len(verdi) < MINST_TEGN:
        raise Miljofeil(f"{navn} er for kort: {len(verdi)} tegn, og den må ha minst {MINST_TEGN}. {LAG_EN}")
    smaa = verdi.casefold()
    if any(ord_ in smaa for ord_ in KJENTE_ORD):
        raise Miljofeil(f"{navn} er et eksempel eller et ord andre kan gjette. {LAG_EN}")
    if tilfeldige_biter(verdi) < MINST_BITER or smaa in (smaa + smaa)[1:-1]:
        raise Miljofeil(
            f"{navn} er for lett å gjette: den gjentar seg, eller har for få ulike tegn. {LAG_EN}"
        )
    return verdi


def tilfeldige_biter(verdi: str) -> float:
    """Hvor mange biter tegnene bærer, regnet av hvor ofte hvert av dem er brukt."""
    antall = Counter(verdi)
    return -sum(n * math.log2(n / len(verdi)) for n in antall.values())


def nokler(navn: str, verdi: str) -> list[str]:
    """En liste delt med komma, den nyeste først. Hver av dem må være god nok, og ingen kan stå to ganger."""
    alle = [del_.strip() for del_ in verdi.split(",") if del_.strip()]
    for nr, nokkel in enumerate(alle, start=1):
        krev_nokkel(navn if len(alle) == 1 else f"{navn} (nummer {nr})", nokkel)
    if len(set(alle)) != len(alle):
        raise Miljofeil(f"{navn} har den samme nøkkelen to ganger.")
    return alle


def fernetnokkel(nokkel: str) -> bytes:
    """32 byte av nøkkelen i formen Fernet vil ha, adskilt fra alt annet den samme nøkkelen brukes til."""
    return base64.urlsafe_b64encode(hashlib.sha256(b"veier:kryptering:" + nokkel.encode()).digest())


def portalens_adresse(adresse: str) -> SplitResult:
    """VEIER_ADRESSE: https:// i drift, eller http://localhost."""
    deler = _del("VEIER_ADRESSE", adresse)
    lokal = deler.scheme == "http" and deler.hostname in {"localhost", "127.0.0.1"}
    if deler.scheme != "https" and not lokal:
        raise Miljofeil(
            f"VEIER_ADRESSE er «{adresse}»: den må begynne med https:// i drift, "
            "eller være http://localhost for en lokal tjener."
        )
    if deler.path or deler.query or deler.fragment or deler.username or not deler.hostname:
        raise Miljofeil("VEIER_ADRESSE skal være bare https:// og verten, uten sti, bruker eller noe bak.")
    return deler


def hsts(verdi: str) -> Hsts:
    """VEIER_HSTS: sekunder, og «underdomener» og «liste» når de skal være med."""
    sekunder, *valg = [del_.strip() for del_ in verdi.split(",")]
    if not re.fullmatch(r"[0-9]{1,10}", sekunder) or not set(valg) <= {"underdomener", "liste"}:
        raise Miljofeil(
            "VEIER_HSTS kan ikke leses: skriv antall sekunder, og «underdomener» og «liste» når de skal være med."
        )
    ut = Hsts(int(sekunder), "underdomener" in valg, "liste" in valg)
    if ut.liste and not (ut.underdomener and ut.sekunder >= int(HSTS_STANDARD)):
        raise Miljofeil("VEIER_HSTS: «liste» krever «underdomener» og minst 31536000 sekunder.")
    return ut


def eposttjener(url: str) -> Eposttjener | None:
    """EPOST_URL: smtp:// (STARTTLS, unntatt til denne maskinen uten bruker) eller smtps://. None når den er tom."""
    if not url:
        return None
    deler = _del("EPOST_URL", url)
    if deler.scheme not in {"smtp", "smtps"}:
        raise Miljofeil("EPOST_URL må begynne med smtp:// eller smtps://.")
    if not deler.hostname or not _VERT.fullmatch(deler.hostname):
        raise Miljofeil("EPOST_URL mangler verten: smtp://bruker:passord@vert:587.")
    if deler.path.strip("/") or deler.query or deler.fragment:
        raise Miljofeil(
            "EPOST_URL skal ikke ha noe etter verten og porten. Tegn i passordet skrives som %2F."
        )
    if deler.username and deler.password is None:
        raise Miljofeil("EPOST_URL har en bruker, men ikke noe passord.")
    if deler.port == 0:
        raise Miljofeil("EPOST_URL har port 0.")
    smtps = deler.scheme == "smtps"
    return Eposttjener(
        vert=deler.hostname,
        port=deler.port or (465 if smtps else 587),
        bruker=unquote(deler.username or ""),
        passord=unquote(deler.password or ""),
        ssl=smtps,
        starttls=not smtps and (bool(deler.username) or not er_lokal(deler.hostname)),
    )


def er_lokal(vert: str) -> bool:
    """Om det er denne maskinen: navnet, loopback, eller en socket i filsystemet."""
    if vert.startswith("/") or vert in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(vert.strip("[]")).is_loopback
    except ValueError:
        return False


SSLMODI = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


def krev_kryptert_database(verter: Sequence[str], sslmode: str) -> None:
    """En database på en annen maskin må si hvordan forbindelsen vernes. «disable» er et valg, men det må være skrevet."""
    if sslmode and sslmode not in SSLMODI:
        raise Miljofeil(f"sslmode i DATABASE_URL må være en av {', '.join(SSLMODI)}.")
    if all(er_lokal(vert) for vert in verter):
        return
    if sslmode not in {"require", "verify-ca", "verify-full", "disable"}:
        raise Miljofeil(
            "DATABASE_URL eller VEIER_MIGRERING_URL går til en annen maskin uten å si hvordan den er kryptert: "
            "skriv ?sslmode=verify-full, eller ?sslmode=disable når nettet mellom dem er vernet på en annen måte."
        )


def avsender(verdi: str) -> str:
    """VEIER_AVSENDER: «Navn <adresse@domene.no>» eller bare adressen."""
    if not _AVSENDER.fullmatch(verdi):
        raise Miljofeil("VEIER_AVSENDER skal se ut som «Veier til samarbeid <post@kommune.no>».")
    return verdi


def svardomene(verdi: str) -> str:
    """VEIER_SVARDOMENE: bare domenet, for eksempel «svar.portalen.no». Tomt når ingen svar tas imot."""
    domene = verdi.strip().lower()
    if domene and not (re.fullmatch(_DOMENE, domene) and "." in domene):
        raise Miljofeil(
            "VEIER_SVARDOMENE skal være et domene uten noe foran eller bak, som «svar.portalen.no»."
        )
    return domene


def epostmottak(verdi: str, nokkel: str, *, avsenderkontroll: str = "") -> str:
    """VEIER_EPOSTMOTTAK: «postal» eller «postmark», og nøkkelen som viser at kallet er tjenestens. Tomt når ingen kaller.

    Tjenesten tar ikke bort en ``Authentication-Results`` avsenderen har skrevet selv, så den kan ikke tros samtidig.
    """
    tjeneste = verdi.strip().lower()
    if not tjeneste:
        return ""
    if avsenderkontroll:
        raise Miljofeil(
            "VEIER_EPOSTKONTROLL gjelder en egen e-posttjener, og kan ikke settes med VEIER_EPOSTMOTTAK."
        )
    if tjeneste not in {"postal", "postmark"}:
        raise Miljofeil("VEIER_EPOSTMOTTAK skal være «postal» eller «postmark».")
    if tjeneste == "postal" and not re.fullmatch(r"[A-Za-z0-9+/]{100,}={0,2}", nokkel):
        raise Miljofeil("VEIER_EPOSTMOTTAK_NOKKEL skal være den offentlige nøkkelen til Postal, på én linje.")
    if tjeneste == "postmark" and not re.fullmatch(r"[^:\s]{3,}:[^:\s]{20,}", nokkel):
        raise Miljofeil("VEIER_EPOSTMOTTAK_NOKKEL skal være «bruker:passord», med minst 20 tegn i passordet.")
    return tjeneste


def virussoker(verdi: str) -> tuple[str, int] | None:
    """VEIER_CLAMD: «vert:port», for eksempel «127.0.0.1:3310». None når filene ikke søkes gjennom."""
    if not verdi.strip():
        return None
    vert, _kolon, port = verdi.strip().rpartition(":")
    if not re.fullmatch(r"[\w.-]+|\[[0-9a-fA-F:]+\]", vert) or not re.fullmatch(r"[0-9]{1,5}", port):
        raise Miljofeil("VEIER_CLAMD skal være vert og port, som «127.0.0.1:3310».")
    return vert.strip("[]"), int(port)


def nettadresse(navn: str, verdi: str) -> str:
    """Adressen til en annen tjener: https, eller http på denne maskinen."""
    deler = _del(navn, verdi)
    lokal = deler.scheme == "http" and deler.hostname in {"localhost", "127.0.0.1", "::1"}
    if not deler.hostname or not (deler.scheme == "https" or lokal) or deler.username:
        raise Miljofeil(f"{navn} må begynne med https:// og ha en vert.")
    return verdi


def ja_nei(navn: str, verdi: str) -> bool:
    if verdi not in {"", "0", "1", "ja", "nei"}:
        raise Miljofeil(f"{navn} er «{verdi[:20]}»: den skal være «ja» eller «nei».")
    return verdi in {"1", "ja"}


def heltall(navn: str, verdi: str, *, fra: int, til: int) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", verdi) or not fra <= int(verdi) <= til:
        raise Miljofeil(f"{navn} er «{verdi[:20]}»: den skal være et helt tall fra {fra} til {til}.")
    return int(verdi)


def mappe(navn: str, verdi: str | Path) -> Path:
    """En mappe portalen kan skrive i, eller en som kan lages."""
    sti = Path(verdi)
    if sti.exists() and not (sti.is_dir() and os.access(sti, os.W_OK | os.X_OK)):
        raise Miljofeil(f"{navn} skal være en mappe portalen kan skrive i.")
    return sti


def pem(navn: str, sti: str) -> str:
    """Innholdet i en fil med en privat nøkkel."""
    try:
        tekst = Path(sti).read_text(encoding="ascii")
    except (OSError, UnicodeError):
        raise Miljofeil(f"{navn} kan ikke leses: den skal være stien til en PEM-fil.") from None
    if "PRIVATE KEY-----" not in tekst:
        raise Miljofeil(f"{navn} er ikke en privat nøkkel i PEM-form.")
    return tekst


def _del(navn: str, url: str) -> SplitResult:
    """urlsplit der en ugyldig port eller vert er en setning."""
    try:
        deler = urlsplit(url)
        deler.port  # noqa: B018 - leses for å prøve den
    except ValueError:
        raise Miljofeil(f"{navn} kan ikke leses: verten eller porten er ugyldig.") from None
    if any(tegn.isspace() or not tegn.isprintable() for tegn in url):
        raise Miljofeil(f"{navn} har mellomrom eller tegn som ikke kan stå i en adresse.")
    return deler
