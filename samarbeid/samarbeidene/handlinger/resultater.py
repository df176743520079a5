"""Det et samarbeid blir til for andre: en virkning på profilen, og et eksempel. Ingenting publiseres herfra."""

from __future__ import annotations

from django.utils.translation import gettext as _

from entreprenorer.models import Virkning
from samarbeid.innmelding.handlinger import meld_inn_fra_partene
from samarbeid.models import Enighet, Indikator, Samarbeid, Samtaleside, Skritt
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor, Gjort, Innsending, utfor
from samarbeid.samarbeidene.pilotkrav import kan_oppsummeres
from samarbeid.samarbeidene.resultat import eksempelverdier, merke, virkningssvar
from samarbeid.samarbeidene.tilstander import Handling
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger.eiet import opprett


def indikatoren(samarbeid: Samarbeid, nr: int) -> Indikator | None:
    """Tallet med nummeret i den siste piloten som er avgjort."""
    return next((i for i in _tallene(samarbeid) if i.nr == nr), None)


def kan_tas_med(samarbeid: Samarbeid) -> list[Indikator]:
    """Tallene noen har skrevet, og som ikke er tatt med til profilen."""
    return [i for i in _tallene(samarbeid) if i.siste and i.virkning is None]


def _tallene(samarbeid: Samarbeid) -> list[Indikator]:
    pilot = next((p for p in samarbeid.piloter.order_by("-nr") if kan_oppsummeres(p, samarbeid)), None)
    if pilot is None:
        return []
    rader = pilot.indikatorer.select_related("pilot", "virkning__entreprenor").prefetch_related("tallene")
    return list(rader.order_by("nr"))


def ta_med_virkning(samarbeid: Samarbeid, inn: Innsending, *, nr: int, av: Aktor) -> Skritt:
    """Lager utkastet til en virkning på entreprenørens profil. Hun ser over det og sender det inn selv. Hever Domenefeil."""

    def gjor(rad: Samarbeid) -> Gjort:
        indikator = indikatoren(rad, nr)
        if indikator is None or indikator.siste is None:
            raise Domenefeil(_("Det er ingen tall å ta med ennå."))
        if indikator.virkning is not None:
            raise Domenefeil(_("Tallet er alt tatt med til profilen."))
        svar = virkningssvar(rad, indikator)
        indikator.virkning = opprett(Virkning, rad.entreprenor, svar=svar, av=av.av)
        indikator.save(update_fields=["virkning"])
        return Gjort(tekst=indikator.navn)

    return utfor(samarbeid, Handling.VIRKNING, inn, av=av, gjor=gjor)


def svar_om_eksempel(samarbeid: Samarbeid, inn: Innsending, *, ja: bool, av: Aktor) -> Skritt:
    """Siden sier ja eller nei til at samarbeidet blir et eksempel. Når begge har sagt ja til den samme teksten, får redaksjonen
    utkastet.

    Et ja til en tekst som er endret siden, gjelder ikke. Hever Domenefeil.
    """

    def gjor(rad: Samarbeid) -> Gjort:
        if rad.begynt_tid is None:
            raise Domenefeil(_("Samarbeidet begynte aldri, så det er ingenting å fortelle."))
        if rad.eksempel_id is not None:
            raise Domenefeil(_("Redaksjonen har utkastet alt. Skriv til dem hvis noe er feil."))
        svarene = Enighet.objects.filter(samarbeid=rad, hva=Enighet.Hva.EKSEMPEL)
        if not ja:
            svarene.filter(side=av.side).delete()
            return Gjort(tekst=_("Nei"))
        verdier = eksempelverdier(rad, sist=av.side)
        na = merke(verdier)
        svarene.exclude(merke=na).delete()
        Enighet.objects.get_or_create(
            samarbeid=rad, hva=Enighet.Hva.EKSEMPEL, side=av.side, defaults={"av": av.av, "merke": na}
        )
        if svarene.count() == len(Samtaleside):
            rad.eksempel = meld_inn_fra_partene(verdier, referanse=f"samarbeid:{rad.referanse}:{rad.versjon}")
        return Gjort(tekst=_("Ja"))

    return utfor(samarbeid, Handling.EKSEMPEL, inn, av=av, gjor=gjor)
