"""Virkelige saker, fortalt med kildene."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from entreprenorer.models import Entreprenor
from samarbeid.katalog.forms import Saksfilter, sporring
from samarbeid.katalog.indeks.smakataloger import sakene, slugger_i
from samarbeid.katalog.indeks.typer import Katalogsok
from samarbeid.katalog.sider.katalogdeler import Brikke, adresse, bla, egen_kommune, grunnsammenheng
from samarbeid.katalog.sider.stedsord import arenaer
from samarbeid.katalog.sider.versjoner import katalogversjon
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Eksempel, Eksempelversjon, Hindringsslag
from samarbeid.oppslag.saker.bildesider import med_adresser
from samarbeid.partene.regler import for_leseren
from veier.foresporsel.mellomlager import for_alle
from veier.gjennomgang.handlinger.vurdering import tatt_ned_av_redaksjonen
from veier.gjennomgang.models import Nedtakingsgrunn
from veier.taksonomi.models import Niva, Samarbeidsmodell, Tema
from veier.typer import Sammenheng, Setning

PER_SIDE = 24
# Spørsmålene hver sak skulle svart på (domenets liste fra 2016); det ingen kilde sier, sier siden.
SPORSMAL = (
    ("ide_fra", _("hvem som hadde ideen")),
    ("forste_kontakt", _("hvem som tok kontakt med hvem")),
    ("forankring", _("hvordan det ble forankret hos ledere, ansatte og brukere")),
    ("beslutter", _("hvem som bestemte at det skulle prøves")),
    ("beslutter_videre", _("hvem som bestemte det som kom etter")),
    ("belop", _("hva det kostet")),
    ("det_offentliges_bidrag", _("hva det offentlige bidro med")),
    ("suksessmal", _("hvordan de ville måle om det lyktes")),
    ("suksessfaktorer", _("hva som gjorde at det gikk")),
    ("effekt", _("hva som kom ut av det")),
    ("apnet_for_andre", _("når andre leverandører fikk vite om det")),
    ("hindringer", _("hva som stoppet eller sinket det")),
    ("gjort_igjen", _("hva de ville gjort igjen")),
    ("gjort_annerledes", _("hva de ville gjort annerledes")),
)

# Det som skjedde, i den rekkefølgen det skjedde.
SKJEDDE = (
    ("ide_fra", _("Hvem hadde ideen?")),
    ("forste_kontakt", _("Hvordan begynte det?")),
    ("forankring", _("Hvordan ble ledere, ansatte og brukere med på det?")),
    ("beslutter", _("Hvem bestemte at det skulle prøves?")),
    ("beslutter_videre", _("Hvem bestemte hva som skjedde etterpå?")),
)

# Grunnen slik den sies til en leser, der den er skrevet til den som eier teksten.
GRUNNEN: dict[str, Setning] = {
    Nedtakingsgrunn.BEDT: _("En av dem det gjelder, har bedt om det"),
    Nedtakingsgrunn.ANNET: _("Redaksjonen har en annen grunn"),
}


@login_not_required
@require_safe
@for_alle(katalogversjon)
def eksempler(request: HttpRequest) -> HttpResponse:
    """Listen over sakene. En adresse som ikke står i sin ene, korte form, sendes videre til den."""
    kunnskap = hent_kunnskap()
    valgt = Saksfilter(request.GET, kunnskap=kunnskap)
    svar = sakene(kunnskap).finn(valgt.sok, kunnskap)
    side = bla(svar, request, PER_SIDE)
    riktig = adresse(valgt, side.number)
    if request.META.get("QUERY_STRING", "") != riktig:
        return HttpResponseRedirect(f"{request.path}?{riktig}" if riktig else request.path)
    slugger = slugger_i(sakene(kunnskap), side.object_list)
    saker = Eksempel.objects.synlige().in_bulk(slugger, field_name="slug")
    sammenheng = grunnsammenheng(valgt, svar, side, saksord) | {
        "kort": [
            (saker[slug], arenaer(saker[slug].omrader, valgt.sok, kunnskap))
            for slug in slugger
            if slug in saker
        ],
        "snarveier": list(_snarveier(request, valgt)),
    }
    return render(request, "sider/eksempler.html", sammenheng)


def saksord(antall: int) -> str:
    return ngettext("%(antall)d sak.", "%(antall)d saker.", antall) % {"antall": antall}


def _snarveier(request: HttpRequest, valgt: Saksfilter) -> Iterable[Brikke]:
    """Sakene fra kommuner som ligner, og entreprenørene som arbeider med det samme."""
    sok = valgt.sok
    part = egen_kommune(request)
    eget = part.omrade.kode if part and part.omrade else ""
    kommuner = [k for k in (*sok.sted, eget) if k in valgt.valg("som")]
    if kommuner and not sok.som:
        navn = valgt.navn("som", kommuner[0])
        yield Brikke(
            gettext("Vis saker fra kommuner som ligner på %(kommune)s") % {"kommune": navn},
            f"?{sporring(replace(sok.uten('sted'), som=(kommuner[0],)))}",
        )
    if sok.tema or sok.malgruppe or sok.modell:
        likt = Katalogsok(
            tema=sok.tema, malgruppe=sok.malgruppe, modell=sok.modell, sted=sok.sted, som=sok.som
        )
        yield Brikke(
            gettext("Finn entreprenører som arbeider med det samme"),
            f"{reverse('entreprenorer')}?{sporring(likt)}",
        )


@login_not_required
@require_safe
@for_alle()
def eksempel(request: HttpRequest, slug: str) -> HttpResponse:
    """Én sak. Er den tatt ned, sier siden det, og hvorfor."""
    sak = Eksempel.objects.synlige().filter(slug=slug).first()
    if sak is not None:
        return vis_sak(request, sak)
    nede = get_object_or_404(Eksempel, slug=slug, skjult=False, publisert_tid=None)
    siste = tatt_ned_av_redaksjonen(Eksempelversjon, [nede.pk]).first()
    if siste is None:
        raise Http404
    sammenheng = {
        "navn": "" if siste.grunn == Nedtakingsgrunn.PERSONER else nede.navn,
        "grunn": GRUNNEN.get(siste.grunn) or siste.get_grunn_display(),
        "dato": siste.tid,
    }
    return render(request, "sider/eksempel_tatt_ned.html", sammenheng, status=410)


def vis_sak(request: HttpRequest, sak: Eksempel, *, tilbake: str = "") -> HttpResponse:
    """Saken slik leserne ser den. Redaksjonen forhåndsviser med den samme, med banneret og veien ``tilbake`` til utkastet."""
    return render(request, "sider/eksempel.html", sakens_sammenheng(sak) | {"tilbake": tilbake})


def sakens_sammenheng(sak: Eksempel) -> Sammenheng:
    """Alt siden om saken viser."""
    bekreftet, tilsvar = for_leseren(sak)
    return {
        "sak": sak,
        "temaer": Tema.objects.synlige().filter(slug__in=sak.temaer),
        "modeller": Samarbeidsmodell.objects.synlige().filter(slug__in=sak.modeller),
        "nivaer": [Niva(n).label for n in sak.nivaer],
        "hindringsslag": [Hindringsslag(h).label for h in sak.hindringsslag],
        "profiler": Entreprenor.objects.apne().filter(slug__in=sak.profiler).only("slug", "navn"),
        "skjedde": [(navn, getattr(sak.vist, felt)) for felt, navn in SKJEDDE if getattr(sak, felt)],
        "ukjent": [str(navn) for felt, navn in SPORSMAL if not getattr(sak, felt)],
        "pastand": sak.forste_pastand,
        "bekreftet": bekreftet,
        "tilsvar": tilsvar,
        "bilder": med_adresser(sak),
        "lignende": sporring(Katalogsok(tema=tuple(sorted(sak.temaer)))) if sak.temaer else "",
    }
