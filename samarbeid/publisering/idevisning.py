"""En idé slik leseren ser den: det eieren har skrevet, og hva den betyr for virksomheten leseren handler for."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext as _

from entreprenorer.models import Ide
from kommuner.models import OffentligPart
from samarbeid.katalog.indeks.steder import stedsnavn
from samarbeid.matching.forklaring import Forklarer, kroner
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.setninger import ORD
from samarbeid.matching.typer import Kunnskap, samlet_belop
from samarbeid.models import Treff
from samarbeid.publisering.behov_som_passer import behov_for_ide
from samarbeid.svar.treffvisning import grunnsetninger
from veier.medlemskap.hatter import handler_for
from veier.medlemskap.tilganger import er_medlem
from veier.steg.felter import VARIGHETER
from veier.taksonomi.alder import aldersord


def idesammenheng(ide: Ide, request: HttpRequest) -> dict[str, object]:
    """Det siden om en idé viser."""
    kunnskap = hent_kunnskap()
    er_eier = er_medlem(request.user, ide.entreprenor)
    part = cast(OffentligPart | None, handler_for(request.user, "offentlig"))
    return {
        "ide": ide,
        "profil": ide.entreprenor,
        "fakta": idefakta(ide, kunnskap),
        "passer": _passer_for(part, ide, kunnskap),
        "skriver_for": part or "",
        "er_eier": er_eier,
        "apne_behov": behov_for_ide(ide) if er_eier else None,
    }


def idefakta(ide: Ide, kunnskap: Kunnskap) -> list[tuple[str, str]]:
    """(ledetekst, verdi) for det eieren har svart på."""
    f = Forklarer(kunnskap, _)
    par = [
        (_("Tema"), ", ".join(kunnskap.temaer[t].navn for t in ide.tema if t in kunnskap.temaer)),
        (_("Hvem den er for"), ", ".join(kunnskap.malgrupper[m].navn for m in ide.malgruppe if m in kunnskap.malgrupper)),
        (_("Alder"), aldersord(ide.alder_fra, ide.alder_til)),
        (_("Sted"), ", ".join(stedsnavn(k, kunnskap) for k in ide.omrader if k in kunnskap.omrader)),
        *_penger(ide),
    ]  # fmt: skip
    for felt, ledetekst in (
        ("modenhet", _("Hvor langt de er kommet")),
        ("tjenestetype", _("Slags tilbud")),
        ("kostnadsslag", _("Hva slags penger det er")),
        ("hvem_sparer", _("Hvem som får mindre utgifter")),
        ("effektdokumentasjon", _("Hva de vet om virkningen")),
    ):
        verdi = getattr(ide, felt)
        par.append((ledetekst, f.ord(felt, verdi) if verdi in ORD[felt] and verdi != "vet_ikke" else ""))
    return [(ledetekst, verdi) for ledetekst, verdi in par if verdi]


def _penger(ide: Ide) -> list[tuple[str, str]]:
    """Beløpet i året, hvor lenge, og til sammen. Er varigheten ukjent, sies ikke noe om summen."""
    varighet = next((navn for kode, navn in VARIGHETER if float(kode) == ide.varighet_ar), "")
    total = samlet_belop(ide.arlig_belop, ide.varighet_ar) if varighet else None
    # «Fire år eller mer» har ingen øvre grense.
    total_vist = "" if total is None else _uten_mva(total)
    if total_vist and ide.varighet_ar == float(VARIGHETER[-1][0]):
        total_vist = _("minst %(belop)s") % {"belop": total_vist}
    return [
        (_("Beløp i året"), _uten_mva(ide.arlig_belop) if ide.arlig_belop is not None else ""),
        (_("Hvor lenge"), str(varighet)),
        (_("Til sammen"), total_vist),
    ]


def _uten_mva(belop: int) -> str:
    return f"{kroner(belop)} {_('uten merverdiavgift')}"


def _passer_for(part: OffentligPart | None, ide: Ide, kunnskap: Kunnskap) -> dict[str, object] | None:
    """Treffet hos virksomheten leseren handler for, med setningene til den offentlige siden; ellers None."""
    treff = part and ide.pk and Treff.objects.filter(ide=ide, slag=Treff.Slag.VIRKSOMHET, part=part).first()
    if not treff:
        return None
    return {"part": part, "grunner": grunnsetninger(treff, kunnskap, side="offentlig")}
