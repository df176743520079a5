"""Feltene i hver avtalemal, av det samarbeidet vet. Et felt som ikke står her, eller er tomt, blir et felt å fylle ut."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from samarbeid.models import Pilot
from samarbeid.samarbeidene.avtaler.kjent import Kjent, Kode, dato, tall_i_ord
from veier.dokument.markdown import Verdi
from veier.templatetags.veier import desimal

NUMRENE = ("en", "to", "tre")


def intensjonsavtale(k: Kjent) -> Mapping[str, Verdi]:
    return {
        **_partene(k),
        "behov": _behovet(k),
        "sporsmal_en": k.pilot.hypotese,
        "bidrag_offentlig": k.pilot.innsats_offentlig,
        "bidrag_entreprenor": k.pilot.innsats_entreprenor,
    }


def pilotavtale(k: Kjent) -> Mapping[str, Verdi]:
    p = k.pilot
    return {
        **_partene(k),
        **_tiden(k),
        **_folk_og_opplysninger(k),
        **_pilotens_tall(k),
        "losning": _tjenesten(k),
        "hypotese": p.hypotese,
        "steder": k.steder,
        "pris": k.pris,
        "total": k.pris,
        "innkjop_spurt": k.punkt(Kode.INNKJOP, ja=_("ja, [Fyll inn: dato og rolle]")),
        "beslutningsdato": dato(p.beslutningsdato),
        "beslutter": p.beslutter_rolle,
        "videre": p.videre,
        "stopp": p.stopp,
        "tillitsvalgte": k.punkt(Kode.TILLITSVALGTE, ja=_("ja, [Fyll inn: dato]")),
    }


def driftsavtale(k: Kjent) -> Mapping[str, Verdi]:
    return {
        **_partene(k),
        **_folk_og_opplysninger(k),
        "tjeneste": _tjenesten(k),
        "besluttet": k.besluttet,
        "tallene": k.tallene,
        "deltakerne": k.pilot.stopp,
    }


def partnerskapsavtale(k: Kjent) -> Mapping[str, Verdi]:
    return {
        **_partene(k),
        **_folk_og_opplysninger(k, "behandlingsansvarlig", "politiattest", "forsikring"),
        "behov": _behovet(k),
        "malet": k.pilot.hypotese,
        "bidrag_offentlig": k.pilot.innsats_offentlig,
        "bidrag_entreprenor": k.pilot.innsats_entreprenor,
        "tallene": k.tallene,
        **_bestemt(k),
        "deltakerne": k.pilot.stopp,
    }


def tilskuddsbrev(k: Kjent) -> Mapping[str, Verdi]:
    return {
        "mottaker": k.entreprenor,
        "virksomhet": k.steder,
        "formal": _behovet(k),
        **_bestemt(k),
    }


def databehandleravtale(k: Kjent) -> Mapping[str, Verdi]:
    return {
        **_partene(k),
        **_tiden(k),
        "formal": _tjenesten(k),
        "avklart": k.pilot.personvern_hvordan,
        "dpia": k.punkt(Kode.OMBUD, ja=_("personvernombudet er spurt: [Fyll inn: ja eller nei, og hvorfor]")),
    }


def effektkontrakt(k: Kjent) -> Mapping[str, Verdi]:
    forste = next(iter(k.indikatorer), None)
    return {
        **_partene(k),
        **_folk_og_opplysninger(k, "behandlingsansvarlig"),
        "behov": _behovet(k),
        "tjeneste": _tjenesten(k),
        "resultat": forste.navn_med_enhet if forste else "",
        "for_verdi": _tallet(forste.for_verdi) if forste else "",
        "maltall": _tallet(forste.mal) if forste else "",
        "tallene": "; ".join(map(tall_i_ord, k.indikatorer[1:])),
        "deltakerne": k.pilot.stopp,
    }


FYLLES: Mapping[str, Callable[[Kjent], Mapping[str, Verdi]]] = {
    "intensjonsavtale": intensjonsavtale,
    "pilotavtale": pilotavtale,
    "driftsavtale": driftsavtale,
    "partnerskapsavtale": partnerskapsavtale,
    "tilskuddsbrev": tilskuddsbrev,
    "databehandleravtale": databehandleravtale,
    "effektkontrakt": effektkontrakt,
}


def _partene(k: Kjent) -> dict[str, Verdi]:
    return {"virksomhet": k.virksomhet, "entreprenor": k.entreprenor}


def _tiden(k: Kjent) -> dict[str, Verdi]:
    return {"startdato": dato(k.pilot.start_dato), "sluttdato": dato(k.pilot.slutt_dato)}


def _bestemt(k: Kjent) -> dict[str, Verdi]:
    """Den som bestemte at det skulle bli en avtale. En som bare bestemte at det skulle prøves, er det ikke."""
    if k.bestemt is None or k.bestemt.til not in {"avtale", "drift"}:
        return {}
    return {"beslutter": k.bestemt.rolle, "vedtaksdato": dato(k.bestemt.besluttet_dato)}


def _behovet(k: Kjent) -> str:
    return k.samarbeid.tittel


def _tjenesten(k: Kjent) -> str:
    """Det entreprenøren gjør, slik det står i planen."""
    return ": ".join(d for d in (k.samarbeid.tittel, k.pilot.innsats_entreprenor) if d)


def _folk_og_opplysninger(k: Kjent, *bare: str) -> dict[str, Verdi]:
    """Det sjekklisten og planen sier. ``bare`` er feltene malen har; tom er alle."""
    uten = k.pilot.personvern == Pilot.Personvern.INGEN
    databehandler = k.punkt(Kode.DATABEHANDLER, ja=_("ja, [Fyll inn: dato]"))
    alle: dict[str, Verdi] = {
        "behandlingsansvarlig": _("ingen personopplysninger samles inn") if uten else "",
        "databehandleravtale": databehandler
        or (_("ikke nødvendig: ingen personopplysninger samles inn") if uten else ""),
        "politiattest": k.punkt(Kode.POLITIATTEST, ja=_("vist fram av [Fyll inn: hvem]")),
        "forsikring": k.punkt(Kode.FORSIKRING, ja=_("i orden: [Fyll inn: hva som er dekket]")),
    }
    return {felt: verdi for felt, verdi in alle.items() if not bare or felt in bare}


def _pilotens_tall(k: Kjent) -> dict[str, Verdi]:
    """De tre første i tabellen, resten på linjen under den."""
    ut: dict[str, Verdi] = {}
    for ord_, i in zip(NUMRENE, k.indikatorer, strict=False):
        ut |= {
            f"indikator_{ord_}": i.navn_med_enhet,
            f"for_{ord_}": _tallet(i.for_verdi),
            f"mal_{ord_}": _tallet(i.mal),
            f"maler_{ord_}": i.maler,
        }
    if len(k.indikatorer) >= len(NUMRENE):
        ut["flere_tall"] = "; ".join(map(tall_i_ord, k.indikatorer[len(NUMRENE) :])) or _("ingen")
    return ut


def _tallet(verdi: Decimal | None) -> str:
    return "" if verdi is None else desimal(verdi)
