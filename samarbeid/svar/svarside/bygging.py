"""Setter sammen svarsiden, fra toppen og nedover. Den samme samlingen er siden, PDF-ene og DOCX-en."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _n

from kommuner.kontakt import postmottak
from samarbeid.matching.beslutning.veier import er_navs_kjop
from samarbeid.matching.den_som_spor import egen_virksomhet
from samarbeid.matching.forklaring import Forklarer, liten, stor
from samarbeid.matching.regler.offentlig import KJOP, UTVIKLING
from samarbeid.matching.typer import Kunnskap, Offentligsvar, Svar
from samarbeid.svar.former import styreform_i_svaret
from samarbeid.svar.neste_steg import NesteSteg, lag_neste_steg
from samarbeid.svar.svarside.forstelinjer import (
    ENTREPRENOR,
    OFFENTLIG,
    SIDER,
    Grunnlag,
    Linje,
    lag_forstelinjer,
)
from samarbeid.svar.svarside.nivakort import Nivakort, lag_nivakort
from samarbeid.svar.svarside.sagt import Sagt
from samarbeid.svar.svarside.summen import Sumlinje, lag_summen
from samarbeid.svar.svarvisning import lag_visning, uten_adresse
from samarbeid.svar.visninger import (
    Eksempelvisning,
    Mangel,
    Modellvisning,
    Svarvisning,
    Tilskuddvisning,
    Veivisning,
)
from veier.taksonomi.models import Samarbeidsmodell

FLEST_I_TABELLEN, FLEST_ELLERS, FLEST_NEI, FLEST_GRUNNER = 3, 4, 4, 3
FLEST_EKSEMPLER, FLEST_VED_PARTNERNE, FLEST_SPORSMAL = 3, 2, 3
TALLORD = (_n("Én"), _n("To"), _n("Tre"))


@dataclass(frozen=True, slots=True)
class Modellrad:
    """En form i tabellen. ``mangler`` er det som taler mot, og det som ville fått den til å passe."""

    modell: Samarbeidsmodell
    navn: str
    passer: str
    ord: str
    grunner: tuple[str, ...]
    mangler: tuple[str, ...]
    bestemmer: str
    regler: str
    varighet: str


@dataclass(frozen=True, slots=True)
class Formlinje:
    """En form på én linje, med det som avgjør."""

    modell: Samarbeidsmodell
    navn: str
    hvorfor: str


@dataclass(frozen=True, slots=True)
class Pengelinje:
    t: Tilskuddvisning
    hvorfor: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pengegruppe:
    """Ordningene med den samme statusen, av de fire: kan søkes nå, neste gang, verdt å spørre om, ikke for dere.

    ``forbehold`` er det vi ikke vet om dem.
    """

    ord: str
    linjer: tuple[Pengelinje, ...]
    forbehold: str = ""


@dataclass(frozen=True, slots=True)
class Svarside:
    """Alt siden viser. ``overskrifter`` sier hva som er under hver overskrift, før den åpnes."""

    side: str
    visning: Svarvisning
    linjer: tuple[Linje, ...]
    forst: Veivisning | None
    nivaer: tuple[Nivakort, ...]
    rader: tuple[Modellrad, ...]
    ellers: tuple[Formlinje, ...]
    neppe: tuple[Formlinje, ...]
    modellmangler: tuple[Mangel, ...]
    summen: tuple[Sumlinje, ...]
    penger: tuple[Pengegruppe, ...]
    eksempler: tuple[Eksempelvisning, ...]
    neste: NesteSteg
    overskrifter: dict[str, str]
    # Stykkene av siden som bare er av dette, slik de er skrevet: (navn, språk) → HTML og om noe i det er på hovedspråket.
    husket: dict[tuple[str, str], tuple[SafeString, bool]] = field(default_factory=dict, compare=False)


def svarside_for(
    svar: Svar,
    kunnskap: Kunnskap,
    *,
    steg_for: Callable[[str], str] = uten_adresse,
    side: str = ENTREPRENOR,
    offentlig: Offentligsvar | None = None,
) -> Svarside:
    """Svarsiden av motorens svar. ``steg_for`` gir adressen der et felt kan besvares, tom for den som bare leser.

    ``offentlig`` er det bare den offentlige siden vet, med hvem som spør.
    """
    hvem = SIDER[side]
    styreform = styreform_i_svaret(svar, offentlig, kunnskap)
    visning = lag_visning(svar, kunnskap, steg_for=steg_for, side=hvem, styreform=styreform)
    egne = visning.veier[0].aret if visning.veier else ()
    neste = lag_neste_steg(svar, kunnskap, [t.ordning for t in visning.tilskudd], egne)
    neste = _med_mottaker(neste, visning)
    forklarer = Forklarer(kunnskap, gettext, side=hvem, styreform=styreform)
    return lag_svarside(svar, visning, kunnskap, forklarer, neste, side, offentlig)


def _med_mottaker(neste: NesteSteg, visning: Svarvisning) -> NesteSteg:
    """Meldingen har postmottaket til den første virksomheten, når vi kjenner det."""
    kjent = postmottak(visning.veier[0].kontakt) if visning.veier else None
    if neste.melding is None or kjent is None:
        return neste
    return replace(neste, melding=replace(neste.melding, mottaker=kjent.verdi))


def lag_svarside(
    svar: Svar,
    visning: Svarvisning,
    kunnskap: Kunnskap,
    forklarer: Forklarer,
    neste: NesteSteg,
    side: str = ENTREPRENOR,
    offentlig: Offentligsvar | None = None,
) -> Svarside:
    """Fra toppen og nedover, så det som er sagt to ganger, ikke sies en tredje."""
    sagt = Sagt()
    grunnlag = Grunnlag(svar, visning, kunnskap, forklarer, neste.tidspunkter, neste.frister, side, offentlig)
    linjer = lag_forstelinjer(grunnlag, sagt)
    nivaer = lag_nivakort(visning.veier, sagt)
    modeller = _den_valgte_forst(visning.modeller, grunnlag.modell)
    forst = _i_tabellen(modeller)
    resten = [m for m in modeller if m not in forst and m.begrunnet]
    rader = tuple(_rad(m, sagt, statens=_er_statens(svar)) for m in forst)
    penger = tuple(_penger([*visning.tilskudd, *visning.tilskudd_nei], sagt))
    flest = FLEST_VED_PARTNERNE if side == OFFENTLIG else FLEST_EKSEMPLER
    sagte = (replace(e, grunner=sagt.alle(e.grunner)) for e in visning.eksempler[:flest])
    eksempler = tuple(e for e in sagte if e.grunner)  # en til som ligner på det samme, sier ikke noe nytt
    return Svarside(
        side=side,
        visning=visning,
        linjer=linjer,
        forst=visning.veier[0] if visning.veier else None,
        nivaer=nivaer,
        rader=rader,
        ellers=tuple(Formlinje(m.modell, m.navn, sagt.nytt(_kort(m, side))) for m in resten[:FLEST_ELLERS]),
        neppe=tuple(_neppe(visning.modeller_nei, sagt))[:FLEST_NEI],
        modellmangler=_mangler(forst, visning.mangler)[:FLEST_SPORSMAL],
        summen=_summen(grunnlag),
        penger=penger,
        eksempler=eksempler,
        neste=neste,
        overskrifter=_overskrifter(nivaer, rader, penger, eksempler, visning),
    )


def _den_valgte_forst(
    modeller: tuple[Modellvisning, ...], valgt: Modellvisning | None
) -> tuple[Modellvisning, ...]:
    """Formen toppen av siden råder til, står øverst i tabellen også."""
    return (valgt, *(m for m in modeller if m is not valgt)) if valgt else modeller


def _i_tabellen(modeller: tuple[Modellvisning, ...]) -> tuple[Modellvisning, ...]:
    """Formene det er en grunn til å se på. Den toppen av siden råder til, er med uansett."""
    return (*modeller[:1], *(m for m in modeller[1:] if m.begrunnet))[:FLEST_I_TABELLEN]


def _summen(g: Grunnlag) -> tuple[Sumlinje, ...]:
    """Bare for former der beløpsgrensene gjelder."""
    if g.modell is None or not g.modell.terskler:
        return ()
    egen = egen_virksomhet(g.offentlig, g.kunnskap)
    return lag_summen(g.svar, g.kunnskap, g.forklarer, g.modell.modell.slug, egen=egen)


def _kort(m: Modellvisning, side: str) -> str:
    return m.tekst("kort") if side == ENTREPRENOR else m.for_det_offentlige("kort")


def _er_statens(svar: Svar) -> bool:
    """Om den som kjøper, er staten: der er det verken sektorledere eller kommunestyre."""
    return bool(svar.veier) and (svar.veier[0].niva == "stat" or er_navs_kjop(svar.veier[0]))


def _rad(m: Modellvisning, sagt: Sagt, *, statens: bool) -> Modellrad:
    bestemmer = m.tekst("hvem_bestemmer")
    if statens and m.modell.slug in KJOP | UTVIKLING | {"sosiale-krav-i-kontrakt"}:
        bestemmer = _("Den som har budsjettet, sammen med innkjøp.")
    return Modellrad(
        modell=m.modell,
        navn=m.navn,
        passer=m.passer,
        ord=m.ord,
        grunner=sagt.alle(m.grunner[:FLEST_GRUNNER]),
        mangler=sagt.alle((*m.mot, *m.ville_passet)),
        bestemmer=sagt.nytt(bestemmer),
        regler=sagt.nytt(m.tekst("anskaffelsesregler")),
        varighet=m.tekst("varighet"),
    )


def _neppe(modeller: Iterable[Modellvisning], sagt: Sagt) -> Iterable[Formlinje]:
    """Formene som ikke passer, med det som avgjorde. Er det alt sagt om andre former nok ganger, er det ikke mer å si."""
    for m in modeller:
        if hvorfor := _avgjor(m, sagt):
            yield Formlinje(m.modell, m.navn, hvorfor)


def _avgjor(m: Modellvisning, sagt: Sagt) -> str:
    """Den ene grunnen som avgjør at formen ikke passer."""
    return next((ny for tekst in (*m.mot, *m.ville_passet) if (ny := sagt.nytt(tekst))), "")


def _mangler(modeller: Iterable[Modellvisning], sagt_for: Sequence[Mangel]) -> tuple[Mangel, ...]:
    """Svarene som ville gjort rådet om formen sikrere, hvert av dem én gang."""
    unike = {mangel.tekst: mangel for m in modeller for mangel in m.mangler}
    for mangel in sagt_for:
        unike.pop(mangel.tekst, None)
    return tuple(unike.values())


def _penger(tilskudd: Sequence[Tilskuddvisning], sagt: Sagt) -> Iterable[Pengegruppe]:
    for ord_ in dict.fromkeys(t.ord for t in tilskudd):
        gruppen = [t for t in tilskudd if t.ord == ord_]
        linjer = [
            Pengelinje(t, sagt.alle((*_imot(t), *t.grunner[:1], t.ordning.vist.vindu))) for t in gruppen
        ]
        yield Pengegruppe(ord_, tuple(linjer), _forbehold(gruppen))


def _imot(t: Tilskuddvisning) -> tuple[str, ...]:
    return () if t.ukontrollert else t.mot[:1]  # det sies om gruppen


def _forbehold(gruppen: Sequence[Tilskuddvisning]) -> str:
    if all(t.ukontrollert for t in gruppen):
        return _("Vi har ikke kontrollert vilkårene hos dem som forvalter ordningene. Spør dem.")
    if any(t.ukontrollert for t in gruppen):
        return _("For noen av ordningene har vi ikke kontrollert vilkårene. Spør dem som forvalter dem.")
    return ""


def _overskrifter(
    nivaer: Sequence[Nivakort],
    rader: Sequence[Modellrad],
    penger: Sequence[Pengegruppe],
    eksempler: Sequence[Eksempelvisning],
    visning: Svarvisning,
) -> dict[str, str]:
    """Det som står etter hver overskrift, så den som leser, vet om den er verdt å åpne."""
    sporsmal = [_("Mener dere «%(tema)s»?") % {"tema": linje.tittel} for linje in visning.lest.spurt[:1]]
    temaer = sporsmal or [liten(linje.tittel) for linje in visning.lest.alle_temaer]
    antall = len(rader)
    return {
        "vei": stor(", ".join(n.niva if n.niva == "Nav" else liten(n.niva) for n in nivaer)),
        "modeller": ngettext("%(antall)s form: %(navn)s", "%(antall)s former: %(navn)s", antall)
        % {"antall": _(TALLORD[antall - 1]), "navn": ", ".join(liten(r.navn) for r in rader)}
        if rader
        else _("Ingen peker seg ut ennå"),
        "penger": ", ".join(f"{len(g.linjer)} {liten(g.ord)}" for g in penger) or _("Ingen kjente ordninger"),
        "eksempler": ", ".join(e.eksempel.navn for e in eksempler),
        "lest": stor(", ".join(temaer)) or _("Vi fant ikke ut hva det handler om"),
    }
