"""Dagene som gjelder den som er innlogget, til et kalenderprogram."""
