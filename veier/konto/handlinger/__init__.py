"""Alt som skriver på en konto."""
