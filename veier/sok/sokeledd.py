"""Spørringen delt i ord og uttrykk, med det som betyr det samme, og det som er snevrere. Ren."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from veier.sok.normalisering import SMAORD, Ord, bokmalsform, datalinjer, finn_ord, fold, stamme, stammer
from veier.sok.sammensetninger import er_kjent, ledd
from veier.sok.typer import INGEN, Gruppe, Grupper, Uttrykk

# Det siste leddet i et sammensatt ord når det bare sier hva slags tilbud det er.
ALLMENNE_HODER = frozenset(
    stammer(
        "gruppe kurs tilbud offer senter sentral plass ordning tiltak arbeid hjelp koordinator kontakt prosjekt tjeneste"
        " person rådgiver rådgivning veileder veiledning støtte forebygging omsorg problem utfordring aktivitet arbeider"
        " medarbeider opplegg løsning program møte samling forening nettverk innsats metode verktøy situasjon"
    )
)
# Ord som sier lite alene. I et søk på flere ord veier de mindre enn de andre.
LETTE = frozenset(
    stammer(" ".join(linje for linje in datalinjer("lette_ord.txt") if not linje.startswith("#")))
)
LENGSTE_UTTRYKK = 4
KORTESTE_FORLEDD = 3
_INGEN = Gruppe()


@dataclass(frozen=True, slots=True)
class Sokeledd:
    """Ett ord eller uttrykk i spørringen: stammen (tom for et uttrykk), uttrykk som betyr det samme, og snevrere (med tomme
    plasser for småord), det skrevne, og leddene i et sammensatt ord eller ordene i et uttrykk. ``egne`` er et uttrykk slik
    det ble skrevet, med og uten småord."""

    stamme: str
    like: tuple[Uttrykk, ...] = ()
    skrevet: str = ""
    deler: tuple[Sokeledd, ...] = ()
    smalere: tuple[Uttrykk, ...] = ()
    egne: tuple[Uttrykk, ...] = ()

    @property
    def lett(self) -> bool:
        """Sier det lite alene? Det feltet har andre uttrykk for, gjør ikke det, og tall gjør det alltid."""
        return bool(self.stamme) and not self.andre and (self.stamme in LETTE or self.skrevet.isdigit())

    @property
    def andre(self) -> tuple[Uttrykk, ...]:
        """Alle de andre uttrykkene det finner."""
        return (*self.like, *self.smalere)


def sokeledd(tekst: str, grupper: Grupper = INGEN) -> list[Sokeledd]:
    """Leddene i en spørring. ``grupper`` gir for hvert uttrykk (stammer) uttrykkene det også finner."""
    funnet = _skrevet_sammen([o for o in finn_ord(tekst) if o.form not in SMAORD], grupper)
    ut: list[Sokeledd] = []
    while funnet:
        lengde = _lengste(funnet, grupper)
        ut.append(_leddet(funnet[:lengde], grupper))
        funnet = funnet[lengde:]
    return ut


# «En jobb er viktig» er ikke «jobber»: et ord for seg som også er en endelse, hører ikke til det foran.
_ENDELSER = frozenset("a ar e en er es et s".split())


def er_tomt_ord(skrevet: str, tomme: Collection[str]) -> bool:
    """Sier ordet ikke hva det letes etter? ``tomme`` er ``Grupper.tomme``."""
    return fold(skrevet) in tomme or bokmalsform(skrevet) in tomme


def _skrevet_sammen(ordene: list[Ord], grupper: Grupper) -> list[Ord]:
    """«sommer jobb» og «arbeids trening» er ett ord når feltet bruker det sammensatte, og ikke de to som et uttrykk.

    «hver dag», «familie hjelpe» og «ferie med barna» er det ikke: et ord som sier lite, eller noe imellom.
    """
    ut: list[Ord] = []
    for ord_ in ordene:
        forrige = ut[-1] if ut else None
        if (
            forrige is not None
            and _kan_hore_sammen(forrige, ord_, grupper.tomme)
            and (forrige.stamme, ord_.stamme) not in grupper
        ):
            (samlet,) = finn_ord(forrige.skrevet + ord_.skrevet)[:1] or (None,)
            if samlet is not None and (er_kjent(samlet.stamme) or (samlet.stamme,) in grupper):
                ut[-1] = samlet
                continue
        ut.append(ord_)
    return ut


def _kan_hore_sammen(forrige: Ord, neste: Ord, tomme: Collection[str]) -> bool:
    return (
        neste.start - forrige.slutt == 1
        and neste.skrevet not in _ENDELSER
        and not er_tomt_ord(forrige.skrevet, tomme)
        and not er_tomt_ord(neste.skrevet, tomme)
    )


def _lengste(ordene: list[Ord], grupper: Grupper) -> int:
    """Hvor mange av ordene som er ett uttrykk en gruppe har."""
    for lengde in range(min(LENGSTE_UTTRYKK, len(ordene)), 1, -1):
        if tuple(o.stamme for o in ordene[:lengde]) in grupper:
            return lengde
    return 1


def _leddet(ordene: list[Ord], grupper: Grupper) -> Sokeledd:
    uttrykk = tuple(o.stamme for o in ordene)
    gruppe = grupper.get(uttrykk, _INGEN)
    egne = tuple(sorted(u for u in gruppe.like if tuple(filter(None, u)) == uttrykk)) or (uttrykk,)
    like = tuple(sorted(gruppe.like - set(egne)))
    smalere = tuple(sorted(gruppe.smalere))
    if len(ordene) == 1:
        # Leddene i et sammensatt ord har også ord som betyr det samme.
        deler = tuple(_del(d, grupper) for d in _leddene(ordene[0]))
        return Sokeledd(uttrykk[0], like, ordene[0].skrevet, deler, smalere)
    deler = tuple(_leddet([o], grupper) for o in ordene)
    return Sokeledd("", like, " ".join(o.skrevet for o in ordene), deler, smalere, egne)


def _del(stamme_: str, grupper: Grupper) -> Sokeledd:
    gruppe = grupper.get((stamme_,), _INGEN)
    return Sokeledd(stamme_, tuple(sorted(gruppe.like)), stamme_, (), tuple(sorted(gruppe.smalere)))


def _leddene(ord_: Ord) -> tuple[str, ...]:
    """Leddene i et sammensatt ord: de kjente, ellers det ukjente foran et hode som bare sier hva slags tilbud det er."""
    kjente = ledd(ord_.stamme)
    if kjente or er_kjent(ord_.stamme):
        return kjente
    for hode in sorted(ALLMENNE_HODER, key=len, reverse=True):
        foran = ord_.stamme.removesuffix(hode)
        if foran != ord_.stamme and len(foran) >= KORTESTE_FORLEDD:
            return (stamme(foran.removesuffix("s") if len(foran) > KORTESTE_FORLEDD else foran), hode)
    return ()
