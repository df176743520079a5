"""«Vi også»: en virksomhet slutter seg til et behov en annen har publisert, og trekker seg igjen."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kommuner.models import Behov, OffentligPart, Tilslutning
from kommuner.tilganger import ma_vente
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.handlinger.medlemmer import administratorer
from veier.medlemskap.tilganger import er_administrator
from veier.taksonomi.ordforrad import Behovstilstand


@transaction.atomic
def slutt_seg_til(behov: Behov, part: OffentligPart, *, av: Bruker) -> Tilslutning:
    """Sier at virksomheten også har behovet. To klikk er ett. Den som skrev behovet, får vite det én gang.

    Hever Domenefeil når behovet er virksomhetens eget, er lukket eller tatt ned, og når personen ikke er administrator der.
    """
    rad = _las(behov, part, av)
    if rad.part_id == part.pk:
        raise Domenefeil(_("Det er dere som har skrevet behovet."))
    if not Behov.objects.publisert().filter(pk=rad.pk).exists() or rad.tilstand == Behovstilstand.LUKKET:
        raise Domenefeil(_("Behovet er lukket eller tatt ned. Dere kan skrive et eget."))
    tilslutning, ny = Tilslutning.objects.get_or_create(behov=rad, part=part, defaults={"av": av})
    if ny:
        _meld_fra(rad)
        logg_hendelse("behov_vi_ogsa", av=av.offentlig_id, gjelder=rad, virksomhet=part.slug)
        for administrator in administratorer(rad.part):
            send_brev(
                "behov_vi_ogsa",
                nokkel=f"{rad.slug}:{part.slug}",
                til=administrator.epost,
                malform=administrator.malform,
                side=("behov", [rad.slug]),
                ikke_for=ma_vente(administrator.epost),
                hva=rad.tittel,
                virksomhet=part.navn,
            )
    return tilslutning


@transaction.atomic
def trekk_tilslutning(behov: Behov, part: OffentligPart, *, av: Bruker) -> bool:
    """Virksomheten har det ikke lenger. Gir False når den ikke hadde sagt det. Hever Domenefeil for en som ikke er administrator."""
    rad = _las(behov, part, av)
    antall, _per_tabell = Tilslutning.objects.filter(behov=rad, part=part).delete()
    if antall:
        _meld_fra(rad)
        logg_hendelse("behov_vi_ogsa_trukket", av=av.offentlig_id, gjelder=rad, virksomhet=part.slug)
    return bool(antall)


def _las(behov: Behov, part: OffentligPart, av: Bruker) -> Behov:
    if not er_administrator(av, part):
        raise Domenefeil(_("Bare en administrator kan gjøre dette på vegne av virksomheten."))
    return Behov.objects.select_for_update(of=("self",)).select_related("part").get(pk=behov.pk)


def _meld_fra(behov: Behov) -> None:
    """Listen og søket leser behovet på nytt når raden er endret: triggerne gjør resten."""
    Behov.objects.filter(pk=behov.pk).update(tilstand=F("tilstand"))
