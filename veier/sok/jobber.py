"""Jobber for søket."""

from veier.jobber import jobb
from veier.sok.handlinger import slett_gamle_tomme_sok


@jobb("veier.sok.slett_gamle_tomme_sok", cron="51 3 * * *")
def slett_gamle(timestamp: int) -> int:
    """Hver natt: søk uten treff som ingen har gjort på et år."""
    return slett_gamle_tomme_sok()
