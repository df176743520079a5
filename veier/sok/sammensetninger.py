"""Sammensatte ord delt i ord feltet bruker: «arbeidsinkludering» er også «arbeid» og «inkludering». Ren."""

from __future__ import annotations

from functools import lru_cache

from veier.sok.normalisering import LENGSTE_LEST, datalinjer, egne_former, stamme

# Stedsnavn som også er vanlige ord: «gruer seg», «time», «på ski». De bøyes, og stedet finnes i stedsfeltet.
STED_OG_ORD = frozenset(
    """
aure bud eid fet fjord flora flå fosen frei gran grane grue heim herøy hof hol hole hå kinn leka lier lom loppa lund
marker moss nes nome os re rost råde sande sel ski sola stad stange strand stranda sula sund time tinn valle vang vega vik
våler å ål ås bø øyer
""".split()
)


# Ledd som ofte inngår i sammensetninger i feltet. Brukes til å dele ord, så «arbeidsinkludering» finner
# «inkludering i arbeid» og omvendt.
LEDDORD = tuple(ord_ for linje in datalinjer("ledd.txt") for ord_ in linje.split())


# «recoverykafé» mister sin siste bokstav når den bøyes som ett ord; «kafe» alene gjør det ikke.
_HALER = {
    ord_[:-1]: ord_ for ord_ in "kafe ferie reise helse time barnehage studie serie linje olje bane".split()
}


# Endelser som ligner på ord: «engasjement» er ikke noe med mentor, «personlighet» ikke noe med lighet.
_IKKE_BAK = frozenset("ment list skap sent rest jent lig".split())


_LEDDORDENE = frozenset(LEDDORD)


_LEKSIKON = frozenset(s for ord_ in LEDDORD if len(s := stamme(ord_)) >= 3)


# Hele ord i begynnelsen av en ukjent sammensetning: der er ingenting bøyd bort.
_FORAN = {ord_: stamme(ord_) for ord_ in LEDDORD if len(ord_) >= 4}


_BINDING = ("", "s", "e", "er")


# Det et ledd kan begynne med, også i en form stammen ikke begynner likt med («bøker», «sjukt»). Uten dette kunne ett ord
# på åtti bokstaver koste tusenvis av stammer, for hvert sted det kan deles.
_BEGYNNELSER = frozenset(ord_[:3] for ord_ in _LEKSIKON) | frozenset(
    form[:3] for form in egne_former() if stamme(form) in _LEKSIKON
)
# Det lengste et ledd kan være med bøyning og bindebokstav.
_LENGSTE_LEDD = max(map(len, _LEKSIKON)) + 8


@lru_cache(maxsize=65_536)
def ledd(stamme_: str) -> tuple[str, ...]:
    """Leddene i en sammensetning når alle er kjente ord; ellers tom. «arbeidsinkluder» → to ledd."""
    if not 6 <= len(stamme_) <= LENGSTE_LEST or stamme_[:3] not in _BEGYNNELSER:
        return ()
    best: tuple[str, ...] = ()
    binding = ""
    for kutt in range(3, min(len(stamme_) - 2, _LENGSTE_LEDD + 1)):
        hoyre = stamme_[kutt:]
        resten = (hoyre,) if hoyre in _LEKSIKON else ledd(hoyre)
        kjent, bundet = _kjent_venstre(stamme_[:kutt]) if resten else ("", "")
        # Færrest ledd, så kortest binding, og det første så langt som mulig: «ungdom|ledig», ikke «ung|dom|ledig», og
        # «arbeids|erfaring», ikke «arbeidser|far|ing».
        if kjent and (not best or (len(resten) + 1, len(bundet)) <= (len(best), len(binding))):
            best, binding = (kjent, *resten), bundet
    return best


def _kjent_venstre(venstre: str) -> tuple[str, str]:
    """(stammen til det første leddet, bindebokstaven). Tom når det ikke er et ord."""
    for binding in _BINDING:
        uten = venstre.removesuffix(binding) if binding else venstre
        if uten != venstre or not binding:
            kjent = uten if uten in _LEKSIKON else stamme(uten)
            if kjent in _LEKSIKON:
                return kjent, binding
    return "", ""


def er_kjent(stamme_: str) -> bool:
    """Er dette et ord feltet bruker? Da er det ingen skrivefeil, selv om ingen tekst har det."""
    return stamme_ in _LEKSIKON


def er_vanlig_ord(navn: str) -> bool:
    """Leses navnet på et sted like gjerne som et vanlig ord?"""
    return navn.lower() in STED_OG_ORD or navn.lower() in _LEDDORDENE


@lru_cache(maxsize=65_536)
def indeksledd(stamme_: str) -> tuple[str, ...]:
    """Leddene som skal i indeksen: alle når hele ordet er kjent, ellers det kjente i begynnelsen og på slutten.

    «recoverykafe» får leddet «kafe» selv om resten er ukjent. Et kjent ledd må være minst fire bokstaver, og
    resten minst tre.
    """
    if stamme_ in _LEKSIKON or len(stamme_) > LENGSTE_LEST:
        return ()
    if deler := ledd(stamme_):
        return deler
    funnet: list[str] = []
    slutt = 3
    for kutt in range(len(stamme_) - 3, 3, -1):
        if kjent := _kjent_foran(stamme_[:kutt]):
            funnet.append(kjent)
            slutt = kutt
            break
    for kutt in range(slutt, len(stamme_) - 2):  # to ledd deler aldri en bokstav: «gjengjeld» er ikke gjeld
        hoyre = stamme_[kutt:]
        if (hoyre in _LEKSIKON and len(hoyre) >= 4 and hoyre not in _IKKE_BAK) or hoyre in _HALER:
            funnet.append(_HALER.get(hoyre, hoyre))
            break
    return tuple(dict.fromkeys(funnet))


def _kjent_foran(venstre: str) -> str:
    """Stammen til leksikonordet i begynnelsen av en sammensetning, uten bindebokstav. Tom når det ikke er et ord."""
    for binding in _BINDING:
        uten = venstre.removesuffix(binding) if binding else venstre
        if (uten != venstre or not binding) and uten in _FORAN:
            return _FORAN[uten]
    return ""
