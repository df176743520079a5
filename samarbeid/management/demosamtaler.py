"""Oppdiktede samtaler i hver tilstand, etter den samme tabellen som de virkelige. Ingen får e-post om dem."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.management.demodata import EIER, hent_bruker
from samarbeid.management.demomoter import fortell_alle, gi_videre, lag_moter, lag_skjermet
from samarbeid.models import Innlegg, Innpost, Samtale, Samtaleside
from samarbeid.samtaler.handlinger.trad import FERDIG, Aktor, Onske, nytt_innlegg
from samarbeid.samtaler.handlinger.vedlegg import legg_ved
from samarbeid.samtaler.tilstander import REGLER, Handling, neste_i
from veier.brukere.models import Bruker
from veier.dokument.blokker import Dokument, p
from veier.dokument.docx import lag_docx
from veier.dokument.pdf import lag_pdf
from veier.vedlegg.grunner import DOCX, PDF
from veier.vedlegg.kontroll import Vedleggsfil

VIRKSOMHETER = ("trondheim-kommune", "bergen-kommune", "oslo-kommune", "sogndal-kommune")
TIL = "post@eksempel.invalid"
SPURT = "Hei,\n\nkan vi få 20 minutter til å høre om dette treffer et behov hos dere?"
# Det som skjer etter den første meldingen: (handling, det som står).
FORLOP: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    ((Handling.SVAR, "Ja, gjerne. Ring sentralbordet og spør etter meg."),),
    ((Handling.VIDERESEND, "kollega@eksempel.invalid"),),
    ((Handling.AVVIS, "Vi har alt en avtale om dette ut neste år."),),
    ((Handling.SVAR, "Vi tar det i møtet på mandag."), (Handling.AVSLUTT, "")),
    ((Handling.PURR, "Har dere fått sett på dette?"),),
    ((Handling.SVAR, "Dette vil vi prøve flere på."), (Handling.ANSKAFFELSE, "planlegges")),
    ((Handling.SVAR, "Nå lyser vi ut."), (Handling.ANSKAFFELSE, "kunngjort")),
)  # fmt: skip


@transaction.atomic
def lag_demosamtaler() -> int:
    """Én samtale for hver av de første oppdiktede entreprenørene som ikke har noen. Gir antallet nye.

    De fjernes sammen med entreprenørene.
    """
    eier = hent_bruker(EIER, "Oppdiktet eier")
    oppdiktede = Entreprenor.objects.filter(oppdiktet=True).order_by("pk")[: len(FORLOP)]
    nye = 0
    for nr, entreprenor in enumerate(oppdiktede):
        if not entreprenor.samtaler.exists():
            part = OffentligPart.objects.get(slug=VIRKSOMHETER[nr % len(VIRKSOMHETER)])
            _lag(entreprenor, part, FORLOP[nr], eier)
            nye += 1
    return nye


def _lag(
    entreprenor: Entreprenor, part: OffentligPart, forlop: tuple[tuple[str, str], ...], eier: Bruker
) -> None:
    samtale = Samtale.objects.create(
        entreprenor=entreprenor,
        part=part,
        emne=entreprenor.kort[:120] or entreprenor.navn[:120],
        til=TIL,
        purr_fra=timezone.localdate() + timedelta(days=14),
    )
    eva, kari = (
        Aktor(Samtaleside.ENTREPRENOR, av=eier),
        Aktor(Samtaleside.OFFENTLIG, navn="Oppdiktet rådgiver"),
    )
    nytt_innlegg(samtale, str(Innlegg.Slag.MELDING), Onske("start", 0, uuid.uuid4(), SPURT), av=eva)
    for handling, tekst in forlop:
        aktor = kari if Samtaleside.OFFENTLIG in REGLER[handling].hvem else eva
        ny = neste_i(samtale, handling, aktor.side)
        if ny is None:
            raise ValueError(f"{handling} går ikke fra {samtale.tilstand}")
        samtale.tilstand = ny
        samtale.ferdig_tid = timezone.now() if ny in FERDIG else None
        if handling == Handling.PURR:
            samtale.purringer = 1
        if handling == Handling.ANSKAFFELSE:
            samtale.anskaffelse = tekst
            samtale.doffin = "2026-000000" if tekst == Samtale.Anskaffelse.KUNNGJORT else ""
            tekst = str(Samtale.Anskaffelse(tekst).label)
        slag = str(REGLER[handling].slag)
        nytt_innlegg(samtale, slag, Onske(handling, samtale.siste_nr, uuid.uuid4(), tekst), av=aktor)
    if forlop == FORLOP[1]:
        _lag_innpost(samtale)
        _lag_vedlegg(samtale)
        lag_moter(samtale, eva=eva, kari=kari)
    if forlop == FORLOP[2]:
        gi_videre(samtale, kari=kari)
    if forlop == FORLOP[6]:
        lag_skjermet(samtale, eva=eva)
        fortell_alle(samtale)


def _lag_innpost(samtale: Samtale) -> None:
    """Svaret kom på e-post fra en annen adresse, og en kvittering og en e-post til skuffen kom også."""
    felles = {"samtale": samtale, "fra": "kari@eksempel.invalid", "funnet": Innpost.Funnet.ADRESSEN}
    Innpost.objects.create(
        **felles, avtrykk=f"demo-svar-{samtale.pk}", slag=Innpost.Slag.SVAR, tilstand=Innpost.Tilstand.LAGT_INN,
        innlegg=samtale.innlegg.get(slag=Innlegg.Slag.SVAR), annen_adresse=True, sitat=SPURT,
    )  # fmt: skip
    Innpost.objects.create(
        **felles, avtrykk=f"demo-kvittering-{samtale.pk}", slag=Innpost.Slag.KVITTERING,
        tilstand=Innpost.Tilstand.NOTERT, tekst="Vi har mottatt henvendelsen. Saksnummeret er oppdiktet.",
    )  # fmt: skip
    Innpost.objects.create(
        **felles, avtrykk=f"demo-skuff-{samtale.pk}", slag=Innpost.Slag.SVAR, tilstand=Innpost.Tilstand.VENTER,
        grunn=Innpost.Grunn.USIKKER, tekst="Oppdiktet svar som bare viste til referansen.",
    )  # fmt: skip


def _lag_vedlegg(samtale: Samtale) -> None:
    """Begge sider har lagt ved noe: en PDF i den første meldingen, og et brev i svaret. Det står i filene at de er oppdiktet."""
    dag = timezone.localdate()
    plan, brev = (
        Dokument(
            tittel=f"Oppdiktet {hva}",
            malform="nb",
            filnavn=f"oppdiktet-{hva}",
            blokker=(
                p("Dette dokumentet er oppdiktet, og laget for å vise hvordan et vedlegg ser ut."),
                p(tekst),
            ),
            dato=dag,
            bunntekst="Oppdiktet eksempel · Veier til samarbeid",
        )
        for hva, tekst in (
            ("plan", "Vi prøver på to avdelinger i tre måneder, og teller det vi er enige om."),
            ("svarbrev", "Vi vil gjerne høre mer. Ta med hva det koster i året."),
        )
    )
    forst, svar = samtale.innlegg.get(nr=1), samtale.innlegg.get(slag=Innlegg.Slag.SVAR)
    legg_ved([Vedleggsfil("Oppdiktet plan.pdf", PDF, lag_pdf(plan))], innlegg=forst)
    legg_ved([Vedleggsfil("Oppdiktet svarbrev.docx", DOCX, lag_docx(brev))], innlegg=svar)
