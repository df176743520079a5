"""E-postadresser i én form."""

from __future__ import annotations

import re

import idna

from veier.tekst.rens import nfkc

LENGSTE = 254
# Det foran @ (RFC 5321, punktum og atomer). Lengden er begrenset, så mønsteret er lineært.
_FORAN = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z")


class UgyldigEpost(ValueError):
    """Ikke en adresse det går an å sende til. ``kode`` er ugyldig | foran | domene."""

    def __init__(self, kode: str) -> None:
        super().__init__(kode)
        self.kode = kode


def kanonisk_epost(tekst: str) -> str:
    """Adressen i den ene formen den lagres, sammenlignes og sendes til i: små bokstaver, domenet i ASCII.

    «Kari@Blåbær.NO» og «kari@xn--blbr-roah.no» er den samme. Hever UgyldigEpost.
    """
    if len(tekst) > 10 * LENGSTE:
        raise UgyldigEpost("ugyldig")
    ren = nfkc(tekst).removeprefix("mailto:").removeprefix("<").removesuffix(">").lower()
    foran, krollalfa, domene = ren.rpartition("@")
    if not krollalfa or " " in ren or len(ren) > LENGSTE:
        raise UgyldigEpost("ugyldig")
    if not foran.isascii():
        raise UgyldigEpost("foran")
    if len(foran) > 64 or not _FORAN.match(foran):
        raise UgyldigEpost("ugyldig")
    adresse = f"{foran}@{kanonisk_domene(domene)}"
    if len(adresse) > LENGSTE:
        raise UgyldigEpost("ugyldig")
    return adresse


def kanonisk_domene(domene: str) -> str:
    """Domenet i ASCII (UTS 46 og IDNA 2008). Hever UgyldigEpost."""
    if domene == "localhost":
        return domene
    try:
        ren = idna.encode(domene.removesuffix("."), uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        raise UgyldigEpost("domene") from None
    navn, punktum, topp = ren.rpartition(".")
    if not punktum or not navn or topp.isdigit() or len(topp) < 2:
        raise UgyldigEpost("domene")
    return ren
