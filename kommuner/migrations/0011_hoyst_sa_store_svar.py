"""En øvre grense for alle svarene til sammen. Rader fra før grensen får stå som de er til de endres eller slettes."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations

from veier.plass import hoyst


class Migration(migrations.Migration):
    dependencies = [("kommuner", "0010_nokler_til_avtrykk")]

    operations = [
        AddConstraintNotValid("veiviserutkast", hoyst("svar", 40_000, navn="veiviserutkast_svar_hoyst")),
    ]
