"""Behovene de offentlige virksomhetene skriver: problemet, hvor det står, spørsmålene, og de andre som har det samme."""

from __future__ import annotations

from collections.abc import Mapping

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kommuner.doffin import adressen
from kommuner.models.virksomhet import OffentligPart
from kommuner.querysets import TAR_SPORSMAL, Behovssporring
from veier.database.plass import hoyst
from veier.database.skranker import alder, kanonisk_adresse, kodene, mellom
from veier.database.utgavetall import Utgavetall, nytt_utgavetall
from veier.gjennomgang import models as grunnlag
from veier.gjennomgang.modell import Eiet, neste_ledige
from veier.medlemskap.models import Organisasjon
from veier.taksonomi import ordforrad
from veier.taksonomi.models import slugliste
from veier.taksonomi.ordforrad import Behovstilstand
from veier.tekst import lag_slug

# Feltene i skjemaet. Tilstanden er ikke et svar: den settes av seg selv, og gjelder med en gang.
BEHOVSFELT = (
    "tittel", "problem", "hvem", "omfang", "provd", "bedre",
    "tema", "malgruppe", "alder_fra", "alder_til", "omrader",
    "enhet", "rolle",
    "penger", "belop_fra", "belop_til", "kostnadsslag",
    "frist", "beslutningsdato", "beslutter", "etterpa",
    "dialog", "hvem_kan_svare", "svaradresse",
)  # fmt: skip

# Hvor et behov kan gå herfra. Det som er lukket, kan åpnes igjen; en kunngjort konkurranse kan avlyses.
OVERGANGER: Mapping[str, tuple[str, ...]] = {
    Behovstilstand.APENT: (Behovstilstand.PLANLEGGES, Behovstilstand.KUNNGJORT, Behovstilstand.LUKKET),
    Behovstilstand.PLANLEGGES: (Behovstilstand.APENT, Behovstilstand.KUNNGJORT, Behovstilstand.LUKKET),
    Behovstilstand.KUNNGJORT: (Behovstilstand.PLANLEGGES, Behovstilstand.LUKKET),
    Behovstilstand.LUKKET: (Behovstilstand.APENT,),
}


@kodene
@pghistory.track()
class Behov(Eiet):
    """Et problem en virksomhet vil ha løst. ``belop_fra`` og ``belop_til`` er hele kroner i året ex. mva.

    ``frist`` er den siste dagen det kan spørres. ``endret_tid`` settes av databasen, uansett hvordan raden endres.
    """

    eierkolonne = "part"
    navnefelt = "tittel"
    folger_kopien = ("oppdiktet",)

    part = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="behov", verbose_name=_("virksomhet")
    )
    slug = models.SlugField(_("slug"), max_length=200, unique=True)
    tittel = models.CharField(_("navn på behovet"), max_length=120, blank=True)
    problem = models.TextField(_("det som skjer i dag"), blank=True)
    hvem = models.TextField(_("hvem det gjelder"), blank=True)
    omfang = models.CharField(_("hvor mange"), max_length=200, blank=True)
    provd = models.TextField(_("det som er prøvd"), blank=True)
    bedre = models.TextField(_("det som ville vært bedre"), blank=True)
    tema = slugliste(_("temaer"))
    malgruppe = slugliste(_("målgrupper"))
    alder_fra = models.PositiveSmallIntegerField(_("fra alder"), null=True, blank=True)
    alder_til = models.PositiveSmallIntegerField(_("til alder"), null=True, blank=True)
    omrader = slugliste(_("steder"))
    enhet = models.CharField(_("enheten som eier behovet"), max_length=150, blank=True)
    rolle = models.CharField(_("rollen som eier behovet"), max_length=150, blank=True)
    penger = models.CharField(_("penger"), max_length=12, choices=ordforrad.Behovspenger.choices, blank=True)
    belop_fra = models.BigIntegerField(_("beløp fra"), null=True, blank=True)
    belop_til = models.BigIntegerField(_("beløp til"), null=True, blank=True)
    kostnadsslag = models.CharField(
        _("hva slags penger det er"), max_length=20, choices=ordforrad.Kostnadsslag.choices, blank=True
    )
    frist = models.DateField(_("siste dag for spørsmål"), null=True, blank=True)
    beslutningsdato = models.DateField(_("når det bestemmes"), null=True, blank=True)
    beslutter = models.CharField(
        _("hvem som bestemmer"), max_length=10, choices=ordforrad.Behovsbeslutter.choices, blank=True
    )
    etterpa = models.TextField(_("det som skjer etter en prøve"), blank=True)
    dialog = models.CharField(
        _("dialogen de ønsker"), max_length=15, choices=ordforrad.Dialogform.choices, blank=True
    )
    hvem_kan_svare = models.TextField(_("hvem som kan svare"), blank=True)
    svaradresse = models.EmailField(_("e-post for svar"), max_length=254, blank=True)

    tilstand = models.CharField(
        _("tilstand"), max_length=12, choices=Behovstilstand.choices, default=Behovstilstand.APENT
    )
    tilstand_tid = models.DateTimeField(_("i tilstanden fra"), null=True, blank=True)
    doffin = models.CharField(_("referanse på Doffin"), max_length=100, blank=True)
    utfall = models.CharField(
        _("hvordan det endte"), max_length=15, choices=ordforrad.Behovsutfall.choices, blank=True
    )
    utfall_grunn = models.TextField(_("hvorfor det endte slik"), blank=True)
    oppdiktet = models.BooleanField(_("oppdiktet"), default=False)
    endret_tid = models.DateTimeField(_("endret"), default=timezone.now, editable=False)

    objects = Behovssporring.as_manager()

    class Meta(Eiet.Meta):
        verbose_name = _("behov")
        verbose_name_plural = _("behov")
        constraints = [
            *alder("behov"),
            mellom("belop_fra", 0, 10**12, navn="behov_belop_fra"),
            mellom("belop_til", 0, 10**12, navn="behov_belop_til"),
            kanonisk_adresse("svaradresse", navn="behov_svaradresse_i_en_form"),
            models.CheckConstraint(
                condition=~Q(tilstand=Behovstilstand.KUNNGJORT) | ~Q(doffin=""),
                name="behov_kunngjort_har_referanse",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=Behovstilstand.LUKKET) | (~Q(utfall="") & ~Q(utfall_grunn="")),
                name="behov_lukket_har_utfall",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="sett_endret_tid",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="NEW.endret_tid = clock_timestamp(); RETURN NEW;",
            ),
            nytt_utgavetall("ny_behovsutgave", "kommuner_behovsnummer"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("behov", args=[self.slug])

    @classmethod
    def ledig_slug(cls, navn: str, eier: Organisasjon) -> str:
        """Adressen er den samme for alle, og har virksomheten i seg: at andre bruker navnet, kan ikke leses av den."""
        grunn = lag_slug(navn)[:80].strip("-") or "behov"
        return neste_ledige(f"{grunn}-{eier.slug}", cls._default_manager.all())

    @property
    def kunngjoringen(self) -> str:
        """Adressen til konkurransen. Tom når den ikke er kjent, og når behovet er diktet opp."""
        return "" if self.oppdiktet else adressen(self.doffin)

    @property
    def tar_sporsmal(self) -> bool:
        """Om det kan stilles spørsmål nå: dialogen er åpen, og fristen er ikke gått ut."""
        return self.tilstand in TAR_SPORSMAL and not self.fristen_er_ute

    @property
    def sporsmal_er_stengt(self) -> bool:
        """Dialogen er åpen, men fristen for spørsmål er gått ut."""
        return self.tilstand in TAR_SPORSMAL and self.fristen_er_ute

    @property
    def stilling(self) -> str:
        """Hvor det står, i ord leseren kan stole på: dialogen er ikke åpen når fristen for spørsmål er ute."""
        return gettext("Fristen er ute") if self.sporsmal_er_stengt else str(self.get_tilstand_display())

    @property
    def fristen_er_ute(self) -> bool:
        return self.frist is not None and timezone.localdate() > self.frist


class Behovsnummer(Utgavetall):
    """Nytt når et behov er endret."""

    class Meta:
        verbose_name = _("behovsnummer")
        verbose_name_plural = _("behovsnumre")


@kodene
class Behovversjon(grunnlag.Versjon):
    eierside = "behov_arbeid"
    redaksjonsside = "admin:behovversjon_vurder"
    leserside = "behov"

    objekt = models.OneToOneField(Behov, models.CASCADE, related_name="versjon", verbose_name=_("behov"))

    class Meta(grunnlag.Versjon.Meta):
        verbose_name = _("behov under arbeid")
        verbose_name_plural = _("behov under arbeid")
        constraints = [hoyst("svar", grunnlag.STORST, navn="behovversjon_svar_hoyst")]

    def deler(self, side: str) -> list[str]:
        return [self.objekt.slug] if side == self.leserside else self.objekt.adressedeler

    def kopier(self, verdier: dict[str, object]) -> None:
        for felt in BEHOVSFELT:
            setattr(self.objekt, felt, verdier[felt])

    @classmethod
    def utgaver(cls) -> type[grunnlag.Utgave]:
        return Behovutgave


@kodene
class Behovutgave(grunnlag.Utgave):
    objekt = models.ForeignKey(Behov, models.CASCADE, related_name="utgaver", verbose_name=_("behov"))

    class Meta(grunnlag.Utgave.Meta):
        verbose_name = _("utgave av et behov")
        verbose_name_plural = _("utgaver av behov")
