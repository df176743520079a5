"""Å velge ut entreprenører for seg selv, og dele utvalget med kolleger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from samarbeid.models import Katalograd, Utvalg, Utvalgsrad
from veier.brukere.models import Bruker
from veier.deling import del_med_lenke, trekk_lenken
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse

HOYST_UTVALG = 50
HOYST_RADER = 200


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


def slett_utvalg(utvalg: Utvalg) -> None:
    """Utvalget, merknadene og lenken."""
    utvalg.delete()
