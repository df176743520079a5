"""Referansedata: rader som kommer fra filer, men som redaktører kan endre uten å bli overskrevet."""
