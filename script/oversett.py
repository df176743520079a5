"""Kompilerer locale/*/LC_MESSAGES/*.po til .mo uten at gettext trenger å finnes på maskinen."""

import ast
import struct
from pathlib import Path


def les(fil: Path) -> dict[str, str]:
    """Meldingene i en po-fil, slik mo-formatet vil ha dem: flertall er skilt med en nullbyte."""
    meldinger: dict[str, str] = {}
    deler: dict[str, str] = {}
    felt = ""
    for linje in [*fil.read_text(encoding="utf-8").splitlines(), ""]:
        if linje.startswith("#"):
            continue
        if not linje.strip():
            if deler.get("msgstr") or deler.get("msgstr[0]"):
                nokkel, verdi = deler["msgid"], deler.get("msgstr", "")
                if "msgid_plural" in deler:
                    nokkel = f"{nokkel}\0{deler['msgid_plural']}"
                    verdi = f"{deler['msgstr[0]']}\0{deler['msgstr[1]']}"
                if "msgctxt" in deler:
                    nokkel = f"{deler['msgctxt']}\x04{nokkel}"
                meldinger[nokkel] = verdi
            deler, felt = {}, ""
        elif linje.startswith('"'):
            deler[felt] += ast.literal_eval(linje)
        else:
            felt, verdi = linje.split(" ", 1)
            deler[felt] = ast.literal_eval(verdi)
    return meldinger


def skriv(fil: Path, meldinger: dict[str, str]) -> None:
    """Skriver mo-formatet slik gettext beskriver det (GNU gettext-manualen, «The Format of GNU MO Files»)."""
    par = sorted((k.encode(), v.encode()) for k, v in meldinger.items())
    antall = len(par)
    start = 7 * 4 + 16 * antall
    nokler, verdier, data = [], [], b""
    for plassering, liste in ((0, nokler), (1, verdier)):
        for element in par:
            tekst = element[plassering]
            liste += [len(tekst), start + len(data)]
            data += tekst + b"\0"
    hode = struct.pack("<7I", 0x950412DE, 0, antall, 28, 28 + antall * 8, 0, 28 + antall * 16)
    fil.write_bytes(hode + struct.pack(f"<{len(nokler) * 2}I", *nokler, *verdier) + data)


if __name__ == "__main__":
    for po in Path(__file__).resolve().parent.parent.glob("locale/*/LC_MESSAGES/*.po"):
        skriv(po.with_suffix(".mo"), les(po))
