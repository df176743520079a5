"""Hver handling som skriver mer enn én ting, er udelelig: alt blir stående, eller ingenting."""

import ast

from tests.conftest import ROT

SKRIVER = {
    "save",
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
}
# Handlinger i flere deler som hver for seg er hele, fordi den siste ikke kan angre den første.
I_DELER = {
    "entreprenorer/handlinger/logo.py": {
        "lagre_logo",
        "rydd_logoer",
    },  # filer; raden som viser til dem, skrives til slutt
}


def _moduler():
    for app in ("veier", "kommuner", "entreprenorer", "samarbeid"):
        for fil in sorted((ROT / app).glob("**/*.py")):
            if fil.stem == "handlinger" or fil.parent.name == "handlinger":
                yield fil


def _er_udelelig(funksjon):
    """Dekorert med ``transaction.atomic``, eller med den rundt."""
    if any("atomic" in ast.unparse(d) for d in funksjon.decorator_list):
        return True
    return any("atomic" in ast.unparse(w.items[0]) for w in ast.walk(funksjon) if isinstance(w, ast.With))


def _skriver(funksjon, andre):
    """Antall steder funksjonen skriver, selv eller gjennom en annen i den samme filen."""
    kall = [n.func for n in ast.walk(funksjon) if isinstance(n, ast.Call)]
    selv = sum(isinstance(k, ast.Attribute) and k.attr in SKRIVER for k in kall)
    return selv + sum(isinstance(k, ast.Name) and k.id in andre for k in kall)


def test_hver_handling_som_skriver_to_ganger_er_udelelig():
    delelige, sett = [], 0
    for fil in _moduler():
        sti = str(fil.relative_to(ROT))
        funksjoner = [
            n for n in ast.parse(fil.read_text(encoding="utf-8")).body if isinstance(n, ast.FunctionDef)
        ]
        skriver = {f.name for f in funksjoner if _skriver(f, set())}
        for funksjon in funksjoner:
            if not funksjon.name.startswith("_") and _skriver(funksjon, skriver) > 1:
                sett += 1
                if not _er_udelelig(funksjon) and funksjon.name not in I_DELER.get(sti, ()):
                    delelige.append(f"{sti}: {funksjon.name}")
    assert "\n".join(delelige) == ""
    assert sett > 20
