"""Radene om hvem man snakker med, som gjelder for ideen, og rangen de får av alder, situasjon og det teksten peker på.

Kilder: ansvar etter lov (opplæring, barnevern, helse og omsorg, Nav) i radene selv.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from samarbeid.matching.beslutning.rang import andelen, rangen
from samarbeid.matching.lesing.enheter import KJOPERENS, Pekere, den_det_bes_om
from samarbeid.matching.typer import MINST_LIKE_GODT, NY_FAST, Kunnskap, Tolkning, Veiprofil

_TEMAVEKT = (1.0, 0.8, 0.66, 0.55)
_STEG_RANG = 11.0
_NEVNT, _SPURT, _MODELLENS, _ENHETENS = 8.0, 25.0, 25.0, 5.0
_ENHETENS_RAD = 6.0  # raden der lederen for enheten teksten nevner, er den første å snakke med
_APEN = 75.0  # et nivå som avhenger av noe vi ikke vet, må ellers være nesten like ansvarlig
_UTEN_TEMA = 70.0
# Rekkefølgen reglene gir nivåene, mot styrken (0–1) ideer som ligner, peker på nivået med.
_ETTER_REGLENE, _BEDT_OM, _LIKHETENS = (1.0, 0.5, 0.3, 0.2), 0.8, 4.0
_SVAKT, _STERKT = 0.35, 0.5
_INGEN: Mapping[str, float] = {}

# Hvem som tar imot når vi ikke vet hvilken enhet det gjelder. domene.md: rådgiveren «når ingen enhet passer».
DORER = {
    "kommune": (("innovasjonsradgiver", "frivillighetskoordinator"), ("kultursjef",)),
    "fylkeskommune": (("folkehelseradgiver-fylke",), ("naeringsradgiver-fylke",)),
    "nav": (("nav-leder",), ("nav-markedskontakt",)),
    "stat": (("fagdirektor-direktorat",), ("tilskuddsforvalter",)),
}
REKTORER = frozenset({"rektor", "rektor-videregaende"})
OSLOS_EGNE = frozenset({"barnevern-og-omsorgssvikt"})


@dataclass(frozen=True, slots=True)
class Radtreff:
    """En vei-rad som gjelder ideen, med rangen den fikk og temaet den kom fra.

    ``spurt``: teksten ber nivået om noe, eller om en modell bare nivået har. ``mott``: et vilkår i raden er møtt.
    ``ansvar``: raden er den som har ansvaret for et av temaene. ``apen``: den avhenger av en alder eller situasjon vi ikke vet.
    """

    rad: Veiprofil
    poeng: float
    spurt: bool = False
    mott: bool = False
    ansvar: bool = False
    apen: bool = False


@dataclass(frozen=True, slots=True)
class Grunnlag:
    """Det som er lest om veien før modellene er vurdert. ``nivaer`` er de som kan bestemme, det mest ansvarlige først."""

    pekere: Pekere
    rader: tuple[Radtreff, ...]
    nivaer: tuple[str, ...]

    @property
    def hos(self) -> str:
        """Lederen for enheten det skal skje i, når teksten nevner én på nivået med ansvar."""
        enhet = self.pekere.enhet_paa(self.nivaer[0]) if self.nivaer else None
        return enhet.rolle if enhet else ""

    def radene(self, niva: str) -> list[Radtreff]:
        return [treff for treff in self.rader if treff.rad.niva == niva]


def les_grunnlag(
    t: Tolkning, pekere: Pekere, kunnskap: Kunnskap, like: Mapping[str, float] = _INGEN
) -> Grunnlag:
    """Nivåene: det første, de som er spurt, og de som har ansvar eller et vilkår som er møtt.

    Er noen spurt, er et ansvar på papiret ikke nok. Et nivå som avhenger av noe vi ikke vet, er med når det er nevnt, eller
    når ingen er det. En ny kostnad hvert år på Nav-kontoret er kommunens, så da er kommunen med. ``like`` er nivåene ideer som
    ligner, hører til på.
    """
    pekere = _henvendt(pekere, t, kunnskap).med_roller(kunnskap.roller)
    modellens = _modellens(t, kunnskap, pekere)
    rader = vei_rader(t, kunnskap, pekere, modellens=modellens)
    spurt = any(treff.spurt for treff in rader) or bool(rader and pekere.enhet_paa(rader[0].rad.niva))
    # Er noen spurt, er en enhet bare problemet nevner, der det var og ikke der det skal skje.
    med = [e for e in pekere.enheter if not spurt or e.rolle in pekere.i_losningen]
    nevnt = (t.nevnte_nivaer | {e.niva for e in med}) & {treff.rad.niva for treff in rader}
    nivaer = {rader[0].rad.niva: None} if rader else {}
    for treff in rader:
        apen = treff.apen and treff.poeng >= _APEN and (not nevnt or treff.rad.niva in nevnt)
        mott = treff.mott and (not spurt or treff.rad.niva in nevnt)
        if treff.spurt or mott or ((treff.ansvar or apen) and not spurt):
            nivaer[treff.rad.niva] = None
    if "nav" in nivaer and t.ide.kostnadsslag == NY_FAST and "kommune" not in nivaer:
        if not any(treff.rad.niva == "kommune" for treff in rader):
            kommunens = rad_uten_tema("kommune", pekere, kunnskap.roller)
            rader += [Radtreff(kommunens, _UTEN_TEMA)] if kommunens else []
        if any(treff.rad.niva == "kommune" for treff in rader):
            nivaer["kommune"] = None
    apne = {treff.rad.niva for treff in rader if treff.apen}  # det vi ikke vet, avgjør: da vises alle
    ordnet = _etter_likhet(
        list(nivaer), like, rader, pekere, kunnskap, spurt=pekere.spurt | modellens, apne=apne
    )
    return Grunnlag(pekere, tuple(rader), ordnet)


def _etter_likhet(
    nivaer: list[str],
    like: Mapping[str, float],
    rader: list[Radtreff],
    pekere: Pekere,
    kunnskap: Kunnskap,
    *,
    spurt: frozenset[str],
    apne: Container[str],
) -> tuple[str, ...]:
    """Nivåene ordnet også etter hvor ideer som ligner (``like``: nivå → andel), hører hjemme. ``rader`` får en rad for et
    nivå de nesten alle hører til på. Et nivå ingen har spurt, og nesten ingen av dem hører til på, er ikke med."""
    if not like or not nivaer:
        return tuple(nivaer)
    poeng = {n: _ETTER_REGLENE[nr] + _BEDT_OM * (not nr and n in spurt) for nr, n in enumerate(nivaer)}
    for niva, andel in like.items():
        if niva in poeng or andel < _STERKT or nivaer[0] in spurt:
            continue
        if not any(treff.rad.niva == niva for treff in rader) and (
            rad := rad_uten_tema(niva, pekere, kunnskap.roller)
        ):
            rader.append(Radtreff(rad, _UTEN_TEMA))
        if any(treff.rad.niva == niva for treff in rader):
            poeng[niva] = _ETTER_REGLENE[len(poeng)]
    ordnet = sorted(poeng, key=lambda n: -(poeng[n] + _LIKHETENS * like.get(n, 0.0)))
    return tuple(
        n for nr, n in enumerate(ordnet) if nr == 0 or n in spurt or n in apne or like.get(n, 0.0) > _SVAKT
    )


def _henvendt(pekere: Pekere, t: Tolkning, kunnskap: Kunnskap) -> Pekere:
    """Et nivå som er nevnt, er også spurt når stedet er dets eget: hele fylket, eller ingen kommune i det hele tatt."""
    typer = {kunnskap.omrader[kode].type for kode in t.omrader}
    eget = "fylkeskommune" if typer == {"fylke"} else "stat" if typer <= {"land"} else ""
    if pekere.spurt:
        return pekere
    enhetenes = {enhet.niva for enhet in pekere.enheter}
    if len(enhetenes) == 1 and "kommune" not in enhetenes:
        return replace(pekere, spurt=frozenset(enhetenes))
    return replace(pekere, spurt=frozenset({eget} & t.nevnte_nivaer))


def _modellens(t: Tolkning, kunnskap: Kunnskap, pekere: Pekere) -> frozenset[str]:
    """Nivåene som alene kan bruke en modell teksten ber om.

    Arbeidstrening er Navs, men en elev i praksis er skolens, og den friomsorgen sender, er kriminalomsorgens (domene.md 6.1).
    """
    egne = {niva for m in kunnskap.modeller if m.slug in t.onsker and len(m.nivaer) == 1 for niva in m.nivaer}
    andres = bool(pekere.spurt & {"stat", "fylkeskommune"}) and "nav" not in t.nevnte_nivaer
    if andres or t.ide.situasjon == "i_skole":
        egne -= {"nav"} - pekere.spurt
    # Kravene stilles av den som kjøper, og det er kommunen når ingen annen er nevnt.
    if KJOPERENS & t.onsker.keys() and "fylkeskommune" not in t.nevnte_nivaer:
        egne.add("kommune")
    return frozenset(egne)


def vei_rader(
    t: Tolkning, kunnskap: Kunnskap, pekere: Pekere, *, modellens: frozenset[str] = frozenset()
) -> list[Radtreff]:
    """Radene som gjelder, de beste først. Ordnet på poeng, så rang, så nøkkel: alltid samme rekkefølge.

    ``modellens`` er nivåene som kan bruke modellen det bes om, når ikke alle kan.
    """
    treff = [
        rad
        for plass, forslag in enumerate(t.tema)
        for rad in _temarader(t, kunnskap, pekere, modellens, plass, forslag.slug)
        if not _annen_virksomhet(rad.rad, pekere, t) and not _annen_skole(rad.rad, pekere)
    ]
    finnes = {r.rad.niva for r in treff}
    for niva in _nivaer_uten_rad(t, kunnskap, pekere, modellens):
        if niva not in finnes and (rad := rad_uten_tema(niva, pekere, kunnskap.roller)):
            poeng = _UTEN_TEMA + _tillegg(rad, t, pekere, modellens)
            treff.append(Radtreff(rad, poeng, spurt=niva in pekere.spurt | modellens, ansvar=not t.tema))
    forst = den_det_bes_om(t, pekere)
    treff.sort(key=lambda r: (r.rad.niva != forst, -r.poeng, r.rad.rang, r.rad.nokkel))
    return treff


def _temarader(
    t: Tolkning, kunnskap: Kunnskap, pekere: Pekere, modellens: frozenset[str], plass: int, tema: str
) -> list[Radtreff]:
    vekt = _TEMAVEKT[min(plass, len(_TEMAVEKT) - 1)]
    rader = [(rad, rangen(rad, t, kunnskap)) for rad in kunnskap.veier.get(tema, ())]
    gjelder = [(rad, rang) for rad, rang in rader if rang is not None and not _oslos_eget(rad, t)]
    beste = min((rang for _rad, rang in gjelder), default=1.0)
    eget = t.tema[plass].kilde == "valgt" or t.tema[plass].poeng >= MINST_LIKE_GODT * t.tema[0].poeng
    ut = []
    for rad, absolutt in gjelder:
        rang = 1 + absolutt - beste  # det mest ansvarlige nivået for denne ideen er alltid først
        poeng = (100 - _STEG_RANG * (rang - 1)) * vekt + _tillegg(rad, t, pekere, modellens)
        spurt = rad.niva in pekere.spurt | modellens
        ut.append(Radtreff(rad, max(poeng, 1.0), spurt, _mott(rad, t), eget and rang == 1, _apen(rad, t)))
    return ut


def _tillegg(rad: Veiprofil, t: Tolkning, pekere: Pekere, modellens: frozenset[str]) -> float:
    poeng = _NEVNT * (rad.niva in t.nevnte_nivaer) + _SPURT * (rad.niva in pekere.spurt)
    poeng += _MODELLENS * (rad.niva in modellens)
    enhet = pekere.enhet_paa(rad.niva)
    if enhet and enhet.rolle in rad.forste:
        poeng += _ENHETENS + _ENHETENS_RAD * (enhet.rolle == rad.forste[0])
    return poeng


def _mott(rad: Veiprofil, t: Tolkning) -> bool:
    """Om et vilkår i raden er møtt, så den er mer enn et nivå som også kan ha noe med temaet å gjøre."""
    if rad.nokkel in t.veiord or rad.malgrupper & set(t.malgruppe):
        return True
    if rad.situasjoner and t.ide.situasjon in rad.situasjoner:
        return True
    har_alder = rad.alder_fra is not None or rad.alder_til is not None
    return bool(har_alder and t.alder and t.alder_sikker and andelen(rad, t.alder) >= 0.5)


def _apen(rad: Veiprofil, t: Tolkning) -> bool:
    har_alder = rad.alder_fra is not None or rad.alder_til is not None
    return (har_alder and not t.alder_sikker) or bool(rad.situasjoner and t.ide.situasjon is None)


def _nivaer_uten_rad(t: Tolkning, kunnskap: Kunnskap, pekere: Pekere, modellens: frozenset[str]) -> list[str]:
    """Nivåene teksten spør, eller der en enhet er nevnt, selv om ingen rad for temaet peker dit."""
    nivaer = [niva for niva in DORER if niva in pekere.spurt | modellens | {t.penger_hos}]
    if not t.tema:
        nivaer += [e.niva for e in pekere.enheter]
        typer = {kunnskap.omrader[k].type for k in t.omrader}
        if not nivaer:
            # Uten noe sted er det også kommunen som kan vise vei: rådgiveren «når ingen enhet passer» finnes i alle.
            nivaer += ["kommune"] * ("kommune" in typer or not typer) + ["fylkeskommune"] * ("fylke" in typer)
    return list(dict.fromkeys(nivaer))


def _annen_virksomhet(rad: Veiprofil, pekere: Pekere, t: Tolkning) -> bool:
    """Teksten nevner en annen statlig virksomhet enn raden gjelder. Fengsel, sykehus og direktorat er ikke det samme stedet."""
    enhet = pekere.enhet_paa("stat")
    forvalter = "tilskuddsforvalter" in rad.forste and "statlig-tilskudd" in t.onsker
    return (
        rad.niva == "stat"
        and enhet is not None
        and "stat" in pekere.spurt
        and enhet.rolle not in rad.forste
        and not forvalter
    )


def _annen_skole(rad: Veiprofil, pekere: Pekere) -> bool:
    """Teksten nevner en videregående skole og ingen grunnskole, eller omvendt: rektor på den andre er ingen å spørre."""
    nevnt = {e.rolle for e in pekere.enheter} & REKTORER
    return len(nevnt) == 1 and rad.forste[0] in REKTORER - nevnt


def _oslos_eget(rad: Veiprofil, t: Tolkning) -> bool:
    """Statens oppgaver i barnevernet er kommunens i Oslo, så der er det ingen vei til Bufetat."""
    return rad.tema in OSLOS_EGNE and rad.niva == "stat" and t.omrader == ("0301",)


def rad_uten_tema(niva: str, pekere: Pekere, roller: Container[str]) -> Veiprofil | None:
    """En rad for enheten teksten nevner, ellers dørene som er åpne for alle på nivået.

    En dør redaksjonen har skjult, finnes ikke. Er alle borte, er det ingen vei inn der.
    """
    enhet = pekere.enhet_paa(niva)
    dorene = ((enhet.rolle,), ()) if enhet else DORER[niva]
    forste, dorapnere = (tuple(rolle for rolle in dor if rolle in roller) for dor in dorene)
    if not forste:
        forste, dorapnere = dorapnere, ()
    if not forste:
        return None
    return Veiprofil(
        nokkel=f"uten-tema-{niva}",
        tema="",
        niva=niva,
        rang=1,
        alder_fra=None,
        alder_til=None,
        situasjoner=frozenset(),
        malgrupper=frozenset(),
        ord=(),
        forste=forste,
        dorapnere=dorapnere,
        sektor=enhet.sektor if enhet else "ukjent",
        beslutter=(enhet.over,) if enhet and enhet.over else (),
        grunn="",
    )
