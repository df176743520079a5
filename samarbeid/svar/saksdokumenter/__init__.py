"""Dokumentene det offentlige trenger for å gå videre, fylt ut av svaret: saksframlegg, innkjøpsnotat, avtaler og brev."""
