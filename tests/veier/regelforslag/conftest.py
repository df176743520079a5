import pytest
from django.urls import reverse

from tests.skjema import les_skjema
from tests.verden import lag_redaktor, logg_inn
from veier.referanse import virkning
from veier.referanse.redaksjon import ReferanseAdmin
from veier.referanse.virkningsside import HVORFOR, SETT
from veier.regelforslag.models import Regelforslag
from veier.taksonomi.models import Tema


class Temanavn:
    """To saker med svaret lest rett av tabellen."""

    def __init__(self):
        self.lest = {slug: Tema.objects.get(slug=slug).navn for slug in ("demens", "rus")}

    def er_som(self, andre):
        return self.lest == andre.lest

    def forskjell(self, for_, sak):
        return virkning.Endretsvar(sak, (("Temaer", for_.lest[sak], self.lest[sak]),))

    def navn(self, antall):
        return f"{antall} kjente ideer"

    def til_sammen(self, for_, ulike):
        return ""


@pytest.fixture(autouse=True)
def raske_svar(monkeypatch):
    """To saker med svar lest rett av tabellen: her prøves forslaget. Motorens svar og sidene har sine egne prøver."""

    monkeypatch.setattr(virkning, "_slagene", [Temanavn])
    monkeypatch.setattr(ReferanseAdmin, "kontroller_sidene", lambda _side, _rad: None)


@pytest.fixture
def kari():
    return lag_redaktor("kari@eksempel.no")


@pytest.fixture
def vera():
    return lag_redaktor("vera@eksempel.no")


@pytest.fixture
def demens():
    return Tema.objects.get(slug="demens")


@pytest.fixture
def foresla():
    """Skriver i skjemaet, ser virkningen og sender forslaget. Gir det."""

    def gjor(bruker, modell, rad=None, *, hvorfor="", **endret):
        klient = logg_inn(bruker)
        foran = f"admin:{modell._meta.app_label}_{modell._meta.model_name}"
        side = reverse(f"{foran}_change", args=[rad.pk]) if rad else reverse(f"{foran}_add")
        data = les_skjema(klient.get(side).text, f"{modell._meta.model_name}_form")
        data |= {felt: verdi if isinstance(verdi, list) else [verdi] for felt, verdi in endret.items()}
        svar = klient.post(side, data)
        assert "virkningene" in svar.context, svar.context["adminform"].form.errors
        svar = klient.post(side, data | {SETT: [svar.context["merke"]], HVORFOR: [hvorfor]})
        assert svar.status_code == 302
        return Regelforslag.objects.latest("pk")

    return gjor


@pytest.fixture
def svar():
    """Svarer på et forslag slik siden viser det."""

    def gjor(bruker, forslag, hva, **mer):
        forslag = Regelforslag.objects.get(pk=forslag.pk)
        data = {"sett": forslag.merke, hva: "1"} | mer
        return logg_inn(bruker).post(reverse("regelforslag", args=[forslag.pk]), data)

    return gjor
