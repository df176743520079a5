"""Samtalene: fra den første meldingen til et svar, også for den som ikke har konto."""
