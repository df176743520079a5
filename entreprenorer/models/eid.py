"""Det en entreprenør eier og publiserer: ideer og virkninger."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entreprenorer.models.entreprenor import Entreprenor
from veier.database.rekkefolge import Norsk
from veier.fletting import Rasvar
from veier.gjennomgang.models import Publiserbar


class Eid(Publiserbar):
    """``slug`` er entydig hos entreprenøren: at andre har brukt navnet, skal ikke kunne leses av adressen."""

    navnefelt: ClassVar[str]  # feltet arbeidsnavnet leses av
    folger_kopien: ClassVar[tuple[str, ...]] = ()  # kolonner utenom svarene, som en kopi også skal ha

    entreprenor = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="%(class)ser", verbose_name=_("entreprenør")
    )
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
    def eier(self) -> Entreprenor:
        return self.entreprenor

    @property
    def adressedeler(self) -> list[str]:
        return [self.entreprenor.slug, self.slug]

    @property
    def kjennetegn(self) -> str:
        """Det hendelsesloggen kjenner den på: slugen alene er ikke entydig."""
        return "/".join(self.adressedeler)

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
