"""Fra modeller i databasen til motorens typer. Eneste del av matching som kjenner Django."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone, translation

from entreprenorer.models.ide import IDEFELT
from kommuner.models import Beslutningsvei, OffentligPart, Rolle
from samarbeid.matching import motor
from samarbeid.matching.regler.tekst import lag_uttrykk, lag_vilkar
from samarbeid.matching.typer import (
    Eksempelprofil,
    Ideprofil,
    Kunnskap,
    Malgruppeprofil,
    Modellprofil,
    Omradeprofil,
    Partprofil,
    Rolleprofil,
    Signal,
    Temaord,
    Temaprofil,
    Terskel,
    Tilskuddprofil,
    Uttrykk,
    Veiprofil,
)
from samarbeid.models import Eksempel
from veier.malform import aktiv_malform
from veier.sok.normalisering import fold
from veier.taksonomi.models import (
    Malgruppe,
    Omrade,
    Referanseversjon,
    Samarbeidsmodell,
    Synonym,
    Tekstsignal,
    Tema,
    Terskelverdi,
    TidligereOmrade,
    Tilskuddsordning,
)


class TomDatabase(Exception):
    """Referansedataene er ikke lastet."""


_lager: dict[str, Any] = {}
_las = threading.Lock()


def hent_kunnskap() -> Kunnskap:
    """Kunnskapen for dagens dato, med tekstene på målformen siden vises i.

    Leses på nytt når en rad i referansedataene er endret; ellers ett lite spørsmål per kall.
    Hever TomDatabase.
    """
    nummer = Referanseversjon.objects.values_list("nummer", flat=True).first()
    utgave = (nummer, timezone.localdate())
    malform = aktiv_malform()
    with _las:
        if _lager.get("utgave") != utgave:
            _lager.clear()
            with translation.override("nb"):
                _lager.update(nb=les_kunnskap(), utgave=utgave)
        if malform not in _lager:
            _lager[malform] = replace(_lager["nb"], **_tekster())
        kunnskap: Kunnskap = _lager[malform]
    return kunnskap


def _tekster() -> dict[str, Any]:
    """Delene av kunnskapen som har tekst på to målformer. Steder, ord og regler er felles.

    Det som viser til en rad redaksjonen har skjult, leses som om det ikke sto der: motoren slår opp alt den får.
    """
    temaer = list(Tema.objects.synlige())
    roller = {r.slug: _rolle(r) for r in Rolle.objects.synlige()}
    kjente = frozenset(t.slug for t in temaer)
    return {
        "temaer": {t.slug: _tema(t, kjente) for t in temaer},
        "malgrupper": {m.slug: _malgruppe(m, kjente) for m in Malgruppe.objects.synlige()},
        "modeller": tuple(_modell(m) for m in Samarbeidsmodell.objects.synlige()),
        "terskler": tuple(_terskel(t) for t in Terskelverdi.objects.synlige()),
        "roller": roller,
        "veier": _veier(kjente, frozenset(roller)),
        "tilskudd": tuple(_tilskudd(t) for t in Tilskuddsordning.objects.synlige()),
    }


def ideprofil(kolonner: Mapping[str, Any]) -> Ideprofil:
    """Profilen av kolonnene i en idé, enten fra en rad (``vars(ide)``) eller fra et utkast."""
    felter = {f: kolonner[f] for f in IDEFELT if kolonner[f] not in (None, "", [])}
    for liste in ("tema", "malgruppe", "omrader"):
        felter[liste] = tuple(felter.get(liste, ()))
    return Ideprofil(**{"tittel": "", **felter})


def les_kunnskap() -> Kunnskap:
    """Leser alle referansedataene motoren trenger: et fast antall spørsmål."""
    tekster = _tekster()
    if not tekster["temaer"] or not tekster["modeller"]:
        raise TomDatabase("Referansedataene er ikke lastet. Kjør: python manage.py last_referanse")
    steder = list(Omrade.objects.synlige().select_related("overordnet"))
    antall = Counter(o.navn for o in steder if o.type == Omrade.Type.KOMMUNE)
    tidligere: dict[str, list[str]] = defaultdict(list)
    gamle = list(TidligereOmrade.objects.synlige().select_related("omrade"))
    for gammelt in gamle:
        tidligere[gammelt.nummer].append(gammelt.omrade.kode)
    merker = {f"tema:{t}" for t in tekster["temaer"]} | {f"malgruppe:{m}" for m in tekster["malgrupper"]}
    return motor.med_ordliste(
        Kunnskap(
            **tekster,
            temaord=tuple(_temaord(s) for s in Synonym.objects.synlige() if s.gjelder in merker),
            signaler=tuple(
                Signal(lag_uttrykk(s.uttrykk, noyaktig=True), s.felt, s.verdi)
                for s in Tekstsignal.objects.synlige()
            ),
            omrader={o.kode: _omrade(o, entydig=antall[o.navn] < 2) for o in steder},
            tidligere={nummer: tuple(dict.fromkeys(koder)) for nummer, koder in tidligere.items()},
            stedsnavn=_stedsnavn(gamle),
            parter=tuple(
                _part(p)
                for p in OffentligPart.objects.synlige()
                .select_related("omrade")
                .prefetch_related("dekker")
                .order_by("slug")
            ),
            eksempler=tuple(_eksempel(e) for e in Eksempel.objects.synlige()),
            i_dag=timezone.localdate(),
        )
    )


def _tema(t: Tema, kjente: frozenset[str]) -> Temaprofil:
    return Temaprofil(
        t.slug,
        t.vist.navn,
        tuple(t.nivaer),
        t.sektor,
        t.alder_fra,
        t.alder_til,
        t.rekkefolge,
        kjente & frozenset(t.naer),
    )


def _malgruppe(m: Malgruppe, kjente: frozenset[str]) -> Malgruppeprofil:
    tema = m.tema if m.tema in kjente else ""
    return Malgruppeprofil(m.slug, m.vist.navn, m.alder_fra, m.alder_til, tema)


def _temaord(s: Synonym) -> Temaord:
    return Temaord(
        lag_uttrykk(s.uttrykk),
        s.gjelder,
        s.styrke == Synonym.Styrke.STERK,
        lag_vilkar(s.bare_med),
        lag_vilkar(s.ikke_med),
    )


def _modell(m: Samarbeidsmodell) -> Modellprofil:
    mengder = (
        "modenhet_ja", "modenhet_delvis", "finnes_ja", "tjenestetype_ja", "organisasjonsform_ja", "sparer_ja",
        "effekt_ja", "styres_ja", "tema_ja", "krever", "hindrer",
    )  # fmt: skip
    return Modellprofil(
        slug=m.slug,
        navn=m.vist.navn,
        vanlighet=m.vanlighet,
        passer_nar=m.vist.passer_nar,
        verdi_fra=m.verdi_fra,
        verdi_til=m.verdi_til,
        utbytte_ja=m.utbytte_ja,
        varighet_ja=m.varighet_ja,
        onskeord=tuple(lag_uttrykk(o) for o in m.onskeord),
        beslutter_liten=tuple(m.beslutter_liten),
        beslutter_middels=tuple(m.beslutter_middels),
        beslutter_stor=tuple(m.beslutter_stor),
        **{navn: frozenset(getattr(m, navn)) for navn in mengder},
    )


def _terskel(t: Terskelverdi) -> Terskel:
    return Terskel(
        t.slug,
        t.vist.navn,
        t.verdi,
        t.status == Terskelverdi.Status.VEDTATT,
        t.gyldig_fra,
        t.gyldig_til,
        t.sist_kontrollert,
        t.kilde,
    )


def _rolle(r: Rolle) -> Rolleprofil:
    return Rolleprofil(r.slug, r.vist.navn, tuple(r.nivaer), r.slag, r.vist.kan, r.vist.sporr_etter)


def _uttrykk(ord_: Iterable[str]) -> tuple[Uttrykk, ...]:
    return tuple(lag_uttrykk(o) for o in ord_)


def _veier(temaer: frozenset[str], roller: frozenset[str]) -> dict[str, tuple[Veiprofil, ...]]:
    samlet: dict[str, list[Veiprofil]] = defaultdict(list)
    for v in Beslutningsvei.objects.synlige().select_related("tema"):
        forste = tuple(r for r in v.forste if r in roller)
        if v.tema.slug not in temaer or not forste:
            continue
        samlet[v.tema.slug].append(
            Veiprofil(
                nokkel=v.nokkel,
                tema=v.tema.slug,
                niva=v.niva,
                rang=v.rang,
                alder_fra=v.alder_fra,
                alder_til=v.alder_til,
                situasjoner=frozenset(v.situasjoner),
                malgrupper=frozenset(v.malgrupper),
                ord=_uttrykk(v.ord),
                forste=forste,
                dorapnere=tuple(r for r in v.dorapnere if r in roller),
                sektor=v.sektor,
                beslutter=tuple(r for r in v.beslutter if r in roller),
                grunn=v.vist.grunn,
                merknad=v.vist.merknad,
                kilde=v.kilde,
            )
        )
    return {slug: tuple(rader) for slug, rader in samlet.items()}


def _omrade(o: Omrade, *, entydig: bool) -> Omradeprofil:
    visning = o.navn
    if o.type == Omrade.Type.FYLKE:
        visning = f"{o.navn} fylke"
    elif not entydig and o.overordnet:
        visning = f"{o.navn} ({o.overordnet.navn})"
    return Omradeprofil(
        o.kode,
        o.navn,
        o.type,
        o.overordnet.kode if o.overordnet else None,
        o.innbyggere,
        o.breddegrad,
        o.lengdegrad,
        visning,
        o.sentralitet,
    )


def _stedsnavn(gamle: list[TidligereOmrade]) -> dict[str, tuple[str, ...]]:
    """Navn (små bokstaver) → områder. Kommunen går foran fylket med samme navn (Oslo)."""
    navn: dict[str, dict[str, None]] = defaultdict(dict)
    for omrade in Omrade.objects.synlige().exclude(type="land").order_by("-type", "kode"):
        for ett in (omrade.navn, *omrade.andre_navn):
            if not (omrade.type == "fylke" and navn.get(fold(ett))):
                navn[fold(ett)][omrade.kode] = None
    dagens = set(navn)
    for gammelt in gamle:
        for ett in gammelt.navn.split(" / "):
            if fold(ett) not in dagens:
                navn[fold(ett)][gammelt.omrade.kode] = None
    return {ett: tuple(koder) for ett, koder in navn.items()}


def _part(p: OffentligPart) -> Partprofil:
    return Partprofil(
        p.slug,
        p.navn,
        p.type,
        tuple(p.nivaer),
        p.organisasjonsnummer,
        p.styreform,
        p.omrade.kode if p.omrade else None,
        frozenset(o.kode for o in p.dekker.all()),
        frozenset(p.temaer),
        p.merknad,
    )


def _tilskudd(t: Tilskuddsordning) -> Tilskuddprofil:
    mengder = (
        "organisasjonsformer", "ikke_organisasjonsformer", "temaer", "malgrupper", "modenhet",
        "ikke_tjenestetyper", "omrader",
    )  # fmt: skip
    return Tilskuddprofil(
        slug=t.slug,
        navn=t.navn,
        soker=t.soker,
        uten_utbytte=t.uten_utbytte,
        i_frivillighetsregisteret=t.i_frivillighetsregisteret,
        alder_fra=t.alder_fra,
        alder_til=t.alder_til,
        ma_prioritere=t.vist.ma_prioritere,
        **{navn: frozenset(getattr(t, navn)) for navn in mengder},
    )


def _eksempel(e: Eksempel) -> Eksempelprofil:
    return Eksempelprofil(
        e.slug,
        e.navn,
        frozenset(e.temaer),
        frozenset(e.malgrupper),
        frozenset(e.modeller),
        frozenset(e.nivaer),
        e.kort_omtalt,
        frozenset(e.omrader),
        frozenset(e.profiler),
        e.offentlig,
        e.arstall,
    )
