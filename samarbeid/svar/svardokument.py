"""«Veien videre» som dokument: det samme som siden, i rekkefølgen man bruker det."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samarbeid.matching.typer import Ideprofil
from samarbeid.svar.dokumenter import lag_bunntekst, lag_filnavn
from samarbeid.svar.neste_steg import Frist, Melding, NesteSteg
from samarbeid.svar.visninger import Modellvisning, Svarvisning, Veivisning
from veier.dokument.blokker import Bit, Blokk, Dokument, h, liste, p
from veier.malform import aktiv_malform


def veien_videre_dokument(*, ide: Ideprofil, svar: Svarvisning, neste: NesteSteg) -> Dokument:
    """Det samme som siden «Veien videre», i rekkefølgen man bruker det."""
    blokker: list[Blokk] = [p(tekst, stil="ingress") for tekst in (ide.losning or ide.problem,) if tekst]
    if svar.mangler:
        blokker += [h(2, _("Dette ville gjort svaret sikrere")), liste(m.tekst for m in svar.mangler)]
    if svar.lest.noe:
        blokker += [
            h(2, _("Slik har vi lest teksten")),
            liste(
                [
                    *(
                        (Bit(linje.tittel, "fet"), Bit(f" – {linje.grunn}"))
                        for linje in svar.lest.alle_temaer
                    ),
                    *((Bit(f"{linje.tittel} ({linje.grunn})"),) for linje in svar.lest.svar),
                ]
            ),
        ]
    blokker += [h(2, _("Veien til en beslutning")), *_veier(svar)]
    blokker += _modeller(svar)
    if neste.melding:
        blokker += _neste_steg(neste, neste.melding)
    blokker += _tilskudd(svar)
    blokker += _eksempler(svar)
    return Dokument(
        tittel=ide.tittel,
        malform=aktiv_malform(),
        filnavn=lag_filnavn(_("veien videre"), ide.tittel),
        blokker=tuple(blokker),
        dato=timezone.localdate(),
        bunntekst=lag_bunntekst(),
    )


def _veier(svar: Svarvisning) -> list[Blokk]:
    if not svar.veier:
        return [p(_("Vi kan ikke peke på noen ennå, fordi vi ikke vet hva det handler om."))]
    blokker: list[Blokk] = []
    if svar.frivillig_forst:
        blokker.append(
            p(
                _(
                    "For besøk og aktivitet er en frivillig organisasjon ofte den første partneren. Snakk gjerne "
                    "med frivilligsentralen der du bor."
                )
            )
        )
    for vei in svar.veier:
        blokker += _vei(vei)
    if svar.bidrag:
        blokker += [h(3, _("Andre som kan bidra")), liste(svar.bidrag)]
    return blokker


def _vei(vei: Veivisning) -> list[Blokk]:
    blokker: list[Blokk] = [h(3, f"{vei.niva}: {vei.navn}")]
    if not vei.samme_som:
        blokker.append(liste(vei.grunner))
    elif vei.stasjoner:
        blokker.append(p(_("Ellers de samme rollene som i %(navn)s.") % {"navn": vei.samme_som}))
    else:
        blokker.append(p(_("De samme rollene som i %(navn)s.") % {"navn": vei.samme_som}))
    blokker += _stasjoner(vei)
    blokker += [p(merknad, stil="sitat") for merknad in vei.merknader]
    if vei.nettsted:
        blokker.append(p(_("Nettsted:") + " ", Bit(vei.nettsted, lenke=f"https://{vei.nettsted}")))
    for punkt in vei.kontaktpunkter:
        dato = date_format(punkt.sist_kontrollert, "j. F Y")
        blokker.append(
            p(
                Bit(punkt.get_slag_display(), lenke=punkt.verdi),
                f" ({_('sist kontrollert %(dato)s') % {'dato': dato}})",
            )
        )
    return blokker


def _stasjoner(vei: Veivisning) -> list[Blokk]:
    blokker: list[Blokk] = []
    for stasjon in vei.stasjoner:
        blokker.append(h(4, stasjon.tittel))
        punkter = []
        for rolle in stasjon.roller:
            biter = [Bit(rolle.navn, "fet"), Bit(f". {rolle.grunn}")]
            if stasjon.slag == "forste":
                sporr = _("Ring sentralbordet og spør etter %(hvem)s.") % {"hvem": rolle.sporr_etter}
                biter.append(Bit(f" {sporr}"))
            punkter.append(biter)
        blokker.append(liste(punkter))
    return blokker


def _modeller(svar: Svarvisning) -> list[Blokk]:
    blokker: list[Blokk] = [h(2, _("Modeller som passer"))]
    for m in svar.modeller:
        blokker += _modell(m)
    if not svar.modeller:
        blokker.append(
            p(
                _(
                    "Ingen modell peker seg ut ennå. Si hvor langt dere er kommet, og hva det koster, så vet vi mer."
                )
            )
        )
    if svar.modeller_nei:
        blokker.append(h(3, _("Hvorfor ikke disse?")))
        blokker.append(
            liste(
                [
                    (Bit(m.modell.vist.navn, "fet"), Bit(": " + " ".join((*m.mot[:2], *m.ville_passet))))
                    for m in svar.modeller_nei
                ]
            )
        )
    return blokker


def _modell(m: Modellvisning) -> list[Blokk]:
    modell = m.modell.vist
    blokker: list[Blokk] = [
        h(3, f"{modell.navn} – {m.ord.lower()}"),
        p(modell.kort),
        *_for_og_mot(m.grunner, m.mot),
        p(Bit(_("Hvem bestemmer vanligvis") + ": ", "fet"), modell.hvem_bestemmer),
        p(Bit(_("Beløp (uten mva.)") + ": ", "fet"), modell.belop),
        p(Bit(_("Anskaffelsesregler") + ": ", "fet"), modell.anskaffelsesregler),
    ]
    mangler = [*m.ville_passet, *(mangel.tekst for mangel in m.mangler)]
    if mangler:
        blokker += [p(Bit(_("Hva mangler?"), "fet")), liste(mangler)]
    return blokker


def _for_og_mot(grunner: Sequence[str], mot: Sequence[str]) -> list[Blokk]:
    """Grunnene hver for seg: det som taler mot, står aldri blant det som taler for."""
    blokker: list[Blokk] = []
    for overskrift, setninger in ((_("Taler for"), grunner), (_("Taler mot"), mot)):
        if setninger:
            blokker += [p(Bit(overskrift, "fet")), liste(setninger)]
    return blokker


def _neste_steg(neste: NesteSteg, melding: Melding) -> list[Blokk]:
    blokker: list[Blokk] = [
        h(2, _("Det du gjør nå")),
        p(
            _("Ring sentralbordet og spør etter %(hvem)s. Send meldingen etterpå, så har de den skriftlig.")
            % {"hvem": neste.sporr_etter}
        ),
        h(3, _("En første melding til %(til)s") % {"til": melding.til}),
        *_melding(melding),
        h(3, _("Tre spørsmål til den første samtalen")),
        liste(neste.sporsmal, "nummer"),
    ]
    if neste.tidspunkter:
        blokker.append(h(3, _("Når på året")))
        blokker.append(
            liste(
                [
                    (Bit(f"{_maneder(t)}{_merke(t)}: ", "fet"), Bit(f"{t.ledd.vist.hva} {t.ledd.vist.gjor}"))
                    for t in neste.tidspunkter
                ]
            )
        )
    if neste.tidspunkter and neste.frister:
        blokker += [h(3, _("Søknadsfrister som kan passe")), liste(_frist(f) for f in neste.frister)]
    return blokker


def _frist(frist: Frist) -> str:
    ordning = frist.ordning
    linje = f"{MONTHS[frist.maned]}: {ordning.navn} ({ordning.forvalter}). {ordning.vist.vindu}"
    return linje if frist.sett_i_ar else f"{linje} {_('Ikke sett i år.')}"


def _melding(melding: Melding) -> list[Blokk]:
    return [p(avsnitt, stil="sitat") for avsnitt in melding.tekst.split("\n\n")]


def _maneder(t: Any) -> str:
    fra, til = str(MONTHS[t.ledd.maned_fra]), str(MONTHS[t.ledd.maned_til])
    return fra if fra == til else f"{fra}–{til}"


def _merke(t: Any) -> str:
    ord_ = [_("nå")] if t.er_na else []
    ord_ += [_("neste vindu")] if t.er_neste_vindu else []
    return f" ({', '.join(ord_)})" if ord_ else ""


def _tilskudd(svar: Svarvisning) -> list[Blokk]:
    blokker: list[Blokk] = [h(2, _("Tilskudd som kan passe"))]
    for t in svar.tilskudd:
        ordning = t.ordning.vist
        blokker += [
            h(3, f"{t.ordning.navn} – {t.ord.lower()}"),
            p(f"{t.ordning.forvalter}. {ordning.kort}"),
            liste([*t.mot, *t.grunner, *(m.tekst for m in t.mangler), ordning.vindu]),
        ]
        if t.ordning.lenke:
            blokker.append(
                p(
                    Bit(
                        _("Les mer hos %(navn)s") % {"navn": t.ordning.forvalter},
                        lenke=t.ordning.lenke,
                    )
                )
            )
    if not svar.tilskudd:
        blokker.append(p(_("Vi kjenner ingen ordning som passer med svarene dine.")))
    if svar.tilskudd_nei:
        blokker.append(h(3, _("Hvorfor ikke disse?")))
        blokker.append(
            liste(
                [
                    (
                        Bit(t.ordning.navn, "fet"),
                        Bit(f" ({t.ordning.forvalter}): {' '.join(t.mot)}"),
                    )
                    for t in svar.tilskudd_nei
                ]
            )
        )
    return blokker


def _eksempler(svar: Svarvisning) -> list[Blokk]:
    if not svar.eksempler:
        return []
    blokker: list[Blokk] = [h(2, _("Lignende saker"))]
    for e in svar.eksempler:
        sak = e.eksempel
        blokker.append(h(3, sak.navn))
        blokker.append(p(" ".join((f"{sak.offentlig}.", sak.behov, *e.grunner)).strip()))
        if sak.effekt:
            hvem = f" ({_('hevdet av')} {sak.effekt_hevdet_av})" if sak.effekt_hevdet_av else ""
            blokker.append(p(Bit(_("Virkning:") + " ", "fet"), sak.effekt + hvem))
        blokker.append(
            p(
                _("Kilder:") + " ",
                *(
                    bit
                    for nr, kilde in enumerate(sak.kilder, 1)
                    for bit in (Bit(f"{sak.navn}, {_('kilde')} {nr}", lenke=kilde), Bit("  "))
                ),
                stil="hjelp",
            )
        )
    return blokker
