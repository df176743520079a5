"""Behovene til de offentlige virksomhetene: listen, siden om hvert av dem, og veien dit for den som har skrevet et."""
