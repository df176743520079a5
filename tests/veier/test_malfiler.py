"""Malene leses inn uten innrykk, og ellers som de står."""

import pytest
from django.template import engines
from django.template.loader import get_template

from veier.sidefiler.malfiler import Innleser


@pytest.fixture
def les(tmp_path):
    innleser = Innleser(engines["django"].engine, dirs=[tmp_path])

    def les(navn, kilde):
        (tmp_path / navn).write_text(kilde, encoding="utf-8")
        [opphav] = innleser.get_template_sources(navn)
        return innleser.get_contents(opphav)

    return les


def test_innrykket_er_borte_og_linjene_er_de_samme(les):
    kilde = "<ul>\n  {% if a %}\n\t<li>  en  to</li>\n\n  {% endif %}\n</ul>\n"
    lest = les("a.html", kilde)
    assert lest == "<ul>\n{% if a %}\n<li>  en  to</li>\n\n{% endif %}\n</ul>\n"
    assert lest.count("\n") == kilde.count("\n")


@pytest.mark.parametrize(("navn", "kilde"), [("a.txt", "a\n  b"), ("b.html", "<pre>a\n  b</pre>\n  c")])
def test_der_innrykket_vises_blir_det_staende(les, navn, kilde):
    assert les(navn, kilde) == kilde


def test_portalens_sider_leses_slik():
    assert "\n  " not in get_template("base.html").template.source
