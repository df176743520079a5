from __future__ import annotations

from django.apps import AppConfig


class EntreprenorerConfig(AppConfig):
    name = "entreprenorer"
    verbose_name = "Entreprenører"

    def ready(self) -> None:
        from entreprenorer.handlinger.personspor import Kontaktspor, Svarspor
        from veier.personvern.spor import meld

        meld(Kontaktspor())
        meld(Svarspor())
