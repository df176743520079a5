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
from veier.konto.models import Redaksjonsrolle as Rolle
from veier.konto.redaksjon.roller import gruppene, kan_endre, kan_gi, rollen


@transaction.atomic
def endre_tilgang(bruker: Bruker, *, av: Bruker, redaktor: bool, aktiv: bool, navn: str) -> Bruker:
    """Gir eller tar tilgangen til redaksjonen, eller stenger kontoen. Personen får vite det på e-post.

    En sjefredaktør som beholder tilgangen, er fortsatt sjefredaktør. Hever Domenefeil når den som handler, ikke er
    administrator, eller kontoen er en administrators – også sin egen; og som ``sett_rolle``.
    """
    gir, rad = _laas(av, bruker)
    if not (gir.is_active and gir.is_superuser) or rad.is_superuser or rad.pk == gir.pk:
        raise Domenefeil(
            _(
                "Bare en administrator kan endre tilgangen, og aldri på sin egen konto eller en annen administrator sin."
            )
        )
    hadde = rollen(rad) or Rolle.REDAKTOR
    endret = ("apnet" if aktiv else "stengt") if rad.is_active != aktiv else ""
    rad.is_active, rad.navn = aktiv, navn
    return _sett(rad, gir, hadde if redaktor else None, endret)


@transaction.atomic
def sett_rolle(bruker: Bruker, *, av: Bruker, rolle: Rolle | None) -> Bruker:
    """Gir, bytter eller tar (None) rollen i redaksjonen. Personen får vite det på e-post, og logges ut.

    Hever Domenefeil når den som handler, ikke kan gi rollen eller ta den personen har, når det er henne selv, og når en
    konto uten to trinn skal inn. Sikringen må være der før tilgangen: ellers kunne den som leser personens e-post,
    logge inn med en kode og sette opp sin egen.
    """
    gir, rad = _laas(av, bruker)
    if not kan_endre(gir, rad) or (rolle is not None and rolle not in kan_gi(gir)):
        raise Domenefeil(_("Du kan ikke gi eller ta denne rollen."))
    if rolle is not None and not rad.is_active:
        raise Domenefeil(_("Kontoen er stengt. En administrator må åpne den først."))
    return _sett(rad, gir, rolle)


def _laas(av: Bruker, bruker: Bruker) -> tuple[Bruker, Bruker]:
    """Begge kontoene slik de er nå, så en rolle som tas i samme øyeblikk, ikke gir en til."""
    laaste = Bruker.objects.select_for_update().filter(pk__in={av.pk, bruker.pk}).order_by("pk")
    rader = {rad.pk: rad for rad in laaste}
    return rader[av.pk], rader[bruker.pk]


def _sett(rad: Bruker, av: Bruker, rolle: Rolle | None, aktivitet: str = "") -> Bruker:
    hadde, var_inne = rollen(rad), rad.is_staff
    if rolle and not var_inne and not har_sikring(rad):
        raise Domenefeil(
            _("Personen må koble til kodeapp eller passnøkkel på kontoen sin først. Spør om det er gjort.")
        )
    endringer = [_rolleendring(hadde, rolle, var_inne), aktivitet]
    rad.is_staff = rolle is not None
    rad.save(update_fields=["is_staff", "is_active", "navn"])
    rad.groups.set(gruppene(rolle))
    rad.user_permissions.clear()
    for endring in filter(None, endringer):
        logg_hendelse(
            f"redaksjon_tilgang_{endring}",
            av=av.offentlig_id,
            gjelder_id=str(rad.offentlig_id),
            rolle=rolle or "",
        )
        _si_fra(rad, endring)
    if any(endringer):
        avslutt_okter(rad)
    return rad


def _rolleendring(hadde: Rolle | None, far: Rolle | None, var_inne: bool) -> str:
    if far is None:
        return "tatt" if var_inne else ""
    if far is Rolle.SJEF and hadde is not Rolle.SJEF:
        return "sjef"
    if not var_inne:
        return "gitt"
    return "redaktor" if hadde is Rolle.SJEF and far is Rolle.REDAKTOR else ""


def har_sikring(bruker: Bruker) -> bool:
    """En kodeapp eller en passnøkkel; gjenopprettingskoder alene er ingen."""
    slag = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=bruker, type__in=slag).exists()


def _si_fra(bruker: Bruker, endring: str) -> None:
    naa = timezone.now()
    with override(bruker.malform):
        hva = {
            "gitt": _(
                "Du har fått tilgang til redaksjonen. Der trenger du kodeappen eller passnøkkelen din."
            ),
            "sjef": _(
                "Du er sjefredaktør. Du kan invitere redaktører, og ta tilgangen fra dem. Du trenger kodeappen eller passnøkkelen din."
            ),
            "redaktor": _("Du er ikke lenger sjefredaktør. Du er fortsatt redaktør."),
            "tatt": _("Du har ikke lenger tilgang til redaksjonen."),
            "apnet": _("Kontoen din er åpnet igjen."),
            "stengt": _("Kontoen din er stengt."),
        }[endring]
        tid = date_format(timezone.localtime(naa), "j. F Y H.i")
    inne = endring in {"gitt", "sjef", "redaktor"}
    lenke = settings.ADRESSE + reverse("redaksjonen" if inne else "konto")
    send_mal(
        "tilgang_gitt" if inne else "tilgang_endret",
        nokkel=f"{bruker.offentlig_id}:{endring}:{naa.timestamp()}",
        til=bruker.epost,
        malform=bruker.malform,
        verdier={"hva": hva, "tid": tid, "lenke": lenke},
    )
