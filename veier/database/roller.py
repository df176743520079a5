"""Hva rollen portalen bruker i databasen, får lov til. Den skal lese og skrive rader, ikke endre det som vokter dem."""

from __future__ import annotations

from django.db import connection

# Spørsmål som skal ha svaret nei, med setningen når det er ja.
_SPORSMAL = (
    ("(SELECT rolsuper FROM pg_roles WHERE rolname = current_user)", "er superbruker"),
    ("(SELECT rolcreaterole OR rolbypassrls FROM pg_roles WHERE rolname = current_user)", "kan lage roller"),
    (
        "EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')"
        " AND pg_has_role(current_user, relowner, 'MEMBER'))",
        "eier tabeller, og kan slå av triggerne på dem",
    ),
    ("has_schema_privilege('public', 'CREATE')", "kan lage tabeller og funksjoner"),
    (
        "EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND (has_table_privilege(oid, 'TRUNCATE') OR has_table_privilege(oid, 'TRIGGER')))",
        "kan tømme tabeller eller lage triggere",
    ),
    (
        "has_parameter_privilege('session_replication_role', 'SET')",
        "kan slå av alle triggere med session_replication_role",
    ),
    (
        "has_table_privilege('hendelser_hendelse', 'UPDATE') OR has_table_privilege('hendelser_hendelse', 'DELETE')",
        "kan endre eller slette i hendelsesloggen",
    ),
)


def for_mye() -> list[str]:
    """Det rollen kan, som portalen ikke skal kunne. Tom når rollen er som i drift/roller.sql."""
    with connection.cursor() as peker:
        peker.execute("SELECT " + ", ".join(sporsmal for sporsmal, _setning in _SPORSMAL))
        svar = peker.fetchone()
    return [setning for (_sporsmal, setning), ja in zip(_SPORSMAL, svar, strict=True) if ja]
