"""Opplysningene til søkemotorene: tekst fra folk blir aldri noe annet enn en verdi i JSON."""

import json
import re

import pytest

from veier.templatetags.veier import json_ld


@pytest.mark.parametrize(
    "tekst",
    [
        "</script><script>alert(1)</script>",
        "</SCRIPT >",
        "<!-- <script>",
        "]]>",
        "&lt;/script&gt;",
        "a\u2028b\u2029c",
        "'\"\\",
        "{{ settings.SECRET_KEY }} {% load x %}",
    ],
)
def test_tekst_kan_ikke_bryte_ut_av_elementet(tekst):
    ut = json_ld({"@type": "Organization", "name": tekst, tekst: [tekst]})
    (innhold,) = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', ut, re.S).groups()
    assert not re.search(r"[<>&\u2028\u2029]", innhold)
    assert json.loads(innhold) == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": tekst,
        tekst: [tekst],
    }
