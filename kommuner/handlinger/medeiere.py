"""Å eie et behov sammen: den som skrev det, spør, og en administrator i den andre virksomheten svarer.

Den som skrev det, leder: den skriver i det og svarer på spørsmål. Medeierne står på siden og i tallet, og ser hvem som passer.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kommuner.models import Behov, Medeiersporsmal, OffentligPart, Tilslutning
from kommuner.tilganger import ma_vente
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.handlinger.medlemmer import administratorer
from veier.medlemskap.tilganger import er_administrator, har_administrator
from veier.taksonomi.ordforrad import Behovstilstand

HOYST = 10


@transaction.atomic
def spor_medeier(behov: Behov, part: OffentligPart, *, av: Bruker) -> Medeiersporsmal:
    """Spør virksomheten om å eie behovet sammen, også før det er publisert. To klikk er ett.

    Hever Domenefeil når personen ikke er administrator, når ingen kan svare der, når den er med eller har svart, og når behovet er
    lukket.
    """
    rad = _las(behov)
    _krev_administrator(av, rad.part)
    if rad.part_id == part.pk:
        raise Domenefeil(_("Det er dere som har skrevet behovet."))
    if rad.oppdiktet:
        raise Domenefeil(_("Behovet er oppdiktet. Ingen spørres om å eie det."))
    if rad.tilstand == Behovstilstand.LUKKET:
        raise Domenefeil(_("Behovet er lukket."))
    if Tilslutning.objects.filter(behov=rad, part=part, medeier=True).exists():
        raise Domenefeil(_("%(navn)s eier behovet sammen med dere.") % {"navn": part.navn})
    if not har_administrator(part):
        raise Domenefeil(
            _("Ingen hos %(navn)s kan svare her ennå. Be dem bli med i portalen først.") % {"navn": part.navn}
        )
    if (
        rad.medeiersporsmal.exclude(part=part).count() + rad.tilslutninger.filter(medeier=True).count()
        >= HOYST
    ):
        raise Domenefeil(_("Høyst %d virksomheter kan eie et behov sammen med dere.") % HOYST)
    sporsmal, nytt = Medeiersporsmal.objects.get_or_create(behov=rad, part=part, defaults={"av": av})
    if sporsmal.nei_tid:
        raise Domenefeil(_("%(navn)s har sagt nei.") % {"navn": part.navn})
    if nytt:
        logg_hendelse("behov_medeier_spurt", av=av.offentlig_id, gjelder=rad, virksomhet=part.slug)
        side = ("behov_medeier_svar", [part.slug, rad.slug])
        _skriv_til(part, "behov_medeier_spurt", rad, part, side, virksomhet=rad.part.navn)
    return sporsmal


@transaction.atomic
def svar_som_medeier(sporsmal: Medeiersporsmal, *, ja: bool, av: Bruker) -> None:
    """Virksomheten svarer. Sier den ja, står den på siden, og i tallet én gang, også når den sa «vi også» før.

    Hever Domenefeil når personen ikke er administrator der, og når spørsmålet er besvart eller trukket.
    """
    behov = _las(sporsmal.behov)
    rad = Medeiersporsmal.objects.filter(pk=sporsmal.pk, nei_tid=None).select_related("part").first()
    if rad is None:
        raise Domenefeil(_("Spørsmålet er besvart eller trukket."))
    _krev_administrator(av, rad.part)
    if ja:
        Tilslutning.objects.update_or_create(behov=behov, part=rad.part, defaults={"medeier": True, "av": av})
        rad.delete()
        _meld_fra(behov)
    else:
        rad.nei_tid = timezone.now()
        rad.save(update_fields=["nei_tid"])
    logg_hendelse("behov_medeier_svart", av=av.offentlig_id, gjelder=behov, virksomhet=rad.part.slug, ja=ja)
    mal = "behov_medeier_ja" if ja else "behov_medeier_nei"
    side = ("behov_medeiere", behov.adressedeler)
    _skriv_til(behov.part, mal, behov, rad.part, side, virksomhet=rad.part.navn)


@transaction.atomic
def trekk_medeier(behov: Behov, part: OffentligPart, *, av: Bruker) -> bool:
    """Den som skrev behovet, trekker spørsmålet, eller tar ut en medeier. Et nei står. Gir False når det ikke var noe å trekke.

    Hever Domenefeil når personen ikke er administrator.
    """
    rad = _las(behov)
    _krev_administrator(av, rad.part)
    spurt = rad.medeiersporsmal.filter(part=part, nei_tid=None).delete()[0]
    ute = rad.tilslutninger.filter(part=part, medeier=True).delete()[0]
    if ute:
        _meld_fra(rad)
    if spurt or ute:
        logg_hendelse("behov_medeier_trukket", av=av.offentlig_id, gjelder=rad, virksomhet=part.slug)
    return bool(spurt or ute)


def _las(behov: Behov) -> Behov:
    return Behov.objects.select_for_update(of=("self",)).select_related("part").get(pk=behov.pk)


def _krev_administrator(av: Bruker, part: OffentligPart) -> None:
    if not er_administrator(av, part):
        raise Domenefeil(_("Bare en administrator kan gjøre dette på vegne av virksomheten."))


def _skriv_til(
    part: OffentligPart,
    mal: str,
    behov: Behov,
    medeier: OffentligPart,
    side: tuple[str, list[str]],
    *,
    virksomhet: str,
) -> None:
    """Ett brev av hvert slag til hver om den samme virksomheten, så ingen kan spørre og trekke om og om igjen."""
    for administrator in administratorer(part):
        send_brev(
            mal,
            nokkel=f"{behov.slug}:{medeier.slug}",
            til=administrator.epost,
            malform=administrator.malform,
            side=side,
            ikke_for=ma_vente(administrator.epost),
            hva=str(behov),
            virksomhet=virksomhet,
        )


def _meld_fra(behov: Behov) -> None:
    """Listen og søket leser behovet på nytt når raden er endret: triggerne gjør resten."""
    Behov.objects.filter(pk=behov.pk).update(tilstand=F("tilstand"))
