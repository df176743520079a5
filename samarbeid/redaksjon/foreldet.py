"""Det som kan ha blitt feil uten at noen har gjort noe: perioder som er over, og kilder ingen har sett på lenge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from kommuner.models import Kontaktpunkt, OffentligPart
from samarbeid.models import Eksempel, Lenke, Samtale, Treff
from samarbeid.models.eksempel import STATUS_VARER
from samarbeid.redaksjon.koer import Ko, Post, lag_ko, listen, skjemaet
from samarbeid.redaksjon.lenker import dode
from veier.taksonomi.models import Samarbeidsmodell, Terskelverdi, Tilskuddsordning

STEMMER = "Stemmer fortsatt"
KONTAKT_VARER = timedelta(days=365)
# Så lenge tilbake telles samtalene, og så mange må ha spurt.
SPURT_I, SPURT_MINST = timedelta(days=182), 3


def det_som_er_foreldet() -> Iterator[Ko]:
    i_dag = timezone.localdate()
    yield _terskler(i_dag)
    yield _tilskudd(i_dag)
    yield _saker(i_dag)
    yield _kontakter(i_dag)
    yield _mest_spurt(i_dag)
    yield _modeller(i_dag)
    yield _lenker()


def _terskler(i_dag: date) -> Ko:
    """Grenser som gjaldt til en dag som er gått, uten at noen ny står etter dem."""
    ny = (
        Terskelverdi.objects.synlige()
        .filter(
            slug=OuterRef("slug"), status=Terskelverdi.Status.VEDTATT, gyldig_fra__gte=OuterRef("gyldig_til")
        )
        .exclude(pk=OuterRef("pk"))
    )
    utlopt = Terskelverdi.objects.synlige().filter(
        ~Exists(ny), status=Terskelverdi.Status.VEDTATT, gyldig_til__lt=i_dag
    )

    def post(rad: Terskelverdi) -> Post:
        gjaldt = f"gjaldt til {rad.gyldig_til:%d.%m.%Y}" if rad.gyldig_til else ""
        return Post(str(rad.pk), rad.navn, rad.gyldig_til, skjemaet(rad), gjaldt)

    return lag_ko(
        utlopt, "gyldig_til", post, slag="terskel", navn="Terskelverdier som er over perioden sin",
        gjor="Finn den nye og rett", alle=listen(Terskelverdi),
    )  # fmt: skip


def _tilskudd(i_dag: date) -> Ko:
    """Ordninger der årets utlysning ikke er sett."""
    gamle = Tilskuddsordning.objects.synlige().filter(
        Q(sett_arstall__lt=i_dag.year) | Q(sett_arstall=None), avsluttet=False
    )

    def post(rad: Tilskuddsordning) -> Post:
        sett = f"utlysning sist sett i {rad.sett_arstall}" if rad.sett_arstall else "utlysning ikke sett"
        return Post(str(rad.pk), rad.navn, rad.sist_kontrollert, skjemaet(rad), f"{rad.forvalter}, {sett}")

    return lag_ko(
        gamle, "sist_kontrollert", post, slag="tilskudd", navn="Tilskudd uten utlysning i år",
        gjor="Se etter og rett", alle=listen(Tilskuddsordning), forklaring="Alderen er siden noen sist så etter.",
    )  # fmt: skip


def _saker(i_dag: date) -> Ko:
    """Publiserte saker der ingen har sett etter på to år."""

    def post(sak: Eksempel) -> Post:
        return Post(
            str(sak.pk), sak.navn, sak.sist_kontrollert, skjemaet(sak), f"Status i dag: {sak.status_i_dag}"
        )

    return lag_ko(
        Eksempel.objects.synlige().filter(sist_kontrollert__lt=i_dag - STATUS_VARER), "sist_kontrollert", post,
        slag="saksstatus", navn="Eksempler med «status i dag» eldre enn to år", gjor="Se etter og rett",
        alle=listen(Eksempel),
    )  # fmt: skip


def _kontakter(i_dag: date) -> Ko:
    def post(rad: Kontaktpunkt) -> Post:
        return Post(
            str(rad.pk), str(rad), rad.sist_kontrollert, skjemaet(rad), rad.verdi,
            knapp=_kontrollert("kontakt", rad), knappetekst=STEMMER,
        )  # fmt: skip

    gamle = Kontaktpunkt.objects.synlige().filter(sist_kontrollert__lt=i_dag - KONTAKT_VARER)
    return lag_ko(
        gamle.select_related("part"), "sist_kontrollert", post, slag="kontakt",
        navn="Kontaktpunkter ingen har sett på i år", gjor="Se etter og rett", alle=listen(Kontaktpunkt),
    )  # fmt: skip


def _mest_spurt(i_dag: date) -> Ko:
    """Virksomhetene flest spør etter, der ingen er med og kan si hvem som har ansvaret."""
    samtaler = Samtale.objects.filter(part=OuterRef("pk"), startet_tid__date__gte=i_dag - SPURT_I)
    ideer = Treff.objects.filter(part=OuterRef("pk"), slag=Treff.Slag.VIRKSOMHET)
    uten_medlemmer = (
        OffentligPart.objects.synlige()
        .filter(medlemskap=None)
        .annotate(samtalene=_antall(samtaler), ideene=_antall(ideer))
        .annotate(spurt=F("samtalene") + F("ideene"))
        .filter(spurt__gte=SPURT_MINST)
    )

    def post(rad: OffentligPart) -> Post:
        samtalene, ideene = rad.samtalene, rad.ideene  # type: ignore[attr-defined]  # annotert
        hvor_mye = [
            f"{samtalene} {'samtale' if samtalene == 1 else 'samtaler'} det siste halvåret"
            if samtalene
            else "",
            f"{ideene} {'idé' if ideene == 1 else 'ideer'} peker hit" if ideene else "",
        ]
        return Post(str(rad.pk), rad.navn, None, skjemaet(rad), ", ".join(filter(None, hvor_mye)))

    return lag_ko(
        uten_medlemmer, "-spurt", post, slag="mest_spurt", navn="Virksomheter mange spør etter, uten medlemmer",
        gjor="Finn ut hvem som har ansvaret", alle=listen(OffentligPart),
    )  # fmt: skip


def _antall(rader: QuerySet) -> Coalesce:
    per = rader.order_by().values("part").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(per), 0)


def _modeller(i_dag: date) -> Ko:
    def post(rad: Samarbeidsmodell) -> Post:
        return Post(
            str(rad.pk),
            rad.navn,
            rad.sist_kontrollert,
            skjemaet(rad),
            knapp=_kontrollert("modell", rad),
            knappetekst=STEMMER,
        )

    gamle = Samarbeidsmodell.objects.synlige().filter(sist_kontrollert__lt=i_dag - STATUS_VARER)
    return lag_ko(
        gamle, "sist_kontrollert", post, slag="modell", navn="Modeller ingen har kontrollert på to år",
        gjor="Se etter og rett", alle=listen(Samarbeidsmodell),
    )  # fmt: skip


def _lenker() -> Ko:
    """Lenker som har vært døde flere netter på rad."""

    def post(lenke: Lenke) -> Post:
        tabell = lenke.tabell.replace(".", "_")
        hva = f"{lenke.get_utfall_display()} ({lenke.kode})" if lenke.kode else lenke.get_utfall_display()
        return Post(
            str(lenke.pk), lenke.navn, lenke.feilet_siden, reverse(f"admin:{tabell}_change", args=[lenke.rad]),
            f"{hva}: {lenke.adresse}",
        )  # fmt: skip

    return lag_ko(
        dode(), "feilet_siden", post, slag="lenke", navn="Lenker som er døde", gjor="Finn den nye og rett",
        alle=listen(Lenke),
    )  # fmt: skip


def _kontrollert(slag: str, rad: Model) -> str:
    """Knappen for den som har sett etter uten å finne noe å rette."""
    return reverse("redaksjon_kontrollert", args=[slag, rad.pk])
