from __future__ import annotations

from django.apps import AppConfig
from django.core.signals import request_finished


class SamarbeidConfig(AppConfig):
    name = "samarbeid"
    verbose_name = "Samarbeid"

    def ready(self) -> None:
        """Slagene som publiseres, er i søket også i arbeideren og i kommandoene. Det som står om en person, kan gjemmes."""
        from samarbeid.henvendelser.personspor import Adressespor
        from samarbeid.kalender.handlinger import ta_bort_adressen
        from samarbeid.katalog.indeks.innhold import meld
        from samarbeid.matching.profiler import les_likheten
        from samarbeid.publisering.flyter import finn_meldte
        from samarbeid.redaksjon.kjente_ideer import hent_ideene
        from samarbeid.redaksjon.kjente_sok import hent_sokene
        from samarbeid.samtaler.handlinger.personspor import Samtalespor
        from veier.konto.handlinger.vern import meld_inngang
        from veier.personvern.spor import meld as meld_spor
        from veier.referanse import virkning
        from veier.tjener.varm import LESES

        for flyt in finn_meldte().values():
            if flyt.indeks:
                meld(flyt.indeks)
        LESES.append(les_likheten)
        meld_spor(Samtalespor())
        meld_spor(Adressespor())
        meld_inngang(ta_bort_adressen)
        virkning.meld(hent_ideene)
        virkning.meld(hent_sokene)
        request_finished.connect(_etter_svaret, dispatch_uid="samarbeid.eksponering")


def _etter_svaret(**_valg: object) -> None:
    """Når leseren har fått svaret sitt: det som er talt, skrives en gang imellom, utenfor forespørselen."""
    from samarbeid.eksponering import telling as visningene
    from samarbeid.uketall import telling as bruken
    from veier.database.lesing import etter_svaret

    if visningene.kladd.er_moden():
        etter_svaret("visningene av entreprenørene", visningene.tom_kladden)
    if bruken.kladd.er_moden():
        etter_svaret("bruken av portalen", bruken.tom_kladden)
