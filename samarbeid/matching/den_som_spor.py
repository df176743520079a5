"""Virksomheten den som spør, arbeider i: stedet saken gjelder når ikke noe annet er sagt, og veien som står først."""

from __future__ import annotations

from dataclasses import replace

from samarbeid.matching.typer import OSLO, Kunnskap, Offentligsvar, Partprofil, Tolkning, Vei

# De som bare har oppgaver i sin egen kommune eller bydel.
_I_KOMMUNEN = frozenset({"kommune", "bydel", "nav_kontor"})


def egen_virksomhet(offentlig: Offentligsvar | None, kunnskap: Kunnskap) -> Partprofil | None:
    slug = offentlig.virksomhet if offentlig else None
    return next((p for p in kunnskap.parter if p.slug == slug), None) if slug else None


def hos_virksomheten(t: Tolkning, part: Partprofil | None, kunnskap: Kunnskap) -> Tolkning:
    """Lesningen med stedet til virksomheten, når behovet ikke nevner et annet. En bydel er alltid den egne."""
    if part is None:
        return t
    t = _uten_andre_fylker(t, part, kunnskap)
    egne = (part.omrade,) if part.omrade else tuple(sorted(part.dekker))
    kjente = tuple(kode for kode in egne if kode in kunnskap.omrader)
    omrader = t.omrader or kjente
    return replace(
        t, omrader=omrader, bydel=_bydelen(part, kunnskap) or t.bydel if OSLO in omrader else t.bydel
    )


def _uten_andre_fylker(t: Tolkning, part: Partprofil, kunnskap: Kunnskap) -> Tolkning:
    """Uten steder teksten nevner i et annet fylke enn kommunen: de er et eksempel, eller noe her med det samme navnet
    («på Fjell» i Drammen). Det som er valgt, gjelder."""
    if part.type not in _I_KOMMUNEN or "omrader" not in t.fra_tekst:
        return t
    egne = {kode for kode in (part.omrade, *part.dekker) if kode}
    fylkene = egne | {o.overordnet for kode in egne if (o := kunnskap.omrader.get(kode))}
    beholdt = tuple(kode for kode in t.omrader if {kode, kunnskap.omrader[kode].overordnet} & fylkene)
    if beholdt == t.omrader:
        return t
    steder = tuple(sted for sted in t.steder if set(sted[1]) & set(beholdt))
    fra_tekst = {felt: ord_ for felt, ord_ in t.fra_tekst.items() if felt != "omrader"}
    if steder:
        fra_tekst["omrader"] = ", ".join(ord_ for ord_, _koder in steder)
    return replace(t, omrader=beholdt, steder=steder, fra_tekst=fra_tekst)


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
