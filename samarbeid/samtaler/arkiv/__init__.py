"""Uttrekket av en samtale: de samme opplysningene som PDF/A, JSON og XML, med vedleggene og summene, i én zip."""
