"""Adressene, og de få sidene som viser flere deler av portalen på én gang."""
