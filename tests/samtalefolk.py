"""De som skriver i samtalene mens noe går galt: hver gjør sitt om og om igjen, med den samme nøkkelen til det er bekreftet."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from dataclasses import dataclass

from tests import filer
from tests.conftest import ROT
from tests.feilprove import Sted
from tests.samarbeid.innpost.test_innpost import _med_vedlegg, _raa

# Hva én tråd tåler i døgnet: svar fra en side, videresendinger, og nye kontakter fra én entreprenør.
SVAR_I_TRADEN, VIDERE_I_TRADEN, NYE_FRA_EN = 15, 4, 5
TRADER = {"svar": SVAR_I_TRADEN, "epost": SVAR_I_TRADEN, "uttrekk": SVAR_I_TRADEN, "videre": VIDERE_I_TRADEN}
SVARDOMENE = "svar.veier.example"
# To sider med hver sin økt i hver tråd, så grensen for én person ikke er det som prøves.
LAG_FOLK = """
import json, uuid
from django.utils import timezone
from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.samtaler.handlinger.start import lag_mottaker, start_samtale
from samarbeid.samtaler.svaradresse import svaradressen
from tests.verden import lag_bruker, lag_entreprenor, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
parter = [OffentligPart.objects.get(slug=s + "-kommune") for s in ("trondheim", "bergen", "oslo", "sogndal", "stavanger")]
def okt(bruker):
    return logg_inn(bruker).cookies["okt"].value
def entreprenor(navn):
    eier = lag_bruker(f"{navn}@eksempel.no", navn=f"Eier {navn}")
    org = lag_entreprenor(navn, eier, publisert_tid=timezone.now())
    velg_hatt(eier, kode=f"entreprenor:{org.slug}")
    return org, eier
def trad(navn):
    org, eier = entreprenor(navn)
    samtale = start_samtale(org, lag_mottaker(parter[0]), emne=navn, rolle="", til=f"{navn}@trondheim.kommune.no",
        tekst="Kan vi snakke sammen?", sendenokkel=uuid.uuid4(), av=eier)
    ola = lag_bruker(f"ola-{navn}@trondheim.kommune.no", navn=f"Ola {navn}")
    legg_til_medlem(parter[0], bruker=ola, rolle="medlem", av=ola, grunn="prøve")
    return [samtale.referanse, okt(ola), okt(eier), svaradressen(samtale)]
folk = {"parter": [[p.slug, p.slug.removesuffix("-kommune") + ".kommune.no"] for p in parter]}
folk["start"] = [okt(entreprenor(f"ny{n}")[1]) for n in range(NYE)]
folk |= {hva: [trad(f"{hva}{n}") for n in range(antall)] for hva, antall in TRADER.items()}
print(json.dumps(folk))
"""


def lag_folk(flest: int) -> str:
    """Koden som lager nok tråder til ``flest`` handlinger av hvert slag."""
    antall = {hva: 1 + flest // per for hva, per in TRADER.items()}
    return LAG_FOLK.replace("NYE", str(1 + flest // NYE_FRA_EN)).replace("TRADER", repr(antall))


@dataclass
class Svar:
    """Svaret fra mottaket av en e-post, som en HTTP-kode: tatt imot, prøv igjen, eller feil."""

    status: int


class Skrivere:
    """Det hver av de fem gjør, med den samme nøkkelen om igjen til det er bekreftet."""

    def __init__(self, sted: Sted, folk: dict):
        self.sted, self.folk = sted, folk
        self.filene: dict[str, bytes] = {}
        self.mottak: subprocess.Popen[bytes] | None = None

    def start(self, navn, fra):
        nr = nr_i(navn)
        slug, domene = self.folk["parter"][nr % NYE_FRA_EN]
        felt = {
            "til": f"{navn}@{domene}",
            "rolle": "",
            "emne": navn,
            "hva": "Vi vil prøve noe.",
            "for_hvem": "",
            "ber_om": "Kan vi snakke sammen?",
            "send": "1",
            "sendenokkel": _nokkel(navn),
        }
        return _bekreftet(
            self.sted.post(f"/samtaler/ny/{slug}/", felt, okt=self.folk["start"][nr // NYE_FRA_EN], fra=fra)
        )

    def svar(self, navn, fra):
        """Et svar på siden, med en fil."""
        (referanse, okt, *_), plass = self._traden(navn, SVAR_I_TRADEN)
        fil = ("vedlegg", f"{navn}.pdf", self._fil(navn))
        felt = {"sett": str(1 + plass), "sendenokkel": _nokkel(navn), "tekst": navn}
        return _bekreftet(self.sted.post(f"/samtaler/{referanse}/svar/", felt, okt=okt, fra=fra, filer=[fil]))

    def videre(self, navn, fra):
        (referanse, okt, *_), plass = self._traden(navn, VIDERE_I_TRADEN)
        felt = {
            "sett": str(1 + plass),
            "sendenokkel": _nokkel(navn),
            "epost": f"{navn}@trondheim.kommune.no",
        }
        return _bekreftet(self.sted.post(f"/samtaler/{referanse}/videresend/", felt, okt=okt, fra=fra))

    def uttrekk(self, navn, fra):
        """Noe nytt i tråden, og så uttrekket av den slik den er blitt."""
        (referanse, okt, *_), plass = self._traden(navn, SVAR_I_TRADEN)
        felt = {"sett": str(1 + plass), "sendenokkel": _nokkel(navn), "tekst": navn}
        svar = _bekreftet(self.sted.post(f"/samtaler/{referanse}/svar/", felt, okt=okt, fra=fra))
        if svar.status != 302:
            return svar
        return _bekreftet(self.sted.post(f"/samtaler/{referanse}/arkiv/", {}, okt=okt, fra=fra))

    def epost(self, navn, _fra):
        """E-posttjeneren gir e-posten til kommandoen til den sier at den er tatt imot. Hver tredje har en fil."""
        (_ref, _okt, _eier, adresse), _plass = self._traden(navn, SVAR_I_TRADEN)
        kropp, hoder = navn, {}
        if nr_i(navn) % 3 == 0:
            kropp, hoder = _med_vedlegg(navn, (f"{navn}.pdf", self._fil(navn)))
        self.mottak = subprocess.Popen(
            [sys.executable, "manage.py", "ta_imot_epost", f"--til={adresse}"], cwd=ROT, env=self.sted.miljo,
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self.mottak.communicate(_raa(kropp, til=adresse, nr=navn, **hoder))
        if self.mottak.returncode == -signal.SIGKILL:
            raise OSError("drept med e-posten i hånden")
        return Svar({0: 200, os.EX_TEMPFAIL: 503}.get(self.mottak.returncode, 599))

    def _traden(self, navn, per_trad):
        trad, plass = divmod(nr_i(navn), per_trad)
        return self.folk[navn.split("-")[0]][trad], plass

    def _fil(self, navn):
        if navn not in self.filene:
            self.filene[navn] = filer.pdf(lambda skriver: skriver.add_metadata({"/Title": navn}))
        return self.filene[navn]


def nr_i(navn):
    return int(navn.rsplit("-", 1)[1])


def _nokkel(navn):
    return str(uuid.uuid5(uuid.NAMESPACE_OID, navn))


def _bekreftet(svar):
    """Bare veien til samtalen er en bekreftelse; til innloggingen er det ingen."""
    if svar.status == 302 and not svar.getheader("Location").startswith("/samtaler/"):
        svar.status = 599
    return svar
