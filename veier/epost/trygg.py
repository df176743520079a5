"""Det folk har skrevet, slik det kan stå i en e-post til andre: uten adresser, uten usynlige tegn, og kort.

Den som kaller seg «Logg inn på svindel.example nå», skal ikke få portalen til å sende lenken til fremmede.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from django.utils import translation
from django.utils.translation import gettext

from veier.tekst import nfkc_form

LENGSTE_NAVN, LENGSTE_TEKST = 80, 600
UTEN_NAVN = "–"
# Verdiene i e-postene som noen utenfra har skrevet. Alle andre lager portalen selv.
NAVN = frozenset({"hvem", "organisasjon", "entreprenor", "virksomhet", "enhet", "navn"})
TEKSTER = frozenset(
    {"melding", "begrunnelse", "hva", "grunn", "endringer", "sporsmal", "emnet", "rollen", "problem"}
)

# Tegn som i nettadresser og av e-postprogrammer leses som punktum.
_PUNKTUM = str.maketrans(dict.fromkeys("。｡․‧·•․", "."))
_ADRESSE = re.compile(r"://|@|^www\.|^mailto:|^tel:", re.I)
_DOMENE = re.compile(r"[^\W_]\.[^\W\d_]{2}")
_NYTT_ORD = re.compile(r"\.(?=[A-ZÆØÅÄÖ][a-zæøåäö])")
_TALL = re.compile(r"\+?\d(?:[ ./\-()]{0,2}\d){6,19}")


def trygt_navn(tekst: str, *, lengst: int = LENGSTE_NAVN) -> str:
    """Navnet på én linje uten noe en leser eller et e-postprogram kan gjøre til en lenke. Tomt blir «–»."""
    return _kort(_uten_adresser(_synlig(tekst)), lengst) or UTEN_NAVN


def trygg_tekst(tekst: str, *, lengst: int = LENGSTE_TEKST) -> str:
    """Teksten i ett avsnitt, uten adresser og høyst så lang."""
    return trygt_navn(tekst, lengst=lengst)


def trygge(verdier: Mapping[str, str], *, malform: str) -> dict[str, str]:
    """Verdiene til en e-post, med det folk har skrevet, gjort trygt."""
    ut = dict(verdier)
    for navn in NAVN & ut.keys():
        ut[navn] = trygt_navn(ut[navn])
    if ut.get("hvem") == UTEN_NAVN:
        with translation.override(malform):
            ut["hvem"] = gettext("Noen")
    for navn in TEKSTER & ut.keys():
        ut[navn] = trygg_tekst(ut[navn])
    return ut


def _synlig(tekst: str) -> str:
    """Uten tegn som ikke synes eller som snur retningen; linjeskift og lignende blir mellomrom."""
    normal = nfkc_form(tekst).translate(_PUNKTUM)
    return "".join(
        " " if tegn.isspace() else tegn
        for tegn in normal
        if tegn.isspace() or unicodedata.category(tegn)[0] != "C"
    )


def _uten_adresser(tekst: str) -> str:
    return " ".join(_ordene(_TALL.sub(" ", tekst)))


def _ordene(tekst: str) -> Iterator[str]:
    for skrevet in tekst.split():
        ord_ = _NYTT_ORD.sub(". ", skrevet)  # «St.Olavs» er et navn; med mellomrom er det ingen adresse
        if not (_ADRESSE.search(ord_) or any(_DOMENE.search(del_) for del_ in ord_.split())):
            yield ord_


def _kort(tekst: str, lengst: int) -> str:
    if len(tekst) <= lengst:
        return tekst
    begynnelsen = tekst[: lengst - 1]
    return (begynnelsen.rpartition(" ")[0] or begynnelsen).rstrip() + "…"
