"""Katalogen holdes lik det den er laget av. Køen fylles av triggere; jobben tømmer den, noen rader om gangen.

Bare én skriver om gangen (en lås i databasen), så numrene i Katalogendring kommer i den rekkefølgen endringene
blir synlige. Ellers kunne et register lese nummer 8 før nummer 7 fantes, og aldri se 7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from entreprenorer.models import Entreprenor
from samarbeid.katalog.bygging import rader as katalograder
from samarbeid.katalog.bygging.neste import regn_treffene
from samarbeid.katalog.bygging.rader import skriv_innhold, skriv_rader
from samarbeid.katalog.indeks.innhold import INNHOLD, Innhold
from samarbeid.katalog.indeks.sok import ORDLISTE
from samarbeid.models import Katalogendring, Katalogko, Katalograd, Katalogtekst
from veier.sok.grupper import oppdater_rekkene, rekkene_er_indeksert, siste_rekke
from veier.sok.indeksering import husk_reglene, laer_ord, reglene_er_nye
from veier.sok.models import Sokeord, Soketekst
from veier.sok.tolkning import samlet
from veier.sok.typer import Uttrykk

LAS = 8_142_017
I_GANGEN = 500
ENDRINGER_HUSKES = timedelta(days=7)


def reglene() -> tuple[str, ...]:
    """Filene som sier hva som er søkbart, og for hvem: er en av dem endret, gjøres alle tekstene om."""
    return katalograder.__file__, *(fil for slag in sorted(INNHOLD) for fil in INNHOLD[slag].filer)


def ta_koen() -> int:
    """Gjør det som står i køen, det nyeste først. Gir hvor mye som står igjen.

    Jobbene som venter på det samme, blir borte: det de skulle gjøre, er synlig nå, og leses etter dem.
    """
    with transaction.atomic():
        _las_katalogen()
        _fjern_jobber_som_venter()
        poster = list(Katalogko.objects.order_by("-pk")[:I_GANGEN])
        if any(p.slag == Katalogko.Slag.ALT for p in poster):
            _fyll_koen([p.pk for p in poster if p.slag == Katalogko.Slag.ALT])
            return Katalogko.objects.count()
        entreprenorer = {p.nummer for p in poster if p.slag == Katalogko.Slag.ENTREPRENOR}
        skriv_rader(entreprenorer)
        endret = {Katalogko.Slag.ENTREPRENOR.value: entreprenorer}
        for slag, innhold in INNHOLD.items():
            # Det en entreprenør er, avgjør også om det hun har skrevet, vises.
            hennes = innhold.hos(entreprenorer).values_list("pk", flat=True)
            endret[slag] = {*hennes, *(p.nummer for p in poster if p.slag == slag)}
            skriv_innhold(innhold, endret[slag])
        regn_treffene(endret)
        rekkene_er_indeksert(max((p.nummer for p in poster if p.slag == Katalogko.Slag.REKKER), default=0))
        Katalogko.objects.filter(pk__in=[p.pk for p in poster]).delete()
        return Katalogko.objects.count()


def oppdater_straks(entreprenor: Entreprenor) -> bool:
    """Gjør radene til entreprenøren lik det de skal være, i denne transaksjonen. Bygges katalogen akkurat nå, venter
    ingen på den: da tar køen det, som ellers. Gir om det er gjort."""
    with transaction.atomic():
        if not _er_ledig():
            return False
        skriv_rader([entreprenor.pk])
        for innhold in INNHOLD.values():
            skriv_innhold(innhold, innhold.hos([entreprenor.pk]).values_list("pk", flat=True))
    return True


def oppdater_innhold_straks(innhold: Innhold, nummer: int) -> bool:
    """Som ``oppdater_straks``, for én rad av et slag som ikke hører til en entreprenør."""
    with transaction.atomic():
        if not _er_ledig():
            return False
        skriv_innhold(innhold, [nummer])
    return True


def se_etter() -> int:
    """Tar det som måtte stå i køen. Er reglene for søk endret, skal alle tekstene gjøres om; er det nye ordrekker i
    synonymgruppene, bare tekstene som har dem."""
    with transaction.atomic():
        if not _er_ledig():
            return 0  # noen skriver nå, og tar det som står i køen
        nye_rekker = oppdater_rekkene()
        if reglene_er_nye(ORDLISTE, *reglene()):
            Katalogko.objects.create(slag=Katalogko.Slag.ALT)
            husk_reglene(ORDLISTE, *reglene())
        elif nye_rekker:
            _fyll_koen_med(nye_rekker)
    return ta_koen()


def bygg_katalogen(framdrift: Callable[[int, int], None] = lambda ferdig, alle: None) -> int:
    """Bygger alle radene på nytt, noen om gangen. Gir antallet entreprenører.

    Kan drepes når som helst og kjøres om igjen: søket finner det samme imens. Køen røres ikke: det som står der, gjøres
    en gang for mye heller enn for lite.
    """
    entreprenorer = sorted(
        {*Entreprenor.objects.values_list("pk", flat=True), *Katalograd.objects.values_list("pk", flat=True)}
    )
    with transaction.atomic():
        _las_katalogen()
        oppdater_rekkene()
        rekker = siste_rekke()
    bunkene = [(skriv_rader, entreprenorer), *map(_alt_av, INNHOLD.values())]
    ferdig, alle = 0, sum(len(numre) for _skriv, numre in bunkene)
    with _med_venteliste():
        for skriv, numre in bunkene:
            for fra in range(0, len(numre), I_GANGEN):
                bunke = numre[fra : fra + I_GANGEN]
                with transaction.atomic():
                    _las_katalogen()
                    skriv(bunke)
                ferdig += len(bunke)
                framdrift(ferdig, alle)
    with transaction.atomic():
        _las_katalogen()
        _laer_ordene_pa_nytt()
        rekkene_er_indeksert(rekker)
        husk_reglene(ORDLISTE, *reglene())
    return len(entreprenorer)


def _alt_av(innhold: Innhold) -> tuple[Callable[[list[int]], None], list[int]]:
    """Radene av et slag, også dem som bare har en søketekst igjen, og det som skriver dem."""
    tekster = innhold.tekster._default_manager
    numre = {*innhold.alle().values_list("pk", flat=True), *tekster.values_list("pk", flat=True)}
    return partial(skriv_innhold, innhold), sorted(numre)


def _tekster() -> dict[str, type[Soketekst]]:
    """Slaget i køen → tabellen med søketekstene."""
    return {Katalogko.Slag.ENTREPRENOR: Katalogtekst} | {s: i.tekster for s, i in INNHOLD.items()}


def _laer_ordene_pa_nytt() -> None:
    """Bytter ordlistene i ett. De gamle ordene står til da: en bygging som blir drept, tar ingen ord fra søket."""
    tekstene = {ORDLISTE: Katalogtekst.objects.all()} | {i.ordliste: i.apne() for i in INNHOLD.values()}
    Sokeord.objects.filter(samling__in=list(tekstene)).delete()
    for samling, tekster in tekstene.items():
        laer_ord(samling, tekster.values_list("tekst", flat=True).order_by().iterator())


@contextmanager
def _med_venteliste() -> Iterator[None]:
    """Mange rader skrives i indeksen på én gang: en tredel raskere å bygge, men tregere å lete i imens.

    Drepes byggingen, står ventelisten på til katalogen er bygd igjen, eller til natten. Bare eieren av tabellene kan slå
    den på; som portalens rolle (drift/roller.sql) bygges det uten.
    """
    _venteliste("on")
    try:
        yield
    finally:
        _venteliste("off")


def _venteliste(onsket: str) -> None:
    with transaction.atomic(), connection.cursor() as peker:
        for modell in _tekster().values():
            (indeks,) = (i.name for i in modell._meta.indexes)
            peker.execute(
                "SELECT coalesce(reloptions, '{}'), pg_has_role(relowner, 'USAGE') FROM pg_class"
                " WHERE oid = %s::regclass",
                [indeks],
            )
            valg, eier = peker.fetchone()
            if eier and f"fastupdate={onsket}" not in valg:
                peker.execute(f"ALTER INDEX {indeks} SET (fastupdate = {onsket})")
                peker.execute("SELECT gin_clean_pending_list(%s::regclass)", [indeks])


def rydd_endringer() -> int:
    """Glemmer gamle endringer. Den siste beholdes: numrene skal fortsatt øke."""
    _venteliste("off")
    siste = Katalogendring.objects.order_by("-nummer").values_list("nummer", flat=True).first() or 0
    gamle = Katalogendring.objects.filter(tid__lt=timezone.now() - ENDRINGER_HUSKES, nummer__lt=siste)
    return gamle.delete()[0]


def _las_katalogen() -> None:
    with connection.cursor() as peker:
        peker.execute("SELECT pg_advisory_xact_lock(%s)", [LAS])


def _er_ledig() -> bool:
    """Tar låsen hvis ingen har den. Den som ser etter hvert minutt, skal aldri stå og vente."""
    with connection.cursor() as peker:
        peker.execute("SELECT pg_try_advisory_xact_lock(%s)", [LAS])
        return bool(peker.fetchone()[0])


def _fjern_jobber_som_venter() -> None:
    """En jobb som er synlig, har lagt det den gjelder i køen. Den som blir synlig etterpå, får stå."""
    with connection.cursor() as peker:
        peker.execute(
            "DELETE FROM procrastinate_jobs WHERE id IN (SELECT id FROM procrastinate_jobs"
            " WHERE task_name = 'samarbeid.oppdater_katalogen' AND status = 'todo' FOR UPDATE SKIP LOCKED)"
        )


def _fyll_koen(ferdige: Sequence[int]) -> None:
    # Køen tas bakfra, så denne nås når alle radene etter den er skrevet.
    Katalogko.objects.create(slag=Katalogko.Slag.REKKER, nummer=siste_rekke())
    with connection.cursor() as peker:
        tabeller = {Katalogko.Slag.ENTREPRENOR: Entreprenor} | {s: i.alle().model for s, i in INNHOLD.items()}
        for slag, modell in tabeller.items():
            tabell = modell._meta.db_table
            peker.execute(
                f"INSERT INTO samarbeid_katalogko (slag, nummer) SELECT %s, id FROM {tabell}",  # noqa: S608
                [slag],
            )
    Katalogko.objects.filter(pk__in=ferdige).delete()


def _fyll_koen_med(rekker: Iterable[Uttrykk]) -> None:
    """Setter radene som har noen av ordrekkene, i køen."""
    Katalogko.objects.create(slag=Katalogko.Slag.REKKER, nummer=siste_rekke())
    sporring = " | ".join(samlet(rekke) for rekke in rekker)
    with connection.cursor() as peker:
        for slag, modell in _tekster().items():
            meta = modell._meta
            peker.execute(
                f"INSERT INTO samarbeid_katalogko (slag, nummer) SELECT %s, {meta.pk.column}"  # noqa: S608
                f" FROM {meta.db_table} WHERE vektor @@ %s::tsquery",
                [slag, sporring],
            )
