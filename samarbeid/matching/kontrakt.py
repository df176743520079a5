"""Kontrakten på kommandolinjen: JSON inn til ``Ideprofil``, og ``Svar`` ut til JSON."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.lesing.steder import normaliser_omrader
from samarbeid.matching.setninger import ORD
from samarbeid.matching.typer import NEI, Grunn, Ideprofil, Kunnskap, Rolleforslag, Svar, Vei, Vurdering

STORSTE_BELOP = 10**12
LENGSTE_TEKST = 20_000


class Kontraktsfeil(ValueError):
    """Noe i JSON-en er feil. ``feil`` er én linje per feil, på formen «felt: grunn»."""

    def __init__(self, feil: list[str]) -> None:
        super().__init__("\n".join(feil))
        self.feil = feil


def les_ide(data: object, kunnskap: Kunnskap) -> Ideprofil:
    """Leser én idé. Alt unntatt tittel og problem eller løsning kan mangle. Hever Kontraktsfeil."""
    if not isinstance(data, dict):
        raise Kontraktsfeil(["ide: må være et objekt med felter"])
    feil = [f"{felt}: ukjent felt" for felt in data if felt not in _LESERE]
    verdier: dict[str, Any] = {}
    for felt, les in _LESERE.items():
        verdi = data.get(felt)
        if verdi is None:
            continue
        try:
            verdier[felt] = les(verdi, kunnskap)
        except ValueError as unntak:
            feil.append(f"{felt}: {unntak}")
    if not verdier.get("tittel") and not any(f.startswith("tittel:") for f in feil):
        feil.append("tittel: mangler")
    if not (verdier.get("problem") or verdier.get("losning")) and not any(
        f.startswith(("problem:", "losning:")) for f in feil
    ):
        feil.append("problem: skriv problem eller losning, minst ett av dem")
    fra, til = verdier.get("alder_fra"), verdier.get("alder_til")
    if fra is not None and til is not None and fra > til:
        feil.append("alder_til: må være minst like høy som alder_fra")
    if feil:
        raise Kontraktsfeil(feil)
    return Ideprofil(**verdier)


def _tekst(verdi: object, _kunnskap: Kunnskap) -> str:
    if not isinstance(verdi, str):
        raise ValueError("må være tekst")
    if len(verdi) > LENGSTE_TEKST:
        raise ValueError(f"er for lang (høyst {LENGSTE_TEKST} tegn)")
    return verdi.replace("\x00", "").strip()


def _ett_av(felt: str) -> Callable[[object, Kunnskap], str]:
    def les(verdi: object, _kunnskap: Kunnskap) -> str:
        if not isinstance(verdi, str) or verdi not in ORD[felt]:
            raise ValueError(f"«{verdi}» er ikke blant {', '.join(ORD[felt])}")
        return verdi

    return les


def _slugger(tabell: str) -> Callable[[object, Kunnskap], tuple[str, ...]]:
    def les(verdi: object, kunnskap: Kunnskap) -> tuple[str, ...]:
        if not isinstance(verdi, list) or not all(isinstance(v, str) for v in verdi):
            raise ValueError("må være en liste med tekster")
        if ukjente := [v for v in verdi if v not in getattr(kunnskap, tabell)]:
            raise ValueError(f"«{ukjente[0]}» finnes ikke")
        return tuple(dict.fromkeys(verdi))

    return les


def _omrader(verdi: object, kunnskap: Kunnskap) -> tuple[str, ...]:
    if not isinstance(verdi, list) or not all(isinstance(v, str) for v in verdi):
        raise ValueError("må være en liste med kommunenummer, fylkesnummer eller «NO»")
    for kode in verdi:
        if not normaliser_omrader([kode], kunnskap):
            raise ValueError(f"«{kode}» er ikke et kjent kommunenummer eller fylkesnummer")
    return tuple(dict.fromkeys(verdi))


def _ja_nei(verdi: object, _kunnskap: Kunnskap) -> bool:
    if not isinstance(verdi, bool):
        raise ValueError("må være true eller false")
    return verdi


def _heltall(hoyest: int) -> Callable[[object, Kunnskap], int]:
    def les(verdi: object, _kunnskap: Kunnskap) -> int:
        if isinstance(verdi, float) and verdi.is_integer():
            verdi = int(verdi)
        if isinstance(verdi, bool) or not isinstance(verdi, int):
            raise ValueError("må være et helt tall")
        if not 0 <= verdi <= hoyest:
            raise ValueError(f"må være mellom 0 og {hoyest}")
        return verdi

    return les


def _varighet(verdi: object, _kunnskap: Kunnskap) -> float:
    if isinstance(verdi, bool) or not isinstance(verdi, int | float) or not math.isfinite(verdi):
        raise ValueError("må være et tall")
    if not 0 < verdi <= 100:
        raise ValueError("må være over 0 og høyst 100 år")
    return float(verdi)


Feltleser = Callable[[object, Kunnskap], object]
# Et felt leses etter typen sin i Ideprofil. De som har egne grenser eller slugger, står for seg.
_ETTER_TYPE: dict[str, Callable[[str], Feltleser]] = {
    "str": lambda _felt: _tekst,
    "str | None": _ett_av,
    "bool | None": lambda _felt: _ja_nei,
}
_FOR_SEG: dict[str, Feltleser] = {
    "tema": _slugger("temaer"),
    "malgruppe": _slugger("malgrupper"),
    "omrader": _omrader,
    "arlig_belop": _heltall(STORSTE_BELOP),
    "varighet_ar": _varighet,
    "alder_fra": _heltall(120),
    "alder_til": _heltall(120),
}
_LESERE: dict[str, Feltleser] = {
    felt.name: _FOR_SEG[felt.name] if felt.name in _FOR_SEG else _ETTER_TYPE[str(felt.type)](felt.name)
    for felt in fields(Ideprofil)
    if felt.name != "ikke_lest"
}


def skriv_svar(svar: Svar, kunnskap: Kunnskap, forklarer: Forklarer) -> dict[str, object]:
    """Svaret som JSON-klar ordbok, i kontraktens form."""
    modellnavn = {m.slug: m.navn for m in kunnskap.modeller}
    return {
        "tittel": svar.ide.tittel,
        "regelversjon": svar.regelversjon,
        "tema": [
            {
                "slug": t.slug,
                "kilde": "valgt" if t.kilde == "valgt" else "foreslatt",
                "grunn": forklarer.temagrunn(t.kilde, t.ord),
            }
            for t in svar.tolkning.tema
        ],
        "modeller": [
            {
                "slug": v.slug,
                "navn": modellnavn[v.slug],
                "passer": v.passer,
                "poeng": v.poeng,
                "grunner": _grunner(v.mot if v.passer == NEI else v.grunner, forklarer),
                "mangler": [forklarer.setning(g) for g in v.mangler],
            }
            for v in svar.modeller
        ],
        "veier": [_vei(vei, forklarer) for vei in svar.veier],
        "tilskudd": [
            {
                "slug": v.slug,
                "passer": v.passer,
                "grunner": _grunner(v.mot if v.passer == NEI else (*v.mot, *v.grunner), forklarer),
            }
            for v in svar.tilskudd
        ],
        "eksempler": [_med_poeng(v, forklarer) for v in svar.eksempler],
        "behov": [_med_poeng(v, forklarer) for v in svar.behov],
        "mangler": [forklarer.setning(g) for g in svar.mangler],
    }


def _grunner(grunner: tuple[Grunn, ...], forklarer: Forklarer) -> list[Mapping[str, str]]:
    return [{"kode": g.kode, "tekst": forklarer.setning(g)} for g in grunner]


def _med_poeng(v: Vurdering, forklarer: Forklarer) -> dict[str, object]:
    return {"slug": v.slug, "poeng": v.poeng, "grunner": _grunner(v.grunner, forklarer)}


def _vei(vei: Vei, forklarer: Forklarer) -> dict[str, object]:
    part = None
    if vei.part:
        part = {"organisasjonsnummer": vei.part.organisasjonsnummer, "navn": vei.part.navn}
    return {
        "niva": vei.niva,
        "part": part,
        "poeng": vei.poeng,
        "grunner": _grunner(vei.grunner, forklarer),
        "forste_samtale": _roller(vei.forste_samtale, forklarer),
        "beslutter": _roller(vei.beslutter, forklarer),
        "dorapner": _roller(vei.dorapner, forklarer),
    }


def _roller(roller: tuple[Rolleforslag, ...], forklarer: Forklarer) -> list[dict[str, str]]:
    return [{"rolle": r.rolle, "grunn": forklarer.setning(r.grunn)} for r in roller]
