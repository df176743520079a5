"""Databasen: hvor den er, hva den nekter, og hva en feil fra den betyr."""
