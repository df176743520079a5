"""De fem linjene som står først i et svar: hvem, hva, hvem som sier ja, når, og hva som kan stoppe det.

Rene funksjoner av motorens svar og det siden alt har gjort klart. Den samme samlingen er toppen av siden, av PDF-en og av
arket til møtet, for den som spør («entreprenor»), den som har et behov («offentlig») og den som fikk en lenke («mottaker»).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samarbeid.matching.beslutning import trapp
from samarbeid.matching.beslutning.veier import er_navs_kjop
from samarbeid.matching.forklaring import Forklarer, kroner, liten, modell_i_setning, rolle_i_setning, stor
from samarbeid.matching.typer import Detaljer, Kunnskap, Offentligsvar, Svar
from samarbeid.svar.former import SOKNADER
from samarbeid.svar.neste_steg import Frist, Tidspunkt
from samarbeid.svar.svarside import datoer
from samarbeid.svar.svarside.den_som_spor import DenSomSpor, den_som_spor, gjor_dette
from samarbeid.svar.svarside.sagt import Sagt, setninger
from samarbeid.svar.svarside.seopp import se_opp
from samarbeid.svar.visninger import Mangel, Modellvisning, Rollevisning, Svarvisning, Veivisning

ENTREPRENOR, OFFENTLIG, MOTTAKER = "entreprenor", "offentlig", "mottaker"
SIDER = {ENTREPRENOR: "entreprenor", OFFENTLIG: "behov", MOTTAKER: "offentlig"}  # hvem setningene er for
MINST_DAGER = 14  # så lenge må det være igjen av noe en utenfra skal rekke
FLEST_ORD_SITERT, LENGSTE_UTDRAG = 3, 22
# Framgangsmåter den som kjøper, velger: ingen ringer og ber om en konkurranse.
KJOPERENS_VALG = frozenset({
    "forenklet-kjop", "kunngjort-konkurranse", "helse-og-sosialtjenester", "reservert-ideelle", "reservert-inkludering",
    "innovasjonspartnerskap", "konkurransepreget-dialog", "plan-og-designkonkurranse",
})  # fmt: skip
# Rollene i staten som sitter et annet sted enn direktoratet de hører til.
SITTER_UTE = frozenset({"kriminalomsorg-enhet", "bufetat-region", "minoritetsradgiver"})


@dataclass(frozen=True, slots=True)
class Linje:
    """``svar`` er det ene man trenger, ``hvorfor`` resten. ``mangler`` er svar som ville gjort rådet sikrere."""

    slag: str  # gjor | be_om | hvem | dato | se_opp
    tittel: str
    svar: str
    hvorfor: tuple[str, ...] = ()
    mangler: tuple[Mangel, ...] = ()


@dataclass(frozen=True, slots=True)
class Grunnlag:
    """Det linjene er laget av."""

    svar: Svar
    visning: Svarvisning
    kunnskap: Kunnskap
    forklarer: Forklarer
    tidspunkter: Sequence[Tidspunkt]
    frister: Sequence[Frist]
    side: str
    offentlig: Offentligsvar | None = None

    @property
    def hun(self) -> DenSomSpor:
        """Den som spør, når det er den offentlige siden."""
        return den_som_spor(self.svar, self.offentlig, self.kunnskap)

    @property
    def vei(self) -> Veivisning | None:
        return self.visning.veier[0] if self.visning.veier else None

    @property
    def er_enhetens(self) -> bool:
        """Den som avgjør, leder en enhet og kan si ja av sitt eget budsjett: da venter ikke saken på budsjettåret."""
        d = self.bestemmer
        return self.trinn == trapp.ENHET and bool(d["liten"] or d["uten_penger"])

    @property
    def bestemmer(self) -> Detaljer:
        """Det motoren vet om den som avgjør på den første veien; tom når ingen er kjent."""
        besluttere = self.svar.veier[0].beslutter if self.svar.veier else ()
        return besluttere[0].grunn.detaljer if besluttere else {}

    @property
    def er_statens_kjop(self) -> bool:
        """Den første veien er statens, og det er ikke et tilskudd det spørres om."""
        form = self.modell.modell.slug if self.modell else ""
        return bool(self.svar.veier) and self.svar.veier[0].niva == "stat" and form not in SOKNADER

    @property
    def trinn(self) -> str:
        return str(self.bestemmer.get("trinn", ""))

    @property
    def sitter_ute(self) -> bool:
        """Den første rollen sitter i en enhet vi ikke vet hvilken er, og ikke der veien sier."""
        forste = self.svar.veier[0].forste_samtale if self.svar.veier else ()
        return bool(forste) and forste[0].rolle in SITTER_UTE

    @property
    def modell(self) -> Modellvisning | None:
        return self.visning.formen(self.svar)


def lag_forstelinjer(g: Grunnlag, sagt: Sagt) -> tuple[Linje, ...]:
    """Linjene i rekkefølgen de trengs. En linje det ikke er noe å si i, er ikke med."""
    forst = (_de_spor(g), _gi_den_til(g)) if g.side == MOTTAKER else (_gjor(g), _be_om(g))
    linjer = (*forst, _hvem(g), _dato(g), _se_opp(g))
    return tuple(_uten_gjentakelse(linje, sagt) for linje in linjer if linje.svar)


def _uten_gjentakelse(linje: Linje, sagt: Sagt) -> Linje:
    svar = sagt.nytt(linje.svar)
    return Linje(linje.slag, linje.tittel, svar, sagt.alle(linje.hvorfor), linje.mangler)


def _gjor(g: Grunnlag) -> Linje:
    tittel = _("Gjør dette først")
    if g.vei is None:
        return Linje("gjor", tittel, _("Velg hva det handler om, så peker vi på hvem dere kan snakke med."))
    rolle = _forste_rolle(g.vei)
    hvem = rolle_i_setning(rolle.navn) if g.vei.egen_eier else rolle.sporr_etter
    verdier = {"navn": _navn(g.vei), "hvem": hvem}
    hvorfor: tuple[str, ...] = (_ordene(g), rolle.grunn)
    if g.side == OFFENTLIG and (hennes := gjor_dette(g.hun, g.forklarer)):
        return Linje("gjor", tittel, hennes, (_ordene(g), *g.vei.grunner[:1]))
    if g.sitter_ute:
        svar = _("Ta kontakt med %(hvem)s.") % verdier
        if g.vei.part_kjent:
            hvorfor = (_("%(navn)s kan si hvor.") % verdier, *hvorfor)
    elif g.side == OFFENTLIG and not g.hun.egen_vei:
        svar = _("Dette er vanligvis en annens ansvar: %(navn)s. Snakk med %(hvem)s der.") % verdier
    elif g.side == OFFENTLIG:
        svar = _("Snakk med %(hvem)s i %(navn)s, og ta med notatet.") % verdier
    else:
        svar = _("Ring %(navn)s og spør etter %(hvem)s.") % verdier
    return Linje("gjor", tittel, svar, hvorfor)


def _forste_rolle(vei: Veivisning) -> Rollevisning:
    return vei.stasjoner[0].roller[0]


def _navn(vei: Veivisning) -> str:
    """Navnet slik det står inne i en setning: «kommunen det gjelder» når virksomheten ikke er kjent."""
    return vei.navn if vei.part_kjent and not vei.egen_eier else liten(vei.navn)


def _ordene(g: Grunnlag) -> str:
    """Det leseren skrev, som gjorde at det ble dette temaet. Ord en tekst bare ligner på, er ingen grunn til å ringe noen."""
    for tema in g.svar.tolkning.tema:
        if tema.ord and tema.kilde != "lignende":
            ord_ = g.forklarer.oppramsing([f"«{o}»" for o in tema.ord[:FLEST_ORD_SITERT]])
            return (_("De skriver %(ord)s.") if g.side == MOTTAKER else _("Dere skriver %(ord)s.")) % {
                "ord": ord_
            }
    return ""


def _tilbud(g: Grunnlag, m: Modellvisning, navn: str = "") -> str:
    """«Pilotavtale på 90 000 kroner for om lag 6 måneder.» ``navn`` er navnet slik det står inne i en setning."""
    ide, samlet = g.svar.tolkning.ide, g.svar.tolkning.ide.samlet
    i_aret = ide.periode or g.svar.tolkning.er_i_aret
    verdier = {
        "modell": navn or m.navn,
        "belop": kroner((ide.arlig_belop if i_aret else samlet) or 0),
        "tid": g.forklarer.varighet({"verdi": ide.varighet_ar}) if ide.varighet_ar else "",
    }
    if i_aret:
        return _("%(modell)s på %(belop)s i året.") % verdier
    if samlet and verdier["tid"]:
        return _("%(modell)s på %(belop)s for %(tid)s.") % verdier
    if samlet:
        return _("%(modell)s på %(belop)s.") % verdier
    return _("%(modell)s for %(tid)s.") % verdier if verdier["tid"] else f"{navn or m.navn}."


def _be_om(g: Grunnlag) -> Linje:
    tittel = _("Velg denne formen") if g.side == OFFENTLIG else _("Be om")
    m = g.modell
    if m is None:
        return Linje(
            "be_om",
            tittel,
            _("Ingen form peker seg ut ennå."),
            (_("Si hvor langt dere er kommet, og hva det koster, så vet vi mer."),),
        )
    if g.side == OFFENTLIG:
        kort, siste = m.for_det_offentlige("kort"), m.tekst("anskaffelsesregler")
    else:
        kort = m.tekst("kort")
        siste = _("Dette må være på plass: %(hva)s") % {"hva": liten(m.tekst("forutsetninger"))}
    svar = _tilbud(g, m) if g.side == OFFENTLIG else _det_bes_om(g, m)
    return Linje("be_om", tittel, svar, (kort, *m.grunner[:1], siste))


def _det_bes_om(g: Grunnlag, m: Modellvisning) -> str:
    """Formen, eller en samtale når formen er en framgangsmåte kjøperen velger."""
    if m.modell.slug not in KJOPERENS_VALG:
        return _tilbud(g, m)
    form = _tilbud(g, m, modell_i_setning(m.navn))
    return _("En samtale om behovet. Blir det et kjøp, er formen vanligvis %(form)s") % {"form": form}


def _de_spor(g: Grunnlag) -> Linje:
    ide = g.svar.ide
    utdrag = Truncator(ide.losning or ide.problem).words(LENGSTE_UTDRAG)
    svar = _det_bes_om(g, g.modell) if g.modell else _("En samtale om ideen.")
    return Linje("be_om", _("De spør dere om"), svar, (f"«{utdrag}»",))


def _gi_den_til(g: Grunnlag) -> Linje:
    tittel = _("Gi den til")
    if g.vei is None:
        return Linje("gjor", tittel, _("Vi vet ikke ennå hvem hos dere dette gjelder."))
    rolle = _forste_rolle(g.vei)
    verdier = {"hvem": stor(rolle.sporr_etter), "navn": _navn(g.vei)}
    svar = f"{verdier['hvem']}." if g.sitter_ute else _("%(hvem)s i %(navn)s.") % verdier
    return Linje("gjor", tittel, svar, (rolle.grunn,))


def _hvem(g: Grunnlag) -> Linje:
    titler = {
        ENTREPRENOR: _("Hvem sier ja"),
        OFFENTLIG: _("Hvem hos dere sier ja"),
        MOTTAKER: _("Dere bestemmer dette"),
    }
    if g.side == OFFENTLIG and not g.hun.egen_vei:
        titler[OFFENTLIG] = titler[ENTREPRENOR]  # den første veien er hos en annen enn henne
    stasjoner = g.vei.stasjoner if g.vei else ()
    besluttere = next((s.roller for s in stasjoner if s.slag == "beslutter"), ())
    if not besluttere:
        svar = g.modell.tekst("hvem_bestemmer") if g.modell else ""
        return Linje("hvem", titler[g.side], svar)
    grunn = besluttere[0].grunn
    if g.side == OFFENTLIG and g.hun.kan_selv:
        grunn = g.forklarer.beslutter(g.svar.veier[0].beslutter[0].grunn.detaljer, du=_("du"))
    forst, *ellers = setninger(grunn)
    return Linje("hvem", titler[g.side], forst, tuple(ellers))


def _dato(g: Grunnlag) -> Linje:
    hos_dere = g.side == MOTTAKER or (g.side == OFFENTLIG and g.hun.egen_vei)
    tittel = _("Neste dato hos dere") if hos_dere else _("Neste dato")
    if g.er_enhetens:
        gratis = g.bestemmer["uten_penger"] or g.svar.tolkning.ide.samlet == 0
        linjer = [
            _("Når som helst.") if gratis else _("Når som helst, så lenge det er rom i årets budsjett.")
        ]
    elif g.trinn == trapp.ENHET:
        linjer = [_("Et lite kjøp kan avtales når som helst, så lenge det er rom i årets budsjett.")]
    elif g.trinn == trapp.SEKTOR or g.er_statens_kjop:  # høringen om det neste budsjettet er ikke hennes
        linjer = []
    else:
        na = (t for t in g.tidspunkter if t.er_na and t.ledd.er_vindu and (hos_dere or _rekker(t, g)))
        linjer = [datoer.na(t, _hva(t, g)) for t in na][:1]
    if g.svar.veier and er_navs_kjop(g.svar.veier[0]):
        linjer += [_("Spør når neste konkurranse kommer, og følg med på Doffin.")]
    elif g.er_statens_kjop:  # utlysningene er for tilskudd; et sykehus fordeler sitt eget budsjett
        linjer += [_("Spør når de fordeler budsjettet for neste år.")]
    else:
        linjer += [datoer.neste(t, _hva(t, g)) for t in g.tidspunkter if t.er_neste_vindu]
    linjer += [datoer.frist(f) for f in g.frister if f.sett_i_ar][:1]
    forst, *ellers = setninger(linjer[0]) if linjer else ("",)
    return Linje("dato", tittel, forst, (*ellers, *linjer[1:]))


def _hva(t: Tidspunkt, g: Grunnlag) -> str:
    """Den som kommer utenfra, vil vite hva hun kan gjøre; de andre hva som skjer hos dem."""
    if t.sagt_selv and g.side == ENTREPRENOR:
        return f"{t.ledd.vist.hva} {t.ledd.vist.gjor}"
    return str(t.ledd.vist.gjor if g.side == ENTREPRENOR else t.ledd.vist.hva)


def _rekker(t: Tidspunkt, g: Grunnlag) -> bool:
    """Om det er tid igjen: en høring som går ut om noen dager, rekker ingen utenfra å komme inn i."""
    i_dag = g.kunnskap.i_dag
    siste = date(i_dag.year, t.ledd.maned_til, monthrange(i_dag.year, t.ledd.maned_til)[1])
    return (siste - i_dag).days >= MINST_DAGER


def _se_opp(g: Grunnlag) -> Linje:
    advarsler = se_opp(g.svar, g.visning, g.modell, g.kunnskap, g.forklarer)
    forst = advarsler.linjer[0] if advarsler.linjer else ""
    svar = forst or (_("Et svar mangler.") if advarsler.mangler else "")
    return Linje("se_opp", _("Se opp for"), svar, tuple(advarsler.linjer[1:]), advarsler.mangler)
