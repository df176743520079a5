"""Å ta imot en e-post. Den lagres, og legges i samtalen, i én transaksjon; den samme to ganger gir den første.

Portalen svarer aldri avsenderen: en fremmed kan ha skrevet hvem som helst der. Det som ikke kan legges inn, står på siden
til virksomheten, eller venter på redaksjonen.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from entreprenorer.models import Entreprenor
from samarbeid.innpost.funn import Funn, bekreftet, finn
from samarbeid.innpost.melding import ForStor, Melding, kanonisk, les
from samarbeid.innpost.slag import Slag, slaget
from samarbeid.innpost.tekst import KUTTET, Skrevet, les_skrevet, uten_nokler
from samarbeid.innpost.vedlegg import HELE, Vedleggene, sorter
from samarbeid.models import Innlegg, Innpost, Samtale, Samtaleside
from samarbeid.samtaler.handlinger.brev import send_om_retur
from samarbeid.samtaler.handlinger.trad import Aktor, Onske, er_inhabil, gjor
from samarbeid.samtaler.handlinger.vedlegg import flytt, legg_ved
from samarbeid.samtaler.tilstander import Handling, Tilstand
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.tekst import finn_fodselsnummer, har_innhold

_logger = logging.getLogger("samarbeid.innpost")
Grunn, Hvor = Innpost.Grunn, Innpost.Tilstand
BARE_VEDLEGG = "Svaret står i vedlegget."
HELE_ER_VED = f"[Teksten er lenger enn dette. Alt står i vedlegget «{HELE}».]"
HOYST_I_SKUFFEN = 2000
HOYST_I_TRADEN = 60  # i døgnet; alt over det er en løkke mellom to maskiner
_ROM = uuid.UUID("6f0f3c1e-6f83-5c0e-9a53-6a1d8c1f5a77")


@dataclass(frozen=True, slots=True)
class Konvolutt:
    """Det e-posttjeneren sa. ``fra`` er None når den ikke sa noe, og tom for en retur."""

    til: Sequence[str] = ()
    fra: str | None = None


def ta_imot(raa: bytes, konvolutt: Konvolutt) -> Innpost | None:
    """Lagrer e-posten og det som er lagt ved. Gir None når den er kastet: det er for mange, og ingen rekker å se på dem.

    Hever FullDisk når det ikke er plass til vedleggene, og Opptatt når for mange granskes; da er ingenting lagret, og
    e-posttjeneren prøver igjen.
    """
    for_stor = False
    try:
        melding = les(raa)
    except ForStor as feil:
        melding, for_stor = feil.melding, True
    funn = finn(melding, [ren for til in konvolutt.til if (ren := kanonisk(til))])
    avtrykk = _avtrykk(melding, funn)
    skrevet = les_skrevet(melding.tekst)
    # Før samtalen låses: hver fil granskes i sin egen prosess.
    vedlegg = sorter(melding, slaget(melding, tom_avsender=konvolutt.fra == ""), hele=skrevet.hele)
    with transaction.atomic():
        samtale = _laas(funn)
        if rad := Innpost.objects.filter(avtrykk=avtrykk).first():
            return rad
        rad = _ny_rad(melding, funn, avtrykk, vedlegg, skrevet)
        if for_stor:
            _hold(rad, Grunn.FOR_STOR, samtale=samtale)
        elif samtale is None:
            _hold(rad, Grunn.UKJENT)
        elif not funn.sikkert:
            _hold(rad, Grunn.USIKKER)
        elif rad.slag != Slag.SVAR:
            _noter(rad, samtale)
        else:
            _legg_inn(rad, samtale)
        if _er_full(rad):
            _logger.warning(
                "e-post er kastet: det er for mange som venter", extra={"felt": {"grunn": rad.grunn}}
            )
            return None
        return _lagre(rad, vedlegg)


def _lagre(rad: Innpost, vedlegg: Vedleggene) -> Innpost:
    """Er den lagt inn av en annen prosess i det samme øyeblikket, feiler skranken, og e-posttjeneren prøver igjen."""
    rad.save()
    legg_ved(vedlegg.filer, innpost=rad)
    if rad.innlegg:
        flytt(rad, rad.innlegg)
    logg_hendelse(
        "innpost",
        gjelder=rad.samtale and rad.samtale.entreprenor,
        slag=rad.slag,
        tilstand=rad.tilstand,
        grunn=rad.grunn,
    )
    return rad


def _avtrykk(melding: Melding, funn: Funn) -> str:
    """Den samme e-posten til to samtaler er to. En annen avsender kan ikke bruke opp noens Message-ID."""
    samtale = str(funn.samtale.pk) if funn.samtale else ""
    return hashlib.sha256(
        "\0".join([melding.id, melding.fra, samtale]).encode("utf-8", "replace")
    ).hexdigest()


def _laas(funn: Funn) -> Samtale | None:
    if funn.samtale is None:
        return None
    rader = Samtale.objects.select_for_update(of=("self",)).select_related("entreprenor", "part")
    return rader.filter(pk=funn.samtale.pk).first()


def _ny_rad(melding: Melding, funn: Funn, avtrykk: str, vedlegg: Vedleggene, skrevet: Skrevet) -> Innpost:
    tekst = skrevet.tekst
    if vedlegg.filer and not har_innhold(tekst):  # slik sender sakssystemene brev
        tekst = BARE_VEDLEGG
    if skrevet.hele:
        tekst += f"\n\n{HELE_ER_VED if vedlegg.hele_er_med else KUTTET}"
    return Innpost(
        avtrykk=avtrykk,
        samtale=funn.samtale,
        slag=vedlegg.slag,
        funnet=funn.funnet,
        fra=melding.fra,
        navn=melding.navn,
        annen_adresse=funn.samtale is not None and not funn.domenet,
        bekreftet=bekreftet(melding),
        emne=uten_nokler(melding.emne)[:200],
        tekst=tekst,
        sitat=skrevet.sitat,
        utelatt=list(vedlegg.utelatt),
        bytes=melding.bytes,
    )


def _hold(rad: Innpost, grunn: Innpost.Grunn, *, samtale: Samtale | None = None) -> None:
    """I samtalen, der virksomheten ser hvorfor, når vi vet hvilken; ellers hos redaksjonen."""
    rad.grunn = grunn
    rad.tilstand = Hvor.HOLDT if samtale else Hvor.VENTER


def _noter(rad: Innpost, samtale: Samtale) -> None:
    """Et automatisk svar, en kvittering eller en retur. Ingen av dem er et svar, og ingen får et svar."""
    rad.tilstand = Hvor.NOTERT
    tvil = {Slag.RETUR: Samtale.Kontakttvil.RETUR, Slag.FRAVAR: Samtale.Kontakttvil.FRAVAR}.get(
        Slag(rad.slag)
    )
    if tvil is None or samtale.kontakttvil in {tvil, Samtale.Kontakttvil.RETUR}:
        return
    Samtale.objects.filter(pk=samtale.pk).update(kontakttvil=tvil)
    if tvil == Samtale.Kontakttvil.RETUR and samtale.ferdig_tid is None:
        send_om_retur(samtale)


def _legg_inn(rad: Innpost, samtale: Samtale) -> None:
    if grunn := _hvorfor_ikke(rad, samtale):
        return _hold(rad, grunn, samtale=samtale)
    try:
        rad.innlegg = som_innlegg(rad, samtale)
    except Domenefeil:
        return _hold(rad, Grunn.FOR_MANGE, samtale=samtale)
    rad.tilstand, rad.tekst = Hvor.LAGT_INN, ""
    return None


@transaction.atomic
def som_innlegg(rad: Innpost, samtale: Samtale) -> Innlegg:
    """Innlegget e-posten blir, etter den samme tabellen som på siden. Hever Domenefeil når det ikke går nå."""
    onske = Onske(Handling.SVAR, samtale.siste_nr, uuid.uuid5(_ROM, rad.avtrykk), tekst=rad.tekst)
    innlegg = gjor(samtale, onske, av=Aktor(Samtaleside.OFFENTLIG, navn=rad.navn, epost=rad.fra))
    if samtale.kontakttvil and not rad.annen_adresse and rad.bekreftet is not False:
        Samtale.objects.filter(pk=samtale.pk).update(kontakttvil="")
    return innlegg


def _hvorfor_ikke(rad: Innpost, samtale: Samtale) -> Innpost.Grunn | None:
    if er_entreprenorens(samtale.entreprenor, rad.fra):
        return Grunn.EGEN_SIDE
    if er_inhabil(samtale, Aktor(Samtaleside.OFFENTLIG, epost=rad.fra)):
        return Grunn.INHABIL
    if samtale.tilstand in {Tilstand.AVVIST, Tilstand.AVSLUTTET}:
        return Grunn.FERDIG
    if samtale.er_kunngjort:
        return Grunn.KUNNGJORT
    if not har_innhold(rad.tekst):
        return Grunn.TOM
    if finn_fodselsnummer("\n".join((rad.emne, rad.tekst, rad.sitat, *rad.utelatt))):
        return Grunn.PERSONNUMMER
    return None


def er_entreprenorens(entreprenor: Entreprenor, adresse: str) -> bool:
    """Adressen hører til en som skriver for entreprenøren."""
    return entreprenor.medlemskap.filter(bruker__epost=adresse).exists()


def _er_full(rad: Innpost) -> bool:
    """Det som er lagt inn, kastes aldri: det er et innlegg alt, og taket på dem er samtalens."""
    if rad.tilstand == Hvor.LAGT_INN:
        return False
    if rad.tilstand == Hvor.VENTER:
        return Innpost.objects.i_skuffen().count() >= HOYST_I_SKUFFEN
    siden = timezone.now() - timedelta(days=1)
    return Innpost.objects.filter(samtale=rad.samtale, mottatt_tid__gte=siden).count() >= HOYST_I_TRADEN
