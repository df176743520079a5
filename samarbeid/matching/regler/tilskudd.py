"""Om en tilskuddsordning kan passe for ideen, og hva som eventuelt stopper."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from samarbeid.matching.typer import (
    DELVIS,
    JA,
    NEI,
    Grunn,
    Kunnskap,
    Tilskuddprofil,
    Tolkning,
    Vurdering,
)

KAN_SOKES, NESTE_GANG, VERDT_A_SPORRE, IKKE_FOR_DERE = (
    "kan_sokes",
    "neste_gang",
    "verdt_a_sporre",
    "ikke_for_dere",
)

_ANNET_TEMA = 10  # poengene til en ordning for et annet tema: under alle som kan passe


@dataclass(slots=True)
class _Utfall:
    poeng: float = 30
    grunner: list[Grunn] = field(default_factory=list)
    stopp: list[Grunn] = field(default_factory=list)
    mangler: list[Grunn] = field(default_factory=list)

    def pluss(self, poeng: float, kode: str, **detaljer: object) -> None:
        self.poeng += poeng
        self.grunner.append(Grunn(kode, poeng, detaljer=detaljer))

    def hindring(self, kode: str, **detaljer: object) -> None:
        self.stopp.append(Grunn(kode, detaljer=detaljer))

    def mangel(self, felt: str) -> None:
        self.mangler.append(Grunn(f"mangler_{felt}", detaljer={"felt": felt}))


def vurder_tilskudd(t: Tolkning, ordning: Tilskuddprofil, kunnskap: Kunnskap) -> Vurdering:
    """Statusen og hvorfor. «Kan søkes nå» bare når alle vilkårene er kjente og møtt, temaet er felles og utlysningen er sett.

    ``passer`` følger statusen: ja, delvis (neste gang, eller verdt å spørre om) eller nei.
    """
    if _gjelder_noe_annet(t, ordning):  # resten av vilkårene sier da ingenting
        return _for_noe_annet(ordning.slug, t.tema[0].slug)
    u = _Utfall()
    _tema(t, ordning, u)
    _soker(t, ordning, u)
    _vilkar(t, ordning, u)
    _alder(t, ordning, u)
    mangler = tuple(u.mangler)
    if u.stopp:
        poeng = max(1, min(30, round(u.poeng / 3)))
        return Vurdering(ordning.slug, poeng, NEI, mot=tuple(u.stopp), mangler=mangler, status=IKKE_FOR_DERE)
    status, grunn = _status(t, ordning, u, kunnskap)
    if ordning.ma_prioritere:
        u.grunner.append(Grunn("tilskudd_ma_prioriteres", detaljer={"tekst": ordning.ma_prioritere}))
    passer = JA if status == KAN_SOKES else DELVIS
    poeng = min(100 if passer == JA else 69, round(u.poeng))
    return Vurdering(
        ordning.slug, poeng, passer, tuple(u.grunner), (grunn,) if grunn else (), mangler, status=status
    )


def _status(t: Tolkning, o: Tilskuddprofil, u: _Utfall, kunnskap: Kunnskap) -> tuple[str, Grunn | None]:
    """Statusen for en ordning ingenting stopper, og det som gjør at den ikke kan søkes nå."""
    alle_temaer = not o.temaer and o.slug in t.ordninger
    if not alle_temaer and not set(t.temaslugger) & o.temaer:
        return VERDT_A_SPORRE, Grunn("tilskudd_uten_tema")
    if not o.kontrollert:
        return VERDT_A_SPORRE, Grunn("tilskudd_ukontrollert")
    i_dag = kunnskap.i_dag
    sett_i_ar = o.sett_arstall is not None and o.sett_arstall >= i_dag.year
    kommer = [m for m in sorted(o.fristmaneder) if m >= i_dag.month]
    if o.fristmaneder and not (sett_i_ar and kommer):
        maned = (kommer or sorted(o.fristmaneder))[0]
        return NESTE_GANG, Grunn("tilskudd_frist", detaljer={"maned": maned})
    if not sett_i_ar:
        return VERDT_A_SPORRE, Grunn("tilskudd_ikke_sett", detaljer={"arstall": o.sett_arstall})
    return (VERDT_A_SPORRE, Grunn("tilskudd_svar_mangler")) if u.mangler else (KAN_SOKES, None)


@lru_cache(maxsize=4096)
def _for_noe_annet(slug: str, tema: str) -> Vurdering:
    mot = (Grunn("tilskudd_annet_tema", detaljer={"tema": tema}),)
    return Vurdering(slug, _ANNET_TEMA, NEI, mot=mot, status=IKKE_FOR_DERE)


def _gjelder_noe_annet(t: Tolkning, o: Tilskuddprofil) -> bool:
    if not o.temaer or not t.tema or o.slug in t.ordninger:
        return False
    return o.temaer.isdisjoint(t.temaslugger)


def _tema(t: Tolkning, o: Tilskuddprofil, u: _Utfall) -> None:
    navngitt = t.ordninger.get(o.slug)
    if navngitt:
        u.pluss(40, "tilskudd_navngitt", ord=navngitt)
    felles = [s for s in t.temaslugger if s in o.temaer]
    if felles:
        u.pluss(30, "tilskudd_tema", tema=felles[0])
    elif o.temaer and not navngitt:
        u.mangel("tema")
    if o.malgrupper and t.malgruppe:
        felles = [m for m in t.malgruppe if m in o.malgrupper]
        if felles:
            u.pluss(10, "tilskudd_malgruppe", malgruppe=felles[0])
        elif t.ide.malgruppe:
            u.hindring("tilskudd_annen_malgruppe", malgruppe=t.malgruppe[0])


def _soker(t: Tolkning, o: Tilskuddprofil, u: _Utfall) -> None:
    form = t.ide.organisasjonsform
    if o.soker == "kommune":
        u.pluss(5, "tilskudd_kommunen_soker")
        return
    begrenset = o.organisasjonsformer or o.ikke_organisasjonsformer
    if not begrenset:
        return
    if form is None:
        u.mangel("organisasjonsform")
    elif form in o.ikke_organisasjonsformer or (o.organisasjonsformer and form not in o.organisasjonsformer):
        if o.soker == "begge":
            u.pluss(0, "tilskudd_kommunen_kan_soke", form=form)
            u.mangler.append(Grunn("mangler_soker", detaljer={"felt": "organisasjonsform"}))
        else:
            u.hindring("tilskudd_form", form=form)
    else:
        u.pluss(10, "tilskudd_form_passer", form=form)


def _vilkar(t: Tolkning, o: Tilskuddprofil, u: _Utfall) -> None:
    if o.uten_utbytte:
        if t.ide.utbytte is None:
            u.mangel("utbytte")
        elif t.ide.utbytte:
            u.hindring("tilskudd_utbytte")
        else:
            u.pluss(10, "tilskudd_uten_utbytte")
    if o.i_frivillighetsregisteret:
        if t.ide.frivillighetsregisteret is None:
            u.mangel("frivillighetsregisteret")
        elif not t.ide.frivillighetsregisteret:
            u.hindring("tilskudd_frivillighetsregisteret")
        else:
            u.pluss(10, "tilskudd_i_frivillighetsregisteret")
    if o.modenhet:
        if t.ide.modenhet is None:
            u.mangel("modenhet")
        elif t.ide.modenhet in o.modenhet:
            u.pluss(10, "tilskudd_modenhet", modenhet=t.ide.modenhet)
        else:
            u.hindring("tilskudd_drift", modenhet=t.ide.modenhet)
    if t.ide.tjenestetype and t.ide.tjenestetype in o.ikke_tjenestetyper:
        u.hindring("tilskudd_tjenestetype", tjenestetype=t.ide.tjenestetype)
    if o.omrader and t.omrader and not set(t.omrader) & o.omrader:
        u.hindring("tilskudd_omrade")


def _alder(t: Tolkning, o: Tilskuddprofil, u: _Utfall) -> None:
    if o.alder_fra is None and o.alder_til is None:
        return
    if t.alder is None or not t.alder_sikker:
        u.mangel("alder_fra")
        return
    fra, til = o.alder_fra or 0, o.alder_til if o.alder_til is not None else 120
    if t.alder[0] > til or t.alder[1] < fra:
        u.hindring("tilskudd_alder", fra=fra, til=til)
    else:
        u.pluss(5, "tilskudd_alder_passer", fra=fra, til=til)
