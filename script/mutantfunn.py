"""Feilene script/mutanter.py kan sette inn i koden, og utvalget av dem."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.ast.ast_query import ASTQuery
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROT = Path(__file__).resolve().parent.parent
DELENE = (
    "samarbeid/matching/**/*.py",
    "**/handlinger.py",
    "**/handlinger/**/*.py",
    "**/tilganger*.py",
    "veier/sok/*.py",
    "veier/steg/*.py",
)
# Argumenter som ikke kan endre et svar, med grunnen. En feil i dem er ikke en feil testene kunne merket.
UTEN_VIRKNING = {
    "slots": "sparer minne",
    "frozen": "hindrer ny kode i å endre verdien; mypy sier fra om den som er skrevet",
    "strict": "sier fra når to rekker har ulik lengde, og de er laget like lange",
    "max_length": "kolonnen er migrert; makemigrations --check i script/test sier fra",
    "savepoint": "sparer et lagringspunkt; angres alt, er det likt",
    "verbose_name": "står bare i redaksjonen",
}
# Flaggene i et regulært uttrykk er hver sin bit: «eller», «enten eller» og pluss er det samme.
SAMME_FLAGG = {"BitOr_BitXor", "BitOr_Add"}


@dataclass(frozen=True)
class Mutant:
    fil: str
    operator: str
    nummer: int
    linje: int
    hvor: str


def alle_mutanter() -> Iterator[Mutant]:
    """Hver feil i motoren, søket, stegene, handlingene og tilgangene."""
    for fil in sorted({fil for monster in DELENE for fil in ROT.glob(monster)}):
        deler = fil.relative_to(ROT).parts
        if not deler[0].startswith(".") and not {"tests", "node_modules"} & set(deler):
            yield from finn_mutanter(fil)


def finn_mutanter(fil: Path) -> Iterator[Mutant]:
    """Hver feil som kan settes inn i filen, utenom typene: de leses ikke når koden kjører."""
    tre = get_ast_from_path(fil)
    noder = list(ast_nodes(tre))
    sti = str(fil.relative_to(ROT))
    for navn in operator_names():
        klasse = get_operator(navn)
        if klasse.arguments():
            continue
        nummer = 0
        for node in noder:
            for (linje, _kolonne), _slutt in klasse().mutation_positions(node):
                if not _er_type(node) and not _er_uten_virkning(node, navn):
                    yield Mutant(sti, navn, nummer, linje, ASTQuery(node).get_definition_name() or "filen")
                nummer += 1


def _er_type(node: object) -> bool:
    while node is not None:
        if getattr(node, "type", "") in {"annassign", "tfpdef"} or _er_returtype(node):
            return True
        node = getattr(node, "parent", None)
    return False


def _er_uten_virkning(node: Any, operator: str) -> bool:
    forelder: Any = getattr(node, "parent", None)
    if (
        getattr(forelder, "type", "") == "argument"
        and forelder.children[0].get_code().strip() in UTEN_VIRKNING
    ):
        return True
    flagg = forelder is not None and re.fullmatch(r"\s*re\.\w+(?:\s*\|\s*re\.\w+)+", forelder.get_code())
    return bool(flagg) and operator.rpartition("ReplaceBinaryOperator_")[2] in SAMME_FLAGG


def _er_returtype(node: object) -> bool:
    forelder: Any = getattr(node, "parent", None)
    return getattr(forelder, "type", "") == "funcdef" and forelder.annotation is node


def trekk(mutanter: Sequence[Mutant], antall: int, fro: int) -> list[Mutant]:
    """Først stedet, så feilen der: et pluss kan byttes med elleve tegn, og skal ikke telle elleve ganger."""
    steder: dict[tuple[str, int, str], list[Mutant]] = defaultdict(list)
    for mutant in mutanter:
        steder[mutant.fil, mutant.linje, mutant.operator.split("_")[0]].append(mutant)
    terning = random.Random(fro)  # noqa: S311 – et utvalg som kan trekkes om igjen
    valgte = terning.sample(sorted(steder), min(antall, len(steder)))
    return [terning.choice(steder[sted]) for sted in valgte]


def mutert(kode: str, mutant: Mutant) -> str:
    return str(mutate_code(kode, get_operator(mutant.operator)(), mutant.nummer) or kode)
