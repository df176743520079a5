"""Ideen: den som finner virksomhetene selv, og som eieren bestemmer hvem får se."""

from __future__ import annotations

from typing import ClassVar, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entreprenorer.models import Entreprenor, Ide, Idedeling, Ideversjon
from samarbeid.models import Treff
from samarbeid.publisering.flyter.flyt import Skriveflyt
from samarbeid.publisering.forms import ide
from samarbeid.publisering.idesok import IDESOK
from samarbeid.publisering.idevisning import idesammenheng
from samarbeid.publisering.krav import Krav
from veier.fletting import Rasvar
from veier.medlemskap.models import Organisasjon
from veier.typer import Verdier


class Ideflyt(Skriveflyt[Ide]):
    """Bare den som er publisert, og som ikke bare vises for organisasjonen selv, leses av andre."""

    navn = "ide"
    modell = Ide
    versjon = Ideversjon
    steg = ide.STEG
    onsker = ide.ONSKER
    overskrift = gettext_lazy("Ideen")
    mal = "entreprenorer/ide.html"
    oversiktsmal = "skriving/ide_oversikt.html"
    ny_skjema = ide.NyIde
    indeks = IDESOK
    samling = "ideer"
    sti = "ideer/<slug:del_>/arbeid/"
    egne_sider: ClassVar[dict[str, str]] = {
        "synlighet": "samarbeid.publisering.sider.eide.synlighet",
        "deling": "samarbeid.publisering.sider.idedeling.deling",
        "treff": "samarbeid.publisering.sider.eide.treff",
    }
    ord = {
        "liste": gettext_lazy("Ideene deres"),
        "ny": gettext_lazy("Registrer en idé"),
        "ingress": gettext_lazy(
            "Begynn med et navn. Du kan skrive litt om gangen, og ingen andre ser ideen før du velger det."
        ),
        "tomt": gettext_lazy(
            "Dere har ikke registrert noen ideer ennå. "
            "En idé finner selv virksomhetene, rollene, samarbeidsformene og tilskuddene som passer."
        ),
        "slett": gettext_lazy("Slette ideen for godt?"),
        "ta_ned": gettext_lazy("Ta ned ideen"),
    }

    def kolonner(self, verdier_: Verdier) -> Verdier:
        return ide.kolonner(verdier_)

    def sammenheng(self, objekt: Ide, request: HttpRequest) -> dict[str, object]:
        return idesammenheng(objekt, request)

    def krav(self, objekt: Ide) -> list[Krav]:
        ut = super().krav(objekt)
        if objekt.synlighet == Ide.Synlighet.BARE_OSS:
            ut.append(
                Krav(
                    _("Bare dere kan se ideen. Velg hvem andre som skal se den."),
                    _("Det redaksjonen ser over, skal vises for noen."),
                    reverse("ide_synlighet", args=objekt.adressedeler),
                )
            )
        return ut

    def mer_pa_oversikten(self, objekt: Ide) -> dict[str, object]:
        return {"deling": Idedeling.objects.filter(ide=objekt).first()}

    def merknad(self, objekt: Ide) -> str:
        return str(objekt.get_synlighet_display())

    def nar_nede(self, objekt: Ide) -> None:
        Treff.objects.filter(ide=objekt).delete()

    def forste_svar(self, eier: Organisasjon) -> Rasvar:
        entreprenor, svar = cast(Entreprenor, eier), {}
        if entreprenor.organisasjonsform:
            svar["organisasjonsform"] = [entreprenor.organisasjonsform]
        if entreprenor.register_hentet_tid:
            svar["frivillighetsregisteret"] = ["ja" if entreprenor.i_frivillighetsregisteret else "nei"]
        if entreprenor.utbytte:
            svar["utbytte"] = [entreprenor.utbytte]
        return svar


IDE = Ideflyt()
