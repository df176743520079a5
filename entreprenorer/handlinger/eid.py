"""Ideene til en entreprenør: hvem som ser dem, og de som er prøvd uten konto."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from entreprenorer.handlinger.ideling import behold_deling
from entreprenorer.models import Entreprenor, Ide, Ideutkast
from entreprenorer.models.ide import IDEFELT
from kommuner.models import OffentligPart
from veier.brukere.models import Bruker
from veier.fletting import Rasvar
from veier.gjennomgang.handlinger.eiet import opprett
from veier.hendelser.handlinger import logg_hendelse
from veier.utkast.handlinger import overta


@transaction.atomic
def sett_synlighet(ide: Ide, *, synlighet: str, vist_til: Collection[OffentligPart], av: Bruker) -> Ide:
    """Hvem som kan se ideen når den er publisert. ``vist_til`` gjelder bare «virksomhetene vi velger»."""
    rad = Ide.objects.select_for_update(of=("self",)).get(pk=ide.pk)
    rad.synlighet = synlighet
    rad.save(update_fields=["synlighet"])
    rad.vist_til.set(vist_til if synlighet == Ide.Synlighet.VALGTE else [])
    rad.etter_endring()
    logg_hendelse("ide_synlighet", av=av.offentlig_id, gjelder=rad, synlighet=synlighet, antall=len(vist_til))
    return rad


def overta_utkast(utkast: Ideutkast, entreprenor: Entreprenor, *, av: Bruker) -> Ide:
    """Gjør en idé som er prøvd uten konto, til en idé hos entreprenøren. Utkastet blir borte; lenken det er delt
    med, lever videre, og det som er sagt å være lest feil, leses fortsatt ikke. Hever Domenefeil når den alt er tatt med.
    """

    def lag(laast: Ideutkast, alle: Rasvar) -> Ide:
        svar = {felt: verdier for felt, verdier in alle.items() if felt in IDEFELT}
        ide = opprett(Ide, entreprenor, svar=svar, av=av, ikke_lest=alle.get("ikke_lest", []))
        behold_deling(laast, ide)
        return ide

    return overta(utkast, lag)
