"""Det siden «Veien videre» viser: setninger og navn, uten noe som gjenstår å slå opp."""

from __future__ import annotations

from dataclasses import dataclass

from kommuner.kontakt import Kontaktfakta
from kommuner.models import Arshjul
from samarbeid.matching.belopsgrenser import Terskelvisning
from samarbeid.matching.typer import Svar
from samarbeid.models import Eksempel
from samarbeid.svar.former import om_virksomheten
from samarbeid.svar.lesevisning import Lesevisning
from veier.taksonomi.models import Samarbeidsmodell, Tilskuddsordning


@dataclass(frozen=True, slots=True)
class Rollevisning:
    navn: str
    grunn: str
    sporr_etter: str
    sagt: str = ""  # det virksomheten selv sier om rollen, med dato


@dataclass(frozen=True, slots=True)
class Stasjon:
    """Et stopp på veien: overskrift, hva det betyr, og rollene."""

    tittel: str
    forklart: str
    slag: str
    roller: tuple[Rollevisning, ...]


@dataclass(frozen=True, slots=True)
class Veivisning:
    niva: str
    navn: str
    slug: str
    grunner: tuple[str, ...]
    stasjoner: tuple[Stasjon, ...]
    merknader: tuple[str, ...]
    nettsted: str
    kontakt: tuple[Kontaktfakta, ...]
    part_kjent: bool
    egen_eier: bool  # verken kommunen eller staten bestemmer der, og vi vet hva den er, men ikke hvilken
    malform: str
    kilder: tuple[str, ...]  # adresser, eller hva rollene bygger på
    aret: tuple[Arshjul, ...] = ()  # det virksomheten selv har sagt om budsjettåret

    @property
    def har_telefon(self) -> bool:
        return any(fakta.lenke.startswith("tel:") for fakta in self.kontakt)

    @property
    def lenker(self) -> list[Kontaktfakta]:
        """Det virksomheten har lagt ut på nettet: delegeringsreglement, møteplan, budsjett."""
        return [fakta for fakta in self.kontakt if fakta.lenke.startswith("http")]


@dataclass(frozen=True, slots=True)
class Mangel:
    """Det som ville gjort svaret sikrere, og adressen der det kan besvares (tom for den som bare leser)."""

    tekst: str
    adresse: str

    @property
    def hva(self) -> str:
        """«Alder: si hvor gamle de er.» → «Alder»."""
        return self.tekst.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Modellvisning:
    """``styreform`` er den til virksomheten som er spurt; tekstene sies om den."""

    modell: Samarbeidsmodell
    passer: str
    ord: str
    poeng: int
    grunner: tuple[str, ...]  # det som taler for
    mot: tuple[str, ...]  # det som taler mot
    mangler: tuple[Mangel, ...]
    ville_passet: tuple[str, ...]
    terskler: tuple[Terskelvisning, ...]
    styreform: str = ""
    begrunnet: bool = True  # noe av det som er svart eller skrevet, taler for den

    @property
    def navn(self) -> str:
        return self.tekst("navn")

    def tekst(self, felt: str) -> str:
        """Modellens tekst, på sidens språk."""
        return om_virksomheten(getattr(self.modell.vist, felt), self.modell, self.styreform)

    def for_det_offentlige(self, felt: str) -> str:
        """Teksten sagt til det offentlige, på sidens språk."""
        return om_virksomheten(self.modell.for_det_offentlige(felt), self.modell, self.styreform)


@dataclass(frozen=True, slots=True)
class Tilskuddvisning:
    ordning: Tilskuddsordning
    passer: str
    status: str
    ord: str
    grunner: tuple[str, ...]
    mot: tuple[str, ...]
    mangler: tuple[Mangel, ...]
    ukontrollert: bool  # vilkårene er ikke kontrollert hos den som forvalter


@dataclass(frozen=True, slots=True)
class Eksempelvisning:
    eksempel: Eksempel
    grunner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Svarvisning:
    """Alt siden «Veien videre» viser."""

    tittel: str
    lest: Lesevisning
    veier: tuple[Veivisning, ...]
    bidrag: tuple[str, ...]  # nivåene som ikke bestemmer, men kan bidra
    modeller_ja: tuple[Modellvisning, ...]
    modeller_delvis: tuple[Modellvisning, ...]
    modeller_nei: tuple[Modellvisning, ...]
    tilskudd: tuple[Tilskuddvisning, ...]
    tilskudd_nei: tuple[Tilskuddvisning, ...]
    eksempler: tuple[Eksempelvisning, ...]
    mangler: tuple[Mangel, ...]
    frivillig_forst: bool
    med_mennesker: bool

    @property
    def nynorsk_virksomhet(self) -> str:
        """Navnet på den første virksomheten på veien som bruker nynorsk, ellers tom."""
        return next((vei.navn for vei in self.veier if vei.malform == "nynorsk"), "")

    @property
    def modeller(self) -> tuple[Modellvisning, ...]:
        """Modellene som passer eller kan passe, best først."""
        return (*self.modeller_ja, *self.modeller_delvis)

    def formen(self, svar: Svar) -> Modellvisning | None:
        """Formen svaret råder til: den som bestemmer på den første veien, er regnet ut for den. Ellers den som passer best."""
        besluttere = svar.veier[0].beslutter if svar.veier else ()
        slug = besluttere[0].grunn.detaljer["modell"] if besluttere else ""
        return next((m for m in self.modeller if m.modell.slug == slug), next(iter(self.modeller), None))
