"""Uttrykkene som finner hverandre: redaksjonens grupper, temaordene og navnene på stedene, som stammer. Og ordene som er tomme.

Uttrykkene på flere ord står i ``Ordrekke``, så indeksen kan svare på dem som ett ord.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Subquery

from veier.husk import Siste
from veier.sok.models import Indeksversjon, Ordrekke, Synonymgruppe, TommeOrd
from veier.sok.normalisering import SMAORD, er_stedsnavn, finn_ord, fold, stamme
from veier.sok.ordrekker import Ordrekker
from veier.sok.sammensetninger import er_vanlig_ord
from veier.sok.steder import les_steder
from veier.sok.tolkning import uten_hull, uttrykkene
from veier.sok.typer import Gruppe, Grupper, Uttrykk
from veier.taksonomi.models import Omrade, Referanseversjon, Synonym, TidligereOmrade
from veier.taksonomi.utgave import Del, Referanseutgave, nytt_nummer

REKKER = "ordrekker"
# Steder som er ett eller flere fylker eller kommuner, og som finner dem.
STORRE_STEDER = frozenset({"gammelt_fylke", "region", "landsdel"})
# Et nummer som like gjerne er et årstall.
_ARSTALL = range(1900, 2100)


class Lager(NamedTuple):
    """Gruppene, og rekkene som er indeksert, av samme utgave."""

    grupper: Grupper
    rekkenes: int | None
    rekker: frozenset[Uttrykk]


_lager: Siste[Lager] = Siste(glemmes=False)


def hent_grupper() -> Grupper:
    """Uttrykk → uttrykkene i de samme gruppene, som stammer. Leses på nytt når referansedata er endret."""
    return _hent_lager().grupper


def indekserte_rekker() -> frozenset[Uttrykk]:
    """Uttrykkene på flere ord som alle radene i katalogen er indeksert med, slik de var da gruppene sist ble hentet."""
    return (_lager.se() or _hent_lager()).rekker


def _hent_lager() -> Lager:
    """Gruppene og de indekserte rekkene av samme utgave. Ett spørsmål når ingenting er endret."""
    rekkene = Indeksversjon.objects.filter(samling=REKKER).values("nummer")[:1]
    nummer, tabeller, rekkenes = Referanseversjon.objects.values_list(
        "nummer", "tabeller", Subquery(rekkene)
    ).first() or (0, {}, None)
    utgave = Referanseutgave(nummer, tabeller)

    def lag(gammelt: Lager | None) -> Lager:
        if gammelt and gammelt.rekkenes == rekkenes:
            return gammelt._replace(grupper=_grupper.hent(utgave))
        rekker = frozenset(r.uttrykk for r in Ordrekke.objects.filter(indeksert=True))
        return Lager(_grupper.hent(utgave), rekkenes, rekker)

    return _lager.hent((_grupper.nokkel(utgave), rekkenes), lag)


def _les_grupper() -> Grupper:
    """Et uttrykk finner de likeverdige og de snevrere i gruppene det selv står i, og ikke lenger: to ledd unna er det
    meste noe annet."""
    finner: dict[Uttrykk, list[Gruppe]] = defaultdict(list)
    for like, snevrere in (*_redaksjonens(), *stedsgrupper()):
        likt = frozenset(uttrykkene(like))
        gruppe = Gruppe(likt, frozenset(uttrykkene(snevrere)) - likt)
        for ett in likt:
            finner[uten_hull(ett)].append(gruppe)
    # De fleste uttrykkene står i én gruppe, og deler mengdene med de andre i den.
    grupper = {ett: _samlet(noen) if len(noen) > 1 else noen[0] for ett, noen in finner.items()}
    return Grupper(grupper, (fold(ord_) for rad in TommeOrd.objects.synlige() for ord_ in rad.ordene))


def _samlet(grupper: Iterable[Gruppe]) -> Gruppe:
    like = frozenset(u for gruppe in grupper for u in gruppe.like)
    return Gruppe(like, frozenset(u for gruppe in grupper for u in gruppe.smalere) - like)


_grupper = Del(_les_grupper, Synonymgruppe, TommeOrd, Synonym, Omrade, TidligereOmrade)


def _redaksjonens() -> Iterator[tuple[list[str], list[str]]]:
    """(det som betyr det samme, det som er snevrere) for hver synonymgruppe."""
    temaord = _temaord()
    for gruppe in Synonymgruppe.objects.synlige():
        yield gruppe.uttrykk, [*gruppe.smalere, *temaord.get(gruppe.tema, ())]


def stedsgrupper() -> Iterator[tuple[list[str], list[str]]]:
    """(navn som betyr det samme, navn på det som ligger inni) for hver kommune og hvert fylke.

    En kommune finnes på navnene på de språkene den har, kommunesenteret, nummeret, og det den het før. Et fylke finner
    også kommunene sine. Navn flere steder deler, og navn som er vanlige ord, er ikke med.
    """
    omrader = list(Omrade.objects.synlige().exclude(type=Omrade.Type.LAND).select_related("overordnet"))
    navnene = {o.kode: [o.navn, *o.andre_navn] for o in omrader}
    brukt = defaultdict(set)
    for omrade in omrader:
        # Oslo er både kommune og fylke, og det er ett sted.
        senter = [omrade.administrasjonssenter] if omrade.type == Omrade.Type.KOMMUNE else []
        for navn in (*navnene[omrade.kode], *senter):
            brukt[navn.lower()].add(omrade.navn)

    def entydige(navn: Iterable[str]) -> list[str]:
        rene = (n for n in navn if n and not er_vanlig_ord(n) and len(brukt[n.lower()]) <= 1)
        return list(dict.fromkeys(rene))

    tidligere: dict[str, list[str]] = defaultdict(list)
    for gammelt in TidligereOmrade.objects.synlige().select_related("omrade"):
        er_nummer = gammelt.nummer.isdigit() and int(gammelt.nummer) not in _ARSTALL
        gamle = [n for n in gammelt.navn.split(" / ") if n.lower() not in brukt]
        tidligere[gammelt.omrade.kode] += [*entydige(gamle), *([gammelt.nummer] if er_nummer else [])]
    inni: dict[str, list[str]] = defaultdict(list)
    for omrade in omrader:
        like = entydige(navnene[omrade.kode])
        if omrade.type == Omrade.Type.KOMMUNE:
            if omrade.overordnet:
                inni[omrade.overordnet.kode] += like
            senter = entydige([omrade.administrasjonssenter])
            yield [*like, *senter, omrade.kode], tidligere[omrade.kode]
            for navn_for in tidligere[omrade.kode]:
                yield [navn_for], [*like, omrade.kode]
    yield from _storre_steder({kode: entydige(navn) for kode, navn in navnene.items()}, brukt)
    for omrade in omrader:
        if omrade.type == Omrade.Type.FYLKE and (like := entydige(navnene[omrade.kode])):
            yield like, inni[omrade.kode]


def _storre_steder(
    navnene: Mapping[str, list[str]], brukt: Collection[str]
) -> Iterator[tuple[list[str], list[str]]]:
    """Gamle fylker, regioner og landsdeler, og navnene på det som ligger der. Et navn som er en form av et annet sted, er
    ikke med: «Viken» er en bøyning av «Vik»."""
    for sted in les_steder():
        inne = [navn for kode in sted.omrader for navn in navnene.get(kode, [])]
        egne = [
            n
            for n in sted.navn
            if n.lower() not in brukt and not er_vanlig_ord(n) and not er_stedsnavn(stamme(n))
        ]
        if sted.slag in STORRE_STEDER and inne and egne:
            yield egne, inne


def _temaord() -> dict[str, list[str]]:
    """Tema → ordene som alene peker på det."""
    ut: dict[str, list[str]] = defaultdict(list)
    alene = Synonym.objects.synlige().filter(styrke=Synonym.Styrke.STERK, bare_med=[])
    for gjelder, uttrykk in alene.values_list("gjelder", "uttrykk"):
        slag, _kolon, slug = gjelder.partition(":")
        if slag == "tema" and _kan_sokes(uttrykk):
            ut[slug].append(uttrykk.strip("*="))
    return ut


def er_temaord(ord_: Synonym) -> bool:
    """Om et søk på temaet finner ordet, når en gruppe har med hele temaet."""
    alene = ord_.styrke == Synonym.Styrke.STERK and not ord_.bare_med and not ord_.skjult
    return alene and ord_.gjelder.startswith("tema:") and _kan_sokes(ord_.uttrykk)


def _kan_sokes(uttrykk: str) -> bool:
    """«LAR» er et ord til når store bokstaver ikke teller: motoren ser forskjell, søket gjør det ikke. Og «omsorg for en» er
    bare «omsorg» når småordene er borte."""
    return not uttrykk.isupper() and not _henger(uttrykk)


def _henger(uttrykk: str) -> bool:
    """Begynner eller slutter det med et småord, som et stykke av en setning?"""
    ord_ = finn_ord(uttrykk)
    return any(o.form in SMAORD for o in (*ord_[:1], *ord_[-1:]))


def oppdater_rekkene() -> list[Uttrykk]:
    """Gjør Ordrekke lik uttrykkene på flere ord i gruppene. Gir de nye: radene har dem ikke ennå.

    Kalles bare av den som har låst katalogen.
    """
    onsket = {
        " ".join(u)
        for gruppe in hent_grupper().values()
        for u in (*gruppe.like, *gruppe.smalere)
        if len(u) > 1
    }
    finnes = set(Ordrekke.objects.values_list("stammer", flat=True))
    if onsket != finnes:
        Ordrekke.objects.filter(stammer__in=finnes - onsket).delete()
        Ordrekke.objects.bulk_create(Ordrekke(stammer=s) for s in sorted(onsket - finnes))
        _ny_utgave_av_rekkene()
    return [tuple(s.split(" ")) for s in sorted(onsket - finnes)]


def hent_rekkene() -> Ordrekker:
    """Rekkene en rad skal indekseres med."""
    return _ordrekkene(frozenset(Ordrekke.objects.values_list("stammer", flat=True)))


@lru_cache(maxsize=1)
def _ordrekkene(stammer: frozenset[str]) -> Ordrekker:
    return Ordrekker(tuple(s.split(" ")) for s in stammer)


def siste_rekke() -> int:
    """Nummeret på den nyeste rekken; en ny får alltid et høyere."""
    return Ordrekke.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def rekkene_er_indeksert(til_og_med: int) -> None:
    """Alle radene har nå rekkene opp til dette nummeret."""
    if Ordrekke.objects.filter(pk__lte=til_og_med, indeksert=False).update(indeksert=True):
        _ny_utgave_av_rekkene()


def _ny_utgave_av_rekkene() -> None:
    Indeksversjon.objects.update_or_create(samling=REKKER, defaults={"nummer": nytt_nummer()})
