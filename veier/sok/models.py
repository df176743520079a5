"""Søkeindeksen: én rad per dokument, med stammer laget av den samme normaliseringen som spørringen."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from veier.database.skranker import kodene
from veier.referanse.felt import Kode, Linjer
from veier.referanse.koder import gyldige_koder
from veier.referanse.modell import Referanserad
from veier.taksonomi.koder import TEMAER


class Soketekst(models.Model):
    """Det som er søkbart om noe. ``vektor`` lages i Python (veier.sok.tolkning.vektor); ``tekst`` er slik det står."""

    vektor = SearchVectorField(_("vektor"))
    tekst = models.TextField(_("tekst"), blank=True)

    class Meta:
        abstract = True


class Sokedokument(Soketekst):
    """Et dokument i en samling som er liten nok til å bygges på nytt i én omgang."""

    samling = models.CharField(_("samling"), max_length=40)
    nokkel = models.CharField(_("nøkkel"), max_length=100)
    vist = models.JSONField(_("det trefflisten viser"), default=dict, blank=True)

    class Meta:
        verbose_name = _("søkedokument")
        verbose_name_plural = _("søkedokumenter")
        constraints = [models.UniqueConstraint(fields=["samling", "nokkel"], name="sokedokument_en_gang")]
        # Samlingen skrives sjelden og leses ofte: en venteliste ville vært lest for hvert ord.
        indexes = [GinIndex(fields=["vektor"], name="sokedokument_vektor", fastupdate=False)]

    def __str__(self) -> str:
        return f"{self.samling}/{self.nokkel}"


class Sokeord(models.Model):
    """Et ord som står i en samling; skrivefeil rettes mot disse."""

    samling = models.CharField(_("samling"), max_length=40)
    ord = models.CharField(_("ord"), max_length=40)

    class Meta:
        verbose_name = _("søkeord")
        verbose_name_plural = _("søkeord")
        constraints = [models.UniqueConstraint(fields=["samling", "ord"], name="sokeord_en_gang")]
        indexes = [
            GinIndex(fields=["ord"], name="sokeord_likhet", opclasses=["gin_trgm_ops"], fastupdate=False)
        ]

    def __str__(self) -> str:
        return self.ord


@kodene
class TomtSok(models.Model):
    """Noe noen har søkt etter uten at portalen hadde det. Bare ordene, aldri hvem eller når på dagen."""

    class Status(models.TextChoices):
        NYTT = "nytt", _("Ikke sett på")
        SYNONYM = "synonym", _("Foreslått som synonym")
        LATT_VAERE = "latt_vaere", _("Latt være")

    uttrykk = models.CharField(_("søkt etter"), max_length=80, unique=True)
    antall = models.PositiveIntegerField(_("ganger"), default=0)
    sist_dato = models.DateField(_("sist"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.NYTT)

    class Meta:
        verbose_name = _("søk uten treff")
        verbose_name_plural = _("søk uten treff")
        ordering = ["-antall", "uttrykk"]

    def __str__(self) -> str:
        return self.uttrykk


class Ordrekke(models.Model):
    """Et uttrykk på flere ord som indekseres som ett. Til alle radene har det, slås ordene opp hver for seg."""

    stammer = models.CharField(_("stammene med mellomrom, og to for et småord"), max_length=200, unique=True)
    indeksert = models.BooleanField(_("står i alle radene"), default=False)

    class Meta:
        verbose_name = _("ordrekke")
        verbose_name_plural = _("ordrekker")

    def __str__(self) -> str:
        return self.stammer

    @property
    def uttrykk(self) -> tuple[str, ...]:
        return tuple(self.stammer.split(" "))


class Indeksversjon(models.Model):
    """Hvilken utgave av referansedataene en samling i indeksen er bygd av."""

    samling = models.CharField(_("samling"), max_length=40, unique=True)
    nummer = models.BigIntegerField(_("utgave"))

    class Meta:
        verbose_name = _("indeksversjon")
        verbose_name_plural = _("indeksversjoner")

    def __str__(self) -> str:
        return f"{self.samling}: {self.nummer}"


@gyldige_koder
@pghistory.track()
class Synonymgruppe(Referanserad):
    """Uttrykk som finner hverandre i søk. Redigeres av redaksjonen.

    Et søk etter ett av uttrykkene finner også de andre, og de snevrere; et søk etter et snevrere finner bare seg selv.
    Med et tema finner det også ordene som alene peker på temaet (taksonomi.Synonym).
    """

    nokkel = models.SlugField(_("nøkkel"), max_length=80, unique=True)
    uttrykk = Linjer(models.CharField(max_length=80), verbose_name=_("betyr det samme"))
    smalere = Linjer(
        models.CharField(max_length=80), verbose_name=_("snevrere ord"), default=list, blank=True
    )
    tema = Kode(_("hele temaet"), max_length=80, blank=True, koder=TEMAER)

    class Meta(Referanserad.Meta):
        verbose_name = _("synonymgruppe")
        verbose_name_plural = _("synonymgrupper")
        ordering = ["nokkel"]

    def __str__(self) -> str:
        return ", ".join(self.uttrykk)


@pghistory.track()
class TommeOrd(Referanserad):
    """Ord som ikke sier hva det letes etter. De teller ikke i et søk som også har andre ord. Redigeres av redaksjonen."""

    nokkel = models.SlugField(_("nøkkel"), max_length=80, unique=True)
    gjelder = models.CharField(_("slags ord"), max_length=80)
    ordene = Linjer(models.CharField(max_length=40), verbose_name=_("ordene, slik de skrives i et søk"))

    class Meta(Referanserad.Meta):
        verbose_name = _("tomme ord i søk")
        verbose_name_plural = _("tomme ord i søk")
        ordering = ["nokkel"]

    def __str__(self) -> str:
        return self.gjelder
