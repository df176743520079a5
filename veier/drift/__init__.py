"""Driften: loggen, helsen og det som kontrolleres når portalen starter."""
