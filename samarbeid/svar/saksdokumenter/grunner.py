"""Grunnene for og mot en form, sagt slik de kan stå i en sak: om virksomheten og løsningen, aldri om «modellen» og «svaret».

En kode som ikke står her, er regning som ikke hører hjemme i en sak.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _n

from samarbeid.matching.forklaring import Forklarer, stor
from samarbeid.matching.typer import Grunn
from samarbeid.svar.saksdokumenter.saken import Sak

FLEST = 5
_FOR = {
    "modenhet_passer": _n("Løsningen er kommet langt nok: {verdi_liten}."),
    "modenhet_kan_passe": _n("Løsningen kan være kommet langt nok: {verdi_liten}."),
    "verdi_passer": _n("Summen er {total}, og formen brukes til summer {ramme}."),
    "uten_betaling": _n("Ingen skal betale, og formen er uten betaling."),
    "styres_passer": _n("Innholdet bestemmes av {styrer}, og det passer med formen."),
    "tema_passer": _n("Formen brukes ofte når det gjelder {tema}."),
    "varighet_passer": _n("Formen brukes vanligvis {varighetsramme}, og her er perioden {varighet}."),
    "effekt_passer": _n("Det som er kjent om virkningen, er nok til å begynne: {verdi_liten}."),
    "uklart_behov": _n("Behovet er ikke klart nok til et kjøp ennå, og kan avklares uten kostnad."),
    "hos_enheten": _n("Tilbudet skal gis hos en enhet som betaler for det. Da er det vanligvis et kjøp."),
    "ber_om_tilskudd": _n("Aktiviteten er mottakerens egen, og da er støtte vanligvis et tilskudd."),
    "penger_finnes": _n("Det er penger til tiltaket i årets budsjett."),
    "penger_utenfra": _n("Formen kan brukes uten at hele beløpet står i årets budsjett."),
    "penger_til_noe_lite": _n("Det som står i budsjettet, kan være nok til en liten prøve."),
    "avtale_brukes": _n("Formen kan brukes sammen med avtalen som finnes."),
    "vedtak_passer": _n("Brukerne har vedtak, og formen gir en tjeneste de kan kreve."),
    "lovpalagt_passer": _n("Oppgaven er lovpålagt, og formen gir en tjeneste som kan styres og følges opp."),
    "ikke_lovpalagt": _n("Oppgaven er ikke lovpålagt. Da er det vanlig å støtte det andre gjør."),
    "flere_eier": _n("Flere enheter har behovet, og formen samler dem."),
}
_MOT = {
    "modenhet_passer_ikke": _n("Løsningen er kommet til et annet sted enn formen er laget for: {verdi_liten}."),
    "verdi_naer": _n("Summen er {total}, like utenfor det formen vanligvis brukes til: summer {ramme}."),
    "verdi_mellom_grenser": _n(
        "Summen er {total}, mellom dagens grense for anskaffelsesreglene og en grense som er foreslått."
    ),
    "verdi_passer_ikke": _n("Summen er {total}, og formen brukes til summer {ramme}."),
    "verdi_ingen_betaling": _n("Ingen skal betale for dette, og formen er for noe det betales for."),
    "organisasjonsform_passer_ikke": _n("Formen er ikke for {verdi_liten}."),
    "utbytte_passer_ikke": _n("Formen er for virksomheter som ikke tar ut utbytte."),
    "tjenestetype_passer_ikke": _n("Formen brukes sjelden til slike tilbud: {verdi_liten}."),
    "styres_passer_ikke": _n("Innholdet bestemmes av {styrer}. Da er det som regel et kjøp, ikke et tilskudd."),
    "tema_passer_ikke": _n("Formen brukes sjelden når det gjelder {tema}."),
    "varighet_passer_ikke": _n("Formen brukes vanligvis {varighetsramme_ellers}. Her er perioden {varighet}."),
    "effekt_passer_ikke": _n("Formen krever ofte at mer er kjent om virkningen."),
    "niva_bruker_ikke": _n("Formen brukes av {nivaer_navn}."),
    "koster_penger": _n("Formen er uten betaling, og her skal det betales."),
    "tar_slutt": _n("Formen tar slutt, og behovet er varig."),
    "kostnad_passer_ikke": _n("Formen passer dårlig med pengene: {verdi_liten}."),
    "penger_mangler": _n("Det er ikke penger til tiltaket i årets budsjett."),
    "avtale_finnes": _n("Det finnes en avtale fra før. Den må vanligvis brukes eller gå ut før det kjøpes av andre."),
    "vedtak_taler_mot": _n("Brukerne har vedtak, og virksomheten må kunne styre tjenesten."),
    "lovpalagt_taler_mot": _n("Oppgaven er lovpålagt, og slike midler dekker sjelden det loven alt krever."),
    "annen_eier_kjop": _n("En annen virksomhet har behovet, og det er vanligvis den som kjøper."),
}  # fmt: skip


def taler_for(sak: Sak) -> list[str]:
    """Det som taler for formen i saken."""
    return _sagt(sak.vurdering.grunner, _FOR, sak.forklarer) if sak.vurdering else []


def taler_mot(sak: Sak) -> list[str]:
    """Det som taler mot formen, og faren med den."""
    if sak.vurdering is None or sak.modell is None:
        return []
    return [
        *_sagt(sak.vurdering.mot, _MOT, sak.forklarer),
        sak.om_virksomheten(sak.modell.vist.risiko, sak.modell),
    ]


def ikke_valgt(mot: Iterable[Grunn], forklarer: Forklarer) -> str:
    """Hvorfor en annen form ikke er foreslått. Taler ingenting mot den, er det saksbehandleren som må si det."""
    sagt = _sagt(mot, _MOT, forklarer)
    return sagt[0] if sagt else _("Også mulig: [Fyll inn: hvorfor den ikke er foreslått].")


def _sagt(grunner: Iterable[Grunn], setninger: dict[str, str], forklarer: Forklarer) -> list[str]:
    ut = [stor(forklarer.fyll(_(setninger[g.kode]), g)) for g in grunner if g.kode in setninger]
    return list(dict.fromkeys(ut))[:FLEST]
