"""«Slik leste vi ideen»: alt som er lest, på én linje hver, med ordene det kom fra og det som trengs for å rette det."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from samarbeid.matching.forklaring import Forklarer, kroner
from samarbeid.matching.setninger import ORD
from samarbeid.matching.typer import Kunnskap, Temaforslag, Tolkning
from samarbeid.svar.forms.prov import gyldige_merker
from veier.taksonomi.alder import aldersord

_FLEST_STEDER = 4


@dataclass(frozen=True, slots=True)
class Linje:
    """Noe som er lest. ``merke`` sier hva en rettelse gjelder (tomt: det er valgt), ``adresse`` hvor det kan velges."""

    tittel: str
    grunn: str
    merke: str = ""
    adresse: str = ""
    brukt: bool = True  # svaret bygger på det


@dataclass(frozen=True, slots=True)
class Lesevisning:
    temaer: tuple[Linje, ...] = ()
    spurt: tuple[Linje, ...] = ()  # «mener dere …?»
    naermest: tuple[Linje, ...] = ()
    svar: tuple[Linje, ...] = ()
    ikke_lest: tuple[Linje, ...] = ()  # det eieren har sagt er lest feil
    uten_tema: bool = False

    @property
    def alle_temaer(self) -> tuple[Linje, ...]:
        """Temaene svaret bygger på, også de vi spør om."""
        brukt = tuple(linje for linje in self.spurt if linje.brukt)
        return (*self.temaer, *brukt)

    @property
    def noe(self) -> bool:
        return bool(self.temaer or self.spurt or self.uten_tema or self.svar or self.ikke_lest)


def lag_lesevisning(
    t: Tolkning, kunnskap: Kunnskap, forklarer: Forklarer, steg_for: Callable[[str], str]
) -> Lesevisning:
    """Det som er lest av ideen, i rekkefølgen det betyr mest."""

    def temalinje(tema: Temaforslag) -> Linje:
        merke = "" if tema.kilde == "valgt" else f"tema:{tema.slug}"
        grunn = forklarer.temagrunn(tema.kilde, tema.ord)
        brukt = tema.slug in t.temaslugger
        return Linje(kunnskap.temaer[tema.slug].navn, grunn, merke, steg_for("tema"), brukt)

    spurte = {tema.slug for tema in t.spurt}
    return Lesevisning(
        temaer=tuple(temalinje(tema) for tema in t.tema if tema.slug not in spurte),
        spurt=tuple(temalinje(tema) for tema in t.spurt),
        naermest=tuple(temalinje(tema) for tema in t.naermest),
        uten_tema=not t.tema,
        svar=(
            *_steder(t, forklarer, steg_for),
            *(
                Linje(
                    f"{_feltnavn(felt, forklarer)}: {_verdi(t, felt, forklarer)}",
                    f"«{ord_}»",
                    felt,
                    steg_for(felt),
                )
                for felt, ord_ in t.fra_tekst.items()
                if felt != "omrader"
            ),
        ),
        ikke_lest=tuple(
            Linje(_navn_pa_merke(merke, kunnskap, forklarer), "", merke)
            for merke in gyldige_merker(t.ide.ikke_lest, kunnskap)
        ),
    )


def _steder(t: Tolkning, forklarer: Forklarer, steg_for: Callable[[str], str]) -> Iterable[Linje]:
    for ord_, koder in t.steder:
        lest = tuple(kode for kode in koder if kode in t.omrader)
        if not lest:
            continue
        navn = forklarer.oppramsing([forklarer.sted(kode) for kode in lest[:_FLEST_STEDER]])
        if len(lest) > _FLEST_STEDER:
            navn = gettext("%(noen)s og %(antall)s til") % {
                "noen": ", ".join(forklarer.sted(kode) for kode in lest[:_FLEST_STEDER]),
                "antall": len(lest) - _FLEST_STEDER,
            }
        tittel = gettext("Sted: %(navn)s") % {"navn": navn}
        yield Linje(tittel, f"«{ord_}»", f"omrade:{','.join(lest)}", steg_for("omrader"))


def _feltnavn(felt: str, forklarer: Forklarer) -> str:
    """Beløpet kan være summen for en kort periode, og heter derfor ikke «beløp i året» her."""
    return gettext("Beløp") if felt == "arlig_belop" else forklarer.feltnavn(felt)


def _navn_pa_merke(merke: str, kunnskap: Kunnskap, forklarer: Forklarer) -> str:
    slag, _skille, verdi = merke.partition(":")
    if slag == "tema":
        return kunnskap.temaer[verdi].navn
    if slag == "omrade":
        return forklarer.oppramsing([forklarer.sted(kode) for kode in verdi.split(",")])
    return _feltnavn(merke, forklarer)


def _verdi(t: Tolkning, felt: str, forklarer: Forklarer) -> str:
    ide = t.ide
    verdi = getattr(ide, felt)
    if felt in ORD and isinstance(verdi, str):
        return forklarer.ord(felt, verdi)
    if isinstance(verdi, bool):
        return gettext("Ja") if verdi else gettext("Nei")
    if felt == "alder_fra":
        return aldersord(ide.alder_fra, ide.alder_til)
    if felt == "arlig_belop":
        return _belop(t, forklarer)
    if felt == "varighet_ar":
        return forklarer.varighet({"verdi": verdi})
    return str(verdi)


def _belop(t: Tolkning, forklarer: Forklarer) -> str:
    """Beløpet slik teksten sier det, og summen, så den som leser, ser om vi har forstått hva tallet gjaldt."""
    belop, varighet = t.ide.arlig_belop or 0, t.ide.varighet_ar
    i_aret = t.belop_i_aret or bool(t.ide.periode)
    if not varighet:
        return gettext("%(belop)s i året") % {"belop": kroner(belop)} if i_aret else kroner(belop)
    verdier = {
        "belop": kroner(belop),
        "samlet": kroner(t.ide.samlet or 0),
        "varighet": forklarer.varighet({"verdi": varighet}),
    }
    if varighet < 1 or (varighet == 1 and not i_aret):
        return gettext("%(samlet)s til sammen for %(varighet)s") % verdier
    if varighet == 1:
        return gettext("%(belop)s i året") % verdier
    return gettext("%(belop)s i året, %(samlet)s til sammen for %(varighet)s") % verdier
