"""Øktenes nøkler blir avtrykk, og det som ligger i dem, krypteres. Ingen logges ut av det.

Tilbake avsluttes alle økter: nøkkelen kan ikke lages av avtrykket.
"""

from django.db import migrations

from veier.kryptering import MERKE, krypter
from veier.okt import Oktid


def til_avtrykk(apps, schema_editor):
    okter, liste = apps.get_model("sessions", "Session").objects, apps.get_model("usersessions", "UserSession")
    for okt in okter.exclude(session_data__startswith=MERKE).iterator():
        gammel, oktid = okt.session_key, str(Oktid.for_nokkel(okt.session_key))
        okter.filter(session_key=gammel).update(session_key=oktid, session_data=krypter(okt.session_data))
        liste.objects.filter(session_key=gammel).update(session_key=oktid)
    # Resten hører til økter som er borte.
    kjente = okter.values("session_key")
    liste.objects.exclude(session_key__in=kjente).delete()


def avslutt_alle(apps, schema_editor):
    apps.get_model("sessions", "Session").objects.all().delete()
    apps.get_model("usersessions", "UserSession").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("konto", "0005_nodkode"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(til_avtrykk, avslutt_alle)]
