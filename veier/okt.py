"""Økten i databasen. Den får skrives også når forespørselen bare leser."""

from django.contrib.sessions.backends.db import SessionStore as Databaseokt

from veier.lesing import skriver


class SessionStore(Databaseokt):
    def save(self, must_create: bool = False) -> None:
        with skriver("økten"):
            super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        with skriver("økten"):
            super().delete(session_key)
