"""Hvordan det står til med e-posten, til helsesjekken og til redaksjonen.

Én postkasse som er full, er en merknad: det er mottakeren som må rydde. Driften er nedsatt når e-post som sådan ikke
går: tjeneren svarer ikke, ingen prøver, eller flere mottakere sier nei og ingenting kommer fram.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Func, Max, Min, Q, TextField, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from veier.epost.models import Utsending
from veier.epost.utfall import HOS_MOTTAKEREN, TJENEREN_GIKK

# Så gammel kan en melding være før noe er galt. En kode er bare verdt noe i et kvarter.
GAMMEL_SEKUNDER = 600
NYLIG = timedelta(hours=24)
# Så mange domener har ikke fulle postkasser samtidig: da er det oss de ikke vil ha e-post fra.
MANGE_DOMENER = 5

_DOMENE = Func(Lower("til"), Value("@"), Value(2), function="split_part", output_field=TextField())


@dataclass(frozen=True, slots=True)
class Eposttilstand:
    """``eldste_sekunder`` er alderen på den eldste som venter; ``gitt_opp`` og ``for_gamle`` ble det det siste døgnet.

    ``gammel_hos_oss`` og ``gitt_opp_hos_oss`` er de av dem der det ikke var mottakeren som sa nei.
    """

    venter: int
    eldste_sekunder: int
    feilet_og_venter: int
    gitt_opp: int
    for_gamle: int
    gammel_hos_oss: int = 0
    hos_mottakeren: int = 0
    gitt_opp_hos_oss: int = 0
    gar_ikke_fram: bool = False

    def grunner(self) -> Iterator[str]:
        """Setningene som sier at e-posten ikke går."""
        if self.gammel_hos_oss:
            yield "En e-post har ventet for lenge. Svarer e-posttjeneren?"
        if self.gitt_opp_hos_oss:
            yield "E-post er gitt opp det siste døgnet. Se utsendingene i redaksjonen."
        if self.gar_ikke_fram:
            yield "Flere mottakere tar ikke imot e-post fra portalen, og ingen nyere er kommet fram."

    def merknader(self) -> Iterator[str]:
        """Det som er verdt å vite, og som ikke er noe galt med driften."""
        if self.hos_mottakeren:
            yield f"{self.hos_mottakeren} brev venter hos mottakeren."
        if avvist := self.gitt_opp - self.gitt_opp_hos_oss:
            yield f"{avvist} brev ble avvist av mottakeren det siste døgnet. Se utsendingene i redaksjonen."


def tilstand() -> Eposttilstand:
    """Én spørring, og én til når flere mottakere sier nei. Hever databasens feil."""
    na, status = timezone.now(), Utsending.Status
    # Et brev som skal vente til mandag, har ikke ventet.
    venter = Q(status=status.VENTER) & (Q(ikke_for=None) | Q(ikke_for__lte=na))
    gitt_opp = Q(status=status.GITT_OPP)
    gammel = venter & Q(skulle_sendes__lt=na - timedelta(seconds=GAMMEL_SEKUNDER))
    hos_dem = Q(siste_feil__regex=HOS_MOTTAKEREN) & ~Q(siste_feil__regex=TJENEREN_GIKK)
    sa_nei = (gammel | gitt_opp) & hos_dem
    nylig = Q(status__in=[status.GITT_OPP, status.FOR_GAMMEL], avsluttet_tid__gte=na - NYLIG)
    rader = Utsending.objects.annotate(skulle_sendes=Coalesce("ikke_for", "opprettet_tid"))
    tall = rader.filter(venter | nylig).aggregate(
        venter=Count("pk", filter=venter),
        eldste=Min("skulle_sendes", filter=venter),
        feilet=Count("pk", filter=venter & Q(forsok__gt=0) & ~Q(siste_feil="")),
        gitt_opp=Count("pk", filter=gitt_opp),
        for_gamle=Count("pk", filter=Q(status=status.FOR_GAMMEL)),
        gammel_hos_oss=Count("pk", filter=gammel & ~hos_dem),
        hos_mottakeren=Count("pk", filter=gammel & hos_dem),
        gitt_opp_hos_oss=Count("pk", filter=gitt_opp & ~hos_dem),
        mottakere=Count(Lower("til"), filter=sa_nei, distinct=True),
        domener=Count(_DOMENE, filter=sa_nei, distinct=True),
        siste_nei=Max("opprettet_tid", filter=sa_nei),
    )
    eldste, mottakere, domener, siste_nei = (
        tall.pop(navn) for navn in ("eldste", "mottakere", "domener", "siste_nei")
    )
    return Eposttilstand(
        eldste_sekunder=round((na - eldste).total_seconds()) if eldste else 0,
        feilet_og_venter=tall.pop("feilet"),
        gar_ikke_fram=domener >= MANGE_DOMENER or (mottakere > 1 and not _kom_fram_etter(siste_nei)),
        **tall,
    )


def _kom_fram_etter(tid: object) -> bool:
    return Utsending.objects.filter(status=Utsending.Status.SENDT, opprettet_tid__gt=tid).exists()
