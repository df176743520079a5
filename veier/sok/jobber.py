"""Jobber for søket."""

from procrastinate.contrib.django import app

from veier.sok.handlinger import slett_gamle_tomme_sok


@app.periodic(cron="51 3 * * *")
@app.task(name="veier.sok.slett_gamle_tomme_sok", queueing_lock="slett_gamle_tomme_sok")
def slett_gamle(timestamp: int) -> int:
    """Hver natt: søk uten treff som ingen har gjort på et år."""
    return slett_gamle_tomme_sok()
