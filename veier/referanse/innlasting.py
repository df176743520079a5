"""Laster referansedata fra CSV, og aldri over det en redaktør har endret.

Hver fil beskrives av en ``Fil`` med kolonner. Først leses og kontrolleres alle filene. Er en fil feil bygd (kolonner,
CSV, samme nøkkel to ganger), eller er flere enn ``FLEST_FEIL`` rader feil, skrives ingenting: da er det filen det er noe
galt med. Er noen få rader feil, hoppes de over og meldes. Det som sto i databasen for dem, blir stående, og resten
lastes i én transaksjon.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from django.core.serializers.json import DjangoJSONEncoder
from django.db import DataError, IntegrityError, connection, models, transaction

from veier.database.kolonner import kolonne
from veier.referanse import oversettelse
from veier.referanse.lesere import Fil, Kolonne, Viser
from veier.referanse.lesing import Rad, kontroller_visninger, les
from veier.referanse.modell import Lastbar
from veier.typer import Verdi, Verdier

# (modell, felt) → verdi → raden: det radene viser til.
Oppslag: TypeAlias = dict[tuple[type[models.Model], str], dict[object, models.Model]]
FLEST_FEIL = 10
LAS = 8_142_018


class Innlastingsfeil(Exception):
    """En eller flere filer er feil. ``feil`` er linjer på formen «fil:linje: grunn»."""

    def __init__(self, feil: list[str]) -> None:
        super().__init__("\n".join(feil))
        self.feil = feil


@dataclass(slots=True)
class Rapport:
    """Hva innlastingen gjorde med én tabell."""

    tabell: str
    nye: int = 0
    endret: int = 0
    uendret: int = 0
    skjult: int = 0
    redaktorens: int = 0
    konflikter: list[str] = field(default_factory=list)
    hoppet_over: list[str] = field(default_factory=list)


def last(filer: Sequence[Fil]) -> list[Rapport]:
    """Leser og skriver alle filene. Rekkefølgen er at det som vises til, kommer først.

    Hever Innlastingsfeil uten å ha skrevet noe når en fil er feil bygd eller mange rader er feil.
    """
    feil: list[str] = []
    lest = [(fil, les(fil, feil)) for fil in filer]
    kontroller_visninger(lest)
    radfeil = [linje for _fil, rader in lest for rad in rader for linje in rad.feil]
    if feil or sum(1 for _fil, rader in lest for rad in rader if rad.feil) > FLEST_FEIL:
        raise Innlastingsfeil(feil + radfeil)
    with transaction.atomic():
        _ta_lasen()
        return [_last_en(fil, rader) for fil, rader in lest]


def _last_en(fil: Fil, rader: list[Rad]) -> Rapport:
    feil = [linje for rad in rader for linje in rad.feil]
    rapport = _skriv(fil, [rad for rad in rader if not rad.feil], noen_mangler=bool(feil))
    rapport.hoppet_over[:0] = feil
    return rapport


def _ta_lasen() -> None:
    """To som laster samtidig, ville skrevet de samme radene: den andre venter, og finner alt på plass."""
    with connection.cursor() as peker:
        peker.execute("SELECT pg_advisory_xact_lock(%s)", [LAS])


def _som_json(verdi: object) -> Verdi:
    """Verdien slik den blir etter en tur i et JSON-felt, så sammenligningen er like mot like."""
    if isinstance(verdi, models.Model):
        verdi = verdi.pk
    return json.loads(json.dumps(verdi, cls=DjangoJSONEncoder))


def _skriv(fil: Fil, rader: list[Rad], *, noen_mangler: bool) -> Rapport:
    rapport = Rapport(str(fil.modell._meta.verbose_name_plural))
    egne = [k.modellfelt for k in fil.kolonner if _viser_til(k, fil.modell)]
    rapport.nye = _opprett(fil, rader, rapport, utsatte=egne)
    oppslag = _oppslag(rader)
    finnes = {
        tuple(_feltverdi(objekt, felt) for felt in fil.nokkel): objekt
        for objekt in fil.modell._default_manager.all()
    }
    endrede = []
    for rad in rader:
        verdier = _feltverdier(fil.modell, rad, oppslag)
        nokkel = tuple(_som_json(verdier.get(_attnavn(fil.modell, felt))) for felt in fil.nokkel)
        objekt = finnes.pop(nokkel, None)
        if objekt and _oppdater(objekt, verdier, nokkel, rapport):
            endrede.append(objekt)
    felter = [f.name for f in fil.modell._meta.concrete_fields if not f.primary_key]

    def skriv(radene: list[Lastbar]) -> None:
        fil.modell._default_manager.bulk_update(radene, felter, batch_size=200)

    rapport.endret -= _hver_for_seg(endrede, skriv, rapport)
    # Mangler en rad fordi den er feil, vet vi ikke hva som er tatt ut av filen med vilje.
    if not noen_mangler and not rapport.hoppet_over:
        rapport.skjult = _skjul_borte(fil.modell, finnes.values())
    _skriv_koblinger(fil, rader, oppslag)
    if egne:  # radene som nettopp ble laget, fikk sin egen-visning i runde to
        rapport.endret = max(0, rapport.endret - rapport.nye)
    rapport.uendret = len(rader) - rapport.nye - rapport.endret
    return rapport


def _viser_til(kolonne: Kolonne, modell: type[models.Model]) -> bool:
    return isinstance(kolonne.les, Viser) and kolonne.les.modell is modell and not kolonne.les.mange


def _opprett(fil: Fil, rader: list[Rad], rapport: Rapport, *, utsatte: list[str]) -> int:
    """Lager radene som mangler. Felt som viser til samme tabell, fylles i neste runde."""
    oppslag = _oppslag(rader)
    finnes = {
        tuple(_feltverdi(objekt, felt) for felt in fil.nokkel) for objekt in fil.modell._default_manager.all()
    }
    nye = []
    for rad in rader:
        verdier = _feltverdier(fil.modell, rad, oppslag, uten=utsatte)
        nokkel = tuple(_som_json(verdier.get(_attnavn(fil.modell, felt))) for felt in fil.nokkel)
        if nokkel not in finnes:
            egne = {**verdier, **fil.nye(), "lastet": _som_json(verdier)}
            nye.append(oversettelse.ny(fil.modell, egne))

    def skriv(radene: list[Lastbar]) -> None:
        fil.modell._default_manager.bulk_create(radene)

    return len(nye) - _hver_for_seg(nye, skriv, rapport)


def _hver_for_seg(rader: list[Lastbar], skriv: Callable[[list[Lastbar]], None], rapport: Rapport) -> int:
    """Skriver alle på én gang. Avviser databasen noe, skrives de hver for seg. Gir hvor mange som ble avvist."""
    if not rader:
        return 0
    try:
        with transaction.atomic():
            skriv(rader)
    except (DataError, IntegrityError):
        avvist = 0
        for rad in rader:
            try:
                with transaction.atomic():
                    skriv([rad])
            except (DataError, IntegrityError) as feil:
                avvist += 1
                grunn = str(feil).split("\n")[0]
                rapport.hoppet_over.append(f"{rapport.tabell}: «{rad}» ble avvist av databasen: {grunn}")
        return avvist
    return 0


def _feltverdier(
    modell: type[models.Model], rad: Rad, oppslag: Oppslag, *, uten: Iterable[str] = ()
) -> Verdier:
    """Radens verdier med kolonnenavn som i tabellen; visninger er blitt primærnøkler."""
    mange_felt = {f.name for f in modell._meta.many_to_many}
    verdier = dict(rad.verdier)
    for navn, (viser, nokler) in rad.visninger.items():
        if navn in mange_felt or navn in uten:
            continue
        if viser.mange:
            verdier[navn] = nokler
        else:
            verdier[_attnavn(modell, navn)] = (
                oppslag[viser.modell, viser.felt][nokler[0]].pk if nokler else None
            )
    return verdier


def _attnavn(modell: type[models.Model], felt: str) -> str:
    return kolonne(modell, felt).attname


def _feltverdi(objekt: models.Model, felt: str) -> object:
    return _som_json(getattr(objekt, _attnavn(type(objekt), felt)))


def _oppslag(rader: list[Rad]) -> Oppslag:
    visere = {(v.modell, v.felt) for rad in rader for v, _n in rad.visninger.values()}
    return {
        (modell, felt): {getattr(o, felt): o for o in modell._default_manager.all()}
        for modell, felt in visere
    }


def _oppdater(objekt: Lastbar, verdier: Verdier, nokkel: tuple[object, ...], rapport: Rapport) -> bool:
    """Fører inn nye verdier i felt redaktøren ikke har rørt. Gir True når raden må skrives."""
    ny_lastet = _som_json(verdier)
    forrige = dict(objekt.lastet)
    ny_lastet |= {
        merke: verdi for merke, verdi in forrige.items() if merke.startswith("_") and merke != "_borte"
    }
    rort = False
    for felt, verdi in verdier.items():
        na = _som_json(oversettelse.hent(objekt, felt))
        if felt in forrige and na != forrige[felt] and na != ny_lastet[felt]:
            rapport.redaktorens += 1
            if forrige[felt] != ny_lastet[felt]:
                rapport.konflikter.append(
                    f"{rapport.tabell} {'/'.join(map(str, nokkel))}: {felt} er endret av en redaktør "
                    "og i filen; redaktørens verdi står"
                )
            continue
        if na != ny_lastet[felt]:
            oversettelse.sett(objekt, felt, verdi)
            rort = True
    if forrige.pop("_borte", False):
        objekt.skjult = False
        rort = True
    if rort:
        rapport.endret += 1
    if rort or objekt.lastet != ny_lastet:
        objekt.lastet = ny_lastet
        return True
    return False


def _skjul_borte(modell: type[models.Model], borte: Iterable[Lastbar]) -> int:
    """Skjuler rader filen ikke lenger har. Rader en redaktør laget (tom ``lastet``), røres ikke."""
    antall = 0
    for objekt in borte:
        if objekt.lastet and not objekt.skjult:
            objekt.skjult = True
            objekt.lastet = {**objekt.lastet, "_borte": True}
            objekt.save(update_fields=["skjult", "lastet"])  # type: ignore[misc]  # feltene står i arvingen
            antall += 1
    return antall


def _skriv_koblinger(fil: Fil, rader: list[Rad], oppslag: Oppslag) -> None:
    """Mange-til-mange. En kobling en redaktør har endret, står som redaktøren satte den."""
    felter = [f.name for f in fil.modell._meta.many_to_many]
    if not felter:
        return
    objekter = {
        tuple(_feltverdi(o, f) for f in fil.nokkel): o
        for o in fil.modell._default_manager.prefetch_related(*felter)
    }
    for rad in rader:
        verdier = _feltverdier(fil.modell, rad, oppslag)
        objekt = objekter.get(tuple(_som_json(verdier.get(_attnavn(fil.modell, f))) for f in fil.nokkel))
        if objekt is None:  # avvist av databasen
            continue
        for navn in felter:
            viser, nokler = rad.visninger[navn]
            _sett_kobling(objekt, navn, [oppslag[viser.modell, viser.felt][n] for n in nokler])


def _sett_kobling(objekt: Lastbar, navn: str, mal: list[models.Model]) -> None:
    na = sorted(o.pk for o in getattr(objekt, navn).all())
    nye = sorted(o.pk for o in mal)
    merke = f"_{navn}"
    if na == nye or (merke in objekt.lastet and objekt.lastet[merke] != na):
        return
    getattr(objekt, navn).set(mal)
    objekt.lastet = {**objekt.lastet, merke: nye}
    objekt.save(update_fields=["lastet"])  # type: ignore[misc]  # feltene står i arvingen
