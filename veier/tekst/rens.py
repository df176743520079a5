"""Veien inn for tekst utenfra: én ren form for det som lagres, og én for det som sammenlignes.

``rens`` gir formen som lagres (NFC). ``nfkc`` gir formen nummer, koder og adresser leses i. ``nokkel`` gir formen
navn finnes igjen med. Alle er lineære i lengden, og gir det samme når de brukes to ganger.
"""

from __future__ import annotations

import re
import unicodedata

from veier.tekst import tegn

_SMA = "a-zß-öø-ÿāčđęėįłńňŋśšţťŧūžǥǧǩǯʒ"
# Et ord delt ved linjeslutt: minst to små bokstaver på hver side. «e-\npost» og «barne-\nog» er skrevet slik.
_DELT_ORD = re.compile(rf"(?<=[{_SMA}]{{2}})-\n *(?=[{_SMA}]{{2}})(?!(?:og|eller|samt|men)(?![{_SMA}-]))")
_SKJULT_DELING = re.compile("\u00ad *\n")
# Det nesten all norsk tekst består av. Ingen av tegnene endres av noe her; da er det raskt.
_VANLIG = re.compile("[\n\x20-\x7e\xa1-\xac\xae-\u02ff–—‘’“”„•…€]*\\Z")
_BOKSTAV = "[\x21-\x7e\xc0-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e]"
_ENKEL = re.compile(f"{_BOKSTAV}+(?: {_BOKSTAV}+)*\\Z")
# Alt over de latinske bokstavene, uten strekene og anførselstegnene vanlig tekst har.
_KAN_VAERE_BRED = re.compile("[\u0250-\u2012\u2015-\u2017\u201b\u201f-\U0010ffff]")
_LINJEHALE = re.compile(r"(?<! ) +(?=\n|\Z)")


def rens(tekst: str, *, linjer: bool = True) -> str:
    """Teksten slik den lagres: NFC, vanlige mellomrom og linjeskift, uten tegn som ikke syns og ikke betyr noe.

    Emoji, og merker og bindetegn i skrifter som har dem, beholdes. Uten ``linjer`` blir alt én linje.
    """
    ren = tekst if _VANLIG.match(tekst) else _rens_tegn(tekst)
    if not linjer:
        return " ".join(ren.split())
    ren = _LINJEHALE.sub("", ren)
    return _DELT_ORD.sub("", ren).strip()


def _rens_tegn(tekst: str) -> str:
    ren = tegn.LINJESKIFT.sub("\n", tekst)
    ren = tegn.MELLOMROM.sub(" ", ren)
    if ren.isascii():
        return tegn.BORT.sub("", ren)
    ren = _SKJULT_DELING.sub("-\n", ren)
    ren = tegn.ERSTATTES.sub(lambda treff: treff[0].translate(tegn.ERSTATNINGER), ren)
    ren = tegn.BORT.sub("", ren)
    ren = _nfc(ren)
    if tegn.AVHENGIGE.search(ren):
        ren = _nfc(_uten_det_som_ikke_betyr_noe(ren))
    return ren


def _nfc(tekst: str) -> str:
    return unicodedata.normalize("NFC", tegn.FOR_MANGE_MERKER.sub(r"\1", tekst))


def _uten_det_som_ikke_betyr_noe(tekst: str) -> str:
    """Formvelgere, bindetegn, flagg og retningsmerker bare der de gjør noe med tegnet foran."""
    fra_hoyre = tegn.gar_fra_hoyre(tekst)
    flagg = {plass for treff in tegn.FLAGG.finditer(tekst) for plass in range(*treff.span())}
    ut: list[str] = []
    grunn = ""  # det siste tegnet som ikke er et merke
    for i, t in enumerate(tekst):
        if i not in flagg and tegn.AVHENGIGE.match(t):
            neste = tekst[i + 1 : i + 2]
            if not _betyr_noe(t, ut[-1] if ut else "", grunn, neste, fra_hoyre):
                continue
        elif not unicodedata.category(t).startswith("M"):
            grunn = t
        ut.append(t)
    return "".join(ut)


def _betyr_noe(t: str, forrige: str, grunn: str, neste: str, fra_hoyre: bool) -> bool:
    if t in tegn.RETNINGSMERKER:
        return fra_hoyre and forrige not in tegn.RETNINGSMERKER
    if not forrige or forrige in tegn.BINDER or (forrige in tegn.VELGER and t in tegn.VELGER):
        return False
    if t in tegn.BINDER:
        emoji = t == "\u200d" and bool(neste) and tegn.er_emoji(grunn) and tegn.er_emoji(neste)
        return emoji or tegn.er_bindende(grunn)
    if t in tegn.VELGER:
        tast = grunn in "0123456789#*" and neste == "\u20e3"
        return forrige == grunn and (tast or tegn.kan_ha_form(grunn))
    return False


def nfkc(tekst: str) -> str:
    """Formen nummer, koder og adresser leses i: NFKC uten noe usynlig, siffer i alle skrifter som 0–9, én linje."""
    if _ENKEL.match(tekst):
        return tekst
    ren = tegn.ALLE_USYNLIGE.sub("", tegn.LINJESKIFT.sub("\n", tekst))
    ren = nfkc_form(ren)
    ren = tegn.ALLE_USYNLIGE.sub("", ren)  # NFKC av halvbrede fylltegn er et fylltegn
    ren = tegn.FOR_MANGE_MERKER.sub(r"\1", ren).replace("\u2010", "-")
    return " ".join("".join(map(_siffer, ren)).split())


def nfkc_form(tekst: str) -> str:
    """NFKC, og ingenting tas bort. Python ordner merkene etter en bokstav i andre potens: 64 000 av dem tar tre sekunder."""
    return unicodedata.normalize("NFKC", tegn.FOR_MANGE_MERKER.sub(r"\1", tekst))


def passordform(passord: str) -> str:
    """Passordet slik det lagres og prøves: et mellomrom kan være ment."""
    return nfkc_form(passord)


def _siffer(t: str) -> str:
    return str(unicodedata.decimal(t)) if t > "\x7f" and t.isdecimal() else t


def nokkel(tekst: str) -> str:
    """Formen navn og oppslag sammenlignes i: som ``nfkc``, uten forskjell på store og små bokstaver."""
    return nfkc(nfkc(tekst).casefold())


def bredde_en(tekst: str) -> str:
    """Hvert tegn i sin vanlige form når den er ett tegn: «ｂａｄ» → «bad». Like lang, så plasser i teksten holder."""
    return _KAN_VAERE_BRED.sub(_i_vanlig_form, tekst)


def _i_vanlig_form(treff: re.Match[str]) -> str:
    return n if len(n := unicodedata.normalize("NFKC", treff[0])) == 1 else treff[0]


def har_innhold(tekst: str) -> bool:
    """Minst én bokstav eller ett siffer: et navn av bare tegn eller tomme plasser er ikke et navn."""
    return any(t.isalnum() for t in tekst)


def snur_retningen(tekst: str) -> str:
    """Navnet på det første tegnet som snur skriveretningen, ellers tomt."""
    treff = tegn.SNUR.search(tekst)
    return tegn.navn_pa_tegn(treff[0]) if treff else ""


_SKRIFT = re.compile(r"[^\W\d_]+")


def blander_skrifter(navn: str) -> str:
    """Det første ordet med latinske bokstaver mellom kyrilliske eller greske som ligner, ellers tomt."""
    for ord_ in _SKRIFT.findall(navn) if not navn.isascii() else ():
        skrifter = {unicodedata.name(t, "").partition(" ")[0] for t in ord_} & {"LATIN", "CYRILLIC", "GREEK"}
        if len(skrifter) > 1:
            return str(ord_)
    return ""
