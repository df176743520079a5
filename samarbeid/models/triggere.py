"""Det som skjer i databasen når noe under denne appen endres, uansett hvordan: side, redaksjon, kommando eller SQL.

Appene under vet ikke om dette. Den som leser en modell der, finner her hva som følger av en endring:

- Referansedata (``Referanseversjon``) → alle treff regnes på nytt.
- Treffene på et behov (``Behovstreff``) → varslene om det som passer, når noen nye gjør det og noen vil vite det med en gang.
- Profiler, ideer, behov, virkninger, referanser, saker, virksomheter og ord → raden i katalogen eller i listen over behov
  (``Katalogko``), og med den jobben ``samarbeid.oppdater_katalogen``.
"""

from __future__ import annotations

from dataclasses import dataclass

import pgtrigger
from django.db import models

from entreprenorer.models import Entreprenor, Ide, Referanse, Virkning
from kommuner.models import Behov, OffentligPart
from samarbeid.models.eksempel import Eksempel
from samarbeid.models.katalog import Katalogko
from samarbeid.models.treff import Behovstreff
from veier.taksonomi.models import Malgruppe, Omrade, Referanseversjon, Tema, TidligereOmrade

# Står den alt i køen, er én nok: den leser det som gjelder når den kjører.
REGN_TREFFENE_OM = pgtrigger.Trigger(
    name="regn_treffene_om",
    when=pgtrigger.After,
    operation=pgtrigger.Update,
    func=(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args, scheduled_at)"
        " VALUES ('default', 'samarbeid.beregn_alle_treff', 'alle_treff', '{}', now() + interval '5 seconds')"
        " ON CONFLICT DO NOTHING;"
        " RETURN NULL;"
    ),
)
pgtrigger.register(REGN_TREFFENE_OM)(Referanseversjon)

# Et behov har fått noen som passer: varslene det kan bety noe for, ser etter. I samme transaksjon som treffene, og aldri i stedet for en
# jobb som alt venter: den kan begynne før disse er lagret. Vil ingen vite det med en gang, er det ingen jobb å gjøre. ``sporring`` er det
# ``samarbeid/varsler/treffene.py`` gir.
_SETT_I_KO = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
    " SELECT DISTINCT 'default', 'samarbeid.varsle_om_treff', jsonb_build_object('behov', nye.behov_id) FROM nye"
    " JOIN kommuner_behov behovet ON behovet.id = nye.behov_id"
    " JOIN entreprenorer_entreprenor profil ON profil.id = nye.entreprenor_id"
    " LEFT JOIN entreprenorer_ide ide ON ide.id = nye.ide_id"
    " JOIN samarbeid_abonnement varsel ON varsel.hyppighet = 'straks' AND varsel.liste IN ('kan-svare', 'passer-oss')"
    " AND varsel.sporring = ANY(ARRAY['behov=' || behovet.slug, 'profil=' || profil.slug,"
    " 'ide=' || ide.slug || '&profil=' || profil.slug])"
)
pgtrigger.register(
    pgtrigger.Trigger(
        name="varsle_om_nye",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="nye"),
        func=f"{_SETT_I_KO} WHERE nye.passer <> 'nei'; RETURN NULL;",
    ),
    pgtrigger.Trigger(
        name="varsle_om_de_som_na_passer",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        referencing=pgtrigger.Referencing(old="gamle", new="nye"),
        func=(
            f"{_SETT_I_KO} JOIN gamle ON gamle.id = nye.id WHERE nye.passer <> 'nei' AND gamle.passer = 'nei';"
            " RETURN NULL;"
        ),
    ),
)(Behovstreff)

ALLE = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True, slots=True)
class Vekker:
    """En endring i ``modell`` legger noe i køen til katalogen. Funksjonene står i migreringene 0002 og 0034.

    Vanlig SQL og ikke pgtrigger på modellen: da ville migreringene i appene under ha navngitt tabeller her.
    ``tests/samarbeid/katalog/test_triggere.py`` holder listen lik det databasen har.
    """

    modell: type[models.Model]
    funksjon: str
    argumenter: tuple[str, ...] = ()
    ved: tuple[str, ...] = ALLE

    @property
    def tabell(self) -> str:
        return self.modell._meta.db_table


ENTREPRENOR, IDE, BEHOV = (
    Katalogko.Slag.ENTREPRENOR.value,
    Katalogko.Slag.IDE.value,
    Katalogko.Slag.BEHOV.value,
)
VEKKERE = (
    # Raden til entreprenøren selv, og den nummeret i kolonnen viser til.
    Vekker(Entreprenor, "samarbeid_katalog_ko", (ENTREPRENOR, "id")),
    Vekker(Virkning, "samarbeid_katalog_ko", (ENTREPRENOR, "entreprenor_id")),
    Vekker(Referanse, "samarbeid_katalog_ko", (ENTREPRENOR, "entreprenor_id")),
    Vekker(Ide, "samarbeid_katalog_ko", (IDE, "id")),
    Vekker(Ide.vist_til.through, "samarbeid_katalog_ko", (IDE, "ide_id")),
    Vekker(Behov, "samarbeid_katalog_ko", (BEHOV, "id")),
    # Profilene saken nevner.
    Vekker(Eksempel, "samarbeid_katalog_sak"),
    # Entreprenørene som har en referanse fra virksomheten, og behovene den har skrevet eller sluttet seg til.
    Vekker(OffentligPart, "samarbeid_katalog_part", ved=("UPDATE",)),
    # Ordene alle radene har i seg.
    *(Vekker(modell, "samarbeid_katalog_alt") for modell in (Tema, Malgruppe, Omrade, TidligereOmrade)),
)
# Det som står i køen, får en jobb: én per transaksjon.
VEKKER_JOBBEN = Vekker(Katalogko, "samarbeid_katalog_jobb", ved=("INSERT",))
