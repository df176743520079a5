"""Det ene Min side begynner med."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samarbeid.models import Samtale, Samtaleside
from samarbeid.models.samarbeid import andre
from samarbeid.samarbeidene.haster import Haster
from veier.brukere.models import Bruker
from veier.medlemskap.models import Foresporsel


@dataclass(frozen=True, slots=True)
class Gjoremal:
    """Noe som venter på personen: teksten, og adressen der det gjøres."""

    tekst: str
    adresse: str
    hvor: str


# Forespørselen, og adressenavnet til siden der den besvares eller trekkes.
Svarlenke = tuple[Foresporsel, str]


def ta_det_forste(
    samtalen: Gjoremal | None, *, haster: list[Haster], til_meg: list[Svarlenke], gjoremal: list[Gjoremal]
) -> Gjoremal | Haster | None:
    """Det som har nådd dagen sin, så samtalen, så resten. Tas ut av listen det sto i. None når ingenting venter."""
    if haster and haster[0].dag <= timezone.localdate():
        return haster.pop(0)
    if samtalen:
        return samtalen
    if haster:
        return haster.pop(0)
    if til_meg:
        spor, adresse = til_meg.pop(0)
        tekst = _("Svar %(hvem)s, som vil være med") % {"hvem": spor.bruker}
        return Gjoremal(tekst, reverse(adresse, args=[spor.organisasjon.slug]), spor.organisasjon.navn)
    return gjoremal.pop(0) if gjoremal else None


def samtalen_som_venter(bruker: Bruker, *, egne: Collection[int]) -> tuple[Gjoremal | None, int]:
    """Samtalen som har ventet lengst på personen, og hvor mange hun ikke har lest. ``egne`` er entreprenørene hun er med i."""
    ulest = Q(pk__in=Samtale.objects.uleste(bruker).values("pk"))  # alle de uleste venter
    venter = Samtale.objects.venter_paa(bruker).select_related("entreprenor", "part")
    samtale = venter.annotate(uleste=Window(Count("pk", filter=ulest))).order_by("endret_tid", "pk").first()
    if samtale is None:
        return None, 0
    side = Samtaleside.ENTREPRENOR if samtale.entreprenor_id in egne else Samtaleside.OFFENTLIG
    kan_vente = samtale.ferdig_tid or samtale.siste_fra_andre(andre(side))
    mal = _("Les det nye fra %(navn)s om «%(emne)s»") if kan_vente else _("Svar %(navn)s om «%(emne)s»")
    tekst = mal % {"navn": samtale.hos(andre(side)).navn, "emne": samtale.emne}
    return Gjoremal(tekst, samtale.get_absolute_url(), samtale.hos(side).navn), samtale.uleste
