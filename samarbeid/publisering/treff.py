"""Treffene: regnes av jobbene, følges opp av folk."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from entreprenorer.models import Ide
from kommuner.models import OffentligPart
from samarbeid.matching.lagret import som_rad
from samarbeid.matching.motor import vurder
from samarbeid.matching.profiler import hent_kunnskap, ideprofil
from samarbeid.matching.typer import NEI, REGELVERSJON, Svar, Vurdering
from samarbeid.models import Oppfolging, Treff
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.typer import Verdier

FELT = ("part", "poeng", "passer", "grunner", "roller", "regelversjon", "beregnet_tid")


@transaction.atomic
def beregn_treff(ide_pk: int) -> int:
    """Regner treffene til en publisert idé på nytt. Gir antallet. En idé som ikke er publisert, har ingen.

    Raden til et treff som fortsatt gjelder, beholdes: det er ikke nytt. Oppfølgingen røres aldri.
    """
    ide = Ide.objects.select_for_update(of=("self",)).filter(pk=ide_pk).first()
    if ide is None:
        return 0
    gamle = {(t.slag, t.slug): t for t in Treff.objects.filter(ide=ide)}
    nye = _treff(ide) if Ide.objects.publisert().filter(pk=ide.pk).exists() else {}
    borte = [t.pk for nokkel, t in gamle.items() if nokkel not in nye]
    Treff.objects.filter(pk__in=borte).delete()
    for nokkel, treff in nye.items():
        if nokkel in gamle:
            treff.pk = gamle[nokkel].pk
    Treff.objects.bulk_update([t for t in nye.values() if t.pk], FELT)
    Treff.objects.bulk_create([t for t in nye.values() if not t.pk])
    return len(nye)


@transaction.atomic
def folg_opp(ide: Ide, *, slag: str, slug: str, hva: str, av: Bruker) -> Oppfolging:
    """Skriver det eieren gjør, med grunnene slik de er nå. Hever Domenefeil når treffet er borte."""
    treff = Treff.objects.filter(ide=ide, slag=slag, slug=slug).first()
    forrige = Oppfolging.objects.filter(ide=ide, slag=slag, slug=slug).first()
    grunnlag = treff or forrige
    if grunnlag is None:
        raise Domenefeil(_("Treffet finnes ikke lenger. Last siden på nytt."))
    if forrige and forrige.hva == hva:
        return forrige
    rad = Oppfolging.objects.create(
        ide=ide,
        slag=slag,
        slug=slug,
        part=grunnlag.part,
        poeng=grunnlag.poeng,
        passer=grunnlag.passer,
        grunner=grunnlag.grunner,
        roller=grunnlag.roller,
        regelversjon=grunnlag.regelversjon,
        hva=hva,
        av=av,
    )
    logg_hendelse("treff_fulgt_opp", av=av.offentlig_id, gjelder=ide, treff=f"{slag}:{slug}", hva=hva)
    return rad


def siste_oppfolging(ide: Ide) -> dict[tuple[str, str], Oppfolging]:
    """(slag, slug) → det som sist ble gjort. Det som er angret, er ikke med."""
    siste: dict[tuple[str, str], Oppfolging] = {}
    for rad in Oppfolging.objects.filter(ide=ide).select_related("av").order_by("tid", "pk"):
        siste[rad.slag, rad.slug] = rad
    return {nokkel: rad for nokkel, rad in siste.items() if rad.hva != Oppfolging.Hva.ANGRET}


def _treff(ide: Ide) -> dict[tuple[str, str], Treff]:
    with translation.override("nb"):
        svar = vurder(ideprofil(vars(ide)), hent_kunnskap())
    rader = [*_virksomheter(svar), *_andre("modell", svar.modeller), *_andre("tilskudd", svar.tilskudd)]
    na = timezone.now()
    return {
        (r["slag"], r["slug"]): Treff(ide=ide, regelversjon=REGELVERSJON, beregnet_tid=na, **r) for r in rader
    }


def _virksomheter(svar: Svar) -> list[Verdier]:
    slugger = [vei.part.slug for vei in svar.veier if vei.part]
    parter = OffentligPart.objects.in_bulk(slugger, field_name="slug")
    ut: dict[str, Verdier] = {}
    for vei in svar.veier:
        if vei.part and vei.part.slug in parter and vei.part.slug not in ut:
            ut[vei.part.slug] = {
                "slag": "virksomhet",
                "slug": vei.part.slug,
                "part": parter[vei.part.slug],
                "poeng": vei.poeng,
                "passer": "",
                "grunner": [som_rad(g) for g in vei.grunner],
                "roller": {
                    "forste_samtale": [r.rolle for r in vei.forste_samtale],
                    "dorapner": [r.rolle for r in vei.dorapner],
                    "beslutter": [r.rolle for r in vei.beslutter],
                },
            }
    return list(ut.values())


def _andre(slag: str, vurderinger: Iterable[Vurdering]) -> list[Verdier]:
    return [
        {
            "slag": slag,
            "slug": v.slug,
            "poeng": v.poeng,
            "passer": v.passer,
            "grunner": [som_rad(g) for g in v.grunner],
        }
        for v in vurderinger
        if v.passer != NEI
    ]
