"""En virkning slik leseren ser den: påstanden, hvor sterk den er, og tallene som bilde og tabell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entreprenorer.models import Virkning
from samarbeid.publisering.forms.virkning import Maaling, tall

FA_PERSONER = 30
MYE_FRAFALL = Decimal("0.2")
BREDDE, HOYDE, TOPP, BUNN = 480, 200, 26, 26

HVORDAN = {
    "fortelling": gettext_lazy("Historier viser at det kan virke, men ikke hvor ofte eller hvor mye."),
    "for_etter": gettext_lazy("Målt før og etter: vi vet ikke hva som ville skjedd uten tiltaket."),
    "gruppe": gettext_lazy("Sammenlignet med en gruppe som ikke var med. De to gruppene kan ha vært ulike fra før."),
    "tilfeldig": gettext_lazy("Det ble trukket tilfeldig hvem som var med. Da skyldes forskjellen mest sannsynlig tiltaket."),
}  # fmt: skip
HVEM = {
    "selv": gettext_lazy("Målt av organisasjonen selv."),
    "oppdrag": gettext_lazy("Målt av andre, på oppdrag."),
    "uavhengig": gettext_lazy("Målt av uavhengige forskere eller evaluatorer."),
}


class VistMaaling(Maaling):
    vist: str


@dataclass(frozen=True, slots=True)
class Soyle:
    """Én søyle i bildet, i bildets egne punkter."""

    x: int
    y: int
    hoyde: int
    bredde: int
    midt: int
    tekst_y: int
    aar: int
    verdi: str


@dataclass(frozen=True, slots=True)
class Virkningsvisning:
    """``soyler`` er tom når det er mindre enn to år å vise."""

    virkning: Virkning
    styrke: tuple[str, ...]
    rader: tuple[VistMaaling, ...]
    soyler: tuple[Soyle, ...]
    nullinje: int
    bildetekst: str


def lag_virkningsvisning(virkning: Virkning) -> Virkningsvisning:
    maalinger: list[Maaling] = virkning.maalinger
    rader: tuple[VistMaaling, ...] = tuple({**rad, "vist": tall(rad["verdi"])} for rad in maalinger)
    soyler, nullinje = _soyler(rader) if len(rader) > 1 else ((), 0)
    return Virkningsvisning(
        virkning=virkning,
        styrke=styrke(virkning),
        rader=rader,
        soyler=soyler,
        nullinje=nullinje,
        bildetekst=", ".join(f"{rad['aar']}: {rad['vist']}" for rad in rader),
    )


def styrke(virkning: Virkning) -> tuple[str, ...]:
    """Standardsetningene om hvor sikker leseren kan være. De samme for alle, uansett hvem som spør."""
    setninger = [str(HVORDAN[virkning.hvordan])] if virkning.hvordan in HVORDAN else []
    if virkning.hvem_malte in HVEM:
        setninger.append(str(HVEM[virkning.hvem_malte]))
    personer = [rad["personer"] for rad in virkning.maalinger if rad["personer"] is not None]
    if personer and max(personer) < FA_PERSONER:
        mest = max(personer)
        setninger.append(
            ngettext(
                "Bare %(antall)s person var med. Tallet kan være tilfeldig.",
                "Bare %(antall)s personer var med. Tallet kan være tilfeldig.",
                mest,
            )
            % {"antall": mest}
        )
    if any(_stort_frafall(rad) for rad in virkning.maalinger):
        setninger.append(_("Mer enn én av fem falt fra. De som ble, kan være de det gikk best med."))
    if virkning.maalinger and not virkning.sammenlignet_med:
        setninger.append(_("Det er ikke oppgitt hva tallet er sammenlignet med."))
    if virkning.regnet == Virkning.Regnet.BRUTTO:
        setninger.append(_("Tallet er brutto: noe av det ville skjedd uansett."))
    if not virkning.kilde:
        setninger.append(_("Det er ikke oppgitt noen kilde andre kan lese."))
    return tuple(setninger)


def _stort_frafall(rad: Maaling) -> bool:
    return bool(rad["personer"] and rad["frafall"] and rad["frafall"] > rad["personer"] * MYE_FRAFALL)


def _soyler(rader: tuple[VistMaaling, ...]) -> tuple[tuple[Soyle, ...], int]:
    """Søylene fra null, oppover eller nedover, og hvor nullinjen ligger."""
    verdier = [Decimal(rad["verdi"]) for rad in rader]
    hoyest, lavest = max(*verdier, Decimal(0)), min(*verdier, Decimal(0))
    spenn = (hoyest - lavest) or Decimal(1)
    plass = HOYDE - TOPP - BUNN
    null = TOPP + int(plass * hoyest / spenn)
    steg = BREDDE // len(rader)
    bredde = min(56, steg - 12)
    ut = []
    for nr, (rad, verdi) in enumerate(zip(rader, verdier, strict=True)):
        hoyde = max(2, int(plass * abs(verdi) / spenn))
        y = null - hoyde if verdi >= 0 else null
        midt = steg * nr + steg // 2
        tekst_y = y - 7 if verdi >= 0 else y + hoyde + 16
        ut.append(Soyle(midt - bredde // 2, y, hoyde, bredde, midt, tekst_y, rad["aar"], rad["vist"]))
    return tuple(ut), null
