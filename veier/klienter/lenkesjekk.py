"""Om en lenke på nettet fortsatt fører noe sted. Adressen er skrevet av noen, og svaret kommer fra noen vi ikke kjenner.

Bare http og https på de vanlige portene, og bare til adresser på det åpne nettet. Navnet slås opp én gang, og det er den
adressen som er kontrollert, det kobles til. Det gjelder på nytt for hver videresending. Kroppen leses aldri.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import httpx
from django.conf import settings
from django.db.models import TextChoices

IP: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
FRIST = 15.0  # sekunder for alt om én lenke: navneoppslag, forbindelser og videresendinger
TIDSGRENSE = httpx.Timeout(6.0, connect=4.0)
VIDERESENDINGER = 5
LENGSTE_ADRESSE = 1000
PORTER = frozenset({80, 443})
# Mange tjenere svarer galt på HEAD. Da spørres det én gang til, som en nettleser.
_HEAD_ER_USIKKERT = {400, 403, 404, 405, 410, 501}
_UT_PA_NETTET = ipaddress.IPv6Network("2000::/3")


class Utfall(TextChoices):
    """Hva som kom ut av det."""

    LEVER = "lever", "Lever"
    BORTE = "borte", "Finnes ikke"  # siden eller navnet
    SVARER_IKKE = "svarer_ikke", "Svarer ikke"
    UVISST = "uvisst", "Svarer ikke en maskin"
    ULOVLIG = "ulovlig", "Ikke en lenke på det åpne nettet"  # portalen skal ikke spørre


@dataclass(frozen=True, slots=True)
class Svar:
    """``kode`` er statuskoden tjeneren ga, 0 når den ikke ga noen."""

    utfall: Utfall
    kode: int = 0


class _Ulovlig(Exception):
    """Adressen skal ikke spørres."""


class _Ukjent(Exception):
    """Navnet finnes ikke."""


def er_offentlig(ip: IP) -> bool:
    """Adressen er på det åpne nettet. Det som er pakket inn i en IPv6-adresse, kan føre innover igjen."""
    if isinstance(ip, ipaddress.IPv6Address):
        innpakket = ip.ipv4_mapped or ip.sixtofour or ip.teredo
        return ip in _UT_PA_NETTET and not innpakket and ip.is_global and not ip.is_multicast
    return ip.is_global and not ip.is_multicast


def sla_opp(navn: str, port: int) -> list[str]:
    """Alle adressene navnet har. Hever OSError."""
    return [str(rad[4][0]) for rad in socket.getaddrinfo(navn, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Regler:
    """Hvem det kan spørres, og hvor lenge."""

    tillatt: Callable[[IP], bool] = er_offentlig
    porter: frozenset[int] = PORTER
    opplos: Callable[[str, int], Sequence[str]] = sla_opp
    frist: float = FRIST


VANLIGE = Regler()


def sjekk(adresse: str, regler: Regler = VANLIGE) -> Svar:
    """Spør etter lenken. Hever aldri noe for det som står i den, eller det som svares.

    Arbeidet går i en egen tråd: et navneoppslag og et svar som drypper, kan ikke avbrytes i den som venter.
    """
    klient = httpx.Client(
        timeout=TIDSGRENSE,
        trust_env=False,
        follow_redirects=False,
        headers={"User-Agent": f"VeierTilSamarbeid-lenkesjekk (+{settings.ADRESSE})", "Accept": "*/*"},
    )
    arbeid = _trader().submit(_folg, klient, adresse, regler, time.monotonic() + regler.frist)
    try:
        return arbeid.result(timeout=regler.frist)
    except FutureTimeout:
        arbeid.cancel()
        return Svar(Utfall.SVARER_IKKE)
    except (_Ulovlig, httpx.InvalidURL, UnicodeError, ValueError):
        return Svar(Utfall.ULOVLIG)
    except _Ukjent:
        return Svar(Utfall.BORTE)
    except (httpx.HTTPError, OSError):
        return Svar(Utfall.SVARER_IKKE)
    finally:
        with contextlib.suppress(RuntimeError):  # noe kan ennå være på vei; forbindelsen brytes
            klient.close()


@cache
def _trader() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(4, thread_name_prefix="lenkesjekk")


def _folg(klient: httpx.Client, adresse: str, regler: Regler, frist: float) -> Svar:
    """Følger videresendingene, og kontrollerer hver av dem som om den var den første."""
    mal = adresse
    for _nr in range(VIDERESENDINGER + 1):
        if time.monotonic() >= frist:
            break
        svar = _spor(klient, mal, regler)
        if not svar.has_redirect_location:
            return Svar(_utfall(svar.status_code), svar.status_code)
        mal = str(httpx.URL(mal).join(svar.headers["location"]))
    return Svar(Utfall.SVARER_IKKE)


def _spor(klient: httpx.Client, adresse: str, regler: Regler) -> httpx.Response:
    """Hodene i svaret. Først HEAD, og GET når tjeneren ikke kan det."""
    url, ip = kontroller(adresse, regler)
    svar = _hent(klient, "HEAD", url, ip)
    return _hent(klient, "GET", url, ip) if svar.status_code in _HEAD_ER_USIKKERT else svar


def kontroller(adresse: str, regler: Regler = VANLIGE) -> tuple[httpx.URL, str]:
    """Adressen, og den ene IP-adressen det er lov å koble til. Hever _Ulovlig, _Ukjent eller det httpx hever."""
    if len(adresse) > LENGSTE_ADRESSE:
        raise _Ulovlig
    url = httpx.URL(adresse)
    navn = url.raw_host.decode("ascii")
    port = url.port or {"http": 80, "https": 443}.get(url.scheme, 0)
    if url.scheme not in {"http", "https"} or not navn or url.userinfo or port not in regler.porter:
        raise _Ulovlig
    try:
        adresser = regler.opplos(navn, port)
    except OSError:
        raise _Ukjent from None
    if not adresser:
        raise _Ukjent
    # Én eneste adresse innover er nok til å si nei: ellers kunne navnet by på begge.
    if not all(regler.tillatt(ipaddress.ip_address(a)) for a in adresser):
        raise _Ulovlig
    return url, adresser[0]


def _hent(klient: httpx.Client, metode: str, url: httpx.URL, ip: str) -> httpx.Response:
    """Kobler til IP-adressen som er kontrollert. Sertifikatet må gjelde navnet."""
    vert = url.netloc.decode("ascii")
    valg = {"sni_hostname": url.raw_host.decode("ascii")}
    with klient.stream(metode, url.copy_with(host=ip), headers={"Host": vert}, extensions=valg) as svar:
        return httpx.Response(svar.status_code, headers=svar.headers)


def _utfall(kode: int) -> Utfall:
    if 200 <= kode < 300:
        return Utfall.LEVER
    if kode in {404, 410}:
        return Utfall.BORTE
    return Utfall.SVARER_IKKE if kode >= 500 else Utfall.UVISST
