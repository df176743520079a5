"""Det en klient har sendt til nå. Sier når det er en hel forespørsel, uten å tolke den: det gjør gunicorn etterpå.

Trenger bare å vite hvor mye som skal ventes på. Tar den feil, ser gunicorn en forespørsel som slutter for tidlig, og
lukker forbindelsen; to forespørsler kan aldri blandes.
"""

from __future__ import annotations

import re

from veier.tjener.kropper import storste_for

STORSTE_HODER = 48 * 1024

_SLUTT = b"\r\n\r\n"
_LENGDE = re.compile(rb"\r\ncontent-length[ \t]*:[ \t]*(\d{1,15})[ \t]*(?=\r\n)", re.IGNORECASE)
_KODING = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)
_VENTER_PA_LOV = re.compile(rb"\r\nexpect[ \t]*:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)


class Innboks:
    """Mates med byte. ``hel`` er lengden på forespørselen når alt er kommet, ``feil`` en status når den skal avvises."""

    def __init__(self) -> None:
        self.data = bytearray()
        self._glem()

    def _glem(self) -> None:
        self.ventet: int | None = None  # hodene og kroppen til sammen, kjent når hodene er inne
        self.feil: int | None = None
        self.vil_ha_lov = False

    def mat(self, nytt: bytes) -> None:
        fra = max(0, len(self.data) - len(_SLUTT) + 1)
        self.data += nytt
        if self.ventet is None and self.feil is None:
            self._les_hodene(fra)

    @property
    def hel(self) -> bool:
        return self.ventet is not None and len(self.data) >= self.ventet

    def ta(self) -> bytes:
        """Forespørselen ut. Det som alt er kommet av den neste, blir liggende."""
        forste = bytes(self.data[: self.ventet])
        del self.data[: self.ventet]
        self._glem()
        self._les_hodene(0)
        return forste

    def sti(self) -> bytes:
        """Adressen på første linje, så langt den er kommet. Bare til å velge kø og målform."""
        deler = bytes(self.data[:1024]).split(b" ", 2)
        return deler[1] if len(deler) > 1 else b""

    def _les_hodene(self, fra: int) -> None:
        slutt = self.data.find(_SLUTT, fra)
        if slutt < 0 or slutt > STORSTE_HODER:
            if len(self.data) > STORSTE_HODER:
                self.feil = 431
            return
        hoder = bytes(self.data[: slutt + 2])
        lengder = {int(x) for x in _LENGDE.findall(hoder)}
        # Ingen nettleser sender en form i biter, og mellomtjeneren setter lengden. Uten lengde er det noe annet.
        if _KODING.search(hoder):
            self.feil = 411
        elif len(lengder) > 1:
            self.feil = 400
        elif (lengde := max(lengder, default=0)) > storste_for(self.sti()):
            self.feil = 413
        else:
            self.ventet = slutt + len(_SLUTT) + lengde
            self.vil_ha_lov = lengde > 0 and bool(_VENTER_PA_LOV.search(hoder))
