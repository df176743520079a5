"""Hvem som slipper inn i redaksjonen, og hvem som ikke slipper inn i det hele tatt."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.konto.handlinger.vern import avslutt_okter
from veier.konto.redaksjon.gruppe import redaktorgruppen


@transaction.atomic
def endre_tilgang(bruker: Bruker, *, av: Bruker, redaktor: bool, aktiv: bool, navn: str) -> Bruker:
    """Gir eller tar tilgangen til redaksjonen, eller stenger kontoen. Personen får vite det på e-post.

    Hever Domenefeil når den som handler, ikke er administrator, eller kontoen er en administrators – også sin egen; og når
    en konto uten to trinn skal bli redaktør. Sikringen må være der før tilgangen: ellers kunne den som leser
    personens e-post, logge inn med en kode og sette opp sin egen.
    """
    rad = Bruker.objects.select_for_update().get(pk=bruker.pk)
    if not (av.is_active and av.is_superuser) or rad.is_superuser or rad.pk == av.pk:
        raise Domenefeil(
            _(
                "Bare en administrator kan endre tilgangen, og aldri på sin egen konto eller en annen administrator sin."
            )
        )
    if redaktor and not rad.is_staff and not _har_to_trinn(rad):
        raise Domenefeil(
            _("Personen må koble til kodeapp eller passnøkkel på kontoen sin først. Spør om det er gjort.")
        )
    endringer = []
    if rad.is_staff != redaktor:
        endringer.append("gitt" if redaktor else "tatt")
    if rad.is_active != aktiv:
        endringer.append("apnet" if aktiv else "stengt")
    rad.is_staff, rad.is_active, rad.navn = redaktor, aktiv, navn
    rad.save(update_fields=["is_staff", "is_active", "navn"])
    rad.groups.set([redaktorgruppen()] if redaktor else [])
    rad.user_permissions.clear()
    for endring in endringer:
        logg_hendelse(f"redaksjon_tilgang_{endring}", av=av.offentlig_id, gjelder_id=str(rad.offentlig_id))
        _si_fra(rad, endring)
    if endringer:
        avslutt_okter(rad)
    return rad


def _har_to_trinn(bruker: Bruker) -> bool:
    slag = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=bruker, type__in=slag).exists()


def _si_fra(bruker: Bruker, endring: str) -> None:
    naa = timezone.now()
    with override(bruker.malform):
        hva = {
            "gitt": _(
                "Du har fått tilgang til redaksjonen. Der trenger du kodeappen eller passnøkkelen din."
            ),
            "tatt": _("Du har ikke lenger tilgang til redaksjonen."),
            "apnet": _("Kontoen din er åpnet igjen."),
            "stengt": _("Kontoen din er stengt."),
        }[endring]
        tid = date_format(timezone.localtime(naa), "j. F Y H:i")
        lenke = settings.ADRESSE + reverse("konto")
    send_mal(
        "tilgang_endret",
        nokkel=f"{bruker.offentlig_id}:{endring}:{naa.timestamp()}",
        til=bruker.epost,
        malform=bruker.malform,
        verdier={"hva": hva, "tid": tid, "lenke": lenke},
    )
