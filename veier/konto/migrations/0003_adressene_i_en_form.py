"""allauths adresser har den samme formen som våre: en skranke i databasen, for modellen er ikke vår."""

from django.db import migrations

from veier.database.skranker import EN_ADRESSE, rett_rader


def rett(apps, schema_editor):
    rett_rader(apps.get_model("account", "EmailAddress"), adresser=["email"])


class Migration(migrations.Migration):
    dependencies = [
        ("konto", "0002_krypter_to_trinn"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("brukere", "0004_rene_felt"),
    ]

    operations = [
        migrations.RunPython(rett, migrations.RunPython.noop),
        migrations.RunSQL(
            "ALTER TABLE account_emailaddress ADD CONSTRAINT konto_adresse_i_en_form"
            f" CHECK (email = lower(email) AND email ~ '{EN_ADRESSE}')",
            "ALTER TABLE account_emailaddress DROP CONSTRAINT konto_adresse_i_en_form",
        ),
    ]
