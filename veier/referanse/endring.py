"""En endring i en rad som noe for seg: det raden var og det den skal bli, celle for celle som i regnearket.

Da kan den vises for en annen før den gjelder, og gjøres på raden slik den er da, gjennom det samme skjemaet som ellers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Protocol

from django.db import models
from django.dispatch import Signal
from django.http import HttpRequest

from veier.dokument.ark import Plan
from veier.referanse import oversettelse, regneark
from veier.referanse.virkning import Virkning
from veier.typer import Verdier

if TYPE_CHECKING:
    from veier.referanse.redaksjon import ReferanseAdmin

# Hvor det som står, er hentet fra, og når noen sist så etter.
KILDEFELT = frozenset({"kilde", "kilder", "sist_kontrollert"})
BORTE = "«{navn}» finnes ikke lenger."
UKJENT = "«{navn}» har ikke feltet «{felt}» lenger."


class Kanikke(ValueError):
    """Endringen kan ikke gjøres. ``setninger`` sier hvorfor."""

    def __init__(self, *setninger: str) -> None:
        super().__init__(" ".join(setninger))
        self.setninger = setninger


@dataclass(frozen=True, slots=True)
class Endring:
    """``rad`` er None for en ny rad. ``sto`` er alle feltene slik raden var, og ``blir`` dem som endres; begge felt → celle."""

    rad: int | None
    navn: str
    sto: dict[str, str]
    blir: dict[str, str]

    def som_data(self) -> Verdier:
        return asdict(self)


class Mottaker(Protocol):
    """Den som tar imot endringer en annen må godkjenne, og gir adressen til siden om dem."""

    def send(
        self, request: HttpRequest, modell: type[models.Model], endringer: Sequence[Endring], virkning: Sequence[Virkning],
        hvorfor: str,
    ) -> str: ...  # fmt: skip

    def ventende(self, rad: models.Model) -> Sequence[tuple[str, str]]:
        """(setning, adresse) for hvert forslag om raden som ikke er besvart."""
        ...


# Sendes av modellen når et forslag om rader i den er avslått eller trukket, i den samme transaksjonen. ``endringer`` er dem som
# sto i det, og ``venter`` dem som står i forslag som ikke er besvart.
forkastet = Signal()

_mottakere: list[Mottaker] = []


def meld(mottaker: Mottaker) -> None:
    _mottakere.append(mottaker)


def mottaker() -> Mottaker:
    """Hever LookupError når ingen har meldt seg: da kan ingen av tabellene endres."""
    if not _mottakere:
        raise LookupError("ingen tar imot endringene")
    return _mottakere[-1]


def cellene(side: ReferanseAdmin, request: HttpRequest, pk: int | None) -> dict[str, str]:
    """Hvert felt i raden slik den står i databasen nå; tom når den ikke finnes."""
    rad = regneark.radene(side).filter(pk=pk).first() if pk else None
    return regneark.celler(_feltene(side, request, rad), rad) if rad else {}


def finn(
    side: ReferanseAdmin, request: HttpRequest, rad: models.Model, sto: dict[str, str], navn: str = ""
) -> Endring:
    """Det som er blitt annerledes i en rad som er lagret, men ennå kan angres. ``sto`` er tom for en ny rad.

    ``navn`` er det raden het før; tomt når det er det samme.
    """
    blir = cellene(side, request, rad.pk)
    nye = {felt: celle for felt, celle in blir.items() if sto.get(felt, "") != celle}
    return Endring(rad.pk if sto else None, (navn or str(rad))[:200], sto, nye)


def fra_plan(plan: Plan[regneark.Linje]) -> list[Endring]:
    """Endringene i en fil."""
    return [
        Endring(None, li.navn[:200], {}, li.blir)
        if li.ny
        else Endring(li.skjema.instance.pk, li.navn[:200], li.sto, li.blir)
        for li in plan.endres
        if li.skjema
    ]


def er_bare_tekst(modell: type[models.Model], endring: Endring) -> bool:
    """Om det bare er noe leserne leser i en rad som finnes – en tekst, en oversettelse eller kilden – og ingen regel."""
    tekster = {*getattr(modell, "oversettes", ()), *(o.navn for o in oversettelse.oversettelser(modell))}
    return endring.rad is not None and endring.blir.keys() <= tekster | KILDEFELT


def endret_siden(side: ReferanseAdmin, endring: Endring) -> dict[str, str]:
    """Feltene en annen har endret siden endringen ble laget: felt → cellen nå. Hever Kanikke når raden er borte."""
    if endring.rad is None:
        return {}
    rad = regneark.radene(side).filter(pk=endring.rad).first()
    if rad is None:
        raise Kanikke(BORTE.format(navn=endring.navn))
    if borte := [felt for felt in endring.sto if not oversettelse.har(rad, felt)]:
        raise Kanikke(UKJENT.format(navn=endring.navn, felt=borte[0]))
    na = regneark.celler(endring.sto, rad)
    return {navn: na[navn] for navn, celle in endring.sto.items() if na[navn] != celle}


def gjor(side: ReferanseAdmin, request: HttpRequest, endring: Endring) -> models.Model:
    """Gjør endringen på raden slik den er nå, med skjemaet, historikken og hendelsen.

    Kalles i en transaksjon. Hever Kanikke når raden er borte, eller skjemaet ikke tar imot det som er skrevet.
    """
    rad = None
    if endring.rad is not None:
        rad = regneark.radene(side).select_for_update(of=("self",)).filter(pk=endring.rad).first()
        if rad is None:
            raise Kanikke(BORTE.format(navn=endring.navn))
    felter = _feltene(side, request, rad)
    if ukjente := endring.blir.keys() - felter.keys():
        raise Kanikke(UKJENT.format(navn=endring.navn, felt=min(ukjente)))
    skjemaet = side.get_form(request, rad, change=rad is not None)
    linje = regneark.fyll_ut(skjemaet, felter, rad or side.model(), endring.blir)
    if linje.feil or linje.skjema is None:
        raise Kanikke(*(linje.feil or [f"«{endring.navn}» er alt slik."]))
    return regneark.lagre_linje(side, request, linje.skjema, ny=rad is None)


def _feltene(side: ReferanseAdmin, request: HttpRequest, rad: models.Model | None) -> regneark.Felter:
    skjemaet = side.get_form(request, rad, change=rad is not None)
    return skjemaet(instance=rad or side.model()).fields
