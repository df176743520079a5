"""Tekstene den statistiske leseren bygges av: det portalen selv har skrevet om hvert tema."""

from __future__ import annotations

import re

from kommuner.models import Beslutningsvei
from samarbeid.models import Eksempel
from veier.taksonomi.models import Synonym, Tema

_FORKORTELSE = re.compile(r"\b[A-ZÆØÅ]{2,}\b")
_NAVN, _TEKST, _STERKT_ORD, _SVAKT_ORD, _ANSVAR, _SAK = 2.0, 1.0, 1.0, 0.4, 0.5, 0.5


def les_tematekster() -> dict[str, tuple[tuple[float, str], ...]]:
    """(vekt, tekst) for hvert tema: hva det er, ordene for det, hvem som har ansvaret, og sakene."""
    tekster: dict[str, list[tuple[float, str]]] = {
        t.slug: [(_NAVN, t.navn), (_TEKST, t.kort)] for t in Tema.objects.synlige()
    }
    for ord_ in Synonym.objects.synlige().filter(gjelder__startswith="tema:"):
        # En forkortelse gjelder bare med store bokstaver, og likheten ser dem ikke.
        uttrykk = _FORKORTELSE.sub("", ord_.uttrykk.strip("=*"))
        vekt = _SVAKT_ORD if ord_.styrke == Synonym.Styrke.SVAK else _STERKT_ORD
        tekster.get(ord_.gjelder.removeprefix("tema:"), []).append((vekt, uttrykk))
    for vei in Beslutningsvei.objects.synlige().select_related("tema"):
        tekster.get(vei.tema.slug, []).append((_ANSVAR, f"{vei.grunn} {vei.merknad}"))
    for sak in Eksempel.objects.synlige():
        for slug in sak.temaer:
            tekster.get(slug, []).append((_SAK / len(sak.temaer), f"{sak.navn}. {sak.behov}"))
    return {slug: tuple(rader) for slug, rader in tekster.items()}
