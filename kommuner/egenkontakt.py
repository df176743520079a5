"""Det virksomheten selv sier, i ord: «Kommunen sier selv: …», med datoen."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kommuner.models import Egenkontakt, OffentligPart
from veier.templatetags.veier import kroner


def sier_selv(part: OffentligPart) -> str:
    """Innledningen, etter hva slags virksomhet det er."""
    if part.type == OffentligPart.Type.KOMMUNE:
        return _("Kommunen sier selv:")
    if part.type == OffentligPart.Type.FYLKESKOMMUNE:
        return _("Fylkeskommunen sier selv:")
    return _("Virksomheten sier selv:")


def sagt_om_roller(part: OffentligPart) -> dict[str, str]:
    """Rollens slug → det virksomheten selv sier om den, som én tekst. Spør ikke når ``egenkontakter`` og rollen er hentet."""
    rader = (k for k in part.egenkontakter.all() if k.rolle is not None)
    return {
        k.rolle.slug: f"{sier_selv(part)} {i_ord(k)} {bekreftet(k)}" for k in rader if k.rolle and i_ord(k)
    }


def i_ord(kontakt: Egenkontakt) -> str:
    """«Direktør for oppvekst, Oppvekstkontoret. Telefon 12 34 56 78.»"""
    return " ".join(f"{del_.rstrip('.')}." for del_ in _deler(kontakt))


def bekreftet(kontakt: Egenkontakt) -> str:
    dato = {"dato": date_format(kontakt.kontrollert, "j. F Y")}
    if kontakt.er_utlopt:
        return _("Sist kontrollert %(dato)s, og ikke bekreftet siden.") % dato
    return _("Kontrollert %(dato)s.") % dato


def _deler(kontakt: Egenkontakt) -> Iterator[str]:
    hvem = ", ".join(del_ for del_ in (kontakt.navn_na, kontakt.tittel, kontakt.enhet) if del_)
    if hvem:
        yield hvem[:1].upper() + hvem[1:]
    if kontakt.rolle_id is None:  # sentralbordet og postmottaket står blant kontaktene for hele virksomheten
        return
    if kontakt.telefon:
        yield _("Telefon %(nummer)s") % {"nummer": kontakt.telefon}
    if kontakt.epost_na:
        yield _("E-post %(adresse)s") % {"adresse": kontakt.epost_na}
    if kontakt.belop is not None:
        yield _("Kan selv bestemme kjøp opp til %(belop)s uten merverdiavgift") % {
            "belop": kroner(kontakt.belop)
        }


@dataclass(frozen=True, slots=True)
class Egensagt:
    """Én rad på siden til virksomheten. ``rolle`` er tom for kontakten for sosiale entreprenører."""

    rolle: str
    tekst: str
    dato: str
    navn_ref: uuid.UUID | None  # når et navn står der, og kan tas bort


def sagt_her(part: OffentligPart) -> list[Egensagt]:
    """Det virksomheten selv sier, slik siden til den viser det."""
    return [
        Egensagt(str(k.rolle.vist.navn) if k.rolle else "", tekst, bekreftet(k), k.ref if k.navn_na else None)
        for k in part.egenkontakter.all()
        if (tekst := i_ord(k))
    ]


def med_rolle() -> Prefetch:
    """Til ``prefetch_related``: kontaktene med rollene, i ett spørsmål."""
    return Prefetch("egenkontakter", Egenkontakt.objects.select_related("rolle"))
