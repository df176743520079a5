"""«Er dette deg?»: å overta en profil som ingen har hentet."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entreprenorer.handlinger.registrering import registerfelt, sla_opp
from entreprenorer.models import Entreprenor
from entreprenorer.tilganger import beviser
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.handlinger.foresporsler import be_om_a_bli_med
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Foresporsel, Medlemskap, Medlemsrolle
from veier.medlemskap.tilganger import har_administrator


def overta(
    entreprenor: Entreprenor, *, bruker: Bruker, organisasjonsnummer: str, melding: str
) -> Medlemskap | Foresporsel:
    """Gjør brukeren til administrator når profilens nummer i registeret har et nettsted på e-postadressens domene.

    Ellers, også når profilen ikke har noe nummer, går det til redaksjonen. Hever Domenefeil når profilen er hentet
    av noen andre, når nummeret ikke kan brukes, og når det hører til en annen profil.
    """
    enhet = sla_opp(organisasjonsnummer).enhet if organisasjonsnummer else None
    with transaction.atomic():
        rad = Entreprenor.objects.select_for_update().get(pk=entreprenor.pk)
        if har_administrator(rad):
            raise Domenefeil(_("Noen har allerede overtatt profilen. Du kan be om å bli med."))
        if organisasjonsnummer and rad.organisasjonsnummer not in (None, organisasjonsnummer):
            raise Domenefeil(_("Profilen har et annet organisasjonsnummer."))
        annen = Entreprenor.objects.filter(organisasjonsnummer=organisasjonsnummer or "-").exclude(pk=rad.pk)
        if annen.exists():
            raise Domenefeil(_("Nummeret hører til en annen profil i portalen."))
        # Nummeret må stå på profilen fra før, og navnet være det samme. Et navn alene beviser ingenting: hvem som
        # helst kan registrere et foretak som heter det samme, med sitt eget nettsted.
        if (
            enhet
            and rad.organisasjonsnummer == organisasjonsnummer
            and _samme_navn(enhet.navn, rad.navn)
            and beviser(bruker, navn=enhet.navn, nettsted=enhet.hjemmeside, entreprenor=rad)
        ):
            for felt, verdi in registerfelt(enhet).items():
                setattr(rad, felt, verdi)
            rad.organisasjonsnummer, rad.lastet = organisasjonsnummer, {}
            rad.registerkontroll = Entreprenor.Kontroll.HENTET
            rad.bekreftelse, rad.bekreftet_tid = Entreprenor.Bekreftelse.BEKREFTET, timezone.now()
            rad.save()
            logg_hendelse("entreprenor_overtatt", av=bruker.offentlig_id, gjelder=rad, bevis="domene")
            return legg_til_medlem(
                rad, bruker=bruker, rolle=Medlemsrolle.ADMINISTRATOR, av=bruker, grunn="overtakelse"
            )
        if organisasjonsnummer:
            melding = _("Organisasjonsnummer: %(nummer)s.") % {"nummer": organisasjonsnummer} + f"\n{melding}"
        return be_om_a_bli_med(rad, bruker=bruker, melding=melding, rolle=Medlemsrolle.ADMINISTRATOR)


def _samme_navn(a: str, b: str) -> bool:
    """Samme ord når selskapsformen, tegn og store bokstaver er tatt bort."""
    return _kjerne(a) == _kjerne(b)


def _kjerne(navn: str) -> list[str]:
    ord_ = "".join(tegn if tegn.isalnum() else " " for tegn in navn.casefold()).split()
    return [o for o in ord_ if o not in {"as", "asa", "sa", "stiftelsen", "stiftelse", "ba", "da", "ans"}]
