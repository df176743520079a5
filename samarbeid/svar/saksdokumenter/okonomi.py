"""Økonomien i saken: per år, samlet, opsjoner, merverdiavgift og dekning. Alle beløp er uten merverdiavgift."""

from __future__ import annotations

import math
from collections.abc import Iterable

from django.utils.translation import gettext as _

from samarbeid.matching.forklaring import kroner, liten
from samarbeid.matching.typer import NY_FAST
from samarbeid.svar.former import UTEN_KJOP
from samarbeid.svar.saksdokumenter.saken import Sak
from samarbeid.svar.svarside.summen import eosgrensen, eosterskel, fritt_over_nasjonal
from veier.dokument.blokker import Biter, Blokk, Tabell, liste, med_felt, p

LENGSTE_TABELL = 10  # år


def okonomien(sak: Sak) -> tuple[Blokk, ...]:
    """Tabellen og det som må sies om den."""
    if sak.slug in UTEN_KJOP and not sak.total:
        return (
            p(_("Samarbeidet koster ikke noe ut over tiden de ansatte bruker.")),
            p(*med_felt(_("Arbeidstid: [Fyll inn: timer og roller]."))),
        )
    return (_tabell(sak), liste([med_felt(tekst) for tekst in (*_verdien(sak), *_dekningen(sak))]))


def _tabell(sak: Sak) -> Tabell:
    hode = (_("Periode"), _("Kroner uten merverdiavgift"), _("Dekkes av"))
    dekning = _("[Fyll inn: budsjettpost]")
    rader = [(navn, belop, dekning) for navn, belop in _perioder(sak)]
    total = sak.summen if sak.total is not None else _("[Fyll inn: beløp]")
    if sak.er_kjop:
        rader.append((_("Opsjoner"), _("[Fyll inn: beløp, eller «ingen»]"), ""))
    rader.append((_("Samlet, uten opsjoner") if sak.er_kjop else _("Samlet"), total, ""))
    return Tabell(_celler(hode), tuple(_celler(rad) for rad in rader))


def _celler(rad: Iterable[str]) -> tuple[Biter, ...]:
    return tuple(med_felt(celle) for celle in rad)


def _perioder(sak: Sak) -> list[tuple[str, str]]:
    """(«År 1», beløpet). Under ett år er beløpet hele summen, og et halvt år til slutt er halve beløpet."""
    if sak.arlig is None:
        return [(_("År %(nr)s") % {"nr": 1}, _("[Fyll inn: beløp]"))]
    if sak.varighet is None:
        return [(_("I året"), kroner(sak.arlig))]
    if sak.varighet <= 1:
        navn = sak.forklarer.varighet({"verdi": sak.varighet})
        return [(_("Hele perioden (%(varighet)s)") % {"varighet": navn}, kroner(sak.arlig))]
    antall = min(math.ceil(sak.varighet), LENGSTE_TABELL)
    andeler = [min(1.0, sak.varighet - nr) for nr in range(antall)]
    return [
        (_("År %(nr)s") % {"nr": nr}, kroner(round(sak.arlig * andel))) for nr, andel in enumerate(andeler, 1)
    ]


def _verdien(sak: Sak) -> list[str]:
    ut = []
    if sak.varighet is None:
        ut.append(_("Hvor lenge avtalen varer: [Fyll inn: måneder eller år]."))
    if sak.er_kjop:
        ut += grensen(sak)
        ut += _eos(sak)
        ut.append(
            _(
                "Verdien er hele avtalen med opsjoner, og kjøp av det samme hører sammen. "
                "Et kjøp kan ikke deles for å komme under en grense."
            )
        )
        ut.append(_avgiften(sak))
    else:
        ut.append(_("Merverdiavgift: [Fyll inn: om den skal betales her]."))
    return ut


def _eos(sak: Sak) -> list[str]:
    """EØS-terskelen for virksomheten, når summen er over den nasjonale."""
    nasjonal = sak.terskler.gjeldende("nasjonal")
    eos = sak.terskler.gjeldende(eosterskel(sak.niva, saerlig=sak.er_saerlig))
    if sak.total is None or nasjonal is None or eos is None or sak.total <= nasjonal.verdi:
        return []
    return [linje.tekst for linje in eosgrensen(sak.total, eos, sak.kunnskap.i_dag)]


def _avgiften(sak: Sak) -> str:
    """Kommuner og fylkeskommuner får avgiften kompensert; statlige forvaltningsorganer kan føre den på en egen post."""
    if sak.niva == "stat":
        return _(
            "Merverdiavgift: [Fyll inn: om leverandøren er avgiftspliktig, og om virksomheten er med i ordningen med nettoføring]."
        )
    return _(
        "Merverdiavgift: [Fyll inn: om leverandøren er avgiftspliktig, og om virksomheten får avgiften kompensert]."
    )


def grensen(sak: Sak) -> list[str]:
    """Hvor summen ligger mot de to grensene som gjelder alle, sagt i en sak."""
    total, terskler = sak.total, sak.terskler
    inn, nasjonal = terskler.gjeldende("innslagspunkt"), terskler.gjeldende("nasjonal")
    if total is None or inn is None or nasjonal is None:
        return []
    verdier = {"sum": sak.summen, "inn": kroner(inn.verdi), "nasjonal": kroner(nasjonal.verdi)}
    if nasjonal.verdi < total <= (terskler.kunngjores_over(saerlig=sak.er_saerlig) or 0):
        return [fritt_over_nasjonal(nasjonal)]
    if total > nasjonal.verdi:
        return [
            _("%(sum)s er over nasjonal terskelverdi (%(nasjonal)s). Kjøpet må som regel kunngjøres.")
            % verdier
        ]
    if total > inn.verdi:
        setning = _(
            "%(sum)s er over grensen for anskaffelsesreglene (%(inn)s), men ikke over nasjonal terskelverdi (%(nasjonal)s)."
        )
    else:
        setning = _("%(sum)s er ikke over grensen for anskaffelsesreglene (%(inn)s).")
    forslag = terskler.foreslatt("innslagspunkt")
    if forslag and total <= forslag.verdi:
        setning += " " + _(
            "Grensen på %(inn)s er foreslått hevet til %(ny)s. Kontroller i Lovdata hva som gjelder."
        )
        verdier["ny"] = kroner(forslag.verdi)
    return [setning % verdier]


def _dekningen(sak: Sak) -> list[str]:
    tekster = {
        "ja": _("Det er penger til tiltaket i årets budsjett."),
        "noe": _("Det er noe penger i årets budsjett, men ikke nok: [Fyll inn: hvor resten kommer fra]."),
        "nei": _("Det er ikke penger i årets budsjett: [Fyll inn: hvor pengene kommer fra]."),
    }
    ut = [
        tekster.get(sak.offentlig.penger or "", _("Dekning i årets budsjett: [Fyll inn: ja, noe eller nei]."))
    ]
    if sak.ide.kostnadsslag == NY_FAST:
        ut.append(_("Tiltaket er en ny kostnad hvert år, og må stå i årsbudsjettet og økonomiplanen."))
    sparer = sak.motorsvar.tolkning.ide.hvem_sparer
    if sparer in {"samme_virksomhet", "annen_offentlig", "stat"}:
        ut.append(
            _(
                "Den som får mindre utgifter hvis det virker: %(hvem)s. [Fyll inn: anslag og hva det bygger på]."
            )
            % {"hvem": liten(sak.forklarer.ord("hvem_sparer", sparer))}
        )
    return ut
