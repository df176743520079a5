"""Antallene tallene lages av, slik de var ved midnatt. Like mange spørringer uansett hvor mye som er skjedd.

En tilstand er den samtalen eller samarbeidet hadde da, lest av det som er gjort før midnatt. Oppdiktede er ikke med.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import datetime

from django.db.models import Case, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from samarbeid.models import Eksempel, Hindring, Hindringsslag, Innlegg, Pilot, Samarbeid, Samtale, Skritt
from samarbeid.tall.regning import Antall, Grunnlag, tell, virkedager
from veier.typer import Verdier
from veier.virkedager import er_virkedag

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


# Innlegget → tilstanden det setter. De andre lar den være som den var.
TILSTANDEN = {
    Innlegg.Slag.SVAR: Samtale.Tilstand.BESVART,
    Innlegg.Slag.MOTE: Samtale.Tilstand.BESVART,
    Innlegg.Slag.VIDERESENDT: Samtale.Tilstand.VIDERESENDT,
    Innlegg.Slag.INHABIL: Samtale.Tilstand.VIDERESENDT,
    Innlegg.Slag.AVSLAG: Samtale.Tilstand.AVVIST,
    Innlegg.Slag.AVSLUTTET: Samtale.Tilstand.AVSLUTTET,
}
# Det virksomheten svarer med første gang.
SVARENE = (Innlegg.Slag.SVAR, Innlegg.Slag.MOTE, Innlegg.Slag.AVSLAG)


def tell_opp(ar: int, til: datetime) -> Grunnlag:
    """Antallene for året, av det som var skjedd da ``til`` kom."""
    samtaler = _samtalene(ar, til)
    return {
        "kontakter": len(samtaler),
        "svardager": _svardager(samtaler),
        "tabeller": _kontaktene(samtaler) | _samarbeidene(ar, til) | _hindringene(ar, til),
        "saker": _sakene(),
    }


def forste_ar(til: datetime) -> int:
    """Året den eldste kontakten ble tatt; året ``til`` er i når ingen er det."""
    samtaler = _ekte(Samtale.objects.filter(begynt_av="entreprenor", startet_tid__lt=til))
    forst = samtaler.aggregate(forst=Min("startet_tid"))["forst"]
    return timezone.localtime(forst or til).year


def _ekte(rader: QuerySet) -> QuerySet:
    return rader.exclude(entreprenor__oppdiktet=True)


def _fylket(part: str) -> Case:
    """Fylket virksomheten er i; tomt for dem som gjelder hele landet."""
    return Case(
        When(**{f"{part}__omrade__type": "fylke"}, then=F(f"{part}__omrade__navn")),
        When(**{f"{part}__omrade__type": "kommune"}, then=F(f"{part}__omrade__overordnet__navn")),
        default=Value(""),
    )


def _samtalene(ar: int, til: datetime) -> list[Verdier]:
    hva = Innlegg.objects.filter(samtale=OuterRef("pk"), tid__lt=til, slag__in=TILSTANDEN).order_by("-nr")
    svar = Q(innlegg__slag__in=SVARENE, innlegg__side="offentlig", innlegg__tid__lt=til)
    # Kontaktene er entreprenørenes, og svartiden virksomhetens: en samtale virksomheten selv begynte, har ingen.
    begynt = Samtale.objects.filter(begynt_av="entreprenor", startet_tid__year=ar, startet_tid__lt=til)
    rader = _ekte(begynt).annotate(
        fylke=_fylket("part"),
        svar=Min("innlegg__tid", filter=svar),
        tema=Coalesce("ide__tema", "behov__tema"),
        hva=Subquery(hva.values("slag")[:1]),
    )
    felt = ("hva", "startet_tid", "svar", "fylke", "tema", "part__navn", "part__type")
    return [dict(rad) for rad in rader.order_by("pk").values(*felt)]


def _svardager(samtaler: list[Verdier]) -> dict[str, list[int]]:
    """Virkedagene til det første svaret, i stigende rekkefølge: for hver virksomhet, og for alle."""
    dager: dict[str, list[int]] = defaultdict(list)
    for rad in samtaler:
        if rad["svar"]:
            fra, til = (timezone.localtime(t).date() for t in (rad["startet_tid"], rad["svar"]))
            antall = virkedager(fra, til, er_virkedag)
            dager[rad["part__navn"]].append(antall)
            dager[""].append(antall)
    return {navn: sorted(liste) for navn, liste in dager.items()}


def _kontaktene(samtaler: list[Verdier]) -> dict[str, Antall]:
    tilstander = (TILSTANDEN.get(r["hva"], Samtale.Tilstand.SENDT) for r in samtaler)
    return {
        "tilstand": Counter(str(t) for t in tilstander),
        "kontakt-niva": Counter(r["part__type"] for r in samtaler),
        "kontakt-fylke": Counter(r["fylke"] or "" for r in samtaler),
        "kontakt-tema": tell(r["tema"] or [""] for r in samtaler),
    }


def _samarbeidene(ar: int, til: datetime) -> dict[str, Antall]:
    dit = Skritt.objects.filter(samarbeid=OuterRef("pk"), tid__lt=til).exclude(til="").order_by("-nr")
    stadiet = Coalesce(Subquery(dit.values("til")[:1]), Value(Samarbeid.Stadium.FORESLATT.value))
    rader = _ekte(Samarbeid.objects.filter(startet_tid__year=ar, startet_tid__lt=til)).annotate(da=stadiet)
    piloter = Pilot.objects.filter(avgjort_tid__year=ar, avgjort_tid__lt=til)
    avgjort = piloter.exclude(samarbeid__entreprenor__oppdiktet=True)
    return {
        "stadium": Counter(rader.order_by("pk").values_list("da", flat=True)),
        "utfall": Counter(avgjort.order_by("pk").values_list("avgjorelse", flat=True)),
    }


def _hindringene(ar: int, til: datetime) -> dict[str, Antall]:
    """Hvert samarbeid telles én gang i hver rad, også når begge sider har sagt det samme."""
    rader = Hindring.objects.filter(
        samarbeid__ferdig_tid__year=ar, samarbeid__ferdig_tid__lt=til, tid__lt=til
    )
    rader = rader.exclude(samarbeid__entreprenor__oppdiktet=True).annotate(
        fylke=_fylket("samarbeid__part"),
        tema=Coalesce("samarbeid__samtale__ide__tema", "samarbeid__samtale__behov__tema"),
    )
    samlet: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for rad in rader.order_by("pk").values("samarbeid", "slag", "fylke", "tema", "samarbeid__part__type"):
        ett = samlet[rad["samarbeid"]]
        ett["slag"] |= set(rad["slag"])
        ett["tema"] |= set(rad["tema"] or [""])
        ett["niva"].add(rad["samarbeid__part__type"])
        ett["fylke"].add(rad["fylke"] or "")
    deler = ("slag", "niva", "fylke", "tema")
    return {f"hindring-{d}": tell(s[d] for s in samlet.values()) for d in deler}


def _sakene() -> Antall:
    """Sakene er åpne, og hver kan leses: her skjules ingenting."""
    antall = Counter(
        slag
        for slagene, tekst in Eksempel.objects.synlige().values_list("hindringsslag", "hindringer")
        for slag in slagene or _lest(tekst)
    )
    return {s.value: antall[s.value] for s in Hindringsslag if antall[s.value]}


def _lest(tekst: str) -> list[str]:
    """Slagene teksten handler om, når ingen har krysset av."""
    return [slag.value for slag, monster in ORD.items() if re.search(monster, tekst.lower())]
