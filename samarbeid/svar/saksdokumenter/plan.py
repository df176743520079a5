"""Det som skjer når saken er vedtatt, steg for steg, sagt om virksomheten og ikke til den som søker."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samarbeid.matching.forklaring import rolle_i_setning
from samarbeid.svar.former import PROVER, SMA_KJOP, SOKNADER, TILSKUDD, UTEN_KJOP
from samarbeid.svar.saksdokumenter.saken import Sak
from samarbeid.svar.saksdokumenter.vedtak import videreforer


def planen(sak: Sak) -> list[str]:
    """Stegene, tallene som følges, og hvem som avgjør hva som skjer til slutt."""
    hvem = rolle_i_setning(videreforer(sak)) or _("[Fyll inn: rolle eller utvalg]")
    tall = _("Disse tallene følges underveis: [Fyll inn: tre til fem tall, og hvem som følger dem].")
    if sak.slug in PROVER:
        slutt = _(
            "Innen [Fyll inn: dato] avgjør %(hvem)s om det stopper, eller om en ny sak legges fram. "
            "Varig bruk etter prøven krever en vanlig anskaffelse."
        )
    else:
        slutt = _(
            "Innen [Fyll inn: dato] vurderer %(hvem)s om tilbudet skal fortsette, endres eller avsluttes."
        )
    return [*_stegene(sak), tall, slutt % {"hvem": hvem}]


def _stegene(sak: Sak) -> list[str]:
    if sak.slug in PROVER:
        return [
            _("Avtalen om prøven skrives, med pris, periode, mål, personvern og det som skjer etterpå."),
            _("Prøven gjennomføres i perioden [Fyll inn: fra og til], hos [Fyll inn: enhetene]."),
            _("Virksomheten og leverandøren skriver en felles rapport innen [Fyll inn: dato]."),
        ]
    if sak.slug in TILSKUDD:
        return [
            _("Søknader vurderes likt, etter de samme kriteriene: [Fyll inn: ordningen og fristen]."),
            _("Mottakeren får et tilskuddsbrev med formål, vilkår og frister."),
            _("Mottakeren sender rapport og regnskap innen [Fyll inn: dato]."),
        ]
    if sak.slug in SOKNADER:
        return [
            _("Partneren finnes på en måte som er åpen for andre: [Fyll inn: hvordan]."),
            _("Søknaden sendes innen [Fyll inn: frist], undertegnet av [Fyll inn: rolle]."),
            _("Egeninnsatsen settes av: [Fyll inn: timer og kroner]."),
        ]
    if sak.slug in UTEN_KJOP:
        return [
            _("Avtalen sier hva hver av partene bidrar med, og hvem som bestemmer hva."),
            _("Partene møtes [Fyll inn: hvor ofte], og skriver ned det de finner ut."),
            _("Blir det aktuelt med et kjøp, får andre leverandører vite det samme."),
        ]
    if sak.slug in SMA_KJOP:
        return [
            _("Enheten spør leverandørene og skriver et innkjøpsnotat."),
            _("Bestillingen sier hva som skal leveres, til hvilken pris og når."),
        ]
    return [
        _("Fagområdet og innkjøp beskriver behovet og kravene. Små leverandører skal kunne være med."),
        _("Markedet får de samme opplysningene, og det som er sagt i møter, skrives ned."),
        _("Konkurransen gjennomføres etter reglene som gjelder for summen, og valget begrunnes skriftlig."),
        _("Avtalen inngås, med oppfølging av kvalitet og avtalte tall."),
    ]
