"""«Hva om?»: ett svar endret på prøve. Ingenting lagres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbeid.matching.forklaring import kroner
from samarbeid.matching.typer import Ideprofil
from samarbeid.svar.forms.felles import valg
from veier.felter import Belop
from veier.forms import Skjema
from veier.steg.felter import VARIGHETER
from veier.typer import Setning, Verdier

FELT = ("arlig_belop", "varighet_ar", "organisasjonsform", "modenhet")
_TOMT = ("", _("Ikke oppgitt"))


def _valg(ledetekst: Setning, koder: list[tuple[str, Setning]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=ledetekst, choices=[_TOMT, *koder], required=False)


class HvaOm(Skjema):
    """Feltene begynner med det som gjelder i dag."""

    arlig_belop = Belop(label=_("Kroner i året"), min_value=0, max_value=10**12, required=False)
    varighet_ar = _valg(_("Hvor lenge"), list(VARIGHETER))
    organisasjonsform = _valg(_("Organisasjonsform"), valg("organisasjonsform"))
    modenhet = _valg(_("Hvor langt løsningen er kommet"), valg("modenhet"))

    def nytt(self, naa: Mapping[str, str]) -> list[str]:
        """Det som er prøvd, slik det står i skjemaet: «Hvor lenge: To år»."""
        ut = []
        for felt in FELT:
            verdi = self.cleaned_data[felt]
            if str("" if verdi is None else verdi) != naa.get(felt, ""):
                valgene = dict(getattr(self.fields[felt], "choices", ()))
                ut.append(f"{self.fields[felt].label}: {valgene.get(verdi) or kroner(verdi or 0)}")
        return ut

    def endret(self, ide: Ideprofil, naa: Mapping[str, str]) -> Ideprofil:
        """Ideen med svarene som er andre enn ``naa``. Det som ble lest av teksten og ikke er rørt, leses som før."""
        nye: Verdier = {}
        for felt in FELT:
            verdi = self.cleaned_data[felt]
            if str("" if verdi is None else verdi) != naa.get(felt, ""):
                nye[felt] = float(verdi) if felt == "varighet_ar" and verdi else verdi
        tomme = [felt for felt, verdi in nye.items() if verdi in (None, "")]
        nye |= dict.fromkeys(tomme)
        # Et svar som tas bort, skal ikke leses av teksten igjen.
        return replace(ide, **nye, ikke_lest=(*ide.ikke_lest, *tomme))


def dagens(ide: Ideprofil) -> dict[str, str]:
    """Det skjemaet begynner med. Er varigheten lest av teksten til noe listen ikke har, står den nærmeste."""
    ut = {felt: str(verdi) for felt in FELT if (verdi := getattr(ide, felt)) is not None}
    if ide.varighet_ar is not None:
        koder = [kode for kode, _navn in VARIGHETER]
        ut["varighet_ar"] = min(koder, key=lambda kode: abs(float(kode) - (ide.varighet_ar or 0)))
    return ut
