"""Det vi sender til ID-porten: hvem vi er, og hva vi ber om."""

from __future__ import annotations

import hashlib
import hmac
import time
import uuid
from collections.abc import Sequence

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from django.conf import settings

from veier.malform import aktiv_malform
from veier.typer import Json

ERKLARING = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ERKLARING_VARER = 60  # sekunder


def lag_nonce(state: str, nokkel: str = "") -> str:
    """Nonce av state. State er tilfeldig og bundet til økten, og nøkkelen er vår, så den kan ikke gjettes."""
    return hmac.new(
        (nokkel or settings.SECRET_KEY).encode(), f"nonce:{state}".encode(), hashlib.sha256
    ).hexdigest()


class Portenklient(OAuth2Client):
    """Sier hvem vi er med en signert erklæring i stedet for en delt hemmelighet."""

    oppsett: dict[str, str]
    utsteder: str

    def get_redirect_url(
        self, authorization_url: str, scope: Sequence[str], extra_params: dict[str, str]
    ) -> str:
        ekstra = {
            "nonce": lag_nonce(self.state or ""),
            "acr_values": self.oppsett["niva"],
            "ui_locales": aktiv_malform(),
        }
        return super().get_redirect_url(authorization_url, scope, {**extra_params, **ekstra})

    def get_access_token(
        self, code: str, pkce_code_verifier: str | None = None, extra_data: dict[str, str] | None = None
    ) -> dict[str, Json]:
        na = int(time.time())
        erklaring = jwt.encode(
            {
                "iss": self.consumer_key,
                "sub": self.consumer_key,
                "aud": self.utsteder,
                "jti": uuid.uuid4().hex,
                "iat": na,
                "exp": na + ERKLARING_VARER,
            },
            self.oppsett["nokkel"],
            algorithm="RS256",
            headers={"kid": self.oppsett["nokkel_id"]},
        )
        ekstra = {"client_assertion_type": ERKLARING, "client_assertion": erklaring, **(extra_data or {})}
        return super().get_access_token(code, pkce_code_verifier, ekstra)
