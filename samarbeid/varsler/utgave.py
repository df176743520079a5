"""Om noe er endret siden sist: ett avtrykk for alt listene er laget av."""

from __future__ import annotations

import hashlib

from samarbeid.katalog.indeks import behovene, register


def utgaven() -> str:
    """Ny når en entreprenør, et behov, et eksempel eller et tilskudd er nytt, endret eller borte. To spørsmål."""
    return hashlib.sha256(f"{register.utgave()} {behovene.utgaven()}".encode()).hexdigest()
