"""E-posten portalen sender: lagret først, sendt av en jobb etterpå."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veier.database.skranker import kodene
from veier.kryptering import Forseglet, KanIkkeLeses, dekrypter


@kodene
class Utsending(models.Model):
    """Én e-post til én mottaker. ``nokkel`` er det som gjør at den samme meldingen aldri legges i kø to ganger."""

    class Status(models.TextChoices):
        VENTER = "venter", _("Venter")
        SENDT = "sendt", _("Sendt")
        GITT_OPP = "gitt_opp", _("Gitt opp")
        FOR_GAMMEL = "for_gammel", _("For gammel")

    mal = models.CharField(_("mal"), max_length=60, blank=True)
    nokkel = models.CharField(_("nøkkel"), max_length=200, unique=True)
    til = models.EmailField(_("til"), max_length=254)
    emne = models.CharField(_("emne"), max_length=200)
    tekst = models.TextField(_("tekst"))
    html = models.TextField(_("HTML"), blank=True)
    hemmelig = models.BooleanField(_("har en kode eller en lenke som gir tilgang"), default=False)
    # Der mottakerens program slår av nettopp dette; tom når det er hele gruppen brevet hører til.
    avmelding = models.CharField(
        _("adressen som slår det av"), max_length=400, blank=True, db_default="", editable=False
    )
    # Adressen mottakerens svar og returer går til; tom når ingen leser dem. Den gir tilgang, og slettes som teksten.
    svar_til = models.CharField(_("svar til"), max_length=254, blank=True, db_default="", editable=False)
    melding_id = models.CharField(_("Message-ID"), max_length=200)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.VENTER)
    forsok = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    siste_feil = models.CharField(_("siste feil"), max_length=300, blank=True)
    opprettet_tid = models.DateTimeField(_("opprettet"), auto_now_add=True)
    sendt_tid = models.DateTimeField(_("sendt"), null=True, blank=True)
    # Når den ble sendt, gitt opp eller for gammel. Det kan være dager etter at den ble laget.
    avsluttet_tid = models.DateTimeField(_("avsluttet"), null=True, blank=True, editable=False)
    # Noen sender den nå. Er tiden ute uten at det ble lagret hvordan det gikk, kan et nytt forsøk gjøres.
    opptatt_til = models.DateTimeField(_("sendes nå, til"), null=True, blank=True, editable=False)
    utloper_tid = models.DateTimeField(_("sendes ikke etter"), null=True, blank=True)
    ikke_for = models.DateTimeField(_("sendes ikke før"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("utsending")
        verbose_name_plural = _("utsendinger")
        ordering = ["-opprettet_tid"]
        indexes = [models.Index(fields=["status", "opprettet_tid"], name="utsending_status")]
        constraints = [
            # En kode eller en lenke som gir tilgang, finnes bare til meldingen er sendt eller gitt opp.
            models.CheckConstraint(
                condition=models.Q(hemmelig=False)
                | models.Q(status="venter")
                | models.Q(tekst="", html="", svar_til=""),
                name="utsending_hemmelig_er_tom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.emne} ({self.get_status_display()})"

    def avslutt(self, status: Utsending.Status) -> None:
        """Setter en endelig status. Det som gir tilgang, slettes da, uansett hvordan det gikk."""
        self.status, self.avsluttet_tid, self.opptatt_til = status, timezone.now(), None
        if status == self.Status.SENDT:
            self.sendt_tid, self.siste_feil = self.avsluttet_tid, ""
        if self.hemmelig:
            self.tekst = self.html = self.svar_til = ""


class Avmelding(models.Model):
    """Et varsel noen har slått av. Bare avtrykket av adressen er lagret: den som ikke vil ha post, står i intet register."""

    avtrykk = models.CharField(_("avtrykk"), max_length=64)
    varsel = models.CharField(_("varsel"), max_length=20)
    tid = models.DateTimeField(_("tid"), auto_now_add=True)

    class Meta:
        verbose_name = _("avmelding")
        verbose_name_plural = _("avmeldinger")
        constraints = [models.UniqueConstraint(fields=["avtrykk", "varsel"], name="avmelding_en_gang")]

    def __str__(self) -> str:
        return self.varsel


class Adressenokkel(models.Model):
    """Nøkkelen avtrykkene i ``Avmelding`` er laget med. Tas aldri bort; se ``adressenokler``."""

    forseglet = Forseglet(_("forseglet nøkkel"), editable=False)
    laget_tid = models.DateTimeField(_("laget"), auto_now_add=True)

    class Meta:
        verbose_name = _("nøkkel til avmeldingene")
        verbose_name_plural = _("nøkler til avmeldingene")

    def __str__(self) -> str:
        return f"{self.laget_tid:%Y-%m-%d}"

    def kan_leses(self) -> bool:
        try:
            dekrypter(self.forseglet)
        except KanIkkeLeses:
            return False
        return True
