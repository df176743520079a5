"""Alt som skriver på den offentlige siden."""
