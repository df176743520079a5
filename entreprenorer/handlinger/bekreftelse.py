"""At en organisasjon er den den sier: registeret og en adresse på domenet, eller redaksjonen.

Hvem som helst kan skrive et organisasjonsnummer. Fram til det er bekreftet, er organisasjonen bare synlig for dem som
er med, den kan ikke skrive til fremmede, og den rette eieren ledes til redaksjonen.
"""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor, Foresporsel, Medlemskap
from entreprenorer.tilganger import beviser
from veier.brukere.models import Bruker
from veier.domener import kan_vise_hvem
from veier.epost.handlinger import send_brev
from veier.epost.redaksjonen import skriv_til_redaksjonen
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap import models as grunnlag
from veier.medlemskap.handlinger.foresporsler import be_om_a_bli_med, svar_pa_foresporsel
from veier.medlemskap.handlinger.medlemmer import administratorer, ta_ut
from veier.medlemskap.models import Medlemsrolle
from veier.medlemskap.tilganger import er_part

Bekreftelse = Entreprenor.Bekreftelse


def hvorfor_ikke_bekreftet(entreprenor: Entreprenor, bruker: Bruker | None = None) -> str:
    """Hva som mangler for at det skal gå av seg selv, sett fra ``bruker`` eller den første administratoren."""
    if entreprenor.er_bekreftet:
        return ""
    bruker = bruker or next(iter(administratorer(entreprenor)), None)
    if not entreprenor.organisasjonsnummer:
        return _("Organisasjonen har ikke noe organisasjonsnummer.")
    if entreprenor.registerkontroll != Entreprenor.Kontroll.HENTET:
        return _(
            "Enhetsregisteret har ikke svart ennå. Navnet er det som ble skrevet da organisasjonen ble registrert."
        )
    domene = entreprenor.registrert_domene
    if not kan_vise_hvem(domene):
        return _("Enhetsregisteret oppgir ikke noe nettsted som kan vise hvem som hører til.")
    if bruker is None:
        return _("Ingen administrerer organisasjonen.")
    if bruker.epostdomene == domene:
        return _("Flere kan ha adresser på %(domene)s. De viser ikke hvem som hører til akkurat her.") % {
            "domene": domene
        }
    return _("%(epost)s er ikke en adresse på %(domene)s, nettstedet Enhetsregisteret oppgir.") % {
        "epost": bruker.epost,
        "domene": domene,
    }


def meld_til_redaksjonen(entreprenor: Entreprenor, *, av: Bruker) -> None:
    """Noe nytt står i køen."""
    skriv_til_redaksjonen(
        "organisasjon_venter",
        nokkel=str(entreprenor.pk),
        side=lambda: reverse("admin:entreprenorer_entreprenor_bekreft", args=[entreprenor.pk]),
        organisasjon=entreprenor.navn,
        hvem=str(av),
        epost=av.epost,
        mangler=hvorfor_ikke_bekreftet(entreprenor, av),
    )


def _krev_uendret(rad: Entreprenor, sett: str | None) -> None:
    """``sett`` er svaret som sto da redaktøren åpnet siden. None: den som kaller, har ikke sett noe."""
    if sett is not None and sett != rad.bekreftelse:
        raise Domenefeil(f"En annen har svart mens du hadde siden oppe: {rad.get_bekreftelse_display()}.")


@transaction.atomic
def bekreft(
    entreprenor: Entreprenor, *, av: Bruker | None, bevis: str, sett: str | None = None
) -> Entreprenor:
    """Organisasjonen er den den sier. Er den bekreftet fra før, gjøres ingenting.

    Hever Domenefeil når en annen har svart siden (``sett``).
    """
    rad = Entreprenor.objects.select_for_update().get(pk=entreprenor.pk)
    _krev_uendret(rad, sett)
    if rad.er_bekreftet:
        return rad
    if av is not None and er_part(av, rad):
        raise Domenefeil(_("Du er med i organisasjonen. En annen i redaksjonen må svare."))
    rad.bekreftelse, rad.bekreftet_tid, rad.avslag = Bekreftelse.BEKREFTET, timezone.now(), ""
    rad.save(update_fields=["bekreftelse", "bekreftet_tid", "avslag"])
    logg_hendelse("entreprenor_bekreftet", av=av.offentlig_id if av else None, gjelder=rad, bevis=bevis)
    for administrator in administratorer(rad):
        send_brev(
            "organisasjon_bekreftet",
            nokkel=f"{rad.pk}:{rad.bekreftet_tid:%Y%m%d%H%M%S}",
            til=administrator.epost,
            malform=administrator.malform,
            side=("entreprenor", [rad.slug]),
            organisasjon=rad.navn,
        )
    return rad


@transaction.atomic
def avsla(entreprenor: Entreprenor, *, av: Bruker, begrunnelse: str, sett: str | None = None) -> Entreprenor:
    """Organisasjonen blir ikke vist. Nummeret blir ledig for den det tilhører.

    Hever Domenefeil uten begrunnelse, og når en annen har svart siden (``sett``).
    """
    rad = Entreprenor.objects.select_for_update().get(pk=entreprenor.pk)
    _krev_uendret(rad, sett)
    if rad.bekreftelse != Bekreftelse.VENTER:
        return rad
    if not begrunnelse.strip():
        raise Domenefeil(_("Skriv en begrunnelse. Den går til dem som registrerte organisasjonen."))
    rad.bekreftelse, rad.avslag, rad.organisasjonsnummer = Bekreftelse.AVSLATT, begrunnelse.strip(), None
    rad.save(update_fields=["bekreftelse", "avslag", "organisasjonsnummer"])
    rad.invitasjoner.filter(brukt_tid=None, trukket_tid=None).update(trukket_tid=timezone.now())
    logg_hendelse("entreprenor_avslatt", av=av.offentlig_id, gjelder=rad)
    for administrator in administratorer(rad):
        send_brev(
            "organisasjon_avslatt",
            nokkel=f"{rad.pk}:{timezone.now():%Y%m%d%H%M%S}",
            til=administrator.epost,
            malform=administrator.malform,
            side=("kontakt", []),
            organisasjon=rad.navn,
            begrunnelse=rad.avslag,
        )
    return rad


def prov_pa_nytt(entreprenor: Entreprenor) -> Entreprenor:
    """Registeret har svart: har en administrator en adresse på domenet, er organisasjonen bekreftet."""
    if entreprenor.bekreftelse == Bekreftelse.VENTER and any(
        _beviser(bruker, entreprenor) for bruker in administratorer(entreprenor)
    ):
        return bekreft(entreprenor, av=None, bevis="domene")
    return entreprenor


def _beviser(bruker: Bruker, entreprenor: Entreprenor) -> bool:
    return beviser(
        bruker,
        navn=entreprenor.navn,
        nettsted=entreprenor.registrert_nettsted,
        entreprenor=entreprenor,
    )


def gjor_krav(entreprenor: Entreprenor, *, bruker: Bruker, melding: str) -> grunnlag.Foresporsel:
    """Noen andre sier at organisasjonen er deres. Det avgjør redaksjonen, ikke den som registrerte den først."""
    grunn = _("Organisasjonen er registrert av noen andre, og er ikke bekreftet.")
    if _beviser(bruker, entreprenor):
        grunn += " " + _("Den som spør, har en adresse på nettstedet Enhetsregisteret oppgir.")
    return be_om_a_bli_med(
        entreprenor, bruker=bruker, melding=melding, rolle=Medlemsrolle.ADMINISTRATOR, til_redaksjonen=grunn
    )


@transaction.atomic
def svar_pa_krav(
    foresporsel: Foresporsel, *, ja: bool, av: Bruker, rolle: str = "", begrunnelse: str = ""
) -> Foresporsel:
    """Redaksjonens svar. Får noen en ubekreftet organisasjon, er de som registrerte den, ikke lenger med."""
    var_bekreftet = foresporsel.organisasjon.er_bekreftet
    rad = svar_pa_foresporsel(foresporsel, ja=ja, av=av, rolle=rolle, begrunnelse=begrunnelse)
    medlemmer = Medlemskap.objects.filter(organisasjon=rad.organisasjon).select_related(
        "bruker", "organisasjon"
    )
    ny = medlemmer.filter(bruker=rad.bruker).first()
    if var_bekreftet or rad.status != Foresporsel.Status.GODTATT or ny is None or not ny.er_administrator:
        return rad
    for andre in medlemmer.exclude(pk=ny.pk):
        ta_ut(andre, av=av)
        send_brev(
            "medlem_fjernet",
            nokkel=str(andre.ref),
            til=andre.bruker.epost,
            malform=andre.bruker.malform,
            organisasjon=rad.organisasjon.navn,
        )
    bekreft(rad.organisasjon, av=av, bevis="redaksjonen")
    return rad
