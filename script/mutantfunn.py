"""Feilene script/mutanter.py kan sette inn i koden, og utvalget av dem."""

from __future__ import annotations

import ast
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.ast.ast_query import ASTQuery
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator
from parso.python.tree import Keyword

ROT = Path(__file__).resolve().parent.parent
DELENE = (
    "samarbeid/matching/**/*.py",
    "**/handlinger.py",
    "**/handlinger/**/*.py",
    "**/tilganger*.py",
    "veier/sok/*.py",
    "veier/steg/*.py",
)
# Feilene som settes inn: dem PIT og mutmut bruker som standard. cosmic-ray bytter ellers hvert tegn med hvert annet, og det
# meste av det er ikke noe noen kunne skrevet: «/» mellom to stier blir «<<», «==» mellom to tekster blir «>=», «-» foran et
# tall blir «~». Slikt stopper alltid, eller gir det samme for alt som finnes; begge deler gjør tallet til noe annet enn det
# sier. Her er hver sammenligning byttet med det motsatte og med grensen ved siden av, og hver regneart med den motsatte.
_SAMMENLIGNING = (
    "Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is",
    "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt",
    "Lt_GtE", "GtE_Lt", "Gt_LtE", "LtE_Gt",
)  # fmt: skip
_REGNEART = (
    "Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_Mul", "BitOr_BitAnd", "BitAnd_BitOr",
)  # fmt: skip
OPERATORER = (
    *(f"core/ReplaceComparisonOperator_{bytte}" for bytte in _SAMMENLIGNING),
    *(f"core/ReplaceBinaryOperator_{bytte}" for bytte in _REGNEART),
    "core/ReplaceUnaryOperator_USub_UAdd",
    "core/ReplaceUnaryOperator_Delete_Not",
    "core/ReplaceAndWithOr",
    "core/ReplaceOrWithAnd",
    "core/ReplaceTrueWithFalse",
    "core/ReplaceFalseWithTrue",
    "core/AddNot",
    "core/NumberReplacer",
    "core/RemoveDecorator",
    "core/ReplaceBreakWithContinue",
    "core/ReplaceContinueWithBreak",
    "core/ZeroIterationForLoop",
    "core/ExceptionReplacer",
    "veier/InNotIn",
)
# Argumenter som ikke kan endre et svar, med grunnen. En feil i dem er ikke en feil testene kunne merket.
UTEN_VIRKNING = {
    "slots": "sparer minne",
    "repr": "bare det en feilsøker skriver",
    "frozen": "hindrer ny kode i å endre verdien; mypy sier fra om den som er skrevet",
    "strict": "sier fra når to rekker har ulik lengde, og de er laget like lange",
    "max_length": "kolonnen er migrert; makemigrations --check i script/test sier fra",
    "savepoint": "sparer et lagringspunkt; angres alt, er det likt",
    "verbose_name": "står bare i redaksjonen",
    "maxsize": "hvor mye som huskes; det som er glemt, regnes ut på nytt og blir det samme",
    "optimize": "filen blir større, bildet er det samme",
}


_INN = {"in": "not in", "not in": "in"}


class InnIkke(Operator):
    """Bytter «in» og «not in» i en sammenligning; cosmic-ray lar dem stå."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        for nr in self._stedene(node):
            yield node.children[nr].start_pos, node.children[nr].end_pos

    def mutate(self, node: Any, index: int) -> Any:
        nr = self._stedene(node)[index]
        gammel = node.children[nr]
        node.children[nr] = Keyword(_INN[_ordene(gammel)], gammel.start_pos, " ")
        return node

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()

    @staticmethod
    def _stedene(node: Any) -> list[int]:
        if node.type != "comparison":
            return []
        return [nr for nr in range(1, len(node.children), 2) if _ordene(node.children[nr]) in _INN]


def _ordene(node: Any) -> str:
    return " ".join(str(node.get_code()).split())


def finn_operator(navn: str) -> Any:
    """Den som setter inn feilen ``navn``."""
    return InnIkke() if navn == "veier/InNotIn" else get_operator(navn)()


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
    for navn in OPERATORER:
        operator = finn_operator(navn)
        nummer = 0
        for node in noder:
            for (linje, _kolonne), _slutt in operator.mutation_positions(node):
                if not (_er_type(node) or _er_skilletegn(node) or _er_uten_virkning(node)):
                    yield Mutant(sti, navn, nummer, linje, ASTQuery(node).get_definition_name() or "filen")
                nummer += 1


def _er_type(node: object) -> bool:
    while node is not None:
        if getattr(node, "type", "") in {"annassign", "tfpdef"} or _er_returtype(node):
            return True
        node = getattr(node, "parent", None)
    return False


def _er_skilletegn(node: Any) -> bool:
    """En stjerne eller skråstrek alene mellom parametrene: den regner ikke noe ut."""
    return getattr(node, "value", "") in {"*", "/"} and node.parent.type in {"parameters", "lambdef"}


def _er_uten_virkning(node: Any) -> bool:
    forelder: Any = getattr(node, "parent", None)
    return (
        getattr(forelder, "type", "") == "argument"
        and forelder.children[0].get_code().strip() in UTEN_VIRKNING
    )


def _er_returtype(node: object) -> bool:
    forelder: Any = getattr(node, "parent", None)
    return getattr(forelder, "type", "") == "funcdef" and forelder.annotation is node


def trekk(mutanter: Sequence[Mutant], antall: int, fro: int) -> list[Mutant]:
    """Først stedet, så feilen der: et «mindre enn» kan byttes med to tegn, og skal ikke telle to ganger."""
    steder: dict[tuple[str, int, str], list[Mutant]] = defaultdict(list)
    for mutant in mutanter:
        steder[mutant.fil, mutant.linje, mutant.operator.split("_")[0]].append(mutant)
    terning = random.Random(fro)  # noqa: S311 – et utvalg som kan trekkes om igjen
    valgte = terning.sample(sorted(steder), min(antall, len(steder)))
    return [terning.choice(steder[sted]) for sted in valgte]


@cache
def i_en_kropp(fil: str) -> frozenset[int]:
    """Linjene som kjøres når en funksjon kalles. De andre kjøres når filen leses: tall, dekoratører, standardverdier."""
    funksjoner = (n for n in ast.walk(ast.parse((ROT / fil).read_text())) if isinstance(n, ast.FunctionDef))
    return frozenset(
        linje for f in funksjoner for linje in range(f.body[0].lineno, (f.end_lineno or f.lineno) + 1)
    )


def mutert(kode: str, mutant: Mutant) -> str:
    return str(mutate_code(kode, finn_operator(mutant.operator), mutant.nummer) or kode)
