"""Bildene i en sak: de legges i utkastet og publiseres sammen med det. Et bilde som må bort, slettes overalt med en gang."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.db import models, transaction

from samarbeid.models import Eksempel, Eksempelutgave, Eksempelversjon
from samarbeid.models.sak.bilde import ENDELSE, MAPPE, Saksbilde
from samarbeid.oppslag.saker.handlinger import Lagret, lagre_eksempel, med_utkast
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.typer import Verdier
from veier.vedlegg import lager
from veier.vedlegg.bilde import rent_bilde

STORSTE_FIL = 8 * 1024 * 1024
STORSTE_SIDE = 1200
FLEST = 6
FOR_STOR = "Bildet er for stort. Det kan være høyst 8 MB."
BORTE = "Bildet er ikke i saken lenger. Last siden på nytt."


def legg_til(eksempel: Eksempel, innhold: bytes, opplysninger: Mapping[str, str], *, av: Bruker) -> Lagret:
    """Krymper bildet og legger det sist i utkastet. Hever Domenefeil når det ikke lar seg lese, og når det er seks fra før.

    Filen skrives før raden: blir vi avbrutt imellom, ryddes den av ``rydd_bilder``.
    """
    if len(innhold) > STORSTE_FIL:
        raise Domenefeil(FOR_STOR)
    fil = rent_bilde(innhold, storste_side=STORSTE_SIDE, som="WEBP")
    navn = lager.skriv(MAPPE, fil.innhold, endelse=ENDELSE)
    nytt = Saksbilde(
        {"fil": navn, "bredde": str(fil.bredde), "hoyde": str(fil.hoyde), **_uten_tomme(opplysninger)}
    )

    def med(bilder: list[Saksbilde]) -> list[Saksbilde]:
        if len(bilder) >= FLEST:
            raise Domenefeil(f"En sak kan ha høyst {FLEST} bilder. Ta bort ett først.")
        return [*bilder, nytt]

    return _endre_bildene(eksempel, med, av=av)


def endre(eksempel: Eksempel, fil: str, opplysninger: Mapping[str, str], *, av: Bruker) -> Lagret:
    """Skriver det som står om bildet, i utkastet."""

    def med(bilder: list[Saksbilde]) -> list[Saksbilde]:
        na = _finn(bilder, fil)
        faste = {del_: na[del_] for del_ in ("fil", "bredde", "hoyde")}
        ny = Saksbilde({**faste, **_uten_tomme(opplysninger)})
        return [ny if b["fil"] == fil else b for b in bilder]

    return _endre_bildene(eksempel, med, av=av)


def ta_bort(eksempel: Eksempel, fil: str, *, av: Bruker) -> Lagret:
    """Tar bildet ut av utkastet. Leserne ser det til utkastet publiseres, og det kan hentes tilbake fra historikken."""

    def uten(bilder: list[Saksbilde]) -> list[Saksbilde]:
        _finn(bilder, fil)
        return [b for b in bilder if b["fil"] != fil]

    return _endre_bildene(eksempel, uten, av=av)


@transaction.atomic
def slett_overalt(eksempel: Eksempel, fil: str, *, av: Bruker) -> None:
    """Noen på bildet, eller den som tok det, har trukket samtykket. Bildet og det som står om det, er borte med en gang: fra
    siden, utkastet, utgavene, historikken og lageret. Det kan ikke hentes tilbake.
    """
    sak = Eksempel.objects.select_for_update(of=("self",)).get(pk=eksempel.pk)
    versjon = Eksempelversjon.objects.filter(objekt=sak).first()
    _finn([*sak.bilder, *_i_svaret(versjon.svar if versjon else {})], fil)
    if _har(sak.bilder, fil):
        sak.bilder = _uten(sak.bilder, fil)
        sak.save(update_fields=["bilder"])
    if versjon and _har(_i_svaret(versjon.svar), fil):
        versjon.svar = {**versjon.svar, "bilder": _uten(_i_svaret(versjon.svar), fil)}
        versjon.save(update_fields=["svar"])
    for utgave in Eksempelutgave.objects.filter(objekt=sak, svar__bilder__contains=[{"fil": fil}]):
        utgave.svar = {**utgave.svar, "bilder": _uten(_i_svaret(utgave.svar), fil)}
        utgave.save(update_fields=["svar"])
    for rad in sak.lagringer.filter(bilder__contains=[{"fil": fil}]):
        type(rad)._default_manager.filter(pk=rad.pk).update(bilder=_uten(rad.bilder, fil))
    logg_hendelse("saksbilde_slettet", av=av.offentlig_id, gjelder=sak)
    transaction.on_commit(lambda: lager.slett([fil]))


def rydd_bilder(*, eldre_enn: timedelta = timedelta(days=1)) -> int:
    """Sletter filer ingen sak, intet utkast, ingen utgave og ingen historikk viser til. Gir antallet."""
    lister: list[object] = [
        *Eksempel.objects.exclude(bilder=[]).values_list("bilder", flat=True),
        *_historikken().exclude(bilder=[]).values_list("bilder", flat=True),
        *_lister(Eksempelversjon._default_manager.all()),
        *_lister(Eksempelutgave._default_manager.all()),
    ]
    i_bruk = {b["fil"] for liste in lister if isinstance(liste, list) for b in liste if b.get("fil")}
    return lager.rydd(MAPPE, i_bruk, eldre_enn=eldre_enn)


@transaction.atomic
def _endre_bildene(
    eksempel: Eksempel, endring: Callable[[list[Saksbilde]], list[Saksbilde]], *, av: Bruker
) -> Lagret:
    """To redaktører kan legge til hvert sitt bilde samtidig: saken er låst mens utkastet leses og skrives."""
    sak = med_utkast(Eksempel.objects.select_for_update(of=("self",)).get(pk=eksempel.pk))
    sak.bilder = endring(sak.bilder)
    return lagre_eksempel(sak, av=av)


def _historikken() -> models.Manager:
    manager: models.Manager = Eksempel._meta.get_field("events").related_model._default_manager
    return manager


def _uten_tomme(opplysninger: Mapping[str, str]) -> dict[str, str]:
    return {del_: verdi for del_, verdi in opplysninger.items() if verdi}


def _finn(bilder: list[Saksbilde], fil: str) -> Saksbilde:
    if funnet := next((b for b in bilder if b["fil"] == fil), None):
        return funnet
    raise Domenefeil(BORTE)


def _har(bilder: list[Saksbilde], fil: str) -> bool:
    return any(b["fil"] == fil for b in bilder)


def _uten(bilder: list[Saksbilde], fil: str) -> list[Saksbilde]:
    return [b for b in bilder if b["fil"] != fil]


def _i_svaret(svar: Verdier) -> list[Saksbilde]:
    return [Saksbilde(b) for b in svar.get("bilder", [])]


def _lister(rader: models.QuerySet) -> list[object]:
    return list(rader.filter(svar__has_key="bilder").values_list("svar__bilder", flat=True))
