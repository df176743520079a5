"""Filene sidene er laget av: stilarket og malene, slik de leses inn."""
