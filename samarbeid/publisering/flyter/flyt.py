"""Én slags ting som skrives, gjennomgås og publiseres: alt som er eget for slaget, på ett sted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar, Generic, TypeAlias, TypeVar, cast

from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entreprenorer.models import Entreprenor
from samarbeid.katalog.indeks.innhold import Innhold
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Kunnskap
from samarbeid.publisering.invitert import Runde
from samarbeid.publisering.krav import Krav, krav_til_profilen
from veier.brukere.models import Bruker, Leser
from veier.database.kolonner import kolonne
from veier.fletting import Rasvar
from veier.gjennomgang.handlinger.skriving import Lagring, lagre, svar_na
from veier.gjennomgang.modell import Eiet
from veier.gjennomgang.models import Versjon
from veier.medlemskap.models import Organisasjon
from veier.steg import verdier
from veier.steg.kontroll import Kontroll, Onske, kontroller
from veier.steg.skjema import Stegrekke, Stegskjema, steg_for_felt
from veier.typer import Setning, Verdier

# Det en organisasjon skriver: profilen selv, eller noe den har flere av.
Skrevet: TypeAlias = Entreprenor | Eiet
M = TypeVar("M", bound=Skrevet)


class Skriveflyt(Generic[M]):
    """Grunnlaget for slagene en organisasjon har flere av. Det som er eget for et slag, står i subklassen.

    Eieren er en entreprenør når slaget ikke sier noe annet i ``eierslag`` og ``hos``.

    Adressene er ``<navn>`` (oversikten) og ``<navn>_steg``, ``_vis``, ``_send``, ``_trekk``, ``_forkast``,
    ``_ta_ned``, ``_historikk`` og ``_gjenopprett``; har slaget en liste, også ``_liste``, ``_ny``, ``_dupliser``,
    ``_arkiver`` og ``_slett``.
    """

    navn: ClassVar[str]
    modell: type[M]  # Eiet når slaget har liste
    versjon: ClassVar[type[Versjon]]
    steg: ClassVar[Stegrekke]
    onsker: ClassVar[Sequence[Onske]]
    overskrift: ClassVar[Setning]
    ord: ClassVar[dict[str, Setning]] = {}
    andre: ClassVar[tuple[str, ...]] = ()  # felt som fylles ut på egne sider
    mal: ClassVar[str]  # den publiserte siden
    oversiktsmal: ClassVar[str] = "skriving/oversikt.html"
    nar_tatt_ned: ClassVar[tuple[Setning, ...]] = (
        gettext_lazy(
            "Det står ikke lenger på profilen deres, i søket eller hos virksomhetene det passer for."
        ),
    )
    ny_skjema: ClassVar[type[Stegskjema]]  # det første spørsmålet
    eierslag: ClassVar[str] = "entreprenor"  # slaget organisasjonen er av, i veier.medlemskap.slag
    hos: ClassVar[str] = "entreprenorer/<slug:slug>/"  # adressen til organisasjonen
    indeks: ClassVar[Innhold | None] = None  # slik det finnes i søket; None: bare sammen med den som eier det
    samling: ClassVar[str] = ""  # listen hos organisasjonen: «ideer»; tom: de har bare én
    sti: ClassVar[str]  # sidene om ett objekt, etter adressen til organisasjonen
    egne_sider: ClassVar[
        dict[str, str]
    ] = {}  # «treff» → visningen; adressen er sti + «treff/», navnet ``<navn>_treff``

    # ── Det hvert slag sier selv ──

    def kolonner(self, verdier_: Verdier) -> Verdier:
        """De kontrollerte verdiene slik de lagres."""
        raise NotImplementedError

    def sammenheng(self, objekt: M, request: HttpRequest) -> dict[str, object]:
        """Det den publiserte siden viser; objektet trenger ikke være lagret."""
        raise NotImplementedError

    def brodsmuler(self, objekt: M) -> list[tuple[object, str]]:
        """Veien fra Min side til oversikten: (navn, adresse); siden selv har ingen."""
        return [(self.ord["liste"], reverse(self.listenavn, args=[objekt.eier.slug])), (objekt, "")]

    def krav(self, objekt: M) -> list[Krav]:
        """Det utenom feltene som må på plass før objektet kan sendes til gjennomgang."""
        ut = self.krav_til_eieren(objekt.eier)
        if objekt.er_tatt_ned:
            tekst = _("Dette er tatt ned. Legg det ut igjen først.")
            ut.append(Krav(tekst, "", self.adresse("ta_ned", objekt)))
        return ut

    def krav_til_eieren(self, eier: Organisasjon) -> list[Krav]:
        """Det organisasjonen må ha gjort før noen andre kan se det den skriver."""
        return krav_til_profilen(cast(Entreprenor, eier))

    def hvorfor_ikke_sende(self, bruker: Leser, objekt: M) -> str:
        """En setning til den som er med, men ikke kan sende det inn på vegne av organisasjonen; tom når hun kan."""
        return ""

    def mer_pa_oversikten(self, objekt: M) -> dict[str, object]:
        """Det ``oversiktsmal`` trenger utover det som er felles."""
        return {}

    def invitasjonsrunder(self, objekt: M) -> Sequence[Runde]:
        """Gangene noen er invitert til å svare på det, den første øverst."""
        return []

    def merknad(self, objekt: M) -> str:
        """Det listen sier om det som er publisert."""
        return ""

    def rader(self, eiere: Collection[Organisasjon]) -> QuerySet[M]:
        """Det organisasjonene har av dette, uten det som ligger i arkivet."""
        return cast("QuerySet[M]", self._egne(*eiere).filter(arkivert_tid=None))

    def forste_svar(self, eier: Organisasjon) -> Rasvar:
        """Det portalen alt vet, så ingen må skrive det igjen."""
        return {}

    def kan_tas_ned_av(self, bruker: Leser, objekt: M) -> bool:
        """Om en som er med i organisasjonen, kan ta det ned."""
        return True

    def nar_nede(self, objekt: M) -> None:
        """Kalles i transaksjonen når det er tatt ned."""

    def bilde(self, versjon: Versjon) -> str:
        """Adressen til bildet i det som er sendt inn; tom når det ikke er noe."""
        return ""

    def feltverdi(self, kontroll: Kontroll, felt: str, svar: Rasvar) -> str:
        """Navnet på valget, ikke koden. Flere står på hver sin linje."""
        return verdier.av_kontroll(kontroll, felt, svar)

    # ── Det som er likt ──

    @property
    def er_eier(self) -> bool:
        """Om objektet selv er organisasjonen."""
        return not issubclass(self.modell, Eiet)

    @property
    def eierfelt(self) -> str:
        """Veien fra en versjon til organisasjonen."""
        return f"objekt__{self.modell.eierkolonne}" if issubclass(self.modell, Eiet) else "objekt"

    @property
    def har_liste(self) -> bool:
        return bool(self.samling)

    @property
    def adressemonster(self) -> str:
        """Det som skiller ett objekt fra et annet i redaksjonens adresser."""
        return "<slug:slug>/<slug:del_>/" if self.har_liste else "<slug:slug>/"

    @property
    def listenavn(self) -> str:
        return f"{self.navn}_liste"

    def _egne(self, *eiere: Organisasjon) -> QuerySet[Eiet]:
        """Radene til organisasjonene, i slag med liste. Profilen har sine egne ``rader`` og ``hent``."""
        modell = cast("type[Eiet]", self.modell)
        return modell.hos(*eiere).select_related(modell.eierkolonne)

    def alle_hos(self, eier: Organisasjon) -> QuerySet[Eiet]:
        """Alt organisasjonen har av dette, med det som er under arbeid."""
        return self._egne(eier).select_related("versjon")  # type: ignore[misc]  # «versjon» står i hvert slag

    def hent(self, eier: Organisasjon, slug: str) -> M:
        """Objektet hos organisasjonen, eller 404."""
        if rad := self._egne(eier).filter(slug=slug).first():
            return cast(M, rad)
        raise Http404

    def adresse(self, del_: str, objekt: M, *mer: object) -> str:
        """Adressen til en del av flyten; tom ``del_`` er oversikten."""
        navn = f"{self.navn}_{del_}" if del_ else self.versjon.eierside
        return reverse(navn, args=[*objekt.adressedeler, *mer])

    def lagre(self, objekt: M, *, svar: Rasvar, sett: dict[str, str], av: Bruker, fane: str = "") -> Lagring:
        return lagre(objekt, self.versjon, svar=svar, sett=sett, av=av, fane=fane)

    def kontroller(self, svar: Rasvar, kunnskap: Kunnskap | None = None) -> Kontroll:
        """Svarene lest med de samme skjemaene som de ble skrevet i. Den som leser mange, henter kunnskapen én gang."""
        return kontroller(self.steg, svar, kunnskap or hent_kunnskap(), self.onsker, self.andre)

    def med_utkast(self, objekt: M) -> tuple[M, Versjon | None, Kontroll]:
        """(objektet slik det blir når utkastet publiseres, utkastet, kontrollen). Ingenting lagres."""
        versjon, svar = svar_na(objekt, self.versjon)
        kontroll = self.kontroller(svar)
        ny = cast(M, self.modell._default_manager.get(pk=objekt.pk))
        if versjon:
            self.versjon(**{"objekt": ny}).kopier(self.kolonner(kontroll.verdier))
        return ny, versjon, kontroll

    def forhandsvisning(self, objekt: M, request: HttpRequest) -> dict[str, object]:
        """Det den publiserte siden viser, for et objekt som ikke er lagret."""
        return self.sammenheng(objekt, request) | {"vist": True, "forhandsvisning": True}

    def ledetekst(self, felt: str) -> str:
        """Spørsmålet feltet svarer på."""
        for steg in self.steg:
            if felt in steg.skjema.base_fields:
                return steg.skjema.ledetekst(felt)
        try:
            return str(kolonne(self.modell, felt).verbose_name).capitalize()
        except FieldDoesNotExist:  # feltet er tatt bort; de gamle utgavene har det
            return felt.replace("_", " ").capitalize()

    @property
    def hjelpefelt(self) -> set[str]:
        """Feltene som bare hjelper til å fylle ut. De kan ligge i gamle svar, og er ikke noe noen har svart."""
        return {felt for steg in self.steg for felt in steg.skjema.hjelpefelt}

    def plass(self, felt: str) -> int:
        """Hvor i rekken av spørsmål feltet står. Felt med egen side kommer til slutt."""
        rekke = [*(f for steg in self.steg for f in steg.feltene), *self.andre]
        return rekke.index(felt) if felt in rekke else len(rekke)

    def stegnummer(self, felt: str) -> int:
        """Steget feltet står i, fra 1; 0 for felt med egen side."""
        return steg_for_felt(self.steg).get(felt, 0)
