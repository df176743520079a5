from django.apps import AppConfig
from django.core.signals import request_finished


class SokConfig(AppConfig):
    name = "veier.sok"
    verbose_name = "Søk"

    def ready(self) -> None:
        from veier.referanse.endring import forkastet
        from veier.sok.handlinger import etter_forkastet
        from veier.sok.models import Synonymgruppe

        forkastet.connect(etter_forkastet, sender=Synonymgruppe, dispatch_uid="veier.sok.forkastet")
        request_finished.connect(_etter_svaret, dispatch_uid="veier.sok.tomme")


def _etter_svaret(**_valg: object) -> None:
    """Når leseren har fått svaret sitt: tellingene skrives en gang imellom, utenfor forespørselen."""
    from veier.database.lesing import etter_svaret
    from veier.sok.handlinger import kladd, tom_kladden

    if kladd.er_moden():
        etter_svaret("søkene uten svar", tom_kladden)
