"""Virksomheten den som spør, arbeider i: stedet saken gjelder når ikke noe annet er sagt, og veien som står først."""

from __future__ import annotations

from dataclasses import replace

from samarbeid.matching.typer import OSLO, Kunnskap, Offentligsvar, Partprofil, Tolkning, Vei


def egen_virksomhet(offentlig: Offentligsvar | None, kunnskap: Kunnskap) -> Partprofil | None:
    slug = offentlig.virksomhet if offentlig else None
    return next((p for p in kunnskap.parter if p.slug == slug), None) if slug else None


def hos_virksomheten(t: Tolkning, part: Partprofil | None, kunnskap: Kunnskap) -> Tolkning:
    """Lesningen med stedet til virksomheten, når behovet ikke nevner et annet. En bydel er alltid den egne."""
    if part is None:
        return t
    egne = (part.omrade,) if part.omrade else tuple(sorted(part.dekker))
    kjente = tuple(kode for kode in egne if kode in kunnskap.omrader)
    omrader = t.omrader or kjente
    return replace(
        t, omrader=omrader, bydel=_bydelen(part, kunnskap) or t.bydel if OSLO in omrader else t.bydel
    )


def _bydelen(part: Partprofil, kunnskap: Kunnskap) -> str:
    """Bydelen, eller den Nav-kontoret er i: «Nav Sagene» er i «Bydel Sagene»."""
    if part.type == "bydel":
        return part.slug
    if part.type != "nav_kontor":
        return ""
    navn = part.navn.replace("Nav", "Bydel", 1)
    return next((p.slug for p in kunnskap.parter if p.type == "bydel" and p.navn == navn), "")


def egen_vei_forst(veier: tuple[Vei, ...], part: Partprofil | None) -> tuple[Vei, ...]:
    """Virksomhetens egen vei først. Har en annen ansvaret alene, er rekkefølgen som den var."""
    if part is None:
        return veier
    return tuple(sorted(veier, key=lambda vei: not (vei.part and vei.part.slug == part.slug)))


def er_hos(vei: Vei, part: Partprofil, kunnskap: Kunnskap) -> bool:
    """Om veien er i virksomheten. Nav-kontoret er også kommunens og bydelens (sosialtjenesteloven §§ 13 og 17); kommunen kan
    ha flere, og da er kontoret på veien uten slug.
    """
    if vei.part is None:
        return False
    if vei.niva != "nav":
        return vei.part.slug == part.slug
    if part.type == "bydel":
        return part.slug == _bydelen(vei.part, kunnskap)
    if part.type == "kommune":
        return part.omrade in {vei.part.omrade, *vei.part.dekker}
    return vei.part.slug == part.slug or (part.type == "nav_kontor" and not vei.part.slug)
