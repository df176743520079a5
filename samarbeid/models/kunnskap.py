"""Det folk leser og tar med seg: artikler, ordboken, steder å lete videre, og maler til dokumenter."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veier.database.rekkefolge import Norsk
from veier.referanse.koder import gyldige_koder
from veier.referanse.modell import Oversettbar, Referanserad
from veier.taksonomi.models import kontrollert, ordliste, setningsliste


class Side(models.TextChoices):
    """Hvilken side av samarbeidet noe er skrevet for."""

    ENTREPRENOR = "entreprenor", _("For sosiale entreprenører")
    OFFENTLIG = "offentlig", _("For det offentlige")
    BEGGE = "begge", _("For begge")


@gyldige_koder
@pghistory.track()
class Artikkel(Oversettbar):
    """En tekst i Markdown: en veiledning for en av sidene, eller en side om portalen selv."""

    oversettes = ("tittel", "ingress", "tekst")

    class Hylle(models.TextChoices):
        FORSTA = "forsta", _("Forstå hverandre")
        OM = "om", _("Om portalen")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    hylle = models.CharField(_("hylle"), max_length=10, choices=Hylle.choices)
    side = models.CharField(_("skrevet for"), max_length=12, choices=Side.choices)
    tittel = models.CharField(_("tittel"), max_length=120)
    ingress = models.TextField(_("ingress"))
    tekst = models.TextField(_("tekst (Markdown)"))
    kilder = setningsliste(_("kilder"))
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"))
    sist_kontrollert = kontrollert(_("sist kontrollert"))

    class Meta(Referanserad.Meta):
        verbose_name = _("artikkel")
        verbose_name_plural = _("artikler")
        ordering = ["hylle", "rekkefolge"]

    def __str__(self) -> str:
        return self.tittel

    def get_absolute_url(self) -> str:
        return reverse("om_side" if self.hylle == self.Hylle.OM else "artikkel", args=[self.slug])


@gyldige_koder
@pghistory.track()
class Ordforklaring(Oversettbar):
    """Et ord den ene siden bruker, forklart for den andre. ``former`` er slik ordet står i tekst."""

    oversettes = ("ord", "forklaring", "andre_sier")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    ord = models.CharField(_("ord"), max_length=80)
    brukes_av = models.CharField(_("brukes mest av"), max_length=12, choices=Side.choices)
    forklaring = models.TextField(_("forklaring"))
    andre_sier = models.TextField(_("den andre siden sier gjerne"), blank=True)
    former = ordliste(_("former i tekst"), 80)

    class Meta(Referanserad.Meta):
        verbose_name = _("ord i ordboken")
        verbose_name_plural = _("ordboken")
        ordering = [Norsk("ord"), "pk"]

    def __str__(self) -> str:
        return self.ord


@gyldige_koder
@pghistory.track()
class Stottested(Oversettbar):
    """Et annet sted å lete: hvem de er, hva de gir, og når det er rett sted."""

    oversettes = ("hva", "nar")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    navn = models.CharField(_("navn"), max_length=120)
    side = models.CharField(_("mest for"), max_length=12, choices=Side.choices)
    hva = models.TextField(_("hva de gjør"))
    nar = models.TextField(_("når det er rett sted"))
    lenke = models.URLField(_("lenke"), max_length=300, blank=True)
    sist_kontrollert = kontrollert(_("sist kontrollert"), null=True, blank=True)
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta(Referanserad.Meta):
        verbose_name = _("annet sted å lete")
        verbose_name_plural = _("andre steder å lete")
        ordering = ["rekkefolge"]

    def __str__(self) -> str:
        return self.navn


@gyldige_koder
@pghistory.track()
class Dokumentmal(Oversettbar):
    """En mal som DOCX og PDF. ``[felt: ledetekst]`` i teksten er et felt å fylle ut.

    Hver endring av teksten øker versjonen, uansett hvordan raden endres.
    """

    oversettes = ("navn", "kort", "tekst")
    ma_oversettes = ("navn",)

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    side = models.CharField(_("skrevet for"), max_length=12, choices=Side.choices)
    navn = models.CharField(_("navn"), max_length=120)
    kort = models.TextField(_("hva den er til"))
    tekst = models.TextField(_("tekst (Markdown)"))
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"))
    versjon = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    endret = models.DateField(_("endret"), auto_now_add=True, editable=False)

    class Meta(Referanserad.Meta):
        verbose_name = _("dokumentmal")
        verbose_name_plural = _("dokumentmaler")
        ordering = ["rekkefolge"]
        triggers = [
            *Referanserad.Meta.triggers,
            pgtrigger.Trigger(
                name="ny_tekstversjon",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                # Språkene skilles ikke: et nytt navn på nynorsk gir også en ny versjon av filen.
                condition=pgtrigger.Q(old__tekst__df=pgtrigger.F("new__tekst"))
                | pgtrigger.Q(old__oversettelser__df=pgtrigger.F("new__oversettelser")),
                func="NEW.versjon = OLD.versjon + 1; NEW.endret = CURRENT_DATE; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.navn

    def get_absolute_url(self) -> str:
        return reverse("mal", args=[self.slug])
