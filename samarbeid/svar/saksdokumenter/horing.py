"""Rådene som har rett til å uttale seg når saken gjelder dem (kommuneloven § 5-12). De bestemmer aldri."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _n

from samarbeid.svar.saksdokumenter.saken import Sak
from veier.typer import Setning

# Rådene er lovpålagt i kommuner og fylkeskommuner. Oslos bydeler og Nav-kontorets kommunale side følger kommunen.
HAR_RAD = frozenset({"kommune", "fylkeskommune", "nav"})


@dataclass(frozen=True, slots=True)
class Rad:
    """``fra`` og ``til`` er alderen rådet er for; ``temaer`` og ``malgrupper`` det som uansett gjelder dem."""

    navn: Setning
    hvem: Setning
    temaer: frozenset[str]
    malgrupper: frozenset[str]
    fra: int | None = None
    til: int | None = None


RADENE = (
    Rad(
        _n("Eldrerådet"),
        _n("eldre"),
        frozenset({"ensomhet-eldre", "demens", "aktivitet-pa-sykehjem"}),
        frozenset({"eldre-hjemmeboende", "sykehjemsbeboere-og-demens"}),
        fra=60,
    ),
    Rad(
        _n("Rådet for personer med funksjonsnedsettelse"),
        _n("personer med funksjonsnedsettelse"),
        frozenset({"funksjonsnedsettelse", "vekst-vernet-arbeid"}),
        frozenset({"personer-med-utviklings-funksjonsnedsettelse"}),
    ),
    Rad(
        _n("Ungdomsrådet"),
        _n("ungdom"),
        frozenset({
            "frafall-i-skolen", "skolefravaer-og-skolevegring", "skolemiljo-og-mobbing", "psykisk-helse-unge",
            "utenforskap-unge", "fritid-og-aktivitet", "bruker-og-barnemedvirkning",
        }),
        frozenset({"ungdom", "skolebarn"}),
        fra=10,
        til=19,
    ),
)  # fmt: skip


def berorte(sak: Sak) -> list[Rad]:
    """Rådene saken gjelder. Temaet og målgruppen avgjør; alderen bare når den ligger innenfor det rådet er for."""
    if sak.niva not in HAR_RAD:
        return []
    t = sak.motorsvar.tolkning
    return [
        rad
        for rad in RADENE
        if rad.temaer & set(t.temaslugger) or rad.malgrupper & set(t.malgruppe) or _alderen(rad, t.alder)
    ]


def horingen(sak: Sak) -> list[str]:
    """Setningene om råd og høring."""
    rad = berorte(sak)
    if sak.niva not in HAR_RAD:
        return [_("Høring: [Fyll inn: hvem saken er lagt fram for, og hva de svarte].")]
    setninger = [
        _(
            "Saken gjelder %(hvem)s. %(rad)s har rett til å uttale seg (kommuneloven § 5-12): [Fyll inn: dato og uttalelse]."
        )
        % {"hvem": _(str(ett.hvem)), "rad": _(str(ett.navn))}
        for ett in rad
    ]
    if not rad:
        setninger.append(
            _(
                "Om saken særlig gjelder eldre, personer med funksjonsnedsettelse eller ungdom: [Fyll inn: vurderingen]. "
                "Gjør den det, har rådet deres rett til å uttale seg (kommuneloven § 5-12)."
            )
        )
    return [*setninger, _("Brukerne og de pårørende er hørt slik: [Fyll inn: hvordan, og hva de sa].")]


def _alderen(rad: Rad, alder: tuple[int, int] | None) -> bool:
    """Alle det gjelder, har en alder rådet er for. Et tilbud for folk flest gjelder ikke noen særskilt."""
    if rad.fra is None or alder is None:
        return False
    return rad.fra <= alder[0] and (rad.til is None or alder[1] <= rad.til)
