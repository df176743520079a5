"""Alt som skriver på entreprenørens side."""
