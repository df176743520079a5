"""Hva som kan skje i en samtale, som tabell: hvem som kan gjøre det, fra hvilken tilstand, og hva den blir etterpå.

Reglene om anskaffelsen følger av likebehandlingen (anskaffelsesforskriften § 9-3 og § 12-2): når konkurransen er kunngjort,
skrives det ikke fritt i tråden, og alle spør i konkurransen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Innlegg, Samtale, Samtaleside

Tilstand, Anskaffelse, Slag = Samtale.Tilstand, Samtale.Anskaffelse, Innlegg.Slag
ENTREPRENOR, OFFENTLIG = Samtaleside.ENTREPRENOR, Samtaleside.OFFENTLIG


class Handling(models.TextChoices):
    SVAR = "svar", _("Svar")
    SKRIV = "skriv", _("Skriv en melding")
    PURR = "purr", _("Purr")
    MOTE = "mote", _("Foreslå et møte")
    MOTETID = "motetid", _("Velg en tid for møtet")
    REFERAT = "referat", _("Skriv ned et møte")
    VIDERESEND = "videresend", _("Feil mottaker? Send videre")
    INHABIL = "inhabil", _("Jeg kan være inhabil")
    AVVIS = "avvis", _("Takk nei")
    ANSKAFFELSE = "anskaffelse", _("Si hvor anskaffelsen står")
    AVSLUTT = "avslutt", _("Avslutt samtalen")


@dataclass(frozen=True, slots=True)
class Regel:
    """``til`` er tilstanden etterpå for hver tilstand det kan gjøres fra; ``offentlig_til`` det samme for virksomheten, når hun
    kan mer. ``fritekst``: stengt når konkurransen er kunngjort. ``bare_den_spurte``: ikke for den som begynte samtalen.
    """

    slag: Innlegg.Slag
    hvem: frozenset[str]
    til: Mapping[str, str] = field(default_factory=dict)
    fritekst: bool = True
    offentlig_til: Mapping[str, str] = field(default_factory=dict)
    bare_den_spurte: bool = False


VENTER = (Tilstand.SENDT, Tilstand.VIDERESENDT)
APNE = (*VENTER, Tilstand.BESVART)
BEGGE = frozenset({ENTREPRENOR, OFFENTLIG})
I_DIALOG: Mapping[str, str] = {Tilstand.BESVART: Tilstand.BESVART}

REGLER: Mapping[str, Regel] = {
    Handling.SVAR: Regel(Slag.SVAR, frozenset({OFFENTLIG}), dict.fromkeys(APNE, Tilstand.BESVART)),
    # Før det er svart, er purringene det entreprenøren har: ellers var taket på dem ingenting verdt.
    Handling.SKRIV: Regel(Slag.MELDING, frozenset({ENTREPRENOR}), I_DIALOG),
    Handling.PURR: Regel(Slag.PURRING, frozenset({ENTREPRENOR}), {t: t for t in VENTER}),
    Handling.VIDERESEND: Regel(
        Slag.VIDERESENDT, frozenset({OFFENTLIG}), dict.fromkeys(APNE, Tilstand.VIDERESENDT), fritekst=False
    ),
    # Virksomheten kan svare med å foreslå et møte.
    Handling.MOTE: Regel(Slag.MOTE, BEGGE, I_DIALOG, offentlig_til=dict.fromkeys(APNE, Tilstand.BESVART)),
    # Et forslag står når saken er sendt videre: den som er spurt om en tid, skal ikke måtte vente på den nye.
    Handling.MOTETID: Regel(Slag.MOTETID, BEGGE, {t: t for t in (Tilstand.BESVART, Tilstand.VIDERESENDT)}),
    Handling.REFERAT: Regel(Slag.REFERAT, BEGGE, I_DIALOG),
    # Hvem som har saken, må alltid kunne rettes (forvaltningsloven § 6 og § 8).
    Handling.INHABIL: Regel(
        Slag.INHABIL, frozenset({OFFENTLIG}), dict.fromkeys(APNE, Tilstand.VIDERESENDT), fritekst=False
    ),
    # En takker nei til det hun er spurt om. Den som spurte, kan avslutte.
    Handling.AVVIS: Regel(Slag.AVSLAG, BEGGE, dict.fromkeys(APNE, Tilstand.AVVIST), bare_den_spurte=True),
    Handling.ANSKAFFELSE: Regel(
        Slag.ANSKAFFELSE, frozenset({OFFENTLIG}), {t: t for t in APNE}, fritekst=False
    ),
    Handling.AVSLUTT: Regel(
        Slag.AVSLUTTET,
        BEGGE,
        dict.fromkeys(APNE, Tilstand.AVSLUTTET),
        fritekst=False,
    ),
}
# Hvor anskaffelsen kan gå herfra. En kunngjort konkurranse kan avlyses, men dialogen åpnes ikke bare igjen.
ANSKAFFELSER: Mapping[str, tuple[str, ...]] = {
    Anskaffelse.APEN: (Anskaffelse.PLANLEGGES, Anskaffelse.KUNNGJORT, Anskaffelse.AVSLUTTET),
    Anskaffelse.PLANLEGGES: (Anskaffelse.APEN, Anskaffelse.KUNNGJORT, Anskaffelse.AVSLUTTET),
    Anskaffelse.KUNNGJORT: (Anskaffelse.PLANLEGGES, Anskaffelse.AVSLUTTET),
    Anskaffelse.AVSLUTTET: (Anskaffelse.APEN,),
}
# Det hver stilling betyr for dem som skriver.
BETYR: Mapping[str, object] = {
    Anskaffelse.APEN: _("Dere kan snakke fritt. Ingen konkurranse er planlagt."),
    Anskaffelse.PLANLEGGES: _(
        "Virksomheten tenker på en konkurranse. Dere kan fortsatt snakke sammen, men alle må få vite det samme, "
        "så det som blir sagt her, kan bli delt med andre."
    ),
    Anskaffelse.KUNNGJORT: _(
        "Konkurransen er kunngjort. Da kan ingen skrive fritt her. Still spørsmål i konkurransen, der alle ser svaret."
    ),
    Anskaffelse.AVSLUTTET: _("Konkurransen er over. Dere kan skrive fritt igjen."),
}


def neste(tilstand: str, anskaffelse: str, handling: str, side: str, *, begynt_av: str) -> str | None:
    """Tilstanden etter handlingen; None når siden ikke kan gjøre den nå. ``begynt_av`` er siden som begynte samtalen."""
    regel = REGLER.get(handling)
    if regel is None or side not in regel.hvem or (regel.bare_den_spurte and side == begynt_av):
        return None
    if regel.fritekst and anskaffelse == Anskaffelse.KUNNGJORT:
        return None
    til = regel.offentlig_til if side == OFFENTLIG and regel.offentlig_til else regel.til
    return til.get(tilstand)


def kan_bli_samarbeid(samtale: Samtale) -> bool:
    """Virksomheten har svart, begge kan skrive, og den er ikke et samarbeid fra før."""
    return kan_ga_videre(samtale) and not samtale.samarbeid.apne().exists()


def kan_ga_videre(samtale: Samtale) -> bool:
    """Virksomheten har svart, og begge kan skrive."""
    return neste_i(samtale, Handling.SKRIV, ENTREPRENOR) is not None


def mulige(samtale: Samtale, side: str) -> list[Handling]:
    """Det siden kan gjøre nå, i tabellens rekkefølge."""
    return [h for h in Handling if neste_i(samtale, h, side) is not None]


def neste_i(samtale: Samtale, handling: str, side: str) -> str | None:
    """``neste`` for samtalen slik den er nå. Er konkurransen kunngjort på behovet, sier virksomheten det der, til alle."""
    if handling == Handling.ANSKAFFELSE and samtale.behovet_er_kunngjort:
        return None
    return neste(samtale.tilstand, samtale.konkurransen, handling, side, begynt_av=samtale.begynt_av)
