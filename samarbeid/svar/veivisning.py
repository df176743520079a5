"""Veien til en beslutning, gjort klar for siden: virksomheten, rollene på hvert stopp, og hva de bygger på."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _n

from kommuner.budsjettar import egne_ledd
from kommuner.egenkontakt import sagt_om_roller
from kommuner.kontakt import kontaktfakta
from kommuner.models import OffentligPart
from samarbeid.matching.beslutning.egne_eiere import har_egen_eier
from samarbeid.matching.forklaring import Forklarer, stor
from samarbeid.matching.setninger import ROLLENAVN
from samarbeid.matching.typer import Kunnskap, Partprofil, Rolleforslag, Vei
from samarbeid.svar.visninger import Rollevisning, Stasjon, Veivisning

UKJENT_PART = {
    "kommune": _n("Kommunen det gjelder"),
    "fylkeskommune": _n("Fylkeskommunen det gjelder"),
    "nav": _n("Nav-kontoret det gjelder"),
    "stat": _n("Den statlige virksomheten det gjelder"),
}
# Rollen den første samtalen er med → stedet hun sitter, når vi ikke vet hvilket det er.
UKJENT_STED = {
    "samhandlingssjef-helseforetak": _n("Sykehuset det gjelder"),
    "direktor-helseforetak": _n("Sykehuset det gjelder"),
    "fagdirektor-direktorat": _n("Direktoratet det gjelder"),
    "nav-fylkesdirektor": _n("Nav i fylket det gjelder"),
}
STOPPENE = (
    (_n("Første samtale"), _n("Den som møter problemet og kan si om ideen treffer."), "forste"),
    (_n("Kan åpne døren"), _n("Den som kjenner huset og kan koble dere videre."), "dor"),
    (_n("Bestemmer vanligvis"), _n("Fullmaktene er lokale. Spør hvem som bestemmer hos dere."), "beslutter"),
)


def _kilder(vei: Vei) -> tuple[str, ...]:
    forslag = (*vei.forste_samtale, *vei.dorapner, *vei.beslutter)
    kilder = dict.fromkeys(f.kilde for f in forslag if f.kilde)
    return tuple(k if k.startswith("http") else gettext(k) for k in kilder)


def _rolle(
    f: Rolleforslag, kunnskap: Kunnskap, forklarer: Forklarer, sagt: Mapping[str, str]
) -> Rollevisning:
    navn = forklarer.navnet_der(f.rolle, f.grunn.detaljer)
    heter_noe_annet = (f.rolle, f.grunn.detaljer.get("navneform", "")) in ROLLENAVN
    return Rollevisning(
        stor(navn),
        forklarer.setning(f.grunn),
        navn if heter_noe_annet else kunnskap.roller[f.rolle].sporr_etter,
        sagt.get(f.rolle, ""),
    )


def _ukjent(vei: Vei) -> str:
    forste = vei.forste_samtale[0].rolle if vei.forste_samtale else ""
    return UKJENT_STED.get(forste, UKJENT_PART[vei.niva])


def navnet_pa(part: Partprofil) -> str:
    """Navnet på virksomheten. En vi bare vet hva er, heter det den er, på leserens målform."""
    return gettext(part.navn) if har_egen_eier(part) else part.navn


def lag_vei(
    vei: Vei, parter: dict[str, OffentligPart], kunnskap: Kunnskap, forklarer: Forklarer
) -> Veivisning:
    part = parter.get(vei.part.slug) if vei.part and vei.part.slug else None
    sagt = sagt_om_roller(part) if part else {}
    navn = navnet_pa(vei.part) if vei.part else gettext(_ukjent(vei))

    def roller(forslag: Iterable[Rolleforslag]) -> tuple[Rollevisning, ...]:
        return tuple(_rolle(f, kunnskap, forklarer, sagt) for f in forslag)

    stopp = (roller(vei.forste_samtale), roller(vei.dorapner), roller(vei.beslutter))
    stasjoner = (
        Stasjon(gettext(navn), gettext(hva), merke, rollene)
        for (navn, hva, merke), rollene in zip(STOPPENE, stopp, strict=True)
    )
    return Veivisning(
        niva=gettext("Virksomheten selv") if har_egen_eier(vei.part) else forklarer.ord("niva", vei.niva),
        navn=navn,
        slug=part.slug if part else "",
        grunner=tuple(forklarer.setning(g) for g in vei.grunner),
        stasjoner=tuple(s for s in stasjoner if s.roller),
        merknader=tuple(forklarer.setning(g) for g in vei.merknader),
        nettsted=part.nettsted if part else "",
        kontakt=kontaktfakta(part) if part else (),
        part_kjent=vei.part is not None,
        egen_eier=har_egen_eier(vei.part),
        malform=part.malform if part else "",
        kilder=_kilder(vei),
        aret=tuple(egne_ledd(part)) if part else (),
    )
