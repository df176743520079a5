"""Redaksjonens sider har ingen engelske setninger: heller ikke dem Django selv skriver, i sidene og i JavaScriptet."""

import json
import os
import re
from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po
from django.conf import global_settings
from django.contrib import admin
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override
from django.utils.translation.trans_real import DjangoTranslation

from tests.skjema import les_skjema
from tests.verden import lag_redaktor, logg_inn

GRUNDIG = bool(os.environ.get("VEIER_GRUNDIG"))
ROT = Path(django.__file__).parent
# (appen i Django, navnerommet). Det redaksjonen og skjemaene viser.
KATALOGER = [
    ("contrib/admin", "django"), ("contrib/admin", "djangojs"), ("contrib/auth", "django"),
    ("contrib/contenttypes", "django"), ("contrib/postgres", "django"), ("conf", "django"),
]  # fmt: skip
# Likt på norsk, og det som ikke er ord.
LIKE = re.compile(
    r"%\(class_name\)s %\(instance\)s|IPv[46]|%s [KMGTP]B|\W+|[ap]\.m\.|[AP]M|salt|hash|T|%\(truncated_text\)s…|%\(size\)d byte"
)
MANEDER = set("januar februar mars april mai juni juli august september oktober november desember".split())
SPRAKNAVN = {navn for _kode, navn in global_settings.LANGUAGES}
# Ikke Djangos tekst: skript, bilder, og det redaktøren selv har skrevet.
STIL = re.compile(r"<(script|style|svg|textarea|option)\b.*?</\1>", re.DOTALL)


def _meldinger(app, navnerom):
    with (ROT / app / "locale/en/LC_MESSAGES" / f"{navnerom}.po").open("rb") as fil:
        return [m for m in read_po(fil) if m.id]


@pytest.mark.parametrize("sprak", ["nb", "nn"])
@pytest.mark.parametrize(("app", "navnerom"), KATALOGER)
def test_hver_melding_i_djangos_kataloger_er_oversatt(app, navnerom, sprak):
    valg = {} if navnerom == "django" else {"localedirs": [str(ROT / app / "locale")]}
    katalog = DjangoTranslation(sprak, domain=navnerom, **valg)
    engelsk = []
    for melding in _meldinger(app, navnerom):
        entall, *_flertall = melding.id if isinstance(melding.id, tuple) else (melding.id,)
        nokkel = f"{melding.context}\x04{entall}" if melding.context else entall
        oversatt = katalog.ngettext(nokkel, "", 1) if _flertall else katalog.gettext(nokkel)
        er_maned = entall.isalpha() and any(m.startswith(entall.lower()) for m in MANEDER)
        if entall in SPRAKNAVN or er_maned or LIKE.fullmatch(entall):
            continue
        if oversatt in {nokkel, entall}:
            engelsk.append(entall)
    assert engelsk == []


# Et ord som må bøyes etter navnet på raden, rett foran det: «ny eksempel», «denne navn».
ORDET = r"(?:en|et|ny|nytt|en ny|et nytt|denne|dette|den|det|det valgte|annen|annet)"
NAVNET = r"(?:%\((?:verbose_name|name|model|model_name|objects_name|field_labels)\)s|%s|\{name\})"
BOYD = re.compile(rf"\b{ORDET} {NAVNET}", re.I)


@pytest.mark.parametrize(("app", "navnerom"), [k for k in KATALOGER if k[1] == "django"])
def test_ingen_setning_boyer_et_ord_etter_navnet_pa_raden(app, navnerom):
    katalog = DjangoTranslation("nb", domain=navnerom)
    feil = []
    for melding in _meldinger(app, navnerom):
        entall = melding.id[0] if isinstance(melding.id, tuple) else melding.id
        nokkel = f"{melding.context}\x04{entall}" if melding.context else entall
        if BOYD.search(oversatt := katalog.gettext(nokkel)):
            feil.append(oversatt)
    assert feil == []


@pytest.mark.django_db
def test_et_eksempel_legges_til_uten_feil_kjonn():
    klient = logg_inn(lag_redaktor())
    side = klient.get(reverse("admin:samarbeid_eksempel_add")).text
    assert "Legg til eksempel" in side
    assert "ny eksempel" not in side + klient.get(reverse("admin:samarbeid_eksempel_changelist")).text


@pytest.fixture(scope="module")
def setningene():
    """Setninger i Djangos kataloger som er engelske, med felt gjort om til hva som helst."""
    deler = set()
    for app, navnerom in KATALOGER[:3]:
        for melding in _meldinger(app, navnerom):
            for tekst in melding.id if isinstance(melding.id, tuple) else (melding.id,):
                if len(tekst.split()) >= 3 and "<" not in tekst:
                    deler.add(re.sub(r"%(\\\(\w+\\\))?[sd]|\\\{\w*\\\}", ".{1,80}?", re.escape(tekst)))
    return re.compile("|".join(sorted(deler, key=len, reverse=True)))


def _tekst(html):
    synlig = " ".join(re.findall(r'(?:title|aria-label|placeholder|value)="([^"]*)"', html))
    return re.sub(r"\s+", " ", strip_tags(STIL.sub(" ", html)) + " ¶ " + synlig)


@pytest.mark.grundig
@pytest.mark.django_db
def test_ingen_side_i_redaksjonen_har_en_engelsk_setning(setningene):
    klient, provd = logg_inn(lag_redaktor(administrator=True)), 0
    sider = [reverse("admin:index"), reverse("admin:epost_maler")]
    alle = list(admin.site._registry)
    for modell in alle if GRUNDIG else alle[::2]:
        navn = f"admin:{modell._meta.app_label}_{modell._meta.model_name}"
        sider += [reverse(f"{navn}_changelist"), reverse(f"{navn}_add")]
        if rad := modell._default_manager.order_by("pk").first():
            sider += [reverse(f"{navn}_change", args=[rad.pk]), reverse(f"{navn}_history", args=[rad.pk])]
    funnet = {}
    for side in sider:
        svar = klient.get(side, follow=True)
        if svar.status_code != 200:
            continue
        provd += 1
        if treff := setningene.search(_tekst(svar.text)):
            funnet[side] = treff[0]
    assert funnet == {}
    assert provd > (90 if GRUNDIG else 45)


@pytest.mark.django_db
@pytest.mark.parametrize("modell", ["taksonomi_tema", "taksonomi_omrade", "kommuner_offentligpart"])
def test_et_tomt_skjema_og_en_slettet_rad_svarer_pa_norsk(modell, setningene):
    klient = logg_inn(lag_redaktor())
    side = reverse(f"admin:{modell}_add")
    svar = klient.post(side, {navn: [""] for navn in les_skjema(klient.get(side).text)})
    assert svar.status_code == 200
    assert svar.context["errors"]
    assert not setningene.search(_tekst(svar.text))
    borte = klient.get(reverse(f"admin:{modell}_change", args=[99999999]), follow=True)
    assert not setningene.search(_tekst(borte.text))


@pytest.mark.django_db
def test_javascriptet_har_norske_tekster():
    klient = logg_inn(lag_redaktor())
    katalog = klient.get(reverse("admin:jsi18n")).text
    oversatt = json.loads(re.search(r"const newcatalog = (\{.*?\});\n", katalog, re.DOTALL)[1])
    with override("nb"):
        for melding in _meldinger("contrib/admin", "djangojs"):
            entall = melding.id[0] if isinstance(melding.id, tuple) else melding.id
            nokkel = f"{melding.context}\x04{entall}" if melding.context else entall
            assert nokkel in oversatt, nokkel
    assert oversatt["Choose all %s"] == "Velg alle %s"


@pytest.mark.django_db
def test_to_omrader_som_heter_det_samme_kan_skilles():
    klient = logg_inn(lag_redaktor())
    sporsmal = {
        "app_label": "kommuner",
        "model_name": "offentligpart",
        "field_name": "omrade",
        "term": "Oslo",
    }
    svar = klient.get(reverse("admin:autocomplete"), sporsmal).json()
    navn = [rad["text"] for rad in svar["results"]]
    assert {"Oslo (fylke 03)", "Oslo (kommune 0301)"} <= set(navn)
