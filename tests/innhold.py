"""Profiler, ideer og virkninger i testene, skrevet og publisert gjennom de samme handlingene som portalen bruker."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

from entreprenorer.handlinger import eid
from entreprenorer.models import Entreprenor, Ide, Virkning
from kommuner.models import Behov, OffentligPart
from samarbeid.katalog.bygging.koen import ta_koen
from samarbeid.publisering.flyter import FLYTER
from veier.gjennomgang.handlinger import eiet, vurdering
from veier.gjennomgang.handlinger.skriving import avtrykk, svar_na

PROFIL = {
    "kort": ["Minnekofferter til sykehjem"],
    "hva": ["Vi pakker kofferter med gjenstander som vekker minner."],
    "for_hvem": ["Personer med demens på sykehjem."],
    "temaer": ["demens", "aktivitet-pa-sykehjem"],
    "malgrupper": ["sykehjemsbeboere-og-demens"],
    "omrader": ["5001"],
    "modenhet": ["testet"],
    "utbytte": ["nei"],
    "trekk_behov": ["Dagene er lange."],
    "trekk_losning": ["Samtaler om ting man kan holde i."],
    "trekk_medvirkning": ["Pårørende velger hva som skal med."],
    "trekk_drift": ["Sykehjem leier koffertene."],
    "trekk_tvers": ["Museum og helse."],
    "kontaktnavn": ["Eva Eier"],
    "kontaktepost": ["post@minnekoffert.example"],
}
IDE = {
    "tittel": ["Minnekoffert på sykehjem"],
    "problem": ["Personer med demens på sykehjem har lange dager."],
    "losning": ["Vi vil prøve en koffert på to avdelinger i Trondheim."],
    "tema": ["demens"],
    "omrader": ["5001"],
    "modenhet": ["testet"],
    "arlig_belop": ["150 000"],
    "varighet_ar": ["1"],
}
BEHOV = {
    "tittel": ["Eldre som spiser alene"],
    "problem": ["Mange hjemmeboende eldre spiser alene hver dag, og spiser for lite."],
    "hvem": ["Eldre som bor hjemme, og hjemmetjenesten."],
    "bedre": ["At flere spiser sammen med noen."],
    "tema": ["ensomhet-eldre"],
    "malgruppe": ["eldre-hjemmeboende"],
    "omrader": ["5001"],
    "dialog": ["samtale"],
    "svaradresse": ["behov@trondheim.example"],
}
VIRKNING = {
    "pastand": ["Flere beboere snakker sammen"],
    "hvordan": ["for_etter"],
    "hvem_malte": ["selv"],
    "indikator": ["Samtaler i uken"],
    "enhet": ["samtaler"],
    "maalinger": ["2023", "3,5", "12", "1", "2024", "6", "20", "6"],
    "sammenlignet_med": ["Uken før koffertene kom."],
}


def oppdater_katalogen() -> None:
    """Det arbeideren gjør når triggerne har lagt noe i køen."""
    while ta_koen():
        pass


def skriv(flyt: str, objekt: Any, svar: dict[str, list[str]], *, av: Any) -> Any:
    """Lagrer svarene som en som ser det som står. Gir versjonen."""
    f = FLYTER[flyt]
    _versjon, na = svar_na(objekt, f.versjon)
    sett = {felt: avtrykk(verdier) for felt, verdier in na.items()}
    f.lagre(objekt, svar=svar, sett=sett, av=av)
    return svar_na(objekt, f.versjon)[0]


def send_inn(flyt: str, objekt: Any, *, av: Any) -> Any:
    versjon, _svar = svar_na(objekt, FLYTER[flyt].versjon)
    return vurdering.send_inn(versjon, sett=versjon.merke, av=av)


def publiser(flyt: str, objekt: Any, *, av: Any, redaktor: Any) -> Any:
    """Sender inn det som står, og publiserer det med de samme skjemaene som redaksjonen."""
    f = FLYTER[flyt]
    versjon = send_inn(flyt, objekt, av=av)
    kontroll = f.kontroller(versjon.svar)
    assert kontroll.kan_publiseres, (kontroll.feil, kontroll.mangler)
    return vurdering.publiser(versjon, sett=versjon.merke, verdier=f.kolonner(kontroll.verdier), av=redaktor)


def publisert_profil(org: Entreprenor, *, av: Any, redaktor: Any, **svar: list[str]) -> Entreprenor:
    skriv("profil", org, {**PROFIL, **svar}, av=av)
    publisert: Entreprenor = publiser("profil", org, av=av, redaktor=redaktor)
    return publisert


def lag_ide(
    org: Entreprenor, *, av: Any, synlighet: str = "bare_oss", vist_til: Any = (), **svar: Any
) -> Ide:
    ide: Ide = eiet.opprett(Ide, org, svar={**IDE, **svar}, av=av)
    return eid.sett_synlighet(ide, synlighet=synlighet, vist_til=list(vist_til), av=av)


def publisert_ide(
    org: Entreprenor, *, av: Any, redaktor: Any, synlighet: str = "alle", vist_til: Any = (), **svar: Any
) -> Ide:
    ide = lag_ide(org, av=av, synlighet=synlighet, vist_til=vist_til, **svar)
    publisert: Ide = publiser("ide", ide, av=av, redaktor=redaktor)
    return publisert


def publisert_virkning(org: Entreprenor, *, av: Any, redaktor: Any, **svar: Any) -> Virkning:
    rad = eiet.opprett(Virkning, org, svar={**VIRKNING, **svar}, av=av)
    publisert: Virkning = publiser("virkning", rad, av=av, redaktor=redaktor)
    return publisert


def lag_behov(part: OffentligPart, *, av: Any, **svar: Any) -> Behov:
    rad: Behov = eiet.opprett(Behov, part, svar={**BEHOV, **svar}, av=av)
    return rad


def publisert_behov(part: OffentligPart, *, av: Any, redaktor: Any, **svar: Any) -> Behov:
    publisert: Behov = publiser("behov", lag_behov(part, av=av, **svar), av=av, redaktor=redaktor)
    return publisert


def bilde(bredde: int = 200, hoyde: int = 100, format_: str = "PNG", **valg: Any) -> bytes:
    ut = BytesIO()
    Image.new("RGB", (bredde, hoyde), (200, 30, 30)).save(ut, format_, **valg)
    return ut.getvalue()
