"""Den som bruker tastatur, ser alltid hvor hun er: ingenting dekker det som har fokus."""

from __future__ import annotations

import pytest

from tests.nettleser.test_portalen import SIDER

pytestmark = [
    pytest.mark.grundig,
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.django_db,
    pytest.mark.xdist_group("nettleser"),
]
FLEST_TRYKK = 120
LISTER = ("/entreprenorer/", "/offentlige/", "/eksempler/", "/tilskudd/", "/sok/?q=demens")
# Midten av den delen av elementet som er på skjermen. Dekkes den av noe som verken er inni eller rundt, er fokuset skjult.
DEKKET = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const hvem = e.tagName + " " + (e.textContent || e.name || "").trim().slice(0, 40);
    for (const r of e.getClientRects()) {
        const v = Math.max(r.left, 0), h = Math.min(r.right, innerWidth);
        const o = Math.max(r.top, 0), n = Math.min(r.bottom, innerHeight);
        if (h - v < 1 || n - o < 1) continue;
        const p = document.elementFromPoint((v + h) / 2, (o + n) / 2);
        if (p && (e.contains(p) || p.contains(e) || (p.closest("label") && p.closest("label").contains(e))
            || (e.labels && [...e.labels].some(l => l.contains(p))))) return [hvem, false];
    }
    return [hvem, true];
}"""


@pytest.mark.parametrize(
    "side", [{"bredde": 390}, {"bredde": 320, "hoyde": 256}], indirect=True, ids=["390", "320x256"]
)
def test_ingenting_dekker_det_som_har_fokus(side):
    skjult = []
    side.emulate_media(reduced_motion="reduce")  # ellers ruller siden ennå når det spørres
    for adresse in SIDER:
        side.goto(adresse)
        for _trykk in range(FLEST_TRYKK):
            side.keyboard.press("Tab")
            svar = side.evaluate(DEKKET)
            if svar is None:
                break
            if svar[1]:
                skjult.append((adresse, svar[0]))
    assert skjult == []


@pytest.mark.parametrize("side", [{"bredde": 1280}], indirect=True, ids=["1280"])
@pytest.mark.parametrize("adresse", LISTER)
def test_det_er_kort_vei_til_det_forste_treffet(side, adresse):
    """Høyst 15 trykk til det første i listen, med hoppet over valgene."""
    side.goto(adresse)
    for _trykk in range(1, 16):
        side.keyboard.press("Tab")
        if side.evaluate("document.activeElement.textContent").strip() == "Hopp til treffene":
            side.keyboard.press("Enter")
            break
    else:
        pytest.fail("fant ikke hoppet til treffene")
    side.keyboard.press("Tab")
    # Det som kommer, står etter antallet og er i innholdet: snarveier, det som er valgt, eller det første treffet.
    assert side.evaluate(
        """() => {
            const t = document.getElementById("treff"), e = document.activeElement;
            return !!(t.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING) && !!e.closest("main");
        }"""
    )
