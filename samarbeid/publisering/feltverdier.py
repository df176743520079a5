"""Verdien i et felt slik leseren kjenner den, også for felt som fylles ut på egne sider."""

from __future__ import annotations

from django.utils.translation import gettext as _

from veier.fletting import Rasvar
from veier.steg import verdier
from veier.steg.kontroll import Kontroll


def feltverdi(kontroll: Kontroll, felt: str, svar: Rasvar) -> str:
    """Navnet på valget, ikke koden. Flere står på hver sin linje."""
    if felt == "logo":
        return _("Et bilde") if any(svar.get(felt, [])) else ""
    return verdier.av_kontroll(kontroll, felt, svar)
