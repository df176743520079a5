"""Ser hva slags side som ble lest, prøvd eller søkt i, og teller det. Adressen og ordene blir ikke husket."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from samarbeid.models import Ukeantall
from samarbeid.uketall.telling import tell

Hva = Ukeantall.Hva
Videre = Callable[[HttpRequest], HttpResponse]

# Navnet på adressen → slaget.
LESES: dict[str, Ukeantall.Hva] = {
    navn: slag
    for slag, navnene in {
        Hva.FORSIDEN: ("forside",),
        Hva.ENTREPRENORER: ("entreprenorer", "entreprenorer_kart", "entreprenorer_sammenlign", "entreprenor", "ide"),
        Hva.BEHOV: ("behovene", "behov"),
        Hva.EKSEMPLER: ("eksempler", "eksempel"),
        Hva.OFFENTLIGE: ("offentlige", "kart", "offentlig"),
        Hva.MODELLER: ("modeller", "modeller_sammenlign", "modell"),
        Hva.TEMAER: ("temaer", "tema"),
        Hva.TILSKUDD: ("tilskudd", "tilskudd_ordning"),
        Hva.KUNNSKAP: ("forsta", "ordbok", "artikkel", "maler", "mal", "andre_steder"),
    }.items()
    for navn in navnene
}  # fmt: skip
# Det første steget, som sendes inn: (uten konto, med konto).
PROVES: dict[str, tuple[Ukeantall.Hva, Ukeantall.Hva]] = {
    "prov": (Hva.IDE_UTEN_KONTO, Hva.IDE_MED_KONTO),
    "veiviser": (Hva.BEHOV_UTEN_KONTO, Hva.BEHOV_MED_KONTO),
}
SOKES = frozenset({"sok", "entreprenorer"})  # der portalen vet om noe ble funnet
_ROBOT = re.compile(r"bot\b|crawl|spider|slurp|preview", re.IGNORECASE)


def tell_bruken(svar: Videre) -> Videre:
    """Innerst, så det mellomvarene stopper, ikke telles. Roboter som sier at de er det, og redaksjonen, telles ikke."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        response = svar(request)
        navn = request.resolver_match.view_name if request.resolver_match else ""
        if (navn in LESES or navn in PROVES or navn in SOKES) and not _er_utenom(request):
            if request.method == "GET":
                _lest(request, response, navn)
            elif request.method == "POST" and response.status_code == 302 and navn in PROVES:
                tell(PROVES[navn][request.user.is_authenticated])
        return response

    return mellomvare


def merk_uten_treff(request: HttpRequest) -> None:
    """Søket i denne forespørselen fant ikke ordene."""
    request.uten_treff = True  # type: ignore[attr-defined]


def _lest(request: HttpRequest, response: HttpResponse, navn: str) -> None:
    """En side som er den samme som sist (304), er lest igjen, men ikke søkt i igjen. Det gjelder også neste side av en liste."""
    if response.status_code not in {200, 304} or request.headers.get("HX-Request"):
        return
    if slag := LESES.get(navn):
        tell(slag)
    if (
        response.status_code == 200
        and navn in SOKES
        and request.GET.get("q", "").strip()
        and "side" not in request.GET
    ):
        tell(Hva.SOK)
        if hasattr(request, "uten_treff"):
            tell(Hva.SOK_UTEN_TREFF)


def _er_utenom(request: HttpRequest) -> bool:
    """Brukeren spørres det ikke etter: er hun ikke lest alt, er det ingen side for redaksjonen."""
    bruker = getattr(request, "_cached_user", None)
    return bool(getattr(bruker, "is_staff", False)) or bool(
        _ROBOT.search(request.headers.get("User-Agent", ""))
    )
