"""Hva som er lest, prøvd og søkt etter, uke for uke, uten personer."""
