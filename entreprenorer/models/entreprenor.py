"""En sosial entreprenør, slik registeret og organisasjonen selv beskriver den."""

from __future__ import annotations

import pghistory
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entreprenorer.querysets import APNE, Entreprenorsporring
from veier.database.kolonner import kolonne
from veier.database.rekkefolge import Norsk
from veier.database.skranker import kanonisk_adresse, kodene, uten_usynlige
from veier.domener import domenet_til
from veier.gjennomgang.models import Publiserbar
from veier.jobber import sett_i_ko
from veier.medlemskap.models import Organisasjon
from veier.referanse.modell import Lastbar
from veier.taksonomi import ordforrad
from veier.taksonomi.models import setningsliste, slugliste

# Det organisasjonen skriver selv. Endres bare når redaksjonen publiserer (veier.gjennomgang).
PROFILFELT = (
    "kort",
    "hva",
    "for_hvem",
    "temaer",
    "malgrupper",
    "steder",
    "hele_landet",
    "modenhet",
    "utbytte",
    "trekk_behov",
    "trekk_losning",
    "trekk_medvirkning",
    "trekk_drift",
    "trekk_tvers",
    "kontaktnavn",
    "kontaktepost",
    "kontakttelefon",
    "nettsted",
    "logo",
)


@kodene
@pghistory.track()
class Entreprenor(Publiserbar, Organisasjon, Lastbar):
    """Uten medlemmer er profilen ikke hentet: bare åpne opplysninger med kilde, og merket slik.

    Registerfeltene eier registeret, PROFILFELT eier organisasjonen. ``publisert_tid`` gjelder profilen.
    """

    Organisasjonsform = ordforrad.Organisasjonsform
    Modenhet = ordforrad.Modenhet

    class Utbytte(models.TextChoices):
        JA = "ja", _("Eierne kan ta ut utbytte")
        NEI = "nei", _("Eierne kan ikke ta ut utbytte")

    class Kontroll(models.TextChoices):
        INGEN = "ingen", _("Ikke registrert ennå")
        HENTET = "hentet", _("Hentet fra Enhetsregisteret")
        VENTER = "venter", _("Venter på svar fra Enhetsregisteret")

    class Bekreftelse(models.TextChoices):
        APNE_KILDER = "apne_kilder", _("Laget av åpne kilder")
        VENTER = "venter", _("Venter på bekreftelse")
        BEKREFTET = "bekreftet", _("Bekreftet")
        AVSLATT = "avslatt", _("Ikke bekreftet")

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
    # Om de som er med, hører til organisasjonen (entreprenorer.handlinger.bekreftelse). Før det er den ikke åpen.
    bekreftelse = models.CharField(
        _("bekreftelse"), max_length=11, choices=Bekreftelse.choices, default=Bekreftelse.APNE_KILDER
    )
    bekreftet_tid = models.DateTimeField(_("bekreftet"), null=True, blank=True)
    avslag = models.TextField(_("hvorfor den ikke ble bekreftet"), blank=True)
    adresse = models.CharField(_("adresse"), max_length=300, blank=True)
    postnummer = models.CharField(_("postnummer"), max_length=10, blank=True)
    poststed = models.CharField(_("poststed"), max_length=100, blank=True)
    kommunenummer = models.CharField(_("kommunenummer"), max_length=4, blank=True)
    formal = models.TextField(_("formål"), blank=True)
    nettsted = models.CharField(_("nettsted"), max_length=200, blank=True)
    kort = models.CharField(_("kort om dere"), max_length=200, blank=True)
    hva = models.TextField(_("hva dere gjør"), blank=True)
    for_hvem = models.TextField(_("hvem det er for"), blank=True)
    temaer = slugliste(_("temaer"))
    malgrupper = slugliste(_("målgrupper"))
    steder = slugliste(_("steder"))
    hele_landet = models.BooleanField(_("hele landet"), default=False)
    modenhet = models.CharField(
        _("hvor langt dere er kommet"), max_length=10, choices=Modenhet.choices, blank=True
    )
    utbytte = models.CharField(_("utbytte"), max_length=3, choices=Utbytte.choices, blank=True)
    trekk_behov = models.TextField(_("behovet ingen dekker"), blank=True)
    trekk_losning = models.TextField(_("det nye i løsningen"), blank=True)
    trekk_medvirkning = models.TextField(_("hvordan de det gjelder, er med"), blank=True)
    trekk_drift = models.TextField(_("hvordan det betaler seg"), blank=True)
    trekk_tvers = models.TextField(_("fagene og sektorene dere arbeider på tvers av"), blank=True)
    kontaktnavn = models.CharField(_("kontaktperson"), max_length=100, blank=True)
    kontaktepost = models.EmailField(_("e-post"), blank=True)
    kontakttelefon = models.CharField(_("telefon"), max_length=20, blank=True)
    # Navnet på filen i STORAGES["default"]; alltid et bilde portalen selv har laget.
    logo = models.CharField(_("logo"), max_length=60, blank=True)
    # Nettstedet registeret oppgir. Bare det kan brukes til å kjenne igjen en e-postadresse.
    registrert_nettsted = models.CharField(_("nettsted i registeret"), max_length=200, blank=True)
    i_frivillighetsregisteret = models.BooleanField(_("i Frivillighetsregisteret"), default=False)
    register_hentet_tid = models.DateTimeField(_("hentet fra registeret"), null=True, blank=True)
    opplost_tid = models.DateField(_("slettet, konkurs eller under avvikling fra"), null=True, blank=True)
    kilder = setningsliste(_("kilder"))
    # Slik kildene sist beskrev den. Bare for dem redaksjonen har skrevet om.
    drift = models.CharField(_("slik kilden sist så den"), max_length=200, blank=True)
    kilde_ar = models.PositiveSmallIntegerField(_("året kilden er fra"), null=True, blank=True)
    # Det som sist ble lest fra fil; tomt når profilen ikke kommer fra en fil, eller noen har overtatt den.
    lastet = models.JSONField(_("sist lastet"), default=dict, blank=True, editable=False)
    skjult = models.BooleanField(_("skjult"), default=False)
    # Laget av lag_demodata: vises med merke, og fjernes med én kommando.
    oppdiktet = models.BooleanField(_("oppdiktet"), default=False, editable=False)
    opprettet_tid = models.DateTimeField(_("opprettet"), auto_now_add=True)

    objects = Entreprenorsporring.as_manager()

    class Meta:
        verbose_name = _("entreprenør")
        verbose_name_plural = _("entreprenører")
        ordering = [Norsk("navn"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisasjonsnummer__isnull=True)
                | models.Q(organisasjonsnummer__regex=r"^\d{9}$"),
                name="entreprenor_orgnr_ni_sifre",
            ),
            uten_usynlige("navn", navn="entreprenor_navn_uten_usynlige"),
            uten_usynlige("kontaktnavn", navn="entreprenor_kontakt_uten_usynlige"),
            kanonisk_adresse("kontaktepost", navn="entreprenor_epost_i_en_form"),
        ]

    def __str__(self) -> str:
        return self.navn

    @property
    def eier(self) -> Entreprenor:
        return self

    def get_absolute_url(self) -> str:
        return reverse("entreprenor", args=[self.slug])

    def etter_endring(self) -> None:
        """Er profilen tatt ned, har ideene ingen treff; er den ute igjen, har de det."""
        for pk in self.ideer.filter(publisert_tid__isnull=False).values_list("pk", flat=True):
            sett_i_ko("samarbeid.beregn_treff", ide=pk)

    @property
    def er_bekreftet(self) -> bool:
        """Kan vises for alle: laget av åpne kilder, eller av noen som har vist at de hører til."""
        return self.bekreftelse in APNE

    @property
    def hvorfor_ikke_skrive(self) -> str:
        """En setning om hvorfor organisasjonen ikke kan skrive til andre enn medlemmene; tom når den kan."""
        return (
            "" if self.er_bekreftet else gettext("Dere kan invitere andre når organisasjonen er bekreftet.")
        )

    @property
    def vises(self) -> bool:
        """Profilen er publisert, og ikke tatt ned."""
        return self.er_publisert and not self.er_tatt_ned

    @property
    def er_laget_av_redaksjonen(self) -> bool:
        """Omtalen er redaksjonens, fra åpne kilder: organisasjonen har ikke publisert sin egen."""
        return not self.er_publisert and bool(self.kilder)

    @property
    def har_bekreftet_nummer(self) -> bool:
        """Nummeret er ikke bare noe den som registrerte, har skrevet."""
        return bool(self.organisasjonsnummer) and self.registerkontroll != self.Kontroll.VENTER

    @property
    def logoadresse(self) -> str:
        """Adressen til logoen, eller tom."""
        fil = self.logo.rpartition("/")[2].removesuffix(".png")
        return reverse("entreprenor_logo", args=[self.slug, fil]) if fil else ""

    @property
    def registrert_domene(self) -> str:
        """Domenet i nettstedet registeret oppgir: «www.eksempel.no/om» → «eksempel.no»."""
        return domenet_til(self.registrert_nettsted)


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

    def __str__(self) -> str:
        return f"{self.entreprenor}: {self.felt}"

    @property
    def feltnavn(self) -> str:
        return str(kolonne(Entreprenor, self.felt).verbose_name)
