"""Feilene script/test --mutanter setter inn. cosmic-ray er bare installert når det er bedt om dem."""

import pytest

pytest.importorskip("cosmic_ray")

from script import mutanter
from script.mutantfunn import ROT, finn_mutanter, mutert
from script.mutantkopi import GRUNDIGE, grundige


def _feilene(kode, tmp_path, monkeypatch):
    """Koden med hver feil satt inn."""
    monkeypatch.setattr("script.mutantfunn.ROT", tmp_path)
    fil = tmp_path / "kode.py"
    fil.write_text(kode)
    return {mutert(kode, m).strip() for m in finn_mutanter(fil)}


@pytest.mark.parametrize(
    ("kode", "feil"),
    [
        ("a < b", {"a <= b", "a >= b"}),
        ("a >= b", {"a > b", "a < b"}),
        ("a == b", {"a != b"}),
        ("a is None", {"a is not None"}),
        ("a in b", {"a not in b"}),
        ("a not in b", {"a in b"}),
        ("a / b", {"a * b"}),
        ("a | b", {"a & b"}),
        ("x = a and b", {"x = a or b"}),
        ("def f(a, *, b): pass", set()),
        ("@lru_cache(maxsize=9)\ndef f(): pass", {"def f(): pass"}),
        ("x: int | None", set()),
    ],
)
def test_en_feil_er_det_motsatte_eller_grensen_ved_siden_av(kode, feil, tmp_path, monkeypatch):
    assert _feilene(kode, tmp_path, monkeypatch) == feil


def test_en_fil_med_bare_tall_proves_av_testene_til_filene_som_bruker_den():
    linjer = {"veier/sok/typer.py": {20: []}, "veier/sok/forms.py": {3: ["tests/a.py::test_a"]}}
    bruker = next(
        str(fil.relative_to(ROT))
        for fil in sorted((ROT / "veier/sok").glob("*.py"))
        if "from veier.sok.typer import" in fil.read_text()
    )
    dekning = mutanter.Dekning({**linjer, bruker: {1: ["tests/b.py::test_b"]}}, {})
    mutant = mutanter.Mutant("veier/sok/typer.py", "core/NumberReplacer", 0, 20, "filen")
    assert dekning.tester(mutant) == ["tests/b.py::test_b"]


def test_de_lange_provene_om_en_fil_finnes():
    assert grundige("veier/sikkerhetskopi/handlinger.py") == ["tests/veier/test_sikkerhetskopi.py"]
    assert grundige("veier/konto/tilganger.py") == []
    filer = [fil for tester in GRUNDIGE.values() for fil in tester]
    assert all("mark.grundig" in (ROT / fil).read_text() for fil in filer)
