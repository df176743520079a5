"""Hvor mye e-post noen kan få portalen til å sende, og hvor mye noen kan få.

Hver e-post hører til ett slag. Slaget avgjør hva som telles; en e-post laget av en jobb har ingen avsender og telles
ikke. Alt telles uansett om mottakeren har konto, så svaret aldri sier det.
"""

from __future__ import annotations

from enum import Enum

from allauth.core import context
from django.http import HttpRequest
from django.utils.translation import gettext as _

from veier.feil import Domenefeil
from veier.foresporsel.venting import nar
from veier.grense import avsender, nabolag, regler
from veier.grense.mottaker import bruk_fra_fremmed
from veier.grense.regler import Regel, bruk_alle


class Slag(Enum):
    KODE = "telt der den blir bedt om (veier.konto.grenser), så fremmede ikke bruker opp eierens"
    BEKREFT = "til en adresse noen sier er deres"
    FREMMED = "til noen andre, fordi avsenderen ba om det"
    KO = "om noe som også står i køen eller på skjermen; er det nok av dem, står det bare der"
    FOLGE = (
        "til den det gjelder, om noe som står uansett; mottakeren kan ikke stanse det ved å fylle postkassen"
    )
    VARSEL = "til noen det gjelder, om noe som har skjedd; skal alltid fram"


SLAG: dict[str, Slag] = {
    **dict.fromkeys(
        (
            "administratorkode",
            "bekreft_handling",
            "innloggingskode",
            "konto_ukjent",
            "passordkode",
            "samtale_kode",
        ),
        Slag.KODE,
    ),
    **dict.fromkeys(
        (
            "bekreft_adresse",
            "bekreft_ny_adresse",
            "innmelding_bekreft",
            "konto_finnes",
            "konto_pabegynt",
            "samtale_bekreft",
            "sporsmal_bekreft",
            "varsel_bekreft",
        ),
        Slag.BEKREFT,
    ),
    **dict.fromkeys(
        (
            "foresporsel_ny",
            "invitasjon",
            "part_bedt",
            "part_leser",
            "part_tilsvar",
            "redaktor_invitasjon",
            "referanse_bedt",
            "referanse_bekreft",
            "samtale_ny_lenke",
            "samtale_onsket",
            "samtale_til_mottaker",
        ),
        Slag.FREMMED,
    ),
    **dict.fromkeys(
        (
            "foresporsel_redaksjon",
            "henvendelse_mottatt",
            "innmelding_ny",
            "kontaktnavn_fjernet",
            "sporsmal_stilt",
            "versjon_til_gjennomgang",
        ),
        Slag.KO,
    ),
    **dict.fromkeys(
        ("medlem_fjernet", "medlem_uten_adresse", "medlemskap_avsluttet", "rolle_endret"), Slag.FOLGE
    ),
}


class ForMangeEposter(Domenefeil):
    """Avsenderen eller mottakeren har brukt opp grensen. Setningen sier når det går igjen."""

    def __init__(self, vent_sekunder: int) -> None:
        super().__init__(vent_sekunder)
        self.vent_sekunder = vent_sekunder

    def __str__(self) -> str:
        """På målformen til den som leser: brevet kan være laget på mottakerens."""
        setning = _("Det er sendt mye e-post på kort tid. Prøv igjen %(nar)s.")
        return setning % {"nar": nar(self.vent_sekunder)}


def tell(mal: str, *, til: str, som: str = "") -> bool:
    """Teller e-posten for den som ber om den og den som får den. Sant når den skal sendes.

    ``som`` er den avsenderen skriver for, når flere skriver for den samme, og det tellingen begynner på nytt etter.

    Hever ForMangeEposter når det den hører til, må vente, og da er ingenting telt. Det KO og FOLGE forteller om, venter
    aldri: er det sendt for mange, sendes bare ikke brevet.
    """
    request = context.request
    if request is None:
        return True
    fra, er_bruker, egen = _fra(request)
    slag = SLAG.get(mal, Slag.VARSEL)
    if til.casefold() == egen and slag is not Slag.VARSEL:
        slag = Slag.KODE  # til seg selv
    bruk: list[tuple[Regel, str]] = []
    if slag is not Slag.VARSEL:
        bruk.append((regler.EPOST_FRA_BRUKER if er_bruker else regler.EPOST_FRA_NETT, fra))
    if slag is Slag.BEKREFT:
        bruk.append((regler.BEKREFT_FRA_TIL, f"{fra} {til.casefold()}"))
    if slag in {Slag.FREMMED, Slag.KO, Slag.FOLGE}:
        bruk.append((regler.EPOST_FRA_TIL, f"{mal} {som or fra} {til.casefold()}"))
    if slag in {Slag.FREMMED, Slag.KO}:
        bruk.append((regler.EPOST_TIL_MOTTAKER, til.casefold()))
    vent = (
        _bekreft(bruk, fra if er_bruker else nabolag(request), er_bruker, til)
        if slag is Slag.BEKREFT
        else bruk_alle(*bruk)
    )
    if vent and slag not in {Slag.KO, Slag.FOLGE}:
        raise ForMangeEposter(vent)
    return not vent


def _bekreft(bruk: list[tuple[Regel, str]], fra: str, er_bruker: bool, til: str) -> int:
    """Andre som skriver adressen hennes, stanser ikke hennes egen bekreftelse, og en konto teller ikke med de anonyme."""
    return bruk_fra_fremmed(
        bruk,
        fra=fra,
        til=til.casefold(),
        forste=regler.FORSTE_BEKREFTELSE,
        nye_steder=regler.BEKREFT_FRA_NYE_STEDER,
        gjentatt=regler.BEKREFT_TIL_MOTTAKER,
        felles="bruker" if er_bruker else "sted",
    )


def _fra(request: HttpRequest) -> tuple[str, bool, str]:
    """Hvem som ber om e-posten, om det er en bruker, og adressen brukeren selv har."""
    bruker = getattr(request, "user", None)
    if bruker is not None and bruker.is_authenticated:
        return f"bruker {bruker.pk}", True, bruker.epost.casefold()
    return avsender(request), False, ""
