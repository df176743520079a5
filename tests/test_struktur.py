"""Reglene om oppbygning som verktøyene ikke ser."""

import ast
import csv
import inspect
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver

ROT = Path(__file__).resolve().parent.parent
RANG = {"veier": 0, "kommuner": 1, "entreprenorer": 2, "samarbeid": 3}
# De som er åpne, men sender den som ikke er midt i noe, videre; i matrisen ser de ut som sider som krever innlogging.
APNE_SOM_SENDER_VIDERE = {
    "account_complete_password_reset", "account_confirm_login_code", "account_confirm_password_reset_code",
    "account_email_verification_sent", "account_logout", "mfa_authenticate", "mfa_login_webauthn", "socialaccount_signup",
    "ikon", "prov_del", "prov_rett", "veiviser_del",
}  # fmt: skip


def _egne_modeller():
    return [
        m
        for m in apps.get_models(include_auto_created=True)
        if m.__module__.split(".")[0] in RANG and not m.__name__.endswith("Event")
    ]


def test_relasjoner_peker_bare_nedover():
    feil = []
    for modell in _egne_modeller():
        for felt in modell._meta.get_fields():
            mal = getattr(felt, "related_model", None)
            if mal and not felt.auto_created and mal.__module__.split(".")[0] in RANG:
                fra, til = modell.__module__.split(".")[0], mal.__module__.split(".")[0]
                if RANG[til] > RANG[fra]:
                    feil.append(f"{modell.__name__}.{felt.name} → {mal.__name__}")
    assert feil == []


def test_lavere_apper_bruker_ikke_navn_fra_hoyere():
    feil = []
    pakker = {init.parent.name for init in ROT.glob("*/*/__init__.py")}  # «veier.referanse» er ikke en modell
    for fil in ROT.glob("**/querysets.py"):
        app = fil.relative_to(ROT).parts[0]
        if app not in RANG:
            continue
        hoyere = {
            m._meta.model_name for m in _egne_modeller() if RANG[m.__module__.split(".")[0]] > RANG[app]
        }
        ord_ = set(re.findall(r"[a-z_]+", fil.read_text(encoding="utf-8")))
        feil += [f"{fil.name}: {navn}" for navn in (hoyere - pakker) & ord_]
    assert feil == []


def test_apne_adresser_er_bare_dem_matrisen_sier():
    """Uten konto får man det som står i matrisen: 302 eller 405 på både GET og POST er en lukket side."""
    with (ROT / "tests/tilgangsmatrise.csv").open(encoding="utf-8", newline="") as fil:
        rader = [rad for rad in csv.DictReader(fil, delimiter=";") if rad["metode"] != "HEAD"]
    i_matrisen = {rad["adresse"] for rad in rader if rad["anonym"] not in {"302", "405"}}
    apne = set()

    def samle(monstre):
        for monster in monstre:
            if hasattr(monster, "url_patterns"):
                if monster.app_name != "admin":
                    samle(monster.url_patterns)
            elif not getattr(monster.callback, "login_required", True):
                apne.add(monster.name)

    samle(get_resolver().url_patterns)
    assert i_matrisen & APNE_SOM_SENDER_VIDERE == set()
    assert apne == i_matrisen | APNE_SOM_SENDER_VIDERE


def test_hver_jobb_som_settes_i_ko_finnes():
    from procrastinate.contrib.django import app

    app.perform_import_paths()
    kjente = set(app.tasks)
    brukt = {
        navn
        for fil in ROT.glob("*/**/*.py")
        if fil.relative_to(ROT).parts[0] in RANG
        for navn in re.findall(r"sett_i_ko\(\s*\"([^\"]+)\"", fil.read_text(encoding="utf-8"))
        if "…" not in navn and navn != "app.jobb"
    }
    assert {"veier.rydd_jobbene", "entreprenorer.slett_utlopte", "kommuner.slett_utlopte"} <= kjente
    assert brukt <= kjente


def test_hver_jobb_med_et_klokkeslett_er_satt_opp():
    """Den som får tidspunktet, kjøres etter klokken. Uten dekoratøren er den en funksjon ingen kaller."""
    from procrastinate.contrib.django import app

    app.perform_import_paths()
    satt_opp = {planlagt.task.name for planlagt in app.periodic_registry.periodic_tasks.values()}
    moduler = [
        m for navn, m in sys.modules.items() if navn.split(".")[0] in RANG and "jobber" in navn.split(".")
    ]
    uten = [
        f"{modul.__name__}.{navn}"
        for modul in moduler
        for navn, funksjon in inspect.getmembers(modul, inspect.isfunction)
        if funksjon.__module__ == modul.__name__ and "timestamp" in inspect.signature(funksjon).parameters
    ]
    assert uten == []
    assert "veier.sok.slett_gamle_tomme_sok" in satt_opp and len(satt_opp) >= 15


@pytest.mark.parametrize("forbudt", ["|safe", "autoescape off", "onclick=", "<style", 'style="', "hx-on"])
def test_malene_holder_sikkerhetsreglene(forbudt):
    treff = [str(f) for f in (ROT / "templates").rglob("*.html") if forbudt in f.read_text(encoding="utf-8")]
    assert treff == []


def test_klokken_skrives_med_punktum_i_malene():
    treff = [str(f) for f in (ROT / "templates").rglob("*.html") if "H:i" in f.read_text(encoding="utf-8")]
    assert treff == []


def test_hver_delmal_sier_hvilke_parametre_den_har():
    uten = [
        f.name
        for f in (ROT / "templates").rglob("_*.html")
        if "Parametre:" not in f.read_text(encoding="utf-8").splitlines()[0]
    ]
    assert uten == []


@pytest.mark.parametrize(("begynner", "slutter"), [("{#", "#}"), ("{%", "%}"), ("{{", "}}")])
def test_ingenting_i_en_mal_gar_over_to_linjer(begynner, slutter):
    """Django ser da bare tekst, og leseren får se kommentaren eller koden."""
    treff = [
        f"{fil.name}:{nr}"
        for fil in (ROT / "templates").rglob("*.html")
        for nr, linje in enumerate(fil.read_text(encoding="utf-8").splitlines(), 1)
        if linje.count(begynner) != linje.count(slutter)
    ]
    assert treff == []


def test_en_setning_over_flere_linjer_i_en_mal_er_trimmet():
    """Malene leses uten innrykk, så uten ``trimmed`` ville setningen ikke vært den som er oversatt."""
    uten = []
    for fil in (ROT / "templates").rglob("*.html"):
        for tagg, setning in re.findall(
            r"{% blocktranslate([^%]*)%}(.*?){% endblocktranslate %}", fil.read_text(encoding="utf-8"), re.S
        ):
            if "\n" in setning and "trimmed" not in tagg.split():
                uten.append(f"{fil.name}: {setning.split()[:5]}")
    assert uten == []


def test_en_delmal_med_skjema_far_skjemavernet_med_seg():
    """«only» stenger også csrf_token ute; da blir hvert skjema i delmalen avvist."""
    mangler = []
    for fil in (ROT / "templates").rglob("*.html"):
        for merke in re.findall(r"{%\s*include\b.*?%}", fil.read_text(encoding="utf-8")):
            navn = re.search(r'include "([^"]+)"', merke)
            if navn and " only" in merke and "csrf_token=csrf_token" not in merke:
                innhold = (ROT / "templates" / navn[1]).read_text(encoding="utf-8")
                if "{% csrf_token %}" in innhold:
                    mangler.append(f"{fil.name}: {navn[1]}")
    assert mangler == []


def test_bare_doren_for_tekst_normaliserer():
    """Python ordner merkene etter en bokstav i andre potens. I ``veier/tekst`` er de talt først."""
    andre = [
        str(fil.relative_to(ROT))
        for app in RANG
        for fil in (ROT / app).rglob("*.py")
        if "unicodedata.normalize" in fil.read_text(encoding="utf-8")
        and fil.parent != ROT / "veier" / "tekst"
    ]
    assert andre == []


def test_ingen_funksjon_har_klokken_som_standardverdi():
    treff = [
        str(f)
        for app in RANG
        for f in (ROT / app).rglob("*.py")
        if re.search(r"def .*=\s*(timezone|date|datetime)\.", f.read_text(encoding="utf-8"))
    ]
    assert treff == []


def test_en_fil_som_deler_verdenen_lager_ikke_en_til():
    """``verden`` står til filens siste prøve er ferdig. Lages en til imens, går det bra i noen rekkefølger og ikke i andre."""
    egne = re.compile(r"^def verden\(", re.M)
    begge = [
        fil.name
        for fil in (ROT / "tests").rglob("test_*.py")
        if re.search(r"def test_.*\bverden\b", tekst := fil.read_text(encoding="utf-8"))
        and "lag_verden()" in tekst
        and not egne.search(tekst)
    ]
    assert begge == []


LENGSTE_MALLINJE = 160


def test_ingen_linje_i_malene_er_lengre_enn_noen_leser():
    """Et langt ledd brytes på mellomrom, inne i en tagg, eller i ``{% blocktranslate trimmed %}``."""
    lange = [
        f"{fil.relative_to(ROT)}:{nr}: {len(linje)}"
        for fil in (ROT / "templates").rglob("*.*")
        for nr, linje in enumerate(fil.read_text(encoding="utf-8").splitlines(), 1)
        if len(linje) > LENGSTE_MALLINJE
    ]
    assert lange == []


LENGSTE_FIL, FLEST_MODULER = 300, 20
# Data og tabeller i Python: lister som leses ovenfra, ikke kode som skal deles.
OVER_LENGDEN = {
    "samarbeid/matching/setninger.py": "setningene motoren sier, én for hver kode",
    "samarbeid/matching/rader.py": "radene i databasen gjort om til motorens typer, én funksjon for hver",
    "samarbeid/matching/typer.py": "alle typene i motoren, uten annen kode enn egenskaper",
    "veier/taksonomi/models.py": "tabellene for fagordene, én klasse for hver",
}


def _moduler():
    for fil in (f for app in RANG for f in (ROT / app).rglob("*.py")):
        if "migrations" not in fil.parts:
            yield fil


def test_ingen_fil_er_lengre_enn_noen_leser():
    lange = {
        str(fil.relative_to(ROT)): antall
        for fil in _moduler()
        if (antall := len(fil.read_text(encoding="utf-8").splitlines())) > LENGSTE_FIL
    }
    assert lange.keys() - OVER_LENGDEN.keys() == set(), lange
    assert OVER_LENGDEN.keys() - lange.keys() == set(), "unntak som ikke trengs lenger"


def test_ingen_mappe_har_flere_moduler_enn_noen_holder_oversikt_over():
    antall = Counter(fil.parent.relative_to(ROT) for fil in _moduler() if fil.name != "__init__.py")
    assert {str(mappe): n for mappe, n in antall.items() if n > FLEST_MODULER} == {}


def _hoyere(app):
    """Navnene en app ikke skal kjenne: tabellene, modellene og jobbene i appene over."""
    over = {navn for navn, rang in RANG.items() if rang > RANG[app]}
    modeller = [m for m in _egne_modeller() if m.__module__.split(".")[0] in over]
    tabeller = {m._meta.db_table for m in modeller} | {m._meta.label for m in modeller}
    return tabeller, re.compile(rf"\b(?:{'|'.join(sorted(over))})[._][a-z_]+") if over else None


def _strenger(fil):
    """(linje, tekst) for hver streng i filen som ikke er en docstring."""
    tre = ast.parse(fil.read_text(encoding="utf-8"))
    prosa = {
        id(node.body[0].value)
        for node in ast.walk(tre)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tre):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prosa:
            yield node.lineno, node.value


# En lavere app starter arbeid i en høyere bare ved navn, og bare slik; settings og urls setter appene sammen.
_ETT_NAVN = re.compile(r"^[a-z]+\.[a-z_]+$")
SETTER_SAMMEN = {"veier/settings/apper.py", "veier/urls.py"}


def test_sql_i_en_app_navngir_bare_egne_tabeller_og_dem_under():
    """Import-linter ser ikke SQL: en spørring, en trigger eller en liste av koder kan gå oppover likevel."""
    assert [sti for sti in SETTER_SAMMEN if not (ROT / sti).is_file()] == []
    feil = []
    for app in RANG:
        tabeller, monster = _hoyere(app)
        for fil in sorted((ROT / app).rglob("*.py")):
            sti = str(fil.relative_to(ROT))
            if "migrations" in fil.parts or monster is None or sti in SETTER_SAMMEN:
                continue
            i_ko = set(re.findall(r"sett_i_ko\(\s*\"([^\"]+)\"", fil.read_text(encoding="utf-8")))
            for linje, tekst in _strenger(fil):
                funnet = {o for o in re.findall(r"[\w.]+", tekst) if o in tabeller}
                funnet |= {o for o in monster.findall(tekst) if o in tabeller or _ETT_NAVN.match(o)}
                feil += [f"{sti}:{linje} {navn}" for navn in sorted(funnet - i_ko)]
    assert feil == []


def test_proven_ser_sql_som_gar_oppover():
    tabeller, monster = _hoyere("veier")
    assert "samarbeid_treff" in tabeller
    assert monster.findall("INSERT INTO jobs VALUES ('samarbeid.beregn_alle_treff')") == [
        "samarbeid.beregn_alle_treff"
    ]
