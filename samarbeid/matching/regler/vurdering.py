"""Én modell mot én tolket idé: poengene, ordet, og grunnene for og mot hver for seg.

Poeng = Σ vekt × andel / Σ vekt, der hvert kriterium i ``modeller`` gir andelen. En modell med noe som ikke stemmer og som
står i ``hindrer``, en verdi utenfor rammen sin, eller en sperre (``kostnad``), passer ikke. Mangler et svar i ``krever``,
blir det høyst «delvis». Det som taler mot, er aldri blant grunnene for.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from samarbeid.matching.regler.kostnad import (
    er_pengene_kjent,
    har_mening,
    kostnadsgrunner,
    sperrer_for,
    tilskudd_eller_kjop,
)
from samarbeid.matching.regler.modeller import (
    FORBEHOLD,
    FULLT,
    KRITERIER,
    MYK_RAMME,
    UTENFOR,
    Kriteriesvar,
)
from samarbeid.matching.regler.offentlig import justeringer
from samarbeid.matching.regler.terskler import Terskler
from samarbeid.matching.typer import (
    DELVIS,
    HVA_DEN_ER_FOR,
    JA,
    NEI,
    NY_FAST,
    SANT_FOR_MANGE,
    Grunn,
    Modellprofil,
    Offentligsvar,
    Tolkning,
    Vurdering,
)

VEKTER = {
    "onske": 34, "modenhet": 24, "verdi": 20, "organisasjonsform": 10, "utbytte": 6, "tjenestetype": 12,
    "finnes": 8, "sparer": 8, "effekt": 8, "styres": 8, "tema": 14, "varighet": 5,
}  # fmt: skip
VANLIG = 18  # vekten av hvor vanlig modellen er
_HELE_VEKTEN = sum(VEKTER.values()) + VANLIG
JA_FRA, DELVIS_FRA = 60, 43
MANGLENDE_KRAV = 3  # trekk for hvert krav vi ikke vet om er møtt: det enkle foreslås før det krevende


def vurder_modell(
    t: Tolkning,
    m: Modellprofil,
    terskler: Terskler,
    *,
    nivaer: Sequence[str] = (),
    offentlig: Offentligsvar | None = None,
    hos: str = "",
) -> Vurdering:
    """``nivaer`` er nivåene som kan bestemme her; er ingen kjent, sier det ikke noe om modellen. ``hos`` er lederen for
    enheten det skal skje i."""
    justert = _justert(t, m, offentlig, hos)
    sperrer = sperrer_for(t, m, nivaer)
    utfall = [kriterium(t, m, terskler) for kriterium in KRITERIER]
    hindret = [u for u in utfall if u.i_strid and (u.navn in m.hindrer or _utenfor_rammen(u, m))]
    onsket = utfall[0].navn == "onske" and utfall[0].andel == FULLT
    uoppfylt = [u for u in utfall if u.navn in m.krever and _uoppfylt(u, onsket)]
    poeng = _poeng(utfall, uoppfylt, m, onsket) + sum(grunn.poeng for grunn in justert)
    passer = _passer(poeng, [*sperrer, *hindret], uoppfylt, utfall)
    if passer == NEI and not sperrer and _naboterskel(t, m, terskler):
        passer, poeng = DELVIS, float(DELVIS_FRA)
    for_, mot = _grunner(utfall, hindret, uoppfylt, justert)
    return Vurdering(
        slug=m.slug,
        poeng=_klem(poeng, passer),
        passer=passer,
        grunner=for_ or _uten_grunn(m, HVA_DEN_ER_FOR, bare=passer != NEI),
        mot=(*sperrer, *mot) or _uten_grunn(m, "lite_taler_for", bare=passer == NEI),
        mangler=_mangler(t, m, utfall),
        ville_passet=tuple(_snu(u, m) for u in (*hindret, *uoppfylt)) if passer != JA else (),
    )


def _justert(t: Tolkning, m: Modellprofil, offentlig: Offentligsvar | None, hos: str) -> tuple[Grunn, ...]:
    fra_siden = justeringer(offentlig, m.slug, ny_fast=t.ide.kostnadsslag == NY_FAST) if offentlig else ()
    return (*kostnadsgrunner(t, m.slug), *tilskudd_eller_kjop(t, m.slug, hos), *fra_siden)


def _uten_grunn(m: Modellprofil, kode: str, *, bare: bool) -> tuple[Grunn, ...]:
    """Det som sies når ingenting annet gjør det: hva modellen er for."""
    return (Grunn(kode, detaljer={"modell": m.slug}),) if bare else ()


def _utenfor_rammen(u: Kriteriesvar, m: Modellprofil) -> bool:
    return u.navn == "verdi" and m.slug not in MYK_RAMME


def _poeng(utfall: list[Kriteriesvar], uoppfylt: list[Kriteriesvar], m: Modellprofil, onsket: bool) -> float:
    """Hvor vanlig modellen er, teller ikke når det er den de ber om."""
    sum_ = sum([VEKTER[u.navn] * u.andel for u in utfall]) + VANLIG * (1 if onsket else m.vanlighet / 100)
    return 100 * sum_ / _HELE_VEKTEN - MANGLENDE_KRAV * sum([not u.i_strid for u in uoppfylt])


def _mangler(t: Tolkning, m: Modellprofil, utfall: list[Kriteriesvar]) -> tuple[Grunn, ...]:
    mangler = [u.mangler for u in utfall if u.mangler and u.mening]
    if not er_pengene_kjent(t) and har_mening(m.slug):
        mangler.append(Grunn("mangler_kostnadsslag", detaljer={"felt": "kostnadsslag"}))
    return tuple(mangler)


def _uoppfylt(u: Kriteriesvar, onsket: bool) -> bool:
    """Et krav som ikke er møtt. Ber ideen om modellen, holder det at svaret mangler eller temaet er nytt."""
    if u.andel >= 0.5 and not u.i_strid and not (u.mangler and u.grunn is None):
        return False
    return not (onsket and (u.navn == "tema" or not u.i_strid))


def _passer(
    poeng: float,
    stopp: Sequence[Grunn | Kriteriesvar],
    uoppfylt: list[Kriteriesvar],
    utfall: list[Kriteriesvar],
) -> str:
    """En verdi like utenfor rammen gir høyst «delvis»: siden om modellen sier hvor grensen går."""
    if stopp or poeng < DELVIS_FRA or any(u.i_strid for u in uoppfylt):
        return NEI
    utenfor = any((u.grunn and u.grunn.kode in UTENFOR) or (u.navn == "verdi" and u.i_strid) for u in utfall)
    return JA if poeng >= JA_FRA and not uoppfylt and not utenfor else DELVIS


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
    total = t.ide.samlet
    return (
        total is not None
        and m.slug in {"direkte-kjop", "forenklet-kjop"}
        and terskler.usikker_sone(total, (m.verdi_fra, m.verdi_til))
    )


def _grunner(
    utfall: list[Kriteriesvar],
    hindret: list[Kriteriesvar],
    uoppfylt: list[Kriteriesvar],
    justert: Sequence[Grunn],
) -> tuple[tuple[Grunn, ...], tuple[Grunn, ...]]:
    """Grunnene for og grunnene mot, de viktigste først. Mot: det som avgjorde, før det som bare trekker ned."""
    for_: list[tuple[float, Grunn]] = []
    mot: list[tuple[tuple[bool, bool, int], Grunn]] = []
    for u in utfall:
        if u.grunn is None or not u.mening:
            continue
        maks = VEKTER[u.navn]
        grunn = Grunn(u.grunn.kode, round(maks * u.andel, 1), maks, u.grunn.detaljer)
        if u.i_strid or u.grunn.kode in FORBEHOLD:
            mot.append(((u not in hindret, u not in uoppfylt, -maks), grunn))
        else:
            for_.append((-maks * u.andel, grunn))
    for_.sort(key=itemgetter(0))
    mot.sort(key=itemgetter(0))
    taler_for = [
        *(g for g in justert if g.poeng > 0),
        *(g for _n, g in for_ if not _sagt_med_onsket(g, utfall)),
    ]
    return (
        tuple(sorted(taler_for, key=lambda g: g.kode in SANT_FOR_MANGE)),
        (*(g for _n, g in mot), *(g for g in justert if g.poeng < 0)),
    )


def _sagt_med_onsket(grunn: Grunn, utfall: list[Kriteriesvar]) -> bool:
    """De samme ordene er alt sitert: «arbeidstrening» ber om modellen, og sier også hva slags tilbud det er."""
    onsket = utfall[0].grunn
    if grunn.kode != "tjenestetype_passer" or onsket is None or onsket.kode != "onske":
        return False
    return bool(grunn.detaljer["ord"]) and grunn.detaljer["ord"].lower() in onsket.detaljer["ord"].lower()


def _snu(u: Kriteriesvar, m: Modellprofil) -> Grunn:
    """Hva som ville fått modellen til å passe bedre."""
    detaljer = dict(u.grunn.detaljer) if u.grunn else {}
    return Grunn(f"snu_{u.navn}", detaljer={**detaljer, "modell": m.slug})
