"""Logoen: alltid et bilde portalen selv har laget av det som ble lastet opp."""

from __future__ import annotations

import contextlib
import logging
import secrets
import warnings
from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

from entreprenorer.models import Entreprenor, Profilutgave, Profilversjon
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger.skriving import Lagring, avtrykk, lagre, svar_na

_logger = logging.getLogger("entreprenorer.logo")
STORSTE_FIL = 2 * 1024 * 1024
STORSTE_BILDE = 25_000_000  # piksler
MINSTE_SIDE, STORSTE_SIDE = 32, 640
FOR_STOR = gettext_lazy("Bildet er for stort. Det kan være høyst 2 MB.")
FORMATER = ("PNG", "JPEG", "WEBP")
MAPPE = "logo"
BOMBE = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def lagre_logo(entreprenor: Entreprenor, innhold: bytes, *, av: Bruker) -> Lagring:
    """Pakker ut, snur, krymper og lagrer bildet som PNG uten metadata, og legger navnet i profilutkastet.

    Filen skrives før raden: blir vi avbrutt imellom, ryddes filen av ``rydd_logoer``. Hever Domenefeil.
    """
    return _sett(entreprenor, [_skriv_fil(_lag_png(innhold))], av=av)


def _skriv_fil(png: bytes) -> str:
    """Filens navn. Er disken full, blir ingen halv fil liggende. Hever Domenefeil."""
    navn = f"{MAPPE}/{secrets.token_hex(16)}.png"
    try:
        return default_storage.save(navn, ContentFile(png))
    except OSError:
        _logger.exception("et bilde kunne ikke lagres")
        with contextlib.suppress(OSError):
            default_storage.delete(navn)
        raise Domenefeil(_("Vi har ikke plass til bildet akkurat nå. Prøv igjen senere.")) from None


def fjern_logo(entreprenor: Entreprenor, *, av: Bruker) -> Lagring:
    """Tar logoen ut av utkastet. Den publiserte står til utkastet publiseres."""
    return _sett(entreprenor, [], av=av)


def rydd_logoer(*, eldre_enn: timedelta = timedelta(days=1)) -> int:
    """Sletter filer ingen profil, intet utkast og ingen utgave viser til. Gir antallet."""
    i_bruk = set(Entreprenor.objects.exclude(logo="").values_list("logo", flat=True))
    for modell in (Profilversjon, Profilutgave):
        for navn in modell._default_manager.exclude(svar__logo=None).values_list("svar__logo", flat=True):
            i_bruk.update(navn)
    if not default_storage.exists(MAPPE):
        return 0
    grense, antall = timezone.now() - eldre_enn, 0
    for fil in default_storage.listdir(MAPPE)[1]:
        navn = f"{MAPPE}/{fil}"
        if navn not in i_bruk and default_storage.get_created_time(navn) < grense:
            default_storage.delete(navn)
            antall += 1
    return antall


def _sett(entreprenor: Entreprenor, verdier: list[str], *, av: Bruker) -> Lagring:
    _versjon, na = svar_na(entreprenor, Profilversjon)
    sett = {"logo": avtrykk(na.get("logo"))}
    return lagre(entreprenor, Profilversjon, svar={"logo": verdier}, sett=sett, av=av)


def _lag_png(innhold: bytes) -> bytes:
    if len(innhold) > STORSTE_FIL:
        raise Domenefeil(str(FOR_STOR))
    try:
        bilde = _les(innhold)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, *BOMBE):
        raise Domenefeil(_("Vi kan ikke lese filen som et bilde. Bruk PNG, JPEG eller WebP.")) from None
    if min(bilde.size) < MINSTE_SIDE:
        raise Domenefeil(_("Bildet er for lite. Det må være minst 32 ganger 32 punkter."))
    bilde.thumbnail((STORSTE_SIDE, STORSTE_SIDE))
    ut = BytesIO()
    bilde.save(ut, "PNG", optimize=True)
    return ut.getvalue()


def _les(innhold: bytes) -> Image.Image:
    """Bare punktene, i RGBA: farger, gjennomsiktighet, og ingenting av det som fulgte med filen."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(BytesIO(innhold), formats=FORMATER) as apnet:
            if apnet.width * apnet.height > STORSTE_BILDE:
                raise ValueError("for mange punkter")
            punkter = ImageOps.exif_transpose(apnet).convert("RGBA")
    rent = Image.new("RGBA", punkter.size)
    rent.paste(punkter)
    return rent
