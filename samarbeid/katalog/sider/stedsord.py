"""Steder i ord: hvor noen er, og hva stedet har felles med det det ble søkt på."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samarbeid.katalog.indeks.likhet import FYLKE, SENTRALITET, STORRELSE, likheter
from samarbeid.katalog.indeks.steder import stedsnavn
from samarbeid.katalog.indeks.typer import LANDET, Sok, avstand_km, er_fylke, er_kommune, kommuner_innen
from samarbeid.matching.typer import Kunnskap
from veier.tekst import sorteringsnokkel

HOYST_STEDER = 3


HOYST_ARENE = 3


def dekning(koder: list[str], sok: Sok, kunnskap: Kunnskap) -> str:
    """Hvilket av stedene det ble søkt på, de dekker, og hvordan; uten et sted i søket: hvor de er."""
    steder = [k for k in koder if k in kunnskap.omrader]
    if LANDET in steder:
        return _("Hele landet")
    treff = list(dict.fromkeys(d for sted in sok.sted if (d := _dekker(sted, steder, sok.innen, kunnskap))))
    if treff:
        return ", ".join(treff[:HOYST_STEDER])
    navn = [stedsnavn(k, kunnskap) for k in steder]
    if len(navn) > HOYST_STEDER:
        flere = len(navn) - HOYST_STEDER
        return _("%(steder)s og %(antall)d til") % {"steder": ", ".join(navn[:HOYST_STEDER]), "antall": flere}
    return ", ".join(navn)


def _dekker(sted: str, steder: list[str], innen: int, kunnskap: Kunnskap) -> str:
    omrader = kunnskap.omrader
    if sted == LANDET:
        return ""
    if sted in steder:
        return stedsnavn(sted, kunnskap)
    if er_fylke(sted):
        inni = [stedsnavn(k, kunnskap) for k in steder if omrader[k].overordnet == sted]
        return _("Noe i %(fylke)s: %(steder)s") % {
            "fylke": omrader[sted].navn,
            "steder": ", ".join(inni[:HOYST_STEDER]),
        } if inni else ""  # fmt: skip
    if omrader[sted].overordnet in steder:
        return _("Hele %(fylke)s") % {"fylke": stedsnavn(str(omrader[sted].overordnet), kunnskap)}
    naere = set(kommuner_innen(sted, innen, omrader)) & set(steder)
    avstander = sorted((avstand_km(omrader[sted], omrader[k]) or 0, k) for k in naere)
    if avstander:
        km, kode = avstander[0]
        return _("%(sted)s, %(km)d km fra %(fra)s") % {
            "sted": stedsnavn(kode, kunnskap),
            "km": round(km),
            "fra": stedsnavn(sted, kunnskap),
        }
    return ""


def likhet_i_ord(koder: tuple[str, ...]) -> str:
    """«samme fylke, like sentral»."""
    ord_ = {
        FYLKE: _("samme fylke"),
        STORRELSE: _("om lag like mange innbyggere"),
        SENTRALITET: _("like sentral"),
    }
    return ", ".join(ord_[kode] for kode in koder)


def likhet_med(som: tuple[str, ...], kode: str | None, kunnskap: Kunnskap) -> str:
    """Det stedet har felles med kommunen det ble søkt på, i ord. Tom når det er den selv."""
    if not som or kode is None or kode not in kunnskap.omrader or kode == som[0]:
        return ""
    return likhet_i_ord(likheter(kunnskap.omrader[som[0]], kunnskap.omrader[kode]))


def arenaer(hos: Iterable[str], sok: Sok, kunnskap: Kunnskap) -> str:
    """Kommunene de har gjort det for, blant dem som ligner på den det ble søkt på: «Malvik (samme fylke)»."""
    if not sok.som:
        return ""
    her = kunnskap.omrader[sok.som[0]]
    steder = [kunnskap.omrader[k] for k in hos if k in kunnskap.omrader and er_kommune(k)]
    like = [(o, () if o.kode == her.kode else likheter(her, o)) for o in steder]
    like = sorted(
        (rad for rad in like if rad[1] or rad[0].kode == her.kode),
        key=lambda rad: (rad[0].kode != her.kode, -len(rad[1]), sorteringsnokkel(rad[0].navn)),
    )
    return "; ".join(
        f"{o.visning} ({likhet_i_ord(felles)})" if felles else o.visning for o, felles in like[:HOYST_ARENE]
    )
