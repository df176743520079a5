"""Hvor langt det er kommet, og hva som mangler, med adressen til stedet der det kan svares."""

from __future__ import annotations

from collections.abc import Callable

from veier.steg.kontroll import Kontroll
from veier.steg.lager import Steglager


def stegene(lager: Steglager, kontroll: Kontroll | None = None) -> list[dict[str, object]]:
    """Stegene med adresse. ``ferdig`` krever kontrollen: det som må være der, er der, og ingenting er feil."""
    mangler = {o.felt for o in kontroll.mangler if o.paakrevd} | set(kontroll.feil) if kontroll else set()
    rader: list[dict[str, object]] = []
    for nr, steg in enumerate(lager.rekke, 1):
        svar = lager.svar(steg)
        besvart = any(any(svar.get(felt, [])) for felt in steg.feltene)
        rader.append(
            {
                "nummer": nr,
                "tittel": steg.tittel,
                "besvart": besvart,
                "ferdig": besvart and kontroll is not None and not mangler & set(steg.feltene),
                "adresse": lager.stegadresse(nr),
            }
        )
    return rader


def det_som_gjenstar(
    kontroll: Kontroll,
    kommentarer: dict[str, str],
    *,
    ledetekst: Callable[[str], str],
    adresse: Callable[[str], str],
) -> dict[str, list[dict[str, object]]]:
    """«ma», «bor», «feil» og «kommentarer», hver rad med adressen til feltet. «» i kommentarene gjelder alt."""
    mangler = [(o.paakrevd, {"onske": o, "adresse": adresse(o.felt)}) for o in kontroll.mangler]
    return {
        "ma": [rad for paakrevd, rad in mangler if paakrevd],
        "bor": [rad for paakrevd, rad in mangler if not paakrevd],
        "feil": [
            {"ledetekst": ledetekst(felt), "meldinger": meldinger, "adresse": adresse(felt)}
            for felt, meldinger in kontroll.feil.items()
        ],
        "kommentarer": [
            {
                "ledetekst": ledetekst(felt) if felt else "",
                "tekst": tekst,
                "adresse": adresse(felt) if felt else "",
            }
            for felt, tekst in kommentarer.items()
        ],
    }
