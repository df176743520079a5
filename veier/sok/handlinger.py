"""Søkene ingen fikk svar på: telles uten å vite hvem som søkte, og blir til synonymer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from veier.database.kladd import Kladd
from veier.feil import Domenefeil
from veier.referanse.endring import Endring
from veier.sok.models import Synonymgruppe, TomtSok

HUSKES = timedelta(days=365)
LENGSTE, FLEST_ORD = 60, 5
# Det som kan være noen: e-post, tall som kan være numre, og adresser på nett.
_PERSONLIG = re.compile(r"@|https?:|www\.|(?:\d\D*){4}", re.IGNORECASE)
_BARE_ORD = re.compile(r"[^\w\s-]|_")

kladd: Kladd[str] = Kladd(500)


def noter_tomt_sok(q: str) -> None:
    """Husker at ingen fikk svar på dette, til kladden tømmes. Skriver ikke i databasen."""
    if (uttrykk := rens(q)) is not None:
        kladd.tell(uttrykk)


def rens(q: str) -> str | None:
    """Ordene i små bokstaver. None når det kan være noe om en person, eller er for langt til å være et begrep."""
    if _PERSONLIG.search(q):
        return None
    ord_ = _BARE_ORD.sub(" ", q.lower()).split()
    uttrykk = " ".join(ord_)
    return uttrykk if ord_ and len(ord_) <= FLEST_ORD and len(uttrykk) <= LENGSTE else None


def tom_kladden() -> int:
    """Legger tellingene til dem som står i tabellen. Gir antallet uttrykk."""
    tellinger = dict(kladd.ta())
    if tellinger:
        with connection.cursor() as peker:
            peker.execute(
                "INSERT INTO sok_tomtsok (uttrykk, antall, sist_dato, status)"
                " SELECT u, a, %s, 'nytt' FROM unnest(%s::text[], %s::int[]) t(u, a)"
                " ON CONFLICT (uttrykk) DO UPDATE SET antall = sok_tomtsok.antall + excluded.antall,"
                " sist_dato = excluded.sist_dato",
                [timezone.localdate(), list(tellinger), list(tellinger.values())],
            )
    return len(tellinger)


@transaction.atomic
def gjor_til_synonym(uttrykk: str, *, gruppe: Synonymgruppe, smalere: bool) -> Synonymgruppe:
    """Legger uttrykket i gruppen, som likt eller som noe gruppen også skal finne. Hever Domenefeil når det står der."""
    gruppe = Synonymgruppe.objects.select_for_update().get(pk=gruppe.pk)
    if uttrykk in {*gruppe.uttrykk, *gruppe.smalere}:
        raise Domenefeil(_("«%(uttrykk)s» står alt i gruppen.") % {"uttrykk": uttrykk})
    (gruppe.smalere if smalere else gruppe.uttrykk).append(uttrykk)
    gruppe.save()
    return gruppe


def etter_forkastet(endringer: Iterable[Endring], venter: Iterable[Endring], **_signal: object) -> None:
    """Søkeordene i et forslag det ikke ble noe av, er i køen igjen, unntatt dem som står i et annet som venter."""
    legg_tilbake(_nye_ord(endringer) - _nye_ord(venter))


def _nye_ord(endringer: Iterable[Endring]) -> set[str]:
    """Uttrykkene endringene legger i synonymgruppene. Hver celle har ett på hver linje."""
    return {
        ord_
        for endring in endringer
        for felt in ("uttrykk", "smalere")
        for ord_ in set(endring.blir.get(felt, "").splitlines()) - set(endring.sto.get(felt, "").splitlines())
    }


def legg_tilbake(uttrykk: Collection[str]) -> int:
    """Uttrykkene står i køen igjen, unntatt dem en gruppe har. Gir hvor mange."""
    ord_ = list(uttrykk)
    har = Synonymgruppe.objects.synlige().filter(Q(uttrykk__overlap=ord_) | Q(smalere__overlap=ord_))
    brukt = {ett for gruppe in har for ett in (*gruppe.uttrykk, *gruppe.smalere)}
    foreslatte = TomtSok.objects.filter(uttrykk__in=set(ord_) - brukt, status=TomtSok.Status.SYNONYM)
    return foreslatte.update(status=TomtSok.Status.NYTT)


def noter_foreslatt(tomt: TomtSok) -> None:
    """Uttrykket er foreslått som synonym, og er ute av køen."""
    TomtSok.objects.filter(pk=tomt.pk).update(status=TomtSok.Status.SYNONYM)


def slett_gamle_tomme_sok() -> int:
    """Sletter det ingen har søkt etter på et år."""
    return TomtSok.objects.filter(sist_dato__lt=timezone.localdate() - HUSKES).delete()[0]
