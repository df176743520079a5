"""Min side: hvem du er her som, hva som trenger deg først, hva som er nytt, og hva som mangler."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TypeAlias, cast

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from entreprenorer.models import Entreprenor, Ide, Referanse
from kommuner.models import Behov, Medeiersporsmal, OffentligPart
from kommuner.tilganger import virksomhet_for
from samarbeid.models import Oppfolging, Treff
from samarbeid.nytt.passer import nyheter
from samarbeid.publisering.flyter import FLYTER, IDE, Skrevet
from samarbeid.samarbeidene.haster import Haster, det_som_haster
from samarbeid.sider.forst import Gjoremal, Svarlenke, samtalen_som_venter, ta_det_forste
from samarbeid.sider.utloper import dager_i_behovene, kontakter_som_utloper
from samarbeid.svar import prov, veiviser
from veier.brukere.innlogget import Innlogget
from veier.brukere.models import Bruker
from veier.gjennomgang.handlinger.vurdering import tatt_ned_av_redaksjonen
from veier.gjennomgang.models import Utgave
from veier.medlemskap.hatter import hatter
from veier.medlemskap.models import Foresporsel, Organisasjon
from veier.medlemskap.slag import alle_slag
from veier.medlemskap.tilganger import hvorfor_ikke_skrive_til_fremmede
from veier.utkast import okt
from veier.utkast.flyt import Utkastflyt

NYTT_I = timedelta(days=14)
HOYST_NYE = 10


# Det personen er med i, etter slag.
Organisasjonene: TypeAlias = Mapping[str, Sequence[Organisasjon]]


@require_safe
def min_side(request: Innlogget) -> HttpResponse:
    """Organisasjonene, forespørslene begge veier, og veien videre for den som er ny."""
    bruker = request.user
    mine = hatter(bruker)
    egne, til_meg = _foresporsler(bruker)
    entreprenorer = [h.organisasjon for h in mine if isinstance(h.organisasjon, Entreprenor)]
    virksomheter = [h.organisasjon for h in mine if isinstance(h.organisasjon, OffentligPart)]
    organisasjoner: Organisasjonene = {"entreprenor": entreprenorer, "offentlig": virksomheter}
    gjoremal, hos_redaksjonen = _det_som_er_skrevet(organisasjoner)
    gjoremal += [*_sporsmal(virksomheter), *_medeiere(virksomheter), *_referanser(virksomheter)]
    haster, flere_haster = _haster(bruker, entreprenorer, virksomheter)
    samtalen, uleste = samtalen_som_venter(bruker, egne={e.pk for e in entreprenorer}) if mine else (None, 0)
    forst = ta_det_forste(samtalen, haster=haster, til_meg=til_meg, gjoremal=gjoremal)
    sammenheng = {
        "forst": forst,
        "haster": haster,
        "flere_haster": flere_haster,
        "mine": mine,
        # Toppen på siden viser de samme: uten disse ville den spurt om igjen.
        "hatter": mine,
        "hatt": next((h for h in mine if h.kode == bruker.hatt), None),
        "medlemssider": {h.kode: f"{h.kode.partition(':')[0]}_medlemmer" for h in mine},
        "egne": egne,
        "til_meg": til_meg,
        "gjoremal": gjoremal,
        "kontaktene": kontakter_som_utloper(
            h.organisasjon for h in mine if h.er_administrator and isinstance(h.organisasjon, OffentligPart)
        ),
        "dagene": dager_i_behovene(virksomheter),
        "hos_redaksjonen": hos_redaksjonen,
        "publisert": _nylig_publisert(organisasjoner),
        "nye": _nye_treff(entreprenorer),
        "nyheter": nyheter(entreprenorer, virksomheter, bruker),
        "entreprenorer": entreprenorer,
        "virksomheter": virksomheter,
        "uleste": uleste,
        "provd": _begynt(request, prov.FLYT, "prov_ta_med"),
        "begynte_behov": _begynt(request, veiviser.FLYT, "veiviser_ta_med"),
        "foreslatt": virksomhet_for(bruker.epostdomene) if not mine else None,
    }
    return render(request, "sider/min_side.html", sammenheng)


def _haster(
    bruker: Bruker, entreprenorer: Sequence[Entreprenor], virksomheter: Sequence[OffentligPart]
) -> tuple[list[Haster], int]:
    egne, ledet = {e.pk for e in entreprenorer}, {v.pk for v in virksomheter}
    return det_som_haster(bruker, egne=egne, ledet=ledet) if egne or ledet else ([], 0)


def _begynt(request: Innlogget, flyt: Utkastflyt, ta_med: str) -> list[tuple[str, str]]:
    """(navnet, adressen som tar det med) for det som er begynt i denne nettleseren uten konto."""
    return [(navn, reverse(ta_med, args=[nokkel])) for nokkel, navn in okt.begynt(request, flyt)]


def _foresporsler(bruker: Bruker) -> tuple[list[Svarlenke], list[Svarlenke]]:
    """(de personen har sendt, de personen skal svare på), hver med adressenavnet til svaret."""
    venter = Foresporsel.Status.VENTER
    egne: list[Svarlenke] = []
    til_meg: list[Svarlenke] = []
    for slag in alle_slag().values():
        egne += [
            (f, f"{slag.kode}_trekk_foresporsel")
            for f in slag.foresporsel.objects.filter(bruker=bruker, status=venter).select_related(  # type: ignore[misc]
                "organisasjon"  # feltet står i arvingen
            )
        ]
        administrerer = slag.medlemskap.objects.filter(bruker=bruker, rolle="administrator").values(  # type: ignore[misc]
            "organisasjon"
        )
        til_meg += [
            (f, f"{slag.kode}_medlemmer")
            for f in slag.foresporsel.objects.filter(
                Q(organisasjon__in=administrerer), status=venter
            ).select_related("organisasjon", "bruker")  # type: ignore[misc]  # feltet står i arvingen
            if not hvorfor_ikke_skrive_til_fremmede(f.organisasjon)
        ]
    return egne, til_meg


def _det_som_er_skrevet(mine: Organisasjonene) -> tuple[list[Gjoremal], list[Gjoremal]]:
    """(det som venter på personen: sendt tilbake, profiler som mangler, påbegynt; det redaksjonen har nå)."""
    tilbake: list[Gjoremal] = []
    paabegynt: list[Gjoremal] = []
    hos_redaksjonen: list[Gjoremal] = []
    med_utkast: set[int] = set()
    for flyt in FLYTER.values():
        versjoner = flyt.versjon._default_manager.filter(**{f"{flyt.eierfelt}__in": mine[flyt.eierslag]})
        for versjon in versjoner.select_related(flyt.eierfelt):
            objekt = cast(Skrevet, versjon.objekt)
            if flyt.er_eier:
                med_utkast.add(objekt.pk)
            if getattr(objekt, "arkivert_tid", None):
                continue
            if not versjon.kan_endres:
                sendt = date_format(timezone.localtime(versjon.innsendt_tid), "j. F Y")
                tekst = _("«%(navn)s», sendt inn %(dato)s") % {"navn": objekt, "dato": sendt}
                hos_redaksjonen.append(Gjoremal(tekst, flyt.adresse("", objekt), objekt.eier.navn))
                continue
            er_tilbake = versjon.status == versjon.Status.SENDT_TILBAKE
            mal = _("Redaksjonen ber om endringer i «%(navn)s»") if er_tilbake else _("Fullfør «%(navn)s»")
            rad = Gjoremal(mal % {"navn": objekt}, flyt.adresse("", objekt), objekt.eier.navn)
            (tilbake if er_tilbake else paabegynt).append(rad)
    nedtatte, nede = _tatt_ned(mine, sendt={g.adresse for g in hos_redaksjonen})
    mangler = [
        Gjoremal(
            _("Skriv profilen til %(navn)s, så andre finner dere") % {"navn": e.navn},
            reverse("profil", args=[e.slug]),
            e.navn,
        )
        for e in cast(list[Entreprenor], mine["entreprenor"])
        if not e.er_publisert and not e.er_tatt_ned and e.pk not in med_utkast | nede
    ]
    return [*nedtatte, *tilbake, *mangler, *paabegynt], hos_redaksjonen


def _tatt_ned(mine: Organisasjonene, *, sendt: set[str]) -> tuple[list[Gjoremal], set[int]]:
    """(det redaksjonen har tatt ned, og som ikke er sendt inn på nytt; profilene blant dem)."""
    ut, profiler, nede = [], set(), _nedtakingene(mine)
    tomme = [u.order_by().values("pk") for u in nede.values()]
    if not tomme or not tomme[0].union(*tomme[1:]).exists():
        return [], set()  # som regel: ett spørsmål, ikke ett for hvert slag
    for navn, utgaver in nede.items():
        flyt = FLYTER[navn]
        for utgave in utgaver.select_related(flyt.eierfelt):
            objekt, adresse = cast(Skrevet, utgave.objekt), flyt.adresse("", utgave.objekt)
            if flyt.er_eier:
                profiler.add(objekt.pk)
            if adresse not in sendt:
                tekst = _("Redaksjonen har tatt ned «%(navn)s». Se hvorfor, og hva dere kan gjøre")
                ut.append(Gjoremal(tekst % {"navn": objekt}, adresse, objekt.eier.navn))
    return ut, profiler


def _nedtakingene(mine: Organisasjonene) -> dict[str, QuerySet[Utgave]]:
    return {
        navn: tatt_ned_av_redaksjonen(flyt.versjon, flyt.rader(mine[flyt.eierslag]).order_by().values("pk"))
        for navn, flyt in FLYTER.items()
    }


def _nylig_publisert(mine: Organisasjonene) -> list[Gjoremal]:
    """Det som er publisert de siste to ukene."""
    ut = []
    for flyt in FLYTER.values():
        rader = flyt.rader(mine[flyt.eierslag]).filter(
            publisert_tid__gte=timezone.now() - NYTT_I, nedtatt_tid=None
        )
        ut += [Gjoremal(str(rad), rad.get_absolute_url(), rad.eier.navn) for rad in rader]
    return ut


def _sporsmal(virksomheter: list[OffentligPart]) -> list[Gjoremal]:
    """Behovene noen har spurt om uten å ha fått svar."""
    venter = Count("sporsmalene", filter=Q(sporsmalene__besvart_tid=None, sporsmalene__fjernet_tid=None))
    rader = (
        Behov.objects.filter(part__in=virksomheter, arkivert_tid=None)
        .annotate(ubesvarte=venter)
        .filter(ubesvarte__gt=0)
        .select_related("part")
    )
    return [
        Gjoremal(
            ngettext(
                "%(antall)d spørsmål til «%(navn)s» venter på svar",
                "%(antall)d spørsmål til «%(navn)s» venter på svar",
                b.ubesvarte,
            )
            % {"antall": b.ubesvarte, "navn": b},
            reverse("behov_sporsmal", args=b.adressedeler),
            b.part.navn,
        )
        for b in rader
    ]


def _medeiere(virksomheter: list[OffentligPart]) -> list[Gjoremal]:
    """Behovene virksomhetene er spurt om å eie sammen med den som skrev dem."""
    rader = Medeiersporsmal.objects.filter(part__in=virksomheter, nei_tid=None, behov__arkivert_tid=None)
    return [
        Gjoremal(
            _("%(navn)s spør om dere vil eie «%(behov)s» sammen")
            % {"navn": r.behov.part.navn, "behov": r.behov},
            reverse("behov_medeier_svar", args=[r.part.slug, r.behov.slug]),
            r.part.navn,
        )
        for r in rader.select_related("behov__part", "part")
    ]


def _referanser(virksomheter: list[OffentligPart]) -> list[Gjoremal]:
    venter = (
        Referanse.objects.vises()
        .filter(part__in=virksomheter, status=Referanse.Status.VENTER)
        .select_related("entreprenor", "part")
    )
    return [
        Gjoremal(
            _("%(navn)s ber om en referanse") % {"navn": r.entreprenor},
            reverse("referanse_svar_medlem", args=[r.part.slug, r.ref]),
            r.part.navn,
        )
        for r in venter
    ]


def _nye_treff(entreprenorer: list[Entreprenor]) -> list[tuple[Ide, list[Treff], str]]:
    """Virksomhetene ideene har fått peke på de siste to ukene, og som ingen har gjort noe med."""
    fulgt = set(
        Oppfolging.objects.filter(ide__entreprenor__in=entreprenorer).values_list("ide", "slag", "slug")
    )
    treff = (
        Treff.objects.filter(
            ide__entreprenor__in=entreprenorer,
            ide__arkivert_tid=None,
            slag=Treff.Slag.VIRKSOMHET,
            forst_sett_tid__gte=timezone.now() - NYTT_I,
        )
        .select_related("ide__entreprenor", "part")
        .order_by("ide", "-poeng", "slug")
    )
    per_ide: dict[Ide, list[Treff]] = {}
    for t in treff:
        if (t.ide_id, t.slag, t.slug) not in fulgt:
            per_ide.setdefault(t.ide, []).append(t)
    return [(ide, rader[:HOYST_NYE], IDE.adresse("treff", ide)) for ide, rader in per_ide.items()]
