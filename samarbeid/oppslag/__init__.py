"""Sidene en leser slår opp i: virksomheter, eksempler, modeller, artikler, maler og tilskudd."""
