"""Et forslag til ord og regler: sendt, regnet ut på nytt, godkjent, avslått eller trukket.

Å gjøre endringene krever skjemaet i redaksjonen, og det har den som kaller (``Redskap``). Transaksjonen er her.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pghistory
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil, EndretImens
from veier.hendelser.handlinger import logg_hendelse
from veier.konto.adresser import er_samme_person
from veier.referanse import virkning
from veier.referanse.endring import Endring, Kanikke, forkastet
from veier.referanse.virkning import Virkning
from veier.regelforslag.models import Regelforslag, virkningsdata

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Redskap:
    """Det siden for tabellen kan: ``gjor`` én endring, og ``endret_siden`` gir feltene en annen har endret, felt → cellen nå."""

    gjor: Callable[[Endring], object]
    endret_siden: Callable[[Endring], dict[str, str]]


EGET = "Du har foreslått dette selv. En annen i redaksjonen må godkjenne det."
UTEN_FORSLAGSSTILLER = "Den som foreslo dette, har ikke konto lenger. Regn det ut på nytt, så er det ditt, og en annen kan godkjenne det."
BESVART = "Forslaget er besvart. Last siden på nytt."
NYTT = "Forslaget er regnet ut på nytt etter at du åpnet siden. Se på det en gang til."
ENDRET = (
    "«{navn}» er endret siden forslaget ble laget. Forslaget står. Regn det ut på nytt, og se på det igjen."
)
ANNEN_VIRKNING = "Svarene blir ikke lenger slik forslaget viser. Regn det ut på nytt, og se på det igjen."
HVORFOR_IKKE = "Skriv hvorfor. Den som foreslo det, får lese det."
INGENTING = "Alt i forslaget er alt slik. Avslå det, eller trekk det."

Status = Regelforslag.Status


@transaction.atomic
def foresla(
    modell: type[models.Model],
    endringer: Sequence[Endring],
    funnet: Sequence[Virkning],
    *,
    hvorfor: str,
    av: Bruker,
) -> Regelforslag:
    """Legger forslaget i køen, og sier fra til de andre i redaksjonen. Radene er som før."""
    forslag = Regelforslag.objects.create(
        tabell=modell._meta.label_lower,
        endringer=[endring.som_data() for endring in endringer],
        virkning=virkningsdata(funnet),
        hvorfor=hvorfor,
        foreslatt_av=av,
    )
    for redaktor in Bruker.objects.redaktorer().exclude(pk=av.pk):
        _brev("regelforslag_nytt", forslag, til=redaktor, avsender=str(av))
    _logg("regel_foreslatt", forslag, av=av)
    return forslag


@transaction.atomic
def godkjenn(forslag: Regelforslag, *, sett: str, av: Bruker, redskap: Redskap) -> Regelforslag:
    """Gjør endringene på radene slik de er nå, og først da gjelder de.

    Hever Domenefeil for den som foreslo det, når forslaget er besvart eller et annet enn ``sett``, når en av radene er borte eller
    endret siden, når skjemaet ikke tar imot det lenger, og når svarene på de kjente sakene ikke blir dem forslaget viser.
    """
    rad = _laas(forslag, sett)
    if rad.foreslatt_av is None:
        raise Domenefeil(UTEN_FORSLAGSSTILLER)
    if er_samme_person(av, rad.foreslatt_av):
        raise Domenefeil(EGET)
    for_ = virkning.hent_stand()
    with pghistory.context(bruker=rad.foreslatt_av.pk, godkjent_av=av.pk):
        for endring in rad.radene:
            if _prov(redskap.endret_siden, endring):
                raise EndretImens(ENDRET.format(navn=endring.navn))
            _prov(redskap.gjor, endring)
    blir = virkning.sammenlign(for_, virkning.hent_stand())
    if virkning.merke(blir) != virkning.merke(rad.utfallet):
        raise EndretImens(ANNEN_VIRKNING)
    _svar(rad, Status.GODKJENT, av=av)
    _brev("regelforslag_godkjent", rad, til=rad.foreslatt_av, avsender=str(av))
    _logg("regel_godkjent", rad, av=av, foreslatt_av=str(rad.foreslatt_av.offentlig_id))
    return rad


@transaction.atomic
def avsla(forslag: Regelforslag, *, grunn: str, sett: str, av: Bruker) -> Regelforslag:
    """Radene er som før. Den som foreslo det, får grunnen. Hever Domenefeil uten grunn, og når forslaget er besvart."""
    if not grunn.strip():
        raise Domenefeil(HVORFOR_IKKE)
    rad = _laas(forslag, sett)
    rad.grunn = grunn.strip()
    _svar(rad, Status.AVSLATT, av=av)
    _si_fra_om(rad)
    if rad.foreslatt_av and rad.foreslatt_av != av:
        _brev("regelforslag_avslatt", rad, til=rad.foreslatt_av, avsender=str(av), grunn=rad.grunn)
    _logg("regel_avslatt", rad, av=av)
    return rad


@transaction.atomic
def trekk(forslag: Regelforslag, *, sett: str, av: Bruker) -> Regelforslag:
    """Den som foreslo det, vil ikke lenger. Hever Domenefeil for andre, og når det er besvart."""
    rad = _laas(forslag, sett)
    if rad.foreslatt_av != av:
        raise Domenefeil("Bare den som foreslo det, kan trekke det.")
    _svar(rad, Status.TRUKKET, av=av)
    _si_fra_om(rad)
    _logg("regel_trukket", rad, av=av)
    return rad


@transaction.atomic
def regn_ut(forslag: Regelforslag, *, sett: str, av: Bruker, redskap: Redskap) -> Regelforslag:
    """Det samme forslaget på radene slik de er nå, med virkningen slik den ville blitt. Ingen rad endres.

    Finnes ikke den som foreslo det, er det nå ``av`` som foreslår det. Hever Domenefeil når det ikke kan gjøres, eller alt er slik.
    """
    rad = _laas(forslag, sett)
    nye = [ny for endring in rad.radene if (ny := _flytt(endring, _prov(redskap.endret_siden, endring))).blir]
    if not nye:
        raise Domenefeil(INGENTING)
    funnet = virkning.prov(lambda: [_prov(redskap.gjor, endring) for endring in nye])
    rad.endringer, rad.virkning = [endring.som_data() for endring in nye], virkningsdata(funnet)
    rad.nummer += 1
    rad.foreslatt_av = rad.foreslatt_av or av
    rad.save(update_fields=["endringer", "virkning", "nummer", "foreslatt_av"])
    _logg("regel_regnet_ut", rad, av=av)
    return rad


def _si_fra_om(rad: Regelforslag) -> None:
    """Tabellen får vite at det ikke ble noe av endringene, og hvilke andre som venter."""
    andre = Regelforslag.objects.ventende().filter(tabell=rad.tabell)
    venter = [endring for forslag in andre for endring in forslag.radene]
    forkastet.send(apps.get_model(rad.tabell), endringer=rad.radene, venter=venter)


def _flytt(endring: Endring, na: dict[str, str]) -> Endring:
    """Endringen på raden slik den er nå, uten det som alt er blitt slik."""
    sto = endring.sto | na
    blir = {felt: celle for felt, celle in endring.blir.items() if endring.rad is None or sto[felt] != celle}
    return Endring(endring.rad, endring.navn, sto, blir)


def _prov(gjor: Callable[[Endring], T], endring: Endring) -> T:
    try:
        return gjor(endring)
    except Kanikke as hindring:
        raise Domenefeil(f"{endring.navn}: {hindring}") from hindring


def _laas(forslag: Regelforslag, sett: str) -> Regelforslag:
    rad = (
        Regelforslag.objects.select_for_update(of=("self",)).select_related("foreslatt_av").get(pk=forslag.pk)
    )
    if not rad.venter:
        raise Domenefeil(BESVART)
    if rad.merke != sett:
        raise EndretImens(NYTT)
    return rad


def _svar(rad: Regelforslag, status: str, *, av: Bruker) -> None:
    rad.status, rad.svart_av, rad.svart_tid = status, av, timezone.now()
    rad.save(update_fields=["status", "svart_av", "svart_tid", "grunn"])


def _brev(mal: str, forslag: Regelforslag, *, til: Bruker, avsender: str, grunn: str = "") -> None:
    send_brev(
        mal, nokkel=f"regelforslag:{forslag.pk}:{til.pk}", til=til.epost, malform=til.malform,
        side=("regelforslag", [str(forslag.pk)]), navn=str(forslag), avsender=avsender, grunn=grunn,
    )  # fmt: skip


def _logg(kode: str, forslag: Regelforslag, *, av: Bruker, **detaljer: object) -> None:
    logg_hendelse(
        kode, av=av.offentlig_id, gjelder=forslag, gjelder_id=str(forslag.pk), tabell=forslag.tabell,
        rader=_nokler(forslag.radene), **detaljer,
    )  # fmt: skip


def _nokler(endringer: Iterable[Endring]) -> list[int | None]:
    return [endring.rad for endring in endringer][:50]
