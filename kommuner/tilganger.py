"""Hvem som kan bli med i en offentlig virksomhet."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import datetime
from functools import cache
from pathlib import Path

from django.utils import timezone

from kommuner.models import Kontaktpunkt, OffentligPart
from veier.brukere.models import Bruker
from veier.domener import kan_vise_hvem
from veier.hendelser.models import Hendelse
from veier.konto.adresser import samme_postkasse, som_personen_har_brukt
from veier.medlemskap.tilganger import er_tatt_ut
from veier.virkedager import ma_vente_til

JOBBDOMENER = Path(__file__).parent / "data" / "jobbdomener.csv"


def har_adresse_hos(bruker: Bruker, part: OffentligPart) -> bool:
    """Brukerens bekreftede adresse er på et av virksomhetens egne domener, eller et underdomene av det.

    Et domene flere virksomheter deler, som nav.no, sier ikke hvilken av dem personen hører til.
    Domenet gjør en til medlem, aldri til administrator.
    """
    return any(
        not OffentligPart.objects.med_domene(domene).exclude(pk=part.pk).exists()
        for domene in part.domenene
        if _er_pa(bruker.epostdomene, domene)
    )


def kan_bli_med_selv(bruker: Bruker, part: OffentligPart) -> bool:
    """Adressen er nok til å bli med – unntatt for den en administrator har tatt ut: hun må spørre."""
    return har_adresse_hos(bruker, part) and not er_tatt_ut(bruker, part)


def er_pa_domenet(bruker: Bruker, part: OffentligPart) -> bool:
    """Adressen er på et domene virksomheten har nå, også når andre deler det."""
    return any(_er_pa(bruker.epostdomene, domene) for domene in part.domenene)


def er_samme_domene(en: str, annen: str) -> bool:
    """To adresser på det samme domenet, eller der det ene ligger under det andre."""
    ene, andre = (adresse.rpartition("@")[2].lower() for adresse in (en, annen))
    return _er_pa(ene, andre) or _er_pa(andre, ene)


def er_hos_samme(adresse: str, kjent: str) -> bool:
    """``adresse`` er på domenet til ``kjent``, eller under det. Der hvem som helst får e-post, må den være den samme."""
    if adresse == kjent:
        return True
    domene = kjent.rpartition("@")[2].lower()
    return kan_vise_hvem(domene) and _er_pa(adresse.rpartition("@")[2].lower(), domene)


def henger_pa_adressen(bruker: Bruker, part: OffentligPart) -> bool:
    """Adressen på domenet er det eneste som har vist at personen hører til: ingen har invitert eller godtatt henne."""
    spor = Hendelse.objects.filter(
        kode__in=("medlem_lagt_til", "medlem_fjernet"),
        gjelder_type=part._meta.label_lower,
        gjelder_id=part.slug,
        detaljer__medlem=str(bruker.offentlig_id),
    ).order_by("-tid", "-pk")
    grunner = []
    for hendelse in spor:
        if hendelse.kode == "medlem_fjernet":
            break
        grunner.append(hendelse.detaljer.get("grunn"))
    return "domene" in grunner and set(grunner) <= {"domene", "administratorkode"}


def er_jobbadresse(bruker: Bruker, part: OffentligPart) -> bool:
    """Adressen er en slik de som arbeider der, har – også når mange andre har den.

    Den gjør ingen til medlem. Den sier bare at personen ikke skal bes om å bytte adresse.
    """
    domener = {*part.domenene, part.nettsted.split("/")[0].removeprefix("www."), *jobbdomener()[part.type]}
    if part.overordnet:
        domener.update(part.overordnet.domenene)
    if part.type == OffentligPart.Type.NAV_KONTOR:  # en del av de ansatte er kommunens
        kommuner = OffentligPart.objects.synlige().filter(
            type=OffentligPart.Type.KOMMUNE, omrade=part.omrade_id
        )
        domener.update(domene for kommune in kommuner for domene in kommune.domenene)
    return any(_er_pa(bruker.epostdomene, domene.lower()) for domene in domener if domene)


@cache
def jobbdomener() -> dict[str, set[str]]:
    """Domenene ansatte pleier å ha, etter type virksomhet.

    Radene er skrevet etter hukommelsen, og er ikke kontrollert. De gir ingen tilgang, og vises ikke: de avgjør bare om
    en person blir bedt om å bytte til adressen på jobben.
    """
    ut: dict[str, set[str]] = defaultdict(set)
    with JOBBDOMENER.open(encoding="utf-8", newline="") as fil:
        for rad in csv.DictReader(fil):
            ut[rad["type"]].add(rad["domene"])
    return ut


def virksomhet_for(epostdomene: str) -> OffentligPart | None:
    """Den ene virksomheten domenet tyder på: «bsa.oslo.kommune.no» er Oslo kommunes."""
    deler = epostdomene.split(".")
    domener = [".".join(deler[i:]) for i in range(len(deler) - 1)]
    treff = list(OffentligPart.objects.apne().med_domene(*domener)[:2])
    return treff[0] if len(treff) == 1 else None


def er_offentlig_adresse(epost: str) -> bool:
    """Om adressen er på domenet til en offentlig virksomhet, eller et underdomene av det. Også når flere deler det."""
    return OffentligPart.objects.med_domene(*_med_de_over(epost)).exists()


def leses_pa_virkedager(epost: str) -> bool:
    """Om adressen ser ut til å være det offentliges: på domenet til en virksomhet, på et de ansatte pleier å ha, eller på
    nettstedet til en vi ikke kjenner domenet til (staten). Det siste viser ikke hvem noen er, og avgjør bare når et brev sendes.
    """
    domener = _med_de_over(epost)
    if not {d for slag in jobbdomener().values() for d in slag}.isdisjoint(domener):
        return True
    return OffentligPart.objects.med_domene(*domener, eller_nettsted=True).exists()


def ma_vente(epost: str) -> datetime | None:
    """Når noe som ikke haster, kan sendes til adressen; None når det er nå. Hos det offentlige leses e-post på virkedager."""
    til = ma_vente_til(timezone.now())
    return til if til and leses_pa_virkedager(epost) else None


def postmottak_som_svarer_for(part: OffentligPart, bruker: Bruker) -> str:
    """Postmottaket, når den som leser det, kan si god for personen: det er på et av virksomhetens domener, og ikke hennes
    eget. Ellers tom. Redaksjonen retter postmottakene; uten dette kunne en redaktør sendt koden til seg selv.
    """
    adresse = postmottak(part)
    if not any(_er_pa(adresse.rpartition("@")[2].lower(), domene) for domene in part.domenene):
        return ""
    return "" if samme_postkasse([adresse], som_personen_har_brukt(bruker)) else adresse


def _med_de_over(epost: str) -> list[str]:
    """Domenet i adressen, og hvert det ligger under: «a@bsa.oslo.kommune.no» → tre."""
    deler = epost.rpartition("@")[2].lower().split(".")
    return [".".join(deler[i:]) for i in range(len(deler) - 1)]


def _er_pa(epostdomene: str, domene: str) -> bool:
    return epostdomene == domene or epostdomene.endswith(f".{domene}")


def postmottak(part: OffentligPart) -> str:
    """Adressen til postmottaket, når den er kjent med kilde; ellers tom."""
    punkt = Kontaktpunkt.objects.synlige().filter(part=part, slag=Kontaktpunkt.Slag.POSTMOTTAK).first()
    return punkt.verdi if punkt and "@" in punkt.verdi else ""
