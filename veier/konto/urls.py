"""Kontosidene. allauths visninger med portalens adresser; alt en visning skriver, er i én transaksjon."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from allauth.account import views as konto
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as koder
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passnokkel
from allauth.usersessions import views as okter
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, path

from veier.konto import views
from veier.konto.bekreftelse import bekreft_forst
from veier.konto.pagaende import en_om_gangen, uten_utgatt
from veier.konto.redaksjon.invitasjon import invitasjon

View = Callable[..., HttpResponse]


def _side(adresse: str, view: View, navn: str, *, viktig: bool = False) -> URLPattern:
    """``viktig``: personen må nylig ha bekreftet at det er dem."""
    return path(
        adresse,
        transaction.atomic(en_om_gangen(uten_utgatt(bekreft_forst(view) if viktig else view))),
        name=navn,
    )


urlpatterns = [
    _side("logg-inn/", konto.login, "account_login"),
    _side("logg-inn/be-om-kode/", konto.request_login_code, "account_request_login_code"),
    _side("logg-inn/kode/", konto.confirm_login_code, "account_confirm_login_code"),
    _side("logg-inn/passnokkel/", passnokkel.login_webauthn, "mfa_login_webauthn"),
    _side("logg-inn/to-trinn/", mfa.authenticate, "mfa_authenticate"),
    _side("logg-ut/", konto.logout, "account_logout"),
    _side("ny-konto/", views.ny_konto, "account_signup"),
    _side("ny-konto/bekreft/", konto.email_verification_sent, "account_email_verification_sent"),
    _side("glemt-passord/", konto.password_reset, "account_reset_password"),
    _side("glemt-passord/kode/", konto.confirm_password_reset_code, "account_confirm_password_reset_code"),
    _side("glemt-passord/nytt/", konto.complete_password_reset, "account_complete_password_reset"),
    _side("glemt-passord/ferdig/", konto.password_reset_from_key_done, "account_password_reset_completed"),
    _side("konto/", views.konto, "konto"),
    _side("konto/stengt/", konto.account_inactive, "account_inactive"),
    _side("konto/bekreft/", views.bekreft, "konto_bekreft"),
    _side("konto/bekreft/passord/", konto.reauthenticate, "account_reauthenticate"),
    _side("konto/bekreft/to-trinn/", mfa.reauthenticate, "mfa_reauthenticate"),
    _side("konto/bekreft/passnokkel/", passnokkel.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    _side("konto/e-post/", konto.email, "account_email", viktig=True),
    _side("konto/e-post/stopp/<str:nokkel>/", cast(View, views.stopp_bytte), "konto_stopp_bytte"),
    _side("redaktor/<str:nokkel>/", cast(View, invitasjon), "redaktor_invitasjon"),
    _side("konto/passord/", konto.password_change, "account_change_password"),
    _side("konto/passord/nytt/", konto.password_set, "account_set_password", viktig=True),
    _side("konto/okter/", okter.list_usersessions, "usersessions_list", viktig=True),
    _side("konto/sikkerhet/", mfa.index, "mfa_index"),
    _side("konto/sikkerhet/app/", views.KobleTilApp.as_view(), "mfa_activate_totp", viktig=True),
    _side("konto/sikkerhet/app/koble-fra/", totp.deactivate_totp, "mfa_deactivate_totp", viktig=True),
    _side("konto/sikkerhet/koder/", views.koder, "mfa_view_recovery_codes", viktig=True),
    _side(
        "konto/sikkerhet/koder/nye/",
        koder.generate_recovery_codes,
        "mfa_generate_recovery_codes",
        viktig=True,
    ),
    _side(
        "konto/sikkerhet/koder/fil/",
        views.koder_som_fil,
        "mfa_download_recovery_codes",
        viktig=True,
    ),
    _side("konto/sikkerhet/passnokler/", passnokkel.list_webauthn, "mfa_list_webauthn"),
    _side("konto/sikkerhet/passnokler/ny/", views.NyPassnokkel.as_view(), "mfa_add_webauthn", viktig=True),
    _side("konto/sikkerhet/passnokler/<int:pk>/", passnokkel.edit_webauthn, "mfa_edit_webauthn", viktig=True),
    _side(
        "konto/sikkerhet/passnokler/<int:pk>/ta-bort/",
        passnokkel.remove_webauthn,
        "mfa_remove_webauthn",
        viktig=True,
    ),
]
