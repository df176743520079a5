"""«Samarbeid» for den innloggede: listen, forslaget fra en samtale, og siden om ett samarbeid."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samarbeid.models import Pilot, Samarbeid, Samtale, Samtaleside
from samarbeid.samarbeidene.forms.gang import Forslag
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor
from samarbeid.samarbeidene.handlinger.start import foresla
from samarbeid.samarbeidene.sider.tilgang import hent
from samarbeid.samarbeidene.visning import hent_grunnlag, lag_side
from samarbeid.samtaler.tilstander import kan_bli_samarbeid
from veier.brukere.innlogget import Innlogget
from veier.epost.grenser import ForMangeEposter
from veier.feil import Domenefeil

PER_SIDE = 30


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    """Samarbeidene i organisasjonene hennes, og dem virksomheten er spurt om å bli med i."""
    bruker = request.user
    mine = Samarbeid.objects.for_bruker(bruker).select_related("entreprenor", "part")
    side = Paginator(mine, PER_SIDE).get_page(request.GET.get("side"))
    forfalte = {
        p.samarbeid_id for p in Pilot.objects.i_gang().filter(samarbeid__in=list(side)) if p.er_forfalt()
    }
    egne = set(Samarbeid.objects.entreprenorene(bruker).values_list("pk", flat=True))
    rader = [
        {
            "samarbeid": s,
            "motpart": s.part.navn if s.entreprenor_id in egne else s.entreprenor.navn,
            "forfalt": s.pk in forfalte,
        }
        for s in side
    ]
    sammenheng = {"rader": rader, "side": side, "spurt": Samarbeid.objects.spurt(bruker)}
    return render(request, "samarbeid/liste.html", sammenheng)


@never_cache
@require_safe
def samarbeidet(request: Innlogget, referanse: str) -> HttpResponse:
    """Ett samarbeid: hvor det står, hva som mangler, og det siden hennes kan gjøre."""
    samarbeid, aktor = hent(request.user, referanse)
    return render(request, "samarbeid/samarbeid.html", lag_side(hent_grunnlag(samarbeid, aktor)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nytt(request: Innlogget, referanse: str) -> HttpResponse:
    """Foreslå et samarbeid fra en samtale begge har skrevet i."""
    samtale = get_object_or_404(
        Samtale.objects.for_bruker(request.user).select_related("entreprenor", "part"), referanse=referanse
    )
    egen = samtale.entreprenor.medlemskap.filter(bruker=request.user).exists()
    aktor = Aktor(Samtaleside.ENTREPRENOR if egen else Samtaleside.OFFENTLIG, request.user)
    if request.method != "POST" and not kan_bli_samarbeid(samtale):
        if finnes := samtale.samarbeid.apne().first():
            return redirect(finnes)
        raise Http404
    start = {"sett": samtale.siste_nr, "tittel": samtale.emne}
    skjema = Forslag(request.POST if request.method == "POST" else None, initial=start)
    if skjema.is_valid():
        data = skjema.cleaned_data
        try:
            samarbeid = foresla(
                samtale,
                tittel=data["tittel"],
                tekst=data["begrunnelse"],
                sett=data["sett"],
                sendenokkel=data["sendenokkel"],
                av=aktor,
            )
        except ForMangeEposter:
            raise  # siden sier hvor lenge hun må vente, og tar vare på det hun skrev
        except Domenefeil as feil:
            skjema.add_error(None, str(feil))
            samtale.refresh_from_db()
            skjema.bytt("sett", samtale.siste_nr)
        else:
            messages.success(request, _("Forslaget er sendt. Samarbeidet begynner når de har sagt ja."))
            return redirect(samarbeid)
    sammenheng = {
        "samtale": samtale,
        "motpart": samtale.part.navn if egen else samtale.entreprenor.navn,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
    }
    return render(request, "samarbeid/nytt.html", sammenheng, status=422 if skjema.errors else 200)
