"""Hvem av entreprenørene som kan møte et behov: temaet, stedet, målgruppen og ordene sammen. Bare ett av dem er ikke et treff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samarbeid.matching.regler.entreprenorer import LANDET
from samarbeid.matching.typer import DELVIS, JA, NEI, Entreprenorprofil, Grunn, Vurdering

# Vektene er funnet ved å skille de riktige fra de andre på 125 behov (logistisk regresjon), og rundet.
_TEMA, _SAGT, _FLERE_TEMA, _SMAL, _ORD = 50, 10, 10, 12, 45
_MALGRUPPE, _NAER_MALGRUPPE = 28, 10
_SELV, _I_FYLKET, _FYLKET, _LANDET = 36, 30, 26, 16
_HOS, _HOS_LIK, _NIVA = 10, 5, 2
# Det meste noen kan få. Poengene er av hundre: settes de i stedet ned til hundre, er de seks beste like gode.
_MEST = _TEMA + _SAGT + _FLERE_TEMA + _SMAL / 2 + _ORD + _MALGRUPPE + _SELV + _HOS + _NIVA
HOYST_NAVN = 3
# Så sterkt må teksten peke på et tema den ikke sier, og på en målgruppe, for at det er felles.
PEKER = 0.6
# I tvil er det sterkeste temaet oftere feil, og det nest sterkeste oftere rett: da letes det bredere, og treffene er forsiktige.
PEKER_I_TVIL = 0.5
_GODT = 0.8
# Så mye og så mange ord må to tekster ha felles for å handle om det samme når temaet ikke er det.
ORDENE_ALENE, ORD_NOK = 0.2, 2
# Så mye felles at en annen målgruppe ikke alene gjør at de ikke passer.
TROSS_MALGRUPPEN = 0.3
# De som har mindre enn denne delen av poengene til den beste, vises ikke.
NAER_DEN_BESTE = 0.6


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

    ``temaer`` er valgt eller sagt med ord, ``malgrupper`` valgt. ``styrke`` er hvor mye hvert tema er det behovet handler om (0–1);
    tom når temaene er alt vi vet. ``grupper`` er målgruppene teksten peker på når ingen er valgt. ``tydelig``: det er ingen tvil
    om det sterkeste temaet. ``like`` er kommunene som ligner på stedet → det de har felles.
    """

    temaer: tuple[str, ...]
    malgrupper: tuple[str, ...] = ()
    steder: tuple[str, ...] = ()
    fylker: tuple[str, ...] = ()
    nivaer: frozenset[str] = frozenset()
    like: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    styrke: Mapping[str, float] = field(default_factory=dict)
    grupper: Mapping[str, float] = field(default_factory=dict)
    tydelig: bool = True

    @property
    def aktuelle(self) -> tuple[str, ...]:
        """Temaene som er sagt, og dem teksten peker på."""
        grense = PEKER if self.tydelig else PEKER_I_TVIL
        pekt = sorted(
            (t for t, styrke in self.styrke.items() if styrke >= grense), key=lambda t: -self.styrke[t]
        )
        return tuple(dict.fromkeys((*self.temaer, *pekt)))

    def styrken(self, tema: str) -> float:
        return self.styrke.get(tema, 0.0) if self.styrke else float(tema in self.temaer)


@dataclass(frozen=True, slots=True)
class Ordlikhet:
    """Hvor mye to tekster sier det samme: ``andel`` 0–1, og ordene som veide mest, slik de står i behovet."""

    andel: float = 0.0
    ord: tuple[str, ...] = ()


ULIK = Ordlikhet()


def vurder_partner(e: Entreprenorprofil, sok: Partnersok, ordene: Ordlikhet = ULIK) -> Vurdering | None:
    """None uten et felles tema eller nok av de samme ordene. «nei» når stedet eller målgruppen er en annen, med grunnen i
    ``mot``.

    «ja» når temaet, målgruppen og stedet passer, og det ikke er tvil om temaet; «delvis» når temaet ikke er felles eller ikke er det
    behovet tydeligst handler om, målgruppen bare er nær, er en annen selv om mye av det de skriver, er det samme, eller
    målgruppen eller stedet ikke er kjent på en av sidene.
    """
    tema, malgruppe, sted = _tema(e, sok), _malgruppe(e, sok), _sted(e, sok)
    if not tema and not _ordene_er_nok(ordene, malgruppe):
        return None
    sagt = _ordene(ordene, tema)
    erfaring = [g for g in (_hos(e, sok), _niva(e, sok)) if g]
    mot = tuple(g for g in (malgruppe, sted) if g and g.poeng < 0)
    grunner = tuple(g for g in (tema, sagt, malgruppe, sted, *erfaring) if g and g.poeng > 0)
    poeng = min(100, round(100 * sum(g.poeng for g in grunner) / _MEST))
    samme = malgruppe and malgruppe.kode == "p_malgruppe"
    tross = tema and mot == (malgruppe,) and ordene.andel >= TROSS_MALGRUPPEN
    godt = tema and samme and sok.steder and sok.tydelig and max(map(sok.styrken, e.temaer)) >= _GODT
    passer = NEI if mot and not tross else JA if godt else DELVIS
    return Vurdering(e.slug, poeng, passer, grunner, mot)


def _ordene_er_nok(ordene: Ordlikhet, malgruppe: Grunn | None) -> bool:
    """Et ord de tilfeldigvis har felles («hull», «asfalt»), er ikke et treff: det må være to, eller ett og den samme målgruppen."""
    samme = bool(malgruppe and malgruppe.kode == "p_malgruppe")
    return ordene.andel >= ORDENE_ALENE and len(uten_gjentatte(ordene.ord)) + samme >= ORD_NOK


def _ordene(ordene: Ordlikhet, tema: Grunn | None) -> Grunn | None:
    """Ordene de deler. Navnet på temaet er alt sagt, og teller bare."""
    if not ordene.ord:
        return None
    navn = {ord_ for slug in tema.detaljer["temaer"] for ord_ in slug.split("-")} if tema else set()
    nye = [ord_ for ord_ in uten_gjentatte(ordene.ord) if ord_.lower() not in navn]
    return Grunn("p_ord" if tema else "p_bare_ord", _ORD * ordene.andel, detaljer={"ord": nye})


def uten_gjentatte(ordene: tuple[str, ...]) -> list[str]:
    """«personer med demens» sier også «demens»."""
    return [o for o in ordene if not any(o != annet and o in annet.split() for annet in ordene)]


def som_sies(vurdering: Vurdering) -> tuple[Grunn, ...]:
    """Det som taler for, og det som likevel taler mot; for en som ikke passer, det siste, og hva som ville endret det."""
    if vurdering.passer != NEI:
        return (*(g for g in vurdering.grunner if g.detaljer.get("ord", True)), *vurdering.mot)
    return tuple(
        g for mot in vurdering.mot for g in (mot, Grunn(f"snu_{mot.kode}", 0, detaljer=mot.detaljer))
    )


def _tema(e: Entreprenorprofil, sok: Partnersok) -> Grunn | None:
    """Den som gjør lite annet, gjør det mer enn den som gjør alt."""
    felles = [t for t in sok.aktuelle if t in e.temaer]
    if not felles:
        return None
    sterkest = max(map(sok.styrken, felles))
    sagt = any(t in sok.temaer for t in felles)
    poeng = _TEMA * sterkest + _SAGT * sagt + _FLERE_TEMA * (len(felles) > 1) + _SMAL / len(e.temaer)
    return Grunn("p_tema", poeng, detaljer={"temaer": felles[:HOYST_NAVN]})


def _malgruppe(e: Entreprenorprofil, sok: Partnersok) -> Grunn | None:
    """None når en av sidene ikke har sagt hvem det er for, og teksten ikke peker på noen av deres."""
    if not e.malgrupper:
        return None
    if not sok.malgrupper:
        pekt = [m for m in e.malgrupper if sok.grupper.get(m, 0.0) >= PEKER]
        styrke = max((sok.grupper[m] for m in pekt), default=0.0)
        return (
            Grunn("p_malgruppe", _MALGRUPPE * styrke, detaljer={"malgrupper": pekt[:HOYST_NAVN]})
            if pekt
            else None
        )
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
