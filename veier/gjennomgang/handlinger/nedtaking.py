"""Eieren tar ned det hun har publisert, og legger det ut igjen slik det var. Én handling hver vei."""

from __future__ import annotations

from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from veier.brukere.models import Bruker
from veier.epost.redaksjonen import skriv_til_redaksjonen
from veier.gjennomgang.handlinger.vurdering import er_oppdiktet, trekk_ventende
from veier.gjennomgang.models import Publiserbar
from veier.hendelser.handlinger import logg_hendelse

P = TypeVar("P", bound=Publiserbar)


@transaction.atomic
def ta_ned_selv(objekt: P, *, av: Bruker, grunn: str = "") -> P:
    """Ingen andre ser det fra nå av. Det som er skrevet, beholdes; det som ventet hos redaksjonen, trekkes.

    ``grunn`` er for redaksjonen, og kan være tom. Er det tatt ned fra før, gjøres ingenting.
    """
    rad = _laast(objekt)
    if rad.er_tatt_ned:
        return rad
    rad.nedtatt_tid = timezone.now()
    _ferdig(rad, "tatt_ned_av_eieren", av=av)
    trekk_ventende(rad, av=av)
    _si_fra("tatt_ned", rad, grunn=grunn.strip())
    return rad


@transaction.atomic
def legg_ut_igjen(objekt: P, *, av: Bruker) -> P:
    """Det som var publisert, er det igjen. Redaksjonen har sett det før, og ser det ikke på nytt."""
    rad = _laast(objekt)
    if not rad.er_tatt_ned:
        return rad
    rad.nedtatt_tid = None
    _ferdig(rad, "lagt_ut_igjen", av=av)
    _si_fra("lagt_ut_igjen", rad)
    return rad


def _laast(objekt: P) -> P:
    return type(objekt)._default_manager.select_for_update(of=("self",)).get(pk=objekt.pk)


def _ferdig(rad: Publiserbar, kode: str, *, av: Bruker) -> None:
    rad.save(update_fields=["nedtatt_tid"])
    rad.etter_endring()
    logg_hendelse(kode, av=av.offentlig_id, gjelder=rad)


def _si_fra(mal: str, rad: Publiserbar, **verdier: str) -> None:
    """Redaksjonen får vite det, høyst én gang i døgnet for hver vei. Det som aldri var ute, angår den ikke."""
    if not rad.er_publisert or er_oppdiktet(rad):
        return
    verdier = {felt: verdi or _("Ingen grunn er oppgitt.") for felt, verdi in verdier.items()}
    skriv_til_redaksjonen(
        mal,
        nokkel=f"{rad._meta.label_lower}:{rad.pk}:{timezone.localdate()}",
        side=rad.get_absolute_url,
        navn=str(rad),
        hva=_("profilen sin") if rad.eier == rad else f"«{rad}»",
        organisasjon=str(rad.eier),
        **verdier,
    )
