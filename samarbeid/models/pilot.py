"""Piloten i et samarbeid: planen, tallene, sjekklisten og avgjørelsen.

Det som må være på plass før den kan starte, er fra kortet om pilotavtalen: hypotese, tre til fem indikatorer, pris, tid,
personvern, hva som skjer etterpå, og hvem som avgjør og når. Databasen passer på det også (``pilot_startet_er_hel``).
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entreprenorer.models import Virkning
from samarbeid.models.samarbeid import Samarbeid, personen
from samarbeid.models.samtaler.samtale import Samtaleside
from samarbeid.querysets import Pilotsporring
from veier.database.skranker import fra_for_til, kodene, mellom
from veier.taksonomi.ordforrad import Rolleslag

FLEST_INDIKATORER = 5
# Det en pilot ikke kan starte uten: (felt, verdien det har når det mangler).
PAKREVD: tuple[tuple[str, object], ...] = (
    ("hypotese", ""), ("innsats_entreprenor", ""), ("innsats_offentlig", ""), ("pris", None), ("personvern", ""),
    ("slutt_dato", None), ("videre", ""), ("stopp", ""), ("beslutningsdato", None), ("beslutter", ""), ("beslutter_rolle", ""),
    ("beslutter_vet", False),
)  # fmt: skip


def _helt() -> Q:
    """Alt i ``PAKREVD`` er fylt ut."""
    ut = Q()
    for felt, tomt in PAKREVD:
        ut &= Q(**{f"{felt}__isnull": False}) if tomt is None else ~Q(**{felt: tomt})
    return ut


@kodene
class Pilot(models.Model):
    """En avgrenset prøve. ``pris`` er hele kroner uten merverdiavgift for hele prøven; 0 er at ingen betaler.

    ``beslutter`` avgjør om det går videre etterpå; ``beslutter_vet`` er at hun vet det.
    """

    class Personvern(models.TextChoices):
        INGEN = "ingen", _("Vi samler ikke inn personopplysninger")
        AVKLART = "avklart", _("Det er avklart hvordan personopplysningene behandles")

    class Avgjorelse(models.TextChoices):
        VIDERE = "videre", _("Det går videre til en avtale")
        MER = "mer", _("Det prøves mer først")
        STOPP = "stopp", _("Det stopper her")

    samarbeid = models.ForeignKey(
        Samarbeid, models.CASCADE, related_name="piloter", verbose_name=_("samarbeid")
    )
    nr = models.PositiveSmallIntegerField(_("nummer"))
    hypotese = models.TextField(_("hypotesen"), blank=True)
    innsats_entreprenor = models.TextField(_("det entreprenøren gjør"), blank=True)
    innsats_offentlig = models.TextField(_("det virksomheten gjør"), blank=True)
    med_mennesker = models.BooleanField(_("prøves med mennesker"), null=True, blank=True)
    pris = models.PositiveBigIntegerField(_("pris i kroner uten merverdiavgift"), null=True, blank=True)
    personvern = models.CharField(_("personvern"), max_length=8, choices=Personvern.choices, blank=True)
    personvern_hvordan = models.TextField(_("hvordan personvernet er avklart"), blank=True)
    start_dato = models.DateField(_("fra"), null=True, blank=True)
    slutt_dato = models.DateField(_("til"), null=True, blank=True)
    videre = models.TextField(_("hvis det går videre"), blank=True)
    stopp = models.TextField(_("hvis det stopper"), blank=True)
    beslutningsdato = models.DateField(_("avgjøres senest"), null=True, blank=True)
    beslutter = models.CharField(
        _("hvem som avgjør videreføringen"), max_length=10, choices=Rolleslag.choices, blank=True
    )
    beslutter_rolle = models.CharField(_("rollen til den som avgjør"), max_length=100, blank=True)
    beslutter_vet = models.BooleanField(_("den som avgjør, vet det"), default=False)
    startet_tid = models.DateTimeField(_("startet"), null=True, blank=True)
    lardom_entreprenor = models.TextField(_("det entreprenøren lærte"), blank=True)
    lardom_offentlig = models.TextField(_("det virksomheten lærte"), blank=True)
    avgjorelse = models.CharField(_("avgjørelsen"), max_length=6, choices=Avgjorelse.choices, blank=True)
    avgjort_tid = models.DateTimeField(_("avgjort"), null=True, blank=True)

    objects = Pilotsporring.as_manager()

    class Meta:
        verbose_name = _("pilot")
        verbose_name_plural = _("piloter")
        ordering = ["samarbeid", "nr"]
        constraints = [
            models.UniqueConstraint(fields=["samarbeid", "nr"], name="pilot_ett_per_nummer"),
            fra_for_til(
                "start_dato",
                "slutt_dato",
                navn="pilot_fra_for_til",
                setning=_("Piloten må slutte etter at den begynner."),
            ),
            models.CheckConstraint(condition=Q(startet_tid=None) | _helt(), name="pilot_startet_er_hel"),
            models.CheckConstraint(
                condition=Q(avgjort_tid=None, avgjorelse="")
                | (~Q(avgjorelse="") & Q(avgjort_tid__isnull=False, startet_tid__isnull=False)),
                name="pilot_avgjort_er_startet",
            ),
        ]

    def __str__(self) -> str:
        return f"pilot {self.nr} i {self.samarbeid}"

    def lardommen(self, side: str) -> str:
        """Det siden har lært."""
        return self.lardom_entreprenor if side == Samtaleside.ENTREPRENOR else self.lardom_offentlig

    @property
    def er_i_gang(self) -> bool:
        """Den er startet, og ingen har avgjort hva som skjer etterpå."""
        return self.startet_tid is not None and self.avgjort_tid is None

    def er_forfalt(self, i_dag: date | None = None) -> bool:
        """Dagen for avgjørelsen er gått, og ingen avgjørelse er skrevet inn."""
        dato = self.beslutningsdato
        return self.er_i_gang and dato is not None and dato < (i_dag or timezone.localdate())


class Indikator(models.Model):
    """Et tall piloten følger. ``for_verdi`` er hvordan det var før den begynte."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="indikatorer", verbose_name=_("pilot"))
    nr = models.PositiveSmallIntegerField(_("nummer"))
    navn = models.CharField(_("hva dere teller"), max_length=120)
    enhet = models.CharField(_("enhet"), max_length=40, blank=True)
    for_verdi = models.DecimalField(_("før"), max_digits=14, decimal_places=3, null=True, blank=True)
    mal = models.DecimalField(_("mål"), max_digits=14, decimal_places=3, null=True, blank=True)
    maler = models.CharField(_("hvem som teller"), max_length=100, blank=True)
    virkning = models.OneToOneField(
        Virkning,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="indikator_i_pilot",
        verbose_name=_("virkningen på profilen"),
    )

    class Meta:
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        ordering = ["pilot", "nr"]
        constraints = [
            models.UniqueConstraint(fields=["pilot", "nr"], name="indikator_en_per_nummer"),
            mellom("nr", 1, FLEST_INDIKATORER, navn="indikator_en_til_fem"),
        ]

    def __str__(self) -> str:
        return self.navn

    @property
    def navn_med_enhet(self) -> str:
        return f"{self.navn} ({self.enhet})" if self.enhet else self.navn

    @property
    def siste(self) -> Manedstall | None:
        """Tallet for den siste måneden noen har skrevet det for."""
        return next(iter(list(self.tallene.all())[::-1]), None)


class Manedstall(models.Model):
    """Verdien av en indikator i én måned. ``maned`` er den første dagen i den."""

    indikator = models.ForeignKey(
        Indikator, models.CASCADE, related_name="tallene", verbose_name=_("indikator")
    )
    maned = models.DateField(_("måned"))
    verdi = models.DecimalField(_("verdi"), max_digits=14, decimal_places=3)
    av = personen(_("skrevet av"))
    tid = models.DateTimeField(_("tid"), default=timezone.now)

    class Meta:
        verbose_name = _("månedstall")
        verbose_name_plural = _("månedstall")
        ordering = ["indikator", "maned"]
        constraints = [
            models.UniqueConstraint(fields=["indikator", "maned"], name="manedstall_ett_per_maned"),
            models.CheckConstraint(condition=Q(maned__day=1), name="manedstall_den_forste"),
        ]

    def __str__(self) -> str:
        return f"{self.indikator} {self.maned:%Y-%m}"


@kodene
class Sjekkpunkt(models.Model):
    """Et punkt på sjekklisten før noe prøves med mennesker. Et punkt uten rad er åpent."""

    class Kode(models.TextChoices):
        AVTALE_FINNES = "avtale", _("Vi har sjekket om det finnes en avtale om dette fra før")
        INNKJOP = "innkjop", _("Innkjøp er spurt, og prisen er uten merverdiavgift")
        TILLITSVALGTE = "tillitsvalgte", _("Tillitsvalgte og verneombud vet om det, og er tatt med")
        POLITIATTEST = "politiattest", _("Politiattest er vist fram av dem loven krever det av")
        TAUSHET = "taushet", _("De som trenger det, har skrevet under på taushetsplikt")
        ANSVAR = "ansvar", _("Det er klart hvem som svarer for tjenesten")
        FORSIKRING = "forsikring", _("Forsikringen er i orden")
        BEHANDLING = "behandling", _("Det er klart hvem som har behandlingsansvaret for opplysningene")
        DATABEHANDLER = "databehandler", _("Databehandleravtalen er skrevet")
        OMBUD = "ombud", _("Personvernombudet er spurt om konsekvensene må vurderes særskilt (DPIA)")
        SIKKERHET = "sikkerhet", _("Den som har ansvar for informasjonssikkerhet, er spurt")

    class Status(models.TextChoices):
        APENT = "apent", _("Åpent")
        PA_PLASS = "pa_plass", _("På plass")
        TRENGS_IKKE = "trengs_ikke", _("Trengs ikke")

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="sjekkpunkter", verbose_name=_("pilot"))
    kode = models.CharField(_("punkt"), max_length=13, choices=Kode.choices)
    status = models.CharField(_("status"), max_length=11, choices=Status.choices, default=Status.APENT)

    class Meta:
        verbose_name = _("punkt på sjekklisten")
        verbose_name_plural = _("punkter på sjekklisten")
        constraints = [models.UniqueConstraint(fields=["pilot", "kode"], name="sjekkpunkt_ett_per_kode")]

    def __str__(self) -> str:
        return f"{self.pilot}: {self.kode}"
