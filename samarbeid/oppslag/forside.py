"""Forsiden, og filene søkemotorer og sikkerhetsfolk leter etter."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from entreprenorer.models import Entreprenor
from kommuner.models import Behov
from samarbeid.katalog.sider.versjoner import behovsversjon
from samarbeid.models import Eksempel
from veier.foresporsel.mellomlager import for_alle
from veier.taksonomi.models import Tilskuddsordning

ANTALL_SAKER = 3
ANTALL_BEHOV = 3


@login_not_required
@require_safe
@for_alle(behovsversjon)
def forside(request: HttpRequest) -> HttpResponse:
    """De to dørene, søket, de fire spørsmålene, tre saker og kartet."""
    sammenheng = {
        "saker": ukens_saker(),
        "behov": nyeste_behov(),
        "antall_entreprenorer": Entreprenor.objects.apne().filter(oppdiktet=False).count(),
        "antall_saker": Eksempel.objects.synlige().count(),
        "antall_tilskudd": Tilskuddsordning.objects.synlige().filter(avsluttet=False).count(),
    }
    return render(request, "sider/forside.html", sammenheng)


def nyeste_behov() -> list[Behov]:
    """De nyeste det kan svares på. Fristen kan være ute for et som er åpent: det er ikke med."""
    apne = Behov.objects.tar_sporsmal(timezone.localdate()).med_antall_andre()
    return list(apne.select_related("part").order_by("-publisert_tid", "pk")[:ANTALL_BEHOV])


def ukens_saker() -> list[Eksempel]:
    """Tre saker med et behov å lese om. Alle kommer fram én gang i hver runde, og rekkefølgen trekkes for hver runde."""
    saker = [e for e in Eksempel.objects.synlige().filter(kort_omtalt=False) if e.behov]
    uker_i_runden = max(1, -(-len(saker) // ANTALL_SAKER))
    runde, uke = divmod((timezone.localdate().toordinal() - 1) // 7, uker_i_runden)
    saker.sort(key=lambda e: hashlib.sha256(f"{runde}-{e.slug}".encode()).hexdigest())
    fra = min(uke * ANTALL_SAKER, max(0, len(saker) - ANTALL_SAKER))
    return saker[fra : fra + ANTALL_SAKER]


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Ingenting bak en nøkkel skal i en søkemotor."""
    linjer = [
        "User-agent: *",
        "Disallow: /prov/delt/",
        "Disallow: /nn/prov/delt/",
        "Disallow: /admin/",
        f"Sitemap: {settings.ADRESSE}/sitemap.xml",
    ]
    return HttpResponse("\n".join(linjer) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Hvor man melder fra om et sikkerhetshull (RFC 9116)."""
    utloper = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    linjer = [
        f"Contact: {settings.ADRESSE}/kontakt/?emne=feil",
        f"Expires: {utloper}",
        "Preferred-Languages: no, en",
        f"Canonical: {settings.ADRESSE}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(linjer) + "\n", content_type="text/plain; charset=utf-8")
