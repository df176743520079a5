"""Det prøvene av samarbeidene deler: en samtale som er besvart, og det sidene sender."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from samarbeid.models import Samarbeid, Samtale, Samtaleside
from samarbeid.samarbeidene.handlinger import pilot, start
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor, Innsending
from samarbeid.samtaler.handlinger import trad

HVA = {
    "hypotese": "Beboerne sover bedre når de får en koffert å snakke om.",
    "innsats_entreprenor": "Kurs og oppfølging, ti timer.",
    "innsats_offentlig": "To pleiere, én time i uken.",
    "med_mennesker": "ja",
}
TALL = {
    f"{felt}_{nr}": verdi
    for nr, rad in enumerate(
        (
            ("Netter uten uro", "netter i uken", "3,5", "5", "Avdelingsleder"),
            ("Besøk fra pårørende", "i uken", "12", "", ""),
            ("Timer brukt", "", "0", "", "Avdelingsleder"),
        ),
        1,
    )
    for felt, verdi in zip(("navn", "enhet", "for_verdi", "mal", "maler"), rad, strict=True)
}


def dag(fra_i_dag: int) -> str:
    return (timezone.localdate() + timedelta(days=fra_i_dag)).strftime("%d.%m.%Y")


def rammer(**endret: str) -> dict[str, str]:
    return {
        "pris": "80 000",
        "start_dato": dag(-40),
        "slutt_dato": dag(60),
        "personvern": "ingen",
        "personvern_hvordan": "",
    } | endret


def etterpa(**endret: str) -> dict[str, str]:
    return {
        "videre": "Det lyses ut en konkurranse.",
        "stopp": "Avdelingslederen tar seg av beboerne.",
        "beslutningsdato": dag(70),
        "beslutter": "sektor",
        "beslutter_rolle": "kommunalsjef for helse",
        "beslutter_vet": "on",
    } | endret


def bestemt(**endret: str) -> dict[str, str]:
    return {"beslutter": "enhet", "rolle": "leder for sykehjemmet", "besluttet_dato": dag(0)} | endret


def avgjort(**endret: str) -> dict[str, str]:
    """Den planen sa skulle avgjøre, har avgjort."""
    return bestemt(beslutter="sektor", rolle="kommunalsjef for helse") | endret


def besvart(v) -> Samtale:
    """Samtalen i verdenen, når virksomheten har svart."""
    samtale = Samtale.objects.get()
    onske = trad.Onske("svar", samtale.siste_nr, uuid.uuid4(), tekst="Ja, gjerne.")
    trad.gjor(samtale, onske, av=trad.Aktor(Samtaleside.OFFENTLIG, av=v.folk["offentlig"]))
    samtale.refresh_from_db()
    return samtale


def aktorer(v) -> tuple[Aktor, Aktor]:
    return Aktor("entreprenor", v.folk["eier"]), Aktor("offentlig", v.folk["offentlig"])


def inn(samarbeid: Samarbeid) -> Innsending:
    return Innsending(Samarbeid.objects.get(pk=samarbeid.pk).versjon, uuid.uuid4())


def begynt(v) -> Samarbeid:
    """Begge har sagt ja til et samarbeid om samtalen."""
    samtale = besvart(v)
    eva, ola = aktorer(v)
    rad = start.foresla(
        samtale, tittel="Kofferter", tekst="", sett=samtale.siste_nr, sendenokkel=uuid.uuid4(), av=eva
    )
    start.si_ja(rad, inn(rad), av=ola)
    rad.refresh_from_db()
    return rad


def adresse(rad: Samarbeid, slag: str, del_: str = "") -> str:
    navn = "samarbeid_handling_del" if del_ else "samarbeid_handling"
    return reverse(navn, args=[rad.referanse, slag, *([del_] if del_ else [])])


def skjult(svar) -> dict[str, str]:
    """De skjulte feltene på siden, slik nettleseren sender dem tilbake."""
    return {
        navn: re.search(rf'name="{navn}" value="([^"]*)"', svar.content.decode())[1]
        for navn in ("sett", "sendenokkel")
    }


def fyll(klient, rad, slag, del_="", /, **felt):
    """Åpner siden, fyller ut og sender."""
    sti = adresse(rad, slag, del_)
    return klient.post(sti, {**skjult(klient.get(sti)), **felt})


def hel_plan(klient, rad) -> None:
    for del_, felt in (("hva", HVA), ("tall", TALL), ("rammer", rammer()), ("etterpa", etterpa())):
        svar = fyll(klient, rad, "plan", del_, **felt)
        assert svar.status_code == 302, svar.content.decode()


def startet(v) -> Samarbeid:
    """En pilot som er i gang."""
    rad = begynt(v)
    eva, ola = aktorer(v)
    hel_plan(v.klient("eier"), rad)
    pilot.si_ja_til_planen(rad, inn(rad), av=eva)
    pilot.start_pilot(
        rad, inn(rad), beslutter="enhet", rolle="leder", besluttet_dato=timezone.localdate(), av=ola
    )
    rad.refresh_from_db()
    return rad
