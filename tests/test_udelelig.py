"""Hver handling som skriver mer enn én ting, er udelelig: alt blir stående, eller ingenting.

Det som skriver, er en rad som lagres, en hendelse i loggen, et brev eller en jobb i køen, og en annen handling som gjør noe av
det. Den som låser en rad, skal skrive den mens den er låst. En hjelper er udelelig når alle som bruker den, er det.
"""

import ast
import copy
from collections import defaultdict
from functools import cache
from pathlib import Path

from tests.conftest import ROT

SKRIVER = {
    "save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "update", "delete", "set", "clear",
    "etter_endring", "etter_skriving", "execute", "for_adressen",
}  # fmt: skip
LAASER = "select_for_update"
FORER = {"logg_hendelse", "send_brev", "send_mal", "sett_i_ko"}
# Handlinger i flere deler som hver for seg er hele, eller som ikke kan være én del.
I_DELER = {
    # To veier; bare den ene gås.
    "kommuner/handlinger/medlemskap.py: bli_med",
    "samarbeid/samtaler/handlinger/brev.py: send_til_mottakeren",
    "samarbeid/samtaler/handlinger/uttrekk.py: lag_uttrekk",
    # Det hele skjer inne i ``overta``, som er udelelig.
    "entreprenorer/handlinger/eid.py: overta_utkast",
    "kommuner/handlinger/behov.py: overta_utkast",
    # Ett behov om gangen, og til slutt hvor langt den er kommet: drepes den, regnes noen om igjen.
    "samarbeid/behovstreff/handlinger.py: _en_bunke",
    # Det samme etter en endring: behov for behov, og jobben gjøres om igjen fra begynnelsen.
    "samarbeid/behovstreff/handlinger.py: _regn_dem",
    # Ett brev om gangen, og aldri det samme to ganger: det en kjøring ikke rakk, tar den neste.
    "samarbeid/samarbeidene/handlinger/frister.py: minn_om_frister",
}


@cache
def _handlingene():
    """(fil, navn) → funksjonen, for hver funksjon på øverste nivå i en handlingsmodul."""
    ut = {}
    for app in ("veier", "kommuner", "entreprenorer", "samarbeid"):
        for fil in sorted((ROT / app).glob("**/*.py")):
            if fil.stem == "handlinger" or fil.parent.name == "handlinger":
                for node in ast.parse(fil.read_text(encoding="utf-8")).body:
                    if isinstance(node, ast.FunctionDef):
                        ut[str(fil.relative_to(ROT)), node.name] = node
    return ut


def _er_udelelig(funksjon):
    """Dekorert med ``transaction.atomic``, eller med den rundt."""
    if any("atomic" in ast.unparse(d) for d in funksjon.decorator_list):
        return True
    return any("atomic" in ast.unparse(w.items[0]) for w in ast.walk(funksjon) if isinstance(w, ast.With))


def _kall(funksjon):
    return [n.func for n in ast.walk(funksjon) if isinstance(n, ast.Call)]


def _egne(funksjon):
    """Antall steder funksjonen selv skriver."""
    antall, laaser = 0, False
    for k in _kall(funksjon):
        if isinstance(k, ast.Attribute):
            antall += k.attr in SKRIVER
            laaser |= k.attr == LAASER
        else:
            antall += isinstance(k, ast.Name) and k.id in FORER
    return antall + laaser


@cache
def _skriver():
    """Navnene på handlingene og hjelperne som skriver, også gjennom en annen."""
    navn = {n for (_fil, n), f in _handlingene().items() if _egne(f)}
    while nye := {
        n
        for (_fil, n), f in _handlingene().items()
        if n not in navn and any(isinstance(k, ast.Name) and k.id in navn for k in _kall(f))
    }:
        navn |= nye
    return navn


@cache
def _moduler():
    return {Path(fil).stem for fil, _navn in _handlingene()}


def _er_handling(k):
    """Et kall på en handling ved navn, eller gjennom modulen den står i: ``vurdering.publiser``."""
    if isinstance(k, ast.Name):
        return k.id in _skriver() and k.id not in FORER
    if not isinstance(k, ast.Attribute) or k.attr in SKRIVER or k.attr not in _skriver():
        return False
    return ast.unparse(k.value) in _moduler()


def _antall(funksjon):
    return _egne(funksjon) + sum(map(_er_handling, _kall(funksjon)))


# Tar låsen, kjører det de får, og skriver skrittet, i én transaksjon.
KJORER_ETTER_LASEN = {"utfor"}


def test_det_som_kjorer_etter_lasen_er_udelelig():
    navn = {n: f for (_fil, n), f in _handlingene().items() if n in KJORER_ETTER_LASEN}
    assert set(navn) == KJORER_ETTER_LASEN and all(map(_er_udelelig, navn.values()))


@cache
def _brukere():
    """(fil, hjelper) → funksjonene i filen som bruker den."""
    ut = defaultdict(set)
    for (fil, navn), f in _handlingene().items():
        for node in ast.walk(f):
            if isinstance(node, ast.Name) and (fil, node.id) in _handlingene() and node.id != navn:
                ut[fil, node.id].add(navn)
    return ut


def _skriver_inni(funksjon):
    """Alt skrives i en indre funksjon, som gis til en som selv er udelelig og kjører den etter låsen."""
    ytre = copy.copy(funksjon)
    ytre.body = [ett for ett in funksjon.body if not isinstance(ett, ast.FunctionDef)]
    kalt = {
        node.func.id
        for node in ast.walk(ytre)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return len(ytre.body) < len(funksjon.body) and bool(kalt & KJORER_ETTER_LASEN) and _antall(ytre) <= 1


def _er_trygg(fil, navn, sett=frozenset()):
    if _er_udelelig(_handlingene()[fil, navn]) or _skriver_inni(_handlingene()[fil, navn]):
        return True
    brukere = _brukere()[fil, navn] - sett
    return navn.startswith("_") and bool(brukere) and all(_er_trygg(fil, b, sett | {navn}) for b in brukere)


def test_hver_handling_som_skriver_to_ganger_er_udelelig():
    skriver = [nokkel for nokkel, f in _handlingene().items() if _antall(f) > 1]
    delelige = [f"{fil}: {navn}" for fil, navn in skriver if not _er_trygg(fil, navn)]
    assert sorted(delelige) == sorted(I_DELER)
    assert len(skriver) > 100


def test_ingen_handling_er_udelelig_uten_grunn():
    """Én skriving er udelelig av seg selv. Det som ikke trengs, kan ingen prøve si fra om at er borte."""
    til_overs = [
        f"{fil}: {navn}"
        for (fil, navn), f in _handlingene().items()
        if any("atomic" in ast.unparse(d) for d in f.decorator_list)
        and (_antall(f) < 2 or _brukes_bare_trygt(fil, navn))
        and not any(_lener_seg(fil, k) for k in _kall(f))
    ]
    assert til_overs == []


def _lener_seg(fil, k):
    """En hjelper i filen som skriver mer enn én ting, og ikke er udelelig selv."""
    hjelper = _handlingene().get((fil, k.id)) if isinstance(k, ast.Name) else None
    return hjelper is not None and not _er_udelelig(hjelper) and _antall(hjelper) > 1


def _brukes_bare_trygt(fil, navn):
    brukere = _brukere()[fil, navn]
    return (
        navn.startswith("_") and bool(brukere) and all(_er_trygg(fil, b, frozenset({navn})) for b in brukere)
    )
