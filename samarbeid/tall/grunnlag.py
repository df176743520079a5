"""Det tallene regnes av: én spørring for hvert slag, likt antall uansett hvor mye som er skjedd. Oppdiktede er ikke med."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Min, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kommuner.models import OffentligPart
from samarbeid.models import Eksempel, Hindring, Hindringsslag, Pilot, Samarbeid, Samtale
from samarbeid.tall.regning import FAERREST, Rad, Tabell, lag_tabell, medianer, tell, virkedager
from samarbeid.varsler.tider import er_virkedag
from veier.husk import Husk
from veier.taksonomi.models import Tema
from veier.typer import Verdier

# Ordene som sier hva som stoppet, i sakene. De er skrevet som tekst, ikke valgt.
ORD = {
    Hindringsslag.OKONOMI: r"\bøkonomi|budsjett|finansier|\bpenger|\bkostnad|betal|tilskudd",
    Hindringsslag.ANSKAFFELSE: r"anskaffels|anbud|innkjøp|konkurranse|terskelverdi",
    Hindringsslag.FORANKRING: r"forank|ledels|politisk|folkevalgt|kommunestyre|byråd|beslut",
    Hindringsslag.KAPASITET: r"kapasitet|\btid\b|bemann|ansatte|ressurs",
    Hindringsslag.LOV: r"\blov\b|\bloven|regelverk|forskrift|statsstøtte",
    Hindringsslag.PERSONVERN: r"personvern|taushet|samtykke|\bdata",
    Hindringsslag.REKRUTTERING: r"rekrutter|deltakere|målgruppe|henvis",
    Hindringsslag.BEVIS: r"effekt|måling|måle|dokumenter|evaluer|bevis",
}


@dataclass(frozen=True, slots=True)
class Arstall:
    """Tallene for ett år. ``svartider``: (virksomhet, virkedager). ``kontakter`` er 0 når det er færre enn fem."""

    ar: int
    kontakter: int
    svartid: int | None
    svartider: tuple[tuple[str, int], ...]
    tabeller: tuple[Tabell, ...]
    saker: tuple[Tabell, ...]


_husket: Husk[Arstall] = Husk(24)
_arene: Husk[tuple[int, ...]] = Husk(1)


def hent_ar() -> tuple[int, ...]:
    """Årene det er tall for, det siste først; alltid dette."""
    i_dag = timezone.localdate()
    return _arene.hent(i_dag, lambda: _ar(i_dag))


def hent(ar: int) -> Arstall:
    """Tallene, regnet én gang i døgnet: da kan ingen se hva den siste som skrev, la til."""
    return _husket.hent((ar, timezone.localdate(), get_language()), lambda: _regn(ar))


def _ar(i_dag: date) -> tuple[int, ...]:
    forst = _ekte(Samtale.objects.all()).aggregate(forst=Min("startet_tid"))["forst"]
    fra = timezone.localtime(forst).year if forst else i_dag.year
    return tuple(range(i_dag.year, min(fra, i_dag.year) - 1, -1))


def _ekte(rader: QuerySet) -> QuerySet:
    return rader.exclude(entreprenor__oppdiktet=True)


def _regn(ar: int) -> Arstall:
    temaer = {t.slug: t.vist.navn for t in Tema.objects.all()}
    samtaler, samarbeid = _samtalene(ar), _samarbeidene(ar)
    hindringer = _hindringene(ar)
    dager, alle = _svardager(samtaler)
    antall = len(samtaler)
    return Arstall(
        ar=ar,
        kontakter=antall if antall >= FAERREST else 0,
        svartid=medianer({"": alle}).get(""),
        svartider=tuple(sorted(medianer(dager).items(), key=lambda p: (p[1], p[0]))),
        tabeller=(
            *_kontakttabeller(samtaler, temaer),
            *_samarbeidstabeller(ar, samarbeid),
            *_hindringstabeller(hindringer, temaer),
        ),
        saker=(_sakene(),),
    )


def _fylket(part: str) -> Case:
    """Fylket virksomheten er i; tomt for dem som gjelder hele landet."""
    return Case(
        When(**{f"{part}__omrade__type": "fylke"}, then=F(f"{part}__omrade__navn")),
        When(**{f"{part}__omrade__type": "kommune"}, then=F(f"{part}__omrade__overordnet__navn")),
        default=Value(""),
    )


def _samtalene(ar: int) -> list[Verdier]:
    svar = Min("innlegg__tid", filter=Q(innlegg__slag__in=["svar", "avslag"], innlegg__side="offentlig"))
    rader = _ekte(Samtale.objects.filter(startet_tid__year=ar)).annotate(
        fylke=_fylket("part"), svar=svar, tema=Coalesce("ide__tema", "behov__tema")
    )
    felt = ("tilstand", "startet_tid", "svar", "fylke", "tema", "part__navn", "part__type")
    return [dict(rad) for rad in rader.order_by("pk").values(*felt)]


def _samarbeidene(ar: int) -> list[str]:
    rader = _ekte(Samarbeid.objects.filter(startet_tid__year=ar))
    return list(rader.order_by("pk").values_list("stadium", flat=True))


def _hindringene(ar: int) -> list[Verdier]:
    rader = Hindring.objects.filter(samarbeid__ferdig_tid__year=ar).exclude(
        samarbeid__entreprenor__oppdiktet=True
    )
    rader = rader.annotate(
        fylke=_fylket("samarbeid__part"),
        tema=Coalesce("samarbeid__samtale__ide__tema", "samarbeid__samtale__behov__tema"),
    )
    felt = ("samarbeid", "slag", "fylke", "tema", "samarbeid__part__type")
    return [dict(rad) for rad in rader.order_by("pk").values(*felt)]


def _svardager(samtaler: list[Verdier]) -> tuple[dict[str, list[int]], list[int]]:
    """Virkedagene til det første svaret: for hver virksomhet, og for alle."""
    dager: dict[str, list[int]] = defaultdict(list)
    for rad in samtaler:
        if rad["svar"]:
            fra, til = (timezone.localtime(t).date() for t in (rad["startet_tid"], rad["svar"]))
            dager[rad["part__navn"]].append(virkedager(fra, til, er_virkedag))
    return dager, [d for liste in dager.values() for d in liste]


def _kontakttabeller(samtaler: list[Verdier], temaer: dict[str, str]) -> list[Tabell]:
    tilstander = dict(Samtale.Tilstand.choices)
    return [
        lag_tabell("tilstand", _("Hvor kontaktene står"), _("Tilstand"), Counter(str(tilstander[r["tilstand"]]) for r in samtaler)),
        lag_tabell("kontakt-niva", _("Hvem de skrev til"), _("Slags virksomhet"), Counter(_type(r["part__type"]) for r in samtaler)),
        lag_tabell("kontakt-fylke", _("Kontaktene etter fylke"), _("Fylke"), Counter(r["fylke"] or _("Hele landet") for r in samtaler)),
        lag_tabell("kontakt-tema", _("Kontaktene etter tema"), _("Tema"), tell(_navn(r["tema"], temaer) for r in samtaler)),
    ]  # fmt: skip


def _samarbeidstabeller(ar: int, stadier: list[str]) -> list[Tabell]:
    piloter = Pilot.objects.filter(avgjort_tid__year=ar).exclude(samarbeid__entreprenor__oppdiktet=True)
    avgjort = Counter(piloter.values_list("avgjorelse", flat=True))
    navn, utfall = dict(Samarbeid.Stadium.choices), dict(Pilot.Avgjorelse.choices)
    return [
        lag_tabell("stadium", _("Hvor samarbeidene står"), _("Stadium"), Counter(str(navn[s]) for s in stadier)),
        lag_tabell("utfall", _("Hva pilotene ble til"), _("Avgjørelse"), {str(utfall[k]): v for k, v in avgjort.items()}),
    ]  # fmt: skip


def _hindringstabeller(rader: list[Verdier], temaer: dict[str, str]) -> list[Tabell]:
    """Hvert samarbeid telles én gang i hver rad, også når begge sider har sagt det samme."""
    slagene = dict(Hindringsslag.choices)
    samlet: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for rad in rader:
        ett = samlet[rad["samarbeid"]]
        ett["slag"] |= {str(slagene[s]) for s in rad["slag"]}
        ett["tema"] |= set(_navn(rad["tema"], temaer))
        ett["niva"].add(_type(rad["samarbeid__part__type"]))
        ett["fylke"].add(rad["fylke"] or _("Hele landet"))
    deler = (
        ("slag", _("Det som stoppet samarbeid"), _("Hindring")),
        ("niva", _("Samarbeid som stoppet, etter virksomhet"), _("Slags virksomhet")),
        ("fylke", _("Samarbeid som stoppet, etter fylke"), _("Fylke")),
        ("tema", _("Samarbeid som stoppet, etter tema"), _("Tema")),
    )
    return [lag_tabell(f"hindring-{d}", tittel, kol, tell(s[d] for s in samlet.values())) for d, tittel, kol in deler]  # fmt: skip


def _sakene() -> Tabell:
    """Sakene er åpne, og hver kan leses: her skjules ingenting."""
    tekster = [t.lower() for t in Eksempel.objects.synlige().exclude(hindringer="").values_list("hindringer", flat=True)]  # fmt: skip
    antall = {
        str(Hindringsslag(s).label): sum(bool(re.search(m, t)) for t in tekster) for s, m in ORD.items()
    }
    return _apen_tabell("saker", _("Det som stoppet eller sinket sakene i eksemplene"), _("Hindring"), antall)


def _apen_tabell(kode: str, tittel: str, kolonne: str, antall: dict[str, int]) -> Tabell:
    rader = sorted(((n, v) for n, v in antall.items() if v), key=lambda p: (-p[1], p[0]))
    storst = max(antall.values(), default=1) or 1
    return Tabell(kode, tittel, kolonne, tuple(Rad(n, v, round(100 * v / storst)) for n, v in rader))


def _type(kode: str) -> str:
    return str(OffentligPart.Type(kode).label)


def _navn(slugger: list[str] | None, temaer: dict[str, str]) -> list[str]:
    return [temaer.get(s, s) for s in slugger or []] or [_("Uten tema")]
