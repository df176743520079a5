"""«Tall og hindringer»: siden, filen og rapporten for hvert år."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samarbeid.svar.dokumenter import last_ned_pdf
from samarbeid.tall.visning import Aret, Tabell, hent, hent_ar
from veier.dokument import blokker as b
from veier.foresporsel.mellomlager import for_alle
from veier.malform import aktiv_malform


@login_not_required
@require_safe
@for_alle()
def tall(request: HttpRequest, ar: int | None = None) -> HttpResponse:
    """Tallene for ett år. Et år uten tall finnes ikke. Det finnes ingen sum over år: den kunne trekkes fra."""
    tallene = _hent(ar)
    sammenheng = {
        "tall": tallene,
        "arene": hent_ar(),
        "valgt_ar": ar,
        "hva_som_telles": _hva_som_telles(),
        "til_og_med": _dagen(tallene) if tallene.til else None,
        "tabeller": [t for t in tallene.tabeller if t.rader or t.resten],
        "for_lite": [t.tittel for t in tallene.tabeller if not (t.rader or t.resten)],
    }
    return render(request, "sider/tall.html", sammenheng)


@login_not_required
@require_safe
def tall_csv(request: HttpRequest, ar: int) -> HttpResponse:
    """De samme tallene, én rad for hvert."""
    ut = io.StringIO()
    skriver = csv.writer(ut, delimiter=";")
    skriver.writerow([_("år"), _("tabell"), _("rad"), _("antall")])
    tallene = _hent(ar)
    for tabell in (*tallene.tabeller, *tallene.saker):
        rader = [(r.navn, r.antall) for r in tabell.rader]
        for navn, antall in rader + ([(_("Andre"), tabell.resten)] if tabell.resten else []):
            skriver.writerow([ar, tabell.tittel, navn, antall])
    for navn, dager in tallene.svartider:
        skriver.writerow([ar, _("Virkedager til svar (median)"), navn, dager])
    svar = HttpResponse("\ufeff" + ut.getvalue(), content_type="text/csv; charset=utf-8")
    svar["Content-Disposition"] = f'attachment; filename="tall-{ar}.csv"'
    return svar


@login_not_required
@require_safe
def rapport(request: HttpRequest, ar: int) -> HttpResponse:
    """Årets rapport om hindringene, som PDF."""
    tallene = _hent(ar)
    dokument = b.Dokument(
        tittel=_("Hindringer for samarbeid med sosiale entreprenører, %(ar)s") % {"ar": ar},
        malform=aktiv_malform(),
        filnavn=f"hindringer-{ar}",
        blokker=tuple(_blokkene(tallene)),
        dato=_dagen(tallene),
        bunntekst=_("Veier til samarbeid · Tall og hindringer %(ar)s") % {"ar": ar},
    )
    return last_ned_pdf(dokument)


def _hent(ar: int | None) -> Aret:
    arene = hent_ar()
    if ar is not None and ar not in arene:
        raise Http404
    return hent(arene[0] if ar is None else ar)


def _dagen(tall: Aret) -> date:
    """Den siste dagen som er med: dagen før midnatten tallene er fra."""
    return timezone.localtime(tall.til - timedelta(minutes=1)).date() if tall.til else timezone.localdate()


def _blokkene(tall: Aret) -> list[b.Blokk]:
    ut: list[b.Blokk] = [b.p(_forbeholdet(), stil="ingress")]
    if tall.til:
        dag = date_format(_dagen(tall), "j. F Y")
        ut.append(b.p(_("Tallene er til og med %(dag)s.") % {"dag": dag}, stil="hjelp"))
    if tall.kontakter:
        ut.append(b.p(_("Kontakter i året: %(antall)s.") % {"antall": tall.kontakter}))
    if tall.svartid is not None:
        ut.append(b.p(_("Halvparten av svarene kom innen %(dager)s virkedager.") % {"dager": tall.svartid}))
    ut.append(b.p(_hva_som_telles(), stil="hjelp"))
    hindringer = [t for t in tall.tabeller if t.kode.startswith("hindring")]
    andre = [t for t in tall.tabeller if not t.kode.startswith("hindring")]
    alle = [*hindringer, *tall.saker, *andre]
    for tabell in alle:
        if tabell.rader or tabell.resten:
            ut += [b.h(2, tabell.tittel), _tabellen(tabell)]
    if for_lite := [t.tittel for t in alle if not (t.rader or t.resten)]:
        ut.append(b.h(2, _("For lite å vise")))
        ut.append(b.p(_("Det er færre enn fem, eller ingen, så vi sier ikke mer om:")))
        ut.append(b.liste(for_lite))
    return ut


def _forbeholdet() -> str:
    return _(
        "Tallene er det som er skrevet og gjort i portalen. De sier ikke hvor mange samarbeid som finnes, og de som skrev, er ikke "
        "et utvalg. Hvert antall er rundet ned til nærmeste fem, ingen under fem er med, og et tall byttes først når minst fem er nye."
    )


def _hva_som_telles() -> str:
    return _(
        "En kontakt er en samtale en entreprenør har begynt, og svartiden er virkedagene til virksomheten svarte. Samtaler "
        "virksomhetene selv har begynt, er ikke med i noen av dem."
    )


def _tabellen(tabell: Tabell) -> b.Blokk:
    rader = [(r.navn, str(r.antall)) for r in tabell.rader]
    rader += [(_("Andre"), str(tabell.resten))] if tabell.resten else []
    hode = (b.rein(tabell.kolonne), b.rein(_("Antall")))
    return b.Tabell(hode, tuple((b.rein(n), b.rein(v)) for n, v in rader))
