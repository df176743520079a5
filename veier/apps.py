from django.apps import AppConfig


class VeierConfig(AppConfig):
    name = "veier"
    verbose_name = "Veier til samarbeid"

    def ready(self) -> None:
        from veier.database import lesing

        lesing.koble_til()
