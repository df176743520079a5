"""Vektene i rangeringen, på ett sted.

Idf er den BM25 bruker (Robertson og Zaragoza 2009), slik Lucene skriver den. Gradene og grensen er valgt på samlingene i
tests/data, med ordlisten slik den var før samlingen ble skrevet; tallene står i docs/kvalitet.md.
"""

from __future__ import annotations

from math import log1p

# Andelen av et ledd raden svarer på, etter det sterkeste den har. Ett ord i teksten er ett helt ledd.
EGET_NAVN, EGET_EMNE, EGET = 1.3, 1.15, 1.0
# Ordene i et uttrykk hver for seg, eller andre ord for dem.
UTTRYKKET_SPREDT, UTTRYKKET_SPREDT_LIKT = 0.8, 0.65
LEDDENE_NAER = 0.95  # leddene i et sammensatt ord nær hverandre
LEDDENE_SPREDT = 0.55
FORLEDDET = 0.6  # det som er igjen når hodet bare sier hva slags tilbud det er
ETT_AV_LEDDENE = 0.3
LIKT_NAVN, LIKT_EMNE = 0.95, 0.9
TO_UTTRYKK = 0.9
LIKT = 0.8
LIKT_MED_TEMA, LIKT_ANNET_TEMA = 0.9, 0.55
SNEVRERE = 0.64
SNEVRERE_MED_TEMA, SNEVRERE_ANNET_TEMA = 0.8, 0.4
TEMAET, LIGNER_TEMAET = 0.5, 0.4
# Tillegg til det sterkeste: temaet, ordet tidlig eller ofte i teksten, og flere uttrykk for det samme.
OGSA_TEMAET, SENTRALT, FLERE_UTTRYKK = 0.1, 0.12, 0.05

# Temaet i et helt spørsmål: der er hvert ord for seg et svakt tegn.
SPORSMAL = 3  # så mange ledd
TEMAET_I_SPORSMAL = 0.15
LETT = 0.35  # vekten av et ord som sier lite alene

HELE_NAVNET = 2.0
TRINN = 60  # så mange rangtrinn er en hel andel
KJERNE = 0.62  # andelen en rad må svare på for å treffe godt
KAN_MANGLE_ETT_AV = 3  # for hvert tredje ledd kan ett mangle; mangler det mer, treffer raden ikke godt
UNDER_KJERNEN, PRESSET = 0.56, 0.05  # der slike rader står, og hvor tett
FUNNET = 0.6  # beviset må være sterkere enn dette for at noen skal ha ordet
INGEN_HAR_DET = 0.5  # regnes som så mange rader når idf regnes ut

# Ordene i raden ligner på ordene i spørringen (rang.likhet): vekten av en full likhet, hvor fint den måles, og hvor mange av de
# øverste radene som leses. Valgt på de sju eldre samlingene og de leste spørringene i den niende.
LIGNER, LIGNER_STEG = 1.5, 0.03
LIKEST = 0.3  # det ordet i raden som ligner mest på hvert av dem det er spurt om, mot snittet av alle
FLEST_LIGNER = 120


def idf(rader: int, av: int) -> float:
    """Hvor mye et ledd sier: mer jo færre av radene som har det."""
    n = rader or INGEN_HAR_DET
    return log1p((max(av, n) - n + 0.5) / (n + 0.5)) + 0.25
