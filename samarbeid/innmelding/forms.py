"""Stegene i «Meld inn et eksempel», og hva som må være på plass før det kan sendes."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Eksempel, Hindringsslag, Melderolle
from samarbeid.svar.forms.felles import StedSteg, TemaSteg, stedsok, temaforslag
from veier.felter import Epost, Fritekst, Navn, Tekst
from veier.fletting import Rasvar
from veier.steg.felter import fritekst, navnefelt, radio
from veier.steg.kontroll import Onske
from veier.steg.skjema import Kunnskap, Steg, Stegrekke, Stegskjema
from veier.taksonomi.ordforrad import Niva
from veier.typer import Setning

FLEST_KILDER = 10
_lenke = URLValidator(schemes=["http", "https"])


def _linje(ledetekst: Setning, hjelp: Setning, lengde: int = 200) -> Tekst:
    return Tekst(label=ledetekst, help_text=hjelp, max_length=lengde, required=False)


def _navn(ledetekst: Setning, hjelp: Setning, lengde: int) -> Navn:
    return Navn(label=ledetekst, help_text=hjelp, max_length=lengde, required=False)


def _epost(ledetekst: Setning, hjelp: Setning) -> Epost:
    return Epost(label=ledetekst, help_text=hjelp, max_length=200, required=False)


class SakenSteg(Stegskjema):
    tittel = navnefelt(_("Hva vil du kalle eksempelet?"), _("Gi eksempelet et navn, så finner du det igjen."))
    rolle = radio(
        _("Hvem melder inn?"),
        (
            (Melderolle.OFFENTLIG, _("Jeg arbeider i kommunen eller en annen offentlig virksomhet som var med")),
            (Melderolle.ENTREPRENOR, _("Jeg arbeider hos entreprenøren som var med")),
            (Melderolle.ANNEN, _("Jeg er en annen som kjenner saken")),
        ),
        _("Leserne får vite det, men ikke navnet ditt."),
    )  # fmt: skip
    behov = fritekst(
        _("Hva var vanskelig, og hva var ideen?"),
        _("To–tre setninger er nok. Ikke skriv om enkeltpersoner som kan kjennes igjen."),
        mangler=_("Skriv litt om det som var vanskelig. Én setning er nok."),
    )


class ParteneSteg(Stegskjema):
    offentlig = _navn(
        _("Hvilken offentlig virksomhet var med?"), _("For eksempel «Sogndal kommune, Kvåle skule»."), 300
    )
    entreprenor = _navn(
        _("Hvem samarbeidet den med?"), _("Den sosiale entreprenøren, organisasjonen eller firmaet."), 200
    )
    nivaer = forms.MultipleChoiceField(
        label=_("Hva slags virksomhet er det?"),
        choices=Niva.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    arstall = _linje(_("Når skjedde det?"), _("For eksempel «2021–2023»."), 100)  # fmt: skip


class SakensSted(StedSteg):
    sok = stedsok(_("Hvor skjedde det?"))


class SakensTema(TemaSteg):
    tema = forms.MultipleChoiceField(
        label=_("Hva handler eksempelet om?"),
        help_text=_("Velg gjerne ett eller to. Er du i tvil, kan redaksjonen velge."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def foresla(cls, svar: Rasvar, kunnskap: Kunnskap) -> tuple[str, ...]:
        tittel, behov, gjort = ("".join(svar.get(f, [])[-1:]) for f in ("tittel", "behov", "modell_omtale"))
        return temaforslag(tittel, behov, gjort, kunnskap)


class SkjeddeSteg(Stegskjema):
    ide_fra = fritekst(
        _("Hvem hadde ideen?"),
        _("Skriv rollen eller virksomheten, ikke navnet. For eksempel «en lærer på skolen»."),
        rader=2,
    )
    forste_kontakt = fritekst(
        _("Hvem tok kontakt med hvem?"), _("Og hvordan: et møte, en e-post, noen som kjente noen?"), rader=2
    )
    forankring = fritekst(
        _("Hvordan ble ledere, ansatte og brukere med på det?"),
        _("Si også hvem som ikke ble spurt."),
        rader=3,
    )
    beslutter = fritekst(
        _("Hvem bestemte at det skulle prøves?"),
        _("Skriv rollen eller organet, ikke navnet. For eksempel «rektor» eller «formannskapet»."),
        rader=2,
    )
    modell_omtale = fritekst(
        _("Hva gjorde dere sammen, og hva var avtalt?"),
        _("Hva slags avtale, hvor lenge, og ble den skrevet ned?"),
        rader=4,
    )
    beslutter_videre = fritekst(
        _("Hvem bestemte hva som skjedde etterpå?"),
        _("Om det skulle fortsette, vokse eller stoppe. Det er ofte en annen enn den som sa ja til å prøve."),
        rader=2,
    )
    tidslinje = fritekst(
        _("Når skjedde hva?"),
        _("Én ting på hver linje, det eldste først. For eksempel «Mars 2021: vi begynte»."),
        rader=4,
    )
    belop = fritekst(_("Hva kostet det, og hvem betalte?"), _("Skriv hvilket år tallet er fra."), rader=2)
    det_offentliges_bidrag = fritekst(
        _("Hva bidro det offentlige med utenom penger?"),
        _("For eksempel lokaler, ansatte eller kunnskap."),
        rader=2,
    )
    apnet_for_andre = fritekst(
        _("Fikk andre leverandører vite om det?"), _("Når og hvordan, eller hvorfor ikke."), rader=2
    )  # fmt: skip


class VirkningSteg(Stegskjema):
    suksessmal = fritekst(
        _("Hva ville dere se for å si at det lyktes?"),
        _("Det dere ble enige om på forhånd, hvis dere ble det."),
        rader=2,
    )
    effekt = fritekst(
        _("Hva kom ut av det?"), _("Har du et tall, skriver du også hva det er sammenlignet med."), rader=4
    )
    effekt_hevdet_av = _linje(
        _("Hvem sier det?"), _("For eksempel «skolen selv» eller «en evaluering fra 2023»."), 250
    )
    effekt_antall = _linje(
        _("Hvor mange av hvor mange?"), _("For eksempel «23 av 25 elever». Vet du ikke, skriver du det."), 250
    )
    effekt_malt_av = _linje(
        _("Hvem målte, og hvem betalte dem som målte?"), _("For eksempel «vi talte selv»."), 250
    )
    suksessfaktorer = fritekst(
        _("Hva gjorde at det gikk?"),
        _("Én ting på hver linje. Gikk det ikke, skriver du hva som gjorde at det kom så langt."),
        rader=3,
    )
    hindringsslag = forms.MultipleChoiceField(
        label=_("Hva slags ting stoppet eller sinket det?"),
        help_text=_("Velg alt som stemmer. Du kan hoppe over det."),
        choices=Hindringsslag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hindringer = fritekst(
        _("Hva stoppet eller sinket det?"),
        _(
            "Dette er det andre lærer mest av. Skriv om det som skjedde, ikke om personer. Nevner du noen, får de svare."
        ),
        rader=4,
    )
    gjort_igjen = fritekst(_("Hva ville dere gjort igjen?"), _("Det som er verdt å ta etter."), rader=2)
    gjort_annerledes = fritekst(
        _("Hva ville dere ikke gjort igjen, eller gjort annerledes?"),
        _("Det andre bør slippe å lære selv."),
        rader=2,
    )
    status_i_dag = _linje(_("Hva er igjen av det i dag?"), _("For eksempel «i vanlig drift» eller «avsluttet i 2022»."))  # fmt: skip


class KilderSteg(Stegskjema):
    kilder = Fritekst(
        label=_("Hvor kan andre lese om det?"),
        help_text=_(
            "Én nettadresse på hver linje. Har du ingen, kan du hoppe over det: da er svarene fra partene kilden."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    gjenkjennelig = radio(
        _("Kan noen kjenne seg igjen?"),
        Eksempel.Gjenkjennelig.choices,
        _("Tenk på dem som fikk hjelp, og de nærmeste rundt dem. Kan noen det uten å være spurt, publiserer vi det ikke."),
    )  # fmt: skip

    def clean_kilder(self) -> str:
        skrevet = [linje.strip() for linje in (self.cleaned_data.get("kilder") or "").splitlines()]
        linjer = [linje for linje in skrevet if linje]
        if len(linjer) > FLEST_KILDER:
            raise ValidationError(_("Skriv høyst ti adresser."))
        for linje in linjer:
            try:
                _lenke(linje)
            except ValidationError:
                raise ValidationError(
                    _("«%(linje)s» er ikke en nettadresse. Den begynner med https://."),
                    params={"linje": linje[:80]},
                ) from None
        return "\n".join(dict.fromkeys(linjer))


class AvsenderSteg(Stegskjema):
    navn = _navn(_("Navnet ditt"), _("Bare redaksjonen ser det."), 100)
    virksomhet = _navn(
        _("Hvor du arbeider, og rollen din"), _("For eksempel «Sogndal kommune, rektor»."), 120
    )
    epost = _epost(
        _("E-postadressen din"),
        _("Vi sender deg en lenke først. Med den kan du rette eller trekke det du meldte inn."),
    )
    leder_epost = _epost(
        _("E-post til en leder hos den offentlige virksomheten"),
        _("Redaksjonen spør lederen om det stemmer. Spør henne gjerne først. Du kan hoppe over det."),
    )
    entreprenor_epost = _epost(
        _("E-post til den dere samarbeidet med"), _("Redaksjonen spør dem om det stemmer. Du kan hoppe over det.")
    )  # fmt: skip


STEG: Stegrekke = (
    Steg("saken", _("Eksempelet"), SakenSteg),
    Steg("partene", _("Hvem som var med"), ParteneSteg),
    Steg("sted", _("Sted"), SakensSted),
    Steg("tema", _("Tema"), SakensTema),
    Steg("skjedde", _("Det som skjedde"), SkjeddeSteg),
    Steg("virkning", _("Det som kom ut av det"), VirkningSteg),
    Steg("kilder", _("Kilder"), KilderSteg),
    Steg("avsender", _("Deg og partene"), AvsenderSteg),
)


def _ma(felt: str, mangler: Setning, hvorfor: Setning) -> Onske:
    return Onske(felt, mangler, hvorfor, paakrevd=True)


ONSKER = (
    _ma("rolle", _("Si hvem du er i saken"), _("Leserne får vite hvem som forteller.")),
    _ma("behov", _("Skriv hva som var vanskelig"), _("Andre må kunne kjenne igjen behovet.")),
    _ma("offentlig", _("Skriv hvilken offentlig virksomhet som var med"), _("Et eksempel må ha funnet sted et sted.")),
    _ma("entreprenor", _("Skriv hvem den samarbeidet med"), _("Begge parter blir spurt om det stemmer.")),
    _ma("nivaer", _("Velg hva slags virksomhet det er"), _("Da finner de som arbeider samme sted, eksempelet.")),
    _ma("modell_omtale", _("Skriv hva dere gjorde sammen"), _("En idé som ikke er prøvd, er ikke et eksempel.")),
    _ma("gjenkjennelig", _("Svar på om noen kan kjenne seg igjen"), _("Ingen skal kjenne seg igjen uten å være spurt.")),
    _ma("navn", _("Skriv navnet ditt"), _("Redaksjonen må vite hvem den snakker med.")),
    _ma("virksomhet", _("Skriv hvor du arbeider, og rollen din"), _("Redaksjonen må vite hvem den snakker med.")),
    _ma("epost", _("Skriv e-postadressen din"), _("Uten den kan du verken sende inn eller rette.")),
    Onske("hindringer", _("Skriv hva som stoppet eller sinket det"), _("Det er det andre lærer mest av.")),
    Onske("beslutter", _("Skriv hvem som bestemte at det skulle prøves"), _("Det er det andre spør mest om.")),
    Onske("effekt", _("Skriv hva som kom ut av det"), _("Også når det ikke ble noe av.")),
    Onske("kilder", _("Legg til en kilde"), _("Da kan andre lese mer, og redaksjonen svarer raskere.")),
)  # fmt: skip
