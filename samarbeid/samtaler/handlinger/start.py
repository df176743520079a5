"""Den første meldingen: hvem som kan sende den, hvor den går, og at den går én gang."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor, Ide
from kommuner.kontakt import Kontaktfakta, kontaktfakta, postmottak
from kommuner.models import Behov, OffentligPart
from kommuner.tilganger import er_hos_samme, er_jobbadresse, jobbdomener
from samarbeid.behovstreff.handlinger import merk_kontakt
from samarbeid.models import Innlegg, Samtale, Samtaleside
from samarbeid.models.samtaler.konkurranse import ER_KUNNGJORT
from samarbeid.querysets import Samtalesporring
from samarbeid.samtaler.handlinger.brev import send_til_mottakeren
from samarbeid.samtaler.handlinger.konkurransen import (
    krev_noe_annet,
    kunngjorte,
    med_erklaering,
    nevn,
    nylig,
    stengt,
)
from samarbeid.samtaler.handlinger.trad import PURR_ETTER, Aktor, Onske, nytt_innlegg
from samarbeid.samtaler.tilstander import VENTER
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.tilganger import er_medlem

HOYST_I_DOGNET = 5
ETTER_ET_NEI = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Mottaker:
    """Hvem meldingen går til, og det den handler om. ``kjent`` er adressen virksomheten er kjent med, når den er det."""

    part: OffentligPart
    behov: Behov | None = None
    ide: Ide | None = None
    kjent: Kontaktfakta | None = None

    @property
    def adresse(self) -> str:
        if self.behov and self.behov.svaradresse:
            return self.behov.svaradresse
        return self.kjent.verdi if self.kjent else ""


def lag_mottaker(part: OffentligPart, behov: Behov | None = None, ide: Ide | None = None) -> Mottaker:
    return Mottaker(part, behov, ide, postmottak(kontaktfakta(part)))


def kan_sendes_til(mottaker: Mottaker, adresse: str) -> bool:
    """Adressen hører til virksomheten. Vet vi ikke hvilke den bruker, er det den entreprenøren oppgir, som gjelder."""
    part = mottaker.part
    kjente = [a for a in (mottaker.adresse, mottaker.kjent.verdi if mottaker.kjent else "") if a]
    if er_jobbadresse(Bruker(epost=adresse), part) or any(er_hos_samme(adresse, a) for a in kjente):
        return True
    return not (kjente or part.domenene or part.nettsted or jobbdomener()[part.type])


def sett_sammen(*, hva: str, for_hvem: str, ber_om: str, navn: str, entreprenor: str) -> str:
    """Meldingen slik mottakeren får den."""
    deler = [
        _("Hei,"),
        hva,
        _("Hvem det er for: %(tekst)s") % {"tekst": for_hvem} if for_hvem else "",
        _("Det vi spør om: %(tekst)s") % {"tekst": ber_om},
        _("Er det en annen vi heller bør snakke med, er vi glade for å bli vist videre."),
        "\n".join([_("Vennlig hilsen"), navn, entreprenor]),
    ]
    return "\n\n".join(d for d in deler if d)


@transaction.atomic
def start_samtale(
    entreprenor: Entreprenor,
    mottaker: Mottaker,
    *,
    emne: str,
    rolle: str,
    til: str,
    tekst: str,
    sendenokkel: uuid.UUID,
    av: Bruker,
    skjermet: str = "",
    skjermet_grunn: str = "",
    noe_annet: bool = False,
) -> Samtale:
    """Lagrer meldingen og legger den i kø til mottakeren. Det samme skjemaet to ganger gir den samme samtalen.

    ``noe_annet``: hun har sagt at det ikke gjelder en konkurranse virksomheten har ute; da står det i meldingen og i loggen.
    Hever FeilIFelt når hun ikke har det, og Domenefeil når profilen ikke er ute, når adressen ikke er virksomhetens, når det er
    sendt fem det siste døgnet, når den forrige om det samme ikke er besvart, eller når de nettopp takket nei til det, og
    ForMangeEposter.
    """
    laast = Entreprenor.objects.select_for_update(of=("self",)).get(pk=entreprenor.pk)
    if sendt := Samtale.objects.filter(entreprenor=laast, innlegg__sendenokkel=sendenokkel).first():
        return sendt
    _kontroller(laast, mottaker, til, av)
    ute = kunngjorte(mottaker.part, laast)
    krev_noe_annet(ute, noe_annet=noe_annet)
    samtale = Samtale(
        entreprenor=laast,
        part=mottaker.part,
        ide=mottaker.ide,
        behov=mottaker.behov,
        emne=emne,
        rolle=rolle,
        til=til,
        purr_fra=timezone.localdate() + PURR_ETTER,
    )
    samtale.save()
    hele = med_erklaering(tekst, ute)
    onske = Onske("start", 0, sendenokkel, tekst=hele, skjermet=skjermet, skjermet_grunn=skjermet_grunn)
    aktor = Aktor(Samtaleside.ENTREPRENOR, av=av)
    innlegg = nytt_innlegg(samtale, str(Innlegg.Slag.MELDING), onske, av=aktor)
    send_til_mottakeren(samtale, innlegg)
    if mottaker.behov:
        merk_kontakt(mottaker.behov, laast, mottaker.ide, av=av)
    logg_hendelse(
        "samtale_start",
        av=av.offentlig_id,
        gjelder=laast,
        part=mottaker.part.slug,
        referanse=samtale.referanse,
        ikke_om=nevn(ute),
    )
    return samtale


def _kontroller(entreprenor: Entreprenor, mottaker: Mottaker, til: str, av: Bruker) -> None:
    if not er_medlem(av, entreprenor):
        raise Domenefeil(_("Du er ikke med i organisasjonen lenger."))
    if not (entreprenor.er_bekreftet and entreprenor.vises):
        raise Domenefeil(_("Profilen må være publisert, så virksomheten vet hvem dere er."))
    if not kan_sendes_til(mottaker, til):
        raise Domenefeil(_("Skriv en adresse hos %(navn)s.") % {"navn": mottaker.part.navn})
    _ikke_for_mange(entreprenor, mottaker, til)


def _ikke_for_mange(entreprenor: Entreprenor, mottaker: Mottaker, til: str) -> None:
    # Det en virksomhet har begynt, er ingen kontakt hun har tatt.
    mine = Samtale.objects.filter(entreprenor=entreprenor, begynt_av=Samtaleside.ENTREPRENOR)
    like = mine.filter(part=mottaker.part, ide=mottaker.ide, behov=mottaker.behov)
    _ikke_utenom_konkurransen(like)
    if like.filter(tilstand__in=VENTER).exists():
        raise Domenefeil(_("Dere har alt skrevet til dem om dette, og venter på svar. Purr i den samtalen."))
    nei = like.filter(til=til, tilstand=Samtale.Tilstand.AVVIST)
    if nei.filter(ferdig_tid__gt=timezone.now() - ETTER_ET_NEI).exists():
        raise Domenefeil(
            _("De takket nei til dette for kort tid siden. Vent tre måneder før dere spør dem igjen.")
        )
    # Å avslutte og begynne på nytt er ingen vei rundt ventetiden før en purring.
    if like.filter(til=til, siste_fra_offentlig=0, purr_fra__gt=timezone.localdate()).exists():
        raise Domenefeil(
            _("Dere skrev nettopp til dem om dette. Gi dem noen dager til før dere skriver igjen.")
        )
    if mine.filter(startet_tid__gte=timezone.now() - timedelta(days=1)).count() >= HOYST_I_DOGNET:
        raise Domenefeil(_("Dere kan ta høyst fem nye kontakter i døgnet, så ingen får for mye post."))


def _ikke_utenom_konkurransen(like: Samtalesporring) -> None:
    """En ny samtale om det samme er ingen vei rundt en kunngjort konkurranse (anskaffelsesforskriften § 12-2)."""
    if samtale := like.filter(nylig() & ER_KUNNGJORT).select_related("behov").first():
        raise stengt(samtale)
