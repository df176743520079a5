"""Det noen har skrevet i søkefeltet, tolket: ord, uttrykk i anførselstegn, og ord som skal bort.

Ren Python uten Django. Gir tekst PostgreSQL leser som ``tsquery``, bygget bare av ord normaliseringen har funnet, så
ingenting noen skriver, kan bli en operator. Aldri gjennom ``to_tsquery``: den deler ordene om igjen etter egne regler.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from veier.sok.indeksord import HULL, indeksord
from veier.sok.nektelser import DELER, LENGSTE_SOK, er_tomt, nektelser
from veier.sok.normalisering import (
    SMAORD,
    bokmalsform,
    finn_ord,
    plasserte_ord,
    stamme,
)
from veier.sok.ordrekker import Ordrekker
from veier.sok.sokeledd import Sokeledd, sokeledd
from veier.sok.typer import INGEN, MINST_PREFIKS, Grupper, Uttrykk
from veier.tekst.rens import nfkc

FLEST_LEDD = 12
# Sonene i en vektor: hvert ord står én gang for seg, og én gang til for hver sone det også hører til.
NAVN, EMNE, TEKST = "n/", "e/", ""
SONER = (NAVN, EMNE, TEKST)
# Det teksten handler om: ordene den begynner med, og de den gjentar. Uten plasser.
SENTRALT = "h/"
FORST_I_TEKSTEN = 14
# Mellom det som slås opp i indeksen, og det som prøves på radene den ga (``sok_mengder``). Finnes ikke i ord.
OG_SA = "\n"
INGEN_REKKER = Ordrekker()


@dataclass(frozen=True, slots=True)
class Lesttema:
    """Et tema spørringen er lest som, og stammene som sa det. Et usikkert er det den bare ligner på."""

    slug: str
    stammer: frozenset[str] = frozenset()
    sikkert: bool = True


@dataclass(frozen=True, slots=True)
class Sporring:
    """En tolket spørring. ``fraser`` må stå ordrett, og ``uten`` ikke finnes; ``ledd`` teller etter hvor mange som finnes.

    ``tatt_bort`` er det «ikke» tok bort, og ``ikke_tatt_bort`` det som lignet, men ble lest som ord: (nektelsen, ordet).
    ``temaer`` er lest av motoren.
    """

    ledd: tuple[Sokeledd, ...] = ()
    fraser: tuple[tuple[str, ...], ...] = ()
    uten: tuple[Sokeledd, ...] = ()
    tatt_bort: tuple[tuple[str, str], ...] = ()
    ikke_tatt_bort: tuple[tuple[str, str], ...] = ()
    temaer: tuple[Lesttema, ...] = ()

    @property
    def tom(self) -> bool:
        """Bare småord, tegn eller minusord: ingenting å lete etter."""
        return not (self.ledd or self.fraser)

    def monstre(self) -> list[str]:
        """Regulære uttrykk (PostgreSQL, uten hensyn til store bokstaver) for det som skal stå ordrett."""
        return [r"\m" + r"[^[:alnum:]]+".join(frase) + r"\M" for frase in self.fraser]


def tolk(tekst: str, grupper: Grupper = INGEN, temaer: Iterable[Lesttema] = ()) -> Sporring:
    """Tolker det noen har skrevet. Aldri feil: det som ikke er ord, ses bort fra."""
    ord_: list[str] = []
    fraser: list[tuple[str, ...]] = []
    uten: list[Sokeledd] = []
    for treff in DELER.finditer(nfkc(tekst[: 4 * LENGSTE_SOK])[:LENGSTE_SOK]):
        if treff["minus"]:
            # Det som skal bort, tas bokstavelig: synonymer ville tatt bort mer enn noen ba om.
            uten += sokeledd(treff["frase"] or treff["ord"])
        elif treff["frase"]:
            skrevet = tuple(o.skrevet for o in finn_ord(treff["frase"]))
            if any(bokmalsform(o) not in SMAORD for o in skrevet):
                fraser.append(skrevet)
        else:
            ord_.append(treff["ord"])
    beholdt, tatt_bort, ikke_tatt_bort = nektelser(ord_, grupper)
    uten += [ledd for _nektende, ett in tatt_bort for ledd in sokeledd(ett)]
    alle = sokeledd(" ".join(beholdt), grupper)
    viktige = [d for d in alle if not er_tomt(d, grupper.tomme)] or alle
    return Sporring(
        tuple(viktige[:FLEST_LEDD]),
        tuple(fraser[:FLEST_LEDD]),
        tuple(uten[:FLEST_LEDD]),
        tuple(tatt_bort),
        tuple(ikke_tatt_bort),
        tuple(temaer),
    )


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


def vektor(
    *,
    navn: str = "",
    emne: str = "",
    tekst: str = "",
    temaer: Iterable[str] = (),
    rekker: Ordrekker = INGEN_REKKER,
) -> str:
    """Teksten som tsvector: alle ordene, ordene i emnet og navnet en gang til med «e/», i navnet med «n/».

    Det samme med hver av ``rekker`` som står der. Så hvert av navnene som ett ord, og temaene, eller at det ikke har noe.
    """
    n, e, t = plasserte_ord(navn), plasserte_ord(emne), plasserte_ord(tekst)
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
    ut += [lexem(ord_, SENTRALT) for ord_, plasser in indeksord(t).items() if er_sentralt(plasser)]
    ut += [navnelexem(ord_) for ett in _NAVN_IMELLOM.split(navn) if (ord_ := hele_navnet(ett))]
    return " ".join(ut + ([temalexem(slug) for slug in temaer] or [temalexem("")]))


def er_sentralt(plasser: list[int]) -> bool:
    """Står ordet i begynnelsen, eller flere ganger?"""
    return plasser[0] <= FORST_I_TEKSTEN or len(plasser) > 1


_NAVN_IMELLOM = re.compile(r"\s\.\s|\n")


def hele_navnet(tekst: str) -> Uttrykk:
    """Stammene i et navn, uten småordene."""
    return tuple(o.stamme for o in finn_ord(tekst) if o.form not in SMAORD)


def navnelexem(ord_: Uttrykk) -> str:
    """Et helt navn som ett ord i indeksen. Tegnet foran finnes ikke i ord."""
    return lexem("=" + " ".join(ord_))


def temalexem(slug: str) -> str:
    """Et tema som ett ord i indeksen; uten slug er det at dokumentet ikke har noe tema."""
    return lexem("t/" + slug)


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


def ordet(stamme: str, sone: str = TEKST) -> str:
    """Ordet i sonen, og lengre ord som begynner med det når det er langt nok."""
    return lexem(stamme, sone) + (":*" if len(stamme) >= MINST_PREFIKS else "")


def samlet(uttrykk: Uttrykk, sone: str = TEKST) -> str:
    """Ordene i et uttrykk etter hverandre, med plass til småordene og ett ord til mellom dem.

    Hver avstand skrives ut for seg: PostgreSQL blander plassene når «eller» står inne i en rekke med ulike avstander.
    """
    rekkene, avstand = [""], 0
    for ord_ in uttrykk:
        avstand += 1
        if ord_:
            lexem_ = ordet(ord_, sone)
            rekkene = [
                f"{rekke} <{plasser}> {lexem_}" if rekke else lexem_
                for rekke in rekkene
                for plasser in ((avstand, avstand + 1) if rekke else (avstand,))
            ]
            avstand = 0
    return f"({' | '.join(rekkene)})" if len(rekkene) > 1 else rekkene[0]


def frasen(skrevet: tuple[str, ...], sone: str = TEKST) -> str:
    """Stammene etter hverandre med riktig avstand; småord har plass i rekken, men ikke i indeksen."""
    ut, avstand = "", 0
    for ord_ in skrevet:
        avstand += 1
        if bokmalsform(ord_) not in SMAORD:
            ord_ = stamme(ord_)
            ut = f"{ut} <{avstand}> {lexem(ord_, sone)}" if ut else lexem(ord_, sone)
            avstand = 0
    return f"({ut})"
