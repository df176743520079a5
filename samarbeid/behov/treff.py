"""Hvem som passer et behov, til virksomheten; og behovene som passer, til entreprenøren. Lagret av jobbene, med grunnene. Også som fil."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov, OffentligPart
from samarbeid.behovstreff.visning import Treffene, for_entreprenoren, for_ideen, for_virksomheten
from samarbeid.eksponering.telling import tell
from samarbeid.invitasjoner.kandidater import finn_kandidater, hvorfor_ikke_invitere, hvorfor_ikke_noen_fa
from samarbeid.invitasjoner.mottatt import invitasjonene
from samarbeid.katalog.sider.katalogfiler import som_fil
from samarbeid.katalog.sider.varselveien import kan_svare, passer_oss
from samarbeid.models import Behovstreff, Eksponering, Invitasjonsnei
from samarbeid.publisering.behovets_partnere import det_som_mangler
from samarbeid.publisering.invitert import rundene
from veier.brukere.innlogget import Innlogget
from veier.medlemskap.adgang import for_medlem
from veier.medlemskap.models import Medlemskap
from veier.medlemskap.slag import Slag


@require_safe
@never_cache
@for_medlem()
def hvem_passer(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap, del_: str
) -> HttpResponse:
    """Entreprenørene og ideene som passer et publisert behov, og de som er like under."""
    behov = get_object_or_404(Behov.objects.publisert(), part=organisasjon, slug=del_)
    treffene = for_virksomheten(behov, request.user)
    tell(dict.fromkeys(t.slug for t in treffene.passer), Eksponering.Flate.BEHOV)
    sammenheng = {
        "part": organisasjon,
        "behov": behov,
        "treffene": treffene,
        "mangler": det_som_mangler(behov),
        "forsiktig": not (behov.tema and behov.omrader),
        "tar_svar": behov.tar_sporsmal,
        "rundene": rundene(behov),
        "kan_invitere": medlemskap.er_administrator,
        "varsel": kan_svare(behov.slug) if behov.tar_sporsmal else "",
        "fil": reverse("behov_treff_csv", args=behov.adressedeler) if treffene.passer else "",
        **_invitasjonene(behov, request),
    }
    return render(request, "behov/hvem_passer.html", sammenheng)


def _invitasjonene(behov: Behov, request: Innlogget) -> dict[str, object]:
    """Hvem som kan inviteres nå, eller hvorfor ingen kan."""
    if ikke := hvorfor_ikke_invitere(behov):
        return {"ikke_inviter": ikke}
    return {"k": finn_kandidater(behov, request.user), "ikke_noen_fa": hvorfor_ikke_noen_fa(behov)}


@require_safe
@never_cache
@for_medlem()
def hvem_passer_csv(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap, del_: str
) -> StreamingHttpResponse:
    """De som passer behovet, som fil: de samme som siden viser."""
    behov = get_object_or_404(Behov.objects.publisert(), part=organisasjon, slug=del_)
    return _som_fil(request, "hvem-passer", for_virksomheten(behov, request.user))


@require_safe
@never_cache
@for_medlem()
def behov_for_oss_csv(
    request: Innlogget, *, slag: Slag, organisasjon: Entreprenor, medlemskap: Medlemskap
) -> StreamingHttpResponse:
    """Behovene som passer, som fil: de samme som siden viser."""
    return _som_fil(request, "behov-som-passer", _det_som_passer(request, organisasjon)[1])


@require_safe
@never_cache
@for_medlem()
def behov_for_oss(
    request: Innlogget, *, slag: Slag, organisasjon: Entreprenor, medlemskap: Medlemskap
) -> HttpResponse:
    """Behovene profilen eller ideene passer, eller ideen i adressen, blant dem det kan svares på i dag."""
    apne = Behov.objects.tar_sporsmal(timezone.localdate())
    ide, treffene = _det_som_passer(request, organisasjon)
    sammenheng = {
        "profil": organisasjon,
        "ide": ide,
        "treffene": treffene,
        "varsel": passer_oss(organisasjon.slug, ide.slug if ide else ""),
        "fil": f"{reverse('behov_for_oss_csv', args=[organisasjon.slug])}{f'?ide={ide.slug}' if ide else ''}"
        if treffene.passer
        else "",
        "invitasjonene": invitasjonene(organisasjon, apne),
        "sier_nei": Invitasjonsnei.objects.filter(entreprenor=organisasjon).exists(),
        "kan_velge": medlemskap.er_administrator,
    }
    return render(request, "behov/behov_for_oss.html", sammenheng)


def _det_som_passer(request: Innlogget, profil: Entreprenor) -> tuple[Ide | None, Treffene]:
    """Behovene profilen og ideene passer, eller bare dem ideen i adressen passer."""
    if "ide" not in request.GET:
        return None, for_entreprenoren(profil)
    ide = get_object_or_404(Ide, entreprenor=profil, slug=request.GET["ide"])
    return ide, for_ideen(ide)


def _som_fil(request: Innlogget, navn: str, treffene: Treffene) -> StreamingHttpResponse:
    hode = [
        _("Navn"),
        _("Hvem"),
        _("Hvor godt det passer"),
        _("Hvorfor"),
        _("Oppdiktet"),
        _("Adresse på portalen"),
    ]
    rader = (
        [
            t.hva,
            t.hvem,
            str(Behovstreff.Passer(t.passer).label),
            " ".join(t.grunner),
            _("Ja") if t.oppdiktet else "",
            request.build_absolute_uri(t.adresse),
        ]
        for t in treffene.best_forst
    )
    return som_fil(navn, [hode, *rader])
