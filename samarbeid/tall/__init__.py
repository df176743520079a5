"""Tall og hindringer: hva som skjer i portalen, uten at noe antall under fem kan leses eller regnes ut."""
