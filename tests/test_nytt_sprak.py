"""Et tredje språk: oppskriften i docs/oppskrifter.md, fulgt i en kopi av portalen, og sidene lest fra en ekte tjener."""

import csv
import html
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from tests.conftest import ROT
from tests.tjenere import i_drift

pytestmark = [pytest.mark.django_db, pytest.mark.grundig, pytest.mark.xdist_group("nytt_sprak")]

MAPPER = ("veier", "kommuner", "entreprenorer", "samarbeid", "templates", "static", "locale", "script")
SIDER = (
    "/", "/modeller/", "/modeller/pilotavtale/", "/eksempler/", "/tilskudd/", "/maler/pilotavtale/", "/prov/",
    "/forsta/ordbok/", "/offentlige/oslo-kommune/", "/sok/?q=demens", "/modeller/sammenlign/?m=pilotavtale&m=driftsavtale",
    "/entreprenorer/", "/kontakt/", "/om/",
)  # fmt: skip
LINJEN = '    Sprak("en", "English", "English", "engelsk", "en-GB"),\n'
MERKNAD = "[en] Noe på denne siden finnes bare på bokmål."


def _kopi(til):
    for mappe in MAPPER:
        shutil.copytree(ROT / mappe, til / mappe, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    for fil in ("manage.py", "pyproject.toml"):
        shutil.copy(ROT / fil, til / fil)
    (til / ".bygg").symlink_to(ROT / ".bygg")


def _fyll_kolonne(fil, kolonne, verdi):
    """En kolonne til i filen; ``verdi`` gjør raden til teksten på engelsk, eller tom."""
    with fil.open(encoding="utf-8", newline="") as inn:
        rader = list(csv.DictReader(inn))
    with fil.open("w", encoding="utf-8", newline="") as ut:
        skriver = csv.DictWriter(ut, [*rader[0], kolonne])
        skriver.writeheader()
        skriver.writerows(rad | {kolonne: verdi(rad)} for rad in rader)


def _kjor(drift, *kommando):
    ut = subprocess.run(
        [sys.executable, *kommando], cwd=drift.rot, env=drift.miljo, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert ut.returncode == 0, f"{kommando}: {ut.stdout[-2000:]}{ut.stderr[-2000:]}"
    return ut.stdout


def _legg_til_engelsk(drift):
    """Oppskriften: listen, katalogen, tekstene. Ingenting annet i kopien endres."""
    rot = drift.rot
    listen = rot / "veier" / "sprak.py"
    fast = '    Sprak("nn", "Nynorsk", "nynorsk", "nynorsk", "nn-NO", lovet=True),\n'
    kilde = listen.read_text(encoding="utf-8")
    assert fast in kilde
    listen.write_text(kilde.replace(fast, fast + LINJEN), encoding="utf-8")
    _kjor(drift, "script/meldinger.py")
    po = rot / "locale" / "en" / "LC_MESSAGES" / "django.po"
    katalog = "import sys; sys.path[:0] = ['script']; import meldinger as m; from pathlib import Path; p = Path(sys.argv[1]);"
    katalog += "m.skriv_po({k: tuple('[en] ' + t if t else '' for t in k) for k in m.les_po(p)}, p)"
    _kjor(drift, "-c", katalog, str(po))
    _kjor(drift, "script/oversett.py")
    brev = rot / "veier" / "epost" / "tekster" / "en"
    brev.mkdir()
    nb = (rot / "veier" / "epost" / "tekster" / "nb" / "konto_slettet.md").read_text(encoding="utf-8")
    (brev / "konto_slettet.md").write_text(f"In English: {nb}", encoding="utf-8")
    data = rot / "veier" / "taksonomi" / "data"
    _fyll_kolonne(data / "temaer.csv", "navn_en", lambda rad: f"EN {rad['slug']}")
    _fyll_kolonne(
        data / "modeller.csv", "kort_en", lambda rad: "Try it out." if rad["slug"] == "pilotavtale" else ""
    )


@pytest.fixture(scope="module")
def engelsk(tmp_path_factory, django_db_setup, django_db_blocker):
    """Tjeneren i kopien med engelsk, og svaret på hver side: {(språk, sti): svar}."""
    rot = tmp_path_factory.mktemp("portal")
    _kopi(rot)
    with (
        django_db_blocker.unblock(),
        i_drift("nytt_sprak", rot=rot, VEIER_DATA=str(settings.DATAMAPPE)) as drift,
    ):
        _legg_til_engelsk(drift)
        assert "No changes" in _kjor(drift, "manage.py", "makemigrations", "--check", "--dry-run")
        _kjor(drift, "manage.py", "migrate", "--check")
        _kjor(drift, "manage.py", "last_referanse")
        drift.start_tjener()
        drift.svar = {(s, sti): drift.hent(s + sti) for s in ("", "/nn", "/en") for sti in SIDER}
        yield drift


def _tekst(side):
    return html.unescape(re.sub(r"<[^>]+>", " ", side))


@pytest.mark.grundig
@pytest.mark.parametrize("sti", SIDER)
def test_hver_side_finnes_pa_det_nye_spraket(engelsk, sti):
    svar = engelsk.svar["/en", sti]
    assert svar.status == 200
    assert svar.getheader("Content-Language") == "en"
    assert svar.tekst.startswith('<!doctype html>\n<html lang="en"')
    assert "[en] Hopp til innholdet" in svar.tekst
    ren = html.escape(sti)
    for kode, foran in (("nb", ""), ("nn", "/nn"), ("en", "/en")):
        if sti != "/prov/":  # den er ikke for søkemotorer
            assert f'hreflang="{kode}" href="{engelsk.miljo["VEIER_ADRESSE"]}{foran}{ren}"' in svar.tekst
    menyen = re.search(r'<ul class="meny">.*?</ul>', svar.tekst, re.S)[0]
    assert re.findall(r'hreflang="(\w+)">([^<]+)', menyen) == [("nb", "Bokmål"), ("nn", "Nynorsk")]
    assert {
        a.split("/")[1] for a in re.findall(r'href="(/[^"]*)"', menyen) if f'"{a}" lang' not in menyen
    } == {"en"}


@pytest.mark.parametrize("sti", SIDER)
def test_ingen_tagg_havner_der_det_bare_kan_sta_tekst(engelsk, sti):
    side = engelsk.svar["/en", sti].tekst
    assert re.findall(r'="[^"<>]*<[^"]*"', side) == []
    assert re.findall(r"<(title|option|textarea)\b[^>]*>[^<]*<span", side) == []
    assert "&lt;span" not in side


def test_det_som_ikke_er_oversatt_star_pa_bokmal_med_lang_og_siden_sier_det(engelsk):
    side = engelsk.svar["/en", "/modeller/pilotavtale/"].tekst
    nb = engelsk.svar["", "/modeller/pilotavtale/"].tekst
    nar = re.search(r'id="nar">[^<]*</h2><p>([^<]+)', nb)[1]
    assert f'<p><span lang="nb">{nar}</span></p>' in side
    assert '<p class="ingress">Try it out.</p>' in side
    steg = re.findall(r'<li class="stasjon[^>]*>([^<]+)</li>', nb)
    assert re.findall(r'<li class="stasjon[^>]*><span lang="nb">([^<]+)</span></li>', side) == steg
    assert MERKNAD in _tekst(side)
    assert side.index(MERKNAD) < side.index("<h1")


def test_en_side_som_er_helt_oversatt_har_ingen_merknad(engelsk):
    for sprak, sti in (
        ("/en", "/kontakt/"),
        ("/nn", "/modeller/"),
        ("", "/modeller/pilotavtale/"),
    ):
        side = engelsk.svar[sprak, sti].tekst
        assert "bare på bokmål" not in side
        assert "berre på bokmål" not in side
        assert '<span lang="nb">' not in side


def test_nynorsk_star_der_det_sto_og_sier_fra_om_det_som_bare_er_pa_bokmal(engelsk):
    ordboken = engelsk.svar["/nn", "/forsta/ordbok/"].tekst
    assert 'lang="nn"' in ordboken[:60]
    assert "Noko på denne sida finst berre på bokmål." in ordboken
    assert "bare på bokmål" not in engelsk.svar["", "/forsta/ordbok/"].tekst


def test_tekstene_fra_filen_er_med_i_sidene_og_i_motoren(engelsk):
    assert "EN demens" in _tekst(engelsk.svar["/en", "/eksempler/"].tekst)
    kode = (
        "import json; from django.utils.translation import override\n"
        "from samarbeid.matching.profiler import hent_kunnskap\n"
        "with override('en'): k = hent_kunnskap()\n"
        "print(json.dumps([k.temaer['demens'].navn, hent_kunnskap().temaer['demens'].navn]))"
    )
    assert engelsk.kjor(kode) == ["EN demens", "Demens"]


def test_en_e_post_som_ikke_er_oversatt_sendes_pa_bokmal_og_sier_det(engelsk):
    kode = (
        "import json; from veier.epost import maler\n"
        "v = lambda m: {f: 'x' for f in maler.felter(m, 'en')}\n"
        "b = [maler.lag_melding(m, malform='en', verdier=v(m)) for m in ('konto_slettet', 'konto_endret')]\n"
        "print(json.dumps([[x.emne, x.tekst, x.html] for x in b]))"
    )
    egen, reserve = engelsk.kjor(kode)
    assert egen[0].startswith("In English: ")
    assert '<html lang="en">' in egen[2]
    assert "bare på bokmål" not in egen[1]
    assert reserve[1].startswith("[en] Vi har denne e-posten bare på bokmål.")
    assert '<html lang="nb">' in reserve[2]
    assert '<p lang="en">[en] Vi har denne e-posten bare på bokmål.</p>' in reserve[2]


def test_oppskriften_endrer_bare_listen_katalogen_og_tekstene(engelsk):
    endret = set()
    for mappe in MAPPER:
        for fil in (engelsk.rot / mappe).rglob("*"):
            if not fil.is_file() or "__pycache__" in fil.parts or fil.suffix == ".mo":
                continue
            sti = fil.relative_to(engelsk.rot)
            if not (ROT / sti).exists() or (ROT / sti).read_bytes() != fil.read_bytes():
                endret.add(str(sti))
    assert endret == {
        "veier/sprak.py",
        "locale/en/LC_MESSAGES/django.po",
        "veier/epost/tekster/en/konto_slettet.md",
        "veier/taksonomi/data/temaer.csv",
        "veier/taksonomi/data/modeller.csv",
    }
