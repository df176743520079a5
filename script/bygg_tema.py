"""Samler designsystemet, temaet og skriften i .bygg/statisk, der Django finner dem."""

import shutil
from pathlib import Path

ROT = Path(__file__).resolve().parent.parent
NPM = ROT / "node_modules"
UT = ROT / ".bygg" / "statisk" / "tema"

INTER = """\
@font-face {{
  font-family: "Inter";
  font-style: normal;
  font-display: swap;
  font-weight: 100 900;
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


def main() -> None:
    UT.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROT / ".bygg" / "tema" / "veier.css", UT / "tema.css")
    shutil.copyfile(
        NPM / "@digdir" / "designsystemet-css" / "dist" / "src" / "index.css",
        UT / "designsystem.css",
    )
    css = ""
    for fil, omrade in SKRIFTER.items():
        shutil.copyfile(NPM / "@fontsource-variable" / "inter" / "files" / fil, UT / fil)
        css += INTER.format(fil=fil, omrade=omrade)
    (UT / "skrift.css").write_text(css, encoding="utf-8")
    shutil.copyfile(NPM / "axe-core" / "axe.min.js", ROT / ".bygg" / "axe.min.js")


if __name__ == "__main__":
    main()
