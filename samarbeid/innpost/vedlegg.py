"""Filene i en e-post, gjennom den samme døren som dem noen laster opp: de som følger med svaret, og de som ikke gjør det."""

from __future__ import annotations

from dataclasses import dataclass

from samarbeid.innpost.kropp import Fil
from samarbeid.innpost.melding import Melding
from samarbeid.innpost.slag import Slag
from samarbeid.innpost.tekst import uten_nokler
from veier.tekst import finn_fodselsnummer
from veier.vedlegg.grunner import TXT, Grunn
from veier.vedlegg.kontroll import (
    FLEST,
    SETNINGER,
    STORST_TIL_SAMMEN,
    Avvist,
    Vedleggsfil,
    kontroller,
    rent_navn,
)

HELE = "Hele e-posten.txt"


@dataclass(frozen=True, slots=True)
class Vedleggene:
    """``utelatt`` er navnet på hver fil som ikke er med, og hvorfor i parentes. Den hele teksten er den første, når den er med."""

    slag: Slag
    filer: tuple[Vedleggsfil, ...] = ()
    utelatt: tuple[str, ...] = ()

    @property
    def hele_er_med(self) -> bool:
        return bool(self.filer) and self.filer[0].slag == TXT


def sorter(melding: Melding, slag: Slag, *, hele: str = "") -> Vedleggene:
    """Bare et svar har vedlegg som tas med; en kvittering eller et automatisk svar har bare navnene.

    ``hele`` er teksten i svaret når den er for lang for samtalen.
    """
    if slag != Slag.SVAR:
        return Vedleggene(slag, (), tuple(_navnet(fil) for fil in melding.vedlegg))
    med: list[Vedleggsfil] = []
    utelatt: list[str] = []
    if hele and finn_fodselsnummer(hele):
        utelatt.append(f"{HELE} ({SETNINGER[Grunn.PERSONNUMMER]})")
    elif hele:
        med.append(Vedleggsfil(HELE, TXT, hele.encode()))
    for fil in melding.vedlegg:
        plass = STORST_TIL_SAMMEN - sum(len(f.innhold) for f in med)
        if fil.innhold is None or len(med) >= FLEST or len(fil.innhold) > plass:
            utelatt.append(f"{_navnet(fil)} (det er for mye i én melding)")
            continue
        try:
            med.append(kontroller(_navnet(fil), fil.innhold))
        except Avvist as avvist:
            utelatt.append(f"{avvist.navn} ({SETNINGER[avvist.grunn]})")
    return Vedleggene(slag, tuple(med), tuple(utelatt))


def _navnet(fil: Fil) -> str:
    return rent_navn(uten_nokler(fil.navn) or fil.type)
