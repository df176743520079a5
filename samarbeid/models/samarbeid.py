"""Samarbeidet en samtale blir til når begge sider sier ja: stadiet det er på, hvem som er med, og alt som er gjort.

Det som kan skje, og hvem som kan gjøre det, står i ``samarbeid.samarbeidene.tilstander``.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.models.eksempel import Eksempel
from samarbeid.models.henvendelse import lag_referanse
from samarbeid.models.samtaler.samtale import Samtale, Samtaleside
from samarbeid.querysets import Samarbeidssporring
from veier.brukere.models import Bruker
from veier.database.skranker import kodene, uten_usynlige
from veier.taksonomi.ordforrad import Rolleslag
from veier.typer import Setning


def personen(ledetekst: Setning) -> models.ForeignKey:
    """Kontoen som gjorde det. Slettes kontoen, blir det stående uten navn."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=ledetekst,
    )


@kodene
class Samarbeid(models.Model):
    """Ett samarbeid. ``part`` leder det på den offentlige siden; andre virksomheter er medeiere.

    ``versjon`` er nummeret på det siste skrittet. ``begynt_tid`` er dagen begge hadde sagt ja.
    """

    class Stadium(models.TextChoices):
        FORESLATT = "foreslatt", _("Foreslått")
        SAMTALE = "samtale", _("Samtale")
        GJENNOMGANG = "gjennomgang", _("Felles gjennomgang")
        PILOT = "pilot", _("Pilot")
        VURDERING = "vurdering", _("Vurdering")
        AVTALE = "avtale", _("Avtale")
        DRIFT = "drift", _("Drift")
        AVSLUTTET = "avsluttet", _("Avsluttet")

    referanse = models.CharField(_("referanse"), max_length=9, unique=True, default=lag_referanse)
    samtale = models.ForeignKey(
        Samtale, models.SET_NULL, null=True, blank=True, related_name="samarbeid", verbose_name=_("samtalen")
    )
    entreprenor = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="samarbeid", verbose_name=_("entreprenør")
    )
    part = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="samarbeid", verbose_name=_("virksomheten som leder")
    )
    tittel = models.CharField(_("hva det handler om"), max_length=120)
    stadium = models.CharField(
        _("stadium"), max_length=12, choices=Stadium.choices, default=Stadium.FORESLATT
    )
    foreslatt_av = models.CharField(_("foreslått av"), max_length=12, choices=Samtaleside.choices)
    versjon = models.PositiveIntegerField(_("siste skritt"), default=0)
    neste_steg = models.CharField(_("neste steg"), max_length=200, blank=True)
    neste_dato = models.DateField(_("når"), null=True, blank=True)
    neste_side = models.CharField(
        _("hvem som gjør det"), max_length=12, choices=Samtaleside.choices, blank=True
    )
    ansvarlig_entreprenor = personen(_("ansvarlig hos entreprenøren"))
    ansvarlig_offentlig = personen(_("ansvarlig hos virksomheten"))
    eksempel = models.OneToOneField(
        Eksempel,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="samarbeid",
        verbose_name=_("eksempelet det ble"),
    )
    startet_tid = models.DateTimeField(_("foreslått"), auto_now_add=True)
    begynt_tid = models.DateTimeField(_("begge sa ja"), null=True, blank=True)
    endret_tid = models.DateTimeField(_("sist endret"), default=timezone.now)
    ferdig_tid = models.DateTimeField(_("avsluttet"), null=True, blank=True)

    objects = Samarbeidssporring.as_manager()

    class Meta:
        verbose_name = _("samarbeid")
        verbose_name_plural = _("samarbeid")
        ordering = ["-endret_tid", "-pk"]
        indexes = [
            models.Index(fields=["entreprenor", "-endret_tid"], name="samarbeid_entreprenor"),
            models.Index(fields=["part", "-endret_tid"], name="samarbeid_part"),
        ]
        constraints = [
            uten_usynlige("tittel", navn="samarbeid_tittel_uten_usynlige"),
            models.UniqueConstraint(
                fields=["samtale"], condition=~Q(stadium="avsluttet"), name="samarbeid_ett_apent_per_samtale"
            ),
            models.CheckConstraint(
                condition=Q(stadium="avsluttet", ferdig_tid__isnull=False)
                | (~Q(stadium="avsluttet") & Q(ferdig_tid=None)),
                name="samarbeid_avsluttet_har_tid",
            ),
            models.CheckConstraint(
                condition=Q(stadium__in=["foreslatt", "avsluttet"]) | Q(begynt_tid__isnull=False),
                name="samarbeid_begge_sa_ja",
            ),
            models.CheckConstraint(
                condition=Q(neste_steg="", neste_dato=None, neste_side="")
                | (~Q(neste_steg="") & ~Q(neste_side="") & Q(neste_dato__isnull=False)),
                name="samarbeid_neste_er_helt",
            ),
        ]

    def __str__(self) -> str:
        return self.tittel

    def get_absolute_url(self) -> str:
        return reverse("samarbeid", args=[self.referanse])

    def ansvarlig(self, side: str) -> Bruker | None:
        """Den som har ansvaret på siden, når noen er valgt."""
        return self.ansvarlig_entreprenor if side == Samtaleside.ENTREPRENOR else self.ansvarlig_offentlig

    def navnet_til(self, side: str) -> str:
        """Organisasjonen på siden."""
        return self.entreprenor.navn if side == Samtaleside.ENTREPRENOR else self.part.navn


def andre(side: str) -> str:
    """Siden overfor ``side``."""
    return Samtaleside.OFFENTLIG if side == Samtaleside.ENTREPRENOR else Samtaleside.ENTREPRENOR


@kodene
class Medeier(models.Model):
    """En virksomhet til som eier samarbeidet. Den er med når den andre siden, og den selv, har sagt ja."""

    samarbeid = models.ForeignKey(
        Samarbeid, models.CASCADE, related_name="medeiere", verbose_name=_("samarbeid")
    )
    part = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="medeierskap", verbose_name=_("virksomhet")
    )
    spurt_av = models.CharField(_("spurt av"), max_length=12, choices=Samtaleside.choices)
    spurt_tid = models.DateTimeField(_("spurt"), auto_now_add=True)
    godtatt_tid = models.DateTimeField(_("den andre siden sa ja"), null=True, blank=True)
    ja_tid = models.DateTimeField(_("virksomheten sa ja"), null=True, blank=True)

    class Meta:
        verbose_name = _("medeier i et samarbeid")
        verbose_name_plural = _("medeiere i samarbeid")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["samarbeid", "part"], name="medeier_en_gang"),
            models.CheckConstraint(
                condition=Q(ja_tid=None) | Q(godtatt_tid__isnull=False), name="medeier_godtatt_forst"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} i {self.samarbeid}"


@kodene
class Skritt(models.Model):
    """Noe en side har gjort i samarbeidet. Endres aldri. ``sendenokkel`` følger skjemaet: det samme gir aldri to skritt.

    ``beslutter`` og ``rolle`` er hvem som bestemte det, når noen måtte bestemme; ``av`` er bare den som skrev det inn.
    """

    class Slag(models.TextChoices):
        FORESLATT = "foreslatt", _("Foreslo et samarbeid")
        JA = "ja", _("Sa ja til å samarbeide")
        NEI = "nei", _("Sa nei til å samarbeide")
        STADIUM = "stadium", _("Gikk til et nytt stadium")
        NESTE = "neste", _("Skrev neste steg")
        PLAN = "plan", _("Endret planen for piloten")
        PLAN_JA = "plan-ja", _("Sa ja til planen")
        START = "start", _("Startet piloten")
        SJEKKLISTE = "sjekkliste", _("Gikk gjennom sjekklisten")
        TALL = "tall", _("Skrev inn tall")
        LARDOM = "lardom", _("Skrev hva dere har lært")
        AVGJOR = "avgjor", _("Skrev inn avgjørelsen")
        FORVENTNING = "forventning", _("Skrev ned en forventning")
        ENIG = "enig", _("Sa seg enig i en forventning")
        TA_OPP = "ta-opp", _("Tok opp en forventning")
        AVTALE = "avtale", _("Skrev inn en avtale")
        MEDEIER = "medeier", _("Spurte en virksomhet til")
        MEDEIER_SVAR = "medeier-svar", _("Svarte om en virksomhet til")
        AVSLUTT = "avslutt", _("Avsluttet samarbeidet")
        HINDRINGER = "hindringer", _("Skrev hva som stoppet det")
        VIRKNING = "virkning", _("Tok et tall med til profilen")
        EKSEMPEL = "eksempel", _("Svarte om det kan bli et eksempel")

    samarbeid = models.ForeignKey(
        Samarbeid, models.CASCADE, related_name="skritt", verbose_name=_("samarbeid")
    )
    nr = models.PositiveIntegerField(_("nummer"))
    slag = models.CharField(_("slag"), max_length=12, choices=Slag.choices)
    side = models.CharField(_("av"), max_length=12, choices=Samtaleside.choices)
    av = personen(_("skrevet inn av"))
    til = models.CharField(_("til stadium"), max_length=12, choices=Samarbeid.Stadium.choices, blank=True)
    beslutter = models.CharField(_("hvem som bestemte"), max_length=10, choices=Rolleslag.choices, blank=True)
    rolle = models.CharField(_("rollen til den som bestemte"), max_length=100, blank=True)
    besluttet_dato = models.DateField(_("bestemt"), null=True, blank=True)
    tekst = models.TextField(_("tekst"), blank=True)
    sendenokkel = models.UUIDField(_("skjemaets nøkkel"), editable=False)
    tid = models.DateTimeField(_("tid"), default=timezone.now)

    class Meta:
        verbose_name = _("skritt i et samarbeid")
        verbose_name_plural = _("skritt i samarbeid")
        ordering = ["samarbeid", "nr"]
        constraints = [
            models.UniqueConstraint(fields=["samarbeid", "nr"], name="skritt_ett_per_nummer"),
            models.UniqueConstraint(fields=["samarbeid", "sendenokkel"], name="skritt_en_gang_per_skjema"),
            models.CheckConstraint(condition=Q(nr__gte=1), name="skritt_fra_en"),
        ]

    def __str__(self) -> str:
        return f"{self.samarbeid} {self.nr}"


@kodene
class Enighet(models.Model):
    """Et ja fra én side til noe som trenger begge. Endres det, må begge si ja på nytt: da slettes radene."""

    class Hva(models.TextChoices):
        PLAN = "plan", _("Planen for piloten")
        EKSEMPEL = "eksempel", _("At samarbeidet blir et eksempel")

    samarbeid = models.ForeignKey(
        Samarbeid, models.CASCADE, related_name="enighet", verbose_name=_("samarbeid")
    )
    hva = models.CharField(_("ja til"), max_length=10, choices=Hva.choices)
    side = models.CharField(_("side"), max_length=12, choices=Samtaleside.choices)
    av = personen(_("av"))
    tid = models.DateTimeField(_("tid"), default=timezone.now)
    merke = models.CharField(_("merke på det hun sa ja til"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("ja i et samarbeid")
        verbose_name_plural = _("ja i samarbeid")
        constraints = [
            models.UniqueConstraint(fields=["samarbeid", "hva", "side"], name="enighet_en_gang_per_side")
        ]

    def __str__(self) -> str:
        return f"{self.samarbeid}: {self.hva}, {self.side}"
