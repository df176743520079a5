"""Tall i adresser, skjemaer og data er alltid sifre: et mellomrom i en nøkkel gjorde «Hent tilbake» til en feil."""

import os
import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import connection, models
from django.template import Context, Template
from django.urls import reverse

from tests.verden import lag_redaktor, lag_verden, logg_inn
from veier.referanse.modell import Referanserad
from veier.taksonomi.models import Tema

pytestmark = pytest.mark.django_db
MILLIONEN = 1_000_000
# «1 000 000» med vanlig, hardt eller smalt mellomrom, også kodet.
DELT = re.compile("\\d(?:[ \u00a0\u202f]|%20|%C2%A0|&nbsp;|\\+)\\d{3}(?!\\d)", re.I)
MASKINSTEDER = {"value", "href", "id", "name", "for", "action", "src", "min", "max", "step", "formaction"}


class Maskinsteder(HTMLParser):
    """Verdien av hvert attributt som leses av en maskin."""

    def __init__(self, html):
        super().__init__()
        self.funnet = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "input" and a.get("type") in {"text", "search", "url", "submit"}:
            a.pop("value", None)  # det noen skriver selv
        for navn, verdi in a.items():
            if (navn in MASKINSTEDER or navn.startswith("data-")) and DELT.search(verdi or ""):
                self.funnet.append((tag, navn, verdi))


def test_innstillingen_som_delte_tall_i_hver_mal_er_av():
    assert settings.USE_THOUSAND_SEPARATOR is False
    tekst = Template("{{ tall }}|{{ tall|tall }}|{{ tall|kroner }}").render(Context({"tall": 1_234_567}))
    assert tekst == "1234567|1\u00a0234\u00a0567|1\u00a0234\u00a0567\u00a0kroner"


def _flytt_til_millionen():
    """Alle nøklene telles videre fra en million, så hver ny rad har et langt nummer."""
    with connection.cursor() as peker:
        for modell in apps.get_models(include_auto_created=True):
            felt = modell._meta.pk
            if isinstance(felt, models.AutoField | models.BigAutoField) and modell._meta.managed:
                peker.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), GREATEST(%s, nextval(pg_get_serial_sequence(%s, %s))))",
                    [modell._meta.db_table, felt.column, MILLIONEN, modell._meta.db_table, felt.column],
                )


def _kopi(modell):
    """En ny rad, lik en som finnes, med et nummer over en million."""
    rad = modell.objects.order_by("pk").first()
    rad.pk, rad._state.adding = None, True
    for felt in modell._meta.fields:
        if felt.unique and not felt.primary_key:
            ny = {"nummer": 999, "kode": "9999", "organisasjonsnummer": None}.get(felt.name, "kopi-av-raden")
            setattr(rad, felt.attname, ny)
    for regel in modell._meta.total_unique_constraints:
        siste = regel.fields[-1]
        if isinstance(modell._meta.get_field(siste), models.CharField):
            setattr(rad, siste, "kopi")
        elif "nummer" in regel.fields:
            rad.nummer = "9998"
    rad.save()
    return rad


RADER = [m for m in admin.site._registry if issubclass(m, Referanserad)]


@pytest.mark.grundig
@pytest.mark.parametrize("modell", RADER, ids=lambda m: m._meta.model_name)
def test_redaksjonens_sider_skriver_nokler_med_sifre(modell):
    _flytt_til_millionen()
    klient = logg_inn(lag_redaktor())
    rad = _kopi(modell)
    assert rad.pk >= MILLIONEN
    navn = f"admin:{modell._meta.app_label}_{modell._meta.model_name}"
    for adresse in (
        reverse(f"{navn}_changelist") + "?o=",
        reverse(f"{navn}_change", args=[rad.pk]),
        reverse(f"{navn}_history", args=[rad.pk]),
    ):
        svar = klient.get(adresse)
        assert svar.status_code == 200, adresse
        assert Maskinsteder(svar.text).funnet == [], adresse


def test_portalens_egne_sider_skriver_nokler_med_sifre():
    from tests.adresser import alle_adresser, lag_utkast, levende

    _flytt_til_millionen()
    verden, utkast = lag_verden(), lag_utkast()
    hentet = 0
    for adresse in alle_adresser():
        if adresse.navn in {"kartbilde"}:
            continue
        sti = adresse.sti(levende(adresse, utkast, verden))
        for rolle in ("eier", "administrator") if os.environ.get("VEIER_GRUNDIG") else ("administrator",):
            svar = verden.klient(rolle).get(sti)
            if svar.status_code == 200 and svar["Content-Type"].startswith("text/html"):
                hentet += 1
                assert Maskinsteder(svar.text).funnet == [], sti
    assert hentet > (100 if os.environ.get("VEIER_GRUNDIG") else 60)


@pytest.mark.usefixtures("en_redaktor_er_nok")
def test_en_gammel_versjon_med_langt_nummer_kan_hentes_tilbake():
    _flytt_til_millionen()
    klient = logg_inn(lag_redaktor())
    tema = Tema.objects.get(slug="demens")
    gammel = tema.kort
    Tema.objects.filter(pk=tema.pk).update(kort="Feil")
    Tema.objects.filter(pk=tema.pk).update(kort=gammel)
    Tema.objects.filter(pk=tema.pk).update(kort="Feil igjen")
    versjon = tema.events.filter(kort=gammel).order_by("-pgh_id").first()
    with connection.cursor() as peker:
        peker.execute("SELECT max(pgh_id) FROM taksonomi_temaevent")
        assert peker.fetchone()[0] > 1000
    side = reverse("admin:taksonomi_tema_history", args=[tema.pk])
    assert f'value="{versjon.pgh_id}"' in klient.get(side).text
    klient.post(side, {"versjon": str(versjon.pgh_id)})
    tema.refresh_from_db()
    assert tema.kort == gammel
