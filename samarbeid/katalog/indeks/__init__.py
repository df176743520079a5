"""Hva det kan velges på, hvem som treffes, i hvilken rekkefølge, og antallet bak hvert valg."""
