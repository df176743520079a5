"""Listene som filer, uten å holde dem i minnet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import islice

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samarbeid.katalog.forms import Grunnfilter, Katalogfilter, Saksfilter, Virksomhetsfilter
from samarbeid.katalog.indeks.smakataloger import sakene, slugger_i, virksomhetene
from samarbeid.katalog.indeks.sok import Katalogsvar, finn, hent_viste
from samarbeid.katalog.indeks.svar import Sokesvar
from samarbeid.katalog.indeks.typer import Sakssok, Virksomhetssok
from samarbeid.katalog.opplysning import Hvem, opplysning
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Eksempel
from samarbeid.models.katalog import Listet

BOM = "\ufeff"
LINJER_I_GANGEN = 500
# Et regneark regner ut det som begynner slik.
FARLIG_START = ("=", "+", "-", "@", "\t", "\r", "\n")
KAN_VAERE_FARLIG = {" ", *FARLIG_START}


@login_not_required
@require_safe
def entreprenorer_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Alle treffene som CSV, i samme rekkefølge som listen. Ingen kontaktpersoner."""
    kunnskap = hent_kunnskap()
    valgt = Katalogfilter(request.GET, kunnskap=kunnskap)
    svar = finn(valgt.sok, kunnskap)
    return som_fil("entreprenorer", _entreprenorer(svar, valgt, _grunnadresse(request, "entreprenorer")))


@login_not_required
@require_safe
def offentlige_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Virksomhetene som treffes, i samme rekkefølge som listen."""
    kunnskap = hent_kunnskap()
    valgt = Virksomhetsfilter(request.GET, kunnskap=kunnskap)
    svar = virksomhetene(kunnskap).finn(valgt.sok, kunnskap)
    return som_fil("virksomheter", _virksomheter(svar, valgt, _grunnadresse(request, "offentlige")))


@login_not_required
@require_safe
def eksempler_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Sakene som treffes, i samme rekkefølge som listen."""
    kunnskap = hent_kunnskap()
    valgt = Saksfilter(request.GET, kunnskap=kunnskap)
    svar = sakene(kunnskap).finn(valgt.sok, kunnskap)
    return som_fil("eksempler", _saker(svar, valgt, _grunnadresse(request, "eksempler")))


def som_fil(navn: str, rader: Iterable[Iterable[str]]) -> StreamingHttpResponse:
    """CSV (UTF-8 med BOM, semikolon) mens radene lages. Det et regneark ville regnet ut, blir stående som tekst."""
    fil = StreamingHttpResponse(_linjer(rader), content_type="text/csv; charset=utf-8")
    fil["Content-Disposition"] = f'attachment; filename="{navn}-{timezone.localdate()}.csv"'
    fil["Cache-Control"] = "private, no-store"
    return fil


def _grunnadresse(request: HttpRequest, side: str) -> str:
    return request.build_absolute_uri(reverse(side))


class _Ekko:
    """csv.writer vil ha en fil; denne gir linjen tilbake."""

    def write(self, linje: str) -> str:
        return linje


def _linjer(rader: Iterable[Iterable[str]]) -> Iterator[str]:
    skriv = csv.writer(_Ekko(), delimiter=";").writerow
    alle = iter(rader)
    yield BOM
    while bunke := list(islice(alle, LINJER_I_GANGEN)):
        yield "".join(skriv([ufarlig(celle) for celle in rad]) for rad in bunke)


def _entreprenorer(svar: Katalogsvar, valgt: Katalogfilter, grunnadresse: str) -> Iterator[list[str]]:
    yield entreprenorhode()
    navn = kodenavn(valgt)
    for bunke in svar.alle_rader():
        for entreprenor, slug, vist in hent_viste(bunke):
            yield entreprenorceller(entreprenor, slug, vist, navn, grunnadresse)


def entreprenorhode() -> list[str]:
    return [
        _("Navn"), _("Organisasjonsnummer"), _("Organisasjonsform"), _("Poststed"), _("Kort om dem"), _("Temaer"),
        _("Målgrupper"), _("Steder"), _("Hvor langt de er kommet"), _("Hva de vet om virkningen"),
        _("Har samarbeidet med"), _("Samarbeidsmodeller"), _("Nettsted"), _("Skrevet av"), _("Adresse på portalen"),
    ]  # fmt: skip


def kodenavn(valgt: Grunnfilter) -> dict[str, dict[str, str]]:
    """Felt → kode → navn på sidens målform, slått opp én gang for hele filen."""
    felt = (*valgt.sok.VALGFELT, "sted")
    return {f: {kode: str(navn) for kode, navn in valgt.valg(f).items()} for f in felt}


def entreprenorceller(
    entreprenor: str, slug: str, vist: Listet, navn: dict[str, dict[str, str]], grunnadresse: str
) -> list[str]:
    """Cellene til én entreprenør, under overskriftene i ``entreprenorhode``. ``vist`` er det listen viser (Katalograd).

    Det vi ikke har, er «ikke oppgitt»: en tom celle kan leses som at det ikke finnes.
    """
    verdier = [
        vist["orgnr"],
        navn["form"].get(vist["form"], ""),
        vist["poststed"],
        vist["kort"],
        alle_navn(navn["tema"], vist["temaer"]),
        alle_navn(navn["malgruppe"], vist["malgrupper"]),
        alle_navn(navn["sted"], vist["steder"]),
        navn["modenhet"].get(vist["modenhet"], ""),
        "" if vist["evidens"] == "ingen" else navn["evidens"].get(vist["evidens"], ""),
        alle_navn(navn["har"], vist["har"]),
        alle_navn(navn["modell"], vist["modeller"]),
        vist["nettsted"],
    ]
    skrevet = Hvem.VIRKSOMHETEN if vist["skrevet"] else Hvem.REDAKSJONEN
    return [
        entreprenor,
        *(opplysning([verdi]).tekst for verdi in verdier),
        str(skrevet.label),
        f"{grunnadresse}{slug}/",
    ]


def alle_navn(navn: dict[str, str], koder: Iterable[str]) -> str:
    return ", ".join(navn.get(kode, kode) for kode in koder)


def _virksomheter(
    svar: Sokesvar[Virksomhetssok], valgt: Virksomhetsfilter, grunnadresse: str
) -> Iterator[list[str]]:
    yield [
        _("Navn"), _("Organisasjonsnummer"), _("Slag virksomhet"), _("Nivå"), _("Dekker"), _("Innbyggere"),
        _("Adresse på portalen"),
    ]  # fmt: skip
    navn, katalog = kodenavn(valgt), virksomhetene(valgt.kunnskap)
    parter = {p.slug: p for p in valgt.kunnskap.parter}
    for bunke in svar.alle_rader():
        for nr in bunke:
            part = parter[katalog.slugger[nr]]
            kommune = valgt.kunnskap.omrader.get(part.omrade or "") if part.type == "kommune" else None
            yield [
                part.navn,
                part.organisasjonsnummer or "",
                navn["type"].get(part.type, part.type),
                alle_navn(navn["niva"], part.nivaer),
                alle_navn(navn["sted"], katalog.steder[nr]),
                str(kommune.innbyggere or "") if kommune else "",
                f"{grunnadresse}{part.slug}/",
            ]


def _saker(svar: Sokesvar[Sakssok], valgt: Saksfilter, grunnadresse: str) -> Iterator[list[str]]:
    yield [
        _("Navn"), _("Entreprenør"), _("Offentlig virksomhet"), _("Når"), _("Steder"), _("Temaer"), _("Målgrupper"),
        _("Samarbeidsmodeller"), _("Nivå"), _("Adresse på portalen"),
    ]  # fmt: skip
    navn, katalog = kodenavn(valgt), sakene(valgt.kunnskap)
    for bunke in svar.alle_rader():
        slugger = slugger_i(katalog, bunke)
        saker = Eksempel.objects.synlige().in_bulk(slugger, field_name="slug")
        for sak in (saker[slug] for slug in slugger if slug in saker):
            yield [
                sak.navn,
                sak.entreprenor,
                sak.offentlig,
                sak.arstall,
                alle_navn(navn["sted"], sak.omrader),
                alle_navn(navn["tema"], sak.temaer),
                alle_navn(navn["malgruppe"], sak.malgrupper),
                alle_navn(navn["modell"], sak.modeller),
                alle_navn(navn["niva"], sak.nivaer),
                f"{grunnadresse}{sak.slug}/",
            ]


def ufarlig(celle: str) -> str:
    """Cellen slik et regneark viser den som tekst: det som ville blitt en formel, får en apostrof foran."""
    # De aller fleste cellene begynner med en bokstav eller et tall.
    if celle[:1] in KAN_VAERE_FARLIG and celle.lstrip(" ").startswith(FARLIG_START):
        return f"'{celle}"
    return celle
