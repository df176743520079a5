"""Reglene saken bygger på. Kilden er kommuneloven og reglene modellen selv oppgir; beløp som fullmakt står ikke her.

Kommuneloven §§ 5-3, 14-2 og 14-3 (kommunestyret og fylkestinget), § 13-1 (kommunedirektøren) og kapittel 10 (byråd og
fylkesråd); sosialtjenesteloven §§ 13 og 17 (Nav-kontorets kommunale oppgaver).
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from samarbeid.matching.beslutning import trapp
from samarbeid.svar.former import TILSKUDD
from samarbeid.svar.saksdokumenter.saken import Sak


def hjemmelen(sak: Sak) -> list[str]:
    """Hjemmelen for den som bestemmer, og for formen."""
    ut = [*_myndighet(sak), _reglement(sak)]
    if sak.modell:
        ut.append(
            _("Regler for formen «%(modell)s»: %(regler)s")
            % {
                "modell": sak.form,
                "regler": sak.om_virksomheten(sak.modell.vist.anskaffelsesregler, sak.modell),
            }
        )
    if sak.slug in TILSKUDD:
        ut.append(
            _(
                "Avgjøres saken etter en fast ordning, er den vanligvis et enkeltvedtak. "
                "Mottakeren skal behandles likt med andre, få en begrunnelse og kunne klage (forvaltningsloven)."
            )
        )
    if sak.offentlig.lovpalagt == "ja":
        ut.append(_("Oppgaven er lovpålagt: [Fyll inn: loven og paragrafen]."))
    return ut


def _myndighet(sak: Sak) -> list[str]:
    ut = []
    if sak.niva == "nav":
        ut.append(_("Sosialtjenesteloven §§ 13 og 17, om kommunens ansvar for de sosiale tjenestene i Nav."))
        ut.append(_("Partnerskapsavtalen for Nav-kontoret: [Fyll inn: punktet om lederens fullmakt]."))
    if sak.niva not in {"kommune", "fylkeskommune"}:
        return ut
    if sak.styreform in {"byrad", "fylkesrad"}:
        ut.append(_("Kommuneloven kapittel 10, om parlamentarisk styreform."))
    if sak.trinn == trapp.POLITISK and sak.styreform != "bydel":
        ut.append(_("Kommuneloven § 5-3, om hva de folkevalgte selv har myndighet til å avgjøre."))
        ut.append(_("Kommuneloven §§ 14-2 og 14-3, om økonomiplan, årsbudsjett og behandlingen av dem."))
    elif sak.trinn and sak.styreform in {"formannskap", "fylkesutvalg"} and not sak.er_politisk:
        ut.append(
            _(
                "Kommuneloven § 13-1, om saker som ikke er prinsipielle, og som den øverste lederen kan avgjøre."
            )
        )
    return ut


def _reglement(sak: Sak) -> str:
    if sak.niva == "stat":
        return _("Skriftlig fullmakt til å disponere budsjettet: [Fyll inn: fullmakten og datoen].")
    if sak.styreform == "bydel":
        return _("Bystyrets reglement for bydelene: [Fyll inn: punktet om bydelens myndighet].")
    return _("Delegeringsreglementet: [Fyll inn: punktet som gir myndigheten].")
