"""Modellenes tekster er skrevet om en kommune med formannskap. Her sies de om virksomheten som er spurt. Ren Python.

Ordene er de samme som i ``beslutning.trapp``, så teksten om en form og setningen om hvem som bestemmer, nevner de samme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

# Styreform → ordene i tekstene, på begge målformer → ordet der. Verdiene er meldinger til oversettelse.
_FYLKE = {
    "kommunen": "fylkeskommunen",
    "kommunens": "fylkeskommunens",
    "kommune": "fylkeskommune",
    "kommunestyret": "fylkestinget",
    "kommunestyrets": "fylkestingets",
    "kommunedirektøren": "fylkeskommunedirektøren",
    "kommunalt tilskudd": "fylkeskommunalt tilskudd",
    "kommunalt tilskot": "fylkeskommunalt tilskudd",
}
ORDENE: Mapping[str, Mapping[str, str]] = {
    "fylkesutvalg": _FYLKE,
    "fylkesrad": {**_FYLKE, "kommunedirektøren": "fylkesrådet"},
    "byrad": {
        "kommunestyret": "bystyret",
        "kommunestyrets": "bystyrets",
        "kommunedirektøren": "byrådet",
    },
    "bydel": {
        "kommunen": "bydelen",
        "kommunens": "bydelens",
        "kommune": "bydel",
        "kommunestyret": "bydelsutvalget",
        "kommunestyrets": "bydelsutvalgets",
        "kommunedirektøren": "bydelsdirektøren",
        "lederen for sektoren": "bydelsdirektøren",
        "leiaren for sektoren": "bydelsdirektøren",
        "enheten eller sektoren": "enheten, eller bydelsdirektøren",
        "eininga eller sektoren": "enheten, eller bydelsdirektøren",
        "utvalget": "bydelsutvalget",
        "utvalet": "bydelsutvalget",
        "kommunalt tilskudd": "tilskudd fra bydelen",
        "kommunalt tilskot": "tilskudd fra bydelen",
        "kommunalt innovasjonsfond": "innovasjonsfond i bydelen",
    },
    "stat": {
        "kommunen": "virksomheten",
        "kommunens": "virksomhetens",
        "en stor kommune": "en stor virksomhet",
        "ein stor kommune": "en stor virksomhet",
        "kommunestyret": "departementet",
        "utvalget eller kommunestyret": "departementet",
        "utvalet eller kommunestyret": "departementet",
        "kommunedirektøren": "direktøren",
        "lederen for sektoren": "lederen for avdelingen",
        "leiaren for sektoren": "lederen for avdelingen",
        "enheten eller sektoren": "enheten eller avdelingen",
        "eininga eller sektoren": "enheten eller avdelingen",
    },
}
# Nivået en form må være for når teksten om den skal sies om en virksomhet med styreformen. En form for Nav eller staten
# alene nevner kommunen som en annen part, og står som den er.
_NIVA = {
    "fylkesutvalg": "fylkeskommune",
    "fylkesrad": "fylkeskommune",
    "byrad": "kommune",
    "bydel": "kommune",
}
# «Bydelsdirektøren eller bydelsdirektøren»: to trinn i kommunen kan være ett i virksomheten.
_TO_GANGER = re.compile(r"(\b\w+\b) eller \1\b", re.IGNORECASE)


def sagt_om(
    tekst: str, styreform: str, nivaer: Collection[str] = (), oversett: Callable[[str], str] = str
) -> str:
    """Teksten om en form, sagt om virksomheter med ``styreform``. ``nivaer`` er dem formen er for; tom: alle."""
    ordene = ORDENE.get(styreform, {})
    if not ordene or (nivaer and _NIVA.get(styreform) not in nivaer):
        return tekst

    def ordet(treff: re.Match[str]) -> str:
        nytt = oversett(ordene[treff[0].lower()])
        return nytt[:1].upper() + nytt[1:] if treff[0][:1].isupper() else nytt

    lengst_forst = "|".join(sorted(map(re.escape, ordene), key=len, reverse=True))
    sagt = re.sub(rf"\b(?:{lengst_forst})\b", ordet, tekst, flags=re.IGNORECASE)
    return _TO_GANGER.sub(r"\1", sagt) if sagt != tekst else tekst


def meldinger() -> list[str]:
    return list(dict.fromkeys(ord_ for ordene in ORDENE.values() for ord_ in ordene.values()))
