"""Koder: hvor de gyldige står, og triggeren som avviser alle andre uansett hvordan raden endres."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


@dataclass(frozen=True, slots=True)
class Faste:
    """Kodene i en TextChoices."""

    valg: type[models.TextChoices]

    def alle(self) -> list[tuple[str, str]]:
        return [(str(kode), str(navn)) for kode, navn in self.valg.choices]

    def sql(self, verdi: str) -> str:
        """Vilkåret for at ``verdi`` er en gyldig kode."""
        return f"{verdi} IN ({', '.join(_sitert(kode) for kode in self.valg.values)})"


@dataclass(frozen=True, slots=True)
class Rader:
    """Kodene er ``felt`` i radene i en annen tabell, med ``foran`` satt foran («tema:demens»)."""

    modell: str
    felt: str = "slug"
    foran: str = ""

    def alle(self) -> list[tuple[str, str]]:
        """Skjulte rader er med: en kode som alt står der, skal ikke bli borte når raden skjules."""
        modell = apps.get_model(self.modell)
        slag = f"{str(modell._meta.verbose_name).capitalize()}: " if self.foran else ""
        return [
            (f"{self.foran}{getattr(rad, self.felt)}", f"{slag}{rad}{' (skjult)' if rad.skjult else ''}")
            for rad in modell._default_manager.all()
        ]

    @property
    def tabell(self) -> str:
        return self.modell.replace(".", "_").lower()

    def sql(self, verdi: str) -> str:
        kode = f"{_sitert(self.foran)} || t.{self.felt}" if self.foran else f"t.{self.felt}"
        return f"EXISTS (SELECT 1 FROM {self.tabell} t WHERE {kode} = {verdi})"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Tall:
    """Et helt tall i kroner, skrevet med bare sifre."""

    def alle(self) -> list[tuple[str, str]]:
        return []

    def sql(self, verdi: str) -> str:
        return f"{verdi} ~ '^[0-9]{{1,12}}$'"


@dataclass(frozen=True, slots=True)
class _Opplistet:
    koder: tuple[str, ...]

    def alle(self) -> list[tuple[str, str]]:
        return [(kode, kode) for kode in self.koder]

    def sql(self, verdi: str) -> str:
        return f"{verdi} IN ({', '.join(map(_sitert, self.koder))})"


Kilde = Faste | Rader | Tall | _Opplistet


@dataclass(frozen=True, slots=True)
class Koder:
    """Kildene et felt kan ha koder fra, og hva kodene heter i en setning («temaene»)."""

    navn: str
    kilder: tuple[Kilde, ...]

    def alle(self) -> list[tuple[str, str]]:
        return [par for kilde in self.kilder for par in kilde.alle()]

    def sql(self, verdi: str) -> str:
        return " OR ".join(kilde.sql(verdi) for kilde in self.kilder)

    @property
    def tar_tall(self) -> bool:
        return any(isinstance(kilde, Tall) for kilde in self.kilder)


def koder_i(felt: models.Field) -> Koder | None:
    """Kodene feltet godtar; None når det ikke er et kodefelt."""
    if koder := getattr(felt, "koder", None):
        return koder
    valg = getattr(felt, "choices", None)
    if not valg or not isinstance(felt, models.CharField):
        return None
    return Koder(str(felt.verbose_name), (_Opplistet(tuple(str(kode) for kode, _navn in felt.flatchoices)),))


def kodefelt(modell: type[models.Model]) -> list[tuple[models.Field, Koder]]:
    return [(felt, koder) for felt in modell._meta.local_concrete_fields if (koder := koder_i(felt))]


def gyldige_koder(modell: type[models.Model]) -> type[models.Model]:
    """Dekoratør: hver kode i raden må finnes når setningen som skrev den, er ferdig.

    Etter setningen, ikke før: temaer i samme innlasting kan vise til hverandre.
    """
    felter = kodefelt(modell)
    trigger = pgtrigger.Trigger(
        name="gyldige_koder",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(*(felt.name for felt, _koder in felter)),
        declare=[("feil", "text")],
        func="\n".join(_kontroll(modell, felt, koder) for felt, koder in felter) + "\nRETURN NULL;",
    )
    pgtrigger.register(trigger)(modell)
    return modell


def _kontroll(modell: type[models.Model], felt: models.Field, koder: Koder) -> str:
    hvor = _sitert(f"{modell._meta.db_table}.{felt.column} i rad ")
    return (
        f"SELECT k INTO feil FROM ({_verdier(felt, 'NEW')}) v(k) WHERE k IS NULL OR NOT ({koder.sql('k')}) LIMIT 1;\n"  # noqa: S608
        f"IF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = "
        f"{hvor} || NEW.id || ': «' || coalesce(feil, '(tom)') || '» finnes ikke'; END IF;"
    )


def _verdier(felt: models.Field, rad: str) -> str:
    if hasattr(felt, "base_field"):
        return f"SELECT unnest({rad}.{felt.column})"
    tom = f" WHERE {rad}.{felt.column} <> ''" if felt.blank else ""
    return f"SELECT {rad}.{felt.column}{tom}"


def ugyldige(tabell: str, kolonne: str, *, liste: bool, blank: bool, vilkar: str) -> str:
    """SQL som finner radene med en ugyldig kode: (id, koden). Brukes av migreringene før triggeren settes på."""
    verdier = f"unnest({kolonne})" if liste else f"(SELECT {kolonne})"
    tom = f"{kolonne} <> '' AND " if blank and not liste else ""
    return f"SELECT {tabell}.id, k FROM {tabell}, LATERAL {verdier} v(k) WHERE {tom}NOT ({vilkar}) ORDER BY 1"  # noqa: S608


class UgyldigeKoder(Exception):
    """En rad har en kode som ikke finnes; meldingen sier hvilken."""


def krev_gyldige(
    sporringer: Iterable[tuple[str, str, str]],
) -> Callable[[StateApps, BaseDatabaseSchemaEditor], None]:
    """Til RunPython: stopper migreringen med én linje per rad som er feil. (tabell, kolonne, SQL)."""

    def kontroller(_apps: StateApps, skjema: BaseDatabaseSchemaEditor) -> None:
        feil: list[str] = []
        with skjema.connection.cursor() as peker:
            for tabell, kolonne, sql in sporringer:
                peker.execute(sql)
                feil += [f"{tabell} rad {nr}: {kolonne} har «{kode}», som ikke finnes" for nr, kode in peker]
        if feil:
            raise UgyldigeKoder("Rett disse radene, og kjør migrate igjen:\n" + "\n".join(feil))

    return kontroller


def til_migrering(modeller: Sequence[type[models.Model]]) -> list[tuple[str, str, str]]:
    """Spørringene en ny migrering skal ha, til å skrive inn i den."""
    return [
        (
            modell._meta.db_table,
            str(felt.column),
            ugyldige(
                modell._meta.db_table,
                str(felt.column),
                liste=hasattr(felt, "base_field"),
                blank=felt.blank,
                vilkar=koder.sql("k"),
            ),
        )
        for modell in modeller
        for felt, koder in kodefelt(modell)
    ]


def _sitert(tekst: str) -> str:
    return "'" + tekst.replace("'", "''") + "'"
