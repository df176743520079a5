"""Den som ser en idé, er den samme i databasen og i søkeindeksen, uansett hvem hun er og hva eieren har valgt."""

from __future__ import annotations

import os

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entreprenorer.models import Entreprenor, Ide, Medlemskap
from kommuner.models import Medlemskap as Offentlig
from kommuner.models import OffentligPart
from samarbeid.katalog.bygging.rader import skriv_innhold
from samarbeid.models import Idetekst
from samarbeid.publisering.idesok import IDESOK
from tests.verden import lag_bruker, lag_entreprenor
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db

ORGANISASJONER, PARTER = ("en", "to"), ("trondheim-kommune", "bergen-kommune")
HATTER = ("", *(f"entreprenor:{o}" for o in ORGANISASJONER), *(f"offentlig:{p}" for p in PARTER))
IDEER = st.lists(
    st.tuples(
        st.sampled_from(ORGANISASJONER),
        st.sampled_from(Ide.Synlighet.values),
        st.sets(st.sampled_from(PARTER)),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)
LESEREN = st.tuples(
    st.sets(st.sampled_from(ORGANISASJONER)), st.sets(st.sampled_from(PARTER)), st.sampled_from(HATTER)
)


@pytest.fixture
def verden():
    eier = lag_bruker("eva@eksempel.no")
    leser = lag_bruker("leser@eksempel.no")
    return {navn: lag_entreprenor(navn, eier) for navn in ORGANISASJONER}, leser


@given(ideer=IDEER, leseren=LESEREN, anonym=st.booleans())
@settings(
    max_examples=300 if os.environ.get("VEIER_GRUNDIG") else 25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_indeksen_og_databasen_er_enige(verden, ideer, leseren, anonym):
    organisasjoner, leser = verden
    with transaction.atomic():
        _lag_ideer(organisasjoner, ideer)
        _lag_leser(leser, leseren)
        bruker = AnonymousUser() if anonym else leser
        i_databasen = set(Ide.objects.publisert().synlig_for(bruker).values_list("pk", flat=True))
        assert _i_indeksen(bruker) == i_databasen == _som_sagt(bruker, leseren)
        transaction.set_rollback(True)


def _som_sagt(bruker, leseren) -> set[int]:
    """Regelen sagt en gang til, rett ut, en idé om gangen."""
    medlem_hos, medlem_i, hatten = leseren if bruker.is_authenticated else (set(), set(), "")
    part = hatten.removeprefix("offentlig:") if hatten.removeprefix("offentlig:") in medlem_i else ""
    return {
        ide.pk
        for ide in Ide.objects.filter(publisert_tid__isnull=False).select_related("entreprenor")
        if ide.synlighet == "alle"
        or ide.entreprenor.slug in medlem_hos
        or (part and ide.synlighet == "offentlige")
        or (part and ide.synlighet == "valgte" and ide.vist_til.filter(slug=part).exists())
    }


def _i_indeksen(bruker) -> set[int]:
    with connection.cursor() as peker:
        peker.execute(
            "SELECT ide_id FROM samarbeid_idetekst WHERE vektor @@ %s::tsquery", [IDESOK.kilde(bruker).synlig]
        )
        return {nummer for (nummer,) in peker.fetchall()}


def _lag_ideer(organisasjoner, ideer) -> None:
    for nr, (hos, synlighet, vist_til, publisert) in enumerate(ideer):
        ide = Ide.objects.create(
            entreprenor=organisasjoner[hos],
            slug=f"ide-{nr}",
            arbeidsnavn=f"Idé {nr}",
            tittel=f"Idé {nr}",
            synlighet=synlighet,
            publisert_tid="2026-01-01T00:00Z" if publisert else None,
        )
        ide.vist_til.set(OffentligPart.objects.filter(slug__in=vist_til))
    skriv_innhold(IDESOK, Ide.objects.values_list("pk", flat=True))
    assert Idetekst.objects.count() == sum(publisert for *_resten, publisert in ideer)


def _lag_leser(leser, leseren) -> None:
    medlem_hos, medlem_i, hatten = leseren
    for modell, organisasjoner in (
        (Medlemskap, Entreprenor.objects.filter(slug__in=medlem_hos)),
        (Offentlig, OffentligPart.objects.filter(slug__in=medlem_i)),
    ):
        modell.objects.bulk_create(
            modell(organisasjon=o, bruker=leser, rolle=Medlemsrolle.MEDLEM) for o in organisasjoner
        )
    leser.hatt = hatten
    leser.save()
