"""Utkast til avtalene, fylt ut av det samarbeidet alt vet."""
