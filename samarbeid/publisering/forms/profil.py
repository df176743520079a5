"""Profilen til en entreprenør: stegene, og hva som trengs for å publisere."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from entreprenorer.models.entreprenor import PROFILFELT, Entreprenor
from samarbeid.svar.forms.felles import StedSteg, stedsok
from veier.database.kolonner import tomme
from veier.felter import Epost, Navn, Nettadresse, Tekst, Telefon
from veier.steg.felter import fritekst, radio
from veier.steg.kontroll import Onske
from veier.steg.skjema import Steg, Stegrekke, Stegskjema
from veier.typer import Setning, Verdier


def _linje(ledetekst: Setning, hjelp: Setning = "", *, lengde: int = 200, auto: str = "off") -> Tekst:
    return Tekst(
        label=ledetekst,
        help_text=hjelp,
        max_length=lengde,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": auto}),
    )


class OmSteg(Stegskjema):
    kort = _linje(_("Hvem er dere, i én setning?"), _("Vises i lister og søk. Høyst 200 tegn."))
    hva = fritekst(
        _("Hva gjør dere?"),
        _("Fortell hva som skjer, så en som aldri har hørt om dere, ser det for seg."),
        rader=7,
    )
    nettsted = Nettadresse(
        label=_("Nettsted"),
        max_length=200,
        required=False,
        error_messages={"invalid": _("Skriv adressen til nettstedet, for eksempel eksempel.no.")},
        widget=forms.TextInput(attrs={"autocomplete": "url", "inputmode": "url"}),
    )


class HvemSteg(Stegskjema):
    for_hvem = fritekst(_("Hvem er det for?"), _("Beskriv gruppen, ikke enkeltpersoner."))
    temaer = forms.MultipleChoiceField(
        label=_("Temaer"),
        help_text=_("Det dere arbeider mest med. Velg høyst fem."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    malgrupper = forms.MultipleChoiceField(
        label=_("Målgrupper"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def klargjor(self) -> None:
        temaer = sorted(self.kunnskap.temaer.values(), key=lambda t: t.rekkefolge)
        self.sett_valg("temaer", [(t.slug, t.navn) for t in temaer])
        self.sett_valg("malgrupper", [(m.slug, m.navn) for m in self.kunnskap.malgrupper.values()])

    def clean_temaer(self) -> list[str]:
        valgte: list[str] = self.cleaned_data["temaer"]
        if len(valgte) > 5:
            raise forms.ValidationError(_("Velg høyst fem temaer, så andre finner dere på det viktigste."))
        return valgte


class HvorSteg(StedSteg):
    mal = "skriving/_hvor.html"
    hoyst = 40
    sok = stedsok(_("Hvor arbeider dere?"))
    hele_landet = forms.BooleanField(label=_("Vi arbeider i hele landet"), required=False)

    def clean(self) -> dict[str, object]:
        """Hele landet er også et sted: da er det svart."""
        data = super().clean()
        if data.get("hele_landet") and not data["omrader"]:
            data["omrader"] = ["NO"]
        return data


class StadiumSteg(Stegskjema):
    modenhet = radio(_("Hvor langt er dere kommet?"), Entreprenor.Modenhet.choices)
    utbytte = radio(
        _("Kan eierne ta ut utbytte?"),
        Entreprenor.Utbytte.choices,
        _("Svaret avgjør hvilke tilskudd og konkurranser som er åpne for dere."),
    )


class KjennetegnSteg(Stegskjema):
    trekk_behov = fritekst(
        _("Hvilket behov dekker dere som ingen andre dekker?"),
        _("Det kan være noe som mangler der dere er, eller noe det offentlige ikke når fram med."),
    )
    trekk_losning = fritekst(
        _("Hva er nytt i løsningen?"), _("Nytt kan også være en ny måte å gjøre noe kjent på.")
    )
    trekk_medvirkning = fritekst(
        _("Hvordan er de det gjelder, med?"),
        _("Har de vært med på å lage det? Arbeider noen av dem hos dere?"),
    )
    trekk_drift = fritekst(
        _("Hvor kommer pengene fra, og hva skjer med et overskudd?"),
        _("Salg, tilskudd, gaver. Si gjerne omtrent hvor mye som er hva."),
    )
    trekk_tvers = fritekst(
        _("Hvilke fag eller sektorer arbeider dere på tvers av?"),
        _("For eksempel skole og helse, eller næringsliv og Nav."),
    )


class KontaktSteg(Stegskjema):
    kontaktnavn = Navn(
        label=_("Hvem kan en kommune snakke med?"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    kontaktepost = Epost(
        label=_("E-post"),
        help_text=_("Står på profilen. Bruk gjerne en felles adresse."),
        required=False,
    )
    kontakttelefon = Telefon(
        label=_("Telefon"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


STEG: Stegrekke = (
    Steg("om", _("Om dere"), OmSteg),
    Steg("hvem", _("Hvem det er for"), HvemSteg),
    Steg("sted", _("Hvor dere arbeider"), HvorSteg),
    Steg("stadium", _("Hvor langt dere er kommet"), StadiumSteg),
    Steg("kjennetegn", _("Det som gjør dere til sosiale entreprenører"), KjennetegnSteg),
    Steg("kontakt", _("Kontakt"), KontaktSteg),
)

ONSKER = (
    Onske("kort", _("Hvem dere er, i én setning"), _("Det er det første en kommune leser i en liste."), True),
    Onske("hva", _("Hva dere gjør"), _("Uten det vet ingen om de bør ta kontakt."), True),
    Onske("for_hvem", _("Hvem det er for"), _("Kommunen leter etter en gruppe, ikke etter et navn."), True),
    Onske("temaer", _("Minst ett tema"), _("Temaet avgjør hvem som finner dere."), True),
    Onske("omrader", _("Hvor dere arbeider"), _("De fleste leter der de selv er."), True),
    Onske("modenhet", _("Hvor langt dere er kommet"), _("En prøve og en ferdig tjeneste kjøpes på ulike måter."), True),
    Onske("trekk_behov", _("Behovet ingen dekker"), _("Da ser leseren hvorfor dere trengs."), True),
    Onske("trekk_losning", _("Det nye i løsningen"), _("Det offentlige vil vite hva som skiller dere fra det de har."), True),
    Onske("trekk_medvirkning", _("Hvordan de det gjelder, er med"), _("De som skal bruke tilbudet, vet ofte best hva som hjelper."), True),
    Onske("trekk_drift", _("Hvor pengene kommer fra"), _("Kommunen vil vite om dere er her om to år."), True),
    Onske("trekk_tvers", _("Fagene dere arbeider på tvers av"), _("Da vet leseren hvem som må være med."), True),
    Onske("kontaktepost", _("En e-postadresse"), _("Ellers kan ingen ta kontakt."), True),
    Onske("malgrupper", _("Målgrupper"), _("Da treffer også de som leter etter gruppen."), False),
    Onske("utbytte", _("Om eierne kan ta ut utbytte"), _("Noen tilskudd og konkurranser er bare for dem som ikke kan det."), False),
    Onske("kontaktnavn", _("Navnet på en kontaktperson"), _("Det er lettere å ringe en som har et navn."), False),
    Onske("logo", _("En logo"), _("Folk kjenner dere igjen i listen."), False),
)  # fmt: skip


def kolonner(verdier: Verdier) -> Verdier:
    """De kontrollerte svarene som kolonnene i ``Entreprenor``. Det som mangler, blir tomt."""
    ut = tomme(Entreprenor, PROFILFELT)
    ut |= {felt: verdi for felt, verdi in verdier.items() if felt in PROFILFELT and verdi is not None}
    steder = list(verdier.get("omrader") or [])
    ut["hele_landet"] = bool(verdier.get("hele_landet")) or "NO" in steder
    ut["steder"] = [kode for kode in steder if kode != "NO"]
    return ut
