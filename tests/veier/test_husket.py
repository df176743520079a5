"""Et stykke av en side skrives én gang for hvert språk, og sier fra om det er på hovedspråket hver gang."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from veier.malform import Reserve, glem_reserve, viser_reserve

MAL = Template('{% load husket %}{% husket hvor "a" %}{{ tekst }}{% endhusket %}')


def _skriv(hvor, tekst):
    glem_reserve()
    return MAL.render(Context({"hvor": hvor, "tekst": tekst})), viser_reserve()


def test_innholdet_skrives_en_gang_for_hvert_sprak_og_ikke_i_en_annen_dict():
    hvor = {}
    assert _skriv(hvor, "<ein>") == ("&lt;ein&gt;", False)
    assert _skriv(hvor, "to") == ("&lt;ein&gt;", False)
    with translation.override("nn"):
        assert _skriv(hvor, "tre") == ("tre", False)
    assert _skriv({}, "fire") == ("fire", False)


def test_det_som_er_pa_hovedspraket_sies_hver_gang():
    hvor = {}
    with translation.override("nn"):
        forst, igjen = _skriv(hvor, Reserve("bokmål")), _skriv(hvor, "")
    assert forst == igjen == ('<span lang="nb">bokmål</span>', True)


def test_det_som_er_sagt_for_stykket_blir_ikke_glemt():
    glem_reserve()
    Reserve("før").__html__()
    MAL.render(Context({"hvor": {}, "tekst": "uten"}))
    assert viser_reserve()


def test_uten_navn_er_det_en_feil_i_malen():
    with pytest.raises(TemplateSyntaxError, match="Bruk: "):
        Template("{% load husket %}{% husket hvor %}{% endhusket %}")
