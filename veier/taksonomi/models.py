"""Det felles ordforrådet: steder, temaer, målgrupper, ord, samarbeidsmodeller, terskler, tilskudd."""

from __future__ import annotations

from functools import reduce
from operator import or_

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veier.database import skranker
from veier.database.rekkefolge import Norsk
from veier.referanse.felt import Kode, Kodeliste, Linjer, ikke_fram_i_tid
from veier.referanse.koder import Koder, gyldige_koder
from veier.referanse.modell import Oversettbar, Referanserad
from veier.taksonomi import koder
from veier.taksonomi.ordforrad import SIGNALER, Niva, Sektor
from veier.taksonomi.querysets import Omradesporring
from veier.typer import Nokkelord, Setning, Verdi, Verdier


def slugliste(
    navn: Setning, koder: Koder | None = None, *, i_rekkefolge: bool = False, **valg: Nokkelord
) -> Linjer:
    """Felt med en liste av koder. Uten ``koder`` kontrolleres de av skjemaet som skriver dem."""
    alle: Verdier = {"verbose_name": navn, "default": list, "blank": True} | valg
    if koder is None:
        return Linjer(models.CharField(max_length=80), **alle)
    return Kodeliste(models.CharField(max_length=80), koder=koder, i_rekkefolge=i_rekkefolge, **alle)


def nivaliste(navn: Setning, *, i_rekkefolge: bool = False) -> Kodeliste:
    """Felt med minst ett nivå."""
    return Kodeliste(
        models.CharField(max_length=15, choices=Niva.choices),
        verbose_name=navn,
        koder=koder.NIVAER,
        i_rekkefolge=i_rekkefolge,
    )


def setningsliste(navn: Setning, **valg: Nokkelord) -> Linjer:
    return Linjer(models.TextField(), verbose_name=navn, default=list, blank=True, **valg)


def ordliste(navn: Setning, lengde: int, **valg: Nokkelord) -> Linjer:
    """Felt med ord og uttrykk."""
    alle: Verdier = {"verbose_name": navn, "default": list, "blank": True} | valg
    return Linjer(models.CharField(max_length=lengde), **alle)


def kontrollert(navn: Setning, **valg: Nokkelord) -> models.DateField:
    """Datoen noe sist ble kontrollert."""
    return models.DateField(navn, validators=[ikke_fram_i_tid], **valg)


def alder(navn: Setning) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        navn, null=True, blank=True, validators=[MaxValueValidator(skranker.ELDSTE)]
    )


class Referanseversjon(models.Model):
    """Ett tall som øker hver gang referansedata endres, uansett hvordan. Én rad.

    ``tabeller`` har tallet fra siste gang hver tabell ble endret; en tabell som ikke står der, er ikke endret ennå.
    """

    nummer = models.BigIntegerField(default=1)
    tabeller = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("referanseversjon")
        verbose_name_plural = _("referanseversjoner")

    def __str__(self) -> str:
        return str(self.nummer)


@gyldige_koder
@pghistory.track()
class Omrade(Referanserad):
    """Et sted: landet, et fylke eller en kommune. Virksomheten kommunen er noe annet (OffentligPart)."""

    class Type(models.TextChoices):
        LAND = "land", _("Land")
        FYLKE = "fylke", _("Fylke")
        KOMMUNE = "kommune", _("Kommune")

    kode = models.CharField(_("nummer"), max_length=4, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    type = models.CharField(_("type"), max_length=10, choices=Type.choices)
    navn = models.CharField(_("navn"), max_length=80)
    andre_navn = ordliste(_("samiske og kvenske navn"), 80)
    overordnet = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deler",
        verbose_name=_("ligger i"),
    )
    malform = Kode(_("målform"), max_length=10, blank=True, koder=koder.MALFORM)
    innbyggere = models.PositiveIntegerField(_("innbyggere"), null=True, blank=True)
    innbyggere_arstall = models.PositiveSmallIntegerField(_("folketall per 1.1."), null=True, blank=True)
    breddegrad = models.FloatField(_("breddegrad"), null=True, blank=True)
    lengdegrad = models.FloatField(_("lengdegrad"), null=True, blank=True)
    sentralitet = models.PositiveSmallIntegerField(_("sentralitet (1–6)"), null=True, blank=True)
    administrasjonssenter = models.CharField(_("administrasjonssenter"), max_length=80, blank=True)

    objects = Omradesporring.as_manager()  # type: ignore[misc]  # styreren er en annen enn i grunnlaget

    class Meta(Referanserad.Meta):
        verbose_name = _("område")
        verbose_name_plural = _("områder")
        ordering = ["kode"]
        constraints = [
            skranker.mellom("sentralitet", 1, 6, navn="omrade_sentralitet"),
            skranker.mellom("breddegrad", 57, 82, navn="omrade_breddegrad"),
            skranker.mellom("lengdegrad", 4, 35, navn="omrade_lengdegrad"),
            skranker.mellom("innbyggere_arstall", 2000, 2100, navn="omrade_arstall"),
        ]

    def __str__(self) -> str:
        return self.navn

    @property
    def navn_i_valg(self) -> str:
        """«Oslo (fylke 03)» og «Oslo (kommune 0301)»: navnet alene skiller dem ikke."""
        return f"{self.navn} ({self.get_type_display().lower()} {self.kode})"


@pghistory.track()
class TidligereOmrade(Referanserad):
    """Et nummer og navn som ikke lenger er i bruk, og området det førte til."""

    nummer = models.CharField(_("nummer"), max_length=4)
    navn = models.CharField(_("navn"), max_length=80)
    gyldig_til = models.DateField(_("siste gyldige dag"))
    arsak = models.CharField(_("årsak"), max_length=40, blank=True)
    omrade = models.ForeignKey(
        Omrade, models.PROTECT, related_name="tidligere", verbose_name=_("område i dag")
    )

    class Meta(Referanserad.Meta):
        verbose_name = _("tidligere område")
        verbose_name_plural = _("tidligere områder")
        ordering = ["nummer"]
        constraints = [models.UniqueConstraint(fields=["nummer", "omrade"], name="tidligere_nummer_omrade")]

    def __str__(self) -> str:
        return f"{self.nummer} {self.navn}"


@gyldige_koder
@pghistory.track()
class Tema(Oversettbar):
    """Et samfunnsområde, med nivåene som har ansvar – det mest ansvarlige først."""

    oversettes = ("navn", "kort")
    ma_oversettes = ("navn",)

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    navn = models.CharField(_("navn"), max_length=80)
    kort = models.CharField(_("kort forklart"), max_length=250)
    nivaer = nivaliste(_("ansvarlige nivåer"), i_rekkefolge=True)
    sektor = models.CharField(_("sektor"), max_length=10, choices=Sektor.choices)
    alder_fra = alder(_("alder fra"))
    alder_til = alder(_("alder til"))
    naer = slugliste(_("nære temaer"), koder.TEMAER)
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta(Referanserad.Meta):
        verbose_name = _("tema")
        verbose_name_plural = _("temaer")
        ordering = ["rekkefolge"]
        constraints = skranker.alder("tema")

    def __str__(self) -> str:
        return self.navn


@gyldige_koder
@pghistory.track()
class Malgruppe(Oversettbar):
    """Hvem et tilbud er for."""

    oversettes = ("navn",)
    ma_oversettes = ("navn",)

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    navn = models.CharField(_("navn"), max_length=80)
    tema = Kode(_("tema når ingenting annet sier det"), max_length=80, blank=True, koder=koder.TEMAER)
    alder_fra = alder(_("alder fra"))
    alder_til = alder(_("alder til"))
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta(Referanserad.Meta):
        verbose_name = _("målgruppe")
        verbose_name_plural = _("målgrupper")
        ordering = ["rekkefolge"]
        constraints = skranker.alder("malgruppe")

    def __str__(self) -> str:
        return self.navn


@gyldige_koder
@pghistory.track()
class Synonym(Referanserad):
    """Et ord eller uttrykk folk skriver, og temaet eller målgruppen det peker på.

    ``gjelder`` er «tema:slug» eller «malgruppe:slug». Stjerne foran eller bak betyr at ordet også
    gjelder som ledd i sammensetninger («*frafall», «demens*»).
    """

    class Styrke(models.TextChoices):
        STERK = "sterk", _("Sterk: gir temaet alene")
        SAGT = "sagt", _("Sagt: gir temaet alene i en tekst, men er ikke et ord å søke med")
        SVAK = "svak", _("Svak: bare sammen med et annet ord for temaet")

    gjelder = Kode(_("gjelder"), max_length=100, koder=koder.TEMA_ELLER_MALGRUPPE)
    uttrykk = models.CharField(_("uttrykk"), max_length=80)
    styrke = models.CharField(_("styrke"), max_length=5, choices=Styrke.choices)
    ikke_med = ordliste(_("gjelder ikke sammen med"), 60)
    bare_med = ordliste(_("gjelder bare sammen med"), 60)

    class Meta(Referanserad.Meta):
        verbose_name = _("synonym")
        verbose_name_plural = _("synonymer")
        ordering = ["gjelder", "uttrykk"]
        constraints = [models.UniqueConstraint(fields=["gjelder", "uttrykk"], name="synonym_gjelder_uttrykk")]

    def __str__(self) -> str:
        return f"{self.uttrykk} → {self.gjelder}"


@gyldige_koder
@pghistory.track()
class Tekstsignal(Referanserad):
    """Et uttrykk i fritekst som svarer på et spørsmål i skjemaet («har prøvd det i» → modenhet testet)."""

    felt = Kode(_("spørsmålet"), max_length=30, koder=koder.SIGNALFELT)
    verdi = Kode(_("svaret"), max_length=30, koder=koder.SIGNALVERDI)
    uttrykk = models.CharField(_("uttrykk"), max_length=80)

    class Meta(Referanserad.Meta):
        verbose_name = _("tekstsignal")
        verbose_name_plural = _("tekstsignaler")
        ordering = ["felt", "verdi", "uttrykk"]
        constraints = [
            models.UniqueConstraint(fields=["felt", "uttrykk"], name="tekstsignal_felt_uttrykk"),
            models.CheckConstraint(
                condition=reduce(
                    or_, (Q(felt=felt, verdi__in=valg.values) for felt, valg in SIGNALER.items())
                ),
                name="tekstsignal_svar_paa_sporsmal",
                violation_error_message=_("Svaret hører ikke til spørsmålet."),
                violation_error_code="verdi",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uttrykk} → {self.felt}={self.verdi}"


@gyldige_koder
@pghistory.track()
class Samarbeidsmodell(Oversettbar):
    """En måte å samarbeide på: hva, når, når ikke, hvem bestemmer – og reglene motoren bruker."""

    oversettes = (
        "navn",
        "kort",
        "passer_nar",
        "passer_ikke_nar",
        "hvem_bestemmer",
        "belop",
        "anskaffelsesregler",
        "varighet",
        "forutsetninger",
        "steg",
        "risiko",
        "kort_offentlig",
        "forutsetninger_offentlig",
        "steg_offentlig",
    )
    ma_oversettes = ("navn",)

    class Gruppe(models.TextChoices):
        START = "start", _("Komme i gang sammen")
        KJOP = "kjop", _("Kjøp og drift")
        UTVIKLING = "utvikling", _("Utvikle noe nytt")
        FINANSIERING = "finansiering", _("Tilskudd og delt risiko")
        ARBEID = "arbeid", _("Arbeid og Nav")
        DELE = "dele", _("Dele metode, rom og kunnskap")

    nummer = models.PositiveSmallIntegerField(_("nummer"), unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    navn = models.CharField(_("navn"), max_length=100)
    gruppe = models.CharField(_("gruppe"), max_length=15, choices=Gruppe.choices)
    kort = models.TextField(_("kort forklart"))
    passer_nar = models.TextField(_("passer når"))
    passer_ikke_nar = models.TextField(_("passer ikke når"))
    hvem_bestemmer = models.TextField(_("hvem bestemmer vanligvis"))
    belop = models.TextField(_("beløp (ex. mva.)"))
    anskaffelsesregler = models.TextField(_("anskaffelsesregler"))
    varighet = models.CharField(_("varighet"), max_length=100)
    forutsetninger = models.TextField(_("forutsetninger"))
    steg = setningsliste(_("steg"))
    risiko = models.TextField(_("risiko"))
    # Det samme, sagt til det offentlige. Tomt: teksten over gjelder begge.
    kort_offentlig = models.TextField(_("kort forklart for det offentlige"), blank=True)
    forutsetninger_offentlig = models.TextField(_("forutsetninger for det offentlige"), blank=True)
    steg_offentlig = setningsliste(_("steg for det offentlige"))
    gjelder_mennesker = models.BooleanField(_("trenger sjekklisten for pilot med mennesker"), default=False)
    kilder = setningsliste(_("kilder"))
    sist_kontrollert = kontrollert(_("sist kontrollert"))

    # Reglene: se samarbeid/matching/regler/modeller.py for hva hvert felt betyr.
    vanlighet = models.PositiveSmallIntegerField(
        _("hvor vanlig (0–100)"), validators=[MaxValueValidator(100)]
    )
    modenhet_ja = slugliste(_("modenhet som passer"), koder.MODENHET)
    modenhet_delvis = slugliste(_("modenhet som kan passe"), koder.MODENHET)
    verdi_fra = Kode(
        _("samlet verdi fra (kroner eller terskel)"),
        max_length=40,
        blank=True,
        koder=koder.BELOP_ELLER_TERSKEL,
    )
    verdi_til = Kode(
        _("samlet verdi til (kroner eller terskel)"),
        max_length=40,
        blank=True,
        koder=koder.BELOP_ELLER_TERSKEL,
    )
    finnes_ja = slugliste(_("finnes fra før"), koder.FINNES)
    tjenestetype_ja = slugliste(_("tjenestetyper"), koder.TJENESTETYPE)
    organisasjonsform_ja = slugliste(_("organisasjonsformer"), koder.ORGANISASJONSFORM)
    utbytte_ja = Kode(_("utbytte"), max_length=5, blank=True, koder=koder.UTBYTTE)
    sparer_ja = slugliste(_("hvem sparer"), koder.SPARER)
    effekt_ja = slugliste(_("effektdokumentasjon"), koder.EFFEKT)
    styres_ja = slugliste(_("styres av"), koder.STYRES)
    nivaer_ja = slugliste(_("nivåer"), koder.NIVAER)
    tema_ja = slugliste(_("temaer"), koder.TEMAER)
    varighet_ja = Kode(_("varighet (kort eller lang)"), max_length=5, blank=True, koder=koder.AVTALELENGDE)
    krever = slugliste(_("må være oppfylt for «passer godt»"), koder.KRITERIER)
    hindrer = slugliste(_("gir «passer neppe» når det ikke stemmer"), koder.KRITERIER)
    onskeord = setningsliste(_("ord som ber om modellen"))
    beslutter_liten = slugliste(_("beslutter, lite beløp"), koder.ROLLESLAG, i_rekkefolge=True, blank=False)
    beslutter_middels = slugliste(
        _("beslutter, middels beløp"), koder.ROLLESLAG, i_rekkefolge=True, blank=False
    )
    beslutter_stor = slugliste(_("beslutter, stort beløp"), koder.ROLLESLAG, i_rekkefolge=True, blank=False)

    class Meta(Referanserad.Meta):
        verbose_name = _("samarbeidsmodell")
        verbose_name_plural = _("samarbeidsmodeller")
        ordering = ["nummer"]
        constraints = [
            skranker.mellom("vanlighet", 0, 100, navn="samarbeidsmodell_vanlighet"),
            *(
                skranker.minst_en(felt, navn=f"samarbeidsmodell_{felt}_minst_en")
                for felt in ("beslutter_liten", "beslutter_middels", "beslutter_stor")
            ),
        ]

    def __str__(self) -> str:
        return self.navn

    def get_absolute_url(self) -> str:
        return reverse("modell", args=[self.slug])

    def for_det_offentlige(self, felt: str) -> Verdi:
        """Teksten sagt til det offentlige, på sidens språk; den som gjelder begge, når det ikke er noen egen."""
        return getattr(self.vist, f"{felt}_offentlig") or getattr(self.vist, felt)


@gyldige_koder
@pghistory.track()
class Terskelverdi(Oversettbar):
    """En beløpsgrense i regelverket. Alle beløp er ex. mva. Euro regnes aldri om her."""

    oversettes = ("navn", "merknad")

    class Status(models.TextChoices):
        VEDTATT = "vedtatt", _("Vedtatt")
        FORESLATT = "foreslatt", _("Foreslått, vises bare")

    nokkel = models.SlugField(_("nøkkel"), max_length=60, unique=True)
    slug = models.SlugField(_("grense"), max_length=40)
    navn = models.CharField(_("navn"), max_length=120)
    verdi = models.PositiveBigIntegerField(_("verdi i kroner ex. mva."))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    gyldig_fra = models.DateField(_("gyldig fra"), null=True, blank=True)
    gyldig_til = models.DateField(_("gyldig til"), null=True, blank=True)
    kilde = models.URLField(_("kilde"), max_length=300)
    sist_kontrollert = kontrollert(_("sist kontrollert"))
    merknad = models.TextField(_("merknad"), blank=True)

    class Meta(Referanserad.Meta):
        verbose_name = _("terskelverdi")
        verbose_name_plural = _("terskelverdier")
        ordering = ["slug", "gyldig_fra"]
        constraints = [
            skranker.fra_for_til(
                "gyldig_fra",
                "gyldig_til",
                navn="terskelverdi_fra_til",
                setning=_("«Gyldig til» kan ikke være før «gyldig fra»."),
            ),
            skranker.mellom("verdi", 1, 10**12, navn="terskelverdi_verdi"),
        ]

    def __str__(self) -> str:
        return f"{self.navn}: {self.verdi}"


@gyldige_koder
@pghistory.track()
class Tilskuddsordning(Oversettbar):
    """En ordning man kan søke penger fra, med det som avgjør om en idé er innenfor."""

    oversettes = ("kort", "hvem_kan_soke", "ma_prioritere", "dekker_ikke", "vindu")

    class Soker(models.TextChoices):
        ENTREPRENOR = "entreprenor", _("Entreprenøren selv")
        KOMMUNE = "kommune", _("En offentlig virksomhet")
        BEGGE = "begge", _("Begge kan søke")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    navn = models.CharField(_("navn"), max_length=150)
    kalles = setningsliste(
        _("det folk kaller den"),
        help_text=_("Nevner en idé ordningen ved et av disse navnene, er den med i svaret."),
    )
    forvalter = models.CharField(_("forvalter"), max_length=120)
    kort = models.TextField(_("kort forklart"))
    soker = models.CharField(_("hvem søker"), max_length=12, choices=Soker.choices)
    hvem_kan_soke = models.TextField(_("hvem kan søke"))
    ma_prioritere = models.TextField(_("hvem må prioritere"), blank=True)
    dekker_ikke = models.TextField(_("dekker ikke"), blank=True)
    uten_utbytte = models.BooleanField(_("krever at utbytte ikke tas ut"), default=False)
    i_frivillighetsregisteret = models.BooleanField(_("krever Frivillighetsregisteret"), default=False)
    organisasjonsformer = slugliste(
        _("organisasjonsformer som kan søke (tom = alle)"), koder.ORGANISASJONSFORM
    )
    ikke_organisasjonsformer = slugliste(_("organisasjonsformer som ikke kan søke"), koder.ORGANISASJONSFORM)
    temaer = slugliste(_("temaer (tom = alle)"), koder.TEMAER)
    malgrupper = slugliste(_("målgrupper (tom = alle)"), koder.MALGRUPPER)
    modenhet = slugliste(_("modenhet (tom = alle)"), koder.MODENHET)
    ikke_tjenestetyper = slugliste(_("tjenestetyper ordningen ikke dekker"), koder.TJENESTETYPE)
    omrader = slugliste(_("områder (tom = hele landet)"), koder.OMRADER)
    alder_fra = alder(_("alder fra"))
    alder_til = alder(_("alder til"))
    vindu = models.TextField(_("søknadsfrist"))
    fristmaneder = Linjer(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)]),
        verbose_name=_("måneder fristen pleier å være i (tom = ikke kjent)"),
        default=list,
        blank=True,
    )
    sett_arstall = models.PositiveSmallIntegerField(_("utlysning sist sett"), null=True, blank=True)
    avsluttet = models.BooleanField(_("avsluttet eller stengt"), default=False)
    lenke = models.URLField(_("lenke"), max_length=300, blank=True)
    kilde = models.URLField(_("kilde"), max_length=300, blank=True)
    sist_kontrollert = kontrollert(_("sist kontrollert"), null=True, blank=True)

    class Meta(Referanserad.Meta):
        verbose_name = _("tilskuddsordning")
        verbose_name_plural = _("tilskuddsordninger")
        ordering = [Norsk("navn"), "pk"]
        constraints = [
            *skranker.alder("tilskuddsordning"),
            skranker.mellom("sett_arstall", 2000, 2100, navn="tilskuddsordning_arstall"),
            models.CheckConstraint(
                condition=models.Q(fristmaneder__contained_by=list(range(1, 13))),
                name="tilskuddsordning_fristmaneder",
                violation_error_message=_("Månedene er tall fra 1 til 12."),
                violation_error_code="fristmaneder",
            ),
        ]

    def __str__(self) -> str:
        return self.navn

    def get_absolute_url(self) -> str:
        return reverse("tilskudd_ordning", args=[self.slug])
