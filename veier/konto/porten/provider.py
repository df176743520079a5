"""Registrerer ID-porten hos allauth, som finner ``provider_classes`` i hver installert app."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider

from veier.konto.porten.views import Portenadapter


class Porten(OpenIDConnectProvider):
    """En innlogging hos det offentlige. Kontoen kjennes igjen på ``sub``, aldri på e-post."""

    id = "porten"
    name = "ID-porten"
    oauth2_adapter_class = Portenadapter
    supports_token_authentication = False

    def get_default_scope(self) -> list[str]:
        return ["openid"]

    def get_auth_params(self) -> dict[str, object]:
        return {}

    def extract_email_addresses(self, data: dict[str, object]) -> list[EmailAddress]:
        """ID-porten har ikke bekreftet adressen for oss: personen bekrefter den med en kode."""
        return []


provider_classes = [Porten]
