"""Sidene til samtalene: for den innloggede, og for den som har lenken."""
