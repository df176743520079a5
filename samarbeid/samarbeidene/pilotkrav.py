"""Det en pilot mangler før den kan starte, hvert med lenken til feltet, og sjekklisten når den er med mennesker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from samarbeid.models import Indikator, Pilot, Samarbeid, Sjekkpunkt
from samarbeid.models.pilot import FLEST_INDIKATORER, PAKREVD
from veier.typer import Setning

FAERREST_INDIKATORER = 3
# Delene av planen, hver med sin side: koden i adressen → navnet.
DELER: dict[str, Setning] = {
    "hva": _("Hva dere prøver"),
    "tall": _("Tallene dere følger"),
    "rammer": _("Pris, tid og personvern"),
    "etterpa": _("Hva som skjer etterpå"),
}
# Feltet → (delen det står i, setningen når det mangler).
MANGLER: dict[str, tuple[str, Setning]] = {
    "hypotese": ("hva", _("Skriv hva dere tror skjer, og for hvem.")),
    "innsats_entreprenor": ("hva", _("Skriv hva entreprenøren gjør.")),
    "innsats_offentlig": ("hva", _("Skriv hva virksomheten gjør, og hvor mye tid det tar.")),
    "med_mennesker": ("hva", _("Si om det prøves med mennesker.")),
    "pris": ("rammer", _("Skriv prisen. Er det ingen, skriver dere 0.")),
    "personvern": ("rammer", _("Avklar personvernet, og si det her.")),
    "personvern_hvordan": ("rammer", _("Skriv hvordan personopplysningene behandles.")),
    "start_dato": ("rammer", _("Skriv når piloten begynner.")),
    "slutt_dato": ("rammer", _("Skriv når piloten slutter.")),
    "videre": ("etterpa", _("Skriv hva som skjer hvis det går videre.")),
    "stopp": ("etterpa", _("Skriv hva som skjer hvis det stopper.")),
    "beslutningsdato": ("etterpa", _("Skriv dagen det skal være avgjort.")),
    "beslutter": ("etterpa", _("Velg hvem som avgjør om det går videre.")),
    "beslutter_rolle": ("etterpa", _("Skriv rollen til den som avgjør.")),
    "beslutter_vet": ("etterpa", _("Si fra til den som avgjør, og kryss av når det er gjort.")),
}


@dataclass(frozen=True, slots=True)
class Mangel:
    """Noe som mangler. ``del_`` og ``felt`` er siden og feltet der det skrives."""

    felt: str
    del_: str
    setning: Setning

    @property
    def anker(self) -> str:
        return f"{self.del_}/#id_{self.felt}"


def mangler(pilot: Pilot | None, indikatorer: Sequence[Indikator]) -> list[Mangel]:
    """Det som mangler, i rekkefølgen det står i planen. Uten plan mangler alt."""
    na = pilot or Pilot()
    tomme = [felt for felt, tomt in PAKREVD if getattr(na, felt) == tomt]
    tomme += [felt for felt in ("med_mennesker", "start_dato") if getattr(na, felt) is None]
    if na.personvern == Pilot.Personvern.AVKLART and not na.personvern_hvordan:
        tomme.append("personvern_hvordan")
    ut = [Mangel(felt, *MANGLER[felt]) for felt in MANGLER if felt in tomme]
    ut[_plassen(ut) : _plassen(ut)] = _indikatorene(indikatorer)
    return ut + _datoene(na)


def apne_punkter(pilot: Pilot | None) -> list[Sjekkpunkt.Kode]:
    """Punktene på sjekklisten ingen har sagt er på plass. Tom når det ikke prøves med mennesker, og når prøven er avgjort."""
    if pilot is None or pilot.med_mennesker is False or pilot.avgjort_tid:
        return []
    lukket = {p.kode for p in pilot.sjekkpunkter.all() if p.status != Sjekkpunkt.Status.APENT}
    return [kode for kode in Sjekkpunkt.Kode if kode not in lukket]


def kan_oppsummeres(pilot: Pilot, samarbeid: Samarbeid) -> bool:
    """Den er avgjort, eller samarbeidet er over mens den var i gang."""
    startet = pilot.startet_tid is not None
    return startet and (pilot.avgjort_tid is not None or samarbeid.stadium == Samarbeid.Stadium.AVSLUTTET)


def _plassen(funnet: Sequence[Mangel]) -> int:
    """Tallene står etter det dere prøver, og før rammene."""
    return sum(1 for m in funnet if m.del_ == "hva")


def _indikatorene(indikatorer: Sequence[Indikator]) -> list[Mangel]:
    ut = []
    if len(indikatorer) < FAERREST_INDIKATORER:
        ledig = next(nr for nr in range(1, FLEST_INDIKATORER + 1) if nr not in {i.nr for i in indikatorer})
        ut.append(Mangel(f"navn_{ledig}", "tall", _("Velg tre til fem tall dere følger.")))
    ut += [
        Mangel(f"for_verdi_{i.nr}", "tall", _("Skriv hvordan tallet er før dere begynner."))
        for i in indikatorer
        if i.for_verdi is None
    ]
    return ut


def _datoene(pilot: Pilot) -> list[Mangel]:
    """Dagen for avgjørelsen må være etter at piloten er begynt, ellers er det ingenting å avgjøre."""
    start, avgjores = pilot.start_dato, pilot.beslutningsdato
    if start and avgjores and avgjores <= start:
        return [Mangel("beslutningsdato", "etterpa", _("Avgjørelsen må komme etter at piloten har begynt."))]
    return []
