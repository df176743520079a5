"""Koblingen til django-allauth: e-posten går i portalens kø, og ordene er portalens."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse

from veier.typer import Nokkelord, Sammenheng

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress, EmailConfirmationHMAC

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal
from veier.grense import klientadresse
from veier.hendelser.handlinger import logg_hendelse
from veier.konto import grenser, samme_kode
from veier.konto.bekreftelse import nylig_bekreftet
from veier.konto.handlinger import adressebytte
from veier.konto.handlinger.bevis import frigjor, husk_okten
from veier.konto.handlinger.informasjon import noter_vist
from veier.konto.veien import husk_veien
from veier.kryptering import dekrypter, krypter
from veier.malform import aktiv_malform

# allauths e-post → vår.
KODER = {
    "account/email/login_code": "innloggingskode",
    "account/email/email_confirmation_signup": "bekreft_adresse",
    "account/email/email_confirmation": "bekreft_ny_adresse",
    "account/email/password_reset_code": "passordkode",
}
LENKER = {
    "account/email/account_already_exists": ("konto_finnes", "account_login"),
    "account/email/unknown_account": ("konto_ukjent", "account_signup"),
}
# Brevene fra «send kode», til en adresse med og uten konto: ett i minuttet fra den samme nettleseren.
SAMME_KODE = {"account/email/login_code", "account/email/unknown_account"}
ENDRINGER = {
    "account/email/password_changed": _("Passordet er byttet."),
    "account/email/password_set": _("Kontoen har fått et passord."),
    "account/email/password_reset": _("Passordet er byttet med en kode på e-post."),
    "mfa/email/totp_activated": _("En kodeapp er koblet til kontoen."),
    "mfa/email/totp_deactivated": _("Kodeappen er koblet fra kontoen."),
    "mfa/email/webauthn_added": _("En passnøkkel er lagt til."),
    "mfa/email/webauthn_removed": _("En passnøkkel er tatt bort."),
    "mfa/email/recovery_codes_generated": _(
        "Nye gjenopprettingskoder er laget. De gamle virker ikke lenger."
    ),
    "socialaccount/email/account_connected": _("En innlogging hos det offentlige er koblet til kontoen."),
    "socialaccount/email/account_disconnected": _("En innlogging hos det offentlige er koblet fra kontoen."),
}
# Beskjedene allauth ber om å få vist. De som ikke står her, vises ikke: siden sier det selv.
BESKJEDER = {
    "account/messages/email_confirmation_failed.txt": _(
        "Adressen kunne ikke bekreftes. Prøv igjen med en ny kode."
    ),
    "account/messages/email_confirmed.txt": _("E-postadressen er bekreftet."),
    "account/messages/password_changed.txt": _("Passordet er byttet."),
    "account/messages/password_set.txt": _("Passordet er lagret."),
    "account/messages/logged_out.txt": _("Du er logget ut."),
    "mfa/messages/totp_activated.txt": _("Kodeappen er koblet til."),
    "mfa/messages/totp_deactivated.txt": _("Kodeappen er koblet fra."),
    "mfa/messages/webauthn_added.txt": _("Passnøkkelen er lagt til."),
    "mfa/messages/webauthn_removed.txt": _("Passnøkkelen er tatt bort."),
    "mfa/messages/recovery_codes_generated.txt": _("Du har fått nye gjenopprettingskoder."),
    "usersessions/messages/sessions_logged_out.txt": _("De andre øktene er logget ut."),
    "socialaccount/messages/account_connected.txt": _("Innloggingen er koblet til kontoen."),
    "socialaccount/messages/account_disconnected.txt": _("Innloggingen er koblet fra kontoen."),
    "socialaccount/messages/account_connected_other.txt": _(
        "Innloggingen hører allerede til en annen konto."
    ),
}


class Kontoadapter(DefaultAccountAdapter):
    """Portalens ord, og e-post gjennom køen i samme transaksjon som det den handler om."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Kontoen er stengt. Skriv til redaksjonen hvis du mener det er feil."),
        "duplicate_email": _("Kontoen bruker denne adressen allerede."),
        "email_password_mismatch": _(
            "E-postadressen eller passordet er feil. Du kan også få en kode på e-post."
        ),
        "email_taken": _("Adressen er i bruk på en annen konto."),
        "enter_current_password": _("Skriv passordet du har nå."),
        "incorrect_code": _("Koden er feil. Se etter om du har fått en nyere."),
        "incorrect_password": _("Passordet er feil."),
        "invalid_login": _("Skriv inn en e-postadresse."),
        "invalid_password_reset": _("Koden er feil eller for gammel. Be om en ny."),
        "same_as_current": _("Skriv en annen adresse enn den du har."),
    }

    def generate_login_code(self) -> str:
        """Den samme koden for trykk i samme minutt, fra samme nettleser til samme adresse."""
        merke = samme_kode.merke(self.request, grenser.kodens_adresse(self.request))
        return samme_kode.kode(merke) if merke else super().generate_login_code()

    def _nokkel(self, brev: str, epost: str) -> str:
        """Det som gjør at brevet legges i kø én gang."""
        merke = samme_kode.merke(self.request, epost) if brev in SAMME_KODE else ""
        return merke or uuid.uuid4().hex

    def send_mail(self, template_prefix: str, email: str, context: Sammenheng) -> None:
        """Legger e-posten i kø. En kode er hemmelig og slettes fra køen når den er sendt."""
        malform = self._malform(context.get("user"), email)
        nokkel = self._nokkel(template_prefix, email)
        if template_prefix in KODER:
            verdier = {"kode": str(context["code"])}
            send_mal(
                KODER[template_prefix],
                nokkel=nokkel,
                til=email,
                malform=malform,
                verdier=verdier,
                hemmelig=True,
            )
        elif template_prefix in LENKER:
            mal, side = LENKER[template_prefix]
            husk_veien(self.request)
            send_mal(mal, nokkel=nokkel, til=email, malform=malform, verdier={"lenke": _lenke(side, malform)})
        elif template_prefix == "account/email/email_changed":
            send_mal(
                "adressebytte_gjort",
                nokkel=nokkel,
                til=email,
                malform=malform,
                verdier={"ny": str(context["to_email"])},
            )
        else:
            with override(malform):
                verdier = {
                    "hva": str(ENDRINGER[template_prefix]),
                    "tid": date_format(timezone.localtime(), "j. F Y H.i"),
                    "lenke": _lenke("konto", malform),
                }
            send_mal("konto_endret", nokkel=nokkel, til=email, malform=malform, verdier=verdier)

    def send_notification_mail(
        self, template_prefix: str, user: Bruker, context: Sammenheng | None = None, email: str | None = None
    ) -> None:
        super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)
        kode = template_prefix.rpartition("/")[2]
        logg_hendelse(f"konto_{kode}", av=user.offentlig_id)

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: EmailConfirmationHMAC, signup: bool
    ) -> None:
        """Ved bytte av adresse får den gamle vite det med en gang, med en lenke som stopper byttet."""
        super().send_confirmation_mail(request, emailconfirmation, signup)
        adresse = emailconfirmation.email_address
        if not signup and request.user.is_authenticated and request.user.pk == adresse.user_id:
            adressebytte.be_om_bytte(request.user, ny=adresse.email)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Et stoppet eller utgått bytte kan ikke bekreftes. En påbegynt konto holder ikke adressen fra eieren."""
        bruker, ny = email_address.user, email_address.email
        gammel = bruker.epost
        if not (adressebytte.kan_fullfores(bruker, ny=ny) and frigjor(ny, unntatt=bruker)):
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt")
            return False
        ok = super().confirm_email(request, email_address)
        if ok and request.user.is_anonymous:  # en ny konto: koden er like god som en innlogging
            record_authentication(request, bruker, method="code", email=ny)
        if ok:
            adressebytte.fullfor(bruker, ny=ny, gammel=gammel)
        return ok

    def login(self, request: HttpRequest, user: Bruker) -> None:
        """Passordet kan være tatt bort i samme forespørsel, på en annen utgave av brukeren; økten må følge det som gjelder."""
        user.refresh_from_db(fields=["password"])
        super().login(request, user)

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """En som nettopp logget inn, spørres ikke igjen, heller ikke om å få se de nye gjenopprettingskodene."""
        return not nylig_bekreftet(self.request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: Sammenheng | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if beskjed := BESKJEDER.get(message_template or ""):
            messages.add_message(request, level, gettext(str(beskjed)), extra_tags=extra_tags)

    def save_user(self, request: HttpRequest, user: Bruker, form: forms.Form, commit: bool = True) -> Bruker:
        user.malform = aktiv_malform()
        bruker = super().save_user(request, user, form, commit)
        if bruker.pk:
            husk_okten(request, bruker)
            noter_vist(bruker, navn="ny_konto", malform=bruker.malform)
        return bruker

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        grenser.prov_passord(request, credentials.get("email", ""))

    def authenticate(self, request: HttpRequest, **credentials: str) -> Bruker | None:
        bruker = super().authenticate(request, **credentials)
        if bruker:
            grenser.riktig_passord(request, credentials.get("email", ""))
        return bruker

    def post_login(self, request: HttpRequest, user: Bruker, **valg: Nokkelord) -> HttpResponse:
        grenser.husk_avsender(request, user.epost)
        return super().post_login(request, user, **valg)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Øktlisten krever en adresse, også når klienten kom gjennom en sokkel uten noen."""
        return klientadresse(request) or "::"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("konto")

    def _malform(self, bruker: object, epost: str) -> str:
        if isinstance(bruker, Bruker) and bruker.pk:
            return bruker.malform
        # Uten bruker, eller for en ukjent adresse: målformen på siden. Den røper ikke om kontoen finnes.
        return aktiv_malform()


class ToTrinnsadapter(DefaultMFAAdapter):
    """Ordene i to-trinns innlogging, og nøklene kryptert i databasen."""

    def encrypt(self, text: str) -> str:
        return krypter(text)

    def decrypt(self, encrypted_text: str) -> str:
        return dekrypter(encrypted_text)

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Du kan ikke bytte e-postadresse mens to-trinns innlogging er på."),
        "cannot_delete_authenticator": _("Du kan ikke ta bort den siste sikringen."),
        "cannot_generate_recovery_codes": _(
            "Du må ha en kodeapp eller en passnøkkel før du kan lage gjenopprettingskoder."
        ),
        "incorrect_code": _("Koden er feil. Se etter at klokken på telefonen går riktig."),
        "unverified_email": _("Du må bekrefte e-postadressen først."),
    }


def _lenke(navn: str, malform: str) -> str:
    with override(malform):
        return settings.ADRESSE + reverse(navn)
