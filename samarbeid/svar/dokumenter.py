"""Svarene og malene som dokumenter (PDF og DOCX)."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samarbeid.models import Dokumentmal
from veier.dokument import markdown
from veier.dokument.blokker import Dokument
from veier.tekst import lag_slug

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LENGSTE_FILNAVN = 60


# Bibliotekene leses først når noen laster ned: de er 15 MB i hver arbeider, og de fleste svarene er sider.


def last_ned(dokument: Dokument, format: str) -> HttpResponse:
    return last_ned_docx(dokument) if format == "docx" else last_ned_pdf(dokument)


def last_ned_pdf(dokument: Dokument) -> HttpResponse:
    from veier.dokument.pdf import lag_pdf

    return _nedlasting(lag_pdf(dokument), f"{dokument.filnavn}.pdf", "application/pdf")


def last_ned_docx(dokument: Dokument) -> HttpResponse:
    from veier.dokument.docx import lag_docx

    return _nedlasting(lag_docx(dokument), f"{dokument.filnavn}.docx", DOCX)


def _nedlasting(innhold: bytes, filnavn: str, type_: str) -> HttpResponse:
    svar = HttpResponse(innhold, content_type=type_)
    svar["Content-Disposition"] = f'attachment; filename="{filnavn}"'
    return svar


def lag_filnavn(*deler: str) -> str:
    return lag_slug(" ".join(deler))[:LENGSTE_FILNAVN].strip("-") or "dokument"


def lag_bunntekst() -> str:
    dato = date_format(timezone.localdate(), "j. F Y")
    return _("Veier til samarbeid · %(dato)s · Veiledning, ikke juridiske råd") % {"dato": dato}


def maldokument(mal: Dokumentmal, verdier: markdown.Verdier | None = None, *, tittel: str = "") -> Dokument:
    """Malen som dokument på sidens målform, med verdiene fylt inn der de finnes."""
    vist = mal.vist
    tekst, sprak = mal.lest("tekst")
    dato = date_format(mal.endret, "j. F Y")
    bunntekst = _("Mal fra Veier til samarbeid, versjon %(versjon)s, %(dato)s. Ikke juridiske råd.") % {
        "versjon": mal.versjon,
        "dato": dato,
    }
    return Dokument(
        tittel=f"{vist.navn}: {tittel}" if tittel else vist.navn,
        malform=sprak,
        filnavn=lag_filnavn(vist.navn, tittel),
        blokker=markdown.les(tekst, verdier),
        dato=mal.endret,
        bunntekst=bunntekst,
    )
