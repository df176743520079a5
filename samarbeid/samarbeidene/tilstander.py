"""Hva som kan skje i et samarbeid, som tabell: hvem som kan gjøre det, på hvilke stadier, og hvor det fører.

Det som binder virksomheten (en pilot, en avtale, drift), skriver virksomheten selv inn, med hvem som bestemte det. Trinnene de
bestemmer på, er de samme som i svarene ellers (``Rolleslag``); kilden er trappa i ``matching/beslutning/trapp.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Pilot, Samarbeid, Samtaleside
from veier.taksonomi.ordforrad import Rolleslag

Stadium = Samarbeid.Stadium
ENTREPRENOR, OFFENTLIG = Samtaleside.ENTREPRENOR, Samtaleside.OFFENTLIG
BEGGE = frozenset({ENTREPRENOR, OFFENTLIG})
VIRKSOMHETEN = frozenset({OFFENTLIG})

# Stien de fleste går. Det kan hoppes over noe, og gås tilbake; hvor, står i ``OVERGANGER``.
STIEN = (
    Stadium.SAMTALE,
    Stadium.GJENNOMGANG,
    Stadium.PILOT,
    Stadium.VURDERING,
    Stadium.AVTALE,
    Stadium.DRIFT,
)
FOR_PILOTEN = frozenset({Stadium.SAMTALE, Stadium.GJENNOMGANG})
UNDER_PROVEN = frozenset({Stadium.PILOT, Stadium.VURDERING})
ETTER = frozenset({Stadium.AVTALE, Stadium.DRIFT})
APNE = frozenset(STIEN)
ALLE = frozenset(Stadium)


class Handling(models.TextChoices):
    """Navnet er det som står på knappen."""

    JA = "ja", _("Ja, vi vil samarbeide")
    NEI = "nei", _("Nei, ikke nå")
    PLAN = "plan", _("Skriv planen for piloten")
    PLAN_JA = "plan-ja", _("Si ja til planen")
    START = "start", _("Start piloten")
    TALL = "tall", _("Skriv månedens tall")
    AVGJOR = "avgjor", _("Skriv inn avgjørelsen")
    LARDOM = "lardom", _("Skriv hva dere har lært")
    STADIUM = "stadium", _("Gå til et nytt stadium")
    NESTE = "neste", _("Skriv neste steg")
    SJEKKLISTE = "sjekkliste", _("Gå gjennom sjekklisten")
    FORVENTNING = "forventning", _("Skriv ned en forventning")
    ENIG = "enig", _("Vi er enige")
    TA_OPP = "ta-opp", _("Ta den opp")
    AVTALE = "avtale", _("Skriv inn en avtale")
    MEDEIER = "medeier", _("Spør en virksomhet til")
    MEDEIER_SVAR = "medeier-svar", _("Svar om virksomheten")
    HINDRINGER = "hindringer", _("Skriv hva som stoppet det")
    VIRKNING = "virkning", _("Ta tallet med til profilen")
    EKSEMPEL = "eksempel", _("Kan dette bli et eksempel?")
    AVSLUTT = "avslutt", _("Avslutt samarbeidet")


@dataclass(frozen=True, slots=True)
class Regel:
    """``fra`` er stadiene det kan gjøres på; ``til`` er stadiet etterpå når det alltid er det samme.

    ``bare_leder``: på den offentlige siden bare virksomheten som leder, ikke en medeier.
    ``stengt_av_konkurranse``: ikke mens virksomheten har en kunngjort konkurranse om det (anskaffelsesforskriften § 12-2): det
    som binder, og alt som er fri tekst til den andre siden. Da spør alle i konkurransen. Tall, avgjørelser og slutten går.
    """

    fra: frozenset[Stadium]
    hvem: frozenset[Samtaleside] = BEGGE
    til: Stadium | None = None
    stengt_av_konkurranse: bool = False
    bare_leder: bool = False


REGLER: Mapping[str, Regel] = {
    # Bare den andre siden enn den som foreslo, kan si ja: det ser handlingen etter.
    Handling.JA: Regel(frozenset({Stadium.FORESLATT}), til=Stadium.SAMTALE, bare_leder=True),
    Handling.NEI: Regel(frozenset({Stadium.FORESLATT}), til=Stadium.AVSLUTTET, bare_leder=True),
    Handling.STADIUM: Regel(APNE, bare_leder=True),
    Handling.NESTE: Regel(APNE, stengt_av_konkurranse=True),
    Handling.PLAN: Regel(FOR_PILOTEN, stengt_av_konkurranse=True),
    Handling.PLAN_JA: Regel(FOR_PILOTEN, bare_leder=True),
    Handling.START: Regel(
        FOR_PILOTEN, VIRKSOMHETEN, Stadium.PILOT, stengt_av_konkurranse=True, bare_leder=True
    ),
    Handling.SJEKKLISTE: Regel(FOR_PILOTEN | UNDER_PROVEN),
    Handling.TALL: Regel(UNDER_PROVEN | ETTER),
    # Det partene lærte, er verdt mest når det stoppet, og når det prøves på nytt.
    Handling.LARDOM: Regel(APNE | {Stadium.AVSLUTTET}, stengt_av_konkurranse=True),
    # Hva som kan bestemmes mens en konkurranse er kunngjort, sier ``avgjorelser``.
    Handling.AVGJOR: Regel(UNDER_PROVEN, VIRKSOMHETEN, bare_leder=True),
    Handling.FORVENTNING: Regel(APNE, stengt_av_konkurranse=True),
    Handling.ENIG: Regel(APNE),
    Handling.TA_OPP: Regel(APNE, stengt_av_konkurranse=True),
    Handling.AVTALE: Regel(APNE, stengt_av_konkurranse=True, bare_leder=True),
    Handling.MEDEIER: Regel(APNE, bare_leder=True),
    Handling.MEDEIER_SVAR: Regel(APNE, bare_leder=True),
    Handling.AVSLUTT: Regel(APNE, til=Stadium.AVSLUTTET, bare_leder=True),
    Handling.HINDRINGER: Regel(frozenset({Stadium.AVSLUTTET}), bare_leder=True),
    # Det som er prøvd og avgjort, er noe å vise, også når det stoppet.
    Handling.VIRKNING: Regel(APNE | {Stadium.AVSLUTTET}, frozenset({ENTREPRENOR}), bare_leder=True),
    Handling.EKSEMPEL: Regel(ETTER | {Stadium.AVSLUTTET}, bare_leder=True),
}

# Fra → til, og hvem som kan gå dit. Til piloten kommer man bare ved å starte den, og fra den bare ved å avgjøre.
OVERGANGER: Mapping[Stadium, Mapping[Stadium, frozenset[Samtaleside]]] = {
    Stadium.SAMTALE: {Stadium.GJENNOMGANG: BEGGE, Stadium.AVTALE: VIRKSOMHETEN},
    Stadium.GJENNOMGANG: {Stadium.SAMTALE: BEGGE, Stadium.AVTALE: VIRKSOMHETEN},
    Stadium.PILOT: {Stadium.VURDERING: BEGGE},
    Stadium.AVTALE: {Stadium.DRIFT: VIRKSOMHETEN},
    Stadium.DRIFT: {Stadium.AVTALE: BEGGE},
}
# Hit går det bare når noen har bestemt det, og det står hvem.
BESLUTTES = frozenset({Stadium.AVTALE, Stadium.DRIFT})
AVGJORELSER: Mapping[str, Stadium] = {
    Pilot.Avgjorelse.VIDERE: Stadium.AVTALE,
    Pilot.Avgjorelse.MER: Stadium.GJENNOMGANG,
    Pilot.Avgjorelse.STOPP: Stadium.AVSLUTTET,
}
# De som kan bestemme noe. Innkjøp leder prosessen og bestemmer aldri behovet, så det er ikke et valg.
BESLUTTERE = (
    Rolleslag.ENHET, Rolleslag.SEKTOR, Rolleslag.TOPP, Rolleslag.UTVALG, Rolleslag.POLITISK, Rolleslag.FORVALTER,
)  # fmt: skip
BETYR: Mapping[str, object] = {
    Stadium.FORESLATT: _("Den ene siden vil samarbeide, og den andre har ikke svart."),
    Stadium.SAMTALE: _("Dere finner ut hva dere vil, og hva dere venter av hverandre."),
    Stadium.GJENNOMGANG: _("Dere går gjennom det begge gjør i dag, og ser hvor dere kan arbeide sammen."),
    Stadium.PILOT: _("Dere prøver det i det små, teller det dere ble enige om, og har en dag der det avgjøres."),
    Stadium.VURDERING: _("Prøven er over. Nå skal det avgjøres om det går videre."),
    Stadium.AVTALE: _("Det er bestemt at det går videre, og avtalen skal skrives."),
    Stadium.DRIFT: _("Avtalen gjelder, og tilbudet er i gang."),
    Stadium.AVSLUTTET: _("Samarbeidet er over."),
}  # fmt: skip


def avgjorelser(*, kunngjort: bool = False) -> list[Pilot.Avgjorelse]:
    """Det som kan bestemmes etter en pilot. Er konkurransen kunngjort, går veien til en avtale bare gjennom den."""
    return [Pilot.Avgjorelse(a) for a, til in AVGJORELSER.items() if not (kunngjort and til in BESLUTTES)]


def kan(stadium: str, handling: str, side: str, *, kunngjort: bool = False, leder: bool = True) -> bool:
    """Siden kan gjøre det på dette stadiet."""
    regel = REGLER.get(handling)
    if regel is None or stadium not in regel.fra or side not in regel.hvem:
        return False
    if regel.bare_leder and not leder:
        return False
    if handling == Handling.STADIUM and not neste_stadier(stadium, side, kunngjort=kunngjort):
        return False
    return not (kunngjort and regel.stengt_av_konkurranse)


def neste_stadier(stadium: str, side: str, *, kunngjort: bool = False) -> list[Stadium]:
    """Stadiene siden kan gå til herfra, i rekkefølge på stien."""
    dit = OVERGANGER.get(Stadium(stadium), {})
    lov = [til for til in STIEN if side in dit.get(til, frozenset())]
    return [til for til in lov if not (kunngjort and til in BESLUTTES)]
