"""Lista den enkelte har plukket ut selv: navn, merknader og utskrift."""
