"""Det felles ordforrådet: steder, temaer, målgrupper, ord, samarbeidsmodeller, terskler, tilskudd."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from veier.referanse.modell import Referanserad, nynorsk
from veier.rekkefolge import Norsk
from veier.taksonomi.querysets import Omradesporring


def slugliste(navn, **valg):
    """Felt med en liste av slugger; at hver av dem finnes, kontrolleres ved innlasting og i testene."""
    return ArrayField(models.CharField(max_length=80), verbose_name=navn, default=list, blank=True, **valg)


def setningsliste(navn):
    return ArrayField(models.TextField(), verbose_name=navn, default=list, blank=True)


class Niva(models.TextChoices):
    """Nivåene i offentlig sektor, slik resten av portalen og andre bruker dem."""

    KOMMUNE = "kommune", _("Kommune")
    FYLKESKOMMUNE = "fylkeskommune", _("Fylkeskommune")
    NAV = "nav", _("Nav")
    STAT = "stat", _("Stat")


class Sektor(models.TextChoices):
    """Hvilken del av virksomheten et tema hører under; avgjør hvem som er sektorens leder."""

    OPPVEKST = "oppvekst", _("Oppvekst og utdanning")
    HELSE = "helse", _("Helse og velferd")
    SAMFUNN = "samfunn", _("Samfunn, kultur og næring")
    ARBEID = "arbeid", _("Arbeid og inntekt")


# Står den alt i køen, er én nok: den leser det som gjelder når den kjører.
REGN_TREFFENE_OM = pgtrigger.Trigger(
    name="regn_treffene_om",
    when=pgtrigger.After,
    operation=pgtrigger.Update,
    func=(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args, scheduled_at)"
        " VALUES ('default', 'samarbeid.beregn_alle_treff', 'alle_treff', '{}', now() + interval '5 seconds')"
        " ON CONFLICT DO NOTHING;"
        " RETURN NULL;"
    ),
)


class Referanseversjon(models.Model):
    """Ett tall som øker hver gang referansedata endres, uansett hvordan. Én rad."""

    nummer = models.BigIntegerField(default=1)

    class Meta:
        verbose_name = _("referanseversjon")
        verbose_name_plural = _("referanseversjoner")
        triggers = [REGN_TREFFENE_OM]

    def __str__(self):
        return str(self.nummer)


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
    andre_navn = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("samiske og kvenske navn"),
        default=list,
        blank=True,
    )
    overordnet = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deler",
        verbose_name=_("ligger i"),
    )
    malform = models.CharField(_("målform"), max_length=10, blank=True)
    innbyggere = models.PositiveIntegerField(_("innbyggere"), null=True, blank=True)
    innbyggere_arstall = models.PositiveSmallIntegerField(_("folketall per 1.1."), null=True, blank=True)
    breddegrad = models.FloatField(_("breddegrad"), null=True, blank=True)
    lengdegrad = models.FloatField(_("lengdegrad"), null=True, blank=True)
    sentralitet = models.PositiveSmallIntegerField(_("sentralitet (1–6)"), null=True, blank=True)
    administrasjonssenter = models.CharField(_("administrasjonssenter"), max_length=80, blank=True)

    objects = Omradesporring.as_manager()

    class Meta(Referanserad.Meta):
        verbose_name = _("område")
        verbose_name_plural = _("områder")
        ordering = ["kode"]

    def __str__(self):
        return self.navn


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

    def __str__(self):
        return f"{self.nummer} {self.navn}"


@pghistory.track()
class Tema(Referanserad):
    """Et samfunnsområde, med nivåene som har ansvar – det mest ansvarlige først."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    navn = models.CharField(_("navn"), max_length=80)
    navn_nn = models.CharField(_("navn på nynorsk"), max_length=80)
    kort = models.CharField(_("kort forklart"), max_length=250)
    kort_nn = nynorsk(_("kort forklart, nynorsk"))
    nivaer = ArrayField(
        models.CharField(max_length=15, choices=Niva.choices), verbose_name=_("ansvarlige nivåer")
    )
    sektor = models.CharField(_("sektor"), max_length=10, choices=Sektor.choices)
    alder_fra = models.PositiveSmallIntegerField(_("alder fra"), null=True, blank=True)
    alder_til = models.PositiveSmallIntegerField(_("alder til"), null=True, blank=True)
    naer = slugliste(_("nære temaer"))
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta(Referanserad.Meta):
        verbose_name = _("tema")
        verbose_name_plural = _("temaer")
        ordering = ["rekkefolge"]

    def __str__(self):
        return self.navn


@pghistory.track()
class Malgruppe(Referanserad):
    """Hvem et tilbud er for."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    navn = models.CharField(_("navn"), max_length=80)
    navn_nn = models.CharField(_("navn på nynorsk"), max_length=80)
    tema = models.SlugField(_("tema når ingenting annet sier det"), max_length=80, blank=True)
    alder_fra = models.PositiveSmallIntegerField(_("alder fra"), null=True, blank=True)
    alder_til = models.PositiveSmallIntegerField(_("alder til"), null=True, blank=True)
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta(Referanserad.Meta):
        verbose_name = _("målgruppe")
        verbose_name_plural = _("målgrupper")
        ordering = ["rekkefolge"]

    def __str__(self):
        return self.navn


@pghistory.track()
class Synonym(Referanserad):
    """Et ord eller uttrykk folk skriver, og temaet eller målgruppen det peker på.

    ``gjelder`` er «tema:slug» eller «malgruppe:slug». Stjerne foran eller bak betyr at ordet også
    gjelder som ledd i sammensetninger («*frafall», «demens*»).
    """

    class Styrke(models.TextChoices):
        STERK = "sterk", _("Sterk: gir temaet alene")
        SVAK = "svak", _("Svak: bare sammen med et annet ord for temaet")

    gjelder = models.CharField(_("gjelder"), max_length=100)
    uttrykk = models.CharField(_("uttrykk"), max_length=80)
    styrke = models.CharField(_("styrke"), max_length=5, choices=Styrke.choices)
    ikke_med = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("gjelder ikke sammen med"),
        default=list,
        blank=True,
    )
    bare_med = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("gjelder bare sammen med"),
        default=list,
        blank=True,
    )

    class Meta(Referanserad.Meta):
        verbose_name = _("synonym")
        verbose_name_plural = _("synonymer")
        ordering = ["gjelder", "uttrykk"]
        constraints = [models.UniqueConstraint(fields=["gjelder", "uttrykk"], name="synonym_gjelder_uttrykk")]

    def __str__(self):
        return f"{self.uttrykk} → {self.gjelder}"


@pghistory.track()
class Tekstsignal(Referanserad):
    """Et uttrykk i fritekst som svarer på et spørsmål i skjemaet («har prøvd det i» → modenhet testet)."""

    felt = models.CharField(_("felt"), max_length=30)
    verdi = models.CharField(_("verdi"), max_length=30)
    uttrykk = models.CharField(_("uttrykk"), max_length=80)

    class Meta(Referanserad.Meta):
        verbose_name = _("tekstsignal")
        verbose_name_plural = _("tekstsignaler")
        ordering = ["felt", "verdi", "uttrykk"]
        constraints = [models.UniqueConstraint(fields=["felt", "uttrykk"], name="tekstsignal_felt_uttrykk")]

    def __str__(self):
        return f"{self.uttrykk} → {self.felt}={self.verdi}"


@pghistory.track()
class Samarbeidsmodell(Referanserad):
    """En måte å samarbeide på: hva, når, når ikke, hvem bestemmer – og reglene motoren bruker."""

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
    navn_nn = models.CharField(_("navn på nynorsk"), max_length=100)
    gruppe = models.CharField(_("gruppe"), max_length=15, choices=Gruppe.choices)
    kort = models.TextField(_("kort forklart"))
    kort_nn = nynorsk(_("kort forklart, nynorsk"))
    passer_nar = models.TextField(_("passer når"))
    passer_nar_nn = nynorsk(_("passer når, nynorsk"))
    passer_ikke_nar = models.TextField(_("passer ikke når"))
    passer_ikke_nar_nn = nynorsk(_("passer ikke når, nynorsk"))
    hvem_bestemmer = models.TextField(_("hvem bestemmer vanligvis"))
    hvem_bestemmer_nn = nynorsk(_("hvem bestemmer vanligvis, nynorsk"))
    belop = models.TextField(_("beløp (ex. mva.)"))
    belop_nn = nynorsk(_("beløp (ex. mva.), nynorsk"))
    anskaffelsesregler = models.TextField(_("anskaffelsesregler"))
    anskaffelsesregler_nn = nynorsk(_("anskaffelsesregler, nynorsk"))
    varighet = models.CharField(_("varighet"), max_length=100)
    varighet_nn = nynorsk(_("varighet, nynorsk"))
    forutsetninger = models.TextField(_("forutsetninger"))
    forutsetninger_nn = nynorsk(_("forutsetninger, nynorsk"))
    steg = setningsliste(_("steg"))
    steg_nn = setningsliste(_("steg, nynorsk"))
    risiko = models.TextField(_("risiko"))
    risiko_nn = nynorsk(_("risiko, nynorsk"))
    gjelder_mennesker = models.BooleanField(_("trenger sjekklisten for pilot med mennesker"), default=False)
    kilder = setningsliste(_("kilder"))
    sist_kontrollert = models.DateField(_("sist kontrollert"))

    # Reglene: se samarbeid/matching/regler/modeller.py for hva hvert felt betyr.
    vanlighet = models.PositiveSmallIntegerField(_("hvor vanlig (0–100)"))
    modenhet_ja = slugliste(_("modenhet som passer"))
    modenhet_delvis = slugliste(_("modenhet som kan passe"))
    verdi_fra = models.CharField(_("samlet verdi fra (kroner eller terskel)"), max_length=40, blank=True)
    verdi_til = models.CharField(_("samlet verdi til (kroner eller terskel)"), max_length=40, blank=True)
    finnes_ja = slugliste(_("finnes fra før"))
    tjenestetype_ja = slugliste(_("tjenestetyper"))
    organisasjonsform_ja = slugliste(_("organisasjonsformer"))
    utbytte_ja = models.CharField(_("utbytte"), max_length=5, blank=True)
    sparer_ja = slugliste(_("hvem sparer"))
    effekt_ja = slugliste(_("effektdokumentasjon"))
    styres_ja = slugliste(_("styres av"))
    nivaer_ja = slugliste(_("nivåer"))
    tema_ja = slugliste(_("temaer"))
    varighet_ja = models.CharField(_("varighet (kort eller lang)"), max_length=5, blank=True)
    krever = slugliste(_("må være oppfylt for «passer godt»"))
    hindrer = slugliste(_("gir «passer neppe» når det ikke stemmer"))
    onskeord = setningsliste(_("ord som ber om modellen"))
    beslutter_liten = slugliste(_("beslutter, lite beløp"))
    beslutter_middels = slugliste(_("beslutter, middels beløp"))
    beslutter_stor = slugliste(_("beslutter, stort beløp"))

    class Meta(Referanserad.Meta):
        verbose_name = _("samarbeidsmodell")
        verbose_name_plural = _("samarbeidsmodeller")
        ordering = ["nummer"]

    def __str__(self):
        return self.navn


@pghistory.track()
class Terskelverdi(Referanserad):
    """En beløpsgrense i regelverket. Alle beløp er ex. mva. Euro regnes aldri om her."""

    class Status(models.TextChoices):
        VEDTATT = "vedtatt", _("Vedtatt")
        FORESLATT = "foreslatt", _("Foreslått, vises bare")

    nokkel = models.SlugField(_("nøkkel"), max_length=60, unique=True)
    slug = models.SlugField(_("grense"), max_length=40)
    navn = models.CharField(_("navn"), max_length=120)
    navn_nn = nynorsk(_("navn, nynorsk"))
    verdi = models.PositiveBigIntegerField(_("verdi i kroner ex. mva."))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    gyldig_fra = models.DateField(_("gyldig fra"), null=True, blank=True)
    gyldig_til = models.DateField(_("gyldig til"), null=True, blank=True)
    kilde = models.URLField(_("kilde"), max_length=300)
    sist_kontrollert = models.DateField(_("sist kontrollert"))
    merknad = models.TextField(_("merknad"), blank=True)
    merknad_nn = nynorsk(_("merknad, nynorsk"))

    class Meta(Referanserad.Meta):
        verbose_name = _("terskelverdi")
        verbose_name_plural = _("terskelverdier")
        ordering = ["slug", "gyldig_fra"]

    def __str__(self):
        return f"{self.navn}: {self.verdi}"


@pghistory.track()
class Tilskuddsordning(Referanserad):
    """En ordning man kan søke penger fra, med det som avgjør om en idé er innenfor."""

    class Soker(models.TextChoices):
        ENTREPRENOR = "entreprenor", _("Entreprenøren selv")
        KOMMUNE = "kommune", _("Kommunen eller fylkeskommunen")
        BEGGE = "begge", _("Begge kan søke")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    navn = models.CharField(_("navn"), max_length=150)
    forvalter = models.CharField(_("forvalter"), max_length=120)
    kort = models.TextField(_("kort forklart"))
    kort_nn = nynorsk(_("kort forklart, nynorsk"))
    soker = models.CharField(_("hvem søker"), max_length=12, choices=Soker.choices)
    hvem_kan_soke = models.TextField(_("hvem kan søke"))
    hvem_kan_soke_nn = nynorsk(_("hvem kan søke, nynorsk"))
    ma_prioritere = models.TextField(_("hvem må prioritere"), blank=True)
    ma_prioritere_nn = nynorsk(_("hvem må prioritere, nynorsk"))
    dekker_ikke = models.TextField(_("dekker ikke"), blank=True)
    dekker_ikke_nn = nynorsk(_("dekker ikke, nynorsk"))
    uten_utbytte = models.BooleanField(_("krever at utbytte ikke tas ut"), default=False)
    i_frivillighetsregisteret = models.BooleanField(_("krever Frivillighetsregisteret"), default=False)
    organisasjonsformer = slugliste(_("organisasjonsformer som kan søke (tom = alle)"))
    ikke_organisasjonsformer = slugliste(_("organisasjonsformer som ikke kan søke"))
    temaer = slugliste(_("temaer (tom = alle)"))
    malgrupper = slugliste(_("målgrupper (tom = alle)"))
    modenhet = slugliste(_("modenhet (tom = alle)"))
    ikke_tjenestetyper = slugliste(_("tjenestetyper ordningen ikke dekker"))
    omrader = slugliste(_("områder (tom = hele landet)"))
    alder_fra = models.PositiveSmallIntegerField(_("alder fra"), null=True, blank=True)
    alder_til = models.PositiveSmallIntegerField(_("alder til"), null=True, blank=True)
    vindu = models.TextField(_("søknadsfrist"))
    vindu_nn = nynorsk(_("søknadsfrist, nynorsk"))
    fristmaneder = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)]),
        verbose_name=_("måneder fristen pleier å være i (tom = ikke kjent)"),
        default=list,
        blank=True,
    )
    sett_arstall = models.PositiveSmallIntegerField(_("utlysning sist sett"), null=True, blank=True)
    lenke = models.URLField(_("lenke"), max_length=300, blank=True)
    kilde = models.URLField(_("kilde"), max_length=300, blank=True)
    sist_kontrollert = models.DateField(_("sist kontrollert"), null=True, blank=True)

    class Meta(Referanserad.Meta):
        verbose_name = _("tilskuddsordning")
        verbose_name_plural = _("tilskuddsordninger")
        ordering = [Norsk("navn"), "pk"]

    def __str__(self):
        return self.navn
