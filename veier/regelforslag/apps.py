from __future__ import annotations

from django.apps import AppConfig


class RegelforslagConfig(AppConfig):
    name = "veier.regelforslag"
    verbose_name = "Forslag til ord og regler"

    def ready(self) -> None:
        """Tabellene der to må se på en endring, sender den hit."""
        from veier.referanse.endring import meld
        from veier.regelforslag.mottak import Mottak

        meld(Mottak())
