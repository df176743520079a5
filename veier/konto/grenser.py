"""Grensene rundt innlogging.

En fremmed som prøver på en annens konto, skal bremses, og eieren skal aldri stenges ute av det. Derfor telles forsøk
per adresse og sted hver for seg. Det som telles for adressen under ett, gjelder bare steder kontoen ikke har vært
logget inn fra; og det gjelder aldri passnøkler. Den første koden til et nytt sted har sin egen bøtte
(``veier.grense.mottaker``). Feil koder på e-post telles i innloggingen de hører til (allauth), så
en fremmeds feil aldri bruker opp eierens. Ingenting her sier om adressen har en konto.
"""

from __future__ import annotations

from allauth.core import context
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from veier.foresporsel.venting import nar
from veier.grense import avsender, nabolag, regler
from veier.grense.mottaker import bruk_fra_fremmed
from veier.grense.regler import Regel, bruk_alle

Bruk = list[tuple[Regel, str]]


def _av(request: HttpRequest, adresse: str, her: Regel, fremmede: Regel) -> Bruk:
    hvem = adresse.casefold()
    bruk = [(her, f"{hvem} {avsender(request)}")]
    return bruk if er_kjent(request, adresse) else [*bruk, (fremmede, hvem)]


def _passord(request: HttpRequest, adresse: str) -> Bruk:
    grenser = _av(request, adresse, regler.PASSORD_FRA_AVSENDER, regler.PASSORD_FRA_FREMMEDE)
    return [*grenser, (regler.PASSORD_FRA_NETT, avsender(request))]


def prov_passord(request: HttpRequest, adresse: str) -> None:
    """Teller et forsøk med passord. Hever ValidationError når det må vente."""
    if vent := bruk_alle(*_passord(request, adresse)):
        raise _vent(
            _("Det er prøvd for mange ganger. Prøv igjen %(nar)s, eller få en kode på e-post i stedet."), vent
        )


def riktig_passord(request: HttpRequest, adresse: str) -> None:
    """Et riktig passord telles ikke. De gale før det står, så ingen kan viske dem ut med sin egen konto."""
    for regel, nokkel in _passord(request, adresse):
        regel.gi_tilbake(nokkel)


def be_om_kode(request: HttpRequest, adresse: str) -> None:
    """Teller en bestilling av en kode på e-post. Hever ValidationError når den må vente."""
    hvem = adresse.casefold()
    request._kodens_adresse = adresse  # type: ignore[attr-defined]  # til kodens_adresse
    egen = [(regler.KODE_FRA_AVSENDER, f"{hvem} {avsender(request)}")]
    if er_kjent(request, adresse):
        vent = bruk_alle(*egen)
    else:
        vent = bruk_fra_fremmed(
            egen,
            fra=nabolag(request),
            til=hvem,
            forste=regler.FORSTE_KODE,
            nye_steder=regler.KODE_FRA_NYE_STEDER,
            gjentatt=regler.KODE_FRA_FREMMEDE,
        )
    if vent:
        raise _vent(_("Det er bestilt mange koder til denne adressen. Prøv igjen %(nar)s."), vent)


def kodens_adresse(request: HttpRequest) -> str:
    """Adressen det nettopp er bestilt en kode til, eller den innloggingen som pågår, gjelder. Tom når ingen av dem finnes."""
    pagar = getattr(request, "_login_stage", None)
    return getattr(request, "_kodens_adresse", "") or (pagar.state.get("email", "") if pagar else "")


def prov_engangskode(request: HttpRequest, kode: str) -> bool:
    """Teller et forsøk på koden som er sendt i denne økten. Usant når den er brukt opp."""
    return not regler.ENGANGSKODE.bruk(f"{request.session.session_key} {kode}")


def prov_to_trinn(request: HttpRequest, adresse: str) -> None:
    """Teller en kode fra kodeappen eller en gjenopprettingskode. Hever ValidationError når den må vente."""
    if vent := bruk_alle(*_to_trinn(request, adresse)):
        raise _vent(_("Det er prøvd for mange koder. Prøv igjen %(nar)s."), vent)


def riktig_to_trinn(request: HttpRequest, adresse: str) -> None:
    for regel, nokkel in _to_trinn(request, adresse):
        regel.gi_tilbake(nokkel)


def _to_trinn(request: HttpRequest, adresse: str) -> Bruk:
    return _av(request, adresse, regler.TO_TRINN_FRA_AVSENDER, regler.TO_TRINN_FRA_FREMMEDE)


def husk_avsender(request: HttpRequest, adresse: str) -> None:
    """Kontoen er logget inn herfra. Det huskes som et avtrykk i et kvartal."""
    regler.KJENT_AVSENDER.bruk(_sted(request, adresse))


def er_kjent(request: HttpRequest, adresse: str) -> bool:
    return regler.KJENT_AVSENDER.ventetid(_sted(request, adresse)) > 0


def denne() -> HttpRequest:
    """Forespørselen som pågår, i et skjema som ikke får den."""
    return context.request


def _sted(request: HttpRequest, adresse: str) -> str:
    return f"{adresse.casefold()} {avsender(request)}"


def _vent(setning: str, sekunder: int) -> ValidationError:
    return ValidationError(setning % {"nar": nar(sekunder)}, code="too_many_login_attempts")
