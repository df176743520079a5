"""Det som følger av at en virksomhet har kunngjort en konkurranse: hva siden sier, og hva den som begynner en ny samtale, må si.

Ingen må få et råd på siden av en konkurranse som er i gang (anskaffelsesforskriften § 12-2). Å skrive om noe annet går.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor
from kommuner.models import Behov, OffentligPart
from samarbeid.models import Samtale
from samarbeid.models.samtaler.konkurranse import KONKURRANSEN_VARER
from veier.feil import Domenefeil, FeilIFelt
from veier.taksonomi.ordforrad import Behovstilstand

FLEST = 20


class Kunngjort(NamedTuple):
    """En konkurranse: det den gjelder, og nummeret på kunngjøringen."""

    gjelder: str
    nummer: str

    def __str__(self) -> str:
        return f"«{self.gjelder}» ({self.nummer})" if self.gjelder else self.nummer


def stengt(samtale: Samtale) -> Domenefeil:
    """Det den som likevel sender noe i en samtale om en kunngjort konkurranse, får vite."""
    return Domenefeil(
        _("Konkurransen om dette er kunngjort (%(hvor)s). Still spørsmål i den, der alle ser svaret.")
        % {"hvor": samtale.kunngjort_her}
    )


def stengt_med_dem(samtale: Samtale) -> Domenefeil:
    """Det virksomheten får vite når den vil begynne en samtale til med dem: den som står åpen, er stengt av konkurransen."""
    return Domenefeil(
        _(
            "Konkurransen er kunngjort i samtalen %(ref)s med dem, og da skriver ingen fritt. "
            "Gjelder dette noe annet, avslutter dere den først."
        )
        % {"ref": samtale.referanse}
    )


def nylig(na: datetime | None = None) -> Q:
    """Samtalene der en konkurranse som ble kunngjort i dem, ennå kan være i gang."""
    return Q(ferdig_tid=None) | Q(ferdig_tid__gt=(na or timezone.now()) - KONKURRANSEN_VARER)


def kunngjorte(part: OffentligPart, entreprenor: Entreprenor) -> list[Kunngjort]:
    """Konkurransene virksomheten har ute: på behovene sine, og i samtalene med entreprenøren. Hvert nummer én gang."""
    behovene = Behov.objects.publisert().filter(part=part, tilstand=Behovstilstand.KUNNGJORT).order_by("pk")
    if not entreprenor.oppdiktet:  # en oppdiktet konkurranse angår ingen som finnes
        behovene = behovene.filter(oppdiktet=False)
    samtalene = Samtale.objects.filter(
        nylig(), part=part, entreprenor=entreprenor, anskaffelse=Samtale.Anskaffelse.KUNNGJORT
    )
    funnet = [Kunngjort(*rad) for rad in behovene.values_list("tittel", "doffin")[:FLEST]]
    funnet += [Kunngjort("", nr) for nr in samtalene.order_by("pk").values_list("doffin", flat=True)[:FLEST]]
    return list({k.nummer: k for k in reversed(funnet)}.values())[::-1]


def krev_noe_annet(ute: Sequence[Kunngjort], *, noe_annet: bool) -> None:
    """Den som skriver mens en konkurranse er ute, må si at det gjelder noe annet. Hever FeilIFelt."""
    if ute and not noe_annet:
        raise FeilIFelt(
            "noe_annet",
            _(
                "Kryss av for at dette ikke gjelder konkurransen. Gjelder det den, stiller dere spørsmålet i den."
            ),
        )


def med_erklaering(tekst: str, ute: Sequence[Kunngjort]) -> str:
    """Meldingen, med at den gjelder noe annet enn konkurransene som er ute: det står i samtalen, der begge leser det."""
    if not ute:
        return tekst
    gjelder_ikke = _("Dette gjelder ikke konkurransen som er kunngjort: %(hvilke)s.") % {"hvilke": nevn(ute)}
    return f"{tekst}\n\n{gjelder_ikke}"


def nevn(ute: Sequence[Kunngjort]) -> str:
    return ", ".join(map(str, ute))


def uten_navn(adresse: str) -> str:
    """«…@trondheim.kommune.no»: en adresse slik den andre siden ser den mens konkurransen er kunngjort."""
    return f"…@{adresse.rpartition('@')[2]}"
