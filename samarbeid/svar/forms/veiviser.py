"""Stegene i modellveiviseren, for den offentlige siden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.forms import CheckboxSelectMultiple, ChoiceField, MultipleChoiceField
from django.utils.translation import gettext_lazy as _

from samarbeid.matching.typer import Ideprofil, Kunnskap, Offentligsvar
from samarbeid.svar.forms.felles import (
    Belopssteg,
    HvemSteg,
    StedSteg,
    TemaSteg,
    ett,
    les_idefelter,
)
from samarbeid.svar.forms.hvem_spor import HvemSporSteg
from samarbeid.svar.virksomhetsvalg import finn_virksomhet
from veier.fletting import Rasvar
from veier.steg.felter import belopsfelt, fritekst, navnefelt, radio, varighetsfelt
from veier.steg.skjema import Steg, Stegrekke, Stegskjema
from veier.taksonomi.ordforrad import Styres
from veier.typer import Setning

JA_NEI = (("ja", _("Ja")), ("nei", _("Nei")), ("vet_ikke", _("Vet ikke")))
OFFENTLIGE_FELT = (
    "lovpalagt", "vedtak", "avtale", "penger", "eier", "personvernombud", "tillitsvalgte", "innkjop", "virksomhet", "rolle",
)  # fmt: skip


def _valg(
    ledetekst: Setning, valg: Iterable[tuple[str, Setning]] = JA_NEI, hjelp: Setning = ""
) -> ChoiceField:
    return radio(ledetekst, valg, hjelp)


class BehovetSteg(HvemSporSteg):
    tittel = navnefelt(_("Hva vil dere kalle behovet?"), _("Gi behovet et navn, så finner du det igjen."))
    problem = fritekst(
        _("Hva er problemet, og hvem gjelder det?"),
        _("Beskriv problemet, ikke løsningen. Ikke skriv om enkeltpersoner som kan kjennes igjen."),
        mangler=_("Skriv litt om problemet. Én setning er nok."),
    )
    losning = fritekst(
        _("Har dere noen eller noe i tankene?"),
        _("Si hva dere har prøvd, eller hva dere har sett andre gjøre. Du kan hoppe over det."),
        rader=4,
    )


class TemaetSteg(TemaSteg):
    tema = MultipleChoiceField(
        label=_("Hva handler behovet om?"),
        help_text=_("Velg gjerne ett eller to. Velger du ingen, leser vi temaet ut av teksten."),
        required=False,
        widget=CheckboxSelectMultiple,
    )


class GjelderSteg(HvemSteg):
    malgruppe = MultipleChoiceField(
        label=_("Hvem gjelder det?"), required=False, widget=CheckboxSelectMultiple
    )
    situasjon = ett(
        "situasjon",
        _("Gjelder det unge: hva gjør de i dag?"),
        _("Svaret avgjør om det er kommunen, fylkeskommunen eller Nav som har ansvaret."),
    )


class HvorSteg(StedSteg):
    @classmethod
    def forhandsvalgt(cls, svar: Rasvar, kunnskap: Kunnskap) -> dict[str, list[str]]:
        """Stedet virksomheten er i, når det er én."""
        funnet = finn_virksomhet("".join(svar.get("virksomhet", [])[-1:]), kunnskap)
        return {"omrader": [funnet[0].omrade]} if len(funnet) == 1 and funnet[0].omrade else {}


class OppgavenSteg(Stegskjema):
    lovpalagt = _valg(
        _("Er oppgaven lovpålagt?"), hjelp=_("Det vil si at loven sier at dere skal gjøre den.")
    )
    vedtak = _valg(
        _("Har brukerne vedtak om tjenesten?"),
        hjelp=_("Da har hver av dem rett til det som står i vedtaket."),
    )
    tjenestetype = ett("tjenestetype", _("Hva slags tilbud trenger dere?"), _("Velg det som passer best."))
    styres_av = _valg(
        _("Vil dere bestemme innholdet i detalj?"),
        ((Styres.DET_OFFENTLIGE, _("Ja")), (Styres.OSS, _("Nei, de som gjør det, kan bestemme")), (Styres.VET_IKKE, _("Vet ikke"))),
        _("Vil dere bestemme, er det som regel et kjøp. Ellers kan det være et tilskudd."),
    )  # fmt: skip


class MarkedetSteg(Stegskjema):
    avtale = _valg(
        _("Har dere en avtale om dette fra før?"),
        hjelp=_("For eksempel en rammeavtale, også gjennom et innkjøpssamarbeid."),
    )
    finnes_fra_for = _valg(
        _("Finnes det noen som tilbyr dette i dag?"),
        (("ja", _("Ja")), ("nei", _("Nei, det må utvikles")), ("vet_ikke", _("Vet ikke"))),
    )
    modenhet = ett(
        "modenhet",
        _("Hvor langt er løsningen kommet?"),
        _("Har dere ingen løsning i tankene, kan du hoppe over det."),
    )


class PengeneSteg(Belopssteg):
    penger = _valg(
        _("Er det penger til dette i årets budsjett?"),
        (("ja", _("Ja")), ("noe", _("Noe, men ikke nok")), ("nei", _("Nei")), ("vet_ikke", _("Vet ikke"))),
    )  # fmt: skip
    arlig_belop = belopsfelt(
        _("Omtrent hva kan det koste i året, i kroner?"),
        _("Uten merverdiavgift. Et grovt anslag er nok. Varer det under ett år, skriver dere hele summen."),
    )
    varighet_ar = varighetsfelt()
    kostnadsslag = ett(
        "kostnadsslag",
        _("Hva slags penger er det?"),
        _(
            "En ny kostnad hvert år må vanligvis vedtas av politikerne. Et lite kjøp kan lederen ofte bestemme selv."
        ),
    )
    hvem_sparer = ett("hvem_sparer", _("Hvem får mindre utgifter hvis det virker?"))


class AnsvaretSteg(Stegskjema):
    eier = _valg(
        _("Hvem eier behovet?"),
        (
            ("en", _("Én enhet hos oss")),
            ("flere", _("Flere enheter hos oss")),
            ("annen", _("En annen virksomhet enn vår")),
            ("vet_ikke", _("Det er ikke avklart")),
        ),
        _("Den som eier behovet, har problemet i hverdagen og pengene i budsjettet."),
    )
    personvernombud = _valg(_("Er personvernombudet spurt?"))
    tillitsvalgte = _valg(_("Er tillitsvalgte og verneombud tatt med?"))
    innkjop = _valg(_("Er innkjøp spurt?"))


STEG: Stegrekke = (
    Steg("behovet", _("Behovet"), BehovetSteg),
    Steg("tema", _("Tema"), TemaetSteg),
    Steg("hvem", _("Hvem det gjelder"), GjelderSteg),
    Steg("sted", _("Sted"), HvorSteg),
    Steg("oppgaven", _("Oppgaven"), OppgavenSteg),
    Steg("markedet", _("Det som finnes"), MarkedetSteg),
    Steg("pengene", _("Penger og tid"), PengeneSteg),
    Steg("ansvaret", _("Ansvar"), AnsvaretSteg),
)


def les_behov(svar: Mapping[str, Rasvar], kunnskap: Kunnskap) -> tuple[Ideprofil, Offentligsvar]:
    """Behovet i samme form som en idé, og det bare den offentlige siden vet."""
    felter = les_idefelter(STEG, svar, kunnskap)
    offentlig = Offentligsvar(**{felt: felter.pop(felt, None) for felt in OFFENTLIGE_FELT})
    return Ideprofil(**{"tittel": "", **felter}), offentlig
