"""Behovet til en offentlig virksomhet: stegene, og hva som trengs for å publisere."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from kommuner.models import Behov
from kommuner.models.behov import BEHOVSFELT
from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.typer import Ideprofil, Kunnskap
from samarbeid.publisering.losningsord import losningsord
from samarbeid.svar.forms.felles import HvemSteg, StedSteg, TemaSteg, ett
from veier.database.kolonner import tomme
from veier.felter import Dato, Epost, Tekst
from veier.fletting import Rasvar
from veier.steg.felter import belopsfelt, fritekst, navnefelt, radio
from veier.steg.kontroll import Onske
from veier.steg.skjema import Steg, Stegrekke, Stegskjema
from veier.taksonomi.ordforrad import Behovsbeslutter, Behovspenger, Dialogform
from veier.typer import Setning, Verdier

FRITEKST = ("problem", "hvem", "provd", "bedre")


def _linje(ledetekst: Setning, hjelp: Setning, lengde: int = 150) -> Tekst:
    return Tekst(label=ledetekst, help_text=hjelp, max_length=lengde, required=False)


def _dato(ledetekst: Setning, hjelp: Setning) -> Dato:
    return Dato(label=ledetekst, help_text=hjelp, required=False)


class NyttBehov(Stegskjema):
    """Det første: et navn. Resten fylles ut i ro og mak."""

    tittel = navnefelt(_("Hva vil dere kalle behovet?"), _("Gi behovet et navn, så finner dere det igjen."))


class ProblemSteg(Stegskjema):
    mal = "behov/_problemet.html"

    tittel = navnefelt(_("Hva vil dere kalle behovet?"), _("Gi behovet et navn, så finner dere det igjen."))
    problem = fritekst(
        _("Hva skjer i dag?"),
        _(
            "Fortell hva som er vanskelig, slik en som arbeider med det, ville sagt det. Ikke skriv om enkeltpersoner."
        ),
    )
    hvem = fritekst(
        _("Hvem gjelder det?"), _("Hvem merker problemet i hverdagen, og hvem ellers blir berørt?"), rader=3
    )
    omfang = _linje(_("Hvor mange gjelder det?"), _("Et anslag er nok: «om lag 60 elever i året»."), 200)
    provd = fritekst(
        _("Hva har dere prøvd?"),
        _("Si også hva som ikke virket. Da slipper andre å foreslå det igjen."),
        rader=4,
    )
    bedre = fritekst(
        _("Hva ville vært bedre?"),
        _("Si hva dere vil se om et år, ikke hvordan det skal gjøres. Da kan flere svare."),
        rader=4,
    )

    @property
    def losningsord(self) -> tuple[str, ...]:
        """Det som ligner en løsning i det som står i feltene nå."""
        verdier = self.data if self.is_bound else self.initial
        return losningsord(*(str(verdier.get(felt) or "") for felt in FRITEKST))


@dataclass(frozen=True, slots=True)
class Lest:
    """Det teksten sier: kodene. ``temaer`` er sagt med ord; ``kanskje`` er temaer teksten bare ligner på."""

    temaer: tuple[str, ...]
    kanskje: tuple[str, ...]
    malgrupper: tuple[str, ...]


def les_teksten(svar: Rasvar, kunnskap: Kunnskap) -> Lest:
    """Temaene og målgruppene i det virksomheten har skrevet om problemet."""
    tittel, problem, hvem, bedre = (
        "".join(svar.get(felt, [])[-1:]) for felt in ("tittel", "problem", "hvem", "bedre")
    )
    t = tolk(Ideprofil(tittel, f"{problem}\n{hvem}", bedre), kunnskap)
    temaer = tuple(forslag.slug for forslag in t.sikre_temaer)
    alle = dict.fromkeys(f.slug for f in (*t.tema, *t.spurt, *t.naermest))
    return Lest(temaer, tuple(slug for slug in alle if slug not in temaer), tuple(t.malgruppe))


LEST_AV_TEKSTEN = _("Lest av teksten")


class Temaet(TemaSteg):
    forslagstittel = LEST_AV_TEKSTEN

    tema = forms.MultipleChoiceField(
        label=_("Hva handler behovet om?"),
        help_text=_(
            "Temaene avgjør hvem som finner behovet. Står det kryss fra før, er det lest av teksten. Ta bort det som ikke stemmer."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def foresla(cls, svar: Rasvar, kunnskap: Kunnskap) -> tuple[str, ...]:
        lest = les_teksten(svar, kunnskap)
        return (*lest.temaer, *lest.kanskje)

    @classmethod
    def forhandsvalgt(cls, svar: Rasvar, kunnskap: Kunnskap) -> dict[str, list[str]]:
        return {"tema": list(les_teksten(svar, kunnskap).temaer)}


class Malgruppen(HvemSteg):
    mal = "behov/_hvem.html"
    forslagstittel = LEST_AV_TEKSTEN

    situasjon = None  # type: ignore[assignment]  # spørsmålet gjelder ideer
    malgruppe = forms.MultipleChoiceField(
        label=_("Hvem gjelder det?"),
        help_text=_(
            "Uten målgruppe kan ingen passe godt. Står det kryss fra før, er det lest av teksten. Ta bort det som ikke stemmer."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def foresla(cls, svar: Rasvar, kunnskap: Kunnskap) -> tuple[str, ...]:
        return les_teksten(svar, kunnskap).malgrupper

    @classmethod
    def forhandsvalgt(cls, svar: Rasvar, kunnskap: Kunnskap) -> dict[str, list[str]]:
        return {"malgruppe": list(les_teksten(svar, kunnskap).malgrupper)}


class EierSteg(Stegskjema):
    enhet = _linje(
        _("Hvilken enhet eier behovet?"),
        _("Den som eier behovet, har problemet i hverdagen og pengene i budsjettet."),
    )
    rolle = _linje(
        _("Hvilken rolle har den som svarer for det?"), _("Skriv rollen, ikke navnet: «virksomhetsleder».")
    )


class PengeSteg(Stegskjema):
    penger = radio(
        _("Er det satt av penger?"),
        Behovspenger.choices,
        _("Å si at det ikke er penger ennå, er også et svar. Da vet de som svarer, hva de kan vente."),
    )
    belop_fra = belopsfelt(
        _("Beløp i året fra"), _("Hele kroner uten merverdiavgift. Et grovt anslag er nok.")
    )
    belop_til = belopsfelt(_("Beløp i året til"), _("Er det bare ett beløp, skriver dere det her."))
    kostnadsslag = ett(
        "kostnadsslag",
        _("Hva slags penger er det?"),
        _(
            "En ny kostnad hvert år må vanligvis vedtas av de folkevalgte. Et lite kjøp kan lederen ofte bestemme selv."
        ),
    )

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        fra, til = data.get("belop_fra"), data.get("belop_til")
        if fra is not None and til is not None and fra > til:
            self.add_error("belop_til", _("Beløpet til må være minst like høyt som beløpet fra."))
        return data


class BeslutningSteg(Stegskjema):
    frist = _dato(
        _("Siste dag for spørsmål"),
        _("Etter denne dagen tar dere ikke imot flere spørsmål. Skriv datoen som 31.12.2026."),
    )
    beslutningsdato = _dato(_("Når bestemmer dere hva dere gjør videre?"), _("Skriv datoen som 31.12.2026."))
    beslutter = radio(
        _("Hvem bestemmer?"),
        Behovsbeslutter.choices,
        _(
            "Koster det noe nytt hvert år, er det vanligvis de folkevalgte, også når lederen kan si ja til en prøve."
        ),
    )
    etterpa = fritekst(
        _("Hva skjer etter en prøve?"),
        _("Skal det vare, må det vanligvis en konkurranse til. Si det nå, så ingen blir skuffet."),
        rader=4,
    )


class DialogSteg(Stegskjema):
    dialog = radio(_("Hva slags dialog ønsker dere?"), Dialogform.choices, _("Velg det dere vil ha først."))
    hvem_kan_svare = fritekst(
        _("Hvem kan svare?"),
        _("Skriv det hvis ikke alle kan. Alle som svarer, skal få det samme å vite."),
        rader=3,
    )
    svaradresse = Epost(
        label=_("E-postadressen svarene skal til"),
        help_text=_("En felles adresse er best. Den vises på siden."),
        required=False,
    )


STEG: Stegrekke = (
    Steg("problemet", _("Problemet"), ProblemSteg),
    Steg("tema", _("Tema"), Temaet),
    Steg("hvem", _("Hvem det gjelder"), Malgruppen),
    Steg("sted", _("Sted"), StedSteg),
    Steg("eieren", _("Hvem som eier det"), EierSteg),
    Steg("penger", _("Penger"), PengeSteg),
    Steg("beslutning", _("Tid og beslutning"), BeslutningSteg),
    Steg("dialog", _("Dialogen"), DialogSteg),
)
ONSKER = (
    Onske("tittel", _("Et navn på behovet"), _("Det er det første de leser."), True),
    Onske("problem", _("Det som skjer i dag"), _("Uten det vet ingen hva de skal svare på."), True),
    Onske("bedre", _("Det som ville vært bedre"), _("Da kan de som svarer, se hva dere vil ha ut av det."), True),
    Onske("omrader", _("Hvor det gjelder"), _("Uten sted finner ikke de rette behovet."), True),
    Onske("dialog", _("Hva slags dialog dere ønsker"), _("Det avgjør hva noen kan sende dere."), True),
    Onske("svaradresse", _("Hvor svarene skal sendes"), _("Alle skal kunne svare på samme måte."), True),
    Onske("tema", _("Tema"), _("Uten tema blir det få og usikre treff."), False),
    Onske("hvem", _("Hvem det gjelder"), _("Da ser de som kjenner gruppen, at det er noe for dem."), False),
    Onske("omfang", _("Hvor mange det gjelder"), _("Det sier hvor stort svaret må være."), False),
    Onske("provd", _("Det dere har prøvd"), _("Da slipper dere forslag om det samme."), False),
    Onske("malgruppe", _("Målgrupper"), _("De er med på å finne dem som passer."), False),
    Onske("enhet", _("Enheten som eier behovet"), _("Da vet de hvem de snakker med."), False),
    Onske("penger", _("Hva dere kan si om penger"), _("Også «ingen ennå» hjelper."), False),
    Onske("beslutter", _("Hvem som bestemmer"), _("Da vet de hvem som sier ja."), False),
    Onske("beslutningsdato", _("Når det bestemmes"), _("En dato gjør at noe skjer."), False),
    Onske("etterpa", _("Hva som skjer etter en prøve"), _("Mange prøver stopper fordi ingen har tenkt på det."), False),
)  # fmt: skip


def kolonner(verdier: Verdier) -> Verdier:
    """De kontrollerte svarene som kolonnene i ``Behov``. Det som mangler, blir tomt."""
    return tomme(Behov, BEHOVSFELT) | {f: v for f, v in verdier.items() if f in BEHOVSFELT and v is not None}


def svar_av_utkast(svar: Rasvar) -> Rasvar:
    """Svarene i veiviseren som svarene på et behov: ingenting skrives om igjen. Navnene er de samme der de kan være det."""
    likt = ("tittel", "problem", "tema", "malgruppe", "alder_fra", "alder_til", "omrader", "kostnadsslag")
    ut = {felt: svar[felt] for felt in likt if svar.get(felt)}
    if provd := svar.get("losning"):
        ut["provd"] = provd
    if belop := svar.get("arlig_belop"):
        ut["belop_til"] = belop
    penger = {"ja": Behovspenger.RAMME, "noe": Behovspenger.APENT, "nei": Behovspenger.INGEN_ENNA}
    if (sagt := "".join(svar.get("penger", [])[-1:])) in penger:
        ut["penger"] = [penger[sagt].value]
    return ut
