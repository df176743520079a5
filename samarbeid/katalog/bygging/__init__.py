"""Radene i katalogen og søket: fra det som er publisert, til det som kan finnes."""
