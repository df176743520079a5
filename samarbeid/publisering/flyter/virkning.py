"""Virkningen: hva som skjedde, og hvordan de vet det."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from entreprenorer.models import Virkning, Virkningversjon
from samarbeid.publisering.flyter.flyt import Skriveflyt
from samarbeid.publisering.forms import virkning
from samarbeid.publisering.virkningsvisning import lag_virkningsvisning
from veier.typer import Verdier


class Virkningsflyt(Skriveflyt[Virkning]):
    """Vises på profilen til den som eier den."""

    navn = "virkning"
    modell = Virkning
    versjon = Virkningversjon
    steg = virkning.STEG
    onsker = virkning.ONSKER
    overskrift = _("Virkningen")
    mal = "entreprenorer/virkning.html"
    ny_skjema = virkning.NyVirkning
    samling = "virkninger"
    sti = "virkninger/<slug:del_>/"
    ord = {
        "liste": _("Virkningene deres"),
        "ny": _("Legg til en virkning"),
        "ingress": _(
            "Skriv hva som skjedde. Etterpå spør vi hvordan dere vet det, så leseren kan vurdere det selv."
        ),
        "tomt": _(
            "Dere har ikke skrevet om noen virkning ennå. En historie er også noe, så lenge den er merket som det."
        ),
        "slett": _("Slette virkningen for godt?"),
        "ta_ned": _("Ta ned virkningen"),
    }

    def kolonner(self, verdier_: Verdier) -> Verdier:
        return virkning.kolonner(verdier_)

    def sammenheng(self, objekt: Virkning, request: HttpRequest) -> dict[str, object]:
        return {"v": lag_virkningsvisning(objekt), "profil": objekt.entreprenor}


VIRKNING = Virkningsflyt()
