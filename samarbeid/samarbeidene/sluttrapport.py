"""Sluttrapporten: én side om piloten, den samme på nettsiden, i PDF-en og i DOCX-en."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samarbeid.models import Indikator, Pilot, Samarbeid, Samtaleside, Skritt
from samarbeid.samarbeidene.kurve import lag_figur
from samarbeid.svar.dokumenter import lag_filnavn
from veier.dokument.blokker import (
    Bit,
    Biter,
    Blokk,
    Dokument,
    Figurer,
    Overskrift,
    Tabell,
    h,
    liste,
    p,
    rein,
)
from veier.malform import aktiv_malform
from veier.tekst import lag_slug
from veier.templatetags.veier import desimal, kroner


def lag_sluttrapport(samarbeid: Samarbeid, pilot: Pilot) -> Dokument:
    """Rapporten. ``pilot`` har indikatorene og tallene med seg, ``samarbeid`` partene."""
    indikatorer = list(pilot.indikatorer.all())
    return Dokument(
        tittel=_("Sluttrapport: %(navn)s") % {"navn": samarbeid.tittel},
        malform=aktiv_malform(),
        filnavn=lag_filnavn(_("Sluttrapport"), samarbeid.tittel, str(pilot.nr) if pilot.nr > 1 else ""),
        blokker=(
            *_begynnelsen(samarbeid, pilot),
            *_avgjorelsen(samarbeid, pilot),
            *_det_som_ble_provd(samarbeid, pilot),
            *_tallene(indikatorer),
            *_lardommen(samarbeid, pilot),
        ),
        dato=timezone.localtime(samarbeid.endret_tid).date(),
        bunntekst=_("Veier til samarbeid · %(referanse)s · Skrevet av partene, ikke kontrollert av portalen")
        % {"referanse": samarbeid.referanse},
        hoyst_ark=1,
    )


def _begynnelsen(samarbeid: Samarbeid, pilot: Pilot) -> Iterable[Blokk]:
    verdier = {
        "navn": samarbeid.entreprenor.navn,
        "virksomhet": samarbeid.part.navn,
        "fra": _dato(pilot.start_dato),
        "til": _dato(pilot.slutt_dato),
    }
    # Den kan være avgjort, eller samarbeidet avsluttet, før prøven er over.
    if pilot.slutt_dato and pilot.slutt_dato > timezone.localdate():
        setning = _(
            "%(virksomhet)s og %(navn)s begynte å prøve dette %(fra)s. Planen var å prøve til %(til)s."
        )
    else:
        setning = _("%(virksomhet)s og %(navn)s har prøvd dette fra %(fra)s til %(til)s.")
    yield p(setning % verdier, stil="ingress")
    med = [m.part.navn for m in samarbeid.medeiere.select_related("part") if m.ja_tid]
    if med:
        yield p(_("Også med: %(navn)s.") % {"navn": ", ".join(med)})


def _avgjorelsen(samarbeid: Samarbeid, pilot: Pilot) -> Iterable[Blokk]:
    yield _overskrift(_("Det som er bestemt"))
    skritt = finn_avgjorelsen(samarbeid, pilot)
    if skritt is None:
        yield p(
            _("Ingen avgjørelse er skrevet inn. Den skulle vært tatt innen %(dato)s av %(rolle)s.")
            % {"dato": _dato(pilot.beslutningsdato), "rolle": pilot.beslutter_rolle}
        )
        return
    bestemt = _("Bestemt %(dato)s av %(rolle)s (%(trinn)s).") % {
        "dato": _dato(skritt.besluttet_dato),
        "rolle": skritt.rolle,
        "trinn": str(skritt.get_beslutter_display()).lower(),
    }
    yield p(Bit(f"{pilot.get_avgjorelse_display()}.", "fet"), f" {bestemt}")
    if skritt.tekst:
        yield from _avsnitt(skritt.tekst)
    if etterpa := _etterpa(samarbeid, pilot):
        yield p(Bit(_("Etterpå:") + " ", "fet"), etterpa)


def _etterpa(samarbeid: Samarbeid, pilot: Pilot) -> str:
    """Det planen sa skulle skje, og neste steg når det er skrevet."""
    sagt = {Pilot.Avgjorelse.VIDERE: pilot.videre, Pilot.Avgjorelse.STOPP: pilot.stopp}
    ut = [sagt.get(Pilot.Avgjorelse(pilot.avgjorelse), "")]
    if samarbeid.neste_steg and samarbeid.neste_dato:
        ut.append(
            _("Neste steg: %(steg)s, %(hvem)s innen %(dato)s.")
            % {
                "steg": samarbeid.neste_steg.rstrip("."),
                "hvem": samarbeid.navnet_til(samarbeid.neste_side),
                "dato": _dato(samarbeid.neste_dato),
            }
        )
    return " ".join(d for d in ut if d)


def finn_avgjorelsen(samarbeid: Samarbeid, pilot: Pilot) -> Skritt | None:
    """Skrittet der avgjørelsen om piloten ble skrevet inn. Pilotene avgjøres i rekkefølge, og hver én gang."""
    if pilot.avgjort_tid is None:
        return None
    foran = samarbeid.piloter.filter(nr__lt=pilot.nr, avgjort_tid__isnull=False).count()
    return samarbeid.skritt.filter(slag=Skritt.Slag.AVGJOR).order_by("nr")[foran : foran + 1].first()


def _det_som_ble_provd(samarbeid: Samarbeid, pilot: Pilot) -> Iterable[Blokk]:
    yield _overskrift(_("Det vi prøvde"))
    yield p(Bit(_("Vi trodde:") + " ", "fet"), pilot.hypotese)
    pris = (
        _("%(pris)s uten merverdiavgift") % {"pris": kroner(pilot.pris)} if pilot.pris else _("ingen betalte")
    )
    yield liste(
        [
            _fet(samarbeid.entreprenor.navn, pilot.innsats_entreprenor),
            _fet(samarbeid.part.navn, pilot.innsats_offentlig),
            _fet(_("Pris"), pris),
        ]
    )


def _tallene(indikatorer: Sequence[Indikator]) -> Iterable[Blokk]:
    yield _overskrift(_("Tallene"))
    ord_ = (_("Tall"), _("Før"), _("Mål"), _("Sist"), _("Hvem teller"))
    rader = [
        (i.navn_med_enhet, desimal(i.for_verdi), desimal(i.mal), _sist(i), i.maler or "–")
        for i in indikatorer
    ]
    yield _tabell(ord_, rader)
    if figurer := [f for f in map(lag_figur, indikatorer) if f]:
        yield Figurer(tuple(figurer))
        yield _manedene(indikatorer)
    yield p(_("Tallene er målt før og etter. De viser ikke hva som ville skjedd uten prøven."), stil="hjelp")


def _manedene(indikatorer: Sequence[Indikator]) -> Tabell:
    """Det tegningene viser, som tabell: en rad for hver måned noen har skrevet et tall for."""
    verdier = {(i.nr, t.maned): t.verdi for i in indikatorer for t in i.tallene.all()}
    maneder = sorted({maned for _nr, maned in verdier})
    rader = [
        (date_format(m, "F Y"), *(desimal(verdier.get((i.nr, m))) for i in indikatorer)) for m in maneder
    ]
    return _tabell((_("Måned"), *(i.navn for i in indikatorer)), rader)


def _lardommen(samarbeid: Samarbeid, pilot: Pilot) -> Iterable[Blokk]:
    yield _overskrift(_("Det vi lærte"))
    for side in Samtaleside.values:
        yield h(3, samarbeid.navnet_til(side))
        yield from _avsnitt(pilot.lardommen(side) or _("Ikke skrevet ennå."))


def _sist(indikator: Indikator) -> str:
    sist = indikator.siste
    return f"{desimal(sist.verdi)} ({date_format(sist.maned, 'b Y')})" if sist else "–"


def _overskrift(tekst: str) -> Overskrift:
    return Overskrift(2, rein(tekst), lag_slug(tekst))


def _avsnitt(tekst: str) -> Iterable[Blokk]:
    return (p(linje.strip()) for linje in tekst.splitlines() if linje.strip())


def _fet(navn: str, tekst: str) -> Biter:
    return (Bit(f"{navn}: ", "fet"), Bit(tekst))


def _tabell(hode: Sequence[str], rader: Sequence[Sequence[str]]) -> Tabell:
    return Tabell(tuple(map(rein, hode)), tuple(tuple(map(rein, rad)) for rad in rader))


def _dato(dag: date | None) -> str:
    return str(date_format(dag, "j. F Y")) if dag else "–"
