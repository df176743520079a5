"""Det som skjer i en samtale, og brevene om det."""
