"""Det som er dyrt med vilje eller leses om igjen i drift, gjøres billig i testprosessen. Tjenere i egne prosesser er som i drift.

Importeres av ``conftest``.
"""

from __future__ import annotations

import gc

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from whitenoise.base import WhiteNoise


class Pbkdf2(PBKDF2PasswordHasher):
    """Den samme algoritmen, uten de 0,3 sekundene hver kontroll av et passord skal ta."""

    iterations = 1


settings.PASSWORD_HASHERS = ["tests.rask.Pbkdf2"]

# Hver ny testklient laster mellomvaren, og whitenoise leser da tusen filer. De er de samme hver gang.
_lest: dict[tuple[str, str | None], dict[str, object]] = {}
_les = WhiteNoise.add_files


def _add_files(self: WhiteNoise, root: str, prefix: str | None = None) -> None:
    if self.autorefresh:
        return _les(self, root, prefix)
    nokkel = (str(root), prefix)
    if nokkel not in _lest:
        fra_for, self.files = self.files, {}
        _les(self, root, prefix)
        _lest[nokkel], self.files = self.files, fra_for
    self.files.update(_lest[nokkel])


WhiteNoise.add_files = _add_files

# Kunnskapen og modulene ligger der hele tiden; uten dette går søppelsamlingen gjennom dem tusenvis av ganger.
gc.set_threshold(50_000, 20, 100)
