"""Teksten i en e-post: fra HTML og format=flowed til linjer, delt i det avsenderen skrev og det som sto under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html
from mailparser_reply import EmailMessage
from mailparser_reply.constants import MAIL_LANGUAGES, QUOTED_MATCH_INCLUDE

from veier.tekst import rens

LENGSTE_HTML = 1_000_000
LENGSTE_LINJE = 250
LENGSTE_INNLEGG = 60_000
KUTTET = "[Resten er ikke tatt med.]"
DELES_I = 20_000
_BLOKKER = frozenset(
    "p div tr table ul ol h1 h2 h3 h4 h5 h6 blockquote pre hr section article address".split()
)
_ENKLE = frozenset(["br", "li"])
_CELLER = frozenset(["td", "th"])
_SKJULT = frozenset(["style", "script", "head", "title", "template", "svg"])

# Bare det alle lesere skjuler. «mso-hide» skjuler bare i Outlook, og «backface-visibility» skjuler ikke noe.
_USYNLIG = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.I)

_DAGER = "[Mm]an|[Mm]ån|[Tt]ir|[Tt]ys|[Oo]ns|[Tt]or|[Ff]re|[Ll]ør|[Ll]au|[Ss]øn|[Ss]un"
_FELT = "Fra|Frå|Sendt|Send|Til|Kopi|Cc|Emne|Dato|Svar til|Prioritet|Vedlegg"
# Bibliotekets mønstre har dansk og svensk. Bokmål og nynorsk i Outlook, Gmail, Apple Mail og Thunderbird er disse.
MAIL_LANGUAGES["no"] = {
    "wrote_header": r"^(?!Den[.\s]*Den\s(.+?)\sskr(?:e|ei)v:)("
    + QUOTED_MATCH_INCLUDE
    + rf"(?:Den|På|{_DAGER}|[0-9])[^\n]{{3,200}}?,?\sskr(?:e|ei)v\s?[^\n]{{0,200}}?:)$",
    "from_header": r"((?:(?:^|\n|\n"
    + QUOTED_MATCH_INCLUDE
    + r")?-{3,} ?(?:Opprinnelig melding|Opphavleg melding|Videresendt melding|Vidaresend melding|Forwarded message) ?-{3,}\n)?"
    + r"(?:(?:^|\n|\n"
    + QUOTED_MATCH_INCLUDE
    + rf")[* ]*(?:{_FELT})[* ]*:[ *]*(?:\s{{,2}})[^\n]*){{2,}})",
    "disclaimers": ["Advarsel:", "OBS:"],
    "signatures": [
        "Med vennlig hilsen",
        "Med venleg helsing",
        "Vennlig hilsen",
        "Venleg helsing",
        "Mvh",
        "Mvh\\.",
    ],
    "sent_from": "Sendt fra min|Send frå min|Sendt fra Outlook|Hent Outlook for|Få Outlook for",
}
_SITERT = re.compile(r"\s*>")

# En lenke til samtalen eller en svaradresse gir den som har den, noe å si. Den kan være brutt over linjer, eller pakket inn.
_BRUDD = r"(?:=?[ \t]*\n[>|\s]*)?"
_LENKE = re.compile(rf"samtale(?:/|%2F){_BRUDD}(?:[\w%-]{_BRUDD}){{20,60}}(?:/|%2F)?[^\s<>\"]*", re.I)
_SVARADRESSE = re.compile(rf"svar-{_BRUDD}(?:[a-z2-7]{_BRUDD}){{26}}(?:@|%40)[\w.-]*", re.I)


def fra_ren(skrevet: str, *, flytende: bool = False, uten_mellomrom: bool = False) -> str:
    """Ren tekst. ``flytende``: en linje som slutter med mellomrom, fortsetter på den neste (RFC 3676).

    ``uten_mellomrom``: mellomrommet er ikke en del av teksten (DelSp), så et ord eller en lenke kan være delt der.
    """
    linjer = skrevet.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if flytende:
        linjer = _flyt_sammen(linjer, uten_mellomrom=uten_mellomrom)
    return rens("\n".join(linjer))


def fra_html(merket: str) -> str:
    """HTML som linjer: uten det som ikke vises, med sitater merket som i ren tekst, og uten adressene bak lenkene.

    Hever ValueError når den er lenger enn ``LENGSTE_HTML``: en halv e-post er ingen e-post.
    """
    if len(merket) > LENGSTE_HTML:
        raise ValueError("for lang HTML")
    try:
        rot = html.document_fromstring(
            merket.replace("\0", "").encode(), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.LxmlError, ValueError):
        return ""
    linjer = "".join(_linjene(rot)).split("\n")
    return rens(re.sub(r"\n(?:>?\n){2,}", "\n\n", "\n".join(linje.strip() for linje in linjer)))


def del_opp(hele: str) -> tuple[str, str]:
    """(det avsenderen skrev, det som sto under). Er alt sitert eller videresendt, er alt det avsenderen skrev."""
    begynnelsen, slutten = hele[:DELES_I], hele[DELES_I:]
    forst, *resten = _Deler(_korte_linjer(begynnelsen), ["no", "da", "sv", "en"]).read().replies
    skrevet = forst.content.strip()
    under = "\n\n".join(del_.content.strip() for del_ in resten if del_.content.strip())
    if slutten and not resten:
        return hele.strip(), ""
    under += slutten
    if forst.headers or not skrevet:
        return hele.strip(), ""
    linjer = skrevet.split("\n")
    egne = len(linjer)
    while egne and (not linjer[egne - 1].strip() or _SITERT.match(linjer[egne - 1])):
        egne -= 1
    if not egne:
        return hele.strip(), ""
    sitert = "\n".join(linjer[egne:]).strip()
    return "\n".join(linjer[:egne]).strip(), "\n\n".join(t for t in (sitert, under) if t)


@dataclass(frozen=True, slots=True)
class Skrevet:
    """``tekst`` og ``sitat`` er høyst ``LENGSTE_INNLEGG`` tegn. ``hele`` er alt avsenderen skrev, når det er lenger; ellers tom."""

    tekst: str
    sitat: str
    hele: str


def les_skrevet(hele: str) -> Skrevet:
    """Det avsenderen skrev og det som sto under, uten nøkler. Er sitatet kuttet, står det der det er kuttet."""
    skrevet, sitat = (uten_nokler(del_).replace("\0", "") for del_ in del_opp(hele))
    if len(sitat) > LENGSTE_INNLEGG:
        sitat = f"{sitat[:LENGSTE_INNLEGG].rstrip()}\n\n{KUTTET}"
    return Skrevet(
        skrevet[:LENGSTE_INNLEGG].rstrip(), sitat, skrevet if len(skrevet) > LENGSTE_INNLEGG else ""
    )


def uten_nokler(skrevet: str) -> str:
    """Teksten uten lenker til samtalen og svaradresser, som gjør den som har dem, til mottakeren."""
    return _SVARADRESSE.sub("[svaradressen]", _LENKE.sub("[lenken]", skrevet))


def _flyt_sammen(linjer: list[str], *, uten_mellomrom: bool) -> list[str]:
    ut: list[str] = []
    forrige = None  # hvor mange «>» linjen foran hadde, når den fortsetter
    for linje in linjer:
        dybde = len(linje) - len(linje.lstrip(">"))
        innhold = linje[dybde:].removeprefix(" ")
        if forrige == dybde and innhold != "-- ":
            ut[-1] = (ut[-1][:-1] if uten_mellomrom else ut[-1]) + innhold
        else:
            ut.append(("> " if dybde else "") + innhold)
        forrige = dybde if innhold.endswith(" ") and innhold != "-- " else None
    return ut


class _Deler(EmailMessage):
    """Biblioteket uten letingen etter signaturer: hvem som skrev, hører med, og letingen tar tid i tredje potens."""

    def _process_signatures_disclaimers(self, _text: str) -> tuple[list[str], str]:
        return [], ""


def _korte_linjer(hele: str) -> str:
    """Bibliotekets mønstre leter i hver linje og i tomme linjer; ingen av dem får bli lange nok til at det tar tid."""
    ut = []
    for linje in re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", hele).split("\n"):
        ut += [linje[i : i + LENGSTE_LINJE] for i in range(0, len(linje), LENGSTE_LINJE)] or [""]
    return "\n".join(ut)


def _vises_ikke(ledd: etree._Element) -> bool:
    """Det avsenderen har skjult, som teksten bare innboksen viser."""
    return ledd.get("hidden") is not None or bool(_USYNLIG.search(ledd.get("style") or ""))


def _linjene(rot: etree._Element) -> Iterator[str]:
    """Tekstbitene i rekkefølge, med linjeskift der det er et avsnitt. Går ikke dypere i Python for dype dokumenter."""
    sitert = skjult = 0
    for hendelse, ledd in etree.iterwalk(rot, events=("start", "end")):
        navn = ledd.tag if isinstance(ledd.tag, str) else "script"  # merknader og instruksjoner
        start = 1 if hendelse == "start" else -1
        sitert += start * (navn == "blockquote")
        skjult += start * (navn in _SKJULT or _vises_ikke(ledd))
        ny = "\n" + "> " * bool(sitert)
        if navn in _BLOKKER or (navn in _ENKLE and start == 1):
            yield ny + "- " * (navn == "li")
        if navn == "p" and start == -1:
            yield ny
        if start == 1 and not skjult:
            yield re.sub(r"\s+", " ", ledd.text or "")
        if navn in _CELLER and start == -1:
            yield " "
        if start == -1 and not skjult:
            yield re.sub(r"\s+", " ", ledd.tail or "")
