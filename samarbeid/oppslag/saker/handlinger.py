"""Sakene gjennom den samme gjennomgangen som alt annet som publiseres. Det publiserte står mens et utkast venter.

Redaksjonen skriver i hele saken på én gang (``Eksempelversjon``), og den som skrev sist, publiserer ikke selv.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils import timezone

from samarbeid.models import Eksempel, Eksempelutgave, Eksempelversjon
from samarbeid.models.eksempel import innholdet
from samarbeid.oppslag.saker.kontroll import mangler_for_publisering
from samarbeid.partene.oyne import krev_andre_oyne
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger import skriving, vurdering
from veier.hendelser.handlinger import logg_hendelse

ENDRET = "Saken er endret av en annen etter at du åpnet siden. Se over den en gang til."
PLANEN = ["planlagt_tid", "planlagt_av", "planlagt_merke"]
INGENTING = "Det er ikke noe utkast her lenger. Last siden på nytt."


@dataclass(frozen=True, slots=True)
class Lagret:
    """Det en lagring gjorde. ``skjult`` er None når saken ikke ble skjult eller vist igjen."""

    utkast: bool = False  # noe nytt venter på en annen redaktør
    kastet: bool = False  # saken er skrevet tilbake til det som er ute, så utkastet er borte
    skjult: bool | None = None  # gjelder med en gang

    @property
    def setninger(self) -> list[str]:
        """Det som ble gjort, til redaktøren."""
        ut = []
        if self.skjult is not None:
            ut.append("Saken er skjult for leserne." if self.skjult else "Saken vises for leserne igjen.")
        if self.kastet:
            ut.append("Utkastet er borte: det du lagret, er det samme som er publisert.")
        if self.utkast:
            ut.append(
                "Lagret som utkast. Siden leserne ser, er som før til en annen redaktør publiserer det."
            )
        return ut or ["Lagret. Utkastet som venter, er som før."]


def utkastet(eksempel: Eksempel) -> Eksempelversjon | None:
    """Det som venter på å bli publisert; None når ingenting gjør det."""
    utkast: Eksempelversjon | None = (
        Eksempelversjon.objects.select_related("endret_av", "innsendt_av", "planlagt_av")
        .filter(objekt=eksempel.pk)
        .first()
    )
    return utkast


def med_utkast(eksempel: Eksempel) -> Eksempel:
    """Saken slik den blir når utkastet publiseres. Ingenting lagres."""
    if versjon := utkastet(eksempel):
        versjon.objekt = eksempel
        versjon.kopier(versjon.svar)
    return eksempel


@transaction.atomic
def lagre_eksempel(eksempel: Eksempel, *, av: Bruker) -> Lagret:
    """Lagrer det redaktøren skrev, som utkast. Siden leserne ser, endres ikke, men en sak som er ute, skjules eller vises
    igjen med en gang. Var utkastet hos en kollega, er det ikke lenger det hun ble bedt om å se på, og hun må bes på nytt.
    """
    rad = Eksempel.objects.select_for_update(of=("self",)).filter(pk=eksempel.pk).first()
    er_ute, na = rad is not None and rad.er_publisert, innholdet(rad) if rad else {}
    endret = {felt: ny for felt, ny in innholdet(eksempel).items() if ny != na.get(felt)}
    skjult = _flytt_skjult(rad, eksempel.skjult, av=av) if rad is not None and er_ute else None
    if not er_ute:
        eksempel.publisert_tid = None
        eksempel.save()
    versjon, svar = utkastet(eksempel), endret if er_ute else {}
    if er_ute and not endret:
        return Lagret(kastet=versjon is not None and _kast(versjon, av=av), skjult=skjult)
    if versjon and (versjon.svar == svar if er_ute else not endret):
        return Lagret(skjult=skjult)  # det som venter, er det samme, og den som skrev det, er den samme
    if versjon and er_ute:  # i en sak som ikke er ute, har databasen selv tatt vare på teksten
        _ta_vare_pa(versjon, av=av)
    versjon = versjon or Eksempelversjon(objekt_id=eksempel.pk)
    versjon.svar, versjon.nummer, versjon.endret_av = svar, versjon.nummer + 1, av
    versjon.status = Eksempelversjon.Status.UNDER_ARBEID
    versjon.innsendt_tid = versjon.innsendt_av = None
    versjon.save()
    logg_hendelse("versjon_skrevet", av=av.offentlig_id, gjelder=eksempel, publisert=eksempel.er_publisert)
    return Lagret(utkast=True, skjult=skjult)


@transaction.atomic
def publiser_eksempel(eksempel: Eksempel, *, av: Bruker, sett: str | None = None) -> Eksempel:
    """Publiserer det som venter. ``sett`` er merket på utkastet redaktøren så; «» når det ikke var noe.

    Hever Domenefeil uten andre øyne (``krev_andre_oyne``), når noe som kreves, mangler, og når saken er endret siden.
    """
    versjon = _laast(eksempel, sett)
    if versjon is None:
        return Eksempel.objects.get(pk=eksempel.pk)
    ny = med_utkast(Eksempel.objects.get(pk=eksempel.pk))
    if mangler := mangler_for_publisering(ny):
        raise Domenefeil(" ".join(mangler))
    krev_andre_oyne(versjon, av=av)
    sak = vurdering.publiser(versjon, sett=versjon.merke, verdier=versjon.svar, av=av)
    return cast(Eksempel, sak)


@transaction.atomic
def planlegg(eksempel: Eksempel, *, tid: datetime, av: Bruker, sett: str | None = None) -> Eksempelversjon:
    """Utkastet publiseres av en jobb når tiden er inne. Det kreves det samme som for å publisere nå.

    Hever Domenefeil uten andre øyne, når noe mangler, når saken er endret siden, og når tiden har vært.
    """
    versjon = _laast(eksempel, sett)
    if versjon is None:
        raise Domenefeil(INGENTING)
    if tid <= timezone.now():
        raise Domenefeil("Tidspunktet har vært. Velg et senere, eller publiser nå.")
    krev_andre_oyne(versjon, av=av)
    if mangler := mangler_for_publisering(med_utkast(Eksempel.objects.get(pk=eksempel.pk))):
        raise Domenefeil(" ".join(mangler))
    versjon.planlagt_tid, versjon.planlagt_av, versjon.planlagt_merke = tid, av, versjon.merke
    versjon.save(update_fields=PLANEN)
    logg_hendelse("eksempel_planlagt", av=av.offentlig_id, gjelder=eksempel, tid=tid.isoformat())
    return versjon


@transaction.atomic
def avlys(eksempel: Eksempel, *, av: Bruker) -> None:
    """Utkastet blir liggende, og ingen jobb publiserer det."""
    versjon = _laast(eksempel, None)
    if versjon is None or versjon.planlagt_tid is None:
        raise Domenefeil("Det er ingen publisering å avlyse. Last siden på nytt.")
    _glem_planen(versjon)
    logg_hendelse("eksempel_avlyst", av=av.offentlig_id, gjelder=eksempel)


def publiser_planlagte() -> int:
    """Publiserer det tiden er inne for. Gir antallet. Tåler å bli drept: hver sak er én transaksjon.

    En sak som ikke lar seg publisere, stopper ikke dem etter den. Det som gikk galt, heves til slutt, så jobben feiler.
    """
    klare = Eksempelversjon.objects.filter(planlagt_tid__lte=timezone.now()).order_by("planlagt_tid")
    antall, feil = 0, None
    for pk in list(klare.values_list("pk", flat=True)):
        try:
            antall += _publiser_planlagt(pk)
        except Exception as unntak:  # noqa: BLE001 – hva som helst i én sak; det heves under
            feil = feil or unntak
    if feil:
        raise feil
    return antall


@transaction.atomic
def _publiser_planlagt(pk: int) -> bool:
    """Går det ikke, er planen glemt, og den som la den, får vite hvorfor."""
    # Saken først, så utkastet, som alle andre handlinger: ellers kan jobben og en redaktør vente på hverandre.
    sak = Eksempel.objects.select_for_update(of=("self",), skip_locked=True).filter(versjon=pk).first()
    versjon = utkastet(sak) if sak else None
    if sak is None or versjon is None or not versjon.planlagt_tid or versjon.planlagt_tid > timezone.now():
        return False
    av = versjon.planlagt_av
    try:
        if av is None or not Bruker.objects.redaktorer().filter(pk=av.pk).exists():
            raise Domenefeil("Den som planla publiseringen, er ikke i redaksjonen lenger.")
        with transaction.atomic():
            publiser_eksempel(sak, av=av, sett=versjon.planlagt_merke)
    except Domenefeil as feil:
        _glem_planen(versjon)
        if av is not None:
            send_brev(
                "eksempel_ikke_publisert",
                nokkel=f"eksempel:{sak.pk}:{versjon.planlagt_merke}",
                til=av.epost,
                malform=av.malform,
                side=("admin:samarbeid_eksempel_change", [str(sak.pk)]),
                navn=sak.navn,
                grunn=str(feil),
            )
        return False
    return True


def _glem_planen(versjon: Eksempelversjon) -> None:
    Eksempelversjon.objects.filter(pk=versjon.pk).update(
        planlagt_tid=None, planlagt_av=None, planlagt_merke=""
    )


@transaction.atomic
def send_tilbake(
    eksempel: Eksempel, *, kommentarer: dict[str, str], av: Bruker, sett: str | None = None
) -> Bruker | None:
    """Sier hva som må endres, felt → tekst; «» gjelder hele saken. Den som skrev, ser det på saken, og får brev.

    Gir hvem det er; None når hun ikke finnes mer.
    """
    versjon = _laast(eksempel, sett)
    if versjon is None:
        raise Domenefeil(INGENTING)
    vurdering.send_tilbake(versjon, sett=versjon.merke, kommentarer=kommentarer, av=av)
    _glem_planen(versjon)
    skrev: Bruker | None = versjon.endret_av
    return skrev


@transaction.atomic
def trekk_eksempel(eksempel: Eksempel, *, grunn: str, forklaring: str, av: Bruker) -> Eksempel:
    """Tar saken ned. Den kan publiseres igjen av en annen. Grunnen står i historikken."""
    rad: Eksempel = vurdering.ta_ned(eksempel, av=av, grunn=grunn, forklaring=forklaring)
    versjon, _ny = Eksempelversjon.objects.get_or_create(objekt=rad, defaults={"endret_av": av, "nummer": 1})
    _glem_planen(versjon)
    return rad


@transaction.atomic
def forkast_utkast(eksempel: Eksempel, *, av: Bruker, sett: str | None = None) -> None:
    """Kaster det som venter. Siden leserne ser, står. Hever Domenefeil når noen har skrevet siden (``sett``)."""
    versjon = _laast(eksempel, sett)
    if versjon is None:
        return
    if not Eksempel.objects.get(pk=eksempel.pk).er_publisert:
        raise Domenefeil("Saken er ikke publisert, så det er ingenting å gå tilbake til.")
    _kast(versjon, av=av)


@transaction.atomic
def send_til_kollega(eksempel: Eksempel, *, til: Bruker, av: Bruker) -> None:
    """Ber en annen redaktør se på saken."""
    if til.pk == av.pk:
        raise Domenefeil("Velg en annen enn deg selv.")
    versjon = _laast(eksempel, None)
    if versjon is None:
        raise Domenefeil(INGENTING)
    vurdering.send_inn(versjon, sett=versjon.merke, av=av)
    send_brev(
        "eksempel_til_kollega",
        nokkel=f"eksempel:{eksempel.pk}:{til.pk}:{timezone.now():%Y%m%d%H%M}",
        til=til.epost,
        malform=til.malform,
        side=("admin:samarbeid_eksempel_change", [str(eksempel.pk)]),
        navn=eksempel.navn,
        avsender=str(av),
    )
    logg_hendelse("eksempel_sendt_til_kollega", av=av.offentlig_id, gjelder=eksempel)


def historikken(eksempel: Eksempel) -> list[Eksempelutgave]:
    """Hver innsending og hvert svar, det siste først."""
    return list(eksempel.utgaver.select_related("av").order_by("-tid", "-pk"))


def _flytt_skjult(rad: Eksempel, skjult: bool, *, av: Bruker) -> bool | None:
    if skjult == rad.skjult:
        return None
    Eksempel.objects.filter(pk=rad.pk).update(skjult=skjult)
    logg_hendelse("eksempel_skjult" if skjult else "eksempel_vist_igjen", av=av.offentlig_id, gjelder=rad)
    return skjult


def _kast(versjon: Eksempelversjon, *, av: Bruker) -> bool:
    """Kaster utkastet. Er det hos en kollega, står det i historikken at det ble trukket."""
    if versjon.kan_endres:
        _ta_vare_pa(versjon, av=av)
    else:
        versjon = vurdering.trekk(versjon, av=av)
    skriving.forkast(versjon, av=av)
    return True


def _ta_vare_pa(versjon: Eksempelversjon, *, av: Bruker) -> None:
    """Det en annen har skrevet, står i historikken før noen skriver over det eller kaster det."""
    if versjon.endret_av_id == av.pk:
        return
    siste = Eksempelutgave.objects.filter(objekt=versjon.objekt).order_by("-tid", "-pk").first()
    if siste is None or siste.svar != versjon.innhold():
        Eksempelutgave.objects.create(
            objekt=versjon.objekt, hva=Eksempelutgave.Hva.TRUKKET, svar=versjon.innhold(), av=av
        )


def _laast(eksempel: Eksempel, sett: str | None) -> Eksempelversjon | None:
    """Utkastet, låst sammen med saken. Hever Domenefeil når det er et annet enn det redaktøren så."""
    Eksempel.objects.select_for_update(of=("self",)).get(pk=eksempel.pk)
    versjon = utkastet(eksempel)
    if sett is not None and sett != (versjon.merke if versjon else ""):
        raise Domenefeil(ENDRET)
    return versjon
