"""Fra rader i databasen til motorens typer, én del av kunnskapen om gangen.

Det som viser til en rad redaksjonen har skjult, leses som om det ikke sto der: motoren slår opp alt den får.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kommuner.models import Beslutningsvei, OffentligPart, Rolle
from samarbeid.matching.lesing.tekst import lag_uttrykk, lag_vilkar
from samarbeid.matching.typer import (
    Eksempelprofil,
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
from veier.sok.normalisering import fold
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


def les_temaer() -> dict[str, Temaprofil]:
    temaer = list(Tema.objects.synlige())
    kjente = frozenset(t.slug for t in temaer)
    return {t.slug: _tema(t, kjente) for t in temaer}


def les_malgrupper() -> dict[str, Malgruppeprofil]:
    temaer = _slugger(Tema)
    return {m.slug: _malgruppe(m, temaer) for m in Malgruppe.objects.synlige()}


def les_modeller() -> tuple[Modellprofil, ...]:
    return tuple(_modell(m) for m in Samarbeidsmodell.objects.synlige())


def les_terskler() -> tuple[Terskel, ...]:
    return tuple(_terskel(t) for t in Terskelverdi.objects.synlige())


def les_roller() -> dict[str, Rolleprofil]:
    return {r.slug: _rolle(r) for r in Rolle.objects.synlige()}


def les_veier() -> dict[str, tuple[Veiprofil, ...]]:
    return _veier(_slugger(Tema), _slugger(Rolle))


def les_tilskudd() -> tuple[Tilskuddprofil, ...]:
    return tuple(_tilskudd(t) for t in Tilskuddsordning.objects.synlige().filter(avsluttet=False))


def les_temaord() -> tuple[Temaord, ...]:
    merker = {f"tema:{t}" for t in _slugger(Tema)} | {f"malgruppe:{m}" for m in _slugger(Malgruppe)}
    return tuple(_temaord(s) for s in Synonym.objects.synlige() if s.gjelder in merker)


def les_signaler() -> tuple[Signal, ...]:
    return tuple(
        Signal(lag_uttrykk(s.uttrykk, noyaktig=True), s.felt, s.verdi) for s in Tekstsignal.objects.synlige()
    )


def les_omrader() -> dict[str, Omradeprofil]:
    steder = list(Omrade.objects.synlige().select_related("overordnet"))
    antall = Counter(o.navn for o in steder if o.type == Omrade.Type.KOMMUNE)
    return {o.kode: _omrade(o, entydig=antall[o.navn] < 2) for o in steder}


def les_tidligere() -> dict[str, tuple[str, ...]]:
    """Gammelt nummer → kodene til områdene som har det nå."""
    koder: dict[str, dict[str, None]] = defaultdict(dict)
    for gammelt in _gamle_omrader():
        koder[gammelt.nummer][gammelt.omrade.kode] = None
    return {nummer: tuple(nye) for nummer, nye in koder.items()}


def les_stedsnavn() -> dict[str, tuple[str, ...]]:
    return _stedsnavn(_gamle_omrader())


def les_parter() -> tuple[Partprofil, ...]:
    rader = OffentligPart.objects.synlige().select_related("omrade").prefetch_related("dekker")
    return tuple(_part(p) for p in rader.order_by("slug"))


def les_eksempler() -> tuple[Eksempelprofil, ...]:
    return tuple(_eksempel(e) for e in Eksempel.objects.synlige())


def _slugger(modell: type[Tema | Malgruppe | Rolle]) -> frozenset[str]:
    return frozenset(modell.objects.synlige().values_list("slug", flat=True))


def _gamle_omrader() -> list[TidligereOmrade]:
    return list(TidligereOmrade.objects.synlige().select_related("omrade"))


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
        s.styrke != Synonym.Styrke.SVAK,
        lag_vilkar(s.bare_med),
        lag_vilkar(s.ikke_med),
        s.styrke == Synonym.Styrke.SAGT,
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
        nivaer=frozenset(m.nivaer_ja),
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
        t.vist.merknad,
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
        fristmaneder=tuple(t.fristmaneder),
        sett_arstall=t.sett_arstall,
        kontrollert=t.sist_kontrollert is not None,
        kalles=tuple(lag_uttrykk(o) for o in t.kalles),
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
        e.utfall,
    )
