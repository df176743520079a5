"""Det som er meldt inn, slik saken har det."""

from __future__ import annotations

from django.utils import timezone

from samarbeid.models import Eksempel, Innmelding
from veier.gjennomgang.modell import neste_ledige
from veier.tekst import lag_slug
from veier.typer import Verdier

LIKT = (
    "offentlig", "entreprenor", "nivaer", "arstall", "behov", "ide_fra", "forste_kontakt", "forankring", "beslutter", "beslutter_videre",
    "modell_omtale", "belop", "det_offentliges_bidrag", "apnet_for_andre", "suksessmal", "effekt", "effekt_hevdet_av",
    "effekt_antall", "effekt_malt_av", "hindringsslag", "hindringer", "gjort_igjen", "gjort_annerledes",
    "gjenkjennelig", "omrader",
)  # fmt: skip
LINJEVIS = ("tidslinje", "suksessfaktorer")  # én ting per linje
OPPTATT = ("meld-inn", "part")  # adressene til skjemaet, og til siden en part får


def fyll(sak: Eksempel, verdier: Verdier) -> Eksempel:
    """Setter feltene fra svarene. Det ingen har svart på, blir tomt. Lagrer ikke."""
    for felt in LIKT:
        setattr(sak, felt, verdier.get(felt) or _tomt(felt))
    sak.navn = verdier["tittel"]
    for felt in LINJEVIS:
        setattr(sak, felt, _linjene(verdier.get(felt)))
    sak.temaer = list(verdier.get("tema") or [])
    sak.kilder = _linjene(verdier.get("kilder"))
    sak.status_i_dag = verdier.get("status_i_dag") or "ikke kontrollert"
    sak.sist_kontrollert = timezone.localdate()
    sak.meldt_inn_av = verdier["rolle"]
    return sak


def merk(innmelding: Innmelding, verdier: Verdier) -> None:
    """Hvem som meldte inn, slik redaksjonen ser det. Lagrer ikke."""
    for felt in ("rolle", "navn", "virksomhet", "epost"):
        setattr(innmelding, felt, verdier[felt])


def ledig_slug(navn: str) -> str:
    """Adressen til en ny sak med navnet. Den som kaller, har låst, så to ikke får den samme."""
    grunn = lag_slug(navn)[:90].strip("-") or "eksempel"
    return neste_ledige(grunn, Eksempel.objects.all(), OPPTATT)


def _tomt(felt: str) -> str | list[str]:
    return [] if felt in {"nivaer", "omrader", "hindringsslag"} else ""


def _linjene(skrevet: object) -> list[str]:
    """Linjene det står noe på. Det som alt er en liste, kommer fra et samarbeid."""
    linjer = skrevet if isinstance(skrevet, list) else str(skrevet or "").splitlines()
    return [linje.strip() for linje in linjer if linje.strip()]
