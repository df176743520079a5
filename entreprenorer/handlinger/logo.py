"""Logoen: alltid et bilde portalen selv har laget av det som ble lastet opp."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy

from entreprenorer.models import Entreprenor, Profilutgave, Profilversjon
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger.skriving import Lagring, avtrykk, lagre, svar_na
from veier.vedlegg import lager
from veier.vedlegg.bilde import rent_bilde

STORSTE_FIL = 2 * 1024 * 1024
STORSTE_SIDE = 640
FOR_STOR = gettext_lazy("Bildet er for stort. Det kan være høyst 2 MB.")
MAPPE = "logo"


def lagre_logo(entreprenor: Entreprenor, innhold: bytes, *, av: Bruker) -> Lagring:
    """Pakker ut, snur, krymper og lagrer bildet som PNG uten metadata, og legger navnet i profilutkastet.

    Filen skrives før raden: blir vi avbrutt imellom, ryddes filen av ``rydd_logoer``. Hever Domenefeil.
    """
    return _sett(entreprenor, [lager.skriv(MAPPE, _lag_png(innhold), endelse="png")], av=av)


def fjern_logo(entreprenor: Entreprenor, *, av: Bruker) -> Lagring:
    """Tar logoen ut av utkastet. Den publiserte står til utkastet publiseres."""
    return _sett(entreprenor, [], av=av)


def rydd_logoer(*, eldre_enn: timedelta = timedelta(days=1)) -> int:
    """Sletter filer ingen profil, intet utkast og ingen utgave viser til. Gir antallet."""
    i_bruk = set(Entreprenor.objects.exclude(logo="").values_list("logo", flat=True))
    for modell in (Profilversjon, Profilutgave):
        for navn in modell._default_manager.exclude(svar__logo=None).values_list("svar__logo", flat=True):
            i_bruk.update(navn)
    return lager.rydd(MAPPE, i_bruk, eldre_enn=eldre_enn)


def _sett(entreprenor: Entreprenor, verdier: list[str], *, av: Bruker) -> Lagring:
    _versjon, na = svar_na(entreprenor, Profilversjon)
    sett = {"logo": avtrykk(na.get("logo"))}
    return lagre(entreprenor, Profilversjon, svar={"logo": verdier}, sett=sett, av=av)


def _lag_png(innhold: bytes) -> bytes:
    if len(innhold) > STORSTE_FIL:
        raise Domenefeil(str(FOR_STOR))
    return rent_bilde(innhold, storste_side=STORSTE_SIDE, som="PNG").innhold
