"""Det mottakeren ser i HTML-en, er det portalen viser: bare det alle lesere skjuler, er borte."""

import pytest

from samarbeid.innpost.tekst import fra_html


@pytest.mark.parametrize(
    ("html", "vist"),
    [
        ('<table style="-webkit-backface-visibility:hidden;"><tr><td>Hei der.</td></tr></table>', "Hei der."),
        ('<p>Hei</p><p style="padding:9px;mso-hide:all">Se svaret</p>', "Hei Se svaret"),
        ('<p>Hei</p><p style="color:red; display : none">Skjult</p>', "Hei"),
    ],
)
def test_bare_det_alle_lesere_skjuler_er_borte(html, vist):
    assert " ".join(fra_html(html).split()) == vist
