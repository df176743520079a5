"""Skjemaer i steg: ett spørsmål om gangen, alt lagres mens det skrives, og ingen skriver over noe hun ikke har sett."""
