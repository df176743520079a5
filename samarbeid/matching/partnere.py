"""Hvem av entreprenørene som kan møte et behov: temaet, stedet, målgruppen og ordene sammen. Bare ett av dem er ikke et treff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samarbeid.matching.regler.entreprenorer import LANDET
from samarbeid.matching.typer import DELVIS, JA, NEI, Entreprenorprofil, Grunn, Vurdering

_TEMA, _FLERE_TEMA, _ORD = 40, 8, 40
_MALGRUPPE, _NAER_MALGRUPPE = 20, 8
_SELV, _I_FYLKET, _FYLKET, _LANDET = 25, 20, 18, 10
_HOS, _HOS_LIK, _NIVA = 10, 5, 2
# Det meste noen kan få. Poengene er av hundre: settes de i stedet ned til hundre, er de seks beste like gode.
_MEST = _TEMA + _FLERE_TEMA + _ORD + _MALGRUPPE + _SELV + _HOS + _NIVA
HOYST_NAVN = 3
# Så mye og så mange ord må to tekster ha felles for å handle om det samme når temaet ikke er det.
ORDENE_ALENE, FLERE_ORD = 0.45, 2
# Så mye når ingen tema er lest sikkert, og de har et av dem det kan være.
ORDENE_OG_KANSKJE = 0.1
# Så mye felles at en annen målgruppe ikke alene gjør at de ikke passer: gruppene er ofte lest av teksten.
TROSS_MALGRUPPEN = 0.3


# Målgrupper som går over i hverandre: den samme personen kan være i begge, eller de får det samme tilbudet.
NAERE = frozenset(
    map(
        frozenset,
        (
            ("smabarn-og-familier", "foreldre-og-parorende"),
            ("smabarn-og-familier", "barnehagebarn"),
            ("smabarn-og-familier", "familier-med-lav-inntekt"),
            ("foreldre-og-parorende", "familier-med-lav-inntekt"),
            ("skolebarn", "ungdom"),
            ("ungdom", "unge-voksne"),
            ("flyktninger-og-innvandrere", "kvinner-med-innvandrerbakgrunn"),
            ("eldre-hjemmeboende", "sykehjemsbeboere-og-demens"),
            ("arbeidssokere-og-ufore", "unge-voksne"),
            ("personer-med-rusbakgrunn", "bostedslose"),
            ("personer-med-rusbakgrunn", "straffedomte-og-gjengangere"),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Partnersok:
    """Behovet slik entreprenørene måles mot det. ``steder`` er kommuner eller fylker, ``fylker`` dem de ligger i.

    ``like`` er kommunene som ligner på stedet → det de har felles. ``kanskje`` er temaene det kan være, når ingen er lest sikkert.
    """

    temaer: tuple[str, ...]
    malgrupper: tuple[str, ...] = ()
    steder: tuple[str, ...] = ()
    fylker: tuple[str, ...] = ()
    nivaer: frozenset[str] = frozenset()
    like: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kanskje: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ordlikhet:
    """Hvor mye to tekster sier det samme: ``andel`` 0–1, og ordene som veide mest, slik de står i behovet."""

    andel: float = 0.0
    ord: tuple[str, ...] = ()


ULIK = Ordlikhet()


def vurder_partner(e: Entreprenorprofil, sok: Partnersok, ordene: Ordlikhet = ULIK) -> Vurdering | None:
    """None uten et felles tema eller mange av de samme ordene. «nei» når stedet eller målgruppen er en annen, med grunnen i
    ``mot``.

    «ja» når temaet, målgruppen og stedet passer; «delvis» når temaet ikke er felles, målgruppen bare er nær, er en annen
    selv om mye av det de skriver, er det samme, eller målgruppen eller stedet ikke er kjent på en av sidene.
    """
    tema = _tema(e, sok)
    if not tema and not _ordene_er_nok(e, sok, ordene):
        return None
    malgruppe, sted = _malgruppe(e, sok), _sted(e, sok)
    sagt = (
        Grunn("p_ord", _ORD * ordene.andel, detaljer={"ord": uten_gjentatte(ordene.ord)})
        if ordene.ord
        else None
    )
    erfaring = [g for g in (_hos(e, sok), _niva(e, sok)) if g]
    mot = tuple(g for g in (malgruppe, sted) if g and g.poeng < 0)
    grunner = tuple(g for g in (tema, sagt, malgruppe, sted, *erfaring) if g and g.poeng > 0)
    poeng = round(100 * sum(g.poeng for g in grunner) / _MEST)
    samme = malgruppe and malgruppe.kode == "p_malgruppe"
    tross = tema and mot == (malgruppe,) and ordene.andel >= TROSS_MALGRUPPEN
    passer = NEI if mot and not tross else JA if tema and samme and sok.steder else DELVIS
    return Vurdering(e.slug, poeng, passer, grunner, mot)


def uten_gjentatte(ordene: tuple[str, ...]) -> list[str]:
    """«personer med demens» sier også «demens»."""
    return [o for o in ordene if not any(o != annet and o in annet.split() for annet in ordene)]


def som_sies(vurdering: Vurdering) -> tuple[Grunn, ...]:
    """Det som taler for, og det som likevel taler mot; for en som ikke passer, det siste, og hva som ville endret det."""
    if vurdering.passer != NEI:
        return (*vurdering.grunner, *vurdering.mot)
    return tuple(
        g for mot in vurdering.mot for g in (mot, Grunn(f"snu_{mot.kode}", 0, detaljer=mot.detaljer))
    )


def _ordene_er_nok(e: Entreprenorprofil, sok: Partnersok, ordene: Ordlikhet) -> bool:
    """Handler de om det samme uten et felles tema?"""
    if sok.kanskje.intersection(e.temaer) and ordene.ord and ordene.andel >= ORDENE_OG_KANSKJE:
        return True
    return ordene.andel >= ORDENE_ALENE and len(ordene.ord) >= FLERE_ORD


def _tema(e: Entreprenorprofil, sok: Partnersok) -> Grunn | None:
    felles = [t for t in sok.temaer if t in e.temaer]
    poeng = _TEMA + _FLERE_TEMA * (len(felles) > 1)
    return Grunn("p_tema", poeng, detaljer={"temaer": felles[:HOYST_NAVN]}) if felles else None


def _malgruppe(e: Entreprenorprofil, sok: Partnersok) -> Grunn | None:
    """None når en av sidene ikke har sagt hvem det er for."""
    if not (sok.malgrupper and e.malgrupper):
        return None
    if felles := [m for m in sok.malgrupper if m in e.malgrupper]:
        return Grunn("p_malgruppe", _MALGRUPPE, detaljer={"malgrupper": felles[:HOYST_NAVN]})
    if naer := [m for m in e.malgrupper if any({m, annen} in NAERE for annen in sok.malgrupper)]:
        return Grunn("p_naer_malgruppe", _NAER_MALGRUPPE, detaljer={"malgrupper": naer[:HOYST_NAVN]})
    return Grunn("p_annen_malgruppe", -1, detaljer={"malgrupper": list(sok.malgrupper[:1])})


def _sted(e: Entreprenorprofil, sok: Partnersok) -> Grunn | None:
    """Det nærmeste de dekker. Har behovet ikke noe sted, er det en grunn at de kommer uansett hvor det er."""
    if not sok.steder:
        return Grunn("e_landet", _LANDET) if LANDET in e.steder else None
    if selv := sorted(e.steder & set(sok.steder)):
        return Grunn("e_sted", _SELV, detaljer={"sted": selv[0]})
    if inni := sorted(k for k in e.steder for f in sok.steder if len(f) == 2 and k.startswith(f)):
        return Grunn("e_sted", _I_FYLKET, detaljer={"sted": inni[0]})
    if fylke := sorted(e.steder & set(sok.fylker)):
        return Grunn("e_sted", _FYLKET, detaljer={"sted": fylke[0]})
    if LANDET in e.steder:
        return Grunn("e_landet", _LANDET)
    return Grunn("p_annet_sted", -1, detaljer={"sted": sok.steder[0]})


def _hos(e: Entreprenorprofil, sok: Partnersok) -> Grunn | None:
    if her := sorted(e.hos & set(sok.steder)):
        return Grunn("e_hos_dere", _HOS, detaljer={"sted": her[0]})
    like = sorted((-len(sok.like[k]), k) for k in e.hos if k in sok.like)
    if not like:
        return None
    kode = like[0][1]
    return Grunn("e_hos_lik", _HOS_LIK, detaljer={"sted": kode, "likhet": list(sok.like[kode])})


def _niva(e: Entreprenorprofil, sok: Partnersok) -> Grunn | None:
    felles = sorted(e.har & sok.nivaer)
    return Grunn("e_niva", _NIVA, detaljer={"niva": felles[0]}) if felles else None
