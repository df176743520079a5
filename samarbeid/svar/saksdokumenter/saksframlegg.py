"""Saksframlegget: verdiene i malen. Det svaret ikke sier, blir «[Fyll inn: …]»."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from samarbeid.matching.forklaring import rolle_i_setning
from samarbeid.svar.former import PROVER, TILSKUDD, UTEN_KJOP
from samarbeid.svar.notat import sjekkliste
from samarbeid.svar.saksdokumenter.grunner import ikke_valgt, taler_for, taler_mot
from samarbeid.svar.saksdokumenter.hjemmel import hjemmelen
from samarbeid.svar.saksdokumenter.horing import horingen
from samarbeid.svar.saksdokumenter.okonomi import okonomien
from samarbeid.svar.saksdokumenter.plan import planen
from samarbeid.svar.saksdokumenter.saken import Sak
from samarbeid.svar.saksdokumenter.vedtak import behandlingen, hva_som_gjores, vedtaket
from samarbeid.svar.svarvisning import hent_rader
from veier.dokument.blokker import Bit, Blokk, Innhold, Tabell, liste, med_felt, p
from veier.dokument.markdown import Verdi
from veier.taksonomi.alder import aldersord

FLEST_ALTERNATIVER, FLEST_STEDER = 3, 5
HOYESTE_ALDER = 100  # en lesning uten øvre alder går helt opp, og sies som «fra 70 år»
ANDRES_FORM = (
    "niva_bruker_ikke"  # formen er for et annet nivå enn det som avgjør saken, og er ikke noe alternativ
)


def verdier(sak: Sak) -> Mapping[str, Verdi]:
    """Feltene i malen «saksframlegg»."""
    return {
        "behandling": Innhold((_behandling(sak),)),
        "vedtak": punkter(vedtaket(sak), "nummer"),
        "kort": avsnitt([_kort(sak)]),
        "behov": avsnitt(behovet(sak)),
        "i_dag": avsnitt(_i_dag(sak)),
        "forslag": avsnitt(_forslaget(sak)),
        "hjemmel": punkter(hjemmelen(sak)),
        "taler_for": punkter(taler_for(sak) or [_("[Fyll inn: det som taler for]")]),
        "taler_mot": punkter(taler_mot(sak) or [_("[Fyll inn: det som taler mot]")]),
        "alternativer": Innhold((liste(_alternativer(sak)),)),
        "okonomi": Innhold(okonomien(sak)),
        "personell": avsnitt(_personell(sak)),
        "horing": punkter(horingen(sak)),
        "personvern": avsnitt(personvernet(sak)),
        "statsstotte": avsnitt(_statsstotte(sak)),
        "etterpa": punkter(planen(sak), "nummer"),
        "sjekkliste": punkter(_gjenstar(sak), "kryss"),
    }


def punkter(tekster: Iterable[str], slag: str = "punkt") -> Innhold:
    biter = [med_felt(tekst) for tekst in tekster]
    return Innhold((liste(biter, slag),) if biter else ())


def avsnitt(tekster: Iterable[str]) -> Innhold:
    return Innhold(tuple(p(*med_felt(tekst)) for tekst in tekster if tekst))


def _gjenstar(sak: Sak) -> list[str]:
    """Punktene i sjekklisten som gjelder formen, og som ikke er gjort."""
    gjelder = {"alle", *(["kjop"] if sak.er_kjop else []), *(["prove"] if sak.slug in PROVER else [])}
    return [s.tekst for s in sjekkliste(sak.offentlig) if not s.gjort and s.gjelder in gjelder]


def _behandling(sak: Sak) -> Blokk:
    hode = (_("Behandles av"), _("Møtedato"), _("Saksnummer"))
    rader = [
        (hvem, _("[Fyll inn: dato]"), _("[Fyll inn: nummer]"))
        if sak.er_politisk
        else (hvem, _("[Fyll inn: dato]"), _("Delegert sak [Fyll inn: nummer]"))
        for hvem in behandlingen(sak)
    ]
    celler = tuple(tuple(med_felt(celle) for celle in rad) for rad in rader)
    return Tabell(tuple(med_felt(celle) for celle in hode), celler)


def _kort(sak: Sak) -> str:
    verdier_ = {
        "virksomhet": sak.virksomhet or _("[Fyll inn: virksomheten]"),
        "hva": hva_som_gjores(sak),
        "tittel": sak.ide.tittel,
        "beslutter": sak.beslutter or _("[Fyll inn: den som vedtar]"),
    }
    tekst = _("Behovet er «%(tittel)s». Det foreslås at %(virksomhet)s %(hva)s.") % verdier_
    if sak.er_politisk:
        return (
            tekst
            + " "
            + _("Saken avgjøres av %(beslutter)s.") % {"beslutter": rolle_i_setning(verdier_["beslutter"])}
        )
    return (
        tekst
        + " "
        + _("Saken kan vanligvis avgjøres av %(beslutter)s, innenfor budsjett og fullmakt.")
        % {"beslutter": rolle_i_setning(verdier_["beslutter"])}
    )


def behovet(sak: Sak) -> list[str]:
    """Det som er skrevet om behovet, hvem det gjelder, og hvor."""
    omfang = _("Omfang: [Fyll inn: hvor mange det gjelder, og hvor tallet er fra].")
    return [*sak.ide.problem.split("\n"), hvem_og_hvor(sak), omfang]


def hvem_og_hvor(sak: Sak) -> str:
    """«Det gjelder ungdom i alderen 13–16 år i Bergen.» Tom når ingenting av det er kjent."""
    f, t = sak.forklarer, sak.motorsvar.tolkning
    hvem = f.oppramsing([f.malgruppe(slug) for slug in t.malgruppe])
    if t.alder_sikker and t.alder:
        fra, til = t.alder[0] or None, t.alder[1] if t.alder[1] < HOYESTE_ALDER else None
        alder = aldersord(fra, til)
        if fra and til:
            alder = _("i alderen %(alder)s") % {"alder": alder}
        hvem = f"{hvem or _('personer')} {alder}".rstrip()
    steder = f.oppramsing([f.sted(kode) for kode in t.omrader[:FLEST_STEDER]])
    if hvem and steder:
        return _("Det gjelder %(hvem)s i %(steder)s.") % {"hvem": hvem, "steder": steder}
    if hvem:
        return _("Det gjelder %(hvem)s.") % {"hvem": hvem}
    return _("Stedet er %(steder)s.") % {"steder": steder} if steder else ""


def _i_dag(sak: Sak) -> list[str]:
    avtale = {
        "ja": _("Virksomheten har en avtale om dette fra før: [Fyll inn: avtalen, leverandøren og når den går ut]."),
        "nei": _("Virksomheten har ingen avtale om dette fra før."),
    }  # fmt: skip
    finnes = {
        "ja": _("Det finnes noen som tilbyr dette i dag."),
        "nei": _("Ingen kjente tilbyr dette i dag, så det må utvikles."),
    }
    tenkt = _("Dette er tenkt på eller prøvd: %(tekst)s") % {"tekst": sak.ide.losning}
    ut = [tenkt if sak.ide.losning else ""]
    ut.append(
        avtale.get(
            sak.offentlig.avtale or "", _("Avtale om dette fra før: [Fyll inn: ja eller nei, og hvilken].")
        )
    )
    ut.append(finnes.get(sak.motorsvar.tolkning.ide.finnes_fra_for or "", ""))
    if sak.offentlig.lovpalagt == "nei":
        ut.append(_("Oppgaven er ikke lovpålagt."))
    return [*ut, _("Tilbudet i dag: [Fyll inn: hva som gjøres nå, og hvorfor det ikke er nok].")]


def _forslaget(sak: Sak) -> list[str]:
    if sak.modell is None:
        return [_("[Fyll inn: hva som foreslås]")]
    ut = [f"{sak.form}: {sak.om_virksomheten(sak.modell.for_det_offentlige('kort'), sak.modell)}"]
    if sak.er_kjop:
        ut.append(_("Saken gjelder formen og rammen. Leverandøren velges etterpå, etter reglene for formen."))
    return ut


def _alternativer(sak: Sak) -> list[tuple[Bit, ...]]:
    """Ikke gjøre noe, gjøre det selv, og de andre formene – hver med hvorfor den ikke er foreslått."""
    ut = [
        (
            _("Ikke gjøre noe."),
            _("[Fyll inn: hva som skjer hvis saken ikke blir vedtatt, og hva det koster]."),
        ),
        (_("Bruke egne ansatte."), _("[Fyll inn: hvorfor det er bedre eller dårligere enn forslaget].")),
    ]
    rader = hent_rader(sak.kunnskap).modeller
    andre = [
        v
        for v in sak.motorsvar.modeller
        if v.slug != sak.slug and sak.kan_velge(v.slug) and not any(g.kode == ANDRES_FORM for g in v.mot)
    ]
    ut += [
        (f"{sak.navn_pa(rader[v.slug])}.", ikke_valgt(v.mot, sak.forklarer))
        for v in andre[:FLEST_ALTERNATIVER]
    ]
    return [(Bit(f"{navn} ", "fet"), *med_felt(hvorfor)) for navn, hvorfor in ut]


def _personell(sak: Sak) -> list[str]:
    tekst = {
        "ja": _("Tillitsvalgte og verneombud er tatt med: [Fyll inn: dato, og det de sa]."),
        "nei": _("Tillitsvalgte og verneombud er ikke tatt med ennå: [Fyll inn: når det skjer]."),
    }
    return [
        _("Arbeidstid for egne ansatte: [Fyll inn: timer, roller og om noe annet må vike]."),
        tekst.get(
            sak.offentlig.tillitsvalgte or "",
            _("Tillitsvalgte og verneombud: [Fyll inn: dato, og det de sa]."),
        ),
    ]


def personvernet(sak: Sak) -> list[str]:
    """Hvem som har ansvaret for opplysningene, og hva som må være avklart."""
    spurt = {
        "ja": _("Personvernombudet er spurt: [Fyll inn: dato og råd]."),
        "nei": _("Personvernombudet er ikke spurt ennå: [Fyll inn: når det skjer]."),
    }
    ut = [
        spurt.get(sak.offentlig.personvernombud or "", _("Personvernombudet: [Fyll inn: dato og råd].")),
        _(
            "Hvem som har behandlingsansvaret, og om det trengs databehandleravtale: [Fyll inn: vurderingen]. "
            "Om personvernkonsekvensene må vurderes særskilt: [Fyll inn: ja eller nei, og hvorfor]."
        ),
    ]
    if sak.modell and sak.modell.gjelder_mennesker:
        ut.append(
            _("Politiattest og taushetserklæring: [Fyll inn: hvem som trenger det, og etter hvilken lov].")
        )
    return ut


def _statsstotte(sak: Sak) -> list[str]:
    if sak.slug in TILSKUDD | UTEN_KJOP:
        return [
            _(
                "Støtte er statsstøtte bare når seks vilkår er oppfylt samtidig. "
                "Vurderingen: [Fyll inn: hvilke vilkår som er oppfylt, og hvilke som ikke er det]."
            )
        ]
    if sak.er_kjop:
        return [
            _(
                "Saken er et kjøp. Prisen er kontrollert mot markedet slik: [Fyll inn: tilbud eller sammenligning]."
            )
        ]
    return [_("Om noen får støtte gjennom dette: [Fyll inn: vurderingen].")]
