"""kill -9 av tjener, arbeider, database og e-postmottak mens folk skriver i samtalene.

Det som er bekreftet, står der én gang, i rekkefølge; hver fil med bytene den kom med; og et uttrekk er helt eller ikke der.
``VEIER_DRAP`` er antallet drap, og ``VEIER_FEILFRO`` gir de samme om igjen.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import signal
import time
from collections import Counter
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.feilprove import et_sted
from tests.folk import BRUTT, Folk, vent_til
from tests.samtalefolk import SVAR_I_TRADEN, SVARDOMENE, TRADER, Skrivere, lag_folk, nr_i

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.grundig,
    pytest.mark.django_db,
    pytest.mark.xdist_group("tjener"),
]
GANGER = int(os.environ.get("VEIER_DRAP") or 100)
FLEST = 20 + 12 * GANGER  # handlinger hver av dem kan rekke
# En som står: så mange forsøk, og så mange sekunder. På en maskin andre har, tar et forsøk et minutt, og da står ingen.
FORSOK, LENGST, ALDRI_MER = 10, 180, 900
# «Ikke nå»: portalen er stengt uten database.
IGJEN = frozenset({500, 503})


def test_drept_mens_noen_skriver_i_samtalene(tmp_path):
    fro = int(os.environ.get("VEIER_FEILFRO") or random.randrange(10**6))
    print(f"\nfrø {fro}: {GANGER} drap")
    with et_sted(tmp_path, 1, VEIER_SVARDOMENE=SVARDOMENE) as sted:
        skrivere = Skrivere(sted, sted.kjor(lag_folk(FLEST)))
        folk = {
            hva: Folk(getattr(skrivere, hva), hva, igjen=IGJEN, pause=2.0)
            for hva in ("start", "svar", "videre", "uttrekk", "epost")
        }
        for person in folk.values():
            person.start()
        try:
            drept = _drep_om_igjen(sted, skrivere, folk, random.Random(fro))
        finally:
            for person in folk.values():
                person.stopp.set()
            for person in folk.values():
                person.join(timeout=120)
        _rapporter(drept, folk)
        assert [(hva, p.feil) for hva, p in folk.items() if p.feil] == [], sted.logger()[-5000:]
        assert any(p.avbrutt for p in folk.values())  # ellers traff ingen av drapene noe
        _vent_pa_koen(sted)
        _kontroller(sted, skrivere, {hva: p.bekreftet for hva, p in folk.items()})


def _rapporter(drept, folk):
    print("Drept:", dict(drept))
    for hva, p in folk.items():
        print(
            f"{hva:8} bekreftet {len(p.bekreftet):4}, brutt med i hånden {len(p.avbrutt):3}, svar {dict(p.svar)}"
        )


def _drep_om_igjen(sted, skrivere, folk, tilfeldig):
    drept = Counter()
    for gang in range(GANGER):
        ferdige = {hva: len(p.bekreftet) for hva, p in folk.items()}
        # Alle fem er i gang igjen når det smeller.
        _vent_pa_alle(folk, ferdige, gang)
        time.sleep(tilfeldig.uniform(0, 1.5))
        hva = ("tjener", "database", "arbeider", "mottak")[gang % 4]
        drept[hva] += 1
        if hva == "database":
            sted.drep_databasen()
        elif hva == "mottak":
            vent_til(lambda: skrivere.mottak and skrivere.mottak.poll() is None)
            time.sleep(tilfeldig.uniform(0, 3))
            _drep_gruppen(skrivere.mottak)
        else:
            _drep_gruppen(sted.roller[f"{hva} 1"])
        vent_til(lambda: _svarer(sted), sekunder=LENGST)
    return drept


def _vent_pa_alle(folk, ferdige, gang):
    """Hver har fått noe bekreftet siden sist. Ellers sier feilen hvem som sto, etter hvor mange drap."""
    begynte, for_ = time.monotonic(), {hva: p.forsok for hva, p in folk.items()}

    def star():
        return [hva for hva, p in folk.items() if len(p.bekreftet) <= ferdige[hva] and not p.feil]

    while star():
        time.sleep(0.05)
        gatt = time.monotonic() - begynte
        mange = [hva for hva in star() if folk[hva].forsok - for_[hva] >= FORSOK]
        if (mange and gatt > LENGST) or gatt > ALDRI_MER:
            svar = {hva: (folk[hva].forsok - for_[hva], dict(folk[hva].svar)) for hva in star()}
            raise AssertionError(f"etter {gang} drap sto disse i {gatt:.0f} s (forsøk, svar): {svar}")


def _drep_gruppen(prosess):
    if prosess.poll() is None:
        os.killpg(prosess.pid, signal.SIGKILL)


def _svarer(sted):
    try:
        return sted.hent("/helse/").status == 200
    except BRUTT:
        return False


def _vent_pa_koen(sted):
    """Forsøk som feilet, venter noen minutter; prøven gjør dem forfalt i stedet for å vente."""

    def ferdig():
        sted.sql(
            "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo' AND scheduled_at > now()"
        )
        sted.sql(
            "UPDATE epost_utsending u SET opptatt_til = now() WHERE opptatt_til > now() AND NOT EXISTS (SELECT FROM"
            " procrastinate_jobs WHERE status = 'doing' AND (args ->> 'utsending')::bigint = u.id)"
        )
        igjen = "SELECT 1 FROM epost_utsending WHERE status = 'venter' UNION ALL SELECT 1 FROM samarbeid_uttrekk WHERE ferdig_tid IS NULL"
        return not sted.sql(igjen)

    vent_til(ferdig, sekunder=600)


# ── Det som er bekreftet, står ──


def _kontroller(sted, skrivere, bekreftet):
    _kontroller_de_nye(sted, bekreftet["start"])
    for hva, per in TRADER.items():
        _kontroller_tradene(sted, skrivere.folk[hva], bekreftet[hva], per)
    _kontroller_filene(sted, skrivere, bekreftet["svar"])
    _kontroller_filene(sted, skrivere, [n for n in bekreftet["epost"] if nr_i(n) % 3 == 0])
    _kontroller_uttrekkene(sted, skrivere.folk["uttrekk"], bekreftet["uttrekk"])
    _kontroller_lageret(sted)


def _kontroller_de_nye(sted, navnene):
    """Hver har én samtale med ett innlegg og ett brev, og mottakeren fikk det som den samme meldingen."""
    rader = sted.sql(
        "SELECT s.emne, count(DISTINCT s.id), count(DISTINCT i.id), count(DISTINCT u.id) FROM samarbeid_samtale s"
        " LEFT JOIN samarbeid_innlegg i ON i.samtale_id = s.id"
        " LEFT JOIN epost_utsending u ON u.til = s.til AND u.mal = 'samtale_til_mottaker'"
        " WHERE s.emne LIKE 'start-%%' GROUP BY s.emne"
    )
    assert sorted(rader) == [(navn, 1, 1, 1) for navn in sorted(navnene)]
    meldinger = {(til, id_) for til, id_, _tekst in sted.postkasse.mottatt if til.startswith("start-")}
    assert sorted(til.split("@")[0] for til, _id in meldinger) == sorted(navnene)


def _kontroller_tradene(sted, trader, navnene, per):
    """På skjermen, og i tabellen: det som er bekreftet, én gang, i rekkefølge, og entreprenøren har fått vite hvert av dem."""
    for (referanse, _okt, eier, _adresse), gruppe in zip(trader, _delt(navnene, per), strict=False):
        rader = sted.sql(
            "SELECT i.nr, split_part(i.tekst, '@', 1) FROM samarbeid_innlegg i JOIN samarbeid_samtale s ON s.id = i.samtale_id"
            " WHERE s.referanse = %s AND i.nr > 1 ORDER BY i.nr", referanse)  # fmt: skip
        assert rader == [(nr, navn) for nr, navn in enumerate(gruppe, start=2)]
        ((varsler,),) = sted.sql(
            "SELECT count(*) FROM epost_utsending WHERE mal = 'samtale_nytt' AND nokkel LIKE %s",
            f"%{referanse}:%",
        )
        assert varsler == len(gruppe)
        side = sted.hent(f"/samtaler/{referanse}/", okt=eier).tekst
        steder = [side.find(f">{navn}") for navn in gruppe]
        assert steder == sorted(steder) and -1 not in steder, referanse


def _kontroller_filene(sted, skrivere, navnene):
    rader = sted.sql(
        "SELECT i.tekst, s.referanse, v.ref, v.sha256, v.tilstand FROM samarbeid_vedlegg v JOIN samarbeid_innlegg i ON i.id = v.innlegg_id"
        " JOIN samarbeid_samtale s ON s.id = i.samtale_id WHERE i.tekst = ANY(%s)", list(navnene))  # fmt: skip
    assert sorted(rad[0] for rad in rader) == sorted(navnene)
    okter = {t[0]: t[2] for hva in ("svar", "epost") for t in skrivere.folk[hva]}
    for nr, (navn, referanse, ref, sum_, tilstand) in enumerate(rader):
        ventet = skrivere.filene[navn]
        assert (sum_, tilstand) == (hashlib.sha256(ventet).hexdigest(), "klar")
        sti = f"/samtaler/{referanse}/vedlegg/{ref}/"
        svar = sted.hent(sti, okt=okter[referanse], fra=f"127.9.{nr // 50}.1")
        assert (svar.status, svar.innhold) == (200, ventet), navn


def _kontroller_uttrekkene(sted, trader, navnene):
    """Alt som ble bestilt, er i et uttrekk: sitt eget, eller det som ble bestilt etter det nye. Summene stemmer."""
    antall = itertools.count()
    for (referanse, _okt, eier, _adresse), gruppe in zip(trader, _delt(navnene, SVAR_I_TRADEN), strict=False):
        rader = sted.sql(
            "SELECT u.nr, u.ref, u.sha256 FROM samarbeid_uttrekk u JOIN samarbeid_samtale s ON s.id = u.samtale_id"
            " WHERE s.referanse = %s ORDER BY u.nr", referanse)  # fmt: skip
        numre = [nr for nr, _ref, _sum in rader]
        assert numre == sorted(set(numre)) and set(numre) <= set(range(2, len(gruppe) + 2))
        assert numre[-1:] == [len(gruppe) + 1][: len(gruppe)]
        for nr, ref, sum_ in rader:
            sti = f"/samtaler/{referanse}/arkiv/{ref}/"
            svar = sted.hent(sti, okt=eier, fra=f"127.8.{next(antall) // 50}.1")
            assert (svar.status, hashlib.sha256(svar.innhold).hexdigest()) == (200, sum_)
            with ZipFile(BytesIO(svar.innhold)) as zip_:
                innlegg = [n for n in zip_.namelist() if n.startswith("innlegg/")]
                assert innlegg == [f"innlegg/{i:03}.txt" for i in range(1, nr + 1)]
                for linje in zip_.read("sjekksummer.sha256").decode().splitlines():
                    ventet, navn = linje.split("  ")
                    assert hashlib.sha256(zip_.read(navn)).hexdigest() == ventet


RYDD = """
import json
from datetime import timedelta
from samarbeid.samtaler.handlinger.uttrekk import rydd_uttrekk
from samarbeid.samtaler.handlinger.vedlegg import rydd_vedlegg
na = timedelta(seconds=-60)
print(json.dumps([rydd_vedlegg(eldre_enn=na), rydd_uttrekk(eldre_enn=na)]))
"""


def _kontroller_lageret(sted):
    """Ryddingen tar det de drepte etterlot, og bare det."""
    print("ryddet bort (vedlegg, uttrekk):", sted.kjor(RYDD))
    i_bruk = {
        fil
        for (fil,) in sted.sql("SELECT fil FROM samarbeid_vedlegg UNION SELECT fil FROM samarbeid_uttrekk")
    }
    pa_disken = {f"{m}/{f.name}" for m in ("vedlegg", "arkiv") for f in (sted.bilder / m).glob("*")}
    assert pa_disken == i_bruk


def _delt(navnene, per):
    return [navnene[n : n + per] for n in range(0, len(navnene), per)]
