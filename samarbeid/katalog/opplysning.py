"""Ordene for det portalen vet og ikke vet, og hvem som sier det. Ett sted, så ingen side lover mer enn en annen.

At vi ikke har en opplysning, sier ingenting om virksomheten. Derfor heter det «ikke oppgitt» og aldri «har ikke».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stand(TextChoices):
    OPPGITT = "oppgitt", _("oppgitt")
    IKKE_OPPGITT = "ikke_oppgitt", _("ikke oppgitt")
    IKKE_AKTUELT = "ikke_aktuelt", _("ikke aktuelt")


class Hvem(TextChoices):
    """Den som står for opplysningen."""

    VIRKSOMHETEN = "virksomheten", _("virksomheten selv")
    REGISTERET = "registeret", _("Enhetsregisteret")
    REDAKSJONEN = "redaksjonen", _("redaksjonen, fra åpne kilder")
    BEKREFTET = "bekreftet", _("bekreftet av det offentlige, eller fra en sak med kilde")


@dataclass(frozen=True, slots=True)
class Opplysning:
    """Det som står i en rute: linjene, eller hvorfor det ikke er noen."""

    linjer: tuple[str, ...] = ()
    stand: str = Stand.OPPGITT
    hvem: str = ""

    @property
    def tekst(self) -> str:
        """På én linje, som i filene."""
        return ", ".join(self.linjer) or str(Stand(self.stand).label)

    @property
    def hvem_vist(self) -> str:
        return str(Hvem(self.hvem).label) if self.hvem else ""


def opplysning(linjer: Sequence[str], *, hvem: str = "", aktuelt: bool = True) -> Opplysning:
    """Linjene når det er noen; ellers «ikke oppgitt», eller «ikke aktuelt» når spørsmålet ikke gjelder."""
    fylt = tuple(linje for linje in linjer if linje)
    if fylt:
        return Opplysning(fylt, Stand.OPPGITT, hvem)
    return Opplysning(stand=Stand.IKKE_OPPGITT if aktuelt else Stand.IKKE_AKTUELT)
