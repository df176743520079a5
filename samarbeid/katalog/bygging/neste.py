"""Det som følger av at radene i katalogen er skrevet: treffene mellom behovene og dem som kan svare, regnes om."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from samarbeid.models import Katalogko
from veier.jobber import sett_i_ko, venter_i_koen

# Slaget i køen → (jobben, navnet på nummeret den får).
JOBBENE = {
    Katalogko.Slag.BEHOV: ("samarbeid.treff_for_behov", "behov"),
    Katalogko.Slag.ENTREPRENOR: ("samarbeid.treff_for_entreprenor", "entreprenor"),
    Katalogko.Slag.IDE: ("samarbeid.treff_for_ide", "ide"),
}
# Er flere endret på én gang, gås alle behovene gjennom, i stedet for én jobb for hver.
FLEST = 60
FOR_MANGE_ENDRET = "samarbeid.behovstreff_paa_nytt"


def regn_treffene(endret: Mapping[str, Collection[int]]) -> None:
    """Én jobb for hver, i samme transaksjon som radene. Den som alt står i køen, leser det som er skrevet nå."""
    if sum(map(len, endret.values())) > FLEST:
        sett_i_ko(FOR_MANGE_ENDRET)  # den som alt venter, kan begynne før radene er lagret
        return
    for slag, (jobb, argument) in JOBBENE.items():
        if numre := endret.get(slag):
            for nummer in sorted(set(numre) - venter_i_koen(jobb, argument)):
                sett_i_ko(jobb, nar=None, **{argument: nummer})
