"""Motoren: vekter, sum og rekkefølge. Ren Python; alt den vet, kommer i ``Kunnskap``.

Poeng per modell = Σ vekt × andel / Σ vekt, der hvert kriterium i ``regler.modeller`` gir andelen. En
modell med noe som ikke stemmer og som står i ``hindrer``, passer ikke; mangler et svar i ``krever``, blir
det høyst «delvis». Rekkefølgen er total: poeng, så et avtrykk av ideen og modellen, så den er stabil for
samme idé og rettferdig mellom ideer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from samarbeid.matching.beslutning.beslutter import Sak
from samarbeid.matching.beslutning.parter import uten_bydel
from samarbeid.matching.beslutning.radvalg import REKTORER, les_grunnlag
from samarbeid.matching.beslutning.rang import avhenger_av_alder, avhenger_av_situasjon
from samarbeid.matching.beslutning.veier import lag_veier
from samarbeid.matching.den_som_spor import egen_vei_forst, egen_virksomhet, hos_virksomheten
from samarbeid.matching.lesing.enheter import Pekere, les_pekere
from samarbeid.matching.lesing.likesaker import les_likesaker
from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.regler.eksempler import vurder_eksempel
from samarbeid.matching.regler.kostnad import er_pengene_kjent
from samarbeid.matching.regler.offentlig import mangler as offentlige_mangler
from samarbeid.matching.regler.terskler import Terskler
from samarbeid.matching.regler.tilskudd import vurder_tilskudd
from samarbeid.matching.regler.vurdering import vurder_modell
from samarbeid.matching.typer import (
    JA,
    Grunn,
    Ideprofil,
    Kunnskap,
    Offentligsvar,
    Svar,
    Tolkning,
    Vurdering,
)

HOYST_EKSEMPLER = 5
# Det en tekst om et behov ikke sier: «vi har prøvd språkkafé» er det som er gjort, ikke hvor langt løsningen er kommet.
OM_LOSNINGEN = ("modenhet", "effektdokumentasjon")


def vurder(ide: Ideprofil, kunnskap: Kunnskap, *, offentlig: Offentligsvar | None = None) -> Svar:
    """Hele svaret på en idé: modeller, veier, tilskudd, lignende saker og det som mangler.

    Er det den offentlige siden som spør, er ``offentlig`` det bare den vet.
    """
    egen = egen_virksomhet(offentlig, kunnskap)
    t = hos_virksomheten(_les(ide, kunnskap, behov=offentlig is not None), egen, kunnskap)
    terskler = Terskler(kunnskap.terskler, kunnskap.i_dag)
    pekere = les_pekere(t)
    t = uten_bydel(t, pekere)
    like = les_likesaker(t, pekere, kunnskap)
    grunnlag = les_grunnlag(t, pekere, kunnskap, like.nivaer)
    hos = grunnlag.hos
    modeller = vurder_modeller(t, kunnskap, terskler, nivaer=grunnlag.nivaer, offentlig=offentlig, hos=hos)
    veiene = lag_veier(Sak(t, kunnskap, terskler, grunnlag.pekere, like=like), grunnlag, modeller)
    nivaer = list(dict.fromkeys(vei.niva for vei in veiene.veier))
    aktuelle = [v.slug for v in modeller if v.passer == JA]
    eksempler = [
        v for sak in kunnskap.eksempler if (v := vurder_eksempel(t, sak, modeller=aktuelle, nivaer=nivaer))
    ]
    tilskudd = [vurder_tilskudd(t, ordning, kunnskap) for ordning in kunnskap.tilskudd]
    return Svar(
        ide=ide,
        tolkning=t,
        modeller=modeller,
        veier=egen_vei_forst(veiene.veier, egen),
        bidrag=veiene.bidrag,
        tilskudd=ordne(tilskudd, ide),
        eksempler=ordne(eksempler, ide)[:HOYST_EKSEMPLER],
        mangler=(
            *_mangler(t, kunnskap, grunnlag.pekere, er_statens=_er_statens(t, grunnlag.pekere, nivaer)),
            *(offentlige_mangler(offentlig) if offentlig else ()),
        ),
    )


def _les(ide: Ideprofil, kunnskap: Kunnskap, *, behov: bool) -> Tolkning:
    if not behov:
        return tolk(ide, kunnskap)
    t = tolk(replace(ide, ikke_lest=(*ide.ikke_lest, *OM_LOSNINGEN)), kunnskap)
    return replace(t, ide=replace(t.ide, ikke_lest=ide.ikke_lest))


def vurder_modeller(
    t: Tolkning,
    kunnskap: Kunnskap,
    terskler: Terskler,
    *,
    nivaer: Sequence[str] = (),
    offentlig: Offentligsvar | None = None,
    hos: str = "",
) -> tuple[Vurdering, ...]:
    """Alle modellene, best først – også de som ikke passer, hver med en grunn."""
    vurdert = [
        vurder_modell(t, m, terskler, nivaer=nivaer, offentlig=offentlig, hos=hos) for m in kunnskap.modeller
    ]
    return ordne(vurdert, t.ide)


def _er_statens(t: Tolkning, pekere: Pekere, nivaer: Sequence[str]) -> bool:
    """Om det er staten alene teksten ber om noe. Da endrer verken stedet, alderen eller det de gjør i dag, hvem det er."""
    bedt = "stat" in pekere.spurt or t.penger_hos == "stat" or pekere.enhet_paa("stat") is not None
    return bedt and list(nivaer) == ["stat"]


def _mangler(t: Tolkning, kunnskap: Kunnskap, pekere: Pekere, *, er_statens: bool) -> tuple[Grunn, ...]:
    mangler: list[Grunn] = []
    if not t.tema:
        mangler.append(Grunn("mangler_tema", detaljer={"felt": "tema"}))
    if not t.omrader and not er_statens:
        mangler.append(Grunn("mangler_omrader", detaljer={"felt": "omrader"}))
    if not er_pengene_kjent(t):
        mangler.append(Grunn("mangler_kostnadsslag", detaljer={"felt": "kostnadsslag"}))
    if not (t.alder_sikker or pekere.skoleslag or er_statens) and avhenger_av_alder(t, kunnskap):
        mangler.append(Grunn("mangler_alder_avgjor", detaljer={"felt": "alder_fra"}))
    pa_en_skole = any(enhet.rolle in REKTORER for enhet in pekere.enheter)
    if t.ide.situasjon is None and not (pa_en_skole or er_statens) and avhenger_av_situasjon(t, kunnskap):
        mangler.append(Grunn("mangler_situasjon", detaljer={"felt": "situasjon"}))
    return (*mangler, *t.mangler)


def ordne(vurderinger: Sequence[Vurdering], ide: Ideprofil) -> tuple[Vurdering, ...]:
    """Total rekkefølge: poeng, så et avtrykk som er likt for samme idé og tilfeldig mellom ideer."""
    teksten = hashlib.sha256(ide.tekst.strip().lower().encode())

    def avtrykk(v: Vurdering) -> bytes:
        sum_ = teksten.copy()
        sum_.update(f"\0{v.slug}".encode())
        return sum_.digest()

    etter_poeng: dict[int, list[Vurdering]] = {}
    for v in vurderinger:
        etter_poeng.setdefault(v.poeng, []).append(v)
    for like in etter_poeng.values():
        if len(like) > 1:  # avtrykket er bare for dem som har like mange
            like.sort(key=avtrykk)
    return tuple(v for poeng in sorted(etter_poeng, reverse=True) for v in etter_poeng[poeng])
