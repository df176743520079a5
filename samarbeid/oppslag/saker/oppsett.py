"""Feltene i skjemaet om en sak, i den rekkefølgen en kilde leses."""

from __future__ import annotations

from collections.abc import Sequence

OPPSETT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Hva, hvor og hvem", ("navn", "slug", "offentlig", "nivaer", "omrader", "entreprenor", "profiler", "arstall")),
    ("Hva den handler om", ("temaer", "malgrupper", "behov")),
    ("Veien fram", ("forste_kontakt", "forankring", "beslutter", "modell_omtale", "modeller", "modell_tolket", "apnet_for_andre")),
    ("Penger og bidrag", ("belop", "det_offentliges_bidrag")),
    ("Virkning", ("suksessmal", "effekt", "flere_pastander")),
    ("Det som var vanskelig", ("utfall", "hindringer", "gjort_annerledes")),
    ("Status, kilder og leserne", ("status_i_dag", "sist_kontrollert", "kilder", "merknad", "kort_omtalt", "gjenkjennelig")),
)  # fmt: skip
# Delene av den første påstanden står under den.
FORSTE_PASTAND = "effekt_"


def del_inn(felter: Sequence[str], oversatt: dict[str, str]) -> list[tuple[str | None, list[str]]]:
    """(overskrift, felter) for hver del. ``oversatt`` er oversettelsen → feltet den hører til, og den står rett etter.

    Felt ingen del nevner, står til slutt uten overskrift, så ingen av dem blir borte.
    """
    delen = {felt: overskrift for overskrift, feltene in OPPSETT for felt in feltene}
    rang = {felt: nr for nr, felt in enumerate(felt for _o, feltene in OPPSETT for felt in feltene)}

    def nokkel(felt: str) -> str:
        eget = oversatt.get(felt, felt)
        return "effekt" if eget.startswith(FORSTE_PASTAND) else eget

    def plass(felt: str) -> int:
        return rang.get(nokkel(felt), len(rang))

    ordnet = sorted(felter, key=plass)  # det som har samme plass, beholder rekkefølgen
    deler: dict[str | None, list[str]] = {}
    for felt in ordnet:
        deler.setdefault(delen.get(nokkel(felt)), []).append(felt)
    return list(deler.items())
