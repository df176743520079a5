"""Endringer i ordene og reglene som venter på at en annen i redaksjonen godkjenner dem."""
