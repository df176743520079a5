"""Gunicorn slik portalen trenger den: trege klienter holder aldri en tråd, og køen er kort.

``prosess`` er arbeideren, ``innboks`` det som leses inn, ``kanal`` det som sendes ut, ``tavle`` fordelingen mellom
prosessene, ``faste_svar`` sidene som svares uten Django, og ``varm`` det som leses før den første forespørselen.
"""
