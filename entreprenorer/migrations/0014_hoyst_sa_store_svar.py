"""En øvre grense for alle svarene til sammen. Rader fra før grensen får stå som de er til de endres eller slettes."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations

from veier.database.plass import hoyst


class Migration(migrations.Migration):
    dependencies = [("entreprenorer", "0013_nedtaking_med_grunn")]

    operations = [
        AddConstraintNotValid("ideutkast", hoyst("svar", 40_000, navn="ideutkast_svar_hoyst")),
        AddConstraintNotValid("ideversjon", hoyst("svar", 100_000, navn="ideversjon_svar_hoyst")),
        AddConstraintNotValid("profilversjon", hoyst("svar", 100_000, navn="profilversjon_svar_hoyst")),
        AddConstraintNotValid("virkningversjon", hoyst("svar", 100_000, navn="virkningversjon_svar_hoyst")),
    ]
