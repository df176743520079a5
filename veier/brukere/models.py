"""Brukeren. Logger inn med e-post; har ingen brukernavn."""

from __future__ import annotations

import uuid
from typing import TypeAlias

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from veier import sprak
from veier.brukere.querysets import Brukersporring
from veier.database.skranker import kanonisk_adresse, uten_usynlige
from veier.tekst import UgyldigEpost, kanonisk_epost, passordform
from veier.typer import Verdi


class Brukerstyrer(BaseUserManager.from_queryset(Brukersporring)):  # type: ignore[misc]  # lages mens filen leses
    """Lager brukere; e-postadressen lagres med små bokstaver."""

    use_in_migrations = True

    def create_user(self, epost: str, password: str | None = None, **felt: Verdi) -> Bruker:
        if not epost:
            raise ValueError("En bruker må ha en e-postadresse.")
        bruker = self.model(epost=kanonisk_epost(epost), **felt)
        bruker.set_password(password)
        bruker.save(using=self._db)
        return bruker

    def create_superuser(self, epost: str, password: str | None = None, **felt: Verdi) -> Bruker:
        """Den som lager administratoren på tjeneren, går god for adressen: den første innloggingen er én kode."""
        from allauth.account.models import EmailAddress

        bruker = self.create_user(epost, password, is_staff=True, is_superuser=True, **felt)
        EmailAddress.objects.get_or_create(
            user=bruker, email=bruker.epost, defaults={"verified": True, "primary": True}
        )
        return bruker

    def get_by_natural_key(self, epost: str | None) -> Bruker:
        """Adressen i sin ene form. Det som ikke er en adresse, er ingen."""
        try:
            return self.get(epost=kanonisk_epost(epost or ""))
        except UgyldigEpost:
            raise self.model.DoesNotExist from None


class Bruker(AbstractBaseUser, PermissionsMixin):
    """En person. ``offentlig_id`` er det hendelsesloggen kjenner; den overlever ikke sletting."""

    offentlig_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    epost = models.EmailField(_("e-post"), max_length=254, unique=True)
    navn = models.CharField(_("navn"), max_length=150, blank=True)
    is_staff = models.BooleanField(_("kan bruke redaksjonen"), default=False)
    is_active = models.BooleanField(_("aktiv"), default=True)
    malform = models.CharField(_("målform"), max_length=8, choices=sprak.valg, default=sprak.HOVEDSPRAK.kode)
    # «slag:slug» for organisasjonen personen har valgt å handle for; tom er «deg selv».
    hatt = models.CharField(_("handler for"), max_length=140, blank=True)
    inaktiv_varslet_tid = models.DateTimeField(_("varslet om sletting"), null=True, blank=True)
    # Koder og halvferdige innlogginger som er eldre enn dette, gjelder ikke (veier.konto.pagaende).
    pagaende_fra_tid = models.DateTimeField(_("pågående gjelder fra"), null=True, blank=True, editable=False)
    opprettet_tid = models.DateTimeField(_("opprettet"), auto_now_add=True)

    objects = Brukerstyrer()

    USERNAME_FIELD = "epost"
    EMAIL_FIELD = "epost"

    class Meta:
        verbose_name = _("bruker")
        verbose_name_plural = _("brukere")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(epost=Lower("epost")), name="bruker_epost_sma_bokstaver"
            ),
            kanonisk_adresse("epost", navn="bruker_epost_i_en_form"),
            # Språkene står i veier.sprak; et nytt skal ikke gi en migrering.
            models.CheckConstraint(condition=models.Q(malform__regex="^[a-z]{2,3}$"), name="bruker_malform"),
            uten_usynlige("navn", navn="bruker_navn_uten_usynlige"),
        ]

    def __str__(self) -> str:
        return self.navn or self.epost

    @property
    def i_loggen(self) -> str:
        return str(self.offentlig_id)

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(passordform(raw_password) if raw_password else raw_password)

    def check_password(self, raw_password: str | None) -> bool:
        """Et passord fra før reglene gjaldt, prøves også slik det ble skrevet."""
        rent = passordform(raw_password) if raw_password else raw_password
        return super().check_password(rent) or (rent != raw_password and super().check_password(raw_password))

    @property
    def epostdomene(self) -> str:
        return self.epost.rpartition("@")[2]


# Den som ser på en side: logget inn eller ikke.
Leser: TypeAlias = Bruker | AnonymousUser
