"""Den første meldingen når det er virksomheten som begynner. Resten av samtalen er som alle andre."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import OffentligPart
from samarbeid.models import Innlegg, Samtale, Samtaleside
from samarbeid.models.samtaler.konkurranse import ER_KUNNGJORT
from samarbeid.samtaler.handlinger.brev import send_til_entreprenoren
from samarbeid.samtaler.handlinger.konkurransen import (
    krev_noe_annet,
    kunngjorte,
    med_erklaering,
    nevn,
    stengt_med_dem,
)
from samarbeid.samtaler.handlinger.trad import FERDIG, PURR_ETTER, Aktor, Onske, nytt_innlegg
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.handlinger.medlemmer import som_far_brev
from veier.medlemskap.tilganger import er_medlem

HOYST_I_DOGNET = 5


def sett_sammen(*, hva: str, for_hvem: str, ber_om: str, planlegges: bool, navn: str, virksomhet: str) -> str:
    """Meldingen slik entreprenøren får den."""
    deler = [
        _("Hei,"),
        hva,
        _("Hvem det er for: %(tekst)s") % {"tekst": for_hvem} if for_hvem else "",
        _("Det vi spør om: %(tekst)s") % {"tekst": ber_om},
        _("Vi planlegger en konkurranse. Det vi forteller dere, kan vi fortelle alle.") if planlegges else "",
        "\n".join([_("Vennlig hilsen"), navn, virksomhet]),
    ]
    return "\n\n".join(d for d in deler if d)


@dataclass(frozen=True, slots=True)
class Forste:
    """Den første meldingen, slik entreprenøren får den. ``til`` er den hos virksomheten som får svarene."""

    emne: str
    tekst: str
    sendenokkel: uuid.UUID
    til: str
    anskaffelse: str = Samtale.Anskaffelse.APEN
    skjermet: str = ""
    skjermet_grunn: str = ""
    ide: Ide | None = None


@transaction.atomic(savepoint=False)
def begynn(part: OffentligPart, entreprenor: Entreprenor, forste: Forste, aktor: Aktor) -> Samtale:
    """Samtalen med den første meldingen, og varselet til entreprenøren. Det som må være sant først, er kontrollert."""
    samtale = Samtale(
        entreprenor=entreprenor,
        part=part,
        ide=forste.ide,
        begynt_av=Samtaleside.OFFENTLIG,
        emne=forste.emne,
        til=forste.til,
        tilstand=Samtale.Tilstand.BESVART,
        anskaffelse=forste.anskaffelse,
        purr_fra=timezone.localdate() + PURR_ETTER,
    )
    onske = Onske(
        "start",
        0,
        forste.sendenokkel,
        tekst=forste.tekst,
        skjermet=forste.skjermet,
        skjermet_grunn=forste.skjermet_grunn,
    )
    innlegg = nytt_innlegg(samtale, str(Innlegg.Slag.MELDING), onske, av=aktor)
    send_til_entreprenoren(samtale, innlegg)
    return samtale


@transaction.atomic
def start_fra_virksomheten(
    part: OffentligPart,
    entreprenor: Entreprenor,
    *,
    emne: str,
    tekst: str,
    anskaffelse: str,
    sendenokkel: uuid.UUID,
    av: Bruker,
    skjermet: str = "",
    skjermet_grunn: str = "",
    noe_annet: bool = False,
    ide: Ide | None = None,
) -> Samtale:
    """Lagrer meldingen og sier fra til entreprenøren. Det samme skjemaet to ganger gir den samme samtalen.

    Svarene går til den som skriver. ``noe_annet`` som i ``start_samtale``. Hever FeilIFelt når det ikke er sagt, og Domenefeil når
    profilen ikke er ute, når ingen kan lese meldingen, når virksomheten har tatt fem nye kontakter det siste døgnet, eller når den
    venter på svar fra før.
    """
    laast = OffentligPart.objects.select_for_update(of=("self",)).get(pk=part.pk)
    if sendt := Samtale.objects.filter(part=laast, innlegg__sendenokkel=sendenokkel).first():
        return sendt
    if not er_medlem(av, laast):
        raise Domenefeil(_("Du er ikke med i organisasjonen lenger."))
    if not (entreprenor.er_bekreftet and entreprenor.vises):
        raise Domenefeil(_("Entreprenøren har ingen profil ute nå, og kan ikke få meldinger her."))
    if not som_far_brev(entreprenor):
        raise Domenefeil(_("Ingen hos entreprenøren har en konto her nå. Bruk kontaktene i profilen."))
    _ikke_for_mange(laast, entreprenor)
    ute = kunngjorte(laast, entreprenor)
    krev_noe_annet(ute, noe_annet=noe_annet)
    forste = Forste(
        emne=emne,
        tekst=med_erklaering(tekst, ute),
        sendenokkel=sendenokkel,
        til=av.epost,
        anskaffelse=anskaffelse,
        skjermet=skjermet,
        skjermet_grunn=skjermet_grunn,
        ide=ide,
    )
    samtale = begynn(laast, entreprenor, forste, Aktor(Samtaleside.OFFENTLIG, av=av))
    logg_hendelse(
        "samtale_start_offentlig",
        av=av.offentlig_id,
        gjelder=entreprenor,
        part=laast.slug,
        referanse=samtale.referanse,
        ikke_om=nevn(ute),
    )
    return samtale


def _ikke_for_mange(part: OffentligPart, entreprenor: Entreprenor) -> None:
    begynt = Samtale.objects.filter(part=part, begynt_av=Samtaleside.OFFENTLIG)
    ubesvart = begynt.filter(entreprenor=entreprenor, siste_fra_entreprenor=0).exclude(tilstand__in=FERDIG)
    if ubesvart.exists():
        raise Domenefeil(_("Dere har alt skrevet til dem, og venter på svar. Skriv mer i den samtalen."))
    deres = Samtale.objects.filter(part=part, entreprenor=entreprenor, ferdig_tid=None)
    if samtale := deres.filter(ER_KUNNGJORT).first():
        raise stengt_med_dem(samtale)
    krev_plass(part)


def krev_plass(part: OffentligPart) -> None:
    """Hever Domenefeil når virksomheten har tatt så mange kontakter det siste døgnet som den kan."""
    begynt = Samtale.objects.filter(part=part, begynt_av=Samtaleside.OFFENTLIG)
    if begynt.filter(startet_tid__gte=timezone.now() - timedelta(days=1)).count() >= HOYST_I_DOGNET:
        raise Domenefeil(_("Dere kan ta høyst fem nye kontakter i døgnet, så ingen får for mye post."))
