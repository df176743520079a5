from django.apps import AppConfig


class MedlemskapConfig(AppConfig):
    name = "veier.medlemskap"
    verbose_name = "Medlemskap"

    def ready(self) -> None:
        from veier.konto.handlinger.vern import meld_inngang
        from veier.medlemskap.handlinger.medlemmer import trekk_sendte

        meld_inngang(trekk_sendte)
