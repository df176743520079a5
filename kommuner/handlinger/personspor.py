"""En person blant kontaktene til en virksomhet, og i behovene: det som blir borte når kontoen skal slettes."""

from __future__ import annotations

from django.db.models import Q

from kommuner.models import (
    Behov,
    Behovssporsmal,
    Behovutgave,
    Behovversjon,
    Egenkontakt,
    Kontaktimport,
)
from veier.brukere.models import Bruker
from veier.database.historikk import historikken
from veier.personvern.spor import Gjemt, adressene

FELT = ("navn", "epost", "telefon")
SVAR = "svaradresse"


class Rollespor:
    """Navnet, e-posten og telefonen til en rolle. Sentralbordet og postmottaket er virksomhetens, også ved siden av et navn."""

    navn = "rollekontakt"

    def gjem(self, bruker: Bruker) -> Gjemt:
        adresser = adressene(bruker)
        ut = []
        rader = list(Egenkontakt.objects.select_for_update(of=("self",)).filter(_hennes(bruker, adresser)))
        # Det som sto før en fil, kan ha henne i seg. Kontaktene er låst først, som når en fil hentes inn og angres.
        Kontaktimport.objects.filter(_nevner(bruker, adresser)).delete()
        for rad in rader:
            felt = {f: getattr(rad, f) for f in (FELT if rad.rolle_id else FELT[:1]) if getattr(rad, f)}
            Egenkontakt.objects.filter(pk=rad.pk).update(**dict.fromkeys(felt, ""))
            ut.append({"pk": rad.pk, "felt": felt})
        return ut

    def legg_tilbake(self, gjemt: Gjemt) -> None:
        for rad in gjemt:
            kontakt = Egenkontakt.objects.filter(pk=rad["pk"], navn_fjernet_tid=None).first()
            if kontakt and not any(getattr(kontakt, f) for f in rad["felt"]):
                Egenkontakt.objects.filter(pk=kontakt.pk).update(**rad["felt"])

    def slett(self, bruker: Bruker) -> None:
        """Radene har ingen historikk: det som er gjemt, er borte."""


def _hennes(bruker: Bruker, adresser: set[str]) -> Q:
    """Adressen er hennes, eller navnet er det i en virksomhet hun er med i."""
    adressen = Q(rolle__isnull=False, epost__in=adresser)
    if not bruker.navn:
        return adressen
    return adressen | Q(navn__iexact=bruker.navn, part__medlemskap__bruker=bruker)


def _nevner(bruker: Bruker, adresser: set[str]) -> Q:
    """Den siste filen i en virksomhet hun er med i, eller en der adressen hennes sto."""
    nevner = Q(part__medlemskap__bruker=bruker)
    for epost in adresser:
        nevner |= Q(gammelt__icontains=epost)
    return nevner


class Behovspor:
    """Adressen hennes der svar på et behov skal sendes: i behovet, i utkastet og i de gamle utgavene av det."""

    navn = "behov"

    def gjem(self, bruker: Bruker) -> Gjemt:
        adresser = adressene(bruker)
        ut: Gjemt = []
        for rad in Behov.objects.select_for_update(of=("self",)).filter(svaradresse__in=adresser):
            Behov.objects.filter(pk=rad.pk).update(svaradresse="")
            ut.append({"tabell": "behov", "pk": rad.pk, "epost": rad.svaradresse})
        for modell in (Behovversjon, Behovutgave):
            for versjon in modell.objects.select_for_update(of=("self",)).filter(svar__has_key=SVAR):
                epost = "".join(versjon.svar[SVAR][-1:])
                if epost.lower() in adresser:
                    modell.objects.filter(pk=versjon.pk).update(svar={**versjon.svar, SVAR: []})
                    ut.append({"tabell": modell._meta.model_name, "pk": versjon.pk, "epost": epost})
        return ut

    def legg_tilbake(self, gjemt: Gjemt) -> None:
        """Har noen skrevet en annen adresse i mellomtiden, er det den som gjelder."""
        for rad in gjemt:
            if rad["tabell"] == "behov":
                Behov.objects.filter(pk=rad["pk"], svaradresse="").update(svaradresse=rad["epost"])
                continue
            modell = Behovversjon if rad["tabell"] == "behovversjon" else Behovutgave
            versjon = modell.objects.filter(pk=rad["pk"]).first()
            if versjon and not "".join(versjon.svar.get(SVAR, [])):
                modell.objects.filter(pk=versjon.pk).update(svar={**versjon.svar, SVAR: [rad["epost"]]})

    def slett(self, bruker: Bruker) -> None:
        """Databasens egen historikk, og adressen et svar skulle sendes til."""
        adresser = adressene(bruker)
        historikken(Behov).filter(svaradresse__in=adresser).update(svaradresse="")
        Behovssporsmal.objects.filter(epost__in=adresser).update(epost="")
