from __future__ import annotations

from django.apps import AppConfig


class KontoConfig(AppConfig):
    name = "veier.konto"
    verbose_name = "Kontoer"

    def ready(self) -> None:
        from allauth.account.signals import email_confirmed

        from veier.konto import sikkerhetsspor
        from veier.konto.handlinger.bevis import adressen_er_bevist

        sikkerhetsspor.koble_til()
        # allauths eneste krok for hver måte en adresse kan bekreftes på.
        email_confirmed.connect(adressen_er_bevist, dispatch_uid="konto_adressen_er_bevist")
