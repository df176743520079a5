"""Katalogene: indeksen, det som bygger den, filtrene og sidene."""
