"""Samtalene mellom en entreprenør og en offentlig virksomhet: tråden, innleggene, lenkene, og hvor langt hver har lest.

Et innlegg endres aldri. Det som kan skje i en samtale, står i ``samarbeid.samtaler.tilstander``.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov, OffentligPart
from samarbeid.models.henvendelse import lag_referanse
from samarbeid.models.samtaler.konkurranse import Anskaffelse as Stillinger
from samarbeid.models.samtaler.konkurranse import MedKonkurranse
from samarbeid.querysets import Lenkesporring, Samtalesporring
from veier.database.skranker import kanonisk_adresse, kodene, mellom, uten_usynlige

HOYST_PURRINGER = 2
HOYST_KODEFORSOK = 5


class Samtaleside(models.TextChoices):
    ENTREPRENOR = "entreprenor", _("Entreprenøren")
    OFFENTLIG = "offentlig", _("Virksomheten")


class HarMer:
    """Det en rad fra ``samarbeid.samtaler.lesing`` sier om samtalen. Andre rader har det ikke."""

    har_apninger: bool
    har_inhabile: bool
    har_mottatt: bool
    har_samarbeid: bool
    har_vedlegg: bool
    uten_lesere: bool


@kodene
class Samtale(HarMer, MedKonkurranse, models.Model):
    """En tråd. ``til`` er adressen som har den nå, ``rolle`` den som bør lese den.

    ``siste_fra_…`` er nummeret på det siste innlegget fra hver side; 0 er ingen. ``purr_fra`` er første dagen det kan purres.
    """

    class Tilstand(models.TextChoices):
        SENDT = "sendt", _("Sendt")
        BESVART = "besvart", _("Besvart")
        VIDERESENDT = "videresendt", _("Sendt videre")
        AVVIST = "avvist", _("Takket nei")
        AVSLUTTET = "avsluttet", _("Avsluttet")

    class Kontakttvil(models.TextChoices):
        RETUR = "retur", _("E-posten kom ikke fram")
        FRAVAR = "fravar", _("Mottakeren svarte automatisk at hun er borte")

    Anskaffelse = Stillinger

    referanse = models.CharField(_("referanse"), max_length=9, unique=True, default=lag_referanse)
    entreprenor = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="samtaler", verbose_name=_("entreprenør")
    )
    part = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="samtaler", verbose_name=_("virksomhet")
    )
    ide = models.ForeignKey(
        Ide, models.SET_NULL, null=True, blank=True, related_name="samtaler", verbose_name=_("idé")
    )
    behov = models.ForeignKey(
        Behov, models.SET_NULL, null=True, blank=True, related_name="samtaler", verbose_name=_("behov")
    )
    begynt_av = models.CharField(
        _("begynt av"), max_length=12, choices=Samtaleside.choices, default=Samtaleside.ENTREPRENOR
    )
    emne = models.CharField(_("emne"), max_length=120)
    rolle = models.CharField(_("den som bør lese den"), max_length=150, blank=True)
    til = models.EmailField(_("sendt til"), max_length=254)
    tilstand = models.CharField(
        _("tilstand"), max_length=12, choices=Tilstand.choices, default=Tilstand.SENDT
    )
    anskaffelse = models.CharField(
        _("anskaffelsen"), max_length=12, choices=Anskaffelse.choices, default=Anskaffelse.APEN
    )
    doffin = models.CharField(_("hvor konkurransen er kunngjort"), max_length=200, blank=True)
    siste_fra_entreprenor = models.PositiveIntegerField(_("siste fra entreprenøren"), default=0)
    siste_fra_offentlig = models.PositiveIntegerField(_("siste fra virksomheten"), default=0)
    purringer = models.PositiveSmallIntegerField(_("purringer"), default=0)
    purr_fra = models.DateField(_("kan purres fra"))
    # Det e-posten til ``til`` ble møtt med sist, når den neppe er lest der.
    kontakttvil = models.CharField(
        _("tvil om adressen"), max_length=6, choices=Kontakttvil.choices, blank=True, default=""
    )
    # Siden som har foreslått et møte den andre ikke har valgt tid for.
    mote_fra = models.CharField(
        _("venter på en møtetid"), max_length=12, choices=Samtaleside.choices, blank=True, default=""
    )
    startet_tid = models.DateTimeField(_("startet"), auto_now_add=True)
    endret_tid = models.DateTimeField(_("siste innlegg"), default=timezone.now)
    ferdig_tid = models.DateTimeField(_("ferdig"), null=True, blank=True)

    lest_til: int  # bare på rader fra ``med_lest``

    objects = Samtalesporring.as_manager()

    class Meta:
        verbose_name = _("samtale")
        verbose_name_plural = _("samtaler")
        ordering = ["-endret_tid", "-pk"]
        indexes = [
            models.Index(fields=["entreprenor", "-endret_tid"], name="samtale_entreprenor"),
            models.Index(fields=["part", "-endret_tid"], name="samtale_part"),
        ]
        constraints = [
            kanonisk_adresse("til", navn="samtale_til_i_en_form"),
            uten_usynlige("emne", navn="samtale_emne_uten_usynlige"),
            mellom("purringer", 0, HOYST_PURRINGER, navn="samtale_purringer"),
            models.CheckConstraint(
                condition=~Q(anskaffelse="kunngjort") | ~Q(doffin=""), name="samtale_kunngjort_har_sted"
            ),
            models.CheckConstraint(
                condition=Q(tilstand__in=["avvist", "avsluttet"], ferdig_tid__isnull=False)
                | (~Q(tilstand__in=["avvist", "avsluttet"]) & Q(ferdig_tid=None)),
                name="samtale_ferdig_har_tid",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=["besvart", "avvist", "videresendt"])
                | Q(siste_fra_offentlig__gt=0),
                name="samtale_svar_har_innlegg",
            ),
        ]

    def __str__(self) -> str:
        return self.referanse

    def get_absolute_url(self) -> str:
        return reverse("samtale_trad", args=[self.referanse])

    @property
    def stillingen(self) -> str:
        """Tilstanden slik den leses."""
        return stillingen(self.tilstand, besvart=self.er_besvart)

    @property
    def er_besvart(self) -> bool:
        """Den andre enn den som begynte, har svart."""
        return er_besvart(self.tilstand, self.begynt_av, self.siste_fra_entreprenor)

    @property
    def siste_nr(self) -> int:
        return max(self.siste_fra_entreprenor, self.siste_fra_offentlig)

    def hos(self, side: str) -> Entreprenor | OffentligPart:
        """Organisasjonen på siden."""
        return self.entreprenor if side == Samtaleside.ENTREPRENOR else self.part

    def siste_fra_andre(self, side: str) -> int:
        """Nummeret på det siste innlegget fra den andre siden enn ``side``."""
        return self.siste_fra_offentlig if side == Samtaleside.ENTREPRENOR else self.siste_fra_entreprenor


def stillingen(tilstand: str, *, besvart: bool) -> str:
    """Tilstanden slik den leses: den virksomheten begynte, er ikke besvart før entreprenøren har skrevet."""
    if tilstand == Samtale.Tilstand.BESVART and not besvart:
        return gettext("Venter på svar")
    return str(Samtale.Tilstand(tilstand).label)


def er_besvart(tilstand: str, begynt_av: str, siste_fra_entreprenor: int) -> bool:
    """Den virksomheten begynte, er åpen for begge med en gang, og besvart når entreprenøren har skrevet."""
    svarte = begynt_av == Samtaleside.ENTREPRENOR or siste_fra_entreprenor > 0
    return tilstand == Samtale.Tilstand.BESVART and svarte


@kodene
class Innlegg(models.Model):
    """Noe én side har skrevet eller gjort. ``sendenokkel`` følger skjemaet: det samme skjemaet gir aldri to innlegg.

    ``navn`` er det en uten konto skriver at hun heter. En med konto kjennes av ``av``, og navnet går når kontoen slettes.
    """

    class Slag(models.TextChoices):
        MELDING = "melding", _("Skrev")
        SVAR = "svar", _("Svarte")
        PURRING = "purring", _("Purret")
        VIDERESENDT = "videresendt", _("Sendte videre")
        AVSLAG = "avslag", _("Takket nei")
        ANSKAFFELSE = "anskaffelse", _("Endret hvor anskaffelsen står")
        AVSLUTTET = "avsluttet", _("Avsluttet samtalen")
        MOTE = "mote", _("Foreslo et møte")
        MOTETID = "motetid", _("Valgte en tid for møtet")
        REFERAT = "referat", _("Skrev ned et møte")
        INHABIL = "inhabil", _("Ga saken til en kollega")

    samtale = models.ForeignKey(Samtale, models.CASCADE, related_name="innlegg", verbose_name=_("samtale"))
    nr = models.PositiveIntegerField(_("nummer"))
    slag = models.CharField(_("slag"), max_length=12, choices=Slag.choices)
    side = models.CharField(_("fra"), max_length=12, choices=Samtaleside.choices)
    tekst = models.TextField(_("tekst"), blank=True)
    navn = models.CharField(_("navn"), max_length=100, blank=True)
    epost = models.EmailField(_("adresse"), max_length=254, blank=True)
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("av"),
    )
    sendenokkel = models.UUIDField(_("skjemaets nøkkel"), editable=False)
    tid = models.DateTimeField(_("tid"), default=timezone.now)

    class Meta:
        verbose_name = _("innlegg i en samtale")
        verbose_name_plural = _("innlegg i samtaler")
        ordering = ["samtale", "nr"]
        constraints = [
            models.UniqueConstraint(fields=["samtale", "nr"], name="innlegg_ett_per_nummer"),
            models.UniqueConstraint(fields=["samtale", "sendenokkel"], name="innlegg_en_gang_per_skjema"),
            kanonisk_adresse("epost", navn="innlegg_epost_i_en_form"),
            uten_usynlige("navn", navn="innlegg_navn_uten_usynlige"),
            models.CheckConstraint(condition=Q(nr__gte=1), name="innlegg_fra_en"),
            models.CheckConstraint(
                condition=~Q(tekst="") | Q(slag__in=["videresendt", "inhabil", "anskaffelse", "avsluttet"]),
                name="innlegg_har_tekst",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.samtale} {self.nr}"

    @property
    def hvem(self) -> str:
        """Den som skrev, når det er kjent: kontoen eller navnet, ellers adressen hun skrev fra."""
        return str(self.av) if self.av else self.navn or self.epost


class Mottakerlenke(HarMer, models.Model):
    """Lenken i en e-post til én adresse. Nøkkelen står bare i e-posten. Koden som bekrefter adressen, er også et avtrykk."""

    samtale = models.ForeignKey(Samtale, models.CASCADE, related_name="lenker", verbose_name=_("samtale"))
    avtrykk = models.CharField(_("avtrykk"), max_length=64, unique=True, editable=False)
    epost = models.EmailField(_("sendt til"), max_length=254)
    # E-posten lenken sto i, så et svar på den kan kjennes igjen.
    melding_id = models.CharField(_("Message-ID"), max_length=200, blank=True, editable=False, db_index=True)
    laget_tid = models.DateTimeField(_("laget"), auto_now_add=True)
    utloper_tid = models.DateTimeField(_("virker til"))
    trukket_tid = models.DateTimeField(_("trukket"), null=True, blank=True)
    kodeavtrykk = models.CharField(_("avtrykk av koden"), max_length=64, blank=True, editable=False)
    kode_utloper_tid = models.DateTimeField(_("koden virker til"), null=True, blank=True, editable=False)
    kodeforsok = models.PositiveSmallIntegerField(_("forsøk på koden"), default=0, editable=False)

    objects = Lenkesporring.as_manager()

    class Meta:
        verbose_name = _("lenke til en samtale")
        verbose_name_plural = _("lenker til samtaler")
        ordering = ["pk"]
        constraints = [
            kanonisk_adresse("epost", navn="mottakerlenke_epost_i_en_form"),
            mellom("kodeforsok", 0, HOYST_KODEFORSOK, navn="mottakerlenke_kodeforsok"),
        ]

    def __str__(self) -> str:
        return f"lenke til {self.samtale}"


class Lest(models.Model):
    """Hvor langt én person har lest i en samtale."""

    samtale = models.ForeignKey(Samtale, models.CASCADE, related_name="lest", verbose_name=_("samtale"))
    bruker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("bruker")
    )
    nr = models.PositiveIntegerField(_("lest til og med"))

    class Meta:
        verbose_name = _("lest i en samtale")
        verbose_name_plural = _("lest i samtaler")
        constraints = [models.UniqueConstraint(fields=["samtale", "bruker"], name="lest_en_gang")]

    def __str__(self) -> str:
        return f"{self.samtale} til {self.nr}"
