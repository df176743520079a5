"""Kontaktpersonen på profilene, og den som har svart på en referanse: det som blir borte når kontoen skal slettes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from entreprenorer.models import (
    Entreprenor,
    Medlemskap,
    Profilutgave,
    Profilversjon,
    Referanse,
    Referansesvar,
)
from kommuner.models import Medlemskap as OffentligMedlemskap
from veier.brukere.models import Bruker
from veier.database.historikk import historikken
from veier.personvern.spor import Gjemt, adressene, noen_av

KONTAKT = ("kontaktnavn", "kontaktepost", "kontakttelefon")
# En felles postkasse er organisasjonens, også når navnet ved siden av er en persons.
FELLES = frozenset(
    {"post", "kontakt", "info", "hei", "hallo", "mail", "firmapost", "kontor", "epost", "e-post"}
)


class Kontaktspor:
    """Navnet, e-posten og telefonen på profilen, i utkastet og i de gamle utgavene av den."""

    navn = "kontakt"

    def gjem(self, bruker: Bruker) -> Gjemt:
        adresser, mine = adressene(bruker), _organisasjonene(bruker)
        return [
            *self._kolonner(bruker, adresser, mine),
            *self._svar(Profilversjon, bruker, adresser, mine),
            *self._svar(Profilutgave, bruker, adresser, mine),
        ]

    def _kolonner(self, bruker: Bruker, adresser: set[str], mine: set[int]) -> Gjemt:
        hennes = _kontaktene(bruker, adresser, "pk", mine)
        ut = []
        for profil in Entreprenor.objects.select_for_update(of=("self",)).filter(hennes):
            felt = _tas_bort({f: getattr(profil, f) for f in KONTAKT}, adresser)
            Entreprenor.objects.filter(pk=profil.pk).update(**dict.fromkeys(felt, ""))
            ut.append({"tabell": "entreprenor", "pk": profil.pk, "felt": felt})
        return ut

    def _svar(
        self,
        modell: type[Profilversjon] | type[Profilutgave],
        bruker: Bruker,
        adresser: set[str],
        mine: set[int],
    ) -> Gjemt:
        """Svarene slik de ble skrevet. Hennes: adressen er hennes, eller navnet er det i en organisasjon hun er med i."""
        ut = []
        kandidater = modell.objects.select_for_update(of=("self",)).filter(
            Q(objekt__in=mine) | _nevner("svar__kontaktepost", adresser)
        )
        for rad in kandidater:
            verdier = {f: "".join(rad.svar.get(f, [])[-1:]) for f in KONTAKT}
            if not _er_hennes(verdier, bruker, adresser, i_egen=rad.objekt_id in mine):
                continue
            felt = _tas_bort(verdier, adresser)
            modell.objects.filter(pk=rad.pk).update(svar={**rad.svar, **{f: [] for f in felt}})
            ut.append({"tabell": modell._meta.model_name, "pk": rad.pk, "felt": felt})
        return ut

    def legg_tilbake(self, gjemt: Gjemt) -> None:
        for rad in gjemt:
            if rad["tabell"] == "entreprenor":
                profil = Entreprenor.objects.filter(pk=rad["pk"]).first()
                if profil and not any(getattr(profil, f) for f in rad["felt"]):
                    Entreprenor.objects.filter(pk=profil.pk).update(**rad["felt"])
                continue
            modell: type[Profilversjon] | type[Profilutgave] = (
                Profilversjon if rad["tabell"] == "profilversjon" else Profilutgave
            )
            versjon = modell.objects.filter(pk=rad["pk"]).first()
            if versjon and not any("".join(versjon.svar.get(f, [])) for f in rad["felt"]):
                svar = {**versjon.svar, **{f: [v] for f, v in rad["felt"].items()}}
                modell.objects.filter(pk=versjon.pk).update(svar=svar)

    def slett(self, bruker: Bruker) -> None:
        """Databasens egen historikk over profilene."""
        adresser, mine = adressene(bruker), _organisasjonene(bruker)
        spor = historikken(Entreprenor).filter(_kontaktene(bruker, adresser, "pgh_obj", mine))
        for rad in spor:
            felt = _tas_bort({f: getattr(rad, f) for f in KONTAKT}, adresser)
            type(rad).objects.filter(pk=rad.pk).update(**dict.fromkeys(felt, ""))


class Svarspor:
    """Navnet på den som har svart på en referanse. Stillingen står: det er den leserne ser."""

    navn = "svar"

    def gjem(self, bruker: Bruker) -> Gjemt:
        hos = OffentligMedlemskap.objects.filter(bruker=bruker).values("organisasjon")
        mine = Referanse.objects.filter(svart_som_medlem=True, svart_navn=str(bruker), part__in=hos)
        ut = _tom(mine, ("svart_navn",))
        return ut + _tom(Referansesvar.objects.filter(epost__in=adressene(bruker)), ("navn", "epost"))

    def legg_tilbake(self, gjemt: Gjemt) -> None:
        for rad in gjemt:
            modell: type[models.Model] = Referanse if rad["tabell"] == "referanse" else Referansesvar
            modell._default_manager.filter(pk=rad["pk"]).update(**rad["felt"])

    def slett(self, bruker: Bruker) -> None:
        """Det er borte fra før: raden har ingen historikk."""


def _tom(rader: models.QuerySet, felter: tuple[str, ...]) -> Gjemt:
    ut = [
        {"tabell": rad._meta.model_name, "pk": rad.pk, "felt": {f: getattr(rad, f) for f in felter}}
        for rad in rader
    ]
    rader.model._default_manager.filter(pk__in=[r["pk"] for r in ut]).update(**dict.fromkeys(felter, ""))
    return ut


def _organisasjonene(bruker: Bruker) -> set[int]:
    return set(Medlemskap.objects.filter(bruker=bruker).values_list("organisasjon", flat=True))


def _nevner(felt: str, adresser: set[str]) -> Q:
    ut = Q(pk=None)
    for epost in adresser:
        ut |= Q(**{f"{felt}__icontains": epost})
    return ut


def _kontaktene(bruker: Bruker, adresser: set[str], nokkel: str, mine: set[int]) -> Q:
    hennes = noen_av("kontaktepost", adresser)
    if bruker.navn:
        hennes |= Q(kontaktnavn__iexact=bruker.navn, **{f"{nokkel}__in": mine})
    return hennes


def _er_hennes(verdier: dict[str, str], bruker: Bruker, adresser: set[str], *, i_egen: bool) -> bool:
    navnet = bool(bruker.navn) and verdier["kontaktnavn"].strip().casefold() == bruker.navn.casefold()
    return verdier["kontaktepost"].lower() in adresser or (navnet and i_egen)


def _tas_bort(verdier: dict[str, str], adresser: set[str]) -> dict[str, str]:
    """Det som tas bort av kontakten: alt som er fylt ut, unntatt en felles postkasse som ikke er hennes."""
    epost = verdier["kontaktepost"].lower()
    felles = epost not in adresser and epost.partition("@")[0] in FELLES
    return {f: v for f, v in verdier.items() if v and not (felles and f == "kontaktepost")}
