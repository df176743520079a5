"""Skranker i databasen bak feltene i ``veier.felter``: det som er lagret, er rent, uansett hvilken vei det kom inn."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veier.typer import Setning

# Tegn ``veier.tekst.rens`` aldri lar stå i én linje. PostgreSQLs egne koder for dem, så migreringen kan leses.
USYNLIG_I_NAVN = (
    r"[\u0001-\u001f\u007f-\u00a0\u00ad\u034f\u115f\u1160\u2000-\u200b\u2028-\u202f\u205f-\u206f"
    r"\u3000\u3164\ufeff\uffa0\ufff9-\ufffc]"
)
EN_ADRESSE = r"^[\u0021-\u003f\u0041-\u007e]+@[a-z0-9.-]+$"
NI_SIFRE = r"^[0-9]{9}$"
ELDSTE = 120


def uten_usynlige(felt: str, *, navn: str) -> models.CheckConstraint:
    """Ingen usynlige tegn, ingen linjeskift, og ingenting som snur skriveretningen."""
    return models.CheckConstraint(condition=~Q(**{f"{felt}__regex": USYNLIG_I_NAVN}), name=navn)


def kanonisk_adresse(felt: str, *, navn: str) -> models.CheckConstraint:
    """Tom, eller en adresse med små bokstaver i ASCII."""
    sma = Q(**{felt: models.functions.Lower(felt)})
    return models.CheckConstraint(
        condition=Q(**{felt: ""}) | (Q(**{f"{felt}__regex": EN_ADRESSE}) & sma), name=navn
    )


def ni_sifre(felt: str, *, navn: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{felt}__isnull": True}) | Q(**{f"{felt}__regex": NI_SIFRE}), name=navn
    )


def kodene(modell: type[models.Model]) -> type[models.Model]:
    """Dekoratør: hver kolonne med ``choices`` tar bare kodene sine i databasen også. Listen står bare i valgene.

    Referansetabellene har ``gyldige_koder`` i stedet, som også kjenner kodene som er rader.
    """
    egne = [_kode(modell, felt) for felt in modell._meta.local_concrete_fields if _har_faste_koder(felt)]
    modell._meta.constraints = [*modell._meta.constraints, *egne]
    modell._meta.original_attrs["constraints"] = modell._meta.constraints
    return modell


def _har_faste_koder(felt: models.Field) -> bool:
    return isinstance(felt, models.CharField) and isinstance(felt.choices, list | tuple)


def _kode(modell: type[models.Model], felt: models.Field) -> models.CheckConstraint:
    koder = [str(verdi) for verdi, _navn in felt.flatchoices]
    return models.CheckConstraint(
        condition=Q(**{f"{felt.name}__in": [*koder, ""] if felt.blank and "" not in koder else koder}),
        name=f"{modell._meta.db_table}_{felt.column}_kode",
        violation_error_message=_("Velg en av verdiene i listen."),
        violation_error_code=felt.name,
    )


def mellom(felt: str, minst: float, hoyst: float, *, navn: str) -> models.CheckConstraint:
    """Et tall fra og med ``minst`` til og med ``hoyst``, eller ikke oppgitt."""
    return models.CheckConstraint(
        condition=Q(**{f"{felt}__isnull": True}) | Q(**{f"{felt}__range": (minst, hoyst)}),
        name=navn,
        violation_error_message=_("Tallet må være fra %(minst)s til %(hoyst)s.")
        % {"minst": minst, "hoyst": hoyst},
        violation_error_code=felt,
    )


def minst_en(felt: str, *, navn: str) -> models.CheckConstraint:
    """En liste med minst ett innslag."""
    return models.CheckConstraint(
        condition=Q(**{f"{felt}__len__gte": 1}),
        name=navn,
        violation_error_message=_("Velg minst én."),
        violation_error_code=felt,
    )


def fra_for_til(fra: str, til: str, *, navn: str, setning: Setning) -> models.CheckConstraint:
    """``fra`` er ikke større enn ``til``."""
    return models.CheckConstraint(
        condition=Q(**{f"{fra}__isnull": True})
        | Q(**{f"{til}__isnull": True})
        | Q(**{f"{fra}__lte": F(til)}),
        name=navn,
        violation_error_message=setning,
        violation_error_code=til,
    )


def alder(tabell: str) -> list[models.BaseConstraint]:
    """Alder fra og til: hele år, ikke over 120, i rett rekkefølge."""
    setning = _("«Alder til» må være minst like høy som «alder fra».")
    return [
        fra_for_til("alder_fra", "alder_til", navn=f"{tabell}_alder_fra_til", setning=setning),
        mellom("alder_fra", 0, ELDSTE, navn=f"{tabell}_alder_fra_mulig"),
        mellom("alder_til", 0, ELDSTE, navn=f"{tabell}_alder_til_mulig"),
    ]
