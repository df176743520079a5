"""Temaene og målgruppene ordene i en tekst peker på."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from samarbeid.matching.lesing.tekst import Funn, Vilkarsleser
from samarbeid.matching.typer import Kunnskap, Temaforslag, Temaord

STERK, SVAK, STOTTE = 3.0, 1.0, 0.25
I_TITTEL = 1.5
HOYST_TEMAER = 4
MINSTE_ANDEL = 0.34  # av det beste temaets poeng
ALLMENT_FRA = 3  # et svakt ord for så mange temaer sier ikke noe alene eller i par


# Tema → uttrykket (stammer) → vekten, og ordet slik det sto.
Ordene = dict[str, dict[str, tuple[float, str]]]


def _gyldige(funn: list[Funn], vilkar: Vilkarsleser, typen: str) -> Iterable[tuple[Temaord, Funn]]:
    """Funnene som gjelder. Et ord som bare er sterkt sammen med noe annet, er svakt uten det."""
    for f in funn:
        if f.gjelder.slag != "tema":
            continue
        temaord: Temaord = f.gjelder.verdi
        if not temaord.gjelder.startswith(f"{typen}:"):
            continue
        if temaord.ikke_med and vilkar.har(temaord.ikke_med):
            continue
        if temaord.bare_med and not vilkar.har(temaord.bare_med):
            if not temaord.sterk or f.ledd:
                continue
            temaord = replace(temaord, sterk=False)
        yield temaord, f


def foresla_temaer(
    funn: list[Funn],
    vilkar: Vilkarsleser,
    i_tittel: int,
    alder: tuple[int, int] | None,
    kunnskap: Kunnskap,
    *,
    alder_fra_tekst: bool,
) -> tuple[Temaforslag, ...]:
    """Temaene ordene i teksten peker på, de sikreste først.

    Et svakt ord gir aldri et tema alene: det trenger et sterkt ord eller et annet svakt ord for samme
    tema. Ord som er svake for mange temaer («skole», «ungdom»), teller bare som støtte.
    """
    gyldige = list(_gyldige(funn, vilkar, "tema"))
    sterke, svake = _per_tema(gyldige, i_tittel)
    med_egne = {o.gjelder.partition(":")[2] for o, _f in gyldige if o.sterk and not o.sagt}
    uten_vilkar = _uten_vilkar(gyldige)
    allmenne = kunnskap.oppslag.allmenne | uten_vilkar
    forslag = []
    for slug in {*sterke, *svake}:
        sikre = _uten_delord(sterke.get(slug, {}))
        stotte = {n: v for n, v in svake.get(slug, {}).items() if not _inngar(n, sikre)}
        egne = [n for n in stotte if n not in allmenne]
        if not sikre and len(egne) < 2:
            continue
        # Alder som bare står i teksten, kan gjelde hjelperne («ungdom besøker sykehjem»): et sterkt ord vinner.
        if not (sikre and alder_fra_tekst) and not alder_passer(kunnskap, slug, alder):
            continue
        poeng = sum(STERK * vekt for vekt, _o in sikre.values())
        poeng += sum((STOTTE if n in allmenne else SVAK) * v for n, (v, _o) in stotte.items())
        ord_ = tuple(dict.fromkeys(o for _v, o in [*sikre.values(), *(stotte[n] for n in egne)]))
        bare_sagt = bool(sikre) and slug not in med_egne
        forslag.append(Temaforslag(slug, "foreslatt", poeng, ord_[:3], bare_sagt))
    if not forslag:
        bare = {slug: {n: v for n, v in ord_.items() if n not in uten_vilkar} for slug, ord_ in svake.items()}
        return _av_allmenne_ord(bare, alder, kunnskap)
    forslag.sort(key=lambda t: (-t.poeng, kunnskap.temaer[t.slug].rekkefolge))
    grense = forslag[0].poeng * MINSTE_ANDEL
    return tuple(t for t in forslag if t.poeng >= grense)[:HOYST_TEMAER]


def _per_tema(gyldige: list[tuple[Temaord, Funn]], i_tittel: int) -> tuple[Ordene, Ordene]:
    """De sterke og de svake ordene for hvert tema. Det samme uttrykket to ganger teller én, der det veier mest."""
    sterke: Ordene = {}
    svake: Ordene = {}
    hele = {f.fra for temaord, f in gyldige if temaord.sterk and not f.ledd}
    for temaord, f in gyldige:
        if f.ledd and f.fra in hele:
            continue  # «innvandrerkvinner» er ett ord; leddet «innvandrer» sier ikke noe i tillegg
        slug = temaord.gjelder.partition(":")[2]
        vekt = I_TITTEL if f.til < i_tittel else 1.0
        nokkel = " ".join(temaord.uttrykk.stammer)
        ordene = (sterke if temaord.sterk else svake).setdefault(slug, {})
        ordene[nokkel] = max(ordene.get(nokkel, (0.0, "")), (vekt, f.ord))
    return sterke, svake


def _uten_vilkar(gyldige: list[tuple[Temaord, Funn]]) -> frozenset[str]:
    """Sterke ord som mangler det de skal stå sammen med («gjeng» uten noe om kriminalitet): de støtter, men bærer ikke et tema."""
    return frozenset(" ".join(t.uttrykk.stammer) for t, _f in gyldige if not t.sterk and t.bare_med)


def ord_uten_vilkar(funn: list[Funn], vilkar: Vilkarsleser) -> dict[str, set[str]]:
    """Tema → ordene (små bokstaver) som peker dit, men mangler det de skal stå sammen med."""
    ut: dict[str, set[str]] = {}
    for temaord, f in _gyldige(funn, vilkar, "tema"):
        if temaord.bare_med and not temaord.sterk:
            ut.setdefault(temaord.gjelder.partition(":")[2], set()).update(f.ord.lower().split())
    return ut


def _av_allmenne_ord(
    svake: dict[str, dict[str, tuple[float, str]]], alder: tuple[int, int] | None, kunnskap: Kunnskap
) -> tuple[Temaforslag, ...]:
    """Når ingenting annet peker: ett tema, der minst to ulike ord møtes («klassen» og «skolen»)."""
    mulige = [
        Temaforslag(slug, "foreslatt", float(len(ord_)), tuple(o for _v, o in ord_.values())[:3])
        for slug, ord_ in svake.items()
        if len(ord_) > 1 and alder_passer(kunnskap, slug, alder)
    ]
    beste = min(mulige, key=lambda t: (-t.poeng, kunnskap.temaer[t.slug].rekkefolge), default=None)
    return (beste,) if beste else ()


def _uten_delord(ord_: dict[str, tuple[float, str]]) -> dict[str, tuple[float, str]]:
    """Uttrykk som bare er en del av et lengre uttrykk som også ble funnet, teller ikke to ganger."""
    return {
        n: v for n, v in ord_.items() if not any(n != annen and f" {n} " in f" {annen} " for annen in ord_)
    }


def _inngar(nokkel: str, sikre: dict[str, tuple[float, str]]) -> bool:
    return any(f" {nokkel} " in f" {sikker} " for sikker in sikre)


def allmenne_ord(temaord: Iterable[Temaord]) -> frozenset[str]:
    """De svake ordene som peker på så mange temaer at de bare støtter. Regnes ut én gang, når ordlisten bygges."""
    antall = Counter(
        " ".join(t.uttrykk.stammer) for t in temaord if not t.sterk and t.gjelder.startswith("tema:")
    )
    return frozenset(ord_ for ord_, n in antall.items() if n >= ALLMENT_FRA)


def alder_passer(kunnskap: Kunnskap, slug: str, alder: tuple[int, int] | None) -> bool:
    tema = kunnskap.temaer[slug]
    if alder is None:
        return True
    fra = tema.alder_fra if tema.alder_fra is not None else 0
    til = tema.alder_til if tema.alder_til is not None else 130
    return alder[0] <= til and alder[1] >= fra


def foresla_malgrupper(funn: list[Funn], vilkar: Vilkarsleser) -> tuple[str, ...]:
    sterke: Counter[str] = Counter()
    svake: dict[str, set[str]] = {}
    for temaord, _f in _gyldige(funn, vilkar, "malgruppe"):
        slug = temaord.gjelder.partition(":")[2]
        if temaord.sterk:
            sterke[slug] += 1
        else:
            svake.setdefault(slug, set()).add(" ".join(temaord.uttrykk.stammer))
    ut = [slug for slug, _n in sterke.most_common()]
    ut += [slug for slug, ord_ in sorted(svake.items()) if len(ord_) > 1 and slug not in sterke]
    return tuple(ut[:3])


def tema_fra_malgruppe(malgruppe: Iterable[str], kunnskap: Kunnskap) -> tuple[Temaforslag, ...]:
    """Når ordene ikke sier noe om tema, sier den valgte målgruppen ofte hvor det hører hjemme."""
    for slug in malgruppe:
        gruppe = kunnskap.malgrupper[slug]
        if gruppe.tema:
            return (Temaforslag(gruppe.tema, "foreslatt", 1.0, (gruppe.navn,)),)
    return ()
