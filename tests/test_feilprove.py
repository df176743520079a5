"""Ingenting bekreftet går tapt eller blir gjort to ganger, hva som enn går galt imens (se ``feilprove``)."""

from __future__ import annotations

import html
import os
import random
import re
from collections import Counter
from io import BytesIO

import pytest
from PIL import Image

from tests.feilprove import HOYEST_GJENREISNING, Protokoll, et_sted
from tests.folk import Folk, vent_til

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.grundig,
    pytest.mark.django_db,
    pytest.mark.xdist_group("tjener"),
]
ANTALL = int(os.environ.get("VEIER_FEIL") or 20)
# «Ikke nå»: portalen er stengt uten database, eller en grense er nådd.
IGJEN = frozenset({429, 500, 503})

LAG_FOLK = """
import json
from django.utils import timezone
from entreprenorer.models import Entreprenor
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.medlemskap.handlinger.medlemmer import velg_hatt
def okt(bruker):
    return logg_inn(bruker).cookies["okt"].value
folk = {"eiere": [], "spor": [], "redaktor": okt(lag_redaktor())}
for n in range(12):
    eier = lag_bruker(f"eier{n}@eksempel.no", navn=f"Eier {n}")
    org = lag_entreprenor(f"Feil {n}", eier)
    if n == 0:
        velg_hatt(eier, kode=f"entreprenor:{org.slug}")
        innhold.skriv("profil", org, innhold.PROFIL, av=eier)
    folk["eiere"].append([org.slug, okt(eier)])
for n in range(120):  # tre registreringer hver før taket; en lang kjøring gjør over 180
    folk["spor"].append(okt(lag_bruker(f"spor{n}@eksempel.no", navn=f"Spør {n}")))
print(json.dumps(folk))
"""


def _runde_om(sted, gjor):
    """Annenhver gang til hver tjener, som bak en mellomtjener."""
    nr = {"n": 0}

    def valgt(navn, fra):
        nr["n"] += 1
        return gjor(sted.pa(sted.porter[nr["n"] % 2]), navn, fra)

    return valgt


def _registrer(drift, navn, fra):
    svar = drift.post(
        "/entreprenorer/registrer/",
        {"ikke_registrert": "on", "navn": navn},
        okt=_NY[_nr(navn) % len(_NY)],
        fra=fra,
    )
    return svar


_NY: list[str] = []
_EIERE: list[list[str]] = []


def _nr(navn):
    return int(navn.rsplit("-", 1)[1])


def _inviter(drift, navn, fra):
    slug, okt = _EIERE[1 + _nr(navn) % (len(_EIERE) - 1)]
    felt = {"epost": f"{navn}@eksempel.no", "rolle": "medlem"}
    return drift.post(f"/entreprenorer/{slug}/medlemmer/inviter/", felt, okt=okt, fra=fra)


def _be_om_a_bli_med(drift, navn, fra):
    """Spør for seg selv og en ny organisasjon hver gang, så hver forespørsel er en egen handling."""
    nr = _nr(navn)
    slug = _EIERE[1 + nr // len(_NY) % (len(_EIERE) - 1)][0]
    return drift.post(f"/entreprenorer/{slug}/bli-med/", {"melding": navn}, okt=_NY[nr % len(_NY)], fra=fra)


class Utkast:
    """Skriver videre på det samme utkastet. Som nettleseren sier den hva den sist så."""

    def __init__(self):
        self.nokkel = ""

    def __call__(self, drift, navn, fra):
        felt = {"tittel": navn, "problem": "p" * 500}
        if not self.nokkel:
            svar = drift.post("/prov/", felt, fra=fra)
            if svar.status == 302:
                self.nokkel = svar.getheader("Location").split("/")[2]
            return svar
        sti = f"/prov/{self.nokkel}/steg/1/"
        side = drift.hent(sti, fra=fra)
        if side.status != 200:
            return side
        if sett := SETT.search(side.tekst):
            felt["sett"] = html.unescape(sett[1])
        return drift.post(sti, felt, fra=fra)


SETT = re.compile(r'id="sett" value="([^"]*)"')


def _last_opp(drift, navn, fra):
    """En logo, og så siden som viser den: er den bekreftet, ligger filen på disken og er hel."""
    slug, okt = _EIERE[0]
    bilde = BytesIO()
    Image.new("RGB", (64, 64), (_nr(navn) % 256, 80, 90)).save(bilde, "PNG")
    sti = f"/entreprenorer/{slug}/profil/logo/"
    return drift.post(sti, {}, okt=okt, fra=fra, filer=[("bilde", "logo.png", bilde.getvalue())])


def test_ingenting_gar_tapt_eller_blir_dobbelt(tmp_path):
    fro = int(os.environ.get("VEIER_FEILFRO") or random.randrange(10**6))
    protokoll = Protokoll(fro)
    print(f"\nfrø {fro}: {ANTALL} feil")
    with et_sted(tmp_path) as sted:
        folk = sted.kjor(LAG_FOLK)
        _NY[:], _EIERE[:] = folk["spor"], folk["eiere"]
        utkast = [Utkast() for _nr in range(2)]
        alle = {
            "registrert": [Folk(_runde_om(sted, _registrer), "reg", igjen=IGJEN, pause=0.4)],
            "invitert": [Folk(_runde_om(sted, _inviter), "inv", igjen=IGJEN, pause=0.4)],
            "spurt": [Folk(_runde_om(sted, _be_om_a_bli_med), "sp", igjen=IGJEN, pause=0.4)],
            "skrevet": [
                Folk(_runde_om(sted, u), f"utk{n}", igjen=IGJEN, pause=0.2) for n, u in enumerate(utkast)
            ],
            "logo": [Folk(_runde_om(sted, _last_opp), "logo", igjen=IGJEN | {422}, pause=0.5)],
        }
        personer = [p for gruppe in alle.values() for p in gruppe]
        for person in personer:
            person.start()
        try:
            protokoll.kjor(sted, ANTALL)
        finally:
            for person in personer:
                person.stopp.set()
            for person in personer:
                person.join(timeout=90)
        bekreftet = {hva: [n for p in gruppe for n in p.bekreftet] for hva, gruppe in alle.items()}
        _vent_pa_e_posten(sted)
        tapt, dobbelt = _kontroller(sted, bekreftet, utkast, alle["skrevet"])
        _rapporter(sted, protokoll, personer, bekreftet, tapt, dobbelt)
        statuser = sum((p.svar for p in personer), Counter())
        assert [feil for p in personer for feil in p.feil] == []
        assert (tapt, dobbelt) == ([], [])
        assert all(len(b) >= ANTALL for b in bekreftet.values())
        assert statuser[500] == 0, sted.loggede_feil()[-20_000:]
        assert [u for u in protokoll.utfall if u.gjenreist > HOYEST_GJENREISNING] == []


def _vent_pa_e_posten(sted):
    """Forsøk som feilet, venter noen minutter; prøven gjør dem forfalt i stedet for å vente."""

    def ferdig():
        sted.sql(
            "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo' AND scheduled_at > now()"
        )
        # Det samme for meldinger en drept arbeider hadde for seg selv; dem ingen har i hånden nå.
        sted.sql(
            "UPDATE epost_utsending u SET opptatt_til = now() WHERE opptatt_til > now() AND NOT EXISTS (SELECT FROM"
            " procrastinate_jobs WHERE status = 'doing' AND (args ->> 'utsending')::bigint = u.id)"
        )
        return not sted.sql("SELECT 1 FROM epost_utsending WHERE status = 'venter'")

    vent_til(ferdig, sekunder=240)
    vent_til(lambda: not sted.sql("SELECT 1 FROM samarbeid_katalogko"), sekunder=90)


def _kontroller(sted, bekreftet, utkast, skrivere):
    tapt, dobbelt = [], []

    def sammenlign(hva, ventet, rader):
        antall = Counter(rader)
        tapt.extend((hva, navn) for navn in ventet if not antall[navn])
        dobbelt.extend((hva, navn, n) for navn, n in antall.items() if n > 1)

    def en(sporring, *verdier):
        return [rad[0] for rad in sted.sql(sporring, *verdier)]

    sammenlign(
        "registrert",
        bekreftet["registrert"],
        en("SELECT navn FROM entreprenorer_entreprenor WHERE navn LIKE 'reg-%%'"),
    )
    sammenlign("hendelse", bekreftet["registrert"], en(
        "SELECT e.navn FROM hendelser_hendelse h JOIN entreprenorer_entreprenor e ON e.slug = h.gjelder_id"
        " WHERE h.kode = 'entreprenor_registrert' AND e.navn LIKE 'reg-%%'"))  # fmt: skip
    sammenlign("invitert", bekreftet["invitert"], en(
        "SELECT split_part(epost, '@', 1) FROM entreprenorer_invitasjon WHERE trukket_tid IS NULL"))  # fmt: skip
    sammenlign("spurt", bekreftet["spurt"], en("SELECT melding FROM entreprenorer_foresporsel"))
    sammenlign("e-post lagret", bekreftet["invitert"], en(
        "SELECT split_part(til, '@', 1) FROM epost_utsending WHERE mal = 'invitasjon'"))  # fmt: skip
    meldinger = {(til, id_) for til, id_, _tekst in sted.postkasse.mottatt if til.startswith("inv-")}
    sammenlign("e-post mottatt", bekreftet["invitert"], [til.split("@")[0] for til, _id in meldinger])
    lagret = {rad[0]["ideen"]["tittel"][0] for rad in sted.sql("SELECT svar FROM entreprenorer_ideutkast")}
    for person in skrivere:
        # Det siste som ble bekreftet, eller det neste, hvis svaret på det ikke kom fram.
        siste = _nr(person.bekreftet[-1])
        if not lagret & {f"{person.navn}-{siste}", f"{person.navn}-{siste + 1}"}:
            tapt.append(("skrevet", person.bekreftet[-1]))
    _kontroller_bildene(sted, tapt)
    return tapt, dobbelt


def _kontroller_bildene(sted, tapt):
    """Ingen tomme eller halve filer, og logoen i utkastet finnes."""
    for fil in (f for f in sted.bilder.rglob("*") if f.is_file()):
        try:
            Image.open(fil).load()
        except OSError:
            tapt.append(("halvt bilde", fil.name))
    for (svar,) in sted.sql("SELECT svar FROM entreprenorer_profilversjon"):
        tapt.extend(("bilde", navn) for navn in svar.get("logo", []) if not (sted.bilder / navn).is_file())


def _rapporter(sted, protokoll, personer, bekreftet, tapt, dobbelt):
    statuser = sum((p.svar for p in personer), Counter())
    sendt = Counter(id_ for _til, id_, _tekst in sted.postkasse.mottatt)
    tider = sorted(u.gjenreist for u in protokoll.utfall)
    print(f"Bekreftet: {', '.join(f'{hva} {len(b)}' for hva, b in bekreftet.items())}")
    print(f"Tapt: {len(tapt)} {tapt[:5]}. Dobbelt: {len(dobbelt)} {dobbelt[:5]}.")
    print(
        f"Brutt med handlingen i hånden: {sum(len(p.avbrutt) for p in personer)}. Svar: {dict(sorted(statuser.items()))}"
    )
    ventet = sted.sql("SELECT count(*) FROM epost_utsending WHERE status = 'sendt'")[0][0]
    print(
        f"E-post: {len(sendt)} meldinger, {sum(sendt.values()) - len(sendt)} sendt om igjen, {ventet - len(sendt)} mangler."
    )
    print(f"Virket igjen etter (s): median {tider[len(tider) // 2]:.1f}, lengst {tider[-1]:.1f}")
    print(f"Startet igjen: {dict(sted.startet_igjen)}")
