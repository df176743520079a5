"""Redaksjonens pult: det som venter, er foreldet, har feilet og er meldt inn, med det som kan gjøres ved siden av."""
