"""Feltene i skjemaet om en sak, i den rekkefølgen en kilde leses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samarbeid.models import Eksempel
from veier.database.kolonner import kolonne

OPPSETT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Hva, hvor og hvem", ("navn", "slug", "offentlig", "nivaer", "omrader", "entreprenor", "profiler", "arstall")),
    ("Hva den handler om", ("temaer", "malgrupper", "behov")),
    (
        "Veien fram",
        (
            "ide_fra", "forste_kontakt", "forankring", "beslutter", "modell_omtale", "modeller", "modell_tolket", "apnet_for_andre",
            "beslutter_videre", "tidslinje",
        ),
    ),
    ("Penger og bidrag", ("belop", "det_offentliges_bidrag")),
    (
        "Virkning",
        (
            "suksessmal", "effekt", "effekt_hevdet_av", "effekt_antall", "effekt_periode", "effekt_sammenlignet", "effekt_malt_av",
            "effekt_betalt_av", "effekt_sparte", "effekt_brutto", "effekt_kilde", "effekt_motbevis", "flere_pastander",
        ),
    ),
    ("Det de lærte", ("suksessfaktorer", "utfall", "hindringsslag", "hindringer", "gjort_igjen", "gjort_annerledes")),
    ("Status, kilder og leserne", ("status_i_dag", "sist_kontrollert", "kilder", "merknad", "kort_omtalt", "gjenkjennelig")),
)  # fmt: skip
# Så mange felt kan få hver sin kommentar når en sak sendes tilbake.
FLEST_KOMMENTARER = 5


def del_inn(felter: Sequence[str], oversatt: dict[str, str]) -> list[tuple[str | None, list[str]]]:
    """(overskrift, felter) for hver del. ``oversatt`` er oversettelsen → feltet den hører til, og den står rett etter.

    Felt ingen del nevner, står til slutt uten overskrift, så ingen av dem blir borte.
    """
    delen = {felt: overskrift for overskrift, feltene in OPPSETT for felt in feltene}
    rang = {felt: nr for nr, felt in enumerate(felt for _o, feltene in OPPSETT for felt in feltene)}

    def plass(felt: str) -> int:
        return rang.get(oversatt.get(felt, felt), len(rang))

    ordnet = sorted(felter, key=plass)  # det som har samme plass, beholder rekkefølgen
    deler: dict[str | None, list[str]] = {}
    for felt in ordnet:
        deler.setdefault(delen.get(oversatt.get(felt, felt)), []).append(felt)
    return list(deler.items())


def ledetekst(felt: str) -> str:
    """Det feltet heter i skjemaet; tomt når det gjelder hele saken."""
    navn = str(kolonne(Eksempel, felt).verbose_name) if felt else ""
    return navn[:1].upper() + navn[1:]


def feltvalg() -> list[tuple[str, list[tuple[str, str]]]]:
    """Feltene det kan sies noe om, under overskriftene i skjemaet."""
    return [(overskrift, [(felt, ledetekst(felt)) for felt in felter]) for overskrift, felter in OPPSETT]


def navngitte(kommentarer: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(feltet, det heter, kommentaren) i skjemaets rekkefølge; det som gjelder hele saken, først."""
    rekken = ["", *(felt for _overskrift, felter in OPPSETT for felt in felter)]
    return [(felt, ledetekst(felt), kommentarer[felt]) for felt in rekken if felt in kommentarer]
