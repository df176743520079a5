"""«Vi vil snakke om dette», når adressen er bekreftet: en samtale når den sier hvilken virksomhet hun er hos, og den ser hvem
som har ideen; ellers et brev.

Reglene om en konkurranse som er kunngjort, er de samme som når noen begynner en samtale fra kontoen sin.
"""

from __future__ import annotations

import uuid
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor, Ide, Idedeling
from entreprenorer.synlighet import for_virksomheten
from kommuner.models import OffentligPart
from kommuner.tilganger import er_offentlig_adresse, virksomhet_for
from samarbeid.models import Samtale, Samtaleside
from samarbeid.models.samtaler.konkurranse import ER_KUNNGJORT
from samarbeid.samtaler.handlinger.konkurransen import (
    Kunngjort,
    krev_noe_annet,
    kunngjorte,
    med_erklaering,
    nevn,
    nylig,
    stengt,
    stengt_med_dem,
)
from samarbeid.samtaler.handlinger.start_offentlig import Forste, begynn, krev_plass
from samarbeid.samtaler.handlinger.trad import FERDIG, Aktor, er_hos
from samarbeid.svar.samtaleonske import Samtaleonske, finn_deling, les_kode, tittelen
from veier import lenkeinnhold
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil, FeilIFelt
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.handlinger.medlemmer import som_far_brev

_ROM = uuid.UUID("0f6f2a57-31a6-5b0d-8f1e-5f2f3a0c9d41")
LENGSTE_EMNE = 120
LENGSTE_NAVN = 100


class Konkurransene(NamedTuple):
    """``stengt`` er hvorfor ingenting kan sendes; tom når det kan. ``ute`` er dem hun må si at det ikke gjelder.

    ``ukjent``: adressen sier ikke hvor hun arbeider, så hun må svare for sin egen virksomhet.
    """

    stengt: str = ""
    ute: tuple[Kunngjort, ...] = ()
    ukjent: bool = False


def konkurransene(onske: Samtaleonske, deling: Idedeling) -> Konkurransene:
    """Det hun ikke kan skrive om, etter den bekreftede adressen: hva hun skriver at hun er, kan hvem som helst skrive."""
    entreprenor = deling.ide.entreprenor
    part = _virksomheten(onske.epost)
    vet_hvem = part is not None and _ser_hvem(deling, part)
    ute = kunngjorte(part, entreprenor) if part else []
    i_samtalene = Samtale.objects.filter(nylig() & ER_KUNNGJORT, entreprenor=entreprenor)
    for samtale in i_samtalene.select_related("part__overordnet", "behov", "entreprenor").order_by("pk"):
        if samtale.part != part and not er_hos(samtale, onske.epost):
            continue
        if samtale.ide_id == deling.ide_id:
            return Konkurransene(stengt=str(stengt(samtale)))
        if samtale.ferdig_tid is None:
            return Konkurransene(stengt=str(stengt_med_dem(samtale) if vet_hvem else stengt(samtale)))
        ute.append(Kunngjort("", samtale.kunngjort_her))
    unike = {k.nummer: k for k in reversed(ute)}
    ukjent = not ute and not er_offentlig_adresse(onske.epost)
    return Konkurransene(ute=tuple(reversed(unike.values())), ukjent=ukjent)


@transaction.atomic
def send_onsket(kode: str, *, noe_annet: bool = False) -> Samtale | None:
    """Sender meldingen. Gir samtalen den ble, eller None når den gikk som brev til dem som administrerer organisasjonen.

    Den samme lenken sender aldri to ganger. Hever FeilIFelt når hun ikke har sagt at det gjelder noe annet enn konkurransen som er
    ute, Domenefeil når lenken eller ideen ikke gjelder lenger eller konkurransen stenger for det, og ForMangeEposter.
    """
    onske = les_kode(kode)
    deling = finn_deling(onske.nokkel) if onske else None
    if onske is None or deling is None:
        raise Domenefeil(_("Lenken er for gammel, eller ideen er ikke delt lenger."))
    nokkel = uuid.uuid5(_ROM, lenkeinnhold.merke(kode))
    # Låst: to trykk på den samme lenken er én samtale.
    entreprenor = Entreprenor.objects.select_for_update(of=("self",)).get(pk=deling.ide.entreprenor_id)
    if sendt := Samtale.objects.filter(entreprenor=entreprenor, innlegg__sendenokkel=nokkel).first():
        return sendt
    funnet = konkurransene(onske, deling)
    if funnet.stengt:
        raise Domenefeil(funnet.stengt)
    _krev_svar(funnet, noe_annet=noe_annet)
    if part := _kan_bli_samtale(onske, deling, entreprenor):
        return _begynn(onske, deling, part, entreprenor, funnet, nokkel)
    _send_brev(kode, onske, deling, funnet)
    return None


def _krev_svar(funnet: Konkurransene, *, noe_annet: bool) -> None:
    krev_noe_annet(funnet.ute, noe_annet=noe_annet)
    if funnet.ukjent and not noe_annet:
        raise FeilIFelt(
            "noe_annet", _("Kryss av for at dette ikke gjelder en konkurranse virksomheten har kunngjort.")
        )


def _virksomheten(epost: str) -> OffentligPart | None:
    return virksomhet_for(epost.rpartition("@")[2].lower())


def _kan_bli_samtale(
    onske: Samtaleonske, deling: Idedeling, entreprenor: Entreprenor
) -> OffentligPart | None:
    """Virksomheten, når den kan få vite hvem som har ideen, entreprenøren kan svare i en samtale, og hun som skriver, ikke selv er
    med hos entreprenøren.
    """
    ute = entreprenor.er_bekreftet and entreprenor.vises
    if not ute or entreprenor.medlemskap.filter(bruker__epost=onske.epost).exists():
        return None
    part = _virksomheten(onske.epost)
    return part if part and _ser_hvem(deling, part) else None


def _ser_hvem(deling: Idedeling, part: OffentligPart) -> bool:
    """De som er med i virksomheten, ser ideen og hvem som har den. Ellers vet den som fikk lenken, det først når noen svarer."""
    synlig = Ide.objects.filter(for_virksomheten(Q(vist_til=part)), pk=deling.ide_id)
    return deling.ide.vises and synlig.exists()


def _begynn(
    onske: Samtaleonske,
    deling: Idedeling,
    part: OffentligPart,
    entreprenor: Entreprenor,
    funnet: Konkurransene,
    nokkel: uuid.UUID,
) -> Samtale:
    laast = OffentligPart.objects.select_for_update(of=("self",)).get(pk=part.pk)
    mine = Samtale.objects.filter(
        part=laast, entreprenor=entreprenor, ide=deling.ide, til=onske.epost, siste_fra_entreprenor=0
    )
    if venter := mine.exclude(tilstand__in=FERDIG).first():
        raise Domenefeil(
            _("Du har alt skrevet til dem om dette (%(ref)s), og venter på svar.") % {"ref": venter}
        )
    krev_plass(laast)
    tittel = tittelen(deling)
    om = _("Det gjelder ideen «%(tittel)s», som vi har lest på en lenke.") % {"tittel": tittel}
    forste = Forste(
        emne=tittel[:LENGSTE_EMNE],
        tekst=med_erklaering("\n\n".join([_("Hei,"), om, onske.melding]), funnet.ute),
        sendenokkel=nokkel,
        til=onske.epost,
        ide=deling.ide,
    )
    aktor = Aktor(
        Samtaleside.OFFENTLIG, navn=f"{onske.navn}, {onske.virksomhet}"[:LENGSTE_NAVN], epost=onske.epost
    )
    samtale = begynn(laast, entreprenor, forste, aktor)
    logg_hendelse(
        "samtale_start_delt",
        gjelder=entreprenor,
        part=laast.slug,
        referanse=samtale.referanse,
        ikke_om=nevn(funnet.ute),
    )
    return samtale


def _send_brev(kode: str, onske: Samtaleonske, deling: Idedeling, funnet: Konkurransene) -> None:
    melding = med_erklaering(onske.melding, funnet.ute)
    if funnet.ukjent:
        melding += "\n\n" + _("Dette gjelder ikke en konkurranse virksomheten har kunngjort.")
    for bruker in som_far_brev(deling.ide.entreprenor):
        send_brev(
            "samtale_onsket",
            nokkel=f"{lenkeinnhold.merke(kode)}:{bruker.pk}",
            til=bruker.epost,
            malform=bruker.malform,
            hva=tittelen(deling),
            navn=onske.navn,
            virksomhet=onske.virksomhet,
            epost=onske.epost,
            melding=melding,
        )
    logg_hendelse("samtale_onsket", gjelder=deling.ide)
