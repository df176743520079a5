"""Forventningene, avtalene og de andre virksomhetene i et samarbeid."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kommuner.models import OffentligPart
from samarbeid.models import Forventning, Medeier, Samarbeid, Samarbeidsavtale, Samtaleside, Skritt
from samarbeid.samarbeidene.handlinger.brev import medeierens_svar, si_fra_om_medeieren, si_fra_til_medeieren
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor, Gjort, Innsending, skriv_skritt, utfor
from samarbeid.samarbeidene.tilstander import Handling
from veier.brukere.models import Bruker
from veier.feil import Domenefeil, FeilIFelt
from veier.hendelser.handlinger import logg_hendelse

FLEST_FORVENTNINGER, FLEST_AVTALER, FLEST_MEDEIERE = 50, 50, 10


def skriv_forventning(
    samarbeid: Samarbeid, inn: Innsending, *, tekst: str, tas_opp: date, av: Aktor
) -> Skritt:
    """Skriver ned noe partene venter av hverandre, og dagen det tas opp igjen. Hever Domenefeil og FeilIFelt."""

    def gjor(rad: Samarbeid) -> Gjort:
        _i_framtiden(tas_opp)
        antall = rad.forventninger.count()
        if antall >= FLEST_FORVENTNINGER:
            raise Domenefeil(_("Dere har skrevet ned mange. Ta opp noen av dem først."))
        Forventning.objects.create(
            samarbeid=rad, nr=antall + 1, tekst=tekst, side=av.side, av=av.av, tas_opp=tas_opp
        )
        return Gjort(tekst=tekst)

    return utfor(samarbeid, Handling.FORVENTNING, inn, av=av, gjor=gjor)


def si_enig(samarbeid: Samarbeid, inn: Innsending, *, nr: int, av: Aktor) -> Skritt:
    """Siden er enig i det den andre skrev. Hever Domenefeil."""

    def gjor(rad: Samarbeid) -> Gjort:
        forventning = _forventningen(rad, nr)
        if forventning.side == av.side:
            raise Domenefeil(_("Det er den andre siden som må si seg enig."))
        forventning.enig_tid = forventning.enig_tid or timezone.now()
        forventning.save(update_fields=["enig_tid"])
        return Gjort(tekst=forventning.tekst)

    return utfor(samarbeid, Handling.ENIG, inn, av=av, gjor=gjor)


def ta_opp(
    samarbeid: Samarbeid, inn: Innsending, *, nr: int, notat: str, tas_opp: date | None, av: Aktor
) -> Skritt:
    """Skriver ned hva dere sa. Uten en ny dag gjelder den ikke lenger. Hever Domenefeil og FeilIFelt."""

    def gjor(rad: Samarbeid) -> Gjort:
        forventning = _forventningen(rad, nr)
        if tas_opp:
            _i_framtiden(tas_opp)
            forventning.tas_opp = tas_opp
        else:
            forventning.ferdig_tid = timezone.now()
        forventning.notat, forventning.tatt_opp_tid = notat, timezone.now()
        forventning.save(update_fields=["tas_opp", "ferdig_tid", "notat", "tatt_opp_tid"])
        return Gjort(tekst=notat)

    return utfor(samarbeid, Handling.TA_OPP, inn, av=av, gjor=gjor)


def skriv_avtale(
    samarbeid: Samarbeid,
    inn: Innsending,
    *,
    slag: str,
    verdi: int,
    fra_dato: date,
    til_dato: date | None,
    underskrevet: date,
    av: Aktor,
) -> Skritt:
    """Skriver inn en avtale som er underskrevet utenfor portalen. ``verdi`` er kroner uten merverdiavgift, med opsjoner."""

    def gjor(rad: Samarbeid) -> Gjort:
        antall = rad.avtaler.count()
        if antall >= FLEST_AVTALER:
            raise Domenefeil(_("Det er skrevet inn mange avtaler her alt."))
        if til_dato and til_dato < fra_dato:
            raise FeilIFelt("til_dato", _("Avtalen må slutte etter at den begynner."))
        if underskrevet > timezone.localdate():
            raise FeilIFelt("underskrevet", _("Dagen den ble underskrevet, kan ikke være i framtiden."))
        avtale = Samarbeidsavtale.objects.create(
            samarbeid=rad,
            nr=antall + 1,
            slag=slag,
            verdi=verdi,
            fra_dato=fra_dato,
            til_dato=til_dato,
            underskrevet=underskrevet,
            av=av.av,
        )
        return Gjort(tekst=str(avtale.get_slag_display()))

    return utfor(samarbeid, Handling.AVTALE, inn, av=av, gjor=gjor)


def spor_medeier(samarbeid: Samarbeid, inn: Innsending, *, part: OffentligPart, av: Aktor) -> Skritt:
    """Spør om en virksomhet til kan være med. Den andre siden må si ja før virksomheten får vite om det."""

    def gjor(rad: Samarbeid) -> Gjort:
        if part == rad.part or rad.medeiere.filter(part=part).exists():
            raise FeilIFelt("part", _("Den virksomheten er med, eller er spurt."))
        if rad.medeiere.count() >= FLEST_MEDEIERE:
            raise Domenefeil(_("Det er mange med i samarbeidet alt."))
        Medeier.objects.create(samarbeid=rad, part=part, spurt_av=av.side)
        return Gjort(tekst=part.navn)

    return utfor(samarbeid, Handling.MEDEIER, inn, av=av, gjor=gjor)


def godta_medeier(samarbeid: Samarbeid, inn: Innsending, *, medeier: int, ja: bool, av: Aktor) -> Skritt:
    """Den andre siden sier ja eller nei til at virksomheten blir spurt. Hever Domenefeil."""

    def gjor(rad: Samarbeid) -> Gjort:
        spurt = rad.medeiere.select_related("part", "samarbeid__part").filter(pk=medeier).first()
        if spurt is None or spurt.spurt_av == av.side:
            raise Domenefeil(_("Det er den andre siden som må svare."))
        if ja:
            spurt.godtatt_tid = spurt.godtatt_tid or timezone.now()
            spurt.save(update_fields=["godtatt_tid"])
            si_fra_til_medeieren(spurt)
        elif spurt.ja_tid is None:
            spurt.delete()
        return Gjort(tekst=spurt.part.navn)

    return utfor(samarbeid, Handling.MEDEIER_SVAR, inn, av=av, gjor=gjor)


@transaction.atomic
def svar_som_medeier(medeier: Medeier, *, ja: bool, av: Bruker) -> None:
    """Virksomheten som er spurt, svarer. Et nei tar bort spørsmålet, og er den alt med, går den ut. Begge sider får vite det.

    Hever Domenefeil når begge sider ikke har sagt ja til at den blir spurt, og når samarbeidet er over.
    """
    laaste = Samarbeid.objects.select_for_update(of=("self",)).select_related("entreprenor", "part")
    samarbeid = laaste.apne().filter(pk=medeier.samarbeid_id).first()
    rad = Medeier.objects.select_related("part").filter(pk=medeier.pk, samarbeid=samarbeid).first()
    if samarbeid is None or rad is None or rad.godtatt_tid is None:
        raise Domenefeil(_("Spørsmålet er trukket."))
    if ja and rad.ja_tid:
        return
    if ja:
        rad.ja_tid = timezone.now()
        rad.save(update_fields=["ja_tid"])
    else:
        rad.delete()
    skritt = skriv_skritt(
        samarbeid,
        Skritt.Slag.MEDEIER_SVAR,
        Innsending(samarbeid.versjon, uuid.uuid4()),
        av=Aktor(Samtaleside.OFFENTLIG, av, leder=False),
        gjort=Gjort(tekst=medeierens_svar(rad.part.navn, ja=ja)),
        med_brev=False,
    )
    si_fra_om_medeieren(samarbeid, skritt, rad.part.navn, ja=ja)
    logg_hendelse(
        "samarbeid_medeier", av=av.offentlig_id, gjelder=rad.part, ja=ja, referanse=samarbeid.referanse
    )


def _forventningen(rad: Samarbeid, nr: int) -> Forventning:
    funnet = rad.forventninger.filter(nr=nr, ferdig_tid=None).first()
    if funnet is None:
        raise Domenefeil(_("Den er tatt opp, og gjelder ikke lenger."))
    return funnet


def _i_framtiden(dag: date) -> None:
    if dag <= timezone.localdate():
        raise FeilIFelt("tas_opp", _("Velg en dag i framtiden."))
