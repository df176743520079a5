"""Alt motoren vet, lest av referansedataene og husket til de endres. Med ``rader`` det eneste i matching som kjenner Django."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone, translation

from entreprenorer.models.ide import IDEFELT
from kommuner.models import Beslutningsvei, OffentligPart, Rolle
from samarbeid.matching import rader
from samarbeid.matching.lesing.likesaker import hent_likesaker
from samarbeid.matching.lesing.likhet import lag_likhetsleser
from samarbeid.matching.lesing.stedsoppslag import lag_stedsoppslag
from samarbeid.matching.lesing.temapeker import hent_temavekter
from samarbeid.matching.lesing.tolkning import lag_ordliste
from samarbeid.matching.tematekster import les_tematekster
from samarbeid.matching.typer import Ideprofil, Kunnskap
from samarbeid.models import Eksempel
from veier.husk import Husk
from veier.malform import BOKMAL, aktiv_malform
from veier.taksonomi.models import (
    Malgruppe,
    Omrade,
    Samarbeidsmodell,
    Synonym,
    Tekstsignal,
    Tema,
    Terskelverdi,
    TidligereOmrade,
    Tilskuddsordning,
)
from veier.taksonomi.utgave import HUSKES, Del, Referanseutgave, hent_utgave


class TomDatabase(Exception):
    """Referansedataene er ikke lastet."""


# Delene med tekst leses for hver målform. Steder, ord og regler er felles.
_TEKSTER: Mapping[str, Del[Any]] = {
    "temaer": Del(rader.les_temaer, Tema),
    "malgrupper": Del(rader.les_malgrupper, Malgruppe, Tema),
    "modeller": Del(rader.les_modeller, Samarbeidsmodell),
    "terskler": Del(rader.les_terskler, Terskelverdi),
    "roller": Del(rader.les_roller, Rolle),
    "veier": Del(rader.les_veier, Beslutningsvei, Tema, Rolle),
    "tilskudd": Del(rader.les_tilskudd, Tilskuddsordning),
}
_FELLES: Mapping[str, Del[Any]] = {
    "temaord": Del(rader.les_temaord, Synonym, Tema, Malgruppe),
    "signaler": Del(rader.les_signaler, Tekstsignal),
    "omrader": Del(rader.les_omrader, Omrade),
    "tidligere": Del(rader.les_tidligere, TidligereOmrade, Omrade),
    "stedsnavn": Del(rader.les_stedsnavn, TidligereOmrade, Omrade),
    "parter": Del(rader.les_parter, OffentligPart, Omrade),
    "eksempler": Del(rader.les_eksempler, Eksempel),
}
_TEMATEKSTER = Del(les_tematekster, Tema, Synonym, Beslutningsvei, Eksempel)
# Delene ordlisten, stedsnavnene og likheten lages av.
_MED_ORD = (_FELLES["temaord"], _FELLES["signaler"], _TEKSTER["modeller"], _TEKSTER["veier"])

_MED_STEDER = (_FELLES["omrader"], _FELLES["stedsnavn"], _FELLES["parter"])
_MED_TEKSTER = (_TEMATEKSTER,)

_husket: Husk[Kunnskap] = Husk(HUSKES, glemmes=False, en_om_gangen=True)
# Ordlisten, stedsnavnene og likheten, hver med nøkkelen til delene sine.
_bygget: Husk[Any] = Husk(6, glemmes=False, en_om_gangen=True)


def hent_kunnskap() -> Kunnskap:
    """Kunnskapen for dagens dato, med tekstene på målformen siden vises i.

    Ett lite spørsmål når ingenting er endret. Er en rad i referansedataene endret, leses bare delene laget av den
    tabellen på nytt. Hever TomDatabase.
    """
    utgave, malform, dag = hent_utgave(), aktiv_malform(), timezone.localdate()
    nokkel = (utgave.nummer, malform, dag)
    return _husket.hent(nokkel, lambda: _sett_sammen(utgave, malform))


def hent_nokkel() -> Hashable:
    """Ny når noe kunnskapen er laget av, er endret. Nummeret på utgaven er nytt også når det er noe annet."""
    utgave = hent_utgave()
    deler = (*_TEKSTER.values(), *_FELLES.values(), _TEMATEKSTER)
    return (*(del_.nokkel(utgave) for del_ in deler), aktiv_malform(), timezone.localdate())


def les_likheten() -> None:
    """Bygger den statistiske leseren og leser vektene før den første teksten kommer. Hever TomDatabase."""
    kunnskap = hent_kunnskap()
    kunnskap.hent_likhet()
    kunnskap.hent_likesaker()
    hent_temavekter()


def _sett_sammen(utgave: Referanseutgave, malform: str) -> Kunnskap:
    felles = {navn: del_.hent(utgave) for navn, del_ in _FELLES.items()}
    kunnskap = _kontrollert(felles | _tekster(utgave, BOKMAL))
    # Det motoren kjenner igjen i en tekst, er felles uansett hva siden vises på.
    steder = felles["omrader"], felles["stedsnavn"], felles["parter"]
    kunnskap = replace(
        kunnskap,
        oppslag=_bygg(utgave, _MED_ORD, lambda: lag_ordliste(kunnskap)),
        steder=_bygg(utgave, _MED_STEDER, lambda: lag_stedsoppslag(*steder)),
        hent_likesaker=hent_likesaker,
        hent_likhet=lambda: _bygg(utgave, _MED_TEKSTER, lambda: lag_likhetsleser(_TEMATEKSTER.hent(utgave))),
    )
    return kunnskap if malform == BOKMAL else replace(kunnskap, **_tekster(utgave, malform))


def _bygg(utgave: Referanseutgave, deler: tuple[Del[Any], ...], lag: Callable[[], Any]) -> Any:
    """Det som lages av delene, laget én gang for hver utgave av dem."""
    return _bygget.hent((deler[0], *(del_.nokkel(utgave) for del_ in deler)), lag)


def _tekster(utgave: Referanseutgave, malform: str) -> dict[str, Any]:
    with translation.override(malform):
        return {navn: del_.hent(utgave, malform) for navn, del_ in _TEKSTER.items()}


def _kontrollert(deler: Mapping[str, Any]) -> Kunnskap:
    if not deler["temaer"] or not deler["modeller"]:
        raise TomDatabase("Referansedataene er ikke lastet. Kjør: python manage.py last_referanse")
    return Kunnskap(**deler, i_dag=timezone.localdate())


def ideprofil(kolonner: Mapping[str, Any]) -> Ideprofil:
    """Profilen av kolonnene i en idé, enten fra en rad (``vars(ide)``) eller fra et utkast."""
    felter = {f: kolonner[f] for f in IDEFELT if kolonner[f] not in (None, "", [])}
    for liste in ("tema", "malgruppe", "omrader"):
        felter[liste] = tuple(felter.get(liste, ()))
    return Ideprofil(**{"tittel": "", **felter, "ikke_lest": tuple(kolonner["ikke_lest"])})
