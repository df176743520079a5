"""Kodene står ett sted, og databasen tar ingen andre; grensene for tall og tidsrom likeså."""

import ast
import re

import pgtrigger
import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from entreprenorer.models import Ide, Referanse
from kommuner.models import Arshjul, Beslutningsvei, Medlemskap, OffentligPart
from samarbeid.matching import setninger
from samarbeid.matching.lesing import svar_i_tekst
from samarbeid.matching.regler import vurdering
from samarbeid.models import Henvendelse
from tests.conftest import ROT
from tests.verden import lag_bruker, lag_entreprenor
from veier.brukere.models import Bruker
from veier.database.skranker import alder
from veier.database.skranker_migrering import UgyldigeRader, _krev
from veier.referanse.koder import kodefelt
from veier.taksonomi import ordforrad
from veier.taksonomi.models import Omrade, Samarbeidsmodell, Tema, Terskelverdi, Tilskuddsordning

pytestmark = pytest.mark.django_db
TRIGGERE = {(modell, trigger.name) for modell, trigger in pgtrigger.registered()}
APPER = ("veier", "kommuner", "entreprenorer", "samarbeid")
ORDFORRAD = {
    navn: valg
    for navn, valg in vars(ordforrad).items()
    if isinstance(valg, type)
    and issubclass(valg, models.TextChoices)
    and valg.__module__ == ordforrad.__name__
}


def _kolonner():
    """(modell, felt) for hver kolonne med faste valg i de egne tabellene."""
    for modell in apps.get_models():
        if modell.__module__.split(".")[0] in APPER and not hasattr(modell, "pgh_tracked_model"):
            for felt in modell._meta.local_concrete_fields:
                if isinstance(felt, models.CharField) and isinstance(felt.choices, list | tuple):
                    yield modell, felt


@pytest.mark.parametrize(
    ("modell", "felt"), list(_kolonner()), ids=lambda x: getattr(x, "__name__", getattr(x, "name", ""))
)
def test_databasen_har_kodene_til_hver_kolonne_med_valg(modell, felt):
    koder = {str(kode) for kode, _navn in felt.flatchoices} | ({""} if felt.blank else set())
    if felt in [ett for ett, _koder in kodefelt(modell)] and (modell, "gyldige_koder") in TRIGGERE:
        return  # triggeren er prøvd i tests/test_redaksjonsskjema.py
    with connection.cursor() as peker:
        peker.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s",
            [f"{modell._meta.db_table}_{felt.column}_kode"],
        )
        (vilkar,) = peker.fetchone()
    assert set(re.findall(r"'((?:[^']|'')*)'", vilkar)) == koder


def _ide(**felt):
    eier = lag_bruker("eier@eksempel.no")
    return Ide.objects.create(entreprenor=lag_entreprenor("Et foretak", eier), slug="en-ide", **felt)


def _rad(modell):
    if modell is Ide:
        return Ide.objects.filter(pk=_ide().pk)
    if modell is Referanse:
        entreprenor = lag_entreprenor("Et foretak", lag_bruker("eier@eksempel.no"))
        rad = Referanse.objects.create(
            entreprenor=entreprenor, part=OffentligPart.objects.first(), hva="Noe", fra_ar=2020, til_ar=2021
        )
        return Referanse.objects.filter(pk=rad.pk)
    if modell is Henvendelse:
        return Henvendelse.objects.filter(pk=Henvendelse.objects.create(emne="annet", tekst="Hei").pk)
    if modell is Medlemskap:
        rad = Medlemskap.objects.create(
            organisasjon=OffentligPart.objects.first(), bruker=lag_bruker("a@eksempel.no")
        )
        return Medlemskap.objects.filter(pk=rad.pk)
    if modell is Bruker:
        return Bruker.objects.filter(pk=lag_bruker("kari@eksempel.no").pk)
    return modell.objects.filter(pk=modell.objects.first().pk)


@pytest.mark.parametrize(
    ("modell", "feil"),
    [
        (Ide, {"modenhet": "moden"}),
        (Ide, {"effektdokumentasjon": "masse"}),
        (Ide, {"synlighet": "noen"}),
        (Ide, {"alder_fra": 40, "alder_til": 12}),
        (Ide, {"alder_til": 121}),
        (Ide, {"arlig_belop": -1}),
        (Ide, {"varighet_ar": -0.5}),
        (Referanse, {"til_ar": 2019}),
        (Referanse, {"fra_ar": 3020, "til_ar": None}),
        (Referanse, {"status": "kanskje"}),
        (Henvendelse, {"status": "tull"}),
        (Medlemskap, {"rolle": "sjef"}),
        (Bruker, {"malform": "nynorsk"}),
        (Tema, {"alder_fra": 121, "alder_til": None}),
        (Terskelverdi, {"verdi": 0}),
        (Tilskuddsordning, {"fristmaneder": [13]}),
        (Tilskuddsordning, {"sett_arstall": 202}),
        (Arshjul, {"maned_til": 13}),
        (Omrade, {"sentralitet": 7}),
        (Omrade, {"breddegrad": 10.4}),
        (Samarbeidsmodell, {"vanlighet": 101}),
        (Beslutningsvei, {"rang": 0}),
        (Beslutningsvei, {"niva": "bydel"}),
    ],
    ids=str,
)
def test_databasen_avviser_en_kode_eller_et_tall_som_ikke_kan_vaere_rett(modell, feil):
    rad = _rad(modell)
    with pytest.raises(IntegrityError), transaction.atomic():
        rad.update(**feil)


def test_det_som_ikke_er_svart_pa_er_greit():
    rad = _rad(Ide)
    rad.update(modenhet="", alder_fra=None, alder_til=0, arlig_belop=None, varighet_ar=None)
    rad.update(alder_fra=18, alder_til=18, arlig_belop=0, modenhet="testet")
    assert rad.get().modenhet == "testet"


def test_migreringen_sier_hvilken_rad_som_er_feil():
    skranke = alder("tema")[0]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Tema, skranke)
        rad = Tema.objects.get(slug="demens")
        Tema.objects.filter(pk=rad.pk).update(alder_fra=70, alder_til=60)
        with pytest.raises(UgyldigeRader) as feil:
            _krev(Tema, skranke, editor)
        Tema.objects.filter(pk=rad.pk).update(alder_til=None)
        _krev(Tema, skranke, editor)
    assert str(feil.value) == (
        "Rett disse radene, og kjør migrate igjen (tema_alder_fra_til):\n"
        f"taksonomi_tema rad {rad.pk}: alder_fra er «70», alder_til er «60»"
    )


def _lister(fil):
    """(linje, strengene) for hver tuppel, liste og mengde av bare strenger i filen."""
    for node in ast.walk(ast.parse(fil.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            verdier = [e.value if isinstance(e, ast.Constant) else None for e in node.elts]
            if len(verdier) > 1 and all(isinstance(v, str) for v in verdier):
                yield node.lineno, set(verdier) - {""}


# Motoren er ren Python uten Django. Der er rekkefølgen en regel, og testen under holder den lik ordforrådet.
RENE = {"samarbeid/matching/lesing/svar_i_tekst.py"}


def test_ingen_liste_av_koder_star_to_steder():
    gjentatt = []
    for app in APPER:
        for fil in sorted((ROT / app).rglob("*.py")):
            sti = str(fil.relative_to(ROT))
            if "migrations" in fil.parts or fil.name == "ordforrad.py" or sti in RENE:
                continue
            gjentatt += [
                f"{sti}:{linje} {navn}"
                for linje, verdier in _lister(fil)
                for navn, valg in ORDFORRAD.items()
                if verdier == set(valg.values)
            ]
    assert gjentatt == []


def test_motorens_ord_og_vekter_har_de_samme_kodene_som_ordforradet():
    assert list(svar_i_tekst._MODENHET) == ordforrad.Modenhet.values
    assert list(svar_i_tekst._VIRKNING) == ordforrad.Effekt.values
    assert set(vurdering.VEKTER) == set(ordforrad.Kriterium.values)
    assert set(setninger._SNU) == set(ordforrad.Kriterium.values)
    for felt, valg in {**ordforrad.SIGNALER, "niva": ordforrad.Niva}.items():
        if felt in setninger.ORD:
            assert list(setninger.ORD[felt]) == valg.values, felt
    for ord_, valg in (
        (setninger.STYRER_OFFENTLIG, ordforrad.Styres),
        (setninger.NIVA_I_SETNING, ordforrad.Niva),
        (setninger.NIVA_VANLIG, ordforrad.Niva),
    ):
        assert list(ord_) == valg.values
