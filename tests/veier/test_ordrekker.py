"""Et uttrykk som er indeksert som ett ord, svarer som ordene på rekke ville gjort i databasen."""

from __future__ import annotations

import os

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from veier.sok.normalisering import stammer
from veier.sok.ordrekker import Ordrekker
from veier.sok.tolkning import SONER, rekkelexem, samlet, vektor

ORD = ("lån", "utstyr", "utstyrslån", "ski", "økonomi", "økonomihjelp", "av", "tur")
STAMMER = tuple(s for o in ORD if o != "av" for s in stammer(o))
TEKSTER = st.lists(st.sampled_from(ORD), max_size=9).map(" ".join)
REKKER = st.tuples(
    st.sampled_from(STAMMER),
    st.sampled_from(((), ("",), ("", ""))),
    st.sampled_from(STAMMER),
    st.sampled_from([(), *((s,) for s in STAMMER), ("", STAMMER[0])]),
).map(lambda d: (d[0], *d[1], d[2], *d[3]))


@pytest.mark.django_db
@settings(
    max_examples=600 if os.environ.get("VEIER_GRUNDIG") else 20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(navn=TEKSTER, emne=TEKSTER, tekst=TEKSTER, rekker=st.lists(REKKER, min_size=1, max_size=20))
def test_finner_det_samme_som_databasen_i_hver_sone(navn, emne, tekst, rekker):
    vektoren = vektor(navn=navn, emne=emne, tekst=tekst, rekker=Ordrekker(rekker))
    par = [(samlet(r, sone), rekkelexem(r, sone)) for r in rekker for sone in SONER]
    with connection.cursor() as peker:
        peker.execute(
            "SELECT p, r FROM unnest(%s::text[], %s::text[]) q(p, r)"
            " WHERE (%s::tsvector @@ p::tsquery) IS DISTINCT FROM (%s::tsvector @@ r::tsquery)",
            [[p for p, _r in par], [r for _p, r in par], vektoren, vektoren],
        )
        assert peker.fetchall() == []


@pytest.mark.django_db
def test_en_rekke_som_begynner_to_ganger_finnes_ogsa_av_databasen():
    """Funnet av prøven over: med «eller» inne i rekken ga PostgreSQL nei her."""
    vektoren = vektor(tekst="utstyr lån ski utstyr ski lån")
    with connection.cursor() as peker:
        peker.execute("SELECT %s::tsvector @@ %s::tsquery", [vektoren, samlet(("utstyr", "ski", "lån"))])
        assert peker.fetchone() == (True,)


def test_rekken_star_ikke_pa_tvers_av_navn_og_emne():
    rekker = Ordrekker([("lån", "", "utstyr")])
    assert "~" not in vektor(navn="Lån", emne="utstyr", tekst="utstyr", rekker=rekker)
    assert "'n/~lån  utstyr'" in vektor(navn="Lån av utstyr", rekker=rekker)
    assert "'n/~" not in vektor(emne="lån av utstyr", rekker=rekker)
