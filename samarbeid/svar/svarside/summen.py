"""Summen mot grensene: hva den er i alt, hvilken grense som gjelder for virksomheten og tilbudet, og hva en lavere sum endrer.

En EØS-terskel som har gått ut på dato, sies med perioden den gjaldt i og det som er kjent siden. Euro regnes aldri om.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samarbeid.matching.beslutning.veier import er_navs_kjop
from samarbeid.matching.forklaring import Forklarer, kroner
from samarbeid.matching.regler.terskler import Terskler, er_saerlig
from samarbeid.matching.typer import Kunnskap, Partprofil, Svar, Terskel, Tolkning
from samarbeid.svar.former import TILSKUDD

# Så mange ganger grensen kan summen være før det ikke sies hva en lavere sum ville endret: da er behovet et annet.
NAER_GRENSEN = 1.5


@dataclass(frozen=True, slots=True)
class Sumlinje:
    tekst: str
    kilde: str = ""  # adressen til det som er sagt


def lag_summen(
    svar: Svar, kunnskap: Kunnskap, forklarer: Forklarer, modell: str, *, egen: Partprofil | None = None
) -> tuple[Sumlinje, ...]:
    """Linjene, eller ingen når summen ikke er kjent. ``modell`` er sluggen til formen svaret foreslår. ``egen`` er
    virksomheten til den som spør; kjøper staten, er det statens terskel, også når en annen har ansvaret.
    """
    ide = svar.tolkning.ide
    total = ide.samlet
    terskler = Terskler(kunnskap.terskler, kunnskap.i_dag)
    inn, nasjonal = terskler.gjeldende("innslagspunkt"), terskler.gjeldende("nasjonal")
    if not total or inn is None or nasjonal is None:
        return ()
    paa_nivaet = svar.veier[0].niva if svar.veier else ""
    if svar.veier and er_navs_kjop(svar.veier[0]):
        paa_nivaet = "stat"
    if egen and "kommune" not in egen.nivaer and "stat" in egen.nivaer:
        paa_nivaet = "stat"
    saerlig = er_saerlig(modell, ide.tjenestetype)
    eos = terskler.gjeldende(eosterskel(paa_nivaet, saerlig=saerlig))
    fritt = saerlig and total <= (terskler.kunngjores_over(saerlig=True) or 0)
    tilskudd = modell in TILSKUDD
    return (
        Sumlinje(_samlet(svar.tolkning, forklarer)),
        *(
            (Sumlinje(_("Et ekte tilskudd er ikke et kjøp. Blir det et kjøp, gjelder dette:")),)
            if tilskudd
            else ()
        ),
        *(_per_kommune(total, svar, kunnskap) if paa_nivaet in {"kommune", "nav", ""} else ()),
        *_grensen(total, inn, nasjonal, terskler, fritt=fritt),
        *(eosgrensen(total, eos, kunnskap.i_dag) if eos and total > nasjonal.verdi else ()),
        *_lavere(total, inn, nasjonal, fritt=fritt),
        Sumlinje(_("Kjøp av det samme hører sammen. Et kjøp kan ikke deles for å komme under en grense.")),
    )


def eosterskel(niva: str, *, saerlig: bool) -> str:
    """Terskelen som gjelder: en egen for helse- og sosialtjenester, ellers statens eller kommunenes."""
    if saerlig:
        return "eos-saerlige"
    return "eos-stat" if niva == "stat" else "eos-kommune"


def _samlet(t: Tolkning, forklarer: Forklarer) -> str:
    ide = t.ide
    varighet = ide.varighet_ar
    verdier = {
        "sum": kroner(ide.samlet or 0),
        "arlig": kroner(ide.arlig_belop or 0),
        "tid": forklarer.varighet({"verdi": varighet}) if varighet else "",
    }
    if ide.periode:
        return (
            _(
                "Uten sluttdato regnes en avtale som fire år: %(arlig)s i året blir %(sum)s. Grensene er uten merverdiavgift, og "
                "opsjoner regnes med."
            )
            % verdier
        )
    if varighet:
        return (
            _("Samlet verdi er %(sum)s for %(tid)s. Grensene er uten merverdiavgift, og opsjoner regnes med.")
            % verdier
        )
    if "arlig_belop" in t.fra_tekst and not t.belop_i_aret:
        return _("Summen er %(sum)s. Grensene er uten merverdiavgift, og opsjoner regnes med.") % verdier
    return (
        _(
            "Samlet verdi er %(sum)s når det varer ett år. Grensene er uten merverdiavgift, og opsjoner regnes med."
        )
        % verdier
    )


def _per_kommune(total: int, svar: Svar, kunnskap: Kunnskap) -> Iterable[Sumlinje]:
    kommuner = [k for k in svar.tolkning.omrader if kunnskap.omrader[k].type == "kommune"]
    if len(kommuner) > 1:
        yield Sumlinje(
            _(
                "Deler %(antall)s kommuner likt, blir det %(sum)s på hver. Kjøper de sammen, teller hele summen."
            )
            % {"antall": len(kommuner), "sum": kroner(round(total / len(kommuner)))}
        )


def fritt_over_nasjonal(nasjonal: Terskel) -> str:
    """For helse- og sosialtjenester under sin egen EØS-terskel: ingen plikt til å kunngjøre."""
    return _(
        "Summen er over nasjonal terskelverdi (%(nasjonal)s), men den gjelder ikke helse- og sosialtjenester. "
        "Opp til EØS-terskelen for dem gjelder bare loven og forskriftens del I, og virksomheten kan velge hvem den spør."
    ) % {"nasjonal": kroner(nasjonal.verdi)}


def _grensen(
    total: int, inn: Terskel, nasjonal: Terskel, terskler: Terskler, *, fritt: bool
) -> Iterable[Sumlinje]:
    verdier = {"inn": kroner(inn.verdi), "nasjonal": kroner(nasjonal.verdi)}
    if total <= inn.verdi:
        yield Sumlinje(_("Det er ikke over grensen for anskaffelsesreglene (%(inn)s).") % verdier, inn.kilde)
    elif total <= nasjonal.verdi:
        yield Sumlinje(
            _(
                "Det er over grensen for anskaffelsesreglene (%(inn)s), men ikke over nasjonal terskelverdi (%(nasjonal)s). "
                "Da gjelder loven og forskriftens del I."
            )
            % verdier,
            nasjonal.kilde,
        )
    elif fritt:
        yield Sumlinje(fritt_over_nasjonal(nasjonal), nasjonal.kilde)
    else:
        yield Sumlinje(
            _("Det er over nasjonal terskelverdi (%(nasjonal)s). Da må et kjøp som regel kunngjøres.")
            % verdier,
            nasjonal.kilde,
        )
    if terskler.usikker_sone(total, ("innslagspunkt",)) and (forslag := terskler.foreslatt("innslagspunkt")):
        yield Sumlinje(
            _("Grensen for anskaffelsesreglene er foreslått hevet til %(ny)s. Sjekk Lovdata før dere velger.")
            % {"ny": kroner(forslag.verdi)},
            forslag.kilde,
        )


def eosgrensen(total: int, rad: Terskel, i_dag: date) -> Iterable[Sumlinje]:
    """EØS-terskelen for virksomheten. Er perioden ute, sies det hva som gjaldt, og hva som er kjent om den nye."""
    verdier = {"navn": rad.navn, "sum": kroner(rad.verdi)}
    if rad.gyldig_til and rad.gyldig_til < i_dag:
        verdier["til"] = date_format(rad.gyldig_til, "j. F Y")
        tekst = _("%(navn)s var %(sum)s til %(til)s.") % verdier
        yield Sumlinje(" ".join((tekst, rad.merknad)).strip(), rad.kilde)
    elif total > rad.verdi:
        yield Sumlinje(_("Det er over %(navn)s (%(sum)s). Da gjelder også EØS-reglene.") % verdier, rad.kilde)
    else:
        yield Sumlinje(_("Det er ikke over %(navn)s (%(sum)s).") % verdier, rad.kilde)


def _lavere(total: int, inn: Terskel, nasjonal: Terskel, *, fritt: bool) -> Iterable[Sumlinje]:
    if fritt and total > nasjonal.verdi:
        return
    if nasjonal.verdi < total <= nasjonal.verdi * NAER_GRENSEN:
        yield Sumlinje(
            _("Er behovet ikke større enn %(sum)s i alt, kan dere spørre flere uten å kunngjøre.")
            % {"sum": kroner(nasjonal.verdi)}
        )
    elif inn.verdi < total <= inn.verdi * NAER_GRENSEN:
        yield Sumlinje(
            _("Er behovet ikke større enn %(sum)s i alt, gjelder ikke anskaffelsesreglene.")
            % {"sum": kroner(inn.verdi)}
        )
