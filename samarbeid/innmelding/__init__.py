"""«Meld inn et eksempel», for alle, og siden der en part svarer på om saken stemmer."""
