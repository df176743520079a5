"""Malverktøy som alle sidene bruker."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from veier import forms
from veier.typer import Sammenheng

register = template.Library()
LENGSTE_ORD = 30  # tegn, på en telefon
_ETTER_TEGN = re.compile(r"(?<=[@./_-])")
# Sider som bare er sett på en prøveadresse.
PROVESIDER = {
    "staging.kavlifondet.nonspace.no": "Kavlifondet (kopi på en prøveside)",
    "blakors.dev.dekodes.no": "Blå Kors (kopi på en prøveside)",
}


@register.filter
def tall(verdi: int | Decimal | None) -> str:
    """1300000 → «1 300 000», med harde mellomrom. Bare for tall noen leser; i adresser og skjemaer står sifrene."""
    if verdi is None:
        return ""
    return number_format(verdi, use_l10n=True, force_grouping=True).replace(" ", "\u00a0")


@register.filter
def desimal(verdi: Decimal | None) -> str:
    """61.500 → «61,5». Et tall som mangler, er en strek."""
    if not isinstance(verdi, Decimal):
        return "–"
    return tall(verdi.normalize() if verdi % 1 else verdi.to_integral_value())


@register.filter
def kroner(belop: int | None) -> str:
    """1300000 → «1 300 000 kroner», med harde mellomrom."""
    if belop is None:
        return ""
    return tall(belop) + "\u00a0kroner"


@register.filter
def kildenavn(adresse: str) -> str:
    """Det leseren ser av en kilde: nettstedet. Hele adressen kan ha navnet på en person i seg."""
    vert = (urlsplit(adresse).hostname or "").removeprefix("www.")
    return PROVESIDER.get(vert, vert) or adresse


@register.filter
def maned(nummer: int) -> str:
    """3 → «mars»."""
    return str(MONTHS[nummer])


@register.inclusion_tag("_brodsmuler.html")
def brodsmuler(*deler: str) -> dict[str, list[tuple[str, str]]]:
    """Brødsmulestien etter forsiden: navn og adressenavn (eller sti) annenhver gang; siden man er på, har ingen."""
    par = [*deler, ""] if len(deler) % 2 else [*deler]
    ledd = [
        (navn, adresse if adresse.startswith("/") else reverse(adresse) if adresse else "")
        for navn, adresse in zip(par[::2], par[1::2], strict=True)
    ]
    return {"ledd": ledd}


@register.filter
def har_feil(skjema: object) -> bool:
    """Om et bundet skjema har feil; nei når det ikke er noe skjema på siden."""
    return bool(skjema) and bool(getattr(skjema, "errors", None))


@register.filter
def feilliste(skjema: BaseForm) -> list[tuple[str, str]]:
    """Feilene i skjemaet til oppsummeringen: (felt-id, melding)."""
    return forms.feilliste(skjema)


@register.filter
def nettlesernavn(brukeragent: str) -> str:
    """«Firefox på Windows» av det nettleseren kaller seg. Ukjente står som de er, forkortet."""
    nettleser = next((vist for spor, vist in _NETTLESERE if spor in brukeragent), "")
    system = next((vist for spor, vist in _SYSTEMER if spor in brukeragent), "")
    if nettleser and system:
        return _("%(nettleser)s på %(system)s") % {"nettleser": nettleser, "system": system}
    return nettleser or system or brukeragent[:60] or _("Ukjent nettleser")


# Rekkefølgen betyr noe: Edge og Opera kaller seg også Chrome, og alle kaller seg Safari.
_NETTLESERE = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMER = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.simple_tag
def innloggingstilbydere() -> list[tuple[str, str]]:
    """ID-porten og Ansattporten når de er satt opp: (navn, adresse)."""
    porten: dict[str, list[dict[str, str]]] = settings.SOCIALACCOUNT_PROVIDERS["porten"]
    return [(app["name"], reverse("porten_login", args=[app["provider_id"]])) for app in porten["APPS"]]


# Tegn som kunne avsluttet skriptet eller begynt på et nytt.
_UFARLIG = {ord(tegn): f"\\u{ord(tegn):04x}" for tegn in "<>&\u2028\u2029"}


@register.simple_tag
def json_ld(data: Sammenheng) -> str:
    """Opplysningene på siden i schema.org-form, for søkemotorer. Tekst fra folk kan ikke bryte ut av elementet."""
    innhold = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(_UFARLIG)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(innhold))  # noqa: S308


@register.filter
def brytbart(tekst: str) -> SafeString:
    """Teksten, der et ord som er bredere enn en telefon, kan deles. Det som kopieres, er det samme."""
    return mark_safe(" ".join(_delt(ord_) for ord_ in tekst.split(" ")))  # noqa: S308 – hver bit er kodet


def _delt(ord_: str) -> str:
    deler = _ETTER_TEGN.split(ord_) if len(ord_) > LENGSTE_ORD else [ord_]
    bitene = [del_[i : i + LENGSTE_ORD] for del_ in deler for i in range(0, len(del_), LENGSTE_ORD)]
    return "<wbr>".join(escape(bit) for bit in bitene)
