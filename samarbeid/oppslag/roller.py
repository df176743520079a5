"""Rollene i en virksomhet: hvem man kan snakke med først, hva de er rett sted for, og hele veien for ett tema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kommuner.models import OffentligPart
from samarbeid.matching.beslutning.beslutter import vanlige_besluttere
from samarbeid.matching.beslutning.parter import styreform_for
from samarbeid.matching.beslutning.trapp import i_styreformen
from samarbeid.matching.forklaring import Forklarer, stor
from samarbeid.matching.typer import Kunnskap, Partprofil, Veiprofil

FA_RADER = 2


@dataclass(frozen=True, slots=True)
class Temarad:
    """Rollene for ett tema, og vilkårene raden gjelder under. Rader med de samme rollene er slått sammen."""

    tema: str
    navn: str
    vilkar: tuple[str, ...]
    forste: tuple[str, ...]
    dorapnere: tuple[str, ...]
    beslutter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rolle:
    """En som er den første å snakke med, og temaene det gjelder: (slug, navn)."""

    navn: str
    temaer: tuple[tuple[str, str], ...]


def temarader(part: OffentligPart, profil: Partprofil | None, kunnskap: Kunnskap) -> tuple[Temarad, ...]:
    """Rollene for hvert tema på virksomhetens nivåer, hovedregelen først."""
    rader = [
        rad
        for tema in sorted(kunnskap.temaer.values(), key=lambda t: t.rekkefolge)
        if not part.temaer or tema.slug in part.temaer
        for rad in sorted(kunnskap.veier.get(tema.slug, ()), key=lambda r: r.rang)
        if rad.niva in part.nivaer
    ]
    return _slatt_sammen(_temarad(rad, profil, kunnskap) for rad in rader)


def _temarad(rad: Veiprofil, profil: Partprofil | None, kunnskap: Kunnskap) -> Temarad:
    forklarer, form = Forklarer(kunnskap, _), styreform_for(profil, rad, kunnskap)

    def navn(slugger: Iterable[str]) -> tuple[str, ...]:
        roller = dict.fromkeys(i_styreformen(slug, form, rad.niva, kunnskap.roller) for slug in slugger)
        return tuple(forklarer.rollenavn(slug, form) for slug in roller)

    return Temarad(
        tema=rad.tema,
        navn=kunnskap.temaer[rad.tema].navn,
        vilkar=tuple(_vilkar(rad)),
        forste=navn(rad.forste),
        dorapnere=navn(rad.dorapnere),
        beslutter=navn(vanlige_besluttere(rad, form, kunnskap)),
    )


def _vilkar(rad: Veiprofil) -> Iterable[str]:
    """«16–20 år», «for eksempel ungdomsskole»: når raden gjelder."""
    fra, til = rad.alder_fra, rad.alder_til
    if fra is not None and til is not None:
        yield _("%(fra)s–%(til)s år") % {"fra": fra, "til": til}
    elif fra is not None:
        yield _("fra %(fra)s år") % {"fra": fra}
    elif til is not None:
        yield _("til og med %(til)s år") % {"til": til}
    if rad.ord:
        eksempler = ", ".join(uttrykk.visning for uttrykk in rad.ord[:2])
        yield _("for eksempel %(ord)s") % {"ord": eksempler}


def _slatt_sammen(rader: Iterable[Temarad]) -> tuple[Temarad, ...]:
    """Samme tema med de samme rollene står én gang, med alle vilkårene. Uten vilkår gjelder det alltid."""
    ut: dict[tuple[object, ...], Temarad] = {}
    for rad in rader:
        nokkel = (rad.tema, rad.forste, rad.dorapnere, rad.beslutter)
        if nokkel in ut:
            gammel = ut[nokkel]
            vilkar = (*gammel.vilkar, *rad.vilkar) if gammel.vilkar and rad.vilkar else ()
            rad = Temarad(rad.tema, rad.navn, tuple(dict.fromkeys(vilkar)), *nokkel[1:])
        ut[nokkel] = rad
    return tuple(ut.values())


def rollene(rader: Iterable[Temarad]) -> tuple[Rolle, ...]:
    """Hver rolle én gang. Den som er rett sted for flest temaer, står først."""
    temaer: dict[str, dict[str, str]] = {}
    for rad in rader:
        for rolle in rad.forste:
            temaer.setdefault(rolle, {})[rad.tema] = rad.navn
    alle = [Rolle(stor(navn), tuple(t.items())) for navn, t in temaer.items()]
    return tuple(sorted(alle, key=lambda rolle: -len(rolle.temaer)))


def felles_besluttere(rader: Sequence[Temarad]) -> tuple[str, ...]:
    """De som bestemmer i alle radene: det sies én gang."""
    forst = rader[0].beslutter if rader else ()
    return tuple(navn for navn in forst if all(navn in rad.beslutter for rad in rader))


def lag_rolleoversikt(
    part: OffentligPart, profil: Partprofil | None, kunnskap: Kunnskap, valgt: str
) -> dict[str, object]:
    """Alle rollene, temaene man kan velge, og hele veien for temaet som er valgt. Få rader vises med en gang."""
    rader = temarader(part, profil, kunnskap)
    return {
        "roller": rollene(rader),
        "temaer": tuple(dict.fromkeys((rad.tema, rad.navn) for rad in rader)),
        "tema": valgt,
        "valgte": rader if len(rader) <= FA_RADER else tuple(rad for rad in rader if rad.tema == valgt),
        "besluttere": _(" eller ").join(felles_besluttere(rader)),
    }
