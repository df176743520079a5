"""Kontaktene til en virksomhet som regneark, og tilbake igjen gjennom de samme skjemaene administratoren ellers bruker.

Kolonnen ``rolle`` sier hvilken rolle linjen gjelder: kjennetegnet fra filen, eller navnet; «felles» er hele virksomheten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kommuner.forms import Felleskontaktskjema, Rollekontaktskjema
from kommuner.models import Egenkontakt, OffentligPart, Rolle
from kommuner.models.egenkontakt import EGENFELT, MANEDSFELT
from kommuner.roller import roller_hos
from veier.dokument import ark
from veier.dokument.ark import Arkfeil, Plan
from veier.templatetags.veier import kroner
from veier.typer import Verdier

NOKKEL, LEDETEKST, FELLES, SAMTYKKE = "rolle", "rollenavn", "felles", "navn_ok"
# Samtykket står ved siden av navnet det gjelder.
KOLONNER = (*EGENFELT[:3], SAMTYKKE, *EGENFELT[3:])


@dataclass(slots=True)
class Kontaktlinje(ark.Linje):
    """``rolle`` er None for hele virksomheten, og ``verdier`` alt som skal stå når linjen er lagret."""

    rolle: Rolle | None = None
    verdier: Verdier | None = None


def skriv(part: OffentligPart) -> Iterator[list[str]]:
    """Radene i filen: hele virksomheten, og hver av rollene, med det som står nå."""
    sagt = {k.rolle_id: k for k in part.egenkontakter.all()}
    yield [NOKKEL, LEDETEKST, *KOLONNER]
    for rolle in (None, *roller_hos(part)):
        celler = _celler(sagt.get(rolle.pk if rolle else None))
        yield [rolle.slug if rolle else FELLES, _navn(rolle), *(celler[k] for k in KOLONNER)]


def les(part: OffentligPart, tekst: str, *, laas: bool = False) -> Plan[Kontaktlinje]:
    """Det filen ville endret. Ingenting lagres. Hever Arkfeil når filen selv er feil.

    ``laas`` holder virksomheten og kontaktene til transaksjonen er ferdig.
    """
    kolonner, radene = ark.del_opp(tekst, nokkel=NOKKEL)
    if ukjente := [k for k in kolonner if k not in {NOKKEL, LEDETEKST, *KOLONNER}]:
        raise Arkfeil(
            _("Kolonnen «%(navn)s» finnes ikke. Last ned filen på nytt, og bruk kolonnene i den.")
            % {"navn": ukjente[0]}
        )
    if laas:
        OffentligPart.objects.select_for_update(of=("self",)).get(pk=part.pk)
    sagt = {k.rolle_id: k for k in Egenkontakt.objects.filter(part=part)}
    kjente = _kjente(part)
    linjer: list[Kontaktlinje] = []
    sett: set[str] = set()
    uendret = 0
    for nummer, celler in radene:
        skrevet = celler.pop(NOKKEL).strip()
        slug = kjente.get(skrevet.casefold())
        if slug is None or slug in sett:
            linjer.append(Kontaktlinje(nummer, skrevet, feil=[_hvorfor_ikke(skrevet, slug)]))
            continue
        sett.add(slug)
        rolle = kjente.roller.get(slug)
        linje = _les_linje(nummer, rolle, sagt.get(rolle.pk if rolle else None), celler)
        uendret += not (linje.endringer or linje.feil)
        linjer.append(linje)
    return Plan([li for li in linjer if li.endringer or li.feil], uendret)


class _Kjente(dict[str, str]):
    """Slugen og navnet til rollene, med små bokstaver → slugen."""

    roller: dict[str, Rolle]


def _kjente(part: OffentligPart) -> _Kjente:
    ut = _Kjente({FELLES: FELLES})
    ut.roller = {r.slug: r for r in roller_hos(part)}
    for slug, rolle in ut.roller.items():
        for ord_ in (slug, rolle.navn, str(rolle.vist.navn)):
            ut.setdefault(ord_.casefold(), slug)
    return ut


def _hvorfor_ikke(skrevet: str, slug: str | None) -> str:
    if slug is not None:
        return _("Rollen «%(rolle)s» er med to ganger.") % {"rolle": skrevet}
    return _("Rollen «%(rolle)s» finnes ikke hos dere. Last ned filen, og bruk rollene i den.") % {
        "rolle": skrevet
    }


def _les_linje(
    nummer: int, rolle: Rolle | None, kontakt: Egenkontakt | None, celler: dict[str, str]
) -> Kontaktlinje:
    """Det linjen ville gjort. Kolonner som mangler, er slik de er."""
    linje, for_ = Kontaktlinje(nummer, _navn(rolle), rolle=rolle), _celler(kontakt)
    nye = {k: c for k, c in celler.items() if k in for_ and ark.lik_form(c) != ark.lik_form(for_[k])}
    if not nye:
        return linje
    klasse = Rollekontaktskjema if rolle else Felleskontaktskjema
    linje.feil += _uten_plass(klasse, nye)
    if kontakt and kontakt.navn_fjernet_tid and nye.get("navn", "").strip():
        linje.feil.append(_navnet_er_tatt_bort(kontakt))
    data: Verdier = {navn: nye.get(navn, for_[navn]) for navn in klasse.base_fields}
    try:
        # Samtykket gjelder det navnet som sto; et nytt navn trenger sitt eget kryss i filen.
        sagt = celler.get(SAMTYKKE, "" if "navn" in nye else for_[SAMTYKKE])
        data[SAMTYKKE] = ark.krysset(sagt)
    except ValueError as feil:
        linje.feil.append(str(feil))
    skjema = klasse(data)
    if not skjema.is_valid():
        linje.feil += [
            _i_kolonnen(navn, str(melding)) if navn in skjema.fields else str(melding)
            for navn, meldinger in skjema.errors.items()
            for melding in meldinger
        ]
    if not linje.feil:
        linje.verdier = skjema.verdier()
        linje.endringer = _endringer(skjema, linje.verdier, for_)
    return linje


def _i_kolonnen(kolonne: str, melding: str) -> str:
    """Feilen slik den rettes i en fil: der er det ingen lister å velge i og ingen kryss å sette."""
    if kolonne == SAMTYKKE:
        melding = _("Spør personen først, og skriv «ja». Ellers lar du navnet stå tomt.")
    elif kolonne in MANEDSFELT:
        melding = _("Skriv navnet på måneden, for eksempel mars.")
    return _("Kolonnen «%(kolonne)s»: %(melding)s") % {"kolonne": kolonne, "melding": melding}


def _endringer(
    skjema: Rollekontaktskjema | Felleskontaktskjema, verdier: Verdier, for_: dict[str, str]
) -> list[tuple[str, str, str]]:
    """(ledetekst, før, etter) for det som blir annerledes når feltene er renset."""
    etter = {navn: _celle(navn, verdi) for navn, verdi in verdier.items()}
    return [
        (str(skjema.fields[navn].label), _vist(navn, for_[navn]), _vist(navn, ny))
        for navn, ny in etter.items()
        if ny != for_[navn]
    ]


def _vist(navn: str, celle: str) -> str:
    """Cellen slik den leses på siden: beløp med mellomrom og enhet."""
    return kroner(int(celle)) if navn == "belop" and celle else celle


def _uten_plass(klasse: type[forms.Form], nye: dict[str, str]) -> Iterator[str]:
    """Celler for noe den linjen ikke har."""
    alle = {**Felleskontaktskjema.base_fields, **Rollekontaktskjema.base_fields}
    for navn, celle in nye.items():
        if navn not in klasse.base_fields and celle.strip():
            hvor = (
                _("Det skrives på linjen «felles».")
                if navn in Felleskontaktskjema.base_fields
                else _("Det skrives på linjen til en rolle.")
            )
            yield f"{alle[navn].label} {hvor}"


def _navnet_er_tatt_bort(kontakt: Egenkontakt) -> str:
    dato = date_format(kontakt.navn_fjernet_tid, "j. F Y") if kontakt.navn_fjernet_tid else ""
    return _(
        "Personen som sto her, tok bort navnet sitt %(dato)s. Skriv det i skjemaet når personen selv ber om det."
    ) % {"dato": dato}


def _celler(kontakt: Egenkontakt | None) -> dict[str, str]:
    """Teksten i hver kolonne, slik raden er nå."""
    verdier = {felt: getattr(kontakt, felt, None) for felt in EGENFELT}
    ut = {felt: _celle(felt, verdi) for felt, verdi in verdier.items()}
    return ut | {SAMTYKKE: ark.JA if ut["navn"] else ""}


def _celle(felt: str, verdi: object) -> str:
    if verdi is None:
        return ""
    return str(MONTHS[verdi]) if felt in MANEDSFELT and isinstance(verdi, int) else str(verdi)


def _navn(rolle: Rolle | None) -> str:
    return str(rolle.vist.navn) if rolle else _("Hele virksomheten")
