"""Det som må være klart før noen skriver under: hvem som kan, hva summen er mot grensene, og hva som står åpent.

Trappa er den samme som i svarene (``matching/beslutning/trapp.py``). Ingen sum er en fullmakt: den står i virksomhetens eget reglement.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samarbeid.matching.forklaring import liten
from samarbeid.samarbeidene.avtaler.kjent import Kjent
from samarbeid.samarbeidene.verdi import mot_grensene, summer
from veier.templatetags.veier import kroner
from veier.typer import Setning

KJOP = frozenset({"pilotavtale", "driftsavtale", "effektkontrakt"})
# Hvem som vanligvis skriver under for virksomheten.
UNDERSKRIVER: Mapping[str, Setning] = {
    "intensjonsavtale": gettext_lazy("Lederen for enheten kan vanligvis skrive under, fordi avtalen binder ingen og koster ingenting."),
    "pilotavtale": gettext_lazy(
        "Lederen for enheten kan vanligvis skrive under når prisen er innenfor eget budsjett, ellers lederen for sektoren."
    ),
    "driftsavtale": gettext_lazy(
        "Vanligvis lederen for sektoren eller øverste leder, når innkjøp har gjort sitt. "
        "En ny, fast utgift er vanligvis en sak for de folkevalgte først."
    ),
    "partnerskapsavtale": gettext_lazy(
        "Vanligvis lederen for sektoren eller øverste leder. En ny, fast utgift er vanligvis en sak for de folkevalgte først."
    ),
    "tilskuddsbrev": gettext_lazy(
        "Den som forvalter ordningen, når den som kan vedta tilskuddet, har gjort det. Mottakeren skriver ikke under."
    ),
    "databehandleravtale": gettext_lazy(
        "Den som svarer for behandlingsansvaret, vanligvis øverste leder eller en hun har gitt fullmakt."
    ),
    "effektkontrakt": gettext_lazy("Vanligvis øverste leder, når de folkevalgte har bestemt å binde pengene."),
}  # fmt: skip


def for_dere_skriver_under(k: Kjent, slug: str, *, apne: int, med_summen: bool) -> list[str]:
    """Punktene, i rekkefølge. ``apne`` er feltene som mangler; ``med_summen`` er om leseren kan se hva partene har avtalt ellers."""
    ut = [
        _("For virksomheten: %(hvem)s Se delegeringsreglementet.") % {"hvem": liten(str(UNDERSKRIVER[slug]))}
    ]
    if k.besluttet:
        ut.append(_("Sist bestemt av %(hvem)s. Har den rollen fullmakt til dette?") % {"hvem": k.besluttet})
    if slug != "tilskuddsbrev":
        ut.append(
            _("For %(navn)s: den som har signatur eller prokura i Brønnøysundregistrene.")
            % {"navn": k.samarbeid.entreprenor.navn}
        )
    ut += [
        _("For %(navn)s: den som har fullmakt der.") % {"navn": m.part.navn}
        for m in k.medeiere
        if slug != "tilskuddsbrev"
    ]
    ut += _pengene(k, slug, med_summen=med_summen)
    if apne:
        ut.append(_("Fyll ut alt som er merket (%(antall)s).") % {"antall": apne})
    return ut


def etter_utfyllingen() -> str:
    """Det siste i filen: den er et utkast til det er gjort."""
    return _(
        "Ta bort avsnittet øverst om hva malen er, linjen nederst på hver side, og alt under denne overskriften."
    )


def _pengene(k: Kjent, slug: str, *, med_summen: bool) -> list[str]:
    if slug == "tilskuddsbrev":
        return [_("Et tilskudd er ikke et kjøp. Se etter om det kan være statsstøtte.")]
    if slug not in KJOP:
        return [_("Ingen kjøper noe med denne avtalen. Skal noe kjøpes, følger det innkjøpsreglene.")]
    if not med_summen:
        return [_("Virksomheten som leder, må se summen mot grensene i innkjøpsreglene.")]
    planlagt = k.pilot.pris or 0 if k.pilot.startet_tid is None and slug == "pilotavtale" else 0
    if planlagt:
        mal = _("Med piloten blir det avtalt kjøp for %(sum)s uten merverdiavgift mellom dere i portalen.")
    elif slug == "pilotavtale" and k.pilot.pris is not None:
        mal = _(
            "Det er avtalt kjøp for %(sum)s uten merverdiavgift mellom dere i portalen, denne piloten medregnet."
        )
    else:
        mal = _(
            "Det er avtalt kjøp for %(sum)s uten merverdiavgift mellom dere i portalen. Denne avtalen kommer i tillegg."
        )
    total = summer(k.samarbeid).total + planlagt
    return [mal % {"sum": kroner(total)}, *_grensene(total)]


def _grensene(total: int) -> list[str]:
    over, naer = mot_grensene(total)
    ut = [
        _("Summen er over «%(navn)s» (%(verdi)s). Snakk med innkjøp før dere skriver under.")
        % {"navn": g.rad.navn, "verdi": kroner(g.rad.verdi)}
        for g in over
    ]
    if naer:
        ut.append(
            _("Dere nærmer dere «%(navn)s» (%(verdi)s). Snakk med innkjøp.")
            % {"navn": naer.rad.navn, "verdi": kroner(naer.rad.verdi)}
        )
    if any(g.advarsel for g in (*over, *([naer] if naer else []))):
        ut.append(_("Beløpet kan være gammelt: se etter det som gjelder nå."))
    return ut
