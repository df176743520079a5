"""Filene folk legger ved: bare PDF og DOCX, gransket på innholdet. Den samme døren for skjemaer og e-post.

Ingenting her lager noe av filene eller viser dem: de tas imot, lagres utenfor nettet, og lastes ned igjen.
"""
