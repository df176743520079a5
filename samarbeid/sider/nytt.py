"""Det som er nytt denne uken og passer organisasjonene til den innloggede: få, og med grunnene. Et fast antall spørsmål."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov, OffentligPart
from samarbeid.katalog.sider.entreprenorforslag import entreprenorprofil
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.partnere import Partnersok, vurder_partner
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.regler.entreprenorer import LANDET
from samarbeid.matching.typer import NEI, Entreprenorprofil, Kunnskap
from samarbeid.models import Katalograd, Treff
from samarbeid.svar.treffvisning import grunnsetninger
from veier.brukere.models import Bruker

NYTT_I = timedelta(days=7)
HOYST = 3
# Så mange av de nyeste vurderes. Kommer det flere på en uke, er de nyeste nok.
VURDERES = 100


@dataclass(frozen=True, slots=True)
class Nyhet:
    """Noe nytt, og hvorfor det passer. ``hvem`` er den som står bak."""

    navn: str
    adresse: str
    hvem: str
    grunner: tuple[str, ...]


Nyheter = list[tuple[str, list[Nyhet]]]


def nyheter(
    entreprenorer: Sequence[Entreprenor], virksomheter: Sequence[OffentligPart], bruker: Bruker
) -> Nyheter:
    """(navnet på organisasjonen, det som er nytt og passer den). En det ikke er noe nytt for, er ikke med."""
    return [*behov_for(entreprenorer), *ideer_og_entreprenorer_for(virksomheter, bruker)]


def behov_for(entreprenorer: Sequence[Entreprenor]) -> Nyheter:
    """(navnet på entreprenøren, nye behov det kan svares på og som passer henne), de beste først."""
    nye = _nye_behov() if entreprenorer else []
    if not nye:
        return []
    kunnskap, rader = hent_kunnskap(), Katalograd.objects.in_bulk([e.pk for e in entreprenorer])
    sokene = [(behov, sok_av(behov, kunnskap)) for behov in nye]
    ut = [
        (e.navn, _passer(entreprenorprofil(rader[e.pk]), sokene, kunnskap))
        for e in entreprenorer
        if e.pk in rader
    ]
    return [(navn, nyheter) for navn, nyheter in ut if nyheter]


def ideer_og_entreprenorer_for(virksomheter: Sequence[OffentligPart], bruker: Bruker) -> Nyheter:
    """(navnet på virksomheten, nye ideer som peker på den, og nye entreprenører som kan møte et av behovene dens)."""
    if not virksomheter:
        return []
    kunnskap = hent_kunnskap()
    ideer, partnere = _ideer(virksomheter, bruker, kunnskap), _partnere(virksomheter, kunnskap)
    ut = [(v.navn, [*ideer.get(v.pk, [])[:HOYST], *partnere.get(v.pk, [])[:HOYST]]) for v in virksomheter]
    return [(navn, nyheter) for navn, nyheter in ut if nyheter]


def sok_av(behov: Behov, kunnskap: Kunnskap) -> Partnersok:
    """Behovet slik entreprenørene måles mot det: det virksomheten selv har bekreftet."""
    steder = tuple(kode for kode in behov.omrader if kode in kunnskap.omrader)
    fylker = [kunnskap.omrader[kode].overordnet for kode in steder]
    return Partnersok(
        temaer=tuple(behov.tema),
        malgrupper=tuple(behov.malgruppe),
        steder=steder,
        fylker=tuple(f for f in fylker if f and f != LANDET),
    )


def _nye_behov() -> list[Behov]:
    i_dag = timezone.localdate()
    nye = Behov.objects.tar_sporsmal(i_dag).filter(publisert_tid__gte=timezone.now() - NYTT_I)
    return list(nye.select_related("part").order_by("-publisert_tid", "pk")[:VURDERES])


def _passer(
    profil: Entreprenorprofil, sokene: Sequence[tuple[Behov, Partnersok]], kunnskap: Kunnskap
) -> list[Nyhet]:
    forklarer = Forklarer(kunnskap, _)
    vurdert = [(b, v) for b, sok in sokene if (v := vurder_partner(profil, sok)) and v.passer != NEI]
    vurdert.sort(key=lambda par: -par[1].poeng)
    return [
        Nyhet(b.tittel, b.get_absolute_url(), b.part.navn, tuple(map(forklarer.setning, v.grunner)))
        for b, v in vurdert[:HOYST]
    ]


def _ideer(
    virksomheter: Sequence[OffentligPart], bruker: Bruker, kunnskap: Kunnskap
) -> dict[int, list[Nyhet]]:
    treff = (
        Treff.objects.filter(
            part__in=virksomheter,
            slag=Treff.Slag.VIRKSOMHET,
            forst_sett_tid__gte=timezone.now() - NYTT_I,
            ide__in=Ide.objects.synlig_for(bruker).publisert(),
        )
        .exclude(ide__entreprenor__medlemskap__bruker=bruker)
        .select_related("ide__entreprenor")
        .order_by("-poeng", "ide")[:VURDERES]
    )
    ut: dict[int, list[Nyhet]] = {}
    for t in treff:
        grunner = grunnsetninger(t, kunnskap, side="offentlig")
        nyhet = Nyhet(t.ide.tittel, t.ide.get_absolute_url(), t.ide.entreprenor.navn, grunner)
        ut.setdefault(t.part_id or 0, []).append(nyhet)
    return ut


def _partnere(virksomheter: Sequence[OffentligPart], kunnskap: Kunnskap) -> dict[int, list[Nyhet]]:
    behovene = list(
        Behov.objects.apne().filter(part__in=virksomheter).order_by("-publisert_tid", "pk")[:VURDERES]
    )
    if not behovene:
        return {}
    siden = timezone.now() - NYTT_I
    nye = Entreprenor.objects.apne().filter(publisert_tid__gte=siden).order_by("-publisert_tid", "pk")
    rader = Katalograd.objects.filter(pk__in=list(nye.values_list("pk", flat=True)[:VURDERES]))
    profiler = [(rad, entreprenorprofil(rad)) for rad in rader]
    forklarer = Forklarer(kunnskap, _, side="offentlig")
    beste: dict[int, dict[int, tuple[int, Nyhet]]] = {}
    for behov in behovene:
        sok = sok_av(behov, kunnskap)
        for rad, profil in profiler:
            v = vurder_partner(profil, sok)
            if v and v.passer != NEI and v.poeng > beste.setdefault(behov.part_id, {}).get(rad.pk, (0,))[0]:
                til = _("Passer til behovet «%(behov)s».") % {"behov": behov.tittel}
                nyhet = Nyhet(
                    rad.navn,
                    reverse("entreprenor", args=[rad.slug]),
                    "",
                    (til, *map(forklarer.setning, v.grunner)),
                )
                beste[behov.part_id][rad.pk] = (v.poeng, nyhet)
    return {
        part: [nyhet for _poeng, nyhet in sorted(rader_.values(), key=lambda par: -par[0])]
        for part, rader_ in beste.items()
    }
