"""Lagrede søk med varsel: «Si fra når noe nytt kommer», på hver liste, med og uten konto."""
