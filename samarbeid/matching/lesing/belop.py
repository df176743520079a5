"""Beløpet en tekst nevner: «250 000 i året», «4 mill», «450.000,-», «80 000 for et halvt år»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samarbeid.matching.lesing.tall import TALL, TALLORD, les_tall

_ENHET = r"millioner|millionar|million|mill\.?|mnok|mkr|tusen|kroner|kronar|krone|kr\.?|nok|,-|k"
_BELOP = re.compile(
    rf"(?=\d|\bk|\bn)(?P<kr>\b(?:kr\.?|nok|kroner)\s{{0,2}})?(?:(?P<ganger>\b\d{{1,2}})\s?[x×*]\s?)?"
    rf"(?:(?P<fra>{TALL})\s?(?:-|–|—|til)\s?)?(?P<tall>{TALL})"
    rf"(?:\s{{0,2}}(?P<enhet>{_ENHET})(?!\w))?(?:\s{{0,2}}(?:kroner|kronar|kr|nok)\b\.?)?"
    rf"(?:\s?[x×*]\s?(?P<bak>\d{{1,2}})\b)?",
    re.IGNORECASE,
)
_BELOP_I_ORD = re.compile(
    rf"(?P<tall>{TALLORD})\s{{0,2}}(?P<enhet>kroner|kronar|kr|nok)?(?!\w)", re.IGNORECASE
)
_ETTER, _FORAN = 60, 60
_PER_MANED = re.compile(
    r"^[\s,]*(?:per|pr\.?|i|hver|kvar|/|a)\s?(?:måneden|måned|månaden|månad|mnd|month)", re.I
)
_PER_AR = re.compile(
    r"^[^.;\n\d]{0,40}?\b(?:fra|frå) (?:og med )?(?:(?:andre|tredje|fjerde|femte) år|år (?:to|tre|fire|fem|\d))\b(?! til\b)"
    r"|^[^.;\n]{0,40}?(?:\b(?:per|pr\.?)\s?år|\bi året|\bårlig|\bårleg|\bhvert år|\bkvart år|/\s?år|\b(?:per|a) year|\bannual|\byearly)",
    re.I,
)
_PER_HODE = re.compile(
    r"^[\s,]*(?:(?:per\b|pr\b\.?|for hver|for kvar|hvert?\b|kvart?\b|à|/|i timen|i uka|i veka)\s*(?!\s|år\b|year\b|måned|månad|mnd|month)"
    r"|(?:gangen|gongen|timen|stykket|stykke|stk|natta|natten)\b)",
    re.I,
)
_PER_HODE_FORAN = re.compile(
    r"\b(?:hver|kvar|hvert|kvart|per|pr\.?|én|ein) (?!måned|månad|år|periode)\w{3,20} (?:\w{2,8} )?(?:koster|kostar|betaler|betalar|får)\b"
    r"[^.;\n]{0,15}$",
    re.I,
)
_SAMLET = re.compile(
    r"^[\s,]{0,2}[^.,;\n\d]{0,25}?\b(?:til sammen|tilsammen|totalt|i alt|samlet|for hele|for heile|for alt|in total)\b"
    r"(?!\s*(?:kr\.?\s*)?\d)",
    re.I,
)
_SAMLET_FORAN = re.compile(
    r"\b(?:til sammen|tilsammen|totalt|totale?|i alt|samlet|samla|total)\b[^.;\n]{0,25}$", re.I
)
_KOSTNAD_ETTER = re.compile(
    r"^[^.;\n]{0,12}?\b(?:for|koster det|kostar det|trenger vi|treng vi|trengs|søker vi|er prisen|er budsjettet"
    r"|(?:ex|eks|uten|utan|inkl|pluss)\.? (?:mva|moms))\b",
    re.I,
)
# Bare penger har merverdiavgift: «720 000 uten mva».
_MVA = re.compile(
    r"[\s,(]{0,3}(?:ex|eks|eksl|uten|utan|inkl|med|pluss|u/|e/)[.\s]{0,2}(?:mva|moms|merverdiavgift|meirverdiavgift)\b",
    re.I,
)
# Et beløp er en pris når teksten sier det; «kommunen bruker 20 millioner» er ikke prisen på ideen.
_PRIS = re.compile(
    r"\b(?:kost|pris|betal|treng|mangl|søk|budsjett|avgift|beløp|ramme|total|til sammen|kjøp|honorar|sum|støtte på|tilskudd på"
    r"|tilskot på|price|need|fee|cost|offer|budget)\w*",
    re.I,
)
_IKKE_PRIS = re.compile(
    r"\b(?P<ord>(?:spar(?!ebank)|bruk|satse|gevinst|nytte|omset|omsatte|tjen|skyld|gjeld|solgt|seld)\w*|tap|tapt|taper|fikk|fekk|fått|gitt|ga|gav|lån|låner|saves?"
    r"|har (?:på konto|i omsetning)|(?:vil|kan|få|ønsker å|ynskjer å) (?:leie|leige))\b[^.;\n]*$",
    re.I,
)
# Det andre legger i potten, er heller ikke det som spørres om: «stiftelsen dekker 300 000».
_ANDRES = re.compile(
    r"\b(?:\w{0,14}(?:stiftels|bank|legat|sponsor|næringsliv)\w{0,4}|stiftinga|gjensidige|rotary|lions|dam|bedriftene|bedriftane"
    r"|medlemmene|medlemene)(?: (?!(?:vår|vårt|våre|og|som|men|eller)\b)\w{1,15}){0,3}? "
    r"(?:betaler|betalar|dekker|dekkjer|bidrar|bidreg|gir|gjev|legger|legg|stiller|lover|lovet|lova|lovd|bevilget|bevilga|skyter|spytter)"
    r"(?: (?:med|inn|ut|oss|om|lag|ca|kr)\.?){0,3}\s$",
    re.I,
)
# … og «de ga 200 000, og vi trenger 80 000» spør om det siste.
_VI_SPOR = re.compile(
    r"\b(?:vi|me|jeg|eg) (?:(?!(?:som|har)\b)\w{1,12} ){0,2}?(?:ber|bed|treng|trenger|søker|søkjer|mangler|manglar|tar|tek)\b"
    r"(?! (?:ikke|ikkje))|\b(?:trenger|treng|mangler|manglar|ber|bed|søker|søkjer) (?:vi|me|jeg|eg)\b(?! (?:ikke|ikkje))",
    re.I,
)
_TIL = re.compile(
    r"^(?!.*\bfr[aå]\b).*\btil\s$", re.I | re.S
)  # «en prøve til 75 000», ikke «fra 20 000 til 75 000»
# «Vi vil ha turer i ti uker for 80 000 kr», men ikke «hærverk for 2 millioner kroner».
_FOR = re.compile(
    r"\b(?:vi|me) (?:vil|kan|tilbyr|tilbyd|leverer|lager|lagar|holder|held|kommer|kjem|gjør|gjer|gir|gjev)\b"
    r"[^.;\n]{0,100}\bfor\s$|\b(?:år|måneder|månader|mnd|uker|veker|dager|dagar|kvelder|kveldar|ganger|gonger)\sfor\s$",
    re.I,
)
_BLANK_SLUTT = re.compile(
    r"^\s*(?:$|[.,;:)!?\n]|(?:i|per|pr|for|over|til|totalt|årlig|årleg|fast|faste|hvert|kvart|a|annually|pluss|eks|ex|inkl|\+|/)\b)",
    re.I,
)
# Et rundt tall skrevet som penger, først i leddet eller som det det blir, og så hva det er til eller hvem som har det: «430 000.»,
# «95 000 betalt av klinikken», «det blir 390 000 med lønn», «470 000 fra kommunens penger». «20 000 innbyggere» er det ikke.
_RUNDT = re.compile(r"\d{1,3}(?:[  .]\d{3})*[  .]?[05]00")
_HVA_DET_ER_TIL = re.compile(
    r"^\s*(?:$|[.,;:)!\n]|(?:for|til|fra|frå|med|eks|ex|inkl|pluss|samlet|totalt|i alt)\b"
    r"|(?:er )?(?:betalt|dekket|dekka|tatt|teke|hentet|henta) (?:av|fra|frå|over)\b"
    r"|(?:over|på|per|pr|i) (?:ett|et|eit|to|tre|fire|fem|året|år|skoleåret|skuleåret|semesteret|høsten|hausten|våren)\b)",
    re.I,
)
_BLIR = re.compile(
    r"(?:=\s{0,2}|\b(?:(?:blir|bli|vert)(?: det)?|(?:hun|han|ho|jeg|eg|vi|me|de|dei) (?:tar|tek)"
    r"|summen er|beløpet er|(?:mener|meiner|tenker|tenkjer|anslår|foreslår)(?: vi| at)?|(?:vi|me) (?:mener|meiner)"
    r"|snakker om|snakkar om|dreier seg om|ber om|be om|om|for)"
    r"\s{1,2}(?:ca\.?|cirka|om lag|omtrent|rundt)?\s*)$",
    re.I,
)
_FOR_SUMMEN = re.compile(r"\bfor\s{1,2}(?:ca\.?\s|om lag\s|rundt\s|omtrent\s)?$", re.I)
_BES_OM = re.compile(
    r"\b(?:ber|be|bed|søk\w{0,3})\b[^.;\n]{0,40}\bom\s{1,2}$", re.I
)  # «vi ber Nav i bydelen om 950 000 kr»
_LEDDSTART = re.compile(r"(?:^|[.,;:!?\n(–-])\s*(?:ca\.?|cirka|om lag|omtrent|for|til|à|rundt)?\s*$", re.I)
STORSTE = 10**12
_MINSTE_UTEN_ENHET = 5_000
_MINSTE_RUNDE = 10_000


@dataclass(frozen=True, slots=True)
class Belop:
    """Beløpet motoren regner med, og ordene. ``samlet`` er summen for hele perioden når teksten ga den."""

    arlig: int
    ord: str
    samlet: int | None = None
    i_aret: bool = False  # teksten sier at det er i året eller i måneden; ellers er det en sum


@dataclass(frozen=True, slots=True)
class _Kandidat:
    verdi: float
    ord: str
    foran: str
    etter: str
    enhet: bool  # teksten sier at det er penger
    i_losningen: bool = False

    @property
    def arlig(self) -> bool:
        return bool(_PER_AR.match(self.etter))

    @property
    def manedlig(self) -> bool:
        return bool(_PER_MANED.match(self.etter))

    @property
    def samlet(self) -> bool:
        return bool(_SAMLET.match(self.etter) or _SAMLET_FORAN.search(self.foran))


def belop_i_tekst(tekst: str, varighet: float | None, *, losning_fra: int | None = None) -> Belop | None:
    """Det teksten sier at ideen koster. Beløp per person, per elev og lignende teller ikke.

    ``losning_fra`` er tegnet løsningen begynner på: der er «kurs for 70 000 kroner» en pris, i problemet kan det være en skade.
    Er perioden under ett år, er beløpet summen for hele perioden, med mindre teksten sier noe annet.
    """
    kandidater = [k for k in _kandidater(tekst, losning_fra) if _er_pris(k)]
    if not kandidater:
        return None
    k = next((k for k in kandidater if k.samlet and not k.arlig), kandidater[0])
    arlig, samlet = _arlig(k, varighet)
    return Belop(round(arlig), k.ord, samlet, k.arlig or k.manedlig) if 0 <= arlig < STORSTE else None


def _arlig(k: _Kandidat, varighet: float | None) -> tuple[float, int | None]:
    """Beløpet i året, og summen når den er kjent. Under ett år er de to det samme."""
    i_aret = k.verdi * 12 if k.manedlig else k.verdi
    if varighet and varighet < 1:
        sum_ = i_aret * varighet if k.manedlig or k.arlig else i_aret
        return sum_, round(sum_)
    if varighet and varighet > 1 and not (k.arlig or k.manedlig):
        return k.verdi / varighet, round(k.verdi)
    return i_aret, None


def _kandidater(tekst: str, losning_fra: int | None) -> list[_Kandidat]:
    ut = []
    for treff in (*_BELOP.finditer(tekst), *_BELOP_I_ORD.finditer(tekst)):
        grupper = treff.groupdict()
        verdi = les_tall(treff["tall"])
        if verdi is None:
            continue
        enhet = (treff["enhet"] or "").lower()
        if "fra" in grupper and grupper["fra"] and not _er_spenn(grupper["fra"], verdi, enhet):
            continue
        ganger = int(grupper.get("ganger") or grupper.get("bak") or 1)
        verdi *= _ganger(enhet) * ganger
        ut.append(
            _Kandidat(
                verdi,
                treff[0].strip(" ,"),
                tekst[max(0, treff.start() - _FORAN) : treff.start()],
                tekst[treff.end() : treff.end() + _ETTER],
                bool(enhet or grupper.get("kr") or ganger > 1 or _MVA.match(tekst, treff.end()))
                or "million" in treff[0].lower(),
                losning_fra is not None and treff.start() >= losning_fra,
            )
        )
    return ut


def _er_spenn(fra: str, til: float, enhet: str) -> bool:
    """«200 000 til 250 000» er et spenn; «2024 – 2 millioner» er det ikke."""
    lavest = les_tall(fra)
    return lavest is not None and (lavest <= til or bool(enhet))


def _ganger(enhet: str) -> int:
    if enhet.startswith(("mill", "mnok", "mkr")):
        return 1_000_000
    return 1_000 if enhet in {"tusen", "k"} else 1


def _er_pris(k: _Kandidat) -> bool:
    if not k.enhet and k.verdi < _MINSTE_UTEN_ENHET:
        return False
    if _PER_HODE.match(k.etter) or _PER_HODE_FORAN.search(k.foran) or _er_noe_annet(k.foran):
        return False
    pris_foran = bool(_PRIS.search(k.foran))
    if not k.enhet and _er_rundt_belop(k):
        return True
    if not k.enhet or (k.verdi < _MINSTE_UTEN_ENHET and "x" in k.ord):
        if k.verdi < _MINSTE_UTEN_ENHET or not _BLANK_SLUTT.match(k.etter):
            return False
        return k.arlig or k.manedlig or pris_foran or k.samlet or bool(_TIL.search(k.foran))
    sagt = pris_foran or k.arlig or k.manedlig or k.samlet or bool(_KOSTNAD_ETTER.match(k.etter))
    sagt = sagt or (k.i_losningen and bool(_FOR_SUMMEN.search(k.foran)))
    return sagt or any(m.search(k.foran) for m in (_FOR, _LEDDSTART, _BES_OM, _TIL))


def _er_noe_annet(foran: str) -> bool:
    """Om summen er noe som er spart, brukt eller fått, eller det andre betaler, og ikke det som spørres om etterpå."""
    fatt = _IKKE_PRIS.search(foran)
    return bool((fatt and not _VI_SPOR.search(foran, fatt.end("ord"))) or _ANDRES.search(foran))


def _er_rundt_belop(k: _Kandidat) -> bool:
    """Om et tall uten «kr» likevel er penger: rundt, først i leddet eller det det blir, og uten et ord for noe annet bak."""
    if k.verdi < _MINSTE_RUNDE or not _RUNDT.fullmatch(k.ord) or not _HVA_DET_ER_TIL.match(k.etter):
        return False
    return bool(_LEDDSTART.search(k.foran) or _BLIR.search(k.foran))
