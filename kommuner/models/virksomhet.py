"""Den offentlige siden: virksomheter, roller, kontaktpunkter, veier til en beslutning, budsjettår."""

from __future__ import annotations

import pghistory
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kommuner.querysets import OffentligPartSporring
from veier.database.plass import hoyst
from veier.database.rekkefolge import Norsk
from veier.database.skranker import alder as alder_skranke
from veier.database.skranker import kanonisk_adresse, mellom, ni_sifre, uten_usynlige
from veier.domener import viser_hvem
from veier.medlemskap.models import Organisasjon
from veier.referanse.felt import Kode, Linjer
from veier.referanse.koder import Koder, Rader, gyldige_koder
from veier.referanse.modell import Oversettbar, Referanserad
from veier.taksonomi import koder
from veier.taksonomi.models import (
    Omrade,
    Tema,
    alder,
    kontrollert,
    nivaliste,
    ordliste,
    slugliste,
)
from veier.taksonomi.ordforrad import Budsjettledd, Niva, Sektor
from veier.utkast.models import STORST, Utkast

ROLLER = Koder("rollene", (Rader("kommuner.Rolle"),))


@gyldige_koder
@pghistory.track()
class Rolle(Oversettbar):
    """En rolle i offentlig sektor: hva den vanligvis kan, og hva den ikke kan."""

    oversettes = ("navn", "kan", "kan_ikke", "sporr_etter")
    ma_oversettes = ("navn",)

    class Slag(models.TextChoices):
        POLITISK = "politisk", _("Folkevalgt")
        TOPP = "topp", _("Øverste leder")
        SEKTOR = "sektor", _("Leder for en sektor")
        ENHET = "enhet", _("Leder for en enhet med eget budsjett")
        KOORDINATOR = "koordinator", _("Koordinator eller rådgiver uten eget budsjett")
        FORVALTER = "forvalter", _("Forvalter av en tilskuddsordning")
        INNKJOP = "innkjop", _("Innkjøp")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    navn = models.CharField(_("navn"), max_length=120)
    nivaer = nivaliste(_("nivåer"), i_rekkefolge=True)
    slag = models.CharField(_("slag"), max_length=12, choices=Slag.choices)
    kan = models.TextField(_("kan vanligvis"))
    kan_ikke = models.TextField(_("kan vanligvis ikke"), blank=True)
    sporr_etter = models.CharField(_("spør sentralbordet etter"), max_length=150)

    class Meta(Referanserad.Meta):
        verbose_name = _("rolle")
        verbose_name_plural = _("roller")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.navn


@gyldige_koder
@pghistory.track()
class OffentligPart(Oversettbar, Organisasjon):
    """En offentlig virksomhet. Oslo er én virksomhet med begge nivåer; bydelene ligger under den."""

    oversettes = ("merknad",)

    class Type(models.TextChoices):
        KOMMUNE = "kommune", _("Kommune")
        FYLKESKOMMUNE = "fylkeskommune", _("Fylkeskommune")
        BYDEL = "bydel", _("Bydel")
        NAV_KONTOR = "nav_kontor", _("Nav-kontor")
        NAV_REGION = "nav_region", _("Nav i fylket")
        DEPARTEMENT = "departement", _("Departement")
        DIREKTORAT = "direktorat", _("Direktorat")
        STATSFORVALTER = "statsforvalter", _("Statsforvalter")
        BUFETAT = "bufetat", _("Bufetat-region")
        ETAT = "etat", _("Statlig virksomhet")

    class Styreform(models.TextChoices):
        FORMANNSKAP = "formannskap", _("Formannskap")
        BYRAD = "byrad", _("Byråd")
        BYDEL = "bydel", _("Bydelsutvalg")
        FYLKESUTVALG = "fylkesutvalg", _("Fylkesutvalg")
        FYLKESRAD = "fylkesrad", _("Fylkesråd")
        ANNEN = "annen", _("Annen")

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    navn = models.CharField(_("navn"), max_length=150)
    type = models.CharField(_("type"), max_length=15, choices=Type.choices)
    nivaer = nivaliste(_("nivåer"), i_rekkefolge=True)
    styreform = models.CharField(_("styreform"), max_length=12, choices=Styreform.choices)
    organisasjonsnummer = models.CharField(
        _("organisasjonsnummer"), max_length=9, unique=True, null=True, blank=True
    )
    omrade = models.ForeignKey(
        Omrade, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("område")
    )
    dekker = models.ManyToManyField(Omrade, blank=True, related_name="+", verbose_name=_("dekker"))
    overordnet = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deler",
        verbose_name=_("hører til"),
    )
    temaer = slugliste(_("temaer virksomheten har ansvar for (stat)"), koder.TEMAER)
    nettsted = models.CharField(_("nettsted"), max_length=150, blank=True)
    epostdomene = models.CharField(_("e-postdomene"), max_length=100, blank=True)
    andre_domener = Linjer(
        models.CharField(max_length=100, validators=[viser_hvem]),
        verbose_name=_("andre e-postdomener"),
        default=list,
        blank=True,
        help_text=_(
            "Domenet de hadde før, eller et de har ved siden av. Den som har en adresse der, blir med selv."
        ),
    )
    # Fra Difis etatsbase; tjuetolv er året, og adressen vises bare når ingen nyere er kjent.
    postmottak_2012 = models.CharField(_("postmottak i 2012"), max_length=254, blank=True)
    malform = Kode(_("målform"), max_length=10, blank=True, koder=koder.MALFORM)
    merknad = models.TextField(_("merknad"), blank=True)

    objects = OffentligPartSporring.as_manager()  # type: ignore[misc]  # styreren er en annen enn i grunnlaget

    class Meta(Referanserad.Meta):
        verbose_name = _("offentlig virksomhet")
        verbose_name_plural = _("offentlige virksomheter")
        ordering = [Norsk("navn"), "pk"]
        constraints = [
            uten_usynlige("navn", navn="offentlig_navn_uten_usynlige"),
            ni_sifre("organisasjonsnummer", navn="offentlig_orgnr_ni_sifre"),
            kanonisk_adresse("postmottak_2012", navn="offentlig_postmottak_i_en_form"),
        ]

    def __str__(self) -> str:
        return self.navn

    def get_absolute_url(self) -> str:
        return reverse("offentlig", args=[self.slug])

    @property
    def domenene(self) -> tuple[str, ...]:
        """Domenene en adresse hos virksomheten kan være på, det viktigste først, med små bokstaver."""
        alle = (self.epostdomene, *self.andre_domener)
        return tuple(dict.fromkeys(domene.lower() for domene in alle if domene))


@gyldige_koder
@pghistory.track()
class Kontaktpunkt(Referanserad):
    """Noe en virksomhet selv har publisert som hjelper folk inn. Uten kilde finnes det ikke."""

    class Slag(models.TextChoices):
        POSTMOTTAK = "postmottak", _("Postmottak")
        SENTRALBORD = "sentralbord", _("Sentralbord")
        DELEGERING = "delegering", _("Delegeringsreglement")
        ORGANISASJONSKART = "organisasjonskart", _("Organisasjonskart")
        MOTEPLAN = "moteplan", _("Møteplan")
        BUDSJETT = "budsjett", _("Budsjett og årshjul")
        INNKJOP = "innkjop", _("Innkjøp og innkjøpssamarbeid")
        ENTREPRENORER = "entreprenorer", _("Side for sosiale entreprenører")

    part = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="kontaktpunkter", verbose_name=_("virksomhet")
    )
    slag = models.CharField(_("slag"), max_length=20, choices=Slag.choices)
    verdi = models.CharField(_("adresse eller lenke"), max_length=300)
    kilde = models.URLField(_("kilde"), max_length=300)
    sist_kontrollert = kontrollert(_("sist kontrollert"))

    class Meta(Referanserad.Meta):
        verbose_name = _("kontaktpunkt")
        verbose_name_plural = _("kontaktpunkter")
        ordering = ["part", "slag"]
        constraints = [
            models.UniqueConstraint(fields=["part", "slag", "verdi"], name="kontaktpunkt_en_gang"),
            models.CheckConstraint(condition=~models.Q(kilde=""), name="kontaktpunkt_har_kilde"),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.get_slag_display()}"


@gyldige_koder
@pghistory.track()
class Beslutningsvei(Oversettbar):
    """Hvem man snakker med først, og hvem som kan åpne døren, for et tema på et nivå – og når.

    Vilkårene (alder, situasjon, målgruppe, ord) gjelder sammen. En rad uten vilkår er hovedregelen.
    Lavest ``rang`` er det mest ansvarlige nivået.
    """

    oversettes = ("grunn", "merknad")

    nokkel = models.SlugField(_("nøkkel"), max_length=100, unique=True)
    tema = models.ForeignKey(Tema, models.PROTECT, related_name="veier", verbose_name=_("tema"))
    niva = models.CharField(_("nivå"), max_length=15, choices=Niva.choices)
    rang = models.PositiveSmallIntegerField(_("rang"))
    alder_fra = alder(_("alder fra"))
    alder_til = alder(_("alder til"))
    situasjoner = slugliste(_("situasjoner"), koder.SITUASJON)
    malgrupper = slugliste(_("målgrupper"), koder.MALGRUPPER)
    ord = ordliste(_("ord i teksten"), 60)
    forste = slugliste(_("første samtale"), ROLLER, i_rekkefolge=True, blank=False)
    dorapnere = slugliste(_("kan åpne døren"), ROLLER, i_rekkefolge=True)
    sektor = models.CharField(_("sektor"), max_length=10, choices=Sektor.choices)
    beslutter = slugliste(_("beslutter når den er en annen enn vanlig"), ROLLER, i_rekkefolge=True)
    grunn = models.TextField(_("grunn"))
    merknad = models.TextField(_("merknad"), blank=True)
    kilde = models.CharField(_("kilde"), max_length=300)

    class Meta(Referanserad.Meta):
        verbose_name = _("beslutningsvei")
        verbose_name_plural = _("beslutningsveier")
        ordering = ["tema", "rang"]
        constraints = [*alder_skranke("beslutningsvei"), mellom("rang", 1, 20, navn="beslutningsvei_rang")]

    def __str__(self) -> str:
        return self.nokkel


@gyldige_koder
@pghistory.track()
class Arshjul(Oversettbar):
    """En måned i budsjettåret på ett nivå: hva som skjer, og hva entreprenøren kan gjøre.

    Har raden en styreform, gjelder den der i stedet for nivåets egen rad for måneden.
    """

    oversettes = ("hva", "gjor")

    nokkel = models.SlugField(_("nøkkel"), max_length=60, unique=True)
    niva = models.CharField(_("nivå"), max_length=15, choices=Niva.choices)
    styreform = models.CharField(
        _("bare der styreformen er"), max_length=12, choices=OffentligPart.Styreform.choices, blank=True
    )
    slag = models.CharField(
        _("det virksomheten kan si måneden for"),
        max_length=10,
        choices=Budsjettledd.choices,
        blank=True,
        help_text=_("Har en virksomhet sagt sin egen måned, vises den der i stedet for denne raden."),
    )
    maned_fra = models.PositiveSmallIntegerField(_("fra måned"))
    maned_til = models.PositiveSmallIntegerField(_("til måned"))
    hva = models.TextField(_("hva skjer"))
    gjor = models.TextField(_("hva du kan gjøre"))
    er_vindu = models.BooleanField(_("et vindu for nye ideer"), default=False)
    kilde = models.URLField(_("kilde"), max_length=300, blank=True)

    class Meta(Referanserad.Meta):
        verbose_name = _("måned i budsjettåret")
        verbose_name_plural = _("budsjettåret")
        ordering = ["niva", "maned_fra"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(maned_fra__range=(1, 12), maned_til__range=(1, 12)),
                name="arshjul_maneder",
                violation_error_message=_("Månedene er tall fra 1 til 12."),
            )
        ]

    def __str__(self) -> str:
        return self.nokkel


class Veiviserutkast(Utkast):
    """Et behov noen i det offentlige prøver i modellveiviseren, uten konto."""

    hendelsesnavn = "veiviserutkast"

    class Meta:
        verbose_name = _("veiviserutkast")
        verbose_name_plural = _("veiviserutkast")
        constraints = [hoyst("svar", STORST, navn="veiviserutkast_svar_hoyst")]
