"""Det en virksomhet selv sier om hvordan man når den: skrive, si at det stemmer, bli spurt, og å få navnet sitt bort."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kommuner.models import Egenkontakt, Kontaktimport, OffentligPart, Rolle
from kommuner.models.egenkontakt import SPOR_FOR, VARER, merke
from kommuner.tilganger import ma_vente
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.handlinger.medlemmer import administratorer
from veier.medlemskap.tilganger import er_administrator
from veier.tekst.navn_i_adressen import star_i_adressen
from veier.typer import Verdier


@transaction.atomic
def lagre_kontakt(
    part: OffentligPart, rolle: Rolle | None, *, verdier: Verdier, av: Bruker, sett: str | None = None
) -> Egenkontakt | None:
    """Lagrer det som er skrevet, kontrollert i dag. Er alt tomt, tas raden bort.

    ``sett`` er merket på det hun så; None: den som skriver, vet hva som står. Hever Domenefeil når noe er endret siden,
    for eksempel når personen har tatt bort navnet sitt, og for en som ikke er administrator.
    """
    _krev_administrator(part, av)
    OffentligPart.objects.select_for_update(of=("self",)).get(pk=part.pk)
    funnet = list(Egenkontakt.objects.select_for_update(of=("self",)).filter(part=part, rolle=rolle))
    _krev_sett(funnet, sett)
    if not any(verdi not in ("", None) for verdi in verdier.values()):
        for rad in funnet:
            rad.delete()
        _logg(part, rolle, av, tatt_bort=True)
        return None
    rad = funnet[0] if funnet else Egenkontakt(part=part, rolle=rolle)
    for felt, verdi in verdier.items():
        setattr(rad, felt, verdi)
    if rad.navn:
        rad.navn_fjernet_tid = None
    _kontrollert(rad, av)
    _logg(part, rolle, av)
    return rad


@transaction.atomic
def bekreft_kontaktene(part: OffentligPart, *, av: Bruker, sett: str | None = None) -> int:
    """Alt virksomheten har sagt, stemmer i dag. Gir antallet. ``sett``, og Domenefeil, som i ``lagre_kontakt``."""
    _krev_administrator(part, av)
    rader = list(Egenkontakt.objects.select_for_update().filter(part=part))
    _krev_sett(rader, sett)
    for rad in rader:
        _kontrollert(rad, av)
    logg_hendelse("kontakter_bekreftet", av=av.offentlig_id, gjelder=part, antall=len(rader))
    return len(rader)


def varsle_om_utlop(i_dag: date | None = None) -> int:
    """Ett brev til hver administrator i de virksomhetene der noe utløper innen 30 dager. Gir antallet virksomheter."""
    grense = (i_dag or timezone.localdate()) + SPOR_FOR - VARER
    gamle = Egenkontakt.objects.filter(kontrollert__lte=grense, varslet_tid=None, part__skjult=False)
    return sum(
        _varsle(pk, grense) for pk in list(gamle.order_by("part").values_list("part", flat=True).distinct())
    )


@transaction.atomic
def _varsle(pk: int, grense: date) -> bool:
    rader = list(
        Egenkontakt.objects.select_for_update(of=("self",))
        .filter(part=pk, kontrollert__lte=grense, varslet_tid=None)
        .select_related("part")
        .order_by("kontrollert")
    )
    if not rader:
        return False
    forst = rader[0]
    if not (mottakere := administratorer(forst.part)):
        return False  # ingen å spørre ennå; den første administratoren får brevet
    for administrator in mottakere:
        with override(administrator.malform):
            dato = date_format(forst.utloper, "j. F Y")
            rett = settings.ADRESSE + reverse("offentlig_kontakter", args=[forst.part.slug])
        send_brev(
            "kontakter_utloper",
            nokkel=f"{forst.part.slug}:{forst.utloper}",
            til=administrator.epost,
            malform=administrator.malform,
            side=("offentlig_kontakter_stemmer", [forst.part.slug]),
            ikke_for=ma_vente(administrator.epost),
            virksomhet=forst.part.navn,
            dato=dato,
            rettlenke=rett,
        )
    Egenkontakt.objects.filter(pk__in=[rad.pk for rad in rader]).update(varslet_tid=timezone.now())
    return True


@transaction.atomic
def fjern_navn(kontakt: Egenkontakt, *, epost: str, malform: str) -> Egenkontakt:
    """Navnet er borte fra nå, og adressen som sier det. ``epost`` får en bekreftelse, og administratorene får vite det.

    Tåler å gjøres om igjen.
    """
    rad = (
        Egenkontakt.objects.select_for_update(of=("self",)).select_related("part", "rolle").get(pk=kontakt.pk)
    )
    if not rad.navn:
        return rad
    if star_i_adressen(rad.navn, rad.epost):
        rad.epost = ""
    rad.navn, rad.navn_fjernet_tid = "", timezone.now()
    rad.save(update_fields=["navn", "epost", "navn_fjernet_tid"])
    Kontaktimport.objects.filter(part=rad.part).delete()  # å angre en fil skal ikke sette navnet tilbake
    logg_hendelse("kontaktnavn_fjernet", gjelder=rad.part)
    nokkel = f"{rad.ref}:{rad.navn_fjernet_tid:%Y%m%d%H%M%S}"
    send_brev("kontaktnavn_fjernet", nokkel=nokkel, til=epost, malform=malform, virksomhet=rad.part.navn)
    for administrator in administratorer(rad.part):
        send_brev(
            "kontaktnavn_borte",
            nokkel=nokkel,
            til=administrator.epost,
            malform=administrator.malform,
            side=("offentlig_kontakter", [rad.part.slug]),
            ikke_for=ma_vente(administrator.epost),
            virksomhet=rad.part.navn,
        )
    return rad


def _krev_sett(rader: list[Egenkontakt], sett: str | None) -> None:
    if sett is not None and sett != merke(rader):
        raise Domenefeil(
            _("Noe er endret etter at du åpnet siden. Se på det som er lagret nå, og prøv igjen.")
        )


def _kontrollert(rad: Egenkontakt, av: Bruker) -> None:
    rad.kontrollert, rad.kontrollert_av, rad.varslet_tid = timezone.localdate(), av, None
    rad.save()


def _logg(part: OffentligPart, rolle: Rolle | None, av: Bruker, *, tatt_bort: bool = False) -> None:
    slug = rolle.slug if rolle else ""
    logg_hendelse("kontakt_skrevet", av=av.offentlig_id, gjelder=part, rolle=slug, tatt_bort=tatt_bort)


def _krev_administrator(part: OffentligPart, av: Bruker) -> None:
    if not er_administrator(av, part):
        raise Domenefeil(_("Bare en administrator kan gjøre dette på vegne av virksomheten."))
