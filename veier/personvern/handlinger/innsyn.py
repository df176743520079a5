"""Alt portalen har lagret om én person, som JSON og som en side å lese, i en zip-fil.

Tabellene finnes i modellene, ikke i en liste: en ny tabell som peker på en bruker, er med fra første dag.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import cast

from django.conf import settings
from django.db import models, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal
from veier.epost.models import Utsending
from veier.hendelser.handlinger import logg_hendelse
from veier.hendelser.models import Hendelse
from veier.jobber import sett_i_ko
from veier.kryptering import Forseglet
from veier.personvern.models import EKSPORT_VARER, Eksport

JOBB = "veier.personvern.lag_eksport"
# Det som gir tilgang, er ikke opplysninger om personen, og skal ikke ligge i en fil på en datamaskin.
HEMMELIGE = {"password", "avtrykk", "session_key", "innhold", "token", "token_secret"}
HEMMELIGE |= {"delt_avtrykk", "forseglet_delenokkel"}
# Det som er forseglet, er en nøkkel; bytes er noe portalen har regnet ut.
HEMMELIGE_SLAG = (Forseglet, models.BinaryField)
HEMMELIGE_I = {"mfa.authenticator": {"data"}, "epost.utsending": {"tekst", "html", "svar_til"}}


@transaction.atomic
def bestill_eksport(bruker: Bruker) -> Eksport:
    """Setter en jobb i gang. Er en eksport under arbeid eller ferdig, gis den i stedet for en ny."""
    Bruker.objects.select_for_update().get(pk=bruker.pk)
    fersk = bruker.eksporter.filter(bestilt_tid__gt=timezone.now() - EKSPORT_VARER).first()
    if fersk:
        return fersk
    eksport = Eksport.objects.create(bruker=bruker)
    sett_i_ko(JOBB, eksport=eksport.pk)
    logg_hendelse("eksport_bestilt", av=bruker.offentlig_id)
    return eksport


@transaction.atomic
def lag_eksport(pk: int) -> bool:
    """Lager filen og sier fra. Tåler å kjøre om igjen: en ferdig fil lages ikke på nytt."""
    eksport = Eksport.objects.select_for_update().select_related("bruker").filter(pk=pk).first()
    if eksport is None or eksport.ferdig_tid:
        return False
    bruker = eksport.bruker
    with override(bruker.malform):
        eksport.innhold = _zip(bruker, samle(bruker))
        lenke = settings.ADRESSE + reverse("personvern")
    eksport.ferdig_tid = timezone.now()
    eksport.save(update_fields=["innhold", "ferdig_tid"])
    send_mal(
        "eksport_klar",
        nokkel=str(eksport.ref),
        til=bruker.epost,
        malform=bruker.malform,
        verdier={"lenke": lenke},
    )
    return True


def samle(bruker: Bruker) -> dict[str, list[dict[str, object]]]:
    """Tabellens navn → radene som gjelder personen, uten det som gir tilgang."""
    ut = {_navn(Bruker): [_rad(bruker)]}
    for relasjon in Bruker._meta.get_fields(include_hidden=True):
        if not (relasjon.auto_created and (relasjon.one_to_many or relasjon.one_to_one)):
            continue
        baklengs = cast(models.ForeignObjectRel, relasjon)
        modell, felt = cast(type[models.Model], baklengs.related_model), baklengs.field.name
        # En mellomtabell har bare nøkler, og historikken gjentar raden den hører til.
        if modell._meta.auto_created or modell._meta.label_lower == "admin.logentry":
            continue
        rader = [_rad(rad, felt) for rad in modell._default_manager.filter(**{felt: bruker})]
        if rader:
            ut.setdefault(_navn(modell), []).extend(rader)
    ut[_navn(Hendelse)] = [_rad(h) for h in Hendelse.objects.filter(av=bruker.offentlig_id)]
    ut[_navn(Utsending)] = [_rad(u) for u in Utsending.objects.filter(til=bruker.epost)]
    return {navn: rader for navn, rader in ut.items() if rader}


def _navn(modell: type[models.Model]) -> str:
    return str(modell._meta.verbose_name_plural)


def _rad(objekt: models.Model, som: str = "") -> dict[str, object]:
    """``som`` er feltet personen står i."""
    uten = HEMMELIGE | HEMMELIGE_I.get(objekt._meta.label_lower, set())
    uten |= getattr(objekt, "uten_i_innsyn", {}).get(som, frozenset())  # det personen ikke skal vite om andre
    return {
        str(felt.verbose_name): _verdi(objekt, felt)
        for felt in objekt._meta.concrete_fields
        if felt.name not in uten and not felt.primary_key and not isinstance(felt, HEMMELIGE_SLAG)
    }


def _verdi(objekt: models.Model, felt: models.Field) -> object:
    if felt.is_relation:
        return str(getattr(objekt, felt.name) or "")
    verdi = getattr(objekt, felt.name)
    return verdi if isinstance(verdi, str | int | float | bool | list | dict | None) else str(verdi)


def _zip(bruker: Bruker, data: dict[str, list[dict[str, object]]]) -> bytes:
    strom = io.BytesIO()
    html = render_to_string(
        "personvern/innsyn.html", {"data": data, "bruker": bruker, "tid": timezone.localtime()}
    )
    with zipfile.ZipFile(strom, "w", zipfile.ZIP_DEFLATED) as fil:
        fil.writestr("mine-data.json", json.dumps(data, ensure_ascii=False, indent=2, default=str))
        fil.writestr("mine-data.html", html)
    return strom.getvalue()
