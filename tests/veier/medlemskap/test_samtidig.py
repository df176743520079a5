"""To administratorer som tar bort hverandre i samme øyeblikk: den ene får nei, og organisasjonen står aldri uten."""

import pytest

from entreprenorer.models import Medlemskap
from tests.traader import samtidig
from tests.verden import lag_bruker, lag_entreprenor
from veier.feil import Domenefeil
from veier.medlemskap.handlinger.medlemmer import endre_rolle, fjern_medlem
from veier.medlemskap.models import Medlemsrolle

pytestmark = [pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]


def _fjern(rad, av):
    fjern_medlem(rad, av=av)


def _gjor_til_medlem(rad, av):
    endre_rolle(rad, rolle=Medlemsrolle.MEDLEM, av=av)


def _ga_selv(rad, av):
    """Den andre går selv, i stedet for å bli tatt bort."""
    fjern_medlem(rad, av=rad.bruker)


@pytest.mark.parametrize(
    ("forste", "andre"),
    [(_fjern, _fjern), (_gjor_til_medlem, _gjor_til_medlem), (_fjern, _gjor_til_medlem), (_ga_selv, _ga_selv), (_fjern, _ga_selv)],
    ids=["fjerner hverandre", "degraderer hverandre", "fjerner og degraderer", "går begge", "fjerner og går"],
)  # fmt: skip
@pytest.mark.parametrize("gang", range(4))
def test_det_star_alltid_en_administrator_igjen(forste, andre, gang):
    navn = f"{forste.__name__}{andre.__name__}{gang}"
    kari, ola = (lag_bruker(f"{hvem}.{navn}@eksempel.no".replace("_", "")) for hvem in ("kari", "ola"))
    org = lag_entreprenor(navn, kari)
    Medlemskap.objects.create(organisasjon=org, bruker=ola, rolle=Medlemsrolle.ADMINISTRATOR)
    rader = {
        m.bruker_id: m
        for m in Medlemskap.objects.filter(organisasjon=org).select_related("organisasjon", "bruker")
    }

    def gjor(hva, mot, av):
        def handling():
            try:
                hva(rader[mot.pk], av)
            except Domenefeil:
                return "nei"
            return "ja"

        return handling

    svar = samtidig([gjor(forste, ola, kari), gjor(andre, kari, ola)])
    igjen = Medlemskap.objects.filter(organisasjon=org, rolle=Medlemsrolle.ADMINISTRATOR)

    assert igjen.count() == 1
    assert sorted(svar) == ["ja", "nei"]
