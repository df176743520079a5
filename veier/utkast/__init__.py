"""Noe som fylles ut uten konto: lagres mens det skrives, deles med en lenke, slettes av seg selv."""
