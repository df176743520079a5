"""Ingen grunn sier noe annet enn det modellen, ordningen eller saken selv sier. Prøvd på kodene, ikke på setningene.

Kontrollen regner hver påstand ut på nytt av modellens egne felt, på de skrevne ideene og på tilfeldige.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given

from samarbeid.matching.kontrakt import les_ide
from samarbeid.matching.motor import vurder
from samarbeid.matching.regler.modeller import MYK_RAMME
from samarbeid.matching.regler.terskler import Terskler
from samarbeid.matching.typer import JA, NEI
from tests.samarbeid.matching.test_egenskaper import ideer, profil

DATA = Path(__file__).parents[2] / "data"
FILER = ("saker_21.json", "frosne_ideer.json", "usette_ideer.json")
# Det som alltid taler mot, uansett hvor mye av vekten det ga.
ALLTID_MOT = {
    "verdi_naer", "verdi_mellom_grenser", "modenhet_kan_passe", "koster_penger", "tar_slutt", "niva_bruker_ikke", "ber_om_tilskudd",
    "lite_taler_for", "avtale_finnes", "penger_mangler", "vedtak_taler_mot", "lovpalagt_taler_mot", "annen_eier_kjop",
}  # fmt: skip
ALLTID_FOR = {"onske", "uklart_behov", "modell_er_for", "kostnad_passer"}
FELT = {
    "modenhet": ("modenhet", "modenhet_ja"), "organisasjonsform": ("organisasjonsform", "organisasjonsform_ja"),
    "tjenestetype": ("tjenestetype", "tjenestetype_ja"), "finnes": ("finnes_fra_for", "finnes_ja"),
    "sparer": ("hvem_sparer", "sparer_ja"), "effekt": ("effektdokumentasjon", "effekt_ja"), "styres": ("styres_av", "styres_ja"),
}  # fmt: skip


def _innenfor(total, m, terskler):
    fra, til = terskler.grense(m.verdi_fra), terskler.grense(m.verdi_til)
    over = fra is None or (total >= fra if m.verdi_fra.isdigit() else total > fra)
    return over and (til is None or total <= til)


def _summen(ide, m):
    """Et tilskudd er for ett år om gangen når ingen har sagt hvor lenge det varer."""
    return ide.arlig_belop if ide.periode and m.slug in MYK_RAMME else ide.samlet


def _passer(kode, m, t, terskler):
    """Om påstanden «<kriterium>_passer» er sann etter modellens egne felt."""
    navn, ide = kode.removesuffix("_passer"), t.ide
    if navn in FELT:
        felt, i_modellen = FELT[navn]
        return getattr(ide, felt) in getattr(m, i_modellen)
    if navn == "utbytte":
        return m.utbytte_ja == ("ja" if ide.utbytte else "nei")
    if navn == "verdi":
        return _innenfor(_summen(ide, m), m, terskler)
    if navn == "varighet":
        return (ide.varighet_ar <= 1) == (m.varighet_ja == "kort")
    if navn == "tema":
        return bool(set(t.temaslugger) & m.tema_ja)
    return navn in {"kostnad", "vedtak", "lovpalagt"}


def _feil_i_modell(v, m, svar, terskler):
    t = svar.tolkning
    ut = [
        f"for: {g.kode}"
        for g in v.grunner
        if g.kode in ALLTID_MOT or g.kode.endswith("_passer_ikke") or g.poeng < 0
    ]
    ut += [
        f"mot: {g.kode}"
        for g in v.mot
        if g.kode in ALLTID_FOR or g.kode.endswith("_passer") or g.poeng < -100
    ]
    ut += [
        f"usant: {g.kode}"
        for g in v.grunner
        if g.kode.endswith("_passer") and not _passer(g.kode, m, t, terskler)
    ]
    ut += [
        f"usant: {g.kode}"
        for g in v.mot
        if g.kode.endswith("_passer_ikke")
        and g.kode != "kostnad_passer_ikke"
        and _passer(g.kode.removesuffix("_ikke"), m, t, terskler)
    ]
    total = _summen(t.ide, m)
    if v.passer == NEI and not v.mot:
        ut.append("nei uten grunn")
    if v.passer == JA:
        if m.verdi_til == "0" and (total or (total is None and t.ide.kostnadsslag)):
            ut.append("gratis modell når det skal betales")
        if (m.verdi_fra or m.verdi_til) and total is not None and not _innenfor(total, m, terskler):
            ut.append("ja utenfor modellens egen ramme")
        if set(m.hindrer) & {
            g.kode.removesuffix("_passer_ikke") for g in v.mot if g.kode.endswith("_passer_ikke")
        }:
            ut.append("ja med en hindring")
        nivaer = {vei.niva for vei in svar.veier}
        if m.nivaer and nivaer and m.slug != "statlig-tilskudd" and not m.nivaer & nivaer:
            ut.append("ja til en modell ingen av nivåene bruker")
    return [f"{m.slug}: {feil}" for feil in ut]


def _feil_i_veiene(svar, kunnskap, terskler):
    grense = terskler.grense("innslagspunkt")
    for vei in svar.veier:
        for r in vei.beslutter:
            d = r.grunn.detaljer
            slag = kunnskap.roller[r.rolle].slag
            if d.get("trinn") == "enhet" and slag != "enhet":
                yield f"si ja selv: {r.rolle} har ikke budsjett"
            if (
                d.get("trinn") == "enhet"
                and d["liten"]
                and not (d["total"] is not None and d["total"] <= grense)
            ):
                yield "si ja selv uten et kjent, lite beløp"
            if d.get("ellers") == r.rolle:
                yield f"ellers den samme: {r.rolle}"
            if d["modell"] and not any(v.slug == d["modell"] and v.passer != NEI for v in svar.modeller):
                yield f"bestemmer en modell som ikke passer: {d['modell']}"


def _feil_i_resten(svar, kunnskap):
    ordninger = {o.slug: o for o in kunnskap.tilskudd}
    for v in svar.tilskudd:
        o = ordninger[v.slug]
        if v.status == "kan_sokes":
            sett = o.sett_arstall is not None and o.sett_arstall >= kunnskap.i_dag.year
            if v.mangler or not o.kontrollert or not sett or not set(svar.tolkning.temaslugger) & o.temaer:
                yield f"{v.slug}: kan søkes uten at alt er kjent"
        elif not v.mot:
            yield f"{v.slug}: {v.status} uten grunn"
    for v in svar.eksempler:
        if not {g.kode for g in v.grunner} & {"eksempel_tema", "eksempel_modell"}:
            yield f"{v.slug}: ligner uten felles tema eller modell"


def feil_i(svar, kunnskap):
    terskler = Terskler(kunnskap.terskler, kunnskap.i_dag)
    modeller = {m.slug: m for m in kunnskap.modeller}
    ut = [feil for v in svar.modeller for feil in _feil_i_modell(v, modeller[v.slug], svar, terskler)]
    return [*ut, *_feil_i_veiene(svar, kunnskap, terskler), *_feil_i_resten(svar, kunnskap)]


def test_ingen_grunn_sier_imot_modellens_egne_opplysninger(kunnskap):
    """De skrevne ideene: minst 150, av ulike folk, i begge målformer."""
    saker = [sak for fil in FILER for sak in json.loads((DATA / fil).read_text(encoding="utf-8"))]
    assert len(saker) >= 150
    antall: Counter[str] = Counter()
    for sak in saker:
        antall.update(feil_i(vurder(les_ide(sak["ide"], kunnskap), kunnskap), kunnskap))
    assert antall == {}


@profil
@given(ide=ideer())
def test_det_holder_for_enhver_ide(ide, kunnskap):
    assert feil_i(vurder(ide, kunnskap), kunnskap) == []


@pytest.mark.parametrize(
    ("kode", "i_for"),
    [("verdi_naer", True), ("modenhet_passer_ikke", True), ("onske", False), ("verdi_passer", True)],
)
def test_kontrollen_ser_en_usann_grunn(kunnskap, kode, i_for):
    """Uten dette ville en kontroll som aldri slår ut, se like grønn ut."""
    import dataclasses

    from samarbeid.matching.typer import Grunn

    sak = {"tittel": "A", "problem": "B", "tema": ["demens"], "arlig_belop": 50_000_000, "varighet_ar": 1}
    svar = vurder(les_ide(sak, kunnskap), kunnskap)
    v = next(v for v in svar.modeller if v.slug == "pilotavtale")
    usann = Grunn(kode, 1)
    endret = dataclasses.replace(v, **({"grunner": (usann,)} if i_for else {"mot": (usann,)}))
    assert feil_i(svar, kunnskap) == []
    assert feil_i(dataclasses.replace(svar, modeller=(endret,)), kunnskap) != []
