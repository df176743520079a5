"""Hva en feil betyr for en e-post: prøv igjen når, eller gi opp. Og hva som kan stå om den i loggen."""

from __future__ import annotations

import re
import smtplib
import traceback
from dataclasses import dataclass

from veier.epost.brevslag import Brevslag

# Fra 15 sekunder til et døgn, til sammen to døgn: en tjener som er nede en helg, skal ikke koste noen en beskjed.
PAUSER = (15, 60, 240, 900, 3600, 2 * 3600, 4 * 3600, 8 * 3600, 12 * 3600, 24 * 3600)
HOYST_FORSOK = len(PAUSER) + 1
# En kode er bare verdt noe i et kvarter: ofte nok til å rekke fram når tjeneren er tilbake.
KODEPAUSER = (5, 10, 20, 40, 60)
# Kan meldingen ikke lages, blir den sjelden bedre av å vente.
HOYST_FORSOK_A_LAGE = 3
# Tjeneren er full, ikke mottakeren ukjent (RFC 5321, 4.5.3.1.10).
FULL = 552
# Kjennetegnene (begynnelsen av «siste feil») når tjeneren vår gjorde jobben sin, og mottakerens sa nei. 421 er at
# tjeneren selv la på.
HOS_MOTTAKEREN = r"^SMTP(RecipientsRefused|DataError) [45]"
TJENEREN_GIKK = r"^SMTP[A-Za-z]+ 421"


@dataclass(frozen=True, slots=True)
class Feil:
    """``kjennetegn`` er feilens slag og tjenerens svarkode: det eneste som står i loggen."""

    kjennetegn: str
    melding: str
    endelig: bool
    i_meldingen: bool
    spor: str = ""


def les_feil(unntak: Exception) -> Feil:
    """Unntaket uten adresser. Tjenerens svar kan gjenta både mottakeren og innholdet."""
    kode, svar = _kode_og_svar(unntak)
    slag = type(unntak).__name__
    i_meldingen = not isinstance(unntak, OSError)
    kjennetegn = f"{slag} {kode}" if kode else slag
    return Feil(
        kjennetegn=kjennetegn,
        melding=f"{kjennetegn}: {uten_adresser(svar)}"[:300].rstrip(": "),
        endelig=_er_endelig(unntak, kode),
        i_meldingen=i_meldingen,
        spor="".join(traceback.format_tb(unntak.__traceback__)) if i_meldingen else "",
    )


def pause(forsok: int, slag: Brevslag) -> int:
    """Sekundene til neste forsøk, når så mange er gjort."""
    pausene = KODEPAUSER if slag.haster else PAUSER
    return pausene[min(forsok, len(pausene)) - 1]


def er_slutt(forsok: int, feil: Feil, slag: Brevslag) -> bool:
    """Skal e-posten gis opp? En kode har ingen grense i antall; den blir for gammel."""
    if feil.endelig:
        return True
    if feil.i_meldingen:
        return forsok >= HOYST_FORSOK_A_LAGE
    return not slag.haster and forsok >= HOYST_FORSOK


def uten_adresser(tekst: str) -> str:
    return re.sub(r"[^\s<>(),;:]{0,200}@[^\s<>(),;:]{0,200}", "[adresse]", " ".join(tekst.split()))


def _kode_og_svar(unntak: Exception) -> tuple[int, str]:
    kode: int
    svar: bytes | str
    if isinstance(unntak, smtplib.SMTPRecipientsRefused):
        kode, svar = next(iter(unntak.recipients.values()), (0, b""))
    elif isinstance(unntak, smtplib.SMTPResponseException):
        kode, svar = unntak.smtp_code, unntak.smtp_error
    else:
        # Andre unntak kan ha meldingens innhold i seg; et brudd har bare maskinens egne ord.
        return 0, str(unntak) if isinstance(unntak, OSError) else ""
    return kode, svar.decode(errors="replace") if isinstance(svar, bytes) else str(svar)


def _er_endelig(unntak: Exception, kode: int) -> bool:
    """5xx om mottakeren eller innholdet er et endelig nei. Om oss (innlogging, avsender) er det vi som må rettes."""
    if isinstance(unntak, smtplib.SMTPNotSupportedError):
        return True
    if not isinstance(unntak, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
        return False
    return 500 <= kode < 600 and kode != FULL
