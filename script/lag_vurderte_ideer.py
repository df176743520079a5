"""Fører ideer med fasit inn i samarbeid/data/vurderte_ideer.json: de leste i settene i tests/data, og dem i filene som nevnes.

De uleste, de 40 frosne og de 21 sakene er aldri med: de måler motoren. Etterpå må vektene løses på nytt: script/lag_vekter.py.
Bruk: python script/lag_vurderte_ideer.py [FIL …]
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veier.settings")
FIL = ROT / "samarbeid" / "data" / "vurderte_ideer.json"
MALER = ("saker_21", "frosne_ideer")
FELT = ("tittel", "problem", "losning")
# Roller som er slått sammen med en annen etter at fasiten ble skrevet.
HETER_NA = {"direktor-bufetat": "bufetat-region"}


def teksten(ide: Mapping[str, Any]) -> str:
    """Det motoren leser av ideen."""
    return "\n".join(ide[felt] for felt in FELT if ide.get(felt))


def _rader(saker: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    for sak in saker:
        fasit = sak["fasit"]
        if forste := fasit.get("forste_samtale"):
            yield {
                **{felt: sak["ide"].get(felt) or "" for felt in FELT},
                "forste": [HETER_NA.get(rolle, rolle) for rolle in forste],
                "beslutter": [HETER_NA.get(rolle, rolle) for rolle in fasit.get("beslutter", [])],
                "nivaer": fasit.get("niva", []),
            }


def leste() -> list[dict[str, Any]]:
    """De leste ideene i settene som er frosset."""
    import django

    django.setup()
    from tests.samarbeid.matching.svarene import SETT

    ut: list[dict[str, Any]] = []
    for sett, ulest in SETT.items():
        saker = json.loads((ROT / "tests" / "data" / f"{sett}.json").read_text(encoding="utf-8"))
        if sett not in MALER:
            ut += _rader(sak for nr, sak in enumerate(saker, 1) if nr not in ulest)
    return ut


def hent() -> list[dict[str, Any]]:
    return list(json.loads(FIL.read_text(encoding="utf-8"))) if FIL.exists() else []


def main(filer: list[str]) -> None:
    """Den nyeste fasiten gjelder; temaene en rad har fått siden, blir stående."""
    nye = [rad for fil in filer for rad in _rader(json.loads(Path(fil).read_text(encoding="utf-8")))]
    alle: dict[str, dict[str, Any]] = {}
    for rad in (*hent(), *leste(), *nye):
        tekst = teksten(rad)
        alle[tekst] = alle.get(tekst, {}) | rad
    linjer = ",\n".join(json.dumps(rad, ensure_ascii=False) for rad in alle.values())
    FIL.write_text(f"[\n{linjer}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
