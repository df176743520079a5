"""Innsyn, sletting, oppbevaring og informasjonstekster."""
