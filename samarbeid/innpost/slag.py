"""Hva slags e-post det er: et svar fra et menneske, et automatisk svar, en kvittering, eller en som kom i retur."""

from __future__ import annotations

import re

from samarbeid.innpost.melding import Melding
from samarbeid.models import Innpost

Slag = Innpost.Slag

_RETUREMNE = re.compile(
    r"undeliver|delivery (?:status|failure|has failed)|returned mail|mail delivery|failure notice|could not be delivered"
    r"|kan ikke leveres|kunne ikke leveres|ikke levert|kan ikkje leverast|ikkje levert|leveringsfeil"
)
_FORSINKET = re.compile(r"delayed|delay\)|forsinket|forseinka|warning: message still")
_KVITTERING = re.compile(
    r"kvittering|mottaksbekreftelse|bekreftelse på mottatt|stadfesting|er mottatt|er motteke|har mottatt|har motteke"
    r"|we have received|registrert i|saksnummer|receipt|acknowledg"
)
_FRAVAR = re.compile(
    r"automatisk svar|autosvar|automatiske svar|fraværsmelding|fråværsmelding|ikke til stede|ikkje til stades|på kontoret"
    r"|ute av kontoret|på ferie|permisjon|automatic reply|auto(?:matic)?[ -]?(?:response|reply)|out of (?:the )?office|vacation"
)
_RETURAVSENDER = re.compile(r"(?:mailer-daemon|postmaster|mail-daemon|bounce[\w.+-]*)@")
_AUTOHODER = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponse",
    "x-auto-response",
    "x-ms-exchange-inbox-rules-loop",
)


def slaget(melding: Melding, *, tom_avsender: bool = False) -> Innpost.Slag:
    """``tom_avsender``: konvolutten hadde ingen avsender («<>»), slik en retur har."""
    if _er_retur(melding, tom_avsender=tom_avsender):
        forsinket = "action: delayed" in melding.rapport.lower() or _FORSINKET.search(melding.emne.lower())
        return Slag.FORSINKET if forsinket else Slag.RETUR
    if not _er_automatisk(melding, tom_avsender=tom_avsender) or _er_brev_fra_sakssystem(melding):
        return Slag.SVAR
    sagt = f"{melding.emne}\n{melding.tekst[:600]}".lower()
    emne = melding.emne.lower()
    if _FRAVAR.search(emne) and not _KVITTERING.search(emne):
        return (
            Slag.KVITTERING
            if _KVITTERING.search(sagt) and not _FRAVAR.search(_uten_emnet(sagt))
            else Slag.FRAVAR
        )
    return Slag.KVITTERING if _KVITTERING.search(sagt) else Slag.FRAVAR


def _uten_emnet(sagt: str) -> str:
    return sagt.partition("\n")[2]


def _er_retur(melding: Melding, *, tom_avsender: bool) -> bool:
    if melding.type == "multipart/report" and (
        melding.rapport or "delivery-status" in melding.hode("content-type").lower()
    ):
        return True
    ukjent_avsender = bool(_RETURAVSENDER.match(melding.fra)) or not melding.fra
    return bool(
        (ukjent_avsender or tom_avsender)
        and (_RETUREMNE.search(melding.emne.lower()) or melding.hode("x-failed-recipients"))
    )


def _er_brev_fra_sakssystem(melding: Melding) -> bool:
    """Et svarbrev noen har skrevet, og systemet har sendt: merket som laget av en maskin, men ikke som svart av en (RFC 3834).

    Det har brevet ved seg, og sier verken at noen er borte eller at noe er mottatt.
    """
    if melding.hode("auto-submitted").lower() != "auto-generated":
        return False
    sagt = f"{melding.emne}\n{melding.tekst[:600]}".lower()
    ved_lagt = any(fil.navn.lower().endswith((".pdf", ".docx")) for fil in melding.vedlegg)
    return ved_lagt and not _KVITTERING.search(sagt) and not _FRAVAR.search(sagt)


def _er_automatisk(melding: Melding, *, tom_avsender: bool) -> bool:
    """Hodene en maskin skriver (RFC 3834 og de eldre), eller emnet når ingen av dem er der."""
    merket = melding.hode("auto-submitted").lower()
    if merket and not merket.startswith("no"):
        return True
    if melding.hode("precedence").lower() in {"auto_reply", "auto-reply", "bulk", "junk"}:
        return True
    if any(melding.hode(navn) for navn in _AUTOHODER):
        return True
    if re.match(
        r"(?:automatisk svar|autosvar|automatic reply|auto: |fraværsmelding|fråværsmelding|out of office)",
        melding.emne.lower(),
    ):
        return True
    return tom_avsender
