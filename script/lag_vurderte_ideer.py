"""Lager samarbeid/data/vurderte_ideer.json av ideene med fasit som er lest (tests/data). De uleste, de 40 frosne og de 21 sakene
er aldri med: de måler motoren. Bruk: python script/lag_vurderte_ideer.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROT))
FIL = ROT / "samarbeid" / "data" / "vurderte_ideer.json"
MALER = ("saker_21", "frosne_ideer")


def ideene() -> list[dict[str, object]]:
    from tests.samarbeid.matching.svarene import SETT

    ut = []
    for sett, ulest in SETT.items():
        saker = json.loads((ROT / "tests" / "data" / f"{sett}.json").read_text(encoding="utf-8"))
        for nr, sak in enumerate(saker, 1):
            forste = sak["fasit"].get("forste_samtale")
            if sett not in MALER and nr not in ulest and forste:
                deler = (sak["ide"].get(felt, "") for felt in ("tittel", "problem", "losning"))
                ut.append(
                    {
                        "tekst": "\n".join(d for d in deler if d),
                        "forste": forste,
                        "nivaer": sak["fasit"].get("niva", []),
                    }
                )
    return ut


def som_tekst() -> str:
    return "[\n" + ",\n".join(json.dumps(ide, ensure_ascii=False) for ide in ideene()) + "\n]\n"


if __name__ == "__main__":
    FIL.write_text(som_tekst(), encoding="utf-8")
