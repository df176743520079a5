"""En sosial entreprenør, slik registeret og organisasjonen selv beskriver den."""

import pghistory
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entreprenorer.querysets import Entreprenorsporring
from veier.taksonomi.models import setningsliste


@pghistory.track()
class Entreprenor(models.Model):
    """Uten medlemmer er profilen ikke hentet: bare åpne opplysninger med kilde, og merket slik."""

    class Organisasjonsform(models.TextChoices):
        AS = "AS", _("Aksjeselskap")
        IDEELT_AS = "IDEELT_AS", _("Ideelt aksjeselskap")
        STI = "STI", _("Stiftelse")
        FLI = "FLI", _("Forening, lag eller innretning")
        SA = "SA", _("Samvirkeforetak")
        ENK = "ENK", _("Enkeltpersonforetak")
        IKKE_REGISTRERT = "IKKE_REGISTRERT", _("Ikke registrert ennå")
        ANNET = "ANNET", _("Annen organisasjonsform")

    class Kontroll(models.TextChoices):
        INGEN = "ingen", _("Ikke registrert ennå")
        HENTET = "hentet", _("Hentet fra Enhetsregisteret")
        VENTER = "venter", _("Venter på svar fra Enhetsregisteret")

    slug = models.SlugField(_("slug"), max_length=110, unique=True)
    navn = models.CharField(_("navn"), max_length=200)
    # Unikt når det finnes: to profiler for samme organisasjon kan ikke oppstå, heller ikke samtidig.
    organisasjonsnummer = models.CharField(
        _("organisasjonsnummer"), max_length=9, unique=True, null=True, blank=True
    )
    organisasjonsform = models.CharField(
        _("organisasjonsform"), max_length=15, choices=Organisasjonsform.choices, blank=True
    )
    registerkontroll = models.CharField(
        _("registeropplysninger"), max_length=8, choices=Kontroll.choices, default=Kontroll.INGEN
    )
    adresse = models.CharField(_("adresse"), max_length=300, blank=True)
    postnummer = models.CharField(_("postnummer"), max_length=10, blank=True)
    poststed = models.CharField(_("poststed"), max_length=100, blank=True)
    kommunenummer = models.CharField(_("kommunenummer"), max_length=4, blank=True)
    formal = models.TextField(_("formål"), blank=True)
    nettsted = models.CharField(_("nettsted"), max_length=200, blank=True)
    # Nettstedet registeret oppgir. Bare det kan brukes til å kjenne igjen en e-postadresse.
    registrert_nettsted = models.CharField(_("nettsted i registeret"), max_length=200, blank=True)
    i_frivillighetsregisteret = models.BooleanField(_("i Frivillighetsregisteret"), default=False)
    register_hentet_tid = models.DateTimeField(_("hentet fra registeret"), null=True, blank=True)
    opplost_tid = models.DateField(_("slettet, konkurs eller under avvikling fra"), null=True, blank=True)
    kilder = setningsliste(_("kilder"))
    # Det som sist ble lest fra fil; tomt når profilen ikke kommer fra en fil, eller noen har overtatt den.
    lastet = models.JSONField(_("sist lastet"), default=dict, blank=True, editable=False)
    skjult = models.BooleanField(_("skjult"), default=False)
    opprettet_tid = models.DateTimeField(_("opprettet"), auto_now_add=True)

    objects = Entreprenorsporring.as_manager()

    class Meta:
        verbose_name = _("entreprenør")
        verbose_name_plural = _("entreprenører")
        ordering = ["navn", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisasjonsnummer__isnull=True)
                | models.Q(organisasjonsnummer__regex=r"^\d{9}$"),
                name="entreprenor_orgnr_ni_sifre",
            ),
        ]

    def __str__(self):
        return self.navn

    def get_absolute_url(self):
        return reverse("entreprenor", args=[self.slug])

    @property
    def registrert_domene(self) -> str:
        """Domenet i nettstedet registeret oppgir: «www.eksempel.no/om» → «eksempel.no»."""
        vert = self.registrert_nettsted.lower().split("://")[-1].split("/")[0].split(":")[0]
        return vert.removeprefix("www.")


class Registerendring(models.Model):
    """Noe registeret har endret om en entreprenør, med datoen vi så det."""

    entreprenor = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="registerendringer", verbose_name=_("entreprenør")
    )
    felt = models.CharField(_("opplysning"), max_length=40)
    fra = models.TextField(_("fra"), blank=True)
    til = models.TextField(_("til"), blank=True)
    sett_dato = models.DateField(_("sett"))

    class Meta:
        verbose_name = _("endring i registeret")
        verbose_name_plural = _("endringer i registeret")
        ordering = ["-sett_dato", "-pk"]

    def __str__(self):
        return f"{self.entreprenor}: {self.felt}"

    @property
    def feltnavn(self) -> str:
        return str(Entreprenor._meta.get_field(self.felt).verbose_name)
