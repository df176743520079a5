"""Det en virksomhet legger ut: profil, idé, effekt og referanser, fra utkast til publisert."""
