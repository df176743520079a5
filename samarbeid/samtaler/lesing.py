"""Det siden til en samtale leser, i ett spørsmål: bare det den viser, og hva samtalen har mer av.

De fleste har ikke noe mer, og da stilles ikke det spørsmålet: en tur til databasen koster mer enn å se etter i den samme.
"""

from __future__ import annotations

from typing import ClassVar, TypeVar

from django.db.models import BooleanField, F, Func

from samarbeid.models import Mottakerlenke, Samtale
from samarbeid.querysets import Lenkesporring, Samtalesporring

Rader = TypeVar("Rader", Samtalesporring, Lenkesporring)

HOS = ("entreprenor", "part", "behov")
VISES = (
    *(felt.name for felt in Samtale._meta.concrete_fields),
    "entreprenor__navn",
    "entreprenor__slug",
    "entreprenor__oppdiktet",
    "entreprenor__publisert_tid",
    "entreprenor__nedtatt_tid",
    "part__navn",
    "part__slug",
    "part__skjult",
    "behov__tittel",
    "behov__slug",
    "behov__tilstand",
    "behov__doffin",
    "behov__oppdiktet",
)


class _Finnes(Func):
    """Sant når det finnes en rad for samtalen. Skrevet ut: Django bruker lenger på å lage ``Exists`` enn databasen på å svare."""

    output_field: ClassVar = BooleanField()
    template = "EXISTS (SELECT FROM %(fra)s = %(expressions)s)"


FINNES = {
    "har_apninger": "samarbeid_apning WHERE samtale_id",
    "har_inhabile": "samarbeid_inhabilitet WHERE samtale_id",
    "har_mottatt": "samarbeid_innpost WHERE tilstand IN ('notert', 'holdt') AND samtale_id",
    "har_samarbeid": "samarbeid_samarbeid WHERE stadium <> 'avsluttet' AND samtale_id",
    # Ingen hos entreprenøren kan logge inn: den siste er ute, eller kontoen hennes er slettet.
    "uten_lesere": (
        "samarbeid_samtale s WHERE NOT EXISTS (SELECT FROM entreprenorer_medlemskap m JOIN brukere_bruker b ON b.id = m.bruker_id"
        " WHERE b.is_active AND m.organisasjon_id = s.entreprenor_id) AND s.id"
    ),
    "har_vedlegg": "samarbeid_vedlegg v JOIN samarbeid_innlegg i ON i.id = v.innlegg_id WHERE i.samtale_id",
}


def samtaler_til_lesing(samtaler: Samtalesporring) -> Samtalesporring:
    """Samtalene med det som står i ``HarMer``. Av organisasjonene og behovet leses bare det siden viser: de har femti felt til hver."""
    return _med_mer(samtaler.select_related(*HOS).only(*VISES), "pk")


def lenker_til_lesing(lenker: Lenkesporring) -> Lenkesporring:
    """Lenkene med samtalen og det som står i ``HarMer``."""
    egne = [felt.name for felt in Mottakerlenke._meta.concrete_fields]
    lest = lenker.select_related(*(f"samtale__{navn}" for navn in HOS))
    return _med_mer(lest.only(*egne, *(f"samtale__{navn}" for navn in VISES)), "samtale_id")


def _med_mer(rader: Rader, samtale: str) -> Rader:
    """``samtale`` er feltet med samtalens nøkkel."""
    return rader.annotate(**{navn: _Finnes(F(samtale), fra=fra) for navn, fra in FINNES.items()})
