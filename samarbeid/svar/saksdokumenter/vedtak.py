"""Forslaget til vedtak, og hvem som behandler saken på veien dit."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samarbeid.matching.beslutning import trapp
from samarbeid.matching.forklaring import kroner, liten, rolle_i_setning, stor
from samarbeid.matching.typer import NY_FAST
from samarbeid.svar.former import PROVER, SMA_KJOP, SOKNADER, TILSKUDD, UTEN_KJOP
from samarbeid.svar.saksdokumenter.horing import berorte
from samarbeid.svar.saksdokumenter.saken import Sak


def vedtaket(sak: Sak) -> list[str]:
    """Punktene i forslaget, med den som vedtar det."""
    hvem = sak.beslutter or _("[Fyll inn: den som vedtar]")
    verdier = {
        "hvem": hvem,
        "virksomhet": sak.virksomhet or _("[Fyll inn: virksomheten]"),
        "hva": hva_som_gjores(sak),
        "tittel": sak.ide.tittel,
    }
    punkter = [_("%(hvem)s godkjenner at %(virksomhet)s %(hva)s for å møte behovet «%(tittel)s».") % verdier]
    punkter.append(rammen(sak))
    if sak.topp:
        punkter.append(
            _("%(topp)s får fullmakt til å gjennomføre vedtaket innenfor rammen.") % {"topp": stor(sak.topp)}
        )
    if sak.er_kjop:
        punkter.append(_("Kjøpet følger anskaffelsesreglene og virksomhetens egne regler for innkjøp."))
    return [*punkter, _etterpa(sak)]


def hva_som_gjores(sak: Sak) -> str:
    """«gjennomfører en avgrenset prøve (pilotavtale)»."""
    if sak.modell is None:
        return _("[Fyll inn: hva som skal gjøres]")
    verdier = {"modell": liten(sak.form)}
    if sak.slug in PROVER:
        return _("gjennomfører en avgrenset prøve (%(modell)s)") % verdier
    if sak.slug in TILSKUDD:
        return _("gir støtte til tiltaket (%(modell)s)") % verdier
    if sak.slug in SOKNADER:
        return _("søker om penger utenfra (%(modell)s)") % verdier
    if sak.slug in UTEN_KJOP:
        return _("inngår en avtale om samarbeid uten kjøp (%(modell)s)") % verdier
    if sak.slug in SMA_KJOP:
        return _("kjøper tjenesten (%(modell)s)") % verdier
    return _("anskaffer tjenesten (%(modell)s)") % verdier


def rammen(sak: Sak) -> str:
    """Rammen og dekningen, i én linje."""
    if sak.slug in UTEN_KJOP and not sak.total:
        return _("Samarbeidet har ingen kostnad ut over egen arbeidstid.")
    varer = sak.varighet and sak.varighet > 1
    if sak.total is None:
        ramme = _("Rammen er [Fyll inn: beløp i kroner] uten merverdiavgift.")
    elif varer:
        ramme = _("Rammen er %(arlig)s i året i %(tid)s, til sammen %(total)s uten merverdiavgift.") % {
            "arlig": kroner(sak.arlig or 0),
            "tid": sak.forklarer.varighet({"verdi": sak.varighet}),
            "total": kroner(sak.total),
        }
    elif sak.periode:
        ramme = _("Rammen er %(arlig)s i året uten merverdiavgift.") % {"arlig": kroner(sak.arlig or 0)}
    else:
        ramme = _("Rammen er %(total)s uten merverdiavgift.") % {"total": kroner(sak.total)}
    return f"{ramme} {_dekning(sak)}"


def _dekning(sak: Sak) -> str:
    if sak.ide.kostnadsslag == NY_FAST:
        return _("Beløpet innarbeides i årsbudsjettet for [Fyll inn: år] og i økonomiplanen.")
    if sak.offentlig.penger == "ja":
        return _("Beløpet dekkes innenfor vedtatt budsjett, [Fyll inn: ansvar og tjeneste].")
    return _("Beløpet dekkes av [Fyll inn: budsjettpost eller tilskudd].")


def _etterpa(sak: Sak) -> str:
    hvem = rolle_i_setning(videreforer(sak)) or _("[Fyll inn: rolle eller utvalg]")
    if sak.slug in PROVER:
        return _(
            "Resultatene legges fram for %(hvem)s innen [Fyll inn: dato]. Skal tilbudet vare, er det en egen sak."
        ) % {"hvem": hvem}
    return _("Resultatene legges fram for %(hvem)s innen [Fyll inn: dato].") % {"hvem": hvem}


def videreforer(sak: Sak) -> str:
    """Den som avgjør om en prøve skal bli varig: trinnet over en enhetsleder, ellers den som avgjorde prøven."""
    over = sak.bestemmer.get("ellers") or sak.bestemmer.get("varig")
    if sak.trinn == trapp.ENHET and over:
        return sak.forklarer.rollenavn(over, sak.styreform)
    return sak.beslutter


def behandlingen(sak: Sak) -> list[str]:
    """Dem saken går gjennom, i rekkefølge: rådene først, så de som innstiller, og den som vedtar."""
    vedtar = sak.beslutter or _("[Fyll inn: den som vedtar]")
    if not sak.er_politisk:
        return [vedtar]
    foran = [_(str(rad.navn)) for rad in berorte(sak)]
    if sak.trinn == trapp.POLITISK:
        foran += _innstiller(sak)
    return list(dict.fromkeys([*foran, vedtar]))


def _innstiller(sak: Sak) -> list[str]:
    utvalg = _("Utvalget for fagområdet: [Fyll inn: navn]")
    return {
        "formannskap": [utvalg, _("Formannskapet")],
        "fylkesutvalg": [utvalg, _("Fylkesutvalget")],
        "byrad": [_("Byrådet"), utvalg],
        "fylkesrad": [_("Fylkesrådet"), utvalg],
    }.get(sak.styreform, [])
