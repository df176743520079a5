"""Treffene på et behov: regnet om når noe er endret på en av sidene, og gjennom alle hver natt.

Låsene er uten nøkkelen (``no_key``): et treff peker på behovet, entreprenøren og ideen, og to jobber som hver holder den ene og
skriver det samme treffet, skal ikke vente på hverandre.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov
from samarbeid.behovstreff.berorte import Endret, berorte_behov
from samarbeid.behovstreff.ordmaal import SES_AV_ALLE, Ordene
from samarbeid.behovstreff.regning import IDENES, Funnet, ideprofil, regn_behovet
from samarbeid.katalog.indeks.sok import KILDE
from samarbeid.katalog.sider.entreprenorforslag import entreprenorprofil
from samarbeid.matching.lagret import som_rad
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import REGELVERSJON
from samarbeid.models import Behovsoppfolging, Behovstreff, Katalograd, Treffsveip
from veier.brukere.models import Bruker
from veier.hendelser.handlinger import logg_hendelse
from veier.jobber import sett_i_ko, star_i_koen, venter_i_koen
from veier.taksonomi.models import Malgruppe, Omrade, Synonym, Tema, TidligereOmrade
from veier.taksonomi.utgave import hent_utgave

I_GANGEN = 25
# Så lenge går én jobb med gjennomgangen, eller med det som følger av én endring, før andre slipper til.
SEKUNDER = 20.0
REGNES_AV = (Tema, Malgruppe, Synonym, Omrade, TidligereOmrade)
SVEIP, ETT_BEHOV = "samarbeid.sveip_behovstreff", "samarbeid.treff_for_behov"
FELT = ("poeng", "passer", "grunner", "mot", "regelversjon", "beregnet_tid")


@transaction.atomic
def beregn_behov(pk: int, *, i_rekke: bool = False) -> int:
    """Regner treffene til et behov på nytt. Gir antallet. Et behov det ikke kan svares på i dag, har ingen. ``i_rekke`` som i
    ``regn_behovet``.
    """
    apne = Behov.objects.tar_sporsmal(timezone.localdate())
    behov = apne.select_for_update(of=("self",), no_key=True).select_related("part").filter(pk=pk).first()
    funnet = regn_behovet(behov, hent_kunnskap(), i_rekke=i_rekke) if behov else []
    return _lagre(funnet, Q(behov=pk))


def beregn_entreprenor(pk: int) -> int:
    """Profilen er endret: behovene den er med i, og dem den kan komme med i, regnes på nytt. Gir hvor mange."""
    rad = Katalograd.objects.filter(pk=pk).first()
    endret = Endret(entreprenorprofil(rad), Ordene(KILDE, pk)) if rad else None
    return _regn_dem(berorte_behov(endret, Q(entreprenor=pk, ide=None)))


def beregn_ide(pk: int) -> int:
    """Ideen er endret: som ``beregn_entreprenor``. En idé bare eieren ser, er ikke med i noen."""
    ide = Ide.objects.publisert().exclude(synlighet=Ide.Synlighet.BARE_OSS).filter(pk=pk).first()
    rad = Katalograd.objects.filter(pk=ide.entreprenor_id).first() if ide else None
    endret = None
    if ide and rad:
        valgte = ide.synlighet == Ide.Synlighet.VALGTE
        parter = frozenset(ide.vist_til.values_list("pk", flat=True)) if valgte else None
        ordene = Ordene(IDENES, pk, for_alle=SES_AV_ALLE)
        endret = Endret(ideprofil(ide, rad), ordene, er_ide=True, parter=parter)
    return _regn_dem(berorte_behov(endret, Q(ide=pk)))


def _regn_dem(numre: Iterable[int]) -> int:
    """Behov for behov, hvert ferdig for seg. De det ikke er tid til, får hver sin jobb. Gir hvor mange det var."""
    slutt, ferdige, rest = time.monotonic() + SEKUNDER, 0, []
    for pk in numre:
        if time.monotonic() < slutt or not ferdige:
            beregn_behov(pk, i_rekke=True)
            ferdige += 1
        else:
            rest.append(pk)
    venter = venter_i_koen(ETT_BEHOV, "behov") if rest else set()
    for pk in rest:
        if pk not in venter:
            sett_i_ko(ETT_BEHOV, behov=pk)
    return ferdige + len(rest)


def merk_kontakt(
    behov: Behov, entreprenor: Entreprenor, ide: Ide | None, *, av: Bruker
) -> Behovsoppfolging | None:
    """Entreprenøren tok kontakt om behovet: grunnene beholdes slik de var. None når portalen ikke hadde foreslått det."""
    rader = Behovstreff.objects.filter(behov=behov, entreprenor=entreprenor)
    treff = rader.filter(ide=ide).first() or rader.filter(ide=None).first()
    if treff is None:
        return None
    return Behovsoppfolging.objects.create(
        behov=behov,
        entreprenor=entreprenor,
        ide=treff.ide,
        poeng=treff.poeng,
        passer=treff.passer,
        grunner=treff.grunner,
        mot=treff.mot,
        regelversjon=treff.regelversjon,
        hva=Behovsoppfolging.Hva.TOK_KONTAKT,
        av=av,
    )


# ── Gjennom alle ──


@transaction.atomic
def begynn_sveip(*, av: Bruker | None = None, paa_nytt: bool = False) -> Treffsveip:
    """Setter en gjennomgang i kø. Går det en, fortsetter den; er den stanset, blir den det. ``av`` er tom for natten.

    ``paa_nytt`` når mye er endret: en som går, begynner forfra ved neste bunke, også når den holder på med den første.
    """
    fra_na = {"alle": lambda: _behovene(0).count(), "utgave": _utgaven}
    sveip, ny = Treffsveip.objects.select_for_update().get_or_create(ferdig_tid=None, defaults=fra_na)
    if ny:
        sett_i_ko(SVEIP)  # den som alt venter, kan begynne før denne er lagret, og ser den ikke
        if av:
            logg_hendelse("treffsveip_begynt", av=av.offentlig_id)
        return sveip
    if paa_nytt:
        sveip.utgave = ""  # ingen utgave er denne, så neste bunke begynner på det første behovet
        sveip.save(update_fields=["utgave"])
    if sveip.stanset_tid is not None:
        return sveip
    if paa_nytt:
        sett_i_ko(SVEIP)  # den som alt venter, kan begynne før dette er lagret, og stanser når den ser det
    else:
        _neste_bunke()
    return sveip


def sveip_videre() -> int:
    """Bunke etter bunke en stund, og en jobb til når det er flere igjen. Gir hvor mange behov som ble regnet.

    Én jobb for hver bunke ville stått mest og ventet: den neste kan ikke begynne før denne er ferdig, og køen ses etter hvert femte
    sekund. Hvert behov er ferdig for seg. Drepes den, regnes høyst ``I_GANGEN`` av dem en gang til.
    """
    slutt, regnet = time.monotonic() + SEKUNDER, 0
    while bunken := _en_bunke():
        regnet += bunken
        if time.monotonic() >= slutt:
            break
    return regnet


def _en_bunke() -> int:
    """Gir hvor mange behov som ble regnet; null når den er ferdig eller stanset. Er referansedataene endret siden den begynte, begynner
    den forfra: de som er ferdige, er regnet med de gamle.
    """
    sveip = Treffsveip.objects.filter(ferdig_tid=None).first()
    if sveip is None or sveip.stanset_tid:
        return 0
    if sveip.utgave != (utgave := _utgaven()):
        sveip = _forfra(sveip, utgave)
    numre = list(_behovene(sveip.til)[:I_GANGEN])
    for pk in numre:
        beregn_behov(pk, i_rekke=True)
    _etter_bunken(sveip, numre)
    return len(numre)


@transaction.atomic
def stans_sveip(*, av: Bruker) -> bool:
    """Den stanser etter bunken den holder på med. Usant når ingen går."""
    gar = Treffsveip.objects.filter(ferdig_tid=None, stanset_tid=None)
    if stanset := bool(gar.update(stanset_tid=timezone.now())):
        logg_hendelse("treffsveip_stanset", av=av.offentlig_id)
    return stanset


@transaction.atomic
def fortsett_sveip(*, av: Bruker) -> bool:
    """Den begynner der den slapp. Usant når ingen er stanset."""
    stanset = Treffsveip.objects.filter(ferdig_tid=None).exclude(stanset_tid=None)
    if fortsatt := bool(stanset.update(stanset_tid=None)):
        sett_i_ko(SVEIP)  # den som alt venter, kan begynne før dette er lagret, og ser at den er stanset
        logg_hendelse("treffsveip_fortsatt", av=av.offentlig_id)
    return fortsatt


def _utgaven() -> str:
    """Nytt når en av tabellene treffene regnes av, er endret. En ny sak eller et nytt tilskudd gir ikke en ny utgave."""
    tabeller = hent_utgave().tabeller
    return "-".join(str(tabeller.get(modell._meta.db_table, 0)) for modell in REGNES_AV)


@transaction.atomic
def _forfra(sveip: Treffsveip, utgave: str) -> Treffsveip:
    """Begynner på det første behovet igjen, hvis ingen annen jobb har gjort det."""
    laast = Treffsveip.objects.select_for_update().get(pk=sveip.pk)
    if laast.utgave != utgave and laast.ferdig_tid is None:
        laast.utgave, laast.til, laast.ferdige, laast.alle = utgave, 0, 0, _behovene(0).count()
        laast.save()
    return laast


@transaction.atomic
def _etter_bunken(sveip: Treffsveip, numre: list[int]) -> None:
    laast = Treffsveip.objects.select_for_update().get(pk=sveip.pk)
    if (laast.til, laast.utgave) != (sveip.til, sveip.utgave) or laast.ferdig_tid:
        return  # en annen jobb har gjort den samme bunken, eller begynt forfra
    if numre:
        laast.til, laast.ferdige = numre[-1], laast.ferdige + len(numre)
    else:
        Behovstreff.objects.exclude(behov__in=_behovene(0)).delete()
        laast.ferdig_tid = timezone.now()
    laast.save()
    if numre and laast.stanset_tid is None:
        _neste_bunke()


def _neste_bunke() -> None:
    """Høyst én venter: hver endring i referansedataene ber om en gjennomgang, også mens den går."""
    if not star_i_koen(SVEIP):
        sett_i_ko(SVEIP)


def _behovene(etter: int) -> QuerySet:
    """Numrene til behovene det kan svares på i dag, etter dette."""
    apne = Behov.objects.tar_sporsmal(timezone.localdate()).filter(pk__gt=etter)
    return apne.order_by("pk").values_list("pk", flat=True)


def _lagre(funnet: Iterable[Funnet], hvilke: Q) -> int:
    """Bytter treffene ``hvilke`` sier, med disse. Det som gjaldt fra før, beholder dagen det først ble funnet. To spørsmål."""
    na = timezone.now()
    rader = [
        Behovstreff(
            behov_id=f.behov,
            entreprenor_id=f.entreprenor,
            ide_id=f.ide,
            poeng=f.vurdering.poeng,
            passer=f.vurdering.passer,
            grunner=[som_rad(g) for g in f.vurdering.grunner],
            mot=[som_rad(g) for g in f.vurdering.mot],
            regelversjon=REGELVERSJON,
            beregnet_tid=na,
        )
        for f in funnet
    ]
    if rader:
        Behovstreff.objects.bulk_create(
            rader,
            update_conflicts=True,
            unique_fields=["behov", "entreprenor", "ide"],
            update_fields=FELT,
        )
    Behovstreff.objects.filter(hvilke).exclude(beregnet_tid=na).delete()
    return len(rader)
