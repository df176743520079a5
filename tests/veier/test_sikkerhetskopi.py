"""Sikkerhetskopien: tatt mens noen skriver, lagt inn på et tomt sted, og lik. Det som ikke er helt, avvises."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import tarfile
import threading
from pathlib import Path

import psycopg
import pytest

from tests.conftest import ROT, _admin, kopier_database, slett_database
from tests.tjenere import databaseadresse

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("klynge")]  # basene heter det samme


NOKLER = {"SECRET_KEY": secrets.token_urlsafe(64), "VEIER_KRYPTONOKLER": secrets.token_urlsafe(64)}


class Sted:
    """En portal med egen database og egen mappe for bilder."""

    def __init__(self, navn: str, mappe: Path):
        self.navn, self.bilder = navn, mappe / navn / "bilder"
        self.bilder.mkdir(parents=True)
        self.url = databaseadresse(navn)
        self.miljo = {
            **os.environ,
            "DATABASE_URL": self.url,
            "VEIER_OPPLASTET": str(self.bilder),
            "VEIER_DATA": str(mappe / navn / "data"),
            **NOKLER,
        }

    def kjor(self, *argumenter: str, **miljo: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *argumenter],
            cwd=ROT, env={**self.miljo, **miljo}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def sql(self, sporring: str, *verdier):
        with psycopg.connect(self.url) as db:
            svar = db.execute(sporring, verdier)
            return svar.fetchall() if svar.description else []

    def tabeller(self) -> dict[str, tuple[int, str]]:
        """Tabellen → antall rader og en sum av innholdet. Øktene er ikke med i en kopi."""
        navn = [n for (n,) in self.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        navn = [n for n in navn if n != "django_session"]
        return {
            n: self.sql(
                f"SELECT count(*), coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') FROM \"{n}\" t"
            )[0]
            for n in navn
        }

    def skjema(self) -> list[tuple[str, ...]]:
        rader = self.sql(
            "SELECT 'trigger', tgrelid::regclass::text, tgname::text, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal"
            " UNION ALL SELECT 'regel', conrelid::regclass::text, conname::text, pg_get_constraintdef(oid) FROM pg_constraint"
            "   WHERE connamespace = 'public'::regnamespace"
            " UNION ALL SELECT 'indeks', tablename::text, indexname::text, indexdef FROM pg_indexes WHERE schemaname = 'public'"
            " UNION ALL SELECT 'teller', sequencename::text, '', coalesce(last_value, 0)::text FROM pg_sequences ORDER BY 1, 2, 3"
        )
        # Vilkårene skriver PostgreSQL med andre parenteser og typer når de er lest inn igjen. De sier det samme.
        typer = re.compile(r"[()]|::(character varying|text)(\[\])?")
        return [
            (*rad[:3], typer.sub("", rad[3]) if rad[0] in {"indeks", "regel"} else rad[3]) for rad in rader
        ]


@pytest.fixture
def fra(tmp_path):
    kopier_database("kopi_fra")
    sted = Sted("kopi_fra", tmp_path)
    for nr in range(3):
        (sted.bilder / "logo").mkdir(exist_ok=True)
        (sted.bilder / "logo" / f"{nr}.png").write_bytes(os.urandom(2000 + nr))
    sted.sql("INSERT INTO django_session VALUES ('stjaalet', 'x', now() + interval '90 days')")
    yield sted
    slett_database("kopi_fra")


@pytest.fixture
def til(tmp_path):
    slett_database("kopi_til")
    with _admin() as admin:
        admin.execute("CREATE DATABASE kopi_til")
    yield Sted("kopi_til", tmp_path)
    slett_database("kopi_til")


@pytest.fixture
def nokkel(fra, tmp_path):
    svar = fra.kjor("sikkerhetskopi", str(tmp_path / "nokkel.txt"), "--ny-nokkel")
    assert (tmp_path / "nokkel.txt").stat().st_mode & 0o077 == 0
    return svar.stdout.split("VEIER_KOPINOKKEL=")[1].split()[0]


@pytest.fixture
def kopi(fra, nokkel, tmp_path):
    fil = tmp_path / "kopi.veier"
    svar = fra.kjor("sikkerhetskopi", str(fil), VEIER_KOPINOKKEL=nokkel)
    assert svar.returncode == 0, svar.stderr
    return fil


def _avvist(svar, setning):
    assert svar.returncode == 1
    (linje,) = svar.stderr.strip().splitlines()
    assert setning in linje


def _bildene(sted):
    return {str(f.relative_to(sted.bilder)): f.read_bytes() for f in sted.bilder.rglob("*") if f.is_file()}


@pytest.mark.grundig
def test_kopien_lagt_inn_pa_et_tomt_sted_er_lik(fra, til, kopi, tmp_path):
    assert kopi.read_bytes()[:21] == b"age-encryption.org/v1" and kopi.stat().st_mode & 0o077 == 0
    svar = til.kjor("gjenopprett", str(kopi), "--nokkel", str(tmp_path / "nokkel.txt"))
    assert svar.returncode == 0, svar.stderr
    assert "3 bilder" in svar.stdout and "OBS" not in svar.stdout
    assert len(fra.tabeller()) > 40 and sum(antall for antall, _sum in fra.tabeller().values()) > 1000
    assert til.tabeller() == fra.tabeller()
    assert til.skjema() == fra.skjema()
    assert len(_bildene(fra)) == 3 and _bildene(til) == _bildene(fra)
    # En økt som er avsluttet siden, kanskje fordi den var stjålet, lever ikke igjen av en kopi.
    assert fra.sql("SELECT count(*) FROM django_session") == [(1,)]
    assert til.sql("SELECT count(*) FROM django_session") == [(0,)]
    # Og portalen går på det.
    assert til.kjor("migrate", "--check").returncode == 0
    assert til.kjor("last_referanse").returncode == 0


@pytest.mark.grundig
def test_med_andre_nokler_sies_det_og_en_full_database_erstattes(fra, til, kopi, tmp_path):
    assert til.kjor("gjenopprett", str(kopi), "--nokkel", str(tmp_path / "nokkel.txt")).returncode == 0
    annen = til.kjor(
        "gjenopprett",
        str(kopi),
        "--nokkel",
        str(tmp_path / "nokkel.txt"),
        "--overskriv",
        SECRET_KEY=secrets.token_urlsafe(64),
    )
    assert "OBS: SECRET_KEY er en annen" in annen.stdout
    assert til.tabeller() == fra.tabeller()


@pytest.mark.grundig
def test_kopien_er_fra_ett_oyeblikk_selv_om_noen_skriver(fra, til, nokkel, tmp_path):
    """Noen legger inn rader i to tabeller som alltid skal ha like mange, og et bilde før hver rad."""
    fra.sql("CREATE TABLE a (bilde text)")
    fra.sql("CREATE TABLE b (bilde text)")
    stopp = threading.Event()

    def skriv():
        with psycopg.connect(fra.url) as db:
            for nr in range(100_000):
                (fra.bilder / f"{nr}.bin").write_bytes(b"x")
                db.execute("INSERT INTO a VALUES (%s)", [f"{nr}.bin"])
                db.execute("INSERT INTO b VALUES (%s)", [f"{nr}.bin"])
                db.commit()
                if stopp.wait(0.002):
                    return

    traad = threading.Thread(target=skriv)
    traad.start()
    try:
        svar = fra.kjor("sikkerhetskopi", str(tmp_path / "k.veier"), "--mottaker", nokkel)
    finally:
        stopp.set()
        traad.join()
    assert svar.returncode == 0, svar.stderr
    assert (
        til.kjor(
            "gjenopprett", str(tmp_path / "k.veier"), "--nokkel", str(tmp_path / "nokkel.txt")
        ).returncode
        == 0
    )
    i_a, i_b = til.sql("SELECT bilde FROM a"), til.sql("SELECT bilde FROM b")
    assert 0 < len(i_a) < len(fra.sql("SELECT bilde FROM a"))
    assert sorted(i_a) == sorted(i_b)
    assert {navn for (navn,) in i_a} <= set(_bildene(til))


@pytest.mark.grundig
def test_et_sted_som_ikke_er_tomt_rores_ikke_uten_overskriv(fra, kopi, tmp_path):
    fra.sql("CREATE TABLE etterpa ()")
    nokkelfil = str(tmp_path / "nokkel.txt")
    _avvist(fra.kjor("gjenopprett", str(kopi), "--nokkel", nokkelfil), "er ikke tom")
    assert "etterpa" in fra.tabeller()
    (fra.bilder / "ny.png").write_bytes(b"ny")
    assert fra.kjor("gjenopprett", str(kopi), "--nokkel", nokkelfil, "--overskriv").returncode == 0
    assert "etterpa" not in fra.tabeller() and "ny.png" not in _bildene(fra)


@pytest.mark.grundig
def test_feil_nokkel_skadet_avkortet_og_fremmed_fil_avvises(fra, til, kopi, tmp_path):
    nokkelfil = str(tmp_path / "nokkel.txt")
    fra.kjor("sikkerhetskopi", str(tmp_path / "annen.txt"), "--ny-nokkel")
    _avvist(til.kjor("gjenopprett", str(kopi), "--nokkel", str(tmp_path / "annen.txt")), "nøkkelen er feil")
    _avvist(til.kjor("gjenopprett", str(kopi)), "er kryptert")
    _avvist(til.kjor("gjenopprett", str(tmp_path / "finnes-ikke"), "--nokkel", nokkelfil), "kan ikke leses")
    innhold = kopi.read_bytes()
    midt = len(innhold) // 2
    for navn, data in {
        # Ett bit: en fast bokstav kan være den som sto der.
        "midten": innhold[:midt] + bytes([innhold[midt] ^ 1]) + innhold[midt + 1 :],
        "kuttet": innhold[:-1],
        "halv": innhold[:midt],
        "lang": innhold + b"x",
    }.items():
        (tmp_path / navn).write_bytes(data)
        _avvist(til.kjor("gjenopprett", str(tmp_path / navn), "--nokkel", nokkelfil), "skadet eller avbrutt")
    (tmp_path / "tull").write_bytes(b"dette er ingen kopi")
    _avvist(til.kjor("gjenopprett", str(tmp_path / "tull")), "kan ikke brukes")
    assert til.tabeller() == {} and _bildene(til) == {}


@pytest.mark.grundig
def test_en_ukryptert_kopi_avvises_ogsa_nar_den_er_kuttet_eller_endret(fra, til, tmp_path):
    fil = tmp_path / "apen.veier"
    assert fra.kjor("sikkerhetskopi", str(fil), "--ukryptert").returncode == 0
    innhold = fil.read_bytes()
    fil.write_bytes(innhold[: len(innhold) // 3])
    _avvist(til.kjor("gjenopprett", str(fil)), "skadet")
    fil.write_bytes(innhold.replace(b"PGDMP", b"PGDMX"))
    _avvist(til.kjor("gjenopprett", str(fil)), "skadet")
    fil.write_bytes(innhold)
    assert til.kjor("gjenopprett", str(fil)).returncode == 0


@pytest.mark.grundig
def test_en_kopi_fra_en_nyere_utgave_avvises(fra, til, tmp_path):
    fra.sql(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('veier', '9999_fra_framtiden', now())"
    )
    fil = tmp_path / "ny.veier"
    assert fra.kjor("sikkerhetskopi", str(fil), "--ukryptert").returncode == 0
    _avvist(til.kjor("gjenopprett", str(fil)), "nyere utgave")
    assert til.tabeller() == {}


@pytest.mark.grundig
def test_en_avbrutt_kopi_ligger_ikke_igjen_og_ser_ikke_hel_ut(fra, nokkel, tmp_path):
    mappe = tmp_path / "kopier"
    mappe.mkdir()
    laas = psycopg.connect(fra.url)
    laas.execute("LOCK TABLE brukere_bruker IN ACCESS EXCLUSIVE MODE")  # så den blir stående midt i
    prosess = subprocess.Popen(
        [sys.executable, "manage.py", "sikkerhetskopi", str(mappe), "--mottaker", nokkel],
        cwd=ROT, env=fra.miljo, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _forsok in range(400):
        if list(mappe.iterdir()) or prosess.poll() is not None:
            break
        threading.Event().wait(0.05)
    prosess.kill()
    prosess.wait()
    laas.close()
    assert list(mappe.glob("*.veier")) == []
    # Neste kopi er hel, og det halve telles ikke.
    assert fra.kjor("sikkerhetskopi", str(mappe), "--mottaker", nokkel, "--behold", "2").returncode == 0
    assert len(list(mappe.glob("veier-*.veier"))) == 1


@pytest.mark.grundig
def test_de_eldste_ryddes_og_bare_vare_egne(fra, nokkel, tmp_path):
    mappe = tmp_path / "kopier"
    mappe.mkdir()
    for navn in ("veier-20200101T000000Z.veier", "veier-20210101T000000Z.veier", "viktig.veier"):
        (mappe / navn).write_bytes(b"x")
    svar = fra.kjor("sikkerhetskopi", str(mappe), "--mottaker", nokkel, "--behold", "2")
    assert svar.returncode == 0 and "Slettet veier-20200101T000000Z.veier" in svar.stdout
    navnene = sorted(f.name for f in mappe.iterdir())
    assert navnene[:1] == ["veier-20210101T000000Z.veier"] and "viktig.veier" in navnene and len(navnene) == 3


def _uten_dekning(miljo):
    """Dekningen skriver en fil den også, og klager når disken er full."""
    return {navn: verdi for navn, verdi in miljo.items() if not navn.startswith("COV")}


@pytest.mark.grundig
def test_en_full_disk_er_en_setning_og_ingen_halv_fil(fra, nokkel, tmp_path):
    import resource

    mappe = tmp_path / "full"
    mappe.mkdir()
    # Dekningen skriver til den samme disken, og ville klaget selv.
    uten_maling = {navn: verdi for navn, verdi in fra.miljo.items() if not navn.startswith("COVERAGE_")}
    svar = subprocess.run(
        [sys.executable, "manage.py", "sikkerhetskopi", str(mappe), "--mottaker", nokkel],
        cwd=ROT, env=uten_maling, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )  # fmt: skip
    assert svar.returncode == 1
    assert len(svar.stderr.strip().splitlines()) == 1
    assert list(mappe.iterdir()) == []


@pytest.mark.grundig
def test_nokkelen_star_ikke_i_kopien_og_uten_kryptering_ma_det_sies(fra, tmp_path):
    _avvist(fra.kjor("sikkerhetskopi", str(tmp_path / "x.veier"), VEIER_KOPINOKKEL=""), "--ukryptert")
    fil = tmp_path / "apen.veier"
    assert fra.kjor("sikkerhetskopi", str(fil), "--ukryptert").returncode == 0
    assert fra.miljo["SECRET_KEY"].encode() not in fil.read_bytes()
    with tarfile.open(fil) as tar:
        assert b'"SECRET_KEY": "' in tar.extractfile("manifest.json").read()
