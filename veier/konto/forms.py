"""Skjemaene på kontosidene: allauths egne, med portalens ord og utseende."""

from __future__ import annotations

from allauth.account import forms as konto
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as gjenoppretting
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passnokkel
from allauth.socialaccount import forms as sosial
from django import forms
from django.utils.translation import gettext_lazy as _

from veier import sprak
from veier.brukere.models import Bruker
from veier.felter import Engangskode, Navn
from veier.forms import Skjema, gi_utseende
from veier.konto import grenser
from veier.konto.felter import portalens
from veier.konto.handlinger.nod import bruk_nodkode
from veier.konto.tilganger import er_pabegynt
from veier.typer import Nokkelord, Setning, Skjemablanding, Verdier

LEDETEKSTER = {
    "login": _("E-postadresse"),
    "email": _("E-postadresse"),
    "password": _("Passord"),
    "password1": _("Passord"),
    "password2": _("Passordet en gang til"),
    "oldpassword": _("Passordet du har nå"),
    "code": _("Kode"),
    "name": _("Navn på passnøkkelen"),
    "passwordless": _("Logg inn med bare denne passnøkkelen, uten e-post og kode"),
}
NYTT_PASSORD = _("Minst tolv tegn. En setning du husker, er bedre enn tall og tegn.")


class Kontoskjema(Skjemablanding):
    """Blandes inn først: portalens felt, ledetekster, utseende og ingen plassholdere."""

    hjelp: dict[str, Setning] = {}

    def __init__(self, *args: Nokkelord, **kwargs: Nokkelord) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        felter = self.fields
        for navn, allauths in felter.items():
            felt = felter[navn] = portalens(navn, allauths)
            felt.widget.attrs.pop("placeholder", None)
            felt.label = LEDETEKSTER.get(navn, felt.label)
            felt.help_text = self.hjelp.get(navn, "")
        gi_utseende(self)


class Innlogging(Kontoskjema, konto.LoginForm):
    hjelp = {"password": _("La feltet stå tomt, så sender vi deg en kode på e-post.")}

    def __init__(self, *args: Nokkelord, **kwargs: Nokkelord) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].required = False
        self.fields["password"].label = _("Passord (valgfritt)")

    def _clean_without_password(self, email: str | None, phone: str | None) -> Verdier:
        data = super()._clean_without_password(email, phone)
        if email and not self.errors:
            try:
                grenser.be_om_kode(grenser.denne(), email)
            except forms.ValidationError as feil:
                self.add_error("login", feil)
        return data


class Registrering(Kontoskjema, konto.SignupForm):
    hjelp = {
        "email": _("Er du ansatt i det offentlige, bruker du adressen på jobben."),
        "password1": _("Du kan la feltet stå tomt. Da logger du inn med en kode på e-post."),
    }

    def __init__(self, *args: Nokkelord, **kwargs: Nokkelord) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Passord (valgfritt, minst tolv tegn)")


class NyKontoFraPorten(Kontoskjema, sosial.SignupForm):
    hjelp = {"email": _("Vi sender en kode dit, så vi vet at adressen er din.")}

    def __init__(self, *args: Nokkelord, **kwargs: Nokkelord) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password1", None)


class KobleFraPorten(sosial.DisconnectForm):
    def clean(self) -> Verdier:
        """Kan alltid kobles fra, også uten passord: koden på e-post er der fortsatt."""
        return forms.Form.clean(self) or {}


class NyAdresse(Kontoskjema, konto.AddEmailForm):
    pass


class BytterPassord(Kontoskjema, konto.ChangePasswordForm):
    hjelp = {"password1": NYTT_PASSORD}


class SetterPassord(Kontoskjema, konto.SetPasswordForm):
    hjelp = {"password1": NYTT_PASSORD}


class GlemtPassord(Kontoskjema, konto.ResetPasswordForm):
    def clean_email(self) -> str:
        epost = super().clean_email()
        grenser.be_om_kode(grenser.denne(), epost)
        return epost


class NyttPassord(Kontoskjema, konto.ResetPasswordKeyForm):
    hjelp = {"password1": NYTT_PASSORD}


class BekreftPassord(Kontoskjema, konto.ReauthenticateForm):
    pass


class BerOmKode(Kontoskjema, konto.RequestLoginCodeForm):
    def clean_email(self) -> str:
        epost = super().clean_email()
        if epost:
            grenser.be_om_kode(grenser.denne(), epost)
        return epost


class _TreForsok(Kontoskjema):
    """Telles i databasen: den som prøver mange koder i samme øyeblikk, får ikke flere forsøk enn andre."""

    expected_code: object

    def clean_code(self) -> str:
        if not grenser.prov_engangskode(grenser.denne(), str(self.expected_code)):
            raise get_adapter().validation_error("incorrect_code")
        return self.riktig_kode()

    def riktig_kode(self) -> str:
        return super().clean_code()  # type: ignore[misc]  # allauth har ingen typer


class Innloggingskode(_TreForsok, konto.ConfirmLoginCodeForm):
    def riktig_kode(self) -> str:
        """Koden fra e-posten, eller en administrator har fått laget på tjeneren."""
        bruker = context.request._login_stage.login.user
        if bruker and bruk_nodkode(bruker, self.cleaned_data["code"]):
            return self.cleaned_data["code"]
        return super().riktig_kode()


class Adressekode(_TreForsok, konto.ConfirmEmailVerificationCodeForm):
    def riktig_kode(self) -> str:
        """En påbegynt konto ingen har bevist, tar ikke adressen fra den som har koden."""
        andre = Bruker.objects.filter(epost=self.email)
        if self.user:
            andre = andre.exclude(pk=self.user.pk)
        if all(er_pabegynt(annen) for annen in andre):
            return konto.BaseConfirmCodeForm.clean_code(self)
        return super().riktig_kode()


class Passordkode(_TreForsok, konto.ConfirmPasswordResetCodeForm):
    pass


class _BegrensetToTrinn:
    """Telles for kontoen og stedet før koden prøves; en riktig kode telles ikke."""

    user: Bruker

    def clean_code(self) -> str:
        grenser.prov_to_trinn(grenser.denne(), self.user.epost)
        kode: str = super().clean_code()  # type: ignore[misc]  # allauth har ingen typer
        grenser.riktig_to_trinn(grenser.denne(), self.user.epost)
        return kode


class ToTrinn(_BegrensetToTrinn, Kontoskjema, mfa.AuthenticateForm):
    hjelp = {"code": _("Koden fra kodeappen, eller en av gjenopprettingskodene.")}


class ToTrinnIgjen(_BegrensetToTrinn, Kontoskjema, mfa.ReauthenticateForm):
    hjelp = {"code": _("Koden fra kodeappen, eller en av gjenopprettingskodene.")}


class KobleTilApp(Kontoskjema, totp.ActivateTOTPForm):
    hjelp = {"code": _("De seks tallene appen viser.")}


class KobleFraApp(Kontoskjema, totp.DeactivateTOTPForm):
    pass


class NyeKoder(Kontoskjema, gjenoppretting.GenerateRecoveryCodesForm):
    pass


class NyPassnokkel(Kontoskjema, passnokkel.AddWebAuthnForm):
    hjelp = {"name": _("For eksempel «Telefonen min».")}


class EndrePassnokkel(Kontoskjema, passnokkel.EditWebAuthnForm):
    pass


class Bekreftelseskode(Skjema):
    """Koden fra e-posten «Bekreft at det er deg»."""

    kode = Engangskode(label=_("Kode"))


class Kontoopplysninger(Skjema):
    """Navnet og målformen personen vil ha e-post på."""

    navn = Navn(
        label=_("Navn"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Vises for dem du er i organisasjon med, og for dem du skriver til."),
    )
    malform = forms.ChoiceField(
        label=_("Målform i e-post fra oss"),
        choices=sprak.valg,
        widget=forms.RadioSelect,
    )
