"""Øktenes nøkler blir avtrykk, og det som ligger i dem, krypteres. Migreringen logger ingen ut.

Over https må alle likevel logge inn på nytt én gang: i samme utgave fikk kapselen navnet «__Host-okt».

Tilbake avsluttes alle økter: nøkkelen kan ikke lages av avtrykket.
"""

from django.db import connection, migrations
from django.utils import timezone

from veier.kryptering import MERKE, krypter
from veier.foresporsel.okt import Oktid

BUNKE = 2000
OKTER, LISTEN = "django_session", "usersessions_usersession"


def til_avtrykk(apps, schema_editor):
    okter, liste = apps.get_model("sessions", "Session").objects, apps.get_model("usersessions", "UserSession")
    # De utløpte er ingens.
    okter.filter(expire_date__lt=timezone.now()).delete()
    rader = okter.exclude(session_data__startswith=MERKE).order_by("pk").values_list("session_key", "session_data")
    with connection.cursor() as peker:
        while bunke := list(rader[:BUNKE]):
            nye = [(str(Oktid.for_nokkel(nokkel)), krypter(data), nokkel) for nokkel, data in bunke]
            peker.executemany(f"UPDATE {OKTER} SET session_key = %s, session_data = %s WHERE session_key = %s", nye)
            peker.executemany(
                f"UPDATE {LISTEN} SET session_key = %s WHERE session_key = %s", [(ny, gammel) for ny, _d, gammel in nye]
            )
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
