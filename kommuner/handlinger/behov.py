"""Behovene til en virksomhet: de som er beskrevet uten konto, og hvor hvert av dem står."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kommuner.doffin import les_nummeret
from kommuner.models import OVERGANGER, Behov, OffentligPart, Veiviserutkast
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.fletting import Rasvar
from veier.gjennomgang.handlinger.eiet import opprett
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.tilganger import er_administrator
from veier.taksonomi.ordforrad import Behovstilstand, Behovsutfall
from veier.utkast.handlinger import overta


def overta_utkast(
    utkast: Veiviserutkast, part: OffentligPart, *, som_behov: Callable[[Rasvar], Rasvar], av: Bruker
) -> Behov:
    """Gjør et behov som er beskrevet uten konto, til et behov hos virksomheten. Utkastet, og lenken det er delt med, blir borte.

    ``som_behov`` gir svarene i utkastet som svarene på et behov. Hever Domenefeil når det alt er tatt med.
    """
    return overta(
        utkast, lambda _laast, alle: opprett(Behov, part, svar={**eget_sted(part), **som_behov(alle)}, av=av)
    )


def eget_sted(part: OffentligPart) -> Rasvar:
    """Stedet virksomheten er i, som svaret på hvor behovet gjelder. Hun ser det i steget, og kan ta det bort."""
    return {"omrader": [part.omrade.kode]} if part.omrade else {}


@transaction.atomic
def sett_tilstand(
    behov: Behov, *, til: str, sett: str, av: Bruker, doffin: str = "", utfall: str = "", grunn: str = ""
) -> Behov:
    """Flytter behovet til en ny tilstand. ``sett`` er tilstanden personen så: to som trykker, gjør det ikke to ganger.

    Hever Domenefeil når det ikke går an herfra, når noe mangler, eller når personen ikke er administrator.
    """
    rad = Behov.objects.select_for_update(of=("self",)).select_related("part").get(pk=behov.pk)
    if not er_administrator(av, rad.part):
        raise Domenefeil(_("Bare en administrator kan gjøre dette på vegne av virksomheten."))
    if not rad.er_publisert:
        raise Domenefeil(_("Behovet er ikke publisert ennå."))
    if rad.tilstand != sett:
        raise Domenefeil(_("Noen har endret tilstanden etter at du åpnet siden. Se på det igjen."))
    if til not in OVERGANGER[rad.tilstand]:
        raise Domenefeil(_("Det går ikke an å gå dit herfra."))
    # Nummeret står når konkurransen er ferdig, og ellers bare mens den er ute; utfallet hører til det som er lukket.
    lukket = til == Behovstilstand.LUKKET
    doffin = les_nummeret(doffin) if lukket or til == Behovstilstand.KUNNGJORT else ""
    grunn = grunn.strip()
    if til == Behovstilstand.KUNNGJORT and not doffin:
        raise Domenefeil(_("Skriv referansen på Doffin, så alle finner konkurransen."))
    if lukket and (utfall not in Behovsutfall.values or not grunn):
        raise Domenefeil(_("Velg hvordan det endte, og skriv hvorfor. De som svarte, skal få vite det."))
    fra, rad.tilstand, rad.tilstand_tid = rad.tilstand, til, timezone.now()
    rad.doffin = doffin or (rad.doffin if lukket else "")
    rad.utfall, rad.utfall_grunn = (utfall, grunn) if lukket else ("", "")
    rad.save(update_fields=["tilstand", "tilstand_tid", "doffin", "utfall", "utfall_grunn"])
    rad.etter_endring()
    logg_hendelse("behov_tilstand", av=av.offentlig_id, gjelder=rad, fra=fra, til=til, utfall=rad.utfall)
    return rad
