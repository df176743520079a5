"""Svaret på en idé: skjemaet «Prøv ideen», veiviseren, svaret med veien videre, og dokumentene av det."""
