"""Veien fra en liste, eller fra noe som skal passe, til siden som lagrer det og sier fra når noe nytt kommer."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from samarbeid.katalog.forms import sporring
from samarbeid.katalog.indeks.typer import LANDET, Behovssok
from samarbeid.models import Abonnement

HOYST_STEDER = 5


def varseladresse(liste: str, sporring_: str) -> str:
    """Siden som lagrer søket, og sier fra når noe nytt passer."""
    return reverse("varsel_ny", args=[liste]) + (f"?{sporring_}" if sporring_ else "")


def like_behov(temaer: Iterable[str], steder: Iterable[str]) -> str:
    """Siden som lagrer søket etter behov med de samme temaene, på stedene. Tom uten tema: da er alle med."""
    temaene = tuple(sorted(temaer))
    if not temaene:
        return ""
    stedene = () if LANDET in (koder := set(steder)) else tuple(sorted(koder))[:HOYST_STEDER]
    return varseladresse(Abonnement.Liste.BEHOV, sporring(Behovssok(tema=temaene, sted=stedene)))


def kan_svare(behov: str) -> str:
    """Siden som sier fra til virksomheten når noen nye passer behovet."""
    return varseladresse(Abonnement.Liste.KAN_SVARE, f"behov={behov}")


def passer_oss(profil: str, ide: str = "") -> str:
    """Siden som sier fra til entreprenøren når et nytt behov passer profilen og ideene, eller bare ideen."""
    return varseladresse(Abonnement.Liste.PASSER_OSS, oss(profil, ide))


def oss(profil: str, ide: str = "") -> str:
    return f"ide={ide}&profil={profil}" if ide else f"profil={profil}"
