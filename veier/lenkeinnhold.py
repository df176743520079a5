"""Det noen har skrevet, kryptert i lenken de får på e-post: ingenting lagres før adressen er bekreftet."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.kryptering import MERKE, KanIkkeLeses, dekrypter, krypter
from veier.lenker import avtrykk
from veier.malform import aktiv_malform
from veier.typer import Setning, Verdi

VARER = timedelta(days=7)
# Tjeneren leser 4 094 tegn av adressen; resten av den er plassen til språket, stien og det som står rundt.
LENGSTE_KODE = 3_800
# Så lenge er det samme, skrevet en gang til, det samme brevet: et dobbelttrykk gir ikke to lenker som begge sender.
SAMME_BREV = 120


def be_om_bekreftelse(mal: str, side: str, kode: str, *, til: str, hva: str, for_langt: Setning) -> None:
    """Sender brevet ``mal`` med lenken til ``side``, der hun ser det hun skrev, og sender det.

    Hever ForMangeEposter, og Domenefeil med ``for_langt`` når det hun skrev, ikke får plass i lenken.
    """
    if len(kode) > LENGSTE_KODE:
        raise Domenefeil(for_langt)
    send_brev(
        mal,
        nokkel=brevmerke(kode),
        til=til,
        malform=aktiv_malform(),
        side=(side, [kode]),
        hemmelig=True,
        hva=hva,
    )


def merke(kode: str) -> str:
    """Det koden kjennes igjen på, så det samme aldri sendes to ganger."""
    return avtrykk(kode)[:32]


def brevmerke(kode: str) -> str:
    """Merket på brevet med koden. To koder om det samme, laget i samme øyeblikk, har det samme."""
    alt = json.loads(dekrypter(MERKE + kode))
    skrevet = json.dumps([alt["slag"], alt["innhold"], alt["sendt"] // SAMME_BREV], sort_keys=True)
    return salted_hmac("veier.lenkeinnhold", skrevet, algorithm="sha256").hexdigest()[:32]


def lag_kode(slag: str, innhold: Mapping[str, Verdi]) -> str:
    """Koden til lenken. ``slag``: hva den gjelder, så en lenke aldri kan brukes til noe annet."""
    alt = {"slag": slag, "sendt": int(timezone.now().timestamp()), "innhold": dict(innhold)}
    return krypter(json.dumps(alt, ensure_ascii=False)).removeprefix(MERKE)


def les_kode(slag: str, kode: str) -> dict[str, Verdi] | None:
    """Det som ble skrevet; None når lenken er endret, gjelder noe annet, eller er eldre enn sju dager.

    Koden har bare én skrivemåte. Base64 overser tegn den ikke kjenner og biter den ikke trenger, og det som er sendt, kjennes
    igjen på avtrykket av koden: en annen skrivemåte sendte det samme én gang til.
    """
    try:
        if base64.urlsafe_b64encode(base64.urlsafe_b64decode(kode)).decode() != kode:
            return None
        alt = json.loads(dekrypter(MERKE + kode))
        alder = timezone.now().timestamp() - alt["sendt"]
        gjelder = alt["slag"] == slag and 0 <= alder <= VARER.total_seconds()
        return dict(alt["innhold"]) if gjelder else None
    except (KanIkkeLeses, ValueError, TypeError, KeyError):
        return None
