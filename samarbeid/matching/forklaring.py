"""Fra grunn til setning på vanlig norsk, for begge sider.

Setningene er meldinger til oversettelse: ``oversett`` er identiteten her, og gettext på sidene.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from samarbeid.matching.beslutterord import beslutter_tillegg, beslutterkode
from samarbeid.matching.setninger import (
    BESLUTTER,
    BESLUTTER_TILLEGG,
    FELTNAVN,
    NIVA_I_SETNING,
    NIVA_VANLIG,
    ORD,
    ROLLEN_KAN,
    ROLLENAVN,
    SETNINGER,
    STYRER_OFFENTLIG,
    TIL_BEHOVET,
    UTEN_VERDI,
)
from samarbeid.matching.typer import KORT_AR, UTEN_SLUTT, Detaljer, Grunn, Ideprofil, Kunnskap
from samarbeid.matching.virksomhetsord import sagt_om

Oversett = Callable[[str], str]


def kroner(belop: int) -> str:
    """1300000 → «1 300 000 kroner» med harde mellomrom."""
    return f"{belop:,}".replace(",", "\u00a0") + "\u00a0kroner"


def liten(tekst: str) -> str:
    """Liten forbokstav inne i en setning; resten står: «Nav» og «BUP» inne i navnet, og «Nav» først i det."""
    return tekst if tekst.startswith("Nav") else tekst[:1].lower() + tekst[1:]


def modell_i_setning(navn: str) -> str:
    """Navnet på en modell slik det leses høyt: «lite kjøp», uten det som står i parentes eller etter en strek."""
    return liten(navn.split(" (")[0].split(" – ")[0])


# Så mye fra et helt antall måneder kan noe vare før det sies i uker: «16 uker» er ikke «om lag 4 måneder».
_SKJEV_MANED = 0.1
# Rollene som begynner med et navn, har stor forbokstav også inne i en setning. Det som skal fylles ut, står som det er.
_NAVN_FORST = ("Nav", "SLT", "PPT", "[")


def rolle_i_setning(rolle: str) -> str:
    """«kommunestyret», «Navs fylkesdirektør», «[Fyll inn: rolle]»."""
    return rolle if rolle.startswith(_NAVN_FORST) else liten(rolle)


def stor(tekst: str) -> str:
    """Stor forbokstav først i en setning."""
    return tekst[:1].upper() + tekst[1:]


class Forklarer:
    """Setter sammen setninger. Navn på temaer, modeller og roller kommer fra kunnskapen.

    ``styreform`` er den til virksomheten som er spurt; modellene sies om den.
    """

    def __init__(
        self,
        kunnskap: Kunnskap,
        oversett: Oversett = str,
        *,
        side: str = "entreprenor",
        styreform: str = "",
    ) -> None:
        self._side = side
        self._kunnskap = kunnskap
        self._oversett = oversett
        self._styreform = styreform
        self._modeller = {m.slug: m for m in kunnskap.modeller}

    def setning(self, grunn: Grunn, *, side: str = "") -> str:
        """Grunnen som én setning, for «entreprenor», «offentlig» eller den offentlige som har «behov»."""
        side = side or self._side
        mal = SETNINGER[grunn.kode][0 if side == "entreprenor" else 1]
        if side == "behov":
            mal = TIL_BEHOVET.get(grunn.kode, mal)
        if grunn.kode in UTEN_VERDI and not (grunn.detaljer.get("passer") or "total" in grunn.detaljer):
            mal = UTEN_VERDI[grunn.kode]
        tekst = self._oversett(mal).format_map(_Verdier(self, grunn))
        ord_ = grunn.detaljer.get("ord")
        if ord_ and "{ord}" not in mal and grunn.kode.endswith(("_passer", "_kan_passe")):
            tekst = f"{tekst.removesuffix('.')} («{ord_}»)."
        return stor(tekst)

    def fyll(self, mal: str, grunn: Grunn) -> str:
        """En annen setning enn den vanlige, med verdiene til grunnen."""
        return mal.format_map(_Verdier(self, grunn))

    def temagrunn(self, kilde: str, ord_: tuple[str, ...]) -> str:
        """Hvorfor temaet er med."""
        if kilde == "valgt":
            return self._oversett("Dere har valgt temaet.")
        if kilde == "lignende":
            return self._oversett("Teksten ligner på det vi har skrevet om temaet. Mest veide {ord}.").format(
                ord=", ".join(f"«{o}»" for o in ord_)
            )
        return self._oversett("Teksten sier {ord}.").format(ord=", ".join(f"«{o}»" for o in ord_))

    def styrer(self, verdi: str) -> str:
        """Hvem som bestemmer innholdet, sagt til den offentlige siden."""
        return self._oversett(STYRER_OFFENTLIG[verdi])

    def feltnavn(self, felt: str) -> str:
        return self._oversett(FELTNAVN[felt]).rstrip("?")

    def niva_navn(self, niva: str) -> str:
        """«kommunen», «Nav», «staten» – slik nivået står inne i en setning."""
        return self._oversett(NIVA_I_SETNING[niva])

    def ord(self, felt: str, verdi: str) -> str:
        """Ordet på siden for en kode, for eksempel «Prøvd hos én eller to»."""
        return self._oversett(ORD[felt][verdi])

    def verdi(self, navn: str, grunn: Grunn) -> str:
        """Verdien for et felt i en setning."""
        d: Detaljer = grunn.detaljer
        if navn in _VERDIER:
            return _VERDIER[navn](self, d)
        return str(d.get(navn, ""))

    def tema(self, slug: str) -> str:
        return liten(self._kunnskap.temaer[slug].navn) if slug in self._kunnskap.temaer else ""

    def temaer(self, slugger: Sequence[str]) -> str:
        """«demens, pårørende og ensomhet hos eldre»."""
        return self.oppramsing([n for slug in slugger if (n := self.tema(slug))])

    def oppramsing(self, navn: Sequence[str]) -> str:
        """«Herøy og Bø», og med komma når et av navnene selv har «og»: «flyktninger og innvandrere, og eldre»."""
        if len(navn) < 2:
            return "".join(navn)
        if any(" og " in ett.partition(" (")[0] for ett in navn):
            return self._oversett("{noen}, og {siste}").format(noen=", ".join(navn[:-1]), siste=navn[-1])
        return self._oversett("{noen} og {siste}").format(noen=", ".join(navn[:-1]), siste=navn[-1])

    def sted(self, kode: str) -> str:
        omrade = self._kunnskap.omrader.get(kode)
        return omrade.visning or omrade.navn if omrade else ""

    def niva_vanlig(self, niva: str) -> str:
        return self._oversett(NIVA_VANLIG[niva])

    def malgruppe(self, slug: str) -> str:
        return liten(self._kunnskap.malgrupper[slug].navn) if slug in self._kunnskap.malgrupper else ""

    def modell(self, slug: str, styreform: str = "") -> str:
        m = self._modeller.get(slug)
        return sagt_om(m.navn, styreform or self._styreform, m.nivaer, self._oversett) if m else ""

    def passer_nar(self, slug: str) -> str:
        m = self._modeller.get(slug)
        return sagt_om(m.passer_nar, self._styreform, m.nivaer, self._oversett) if m else ""

    def rolle(self, slug: str) -> str:
        return self._kunnskap.roller[slug].navn

    def kan(self, slug: str) -> str:
        return self._kunnskap.roller[slug].kan

    def svar(self, d: Detaljer) -> str:
        felt = d.get("felt", "")
        return self._oversett(ORD[felt][d["verdi"]]) if felt in ORD else str(d.get("verdi", ""))

    def passer(self, d: Detaljer) -> str:
        felt = d.get("felt", "")
        if felt not in ORD:
            return ""
        rekkefolge = list(ORD[felt])
        navn = [self._oversett(ORD[felt][v]) for v in sorted(d.get("passer", ()), key=rekkefolge.index)]
        return ", ".join(n if i == 0 else liten(n) for i, n in enumerate(navn))

    def ramme(self, d: Detaljer) -> str:
        fra, til = d.get("fra"), d.get("til")
        if fra == 0 and til == 0:
            return self._oversett("0 kroner")
        if til is not None and not (fra and fra > 1):
            return self._oversett("inntil {belop}").format(belop=kroner(til))
        if til is None:
            return self._oversett("over {belop}").format(belop=kroner(fra or 0))
        return self._oversett("fra {fra} til {til}").format(fra=kroner(fra or 0), til=kroner(til))

    def summen(self, belop: int, periode: str = "") -> str:
        """Summen, med hva den er for når det ikke er hele perioden: «400 000 kroner i året», «1 600 000 kroner på fire år»."""
        mal = {"i_aret": "{belop} i året", UTEN_SLUTT: "{belop} på fire år"}.get(periode)
        return self._oversett(mal).format(belop=kroner(belop)) if mal else kroner(belop)

    def summen_av(self, ide: Ideprofil) -> str:
        """Summen av ideen slik den regnes mot beløpsgrensene."""
        return self.summen(ide.samlet or 0, ide.periode)

    def varighet(self, d: Detaljer) -> str:
        ar = float(d["verdi"])
        uker, maneder = round(ar * 52), round(ar * 12)
        if ar < 1 and (maneder < 2 or abs(ar * 12 - maneder) > _SKJEV_MANED):
            return self._oversett("1 uke" if uker < 2 else "{antall} uker").format(antall=uker)
        if ar < 1:
            return self._oversett("om lag {antall} måneder").format(antall=maneder)
        return self._oversett("{antall} år").format(antall=f"{ar:g}".replace(".", ","))

    def rollenavn(self, slug: str, styreform: str = "") -> str:
        """Navnet rollen har i styreformen: kommunestyret heter bystyret der det er byråd."""
        if eget := ROLLENAVN.get((slug, styreform)):
            return self._oversett(eget)
        return self.rolle(slug)

    def navnet_der(self, slug: str, d: Detaljer) -> str:
        """Navnet rollen har på denne veien: skolene i Oslo har Utdanningsetaten der andre har en byrådsavdeling."""
        egen = (slug, d.get("navneform", ""))
        return self.rollenavn(slug, egen[1] if egen in ROLLENAVN else d.get("styreform", ""))

    def kan_der(self, d: Detaljer) -> str:
        eget = ROLLEN_KAN.get((d["rolle"], d.get("navneform", "")))
        return self._oversett(eget) if eget else self.kan(d["rolle"])

    def beslutter(self, d: Detaljer, *, du: str = "") -> str:
        """Hvem som bestemmer, og hva som ville flyttet det. ``du`` når det er leseren selv."""
        form = d["styreform"]
        rolle = du or self.navnet_der(d["rolle"], d)
        verdier = {
            "rolle": rolle,
            "Rolle": stor(rolle),
            "modell": modell_i_setning(self.modell(d["modell"], form)),
            "belop": self.summen(d.get("total") or 0, d.get("periode", "")),
            "ellers": self.navnet_der(d["ellers"], d) if d.get("ellers") else "",
            "varig": self.navnet_der(d["varig"], d) if d.get("varig") else "",
        }
        maler = [BESLUTTER[beslutterkode(d)], *(BESLUTTER_TILLEGG[k] for k in beslutter_tillegg(d))]
        return " ".join(self._oversett(mal).format(**verdier) for mal in maler)


_VERDIER: dict[str, Callable[[Forklarer, Detaljer], str]] = {
    "verdi": lambda f, d: f.svar(d),
    "verdi_liten": lambda f, d: liten(f.svar(d)),
    "styrer": lambda f, d: f.styrer(d["verdi"]),
    "passer": lambda f, d: f.passer(d),
    "tema": lambda f, d: f.tema(d.get("tema", "")),
    "malgruppe": lambda f, d: f.malgruppe(d.get("malgruppe", "")),
    "modell_liten": lambda f, d: modell_i_setning(f.modell(d.get("modell", ""))),
    "modell_navn": lambda f, d: modell_i_setning(f.modell(d.get("modell", ""))),
    "passer_nar": lambda f, d: f.passer_nar(d["modell"]),
    "rolle_navn": lambda f, d: f.navnet_der(d["rolle"], {"navneform": d.get("navneform", "")}),
    "kan": lambda f, d: f.kan_der(d),
    "total": lambda f, d: f.summen(d.get("total") or 0, d.get("periode", "")),
    "ramme": lambda f, d: f.ramme(d),
    "varighet": lambda f, d: f.varighet(d),
    "varighetsramme": lambda f, d: f.ord("varighetsramme", "kort" if d["verdi"] <= KORT_AR else "lang"),
    "varighetsramme_ellers": lambda f, d: f.ord(
        "varighetsramme", "lang" if d["verdi"] <= KORT_AR else "kort"
    ),
    "niva_navn": lambda f, d: f.niva_navn(d["niva"]),
    "niva_vanlig": lambda f, d: f.niva_vanlig(d["niva"]),
    "sted_navn": lambda f, d: f.sted(d["sted"]),
    "steder_navn": lambda f, d: f.oppramsing([f.sted(kode) for kode in d["steder"]]),
    "malgruppenavn": lambda f, d: f.oppramsing([f.malgruppe(slug) for slug in d["malgrupper"]]),
    "temanavn": lambda f, d: f.temaer(d["temaer"]),
    "ordene": lambda f, d: f.oppramsing([f"«{o}»" for o in d["ord"]]),
    "likhet_navn": lambda f, d: ", ".join(liten(f.ord("likhet", kode)) for kode in d["likhet"]),
    "maned_navn": lambda f, d: f.ord("maned", str(d["maned"])),
    "nivaer_navn": lambda f, d: f.oppramsing([f.niva_navn(n) for n in d["nivaer"]]),
    "niva_stor": lambda f, d: stor(f.niva_navn(d["niva"])),
    "situasjon_navn": lambda f, d: f.ord("i_dag", d["situasjon"]),
    "form_navn": lambda f, d: f.ord("organisasjonsform", d["form"]),
    "modenhet_navn": lambda f, d: liten(f.ord("modenhet", d["modenhet"])),
    "tjenestetype_navn": lambda f, d: liten(f.ord("tjenestetype", d["tjenestetype"])),
    "feltnavn": lambda f, d: f.feltnavn(d["felt"]),
    "beslutter_setning": lambda f, d: f.beslutter(d),
}


class _Verdier(dict[str, str]):
    """Slår opp verdiene etter hvert som setningen trenger dem."""

    def __init__(self, forklarer: Forklarer, grunn: Grunn) -> None:
        super().__init__()
        self._forklarer = forklarer
        self._grunn = grunn

    def __missing__(self, navn: str) -> str:
        return self._forklarer.verdi(navn, self._grunn)
