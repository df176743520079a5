"""Om en tilskuddsordning kan passe for ideen, og hva som eventuelt stopper."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    """«ja» når tema og alle vilkår stemmer, «nei» når et vilkår ikke er oppfylt, ellers «delvis»."""
    u = _Utfall()
    _tema(t, ordning, u)
    _soker(t, ordning, u)
    _vilkar(t, ordning, u)
    _alder(t, ordning, u)
    if u.stopp:
        return Vurdering(
            ordning.slug, max(1, min(30, round(u.poeng / 3))), NEI, tuple(u.stopp), tuple(u.mangler)
        )
    passer = JA if not u.mangler else DELVIS
    if ordning.ma_prioritere:
        u.grunner.append(Grunn("tilskudd_ma_prioriteres", detaljer={"tekst": ordning.ma_prioritere}))
    poeng = min(100, round(u.poeng)) if passer == JA else min(69, round(u.poeng))
    return Vurdering(ordning.slug, poeng, passer, tuple(u.grunner), tuple(u.mangler))


def _tema(t: Tolkning, o: Tilskuddprofil, u: _Utfall) -> None:
    if o.temaer:
        felles = [s for s in t.temaslugger if s in o.temaer]
        if felles:
            u.pluss(30, "tilskudd_tema", tema=felles[0])
        elif t.tema:
            u.hindring("tilskudd_annet_tema", tema=t.tema[0].slug)
        else:
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
