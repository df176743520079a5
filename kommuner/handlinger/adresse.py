"""Den som er med fordi hun har en adresse på domenet, er ikke med lenger når hun ikke har den."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction

from kommuner.models import Medlemskap
from kommuner.tilganger import er_pa_domenet, er_samme_domene, henger_pa_adressen
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.hendelser.handlinger import logg_hendelse
from veier.konto.models import Adressebytte
from veier.medlemskap.handlinger.felles import laas
from veier.medlemskap.handlinger.medlemmer import administratorer, ta_ut


def avslutt_uten_adresse(bruker: Bruker | None = None) -> int:
    """Går gjennom medlemskapene til ``bruker``, eller til alle som har byttet adresse. Gir hvor mange som er avsluttet.

    Et domene som endres i dataene, sier ingenting om personen: uten ``bruker`` er det bare den som har byttet bort fra
    domenet mens hun var med, som må vise det på nytt.

    Ingen tas ut av noen: har personen igjen en adresse på domenet, kan hun bli med igjen selv. Ellers kan en
    administrator invitere henne.
    """
    rader = Medlemskap.objects.select_related("bruker", "organisasjon").order_by("pk")
    if bruker:
        aktuelle = list(rader.filter(bruker=bruker))
    else:
        byttet = _gjorte_bytter()
        aktuelle = [r for r in rader.filter(bruker__in=list(byttet)) if _har_forlatt(r, byttet[r.bruker_id])]
    return sum(_avslutt(rad) for rad in aktuelle if _er_over(rad))


def _gjorte_bytter() -> dict[int, list[Adressebytte]]:
    bytter: dict[int, list[Adressebytte]] = defaultdict(list)
    for bytte in Adressebytte.objects.filter(stoppet_tid=None).exclude(gjort_tid=None):
        bytter[bytte.bruker_id].append(bytte)
    return bytter


def _har_forlatt(rad: Medlemskap, bytter: list[Adressebytte]) -> bool:
    """Ett av byttene etter at hun ble med, gikk til et annet domene."""
    return any(
        b.gjort_tid and b.gjort_tid >= rad.fra_tid and not er_samme_domene(b.gammel, b.ny) for b in bytter
    )


def _er_over(rad: Medlemskap) -> bool:
    person, part = rad.bruker, rad.organisasjon
    if not part.domenene or er_pa_domenet(person, part):
        return False
    return henger_pa_adressen(person, part)


@transaction.atomic
def _avslutt(medlemskap: Medlemskap) -> bool:
    laas(medlemskap.organisasjon)
    rad = (
        Medlemskap.objects.select_related("bruker", "organisasjon")
        .select_for_update(of=("self",))
        .filter(pk=medlemskap.pk)
        .first()
    )
    if rad is None or not _er_over(rad):
        return False
    person, part = rad.bruker, rad.organisasjon
    ta_ut(rad, av=person)
    logg_hendelse(
        "medlemskap_uten_adresse", av=person.offentlig_id, gjelder=part, medlem=str(person.offentlig_id)
    )
    send_brev(
        "medlemskap_avsluttet",
        nokkel=str(rad.ref),
        til=person.epost,
        malform=person.malform,
        side=("offentlig_bli_med", [part.slug]),
        organisasjon=part.navn,
        domene=" eller ".join(part.domenene),
    )
    for administrator in administratorer(part):
        send_brev(
            "medlem_uten_adresse",
            nokkel=str(rad.ref),
            til=administrator.epost,
            malform=administrator.malform,
            side=("offentlig_medlemmer", [part.slug]),
            organisasjon=part.navn,
            domene=" eller ".join(part.domenene),
            hvem=str(person),
            epost=_adressen_hun_hadde(rad),
        )
    return True


def _adressen_hun_hadde(rad: Medlemskap) -> str:
    """Den siste fra tiden hun var med. Den nye er bare hennes."""
    bytter = Adressebytte.objects.filter(bruker=rad.bruker, stoppet_tid=None, gjort_tid__gte=rad.fra_tid)
    siste = bytter.order_by("-gjort_tid", "-pk").first()
    return siste.gammel if siste else "–"
