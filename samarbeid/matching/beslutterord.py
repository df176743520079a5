"""Hvilken setning om den som bestemmer, som er sann: etter trinnet, beløpet, pengene og formen. Ren Python."""

from __future__ import annotations

from collections.abc import Iterable

from samarbeid.matching.typer import Detaljer

# Formene der det å fortsette er en egen sak.
PROVER = frozenset({"pilotavtale", "startoff-metodikk"})

# Formene der den som sier ja til å kjøpe, ikke velger hvem.
I_KONKURRANSE = frozenset({
    "nav-tiltak", "kunngjort-konkurranse", "reservert-ideelle", "reservert-inkludering", "innovasjonspartnerskap",
    "konkurransepreget-dialog", "plan-og-designkonkurranse",
})  # fmt: skip


def beslutterkode(d: Detaljer) -> str:
    """Hvilken setning i ``BESLUTTER`` som er sann for trinnet, beløpet og pengene."""
    trinn, total = d["trinn"], d.get("total")
    if not d["modell"]:
        return "uten_modell"
    if trinn == "politisk" and d["niva"] == "stat" and d["kostnadsslag"] == "ny_fast_kostnad":
        return "ny_statlig"
    if trinn == "politisk":
        return "ny_fast" if d["kostnadsslag"] == "ny_fast_kostnad" else "prinsipiell"
    if trinn in {"utvalg", "forvalter"}:
        return str(trinn)
    if trinn == "enhet" and d.get("eier"):
        return str(d["eier"])
    if trinn == "eiendom":
        return "lokaler"
    if d["uten_penger"] or (trinn == "enhet" and total == 0):
        return "uten_penger"
    if trinn == "enhet":
        return "selv" if d["liten"] else "nav" if d["niva"] == "nav" else "kanskje_lite"  # uten beløp
    return "uten_belop" if total is None else "innenfor"


def beslutter_tillegg(d: Detaljer) -> Iterable[str]:
    """Det som ville flyttet saken: beløpet, neste trinn, tiden etter prøven og en ny post i budsjettet."""
    if not d["modell"]:
        return
    if d["ellers"] and d["trinn"] not in {"politisk", "utvalg"}:
        yield "ellers"
    if d["trinn"] == "enhet" and d["modell"] in PROVER:
        yield "videre"
    if d["varig"] and d["trinn"] != "politisk" and d["varig"] != d["ellers"]:
        yield "varig"
    if d["modell"] in I_KONKURRANSE and d["trinn"] != "politisk":
        yield "konkurranse"
    if d["programvare"] and d["trinn"] == "enhet":
        yield "programvare"
