"""Hvilket felt hvert slag kolonne får i redaksjonens skjemaer, som lages av modellene."""

from __future__ import annotations

from django.db import models

from veier.felter.json import Lesbarjson
from veier.felter.kjennetegn import Epost, Nettadresse
from veier.felter.tall import Dato, Desimaltall, Heltall
from veier.felter.tekster import Adressedel, LangFritekst, Tekst

MODELLFELT: dict[type[models.Field], dict[str, object]] = {
    models.CharField: {"form_class": Tekst},
    models.SlugField: {"form_class": Adressedel},
    models.TextField: {"form_class": LangFritekst},
    models.EmailField: {"form_class": Epost},
    models.URLField: {"form_class": Nettadresse, "assume_scheme": "https"},
    models.IntegerField: {"form_class": Heltall},
    models.BigIntegerField: {
        "form_class": Heltall
    },  # redaksjonen har sitt eget for den; da gjelder ikke IntegerField
    models.FloatField: {"form_class": Desimaltall},
    models.DateField: {"form_class": Dato},
    models.JSONField: {"form_class": Lesbarjson},
}
