"""Oppfriskning fra Enhetsregisteret."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from entreprenorer.handlinger.bekreftelse import prov_pa_nytt
from entreprenorer.handlinger.registrering import hvorfor_ikke, registerfelt
from entreprenorer.models import Entreprenor, Registerendring
from veier.brukere.models import Bruker
from veier.database.kolonner import kolonne
from veier.epost.handlinger import send_mal
from veier.hendelser.handlinger import logg_hendelse
from veier.klienter.enhetsregisteret import Oppslag, hent_enhet
from veier.medlemskap.handlinger.medlemmer import administratorer

# Felt der en endring vises og varsles. Resten lagres uten.
VIST = (
    "navn",
    "organisasjonsform",
    "adresse",
    "postnummer",
    "poststed",
    "formal",
    "registrert_nettsted",
    "i_frivillighetsregisteret",
)


def oppdater_fra_register(pk: int) -> bool:
    """Henter opplysningene på nytt. Gir True når noe var endret.

    Hever KlientFeil når registeret ikke svarer: jobben prøver igjen.
    """
    entreprenor = Entreprenor.objects.filter(pk=pk).exclude(organisasjonsnummer=None).first()
    if entreprenor is None:
        return False
    return bruk_oppslag(entreprenor, hent_enhet(entreprenor.organisasjonsnummer or ""))


@transaction.atomic
def bruk_oppslag(entreprenor: Entreprenor, oppslag: Oppslag) -> bool:
    """Fører svaret inn. En enhet som er borte, skjuler profilen; én som er tilbake, viser den igjen."""
    rad = Entreprenor.objects.select_for_update().get(pk=entreprenor.pk)
    forste = rad.registerkontroll == Entreprenor.Kontroll.VENTER
    grunn = hvorfor_ikke(oppslag)
    i_dag = timezone.localdate()
    endringer: list[str] = []
    if grunn:
        if rad.opplost_tid is None:
            rad.opplost_tid = (oppslag.enhet.slettet if oppslag.enhet else None) or i_dag
            endringer.append(grunn)
            logg_hendelse("entreprenor_opplost", gjelder=rad, grunn=str(oppslag.utfall))
    elif oppslag.enhet:
        if rad.opplost_tid is not None:
            rad.opplost_tid = None
            endringer.append(_("Organisasjonen er aktiv igjen."))
            logg_hendelse("entreprenor_aktiv_igjen", gjelder=rad)
        for felt, ny in registerfelt(oppslag.enhet).items():
            gammel = getattr(rad, felt)
            if gammel == ny:
                continue
            setattr(rad, felt, ny)
            if felt in VIST and not forste:
                Registerendring.objects.create(
                    entreprenor=rad, felt=felt, fra=_ord(gammel), til=_ord(ny), sett_dato=i_dag
                )
                endringer.append(
                    f"{kolonne(type(rad), felt).verbose_name}: {_ord(gammel) or '–'} → {_ord(ny) or '–'}"
                )
        rad.registerkontroll = Entreprenor.Kontroll.HENTET
    rad.save()
    prov_pa_nytt(rad)
    if endringer:
        _si_fra(rad, endringer, til_redaksjonen=bool(grunn))
        logg_hendelse("entreprenor_oppdatert", gjelder=rad, antall=len(endringer))
    return bool(endringer)


def _si_fra(entreprenor: Entreprenor, endringer: list[str], *, til_redaksjonen: bool) -> None:
    mottakere = {b.pk: b for b in administratorer(entreprenor)}
    if til_redaksjonen:
        mottakere |= {b.pk: b for b in Bruker.objects.redaktorer()}
    for bruker in mottakere.values():
        with override(bruker.malform):
            lenke = settings.ADRESSE + reverse("entreprenor", args=[entreprenor.slug])
        send_mal(
            "register_endret",
            nokkel=f"{entreprenor.pk}:{timezone.now().timestamp()}",
            til=bruker.epost,
            malform=bruker.malform,
            verdier={"organisasjon": entreprenor.navn, "endringer": "; ".join(endringer), "lenke": lenke},
        )


def _ord(verdi: object) -> str:
    if isinstance(verdi, bool):
        return _("ja") if verdi else _("nei")
    return str(verdi or "")
