"""Motorens svar på de skrevne ideene, gjort om til noen korte linjer hver, så en endring kan leses som en forskjell.

``lest`` er det teksten ble lest som, med ordene. En modell er ``slug poeng ordet +for −mot ?mangler ↺snudd``, en rolle
``rolle:grunn``, en beslutter ``modell:trinn:ellers:varig=rolle``. Setningene står i en fil for seg, hver én gang; ``sagt`` er
avtrykket av dem i den rekkefølgen de vises. ``ellers`` er avtrykket av grunnene for det som ikke passer.
"""

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from samarbeid.matching import rader
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.kontrakt import les_ide, skriv_svar
from samarbeid.matching.lesing.likesaker import hent_likesaker
from samarbeid.matching.lesing.likhet import lag_likhetsleser
from samarbeid.matching.lesing.stedsoppslag import lag_stedsoppslag
from samarbeid.matching.lesing.tolkning import lag_ordliste
from samarbeid.matching.motor import vurder
from samarbeid.matching.regler.tilskudd import KAN_SOKES, NESTE_GANG, VERDT_A_SPORRE
from samarbeid.matching.tematekster import les_tematekster
from samarbeid.matching.typer import NEI, Kunnskap, Offentligsvar

DATA = Path(__file__).parents[2] / "data"
SVARENE, SETNINGENE = DATA / "svarene.jsonl", DATA / "svarenes_setninger.txt"
I_DAG = date(2026, 11, 28)
NESTE = 3  # så mange av modellene som ikke passer, står med navn
_NITTENDE_LEST = frozenset({
    3, 7, 10, 11, 14, 15, 16, 17, 20, 22, 23, 28, 29, 33, 34, 35, 37, 38, 40, 44, 45, 47, 48, 49, 50, 52, 53, 54, 55, 56,
    59, 62, 63, 65, 70, 71, 73, 74, 75, 80, 82, 83, 85, 87, 88, 89, 91, 92, 95, 99,
})  # fmt: skip
# Settet → plassene ingen som endrer reglene, har lest (docs/kvalitet.md). De står ikke her heller.
SETT = {
    "saker_21": (), "frosne_ideer": (), "usette_ideer": (), "andre_usette_ideer": (), "tredje_usette_ideer": (),
    "fjerde_usette_ideer": range(2, 101, 2), "femte_usette_ideer": range(4, 141, 4), "sjette_usette_ideer": (),
    "sjuende_usette_ideer": (), "attende_usette_ideer": (),
    "nittende_usette_ideer": frozenset(range(1, 101)) - _NITTENDE_LEST,
    "tjuende_usette_ideer": range(1, 101), "tjueforste_usette_ideer": range(1, 101),
    "tjueandre_usette_ideer": range(1, 101),
}  # fmt: skip
# Det bare den offentlige siden vet, på hver femte idé.
OFFENTLIGE = (
    Offentligsvar(penger="ja", avtale="nei", vedtak="ja", lovpalagt="ja", eier="en"),
    Offentligsvar(
        penger="nei", avtale="vet_ikke", eier="flere", lovpalagt="nei", virksomhet="trondheim-kommune"
    ),
    Offentligsvar(penger="noe", avtale="ja", eier="annen", virksomhet="oslo-kommune"),
    Offentligsvar(penger="vet_ikke", vedtak="nei", virksomhet="nav-drammen"),
)


def ideene():
    """(nummer, navn, idé, offentlig svar eller None) for hver idé, i fast rekkefølge."""
    ut = []
    for sett, ulest in SETT.items():
        saker = json.loads((DATA / f"{sett}.json").read_text(encoding="utf-8"))
        for nr, sak in enumerate(saker, 1):
            if nr not in ulest:
                ut.append((f"{sett} {nr}", sak["ide"]))
    return [
        (nr, navn, ide, OFFENTLIGE[nr // 5 % len(OFFENTLIGE)] if nr % 5 == 0 else None)
        for nr, (navn, ide) in enumerate(ut)
    ]


def forskjell(for_, etter):
    """Det som er ulikt i to linjer om den samme ideen: høyst seks linjer, og bare delene som ikke er like."""
    ut = []
    for felt in sorted({*for_, *etter}):
        gammel, ny = (_deler(rad.get(felt, "")) for rad in (for_, etter))
        borte, nye = [d for d in gammel if d not in ny], [d for d in ny if d not in gammel]
        ut += [f"  {felt} − {d}" for d in borte] + [f"  {felt} + {d}" for d in nye]
        if gammel != ny and not borte and not nye:
            ut.append(f"  {felt}: en annen rekkefølge")
    return ut[:6] + (["  …"] if len(ut) > 6 else [])


def _deler(verdi):
    if isinstance(verdi, dict):
        return [f"{navn}: {under}" for navn, under in verdi.items()]
    return verdi if isinstance(verdi, list) else [str(verdi)] if verdi != "" else []


def dagens(kunnskap):
    """Kunnskapen på en fast dag: frister og terskler flytter seg ellers med kalenderen."""
    return replace(kunnskap, i_dag=I_DAG)


def bygget_paa_nytt():
    """Kunnskapen lest av radene i databasen nå, uten noe av det som huskes."""
    navn = (
        "temaer", "malgrupper", "temaord", "signaler", "modeller", "terskler", "roller", "veier", "omrader", "tidligere",
        "stedsnavn", "parter", "tilskudd", "eksempler",
    )  # fmt: skip
    lest = Kunnskap(**{del_: getattr(rader, f"les_{del_}")() for del_ in navn}, i_dag=I_DAG)
    likhet = lag_likhetsleser(les_tematekster())
    return replace(
        lest,
        oppslag=lag_ordliste(lest),
        steder=lag_stedsoppslag(lest.omrader, lest.stedsnavn, lest.parter),
        hent_likhet=lambda: likhet,
        hent_likesaker=hent_likesaker,
    )


def skriv(kunnskap):
    """Begge filene, av det motoren svarer nå."""
    linjer, alle = [], set()
    for ide in ideene():
        rad, setninger = linje(*ide, kunnskap)
        linjer.append(json.dumps(rad, ensure_ascii=False, sort_keys=True))
        alle.update(map(en_linje, setninger))
    SVARENE.write_text("\n".join([*linjer, ""]), encoding="utf-8")
    SETNINGENE.write_text("\n".join([*sorted(alle), ""]), encoding="utf-8")


def en_linje(setning):
    return setning.replace("\n", " ")


def linje(nr, navn, ide, offentlig, kunnskap):
    """Svaret på én idé: (linjen, setningene i den). To av fem har setninger, den ene slik den offentlige siden ser dem."""
    svar = vurder(les_ide(ide, kunnskap), kunnskap, offentlig=offentlig)
    side = "offentlig" if offentlig else "entreprenor"
    ut = skriv_svar(svar, kunnskap, Forklarer(kunnskap, side=side)) if nr % 5 < 2 else {}
    setninger = list(_tekster(ut))
    rad = {
        "id": navn,
        **_lest(svar.tolkning),
        **_svart(svar),
        "sagt": _avtrykk(setninger) if setninger else "",
    }
    return {felt: verdi for felt, verdi in rad.items() if verdi not in ("", [], {}, False)}, setninger


def _lest(t):
    return {
        "tema": [_tema(f) for f in t.tema],
        "spurt": [_tema(f) for f in t.spurt],
        "naermest": [_tema(f) for f in t.naermest],
        "lest": {felt: f"{getattr(t.ide, felt)} «{ord_}»" for felt, ord_ in t.fra_tekst.items()},
        "malgruppe": list(t.malgruppe),
        "alder": f"{t.alder[0]}–{t.alder[1]}{'' if t.alder_sikker else '?'}" if t.alder else "",
        "steder": [f"{ord_} {','.join(koder)}" for ord_, koder in t.steder],
        "bydel": t.bydel,
        "onsker": dict(t.onsker),
        "nevnt": sorted(t.nevnte_nivaer),
        "penger_hos": t.penger_hos,
        "engelsk": t.engelsk,
    }


def _svart(svar):
    nei = [v for v in (*svar.modeller, *svar.tilskudd) if v.passer == NEI]
    sporres = [v for v in svar.tilskudd if v.status == VERDT_A_SPORRE]
    return {
        "mangler": [_grunn(g) for g in svar.mangler],
        "modeller": [_vurdering(v) for v in svar.modeller if v.passer != NEI],
        "nest": [f"{v.slug} {v.poeng}" for v in svar.modeller if v.passer == NEI][:NESTE],
        "ellers": _avtrykk(_vurdering(v) for v in (*nei, *sporres)),
        "veier": [_vei(vei) for vei in svar.veier],
        "bidrag": [f"{b.niva}:{b.rolle}" for b in svar.bidrag],
        "tilskudd": [_vurdering(v) for v in svar.tilskudd if v.status in {KAN_SOKES, NESTE_GANG}],
        "sporres": len(sporres),
        "eksempler": [f"{v.slug} {v.poeng}" for v in svar.eksempler],
    }


def _avtrykk(rader):
    return hashlib.sha256("\n".join(rader).encode()).hexdigest()[:8]


def _tema(f):
    return f"{f.slug} {f.kilde} {f.poeng:.2f} {'/'.join(f.ord)}{' bare sagt' if f.bare_sagt else ''}".strip()


def _grunn(g):
    return " ".join(str(d) for d in (g.kode, *g.detaljer.values()) if d not in ("", None))


def _poeng(g):
    return f"{g.kode.removesuffix('_passer')}{g.poeng:g}" if g.poeng else g.kode


def _vurdering(v):
    rekker = (("+", v.grunner), ("−", v.mot), ("?", v.mangler), ("↺", v.ville_passet))
    tegn = [
        f"{merke}{_poeng(g).removeprefix('mangler_').removeprefix('snu_')}"
        for merke, grunner in rekker
        for g in grunner
    ]
    return " ".join([v.slug, str(v.poeng), v.status or v.passer, *tegn])


def _vei(vei):
    part = f"{vei.part.slug or vei.part.navn}" if vei.part else "–"
    beslutter = [_beslutter(r.rolle, r.grunn.detaljer) for r in vei.beslutter]
    roller = [
        " ".join(f"{r.rolle}:{r.grunn.kode}" for r in rekke) for rekke in (vei.forste_samtale, vei.dorapner)
    ]
    grunner = " ".join(g.kode for g in (*vei.grunner, *vei.merknader))
    return f"{vei.niva} {part} {vei.poeng} [{grunner}] først {roller[0]} | bestemmer {' '.join(beslutter)} | dør {roller[1]}"


def _beslutter(rolle, d):
    return (
        ":".join(str(d[felt]) for felt in ("modell", "trinn", "ellers", "varig") if d.get(felt)) + f"={rolle}"
    )


def _tekster(verdi):
    if isinstance(verdi, dict):
        for felt, under in verdi.items():
            if felt in {"tekst", "grunn"}:
                yield under
            elif felt == "mangler":
                yield from under
            else:
                yield from _tekster(under)
    elif isinstance(verdi, list):
        for under in verdi:
            yield from _tekster(under)
