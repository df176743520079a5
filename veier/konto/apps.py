from django.apps import AppConfig


class KontoConfig(AppConfig):
    name = "veier.konto"
    verbose_name = "Kontoer"

    def ready(self):
        from veier.konto import sikkerhetsspor

        sikkerhetsspor.koble_til()
