"""Hvem som bestemte noe: det som må stå om det, og hva som skjer når det ble en annen enn planen sa.

En pilot begynner ikke før det er avtalt hvem som avgjør om den går videre. Avgjør en annen, er avtalen brutt, og begge sider skal
kunne lese hvorfor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from samarbeid.models import Pilot
from veier.feil import FeilIFelt
from veier.taksonomi.ordforrad import Rolleslag


@dataclass(frozen=True, slots=True)
class Beslutning:
    """Det virksomheten skrev inn: trinnet, rollen og dagen. ``avvik`` er hvorfor det ble en annen enn planen sa."""

    beslutter: str
    rolle: str
    dato: date | None
    avvik: str = ""


def krev_beslutning(beslutter: str, rolle: str, dato: date | None) -> None:
    """Hvem som bestemte, og når. Hever FeilIFelt."""
    if not beslutter:
        raise FeilIFelt("beslutter", _("Velg hvem som bestemte det."))
    if not rolle:
        raise FeilIFelt("rolle", _("Skriv rollen til den som bestemte det."))
    if dato is None:
        raise FeilIFelt("besluttet_dato", _("Skriv dagen det ble bestemt."))
    if dato > timezone.localdate():
        raise FeilIFelt("besluttet_dato", _("Dagen det ble bestemt, kan ikke være i framtiden."))


def avviker(pilot: Pilot, b: Beslutning) -> bool:
    """En annen enn planen sa, har bestemt det. Store bokstaver, mellomrom og punktum skiller ingen."""
    return (b.beslutter, _samme(b.rolle)) != (pilot.beslutter, _samme(pilot.beslutter_rolle))


def begrunn(pilot: Pilot, b: Beslutning, tekst: str) -> str:
    """Begrunnelsen slik den skal stå, med hvorfor det ble en annen. Hever FeilIFelt."""
    if not avviker(pilot, b):
        if b.avvik:
            raise FeilIFelt("avvik", _("Det er den planen sa. La feltet stå tomt."))
        return tekst
    if not b.avvik:
        raise FeilIFelt(
            "avvik",
            _("Planen sa at %(hvem)s skulle avgjøre. Skriv hvorfor det ble en annen.")
            % {"hvem": _planens(pilot)},
        )
    hvorfor = _("Planen sa at %(hvem)s skulle avgjøre. Hvorfor det ble en annen: %(avvik)s")
    return _sammen(tekst, hvorfor % {"hvem": _planens(pilot), "avvik": b.avvik})


def uten_fritekst(pilot: Pilot, b: Beslutning) -> tuple[Beslutning, str]:
    """(beslutningen, begrunnelsen) med bare portalens egne ord, til mens konkurransen er kunngjort.

    Rollen er planens når trinnet er det, ellers navnet på trinnet.
    """
    hva = _("Konkurransen er kunngjort, så begrunnelsen står ikke her.")
    if b.beslutter in {"", pilot.beslutter}:
        return Beslutning(b.beslutter, pilot.beslutter_rolle, b.dato), hva
    trinnet = str(Rolleslag(b.beslutter).label).lower()
    planen = _("Planen sa at %(hvem)s skulle avgjøre.") % {"hvem": _planens(pilot)}
    return Beslutning(b.beslutter, trinnet, b.dato), _sammen(hva, planen)


def _planens(pilot: Pilot) -> str:
    return f"{pilot.beslutter_rolle} ({str(pilot.get_beslutter_display()).lower()})"


def _samme(rolle: str) -> str:
    return " ".join(rolle.casefold().split()).rstrip(".")


def _sammen(*deler: str) -> str:
    return "\n\n".join(d for d in deler if d)
