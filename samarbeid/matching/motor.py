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

from samarbeid.matching.regler.eksempler import vurder_eksempel
from samarbeid.matching.regler.modeller import KRITERIER, Kriterium, samlet_verdi
from samarbeid.matching.regler.offentlig import justeringer
from samarbeid.matching.regler.offentlig import mangler as offentlige_mangler
from samarbeid.matching.regler.terskler import Terskler
from samarbeid.matching.regler.tilskudd import vurder_tilskudd
from samarbeid.matching.regler.tolkning import tolk
from samarbeid.matching.regler.veier import avhenger_av_alder, avhenger_av_situasjon, lag_veier
from samarbeid.matching.typer import (
    DELVIS,
    JA,
    NEI,
    Grunn,
    Ideprofil,
    Kunnskap,
    Modellprofil,
    Offentligsvar,
    Svar,
    Tolkning,
    Vurdering,
)

VEKTER = {
    "onske": 34, "modenhet": 24, "verdi": 20, "organisasjonsform": 10, "utbytte": 6, "tjenestetype": 12,
    "finnes": 8, "sparer": 8, "effekt": 8, "styres": 8, "tema": 14, "varighet": 5,
}  # fmt: skip
VANLIG = 18  # vekten av hvor vanlig modellen er
JA_FRA, DELVIS_FRA = 60, 43
MANGLENDE_KRAV = 3  # trekk for hvert krav vi ikke vet om er møtt: det enkle foreslås før det krevende
HOYST_EKSEMPLER = 5


def vurder(ide: Ideprofil, kunnskap: Kunnskap, *, offentlig: Offentligsvar | None = None) -> Svar:
    """Hele svaret på en idé: modeller, veier, tilskudd, lignende saker og det som mangler.

    Er det den offentlige siden som spør, er ``offentlig`` det bare den vet.
    """
    t = tolk(ide, kunnskap)
    terskler = Terskler(kunnskap.terskler, kunnskap.i_dag)
    modeller = vurder_modeller(t, kunnskap, terskler, offentlig=offentlig)
    forste = _profil(kunnskap, modeller)
    veier = lag_veier(t, kunnskap, forste, terskler)
    nivaer = list(dict.fromkeys(vei.niva for vei in veier))
    aktuelle = [v.slug for v in modeller if v.passer != NEI][:5]
    eksempler = [
        v for sak in kunnskap.eksempler if (v := vurder_eksempel(t, sak, modeller=aktuelle, nivaer=nivaer))
    ]
    tilskudd = [vurder_tilskudd(t, ordning, kunnskap) for ordning in kunnskap.tilskudd]
    return Svar(
        ide=ide,
        tolkning=t,
        modeller=modeller,
        veier=veier,
        tilskudd=ordne(tilskudd, ide),
        eksempler=ordne(eksempler, ide)[:HOYST_EKSEMPLER],
        mangler=(*_mangler(t, kunnskap), *(offentlige_mangler(offentlig) if offentlig else ())),
    )


def _profil(kunnskap: Kunnskap, modeller: Sequence[Vurdering]) -> Modellprofil | None:
    if not modeller or modeller[0].passer == NEI:
        return None
    return next(m for m in kunnskap.modeller if m.slug == modeller[0].slug)


def vurder_modeller(
    t: Tolkning, kunnskap: Kunnskap, terskler: Terskler, *, offentlig: Offentligsvar | None = None
) -> tuple[Vurdering, ...]:
    """Alle modellene, best først – også de som ikke passer, hver med en grunn."""
    vurdert = [vurder_modell(t, m, terskler, offentlig=offentlig) for m in kunnskap.modeller]
    return ordne(vurdert, t.ide)


def vurder_modell(
    t: Tolkning, m: Modellprofil, terskler: Terskler, *, offentlig: Offentligsvar | None = None
) -> Vurdering:
    """Én modell mot én tolket idé."""
    justert = justeringer(offentlig, m.slug) if offentlig else ()
    utfall = [kriterium(t, m, terskler) for kriterium in KRITERIER]
    sum_ = sum(VEKTER[u.navn] * u.andel for u in utfall) + VANLIG * m.vanlighet / 100
    poeng = 100 * sum_ / (sum(VEKTER.values()) + VANLIG)
    onsket = any(u.navn == "onske" and u.andel == 1.0 for u in utfall)
    hindret = [u for u in utfall if u.i_strid and u.navn in m.hindrer]
    uoppfylt = [u for u in utfall if u.navn in m.krever and _uoppfylt(u, onsket)]
    poeng -= MANGLENDE_KRAV * sum(not u.i_strid for u in uoppfylt)
    poeng += sum(grunn.poeng for grunn in justert)
    passer = _passer(poeng, hindret, uoppfylt)
    if passer == NEI and _naboterskel(t, m, terskler):
        passer, poeng = DELVIS, float(DELVIS_FRA)
    poeng = _klem(poeng, passer)
    return Vurdering(
        slug=m.slug,
        poeng=poeng,
        passer=passer,
        grunner=(*justert, *_grunner(utfall, hindret, passer, m)),
        mangler=tuple(u.mangler for u in utfall if u.mangler and u.mening),
        ville_passet=tuple(_snu(u, m) for u in (*hindret, *uoppfylt)) if passer != JA else (),
    )


def _uoppfylt(u: Kriterium, onsket: bool) -> bool:
    """Et krav som ikke er møtt. Ber ideen om modellen, holder det at svaret mangler eller temaet er nytt."""
    if u.andel >= 0.5 and not u.i_strid and not (u.mangler and u.grunn is None):
        return False
    return not (onsket and (u.navn == "tema" or not u.i_strid))


def _passer(poeng: float, hindret: list[Kriterium], uoppfylt: list[Kriterium]) -> str:
    if hindret or poeng < DELVIS_FRA or any(u.i_strid for u in uoppfylt):
        return NEI
    return JA if poeng >= JA_FRA and not uoppfylt else DELVIS


def _klem(poeng: float, passer: str) -> int:
    """Poengene stemmer alltid med ordene: et «delvis» er aldri over et «ja»."""
    lavest, hoyest = {
        JA: (JA_FRA, 100),
        DELVIS: (DELVIS_FRA, JA_FRA - 1),
        NEI: (0, DELVIS_FRA - 1),
    }[passer]
    return max(lavest, min(hoyest, round(poeng)))


def _naboterskel(t: Tolkning, m: Modellprofil, terskler: Terskler) -> bool:
    """Mellom dagens og den foreslåtte grensen kommer begge kjøpsmodellene minst som «delvis»."""
    total = samlet_verdi(t)
    return (
        total is not None
        and m.slug in {"direkte-kjop", "forenklet-kjop"}
        and terskler.usikker_sone(total, (m.verdi_fra, m.verdi_til))
    )


def _grunner(
    utfall: list[Kriterium], hindret: list[Kriterium], passer: str, m: Modellprofil
) -> tuple[Grunn, ...]:
    """Grunnene, de viktigste først. Står ingen igjen, sier den siste hva modellen er for."""
    vekt = {u.navn: VEKTER[u.navn] * u.andel for u in utfall}
    med = [u for u in utfall if u.grunn and u.mening and not u.i_strid]
    mot = [u for u in utfall if u.grunn and u.mening and u.i_strid]
    med.sort(key=lambda u: -vekt[u.navn])
    mot.sort(key=lambda u: (u not in hindret, -VEKTER[u.navn]))
    rekke = [*mot, *med] if passer == NEI else [*med, *mot]
    grunner = tuple(
        replace(u.grunn, poeng=round(vekt[u.navn], 1), maks=VEKTER[u.navn]) for u in rekke if u.grunn
    )
    return grunner or (Grunn("modell_er_for", detaljer={"modell": m.slug}),)


def _snu(u: Kriterium, m: Modellprofil) -> Grunn:
    """Hva som ville fått modellen til å passe bedre."""
    detaljer = dict(u.grunn.detaljer) if u.grunn else {}
    return Grunn(f"snu_{u.navn}", detaljer={**detaljer, "modell": m.slug})


def _mangler(t: Tolkning, kunnskap: Kunnskap) -> tuple[Grunn, ...]:
    mangler: list[Grunn] = []
    if not t.tema:
        mangler.append(Grunn("mangler_tema", detaljer={"felt": "tema"}))
    if not t.omrader:
        mangler.append(Grunn("mangler_omrader", detaljer={"felt": "omrader"}))
    if not t.alder_sikker and avhenger_av_alder(t, kunnskap):
        mangler.append(Grunn("mangler_alder_avgjor", detaljer={"felt": "alder_fra"}))
    if t.ide.situasjon is None and avhenger_av_situasjon(t, kunnskap):
        mangler.append(Grunn("mangler_situasjon", detaljer={"felt": "situasjon"}))
    return (*mangler, *t.mangler)


def ordne(vurderinger: Sequence[Vurdering], ide: Ideprofil) -> tuple[Vurdering, ...]:
    """Total rekkefølge: poeng, så et avtrykk som er likt for samme idé og tilfeldig mellom ideer."""
    return tuple(sorted(vurderinger, key=lambda v: (-v.poeng, _avtrykk(v.slug, ide))))


def _avtrykk(slug: str, ide: Ideprofil) -> str:
    return hashlib.sha256(f"{slug}\0{ide.tekst.strip().lower()}".encode()).hexdigest()
