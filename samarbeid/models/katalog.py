"""Katalogen: én rad per entreprenør og behov alle kan se, og én søketekst per publisert idé og behov. Avledet; kan bygges på nytt.

Radene skrives bare av ``samarbeid.katalog.bygging.koen``. Triggere (``samarbeid.models.triggere``) legger nummeret til
det som er endret, i ``Katalogko``, uansett hvordan endringen skjedde.
"""

from __future__ import annotations

from typing import TypedDict

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov
from veier.database.skranker import kodene
from veier.sok.models import Soketekst


class Listet(TypedDict):
    """Det listen viser om en entreprenør: kodene, og det som står rett fram. ``hos`` er stedene de har samarbeidet med."""

    kort: str
    temaer: list[str]
    malgrupper: list[str]
    steder: list[str]
    modenhet: str
    form: str
    evidens: str
    har: list[str]
    modeller: list[str]
    hos: list[str]
    orgnr: str
    poststed: str
    kommune: str
    nettsted: str
    logo: str
    oppdiktet: bool
    skrevet: bool
    kilde_ar: int | None


class Katalograd(models.Model):
    """Det katalogen trenger for å velge ut, telle og vise en entreprenør uten å slå opp andre steder."""

    # Uten fremmednøkkel i databasen: er entreprenøren borte, tar køen raden.
    entreprenor = models.OneToOneField(
        Entreprenor,
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("entreprenør"),
    )
    slug = models.CharField(_("slug"), max_length=110)
    navn = models.CharField(_("navn"), max_length=200)
    # Navnet i en form som sorterer norsk når bytene sammenlignes (veier.tekst.sorteringsnokkel).
    sortering = models.CharField(_("sorteringsnøkkel"), max_length=220, db_collation="C")
    # Det raden kan velges ut på: «tema:demens», «sted:5001», «form:AS» (samarbeid.katalog.indeks.typer).
    merker = ArrayField(models.CharField(max_length=100), verbose_name=_("merker"), default=list)
    vist = models.JSONField(_("det listen viser"), default=dict)

    class Meta:
        verbose_name = _("rad i katalogen")
        verbose_name_plural = _("rader i katalogen")
        indexes = [models.Index(fields=["sortering", "entreprenor"], name="katalograd_etter_navn")]

    def __str__(self) -> str:
        return self.navn


class Katalogtekst(Soketekst):
    """Søketeksten til en rad. For seg selv, så et søk leser en smal tabell."""

    rad = models.OneToOneField(
        Katalograd, models.CASCADE, primary_key=True, related_name="soketekst", verbose_name=_("rad")
    )

    class Meta:
        verbose_name = _("søketekst i katalogen")
        verbose_name_plural = _("søketekster i katalogen")
        indexes = [GinIndex(fields=["vektor"], name="katalogtekst_vektor", fastupdate=False)]

    def __str__(self) -> str:
        return self.tekst[:80]


class Idetekst(Soketekst):
    """Søketeksten til en publisert idé. Hvem som kan se den, står som merker i vektoren (samarbeid.katalog.indeks.alt)."""

    ide = models.OneToOneField(
        Ide,
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("idé"),
    )

    class Meta:
        verbose_name = _("søketekst til en idé")
        verbose_name_plural = _("søketekster til ideer")
        indexes = [GinIndex(fields=["vektor"], name="idetekst_vektor", fastupdate=False)]

    def __str__(self) -> str:
        return self.tekst[:80]


class Behovsrad(models.Model):
    """Det listen over behov trenger for å velge ut, telle og stille opp et publisert behov. Kortet leses av behovet selv."""

    behov = models.OneToOneField(
        Behov,
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("behov"),
    )
    publisert_tid = models.DateTimeField(_("publisert"))
    # «tema:demens», «tilstand:apent», «hos:5001» (samarbeid.katalog.indeks.typer).
    merker = ArrayField(models.CharField(max_length=100), verbose_name=_("merker"), default=list)

    class Meta:
        verbose_name = _("rad i listen over behov")
        verbose_name_plural = _("rader i listen over behov")

    def __str__(self) -> str:
        return str(self.pk)


class Behovtekst(Soketekst):
    """Søketeksten til et publisert behov."""

    behov = models.OneToOneField(
        Behov,
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("behov"),
    )

    class Meta:
        verbose_name = _("søketekst til et behov")
        verbose_name_plural = _("søketekster til behov")
        indexes = [GinIndex(fields=["vektor"], name="behovtekst_vektor", fastupdate=False)]

    def __str__(self) -> str:
        return self.tekst[:80]


@kodene
class Katalogko(models.Model):
    """Noe som kan ha endret en rad. Skrives av triggere; leses og tømmes av jobben."""

    class Slag(models.TextChoices):
        ENTREPRENOR = "entreprenor", _("Entreprenør")
        IDE = "ide", _("Idé")
        BEHOV = "behov", _("Behov")
        ALT = "alt", _("Alt")
        # Alle radene som sto i køen da rekkene kom til, er skrevet når denne nås.
        REKKER = "rekker", _("Ordrekker til og med nummeret")

    slag = models.CharField(_("slag"), max_length=12, choices=Slag.choices)
    nummer = models.BigIntegerField(_("nummer"), default=0)

    class Meta:
        verbose_name = _("i kø til katalogen")
        verbose_name_plural = _("i kø til katalogen")

    def __str__(self) -> str:
        return f"{self.slag} {self.nummer}"


@kodene
class Katalogendring(models.Model):
    """En rad i katalogen eller i listen over behov som er ny, endret eller borte. Nummeret følger rekkefølgen endringene ble
    synlige i."""

    class Slag(models.TextChoices):
        ENTREPRENOR = "entreprenor", _("Entreprenør")
        BEHOV = "behov", _("Behov")

    nummer = models.BigAutoField(primary_key=True)
    slag = models.CharField(_("slag"), max_length=12, choices=Slag.choices, default=Slag.ENTREPRENOR)
    rad = models.BigIntegerField(_("rad"))
    tid = models.DateTimeField(_("tid"), auto_now_add=True)

    class Meta:
        verbose_name = _("endring i katalogen")
        verbose_name_plural = _("endringer i katalogen")

    def __str__(self) -> str:
        return f"{self.nummer}: {self.slag} {self.rad}"
