"""Skjemafeltene for det folk skriver. Det feltet godtar, er det som lagres: rent, og i én form.

Alle skjemaer i prosjektet bruker disse (``tests/test_felter.py`` sier fra om Djangos egne). Et felt godtar alltid
det det selv gir fra seg. Lengden måles etter rensingen, og meldingen sier både grensen og hvor mye som er skrevet.
"""

from veier.felter.grunnlag import FOR_LANG, SNUR_RETNINGEN, FodselsnummerFunnet, Rent, uten_fodselsnummer
from veier.felter.json import Lesbarjson, Maskinjson
from veier.felter.kjennetegn import Engangskode, Epost, Kommune, Nettadresse, Orgnummer, Skjemanokkel, Telefon
from veier.felter.modellfelt import MODELLFELT
from veier.felter.tall import Alder, Belop, Dato, Desimaltall, Heltall, Klokkeslett
from veier.felter.tekster import Adressedel, Fritekst, LangFritekst, Navn, Soketekst, Tekst

__all__ = [
    "FOR_LANG",
    "MODELLFELT",
    "SNUR_RETNINGEN",
    "Adressedel",
    "Alder",
    "Belop",
    "Dato",
    "Desimaltall",
    "Engangskode",
    "Epost",
    "FodselsnummerFunnet",
    "Fritekst",
    "Heltall",
    "Klokkeslett",
    "Kommune",
    "LangFritekst",
    "Lesbarjson",
    "Maskinjson",
    "Navn",
    "Nettadresse",
    "Orgnummer",
    "Rent",
    "Skjemanokkel",
    "Soketekst",
    "Tekst",
    "Telefon",
    "uten_fodselsnummer",
]
