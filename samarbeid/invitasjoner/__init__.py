"""Å invitere dem som passer et behov: alle på samme måte, eller noen få med en grunn alle kan lese."""
