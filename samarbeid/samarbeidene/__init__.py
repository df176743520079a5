"""Samarbeidet etter at begge har sagt ja: stadiene, piloten, avtalene, og slutten."""
