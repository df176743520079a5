"""LIX, lesbarhetsindeksen (C. H. Björnsson, 1968): ord per setning pluss prosentandelen lange ord.

Under 30 er svært lett, 30–40 lett, 40–50 middels, over 50 vanskelig.
"""

from __future__ import annotations

import re

LANGT_ORD = 7
_ORD = re.compile(r"[^\W\d_]+(?:[-’][^\W\d_]+)*")
_SETNINGSSLUTT = re.compile(r"[.!?:]+(?=\s|$)|\n+")


def lix(tekst: str) -> float:
    """LIX for teksten; 0 når den er tom. Linjeskift og kolon regnes som setningsslutt (lister, overskrifter)."""
    ord_ = _ORD.findall(tekst)
    if not ord_:
        return 0.0
    setninger = sum(bool(_ORD.search(del_)) for del_ in _SETNINGSSLUTT.split(tekst))
    lange = sum(len(o) >= LANGT_ORD for o in ord_)
    return len(ord_) / max(1, setninger) + 100 * lange / len(ord_)
