"""Alle fartsgrensene, én rad hver: hva den heter, hvor mange ganger på rappen, tiden de fornyes på, og hvorfor.

Tallene er rause: en lærer med 24 elever, et kontor bak én adresse og en søkemotor på to sider i sekundet merker dem
ikke. Grensene som gjelder én side, står i ``sider``.
"""

from __future__ import annotations

from dataclasses import dataclass

from veier.grense.telling import bruk, gi_tilbake, nullstill, ventetid

MINUTT, TIME, DOGN = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class Regel:
    navn: str
    antall: int
    sekunder: int
    hvorfor: str

    def bruk(self, nokkel: str, *, vekt: int = 1) -> int:
        return bruk(self.navn, nokkel, antall=self.antall, sekunder=self.sekunder, vekt=vekt)

    def ventetid(self, nokkel: str) -> int:
        return ventetid(self.navn, nokkel, antall=self.antall, sekunder=self.sekunder)

    def gi_tilbake(self, nokkel: str) -> None:
        gi_tilbake(self.navn, nokkel, antall=self.antall, sekunder=self.sekunder)

    def nullstill(self, nokkel: str) -> None:
        nullstill(self.navn, nokkel)


def bruk_alle(*bruk_: tuple[Regel, str]) -> int:
    """Bruker én gang av hver, eller ingen av dem. Gir sekundene til alle er ledige; 0 når de ble brukt."""
    for nr, (regel, nokkel) in enumerate(bruk_):
        if vent := regel.bruk(nokkel):
            for brukt, nokkelen in bruk_[:nr]:
                brukt.gi_tilbake(nokkelen)
            return max(vent, *(r.ventetid(n) for r, n in bruk_))
    return 0


def bruk_en_av(*grupper: list[tuple[Regel, str]]) -> int:
    """Bruker den første gruppen som er ledig. Gir sekundene til en av dem er det; 0 når en ble brukt."""
    ventetider = []
    for gruppe in grupper:
        if not (vent := bruk_alle(*gruppe)):
            return 0
        ventetider.append(vent)
    return min(ventetider)


# ── Innloggingen ──

PASSORD_FRA_AVSENDER = Regel(
    "passord_avsender",
    5,
    5 * MINUTT,
    "Fem gjett på én adresse fra ett sted: den som har glemt, rekker å prøve sine.",
)
PASSORD_FRA_FREMMEDE = Regel(
    "passord_fremmede", 50, TIME,
    "Mange steder som gjetter på samme konto. Et sted kontoen har vært logget inn fra, telles ikke, og kode og "
    "passnøkkel er alltid åpne.",
)  # fmt: skip
PASSORD_FRA_NETT = Regel(
    "passord_nett", 60, 30 * MINUTT, "Ett sted som gjetter på mange kontoer. Riktige passord telles ikke."
)
KODE_FRA_AVSENDER = Regel(
    "kode_avsender",
    5,
    TIME,
    "Koder til én adresse fra ett sted: nok til å prøve igjen, for få til å plage noen.",
)
KODE_FRA_FREMMEDE = Regel(
    "kode_fremmede", 20, TIME,
    "Koder til én adresse fra steder som har bedt om den før i dag, og som den ikke har vært logget inn fra.",
)  # fmt: skip
KODE_FRA_NYE_STEDER = Regel(
    "kode_nye_steder", 30, TIME,
    "Den første koden fra hvert sted, utenom det de andre bruker opp (se veier.grense.mottaker).",
)  # fmt: skip
FORSTE_KODE = Regel("forste_kode", 1, DOGN, "Stedet har ikke bedt om en kode til adressen det siste døgnet.")
ENGANGSKODE = Regel(
    "engangskode",
    3,
    15 * MINUTT,
    "Forsøk på én kode fra e-post. Økten teller også, men to forespørsler i samme øyeblikk leser samme tall der.",
)
TO_TRINN_FRA_AVSENDER = Regel(
    "to_trinn_avsender", 5, 5 * MINUTT, "Fem feil koder fra kodeappen, så en til hvert minutt."
)
TO_TRINN_FRA_FREMMEDE = Regel(
    "to_trinn_fremmede", 100, DOGN,
    "Seks siffer tåler ikke mange gjett. Hundre i døgnet er 0,03 prosent sjanse, og stedene eieren bruker, telles ikke.",
)  # fmt: skip
KJENT_AVSENDER = Regel(
    "kjent_avsender", 1, 90 * DOGN, "Et sted kontoen har vært logget inn fra det siste kvartalet."
)

# ── Det som lagres uten konto ──

NYTT_UTKAST = Regel("nytt_utkast", 60, TIME, "Nye utkast: to klasser på en time.")
UTKASTPLASS = Regel(
    "utkastplass", 3_000_000, DOGN,
    "Oktetter utkastene vokser med: femti på ett kontor kan skrive tjue sider hver på én dag. Et vanlig utkast er to.",
)  # fmt: skip

# ── E-posten ──

EPOST_FRA_BRUKER = Regel(
    "epost_bruker", 200, TIME, "E-post én konto får portalen til å sende: et stort lag kan inviteres."
)
EPOST_FRA_NETT = Regel(
    "epost_nett", 600, TIME, "E-post ett sted får portalen til å sende uten innlogging: koder til en etat."
)
EPOST_FRA_TIL = Regel(
    "epost_fra_til",
    5,
    12 * TIME,
    "Samme slag e-post fra én avsender til én annen: å be og angre er ikke en vei inn.",
)
EPOST_TIL_MOTTAKER = Regel(
    "epost_mottaker", 20, TIME, "E-post til én mottaker som noen andre får portalen til å sende."
)
BEKREFT_TIL_MOTTAKER = Regel(
    "bekreft_mottaker", 20, TIME,
    "Bekreftelser til én mottaker fra avsendere som har bedt om en før i dag. Innloggede og andre hver for seg.",
)  # fmt: skip
BEKREFT_FRA_NYE_STEDER = Regel(
    "bekreft_nye_steder",
    30,
    TIME,
    "Den første bekreftelsen fra hver avsender, utenom det de andre bruker opp.",
)
FORSTE_BEKREFTELSE = Regel(
    "forste_bekreftelse",
    1,
    DOGN,
    "Avsenderen har ikke bedt om en bekreftelse til mottakeren det siste døgnet.",
)
BEKREFT_FRA_TIL = Regel(
    "bekreft_fra_til",
    5,
    TIME,
    "Bekreft at adressen er din: nok til å be om en ny kode, for få til å plage noen.",
)
