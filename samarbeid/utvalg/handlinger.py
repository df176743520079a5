"""Å velge ut entreprenører for seg selv, dele utvalget med kolleger, og skrive ned hvem som har snakket med hvem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.models import Katalograd, Snakket, Utvalg, Utvalgsrad
from veier.brukere.models import Bruker
from veier.deling import del_med_lenke, trekk_lenken
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.tilganger import er_administrator, er_medlem

HOYST_UTVALG = 50
HOYST_RADER = 200
HOYST_SAMTALER = 200  # om én entreprenør hos én virksomhet


@transaction.atomic
def legg_til(bruker: Bruker, slugger: Iterable[str], *, utvalg: Utvalg | None, navn: str = "") -> Utvalg:
    """Legger entreprenørene i utvalget, eller i et nytt. Den som er der fra før, blir stående som den er."""
    Bruker.objects.select_for_update().get(pk=bruker.pk)
    if utvalg is None:
        if Utvalg.objects.filter(eier=bruker).count() >= HOYST_UTVALG:
            raise Domenefeil(_("Du kan ha høyst %d utvalg. Slett ett du ikke trenger.") % HOYST_UTVALG)
        utvalg = Utvalg.objects.create(eier=bruker, navn=navn)
    rekkefolge = {slug: nr for nr, slug in enumerate(slugger)}
    funnet = list(Katalograd.objects.filter(slug__in=rekkefolge).values_list("slug", "pk"))
    fra_for = set(utvalg.rader.values_list("entreprenor", flat=True))
    nye = sorted((rekkefolge[slug], pk) for slug, pk in funnet if pk not in fra_for)
    if len(fra_for) + len(nye) > HOYST_RADER:
        raise Domenefeil(_("Et utvalg kan ha høyst %d entreprenører.") % HOYST_RADER)
    Utvalgsrad.objects.bulk_create([Utvalgsrad(utvalg=utvalg, entreprenor_id=pk) for _nr, pk in nye])
    utvalg.save(update_fields=["endret_tid"])
    return utvalg


@transaction.atomic
def lagre_utvalg(utvalg: Utvalg, *, navn: str, merknader: Mapping[int, str]) -> None:
    """Navnet på utvalget, og merknaden på hver rad."""
    Utvalg.objects.select_for_update().get(pk=utvalg.pk)
    utvalg.navn = navn
    utvalg.save(update_fields=["navn", "endret_tid"])
    rader = [rad for rad in utvalg.rader.all() if rad.pk in merknader]
    for rad in rader:
        rad.merknad = merknader[rad.pk]
    Utvalgsrad.objects.bulk_update(rader, ["merknad"])


def ta_ut(utvalg: Utvalg, rad: int) -> str | None:
    """Tar en rad ut. Gir slugen til entreprenøren, så det kan angres; None når raden alt er borte."""
    with transaction.atomic():
        funnet = utvalg.rader.select_related("entreprenor").filter(pk=rad).first()
        if funnet is None:
            return None
        slug = funnet.entreprenor.slug
        funnet.delete()
        utvalg.save(update_fields=["endret_tid"])
        return slug


@transaction.atomic
def del_utvalg(utvalg: Utvalg) -> Utvalg:
    """Lager lenken kolleger kan lese med. Er det delt fra før, er lenken den samme."""
    laast = Utvalg.objects.select_for_update().select_related("eier").get(pk=utvalg.pk)
    if del_med_lenke(laast):
        logg_hendelse("utvalg_delt", av=laast.eier.offentlig_id, gjelder_id=str(laast.ref))
    return laast


@transaction.atomic
def slutt_a_dele(utvalg: Utvalg) -> None:
    """Lenken slutter å virke. En ny deling gir en ny lenke."""
    laast = Utvalg.objects.select_for_update().select_related("eier").get(pk=utvalg.pk)
    if trekk_lenken(laast):
        logg_hendelse("utvalg_ikke_delt", av=laast.eier.offentlig_id, gjelder_id=str(laast.ref))


@transaction.atomic
def del_med_kolleger(utvalg: Utvalg, part: OffentligPart | None) -> None:
    """De som er med i virksomheten, kan lese det; None: bare eieren. Hever Domenefeil når eieren ikke er med der selv."""
    laast = (
        Utvalg.objects.select_for_update(of=("self",)).select_related("eier", "delt_med").get(pk=utvalg.pk)
    )
    if part is not None and not er_medlem(laast.eier, part):
        raise Domenefeil(_("Du kan bare dele med en virksomhet du er med i."))
    if laast.delt_med == part:
        return
    kode = "utvalg_delt_med_kolleger" if part else "utvalg_ikke_delt_med_kolleger"
    logg_hendelse(kode, av=laast.eier.offentlig_id, gjelder=part or laast.delt_med, utvalg=str(laast.ref))
    laast.delt_med = part
    laast.save(update_fields=["delt_med"])


@transaction.atomic
def noter_samtale(
    part: OffentligPart, entreprenor: Entreprenor, *, dag: date, om: str, av: Bruker
) -> Snakket:
    """Noen hos virksomheten har snakket med entreprenøren. Det samme to ganger er én gang.

    Hever Domenefeil for en som ikke er med, for en dag som ikke er kommet, og når det er skrevet ``HOYST_SAMTALER`` om den ene.
    """
    OffentligPart.objects.select_for_update(of=("self",)).get(pk=part.pk)
    if not er_medlem(av, part):
        raise Domenefeil(_("Bare de som er med i virksomheten, kan skrive dette."))
    if dag > timezone.localdate():
        raise Domenefeil(_("Dagen er ikke kommet ennå."))
    skrevet = Snakket.objects.filter(part=part, entreprenor=entreprenor)
    if lik := skrevet.filter(av=av, dag=dag, om=om).first():
        return lik
    if skrevet.count() >= HOYST_SAMTALER:
        raise Domenefeil(_("Det er skrevet mye om denne entreprenøren. Slett noe dere ikke trenger."))
    rad = Snakket.objects.create(part=part, entreprenor=entreprenor, av=av, dag=dag, om=om)
    logg_hendelse("samtale_notert", av=av.offentlig_id, gjelder=part, entreprenor=entreprenor.slug)
    return rad


@transaction.atomic
def slett_notat(part: OffentligPart, ref: UUID, *, av: Bruker) -> bool:
    """Det hun selv skrev, eller det andre skrev når hun er administrator. Usant når det alt er borte."""
    rader = Snakket.objects.filter(part=part, ref=ref)
    if not er_administrator(av, part):
        rader = rader.filter(av=av)
    antall, _slag = rader.delete()
    if antall:
        logg_hendelse("samtalenotat_slettet", av=av.offentlig_id, gjelder=part)
    return bool(antall)


def slett_utvalg(utvalg: Utvalg) -> None:
    """Utvalget, merknadene og lenken."""
    utvalg.delete()
