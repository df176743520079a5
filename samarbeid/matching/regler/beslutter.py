"""Hvem som vanligvis bestemmer: sektor, beløp og modell avgjør, og fullmaktene er lokale.

Kilder: kommuneloven om delegering, instruks for økonomistyring i staten, og partnerskapet i Nav.
"""

from __future__ import annotations

from samarbeid.matching.regler.modeller import samlet_verdi
from samarbeid.matching.regler.terskler import Terskler
from samarbeid.matching.typer import (
    Grunn,
    Kunnskap,
    Modellprofil,
    Partprofil,
    Rolleforslag,
    Tolkning,
    Veiprofil,
)

_SEKTORLEDER = {"oppvekst": "kommunalsjef-oppvekst", "samfunn": "kommunalsjef-samfunn"}


def beslutter_for(
    t: Tolkning,
    kunnskap: Kunnskap,
    rad: Veiprofil,
    part: Partprofil | None,
    modell: Modellprofil | None,
    terskler: Terskler,
    *,
    unngaa: set[str],
) -> tuple[Rolleforslag, ...]:
    """Hvem som vanligvis bestemmer for den beste modellen og beløpet. Aldri den samme som første samtale."""
    total = samlet_verdi(t)
    slag = _slag_etter_belop(modell, total, terskler)
    roller = list(rad.beslutter) if rad.beslutter else []
    roller += [r for s in slag if (r := _rolle_for(s, rad, part, modell))]
    detaljer = {
        "modell": modell.slug if modell else "",
        "total": total,
        "liten": _er_liten(total, terskler),
    }
    forslag = {}
    detaljer["selv"] = bool(set(roller) & unngaa) or detaljer["liten"]
    for rolle in roller:
        if rolle in unngaa or (
            kunnskap.roller[rolle].slag == "koordinator" and rolle != "tilskuddsforvalter"
        ):
            continue
        forslag[rolle] = Rolleforslag(
            rolle, Grunn("beslutter", detaljer={**detaljer, "rolle": rolle}), rad.kilde
        )
    if not forslag:
        for reserve in ("sektor", "topp", "politisk"):
            fast = {"nav": "nav-fylkesdirektor", "stat": "direktor-etat"}.get(rad.niva)
            siste = fast or _rolle_for(reserve, rad, part, modell)
            if siste and siste not in unngaa:
                grunn = Grunn("beslutter", detaljer={**detaljer, "rolle": siste})
                return (Rolleforslag(siste, grunn, rad.kilde),)
    return tuple(forslag.values())[:3]


def _er_liten(total: int | None, terskler: Terskler) -> bool:
    grense = terskler.grense("innslagspunkt")
    return total is not None and grense is not None and total <= grense


def _slag_etter_belop(modell: Modellprofil | None, total: int | None, terskler: Terskler) -> tuple[str, ...]:
    if modell is None:
        return ("sektor",)
    if total is None:
        return modell.beslutter_middels
    if _er_liten(total, terskler):
        return modell.beslutter_liten
    nasjonal = terskler.grense("nasjonal")
    if nasjonal is None or total <= nasjonal:
        return modell.beslutter_middels
    return modell.beslutter_stor


def _rolle_for(slag: str, rad: Veiprofil, part: Partprofil | None, modell: Modellprofil | None) -> str | None:
    """Rollen som svarer til slaget på dette nivået, i denne virksomheten."""
    if rad.niva == "kommune":
        return _kommunerolle(slag, rad, part)
    if rad.niva == "fylkeskommune":
        sektor = "utdanningsdirektor" if rad.sektor == "oppvekst" else "fylkeskommunedirektor"
        return {
            "enhet": rad.forste[0], "sektor": sektor, "topp": "fylkeskommunedirektor", "utvalg": "fylkesting",
            "politisk": "fylkesting", "innkjop": "innkjopssjef", "eiendom": "fylkeskommunedirektor",
        }[slag]  # fmt: skip
    if rad.niva == "nav":
        stort = modell is not None and modell.slug == "nav-tiltak"
        if slag in {"enhet", "sektor"} and not stort:
            return "nav-leder"
        if modell is not None and modell.slug in {"lokal-nav-avtale", "arbeidspraksis"}:
            return "nav-leder"
        return "nav-fylkesdirektor"
    if modell is not None and modell.slug == "statlig-tilskudd":
        return "tilskuddsforvalter"
    return "direktor-etat" if slag != "politisk" else "departement"


def _kommunerolle(slag: str, rad: Veiprofil, part: Partprofil | None) -> str:
    styreform = part.styreform if part else "formannskap"
    sektor = _SEKTORLEDER.get(rad.sektor, "kommunalsjef-helse-og-mestring")
    topp = {"byrad": "byradsavdeling", "bydel": "bydelsdirektor"}.get(styreform, "kommunedirektor")
    utvalg = {"byrad": "byrad", "bydel": "bydelsutvalg"}.get(styreform, "hovedutvalg")
    if styreform in {"byrad", "bydel"}:
        sektor = topp
    return {
        "enhet": rad.forste[0], "sektor": sektor, "topp": topp, "utvalg": utvalg, "politisk":
        "bydelsutvalg" if styreform == "bydel" else "kommunestyre", "innkjop": "innkjopssjef",
        "eiendom": "eiendomssjef",
    }[slag]  # fmt: skip


def vanlige_besluttere(rad: Veiprofil, part: Partprofil | None) -> tuple[str, ...]:
    """Rollene som vanligvis bestemmer på området, fra det mindre til det nye og store – uten den man
    snakker med først. En koordinator bestemmer aldri."""
    roller = [*rad.beslutter, *(r for s in ("sektor", "politisk") if (r := _rolle_for(s, rad, part, None)))]
    return tuple(r for r in dict.fromkeys(roller) if r not in rad.forste)
