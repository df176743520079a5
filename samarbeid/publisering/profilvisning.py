"""Profilen slik leseren ser den: det de har skrevet, det de har gjort, og det registeret vet."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from entreprenorer.handlinger.bekreftelse import hvorfor_ikke_bekreftet
from entreprenorer.models import Entreprenor, Ide, Referanse, Virkning
from samarbeid.katalog.forms import sporring
from samarbeid.katalog.indeks.steder import stedsnavn
from samarbeid.katalog.indeks.typer import Katalogsok
from samarbeid.katalog.sider.strukturert import organisasjon
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Eksempelprofil, Kunnskap
from samarbeid.publisering.behov_som_passer import behov_for_profil
from samarbeid.publisering.virkningsvisning import lag_virkningsvisning
from veier.medlemskap.forhold import forholdet
from veier.medlemskap.hatter import handler_for
from veier.medlemskap.tilganger import har_administrator, medlemskap_i
from veier.tekst import sorteringsnokkel

HOYST_LIGNENDE = 5


def profilsammenheng(profil: Entreprenor, request: HttpRequest) -> dict[str, object]:
    """Det siden om en entreprenør viser. ``profil`` kan være et utkast som ikke er lagret."""
    kunnskap = hent_kunnskap()
    steder = [stedsnavn(k, kunnskap) for k in profil.steder if k in kunnskap.omrader]
    referanser = Referanse.objects.filter(entreprenor=profil, skjult=False).select_related("part")
    saker, lignende = _saker(profil, kunnskap)
    medlemskap, hentet = medlemskap_i(request.user, profil), har_administrator(profil)
    return {
        "profil": profil,
        "vist": profil.er_publisert,
        "hentet": hentet,
        "ingen_svarer": not hentet and profil.opplost_tid is None,
        "medlemskap": medlemskap,
        "apne_behov": behov_for_profil(profil) if medlemskap else None,
        "hvorfor_ikke_bekreftet": hvorfor_ikke_bekreftet(profil),
        "forhold": forholdet(request.user, profil),
        "skriver_for": handler_for(request.user, "offentlig") or "",
        "kan_snakke_med": hentet and _kan_snakke_med(profil, request),
        "temaer": [(t, kunnskap.temaer[t].navn) for t in profil.temaer if t in kunnskap.temaer],
        "malgrupper": [kunnskap.malgrupper[m].navn for m in profil.malgrupper if m in kunnskap.malgrupper],
        "steder": [_("Hele landet")] if profil.hele_landet else steder,
        "virkninger": [
            lag_virkningsvisning(v)
            for v in Virkning.objects.publisert().filter(entreprenor=profil).order_by("opprettet_tid")
        ],
        "referanser": sorted(
            (r for r in referanser if r.status != Referanse.Status.AVVIST),
            key=lambda r: r.status != Referanse.Status.BEKREFTET,
        ),
        "ideer": _ideer(profil, request),
        "saker": saker,
        "lignende": lignende,
        "ligner": sporring(Katalogsok(tema=tuple(sorted(t for t in profil.temaer if t in kunnskap.temaer)))),
        # Uten et oppslag i registeret er det ingen endringer å hente.
        "endringer": profil.registerendringer.all()[:5] if profil.register_hentet_tid else (),
        "strukturert": organisasjon(profil, [_("Hele landet")] if profil.hele_landet else steder),
    }


def _kan_snakke_med(profil: Entreprenor, request: HttpRequest) -> bool:
    """Leseren handler for en virksomhet, og profilen er ute."""
    er_virksomhet = request.user.is_authenticated and request.user.hatt.startswith("offentlig:")
    return bool(er_virksomhet and profil.pk and profil.er_bekreftet and profil.vises)


def _ideer(profil: Entreprenor, request: HttpRequest) -> list[Ide]:
    """Ideene leseren kan se, med det listen viser."""
    ideer = Ide.objects.synlig_for(request.user).publisert().filter(entreprenor=profil)
    ut = list(ideer.only("slug", "tittel", "losning", "entreprenor"))
    for ide in ut:
        ide.entreprenor = profil  # adressen trenger den, og vi har den alt
    return ut


def _saker(profil: Entreprenor, kunnskap: Kunnskap) -> tuple[list[Eksempelprofil], list[Eksempelprofil]]:
    """(entreprenørens egne saker, andres saker om de samme temaene, flest felles temaer først)."""
    egne = [sak for sak in kunnskap.eksempler if profil.slug in sak.profiler]
    temaer = frozenset(profil.temaer)
    andres = [sak for sak in kunnskap.eksempler if sak not in egne and sak.temaer & temaer]
    andres.sort(key=lambda s: (-len(temaer & s.temaer), sorteringsnokkel(s.navn)))
    return egne, andres[:HOYST_LIGNENDE]
