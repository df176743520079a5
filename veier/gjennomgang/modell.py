"""Det en organisasjon har flere av, og publiserer."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self, cast

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from veier.database.rekkefolge import Norsk
from veier.fletting import Rasvar
from veier.gjennomgang.models import Publiserbar
from veier.medlemskap.models import Organisasjon
from veier.tekst import lag_slug


class Eiet(Publiserbar):
    """Arvingen har fremmednøkkelen til organisasjonen, og sier hva den heter i ``eierkolonne``.

    ``slug`` er entydig hos eieren: at andre har brukt navnet, skal ikke kunne leses av adressen.
    """

    eierkolonne: ClassVar[str]
    navnefelt: ClassVar[str]  # feltet arbeidsnavnet leses av
    folger_kopien: ClassVar[tuple[str, ...]] = ()  # kolonner utenom svarene, som en kopi også skal ha

    slug = models.SlugField(_("slug"), max_length=80)
    # Navnet eieren kjenner den igjen med, også før noe er publisert.
    arbeidsnavn = models.CharField(_("arbeidsnavn"), max_length=200)
    opprettet_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("opprettet av")
    )
    opprettet_tid = models.DateTimeField(_("opprettet"), auto_now_add=True)
    arkivert_tid = models.DateTimeField(_("arkivert"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = [Norsk("arbeidsnavn"), "pk"]

    def __str__(self) -> str:
        return self.arbeidsnavn

    @property
    def eier(self) -> Organisasjon:
        return cast(Organisasjon, getattr(self, self.eierkolonne))

    @property
    def adressedeler(self) -> list[str]:
        return [self.eier.slug, self.slug]

    @property
    def kjennetegn(self) -> str:
        """Det hendelsesloggen kjenner den på: slugen alene er ikke entydig."""
        return "/".join(self.adressedeler)

    @classmethod
    def hos(cls, *eiere: Organisasjon) -> models.QuerySet[Self]:
        """Radene til organisasjonene."""
        return cls._default_manager.filter(**{f"{cls.eierkolonne}__in": [e.pk for e in eiere]})

    @classmethod
    def ledig_slug(cls, navn: str, eier: Organisasjon) -> str:
        """Adressen til en ny rad med navnet."""
        grunn = lag_slug(navn)[:70] or str(cls._meta.model_name)
        return neste_ledige(grunn, cls.hos(eier))

    @classmethod
    def navn_av(cls, svar: Rasvar) -> str:
        """Navnet slik det er skrevet i navnefeltet."""
        return "".join(svar.get(cls.navnefelt, [])[-1:]).strip()[:200] or gettext("Uten navn")

    def etter_skriving(self, svar: Rasvar) -> None:
        """Arbeidsnavnet følger navnefeltet."""
        navn = self.navn_av(svar)
        if navn != self.arbeidsnavn:
            self.arbeidsnavn = navn
            self.save(update_fields=["arbeidsnavn"])


def neste_ledige(grunn: str, blant: models.QuerySet[Any], opptatt: Collection[str] = ()) -> str:
    """``grunn``, eller den med det første tallet ingen av radene har. ``opptatt`` er adresser til noe annet."""
    brukt = {*opptatt, *blant.filter(slug__startswith=grunn).values_list("slug", flat=True)}
    slug, nr = grunn, 2
    while slug in brukt:
        slug, nr = f"{grunn}-{nr}", nr + 1
    return slug
