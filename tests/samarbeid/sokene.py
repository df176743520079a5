"""Søkets svar på spørringene i settene, noen korte ord hver, så en endring kan leses som en forskjell.

``treff`` er nøklene i rekkefølge; det som står foran «|», er kjernen. ``utdrag`` er det leseren ser av de to første, med ordene
merket.
"""

import json

from django.db import transaction

from samarbeid.katalog.indeks.fasit import som_dokument
from samarbeid.katalog.indeks.lest import les_temaer
from samarbeid.management.commands.maal_sok import SAMLING
from tests.samarbeid.matching.svarene import DATA
from veier.sok.grupper import hent_grupper
from veier.sok.indeksering import indekser
from veier.sok.sporring import sok
from veier.sok.utdrag import lag_merking, utdrag

SVARENE = DATA / "sokene.jsonl"
SETT = ("sok_maal", "egne", "sok_tredje", "sok_sjette", "sok_sjuende")
HVER = 3  # hver tredje av dem andre har skrevet: et søk koster, og de neste finner lite mer
# Slik folk også skriver: skrivefeil, bindestrek, «ikke», minus, anførselstegn, nynorsk, steder, tall og tegn.
EGNE = (
    "bibloteket", "biblotek", "demmens", "demns", "ungdomer", "utenforskp", "leksehjlep", "sykehejm", "flyktninhger", "mentr",
    "nettvrek", "frivilighet", "ensomhte", "arbeidsinkluderng", "barnevrenet", "skolevergring", "gjled", "musik", "kafe", "kafé",
    "ikke fotball", "trening ikke fotball", "barn -skole", "-barn", "musikk -eldre -kor", "eldre uten besøk", "unge utan arbeid",
    '"eldre"', '"gå på skolen"', '"på skolen" -lekser', '"i og på"', "“møteplass”", "jobb + unge", "ungdom/eldre", "foreldre & barn",
    "ikkje rus", "verken rus eller vold", "psykisk helse, ikke barn", "sjukeheim", "einsemd", "skulefråvær", "arbeidsløyse",
    "Bergen", "i Trondheim", "5037", "0150", "Tromsø kommune", "16-20 år", "18-åringer", "70 +", "923 609 016", "e-sport", "lese-app",
    "sommer jobb", "språk kafe", "arbeids trening", "gårds gruppe", "hest", "dans for eldre med demens på sykehjem i kommunen vår",
    "noe for barn", "tilbud", "hjelp", "ord som ikke finnes xyzzy", "qwerty", "mødre", "mor og barn", "ektefelle", "bestefar",
    "VIDEREGÅENDE", "Nav", "BPA", "nav-tiltak", "læring i naturen ute", "samisk", "Kárášjohka", "norskkurs innvandrarar",
)  # fmt: skip


def innhold(sett):
    """Dokumentene, og (nummer, spørring). De egne stilles til tekstene i ``sok_maal``."""
    fil = "sok_maal" if sett == "egne" else sett
    data = json.loads((DATA / f"{fil}.json").read_text(encoding="utf-8"))
    if sett == "egne":
        return data["dokumenter"], list(enumerate(EGNE, 1))
    return data["dokumenter"], [(nr, s["q"]) for nr, s in enumerate(data["sporringer"], 1)][::HVER]


def linjene(sett, kunnskap):
    """Svaret på hver spørring i settet. Indeksen er som før etterpå."""
    dokumenter, sporringer = innhold(sett)
    temaer = {slug: tema.navn for slug, tema in kunnskap.temaer.items()}
    with transaction.atomic():
        indekser(SAMLING, {nr: som_dokument(d, temaer) for nr, d in dokumenter.items()})
        grupper = hent_grupper()
        ut = [
            _linje(f"{sett} {nr}", q, sok(SAMLING, q, grupper, les_temaer(q, kunnskap, grupper)), dokumenter)
            for nr, q in sporringer
        ]
        transaction.set_rollback(True)
    return ut


def _linje(navn, q, svar, dokumenter):
    s, kjernen = svar.hvordan.sporring, len(svar.kjerne)
    merking = lag_merking(s)
    rad = {
        "id": navn,
        "q": q,
        "treff": f"{' '.join(svar.treff[:kjernen])} | {' '.join(svar.treff[kjernen:])}".strip(),
        "rettet": [f"{fra} → {til}" for fra, til in svar.hvordan.rettet],
        "ukjent": list(svar.hvordan.ukjent),
        "uten": [f"{nektet} {ordet}" for nektet, ordet in s.tatt_bort],
        "lest_som_ord": [f"{nektet} {ordet}" for nektet, ordet in s.ikke_tatt_bort],
        "temaer": sorted(t.slug for t in s.temaer),
        "utdrag": [_merket(dokumenter[nokkel], merking) for nokkel in svar.treff[:2]],
    }
    return {felt: verdi for felt, verdi in rad.items() if verdi not in ("", [], [""])}


def _merket(dokument, merking):
    tekst = dokument if isinstance(dokument, str) else dokument.get("tekst", "")
    return "".join(f"[{bit}]" if treff else bit for bit, treff in utdrag(tekst, merking, lengde=70))


def skriv(kunnskap):
    rader = [rad for sett in SETT for rad in linjene(sett, kunnskap)]
    linjer = [json.dumps(rad, ensure_ascii=False, sort_keys=True) for rad in rader]
    SVARENE.write_text("\n".join([*linjer, ""]), encoding="utf-8")
