"""Offentlige virksomheter: finn en kommune, et Nav-kontor eller en etat, og se hvem man snakker med."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.decorators import login_not_required
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from entreprenorer.models import Ide
from kommuner.budsjettar import egne_ledd
from kommuner.egenkontakt import med_rolle, sagt_her, sier_selv
from kommuner.kontakt import kontaktfakta
from kommuner.models import Arshjul, Behov, OffentligPart, Tilslutning
from samarbeid.eksponering.telling import tell
from samarbeid.katalog.forms import Virksomhetsfilter, sporring
from samarbeid.katalog.indeks.likhet import likheter
from samarbeid.katalog.indeks.smakataloger import virksomhetene
from samarbeid.katalog.indeks.typer import Virksomhetssok, er_kommune
from samarbeid.katalog.sider.entreprenorforslag import lag_forslag
from samarbeid.katalog.sider.katalogdeler import Brikke, adresse, bla, egen_kommune, grunnsammenheng
from samarbeid.katalog.sider.stedsord import dekning, likhet_i_ord, likhet_med
from samarbeid.katalog.sider.strukturert import virksomhet
from samarbeid.katalog.sider.versjoner import katalogversjon
from samarbeid.matching.beslutning.veier import LITEN_KOMMUNE
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Eksempelprofil, Kunnskap
from samarbeid.models import Eksponering, Fortalt, Treff
from samarbeid.oppslag.roller import lag_rolleoversikt
from samarbeid.svar.neste_steg import budsjettaret
from samarbeid.svar.ring import lag_ring
from samarbeid.svar.treffvisning import grunnsetninger
from veier.foresporsel.mellomlager import for_alle
from veier.kalenderfil import Oppforing, lag_kalender
from veier.medlemskap.forhold import forholdet
from veier.taksonomi.models import TidligereOmrade
from veier.taksonomi.ordforrad import Behovstilstand
from veier.tekst import sorteringsnokkel

PER_SIDE = 30
HOYST_LIGNENDE = 5
HOYST_BEHOV = 10
HOYST_NAERE = 20


@dataclass(frozen=True, slots=True)
class Virksomhetskort:
    """En virksomhet i listen. ``likt``: det kommunen har felles med den det ble søkt på."""

    slug: str
    navn: str
    type: str
    dekker: str
    likt: str


@login_not_required
@require_safe
@for_alle(katalogversjon)
def offentlige(request: HttpRequest) -> HttpResponse:
    """Listen over virksomhetene. En adresse som ikke står i sin ene, korte form, sendes videre til den."""
    kunnskap = hent_kunnskap()
    valgt = Virksomhetsfilter(request.GET, kunnskap=kunnskap)
    svar = virksomhetene(kunnskap).finn(valgt.sok, kunnskap)
    side = bla(svar, request, PER_SIDE)
    riktig = adresse(valgt, side.number)
    if request.META.get("QUERY_STRING", "") != riktig:
        return HttpResponseRedirect(f"{request.path}?{riktig}" if riktig else request.path)
    sammenheng = grunnsammenheng(valgt, svar, side, virksomhetsord) | {
        "kort": lag_virksomhetskort(side.object_list, valgt.sok, kunnskap),
        "snarveier": list(_snarveier(request, valgt)),
    }
    return render(request, "sider/offentlige.html", sammenheng)


def virksomhetsord(antall: int) -> str:
    return ngettext("%(antall)d virksomhet.", "%(antall)d virksomheter.", antall) % {"antall": antall}


def lag_virksomhetskort(
    rader: Iterable[int], sok: Virksomhetssok, kunnskap: Kunnskap
) -> list[Virksomhetskort]:
    """Kortene i samme rekkefølge som radene. Ingen spørsmål: alt står i kunnskapen."""
    katalog = virksomhetene(kunnskap)
    parter = {p.slug: p for p in kunnskap.parter}
    ut = []
    for nr in rader:
        part = parter[katalog.slugger[nr]]
        # En kommune eller et kontor sier selv hvor den er, når det er der det letes.
        her = part.omrade and (not sok.sted or part.omrade in sok.sted)
        dekker = "" if her else dekning(list(katalog.steder[nr]), sok, kunnskap)
        likt = likhet_med(sok.som, part.omrade, kunnskap) if part.type == "kommune" else ""
        ut.append(
            Virksomhetskort(part.slug, part.navn, str(OffentligPart.Type(part.type).label), dekker, likt)
        )
    return ut


def _snarveier(request: HttpRequest, valgt: Virksomhetsfilter) -> Iterable[Brikke]:
    """Virksomhetene som dekker kommunen man handler for, og kommunene som ligner på den."""
    part = egen_kommune(request)
    eget = part.omrade.kode if part and part.omrade else ""
    if eget in valgt.kunnskap.omrader and eget not in valgt.sok.sted:
        navn = valgt.navn("sted", eget)
        yield Brikke(
            _("Vis dem som dekker %(sted)s") % {"sted": navn}, f"?{sporring(valgt.sok.med('sted', eget))}"
        )
    kommuner = [k for k in (*valgt.sok.sted, eget) if er_kommune(k)]
    if kommuner and not valgt.sok.som:
        navn = valgt.navn("som", kommuner[0])
        yield Brikke(
            _("Kommuner som ligner på %(kommune)s") % {"kommune": navn},
            f"?{sporring(Virksomhetssok(som=(kommuner[0],)))}",
        )


@login_not_required
@require_safe
@for_alle()
def offentlig(request: HttpRequest, slug: str) -> HttpResponse:
    """Én virksomhet: hvem man snakker med per tema, saker her og hos lignende, budsjettår, og det vi ikke vet."""
    fortalt = Fortalt.objects.ute().filter(part=OuterRef("pk"))
    part = get_object_or_404(
        med_lister(OffentligPart.objects.synlige())
        .annotate(har_fortalt=Exists(fortalt), har_fortalt_noe_ekte=Exists(fortalt.filter(oppdiktet=False)))
        .select_related("omrade__overordnet", "overordnet", "registerkontakt")
        .prefetch_related(med_rolle()),
        slug=slug,
    )
    kunnskap = hent_kunnskap()
    profil = next((p for p in kunnskap.parter if p.slug == part.slug), None)
    koder = profil.dekker if profil else frozenset()
    omrade = part.omrade
    saker = list(kunnskap.eksempler)
    egne = [s for s in saker if set(s.omrader) & koder and set(s.nivaer) & set(part.nivaer)]
    tidspunkter = budsjettaret(part.nivaer[0], part.styreform, egne_ledd(part))
    forslag = lag_forslag(part, profil, kunnskap)
    tell((f.slug for f in forslag.beste), Eksponering.Flate.VIRKSOMHET)
    sammenheng = {
        "part": part,
        "forhold": forholdet(request.user, part),
        "nynorsk_navn": part.navn if part.malform == "nynorsk" else "",
        **lag_rolleoversikt(part, profil, kunnskap, request.GET.get("tema", "")[:100]),
        "kontaktfakta": kontaktfakta(part),
        "egne": sagt_her(part),
        "sier_selv": sier_selv(part).removesuffix(":"),
        "saker": egne,
        "lignende": lignende_saker(part, [s for s in saker if s not in egne], kunnskap),
        "naere": _naere(part, koder, kunnskap),
        "tidspunkter": tidspunkter,
        "ring": lag_ring(tidspunkter, []) if tidspunkter else None,
        "liten": part.type == "kommune" and omrade and (omrade.innbyggere or 0) < LITEN_KOMMUNE,
        "tidligere": _tidligere(part),
        "entreprenorer": forslag,
        "ideer": _ideer(part, kunnskap),
        "behov": apne_behov(part),
        "strukturert": virksomhet(part),
    }
    return render(request, "sider/offentlig.html", sammenheng)


def med_lister(virksomheter: QuerySet[OffentligPart]) -> QuerySet[OffentligPart]:
    """Virksomhetene med de nyeste behovene det ennå kan gjøres noe med, og det kommunen het før, i det samme spørsmålet."""
    vi_ogsa = Tilslutning.objects.filter(behov=OuterRef("pk"), part=OuterRef(OuterRef("pk")))
    apne = (
        Behov.objects.kan_meldes(timezone.localdate())
        .filter(Q(part=OuterRef("pk")) | Exists(vi_ogsa))
        .order_by("-publisert_tid", "pk")
    )
    het_for = TidligereOmrade.objects.synlige().filter(omrade=OuterRef("omrade")).values("navn")
    felt = {felt: felt for felt in ("slug", "tittel", "tilstand", "oppdiktet")} | {"skrevet_av": "part__navn"}
    return virksomheter.annotate(
        behovsrader=ArraySubquery(apne.values(rad=JSONObject(**felt))[:HOYST_BEHOV]),
        tidligere_navn=ArraySubquery(het_for),
    )


def apne_behov(part: OffentligPart) -> list[dict[str, object]]:
    """Behovene slik siden viser dem: tittel, adresse, hvor det står, og om det er oppdiktet."""
    rader: list[dict[str, str]] = getattr(part, "behovsrader", [])
    return [
        {
            **rad,
            "adresse": reverse("behov", args=[rad["slug"]]),
            "tilstand": Behovstilstand(rad["tilstand"]).label,
        }
        for rad in rader
    ]


def _ideer(part: OffentligPart, kunnskap: Kunnskap) -> list[tuple[Ide, tuple[str, ...]]]:
    """Ideene alle kan se, som motoren peker på virksomheten for, med grunnene. De beste først."""
    treff = (
        Treff.objects.filter(part=part, ide__in=Ide.objects.publisert().filter(synlighet=Ide.Synlighet.ALLE))
        .select_related("ide__entreprenor")
        .order_by("-poeng", "ide")[:HOYST_LIGNENDE]
    )
    return [(t.ide, grunnsetninger(t, kunnskap, side="offentlig")) for t in treff]


@dataclass(frozen=True, slots=True)
class LignendeSak:
    sak: Eksempelprofil
    hvorfor: str


def lignende_saker(part: OffentligPart, saker: list[Eksempelprofil], kunnskap: Kunnskap) -> list[LignendeSak]:
    """Saker fra kommuner som ligner: samme fylke, om lag like stor, eller like sentral. Mest likt først."""
    her = kunnskap.omrader.get(part.omrade.kode) if part.omrade else None
    if part.type != OffentligPart.Type.KOMMUNE or her is None:
        return []
    ut = []
    for sak in saker:
        for der in (kunnskap.omrader[kode] for kode in sak.omrader if kode in kunnskap.omrader):
            if der.type == "kommune" and (felles := likheter(her, der)):
                setning = _("%(sted)s: %(likhet)s") % {"sted": der.navn, "likhet": likhet_i_ord(felles)}
                ut.append((len(felles), sak, setning))
                break
    ut.sort(key=lambda rad: (-rad[0], rad[1].kort_omtalt, sorteringsnokkel(rad[1].navn)))
    return [LignendeSak(sak, setning) for _antall, sak, setning in ut[:HOYST_LIGNENDE]]


def _naere(part: OffentligPart, koder: frozenset[str], kunnskap: Kunnskap) -> list[tuple[str, str, str]]:
    """(slug, navn, type) for andre virksomheter som dekker noe av det samme stedet."""
    andre = [p for p in kunnskap.parter if p.slug != part.slug and p.dekker & koder]
    andre.sort(key=lambda p: (p.type, sorteringsnokkel(p.navn)))
    return [(p.slug, p.navn, str(OffentligPart.Type(p.type).label)) for p in andre[:HOYST_NAERE]]


def _tidligere(part: OffentligPart) -> list[str]:
    """Navnene på kommunene som er blitt til denne."""
    navn = set(getattr(part, "tidligere_navn", ())) - {part.omrade.navn if part.omrade else ""}
    return sorted(navn, key=sorteringsnokkel) if part.type == OffentligPart.Type.KOMMUNE else []


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def budsjettar(request: HttpRequest, slug: str) -> HttpResponse:
    """Budsjettåret til et kalenderprogram: de neste tolv månedene, med de samme leddene som på siden."""
    part = get_object_or_404(OffentligPart.objects.synlige(), slug=slug)
    i_dag = timezone.localdate()
    oppforinger = _oppforinger(part, i_dag, request.build_absolute_uri(part.get_absolute_url()))
    navn = _("Budsjettåret: %(navn)s") % {"navn": part.navn}
    fil = lag_kalender(navn, oppforinger, laget=i_dag, vert=request.get_host())
    svar = HttpResponse(fil, content_type="text/calendar; charset=utf-8")
    svar["Content-Disposition"] = f'attachment; filename="budsjettaret-{part.slug}.ics"'
    return svar


def _oppforinger(part: OffentligPart, i_dag: date, siden: str) -> Iterable[Oppforing]:
    for t in budsjettaret(part.nivaer[0], part.styreform, egne_ledd(part)):
        ledd = t.ledd
        forste, etter = perioden(ledd, i_dag)
        tittel = _("%(navn)s, vindu for ideer: %(hva)s") if ledd.er_vindu else "%(navn)s: %(hva)s"
        yield Oppforing(
            nokkel=f"{part.slug}-{ledd.nokkel}-{forste:%Y}",
            dag=forste,
            til=etter,
            tittel=tittel % {"navn": part.navn, "hva": ledd.vist.hva},
            tekst=f"{ledd.vist.gjor} {t.forbehold}".strip(),
            adresse=f"{siden}#aret",
        )


def perioden(ledd: Arshjul, i_dag: date) -> tuple[date, date]:
    """(første dag, dagen etter den siste) neste gang leddet kommer; denne gangen når det varer ennå.

    Et ledd som går over nyttår, begynner året før det slutter.
    """
    ar = i_dag.year + (ledd.maned_til < i_dag.month)
    siste = date(ar, ledd.maned_til, calendar.monthrange(ar, ledd.maned_til)[1])
    return date(ar - (ledd.maned_fra > ledd.maned_til), ledd.maned_fra, 1), siste + timedelta(days=1)
