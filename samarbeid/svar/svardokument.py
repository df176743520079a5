"""Svaret som dokumenter: «hele svaret» og «én side til møtet», av den samme samlingen som siden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from kommuner.models import Kontaktpunkt
from samarbeid.matching.typer import Ideprofil
from samarbeid.svar.dokumenter import lag_bunntekst, lag_filnavn
from samarbeid.svar.neste_steg import Frist, Melding, NesteSteg, Tidspunkt
from samarbeid.svar.partnere import Partner, Partnere
from samarbeid.svar.svarside.bygging import Formlinje, Svarside
from samarbeid.svar.svarside.forstelinjer import ENTREPRENOR
from samarbeid.svar.svarside.nivakort import Gruppe, Nivakort
from samarbeid.svar.visninger import Mangel, Stasjon
from veier.dokument.blokker import Bit, Blokk, Dokument, Tabell, h, liste, p, rein
from veier.malform import aktiv_malform

LENGSTE_IDE, LENGSTE_LINJE = 500, 420  # tegn, så det som må være på én side, får plass
HOYST_ARK = 4


def hele_svaret(
    s: Svarside, ide: Ideprofil, melding: Melding | None = None, partnere: Partnere | None = None
) -> Dokument:
    """Alt siden har, i den samme rekkefølgen."""
    blokker = [
        *_forst(s),
        *(_partnere(partnere) if partnere else ()),
        *_veier(s),
        *_former(s),
        *_penger(s),
        *_eksempler(s),
        *_lest(s, ide),
    ]
    if melding:
        blokker += _melding(s.neste, melding)
    blokker += _aret(s.neste)
    return _dokument(_("veien videre"), ide, blokker, hoyst_ark=HOYST_ARK)


def en_side(s: Svarside, ide: Ideprofil) -> Dokument:
    """Det som trengs i møtet, på nøyaktig ett ark: ideen, de fem linjene og plass til å skrive."""
    losning = Truncator(ide.losning or ide.problem).chars(LENGSTE_IDE)
    blokker = [p(losning, stil="ingress"), *_forst(s, hoyst=LENGSTE_LINJE)]
    blokker += [h(2, _("Spør om dette")), liste(s.neste.sporsmal, "kryss")]
    blokker += [h(2, _("Det vi ble enige om")), *(p(f"{tekst}: " + "_" * 50) for tekst in _avtalt())]
    return _dokument(_("en side"), ide, blokker, hoyst_ark=1)


def _avtalt() -> tuple[str, ...]:
    return _("Hvem gjør hva"), _("Til når"), _("Hvem må si ja")


def _dokument(navn: str, ide: Ideprofil, blokker: Iterable[Blokk], *, hoyst_ark: int) -> Dokument:
    return Dokument(
        tittel=ide.tittel,
        malform=aktiv_malform(),
        filnavn=lag_filnavn(navn, ide.tittel),
        blokker=tuple(blokker),
        dato=timezone.localdate(),
        bunntekst=lag_bunntekst(),
        hoyst_ark=hoyst_ark,
    )


def _forst(s: Svarside, hoyst: int = 0) -> Iterable[Blokk]:
    for linje in s.linjer:
        resten = " ".join((*linje.hvorfor, *(mangel.tekst for mangel in linje.mangler)))
        if hoyst:
            resten = Truncator(resten).chars(hoyst)
        yield h(2, linje.tittel)
        yield p(Bit(linje.svar, "fet"), f" {resten}" if resten else "")
        if linje.slag == "gjor" and s.side == ENTREPRENOR:
            yield from _kontakt(s)


def _kontakt(s: Svarside) -> Iterable[Blokk]:
    """Nummeret og postmottaket, med hvem som sier det."""
    slag = {Kontaktpunkt.Slag.SENTRALBORD, Kontaktpunkt.Slag.POSTMOTTAK}
    fakta = [f for f in (s.forst.kontakt if s.forst else ()) if f.slag in slag]
    if fakta:
        yield p(" · ".join(f"{f.navn}: {f.vist} ({f.opphav})" for f in fakta), stil="hjelp")


def _partnere(partnere: Partnere) -> list[Blokk]:
    if not (partnere.beste or partnere.nesten):
        return []
    blokker: list[Blokk] = [h(2, _("Hvem som kan gjøre det"))]
    grupper = (
        (_("Passer godt"), partnere.godt),
        (_("Kan passe"), partnere.kan),
        (_("Hvorfor ikke disse?"), partnere.nesten),
    )
    for overskrift, dem in grupper:
        if dem:
            blokker += [h(3, overskrift), liste(_partner(p) for p in dem)]
    return blokker


def _partner(partner: Partner) -> Sequence[Bit]:
    return Bit(f"{partner.navn}: ", "fet"), Bit(partner.hvorfor)


def _veier(s: Svarside) -> list[Blokk]:
    blokker: list[Blokk] = [h(2, _("Hele veien"))]
    if s.visning.frivillig_forst:
        blokker.append(
            p(
                _(
                    "For besøk og aktivitet er en frivillig organisasjon ofte den første partneren. Snakk gjerne "
                    "med frivilligsentralen der du bor."
                )
            )
        )
    for kort in s.nivaer:
        blokker += _niva(kort)
    if s.visning.bidrag:
        blokker += [h(3, _("Andre som kan bidra")), liste(s.visning.bidrag)]
    return blokker if len(blokker) > 1 else []


def _niva(kort: Nivakort) -> list[Blokk]:
    blokker: list[Blokk] = [h(3, kort.niva)]
    if kort.grunner:
        blokker.append(p(" ".join(kort.grunner)))
    for gruppe in kort.grupper:
        blokker += _gruppe(gruppe, forst=gruppe is kort.grupper[0])
    blokker += [p(_("Rollene bygger på:") + f" {kilde}", stil="hjelp") for kilde in kort.kilder]
    return blokker


def _gruppe(gruppe: Gruppe, *, forst: bool) -> list[Blokk]:
    navn = ", ".join(vei.navn for vei in gruppe.virksomheter)
    annerledes = "" if forst or not gruppe.stasjoner else " " + _("Her er dette annerledes:")
    blokker: list[Blokk] = [p(Bit(f"{navn}.", "fet"), annerledes)]
    for stasjon in gruppe.stasjoner:
        blokker += _stasjon(stasjon)
    return blokker + [p(merknad, stil="sitat") for merknad in gruppe.merknader]


def _stasjon(stasjon: Stasjon) -> list[Blokk]:
    roller = [
        (
            Bit(f"{rolle.navn}. " if rolle.navn else "", "fet"),
            Bit(" ".join(filter(None, (rolle.grunn, rolle.sagt)))),
        )
        for rolle in stasjon.roller
    ]
    return [h(4, stasjon.tittel), liste(roller)]


def _former(s: Svarside) -> list[Blokk]:
    blokker: list[Blokk] = [h(2, _("Måter å samarbeide på"))]
    hode = (_("Form"), _("Passer fordi"), _("Det som mangler"), _("Hvem bestemmer vanligvis"), _("Regler"))
    rader = [
        (
            f"{r.navn} ({r.ord.lower()})",
            " ".join(r.grunner) or "–",
            " ".join(r.mangler) or "–",
            r.bestemmer or _("Som over."),
            r.regler or _("Som over."),
        )
        for r in s.rader
    ]
    if rader:
        blokker.append(Tabell(_rad(hode), tuple(_rad(rad) for rad in rader)))
    if s.summen:
        blokker += [h(3, _("Summen og grensene")), liste(linje.tekst for linje in s.summen)]
    if s.modellmangler:
        blokker += [h(3, _("Dette ville gjort rådet om form sikrere")), _mangler(s.modellmangler)]
    for tittel, former in ((_("Kan også passe"), s.ellers), (_("Hvorfor ikke disse?"), s.neppe)):
        if former:
            blokker += [h(3, tittel), liste(_form(form) for form in former)]
    return blokker if len(blokker) > 1 else []


def _rad(celler: Iterable[str]) -> tuple[tuple[Bit, ...], ...]:
    return tuple(rein(celle) for celle in celler)


def _form(form: Formlinje) -> Sequence[Bit]:
    return Bit(form.navn, "fet"), Bit(f": {form.hvorfor}" if form.hvorfor else "")


def _mangler(mangler: Iterable[Mangel]) -> Blokk:
    return liste(mangel.tekst for mangel in mangler)


def _penger(s: Svarside) -> list[Blokk]:
    blokker: list[Blokk] = [h(2, _("Penger"))]
    for gruppe in s.penger:
        blokker.append(h(3, gruppe.ord))
        blokker += [p(gruppe.forbehold)] if gruppe.forbehold else []
        punkter = []
        for linje in gruppe.linjer:
            ordning = linje.t.ordning
            navn = Bit(ordning.navn, "fet", ordning.lenke)
            punkter.append((navn, Bit(f" ({ordning.forvalter}). {' '.join(linje.hvorfor)}")))
        blokker.append(liste(punkter))
    if not s.penger:
        blokker.append(p(_("Vi kjenner ingen ordning som passer med svarene dine.")))
    return blokker


def _eksempler(s: Svarside) -> list[Blokk]:
    blokker: list[Blokk] = [h(2, _("Andre som har gjort det"))] if s.eksempler else []
    for e in s.eksempler:
        sak = e.eksempel
        blokker += [h(3, sak.navn), p(" ".join((f"{sak.offentlig}.", sak.behov, *e.grunner)).strip())]
        if sak.effekt:
            hvem = f" ({_('hevdet av:')} {sak.effekt_hevdet_av})" if sak.effekt_hevdet_av else ""
            blokker.append(p(Bit(_("Virkning:") + " ", "fet"), sak.effekt + hvem))
        blokker.append(p(Bit(_("Sist vi vet:") + " ", "fet"), sak.status_i_dag))
        kilder = (Bit(_("Kilde %(nr)s") % {"nr": nr} + "  ", lenke=k) for nr, k in enumerate(sak.kilder, 1))
        blokker.append(p(*kilder, stil="hjelp"))
    return blokker


def _lest(s: Svarside, ide: Ideprofil) -> list[Blokk]:
    lest = s.visning.lest
    blokker: list[Blokk] = [h(2, _("Slik leste vi teksten"))]
    blokker += [p(tekst) for tekst in (ide.problem, ide.losning) if tekst]
    linjer = [(Bit(linje.tittel, "fet"), Bit(f" – {linje.grunn}")) for linje in lest.alle_temaer]
    linjer += [(Bit(f"{linje.tittel} ({linje.grunn})"),) for linje in lest.svar]  # type: ignore[misc]
    if linjer:
        blokker.append(liste(linjer))
    if s.visning.mangler:
        blokker += [h(3, _("Dette ville gjort svaret sikrere")), _mangler(s.visning.mangler)]
    return blokker


def _melding(neste: NesteSteg, melding: Melding) -> list[Blokk]:
    return [
        h(2, _("En første melding til %(til)s") % {"til": melding.til}),
        *(p(avsnitt, stil="sitat") for avsnitt in melding.tekst.split("\n\n")),
        h(3, _("Tre spørsmål til den første samtalen")),
        liste(neste.sporsmal, "nummer"),
    ]


def _aret(neste: NesteSteg) -> list[Blokk]:
    if not neste.tidspunkter:
        return []
    aret = [
        (Bit(f"{_maneder(t)}{_merke(t)}: ", "fet"), Bit(f"{t.ledd.vist.hva} {t.ledd.vist.gjor}"))
        for t in neste.tidspunkter
    ]
    blokker: list[Blokk] = [h(2, _("Når på året")), liste(aret)]
    if neste.frister:
        blokker += [h(3, _("Søknadsfrister som kan passe")), liste(_frist(f) for f in neste.frister)]
    return blokker


def _frist(frist: Frist) -> str:
    ordning = frist.ordning
    linje = f"{MONTHS[frist.maned]}: {ordning.navn} ({ordning.forvalter}). {ordning.vist.vindu}"
    return linje if frist.sett_i_ar else f"{linje} ({_('ikke sett utlyst ennå')})"


def _maneder(t: Tidspunkt) -> str:
    fra, til = str(MONTHS[t.ledd.maned_fra]), str(MONTHS[t.ledd.maned_til])
    return fra if fra == til else f"{fra}–{til}"


def _merke(t: Tidspunkt) -> str:
    return f" ({_('nå')})" if t.er_na else f" ({_('neste vindu')})" if t.er_neste_vindu else ""
