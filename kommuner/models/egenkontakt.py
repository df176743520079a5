"""Det en virksomhet selv sier om hvordan man når den: felles for hele den, og for hver rolle."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from kommuner.models.kontakt import ny_kontaktutgave
from kommuner.models.virksomhet import OffentligPart, Rolle
from veier.database.skranker import kanonisk_adresse, mellom, uten_usynlige
from veier.fletting import avtrykk
from veier.taksonomi.ordforrad import Budsjettledd
from veier.tekst.navn_i_adressen import star_i_adressen
from veier.templatetags.veier import kroner

# Så lenge gjelder det uten at noen har sagt at det stemmer, og så lenge før spør vi.
VARER, SPOR_FOR = timedelta(days=365), timedelta(days=30)
KAN_ANGRES = timedelta(hours=24)
# Det en administrator skriver, i samme rekkefølge som i skjemaet.
EGENFELT = (
    "tittel", "enhet", "navn", "telefon", "epost", "belop",
    "delegering", "moteplan", "budsjett", "frister", "maned_forslag", "maned_vedtak", "maned_utlysning", "entreprenorer",
)  # fmt: skip
# Feltet → leddet i budsjettåret det er måneden for. I et regneark står navnet på måneden.
MANEDSFELT = {f"maned_{ledd}": ledd for ledd in Budsjettledd}


class Egenkontakt(models.Model):
    """``rolle`` er tom for det som gjelder hele virksomheten: da er ``telefon`` sentralbordet, ``epost`` postmottaket, og
    ``tittel``, ``enhet`` og ``navn`` kontakten for sosiale entreprenører. ``belop`` er hele kroner uten merverdiavgift.

    ``navn`` står bare der når personen selv vil. Det vises ikke når raden er utløpt, og ikke i e-postadressen heller; resten står,
    med datoen.
    """

    # Den som kontrollerte, får ikke personen rollen har, med dataene sine: navnet kan være utløpt, og hun kan ha sluttet.
    uten_i_innsyn: ClassVar[Mapping[str, frozenset[str]]] = {
        "kontrollert_av": frozenset({"navn", "epost", "telefon"})
    }

    ref = models.UUIDField(_("referanse"), unique=True, default=uuid.uuid4, editable=False)
    part = models.ForeignKey(
        OffentligPart, models.CASCADE, related_name="egenkontakter", verbose_name=_("virksomhet")
    )
    rolle = models.ForeignKey(
        Rolle, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rolle")
    )
    tittel = models.CharField(_("tittel"), max_length=120, blank=True)
    enhet = models.CharField(_("enhet"), max_length=150, blank=True)
    navn = models.CharField(_("navn"), max_length=120, blank=True)
    telefon = models.CharField(_("telefon"), max_length=40, blank=True)
    epost = models.EmailField(_("e-post"), max_length=254, blank=True)
    belop = models.BigIntegerField(_("kan bestemme kjøp opp til"), null=True, blank=True)
    delegering = models.URLField(_("delegeringsreglement"), max_length=300, blank=True)
    moteplan = models.URLField(_("møteplan"), max_length=300, blank=True)
    budsjett = models.URLField(_("budsjett og årshjul"), max_length=300, blank=True)
    entreprenorer = models.URLField(_("side for sosiale entreprenører"), max_length=300, blank=True)
    frister = models.CharField(_("datoer i budsjettarbeidet"), max_length=300, blank=True)
    maned_forslag = models.PositiveSmallIntegerField(_("måneden forslag må være inne"), null=True, blank=True)
    maned_vedtak = models.PositiveSmallIntegerField(_("måneden budsjettet vedtas"), null=True, blank=True)
    maned_utlysning = models.PositiveSmallIntegerField(_("måneden tilskudd lyses ut"), null=True, blank=True)
    kontrollert = models.DateField(_("sist kontrollert"), default=timezone.localdate)
    kontrollert_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("kontrollert av"),
    )
    varslet_tid = models.DateTimeField(_("spurt om det stemmer"), null=True, blank=True, editable=False)
    navn_fjernet_tid = models.DateTimeField(_("navnet er tatt bort"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("kontakt virksomheten selv har gitt")
        verbose_name_plural = _("kontakter virksomhetene selv har gitt")
        ordering = [models.F("rolle").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "rolle"], name="egenkontakt_en_per_rolle", nulls_distinct=False
            ),
            kanonisk_adresse("epost", navn="egenkontakt_epost_i_en_form"),
            uten_usynlige("navn", navn="egenkontakt_navn_uten_usynlige"),
            mellom("belop", 0, 10**12, navn="egenkontakt_belop"),
            *(mellom(felt, 1, 12, navn=f"egenkontakt_{felt}") for felt in MANEDSFELT),
            models.CheckConstraint(
                condition=Q(rolle=None)
                | Q(
                    delegering="",
                    moteplan="",
                    budsjett="",
                    entreprenorer="",
                    frister="",
                    maned_forslag=None,
                    maned_vedtak=None,
                    maned_utlysning=None,
                ),
                name="egenkontakt_lenkene_er_felles",
            ),
        ]
        triggers = [ny_kontaktutgave()]

    def __str__(self) -> str:
        return f"{self.part}: {self.rolle or self.part}"

    @property
    def utloper(self) -> date:
        """Den første dagen den ikke gjelder lenger."""
        return self.kontrollert + VARER

    @property
    def er_utlopt(self) -> bool:
        return timezone.localdate() >= self.utloper

    @property
    def navn_na(self) -> str:
        """Navnet slik alle kan se det nå; tomt når raden er utløpt."""
        return "" if self.er_utlopt else self.navn

    @property
    def epost_na(self) -> str:
        """Adressen slik alle kan se den nå. Sier den navnet, gjelder den så lenge som navnet."""
        return "" if self.er_utlopt and star_i_adressen(self.navn, self.epost) else self.epost

    @property
    def alt_som_star(self) -> list[str]:
        """Verdiene som er fylt ut, i samme rekkefølge som i skjemaet."""
        verdier = {felt: getattr(self, felt) for felt in EGENFELT}
        if self.belop is not None:
            verdier["belop"] = _("Kan selv bestemme kjøp opp til %(belop)s uten merverdiavgift") % {
                "belop": kroner(self.belop)
            }
        for felt, ledd in MANEDSFELT.items():
            if maned := verdier[felt]:
                verdier[felt] = f"{ledd.label}: {MONTHS[maned]}"
        return [verdi for verdi in verdier.values() if verdi]

    @property
    def manedene(self) -> dict[Budsjettledd, int]:
        """Måneden (1–12) for hvert ledd i budsjettåret virksomheten har sagt noe om."""
        return {ledd: maned for felt, ledd in MANEDSFELT.items() if (maned := getattr(self, felt))}


def merke(kontakter: Iterable[Egenkontakt]) -> str:
    """Det samme så lenge det samme står: følger skjemaet, så ingen lagrer over noe hun ikke har sett."""
    felt = ("rolle_id", *EGENFELT)
    return avtrykk([str(getattr(k, f) if getattr(k, f) is not None else "") for k in kontakter for f in felt])


class Kontaktimport(models.Model):
    """Det som sto før den siste filen ble hentet inn, så det kan angres i ``KAN_ANGRES``. Så slettes det: det kan ha navn i seg.

    ``gammelt`` har én post for hver linje som ble endret: rollens slug, eller tom for hele virksomheten, og feltene i raden slik de
    var; ingen felt når det ikke sto noe. ``etter`` er merket på radene slik filen gjorde dem.
    """

    # Den som hentet inn filen, får ikke det som sto om andre, med dataene sine.
    uten_i_innsyn: ClassVar[Mapping[str, frozenset[str]]] = {"av": frozenset({"gammelt"})}

    part = models.OneToOneField(
        OffentligPart, models.CASCADE, related_name="kontaktimport", verbose_name=_("virksomhet")
    )
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av")
    )
    tid = models.DateTimeField(_("hentet inn"), default=timezone.now)
    gammelt = models.JSONField(_("det som sto"), default=list)
    etter = models.CharField(_("merket etterpå"), max_length=64)

    class Meta:
        verbose_name = _("kontakter hentet inn fra fil")
        verbose_name_plural = _("kontakter hentet inn fra fil")
        ordering = ["-tid"]

    def __str__(self) -> str:
        return f"{self.part}: {self.tid:%Y-%m-%d %H:%M}"

    @property
    def antall(self) -> int:
        return len(self.gammelt)
