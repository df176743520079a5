"""Det motoren finner for en idé, og det folk gjør med det. To tabeller: regnes det om, står historikken."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entreprenorer.models import Ide
from kommuner.models import OffentligPart
from veier.database.skranker import kodene, mellom


class Trefflag(models.Model):
    """Det et treff består av. ``grunner`` og ``roller`` er motorens koder med detaljer, ikke setninger."""

    class Slag(models.TextChoices):
        VIRKSOMHET = "virksomhet", _("Virksomhet")
        MODELL = "modell", _("Samarbeidsmodell")
        TILSKUDD = "tilskudd", _("Tilskudd")

    slag = models.CharField(_("slag"), max_length=10, choices=Slag.choices)
    slug = models.CharField(_("slug"), max_length=110)
    part = models.ForeignKey(
        OffentligPart, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("virksomhet")
    )
    poeng = models.PositiveSmallIntegerField(_("poeng"))
    passer = models.CharField(_("passer"), max_length=6)
    grunner = models.JSONField(_("grunner"), default=list)
    roller = models.JSONField(_("roller"), default=dict, blank=True)
    regelversjon = models.CharField(_("regelversjon"), max_length=20)

    class Meta:
        abstract = True
        constraints = [mellom("poeng", 0, 100, navn="%(class)s_poeng")]


@kodene
class Treff(Trefflag):
    """Et forslag fra motoren, regnet av den publiserte ideen. Skrives bare av jobbene."""

    ide = models.ForeignKey(Ide, models.CASCADE, related_name="treff", verbose_name=_("idé"))
    forst_sett_tid = models.DateTimeField(_("først funnet"), auto_now_add=True, db_index=True)
    beregnet_tid = models.DateTimeField(_("beregnet"))

    class Meta:
        verbose_name = _("treff")
        verbose_name_plural = _("treff")
        ordering = ["ide", "slag", "-poeng", "slug"]
        constraints = [
            *Trefflag.Meta.constraints,
            models.UniqueConstraint(fields=["ide", "slag", "slug"], name="treff_en_gang"),
        ]
        indexes = [models.Index(fields=["part", "-poeng"], name="treff_part")]

    def __str__(self) -> str:
        return f"{self.ide} – {self.slug}"


@kodene
class Oppfolging(Trefflag):
    """Noe eieren gjorde med et treff, med grunnene slik de var da. Endres aldri; siste rad gjelder."""

    class Hva(models.TextChoices):
        FOLGER_OPP = "folger_opp", _("Vi følger opp")
        TOK_KONTAKT = "tok_kontakt", _("Vi har tatt kontakt")
        IKKE_AKTUELT = "ikke_aktuelt", _("Ikke aktuelt")
        ANGRET = "angret", _("Angret")

    ide = models.ForeignKey(Ide, models.CASCADE, related_name="oppfolginger", verbose_name=_("idé"))
    hva = models.CharField(_("hva"), max_length=12, choices=Hva.choices)
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av")
    )
    tid = models.DateTimeField(_("tid"), auto_now_add=True)

    class Meta:
        verbose_name = _("oppfølging")
        verbose_name_plural = _("oppfølginger")
        constraints = Trefflag.Meta.constraints
        ordering = ["-tid", "-pk"]
        indexes = [models.Index(fields=["ide", "slag", "slug", "-tid"], name="oppfolging_siste")]

    def __str__(self) -> str:
        return f"{self.ide} – {self.slug}: {self.get_hva_display()}"
