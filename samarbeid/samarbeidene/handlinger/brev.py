"""E-postene om et samarbeid: til den andre siden når noe har skjedd, og til begge når en dag nærmer seg."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from samarbeid.models import Medeier, Samarbeid, Samtaleside, Skritt
from samarbeid.models.samarbeid import andre
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.epost.trygg import trygt_navn
from veier.medlemskap.handlinger.medlemmer import som_far_brev

Slag = Skritt.Slag
# Det den andre siden får brev om. Resten står på siden når hun kommer dit.
VARSLES = frozenset(
    {
        Slag.FORESLATT, Slag.JA, Slag.NEI, Slag.STADIUM, Slag.PLAN_JA, Slag.START, Slag.AVGJOR, Slag.FORVENTNING, Slag.AVTALE,
        Slag.MEDEIER, Slag.AVSLUTT, Slag.EKSEMPEL,
    }
)  # fmt: skip


def si_fra(samarbeid: Samarbeid, skritt: Skritt) -> None:
    """Brevet til den andre siden, uten det som er skrevet."""
    if skritt.slag in VARSLES:
        til = mottakere(samarbeid, andre(skritt.side))
        _send(til, samarbeid, str(skritt.nr), lambda: _det_som_skjedde(samarbeid, skritt))


def si_fra_til_medeieren(medeier: Medeier) -> None:
    """Brevet til en virksomhet begge sider vil ha med: et spørsmål, uten det som er skrevet."""
    navn = trygt_navn(medeier.samarbeid.part.navn)
    _send(
        som_far_brev(medeier.part),
        medeier.samarbeid,
        f"medeier:{medeier.pk}",
        lambda: _("%(navn)s spør om dere vil være med i et samarbeid.") % {"navn": navn},
        side=("samarbeid_spurt", [str(medeier.pk)]),
    )


def si_fra_om_medeieren(samarbeid: Samarbeid, skritt: Skritt, navn: str, *, ja: bool) -> None:
    """Brevet til begge sider når virksomheten de spurte, har svart, eller går ut."""
    begge = [bruker for side in Samtaleside for bruker in mottakere(samarbeid, side)]
    _send(begge, samarbeid, str(skritt.nr), lambda: medeierens_svar(trygt_navn(navn), ja=ja))


def _send(
    til: Iterable[Bruker],
    samarbeid: Samarbeid,
    nokkel: str,
    lag_setning: Callable[[], str],
    *,
    side: tuple[str, list[str]] | None = None,
) -> None:
    """Ett brev til hver, på hennes målform. ``nokkel`` gjelder i samarbeidet, og gjør at det aldri går to ganger."""
    for bruker in til:
        with override(bruker.malform):
            hva = lag_setning()
        send_brev(
            "samarbeid_nytt",
            nokkel=f"{samarbeid.referanse}:{nokkel}",
            til=bruker.epost,
            malform=bruker.malform,
            side=side or ("samarbeid", [samarbeid.referanse]),
            emnet=samarbeid.tittel,
            det_som_skjedde=hva,
        )


def medeierens_svar(navn: str, *, ja: bool) -> str:
    setning = _("%(navn)s er med i samarbeidet.") if ja else _("%(navn)s er ikke med i samarbeidet.")
    return setning % {"navn": navn}


def minn_om(samarbeid: Samarbeid, dag: date, *, nokkel: str, lag_setning: Callable[[], str]) -> int:
    """Det samme brevet til begge sider, på mottakerens målform. ``nokkel`` gjør at det aldri går to ganger. Gir antallet."""
    sendt = 0
    for side in Samtaleside:
        for bruker in mottakere(samarbeid, side):
            with override(bruker.malform):
                hva, datoen = lag_setning(), date_format(dag, "j. F Y")
            brevet = send_brev(
                "samarbeid_frist",
                nokkel=f"{samarbeid.referanse}:{nokkel}:{dag.isoformat()}",
                til=bruker.epost,
                malform=bruker.malform,
                side=("samarbeid", [samarbeid.referanse]),
                emnet=samarbeid.tittel,
                det_som_kommer=hva,
                datoen=datoen,
            )
            sendt += brevet is not None
    return sendt


def mottakere(samarbeid: Samarbeid, side: str) -> list[Bruker]:
    """Den ansvarlige på siden når hun fortsatt er med, ellers de som administrerer."""
    organisasjon = samarbeid.entreprenor if side == Samtaleside.ENTREPRENOR else samarbeid.part
    ansvarlig = samarbeid.ansvarlig(side)
    if ansvarlig and ansvarlig.is_active and organisasjon.medlemskap.filter(bruker=ansvarlig).exists():
        return [ansvarlig]
    return list(som_far_brev(organisasjon))


def _det_som_skjedde(samarbeid: Samarbeid, skritt: Skritt) -> str:
    navn = trygt_navn(samarbeid.navnet_til(skritt.side))
    stadium = dict(Samarbeid.Stadium.choices).get(skritt.til, "")
    setninger: dict[str, str] = {
        Slag.FORESLATT: _("%(navn)s vil begynne et samarbeid med dere."),
        Slag.JA: _("%(navn)s sier ja til å samarbeide."),
        Slag.NEI: _("%(navn)s sier nei til å samarbeide nå."),
        Slag.STADIUM: _("%(navn)s har flyttet samarbeidet til «%(stadium)s»."),
        Slag.PLAN_JA: _("%(navn)s sier ja til planen for piloten."),
        Slag.START: _("%(navn)s har startet piloten."),
        Slag.AVGJOR: _("%(navn)s har skrevet inn hva som skjer etter piloten."),
        Slag.FORVENTNING: _("%(navn)s har skrevet ned en forventning, og spør om dere er enige."),
        Slag.AVTALE: _("%(navn)s har skrevet inn en avtale."),
        Slag.MEDEIER: _("%(navn)s vil ha med en virksomhet til, og spør om det er greit for dere."),
        Slag.AVSLUTT: _("%(navn)s har avsluttet samarbeidet."),
        Slag.EKSEMPEL: _("%(navn)s har svart på om samarbeidet kan bli et eksempel."),
    }
    return setninger[Slag(skritt.slag)] % {"navn": navn, "stadium": stadium}
