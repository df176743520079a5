"""Beslutningstrappa: hvem som står på hvert trinn i hver styreform, og på hvilket trinn en sak hører hjemme.

Trinnene er kodene i ``Rolleslag``. Hvilket trinn en modell begynner på for et lite, middels og stort beløp, er data i
modellene (``beslutter_liten`` …); hvilken styreform en virksomhet har, er data i virksomhetene. Kilder:

- Kommuneloven §§ 5-3, 14-2 og 14-3 (kommunestyret og fylkestinget vedtar budsjett og planer), § 13-1 (kommunedirektøren
  avgjør det som ikke er prinsipielt), kapittel 10 (parlamentarisk styreform) og § 5-12 (råd har rett til å bli hørt, men
  bestemmer aldri).
- Sosialtjenesteloven §§ 13 og 17: Nav-kontoret er et partnerskap, og større kommunale penger er kommunens.
- Publiserte delegeringsreglement: delegering går til øverste leder, som gir videre innenfor budsjett og plan. Ingen
  kommune vi har sett, oppgir et beløp for en enhetsleder, så portalen sier «innenfor eget budsjett» og aldri en sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samarbeid.matching.regler.terskler import Terskler, er_saerlig
from samarbeid.matching.typer import NY_FAST, Modellprofil, Rolleprofil

ENHET, SEKTOR, TOPP, UTVALG, POLITISK = "enhet", "sektor", "topp", "utvalg", "politisk"
FORVALTER, EIENDOM = "forvalter", "eiendom"
# Slagene som kan si ja til noe. Innkjøp leder prosessen og bestemmer ikke behovet; en koordinator har ingen penger.
BESTEMMER = frozenset({"enhet", "sektor", "topp", "politisk"})

# Det som ikke kan bli en ny post i budsjettet: det koster ikke noe, eller pengene er ikke kommunens.
UTEN_FAST_KOSTNAD = frozenset({
    "felles-gjennomgang", "medvirkning", "lokaler-og-utstyr", "statlig-tilskudd", "nav-tiltak", "arbeidspraksis",
})  # fmt: skip
# Statens tiltak i Nav kjøpes av Nav i fylket etter konkurranse, aldri av kontoret.
STATENS_I_NAV = frozenset({"nav-tiltak"})
NAV_I_FYLKET = "nav-fylkesdirektor"


@dataclass(frozen=True, slots=True)
class Trapp:
    """Rollene på hvert trinn over enheten. ``sektor`` er per sektor, med ``""`` for de andre."""

    sektor: Mapping[str, str]
    topp: str
    utvalg: str
    politisk: str
    eiendom: str

    def rolle(self, trinn: str, sektor: str) -> str:
        if trinn == SEKTOR:
            return self.sektor.get(sektor, self.sektor[""])
        return {TOPP: self.topp, UTVALG: self.utvalg, POLITISK: self.politisk, EIENDOM: self.eiendom}[trinn]


TRAPPER: Mapping[str, Trapp] = {
    "formannskap": Trapp(
        {
            "oppvekst": "kommunalsjef-oppvekst",
            "samfunn": "kommunalsjef-samfunn",
            "": "kommunalsjef-helse-og-mestring",
        },
        "kommunedirektor",
        "hovedutvalg",
        "kommunestyre",
        "eiendomssjef",
    ),
    # Byrådet er i stedet for formannskap og kommunedirektør, og byrådsavdelingen med etatene i stedet for sektorene.
    "byrad": Trapp({"": "byradsavdeling"}, "byrad", "byrad", "kommunestyre", "eiendomssjef"),
    # Bydelsutvalget rår over bydelens penger; nye penger for hele byen er bystyrets.
    "bydel": Trapp(
        {"": "bydelsdirektor"}, "bydelsdirektor", "bydelsutvalg", "bydelsutvalg", "bydelsdirektor"
    ),
    "fylkesutvalg": Trapp(
        {"oppvekst": "utdanningsdirektor", "": "fylkeskommunedirektor"},
        "fylkeskommunedirektor",
        "hovedutvalg",
        "fylkesting",
        "fylkeskommunedirektor",
    ),
    # Fylkesrådet leder administrasjonen og innstiller til fylkestinget.
    "fylkesrad": Trapp(
        {"oppvekst": "utdanningsdirektor", "": "fylkesrad"},
        "fylkesrad",
        "fylkesrad",
        "fylkesting",
        "fylkesrad",
    ),
    "nav": Trapp(
        {"": "nav-fylkesdirektor"},
        "nav-fylkesdirektor",
        "nav-fylkesdirektor",
        "departement",
        "nav-fylkesdirektor",
    ),
    "stat": Trapp({"": "direktor-etat"}, "direktor-etat", "direktor-etat", "departement", "direktor-etat"),
}
# Lederne som bare finnes der det er formannskap eller fylkesutvalg, og trinnet de står på.
_FORMANNSKAPETS = {
    "fylkeskommunedirektor": SEKTOR,
    "kommunalsjef-oppvekst": SEKTOR,
    "kommunalsjef-samfunn": SEKTOR,
    "kommunalsjef-helse-og-mestring": SEKTOR,
    "kommunedirektor": TOPP,
    "hovedutvalg": UTVALG,
    "formannskap": UTVALG,
}
VANLIG_STYREFORM = {"kommune": "formannskap", "fylkeskommune": "fylkesutvalg"}
_OVER = {ENHET: SEKTOR, EIENDOM: SEKTOR, SEKTOR: TOPP, TOPP: POLITISK, UTVALG: POLITISK}


def rolle_pa(styreform: str, trinn: str, sektor: str, roller: Mapping[str, Rolleprofil]) -> tuple[str, str]:
    """Rollen på trinnet, og trinnet hun står på. Den eneste veien ut av ``TRAPPER``.

    En rolle redaksjonen har skjult, eller gjort til en som ikke bestemmer, er som om den ikke sto der: da er det den
    neste oppover. Rollen er tom når ingen er igjen.
    """
    while trinn:
        rolle = TRAPPER[styreform].rolle(trinn, sektor)
        if rolle in roller and roller[rolle].slag in BESTEMMER:
            break
        rolle, trinn = "", trinnet_over(trinn)
    return rolle, trinn


def har(styreform: str, rolle: str) -> bool:
    """Om rollen er et trinn i trappa."""
    t = TRAPPER[styreform]
    return rolle in {*t.sektor.values(), t.topp, t.utvalg, t.politisk}


def trinnet_til(rolle: str, styreform: str, slag: str) -> str:
    """Trinnet rollen står på i trappa; en enhetsleder står på det nederste."""
    t = TRAPPER[styreform]
    if slag == ENHET:
        return ENHET
    trinnene = ((t.politisk, POLITISK), (t.topp, TOPP), (t.utvalg, UTVALG))  # byrådet er begge de to siste
    return next((trinn for r, trinn in trinnene if r == rolle), SEKTOR)


def i_styreformen(rolle: str, styreform: str, niva: str, roller: Mapping[str, Rolleprofil]) -> str:
    """Rollen som svarer til denne der styreformen er en annen: Oslo har ingen kommunalsjef eller fylkeskommunedirektør."""
    if styreform not in {"byrad", "bydel", "fylkesrad"} or niva == "stat" or rolle not in _FORMANNSKAPETS:
        return rolle
    return rolle_pa(styreform, _FORMANNSKAPETS[rolle], "", roller)[0] or rolle


def kan_brukes(modell: Modellprofil, niva: str) -> bool:
    """Om nivået kan bruke modellen. Tomt felt betyr alle."""
    return not modell.nivaer or niva in modell.nivaer


def trinn_for(
    modell: Modellprofil,
    total: int | None,
    kostnadsslag: str | None,
    terskler: Terskler,
    *,
    flere_enheter: bool,
    niva: str,
) -> str:
    """Trinnet saken begynner på. Flere enheter sammen er over én enhetsleder, uansett beløp.

    Et lokalt forsøk på Nav begynner hos lederen der, også når beløpet ikke er kjent eller ligger mellom dagens og den foreslåtte
    grensen: hvor mye hun kan avgjøre, står i kontorets partnerskapsavtale. Større kommunale penger er kommunens.
    """
    ny_statlig = (
        niva == "stat" and modell.slug == "statlig-tilskudd"
    )  # en ny ordning er departementets og Stortingets
    if kostnadsslag == NY_FAST and (ny_statlig or modell.slug not in UTEN_FAST_KOSTNAD):
        return POLITISK
    lokalt = total is None or terskler.usikker_sone(total, ("innslagspunkt",))
    if niva == "nav" and lokalt and modell.beslutter_liten[0] == ENHET:
        return ENHET
    trinn = _etter_belop(modell, total, terskler)
    return SEKTOR if trinn == ENHET and flere_enheter and total != 0 else trinn


def _etter_belop(modell: Modellprofil, total: int | None, terskler: Terskler) -> str:
    """Over summen et kjøp må kunngjøres for, er det en stor avtale etter konkurranse (beslutning.md 1, trinn c)."""
    if total is None:
        return modell.beslutter_middels[0]
    if er_liten(total, terskler):
        return modell.beslutter_liten[0]
    kunngjores = terskler.kunngjores_over(saerlig=er_saerlig(modell.slug, None))
    er_stor = kunngjores is not None and total > kunngjores
    return (modell.beslutter_stor if er_stor else modell.beslutter_middels)[0]


def er_liten(total: int | None, terskler: Terskler) -> bool:
    """Under grensen for anskaffelsesreglene. Det sier hvilke regler som gjelder, ikke hva noen har lov til å skrive under på."""
    grense = terskler.grense("innslagspunkt")
    return total is not None and grense is not None and total <= grense


def trinnet_over(trinn: str) -> str:
    """Dit saken går når vilkåret på trinnet ikke holder; tom når det ikke finnes noe over."""
    return _OVER.get(trinn, "")
