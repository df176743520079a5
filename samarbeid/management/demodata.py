"""Oppdiktede entreprenører, laget gjennom de samme handlingene som folk bruker. Merket, og lette å fjerne."""

from __future__ import annotations

import csv
import random
from io import BytesIO
from pathlib import Path
from typing import TypedDict

from django.db import transaction
from PIL import Image, ImageDraw

from entreprenorer.handlinger import eid
from entreprenorer.handlinger.logo import lagre_logo
from entreprenorer.handlinger.registrering import registrer
from entreprenorer.models import Entreprenor, Ide, Virkning
from samarbeid.katalog.indeks.steder import finn_sted
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Kunnskap
from samarbeid.models import Fortalt
from samarbeid.publisering.flyter import IDE, PROFIL, VIRKNING, Skrevet, Skriveflyt
from veier.brukere.models import Bruker
from veier.fletting import Rasvar
from veier.gjennomgang.handlinger import eiet, vurdering
from veier.gjennomgang.handlinger.skriving import avtrykk, svar_na
from veier.taksonomi.ordforrad import Organisasjonsform

FIL = Path(__file__).resolve().parent.parent / "data" / "demo.psv"
EIER, REDAKTOR = "demo-eier@eksempel.invalid", "demo-redaktor@eksempel.invalid"
FRO = 2017
FARGER = ("#0B5C63", "#8A4B2A", "#3F5B2E", "#5B3F73", "#7A2E3B", "#2E4A7A")
FORMER = tuple(f for f in Organisasjonsform.values if f not in {"ENK", "ANNET"})
HVORDAN = ("fortelling", "for_etter", "gruppe")
DRIFT = (
    "Kommunen kjøper tjenesten, og et overskudd går tilbake til driften.",
    "Halvparten er salg, resten er tilskudd og gaver.",
    "Nav og kommunen betaler hver sin del. Eierne tar ikke ut utbytte.",
)
TVERS = (
    "Skole og helse.",
    "Nav, kommune og næringsliv.",
    "Frivillighet og helse.",
    "Kultur, oppvekst og helse.",
)
MEDVIRKNING = (
    "De det gjelder, har vært med på å lage tilbudet, og sitter i styret.",
    "Halvparten av de ansatte har egen erfaring med problemet.",
    "Vi spør dem vi er til for, hvert halvår, og viser hva vi endret.",
)


@transaction.atomic
def lag_demodata(antall: int = 60) -> int:
    """Lager de ``antall`` første som ikke finnes fra før. Gir antallet nye. Samme frø, samme innhold."""
    eier = hent_bruker(EIER, "Oppdiktet eier")
    redaktor = hent_bruker(REDAKTOR, "Oppdiktet redaktør")
    kunnskap, tilfeldig = hent_kunnskap(), random.Random(FRO)  # noqa: S311
    nye = 0
    for rad in les_demo()[:antall]:
        valg = _valg(tilfeldig)
        if not Entreprenor.objects.filter(navn=rad["navn"], oppdiktet=True).exists():
            _lag_en(rad, valg, kunnskap, eier=eier, redaktor=redaktor)
            nye += 1
    return nye


@transaction.atomic
def fjern_demodata() -> int:
    """Fjerner alt oppdiktet, og brukerne som lagde det. Gir antallet entreprenører."""
    oppdiktede = Entreprenor.objects.filter(oppdiktet=True)
    nokler = list(oppdiktede.values_list("pk", flat=True))
    Fortalt.objects.filter(oppdiktet=True).delete()  # de står når samtalen er borte
    for modell in (Ide, Virkning):
        eiet.slett_spor(
            modell, list(modell.objects.filter(entreprenor__in=nokler).values_list("pk", flat=True))
        )
    oppdiktede.delete()
    eiet.slett_spor(Entreprenor, nokler)
    Bruker.objects.filter(epost__in=[EIER, REDAKTOR]).delete()
    return len(nokler)


def les_demo() -> list[dict[str, str]]:
    with FIL.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="|"))


def hent_bruker(epost: str, navn: str) -> Bruker:
    finnes = Bruker.objects.filter(epost=epost).first()
    return finnes or Bruker.objects.create_user(epost, navn=navn, is_active=False)


class Trekk(TypedDict):
    """Det som er tilfeldig ved en oppdiktet entreprenør. ``tall``: (verdi, personer, frafall) for hvert år."""

    form: str
    drift: str
    tvers: str
    medvirkning: str
    farge: str
    med_logo: bool
    med_virkning: bool
    belop: int
    hvordan: str
    tall: list[tuple[int, int, int]]
    synlighet: str


def _valg(t: random.Random) -> Trekk:
    """Trekkes likt for hver rad, også de som finnes fra før, så innholdet er det samme neste gang."""
    return {
        "form": t.choice(FORMER),
        "drift": t.choice(DRIFT),
        "tvers": t.choice(TVERS),
        "medvirkning": t.choice(MEDVIRKNING),
        "farge": t.choice(FARGER),
        "med_logo": t.random() < 0.5,
        "med_virkning": t.random() < 0.4,
        "belop": t.choice((90_000, 250_000, 600_000, 1_200_000, 2_500_000)),
        "hvordan": t.choice(HVORDAN),
        "tall": [(t.randint(30, 60), t.randint(20, 80), t.randint(0, 12)) for _ in range(3)],
        "synlighet": t.choice(("alle", "alle", "offentlige")),
    }


def _lag_en(rad: dict[str, str], valg: Trekk, kunnskap: Kunnskap, *, eier: Bruker, redaktor: Bruker) -> None:
    org = registrer(av=eier, navn=rad["navn"])
    org.oppdiktet, org.organisasjonsform = True, valg["form"]
    org.bekreftelse = Entreprenor.Bekreftelse.BEKREFTET
    org.save(update_fields=["oppdiktet", "organisasjonsform", "bekreftelse"])
    steder = [finn_sted(navn, kunnskap)[0] for navn in rad["steder"].split(",")]
    if valg["med_logo"]:
        lagre_logo(org, _logo(rad["navn"][0], valg["farge"]), av=eier)
    utbytte = "ja" if valg["form"] == "AS" else "nei"
    profil: dict[str, list[str]] = {
        "kort": [rad["kort"]],
        "hva": [f"{rad['losning']} Vi holder til i {rad['steder'].replace(',', ' og ')}."],
        "for_hvem": [rad["problem"]],
        "temaer": [rad["tema"]],
        "malgrupper": [rad["malgruppe"]],
        "omrader": steder,
        "modenhet": [rad["modenhet"]],
        "utbytte": [utbytte],
        "trekk_behov": [rad["problem"]],
        "trekk_losning": [rad["losning"]],
        "trekk_medvirkning": [valg["medvirkning"]],
        "trekk_drift": [valg["drift"]],
        "trekk_tvers": [valg["tvers"]],
        "kontaktepost": ["post@eksempel.invalid"],
    }
    publiser(PROFIL, org, profil, eier=eier, redaktor=redaktor)
    ide = eiet.opprett(Ide, org, svar={"tittel": [rad["kort"]]}, av=eier)
    eid.sett_synlighet(ide, synlighet=valg["synlighet"], vist_til=[], av=eier)
    svar: dict[str, list[str]] = {
        "problem": [rad["problem"]],
        "losning": [rad["losning"]],
        "tema": [rad["tema"]],
        "malgruppe": [rad["malgruppe"]],
        "omrader": steder,
        "modenhet": [rad["modenhet"]],
        "arlig_belop": [str(valg["belop"])],
        "varighet_ar": ["1"],
    }
    publiser(IDE, ide, svar, eier=eier, redaktor=redaktor)
    if valg["med_virkning"]:
        _lag_virkning(org, valg, eier=eier, redaktor=redaktor)


def _lag_virkning(org: Entreprenor, valg: Trekk, *, eier: Bruker, redaktor: Bruker) -> None:
    maalinger = [
        tekst
        for aar, (verdi, personer, frafall) in zip((2023, 2024, 2025), valg["tall"], strict=True)
        for tekst in (str(aar), str(verdi), str(personer), str(frafall))
    ]
    pastand = "Flere fullførte det de begynte på (oppdiktet)"
    rad = eiet.opprett(Virkning, org, svar={"pastand": [pastand]}, av=eier)
    svar: dict[str, list[str]] = {
        "hvordan": [valg["hvordan"]],
        "hvem_malte": ["selv"],
        "indikator": ["Andel som fullførte"],
        "enhet": ["prosent"],
        "maalinger": maalinger,
        "sammenlignet_med": ["Andelen året før tilbudet begynte."],
    }
    publiser(VIRKNING, rad, svar, eier=eier, redaktor=redaktor)


def publiser(flyt: Skriveflyt, objekt: Skrevet, svar: Rasvar, *, eier: Bruker, redaktor: Bruker) -> None:
    _versjon, na = svar_na(objekt, flyt.versjon)
    flyt.lagre(objekt, svar=svar, sett={f: avtrykk(v) for f, v in na.items()}, av=eier)
    versjon, svarene = svar_na(objekt, flyt.versjon)
    kontroll = flyt.kontroller(svarene)
    if versjon is None or not kontroll.kan_publiseres:
        raise ValueError(f"{objekt}: {kontroll.feil} {[o.felt for o in kontroll.mangler if o.paakrevd]}")
    vurdering.send_inn(versjon, sett=versjon.merke, av=eier)
    vurdering.publiser(versjon, sett=versjon.merke, verdier=flyt.kolonner(kontroll.verdier), av=redaktor)


def _logo(bokstav: str, farge: str) -> bytes:
    bilde = Image.new("RGB", (256, 256), farge)
    tegning = ImageDraw.Draw(bilde)
    tegning.ellipse((48, 48, 208, 208), outline="white", width=12)
    tegning.text((128, 128), bokstav, fill="white", anchor="mm", font_size=110)
    ut = BytesIO()
    bilde.save(ut, "PNG")
    return ut.getvalue()
