"""Det partene gjør i et samarbeid, og brevene om det."""
