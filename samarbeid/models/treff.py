"""Det motoren finner for en idé eller et behov, det folk gjør med det, og hvor ofte hver entreprenør er vist.

To tabeller for hver: regnes det om, står historikken.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov, OffentligPart
from samarbeid.querysets import Behovstreffsporring
from veier.database.skranker import kodene, mellom


class Vurdert(models.Model):
    """Det motoren svarte. ``grunner`` er motorens koder med detaljer, ikke setninger."""

    poeng = models.PositiveSmallIntegerField(_("poeng"))
    grunner = models.JSONField(_("grunner"), default=list)
    regelversjon = models.CharField(_("regelversjon"), max_length=20)

    class Meta:
        abstract = True
        constraints = [mellom("poeng", 0, 100, navn="%(class)s_poeng")]


class Trefflag(Vurdert):
    """Det et treff på en idé består av. ``roller`` er koder, som grunnene."""

    class Slag(models.TextChoices):
        VIRKSOMHET = "virksomhet", _("Virksomhet")
        MODELL = "modell", _("Samarbeidsmodell")
        TILSKUDD = "tilskudd", _("Tilskudd")

    slag = models.CharField(_("slag"), max_length=10, choices=Slag.choices)
    slug = models.CharField(_("slug"), max_length=110)
    part = models.ForeignKey(
        OffentligPart, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("virksomhet")
    )
    passer = models.CharField(_("passer"), max_length=6)
    roller = models.JSONField(_("roller"), default=dict, blank=True)

    class Meta(Vurdert.Meta):
        abstract = True


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
            *Vurdert.Meta.constraints,
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
        constraints = Vurdert.Meta.constraints
        ordering = ["-tid", "-pk"]
        indexes = [models.Index(fields=["ide", "slag", "slug", "-tid"], name="oppfolging_siste")]

    def __str__(self) -> str:
        return f"{self.ide} – {self.slug}: {self.get_hva_display()}"


class Behovstrefflag(Vurdert):
    """Det et treff på et behov består av. ``mot`` er koder, som grunnene. ``ide`` er tom når det er profilen som passer."""

    class Passer(models.TextChoices):
        JA = "ja", _("Passer")
        DELVIS = "delvis", _("Kan passe")
        NEI = "nei", _("Like under")

    passer = models.CharField(_("passer"), max_length=6, choices=Passer.choices)
    mot = models.JSONField(_("det som taler mot"), default=list, blank=True)

    class Meta(Vurdert.Meta):
        abstract = True


@kodene
class Behovstreff(Behovstrefflag):
    """Et forslag fra motoren. Skrives bare av jobbene; ``forst_sett_tid`` står så lenge det gjelder."""

    behov = models.ForeignKey(Behov, models.CASCADE, related_name="treffene", verbose_name=_("behov"))
    entreprenor = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="behovstreff", verbose_name=_("entreprenør")
    )
    ide = models.ForeignKey(
        Ide, models.CASCADE, null=True, blank=True, related_name="behovstreff", verbose_name=_("idé")
    )
    forst_sett_tid = models.DateTimeField(_("først funnet"), default=timezone.now)
    beregnet_tid = models.DateTimeField(_("beregnet"))

    objects = Behovstreffsporring.as_manager()

    class Meta:
        verbose_name = _("treff på et behov")
        verbose_name_plural = _("treff på behov")
        ordering = ["behov", "-poeng", "pk"]
        constraints = [
            *Vurdert.Meta.constraints,
            models.UniqueConstraint(
                fields=["behov", "entreprenor", "ide"], name="behovstreff_en_gang", nulls_distinct=False
            ),
        ]
        indexes = [models.Index(fields=["behov", "-poeng"], name="behovstreff_behov")]

    def __str__(self) -> str:
        return f"{self.behov} – {self.ide or self.entreprenor}"


@kodene
class Behovsoppfolging(Behovstrefflag):
    """Noe noen gjorde med et treff, med grunnene slik de var da. Endres aldri."""

    class Hva(models.TextChoices):
        TOK_KONTAKT = "tok_kontakt", _("Entreprenøren tok kontakt")

    behov = models.ForeignKey(Behov, models.CASCADE, related_name="oppfolginger", verbose_name=_("behov"))
    entreprenor = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="+", verbose_name=_("entreprenør")
    )
    ide = models.ForeignKey(
        Ide, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("idé")
    )
    hva = models.CharField(_("hva"), max_length=12, choices=Hva.choices)
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av")
    )
    tid = models.DateTimeField(_("tid"), default=timezone.now)

    class Meta:
        verbose_name = _("oppfølging av et treff på et behov")
        verbose_name_plural = _("oppfølginger av treff på behov")
        ordering = ["-tid", "-pk"]
        constraints = Vurdert.Meta.constraints

    def __str__(self) -> str:
        return f"{self.behov} – {self.entreprenor}: {self.get_hva_display()}"


class Treffsveip(models.Model):
    """En gjennomgang av alle behovene. ``til`` er det siste behovet som er ferdig, så den kan begynne igjen der.

    ``utgave`` er nummeret på referansedataene den regner med. Får de et nytt, tas de ferdige om igjen.
    """

    begynt_tid = models.DateTimeField(_("begynt"), default=timezone.now)
    utgave = models.CharField(_("utgave av referansedataene"), max_length=64, blank=True)
    til = models.BigIntegerField(_("ferdig til og med behov"), default=0)
    ferdige = models.PositiveIntegerField(_("ferdige"), default=0)
    alle = models.PositiveIntegerField(_("av"), default=0)
    stanset_tid = models.DateTimeField(_("stanset"), null=True, blank=True)
    ferdig_tid = models.DateTimeField(_("ferdig"), null=True, blank=True)

    class Meta:
        verbose_name = _("gjennomgang av treffene")
        verbose_name_plural = _("gjennomganger av treffene")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(ferdig_tid=None), name="treffsveip_en_om_gangen"
            )
        ]

    def __str__(self) -> str:
        return f"{self.begynt_tid:%Y-%m-%d %H:%M}: {self.ferdige} av {self.alle}"


@kodene
class Eksponering(models.Model):
    """Hvor mange ganger portalen har foreslått en entreprenør en dag. Ingen vet hvem som så det."""

    class Flate(models.TextChoices):
        BEHOV = "behov", _("Siden om et behov")
        SVAR = "svar", _("Svaret på «Vi har et behov»")
        VIRKSOMHET = "virksomhet", _("Siden om en virksomhet")
        INVITASJON = "invitasjon", _("Invitert til et behov")

    entreprenor = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="eksponeringer", verbose_name=_("entreprenør")
    )
    dag = models.DateField(_("dag"))
    flate = models.CharField(_("hvor"), max_length=12, choices=Flate.choices)
    antall = models.PositiveIntegerField(_("ganger"))

    class Meta:
        verbose_name = _("visninger av en entreprenør")
        verbose_name_plural = _("visninger av entreprenører")
        constraints = [
            models.UniqueConstraint(fields=["entreprenor", "dag", "flate"], name="eksponering_en_per_dag")
        ]
        indexes = [models.Index(fields=["dag"], name="eksponering_dag")]

    def __str__(self) -> str:
        return f"{self.entreprenor} {self.dag}: {self.antall}"
