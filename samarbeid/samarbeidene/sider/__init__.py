"""Sidene til samarbeidene."""
