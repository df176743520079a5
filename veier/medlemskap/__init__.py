"""Hvem som hører til hvilken organisasjon, likt på begge sider: medlemskap, invitasjoner og forespørsler.

Modellene er abstrakte. En app som har en organisasjon, arver alle tre og setter ``organisasjon``.
"""
