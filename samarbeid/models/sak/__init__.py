"""Delene en sak er laget av: lister av like ledd, hvert med sin form."""
