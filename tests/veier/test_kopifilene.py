"""Bildene i sikkerhetskopien, og det som må være tomt: uten en database, så de prøves hver gang."""

from __future__ import annotations

import pytest

from veier.sikkerhetskopi import handlinger
from veier.sikkerhetskopi.fil import Kopifeil


@pytest.fixture
def bilder(settings, tmp_path):
    rot = tmp_path / "data" / "dypere" / "bilder"
    settings.MEDIA_ROOT = str(rot)
    return rot


def _legg(rot, *navn):
    for ett in navn:
        (rot / ett).parent.mkdir(parents=True, exist_ok=True)
        (rot / ett).write_bytes(ett.encode())


def test_bare_filer_er_med_og_flere_i_den_samme_mappen(bilder, tmp_path):
    arbeid = tmp_path / "arbeid"
    assert handlinger._bilder(arbeid) == {}, "mappen finnes ikke ennå"
    _legg(bilder, "logo/a.png", "logo/b.png", "c.png")
    (bilder / "lenke.png").symlink_to(bilder / "c.png")
    (bilder / "tom").mkdir()
    ut = handlinger._bilder(arbeid)
    assert sorted(sti.read_bytes() for sti in ut.values()) == [b"c.png", b"logo/a.png", b"logo/b.png"]
    assert all(navn.endswith(sti.name) and arbeid in sti.parents for navn, sti in ut.items())


def test_en_fil_som_ryddes_imens_er_bare_ikke_med(bilder, tmp_path, monkeypatch):
    _legg(bilder, "a.png", "b.png")
    ekte = handlinger.shutil.copyfile

    def kopier(fra, til):
        if fra.name == "a.png":
            raise FileNotFoundError(fra)
        return ekte(fra, til)

    monkeypatch.setattr(handlinger.shutil, "copyfile", kopier)
    assert [sti.name for sti in handlinger._bilder(tmp_path / "arbeid").values()] == ["b.png"]


def test_databasen_og_mappen_for_bilder_maa_vaere_tomme(bilder, monkeypatch):
    monkeypatch.setattr(handlinger.postgres, "tabeller", lambda: ["brukere"])
    with pytest.raises(Kopifeil, match="Databasen er ikke tom"):
        handlinger._krev_tomt()
    monkeypatch.setattr(handlinger.postgres, "tabeller", lambda: [])
    handlinger._krev_tomt()
    (bilder / "tom").mkdir(parents=True)
    handlinger._krev_tomt()
    _legg(bilder, "tom/a.png")
    with pytest.raises(Kopifeil, match="er ikke tom"):
        handlinger._krev_tomt()


def test_bildene_byttes_med_alt_som_var_der(bilder, tmp_path):
    _legg(tmp_path / "kopi", "logo/ny.png", "ny.png")
    nye = handlinger._legg_klar_bildene(tmp_path / "kopi")
    assert nye.parent == bilder.parent, "ved siden av, så byttet er et navnebytte"
    assert nye.stat().st_mode & 0o777 == 0o755  # en annen bruker enn den som legger inn, viser dem fram
    _legg(bilder, "gammel.png", "logo/gammel.png")
    handlinger._bytt_bildene(nye)
    assert sorted(str(f.relative_to(bilder)) for f in bilder.rglob("*") if f.is_file()) == [
        "logo/ny.png",
        "ny.png",
    ]
    assert not nye.exists()
    uten = handlinger._legg_klar_bildene(tmp_path / "finnes-ikke")
    handlinger._bytt_bildene(uten)
    assert list(bilder.iterdir()) == []


@pytest.mark.parametrize(
    ("antall", "igjen"), [(2, ["2", "3"]), (3, ["1", "2", "3"]), (0, ["1", "2", "3"]), (1, ["3"])]
)
def test_de_nyeste_beholdes_og_andres_filer_rores_ikke(tmp_path, antall, igjen):
    for nr in "123":
        (tmp_path / f"{handlinger.FORSTE}2026010{nr}T000000Z{handlinger.ENDELSE}").touch()
    (tmp_path / "min-egen.txt").touch()
    handlinger.behold(tmp_path, antall)
    navn = sorted(f.name for f in tmp_path.iterdir() if f.name != "min-egen.txt")
    assert [n.removeprefix(f"{handlinger.FORSTE}2026010")[0] for n in navn] == igjen
    assert (tmp_path / "min-egen.txt").exists()
