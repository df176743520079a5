"""Svaret slik en side eller et dokument viser det: fem linjer først, og resten samlet under overskrifter som sier hva de har."""
