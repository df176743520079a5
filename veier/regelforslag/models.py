"""Et forslag om å endre rader i en tabell med ord eller regler, og svaret på det."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from veier.database.plass import hoyst
from veier.database.skranker import kodene
from veier.referanse.endring import Endring
from veier.referanse.virkning import Endretsvar, Virkning
from veier.typer import Verdier

# I oktetter. En fil kan være på 900 kB, og hver rad er med slik den var og slik den blir.
STORST = 6_000_000


class Regelforslagsporring(models.QuerySet):
    """Det som spørres etter i forslagene."""

    def ventende(self) -> Regelforslagsporring:
        return self.filter(status=Regelforslag.Status.VENTER)


@kodene
class Regelforslag(models.Model):
    """``endringer`` er radene (``Endring``), og ``virkning`` de kjente sakene som får et annet svar.

    ``nummer`` øker når forslaget regnes ut på nytt: det som godkjennes, er det den andre så.
    """

    class Status(models.TextChoices):
        VENTER = "venter", _("Venter på en annen redaktør")
        GODKJENT = "godkjent", _("Godkjent")
        AVSLATT = "avslatt", _("Avslått")
        TRUKKET = "trukket", _("Trukket av den som foreslo det")

    tabell = models.CharField(_("tabell"), max_length=80)
    endringer = models.JSONField(_("endringer"))
    virkning = models.JSONField(_("virkning"), default=list)
    hvorfor = models.CharField(_("hvorfor"), max_length=1000, blank=True)
    nummer = models.PositiveIntegerField(_("nummer"), default=1)
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.VENTER)
    foreslatt_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("foreslått av")
    )
    foreslatt_tid = models.DateTimeField(_("foreslått"), auto_now_add=True)
    svart_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("besvart av"),
    )  # fmt: skip
    svart_tid = models.DateTimeField(_("besvart"), null=True, blank=True)
    grunn = models.CharField(_("hvorfor ikke"), max_length=1000, blank=True)

    objects = Regelforslagsporring.as_manager()

    class Meta:
        verbose_name = _("forslag til ord og regler")
        verbose_name_plural = _("forslag til ord og regler")
        ordering = ["foreslatt_tid", "pk"]
        indexes = [models.Index(fields=["status", "foreslatt_tid"], name="regelforslag_venter")]
        constraints = [
            hoyst("endringer", STORST, navn="regelforslag_endringer_hoyst"),
            models.CheckConstraint(
                condition=models.Q(status="venter", svart_tid=None) | ~models.Q(status="venter"),
                name="regelforslag_ventende_er_ubesvart",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="avslatt", grunn=""), name="regelforslag_avslag_har_grunn"
            ),
        ]

    def __str__(self) -> str:
        radene = self.radene
        navn = radene[0].navn if len(radene) == 1 else f"{len(radene)} rader"
        return f"{self.tabellnavn}: {navn}"

    @property
    def merke(self) -> str:
        """Et annet så snart forslaget er regnet ut på nytt."""
        return f"{self.pk}.{self.nummer}"

    @property
    def venter(self) -> bool:
        return self.status == self.Status.VENTER

    @property
    def modell(self) -> type[models.Model]:
        """Hever LookupError når tabellen er borte."""
        return apps.get_model(self.tabell)

    @property
    def tabellnavn(self) -> str:
        navn = str(self.modell._meta.verbose_name)
        return navn[:1].upper() + navn[1:]

    @property
    def radene(self) -> list[Endring]:
        return [Endring(**rad) for rad in self.endringer]

    @property
    def utfallet(self) -> list[Virkning]:
        return [
            Virkning(
                slag["navn"],
                tuple(
                    Endretsvar(sak, tuple((hva, for_, etter) for hva, for_, etter in svar), bedre)
                    for sak, svar, bedre in slag["ulike"]
                ),
                slag["til_sammen"],
                slag["flere"],
            )
            for slag in self.virkning
        ]


def virkningsdata(funnet: Sequence[Virkning]) -> list[Verdier]:
    """Virkningen slik den lagres."""
    return [
        {
            "navn": v.navn,
            "ulike": [[u.sak, [list(e) for e in u.endringer], u.bedre] for u in v.ulike],
            "til_sammen": v.til_sammen,
            "flere": v.flere,
        }
        for v in funnet
    ]
