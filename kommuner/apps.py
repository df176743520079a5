from __future__ import annotations

from django.apps import AppConfig


class KommunerConfig(AppConfig):
    name = "kommuner"
    verbose_name = "Offentlige virksomheter"

    def ready(self) -> None:
        from kommuner.handlinger.personspor import Behovspor, Rollespor
        from veier.personvern.spor import meld

        meld(Rollespor())
        meld(Behovspor())
