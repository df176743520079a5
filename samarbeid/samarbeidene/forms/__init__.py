"""Skjemaene i et samarbeid."""
