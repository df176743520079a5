"""Dokumentene som filer, på målformen virksomheten bruker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation

from samarbeid.models import Dokumentmal
from samarbeid.svar.dokumenter import maldokument
from samarbeid.svar.saksdokumenter.saken import Sak
from samarbeid.svar.saksdokumenter.valg import FYLLES, dokumentene
from veier.dokument.blokker import Dokument
from veier.malform import aktiv_malform
from veier.taksonomi.ordforrad import Malform

# Virksomhetens målform → språket dokumentet skrives på. En nøytral eller ukjent følger den som leser.
_SPRAK = {Malform.BOKMAL: "nb", Malform.NYNORSK: "nn"}


@dataclass(frozen=True, slots=True)
class Dokumentlenke:
    navn: str
    hvorfor: str
    docx: str
    pdf: str


def dokumentlenker(sak: Sak, adresse: str, nokkel: str) -> list[Dokumentlenke]:
    """Dokumentene saken trenger, med filene. ``adresse`` er navnet på adressen. En skjult mal er ikke med."""
    valgte = dokumentene(sak)
    maler = {m.slug: m for m in Dokumentmal.objects.synlige().filter(slug__in=[v.slug for v in valgte])}

    def lenke(mal: str, format: str) -> str:
        return reverse(adresse, args=[nokkel, mal, format])

    return [
        Dokumentlenke(maler[v.slug].vist.navn, v.hvorfor, lenke(v.slug, "docx"), lenke(v.slug, "pdf"))
        for v in valgte
        if v.slug in maler
    ]


def lag_dokument(mal: str, sak_pa: Callable[[], Sak], malform: str) -> Dokument:
    """Malen fylt ut. ``sak_pa`` regner saken på språket som gjelder når den kalles. Hever Http404."""
    if mal not in FYLLES:
        raise Http404
    rad = get_object_or_404(Dokumentmal.objects.synlige(), slug=mal)
    with translation.override(dokumentsprak(malform)):
        sak = sak_pa()
        return maldokument(rad, FYLLES[mal](sak), tittel=sak.ide.tittel)


def dokumentsprak(malform: str) -> str:
    """Språket et dokument til en virksomhet med målformen skrives på."""
    return _SPRAK.get(Malform(malform), aktiv_malform()) if malform else aktiv_malform()
