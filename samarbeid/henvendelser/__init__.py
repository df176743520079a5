"""En melding fra en leser til en entreprenør, en virksomhet eller redaksjonen."""
