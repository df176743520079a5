"""E-posten ut."""

import os

from veier import miljo
from veier.settings.grunnlag import I_DRIFT, kontroller, paakrevd

# EPOST_URL: smtp://bruker:passord@vert:587 (STARTTLS) eller smtps://…:465. Lokalt: til loggen.
_epost = kontroller(
    miljo.eposttjener, paakrevd("EPOST_URL", "adressen til e-posttjeneren (smtp://… eller smtps://…)")
)
# Uten e-posttjener på en lokal tjener: skrives ut, og vises på /post/.
LOKAL_POST = not I_DRIFT and not _epost
EMAIL_BACKEND = "veier.epost.postkasse.EmailBackend" if LOKAL_POST else "veier.epost.tjener.EmailBackend"
if _epost:
    EMAIL_HOST, EMAIL_PORT = _epost.vert, _epost.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _epost.bruker, _epost.passord
    EMAIL_USE_SSL, EMAIL_USE_TLS = _epost.ssl, _epost.starttls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = kontroller(
    miljo.avsender, os.environ.get("VEIER_AVSENDER", "Veier til samarbeid <portal@localhost>")
)
# Domenet svar på samtalene sendes til. Uten det svarer mottakeren på siden, og e-postene sier det.
SVARDOMENE = kontroller(miljo.svardomene, os.environ.get("VEIER_SVARDOMENE", ""))
# Navnet mottakets e-posttjener skriver først i Authentication-Results. Uten det tros ingen avsender på ordet.
EPOSTKONTROLL = os.environ.get("VEIER_EPOSTKONTROLL", "").strip().lower()
# En e-posttjeneste som gir portalen e-posten med et kall, i stedet for en egen e-posttjener (samarbeid/innpost/krok.py).
_nokkel = os.environ.get("VEIER_EPOSTMOTTAK_NOKKEL", "").strip()
EPOSTMOTTAK = kontroller(
    miljo.epostmottak, os.environ.get("VEIER_EPOSTMOTTAK", ""), _nokkel, avsenderkontroll=EPOSTKONTROLL
)
ANYMAIL = {"POSTAL_WEBHOOK_KEY": _nokkel} if EPOSTMOTTAK == "postal" else {"WEBHOOK_SECRET": _nokkel}
