"""Samler designsystemet, temaet og skriften i .bygg/statisk, der Django finner dem.

Skriften til PDF-ene legges i .bygg/skrift, og ordlistene til stavekontrollen i .bygg/ordlister.
"""

import io
import shutil
from pathlib import Path

import typst
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROT = Path(__file__).resolve().parent.parent
NPM = ROT / "node_modules"
UT = ROT / ".bygg" / "statisk" / "tema"

INTER = """\
@font-face {{
  font-family: "Inter";
  font-style: normal;
  font-display: optional;
  font-weight: 400 700;
  src: url("{fil}") format("woff2-variations");
  unicode-range: {omrade};
}}
"""
# Skjermlesere og nettlesere henter bare filen som har tegnene siden bruker.
SKRIFTER = {
    "inter-latin-wght-normal.woff2": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, "
    "U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    "inter-latin-ext-wght-normal.woff2": "U+0100-0130, U+0132-0151, U+0154-02BA, U+1E00-1E9F, U+1EF2-1EFF",
}
# typst leser ikke woff2, og slår ikke sammen to filer med samme navn: resten av tegnene får eget navn.
VEKTER = ("400", "600", "700")
UTDRAG = {"latin": "Inter", "latin-ext": "Inter Resten"}


# Skriften som vises til Inter er hentet, strukket så linjene blir like brede og like høye: ingenting flytter seg.
RESERVE = """\
@font-face {
  font-family: "Inter reserve";
  src: local("Arial"), local("Liberation Sans"), local("Roboto");
  size-adjust: 107.1%;
  ascent-override: 90.5%;
  descent-override: 22.6%;
  line-gap-override: 0%;
}
"""
# Det sidene bruker: avstand mellom bokstaver, sammensatte tegn, former etter språk og sifre med lik bredde.
TREKK = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]
TYNNEST, TYKKEST = 400, 700


def _skjermskrift(fra: Path, til: Path) -> None:
    """Skriften med vektene og trekkene sidene bruker: om lag to tredeler av filen."""
    smalere = io.BytesIO()
    instantiateVariableFont(TTFont(fra), {"wght": (TYNNEST, TYKKEST)}).save(smalere)
    smalere.seek(0)
    skrift = TTFont(smalere)
    valg = subset.Options(flavor="woff2", layout_features=TREKK, notdef_outline=True)
    utsnitt = subset.Subsetter(valg)
    utsnitt.populate(unicodes=skrift.getBestCmap())
    utsnitt.subset(skrift)
    subset.save_font(skrift, str(til), valg)


def skrift_til_pdf() -> None:
    mappe = ROT / ".bygg" / "skrift"
    mappe.mkdir(parents=True, exist_ok=True)
    for utdrag, navn in UTDRAG.items():
        for vekt in VEKTER:
            skrift = TTFont(NPM / "@fontsource" / "inter" / "files" / f"inter-{utdrag}-{vekt}-normal.woff2")
            skrift.flavor = None
            for post in skrift["name"].names:
                if post.nameID in {1, 16}:
                    post.string = navn
            skrift.save(mappe / f"{utdrag}-{vekt}.ttf")


def ordlister() -> None:
    """Bare til testene; ordlistene er GPL og følger ikke med portalen."""
    mappe = ROT / ".bygg" / "ordlister"
    mappe.mkdir(parents=True, exist_ok=True)
    for sprak in ("nb", "nn"):
        for ende in ("aff", "dic"):
            shutil.copyfile(NPM / f"dictionary-{sprak}" / f"index.{ende}", mappe / f"{sprak}.{ende}")


DELEBILDE = """
#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: rgb("#0B5C63"))
#set text(font: "Inter", fill: white)
#place(dx: 90pt, dy: 96pt, text(size: 76pt, weight: 700)[Veier til samarbeid])
#place(dx: 92pt, dy: 200pt, text(size: 34pt)[Sosiale entreprenører og det offentlige finner hverandre])
#let strek = (paint: rgb("#9BD3D6"), thickness: 14pt, cap: "round")
#place(curve(stroke: strek, curve.move((110pt, 540pt)),
  curve.cubic((420pt, 540pt), (400pt, 400pt), (620pt, 430pt)),
  curve.cubic((860pt, 462pt), (820pt, 330pt), (1090pt, 330pt))))
#let prikk(x, y, farge) = place(dx: x - 30pt, dy: y - 30pt, circle(radius: 30pt, fill: farge, stroke: 10pt + white))
#prikk(110pt, 540pt, rgb("#C8552B"))
#prikk(620pt, 430pt, rgb("#0B5C63"))
#prikk(1090pt, 330pt, rgb("#C8552B"))
"""


def delebilde() -> None:
    """Bildet som vises når en side deles (Open Graph, 1200 × 630)."""
    bilde = typst.compile(
        DELEBILDE.encode(),
        font_paths=[ROT / ".bygg" / "skrift"],
        ignore_system_fonts=True,
        format="png",
        ppi=72,
    )
    (UT / "deling.png").write_bytes(bilde)


def main() -> None:
    skrift_til_pdf()
    ordlister()
    UT.mkdir(parents=True, exist_ok=True)
    delebilde()
    shutil.copyfile(ROT / ".bygg" / "tema" / "veier.css", UT / "tema.css")
    shutil.copyfile(
        NPM / "@digdir" / "designsystemet-css" / "dist" / "src" / "index.css",
        UT / "designsystem.css",
    )
    css = RESERVE
    for fil, omrade in SKRIFTER.items():
        _skjermskrift(NPM / "@fontsource-variable" / "inter" / "files" / fil, UT / fil)
        css += INTER.format(fil=fil, omrade=omrade)
    (UT / "skrift.css").write_text(css, encoding="utf-8")
    shutil.copyfile(NPM / "axe-core" / "axe.min.js", ROT / ".bygg" / "axe.min.js")


if __name__ == "__main__":
    main()
