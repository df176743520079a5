"""Tegnene teksten utenfra kan ha med seg: hvilke som ikke syns, og hvilke som snur skriveretningen.

Pythons ``unicodedata`` har verken ``Default_Ignorable_Code_Point`` eller ``Bidi_Control``. Tallene er fra
DerivedCoreProperties.txt og PropList.txt i Unicode 15.1; listene er lukket eller nesten lukket, så en ny utgave
endrer dem sjelden.
"""

from __future__ import annotations

import re
import unicodedata

# Default_Ignorable_Code_Point: tegn som ikke skal vises når de ikke betyr noe der de står.
USYNLIGE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Bidi_Control uten de tre merkene (LRM, RLM, ALM), som bare hjelper tegnsetting i tekst fra høyre.
SNUR_RETNINGEN = "\u202a-\u202e\u2066-\u2069"
RETNINGSMERKER = frozenset("\u061c\u200e\u200f")
# Betyr noe mellom noen tegn: binder sammen, velger form, og flagg for landsdeler.
BINDER = frozenset("\u200c\u200d")
VELGER = frozenset(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x180B, 0x180C, 0x180D, 0x180F))
)
# Emoji som ikke er symboler (So) i Unicode, men likevel kan ha en form.
_FORMBARE = frozenset("\u203c\u2049\u2139\u3030\u303d")
# Skrifter der U+200C og U+200D skiller ord: arabisk, syrisk, de indiske, khmer, mongolsk …
_BINDENDE_SKRIFTER = (
    (0x0600, 0x109F), (0x1780, 0x18AF), (0x1A20, 0x1AAF), (0x1B00, 0x1BFF), (0xA800, 0xABFF),
    (0xFB50, 0xFEFC), (0x10A00, 0x10FFF), (0x11000, 0x11FFF),
)  # fmt: skip

# Aldri til noe i en tekst: styretegn, halve tegnpar, tegn som ikke er tegn, og egne koder (Wingdings).
_ALDRI = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff"
    "\U000f0000-\U0010ffff" + "".join(f"{chr(plan + 0xFFFE)}{chr(plan + 0xFFFF)}" for plan in range(0x10000, 0xF0000, 0x10000))
)  # fmt: skip
_BLIR_BORTE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8\u202a-\u202e"
_BLIR_BORTE += "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"

LINJESKIFT = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
BORT = re.compile(f"[{_ALDRI}{_BLIR_BORTE}]")
ALLE_USYNLIGE = re.compile(f"[{USYNLIGE}{_ALDRI}]")
AVHENGIGE = re.compile(
    "[\u200c-\u200f\u061c\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
SNUR = re.compile(f"[{SNUR_RETNINGEN}]")
MELLOMROM = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
FLAGG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,7}\U000e007f")

# Ligaturene fra trykk, de to bindestrekene som bare gjelder linjedeling, og kulen fra Word.
ERSTATNINGER = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\u2010": "-", "\u2011": "-", "\uf0b7": "•",
})  # fmt: skip
ERSTATTES = re.compile("[\ufb00-\ufb06\u2010\u2011\uf0b7]")


def _merkeklasse() -> str:
    """Tegnene som settes oppå det forrige, som innholdet i en tegnklasse."""
    merker = [k for k in range(0x300, 0x1E950) if unicodedata.combining(chr(k))]
    deler, start = [], merker[0]
    for forrige, neste in zip(merker, [*merker[1:], -1], strict=True):
        if neste != forrige + 1:
            deler.append(f"{chr(start)}-{chr(forrige)}")
            start = neste
    return "".join(deler)


# Flere merker på rad enn noe språk har. Sorteringen i normaliseringen er kvadratisk i lengden av rekken.
HOYST_MERKER = 10
_MERKER = _merkeklasse()
FOR_MANGE_MERKER = re.compile(f"([{_MERKER}]{{{HOYST_MERKER}}})[{_MERKER}]+")


def er_latinsk(tegn: str) -> bool:
    """Latin, gresk eller kyrillisk: skriftene der et usynlig tegn inne i et ord aldri betyr noe."""
    return tegn.isalpha() and (tegn < "\u0590" or "\u1d00" <= tegn < "\u2c80" or "\ua640" <= tegn < "\ua800")


def er_bindende(tegn: str) -> bool:
    kode = ord(tegn)
    return any(fra <= kode <= til for fra, til in _BINDENDE_SKRIFTER)


def er_emoji(tegn: str) -> bool:
    """Et symbol som kan inngå i en emoji, eller hudfargen bak den."""
    return unicodedata.category(tegn) == "So" or "\U0001f3fb" <= tegn <= "\U0001f3ff"


def kan_ha_form(tegn: str) -> bool:
    """Kan tegnet stå foran en formvelger som betyr noe?"""
    return tegn in _FORMBARE or (
        not er_latinsk(tegn) and unicodedata.category(tegn) in {"So", "Sm", "Lo", "Sk"}
    )


def gar_fra_hoyre(tekst: str) -> bool:
    return any(unicodedata.bidirectional(t) in {"R", "AL"} and t.isalpha() for t in tekst if t > "\u058f")


def navn_pa_tegn(tegn: str) -> str:
    """«U+202E RIGHT-TO-LEFT OVERRIDE»: det en kan søke opp."""
    return f"U+{ord(tegn):04X} {unicodedata.name(tegn, '')}".strip()
