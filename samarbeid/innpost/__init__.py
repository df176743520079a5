"""E-posten som kommer inn: lest, kjent igjen, og lagt i samtalen den hører til."""
