"""Spørringer om entreprenører, ideene deres og virkningene."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from kommuner.models import Medlemskap

# Verdiene av ``Entreprenor.bekreftelse`` som gjør en organisasjon åpen for alle.
APNE = ("apne_kilder", "bekreftet")
# Det som må gjelde for at alle kan se en entreprenør.
APNE_FELT: dict[str, Any] = {
    "skjult": False,
    "opplost_tid": None,
    "nedtatt_tid": None,
    "bekreftelse__in": APNE,
}
APEN = Q(**APNE_FELT)
UTEN_NEDTAKING = Q(**{felt: verdi for felt, verdi in APNE_FELT.items() if felt != "nedtatt_tid"})


class Entreprenorsporring(models.QuerySet):
    """Domenets adjektiv."""

    def synlige(self):
        """De redaksjonen ikke har skjult."""
        return self.filter(skjult=False)

    def apne(self):
        """De alle kan se: ikke skjult av redaksjonen, ikke oppløst, ikke ubekreftet, og ikke tatt ned av dem selv."""
        return self.filter(APEN)

    def tatt_ned(self):
        """De alle kunne se hvis eieren ikke hadde tatt dem ned."""
        return self.filter(UTEN_NEDTAKING).exclude(nedtatt_tid=None)

    def synlig_for(self, bruker):
        """De åpne, og de brukeren selv er med i."""
        if not bruker.is_authenticated:
            return self.apne()
        return self.filter(APEN | Q(medlemskap__bruker=bruker)).distinct()


# Publisert, ikke arkivert eller tatt ned, hos en entreprenør alle kan se.
PUBLISERT = Q(
    publisert_tid__isnull=False,
    arkivert_tid=None,
    nedtatt_tid=None,
    **{f"entreprenor__{felt}": verdi for felt, verdi in APNE_FELT.items()},
)


class Eidsporring(models.QuerySet):
    """Det en entreprenør eier."""

    def levende(self):
        """Ikke lagt i arkivet."""
        return self.filter(arkivert_tid=None)

    def publisert(self):
        """Publisert, ikke arkivert eller tatt ned, hos en entreprenør alle kan se."""
        return self.filter(PUBLISERT)


class Virkningsporring(Eidsporring):
    """Virkninger."""


class Idesporring(Eidsporring):
    """Ideer. En idé som ikke er publisert, finnes bare for dem som eier den."""

    def tatt_ned(self) -> Idesporring:
        """De alle kunne lese, til eieren tok dem, eller profilen, ned. Hvem som ellers hadde sett en idé, sies ikke."""
        eieren = Q(**{f"entreprenor__{felt}": v for felt, v in APNE_FELT.items() if felt != "nedtatt_tid"})
        borte = Q(nedtatt_tid=None, arkivert_tid=None, entreprenor__nedtatt_tid=None)
        return self.filter(eieren, publisert_tid__isnull=False, synlighet="alle").exclude(borte)

    def synlig_for(self, bruker: Any) -> Idesporring:
        """De publiserte ideene brukeren kan se, og alle i organisasjoner brukeren er med i.

        Den som også er med i en offentlig virksomhet, ser det virksomheten ser bare når hun handler for den:
        en som selv er entreprenør, skal ikke få vite om andres ideer ved et uhell.
        """
        ser = Q(synlighet="alle")
        egne = Q(pk=None)
        if bruker.is_authenticated:
            egne = Q(entreprenor__in=self._organisasjonene(bruker))
            slag, _kolon, slug = bruker.hatt.partition(":")
            hos = Medlemskap.objects.filter(bruker=bruker, organisasjon__slug=slug)
            if slag == "offentlig" and hos.exists():
                vist = self.model.vist_til.through.objects.filter(offentligpart__slug=slug).values("ide")
                ser |= Q(synlighet="offentlige") | Q(synlighet="valgte", pk__in=vist)
        return self.filter(egne | (PUBLISERT & ser))

    def _organisasjonene(self, bruker: Any) -> Any:
        entreprenor = self.model._meta.get_field("entreprenor").related_model
        return entreprenor.objects.filter(medlemskap__bruker=bruker).values("pk")


class Bekreftelsessporring(models.QuerySet):
    """Referanser."""

    def vises(self):
        """De redaksjonen ikke har skjult, hos en entreprenør alle kan se."""
        return self.filter(
            skjult=False, **{f"entreprenor__{felt}": verdi for felt, verdi in APNE_FELT.items()}
        )
