"""Veien til ID-porten og tilbake."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

import jwt
import requests
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from veier import tekst
from veier.konto.bekreftelse import nylig_bekreftet, til_bekreftelse
from veier.konto.porten.klient import Portenklient, lag_nonce
from veier.lenker import stemmer
from veier.typer import Json, Verdier

_logger = logging.getLogger("veier.konto.porten")

# Nivåene i ID-porten, fra lavest til høyest. Et ukjent nivå må være nøyaktig det vi ba om.
NIVAER = ("idporten-loa-low", "idporten-loa-substantial", "idporten-loa-high")
# Det vi tar vare på. Fødselsnummeret (pid) er ikke med og lagres aldri.
ALGORITME = "RS256"
KJENT_STI = "/.well-known/"
LENGSTE = 191  # kolonnen til ``sub``
BEHOLD = ("sub", "iss", "acr", "email", "email_verified", "name")


class Portenadapter(OpenIDConnectOAuth2Adapter):
    """allauths flyt, med kontroll av hele id_token."""

    client_class = Portenklient
    basic_auth = False

    @property
    def openid_config(self) -> Verdier:
        """Metadataene, når de er fra utstederen i miljøet. Hever OAuth2Error når de er fra en annen, eller ikke hele."""
        metadata = super().openid_config
        with _galt_svar("metadataene"):
            utsteder = str(metadata["issuer"])
            for navn in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                str(metadata[navn])
        if utsteder.rstrip("/") != _satt_opp(self.get_provider().app):
            raise OAuth2Error("metadataene er fra en annen utsteder enn den som er satt opp")
        return metadata

    def get_client(self, request: HttpRequest, app: SocialApp) -> Portenklient:
        klient = super().get_client(request, app)
        klient.oppsett, klient.utsteder = app.settings, self.openid_config["issuer"]
        return klient

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return build_absolute_uri(request, reverse("porten_callback", args=[self.provider_id]))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Verdier
    ) -> SocialLogin:
        id_token = kwargs["response"].get("id_token")
        if not isinstance(id_token, str) or not id_token:
            raise OAuth2Error("svaret har ikke id_token")
        data = self._decode_id_token(app, id_token)
        if not stemmer(str(data.get("nonce", "")), partial(lag_nonce, request.GET.get("state", ""))):
            raise OAuth2Error("nonce er feil")
        if not holder_niva(str(data.get("acr", "")), app.settings["niva"]):
            raise OAuth2Error("sikkerhetsnivået er for lavt")
        if data.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("id_token er laget for en annen klient")
        behold = {felt: _rent(data[felt]) for felt in BEHOLD if felt in data}
        if not behold["sub"] or behold["sub"] != data["sub"]:
            raise OAuth2Error("sub er tom, for lang eller har usynlige tegn")
        return self.get_provider().sociallogin_from_response(request, {"id_token": behold})

    def _decode_id_token(self, app: SocialApp, id_token: str) -> Verdier:
        """Signatur, utsteder, mottaker og tid kontrolleres alltid, også når svaret kom rett fra utstederen."""
        _krev_algoritmen(id_token)
        with _galt_svar("id_token eller nøklene"):
            return jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
                verify_signature=True,
            )

    def parse_token(self, data: dict[str, Json]) -> SocialToken:
        with _galt_svar("svaret fra token_endpoint"):
            return super().parse_token(data)


def _rent(verdi: Json) -> Json:
    """Det utstederen skrev om personen, slik det kan lagres. Det som ikke er tekst eller ja og nei, tas ikke vare på."""
    if isinstance(verdi, bool):
        return verdi
    rent = tekst.rens(verdi, linjer=False).replace("\0", "") if isinstance(verdi, str) else ""
    return rent if len(rent) <= LENGSTE else ""


@contextlib.contextmanager
def _galt_svar(hva: str) -> Iterator[None]:
    """Et svar som ikke har formen det skal, er en innlogging som ikke gikk, ikke en feil hos oss."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as feil:
        raise OAuth2Error(f"{hva} kan ikke leses: {type(feil).__name__}") from None


def _satt_opp(app: SocialApp) -> str:
    """Utstederen i miljøet. Adressen kan være skrevet med eller uten stien til metadataene."""
    return str(app.settings["server_url"]).partition(KJENT_STI)[0].rstrip("/")


def _krev_algoritmen(id_token: str) -> None:
    """Algoritmen er vår, ikke den som står i hodet: kontrolleres før nøkkelen hentes og signaturen prøves."""
    try:
        hode = jwt.get_unverified_header(id_token)
    except jwt.PyJWTError:
        raise OAuth2Error("id_token kan ikke leses") from None
    if hode.get("alg") != ALGORITME or not isinstance(hode.get("kid"), str):
        raise OAuth2Error(f"id_token er ikke signert med {ALGORITME} og en navngitt nøkkel")


def holder_niva(fikk: str, krevd: str) -> bool:
    """Om nivået vi fikk, er minst det vi ba om."""
    if fikk in NIVAER and krevd in NIVAER:
        return NIVAER.index(fikk) >= NIVAER.index(krevd)
    return fikk == krevd


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def til_porten(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sender personen videre fra en egen side.

    En videresending rett fra skjemaet ville gjort hver adresse på veien til et skjemamål for nettleseren, og
    porten bytter vert underveis; da måtte innholdsvernet (form-action) kjent alle.

    Den som er logget inn, kobler innloggingen til kontoen sin. Det er en vei inn for alltid, så hun må nylig ha bekreftet
    at det er henne.
    """
    if request.user.is_authenticated and not nylig_bekreftet(request):
        return til_bekreftelse(request, neste=reverse("socialaccount_connections"))
    svar = _kjor(OAuth2LoginView, request, provider_id)
    adresse = svar.headers.get("Location", "")
    if urlsplit(adresse).netloc in {"", request.get_host()}:
        return svar
    navn = Portenadapter(request, provider_id).get_provider().app.name
    return render(request, "konto/til_porten.html", {"adresse": adresse, "navn": navn})


@login_not_required
@never_cache
@require_safe
def fra_porten(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _kjor(OAuth2CallbackView, request, provider_id)


def _kjor(visning: type[OAuth2View], request: HttpRequest, provider_id: str) -> HttpResponse:
    adapter = Portenadapter(request, provider_id)
    try:
        return visning.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except OAuth2Error as feil:
        _logger.warning("%s svarte galt: %s", provider_id, feil)
        return render_authentication_error(request, adapter.get_provider(), exception=feil)
    except requests.RequestException as feil:
        _logger.warning("%s svarer ikke: %s", provider_id, type(feil).__name__)
        navn = adapter.get_provider().app.name
        return render(request, "konto/porten_svarer_ikke.html", {"navn": navn}, status=503)
