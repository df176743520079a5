"""En CSV-fil noen har endret i et regneark: delt opp i linjer, og det den ville endret. Hva en linje betyr, vet den som eier tabellen.

Hver celle er tekst: «ja» og «nei» for et kryss. Kolonner som mangler, røres ikke.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

STORST, FLEST = 900_000, 3_000
# Slik et kryss står i filen.
JA = "ja"
NEI = "nei"
FORMEL = ("=", "+", "-", "@", "\t", "\r", "'")


class Arkfeil(ValueError):
    """Hele filen er feil; meldingen sier hva som skal gjøres."""


@dataclass(slots=True)
class Linje:
    """Én rad i filen: hva den endrer, (ledetekst, før, etter), og hva som er feil."""

    nummer: int
    navn: str
    endringer: list[tuple[str, str, str]] = field(default_factory=list)
    feil: list[str] = field(default_factory=list)


L = TypeVar("L", bound=Linje)


@dataclass(frozen=True, slots=True)
class Plan(Generic[L]):
    """Det filen ville gjort. ``merke`` er et annet så snart noe av det er annerledes."""

    linjer: list[L]
    uendret: int

    @property
    def har_feil(self) -> bool:
        return any(linje.feil for linje in self.linjer)

    @property
    def endres(self) -> list[L]:
        """Linjene uten feil som endrer noe."""
        return [linje for linje in self.linjer if linje.endringer]

    @property
    def merke(self) -> str:
        alt = repr([(li.nummer, li.navn, li.endringer, li.feil) for li in self.linjer])
        return hashlib.sha256(alt.encode()).hexdigest()


def del_opp(
    tekst: str, *, nokkel: str, flest: int = FLEST
) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """(kolonnene, (linjenummer i filen, celler) for hver rad, høyst ``flest``). ``nokkel`` er kolonnen som må være med.

    Hever Arkfeil.
    """
    tekst = tekst.replace("\r\n", "\n")  # et skjema sender alltid det første
    forste = tekst.partition("\n")[0]
    leser = csv.reader(io.StringIO(tekst, newline=""), delimiter=";" if ";" in forste else ",", strict=True)
    try:
        kolonner = [k.strip().lstrip("\ufeff") for k in next(leser, [])]
        if nokkel not in kolonner or len(set(kolonner)) != len(kolonner):
            raise Arkfeil(
                _(
                    "Den første linjen må ha navnene på kolonnene, hver én gang, og «%(nokkel)s» må være en av dem."
                )
                % {"nokkel": nokkel}
            )
        ut = []
        for celler in leser:
            if not any(celle.strip() for celle in celler):
                continue
            if len(celler) != len(kolonner):
                raise Arkfeil(
                    _("Linje %(linje)d har %(celler)d celler, men det er %(kolonner)d kolonner.")
                    % {"linje": leser.line_num, "celler": len(celler), "kolonner": len(kolonner)}
                )
            ut.append((leser.line_num, dict(zip(kolonner, map(_uten_apostrof, celler), strict=True))))
            if len(ut) > flest:
                raise Arkfeil(_("Filen har over %d rader. Del den opp.") % flest)
    except csv.Error as feil:
        raise Arkfeil(
            _("Linje %(linje)d kan ikke leses som CSV (%(feil)s).") % {"linje": leser.line_num, "feil": feil}
        ) from None
    return kolonner, ut


def innholdet(request: HttpRequest) -> str:
    """Filen som tekst, eller teksten siden hadde med seg. Hever Arkfeil når den mangler, er for stor eller har feil tegnsett."""
    fil = request.FILES.get("fil")
    if fil is None:
        if tekst := request.POST.get("innhold", ""):
            return tekst
        raise Arkfeil(_("Velg en fil."))
    if (fil.size or 0) > STORST:
        raise Arkfeil(_("Filen er for stor. Den kan være på høyst 900 kB."))
    try:
        return fil.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Arkfeil(_("Lagre filen som «CSV UTF-8», og prøv igjen.")) from None


def som_csv(rader: Iterable[list[str]], *, navn: str) -> HttpResponse:
    """Radene som en fil et regneark åpner, og som kan leses inn igjen. Ingen celle regnes ut."""
    ut = io.StringIO(newline="")
    csv.writer(ut, delimiter=";").writerows([_ufarlig(celle) for celle in rad] for rad in rader)
    svar = HttpResponse("\ufeff" + ut.getvalue(), content_type="text/csv; charset=utf-8")
    svar["Content-Disposition"] = f'attachment; filename="{navn}.csv"'
    return svar


def krysset(celle: str) -> bool:
    """«ja», «nei» eller tomt. Hever ValueError med en setning om noe annet."""
    svar = celle.strip().lower()
    if svar not in {"", JA, NEI}:
        raise ValueError(
            _("«%(celle)s» må være «%(ja)s» eller «%(nei)s».") % {"celle": celle, "ja": JA, "nei": NEI}
        )
    return svar == JA


def lik_form(celle: str) -> str:
    """Regneark endrer linjeskift, og tar bort mellomrom i kantene."""
    return "\n".join(linje.rstrip() for linje in celle.replace("\r\n", "\n").strip().split("\n"))


def _ufarlig(celle: str) -> str:
    """Det et regneark ville regnet ut, får en apostrof foran; den tas bort når filen leses."""
    return f"'{celle}" if celle.startswith(FORMEL) else celle


def _uten_apostrof(celle: str) -> str:
    return celle[1:] if celle.startswith("'") and celle[1:].startswith(FORMEL) else celle
