"""Fra innsendt til publisert eller sendt tilbake, med andre øyne enn dem som skrev."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from statistics import median
from typing import TypeVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.epost.redaksjonen import skriv_til_redaksjonen
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger.skriving import laas_versjon, sist_publisert
from veier.gjennomgang.handlinger.utgaver import EIERENS, rydd_ubesvarte
from veier.gjennomgang.models import Nedtakingsgrunn, Publiserbar, Utgave, Versjon
from veier.hendelser.handlinger import logg_hendelse
from veier.konto.adresser import er_samme_person
from veier.medlemskap.handlinger.medlemmer import administratorer
from veier.medlemskap.tilganger import er_part
from veier.typer import Verdier

Status = Versjon.Status
P = TypeVar("P", bound=Publiserbar)
V = TypeVar("V", bound=Versjon)


@transaction.atomic
def send_inn(versjon: Versjon, *, sett: str, av: Bruker) -> Versjon:
    """Sender til redaksjonen. Visningen har kontrollert svarene med det samme skjemaet som publiseringen bruker.

    Er den sendt inn fra før, gjøres ingenting. Hever Domenefeil når noen har lagret etter kontrollen.
    """
    rad = laas_versjon(versjon)
    if rad.status == Status.SENDT_INN:
        return rad
    _krev_sett(rad, sett)
    rad.status, rad.innsendt_av, rad.innsendt_tid = Status.SENDT_INN, av, timezone.now()
    rad.kommentarer = {}
    rad.save(update_fields=["status", "innsendt_av", "innsendt_tid", "kommentarer", "endret_tid"])
    utgave = _skriv_utgave(rad, Utgave.Hva.SENDT_INN, av=av)
    if rad.kvitteres and not er_oppdiktet(rad.objekt):
        skriv_til_redaksjonen(
            "versjon_til_gjennomgang",
            nokkel=_brevnokkel(utgave),
            side=lambda: reverse(rad.redaksjonsside, args=rad.deler(rad.redaksjonsside)),
            navn=str(rad.objekt),
        )
    if rad.kvitteres:
        _send("versjon_mottatt", rad, utgave, til=av, side=rad.eierside)
    logg_hendelse("versjon_sendt_inn", av=av.offentlig_id, gjelder=rad.objekt)
    return rad


@transaction.atomic
def trekk(versjon: V, *, av: Bruker) -> V:
    """Eieren tar den tilbake før redaksjonen har svart."""
    rad = laas_versjon(versjon)
    if rad.status != Status.SENDT_INN:
        return rad
    rad.status, rad.innsendt_tid = Status.UNDER_ARBEID, None
    rad.save(update_fields=["status", "innsendt_tid", "endret_tid"])
    _skriv_utgave(rad, Utgave.Hva.TRUKKET, av=av)
    logg_hendelse("versjon_trukket", av=av.offentlig_id, gjelder=rad.objekt)
    return rad


def trekk_ventende(objekt: Publiserbar, *, av: Bruker) -> None:
    """Tar tilbake det som venter hos redaksjonen, om noe gjør det. Kalles når objektet er låst."""
    versjonsmodell = objekt.versjonsmodell()
    versjon = versjonsmodell.om(objekt).filter(status=Status.SENDT_INN).first()
    if versjon:
        trekk(versjon, av=av)


@transaction.atomic
def send_tilbake(versjon: Versjon, *, sett: str, kommentarer: dict[str, str], av: Bruker) -> Versjon:
    """Sender tilbake med en kommentar per felt; nøkkelen «» gjelder alt. Minst én må være skrevet."""
    rad = _laas_til_vurdering(versjon, sett=sett, av=av)
    skrevet = {felt: tekst.strip() for felt, tekst in kommentarer.items() if tekst.strip()}
    if not skrevet:
        raise Domenefeil(_("Skriv hva som må endres. Uten det vet de ikke hva de skal gjøre."))
    utgave = _skriv_utgave(rad, Utgave.Hva.SENDT_TILBAKE, av=av, kommentarer=skrevet)
    rad.status, rad.kommentarer, rad.innsendt_tid = Status.SENDT_TILBAKE, skrevet, None
    rad.save(update_fields=["status", "kommentarer", "innsendt_tid", "endret_tid"])
    if rad.far_svaret:
        _send("versjon_sendt_tilbake", rad, utgave, til=rad.far_svaret, side=rad.eierside)
    logg_hendelse("versjon_sendt_tilbake", av=av.offentlig_id, gjelder=rad.objekt, felt=sorted(skrevet))
    return rad


@transaction.atomic
def publiser(versjon: Versjon, *, sett: str, verdier: Verdier, av: Bruker) -> Publiserbar:
    """Setter kolonnene fra ``verdier`` og fjerner versjonen, i samme transaksjon. Gir objektet.

    Hever Domenefeil når den ikke er sendt inn, er endret siden redaktøren så den, eller redaktøren er med der.
    """
    rad = _laas_til_vurdering(versjon, sett=sett, av=av)
    if not getattr(rad.objekt.eier, "er_bekreftet", True):
        raise Domenefeil(_("Organisasjonen er ikke bekreftet. Bekreft den først, så kan dette publiseres."))
    rad.kopier(verdier)
    rad.objekt.publisert_tid = timezone.now()
    rad.objekt.save()
    utgave = _skriv_utgave(rad, Utgave.Hva.PUBLISERT, av=av)
    if rad.far_svaret:
        _send("versjon_publisert", rad, utgave, til=rad.far_svaret, side=rad.leserside)
    rad.delete()
    rad.objekt.etter_endring()
    logg_hendelse("versjon_publisert", av=av.offentlig_id, gjelder=rad.objekt)
    return rad.objekt


@transaction.atomic
def ta_ned(objekt: P, *, av: Bruker, grunn: str, forklaring: str) -> P:
    """Redaksjonen tar det publiserte ned. Det kan rettes og sendes inn på nytt.

    De som administrerer, får grunnen (en ``Nedtakingsgrunn``) og forklaringen på e-post, og ser dem på Min side. Er
    det ikke publisert, gjøres ingenting. Hever Domenefeil uten grunn eller forklaring.
    """
    if grunn not in Nedtakingsgrunn.values or not forklaring.strip():
        raise Domenefeil(_("Velg en grunn, og skriv hva det gjelder. Det går til dem som har skrevet det."))
    rad = type(objekt)._default_manager.select_for_update(of=("self",)).get(pk=objekt.pk)
    if rad.publisert_tid is None:
        return rad
    rad.publisert_tid = None
    rad.save(update_fields=["publisert_tid"])
    rad.etter_endring()
    versjonsmodell = rad.versjonsmodell()
    utgave = versjonsmodell.utgaver()._default_manager.create(
        **{"objekt": rad},
        hva=Utgave.Hva.TATT_NED,
        grunn=grunn,
        # Innholdet i saken selv når det står der: en sak fra fil har ingen utgave fra før.
        svar=versjonsmodell(**{"objekt": rad}).innhold() or sist_publisert(rad, versjonsmodell),
        kommentarer={"": forklaring.strip()},
        av=av,
    )
    logg_hendelse("tatt_ned", av=av.offentlig_id, gjelder=rad, grunn=grunn)
    if rad.eier is not None and not er_oppdiktet(rad):
        for administrator in administratorer(rad.eier):
            _si_fra_om_nedtaking(rad, utgave, til=administrator)
    return rad


def _si_fra_om_nedtaking(rad: Publiserbar, utgave: Utgave, *, til: Bruker) -> None:
    with override(til.malform):
        grunn, svarlenke = str(utgave.get_grunn_display()), settings.ADRESSE + reverse("kontakt")
    send_brev(
        "tatt_ned_av_redaksjonen",
        nokkel=f"{rad._meta.label_lower}:{utgave.pk}",
        til=til.epost,
        malform=til.malform,
        side=(rad.versjonsmodell().eierside, rad.adressedeler),
        navn=str(rad),
        organisasjon=str(rad.eier),
        grunn=grunn,
        forklaring=utgave.kommentarer[""],
        svarlenke=svarlenke,
    )


def tatt_ned_av_redaksjonen(
    modell: type[Versjon], objekter: models.QuerySet | Collection[int]
) -> models.QuerySet[Utgave]:
    """Utgaven med grunnen, for hvert av objektene som er nede fordi redaksjonen tok det ned."""
    # Bare redaksjonen tar bort publisert_tid; da står den siste nedtakingen.
    return (
        modell.utgaver()
        ._default_manager.filter(Q(objekt__in=objekter, objekt__publisert_tid=None), hva=Utgave.Hva.TATT_NED)
        .order_by("objekt_id", "-tid", "-pk")
        .distinct("objekt_id")
    )


def median_ventetid(*utgavemodeller: type[Utgave], siden_dager: int = 90) -> timedelta | None:
    """Hvor lenge det vanligvis tar å få svar: medianen av svarene de siste dagene. None uten svar."""
    fra = timezone.now() - timedelta(days=siden_dager)
    ventet: list[timedelta] = [
        tid
        for modell in utgavemodeller
        for tid in modell._default_manager.filter(tid__gte=fra, ventet__isnull=False).values_list(
            "ventet", flat=True
        )
        if tid is not None
    ]
    return median(ventet) if ventet else None  # type: ignore[type-var]  # median virker også på tidsrom


def _laas_til_vurdering(versjon: V, *, sett: str, av: Bruker) -> V:
    rad = laas_versjon(versjon)
    if rad.sendes_inn and rad.status != Status.SENDT_INN:
        raise Domenefeil(_("Dette venter ikke på svar lenger. Last siden på nytt."))
    _krev_sett(rad, sett)
    if rad.objekt.eier is not None and er_part(av, rad.objekt.eier):
        raise Domenefeil(_("Du er med i organisasjonen. En annen i redaksjonen må svare."))
    if rad.to_par_oyne and rad.endret_av is not None and er_samme_person(av, rad.endret_av):
        raise Domenefeil(_("«%(navn)s» må publiseres av en annen enn den som skrev.") % {"navn": rad.objekt})
    return rad


def _krev_sett(rad: Versjon, sett: str) -> None:
    """``sett`` er merket på det personen så: et nytt utkast er et annet, også når det er lagret like mange ganger."""
    if rad.merke != sett:
        raise Domenefeil(_("Dette er endret etter at du åpnet siden. Last siden på nytt og se på det igjen."))


def _skriv_utgave(rad: Versjon, hva: str, *, av: Bruker, kommentarer: dict[str, str] | None = None) -> Utgave:
    if hva in EIERENS:
        rydd_ubesvarte(rad, hva)
    svar = hva in {Utgave.Hva.PUBLISERT, Utgave.Hva.SENDT_TILBAKE}
    return rad.utgaver()._default_manager.create(
        **{"objekt": rad.objekt},
        hva=hva,
        svar=rad.innhold(),
        kommentarer=kommentarer or {},
        av=av,
        ventet=timezone.now() - rad.innsendt_tid if svar and rad.innsendt_tid else None,
    )


def er_oppdiktet(objekt: Publiserbar) -> bool:
    """Det oppdiktede skal ikke bry noen."""
    return getattr(objekt, "oppdiktet", False) or getattr(objekt.eier, "oppdiktet", False)


def _brevnokkel(utgave: Utgave) -> str:
    return f"{utgave._meta.label_lower}:{utgave.pk}"


def _send(mal: str, rad: Versjon, utgave: Utgave, *, til: Bruker, side: str) -> None:
    if er_oppdiktet(rad.objekt):
        return
    send_brev(
        mal,
        nokkel=_brevnokkel(utgave),
        til=til.epost,
        malform=til.malform,
        side=(side, [*rad.deler(side)]),
        navn=str(rad.objekt),
    )
