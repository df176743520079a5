"""Teksten i en e-post er det leseren så: det beste av alternativene, alt som sto etter hverandre, og ingenting to ganger."""

from __future__ import annotations

import base64
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from samarbeid.innpost.handlinger import Konvolutt, ta_imot
from samarbeid.innpost.melding import les
from samarbeid.innpost.tekst import LENGSTE_HTML, les_skrevet
from samarbeid.models import Innpost, Samtale
from samarbeid.samtaler.svaradresse import svaradressen

HTML = "<p>Hei <b>merket</b>.</p>"


def _ren(tekst, **hoder):
    return _med(MIMEText(tekst, "plain", "utf-8"), **hoder)


def _html(tekst=HTML):
    return MIMEText(tekst, "html", "utf-8")


def _med(del_, **hoder):
    for navn, verdi in hoder.items():
        del_[navn.replace("_", "-")] = verdi
    return del_


def _pdf(maate="attachment"):
    return _med(MIMEApplication(b"%PDF-1", "pdf"), Content_Disposition=f'{maate}; filename="a.pdf"')


def _av(slag, *deler):
    ut = MIMEMultipart(slag)
    for del_ in deler:
        ut.attach(del_)
    return ut


def _melding(del_):
    return _med(del_, From="Kari <kari@t.no>", To="a@b.no", Subject="Sak 12", Message_ID="<1@x>")


def _raa(hode, kropp):
    return b"From: kari@t.no\r\nMIME-Version: 1.0\r\nContent-Type: " + hode.encode() + b"\r\n\r\n" + kropp


@pytest.mark.parametrize(
    ("deler", "skrevet", "filer"),
    [
        (_av("mixed", _av("alternative", _ren("Hei ren."), _html()), _pdf()), "Hei ren.", 1),
        (_av("alternative", _ren("Hei ren."), _av("related", _html(), _pdf())), "Hei ren.", 1),
        (_av("alternative", _html(), _ren("Hei ren.")), "Hei merket.", 0),
        # Et virusvern, eller en e-postliste, har skrevet en linje under.
        (_av("mixed", _html("<p>Svaret er ja.</p>"), _ren("Skannet.")), "Svaret er ja.\n\nSkannet.", 0),
        (_av("mixed", _av("alternative", _ren("Ja."), _html("<p>Ja.</p>")), _ren("Skannet.")), "Ja.\n\nSkannet.", 0),
        # Slik setter Apple Mail et vedlegg midt i teksten.
        (_av("mixed", _ren("Se her:"), _pdf("inline"), _ren("Hilsen Kari")), "Se her:\n\nHilsen Kari", 1),
        (_av("mixed", _html("<p>Se her:</p>"), _pdf(), _html("<p>Kari</p>")), "Se her:\n\nKari", 1),
        (_av("alternative", _ren("Se her:\n\nKari"), _av("mixed", _html(), _pdf(), _html())), "Se her:\n\nKari", 1),
        # Den rene teksten er tom, eller sier bare at brevet er HTML.
        (_av("alternative", _ren("\n \n"), _html()), "Hei merket.", 0),
        (_av("alternative", _ren("Din e-postleser viser ikke HTML."), _html()), "Hei merket.", 0),
        (_av("alternative", _ren("Din e-postleser viser ikke HTML."), _av("related", _html())), "Hei merket.", 0),
        # De to er ikke alternativer til hverandre, men sier det samme.
        (_av("mixed", _ren("Hei merket."), _html()), "Hei merket.", 0),
        (_av("signed", _ren("Signert svar."), _pdf()), "Signert svar.", 1),
        (MIMEText("*Svaret* er ja.", "markdown", "utf-8"), "*Svaret* er ja.", 0),
        (_av("alternative", _ren("Godtatt."), MIMEText("BEGIN:VCALENDAR", "calendar", "utf-8")), "Godtatt.", 0),
        # Selve brevet har et filnavn, og en fil til kom med.
        (_av("mixed", _ren("Brevet.", Content_Disposition='inline; filename="b.txt"'), _pdf()), "Brevet.", 1),
        (_av("mixed", _ren("Svar."), _ren("Notat.", Content_Disposition='inline; filename="n.txt"')), "Svar.", 1),
        (_av("mixed", _ren("Notat.", Content_Disposition='attachment; filename="n.txt"')), "", 1),
        (_html('<div style="display: none">Forhånd</div><p hidden>x</p><p>Hei.</p>'), "Hei.", 0),
    ],
)  # fmt: skip
def test_det_leseren_sa_er_det_som_staar(deler, skrevet, filer):
    melding = les(bytes(_melding(deler)))
    assert (les_skrevet(melding.tekst).tekst, len(melding.vedlegg)) == (skrevet, filer)


def test_en_epost_som_er_lagt_ved_staar_under_med_den_som_skrev_den():
    indre = EmailMessage()
    indre["From"], indre["Subject"] = "Leder <leder@t.no>", "Om kofferter"
    indre.set_content("Dette er min mening.")
    for ytre in (_ren("Se vedlagt."), _html("<p>Se vedlagt.</p>")):
        delt = les_skrevet(les(bytes(_melding(_av("mixed", ytre, MIMEMessage(indre))))).tekst)
        assert delt.tekst == "Se vedlagt."
        assert "Fra: Leder <leder@t.no>" in delt.sitat and delt.sitat.endswith("Dette er min mening.")
    # Er det alt hun sendte, er det svaret, og det står hvem som skrev det.
    alene = les_skrevet(les(bytes(_melding(_av("mixed", MIMEMessage(indre))))).tekst)
    assert "Fra: Leder <leder@t.no>\nEmne: Om kofferter\n\nDette er min mening." in alene.tekst


def test_html_som_er_for_lang_leses_ikke_naar_den_rene_teksten_er_der():
    lang = "<p>" + "x" * LENGSTE_HTML + "</p>"
    melding = les(bytes(_melding(_av("alternative", _ren("Ja."), _av("related", _html(lang))))))
    assert melding.tekst == "Ja."


@pytest.mark.parametrize(
    ("hode", "kropp", "skrevet"),
    [
        ("text/plain; charset=iso-8859-1", "Blåbær – ja".encode(), "Blåbær – ja"),
        ("text/plain; charset=us-ascii", "Blåbær".encode(), "Blåbær"),
        ("text/plain; charset=windows-1252", "Blåbær – ja".encode("cp1252"), "Blåbær – ja"),
        ("text/plain; charset=iso-8859-1", "Blåbær – ja".encode("cp1252"), "Blåbær – ja"),
        ("text/plain; charset=iso-8859-10", "Kárášjohka č".encode("iso-8859-10"), "Kárášjohka č"),
        ("text/plain; charset=utf-8", "\ufeffHei.".encode(), "Hei."),
        ("text/plain; charset=utf-7", b"Bl+AOU-b+AOY-r", "Blåbær"),
        ("text/html", b"<meta charset=iso-8859-1><p>Bl\xe5b\xe6r</p>", "Blåbær"),
        ("text/html; charset=utf-8", "<meta charset=iso-8859-1><p>Blåbær</p>".encode(), "Blåbær"),
        ('text/plain; format=flowed; delsp=yes', b"En lang lin \r\nje, og  \r\nmer.", "En lang linje, og mer."),
        ("text/plain; format=flowed", b"En lang \r\nlinje.", "En lang linje."),
        ('text/plain; name="melding.txt"', b"Svaret.", "Svaret."),
    ],
)  # fmt: skip
def test_tegnsettet_er_det_bytene_er(hode, kropp, skrevet):
    melding = les(_raa(hode, kropp))
    assert (melding.tekst, melding.vedlegg) == (skrevet, ())


def test_base64_av_utf_16_er_lest():
    raa = _raa(
        "text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64",
        base64.b64encode("Blåbær".encode("utf-16")),
    )
    assert les(raa).tekst == "Blåbær"


@pytest.mark.django_db
def test_et_svar_i_html_med_en_linje_fra_virusvernet_under_kommer_fram(verden, settings):
    settings.SVARDOMENE = "svar.veier.example"
    samtale = Samtale.objects.get()
    adresse = svaradressen(samtale)
    brev = _melding(_av("mixed", _html("<p>Ja, vi vil gjerne snakke.</p>"), _ren("Skannet av virusvernet.")))
    post = ta_imot(bytes(brev), Konvolutt([adresse]))
    assert post.tilstand == Innpost.Tilstand.LAGT_INN
    assert samtale.innlegg.get(nr=2).tekst.startswith("Ja, vi vil gjerne snakke.")
