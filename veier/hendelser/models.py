"""Hendelsesloggen: hva som skjedde, når, og hvem – bare til å legge til i, aldri endre."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class Hendelse(models.Model):
    """En linje i loggen. Den som handlet, står med sin tilfeldige id, uten kobling til kontoen:
    å slette en konto rører aldri loggen."""

    tid = models.DateTimeField(_("tid"), auto_now_add=True, db_index=True)
    kode = models.SlugField(_("kode"), max_length=60)
    av = models.UUIDField(_("av"), null=True, blank=True)
    gjelder_type = models.CharField(_("gjelder"), max_length=60, blank=True)
    gjelder_id = models.CharField(_("gjelder id"), max_length=200, blank=True)
    detaljer = models.JSONField(_("detaljer"), default=dict, blank=True)

    class Meta:
        verbose_name = _("hendelse")
        verbose_name_plural = _("hendelser")
        ordering = ["-tid", "-pk"]
        indexes = [models.Index(fields=["gjelder_type", "gjelder_id"], name="hendelse_gjelder")]
        triggers = [
            pgtrigger.Protect(name="bare_legg_til", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="aldri_tom",
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                func="RAISE EXCEPTION 'hendelsesloggen kan ikke tømmes';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tid:%Y-%m-%d %H:%M} {self.kode}"
