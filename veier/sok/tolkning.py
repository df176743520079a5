"""Det noen har skrevet i søkefeltet, tolket: ord, uttrykk i anførselstegn, og ord som skal bort.

Ren Python uten Django. Gir tekst PostgreSQL leser som ``tsquery``, bygget bare av ord normaliseringen har funnet, så
ingenting noen skriver, kan bli en operator. Aldri gjennom ``to_tsquery``: den deler ordene om igjen etter egne regler.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from math import inf

from veier.sok.indeksord import HULL, indeksord
from veier.sok.normalisering import SMAORD, bokmalsform, finn_ord, skrevne_ord, stamme, stammer
from veier.sok.ordrekker import Ordrekker
from veier.sok.sokeledd import Sokeledd, sokeledd
from veier.sok.typer import MINST_PREFIKS, Grupper, Uttrykk
from veier.tekst.rens import nfkc

LENGSTE_SOK = 200
FLEST_LEDD = 12
# Sonene i en vektor: hvert ord står én gang for seg, og én gang til for hver sone det også hører til.
NAVN, EMNE, TEKST = "n/", "e/", ""
SONER = (NAVN, EMNE, TEKST)
INGEN_REKKER = Ordrekker()
# Ord som nesten alle tekster i feltet har; de skal ikke stoppe et søk.
ALLMENNE = frozenset(
    stammer(
        "hjelp hjelpe tilbud tiltak prosjekt ordning gruppe folk mennesker personer noen alle få får gi ha har kan vil"
        " skal må er være blir bli ikke hvordan hvem hva finne finnes"
    )
)
# Det siste leddet i et sammensatt ord når det bare sier hva slags tilbud det er.
ALLMENNE_HODER = frozenset(
    stammer(
        "gruppe kurs tilbud offer senter sentral plass ordning tiltak arbeid hjelp koordinator kontakt prosjekt tjeneste"
        " person rådgiver rådgivning veileder veiledning støtte forebygging omsorg problem utfordring aktivitet arbeider"
        " medarbeider opplegg løsning program møte samling forening nettverk innsats metode verktøy situasjon"
    )
)

_DELER = re.compile(r'(?P<minus>(?<!\S)[-–−])?(?:[«"“”„](?P<frase>[^«»"“”„]+)[»"“”]|(?P<ord>[^\s«»"“”„]+))')


@dataclass(frozen=True, slots=True)
class Sporring:
    """En tolket spørring. ``ledd`` må alle finnes, ``fraser`` stå ordrett, og ``uten`` ikke finnes."""

    ledd: tuple[Sokeledd, ...] = ()
    fraser: tuple[tuple[str, ...], ...] = ()
    uten: tuple[Sokeledd, ...] = ()

    @property
    def tom(self) -> bool:
        """Bare småord, tegn eller minusord: ingenting å lete etter."""
        return not (self.ledd or self.fraser)

    def tsquery(self, sone: str = TEKST) -> str:
        """Spørringen for én sone. Ord som skal bort, gjelder hele teksten uansett sone."""
        deler = [_ledd(d, sone) for d in self.ledd]
        deler += [_frase(f, sone) for f in self.fraser]
        return " & ".join(deler + [f"!{_ledd(d, TEKST)}" for d in self.uten])

    def monstre(self) -> list[str]:
        """Regulære uttrykk (PostgreSQL, uten hensyn til store bokstaver) for det som skal stå ordrett."""
        return [r"\m" + r"[^[:alnum:]]+".join(frase) + r"\M" for frase in self.fraser]

    def uten_ledd(self, nummer: int) -> Sporring:
        return replace(self, ledd=self.ledd[:nummer] + self.ledd[nummer + 1 :])

    def bare_ledd(self, nummer: int) -> Sporring:
        return replace(self, ledd=(self.ledd[nummer],))


def tolk(tekst: str, grupper: Grupper | None = None) -> Sporring:
    """Tolker det noen har skrevet. Aldri feil: det som ikke er ord, ses bort fra."""
    ord_: list[str] = []
    fraser: list[tuple[str, ...]] = []
    uten: list[Sokeledd] = []
    for treff in _DELER.finditer(nfkc(tekst[: 4 * LENGSTE_SOK])[:LENGSTE_SOK]):
        if treff["minus"]:
            # Det som skal bort, tas bokstavelig: synonymer ville tatt bort mer enn noen ba om.
            uten += sokeledd(treff["frase"] or treff["ord"])
        elif treff["frase"]:
            skrevet = tuple(o.skrevet for o in finn_ord(treff["frase"]))
            if any(bokmalsform(o) not in SMAORD for o in skrevet):
                fraser.append(skrevet)
        else:
            ord_.append(treff["ord"])
    alle = sokeledd(" ".join(ord_), grupper)
    viktige = [d for d in alle if d.stamme not in ALLMENNE] or alle
    return Sporring(tuple(viktige[:FLEST_LEDD]), tuple(fraser[:FLEST_LEDD]), tuple(uten[:FLEST_LEDD]))


def uttrykkene(uttrykk: Iterable[str]) -> set[Uttrykk]:
    """Uttrykkene som stammer. Et småord inni et uttrykk er en tom plass: («inkluder», «», «arbeid»)."""
    ut = set()
    for ett in uttrykk:
        plasser = ["" if o.form in SMAORD else o.stamme for o in finn_ord(ett)]
        while plasser and not plasser[-1]:
            plasser.pop()
        while plasser and not plasser[0]:
            plasser.pop(0)
        if plasser:
            ut.add(tuple(plasser))
    return ut


def uten_hull(uttrykk: Uttrykk) -> Uttrykk:
    """Uttrykket uten de tomme plassene: slik det kjennes igjen i et søk."""
    return tuple(s for s in uttrykk if s)


def vektor(*, navn: str = "", emne: str = "", tekst: str = "", rekker: Ordrekker = INGEN_REKKER) -> str:
    """Teksten som tsvector: alle ordene, ordene i emnet og navnet en gang til med «e/», i navnet med «n/».

    Det samme med hver av ``rekker`` som står der.
    """
    n, e, t = skrevne_ord(navn), skrevne_ord(emne), skrevne_ord(tekst)
    soner = {sone: indeksord(*deler) for sone, deler in ((NAVN, (n,)), (EMNE, (n, e)), (TEKST, (n, e, t)))}
    ut = [
        f"{lexem(ord_, sone)}:{','.join(map(str, plasser[:250]))}"
        for sone, ordene in soner.items()
        for ord_, plasser in ordene.items()
    ]
    # Ordene har de samme plassene i alle sonene: navnet først, så emnet.
    slutter = {NAVN: len(n), EMNE: len(n) + HULL + len(e), TEKST: inf}
    for rekke, plass in rekker.finn(soner[TEKST]).items():
        ut += [rekkelexem(rekke, sone) for sone, slutt in slutter.items() if plass <= slutt]
    return " ".join(ut)


def feil_mellom(en: str, annen: str) -> int:
    """Antall tastefeil mellom to ord: en bokstav for mye, for lite, feil eller byttet med naboen."""
    forrige: list[int] = []
    rad = list(range(len(annen) + 1))
    for i, a in enumerate(en, start=1):
        eldre, forrige, rad = forrige, rad, [i]
        for j, b in enumerate(annen, start=1):
            pris = min(forrige[j] + 1, rad[j - 1] + 1, forrige[j - 1] + (a != b))
            if eldre and j > 1 and a == annen[j - 2] and en[i - 2] == b:
                pris = min(pris, eldre[j - 2] + 1)
            rad.append(pris)
    return rad[-1]


def mange_feil(ord_: str) -> int:
    """Så mange tastefeil et ord kan ha og fortsatt være det samme ordet."""
    return 1 if len(ord_) <= 6 else 2 if len(ord_) <= 12 else 3


def lexem(ord_: str, sone: str = TEKST) -> str:
    """Et ord slik tsvector og tsquery leser det."""
    if "'" in ord_:
        ord_ = ord_.replace("'", "''")
    return f"'{sone}{ord_}'"


def rekkelexem(rekke: Uttrykk, sone: str = TEKST) -> str:
    """Et helt uttrykk som ett ord i indeksen. Tegnet foran finnes ikke i ord."""
    return lexem("~" + " ".join(rekke), sone)


def _ord(stamme: str, sone: str) -> str:
    return lexem(stamme, sone) + (":*" if len(stamme) >= MINST_PREFIKS else "")


def _ledd(sokeledd_: Sokeledd, sone: str) -> str:
    valg = [_ord(sokeledd_.stamme, sone)] if sokeledd_.stamme else []
    if sokeledd_.deler:
        valg.append("(" + " & ".join(_ledd(d, sone) for d in sokeledd_.deler) + ")")
    # Det noen skrev, kan stå hvor som helst; et annet uttrykk for det samme må stå samlet.
    valg += [samlet(like, sone) for like in sokeledd_.like]
    return "(" + " | ".join(valg) + ")"


def enkeltord(ledd: Sokeledd, sone: str, indeksert: Collection[Uttrykk] = ()) -> str:
    """Det som hver for seg er nok, og som indeksen svarer på alene: det skrevne, de andre uttrykkene på ett ord, og de på
    flere som er ``indeksert`` som ett. Tom når det ikke er noen."""
    valg = [_ord(ledd.stamme, sone)] if ledd.stamme else []
    valg += [samlet(like, sone) for like in sorted(ledd.like) if len(like) == 1]
    return " | ".join(valg + [rekkelexem(like, sone) for like in uttrykk_pa_rekke(ledd) if like in indeksert])


def ordrekker(ledd: Sokeledd, sone: str, indeksert: Collection[Uttrykk] = ()) -> str:
    """De andre uttrykkene på flere ord: de må stå samlet. Tom når det ikke er noen."""
    return " | ".join(samlet(like, sone) for like in uttrykk_pa_rekke(ledd) if like not in indeksert)


def uttrykk_pa_rekke(ledd: Sokeledd) -> list[Uttrykk]:
    """Uttrykkene på flere ord. Et med et ord i seg som er nok alene, gir ingen flere treff, og er ikke med:
    «organisert fritid» når «fritid» er det."""
    alene = {s for s in (ledd.stamme, *(like[0] for like in ledd.like if len(like) == 1)) if s}
    starter = tuple(s for s in alene if len(s) >= MINST_PREFIKS)
    rekker = (like for like in sorted(ledd.like) if len(like) > 1)
    return [
        like
        for like in rekker
        if not any(ord_ in alene or (ord_ and ord_.startswith(starter)) for ord_ in like)
    ]


def samlet(uttrykk: Uttrykk, sone: str = TEKST) -> str:
    """Ordene i et uttrykk etter hverandre, med plass til småordene og ett ord til mellom dem.

    Hver avstand skrives ut for seg: PostgreSQL blander plassene når «eller» står inne i en rekke med ulike avstander.
    """
    rekkene, avstand = [""], 0
    for ord_ in uttrykk:
        avstand += 1
        if ord_:
            lexem_ = _ord(ord_, sone)
            rekkene = [
                f"{rekke} <{plasser}> {lexem_}" if rekke else lexem_
                for rekke in rekkene
                for plasser in ((avstand, avstand + 1) if rekke else (avstand,))
            ]
            avstand = 0
    return f"({' | '.join(rekkene)})" if len(rekkene) > 1 else rekkene[0]


def _frase(skrevet: tuple[str, ...], sone: str) -> str:
    """Stammene etter hverandre med riktig avstand; småord har plass i rekken, men ikke i indeksen."""
    ut, avstand = "", 0
    for ord_ in skrevet:
        avstand += 1
        if bokmalsform(ord_) not in SMAORD:
            ord_ = stamme(ord_)
            ut = f"{ut} <{avstand}> {lexem(ord_, sone)}" if ut else lexem(ord_, sone)
            avstand = 0
    return f"({ut})"
