"""En ekte tjener (gunicorn) på sin egen kopi av databasen, og en ekte nettleser."""

import email
import email.policy
import itertools
import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.conftest import ROT, kopier_database, slett_database
from tests.kodekjorer import Kodekjorer
from tests.register import kjor_register
from tests.tjenere import databaseadresse, ledig_port
from tests.utsteder import KLIENT, NIVA, kjor_utsteder

# Playwright holder en hendelsesløkke åpen i testtråden; Django skal likevel kunne bruke databasen der.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

AXE = ROT / ".bygg" / "axe.min.js"
GRUNDIG = bool(os.environ.get("VEIER_GRUNDIG"))
# Ett tall for hver person og organisasjon prøvene lager, på tvers av filene: de deler database.
TELLER = itertools.count(1)


def _finn_nettleser():
    svar = subprocess.run(
        [sys.executable, str(ROT / "script" / "finn_nettleser.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    return svar.stdout.strip()


class Postkasse:
    """En ekte e-posttjener. ``kode`` venter på den siste koden til en adresse, ``lenke`` på den siste lenken."""

    def __init__(self):
        self.mottatt = []

    async def handle_DATA(self, server, session, envelope):
        melding = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.mottatt.append((envelope.rcpt_tos[0], melding.get_body(("plain",)).get_content()))
        return "250 OK"

    def _siste(self, til, monster, fra):
        # Køen kan være lang når andre prøver går samtidig; at meldingen kommer, er det som prøves.
        for _forsok in range(600):
            for adresse, tekst in reversed(self.mottatt[fra:]):
                if adresse == til and (treff := re.search(monster, tekst)):
                    return treff[0]
            time.sleep(0.1)
        raise AssertionError(f"ingen e-post til {til} med {monster}")

    def kode(self, til, *, fra=0):
        return self._siste(til, r"\b[A-Z]{3,4}-[A-Z]{3,4}\b", fra)

    def tekst(self, til, monster):
        return self._siste(til, monster, 0)

    def lenke(self, til, *, fra=0):
        return self._siste(til, r"http://\S+", fra)


@pytest.fixture(scope="session")
def postkasse():
    kasse = Postkasse()
    tjener = Controller(kasse, hostname="127.0.0.1", port=ledig_port())
    tjener.start()
    kasse.port = tjener.port
    yield kasse
    tjener.stop()


@pytest.fixture(scope="session")
def enhetsregisteret():
    with kjor_register() as svarene:
        yield svarene


@pytest.fixture(scope="session")
def utsteder():
    """Utstederen nettleserens ID-porten peker på."""
    with kjor_utsteder() as u:
        u.viser_side = True
        yield u


@pytest.fixture(scope="session")
def tjener(portalen):
    """Adressen til portalen."""
    return portalen["VEIER_ADRESSE"]


@pytest.fixture(scope="session")
def kjor(portalen):
    """Kjører kode i portalens miljø, og gir det den skrev som JSON på siste linje."""
    kjorer = Kodekjorer(portalen, ROT)
    yield kjorer
    kjorer.stopp()


@pytest.fixture
def fane(nettleser, portalen):
    """Lager en fane til, for en annen person: ``fane(okt)``."""
    apne = []

    def lag(okt="", **valg):
        sammenheng = nettleser.new_context(base_url=portalen["VEIER_ADRESSE"], locale="nb-NO", **valg)
        apne.append(sammenheng)
        logg_inn_fane(sammenheng, okt)
        ny = sammenheng.new_page()
        ny.set_default_timeout(15_000)
        return ny

    yield lag
    for sammenheng in apne:
        sammenheng.close()


def logg_inn_fane(sammenheng, okt):
    """Gir fanen en økt som er laget på forhånd."""
    if okt:
        sammenheng.add_cookies([{"name": "okt", "value": okt, "domain": "localhost", "path": "/"}])


@pytest.fixture(scope="session")
def portalen(
    django_db_setup, django_db_blocker, worker_id, tmp_path_factory, postkasse, enhetsregisteret, utsteder
):
    """Miljøet til en tjener og en arbeider satt opp som i drift, uten DEBUG, på egen database."""
    navn = f"nett_veier_{worker_id}"
    with django_db_blocker.unblock():
        kopier_database(navn)
        url = databaseadresse(navn)
    port = ledig_port()
    miljo = {k: v for k, v in os.environ.items() if not k.startswith("VEIER_ADRESSE")}
    adresse = f"http://localhost:{port}"
    mappe = tmp_path_factory.mktemp("tjener")
    logg = (mappe / "logg").open("w")
    (mappe / "klient.pem").write_text(utsteder.klient_pem())
    miljo |= {
        "DATABASE_URL": url,
        "VEIER_ADRESSE": adresse,
        "EPOST_URL": f"smtp://127.0.0.1:{postkasse.port}",
        "VEIER_SVARDOMENE": "svar.veier.example",
        "VEIER_ENHETSREGISTERET": enhetsregisteret.adresse,
        "VEIER_IDPORTEN_KLIENT": KLIENT,
        "VEIER_IDPORTEN_UTSTEDER": utsteder.adresse,
        "VEIER_IDPORTEN_NOKKEL": str(mappe / "klient.pem"),
        "VEIER_IDPORTEN_NOKKEL_ID": "k1",
        "VEIER_IDPORTEN_NIVA": NIVA,
    }
    prosess = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "veier.wsgi", "--config", "veier/gunicorn.py", "--bind", f"127.0.0.1:{port}", "--workers", "1"],
        cwd=ROT, env=miljo, stdout=logg, stderr=logg,
    )  # fmt: skip
    arbeider = subprocess.Popen(
        [sys.executable, "manage.py", "arbeider"], cwd=ROT, env=miljo, stdout=logg, stderr=logg
    )
    for _forsok in range(600):
        try:
            with urllib.request.urlopen(f"{adresse}/helse/", timeout=2) as svar:
                assert svar.status == 200
                break
        except OSError:
            assert prosess.poll() is None, Path(logg.name).read_text()
            time.sleep(0.1)
    yield miljo
    arbeider.terminate()
    prosess.terminate()
    prosess.wait(timeout=20)
    arbeider.wait(timeout=20)
    logg.close()
    with django_db_blocker.unblock():
        slett_database(navn)


@pytest.fixture(scope="session")
def nettleser():
    """Chromium fra maskinen eller Playwrights egen."""
    sti = _finn_nettleser()
    if not sti:
        if os.environ.get("CI"):
            pytest.fail("CI krever en nettleser")
        pytest.skip("fant ingen Chromium på maskinen")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        valg = [
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        if os.getuid() == 0:
            valg.append("--no-sandbox")
        b = p.chromium.launch(executable_path=sti, args=valg)
        yield b
        b.close()


@pytest.fixture
def side(nettleser, tjener, utsteder, request):
    """En ny fane. Parametre: bredde, høyde, JavaScript og fargeskjema. Feil i konsollen feller testen."""
    valg = getattr(request, "param", {})
    sammenheng = nettleser.new_context(
        viewport={"width": valg.get("bredde", 1280), "height": valg.get("hoyde", 900)},
        java_script_enabled=valg.get("js", True),
        base_url=tjener,
        locale="nb-NO",
        color_scheme=valg.get("skjema", "light"),
    )
    ny = sammenheng.new_page()
    ny.set_default_timeout(15_000)
    feil = []
    ny.on("pageerror", lambda e: feil.append(str(e)))
    ny.on(
        "console",
        lambda m: (
            feil.append(m.text) if m.type == "error" and not re.search(r"40[1349]|410|422", m.text) else None
        ),
    )
    fremmede = []
    egne = (tjener, "data:", utsteder.innlogging)
    ny.on("request", lambda r: None if r.url.startswith(egne) else fremmede.append(r.url))
    yield ny
    sammenheng.close()
    assert feil == []
    assert fremmede == []


def utvalg(sider, request):
    """Sidene denne varianten av testen ser på. Uten --grundig deles de mellom variantene, og hver åttende er med.

    ``del`` i parameteren til ``side`` er (nummer, antall varianter).
    """
    nummer, antall = request.node.callspec.params["side"]["del"]
    return list(sider) if GRUNDIG else list(sider)[nummer :: 8 * antall]


@pytest.fixture
def uu(side):
    """Kjører axe-core på siden, og gir bruddene. Djangos egne stilark importerer hverandre, og axe kan ikke lese dem på
    nytt uten å bryte sidens vern; da leses de ikke (``stilark=False``)."""

    def kjor(*, stilark=True):
        resultat = side.evaluate(
            """async ([kilde, preload]) => {
                if (!window.axe) { (new Function(kilde))(); }
                // Det som foldes ut, glir: underveis ligger det over det som står under.
                const hoyde = () => document.documentElement.scrollHeight;
                for (let sist = -1, rolig = 0; rolig < 10; sist = hoyde()) {
                    rolig = hoyde() === sist ? rolig + 1 : 0;
                    await new Promise(requestAnimationFrame);
                }
                const regler = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
                return await axe.run(document, {runOnly: regler, preload});
            }""",
            [AXE.read_text(encoding="utf-8"), stilark],
        )
        return [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in resultat["violations"]]

    return kjor
