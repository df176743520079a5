"""Former det bes om uten at de nevnes: lån av et rom, en investor som betaler, en konkurranse som er i gang.

Ordene for hver form står i referansedataene (``onskeord``). Her er det som ikke er faste uttrykk, men hvem som gjør hva.
Mønstrene ser på én setning om gangen og er bundet i lengde: ``_ORD{n}`` er høyst n ord imellom.
"""

from __future__ import annotations

import re

_ORD2, _ORD3, _ORD4 = (rf"(?:\w{{1,12}} ){{0,{n}}}" for n in (2, 3, 4))
_ET_ROM = (
    r"(?:kjøk\w{0,2}en(?:et)?|lokalet?|lokale?r|sal(?:en)?|hall(?:en)?|rom(?:met)?|hus(?:et)?|bygg(?:et)?|verksted(?:et)?"
    r"|verkstad(?:en)?|lager(?:et)?|scene(?:n)?|areal(?:et)?|bord(?:et)?|hjørne(?:t)?)"
)
_BARE = r"(?:alt (?:vi|me|eg|jeg|laget) |det eneste (?:vi|me) |bare |berre |kun )"
_LANE = r"(?:låne|lån av|få bruke|få bruka|disponere|få nøkkel til|sette oss i)"
_SLIKE = r"(?:bedrifter|verksemder|virksomheter|slike|de|dei)"
_KAPITAL = r"(?:stiftelsen?|stiftinga|familiestiftelsen?|investor(?:en|er)?|fondet vårt|legatet|kapitalen)"
_GAR_INN = r"(?:betaler|betalar|finansierer|legger ut|legg ut|har satt av|har sett av|tar risikoen|tek risikoen|går inn)"
_NOE = r"(?:noe|noko)"
_KOMMUNALE = r" ?kommunale (?:penger|pengar|midler|midlar|kroner)\b"


def _ett_av(*monstre: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{ett})" for ett in monstre))


MONSTRE = {
    "lokaler-og-utstyr": _ett_av(
        rf"{_BARE}{_ORD3}(?:et|eit|en|ein|ei|det) {_ORD2}{_ET_ROM}\b",
        rf"{_LANE} {_ORD3}\w{{0,12}}{_ET_ROM}\b",
    ),
    "reservert-inkludering": _ett_av(
        rf"konkurranse\w{{0,3}} {_ORD4}(?:bare|berre|kun) {_ORD2}{_SLIKE} som oss\b",
        rf"(?:holdes|haldast|settes|setjast|blir (?:halde|holdt|satt)) av {_ORD2}(?:til|for) (?:virksomheter|{_SLIKE})\b",
        rf"(?:reserver\w{{0,2}}|sette av|halde av|holde av) {_ORD4}(?:konkurranse|kontrakt)\w{{0,3}} (?:til|for) {_SLIKE}\b",
    ),
    "samarbeid-med-investor": _ett_av(rf"{_KAPITAL} {_ORD2}{_GAR_INN}\b", r"(?:vi|me) har kapital\w{0,2}\b"),
    "partnerskapsavtale": _ett_av(
        rf"ingen (?:kjøper|kjøpar|selger|sel) {_NOE}\b",
        r"eier målet (?:i fellesskap|sammen)\b",
        r"(?:vi|menigheten|laget|foreningen) (?:stiller|bidrar) med [^.]{3,80}\bkommunen (?:stiller |bidrar )?med\b",
    ),
    "felles-gjennomgang": _ett_av(
        r"kan (?:kommunen|dere|de|vi) (?:og (?:vi|kommunen) )?(?:\w{1,8} ){0,2}(?:gå i?gjennom|sette oss ned|setje oss ned|møtes|møtast)\b",
        rf"(?:før|innan) (?:vi|me|noen|nokon) (?:lager|lagar|starter|startar|kjøper|bygger) {_NOE}\b",
    ),
    "nabolagsinkubator": _ett_av(
        r"(?:beboere|bebuarar|naboer|naboar|innbyggere) [^.]{0,40}\b(?:startsum|startpenger|startmidler|rettleiing|veiledning)\b",
        r"startsum\b",
        r"(?:gründer|starte)\w{0,6} [^.]{0,30}\b(?:kjeller|kontor|rom|hus)\b",
    ),
    "medvirkning": _ett_av(
        rf"(?:vi|me|de|dei|ungdommene|barna) (?:leser|les) {_ORD2}(?:utkast|planen|retningslinj\w+|teksten)\b",
        r"gir råd (?:gjennom|underveis|til planen|om planen)\b",
        r"(?:spør|høyr på|hør på) oss\b",
    ),
    "konkurransepreget-dialog": _ett_av(
        r"inviterer leverandører til dialog\b", r"kjenner behovet,? men ikke løsningen\b"
    ),
}
# En anskaffelse er varslet eller i gang. Da er innkjøp den eneste døren: alle skal få vite det samme (domene.md 7.6).
_I_GANG = _ett_av(
    rf"(?:står|stod|sto|ligger|ligg|låg|så|sett|såg|kunngjort|funnet|funne|fant) {_ORD4}(?:på|i) doffin\b",
    r"(?:markedsdialog|marknadsdialog|tilbudsfrist|konkurransegrunnlag)\w{0,3}\b",
    r"før tilbudene\b",
)
_BETALERE = r"kommun\w{0,5}|skol\w{0,5}|skul\w{0,5}|barnehag\w{0,5}|sykehjem\w{0,5}|sjukeheim\w{0,5}|nav|bydelen|fylke\w{0,8}|dere|dykk"
# Det ingen skal betale for. «Gratis for deltakerne» sier ikke hva kommunen betaler.
_UTEN_PENGER = _ett_av(
    r"(?:ber|bed) (?:ikke|ikkje) om (?:penger|pengar|betaling|betalt|støtte)\b",
    rf"ingen (?:skal|vil|treng\w{{0,2}}) (?:ha|få|betale|betala) (?:betalt|betaling|penger|pengar|{_NOE})\b",
    r"(?:tar|tek) (?:oss )?(?:ikke|ikkje) (?:oss )?betalt\b",
    r"(?:trenger|treng) (?:ikke|ikkje) (?:noen |nokon )?(?:penger|pengar)\b",
    r"(?:trenger|treng|vil|skal) (?:ikke|ikkje) (?:å )?(?:ha |få )?(?:betalt|betaling|løn|lønn)\b",
    rf"gratis for (?:{_BETALERE})\b",
    rf"(?:trenger|treng|ber om|bed om|vil ha|søker|søkjer|krever|krev) (?:ingen|(?:ikke|ikkje) (?:noen |nokon )?){_KOMMUNALE}",
    rf"(?:uten|utan) {_KOMMUNALE}",
    rf"(?:(?<=[.!?]\s)|(?<=\n))ingen {_KOMMUNALE}(?=\s{{0,2}}[.!])",
    rf"(?:koster|kostar) (?:{_BETALERE})? ?(?:ingenting|ikke noe|ikkje noko|inkje|null)\b(?! (?:for|å))",
    rf"skal (?:ikke|ikkje) koste (?:kommunen )?{_NOE}\b",
)
# Det siste som sies: «Vi trenger bare et bord. Gratis.» «Gratis for deltakerne» sier ikke hvem som betaler, og er noe kjøpt, er det ikke
# dette ordet som gjelder.
_GRATIS_TIL_SLUTT = re.compile(r"(?:(?<=[.!]\s)|(?<=\n))(?:helt |heilt )?gratis\s{0,2}[.!]?\s*$")
_NOEN_BETALER = re.compile(r"\b(?:betal|kjøp|søk|kost|honorar|lønn|løn|pris)\w*")
# Det tar slutt: «20 tirsdager», «åtte samlinger», «etterpå klarer de det selv», «til sammen 90 000».
_TALL = r"(?:\d{1,3}|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|tolv|femten|tjue|tretti)"
_GANGER = (
    r"(?:man|tirs|ons|tors|fre|lør|laur|søn)dag(?:er|ar)|kveld(?:er|ar)|samling(?:er|ar)|gang(?:er|ar)?|økt(?:er|ar)|treff"
    r"|dag(?:er|ar)|helg(?:er|ar)|time(?:r|ar)|forestilling(?:er|ar)|besøk|turer|turar|verksteder|workshops?|møter|kurs|kursdag(?:er|ar)"
)
_TAR_SLUTT = _ett_av(
    rf"{_TALL} (?:{_GANGER})\b(?! (?:i|om|per|pr|hver|kvar)\b)",
    r"(?:etterpå|etter det|så|deretter) (?:klarer|klarar|tar|tek|driver|driv|kan|skal) (?:\w{1,14} ){1,4}"
    r"(?:selv|sjølv|over|videre|vidare)\b",
    r"engangs\w+",
    r"(?:samlet|samla|til sammen|til saman|i alt|totalt) (?:\w{1,6} )?\d",
    r"(?:prøve|prøver|prøving|forsøk|pilot\w{0,3}|prøveår|prøvetid|prøveperiode)\b",
)
# Avtalen gjelder hele virksomheten, og er over den enkelte sektoren.
_OMRADE = r"(?:skole|barnehage|helse|kultur|nav|bolig|oppvekst)\w{0,3}"
_PA_TVERS = _ett_av(
    r"toppledelsen\b",
    r"toppleiinga\b",
    r"(?:flere|fleire) (?:sektorer|sektorar|etater|etatar|kommunalområde\w{0,2})\b",
    rf"på tvers av {_ORD2}(?:sektor|etat|tjenest|tenest|kommunalområd)\w*",
    rf"gjelder (?:både )?{_OMRADE}, (?:\w{{2,14}}, )?{_OMRADE} og \w{{3,12}}\b",
)


def onsker_i(sma: str) -> dict[str, str]:
    """Form → ordene som ber om den. ``sma`` er teksten med små bokstaver."""
    return {slug: treff[0] for slug, monster in MONSTRE.items() if (treff := monster.search(sma))}


def er_i_gang(sma: str) -> bool:
    return bool(_I_GANG.search(sma))


def er_uten_penger(sma: str) -> str:
    """Ordene som sier at ingen skal betale; tom ellers."""
    treff = _UTEN_PENGER.search(sma)
    if treff is None and not _NOEN_BETALER.search(sma):
        treff = _GRATIS_TIL_SLUTT.search(sma)
    return treff[0].strip(" .!\n") if treff else ""


def tar_slutt(sma: str) -> bool:
    """Om teksten sier at det tar slutt av seg selv: da er det ingen ny kostnad hvert år."""
    return bool(_TAR_SLUTT.search(sma))


def er_pa_tvers(sma: str) -> bool:
    return bool(_PA_TVERS.search(sma))
