"""Nøklene til kodeappene og gjenopprettingskodene krypteres."""

from django.db import migrations

from veier.kryptering import MERKE, dekrypter, krypter

FELT = {"totp": "secret", "recovery_codes": "seed"}


def _skriv_om(apps, gjor):
    for rad in apps.get_model("mfa", "Authenticator").objects.filter(type__in=FELT).order_by("pk"):
        felt = FELT[rad.type]
        ny = {felt: gjor(rad.data[felt])} if felt in rad.data else {}
        if "migrated_codes" in rad.data:
            ny["migrated_codes"] = [gjor(kode) for kode in rad.data["migrated_codes"]]
        rad.data = {**rad.data, **ny}
        rad.save(update_fields=["data"])


def krypter_alt(apps, schema_editor):
    _skriv_om(apps, lambda verdi: verdi if verdi.startswith(MERKE) else krypter(verdi))


def dekrypter_alt(apps, schema_editor):
    _skriv_om(apps, lambda verdi: dekrypter(verdi) if verdi.startswith(MERKE) else verdi)


class Migration(migrations.Migration):
    dependencies = [("konto", "0001_kontoer"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(krypter_alt, dekrypter_alt)]
