"""Hvor godt en rad for et tema passer til ideen: situasjonen, ordene, målgruppen og alderen den gjelder."""

from __future__ import annotations

from samarbeid.matching.typer import Kunnskap, Tolkning, Veiprofil

_USIKKER = 0.5  # et vilkår vi ikke vet om holder


def rangen(rad: Veiprofil, t: Tolkning, kunnskap: Kunnskap) -> float | None:
    """Radens rang for denne ideen; None når vilkårene ikke holder."""
    rang = float(rad.rang)
    situasjon = t.ide.situasjon
    if rad.situasjoner and situasjon:
        if situasjon not in rad.situasjoner:
            return None
    elif rad.ord or rad.malgrupper:
        truffet = rad.nokkel in t.veiord or bool(rad.malgrupper & set(t.malgruppe))
        if not truffet and not rad.situasjoner:
            return None
        if not truffet:
            rang += _USIKKER
    elif rad.situasjoner:
        rang += _USIKKER
    if rad.alder_fra is None and rad.alder_til is None:
        return rang
    if t.alder is None:
        nivaer = (*kunnskap.temaer[rad.tema].nivaer, rad.niva)
        return max(rang, nivaer.index(rad.niva) + 1 + _USIKKER)
    andel = andelen(rad, t.alder)
    if andel == 0:
        return None if t.alder_sikker else rang + 4
    return rang + (1 - andel) * 3


def andelen(rad: Veiprofil, alder: tuple[int, int]) -> float:
    """Hvor stor del av ideens aldersspenn raden dekker (0–1)."""
    fra = max(alder[0], rad.alder_fra or 0)
    til = min(alder[1], rad.alder_til if rad.alder_til is not None else 120)
    return 0.0 if til < fra else (til - fra + 1) / (alder[1] - alder[0] + 1)


def avhenger_av_alder(t: Tolkning, kunnskap: Kunnskap) -> bool:
    """Om et av temaene har rader der alderen avgjør nivået."""
    return any(
        rad.alder_fra is not None or rad.alder_til is not None
        for slug in t.temaslugger
        for rad in kunnskap.veier.get(slug, ())
    )


def avhenger_av_situasjon(t: Tolkning, kunnskap: Kunnskap) -> bool:
    return any(rad.situasjoner for slug in t.temaslugger for rad in kunnskap.veier.get(slug, ()))
