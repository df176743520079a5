"""Budsjettåret slik virksomheten selv har sagt at det er: månedene en administrator har valgt, som ledd i året."""

from __future__ import annotations

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from kommuner.egenkontakt import bekreftet, sier_selv
from kommuner.models import Arshjul, OffentligPart
from veier.malform import aktiv_malform
from veier.taksonomi.ordforrad import Budsjettledd


def egne_ledd(part: OffentligPart) -> list[Arshjul]:
    """Leddene virksomheten har sagt måneden for. De er ikke lagret; setningene er på målformen som gjelder.

    Spør ikke når ``egenkontakter`` er hentet.
    """
    kontakt = next((k for k in part.egenkontakter.all() if k.rolle_id is None), None)
    if kontakt is None:
        return []
    ut = []
    for slag, maned in kontakt.manedene.items():
        hva, gjor = _ordene(slag, str(MONTHS[maned]))
        tekster = {"hva": f"{sier_selv(part)} {hva} {bekreftet(kontakt)}", "gjor": gjor}
        ut.append(
            Arshjul(
                nokkel=f"egen-{slag}", slag=slag, niva=part.nivaer[0], maned_fra=maned, maned_til=maned,
                er_vindu=slag != Budsjettledd.VEDTAK, oversettelser={aktiv_malform(): tekster}, **tekster,
            )
        )  # fmt: skip
    return ut


def _ordene(slag: str, maned: str) -> tuple[str, str]:
    """(hva som skjer, hva entreprenøren kan gjøre)"""
    navn = {"maned": maned}
    if slag == Budsjettledd.FORSLAG:
        return (
            _("Forslag til neste års budsjett må være inne i løpet av %(maned)s.") % navn,
            _("Lever et kort notat før det, om hva ideen koster, og hva den gir."),
        )
    if slag == Budsjettledd.VEDTAK:
        return (
            _("Budsjettet vedtas i %(maned)s.") % navn,
            _("Avtal oppstart når vedtaket er gjort."),
        )
    return (
        _("Tilskudd lyses ut i %(maned)s.") % navn,
        _("Les utlysningen, og gjør søknaden klar."),
    )
