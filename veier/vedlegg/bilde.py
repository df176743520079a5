"""Bilder som lastes opp. Det som lagres, er alltid et nytt bilde av punktene: uten sted, kamera og annet som fulgte med."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from veier.feil import Domenefeil

FORMATER = ("PNG", "JPEG", "WEBP")
STORSTE_BILDE = 25_000_000  # punkter
MINSTE_SIDE = 32
_BOMBE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_ULESELIG = (OSError, ValueError, SyntaxError, UnidentifiedImageError, *_BOMBE)


@dataclass(frozen=True, slots=True)
class Bildefil:
    """Bildet slik det lagres, med målene i punkter."""

    innhold: bytes
    bredde: int
    hoyde: int


def rent_bilde(innhold: bytes, *, storste_side: int, som: Literal["PNG", "WEBP"]) -> Bildefil:
    """Pakker ut, snur og krymper til ``storste_side`` punkter. PNG beholder gjennomsiktighet, WEBP får hvit bunn.

    Hever Domenefeil når filen ikke er et bilde vi kan lese, eller er for liten.
    """
    try:
        bilde = _les(innhold)
    except _ULESELIG:
        raise Domenefeil(_("Vi kan ikke lese filen som et bilde. Bruk PNG, JPEG eller WebP.")) from None
    if min(bilde.size) < MINSTE_SIDE:
        raise Domenefeil(_("Bildet er for lite. Det må være minst 32 ganger 32 punkter."))
    bilde.thumbnail((storste_side, storste_side))
    ut = BytesIO()
    if som == "PNG":
        bilde.save(ut, "PNG", optimize=True)
    else:
        bunn = Image.new("RGB", bilde.size, "white")
        bunn.paste(bilde, mask=bilde.getchannel("A"))
        bunn.save(ut, "WEBP", quality=80, method=4)
    return Bildefil(ut.getvalue(), *bilde.size)


def bildesvar(navn: str, *, mellomlager: str) -> HttpResponse:
    """Bildet slik det ligger i lageret, uten noe nettleseren kan kjøre. ``mellomlager`` er hele Cache-Control. Er filen borte,
    er det 404.
    """
    mappe, endelse = navn.partition("/")[0], navn.rpartition(".")[2]
    if not default_storage.exists(navn):
        raise Http404
    with default_storage.open(navn) as filen:
        svar = HttpResponse(filen.read(), content_type=f"image/{endelse}")
    svar["Content-Disposition"] = f'inline; filename="{mappe}.{endelse}"'
    svar["X-Content-Type-Options"] = "nosniff"
    svar["Content-Security-Policy"] = "default-src 'none'; sandbox"
    svar["Cache-Control"] = mellomlager
    return svar


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
