import random
import re

import pytest
from django.db.models import Value

from kommuner.models import OffentligPart
from tests.conftest import ROT
from veier.database.rekkefolge import Norsk
from veier.taksonomi.models import Omrade
from veier.tekst import sorteringsnokkel

# I riktig rekkefølge.
NAVN = [
    "Alta", "Ávjovárri", "Bærum", "Bø", "Čáhcesuolu", "Đávvi", "Drammen", "Eidsberg", "Elverum", "Giella", "Ŋávdni",
    "Oslo", "Sande", "Šuoššjávri", "Tana", "Ŧivtas", "Vågå", "Zürich", "Ängelholm", "Ærfugl", "Øksnes", "Örebro",
    "Østre Toten", "Aa", "Aalesund", "Ålesund by", "Åmot", "Åsnes",
]  # fmt: skip


@pytest.mark.django_db
def test_databasen_og_python_ordner_likt():
    OffentligPart.objects.update(navn="x")
    slugger = list(OffentligPart.objects.values_list("slug", flat=True)[: len(NAVN)])
    blandet = random.Random(1).sample(NAVN, len(NAVN))
    for slug, navn in zip(slugger, blandet, strict=True):
        OffentligPart.objects.filter(slug=slug).update(navn=navn)
    navnene = OffentligPart.objects.filter(slug__in=slugger)
    assert list(navnene.order_by(Norsk("navn")).values_list("navn", flat=True)) == NAVN
    assert list(navnene.values_list("navn", flat=True)) == NAVN  # modellens egen rekkefølge
    assert sorted(blandet, key=sorteringsnokkel) == NAVN


@pytest.mark.django_db
def test_nokkelen_er_den_samme_for_hvert_tegn_i_navnene_vare():
    tekster = (
        {t for o in Omrade.objects.all() for t in [o.navn, *o.andre_navn]}
        if hasattr(Omrade, "andre_navn")
        else set()
    )
    tekster |= (
        set(Omrade.objects.values_list("navn", flat=True))
        | set(NAVN)
        | {"Ａ", "e\u0301n", "AASEN", "ÅÆØ", "ẞ"}
    )
    for tekst in sorted(tekster):
        fra_basen = Omrade.objects.annotate(n=Norsk(Value(tekst))).values_list("n", flat=True)[0]
        if tekst not in {"Ａ", "ẞ"}:
            assert fra_basen == sorteringsnokkel(tekst), tekst


def test_navn_ordnes_alltid_med_den_norske_rekkefolgen():
    alfabetisk = re.compile(
        r"""order_by\(\s*["']-?(?:\w+__)?(?:navn|tittel|arbeidsnavn|ord)["']|ordering = \[["'](?:navn|tittel|arbeidsnavn|ord)["']"""
        r"""|key=lambda (\w+): (?:\([^)]*)?\b\1\.(?:navn|tittel|ord)\b\)"""
    )
    funnet = [
        f"{fil.relative_to(ROT)}: {treff[0]}"
        for app in ("veier", "kommuner", "entreprenorer", "samarbeid")
        for fil in sorted((ROT / app).rglob("*.py"))
        if "migrations" not in fil.parts
        for treff in alfabetisk.finditer(fil.read_text(encoding="utf-8"))
        if "sorteringsnokkel" not in treff[0]
    ]
    assert funnet == []


@pytest.mark.django_db
@pytest.mark.parametrize("adresse", ["/offentlige/?sted=34", "/offentlige/?q=kommune&sted=34"])
def test_stedene_i_lister_og_valg_star_i_norsk_rekkefolge(client, adresse):
    side = client.get(adresse).text
    valg = re.findall(r'name="sted"[^>]*value="34\d\d"[^>]*>\s*(?:<[^>]+>\s*)*([A-ZÆØÅ][^<(\n]+)', side)
    navn = [v.strip() for v in valg]
    assert len(navn) > 40  # Innlandet har 46 kommuner
    assert navn == sorted(navn, key=sorteringsnokkel)
