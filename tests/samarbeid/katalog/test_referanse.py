"""Katalogen mot en langsom og åpenbar utgave av det samme, på tilfeldige data og tilfeldige valg."""

from __future__ import annotations

import os
from dataclasses import fields, replace

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entreprenorer.models import Entreprenor, Referanse
from kommuner.models import OffentligPart
from samarbeid.katalog.bygging.koen import skriv_rader
from samarbeid.katalog.forms import Katalogfilter
from samarbeid.katalog.indeks.sok import finn
from samarbeid.katalog.indeks.typer import Katalogsok, avstand_km
from veier.husk import glem_alt
from veier.sok.normalisering import SMAORD, stammer
from veier.sok.sammensetninger import indeksledd

TEMAER = ["demens", "rus", "fritid-og-aktivitet"]
MALGRUPPER = ["ungdom", "eldre-hjemmeboende"]
# To kommuner i samme fylke, en nabo i et annet, to med samme navn, et fylke, landet.
STEDER = ["5001", "5021", "3405", "1515", "1818", "50", "18", "NO"]
MODENHET = ["ide", "drift"]
FORMER = ["AS", "STI"]
# Ord ingen synonymgruppe har: den enkle utgaven kjenner ingen.
ORD = ["paraply", "knapp", "ballong", "trappestige"]

profiler = st.fixed_dictionaries(
    {
        "temaer": st.lists(st.sampled_from(TEMAER), unique=True),
        "malgrupper": st.lists(st.sampled_from(MALGRUPPER), unique=True),
        "steder": st.lists(st.sampled_from(STEDER[:-1]), unique=True, max_size=3),
        "hele_landet": st.sampled_from([False, False, False, True]),
        "modenhet": st.sampled_from(["", *MODENHET]),
        "organisasjonsform": st.sampled_from(["", *FORMER]),
        "hva": st.lists(st.sampled_from(ORD), max_size=3).map(" ".join),
        "skjult": st.sampled_from([False, False, False, True]),
        # Kommunene som har bekreftet at de har samarbeidet.
        "hos": st.lists(st.sampled_from([k for k in STEDER if len(k) == 4]), unique=True, max_size=2),
    }
)
valg = st.fixed_dictionaries(
    {
        "q": st.one_of(st.just(""), st.sampled_from(ORD), st.tuples(st.sampled_from(ORD), st.sampled_from(ORD)).map(" ".join)),
        "tema": st.lists(st.sampled_from([*TEMAER, "tull"]), max_size=2),
        "malgruppe": st.lists(st.sampled_from(MALGRUPPER), max_size=1),
        "sted": st.lists(st.sampled_from([*STEDER, "9999"]), max_size=2),
        "innen": st.sampled_from(["", "50", "100", "7"]),
        "modenhet": st.lists(st.sampled_from(MODENHET), max_size=2),
        "form": st.lists(st.sampled_from(FORMER), max_size=1),
        "som": st.sampled_from(["", "", "5001", "0301", "5031", "50"]),
    }
)  # fmt: skip


def _dekker(profil, sted, innen, omrader):
    """Dekker profilen stedet? Skrevet rett etter reglene for steder, uten snarveier."""
    if profil.hele_landet:
        return True
    if sted == "NO":
        return False
    if len(sted) == 2:
        return any(s == sted or omrader[s].overordnet == sted for s in profil.steder)
    aktuelle = {sted}
    if innen:
        for annen in omrader.values():
            avstand = avstand_km(omrader[sted], annen) if annen.type == "kommune" else None
            if avstand is not None and avstand <= innen:
                aktuelle.add(annen.kode)
    return any(s in aktuelle or s in {omrader[a].overordnet for a in aktuelle} for s in profil.steder)


def _felles(en, annen):
    """Hvor mye to kommuner har felles, skrevet rett etter setningen på siden."""
    antall = en.overordnet == annen.overordnet
    if en.innbyggere and annen.innbyggere:
        antall += 0.5 <= en.innbyggere / annen.innbyggere <= 2
    return antall + bool(en.sentralitet and en.sentralitet == annen.sentralitet)


def _har_gjort_det_for_en_som(hos, sted, omrader):
    kommuner = [o for o in omrader.values() if o.type == "kommune" and o.kode != sted]
    minst = 2 if sum(_felles(omrader[sted], o) >= 2 for o in kommuner) >= 5 else 1
    like = {o.kode for o in kommuner if _felles(omrader[sted], o) >= minst}
    return bool(set(hos) & (like | {sted}))


def _enkelt(sok: Katalogsok, alle, omrader) -> set[int]:
    treff = set()
    for p in alle:
        if p.skjult:
            continue
        hele = set(stammer(f"{p.navn} {p.hva}"))
        ordene = hele.union(*map(indeksledd, hele))  # «minnekoffert» er også «minne» og «koffert»
        if (
            all(any(o.startswith(s) for o in ordene) for s in stammer(sok.q) if s not in SMAORD)
            and (not sok.tema or set(sok.tema) & set(p.temaer))
            and (not sok.malgruppe or set(sok.malgruppe) & set(p.malgrupper))
            and (not sok.modenhet or p.modenhet in sok.modenhet)
            and (not sok.form or p.organisasjonsform in sok.form)
            and (not sok.som or _har_gjort_det_for_en_som(p.hos, sok.som[0], omrader))
            and (not sok.sted or any(_dekker(p, s, sok.innen, omrader) for s in sok.sted))
        ):
            treff.add(p.pk)
    return treff


@pytest.mark.django_db
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=300 if os.environ.get("VEIER_GRUNDIG") else 25,
)
@given(data=st.lists(profiler, max_size=12), soket=st.lists(valg, min_size=1, max_size=5))
def test_katalogen_gir_akkurat_det_en_enkel_utgave_gir(data, soket, kunnskap):
    from django.db import transaction

    with transaction.atomic():
        gamle = list(Entreprenor.objects.values_list("pk", flat=True))
        Entreprenor.objects.all().delete()
        alle = [_lag(nr, **felter) for nr, felter in enumerate(data)]
        skriv_rader([*gamle, *(p.pk for p in alle)])
        try:
            for valgene in soket:
                _prov(valgene, alle, kunnskap)
        finally:
            glem_alt()
            transaction.set_rollback(True)


def _lag(nr, *, hos, **felter):
    profil = Entreprenor.objects.create(navn=f"P{nr}", slug=f"p{nr}", **felter)
    for part in OffentligPart.objects.filter(type="kommune", omrade__kode__in=hos):
        Referanse.objects.create(
            entreprenor=profil, part=part, hva="Prøvde", fra_ar=2020, status=Referanse.Status.BEKREFTET
        )
    profil.hos = hos
    return profil


def _prov(valgene, alle, kunnskap):
    sporring = QueryDict(mutable=True)
    for navn, verdi in valgene.items():
        sporring.setlist(navn, verdi if isinstance(verdi, list) else [verdi])
    filteret = Katalogfilter(sporring, kunnskap=kunnskap)
    svar = finn(filteret.sok, kunnskap)
    rader = svar.rader(0, 1000)
    if svar.hvordan is None or svar.hvordan.noyaktig:
        assert set(rader) == _enkelt(filteret.sok, alle, kunnskap.omrader)
    else:  # et av ordene har ingen: de som har et av de andre, og alt annet det er bedt om, treffer godt eller nevnes
        ett = [replace(filteret.sok, q=ledd.skrevet) for ledd in svar.hvordan.sporring.ledd]
        noe = set().union(*(_enkelt(sok, alle, kunnskap.omrader) for sok in ett))
        assert set(rader) <= noe == set(finn(replace(filteret.sok, nevner=True), kunnskap).rader(0, 1000))
    assert len(rader) == len(set(rader)) == svar.antall
    # Hver side er et utsnitt av den samme rekkefølgen.
    assert [r for fra in range(0, svar.antall, 5) for r in svar.rader(fra, 5)] == rader
    assert [r for bunke in svar.alle_rader() for r in bunke] == rader
    # Antallet bak hvert valg er det søket ville gitt om valget var det eneste i sin gruppe.
    if svar.hvordan is None:
        for felt in ("tema", "malgruppe", "modenhet", "form"):
            for kode in filteret.valg(felt):
                if f"{felt}:{kode}" in svar.teller:
                    alene = filteret.sok.med(felt, kode)
                    assert svar.teller[f"{felt}:{kode}"] == len(_enkelt(alene, alle, kunnskap.omrader))
        for kode in STEDER:
            alene = Katalogsok(**{**_som_dict(filteret.sok.med("sted", kode)), "innen": 0})
            assert svar.antall_i(kode) == len(_enkelt(alene, alle, kunnskap.omrader)), kode


def _som_dict(sok):
    return {felt.name: getattr(sok, felt.name) for felt in fields(sok)}
