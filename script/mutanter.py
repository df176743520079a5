"""Mutasjonstesting: et tilfeldig utvalg av små feil settes inn i koden, én om gangen, og testene må si fra.

Feilene lages av cosmic-ray. Hver feil prøves bare av testene som går gjennom linjen, de raskeste først, i en kopi av
prosjektet; to kopier går samtidig. En feil alle testene godtar, har overlevd, og skrives ut med linjen den står på.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue

from coverage import CoverageData

from script.mutantfunn import ROT, Mutant, alle_mutanter, i_en_kropp, mutert, trekk
from script.mutantkopi import MAPPE, Kopi, gits_filer, grundige

# Feil som ses i koden og ikke når den kjøres: prøven leser filene, og går ikke gjennom linjen.
LESER_KODEN = {
    "core/RemoveDecorator": [
        "tests/test_udelelig.py::test_hver_handling_som_skriver_to_ganger_er_udelelig",
        "tests/test_redaksjonsskjema.py::test_hver_tabell_redaksjonen_retter_har_historikk",
        "tests/test_struktur.py::test_hver_jobb_med_et_klokkeslett_er_satt_opp",
    ],
}
# Sekunder med tester per feil: først de som mest handler om filen, så de raskeste av resten. Det som da overlever, har
# overlevd, også om en test lenger bak ville merket det: tallet kan bare bli for lavt. Tidene er målt med dekning, og er
# flere ganger så lange som de blir uten.
RUNDER = (20.0, 120.0)
# Linjene er nok: grenene koster like mye til.
DEKNINGSOPPSETT = """[run]
parallel = true
patch = subprocess
source =
    veier
    kommuner
    entreprenorer
    samarbeid
"""
UTVALG = "not grundig and not nettleser and not utenfra"


@dataclass  # ikke frosset: summene regnes én gang
class Dekning:
    """Testene som går gjennom hver linje, og tiden hver test tok (sekunder)."""

    linjer: dict[str, dict[int, list[str]]]
    tider: dict[str, float]

    def tester(self, mutant: Mutant) -> list[str]:
        """Testene som går gjennom linjen, de raskeste først. En linje som kjøres når filen leses, har hele filens: bare en
        test som starter en egen prosess, ser ut til å gå gjennom den.
        """
        rett = set(self.linjer.get(mutant.fil, {}).get(mutant.linje, ()))
        if not rett or mutant.linje not in i_en_kropp(mutant.fil):
            rett |= self._hele(mutant.fil)
        return sorted(rett, key=lambda t: (self.tider.get(t, 1.0), t))

    def _hele(self, fil: str) -> set[str]:
        """Testene som går gjennom filen. En fil med bare tall og typer har dem til filene som bruker den."""
        egne = {t for tester in self.linjer.get(fil, {}).values() for t in tester}
        if egne:
            return egne
        navn = fil.removesuffix(".py").replace("/", ".")
        brukere = [
            f for f in self.linjer if (ROT / f).is_file() and f"from {navn} import" in (ROT / f).read_text()
        ]
        return {t for f in brukere for tester in self.linjer[f].values() for t in tester}

    def handler_om(self, fil: str) -> Mapping[str, float]:
        """Testfil → delen av linjene den går gjennom, som står i ``fil``."""
        her = Counter(_testfil(t) for tester in self.linjer.get(fil, {}).values() for t in tester)
        return {testfil: antall / self._alt[testfil] for testfil, antall in her.items()}

    @cached_property
    def _alt(self) -> Counter[str]:
        return Counter(
            _testfil(t) for linjer in self.linjer.values() for tester in linjer.values() for t in tester
        )

    def tid(self, tester: Iterable[str]) -> float:
        return sum(self.tider.get(t, 1.0) for t in tester)

    def runder(self, mutant: Mutant) -> list[list[str]]:
        """Testene som skal prøves etter hverandre, til en av dem merker feilen."""
        igjen, handler_om = self.tester(mutant), self.handler_om(mutant.fil)
        nermest = sorted(igjen, key=lambda t: -handler_om.get(_testfil(t), 0.0))
        forst = self._til(nermest, RUNDER[0])
        brukt = set(forst)
        leser = [t for t in LESER_KODEN.get(mutant.operator, ()) if t in self.tider]
        return [[*leser, *forst], self._til([t for t in igjen if t not in brukt], RUNDER[1])]

    def _til(self, tester: Sequence[str], hoyst: float) -> list[str]:
        """De første, til tiden er brukt opp; alltid minst én."""
        brukt = 0.0
        valgt: list[str] = []
        for test in tester:
            brukt += self.tider.get(test, 1.0)
            if valgt and brukt > hoyst:
                break
            valgt.append(test)
        return valgt


def _testfil(test: str) -> str:
    return test.partition("::")[0]


def mal_dekning() -> Dekning:
    """Kjører testene én gang med dekning per test. Brukes om igjen til koden eller testene endres."""
    tre = _avtrykk()
    data, tider = MAPPE / f"dekning-{tre}", MAPPE / f"tider-{tre}.json"
    if not tider.exists():
        for gammel in MAPPE.glob("*-*"):
            gammel.unlink()
        oppsett = MAPPE / "coveragerc"
        oppsett.write_text(DEKNINGSOPPSETT)
        miljo = {
            **os.environ,
            "COVERAGE_FILE": str(data),
            "COVERAGE_RCFILE": str(oppsett),
            "VEIER_TESTTIDER": f"{tider}.ny",
        }
        python = [sys.executable, "-m", "coverage"]
        pytest_ = ["-m", "pytest", "-q", "-p", "script.mutantdekning", "-n", "2", "--dist", "loadgroup"]
        kjort = subprocess.run(
            [*python, "run", *pytest_, "-m", UTVALG, "--randomly-seed=20170228"],
            cwd=ROT,
            env=miljo,
            check=False,
        )
        if kjort.returncode:
            sys.exit("✗ Testene er ikke grønne uten feil i koden; da sier ikke mutantene noe.")
        subprocess.run([*python, "combine", "-q"], cwd=ROT, env=miljo, check=True)
        Path(f"{tider}.ny").rename(tider)
    lest = CoverageData(basename=str(data))
    lest.read()
    linjer: dict[str, dict[int, list[str]]] = {}
    for fil in lest.measured_files():
        sti = os.path.relpath(fil, ROT)
        linjer[sti] = {nr: [t for t in tester if t] for nr, tester in lest.contexts_by_lineno(fil).items()}
    return Dekning(linjer, json.loads(tider.read_text()))


def _avtrykk() -> str:
    """Endrer seg når en fil git kjenner, endrer seg."""
    sum_ = hashlib.sha256()
    for fil in gits_filer():
        sum_.update(fil.encode() + (ROT / fil).read_bytes())
    return sum_.hexdigest()[:12]


def _maldatabase() -> str:
    """Avtrykket i navnet på databasen testene kopierer."""
    lagd = [sys.executable, "script/lag_maldatabase.py"]
    navn = subprocess.run(lagd, cwd=ROT, capture_output=True, text=True, check=True).stdout
    return navn.split()[-1].removeprefix("veier_mal_")


def prov(mutant: Mutant, dekning: Dekning, kopier: SimpleQueue[Kopi]) -> str:
    """«drept», «overlevde», eller «udekket» når ingen test går gjennom linjen."""
    if not dekning.tester(mutant) and not grundige(mutant.fil):
        return "udekket"
    kopi = kopier.get()
    try:
        for tester in dekning.runder(mutant):
            if tester and kopi.prov(mutant, tester, dekning.tid(tester)):
                return "drept"
        return "drept" if kopi.prov_grundig(mutant) else "overlevde"
    finally:
        kopier.put(kopi)


def kontroller(kopi: Kopi, utvalg: Iterable[Mutant], dekning: Dekning) -> None:
    """De samme testene på den samme måten må være grønne uten feil i koden, ellers er hver mutant «drept»."""
    tester = list(dict.fromkeys(t for mutant in utvalg for t in dekning.runder(mutant)[0][:3]))[:300]
    kjort = kopi.kjor(tester, dekning.tid(tester))
    if kjort.returncode:
        print(kjort.stdout.decode(errors="replace")[-3000:])
        sys.exit("✗ Testene er ikke grønne i kopien uten feil i koden; da sier ikke mutantene noe.")


def vis(mutant: Mutant, svar: str) -> str:
    ren = (ROT / mutant.fil).read_text()
    nye = zip(ren.splitlines(), mutert(ren, mutant).splitlines(), strict=False)
    ulik = next((f"    - {for_.strip()}\n    + {etter.strip()}" for for_, etter in nye if for_ != etter), "")
    return f"{svar} {mutant.fil}:{mutant.linje} {mutant.hvor} ({mutant.operator.split('/')[-1]})\n{ulik}"


def main() -> int:
    valg = argparse.ArgumentParser()
    valg.add_argument("--antall", type=int, default=400)
    valg.add_argument("--fro", type=int, default=int(time.time()))
    valg.add_argument("--krav", type=float, default=0.90)
    valgt = valg.parse_args()
    MAPPE.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    dekning = mal_dekning()
    alle = list(alle_mutanter())
    utvalg = trekk(alle, valgt.antall, valgt.fro)
    print(
        f"Frø {valgt.fro}: {len(utvalg)} av {len(alle)} mulige feil i {len({m.fil for m in alle})} filer",
        flush=True,
    )
    kopier: SimpleQueue[Kopi] = SimpleQueue()
    for nummer in range(2):
        kopi = Kopi(nummer, _maldatabase())
        kontroller(kopi, utvalg[nummer::2], dekning)
        kopier.put(kopi)
    print(f"Klart etter {(time.monotonic() - start) / 60:.0f} minutter", flush=True)
    with ThreadPoolExecutor(2) as begge:
        svarene = []
        for nr, svar in enumerate(begge.map(lambda m: prov(m, dekning, kopier), utvalg), 1):
            svarene.append(svar)
            if svar != "drept":
                print(vis(utvalg[nr - 1], svar), flush=True)
    drept = svarene.count("drept")
    minutter = (time.monotonic() - start) / 60
    print(
        f"{drept} av {len(utvalg)} drept ({drept / len(utvalg):.1%}), {minutter:.0f} minutter, frø {valgt.fro}"
    )
    return 0 if drept / len(utvalg) >= valgt.krav else 1


if __name__ == "__main__":
    sys.exit(main())
