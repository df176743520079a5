"""De tomme ordene slik de står i filen, til prøvene uten database."""

import csv

from veier.sok.models import TommeOrd
from veier.sok.normalisering import fold
from veier.sok.referanse import FILER

_FIL = next(f for f in FILER if f.modell is TommeOrd)
with _FIL.sti.open(encoding="utf-8", newline="") as innhold:
    TOMME = frozenset(fold(ord_) for rad in csv.DictReader(innhold) for ord_ in rad["ordene"].split(";"))
