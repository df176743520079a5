"""Hvert felt i hvert skjema er prosjektets eget: ingen tekst kommer inn en annen vei enn ``veier.felter``."""

import importlib
import pkgutil

import pytest
from django import forms
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.forms.models import BaseModelForm
from django.test import RequestFactory
from django_filters import FilterSet

from samarbeid.matching.profiler import hent_kunnskap
from tests.verden import lag_bruker
from veier.konto import forms as kontoskjemaer

APPER = ("veier", "kommuner", "entreprenorer", "samarbeid")
# Tar bare imot det som står på en liste, et kryss eller en fil; ingenting av det er tekst noen skriver.
UTEN_TEKST = (
    forms.ChoiceField, forms.MultipleChoiceField, forms.BooleanField, forms.FileField, forms.ModelChoiceField,
    forms.SplitDateTimeField,
)  # fmt: skip


def _moduler():
    for app in APPER:
        pakke = importlib.import_module(app)
        for modul in pkgutil.walk_packages(pakke.__path__, f"{app}."):
            if ".migrations" not in modul.name and not modul.name.endswith((".wsgi", ".gunicorn")):
                importlib.import_module(modul.name)


def _underklasser(klasse):
    for under in klasse.__subclasses__():
        yield under
        yield from _underklasser(under)


def bare(felt):
    """Er feltet Djangos (eller allauths) eget, og tar imot tekst?"""
    if isinstance(felt, SimpleArrayField):
        return bare(felt.base_field)
    hjemme = type(felt).__module__
    if hjemme.startswith(tuple(f"{app}." for app in APPER)):
        return False
    return type(felt) is forms.Field or not isinstance(felt, UTEN_TEKST)


def _bare_felt(skjema, felter):
    return [
        f"{skjema}.{navn}: {type(felt).__module__}.{type(felt).__name__}"
        for navn, felt in felter.items()
        if bare(felt)
    ]


def test_ingen_skjemaer_har_djangos_egne_felt():
    _moduler()
    egne = [s for s in _underklasser(forms.BaseForm) if s.__module__.split(".")[0] in APPER]
    assert len(egne) > 40
    # allauths felt byttes når skjemaet lages; se neste test. Redaksjonens skjemaer lages av siden; se den etter.
    uten = (kontoskjemaer.Kontoskjema, BaseModelForm)
    funnet = [f for s in egne if not issubclass(s, uten) for f in _bare_felt(s.__qualname__, s.base_fields)]
    for s in _underklasser(FilterSet):
        funnet += _bare_felt(s.__qualname__, {navn: f.field for navn, f in s.base_filters.items()})
    assert funnet == []


@pytest.mark.django_db
def test_allauths_skjemaer_har_portalens_felt(rf):
    bruker = lag_bruker("kari@eksempel.no")
    proves = 0
    for skjema in _underklasser(kontoskjemaer.Kontoskjema):
        for valg in (
            {},
            {"user": bruker},
            {"request": rf.get("/")},
            {"authenticator": None},
            {"instance": _Nokkel()},
        ):
            try:
                laget = skjema(**valg)
            except (TypeError, KeyError, AttributeError):
                continue
            assert _bare_felt(skjema.__qualname__, laget.fields) == []
            proves += 1
            break
    assert proves >= 16


class _Nokkel:
    def wrap(self):
        return self

    name = "Telefonen"


@pytest.mark.django_db
def test_redaksjonens_skjemaer_har_prosjektets_felt():
    hent_kunnskap()
    foresporsel = RequestFactory().get("/admin/")
    foresporsel.user = lag_bruker("redaktor@eksempel.no", is_staff=True, is_superuser=True)
    funnet = []
    for modell, side in admin.site._registry.items():
        if modell.__module__.split(".")[0] not in APPER:  # jobbtabellen og gruppene er ikke våre
            continue
        skjema = side.get_form(foresporsel, change=True)
        funnet += _bare_felt(type(side).__name__, skjema.base_fields)
    assert funnet == []
