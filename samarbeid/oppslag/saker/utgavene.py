"""To utgaver av en sak mot hverandre, hvilke som helst: det som er ute, utkastet, det som er sendt inn, og historikken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime

from samarbeid.models import Eksempel, Eksempelutgave, Eksempelversjon
from samarbeid.models.eksempel import STYRING, innholdet
from samarbeid.oppslag.saker.handlinger import Lagret, lagre_eksempel, med_utkast, utkastet
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.konto import historikk
from veier.typer import Verdier

UTE, UTKAST = "ute", "utkast"
FLEST = 100


@dataclass(frozen=True, slots=True)
class Valg:
    """En utgave redaktøren kan velge."""

    kode: str
    navn: str
    innhold: Verdier

    @property
    def kan_hentes(self) -> bool:
        """Det som er ute, og utkastet, er der alt."""
        return self.kode not in {UTE, UTKAST}


def utgavene(sak: Eksempel) -> list[Valg]:
    """Utgavene av saken: de to som gjelder nå, så de hundre siste innsendingene og svarene, så de hundre siste lagringene."""
    alle = [*_na(sak), *_utgaver(sak)]
    for lagring in _historikk(sak):
        # Hver publisering er også en lagring, og noen lagringer rører bare det som ikke er innhold.
        if all(lagring.innhold != valg.innhold for valg in alle):
            alle.append(lagring)
    return alle


def det_siste(alle: list[Valg]) -> tuple[Valg | None, Valg | None]:
    """(før, etter) for den siste endringen: utkastet mot det som er ute, ellers det nyeste mot det nærmeste som er et annet."""
    na = {v.kode: v for v in alle}
    if UTE in na and UTKAST in na:
        return na[UTE], na[UTKAST]
    til = next(iter(alle), None)
    return next((v for v in alle if til and v.innhold != til.innhold), None), til


def forskjellen(fra: Valg, til: Valg) -> list[tuple[str, list[str], list[str]]]:
    """(feltets navn, før, etter) for hvert felt som er ulikt."""
    return historikk.endringer(_som_sak(fra.innhold), _som_sak(til.innhold), Eksempel, STYRING)


@transaction.atomic
def hent_tilbake(sak: Eksempel, kode: str, *, av: Bruker) -> Lagret:
    """Innholdet i utgaven blir utkastet. Det en annen hadde skrevet der, står i historikken. Hever Domenefeil når den er borte."""
    rad = Eksempel.objects.select_for_update(of=("self",)).get(pk=sak.pk)
    valg = next((v for v in utgavene(rad) if v.kode == kode and v.kan_hentes), None)
    if valg is None:
        raise Domenefeil("Utgaven finnes ikke lenger. Last siden på nytt.")
    ny = med_utkast(Eksempel.objects.get(pk=rad.pk))
    Eksempelversjon(objekt=ny).kopier(valg.innhold)
    logg_hendelse("eksempel_hentet_tilbake", av=av.offentlig_id, gjelder=rad, utgave=kode)
    return lagre_eksempel(ny, av=av)


def _na(sak: Eksempel) -> Iterator[Valg]:
    rad = Eksempel.objects.get(pk=sak.pk)
    if rad.er_publisert:
        yield Valg(UTE, "Det som er ute nå", innholdet(rad))
    if versjon := utkastet(rad):
        hvem = f", av {versjon.endret_av}" if versjon.endret_av else ""
        yield Valg(UTKAST, f"Utkastet, {_tid(versjon.endret_tid)}{hvem}", innholdet(med_utkast(rad)))


def _utgaver(sak: Eksempel) -> Iterator[Valg]:
    rader = Eksempelutgave.objects.filter(objekt=sak.pk).exclude(svar={}).select_related("av")
    for u in rader.order_by("-tid", "-pk")[:FLEST]:
        hvem = f", av {u.av}" if u.av else ""
        # En utgave fra før sakene fikk bilder, har ingen: hentes den tilbake, skal de nye bort.
        yield Valg(f"u{u.pk}", f"{_tid(u.tid)}: {u.get_hva_display()}{hvem}", {"bilder": [], **u.svar})


def _historikk(sak: Eksempel) -> Iterator[Valg]:
    rader = list(sak.lagringer.select_related("pgh_context").order_by("-pgh_id")[:FLEST])
    navn = historikk.navnene(rader)
    for rad in rader:
        hvem = f", av {navn[rad.pgh_id]}" if navn.get(rad.pgh_id) else ""
        yield Valg(
            f"h{rad.pgh_id}", f"{_tid(rad.pgh_created_at)}: lagret{hvem}", innholdet(cast(Eksempel, rad))
        )


def _som_sak(innhold: Verdier) -> Eksempel:
    versjon = Eksempelversjon(objekt=Eksempel())
    versjon.kopier(innhold)
    return versjon.objekt


def _tid(tid: datetime) -> str:
    return date_format(localtime(tid), "j. F Y, H.i")
