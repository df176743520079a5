"""Hvem som passer et behov, til virksomheten; og behovene som passer, til entreprenøren. Lagret av jobbene, med grunnene."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entreprenorer.models import Entreprenor
from kommuner.models import Behov, OffentligPart
from samarbeid.behovstreff.visning import for_entreprenoren, for_virksomheten
from samarbeid.eksponering.telling import tell
from samarbeid.invitasjoner.kandidater import finn_kandidater, hvorfor_ikke_invitere, hvorfor_ikke_noen_fa
from samarbeid.invitasjoner.mottatt import invitasjonene
from samarbeid.models import Eksponering, Invitasjonsnei
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
def behov_for_oss(
    request: Innlogget, *, slag: Slag, organisasjon: Entreprenor, medlemskap: Medlemskap
) -> HttpResponse:
    """Behovene profilen eller ideene passer, blant dem det kan svares på i dag."""
    apne = Behov.objects.tar_sporsmal(timezone.localdate())
    sammenheng = {
        "profil": organisasjon,
        "treffene": for_entreprenoren(organisasjon),
        "invitasjonene": invitasjonene(organisasjon, apne),
        "sier_nei": Invitasjonsnei.objects.filter(entreprenor=organisasjon).exists(),
        "kan_velge": medlemskap.er_administrator,
    }
    return render(request, "behov/behov_for_oss.html", sammenheng)
