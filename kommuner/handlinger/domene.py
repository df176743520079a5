"""En administrator godtar en person med en adresse portalen ikke kjenner, og husker domenet for de neste."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from kommuner.models import Foresporsel, OffentligPart
from veier.brukere.models import Bruker
from veier.domener import kan_vise_hvem
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.handlinger.foresporsler import svar_pa_foresporsel
from veier.medlemskap.models import Medlemsrolle


@transaction.atomic
def godta_og_husk_domenet(foresporsel: Foresporsel, *, av: Bruker) -> Foresporsel:
    """Personen blir medlem, og de neste med det samme domenet blir med selv. Domenet gjør ingen til administrator.

    Har virksomheten et domene fra før, kommer dette ved siden av: en kommune har ofte to. Bare en administrator: den som kan
    endre domenene, kan gi seg selv plass. Hever Domenefeil ellers, når domenet ikke viser hvem noen er, og når en annen
    virksomhet har det.
    """
    part = OffentligPart.objects.select_for_update(of=("self",)).get(pk=foresporsel.organisasjon_id)
    domene = foresporsel.bruker.epostdomene
    if domene not in part.domenene:
        if not av.is_superuser:
            raise Domenefeil(_("Bare en administrator kan huske et domene. Godta personen uten å huske det."))
        if grunn := hvorfor_ikke_huske(part, domene):
            raise Domenefeil(grunn)
        if part.epostdomene:
            part.andre_domener = [*part.andre_domener, domene]
        else:
            part.epostdomene = domene
        part.save(update_fields=["epostdomene", "andre_domener"])
        logg_hendelse("epostdomene_husket", av=av.offentlig_id, gjelder=part, domene=domene)
    return svar_pa_foresporsel(foresporsel, ja=True, av=av, rolle=Medlemsrolle.MEDLEM)


def hvorfor_ikke_huske(part: OffentligPart, domene: str) -> str:
    """En setning om hvorfor domenet ikke kan bli virksomhetens; tom når det kan."""
    if not kan_vise_hvem(domene):
        return _("Hvem som helst kan ha en adresse på %(domene)s. Godta personen uten å huske domenet.") % {
            "domene": domene
        }
    if annen := OffentligPart.objects.med_domene(domene).exclude(pk=part.pk).first():
        setning = _("%(navn)s har domenet %(domene)s, så det viser ikke hvor noen arbeider.")
        return setning % {"navn": annen.navn, "domene": domene}
    return ""
