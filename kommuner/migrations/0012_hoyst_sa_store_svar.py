"""En øvre grense for alle svarene til sammen. Rader fra før grensen får stå som de er til de endres eller slettes."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations

from veier.database.plass import hoyst


class Migration(migrations.Migration):
    dependencies = [("kommuner", "0011_numre_for_hver_tabell")]

    operations = [
        AddConstraintNotValid("veiviserutkast", hoyst("svar", 40_000, navn="veiviserutkast_svar_hoyst")),
    ]
