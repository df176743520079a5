"""Ideene: de som prøves uten konto, og de en entreprenør registrerer."""

from __future__ import annotations

import pghistory
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entreprenorer.models.eid import Eid
from entreprenorer.querysets import Idesporring
from kommuner.models import OffentligPart
from veier.database.plass import hoyst
from veier.database.skranker import alder, kodene, mellom
from veier.gjennomgang import models as grunnlag
from veier.jobber import sett_i_ko
from veier.referanse.felt import Linjer
from veier.taksonomi import ordforrad
from veier.taksonomi.models import slugliste
from veier.utkast.models import STORST, Utkast

# Feltene en idé består av: de samme spørsmålene som i «Prøv ideen».
IDEFELT = (
    "tittel",
    "problem",
    "losning",
    "tema",
    "malgruppe",
    "alder_fra",
    "alder_til",
    "situasjon",
    "omrader",
    "modenhet",
    "finnes_fra_for",
    "tjenestetype",
    "styres_av",
    "arlig_belop",
    "varighet_ar",
    "kostnadsslag",
    "hvem_sparer",
    "effektdokumentasjon",
    "organisasjonsform",
    "utbytte",
    "frivillighetsregisteret",
)


class Ideutkast(Utkast):
    """En idé noen prøver uten konto."""

    hendelsesnavn = "idéutkast"

    class Meta:
        verbose_name = _("idéutkast")
        verbose_name_plural = _("idéutkast")
        constraints = [hoyst("svar", STORST, navn="ideutkast_svar_hoyst")]


@kodene
@pghistory.track()
class Ide(Eid):
    """En idé en entreprenør har registrert. Ingen ser den før den er publisert, og da bare de eieren velger.

    Kodene i feltene er motorens (``matching.typer.Ideprofil``). ``arlig_belop`` er hele kroner ex. mva.
    """

    navnefelt = "tittel"
    folger_kopien = ("ikke_lest",)

    class Synlighet(models.TextChoices):
        BARE_OSS = "bare_oss", _("Bare oss")
        VALGTE = "valgte", _("Virksomhetene vi velger")
        OFFENTLIGE = "offentlige", _("Alle med bekreftet medlemskap i en offentlig virksomhet")
        ALLE = "alle", _("Alle")

    tittel = models.CharField(_("navn på ideen"), max_length=120, blank=True)
    problem = models.TextField(_("problemet"), blank=True)
    losning = models.TextField(_("løsningen"), blank=True)
    tema = slugliste(_("temaer"))
    malgruppe = slugliste(_("målgrupper"))
    alder_fra = models.PositiveSmallIntegerField(_("fra alder"), null=True, blank=True)
    alder_til = models.PositiveSmallIntegerField(_("til alder"), null=True, blank=True)
    situasjon = models.CharField(
        _("hva de unge gjør i dag"), max_length=20, choices=ordforrad.Situasjon.choices, blank=True
    )
    omrader = slugliste(_("steder"))
    modenhet = models.CharField(
        _("hvor langt dere er kommet"), max_length=10, choices=ordforrad.Modenhet.choices, blank=True
    )
    finnes_fra_for = models.CharField(
        _("finnes noe lignende"), max_length=10, choices=ordforrad.Finnes.choices, blank=True
    )
    tjenestetype = models.CharField(
        _("slags tilbud"), max_length=15, choices=ordforrad.Tjenestetype.choices, blank=True
    )
    styres_av = models.CharField(
        _("hvem bestemmer innholdet"), max_length=15, choices=ordforrad.Styres.choices, blank=True
    )
    arlig_belop = models.BigIntegerField(_("beløp i året"), null=True, blank=True)
    varighet_ar = models.FloatField(_("varighet i år"), null=True, blank=True)
    kostnadsslag = models.CharField(
        _("hva slags penger det er"), max_length=20, choices=ordforrad.Kostnadsslag.choices, blank=True
    )
    hvem_sparer = models.CharField(
        _("hvem får mindre utgifter"), max_length=20, choices=ordforrad.Sparer.choices, blank=True
    )
    effektdokumentasjon = models.CharField(
        _("hva dere vet om virkningen"), max_length=12, choices=ordforrad.Effekt.choices, blank=True
    )
    organisasjonsform = models.CharField(
        _("organisasjonsform"), max_length=15, choices=ordforrad.Organisasjonsform.choices, blank=True
    )
    utbytte = models.BooleanField(_("kan ta ut utbytte"), null=True, blank=True)
    frivillighetsregisteret = models.BooleanField(_("i Frivillighetsregisteret"), null=True, blank=True)
    # Det eieren sa var lest feil da ideen ble prøvd: et felt, «tema:slug» eller «omrade:kode,kode». Ikke et svar.
    ikke_lest = Linjer(
        models.CharField(max_length=400), default=list, blank=True, verbose_name=_("lest feil")
    )
    synlighet = models.CharField(
        _("hvem som kan se den"), max_length=10, choices=Synlighet.choices, default=Synlighet.BARE_OSS
    )
    vist_til = models.ManyToManyField(OffentligPart, blank=True, related_name="+", verbose_name=_("vist til"))

    objects = Idesporring.as_manager()

    class Meta(Eid.Meta):
        verbose_name = _("idé")
        verbose_name_plural = _("ideer")
        constraints = [
            models.UniqueConstraint(fields=["entreprenor", "slug"], name="ide_slug_hos_entreprenoren"),
            *alder("ide"),
            mellom("arlig_belop", 0, 10**12, navn="ide_arlig_belop"),
            mellom("varighet_ar", 0, 100, navn="ide_varighet_ar"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("ide", args=self.adressedeler)

    @property
    def vises(self) -> bool:
        """Det som er publisert, vises for dem det er vist til."""
        borte = self.arkivert_tid or self.nedtatt_tid or self.entreprenor.nedtatt_tid
        return self.er_publisert and not borte

    def etter_endring(self) -> None:
        sett_i_ko("samarbeid.beregn_treff", ide=self.pk)


class Idedeling(models.Model):
    """Lenken et utkast uten konto var delt med, etter at ideen er tatt med inn. Lever til eieren trekker den.

    ``svar`` er svarene slik de var (steg → felt → verdier): leseren ser det hun fikk, ikke det eieren skriver siden.
    ``avtrykk`` er det samme som utkastets ``delt_avtrykk``: ingen trenger å se lenken igjen, så nøkkelen er ikke her.
    """

    ide = models.OneToOneField(Ide, models.CASCADE, related_name="deling", verbose_name=_("idé"))
    avtrykk = models.CharField(_("avtrykk av delenøkkelen"), max_length=64, unique=True, editable=False)
    svar = models.JSONField(_("svar"), default=dict)
    vist_fra_tid = models.DateTimeField(_("slik den var"))
    opprettet_tid = models.DateTimeField(_("delt fra"), auto_now_add=True)

    nokkel = ""  # bare utkastet har eierens nøkkel

    class Meta:
        verbose_name = _("delt idé")
        verbose_name_plural = _("delte ideer")

    def __str__(self) -> str:
        return f"{self.ide} ({_('delt med lenke')})"

    @property
    def vises(self) -> bool:
        """Eieren har verken tatt ned eller arkivert ideen, og redaksjonen har verken tatt den ned eller skjult henne."""
        eier = self.ide.entreprenor
        borte = self.ide.nedtatt_tid or self.ide.arkivert_tid or eier.nedtatt_tid or eier.opplost_tid
        return not (borte or eier.skjult or self.tatt_ned_av_redaksjonen)

    @property
    def tatt_ned_av_redaksjonen(self) -> bool:
        """Er ideen ute igjen, kan det som ble tatt ned, fortsatt stå i lenken: den må fornyes av eieren først."""
        nedtatt = self.ide.utgaver.filter(hva=grunnlag.Utgave.Hva.TATT_NED)
        if self.ide.er_publisert:
            nedtatt = nedtatt.filter(tid__gt=self.vist_fra_tid)
        return nedtatt.exists()


@kodene
class Ideversjon(grunnlag.Versjon):
    eierside = "ide_arbeid"
    redaksjonsside = "admin:ideversjon_vurder"
    leserside = "ide"

    objekt = models.OneToOneField(Ide, models.CASCADE, related_name="versjon", verbose_name=_("idé"))

    class Meta(grunnlag.Versjon.Meta):
        verbose_name = _("idé under arbeid")
        verbose_name_plural = _("ideer under arbeid")
        constraints = [hoyst("svar", grunnlag.STORST, navn="ideversjon_svar_hoyst")]

    def kopier(self, verdier: dict[str, object]) -> None:
        for felt in IDEFELT:
            setattr(self.objekt, felt, verdier[felt])

    @classmethod
    def utgaver(cls) -> type[grunnlag.Utgave]:
        return Ideutgave


@kodene
class Ideutgave(grunnlag.Utgave):
    objekt = models.ForeignKey(Ide, models.CASCADE, related_name="utgaver", verbose_name=_("idé"))

    class Meta(grunnlag.Utgave.Meta):
        verbose_name = _("utgave av en idé")
        verbose_name_plural = _("utgaver av ideer")
