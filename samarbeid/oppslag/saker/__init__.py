"""Eksemplene: sidene leserne ser, og redaksjonens vei fra kilde til publisert sak."""
