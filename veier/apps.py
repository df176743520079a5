from django.apps import AppConfig


class VeierConfig(AppConfig):
    name = "veier"
    verbose_name = "Veier til samarbeid"

    def ready(self) -> None:
        from veier import kontroller, lesing  # noqa: F401 - kontrollene melder seg selv

        lesing.koble_til()
