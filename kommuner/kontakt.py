"""Hvordan man når en virksomhet, og hvem som sier det: den selv først, så registeret, så det som er for gammelt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kommuner.models import Kontaktpunkt, OffentligPart, Registerkontakt

REGISTERET = "https://data.brreg.no/enhetsregisteret/oppslag/enheter/"
DIFIS_LISTE = "https://github.com/mimesbronn/etatsbasen-data"
Slag = Kontaktpunkt.Slag


@dataclass(frozen=True, slots=True)
class Kontaktfakta:
    """Én ting man kan bruke for å nå virksomheten, hvem som sier det, og når."""

    slag: str  # en Kontaktpunkt.Slag, «nettsted» eller «adresse»
    navn: str
    verdi: str
    lenke: str  # tel:, mailto: eller https:; tom når verdien bare kan leses
    kilde: str  # tom når virksomheten selv har skrevet det her
    opphav: str
    gammel: bool = False

    @property
    def vist(self) -> str:
        """Verdien slik den leses: en lenke er bare navnet på nettstedet."""
        vert = urlsplit(self.verdi).hostname if self.lenke.startswith("http") else ""
        return vert.removeprefix("www.") if vert else self.verdi


def kontaktfakta(part: OffentligPart) -> tuple[Kontaktfakta, ...]:
    """Alt vi vet, det beste for hvert slag. Spør ikke når ``kontaktpunkter`` og ``registerkontakt`` er hentet fra før."""
    ut: dict[str, list[Kontaktfakta]] = {}
    for kilden in (_sagt_selv, _egne, _registerets, _sagt_for_lenge_siden, _gamle):
        kjent = set(ut)
        for fakta in kilden(part):
            if fakta.slag not in kjent:
                ut.setdefault(fakta.slag, []).append(fakta)
    rekkefolge = (Slag.SENTRALBORD, Slag.POSTMOTTAK, "adresse", "nettsted")
    forst = [f for slag in rekkefolge for f in ut.pop(slag, [])]
    return (*forst, *(f for liste in ut.values() for f in liste))


def postmottak(kjent: Iterable[Kontaktfakta]) -> Kontaktfakta | None:
    """Adressen en melding kan sendes til, når noen kjenner den."""
    return next((f for f in kjent if f.slag == Slag.POSTMOTTAK and f.lenke.startswith("mailto:")), None)


def _sagt_selv(part: OffentligPart) -> Iterator[Kontaktfakta]:
    """Det en administrator har skrevet om hele virksomheten, og som fortsatt gjelder."""
    yield from _av_dem_selv(part, utlopt=False)


def _sagt_for_lenge_siden(part: OffentligPart) -> Iterator[Kontaktfakta]:
    """Det ingen har bekreftet på et år. Bare der ingen andre vet noe nyere."""
    yield from _av_dem_selv(part, utlopt=True)


def _av_dem_selv(part: OffentligPart, *, utlopt: bool) -> Iterator[Kontaktfakta]:
    kontakt = next((k for k in part.egenkontakter.all() if k.rolle_id is None), None)
    if kontakt is None or kontakt.er_utlopt != utlopt:
        return
    dato = {"dato": date_format(kontakt.kontrollert, "j. F Y")}
    if kontakt.er_utlopt:
        opphav = _("virksomheten selv, sist kontrollert %(dato)s, ikke bekreftet siden") % dato
    else:
        opphav = _("virksomheten selv, kontrollert %(dato)s") % dato
    for slag, verdi in (
        (Slag.SENTRALBORD, kontakt.telefon),
        (Slag.POSTMOTTAK, kontakt.epost_na),
        (Slag.DELEGERING, kontakt.delegering),
        (Slag.MOTEPLAN, kontakt.moteplan),
        (Slag.BUDSJETT, kontakt.budsjett),
        (Slag.ENTREPRENORER, kontakt.entreprenorer),
    ):
        if verdi:
            yield Kontaktfakta(
                slag, str(slag.label), verdi, _lenke(slag, verdi), "", opphav, kontakt.er_utlopt
            )
    if kontakt.frister:
        yield Kontaktfakta(
            "frister", _("Frister i budsjettarbeidet"), kontakt.frister, "", "", opphav, kontakt.er_utlopt
        )


def _egne(part: OffentligPart) -> Iterator[Kontaktfakta]:
    for punkt in part.kontaktpunkter.all():
        if punkt.skjult:
            continue
        dato = date_format(punkt.sist_kontrollert, "j. F Y")
        yield Kontaktfakta(
            slag=punkt.slag,
            navn=str(punkt.get_slag_display()),
            verdi=punkt.verdi,
            lenke=_lenke(punkt.slag, punkt.verdi),
            kilde=punkt.kilde,
            opphav=_("virksomheten selv, sist kontrollert %(dato)s") % {"dato": dato},
        )


def _registerets(part: OffentligPart) -> Iterator[Kontaktfakta]:
    rad: Registerkontakt | None = getattr(part, "registerkontakt", None)
    if rad is None:
        return
    opphav = _("Enhetsregisteret, %(dato)s") % {"dato": date_format(localdate(rad.hentet_tid), "j. F Y")}
    for slag, navn, verdi in (
        (Slag.SENTRALBORD, str(Slag.SENTRALBORD.label), rad.telefon),
        (Slag.POSTMOTTAK, str(Slag.POSTMOTTAK.label), rad.epost),
        ("adresse", _("Adresse"), rad.adresse),
        ("nettsted", _("Nettsted"), "" if part.nettsted else rad.nettsted),
    ):
        if verdi:
            kilde = f"{REGISTERET}{part.organisasjonsnummer}"
            yield Kontaktfakta(slag, navn, verdi, _lenke(slag, verdi), kilde, opphav)


def _gamle(part: OffentligPart) -> Iterator[Kontaktfakta]:
    if part.postmottak_2012:
        yield Kontaktfakta(
            slag=Slag.POSTMOTTAK,
            navn=str(Slag.POSTMOTTAK.label),
            verdi=part.postmottak_2012,
            lenke=_lenke(Slag.POSTMOTTAK, part.postmottak_2012),
            kilde=DIFIS_LISTE,
            opphav=_("adressen er fra 2012, sjekk den på nettsiden"),
            gammel=True,
        )


def _lenke(slag: str, verdi: str) -> str:
    if verdi.startswith(("https://", "http://")):
        return verdi
    if slag == Slag.SENTRALBORD:
        return f"tel:{verdi.replace(' ', '')}"
    return f"mailto:{verdi}" if slag == Slag.POSTMOTTAK and "@" in verdi else ""
