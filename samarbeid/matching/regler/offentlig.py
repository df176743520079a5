"""Det bare den offentlige siden vet, og hva det gjør med modellene.

Hver linje er en justering av poengene (på skalaen 0–100) med en egen grunn. Kilder: DFØ om tilskudd eller
anskaffelse (hvem styrer innholdet), Proba om tilskudd som tar slutt, Bærum kommune om prøver uten penger
etterpå, og vanlig praksis om rammeavtaler.
"""

from __future__ import annotations

from dataclasses import dataclass

from samarbeid.matching.typer import VET_IKKE, Grunn, Offentligsvar

KJOP = frozenset({
    "direkte-kjop", "forenklet-kjop", "kunngjort-konkurranse", "helse-og-sosialtjenester",
    "reservert-ideelle", "reservert-inkludering", "driftsavtale", "fritt-brukervalg",
})  # fmt: skip
# Anskaffelsene der løsningen utvikles eller velges underveis. De må betales, de også.
UTVIKLING = frozenset({"innovasjonspartnerskap", "konkurransepreget-dialog", "plan-og-designkonkurranse"})
LITE_PENGER = frozenset({
    "felles-soknad", "statlig-tilskudd", "trepartsavtale", "kommunalt-innovasjonsfond",
    "felles-gjennomgang", "lokaler-og-utstyr", "arbeidspraksis", "innovasjonskontrakt",
})  # fmt: skip
RETTIGHET = frozenset({"helse-og-sosialtjenester", "fritt-brukervalg", "driftsavtale"})
EGEN_AKTIVITET = frozenset({"kommunalt-tilskudd", "partnerskapsavtale", "nabolagsinkubator"})
DELT_ANSVAR = frozenset({"felles-soknad", "effektkontrakt", "felles-gjennomgang", "samarbeid-med-investor"})
PROVE = frozenset({"pilotavtale", "startoff-metodikk"})


@dataclass(frozen=True, slots=True)
class Justering:
    """Svaret ``verdi`` på ``felt`` gir hver av modellene ``poeng``, med grunnen ``kode``."""

    felt: str
    verdi: str
    modeller: frozenset[str]
    poeng: int
    kode: str


JUSTERINGER = (
    Justering("penger", "ja", KJOP | PROVE, 5, "penger_finnes"),
    Justering("penger", "nei", KJOP | UTVIKLING, -14, "penger_mangler"),
    Justering("penger", "nei", PROVE, -6, "penger_mangler"),
    Justering("penger", "nei", LITE_PENGER, 8, "penger_utenfra"),
    Justering("penger", "noe", LITE_PENGER, 4, "penger_utenfra"),
    Justering("penger", "noe", PROVE, 3, "penger_til_noe_lite"),
    Justering("avtale", "ja", KJOP | PROVE, -14, "avtale_finnes"),
    Justering("avtale", "ja", frozenset({"sosiale-krav-i-kontrakt", "felles-gjennomgang"}), 8, "avtale_brukes"),
    Justering("vedtak", "ja", RETTIGHET, 8, "vedtak_passer"),
    Justering("vedtak", "ja", EGEN_AKTIVITET, -14, "vedtak_taler_mot"),
    Justering("lovpalagt", "ja", RETTIGHET | {"opplaering-til-egenregi"}, 5, "lovpalagt_passer"),
    Justering("lovpalagt", "ja", EGEN_AKTIVITET | {"statlig-tilskudd", "felles-soknad"}, -8, "lovpalagt_taler_mot"),
    Justering("lovpalagt", "nei", frozenset({"kommunalt-tilskudd", "felles-soknad"}), 4, "ikke_lovpalagt"),
    Justering("eier", "flere", DELT_ANSVAR, 6, "flere_eier"),
    Justering("eier", "annen", frozenset({"felles-gjennomgang"}), 6, "annen_eier"),
    Justering("eier", "annen", KJOP, -8, "annen_eier_kjop"),
)  # fmt: skip
# Spørsmålene som endrer svaret; de andre gir bare punkter i sjekklisten.
AVGJORENDE = ("lovpalagt", "vedtak", "avtale", "penger", "eier")


def justeringer(offentlig: Offentligsvar, modell: str, *, ny_fast: bool = False) -> tuple[Grunn, ...]:
    """Grunnene som gjelder modellen, hver med sine poeng (positive eller negative).

    En ny kostnad hvert år er det aldri penger til i årets budsjett: den skal inn i de neste, så det taler ikke mot et kjøp.
    """
    return tuple(
        Grunn(j.kode, poeng=j.poeng, maks=abs(j.poeng), detaljer={"modell": modell})
        for j in JUSTERINGER
        if modell in j.modeller
        and getattr(offentlig, j.felt) == j.verdi
        and not (j.kode == "penger_mangler" and ny_fast)
    )


def mangler(offentlig: Offentligsvar) -> tuple[Grunn, ...]:
    """Det som ikke er besvart, og som kunne endret svaret."""
    return tuple(
        Grunn(f"mangler_{felt}", detaljer={"felt": felt})
        for felt in AVGJORENDE
        if getattr(offentlig, felt) in (None, VET_IKKE)
    )
