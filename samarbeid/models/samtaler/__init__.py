"""Samtalene: tråden, e-posten som kommer inn, filene, og uttrekket til arkivet."""
