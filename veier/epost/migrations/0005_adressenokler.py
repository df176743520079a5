"""Avtrykkene av adressene som ikke vil ha e-post, får egne nøkler.

Til nå var de laget med ``SECRET_KEY``. Det avtrykkene ble laget med (en sum av nøkkelen, ikke nøkkelen selv) er tatt vare på,
så de som alt har sagt nei, kjennes igjen også når ``SECRET_KEY`` er borte.
"""

import hashlib
import secrets

from django.conf import settings
from django.db import migrations

from veier.kryptering import krypter

SALT = "veier.epost.avmelding"


def lag_nokler(apps, schema_editor):
    Adressenokkel = apps.get_model("epost", "Adressenokkel")
    nokler = [secrets.token_hex(32)]
    # En tom portal har ingen som har sagt nei, og ingen lenke i et brev.
    if apps.get_model("epost", "Avmelding").objects.exists() or apps.get_model("epost", "Utsending").objects.exists():
        for hemmelig in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            nokler.append(hashlib.sha256(f"{SALT}{hemmelig}".encode()).hexdigest())
    # Den nyeste raden brukes til det nye.
    for nokkel in reversed(nokler):
        Adressenokkel.objects.create(forseglet=krypter(nokkel))


def bare_uten_avmeldinger(apps, schema_editor):
    if apps.get_model("epost", "Avmelding").objects.exists():
        raise RuntimeError(
            "Noen har sagt at de ikke vil ha e-post, og den forrige utgaven kjenner dem ikke igjen. Legg inn kopien i stedet."
        )


class Migration(migrations.Migration):

    dependencies = [
        ("epost", "0004_adressenokkel"),
    ]

    operations = [
        migrations.RunPython(lag_nokler, bare_uten_avmeldinger),
    ]
